"""Feeds, fragments and lists as text; any bytes and any HTML can be read."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.feeds.articles import find_outlet, is_same_site
from bot.ingest.feeds.finding import find_same, read_address
from bot.ingest.feeds.fragments import is_cut, read_fragment
from bot.ingest.feeds.opml import OutlineFeed, compose_opml, read_opml
from bot.ingest.feeds.reading import find_feeds, read_feed
from bot.model.errors import FeedError, InputError
from bot.model.feed import Feed

NOW = datetime(2025, 3, 25, 8, tzinfo=UTC)
URL = "https://example.org/news/feed"


@given(st.binary() | st.text().map(str.encode) | st.binary().map(lambda tail: b"<rss version='2.0'><channel>" + tail))
def test_any_bytes_are_a_feed_or_none(data: bytes) -> None:
    with suppress(FeedError):
        read = read_feed(data, URL, NOW)
        assert all(one.url.startswith("http") for one in read.entries)
        assert all(one.published is None or one.published <= NOW for one in read.entries)


@given(st.text())
def test_any_html_is_text(html: str) -> None:
    text = read_fragment(html)
    assert "\n\n\n" not in text
    assert text == text.strip()


def test_fragments() -> None:
    html = (
        "<h2>Head</h2><p>One <b>bold</b>\nline<br>and two</p><ul><li>a</li><li>b</li></ul>tail<style>x{}</style>&amp;"
    )
    assert read_fragment(html) == "# Head\n\nOne bold line\n\nand two\n\n- a\n\n- b\n\ntail&"
    assert read_fragment("<p>" * 50_000 + "deep") in ("deep", "")
    assert [is_cut(text) for text in ("He said…", "He said [...]", "More … Read more", "All of it.")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert read_fragment("<p>Done.</p><p>The post Done appeared first on The Herald.</p>") == "Done."


def test_a_change_changes_the_mark_and_nothing_else_does() -> None:
    def mark(title: str, date: str = "Tue, 25 Mar 2025 07:00:00 GMT", now: datetime = NOW) -> str:
        text = (
            f"<rss version='2.0'><channel><item><link>/1</link><title>{title}</title><pubDate>{date}</pubDate></item>"
        )
        [entry] = read_feed(f"{text}</channel></rss>".encode(), URL, now).entries
        assert entry.url == "https://example.org/1"
        return entry.mark

    assert mark("A") == mark("A", now=NOW + timedelta(days=1))
    assert len({mark("A"), mark("B"), mark("A", "Tue, 25 Mar 2025 07:01:00 GMT")}) == 3


def test_feeds_that_a_page_names() -> None:
    page = (
        b"<html><head><link rel='alternate' type='application/rss+xml' href='/a'><link rel='stylesheet' href='/b'>"
        b"<link rel='alternate' type='application/feed+json' href='c'><link rel='alternate' type='text/html' href='/d'>"
        b"<link rel='alternate' type='application/atom+xml' href='http://[bad'></head></html>"
    )
    assert find_feeds(page, "https://example.org/x/") == ["https://example.org/a", "https://example.org/x/c"]


@given(st.binary())
def test_any_bytes_may_be_a_page(data: bytes) -> None:
    assert isinstance(find_feeds(data, URL), list)


@pytest.mark.parametrize(
    ("title", "url", "outlet"),
    [
        ("The Herald | Sport", "https://www.theherald.com/sport", "The Herald"),
        ("World - BBC News", "https://feeds.bbci.co.uk/x", "World - BBC News"),
        ("Українська правда: Новини", "https://www.pravda.com.ua/", "Українська правда: Новини"),
        ("Sport – Varnholm Herald", "https://varnholm-herald.example/", "Sport – Varnholm Herald"),
        ("Varnholm Herald", "http://127.0.0.1:1/", "Varnholm Herald"),
        (None, "https://example.org/", None),
    ],
)
def test_outlets(title: str | None, url: str, outlet: str | None) -> None:
    assert find_outlet(title, url) == outlet


def test_sites() -> None:
    assert is_same_site("https://feeds.example.org/x", "http://www.example.org/y")
    assert not is_same_site("https://example.org/", "https://example.com/")
    assert not is_same_site("http://10.1.2.3/", "http://10.9.2.3/")
    assert is_same_site("http://127.0.0.1:1/", "http://127.0.0.1:2/")


def test_lists_come_back_as_they_went() -> None:
    feeds = [
        Feed(url="https://a.example/feed?x=1&y=2", title='The "A" & <b>', added=NOW, next_check=NOW),
        Feed(url="https://b.example/", title="Лента", added=NOW, next_check=NOW),
        Feed(url="https://c.example/", added=NOW, next_check=NOW),
    ]
    data = compose_opml(feeds, "Mine", NOW)
    assert read_opml(data, "x") == [OutlineFeed(feed.url, feed.title or feed.url) for feed in feeds]
    grouped = data.replace(b"<body>", b"<body><outline text='News'>").replace(b"</body>", b"</outline></body>")
    assert len(read_opml(grouped, "x")) == 3


@given(st.binary())
def test_any_bytes_are_a_list_or_none(data: bytes) -> None:
    with suppress(InputError):
        assert isinstance(read_opml(data, "x"), list)


@given(st.text())
def test_any_text_may_be_an_address(text: str) -> None:
    address = read_address(text)
    assert address == "" or "://" in address
    assert find_same(address, []) is None


def test_addresses_as_people_type_them() -> None:
    assert read_address(" example.org/feed ") == "https://example.org/feed"
    assert read_address("<http://example.org>") == "http://example.org"
    feed = Feed(url="https://www.example.org/feed/", added=NOW, next_check=NOW)
    assert find_same("http://example.org/feed", [feed]) is feed
    assert find_same("http://example.org/other", [feed]) is None
