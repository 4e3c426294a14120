"""Inline queries, what they were answered with, and Telegram's cache of those answers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.server.entities import Formatted
from bot.playground.server.shared import Json

QUERY_LENGTH = 256


@dataclass(frozen=True)
class Offered:
    """One result: what the list shows, and the message that it becomes."""

    id: str
    title: str
    description: str
    content: Formatted
    keyboard: list[list[Json]] = field(default_factory=list)
    link_preview: Json | None = None

    @property
    def text(self) -> str:
        """Of the message, as it will be shown."""
        return self.content.text


@dataclass(frozen=True)
class InlineAnswer:
    """`cache_time` in seconds, clamped; `button` as given."""

    results: list[Offered]
    cache_time: int
    is_personal: bool
    next_offset: str = ""
    button: Json | None = None

    def result(self, result_id: str) -> Offered:
        """LookupError when nothing of this id was offered."""
        for offered in self.results:
            if offered.id == result_id:
                return offered
        raise LookupError(f"no result {result_id!r} among {[offered.id for offered in self.results]}")


@dataclass
class InlineQuery:
    """`is_cached`: Telegram answered it from its cache, and the bot never heard of it."""

    id: str
    user_id: int
    query: str
    offset: str
    chat_type: str
    at: float
    answer: InlineAnswer | None = None
    is_cached: bool = False


class InlineCache:
    """By query and offset: for everybody, or where the answer is personal for one person (the key's user id)."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._kept: dict[tuple[int | None, str, str], tuple[float, InlineAnswer]] = {}

    def keep(self, query: InlineQuery, answer: InlineAnswer) -> None:
        owner = query.user_id if answer.is_personal else None
        self._kept[owner, query.query, query.offset] = (self._now() + answer.cache_time, answer)

    def find(self, user_id: int, query: str, offset: str) -> InlineAnswer | None:
        for owner in (user_id, None):
            until, answer = self._kept.get((owner, query, offset), (0.0, None))
            if answer and self._now() < until:
                return answer
        return None

    def clear(self) -> None:
        self._kept.clear()
