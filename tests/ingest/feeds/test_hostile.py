"""Whatever a feed or its pages try: nothing is executed, expanded or fetched from inside, and no packet leaves."""

import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest

from bot.ingest.feeds.opml import read_opml
from bot.ingest.feeds.reading import read_feed
from bot.model.errors import FeedError, FetchError, InputError
from tests.ingest.feeds.news import NOW, Item, open_desk, page, rss
from tests.ingest.fetch.site import bomb, open_site

INSIDE = (
    "http://127.0.0.1:1/", "http://127.1/", "http://127.0.0.1.:1/", "http://2130706433/", "http://0x7f000001/",
    "http://0x7f.1/", "http://0177.0.0.1/", "http://017700000001/", "http://0/", "http://0.0.0.0:1/",
    "http://localhost:1/", "http://LOCALHOST:1/", "http://[::1]:1/", "http://[::]:1/", "http://[0:0:0:0:0:0:0:1]:1/",
    "http://[::ffff:127.0.0.1]:1/", "http://[::ffff:7f00:1]:1/", "http://[::127.0.0.1]:1/",
    "http://[::ffff:169.254.169.254]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::]/", "http://[fe80::1]/",
    "http://[fc00::1]/", "http://[fd00:ec2::254]/latest/", "http://[fec0::1]/", "http://[ff02::1]/",
    "http://169.254.169.254/latest/meta-data/", "http://2852039166/", "http://0xa9fea9fe/", "http://0251.0376.0251.0376/",
    "http://10.0.0.1/", "http://10.1/", "http://172.16.0.1/", "http://192.168.0.1/", "http://192.168.1/",
    "http://100.64.0.1/", "http://198.18.0.1/", "http://192.0.0.8/", "http://168.63.129.16/", "http://224.0.0.1/",
    "http://255.255.255.255/", "http://240.0.0.1/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://[::1%25lo]:1/",
    "http://user@127.0.0.1/", "http://127.0.0.1#@example.org/", "https://127.0.0.1:1/", "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL", "ftp://127.0.0.1/", "dict://127.0.0.1:11211/", "data:text/html,x",
    "unix:///var/run/docker.sock", "http://",
)  # fmt: skip
"""More than forty ways to write an address inside."""


class Line:
    """Every address that a socket of this process connects to; those beyond the site never get that far."""

    def __init__(self, allowed: set[int]) -> None:
        self.allowed = allowed
        self.tried: list[object] = []


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    """Connecting and looking up names are instrumented: what a failing guard lets through is seen and stopped here."""
    line = Line(set())
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(address: object) -> None:
        if isinstance(address, tuple) and not (address[0] == "127.0.0.1" and address[1] in line.allowed):
            line.tried.append(address)
            raise OSError("stopped before a packet leaves")

    def checked_connect(self: socket.socket, address: object) -> None:
        check(address)
        connect(self, address)  # type: ignore[arg-type]

    def checked_connect_ex(self: socket.socket, address: object) -> int:
        check(address)
        return connect_ex(self, address)  # type: ignore[arg-type]

    def checked_lookup(host: object, *args: object, **kwargs: object) -> object:
        """Only what the resolver answers without asking anybody: numbers, and this machine's own name."""
        text = (host.decode() if isinstance(host, bytes) else str(host)).casefold().rstrip(".")
        if text == "localhost" or not any(letter in "ghijklmnopqrstuvwyz" for letter in text):
            return getaddrinfo(host, *args, **kwargs)  # type: ignore[arg-type]
        raise socket.gaierror(socket.EAI_NONAME, "no question leaves a test")

    monkeypatch.setattr(socket.socket, "connect", checked_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", checked_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", checked_lookup)
    return line


def test_the_line_stops_what_a_guard_lets_through(line: Line) -> None:
    with pytest.raises(OSError, match="stopped"), socket.socket() as opened:
        opened.connect(("127.0.0.1", 1))
    assert line.tried == [("127.0.0.1", 1)]


