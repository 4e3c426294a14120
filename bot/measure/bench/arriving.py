"""Articles that arrive one by one while somebody searches for each of them and somebody else asks questions."""

import asyncio
import time
from collections.abc import Coroutine, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice

from bot.app import Workspace
from bot.ingest.service import ingest
from bot.model.article import RawArticle
from bot.model.query import Query, Term, Variant
from bot.text.analysis import analyze

PAUSE = 0.05
"""Seconds between two arrivals, and between two questions."""
LOOK = 0.002
"""Seconds between two looks at whether an article can be found."""


async def arrive(workspace: Workspace, articles: Iterator[RawArticle], count: int, found: list[float]) -> None:
    """One article after the other, as feeds bring them; adds the seconds until a search finds its own word."""
    for number, raw in enumerate(islice(articles, count)):
        word = f"arrival{number}x{len(workspace.engine)}"
        article = raw.model_copy(update={"id": word, "url": None, "text": f"{raw.text}\n\nIts number is {word}."})
        began = time.perf_counter()
        ingesting = asyncio.create_task(_hand_over(workspace, article))
        await _search_until_found(workspace, word, ingesting)
        found.append(time.perf_counter() - began)
        await ingesting
        await asyncio.sleep(PAUSE)


async def ask_during(
    workspace: Workspace, questions: Sequence[str], during: Coroutine[None, None, None]
) -> list[float]:
    """Questions one after the other until the other thing is done; the seconds of each answer."""
    service, took = workspace.service(), list[float]()
    running = asyncio.create_task(during)
    while not running.done() or not took:
        began = time.perf_counter()
        await service.answer(questions[len(took) % len(questions)], now=datetime.now(UTC))
        took.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE)
    await running
    return took


async def _search_until_found(workspace: Workspace, word: str, ingesting: "asyncio.Task[None]") -> None:
    """What is brought in can be found, or else the search would never end."""
    found = False
    while not found:
        was_done = ingesting.done()
        found = await asyncio.to_thread(_search, workspace, word)
        if was_done and not found:
            await ingesting
            raise AssertionError(f"{word} was brought in and cannot be found")
        await asyncio.sleep(0 if found else LOOK)


async def _hand_over(workspace: Workspace, article: RawArticle) -> None:
    await ingest([article], store=workspace.store, engine=workspace.engine)


def _search(workspace: Workspace, word: str) -> bool:
    term = Term(text=word, kind="word", variants=(Variant(analyze(word, "en")[0], 1.0),))
    return bool(workspace.engine.search(Query(question=word, language="en", terms=(term,)), 1))
