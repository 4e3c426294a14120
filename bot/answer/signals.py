"""What the confidence is made of, as an analyst reads it: each sign with its value and what it is worth."""

from collections.abc import Sequence

from bot.answer.candidates import Candidate
from bot.answer.confidence import WEIGHTS, read_signals
from bot.answer.matching import TermTable
from bot.model.answer import Coverage, Signal
from bot.model.query import Query

LEAST = 0.05
"""Log odds below which a sign says nothing worth reading."""


def compose_signals(
    candidates: Sequence[Candidate], query: Query, table: TermTable, coverage: Coverage, *, by_others: bool
) -> tuple[Signal, ...]:
    """The signs that count, those that weigh most first; () without candidates, which need no sign to be refused."""
    if not candidates:
        return ()
    values = read_signals(candidates, query, table, coverage, by_others=by_others)
    signals = (Signal(name, round(value, 3), round(WEIGHTS[name] * value, 3)) for name, value in values.items())
    return tuple(
        sorted((one for one in signals if abs(one.worth) >= LEAST), key=lambda one: (-abs(one.worth), one.name))
    )
