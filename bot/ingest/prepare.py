"""One batch of articles made ready for the store and the index. Plain code: it runs in a thread of its own."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from bot.ingest.entries import make_entry
from bot.ingest.identify import Decision, decide, fingerprint, text_part
from bot.ingest.metadata import compose_article
from bot.model.article import Article, RawArticle, make_head
from bot.model.errors import ReadError
from bot.model.hit import Entry
from bot.model.near import Echo
from bot.model.protocols import StoredArticle
from bot.model.report import Duplicate, IngestReport, Skipped
from bot.text.passages import cut_passages

BATCH_CHARACTERS = 2_000_000
"""A batch ends early when its raw texts hold this many characters, so that memory does not grow with their size."""

Raw = RawArticle | Skipped


class Known:
    """What the store and the index hold of one collection, kept up to date as articles come in."""

    def __init__(self, marks: dict[str, str], indexed: Iterable[str]) -> None:
        self.marks = marks
        self.indexed = set(indexed)
        self.by_text = {text_part(mark): article_id for article_id, mark in marks.items()}

    def decide(self, article: Article, mark: str) -> Decision:
        return decide(article.id, mark, self.marks, self.by_text)

    def add(self, article_id: str, mark: str) -> None:
        """The text that the id held before is free again, for whichever article brings it next."""
        old = text_part(self.marks.get(article_id, ""))
        if self.by_text.get(old) == article_id:
            del self.by_text[old]
        self.marks[article_id] = mark
        self.indexed.add(article_id)
        self.by_text.setdefault(text_part(mark), article_id)


class Prepared(NamedTuple):
    """A batch: `stored` goes to the store, `entries` to the index, after `replaced` ids have left it. `echoes`: what is
    not stored, because another holds its text."""

    read: int
    stored: list[StoredArticle]
    replaced: list[str]
    entries: list[Entry]
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


def prepare_batch(items: Iterable[Raw], known: Known, collection: str) -> Prepared:
    """Cleans, composes, decides and cuts. `known` then holds what the store will hold once the batch is stored.

    An article that the store holds unchanged but the index has lost comes again, counted as unchanged. Of one id
    given twice the last version is stored.
    """
    batch = _Batch(known)
    for item in items:
        batch.read += 1
        if isinstance(item, Skipped):
            batch.skipped.append(item)
            continue
        try:
            batch.add(compose_article(item, collection))
        except ReadError as error:
            batch.skipped.append(Skipped(error.path, item.line, error.reason))
    return batch.prepared()


def make_entries(stored: Iterable[StoredArticle]) -> list[Entry]:
    """The index entries of whole articles, in order."""
    return list(chain.from_iterable(map(_entries, stored)))


def _entries(stored: StoredArticle) -> Iterator[Entry]:
    return (make_entry(stored.article, passage) for passage in stored.passages)


class _Batch:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._stored: dict[str, StoredArticle] = {}
        self._replaced: dict[str, None] = {}
        self._counts = {"new": 0, "updated": 0, "unchanged": 0}
        self._duplicates: list[Duplicate] = []
        self._echoes: list[Echo] = []
        self.skipped: list[Skipped] = []
        self.read = 0

    def add(self, article: Article) -> None:
        mark = fingerprint(article)
        decision = self._known.decide(article, mark)
        if decision.outcome == "duplicate":
            self._duplicates.append(Duplicate(article.path, article.id, decision.of or ""))
            self._echoes.append(Echo(make_head(article), decision.of or ""))
            return
        if decision.outcome != "unchanged" or article.id not in self._known.indexed:
            self._keep(StoredArticle(article, cut_passages(article), mark), decision)
        self._counts[decision.outcome] += 1

    def _keep(self, stored: StoredArticle, decision: Decision) -> None:
        if decision.outcome == "updated":
            self._replaced[stored.article.id] = None
        self._stored[stored.article.id] = stored
        self._known.add(stored.article.id, stored.text_hash)

    def prepared(self) -> Prepared:
        stored = list(self._stored.values())
        report = IngestReport(
            **self._counts,
            passages=sum(len(each.passages) for each in stored),
            duplicates=tuple(self._duplicates),
            skipped=tuple(self.skipped),
        )
        return Prepared(self.read, stored, list(self._replaced), make_entries(stored), self._echoes, report)
