"""robots.txt: which pages a site asks programs not to read (RFC 9309)."""

import asyncio
from collections import OrderedDict
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from bot.ingest.fetch.fetching import AGENT, Fetcher
from bot.model.errors import FetchError

KEPT, KEPT_UNREACHED = 86_400.0, 600.0
"""Seconds: RFC 9309 section 2.4 allows a day; a site that could not be reached is asked again soon."""
MOST = 500
MOST_BYTES = 512_000
"""Section 2.5: at least 500 kibibytes are read."""
UNAVAILABLE = range(400, 500)
"""Statuses that mean: nothing is asked for, everything may be read (section 2.3.1.3)."""


class _Rules(NamedTuple):
    until: float
    rules: RobotFileParser


class Robots:
    """Asks each site once a day. A site whose robots.txt cannot be reached is not read: it may have asked for it."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: OrderedDict[str, asyncio.Future[_Rules]] = OrderedDict()

    async def may_read(self, url: str) -> bool:
        """Whether the page may be read by us."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(site)
        if known is None or _is_over(known):
            known = self._known[site] = asyncio.ensure_future(self._ask(site))
            self._known.move_to_end(site)
            if len(self._known) > MOST:
                self._known.popitem(last=False)
        rules = (await asyncio.shield(known)).rules
        return rules.can_fetch(AGENT.partition("/")[0], url)

    async def _ask(self, site: str) -> _Rules:
        rules = RobotFileParser()
        kept = KEPT
        try:
            found = await self._fetcher.fetch(f"{site}/robots.txt")
        except FetchError as error:
            free = error.kind == "status" and error.status in UNAVAILABLE and error.status != 429
            rules.parse([] if free else ["User-agent: *", "Disallow: /"])
            kept = KEPT if free else KEPT_UNREACHED
        else:
            rules.parse((found.body or b"")[:MOST_BYTES].decode("utf-8", "replace").splitlines())
        return _Rules(monotonic() + kept, rules)


def _is_over(known: "asyncio.Future[_Rules]") -> bool:
    return known.done() and (known.cancelled() or known.exception() is not None or known.result().until < monotonic())
