"""Something begun with a person that waits for what they write next."""

from pydantic import AwareDatetime

from bot.model.base import Noun
from bot.model.place import Place


class Dialog(Noun):
    """One at most for a person in a place. `kind` names what asks; `state`: JSON of what was said so far."""

    place: Place
    person_id: int
    kind: str
    since: AwareDatetime
    state: str = "{}"
