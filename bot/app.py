"""The composition root: the one place that picks engines and stores and wires the parts together."""

import logging
from asyncio import to_thread
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.model.article import PUBLIC, RawArticle
from bot.model.chat_protocols import ChatStore
from bot.model.errors import EngineError, SettingsError
from bot.model.protocols import ArticleStore, FeedStore, IndexEngine
from bot.model.report import IngestReport, Skipped
from bot.settings import TELEGRAM, EngineName, Settings

if TYPE_CHECKING:
    from bot.answer.private import PrivateCollections
    from bot.answer.service import AnswerService
    from bot.chat.front import Front, FrontOptions
    from bot.chat.webhook import WebhookOptions
    from bot.digest.recent import StoryWork
    from bot.ingest.arrivals import Arrivals
    from bot.ingest.feeds.service import FeedService

Origin = Literal["folder", "data", "sample"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """Articles ready to be asked, and where they come from: a named folder, the data directory, or the sample.

    `report` says what reading did, for a folder and the sample; `feeds` are those of the data directory. The store and
    the index are closed by the context manager that gave the workspace.
    """

    store: ArticleStore
    engine: IndexEngine
    origin: Origin
    report: IngestReport | None = None
    collection: str = PUBLIC
    feeds: FeedStore | None = None

    def service(self) -> "AnswerService":
        """The use case over these articles."""
        from bot.answer.service import AnswerService

        return AnswerService(self.store, self.engine, self.collection)


@asynccontextmanager
async def open_workspace(
    settings: Settings, corpus: Path | None = None, engine: EngineName | None = None
) -> AsyncIterator[Workspace]:
    """What a command works on: `corpus` when given, else the ingested articles, else the sample corpus.

    `engine` goes before the setting. Raises NotFoundError when `corpus` does not exist, StoreError and EngineError.
    """
    chosen = engine or settings.index_engine
    if corpus is not None:
        async with open_corpus(corpus, chosen or "memory", settings.max_file_bytes) as workspace:
            yield workspace
        return
    if database_path(settings).is_file():
        async with open_data(settings, chosen or "disk") as workspace:
            if (await workspace.store.coverage(workspace.collection)).articles:
                yield workspace
                return
    from bot.text.resources import corpus_dir

    async with open_corpus(corpus_dir(), chosen or "memory", settings.max_file_bytes, "sample") as workspace:
        yield workspace


@asynccontextmanager
async def open_corpus(
    path: Path, engine: EngineName = "memory", max_bytes: int = 20_000_000, origin: Origin = "folder"
) -> AsyncIterator[Workspace]:
    """A folder or file read into memory, or into a temporary index on disk; nothing of it is kept.

    Raises NotFoundError when the path does not exist.
    """
    from bot.ingest.files import find_files
    from bot.ingest.service import ingest
    from bot.store.memory import MemoryStore

    articles = read_found(find_files([path], max_bytes), max_bytes)
    store, index = MemoryStore(), open_index(engine, None)
    try:
        report = await ingest(articles, store=store, engine=index)
        yield Workspace(store, index, origin, report)
    finally:
        index.close()
        await store.close()


@asynccontextmanager
async def open_data(settings: Settings, engine: EngineName = "disk", *, agree: bool = True) -> AsyncIterator[Workspace]:
    """The data directory, made when it is not there. With `agree` the index is first made to hold what the store
    holds, should they differ (an interrupted ingestion, a deleted index). The engine `memory` is filled anew.

    Raises SettingsError when the directory cannot be made, StoreError and EngineError.
    """
    from bot.store.sql import open_store

    await to_thread(make_data_dir, settings)
    store = await open_store(database_path(settings))
    try:
        index = await to_thread(open_index, engine, index_path(settings))
        try:
            if agree or engine == "memory":
                await _make_agree(store, index)
            yield Workspace(store, index, "data", feeds=store.feeds)
        finally:
            index.close()
    finally:
        await store.close()


@asynccontextmanager
async def open_feeds(settings: Settings, workspace: Workspace | None = None) -> AsyncIterator["FeedService"]:
    """The feeds of the data directory, whose articles go into it: the workspace itself when it is that, else it is
    opened beside it. Raises SettingsError, StoreError and EngineError."""
    from bot.ingest.feeds.service import FeedService
    from bot.ingest.fetch.fetching import Fetcher

    async with AsyncExitStack() as stack:
        data = workspace
        if data is None or data.feeds is None:
            data = await stack.enter_async_context(open_data(settings))
        assert data.feeds is not None
        fetcher = await stack.enter_async_context(Fetcher(settings.fetch_allowed))
        service = FeedService(data.feeds, data.store, data.engine, fetcher, data.collection)
        stack.push_async_callback(service.close)
        yield service


def make_arrivals(settings: Settings, data: Workspace) -> "Arrivals":
    """The way into the data directory."""
    from bot.ingest.arrivals import Arrivals

    return Arrivals(data.store, data.engine, data.collection, settings.max_file_bytes)


async def _make_agree(store: ArticleStore, engine: IndexEngine) -> None:
    """An index that another process is writing is used as it stands: that process will make it whole. What an older
    version stored is linked with its near-duplicates."""
    from bot.ingest.agreeing import agree_in_number, reconcile

    if await store.copies.has_unmarked(PUBLIC):
        from bot.ingest.linking import Linker

        await Linker(store, PUBLIC).link_unmarked()
    if await agree_in_number(store, engine, PUBLIC):
        return
    try:
        await reconcile(store, engine, PUBLIC)
    except EngineError as error:
        logging.getLogger(__name__).info("index not reconciled", extra={"reason": error.text})


def read_webhook(settings: Settings) -> "WebhookOptions | None":
    """Raises SettingsError when the mode is webhook and its address or its secret is missing, or the address is not
    https, which only a Bot API server of one's own puts up with."""
    if settings.telegram_mode == "polling":
        return None
    from bot.chat.webhook import WebhookOptions

    url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
    if url is None or secret is None:
        name = "BRIEFING_TELEGRAM_WEBHOOK_URL" if url is None else "BRIEFING_TELEGRAM_WEBHOOK_SECRET"
        raise SettingsError(f"{name} is not set", message_id="error-no-webhook", name=name)
    if url.startswith("http://") and settings.telegram_api_url == TELEGRAM:
        name, allowed = "BRIEFING_TELEGRAM_WEBHOOK_URL", "https://HOST/PATH"
        raise SettingsError(f"{name} is not https", name=name, value=url, allowed=allowed)
    return WebhookOptions(url, secret.get_secret_value())


@asynccontextmanager
async def open_front(
    settings: Settings,
    workspace: Workspace,
    feeds: "FeedService | None" = None,
    arrivals: "Arrivals | None" = None,
    own: Workspace | None = None,
) -> AsyncIterator[tuple["Front", ChatStore]]:
    """The Telegram front over a workspace, not yet running, and the store that it keeps its own things in. `own`: the
    data directory, where it is open already.

    Raises SettingsError when there is no token or the directory cannot be made, StoreError.
    """
    from bot.chat.front import FrontOptions
    from bot.chat.limits import Rates

    token = get_token(settings)
    await to_thread(make_data_dir, settings)
    options = FrontOptions(
        token=token,
        api_url=settings.telegram_api_url,
        language=settings.language,
        access=settings.access,
        webhook=read_webhook(settings),
        operators=settings.operators,
        per_person=settings.questions_per_person,
        per_group=settings.questions_per_group,
        rates=Rates(settings.send_per_second, settings.send_per_chat, settings.send_per_group),
        fetch_allowed=settings.fetch_allowed,
    )
    file = chat_database_path(settings)
    async with open_private(settings, own or workspace) as private:
        with keep_stories(settings, workspace) as work:
            async with _open_front(options, workspace, file, private, feeds, arrivals, work) as opened:
                yield opened


@contextmanager
def keep_stories(settings: Settings, workspace: Workspace) -> Iterator["StoryWork | None"]:
    """What does the long work for the stories of the data directory, beside this process; None over anything else."""
    if workspace.origin != "data":
        yield None
        return
    from bot.digest.beside import StoriesBeside

    work = StoriesBeside(database_path(settings), workspace.store, workspace.collection)
    try:
        yield work
    finally:
        work.close()


@asynccontextmanager
async def open_private(settings: Settings, workspace: Workspace) -> AsyncIterator["PrivateCollections"]:
    """The collections of groups: in the data directory, whatever `public` is read from.

    Raises SettingsError when the directory cannot be made, StoreError.
    """
    from bot.answer.private import PrivateCollections
    from bot.store.sql import open_store

    def open_engine(name: str) -> IndexEngine:
        return open_index(settings.index_engine or "disk", index_path(settings, name))

    def discard(name: str) -> None:
        discard_collection(settings, name)

    await to_thread(make_data_dir, settings)
    shared = workspace.origin == "data"
    store = workspace.store if shared else await open_store(database_path(settings))
    private = PrivateCollections(store, open_engine, discard)
    try:
        yield private
    finally:
        private.close()
        if not shared:
            await store.close()


@asynccontextmanager
async def open_local_front(
    settings: Settings, workspace: Workspace, file: Path, api_url: str, token: str, operator: int
) -> AsyncIterator["Front"]:
    """The Telegram front against a local Bot API server, not yet running: open to everybody, as quick as it can, its
    own things in `file`. What its operator sends is read unless that would be kept; what groups add is gone at the end.
    Raises StoreError."""
    from bot.answer.private import PrivateCollections
    from bot.chat.front import FrontOptions
    from bot.chat.limits import Rates
    from bot.ingest.arrivals import Arrivals
    from bot.store.memory import MemoryStore

    private = PrivateCollections(MemoryStore(), lambda _: open_index("memory", None), lambda _: None)
    options = FrontOptions(
        token=token,
        api_url=api_url,
        language=settings.language,
        access="open",
        operators=frozenset({operator}),
        per_person=10_000,
        per_group=10_000,
        rates=Rates(per_second=1000, per_chat_second=1000, per_group_minute=60_000),
        grace=3.0,
        typing_after=0.0,  # whoever tries the bot out sees it, however quick the answer is
        menus_after=0.0,
    )
    arrivals = None if workspace.origin == "data" else Arrivals(workspace.store, workspace.engine)
    async with _open_front(options, workspace, file, private, arrivals=arrivals) as (front, _):
        yield front


@asynccontextmanager
async def _open_front(
    options: "FrontOptions",
    workspace: Workspace,
    file: Path,
    private: "PrivateCollections",
    feeds: "FeedService | None" = None,
    arrivals: "Arrivals | None" = None,
    work: "StoryWork | None" = None,
) -> AsyncIterator[tuple["Front", ChatStore]]:
    from bot.chat.front import Front, Inlets
    from bot.store.chat.sql import open_chat_store

    _load_for_threads()
    store = await open_chat_store(file)
    try:
        sample = workspace.origin == "sample"
        inlets = Inlets(feeds, arrivals, work)
        opened = Front(options, store, workspace.service(), private=private, sample=sample, inlets=inlets)
        async with opened as front:
            yield front, store
    finally:
        await store.close()


def _load_for_threads() -> None:
    """What the first answers would import, several at once: a thread that imports one part of this package while
    another imports the next may find it half made (ImportError), and the question would be set aside."""
    from rapidfuzz import distance, fuzz, process  # noqa: F401


def get_token(settings: Settings) -> str:
    """The bot's token. Raises SettingsError when there is none."""
    if settings.telegram_token is None:
        raise SettingsError("BRIEFING_TELEGRAM_TOKEN is not set", message_id="error-no-token")
    return settings.telegram_token.get_secret_value()


def read_found(
    found: Iterable[Path | Skipped], max_bytes: int, on_file: Callable[[], None] | None = None
) -> Iterator[RawArticle | Skipped]:
    """The articles of the files that `find_files` found, in order; `on_file` is called after each of them."""
    from bot.ingest.read import read_articles

    for path in found:
        if isinstance(path, Skipped):
            yield path
        else:
            yield from read_articles(path, max_bytes)
        if on_file:
            on_file()


def open_index(engine: EngineName, path: Path | None) -> IndexEngine:
    """An engine by name; on disk at `path`, in a temporary folder when None. Raises EngineError."""
    if engine == "memory":
        from bot.index.memory import MemoryIndex

        return MemoryIndex()
    from bot.index.disk import DiskIndex

    return DiskIndex(path)


def database_path(settings: Settings) -> Path:
    """The database file of the data directory."""
    return settings.data_dir / "articles.db"


def chat_database_path(settings: Settings) -> Path:
    """What the bot keeps of updates, deliveries and people; a file of its own (see `store/chat/`)."""
    return settings.data_dir / "chat.db"


def index_path(settings: Settings, collection: str = PUBLIC) -> Path:
    """The index folder of a collection: each has its own, so that nothing of one can be sensed in another."""
    return settings.data_dir / "index" / collection


def discard_collection(settings: Settings, name: str) -> None:
    """Deletes the index of a collection, which is made anew when it is asked. Raises EngineError."""
    from bot.index.directory import discard_index

    path = index_path(settings, name)
    discard_index(path)
    with suppress(OSError):
        path.rmdir()


def make_data_dir(settings: Settings) -> None:
    """Makes the data directory, readable by its owner only. Raises SettingsError when that cannot be done."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise data_dir_error(settings, reason) from error


def data_dir_error(settings: Settings, reason: str) -> SettingsError:
    """The data directory cannot be used; `reason` is the system's own clause."""
    path = str(settings.data_dir)
    return SettingsError(f"data directory {path}: {reason}", message_id="error-data-dir", path=path, reason=reason)
