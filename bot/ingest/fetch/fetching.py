"""One document from the web: within limits of time, size, redirects and hosts; with conditions when it is known."""

import asyncio
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from http.cookiejar import Cookie, DefaultCookiePolicy
from time import monotonic
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.request import Request

import httpcore
import httpx

from bot.ingest.fetch.connecting import GuardedTransport
from bot.model.errors import FetchError

SECONDS = 30.0
"""For a whole document, redirects included."""
MOST_BYTES = 10_000_000
"""Of a document, as it comes and after it was unpacked."""
MOST_REDIRECTS = 5
PER_HOST = 2
"""Requests to one host at the same time."""
AGENT = "briefing-bot/0.1 (news briefing; reads feeds and pages for its readers)"
_WINDOW = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
_STEP = 65_536
_LONGEST_WAIT = 7 * 86_400.0
_BUSY = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE)
"""Of these Retry-After speaks for the whole server."""
MayRead = Callable[[str], Awaitable[bool]]
"""Whether an address may be read, by what its site asks programs."""


class Conditions(NamedTuple):
    """What a server said of the document that is known: it need not send it again."""

    etag: str | None = None
    modified: str | None = None


class Fetched(NamedTuple):
    """`url`: where it was in the end. `body` None: it has not changed. `moved`: for good, so that the new address is
    the one to ask. `content_type`: in small letters, as sent."""

    url: str
    body: bytes | None
    content_type: str
    conditions: Conditions
    moved: bool = False


