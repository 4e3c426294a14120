"""robots.txt: which pages a site asks programs not to read (RFC 9309)."""

from collections import OrderedDict
from time import monotonic
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from bot.ingest.fetch.fetching import AGENT, Fetcher
from bot.model.errors import FetchError

KEPT = 86_400.0
"""Seconds (RFC 9309 section 2.4)."""
MOST = 500
UNAVAILABLE = range(400, 500)
"""Statuses that mean: nothing is asked for, everything may be read (section 2.3.1.3)."""


class Robots:
    """Asks each site once a day. A site whose robots.txt cannot be reached is not read: it may have asked for it."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: OrderedDict[str, tuple[float, RobotFileParser]] = OrderedDict()

    async def may_read(self, url: str) -> bool:
        """Whether the page may be read by us."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(site)
        if known is None or known[0] < monotonic():
            known = (monotonic() + KEPT, await self._ask(site))
            self._known[site] = known
            if len(self._known) > MOST:
                self._known.popitem(last=False)
        return known[1].can_fetch(AGENT.partition("/")[0], url)

    async def _ask(self, site: str) -> RobotFileParser:
        rules = RobotFileParser()
        try:
            found = await self._fetcher.fetch(f"{site}/robots.txt")
        except FetchError as error:
            free = error.kind == "status" and error.status in UNAVAILABLE
            rules.parse([] if free else ["User-agent: *", "Disallow: /"])
            return rules
        rules.parse((found.body or b"")[:500_000].decode("utf-8", "replace").splitlines())
        return rules
