"""Made-up worlds: groups with collections of their own, some opened to others; and the same without what a place may
not read."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from bot.answer.private import PrivateCollections
from bot.answer.service import AnswerService
from bot.answer.several import SeveralAnswers
from bot.app import open_index
from bot.chat.reading import Reader, Readers
from bot.digest.service import DigestService
from bot.digest.several import SeveralStories
from bot.ingest.service import ingest
from bot.model.article import PUBLIC, RawArticle
from bot.model.collection import Opening
from bot.model.membership import MembershipState
from bot.model.place import Place
from bot.model.protocols import ArticleStore, IndexEngine
from bot.settings import EngineName
from bot.store.chat.sql import SqlChatStore, open_chat_store
from bot.store.memory import MemoryStore
from bot.store.sql import open_store
from tests.store.chat.samples import lay_empty

NOW = datetime(2025, 3, 25, 8, tzinfo=UTC)
GROUPS = (-1001, -1002, -1003)
STRANGER = 77
"""A private chat: it owns nothing, and may have been opened something."""
MOVED = 500_000
"""Taken from the number of a group that has become a supergroup."""
NAMES = ("Mirelda", "Mirelta", "Dorvane", "Dorvana", "Sennick", "Hollis")
TOWNS = ("Kelbry", "Quenmark", "Port Hallowick")
THINGS = ("bridge", "hospital", "reservoir", "tramway")
OUTLETS = ("Morning Desk", "Harbour Post", None)


class Doc(NamedTuple):
    """What one article says; `number` makes it one of a kind in its world."""

    name: str
    town: str
    thing: str
    cost: int
    age: int
    outlet: str | None


class World(NamedTuple):
    """`kept`: what each group keeps. `opened`: owner and reader, as indexes of `GROUPS`; the reader len(GROUPS) is the
    stranger. `away`: groups without the bot; `moved`: those that became supergroups; `gone`: those that gave up what
    they kept."""

    public: tuple[Doc, ...]
    kept: tuple[tuple[Doc, ...], ...]
    opened: frozenset[tuple[int, int]]
    away: frozenset[int]
    moved: frozenset[int]
    gone: frozenset[int]

    def owners_read_by(self, reader: int) -> list[int]:
        """By the rule as it stands in the README: one's own first, then what was opened, oldest first."""
        owners = [reader] if reader < len(GROUPS) else []
        owners += [one for one in range(len(GROUPS)) if (one, reader) in self.opened and one not in self.away]
        return [one for one in dict.fromkeys(owners) if one not in self.gone and self.kept[one]]

    def chat(self, number: int) -> int:
        """The number that a chat has now."""
        if number == len(GROUPS):
            return STRANGER
        return GROUPS[number] - MOVED if number in self.moved else GROUPS[number]


docs = st.builds(
    Doc,
    name=st.sampled_from(NAMES),
    town=st.sampled_from(TOWNS),
    thing=st.sampled_from(THINGS),
    cost=st.integers(2, 999),
    age=st.integers(0, 40),
    outlet=st.sampled_from(OUTLETS),
)
_some = st.frozensets(st.integers(0, len(GROUPS) - 1), max_size=1)
worlds = st.builds(
    World,
    public=st.lists(docs, max_size=3).map(tuple),
    kept=st.tuples(*[st.lists(docs, max_size=3).map(tuple) for _ in GROUPS]),
    opened=st.frozensets(
        st.tuples(st.integers(0, len(GROUPS) - 1), st.integers(0, len(GROUPS))).filter(lambda pair: pair[0] != pair[1]),
        max_size=4,
    ),
    away=_some,
    moved=_some,
    gone=_some,
)


def marker(owner: int | None) -> str:
    """A word that stands in every article of a group, and nowhere else."""
    return "Publicia" if owner is None else f"Zarquon{'abc'[owner]}x"


def make_article(doc: Doc, number: int, owner: int | None) -> RawArticle:
    """Beside its marker nothing tells one group's article from another's."""
    mark = marker(owner)
    text = (
        f"{doc.name} told the council that the {doc.thing} in {doc.town} would cost {doc.cost} million crowns.\n\n"
        f'"We did not want the {doc.thing}," {doc.name} said on Monday. The {mark} paper has {number} pages.'
    )
    return RawArticle(
        text=text,
        id=f"article-{number}",
        title=f"{doc.name} on the {doc.thing} ({mark})",
        outlet=doc.outlet,
        published=NOW - timedelta(days=doc.age),
        url=f"https://{mark.lower()}.example/{number}",
        language="en",
    )


