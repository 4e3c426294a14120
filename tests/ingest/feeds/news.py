"""Feeds and pages to put on the site of `tests/ingest/fetch/site.py`, and an installation that reads them."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from time import monotonic

from bot.answer.service import AnswerService
from bot.index.disk import DiskIndex
from bot.ingest.feeds.service import FeedService
from bot.ingest.fetch.fetching import Fetcher
from bot.model.article import PUBLIC, Article
from bot.model.feed import Feed, FeedCheck
from bot.store.sql import SqlStore, open_store
from tests.ingest.fetch.site import Site

NOW = datetime(2025, 3, 25, 8, tzinfo=UTC)
SUMMARY = "The council of Varnholm voted on the harbour on Monday, after a debate that lasted until the early morning."
PARAGRAPHS = (
    "The council of Varnholm voted on Monday to close the northern harbour basin for two years.",
    "Mayor Ilse Morgaard said that the quay walls had become a danger to everybody who works beside them.",
    "Dredging will begin in April and cost forty million crowns, a third of it paid by the state.",
    "Fishing boats move to the old basin, whose lights and cranes were repaired during the winter.",
    "The opposition had asked for a vote of the citizens, which the council refused by twelve to nine.",
    "A study of the university had warned three years ago that the walls were sinking by a finger a year.",
)


@dataclass(frozen=True)
class Item:
    """An entry: `path` of its page, what the feed says of it."""

    path: str
    title: str
    html: str = SUMMARY
    published: datetime | str | None = NOW - timedelta(hours=1)
    content: str | None = None


def rss(site: Site, items: Sequence[Item], title: str = "Varnholm Herald") -> str:
    def item(one: Item) -> str:
        date = one.published if not isinstance(one.published, datetime) else format_datetime(one.published)
        said = f"<pubDate>{date}</pubDate>" if date else ""
        whole = f"<content:encoded>{escape(one.content)}</content:encoded>" if one.content else ""
        link = one.path if "://" in one.path else f"{site.url}{one.path}"
        return (
            f"<item><title>{escape(one.title)}</title><link>{escape(link)}</link>{said}"
            f"<description>{escape(one.html)}</description>{whole}</item>"
        )

    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(title)}</title><language>en</language>{''.join(map(item, items))}</channel></rss>"
    )


def atom(site: Site, items: Sequence[Item], title: str = "Varnholm Herald") -> str:
    def entry(one: Item) -> str:
        date = one.published.isoformat() if isinstance(one.published, datetime) else one.published or ""
        return (
            f"<entry><title>{escape(one.title)}</title><link href='{site.url}{one.path}'/><id>{site.url}{one.path}</id>"
            f"<published>{date}</published><author><name>Ann Tide</name></author>"
            f"<summary type='html'>{escape(one.html)}</summary></entry>"
        )

    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>{escape(title)}</title>"
        f"{''.join(map(entry, items))}</feed>"
    )


def json_feed(site: Site, items: Sequence[Item], title: str = "Varnholm Herald") -> str:
    listed = [
        {
            "id": f"{site.url}{one.path}",
            "url": f"{site.url}{one.path}",
            "title": one.title,
            "summary": one.html,
            "date_published": one.published.isoformat() if isinstance(one.published, datetime) else one.published,
        }
        for one in items
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": title, "items": listed})


def page(title: str, paragraphs: Sequence[str] = PARAGRAPHS, head: str = "") -> str:
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>"
        f"<meta property='og:site_name' content='Varnholm Herald'>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{text}</article><footer>Imprint</footer></body></html>"
    )


@dataclass
class Desk:
    """An installation in a folder: real database, real index, real HTTP to the loopback only."""

    store: SqlStore
    index: DiskIndex
    service: FeedService
    answers: AnswerService

    async def add(self, url: str, now: datetime = NOW) -> FeedCheck:
        """Adds a feed that is there, and checks it."""
        return await self.service.check((await self.service.add(url, now)).feed, now)

    async def check(self, now: datetime = NOW) -> FeedCheck:
        """The only feed."""
        [feed] = await self.store.feeds.feeds()
        return await self.service.check(feed, now)

    async def feed(self) -> Feed:
        [feed] = await self.store.feeds.feeds()
        return feed

    async def articles(self) -> list[Article]:
        found = [one.article async for batch in self.store.stored_articles(PUBLIC) for one in batch]
        return sorted(found, key=lambda article: article.url or "")

    async def passages(self) -> int:
        """That can be found."""
        return len(self.index)


async def until(look: Callable[[], Awaitable[object]], seconds: float = 10.0) -> None:
    """Until what is looked at is there."""
    async with asyncio.timeout(seconds):
        while not await look():  # noqa: ASYNC110 (nothing tells when)
            await asyncio.sleep(0.02)


@asynccontextmanager
async def open_desk(
    folder: Path,
    *sites: Site,
    seconds: float = 10.0,
    most_bytes: int = 10_000_000,
    clock: Callable[[], float] = monotonic,
) -> AsyncIterator[Desk]:
    """`clock`: by which servers are let alone that ask for it."""
    store = await open_store(folder / "articles.db")
    index = DiskIndex(folder / "index")
    allowed = frozenset(site.host for site in sites)
    async with Fetcher(allowed, seconds=seconds, most_bytes=most_bytes, clock=clock) as fetcher:
        service = FeedService(store.feeds, store, index, fetcher)
        try:
            yield Desk(store, index, service, AnswerService(store, index))
        finally:
            await service.close()
            index.close()
            await store.close()
