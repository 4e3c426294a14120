"""What arrives by itself, one piece at a time: read, stored and searchable when the call returns."""

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path
from typing import cast
from urllib.parse import urljoin

from bot.ingest.addresses import Raw
from bot.ingest.agreeing import reconcile
from bot.ingest.clean import clean_text
from bot.ingest.fetch.fetching import Fetched
from bot.ingest.files import MAX_BYTES, find_suffix, render_size_reason
from bot.ingest.indexing import update_index, writing
from bot.ingest.metadata import canonical_url, compose_article, compose_file_id, compose_own_id
from bot.ingest.read import read_sent
from bot.ingest.read.post import compose_post_id, read_post
from bot.ingest.service import ingest
from bot.ingest.title import find_title
from bot.model.arrival import Arrival, Refusal
from bot.model.article import PUBLIC, Article, ArticleHead, RawArticle, make_head
from bot.model.errors import ReadError
from bot.model.passage import passage_id
from bot.model.post import Post
from bot.model.protocols import ArticleStore, IndexEngine
from bot.model.report import IngestReport, Outcome
from bot.text.passages import cut_passages

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{3,40})")
_PAGES = ("text/html", "application/xhtml+xml")
_SUFFIXES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Of the media types that are fetched and are no pages (IANA media types)."""


class Arrivals:
    """The way into one collection, safe beside answers and for many callers at once: they take turns.

    A piece that is no article comes back as an
    Arrival that is refused and says why. StoreError and EngineError are raised, the latter after some trying; what
    was stored by then is indexed before the next piece, or at the next start.
    """

    def __init__(
        self, store: ArticleStore, engine: IndexEngine, collection: str = PUBLIC, max_bytes: int = MAX_BYTES
    ) -> None:
        self._store = store
        self._engine = engine
        self._collection = collection
        self._max_bytes = max_bytes
        self._turn = asyncio.Lock()
        self._is_unsettled = False

    @property
    def collection(self) -> str:
        """Where everything goes."""
        return self._collection

    async def take_file(self, data: bytes, name: str) -> Arrival:
        """A file that was sent; its name says what kind it is. Of the same name and title it is the same article, in
        another version perhaps."""
        try:
            raw = await asyncio.to_thread(_read_file, data, name, self._max_bytes)
        except ReadError as error:
            return _refuse(error)
        return await self.take(raw)

    @property
    def engine(self) -> IndexEngine:
        """Where it is found."""
        return self._engine

    def judge_file(self, name: str, size: int) -> Arrival | None:
        """Why a file would not be read, as far as its name and size tell; None when it may be."""
        suffix = find_suffix(Path(name))
        if suffix is None or suffix.startswith(".jsonl"):
            return Arrival(state="refused", refusal="kind", reason=f"not a kind of file that is read: {name}")
        if size > self._max_bytes:
            return Arrival(state="refused", refusal="too-large", reason=render_size_reason(size, self._max_bytes))
        return None

    async def take_page(self, page: Fetched) -> Arrival:
        """A page that was fetched, or another document that was found at a link. It is identified by the address it
        names itself, where that is of the same host, else by the one it was found at."""
        try:
            raw = await asyncio.to_thread(_read_page, page, self._max_bytes)
        except ReadError as error:
            return _refuse(error)
        return await self.take(raw)

    async def take_post(self, post: Post) -> Arrival:
        """A channel's post, or its edited version. One that holds no sentence is refused; if it held one before, the
        article is removed."""
        raw = read_post(post)
        if raw is not None:
            return await self.take(raw)
        await self.remove(compose_own_id(compose_post_id(post.channel.id, post.message_id), self._collection))
        return Arrival(state="refused", refusal="no-text", reason="holds no sentence")

    async def take(self, raw: RawArticle) -> Arrival:
        """An article as any reader gives it."""
        try:
            article = await asyncio.to_thread(compose_article, raw, self._collection)
        except ReadError as error:
            return _refuse(error)
        async with self._turn:
            return await self._describe(article, await self._ingest([raw]))

    async def take_all(self, articles: Iterable[Raw]) -> IngestReport:
        """Many at once, as `ingest` takes them. Others wait meanwhile."""
        async with self._turn:
            return await self._ingest(articles)

    async def remove(self, article_id: str) -> bool:
        """Takes an article out again; False when it is not there."""
        async with self._turn:
            if await self._store.find_article(self._collection, article_id) is None:
                return False
            async with writing(self._engine):
                await update_index(self._engine, remove=[article_id])
                await self._store.remove(self._collection, [article_id])
            return True

    async def find(self, first_passage: int) -> ArticleHead | None:
        """The article whose first passage has this id (see `key_of`), if it is in this collection."""
        found = (await self._store.passages([first_passage])).get(first_passage)
        return found.article if found and found.article.collection == self._collection else None

    async def find_article(self, article_id: str) -> Article | None:
        """The whole article."""
        return await self._store.find_article(self._collection, article_id)

    async def _ingest(self, articles: Iterable[Raw]) -> IngestReport:
        """What an attempt before left half done is made whole first."""
        if self._is_unsettled:
            await reconcile(self._store, self._engine, self._collection)
        self._is_unsettled = True
        report = await ingest(articles, store=self._store, engine=self._engine, collection=self._collection)
        self._is_unsettled = False
        return report

    async def _describe(self, article: Article, report: IngestReport) -> Arrival:
        """From the report about this one article."""
        if report.skipped:
            return Arrival(state="refused", refusal="too-long", reason=report.skipped[0].reason)
        head = make_head(article)
        if report.duplicates:
            of = report.duplicates[0].of
            holder = (await self._store.articles(self._collection, [of])).get(of)
            return Arrival(state="duplicate", head=head, of=make_head(holder) if holder else None)
        state: Outcome = "new" if report.new else "updated" if report.updated else "unchanged"
        passages = await asyncio.to_thread(cut_passages, article)
        return Arrival(state=state, head=head, passages=len(passages))


def key_of(head: ArticleHead) -> int:
    """A number that fits a button and finds the article again: the id of its first passage."""
    return passage_id(head.collection, head.id, 0)


def _refuse(error: ReadError) -> Arrival:
    return Arrival(state="refused", refusal=cast("Refusal", error.kind), reason=error.reason)


def _read_file(data: bytes, name: str, max_bytes: int) -> RawArticle:
    """Two files are called "statement.pdf" soon; two with the same name and title are versions of one."""
    raw = read_sent(data, name, max_bytes)
    if raw.id or (raw.url and canonical_url(raw.url)):
        return raw
    text = clean_text(raw.text, raw.markup)
    title = raw.title or find_title(text) or text.partition("\n")[0]
    return raw.model_copy(update={"id": compose_file_id(name, title)})


def _read_page(page: Fetched, max_bytes: int) -> RawArticle:
    kind, _, rest = page.content_type.partition(";")
    suffix = _SUFFIXES.get(kind.strip())
    if suffix:
        raw = read_sent(page.body or b"", f"{page.url}{suffix}", max_bytes)
    elif kind.strip() in _PAGES:
        from bot.ingest.read.html import read_page  # loads a parser that takes a second

        raw = read_page(page.body or b"", page.url, _find_charset(rest))
    else:
        raise ReadError(page.url, f"not a kind of file that is read: {kind}", kind="kind")
    named = urljoin(page.url, raw.url) if raw.url else page.url
    own = named if _host(named) == _host(page.url) else page.url
    return raw.model_copy(update={"id": None, "path": None, "url": own})


def _find_charset(parameters: str) -> str | None:
    match = _CHARSET.search(parameters)
    return match[1] if match else None


def _host(url: str) -> str | None:
    address = canonical_url(url)
    return address.split("/", 1)[0] if address else None