class Fetcher:
    """GETs over http and https. `allowed`: hosts that an operator vouches for, private or not. A host that asks to be
    let alone for a while (429, 503 with Retry-After) is not asked for anything until then. `clock`: seconds that only
    grow.

    `async with Fetcher() as fetcher`.
    """

    def __init__(
        self,
        allowed: frozenset[str] = frozenset(),
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        seconds: float = SECONDS,
        most_bytes: int = MOST_BYTES,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._allowed = allowed
        self._transport = transport
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._clock = clock
        self._resting: dict[str, float] = {}
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(PER_HOST))

    async def __aenter__(self) -> "Fetcher":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends its connections."""
        if "_client" in vars(self):
            await self._client.aclose()

    @cached_property
    def _client(self) -> httpx.AsyncClient:
        """Made when something is fetched: the certificates take 20 ms of a start."""
        client = httpx.AsyncClient(
            transport=self._transport or GuardedTransport(self._allowed),
            follow_redirects=False,
            trust_env=False,
            timeout=httpx.Timeout(min(10.0, self._seconds), read=min(15.0, self._seconds)),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"},
        )
        client.cookies.jar.set_policy(_NoCookies())
        return client

    def rests(self, url: str) -> float:
        """Seconds for which the address's host still asks to be let alone; 0 when it does not."""
        return max(0.0, self._resting.get(_find_server(url), 0.0) - self._clock())

    async def fetch(
        self,
        url: str,
        conditions: Conditions = Conditions(),  # noqa: B008 (a tuple)
        *,
        may_read: MayRead | None = None,
    ) -> Fetched:
        """Raises FetchError. `may_read`: asked before each redirect that is followed; the first address is the
        caller's."""
        host = _find_host(url)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(url, conditions, may_read)
        except TimeoutError as error:
            text = f"{url}: took longer than {self._seconds:.0f} s"
            raise FetchError(text, "timeout", host=host) from error
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise FetchError(f"{url}: no answer in time", "timeout", host=host) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.ConnectError, httpcore.ProtocolError, OSError) as error:
            raise FetchError(f"{url}: {error or type(error).__name__}", "unreachable", host=host) from error
        except (UnicodeError, ValueError) as error:
            raise FetchError(f"{url}: no address of the web", "scheme", host=host) from error

    async def _follow(self, url: str, conditions: Conditions, may_read: MayRead | None) -> Fetched:
        moved = True
        for redirects in range(MOST_REDIRECTS + 1):
            host = _check(url)
            if redirects and may_read and not await may_read(url):
                raise FetchError(f"{url}: robots.txt says no", "robots", host=host)
            if wait := self.rests(url):
                status = httpx.codes.TOO_MANY_REQUESTS
                raise FetchError(f"{url}: asks to wait", "status", host=host, status=status, retry_after=wait)
            async with self._hosts[host], self._request(url, conditions) as response:
                if not response.has_redirect_location:
                    fetched = await self._read(url, host, response)
                    return fetched._replace(moved=moved and fetched.moved)
                moved = moved and response.status_code in (301, 308)
                url = urljoin(url, response.headers["Location"])
        raise FetchError(f"{url}: redirects without end", "redirects", host=host)

    @asynccontextmanager
    async def _request(self, url: str, conditions: Conditions) -> AsyncIterator[httpx.Response]:
        known = {"If-None-Match": conditions.etag, "If-Modified-Since": conditions.modified}
        headers = {name: value for name, value in known.items() if value}
        async with self._client.stream("GET", url, headers=headers) as response:
            yield response

    async def _read(self, url: str, host: str, response: httpx.Response) -> Fetched:
        content_type = response.headers.get("Content-Type", "").lower()
        conditions = Conditions(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Fetched(url, None, content_type, conditions, moved=True)
        if response.status_code != httpx.codes.OK:
            wait = read_retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
            if wait and response.status_code in _BUSY:
                self._rest(_find_server(url), wait)
            raise FetchError(
                f"{url}: {response.status_code}",
                "status",
                host=host,
                status=response.status_code,
                retry_after=wait,
            )
        return Fetched(url, await self._read_body(url, host, response), content_type, conditions, moved=True)

    def _rest(self, server: str, seconds: float) -> None:
        now = self._clock()
        self._resting = {one: until for one, until in self._resting.items() if until > now}
        self._resting[server] = max(now + seconds, self._resting.get(server, 0.0))

    async def _read_body(self, url: str, host: str, response: httpx.Response) -> bytes:
        """Unpacked here, piece by piece, so that a small body cannot become a large one unseen."""
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        unpack = _Unpacker(encoding, url, host, self._most_bytes)
        if int(response.headers.get("Content-Length", "0") or 0) > self._most_bytes:
            raise unpack.too_large()
        received = 0
        async for piece in response.aiter_raw():
            received += len(piece)
            if received > self._most_bytes:
                raise unpack.too_large()
            unpack.take(piece)
        return unpack.finish()


class _Unpacker:
    """Bytes as they come -> the document; FetchError beyond the limit, and for what cannot be unpacked."""

    def __init__(self, encoding: str, url: str, host: str, most: int) -> None:
        if encoding not in ("", "identity", *_WINDOW):
            raise FetchError(f"{url}: packed as {encoding}", "encoding", host=host)
        self._window = _WINDOW.get(encoding)
        self._packed = zlib.decompressobj(self._window) if self._window else None
        self._url, self._host, self._most = url, host, most
        self._body = bytearray()

    def take(self, piece: bytes) -> None:
        if self._packed is None:
            self._add(piece)
            return
        try:
            while piece:
                self._add(self._packed.decompress(piece, _STEP))
                piece = self._packed.unconsumed_tail
                if self._packed.eof:
                    return
        except zlib.error as error:
            raise FetchError(f"{self._url}: cannot be unpacked: {error}", "encoding", host=self._host) from error

    def finish(self) -> bytes:
        if self._packed is not None and not self._packed.eof:
            raise FetchError(f"{self._url}: its packed body breaks off", "encoding", host=self._host)
        return bytes(self._body)

    def too_large(self) -> FetchError:
        text = f"{self._url}: larger than {self._most // 1_000_000} MB"
        return FetchError(text, "too-large", host=self._host)

    def _add(self, unpacked: bytes) -> None:
        self._body += unpacked
        if len(self._body) > self._most:
            raise self.too_large()


class _NoCookies(DefaultCookiePolicy):
    """Nothing that a server wants remembered is."""

    def set_ok(self, cookie: Cookie, request: Request) -> bool:  # noqa: ARG002 (the library's own signature)
        return False


def _find_host(url: str) -> str:
    """To name it in errors."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _find_server(url: str) -> str:
    """Host and port."""
    try:
        return urlsplit(url).netloc.casefold()
    except ValueError:
        return url


def _check(url: str) -> str:
    """The host. Raises FetchError for what is no plain address of the web."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise FetchError(f"{url}: only http and https addresses are fetched", "scheme", host=parts.hostname or url)
    return parts.hostname.casefold()


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds from now (RFC 9110 section 10.2.3: a number or a date), at most a week; None when it says nothing."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return min(float(value[:10]), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now).total_seconds()), _LONGEST_WAIT)
