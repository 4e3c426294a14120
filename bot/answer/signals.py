"""What the confidence is made of, as an analyst reads it: each sign with its value and what it is worth."""

from collections.abc import Mapping

from bot.answer.confidence import choose_weights
from bot.model.answer import Signal

LEAST = 0.05
"""Log odds below which a sign says nothing worth reading."""


def compose_signals(values: Mapping[str, float]) -> tuple[Signal, ...]:
    """The signs that count, those that weigh most first; () of none. `values`: as `confidence.read_signals` gives
    them."""
    if not values:
        return ()
    weights = choose_weights(values)
    worth = {name: weights.get(name, 0.0) * value for name, value in values.items()}
    signals = (Signal(name, round(value, 3), round(worth[name], 3)) for name, value in values.items())
    return tuple(
        sorted((one for one in signals if abs(one.worth) >= LEAST), key=lambda one: (-abs(one.worth), one.name))
    )
