"""A service over real articles: stored, cut, indexed as any other; and questions put to it."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from bot.answer.service import AnswerService
from bot.index.disk import DiskIndex
from bot.index.memory import MemoryIndex
from bot.ingest.addresses import Raw
from bot.ingest.files import find_files
from bot.ingest.read import read_articles
from bot.ingest.service import ingest
from bot.measure.acceptance import AcceptanceQuestion
from bot.model.answer import Abstention, Answer, Quote, Reason
from bot.model.article import RawArticle
from bot.model.protocols import ArticleStore, IndexEngine
from bot.model.report import Skipped
from bot.model.turn import Reply, Turn
from bot.store.memory import MemoryStore
from bot.store.sql import open_store

Engine = Literal["memory", "disk"]
ENGINES: tuple[Engine, ...] = ("memory", "disk")
ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
ASKED = datetime(2025, 3, 25, 12, tzinfo=UTC)


class Desk(NamedTuple):
    """A service with the store and the index it asks."""

    service: AnswerService
    store: ArticleStore
    engine: IndexEngine

    async def answer(self, question: str, *, now: datetime | None = None, turns: Sequence[Turn] = ()) -> Answer:
        """The answer; an abstention fails the test with its reason."""
        reply = await self.service.answer(question, now=now, turns=turns)
        assert isinstance(reply, Answer), f"{question!r}: {reply}"
        return reply

    async def abstain(self, question: str, *, now: datetime | None = None, turns: Sequence[Turn] = ()) -> Abstention:
        """The abstention; an answer fails the test with its claims."""
        reply = await self.service.answer(question, now=now, turns=turns)
        assert isinstance(reply, Abstention), f"{question!r}: {[claim.text for claim in reply.claims]}"
        return reply

    async def reason(self, question: str, *, now: datetime | None = None) -> Reason:
        return (await self.abstain(question, now=now)).reason

    async def after(self, asked: AcceptanceQuestion) -> Reply:
        """The reply to a question of a set, its earlier questions asked before it in the same place."""
        turns: list[Turn] = []
        for before in asked.before:
            reply = await self.service.answer(before, now=asked.now, turns=turns)
            turns.append(Turn(question=before, reply=reply, asked=ASKED))
        return await self.service.answer(asked.question, now=asked.now, turns=turns)


@asynccontextmanager
async def open_desk(articles: Iterable[Raw], engine: Engine, folder: Path | None = None) -> AsyncIterator[Desk]:
    """A desk over the articles. `disk`: the database in `folder`, and the index of tantivy in a temporary one."""
    async with AsyncExitStack() as stack:
        store: ArticleStore = MemoryStore() if folder is None else await open_store(folder / "articles.db")
        stack.push_async_callback(store.close)
        index: IndexEngine = MemoryIndex() if engine == "memory" else DiskIndex(None)
        stack.callback(index.close)
        await ingest(articles, store=store, engine=index)
        yield Desk(AnswerService(store, index), store, index)


def read_folder(folder: Path) -> list[RawArticle]:
    """Every article of a folder; one that cannot be read fails the test."""
    found = [
        raw
        for path in find_files([folder], 10**7)
        for raw in ([path] if isinstance(path, Skipped) else read_articles(path))
    ]
    skipped = [raw for raw in found if isinstance(raw, Skipped)]
    assert not skipped
    return [raw for raw in found if isinstance(raw, RawArticle)]


def make_raw(name: str, text: str, day: str | None = None, **fields: object) -> RawArticle:
    """An article as a reader hands it over; `day` of publication, noon UTC. Without outlet unless given."""
    published = datetime.fromisoformat(f"{day}T12:00:00+00:00") if day else None
    stated: dict[str, object] = {"id": name, "text": text, "title": name.title(), "language": "en"}
    return RawArticle.model_validate(stated | {"published": published} | fields)


def quotes_of(answer: Answer) -> list[Quote]:
    """All quotes in reading order."""
    return [quote for claim in answer.claims for quote in claim.quotes]


def texts_of(answer: Answer) -> list[str]:
    """The texts of all quotes, in reading order."""
    return [quote.text for quote in quotes_of(answer)]


async def misquoted(answer: Answer, store: ArticleStore) -> list[Quote]:
    """The quotes that do not slice back from the stored article."""
    texts = await store.texts("public", [quote.article_id for quote in quotes_of(answer)])
    return [quote for quote in quotes_of(answer) if texts[quote.article_id][quote.start : quote.end] != quote.text]
