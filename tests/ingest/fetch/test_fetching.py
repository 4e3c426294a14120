"""Fetching over real HTTP: conditions, redirects, limits, and what servers do wrong."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.fetch.fetching import Conditions, Fetcher, read_retry_after
from bot.model.errors import FetchError
from tests.ingest.fetch.site import bomb, open_site, packed

NOW = datetime(2025, 3, 25, 8, tzinfo=UTC)


async def fail(path: str, prepare: object, *, seconds: float = 5.0, most: int = 200_000) -> FetchError:
    async with open_site() as site:
        prepare(site)  # type: ignore[operator]
        async with Fetcher(frozenset({site.host}), seconds=seconds, most_bytes=most) as fetcher:
            with pytest.raises(FetchError) as raised:
                await fetcher.fetch(f"{site.url}{path}")
    return raised.value


async def test_a_document_with_what_is_said_of_it() -> None:
    async with open_site() as site, Fetcher(frozenset({site.host})) as fetcher:
        site.put("/feed", "<rss/>", Content_Type="Application/RSS+XML", ETag='"1"', Last_Modified="yesterday")
        found = await fetcher.fetch(f"{site.url}/feed")
        assert (found.url, found.body, found.content_type) == (f"{site.url}/feed", b"<rss/>", "application/rss+xml")
        assert found.conditions == Conditions('"1"', "yesterday")
        assert site.asked[0].headers["user-agent"].startswith("briefing-bot/")
        assert "cookie" not in site.asked[0].headers


async def test_what_has_not_changed_is_not_sent_again() -> None:
    async with open_site() as site, Fetcher(frozenset({site.host})) as fetcher:
        site.put_versioned("/feed", "<rss/>", '"7"')
        first = await fetcher.fetch(f"{site.url}/feed")
        again = await fetcher.fetch(f"{site.url}/feed", first.conditions)
        assert (first.body, again.body) == (b"<rss/>", None)
        assert site.asked[1].headers["if-none-match"] == '"7"'


async def test_redirects_are_followed_and_moves_for_good_are_told() -> None:
    async with open_site() as site, Fetcher(frozenset({site.host})) as fetcher:
        site.put("/new", "here")
        site.redirect("/moved", "/new", 301)
        site.redirect("/away", "new", 302)
        site.redirect("/both", "/moved", 302)
        found = [await fetcher.fetch(f"{site.url}{path}") for path in ("/moved", "/away", "/both", "/new")]
        assert {one.url for one in found} == {f"{site.url}/new"}
        assert [one.moved for one in found] == [True, False, False, True]


async def test_packed_bodies_are_unpacked() -> None:
    async with open_site() as site, Fetcher(frozenset({site.host})) as fetcher:
        site.put("/gz", packed("новини" * 9000), Content_Encoding="gzip")
        assert (await fetcher.fetch(f"{site.url}/gz")).body == ("новини" * 9000).encode()


async def test_cookies_are_forgotten() -> None:
    async with open_site() as site, Fetcher(frozenset({site.host})) as fetcher:
        site.put("/", "x", Set_Cookie="id=7")
        for _ in range(2):
            await fetcher.fetch(f"{site.url}/")
        assert "cookie" not in site.asked[1].headers


async def test_limits() -> None:
    assert (await fail("/big", lambda site: site.put("/big", bytes(300_000)))).kind == "too-large"
    endless = await fail("/endless", lambda site: site.put_endless("/endless", bytes(9000)))
    assert endless.kind == "too-large"
    bombed = await fail("/bomb", lambda site: site.put("/bomb", bomb(60), Content_Encoding="gzip"))
    assert bombed.kind == "too-large"
    packed_endlessly = await fail(
        "/e", lambda site: site.put_endless("/e", bomb(1)[:900], encoding="gzip"), most=50_000_000
    )
    assert packed_endlessly.kind in ("too-large", "encoding", "timeout")
    slow = await fail("/slow", lambda site: site.put_endless("/slow", b"x", 0.05), seconds=0.4)
    assert slow.kind == "timeout"
    circle = await fail("/a", lambda site: (site.redirect("/a", "/b"), site.redirect("/b", "/a")))
    assert circle.kind == "redirects"


async def test_what_servers_do_wrong() -> None:
    status = await fail("/gone", lambda site: site.put("/gone", "", 410))
    assert (status.kind, status.status, status.gone) == ("status", 410, True)
    busy = await fail("/busy", lambda site: site.put("/busy", "", 429, Retry_After="120"))
    assert (busy.status, busy.retry_after) == (429, 120.0)
    broken = await fail("/gz", lambda site: site.put("/gz", b"no gzip", Content_Encoding="gzip"))
    assert broken.kind == "encoding"
    cut = await fail("/cut", lambda site: site.put("/cut", packed("x" * 9000)[:-20], Content_Encoding="gzip"))
    assert cut.kind == "encoding"
    odd = await fail("/odd", lambda site: site.put("/odd", "x", Content_Encoding="br"))
    assert odd.kind == "encoding"


@pytest.mark.parametrize("url", ["", "news", "ftp://example.org/", "http://", "http://[", "http://a b/", "HTTP:///x"])
async def test_what_is_no_address(url: str) -> None:
    async with Fetcher() as fetcher:
        with pytest.raises(FetchError) as raised:
            await fetcher.fetch(url)
        assert raised.value.kind in ("scheme", "unreachable")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        (" 5 ", 5.0),
        ("999999999999", 604_800.0),
        ("Tue, 25 Mar 2025 08:01:00 GMT", 60.0),
        ("Tue, 25 Mar 2025 07:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("²", None),
    ],
)
def test_how_long_to_wait(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, NOW) == seconds


@given(st.text())
def test_any_wish_to_wait_can_be_read(value: str) -> None:
    found = read_retry_after(value, NOW)
    assert found is None or 0 <= found <= 604_800
