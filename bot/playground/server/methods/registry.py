"""Which methods exist and which parameters they know."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.playground.server.arguments import Arguments
from bot.playground.server.world import World


@dataclass(frozen=True)
class Described:
    """A result with the `description` that some calls carry beside it."""

    result: object
    description: str


Handler = Callable[[World, Arguments], object | Awaitable[object]]


@dataclass(frozen=True)
class Method:
    """`known` parameters are simulated; `accepted` ones change nothing that this server shows."""

    name: str
    known: frozenset[str]
    accepted: frozenset[str]
    run: Handler


METHODS: dict[str, Method] = {}
"""By lower-cased name: Telegram does not look at the case."""


def method(name: str, known: str = "", accepted: str = "") -> Callable[[Handler], Handler]:
    """Registers a handler under a method's name; parameters are given as words in a row."""

    def register(run: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, frozenset(known.split()), frozenset(accepted.split()), run)
        return run

    return register


def check_parameters(found: Method, args: Arguments) -> None:
    """Complains of every parameter that Telegram or this server would ignore."""
    for name in sorted(set(args.params) - found.known - found.accepted):
        args.complain(f"unknown parameter {name}={args.params[name]!r:.80}")