class Opened(NamedTuple):
    """A world as a running bot sees it. `names`: the collections of the groups that have one."""

    chat: SqlChatStore
    readers: Readers
    private: PrivateCollections
    names: dict[int, str]


@asynccontextmanager
async def open_world(world: World, engine: EngineName, folder: Path) -> AsyncIterator[Opened]:
    """All of it in one database, as in `serve`; what was done to collections was done through the stores."""
    async with AsyncExitStack() as stack:
        chat = await open_chat_store(lay_empty(folder / "chat.db"))
        stack.push_async_callback(chat.close)
        store = await open_store(folder / "articles.db")
        stack.push_async_callback(store.close)
        index = open_index(engine, None)
        stack.callback(index.close)
        public = [make_article(doc, number, None) for number, doc in enumerate(world.public)]
        await ingest(public, store=store, engine=index)
        private = make_private(store, engine)
        stack.callback(private.close)
        readers = Readers(chat.collections, AnswerService(store, index), private)
        names = await _keep(world, chat, private)
        await _settle(world, chat)
        await readers.clean()
        yield Opened(chat, readers, private, names)


def make_private(store: ArticleStore, engine: EngineName) -> PrivateCollections:
    """Indexes that stand nowhere else."""

    def open_engine(_: str) -> IndexEngine:
        return open_index(engine, None)

    return PrivateCollections(store, open_engine, lambda _: None)


async def _keep(world: World, chat: SqlChatStore, private: PrivateCollections) -> dict[int, str]:
    names: dict[int, str] = {}
    for owner, kept in enumerate(world.kept):
        if kept:
            names[owner] = await chat.collections.get_own(GROUPS[owner], NOW + timedelta(seconds=owner))
            arrivals = await private.arrivals(names[owner])
            await arrivals.take_all([make_article(doc, number, owner) for number, doc in enumerate(kept)])
    return names


async def _settle(world: World, chat: SqlChatStore) -> None:
    """Openings are said of groups as they were called first; those that moved did so later."""
    for owner, reader in sorted(world.opened):
        reader_id = STRANGER if reader == len(GROUPS) else GROUPS[reader]
        opening = Opening(owner_id=GROUPS[owner], reader_id=reader_id, opened_by=1, opened=NOW)
        await chat.collections.open(opening)
    for one in sorted(world.moved):
        await chat.places.migrate(GROUPS[one], GROUPS[one] - MOVED, NOW)
    for one in sorted(world.away):
        await chat.places.set_membership(world.chat(one), MembershipState.REMOVED, NOW)
    for one in sorted(world.gone):
        await chat.collections.disown(world.chat(one))


@asynccontextmanager
async def open_part(world: World, reader: int, names: dict[int, str], engine: EngineName) -> AsyncIterator[Reader]:
    """A world in which nothing exists but what one chat may read, in stores and indexes of its own."""
    async with AsyncExitStack() as stack:
        kept: Sequence[tuple[str, int | None, tuple[Doc, ...]]] = [
            (PUBLIC, None, world.public),
            *[(names[owner], owner, world.kept[owner]) for owner in world.owners_read_by(reader)],
        ]
        services = []
        for name, owner, its_docs in kept:
            store, index = MemoryStore(), open_index(engine, None)
            stack.callback(index.close)
            raw = [make_article(doc, number, owner) for number, doc in enumerate(its_docs)]
            await ingest(raw, store=store, engine=index, collection=name)
            services.append(AnswerService(store, index, name))
        stories = [DigestService(one) for one in services]
        if len(services) == 1:
            yield Reader(services[0], stories[0])
        else:
            yield Reader(SeveralAnswers(services), SeveralStories(stories))


def place(world: World, reader: int, thread: int | None = None) -> Place:
    """Of a chat, as it is called now."""
    return Place(chat_id=world.chat(reader), thread_id=thread)