@pytest.mark.parametrize("address", INSIDE)
async def test_no_address_inside_is_added(address: str, line: Line, tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        with pytest.raises(FetchError):
            await desk.service.add(address, NOW)
    assert line.tried == []


async def test_no_entry_leads_inside(line: Line, tmp_path: Path) -> None:
    """Pages of entries, redirects of pages, and feeds that a page names."""
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        line.allowed.add(site.port)
        items = [Item(address, f"Number {n}", html="-") for n, address in enumerate(INSIDE)]
        for n, address in enumerate(INSIDE):
            site.redirect(f"/go/{n}", address)
            items.append(Item(f"/go/{n}", f"Go {n}", html="-"))
        site.put("/feed", rss(site, items))
        await desk.add(f"{site.url}/feed")
        for _ in range(3):
            await desk.check()
        assert await desk.articles() == []
        links = "".join(f"<link rel='alternate' type='application/atom+xml' href='{one}'>" for one in INSIDE)
        site.put("/", page("Home", head=links), Content_Type="text/html")
        with pytest.raises((FetchError, FeedError)):
            await desk.service.add(f"{site.url}/", NOW)
    assert line.tried == []


@pytest.mark.parametrize("target", INSIDE)
async def test_no_feed_is_redirected_inside(target: str, line: Line, tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        line.allowed.add(site.port)
        site.put("/feed", rss(site, []))
        await desk.add(f"{site.url}/feed")
        site.redirect("/feed", target, 308)
        await desk.check()
        feed = await desk.feed()
        assert (feed.url, feed.failures) == (f"{site.url}/feed", 1)
    assert line.tried == []


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss version='2.0'><channel><title>&j;</title></channel></rss>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><title>&x;</title></channel></rss>"
)
PARAMETER = (
    '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/evil.dtd"><rss version="2.0"><channel><title>x</title></channel></rss>'
)
BOMBS = {
    "billion": BILLION.encode(),
    "billion, utf-16": BILLION.encode("utf-16"),
    "billion, utf-16 without a mark": BILLION.encode("utf-16-be"),
    "billion, utf-7": ('<?xml version="1.0" encoding="utf-7"?>' + BILLION[21:]).encode("utf-7"),
    "external": EXTERNAL.encode(),
    "external, utf-32": EXTERNAL.encode("utf-32"),
    "doctype from elsewhere": PARAMETER.encode(),
    "deep": b"<rss version='2.0'><channel>" + b"<a>" * 200_000,
    "more tags than any feed": b"<rss version='2.0'><channel>" + b"<a>" * 3_000_000,
    "deep json": b"{" + b'"a":[' * 100_000,
    "long numbers": b'{"version":"https://jsonfeed.org/version/1.1","items":[{"url":' + b"9" * 100_000 + b"}]}",
    "binary": bytes(range(256)) * 100,
    "nothing": b"",
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_feed_goes_off(name: str, line: Line) -> None:
    started = time.process_time()
    try:
        read = read_feed(BOMBS[name], "https://example.org/feed", NOW)
    except FeedError:
        pass
    else:
        said = f"{read.title}"
        assert len(said) < 1000
        assert "root:" not in said
    assert time.process_time() - started < 20
    assert line.tried == []


@pytest.mark.parametrize("name", BOMBS)
def test_no_list_goes_off(name: str, line: Line) -> None:
    data = BOMBS[name].replace(b"rss", b"opml")
    with suppress(InputError):
        assert read_opml(data, "list.opml") == []
    assert line.tried == []


async def test_bombs_and_endless_bodies_over_http(line: Line, tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site, seconds=3.0, most_bytes=300_000) as desk:
        line.allowed.add(site.port)
        site.put("/feed", rss(site, []))
        await desk.add(f"{site.url}/feed")
        site.put("/feed", bomb(60), Content_Encoding="gzip")
        await desk.check()
        site.put_endless("/feed", b"<rss version='2.0'>" * 500)
        await desk.check()
        site.put_endless("/feed", b"x", 0.1)
        await desk.check()
        site.put("/feed", BILLION)
        await desk.check()
        feed = await desk.feed()
        assert feed.failures == 4
        assert feed.trouble is not None
        assert feed.trouble.message_id == "error-feed-entities"
        site.put("/bomb", bomb(60), Content_Encoding="gzip")
        site.put("/deep", b"<div>" * 50_000)
        site.put("/feed", rss(site, [Item("/bomb", "Bomb", html="-"), Item("/deep", "Deep", html="-")]))
        assert (await desk.check()).new == 0
    assert line.tried == []


async def test_scripts_of_feeds_and_pages_are_no_text(tmp_path: Path) -> None:
    evil = "<script>alert('feed')</script><img src=x onerror=alert(2)><svg><script>3</script></svg>"
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/feed", rss(site, [Item("/n", f"Title {evil}", html=f"<p>{'A summary of it. ' * 9}</p>{evil}")]))
        site.put("/n", "busy", 404)
        await desk.add(f"{site.url}/feed")
        [article] = await desk.articles()
        assert "alert" not in article.text
        assert "<" not in f"{article.text}{article.title}"
