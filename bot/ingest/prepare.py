"""One batch of articles made ready for the store and the index. Plain code: it runs in a thread of its own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from bot.ingest.addresses import Raw
from bot.ingest.cutting import Cut, check_length
from bot.ingest.entries import make_entry
from bot.ingest.identify import fingerprint
from bot.ingest.known import Known
from bot.ingest.metadata import compose_article
from bot.model.article import Article, RawArticle, make_head
from bot.model.errors import ReadError
from bot.model.hit import Entry
from bot.model.near import Echo
from bot.model.protocols import StoredArticle
from bot.model.report import Duplicate, IngestReport, Skipped

BATCH_CHARACTERS = 2_000_000
"""A batch ends early when its raw texts hold this many characters, so that memory does not grow with their size."""

Composed = tuple[Article, str]
"""An article with its fingerprint."""


class Decided(NamedTuple):
    """A batch of which it is known what becomes of each article: `marks`, by id, are the fingerprints of those that are
    to be stored, `articles` these in order. `replaced` ids leave the index first. `echoes`: what is not stored, because
    another holds its text."""

    read: int
    articles: list[Article]
    marks: dict[str, str]
    replaced: list[str]
    echoes: list[Echo]
    report: IngestReport


def take_batch(articles: Iterator[Raw], size: int) -> list[Raw]:
    """The next at most `size` items, fewer when their texts are long; empty at the end."""
    taken: list[Raw] = []
    characters = 0
    while len(taken) < size and characters < BATCH_CHARACTERS:
        item = next(articles, None)
        if item is None:
            break
        taken.append(item)
        characters += len(item.text) if isinstance(item, RawArticle) else 0
    return taken


def compose_batch(items: Iterable[Raw], collection: str) -> list[Composed | Skipped]:
    """Cleans and composes; what cannot be an article is skipped."""
    return [item if isinstance(item, Skipped) else _compose(item, collection) for item in items]


def decide_batch(composed: Iterable[Composed | Skipped], known: Known) -> Decided:
    """What becomes of each; `known` is then ready for the next batch.

    An article that the store holds unchanged but the index has lost comes again, counted as unchanged. Of one id
    given twice the last version is stored.
    """
    batch = _Batch(known)
    for one in composed:
        batch.add(one)
    return batch.decided()


def join_cut(decided: Decided, cut: Sequence[Cut]) -> tuple[list[StoredArticle], list[Entry]]:
    """What is stored and what is indexed of a batch; `cut`: of its articles, in their order."""
    stored = [
        StoredArticle(article, one.passages, decided.marks[article.id])
        for article, one in zip(decided.articles, cut, strict=True)
    ]
    return stored, list(chain.from_iterable(one.entries for one in cut))


def make_entries(stored: Iterable[StoredArticle]) -> list[Entry]:
    """The index entries of whole articles, in order."""
    return [make_entry(one.article, passage) for one in stored for passage in one.passages]


def _compose(item: RawArticle, collection: str) -> Composed | Skipped:
    try:
        article = compose_article(item, collection)
        check_length(article)
    except ReadError as error:
        return Skipped(error.path, item.line, error.reason)
    return article, fingerprint(article)


class _Batch:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._articles: dict[str, Article] = {}
        self._marks: dict[str, str] = {}
        self._replaced: dict[str, None] = {}
        self._counts = {"new": 0, "updated": 0, "unchanged": 0}
        self._duplicates: list[Duplicate] = []
        self._echoes: list[Echo] = []
        self._skipped: list[Skipped] = []
        self._read = 0

    def add(self, one: Composed | Skipped) -> None:
        self._read += 1
        if isinstance(one, Skipped):
            self._skipped.append(one)
            return
        article, mark = one
        decision = self._known.decide(article, mark)
        if decision.outcome == "duplicate":
            self._duplicates.append(Duplicate(article.path, article.id, decision.of or ""))
            self._echoes.append(Echo(make_head(article), decision.of or ""))
            return
        if decision.outcome != "unchanged" or not self._known.is_indexed(article.id):
            self._keep(article, mark, is_update=decision.outcome == "updated")
        self._counts[decision.outcome] += 1

    def _keep(self, article: Article, mark: str, *, is_update: bool) -> None:
        if is_update:
            self._replaced[article.id] = None
        self._articles[article.id], self._marks[article.id] = article, mark
        self._known.add(article.id, mark)

    def decided(self) -> Decided:
        report = IngestReport(**self._counts, duplicates=tuple(self._duplicates), skipped=tuple(self._skipped))
        kept = list(self._articles.values())
        return Decided(self._read, kept, self._marks, list(self._replaced), self._echoes, report)
