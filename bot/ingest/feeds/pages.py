"""The page that an entry links to, read as an article: politely, and only what is a page."""

import re
from asyncio import to_thread
from typing import NamedTuple

from bot.ingest.feeds.robots import Robots
from bot.ingest.fetch.fetching import Conditions, Fetched, Fetcher
from bot.model.article import RawArticle
from bot.model.errors import FetchError, ReadError

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{3,40})")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")


class ReadPage(NamedTuple):
    """`article`: its `path` is the address where the page was in the end. `conditions`: to ask for it again by."""

    article: RawArticle
    conditions: Conditions


class PageReader:
    """Pages as `read_page` reads them, from addresses whose robots.txt lets us."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._robots = Robots(fetcher)

    async def read(self, url: str) -> ReadPage:
        """Raises FetchError, and ReadError for what is no page or holds no main text. A redirect is followed where
        robots.txt there lets us too."""
        return await self._read(await self._fetch(url, Conditions()))

    async def read_again(self, url: str, conditions: Conditions) -> ReadPage | None:
        """The same; None when it has not changed."""
        fetched = await self._fetch(url, conditions)
        return None if fetched.body is None else await self._read(fetched)

    async def _fetch(self, url: str, conditions: Conditions) -> Fetched:
        if wait := self._fetcher.rests(url):  # else its robots.txt would be taken for one that cannot be reached
            raise FetchError(f"{url}: asks to wait", "status", host=url, status=429, retry_after=wait)
        if not await self._robots.may_read(url):
            raise FetchError(f"{url}: robots.txt says no", "robots", host=url)
        return await self._fetcher.fetch(url, conditions, may_read=self._robots.may_read)

    async def _read(self, fetched: Fetched) -> ReadPage:
        kind = fetched.content_type.partition(";")[0].strip()
        if kind not in _PAGES:
            raise ReadError(fetched.url, f"is {kind}, no page")
        charset = _CHARSET.search(fetched.content_type)
        article = await to_thread(_read, fetched.body or b"", fetched.url, charset[1] if charset else None)
        return ReadPage(article, fetched.conditions)


def _read(data: bytes, url: str, charset: str | None) -> RawArticle:
    from bot.ingest.read.html import read_page

    try:
        return read_page(data, url, charset)
    except ReadError:
        raise
    except Exception as error:  # a hostile page may break its parser in any way; the next one must be read
        raise ReadError(url, f"cannot be read: {type(error).__name__}") from error


def is_passing(error: FetchError) -> bool:
    """Whether it may go well another time: a server that is busy or away, not one that says no."""
    if error.kind == "status":
        return error.status in (408, 425, 429) or error.status >= 500
    return error.kind in ("unreachable", "timeout")
