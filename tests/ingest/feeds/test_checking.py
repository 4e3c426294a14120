"""A feed is checked over real HTTP: what it brings, what is not asked twice, and what servers do wrong."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.ingest.feeds.opml import OutlineFeed
from bot.model.answer import Answer
from bot.model.errors import FeedError, FetchError, NotFoundError
from tests.ingest.feeds.news import NOW, PARAGRAPHS, SUMMARY, Item, atom, json_feed, open_desk, page, rss, until
from tests.ingest.fetch.site import open_site, packed

HARBOUR = Item("/news/harbour", "Harbour to close")


@pytest.mark.parametrize("compose", [rss, atom, json_feed])
async def test_a_summary_leads_to_the_whole_page(compose, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/feed", compose(site, [HARBOUR]))
        site.put("/news/harbour", page("Harbour to close"), Content_Type="text/html")
        check = await desk.add(f"{site.url}/feed")
        [article] = await desk.articles()
        assert (check.new, check.updated) == (1, 0)
        assert all(paragraph in article.text for paragraph in PARAGRAPHS)
        assert (article.title, article.outlet) == ("Harbour to close", "Varnholm Herald")
        assert (article.published, article.url, article.language) == (
            NOW - timedelta(hours=1),
            f"{site.url}/news/harbour",
            "en",
        )
        feed = await desk.feed()
        assert (feed.title, feed.articles, feed.trouble, feed.succeeded) == ("Varnholm Herald", 1, None, NOW)


async def test_what_has_come_is_answered_from(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/feed", rss(site, [HARBOUR]))
        site.put("/news/harbour", page("Harbour to close"))
        await desk.add(f"{site.url}/feed")
        reply = await desk.answers.answer("what will dredging cost?", now=NOW)
        assert isinstance(reply, Answer)
        assert "forty million crowns" in reply.claims[0].quotes[0].text


async def test_whole_texts_of_a_feed_need_no_page(tmp_path: Path) -> None:
    whole = "".join(f"<p>{one}</p>" for one in PARAGRAPHS) + "<script>alert(1)</script><iframe src='/spy'></iframe>"
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/feed", rss(site, [Item("/news/harbour", "Harbour", content=whole)]))
        await desk.add(f"{site.url}/feed")
        [article] = await desk.articles()
        assert article.text == "\n\n".join(PARAGRAPHS)
        assert {request.url.path for request in site.asked} == {"/feed"}


async def test_a_page_leads_to_its_feed(tmp_path: Path) -> None:
    link = "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>"
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/", page("Home", head=link), Content_Type="text/html")
        site.put("/feed.xml", rss(site, []))
        added = await desk.service.add(f"{site.url}/", NOW)
        assert (added.feed.url, added.is_new) == (f"{site.url}/feed.xml", True)
        again = await desk.service.add(f"{site.url}/feed.xml", NOW)
        assert (again.is_new, len(await desk.store.feeds.feeds())) == (False, 1)


async def test_what_is_no_feed_is_not_kept(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/", page("Home"), Content_Type="text/html")
        with pytest.raises(FeedError) as raised:
            await desk.service.add(f"{site.url}/", NOW)
        assert raised.value.message_id == "error-feed-no-feed"
        with pytest.raises(FetchError):
            await desk.service.add(f"{site.url}/nothing", NOW)
        with pytest.raises(NotFoundError):
            await desk.service.get("example.org")
        assert await desk.store.feeds.feeds() == []


async def test_what_is_known_is_asked_with_conditions_and_read_once(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put_versioned("/feed", rss(site, [HARBOUR]), '"1"', "Tue, 25 Mar 2025 07:00:00 GMT")
        site.put("/news/harbour", page("Harbour to close"))
        await desk.add(f"{site.url}/feed")
        asked = len(site.asked)
        check = await desk.check(NOW + timedelta(minutes=10))
        assert (check.new, check.updated, len(site.asked)) == (0, 0, asked + 1)
        assert site.asked[-1].headers["if-none-match"] == '"1"'
        assert site.asked[-1].headers["if-modified-since"] == "Tue, 25 Mar 2025 07:00:00 GMT"
        site.put("/feed", rss(site, [HARBOUR, Item("/news/two", "Second")]))
        site.put("/news/two", page("Second", ["A second thing happened in Lenn, where a bridge was opened again."] * 4))
        check = await desk.check(NOW + timedelta(minutes=20))
        paths = [request.url.path for request in site.asked[asked + 1 :]]
        assert (check.new, paths.count("/news/harbour"), paths.count("/news/two")) == (1, 0, 1)


async def test_a_changed_article_is_updated(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/feed", rss(site, [HARBOUR]))
        site.put("/news/harbour", page("Harbour to close"))
        await desk.add(f"{site.url}/feed")
        site.put("/feed", rss(site, [Item("/news/harbour", "Harbour to close, corrected")]))
        site.put("/news/harbour", page("Harbour", [*PARAGRAPHS[:2], "Dredging will cost fifty million crowns."]))
        check = await desk.check(NOW + timedelta(hours=1))
        [article] = await desk.articles()
        assert (check.new, check.updated, "fifty million" in article.text) == (0, 1, True)


async def test_trackers_make_no_second_article(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/news/harbour", page("Harbour to close"))
        site.put("/feed", rss(site, [Item("/news/harbour?utm_source=rss&utm_medium=feed", "Harbour to close")]))
        await desk.add(f"{site.url}/feed")
        site.put("/feed", rss(site, [Item("/news/harbour?utm_source=other", "Harbour to close!")]))
        await desk.check()
        [article] = await desk.articles()
        assert article.url == f"{site.url}/news/harbour"


async def test_redirected_links_are_stored_under_where_they_lead(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/news/harbour", page("Harbour to close"))
        site.redirect("/go/7", "/news/harbour")
        site.put("/feed", rss(site, [Item("/go/7", "Harbour to close")]))
        await desk.add(f"{site.url}/feed")
        assert [one.url for one in await desk.articles()] == [f"{site.url}/news/harbour"]


async def test_a_page_that_robots_may_not_read_gives_its_summary_only(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/robots.txt", "User-agent: briefing-bot\nDisallow: /news/\n")
        site.put("/feed", rss(site, [HARBOUR]))
        site.put("/news/harbour", page("Harbour to close"))
        await desk.add(f"{site.url}/feed")
        assert [one.text for one in await desk.articles()] == [SUMMARY]
        assert "/news/harbour" not in {request.url.path for request in site.asked}
        await desk.check(NOW + timedelta(hours=1))
        assert [request.url.path for request in site.asked].count("/robots.txt") == 1


async def test_robots_that_cannot_be_reached_are_taken_for_a_no(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/robots.txt", "", 503)
        site.put("/feed", rss(site, [Item("/news/short", "Short", html="Too little.")]))
        check = await desk.add(f"{site.url}/feed")
        assert check.new == 0
        assert (await desk.feed()).unread == 1
        assert "/news/short" not in {request.url.path for request in site.asked}


async def test_a_page_that_robots_may_not_read_is_not_reached_by_a_redirect_either(tmp_path: Path) -> None:
    """To another path, and to another server, which has a robots.txt of its own."""
    async with open_site() as site, open_site() as other, open_desk(tmp_path, site, other) as desk:
        site.put("/robots.txt", "User-agent: *\nDisallow: /news/\n")
        other.put("/robots.txt", "User-agent: *\nAllow: /free/\nDisallow: /\n")
        for one, path in ((site, "/news/harbour"), (other, "/paid/harbour"), (other, "/free/harbour")):
            one.put(path, page("Harbour to close"))
        site.redirect("/go/1", "/news/harbour")
        site.redirect("/go/2", f"{other.url}/paid/harbour")
        site.redirect("/go/3", f"{other.url}/free/harbour")
        site.put("/feed", rss(site, [Item(f"/go/{n}", f"Harbour {n}", html=f"{SUMMARY} {n}") for n in (1, 2, 3)]))
        await desk.add(f"{site.url}/feed")
        assert {one.url: PARAGRAPHS[-1] in one.text for one in await desk.articles()} == {
            f"{site.url}/go/1": False,
            f"{site.url}/go/2": False,
            f"{other.url}/free/harbour": True,
        }
        asked = {request.url.path for request in (*site.asked, *other.asked)}
        assert asked == {"/robots.txt", "/feed", "/go/1", "/go/2", "/go/3", "/free/harbour"}


async def test_a_server_that_asks_to_be_let_alone_is_not_asked_for_anything(tmp_path: Path) -> None:
    """By no other feed either, whichever page said so; and its robots.txt is not taken for a no."""
    clock = [0.0]
    async with (
        open_site() as site,
        open_site() as other,
        open_desk(tmp_path, site, other, clock=lambda: clock[0]) as desk,
    ):
        site.put("/feed", rss(site, [HARBOUR]))
        site.put("/news/harbour", "slow down", 429, Retry_After="600")
        site.put("/more", rss(site, [Item("/news/bridge", "Bridge")]))
        site.put("/news/bridge", page("Bridge"))
        other.put("/other", rss(other, []))
        more = await desk.service.adopt(
            [OutlineFeed(f"{site.url}/more", None), OutlineFeed(f"{other.url}/other", None)], NOW
        )
        assert more == 2
        _, more_feed, other_feed = [await desk.add(f"{site.url}/feed"), *(await desk.store.feeds.feeds())[:2]]
        asked = len(site.asked)
        assert await desk.service.put_off(more_feed, NOW)
        assert not await desk.service.put_off(other_feed, NOW)
        assert (await desk.store.feeds.find(more_feed.url) or more_feed).next_check == NOW + timedelta(seconds=600)
        refused = await desk.service.check(more_feed, NOW)
        assert refused.feed
        assert refused.feed.trouble
        assert len(site.asked) == asked
        clock[0] = 600.0
        assert not await desk.service.put_off(more_feed, NOW)
        check = await desk.service.check(more_feed, NOW + timedelta(minutes=10))
        assert (check.new, [request.url.path for request in site.asked[asked:]]) == (1, ["/more", "/news/bridge"])


async def test_a_page_that_is_away_is_read_later(tmp_path: Path) -> None:
    clock = [0.0]
    async with open_site() as site, open_desk(tmp_path, site, clock=lambda: clock[0]) as desk:
        site.put_versioned("/feed", rss(site, [HARBOUR]), '"1"')
        site.put("/news/harbour", "busy", 503, Retry_After="7200")
        await desk.add(f"{site.url}/feed")
        feed = await desk.feed()
        assert [one.text for one in await desk.articles()] == [SUMMARY]
        assert feed.next_check >= NOW + timedelta(hours=2)
        site.put("/news/harbour", page("Harbour to close"))
        clock[0] = 7200.0
        check = await desk.check(feed.next_check)
        [article] = await desk.articles()
        assert (check.updated, PARAGRAPHS[-1] in article.text) == (1, True)


async def test_nobody_puts_words_into_anothers_mouth(tmp_path: Path) -> None:
    """A feed's own text counts for its own site only, and so does what a page says of its address."""
    async with open_site() as site, open_site() as other, open_desk(tmp_path, site, other) as desk:
        foreign = f"http://localhost:{other.port}/news/1"
        lie = "<p>The mayor resigned, as nobody but this feed reports to anybody who reads it.</p>" * 9
        claims = f"<link rel='canonical' href='{foreign}'>"
        site.put("/news/own", page("Own", head=claims))
        site.put("/feed", rss(site, [Item(foreign, "Lie", content=lie), Item("/news/own", "Own")]))
        await desk.add(f"{site.url}/feed")
        assert [one.url for one in await desk.articles()] == [f"{site.url}/news/own"]


