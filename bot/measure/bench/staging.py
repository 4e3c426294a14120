"""Where the time of a question goes: real functions wrapped from outside while a measurement runs, nothing in the bot.

Wall time by stage. A function that is called inside another one of the table counts once, with the outer one. Adapt
`STAGES` when the steps of an answer change; a test says when a name is no longer there.
"""

import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from inspect import iscoroutinefunction
from time import perf_counter
from types import ModuleType
from typing import Any

from bot.answer import asking, service
from bot.measure.replacing import replaced

STAGES: dict[str, tuple[tuple[ModuleType, str], ...]] = {
    "analysis": (
        (asking, "read_question"),
        (asking, "resolve_followup"),
        (service, "compose_query"),
        (service, "add_voices"),
        (service, "make_term_table"),
    ),
    "search": ((service, "search_with_recent"),),
    "evidence": ((service, "weigh"),),
    "verification": ((asking, "compose_reply"),),
}
"""Functions by stage, each as the module that calls it knows it."""
FETCHES = ("passages", "texts")
"""Methods of the store that an answer waits for; `copies.of_articles` too. All is the stage `fetch`."""
FETCH, RENDERING, REST, TOTAL = "fetch", "rendering", "the rest", "total"
NAMES = (*list(STAGES)[:2], FETCH, *list(STAGES)[2:], RENDERING, REST, TOTAL)
"""In the order of a question's way. The rest: trips to threads and back, the event loop, copies of the reply."""

WHAT = {
    "analysis": "reading, follow-ups, spelling, names, dates, voices, statistics of the terms",
    "search": "the index, also a second time for recent passages",
    FETCH: "passages with their sentences, cited texts, near-duplicates",
    "evidence": "passages and sentences ranked, confidence, claims chosen",
    "verification": "every quote compared with the stored text; speakers, voices, differences",
    RENDERING: "HTML pages",
    REST: "trips to threads, the event loop, the cached count of the collection",
    TOTAL: "from text to HTML",
}


class Stopwatch:
    """Seconds by stage since the last `take`. Safe with threads: the inner ones of one call are not counted."""

    def __init__(self) -> None:
        self._inside = threading.local()
        self._took: dict[str, float] = {}

    def take(self) -> dict[str, float]:
        """What was spent; and begins anew."""
        taken, self._took = self._took, {}
        return taken

    def wrap(self, stage: str, step: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed."""
        return self._wrap_waiting(stage, step) if iscoroutinefunction(step) else self._wrap_plain(stage, step)

    def _wrap_plain(self, stage: str, step: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(step)
        def timed(*args: Any, **options: Any) -> Any:
            if getattr(self._inside, "stage", None):
                return step(*args, **options)
            self._inside.stage, began = stage, perf_counter()
            try:
                return step(*args, **options)
            finally:
                self._inside.stage = None
                self._add(stage, began)

        return timed

    def _wrap_waiting(self, stage: str, step: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @wraps(step)
        async def timed(*args: Any, **options: Any) -> Any:
            began = perf_counter()
            try:
                return await step(*args, **options)
            finally:
                self._add(stage, began)

        return timed

    def _add(self, stage: str, began: float) -> None:
        self._took[stage] = self._took.get(stage, 0.0) + perf_counter() - began


@contextmanager
def timed_stages(store: Any, watch: Stopwatch) -> Iterator[None]:
    """All stages but rendering are timed, as long as the block lasts; `store` is the one that answers read."""
    with ExitStack() as stack:
        for stage, steps in STAGES.items():
            for module, name in steps:
                stack.enter_context(replaced(module, name, watch.wrap(stage, getattr(module, name))))
        for owner, names in ((store, FETCHES), (store.copies, ("of_articles",))):
            stack.enter_context(_replaced_methods(owner, names, watch))
        yield


@contextmanager
def _replaced_methods(owner: Any, names: Sequence[str], watch: Stopwatch) -> Iterator[None]:
    for name in names:
        setattr(owner, name, watch.wrap(FETCH, getattr(owner, name)))
    try:
        yield
    finally:
        for name in names:
            delattr(owner, name)


def complete(took: dict[str, float], total: float) -> dict[str, float]:
    """With the total, and with what no stage holds."""
    return took | {REST: max(0.0, total - sum(took.values())), TOTAL: total}
