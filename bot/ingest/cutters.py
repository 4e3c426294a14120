"""Cutting on all cores: processes beside the one that writes, once there is more than a batch to cut."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

from bot.ingest.cutting import Cut, cut_articles
from bot.model.article import Article
from bot.model.hit import Entry
from bot.model.passage import Passage, Sentence

NICENESS = 5
"""Added to that of the process that writes: what is cut waits in line, and a batch that is written holds a lock."""
Packed = tuple[Any, ...]
"""A cut as plain tuples and strings: passed on in a third of the time that nouns take."""


class Cutters:
    """`workers`: processes that cut, begun with the second batch; 0: all is cut in a thread.

    Use as a context manager: the processes end with it, also when this process is killed.
    """

    def __init__(self, workers: int = 0) -> None:
        self._workers = workers
        self._begun = 0
        self._pool: ProcessPoolExecutor | None = None

    @property
    def ahead(self) -> int:
        """How many batches are worth being cut while another is written."""
        return self._workers

    def __enter__(self) -> "Cutters":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def start(self, articles: Sequence[Article]) -> "asyncio.Future[list[Cut]]":
        """Begins to cut a batch; the cuts come in order."""
        self._begun += 1
        if not self._workers or self._begun == 1:
            return asyncio.ensure_future(asyncio.to_thread(cut_articles, articles))
        if self._pool is None:
            context = multiprocessing.get_context("spawn")  # this process has threads: a fork could hang
            self._pool = ProcessPoolExecutor(self._workers, context, _begin)
        return asyncio.ensure_future(_receive(self._pool.submit(_cut_packed, articles), articles))


async def _receive(future: "Future[list[Packed]]", articles: Sequence[Article]) -> list[Cut]:
    packed = await asyncio.wrap_future(future)
    return await asyncio.to_thread(lambda: [unpack(*pair) for pair in zip(articles, packed, strict=True)])


def _begin() -> None:
    """Of a process that cuts. Ctrl-C is for the one that writes; without that one there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


def _cut_packed(articles: Sequence[Article]) -> list[Packed]:
    return [pack(cut) for cut in cut_articles(articles)]


def pack(cut: Cut) -> Packed:
    """See `unpack`. Tokens hold no white space, so that they pass as one string; bodies stand in the sentences."""
    passages = [
        (one.id, one.ordinal, one.start, one.end, one.heading, one.lead, [tuple(each) for each in one.sentences])
        for one in cut.passages
    ]
    entries = [(" ".join(one.heading), " ".join(one.words), " ".join(one.names)) for one in cut.entries]
    first = cut.entries[0] if cut.entries else None
    shared = (" ".join(first.title), " ".join(first.outlet_tokens), first.published) if first else None
    return passages, entries, shared, cut.wording, cut.keys


def unpack(article: Article, packed: Packed) -> Cut:
    """The very cut that was packed."""
    passages, entries, shared, wording, keys = packed
    cut = tuple([_unpack_passage(article, one) for one in passages])
    return Cut(cut, [_unpack_entry(article, *pair, shared) for pair in zip(cut, entries, strict=True)], wording, keys)


def _unpack_passage(article: Article, packed: Packed) -> Passage:
    number, ordinal, start, end, heading, lead, sentences = packed
    return Passage.model_construct(
        id=number,
        article_id=article.id,
        ordinal=ordinal,
        start=start,
        end=end,
        heading=heading,
        lead=lead,
        sentences=tuple([Sentence(*one) for one in sentences]),
    )


def _unpack_entry(article: Article, passage: Passage, packed: Packed, shared: Packed) -> Entry:
    heading, words, names = packed
    title, outlet, published = shared
    return Entry(
        passage_id=passage.id,
        article_id=article.id,
        title=tuple(title.split(" ")) if title else (),
        outlet_tokens=tuple(outlet.split(" ")) if outlet else (),
        heading=tuple(heading.split(" ")) if heading else (),
        body=tuple(" ".join([one.terms for one in passage.sentences]).split()),
        words=frozenset(words.split(" ") if words else ()),
        names=frozenset(names.split(" ") if names else ()),
        published=published,
        outlet=article.outlet,
        language=article.language,
    )
