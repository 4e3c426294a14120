"""What people think of answers, and which answers are worth a look."""

from typing import NamedTuple

from bot.model.turn import PlacedTurn


class Votes(NamedTuple):
    """How many found an answer good, and how many did not."""

    up: int = 0
    down: int = 0


class Reviewed(NamedTuple):
    """A turn that abstained, or whose answer somebody did not find good."""

    turn: PlacedTurn
    votes: Votes