async def test_dates(tmp_path: Path) -> None:
    """In the future, missing, in another zone, nonsense: aware and never later than now."""
    items = [
        Item("/a", "Zone", published="Tue, 25 Mar 2025 09:30:00 +0200"),
        Item("/b", "Soon", published=NOW + timedelta(hours=3)),
        Item("/c", "Far", published=NOW + timedelta(days=300)),
        Item("/d", "None", published=None),
        Item("/e", "Nonsense", published="yesterday, perhaps"),
    ]
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        for item in items:
            site.put(item.path, page(item.title, [f"{item.title}: {one}" for one in PARAGRAPHS]))
        site.put("/feed", rss(site, items))
        await desk.add(f"{site.url}/feed")
        dates = {one.title: one.published for one in await desk.articles()}
        assert dates == {
            "Zone": datetime(2025, 3, 25, 7, 30, tzinfo=UTC),
            "Soon": NOW,
            "Far": None,
            "None": None,
            "Nonsense": None,
        }
        later = NOW + timedelta(hours=1)
        site.put("/f", page("Fresh", [f"Fresh: {one}" for one in PARAGRAPHS]))
        site.put("/feed", rss(site, [*items, Item("/f", "Fresh", published=None)]))
        await desk.check(later)
        fresh = next(one for one in await desk.articles() if one.title == "Fresh")
        assert (fresh.published, fresh.inferred) == (later, ("published",))


