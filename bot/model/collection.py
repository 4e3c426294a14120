"""Collections of groups: who owns one, and who else may read it."""

from pydantic import AwareDatetime

from bot.model.base import Noun


class Opening(Noun):
    """What the group `owner_id` keeps may be read in the chat `reader_id` too: an operator said so."""

    owner_id: int
    reader_id: int
    opened_by: int
    opened: AwareDatetime
