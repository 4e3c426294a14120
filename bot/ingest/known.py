"""What store and index hold of the articles that are coming: asked batch by batch, so that nothing grows with the
collection."""

from asyncio import to_thread
from collections.abc import Iterable, Mapping, Sequence

from bot.ingest.identify import Decision, decide, text_part
from bot.model.article import Article
from bot.model.protocols import ArticleStore, IndexEngine


class Known:
    """Of one collection: what was asked of the store, and what has been decided since and is not stored yet."""

    def __init__(self) -> None:
        self._stored: dict[str, str] = {}
        self._holders: dict[str, list[str]] = {}
        self._indexed: set[str] = set()
        self._coming: dict[str, str] = {}
        self._coming_by_text: dict[str, str] = {}

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._coming or article_id in self._stored

    def begin_batch(self) -> None:
        """What was asked for the batch before is asked anew."""
        self._stored, self._holders, self._indexed = {}, {}, set()

    def learn_marks(self, marks: Mapping[str, str]) -> None:
        """Fingerprints by id, of all of these that are stored."""
        self._stored.update(marks)

    def learn(self, marks: Mapping[str, str], holders: Mapping[str, Sequence[str]], indexed: Iterable[str]) -> None:
        """Fingerprints by id, ids by text hash, ids that the index holds: of all articles of a batch."""
        self.learn_marks(marks)
        self._holders.update({text: list(ids) for text, ids in holders.items()})
        self._indexed.update(indexed)

    def decide(self, article: Article, mark: str) -> Decision:
        """See `identify.decide`."""
        return decide(self._find_mark(article.id), mark, self._find_holder(text_part(mark)))

    def is_indexed(self, article_id: str) -> bool:
        """Whether the index holds it, or will when what is coming has come."""
        return article_id in self._indexed or article_id in self._coming

    def add(self, article_id: str, mark: str) -> None:
        """It will be stored. The text that the id held before is free again, for whichever article brings it next."""
        old = text_part(self._coming.get(article_id, ""))
        if self._coming_by_text.get(old) == article_id:
            del self._coming_by_text[old]
        self._coming[article_id] = mark
        self._coming_by_text.setdefault(text_part(mark), article_id)

    def forget(self, marks: Mapping[str, str]) -> None:
        """These are stored now, unless a newer version is coming already."""
        for article_id, mark in marks.items():
            if self._coming.get(article_id) == mark:
                del self._coming[article_id]
                if self._coming_by_text.get(text_part(mark)) == article_id:
                    del self._coming_by_text[text_part(mark)]

    def _find_mark(self, article_id: str) -> str | None:
        return self._coming.get(article_id) or self._stored.get(article_id)

    def _find_holder(self, text: str) -> str | None:
        """A stored article that is coming with another text holds this one no more."""
        coming = self._coming_by_text.get(text)
        return coming or next((one for one in self._holders.get(text, ()) if self._still_holds(one, text)), None)

    def _still_holds(self, article_id: str, text: str) -> bool:
        coming = self._coming.get(article_id)
        return coming is None or text_part(coming) == text


async def look_up(
    composed: Iterable[tuple[Article, str]], known: Known, store: ArticleStore, engine: IndexEngine, collection: str
) -> None:
    """Asks what is stored of articles with their fingerprints, under their ids and under others with their texts."""
    marks = {article.id: mark for article, mark in composed}
    texts = sorted({text_part(mark) for mark in marks.values()})
    stored = await store.marks(collection, list(marks))
    holders = await store.holders(collection, texts)
    known.learn(stored, holders, await to_thread(engine.count_passages, list(stored)))