async def test_a_wrong_charset_and_a_packed_feed_are_read(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        text = rss(site, [Item("/n", "Порт закроют", html="Совет Варнхольма проголосовал. " * 5)])
        site.put("/feed", packed(text), Content_Encoding="gzip", Content_Type="text/xml; charset=iso-8859-1")
        body = page("Порт", [f"Совет города проголосовал за закрытие северной гавани, пункт {n}." for n in range(6)])
        site.put("/n", body.encode("cp1251"), Content_Type="text/html; charset=windows-1251")
        await desk.add(f"{site.url}/feed")
        [article] = await desk.articles()
        assert article.title == "Порт закроют"
        assert "за закрытие северной гавани" in article.text


async def test_broken_xml_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/feed", rss(site, [HARBOUR])[:-30].replace("<language>en</language>", "<language>en & uk"))
        site.put("/news/harbour", page("Harbour to close"))
        assert (await desk.add(f"{site.url}/feed")).new == 1


@pytest.mark.parametrize(
    ("status", "headers", "least"),
    [
        (500, {}, 0.4),
        (404, {}, 0.4),
        (410, {}, 20),
        (429, {"Retry-After": "36000"}, 10),
        (503, {"Retry-After": "x"}, 0.4),
    ],
)
async def test_a_feed_that_fails_is_let_alone_for_longer_each_time(
    status: int, headers: dict[str, str], least: float, tmp_path: Path
) -> None:
    clock = [0.0]
    async with open_site() as site, open_desk(tmp_path, site, clock=lambda: clock[0]) as desk:
        site.put("/feed", rss(site, []))
        await desk.add(f"{site.url}/feed")
        site.put("/feed", "no", status, **{name.replace("-", "_"): value for name, value in headers.items()})
        waits, now = [], NOW
        for _ in range(9):
            await desk.check(now)
            feed = await desk.feed()
            assert feed.trouble is not None
            assert feed.trouble.values["status"] == status
            waits.append(feed.next_check - now)
            now = feed.next_check
            clock[0] = (now - NOW).total_seconds()
        assert waits[0] >= timedelta(hours=least)
        assert waits[-1] >= timedelta(hours=20)
        assert max(waits) < timedelta(hours=27)
        assert (feed.failures, feed.failing_since) == (9, NOW)
        site.put("/feed", rss(site, []))
        await desk.check(now)
        feed = await desk.feed()
        assert (feed.failures, feed.trouble, feed.failing_since) == (0, None, None)


async def test_a_feed_that_moved_for_good_is_asked_there(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/feed", rss(site, []))
        await desk.add(f"{site.url}/feed")
        site.put("/new", rss(site, []))
        site.redirect("/feed", "/new", 308)
        await desk.check()
        assert (await desk.feed()).url == f"{site.url}/new"


async def test_a_slow_page_holds_up_no_other(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site, seconds=4.0) as desk:
        site.put("/quick", page("Quick"))
        site.put_endless("/slow", b"<p>one more", 0.2)
        site.put("/feed", rss(site, [Item("/slow", "Slow", html="-"), Item("/quick", "Quick")]))
        checking = asyncio.create_task(desk.add(f"{site.url}/feed"))
        await until(desk.articles)
        assert not checking.done()
        assert (await checking).new == 1


async def test_a_feed_removed_meanwhile_brings_nothing(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        reached = asyncio.Event()

        async def slow(_request: Request) -> Response:
            reached.set()
            await asyncio.sleep(0.5)
            return Response(page("Harbour to close"))

        site.put("/feed", rss(site, [HARBOUR]))
        site.pages["/news/harbour"] = slow
        checking = asyncio.create_task(desk.add(f"{site.url}/feed"))
        await reached.wait()
        assert await desk.service.remove(f"{site.url}/feed")
        check = await checking
        assert (check.feed, check.new) == (None, 0)
        assert (await desk.articles(), await desk.store.feeds.feeds()) == ([], [])


async def test_a_long_feed_comes_in_parts(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        whole = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
        items = [Item(f"/n/{n}", f"News {n}", content=f"<p>Number {n} of many.</p>{whole}") for n in range(100)]
        site.put_versioned("/feed", rss(site, items), '"1"')
        counts = [(await desk.add(f"{site.url}/feed")).new]
        while (feed := await desk.feed()).next_check < NOW + timedelta(minutes=2):
            counts.append((await desk.check()).new)
        assert counts == [40, 40, 20]
        assert (feed.articles, feed.etag) == (100, '"1"')


async def test_what_is_searchable_is_so_within_two_seconds(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/feed", rss(site, [HARBOUR]))
        served: list[float] = []
        loop = asyncio.get_running_loop()

        async def serve(_request: Request) -> Response:
            served.append(loop.time())
            return Response(page("Harbour to close"))

        site.pages["/news/harbour"] = serve
        checking = asyncio.create_task(desk.add(f"{site.url}/feed"))
        await until(desk.passages)
        assert loop.time() - served[0] < 2.0
        await checking
