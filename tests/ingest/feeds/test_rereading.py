"""Pages that change while their feed says nothing, over real HTTP."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.model.answer import Answer
from tests.ingest.feeds.news import NOW, PARAGRAPHS, Desk, Item, open_desk, page, rss
from tests.ingest.fetch.site import Site, open_site

PAGE = "/news/harbour"
HARBOUR = Item(PAGE, "Harbour to close")
DREDGING = "what will dredging cost?"
FORTY = PARAGRAPHS[2]
FIFTY = FORTY.replace("forty", "fifty")
HOUR = timedelta(hours=1)
WALL = "Please log in to read what the council of Varnholm has decided about the harbour on Monday."


def put_page(site: Site, paragraphs: Sequence[str] = PARAGRAPHS, etag: str = '"1"') -> None:
    site.put_versioned(PAGE, page("Harbour to close", paragraphs), etag)


def asked(site: Site) -> list[str | None]:
    """By which conditions the page was asked for."""
    return [one.headers.get("if-none-match") for one in site.asked if one.url.path == PAGE]


async def begin(site: Site, desk: Desk, *, versioned: bool = True) -> None:
    if versioned:
        site.put_versioned("/feed", rss(site, [HARBOUR]), '"f"')
    else:
        site.put("/feed", rss(site, [HARBOUR]))
    put_page(site)
    await desk.add(f"{site.url}/feed")


@pytest.mark.parametrize("versioned", [True, False])
async def test_what_a_site_corrects_without_a_word_becomes_a_new_version(versioned: bool, tmp_path: Path) -> None:
    """Whether the feed itself is sent again or not; and answers that quoted it know."""
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        await begin(site, desk, versioned=versioned)
        reply = await desk.answers.answer(DREDGING, now=NOW)
        assert isinstance(reply, Answer)
        await desk.check(NOW + timedelta(minutes=20))
        assert asked(site) == [None]
        check = await desk.check(NOW + HOUR)
        assert (check.updated, asked(site)) == (0, [None, '"1"'])
        put_page(site, [FIFTY if one == FORTY else one for one in PARAGRAPHS], '"2"')
        check = await desk.check(NOW + 3 * HOUR)
        [article] = await desk.articles()
        assert (check.new, check.updated, FIFTY in article.text) == (0, 1, True)
        assert (article.title, article.published) == (HARBOUR.title, HARBOUR.published)
        [amendment] = await desk.answers.find_amendments(reply)
        assert (amendment.quote.text, amendment.now) == (FORTY, FIFTY)
        [version] = (await desk.store.versions.of_articles("public", [article.id]))[article.id]
        assert FORTY in version.text
        assert (await desk.check(NOW + 9 * HOUR)).updated == 0
        assert asked(site)[-1] == '"2"'


async def test_it_is_asked_less_and_less_and_after_two_days_no_more(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        await begin(site, desk)
        told: list[int] = []
        for hour in range(1, 80):
            before = len(asked(site))
            await desk.check(NOW + hour * HOUR)
            told += [hour] if len(asked(site)) > before else []
        assert told == [1, 2, 4, 8, 16, 32]
        assert (await desk.feed()).pages == ()


async def test_an_article_of_last_week_is_not_looked_at_again(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        site.put("/feed", rss(site, [Item(PAGE, "Harbour to close", published=NOW - timedelta(days=3))]))
        put_page(site)
        await desk.add(f"{site.url}/feed")
        await desk.check(NOW + HOUR)
        assert asked(site) == [None]


@pytest.mark.parametrize(
    ("status", "body", "again"),
    [
        (
            200,
            page("Harbour", [WALL]),
            True,
        ),
        (200, "", True),
        (503, "busy", True),
        (404, "gone", False),
    ],
)
async def test_what_cannot_be_read_any_more_changes_nothing(
    status: int, body: str, again: bool, tmp_path: Path
) -> None:
    """A page behind a wall is no correction, and one that is gone was not taken back."""
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        await begin(site, desk)
        site.put(PAGE, body, status)
        assert (await desk.check(NOW + HOUR)).updated == 0
        [article] = await desk.articles()
        assert all(one in article.text for one in PARAGRAPHS)
        await desk.check(NOW + 3 * HOUR)
        assert len(asked(site)) == (3 if again else 2)


async def test_an_article_that_was_taken_away_is_not_brought_back(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        await begin(site, desk)
        [article] = await desk.articles()
        await desk.store.remove("public", [article.id])
        put_page(site, [FIFTY, *PARAGRAPHS], '"2"')
        check = await desk.check(NOW + HOUR)
        assert (check.new, check.updated, await desk.articles()) == (0, 0, [])
        assert (await desk.feed()).pages == ()


async def test_an_entry_that_changes_is_read_as_before_and_watched_anew(tmp_path: Path) -> None:
    async with open_site() as site, open_desk(tmp_path, site) as desk:
        await begin(site, desk)
        site.put("/feed", rss(site, [Item(PAGE, "Harbour to close, corrected")]))
        put_page(site, [FIFTY, *PARAGRAPHS], '"2"')
        check = await desk.check(NOW + HOUR)
        assert (check.updated, len(asked(site))) == (1, 2)
        [watched] = (await desk.feed()).pages
        assert (watched.since, watched.looks, watched.etag) == (NOW + HOUR, 0, '"2"')
