"""What changed in the answer to a standing question."""

from typing import NamedTuple

from bot.model.answer import Claim, Quote
from bot.model.base import Noun


class ChangedClaim(NamedTuple):
    """A claim that says something else than one did before: `sides` as "12 ships / 15 ships", the earlier side first,
    or DENIED. `before`: the earlier claim's first quote."""

    before: Quote
    now: Claim
    sides: str


class Changes(Noun):
    """What a new reply says that the earlier one did not. Claims and their numbers are those of the new reply.

    `new`: claims that match none before. `changed`: claims about the same that differ in a figure, a date or a
    negation. `withdrawn`: earlier quotes that their articles do not say any more. `gone`: those whose articles are not
    there any more. Neither holds what the new reply is still quoted with, word for word, nor what is told as changed
    within one article.
    """

    new: tuple[Claim, ...] = ()
    changed: tuple[ChangedClaim, ...] = ()
    withdrawn: tuple[Quote, ...] = ()
    gone: tuple[Quote, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn or self.gone)
