"""Digests and stories as a phone shows them: numbers, sources, days and hours in the reader's zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.chat.render.digest import QUOTES, STORIES, Opening, StoryWriter, render_digest
from bot.chat.render.story import render_side_by_side
from bot.digest.comparing import compare_reports
from bot.digest.telling import compose_brief
from bot.model.article import Article
from bot.model.story import Brief, Digest
from bot.model.subscription import Length
from bot.text.messages import read_messages
from tests.digest.made import NOW, article, reports, story

EN = read_messages("en")
KYIV, PACIFIC = ZoneInfo("Europe/Kyiv"), ZoneInfo("America/Los_Angeles")
UNION = article(
    "x", "About 1,400 dockers walked out at Port Kelbry in the night.", outlet="A", title="Dockers walk out"
)
PORT = article("y", "About 1,100 dockers walked out at Port Kelbry in the night.", outlet="B", title="Dockers walk out")


def at(one: Article, published: datetime) -> Article:
    return one.model_copy(update={"published": published})


def brief(*articles: Article, told: frozenset[str] = frozenset()) -> Brief:
    found = compose_brief(story(articles), reports(articles), told)
    assert found is not None
    return found


def shown(one: Brief, zone: ZoneInfo, length: Length = Length.STANDARD) -> str:
    writer = StoryWriter(EN, length, NOW, zone)
    [page] = render_digest(Digest(briefs=(one,)), Opening("Digest"), writer)
    return page.page.text


@pytest.mark.parametrize(
    ("published", "zone", "when"),
    [
        (datetime(2026, 5, 4, 6, 30, tzinfo=UTC), KYIV, "— 09:30"),
        (datetime(2026, 5, 3, 23, 30, tzinfo=UTC), KYIV, "— 02:30"),
        (datetime(2026, 5, 4, 6, 30, tzinfo=UTC), PACIFIC, "— 3 May, 23:30"),
        (datetime(2026, 5, 4, tzinfo=UTC), KYIV, "— 4 May"),
        (datetime(2026, 5, 4, tzinfo=UTC), PACIFIC, "— 4 May"),
        (datetime(2025, 5, 4, tzinfo=UTC), PACIFIC, "— 4 May 2025"),
    ],
)
def test_hours_are_the_readers_and_a_mere_day_has_none(published: datetime, zone: ZoneInfo, when: str) -> None:
    lines = shown(brief(at(UNION, published)), zone).splitlines()
    assert lines[-3].endswith(when)


@pytest.mark.parametrize("length", list(Length))
def test_an_update_says_what_has_changed_at_any_length(length: Length) -> None:
    text = shown(brief(UNION, PORT, told=frozenset("x")), KYIV, length)
    assert EN.text("bot-digest-update", count=1) in text
    assert "1,100 dockers" in text


def test_an_update_by_headline_alone_is_shown() -> None:
    new = UNION.model_copy(update={"id": "z", "title": "Port Kelbry walkout grows to 1,900 dockers", "outlet": "C"})
    text = shown(brief(UNION, new, told=frozenset("x")), KYIV)
    assert "1. Port Kelbry walkout grows to 1,900 dockers [1]" in text
    assert EN.text("bot-digest-update", count=1) in text


@pytest.mark.parametrize("length", list(Length))
def test_a_long_digest_is_parted_between_stories_and_numbered_through(length: Length) -> None:
    rows = " ".join(
        f"In street {n} of the town of Arlby bakers and {n} dockers met in the rain on Monday." for n in range(4)
    )
    briefs = tuple(
        brief(article(f"{n}", rows, title=f"Number {n}: " + "bakers and dockers meet " * 6, outlet=f"Outlet {n}"))
        for n in range(STORIES[length])
    )
    pages = render_digest(Digest(briefs=briefs), Opening("Digest"), StoryWriter(EN, length, NOW, KYIV))
    assert [number for page in pages for number, _ in page.stories] == list(range(1, STORIES[length] + 1))
    for page in pages:
        assert len(page.page.text.encode("utf-16-le")) // 2 <= 4096
        blocks = page.page.text.split("\n\n")
        for number, _ in page.stories:
            [block] = [one for one in blocks if one.startswith(f"{number}. ")]
            assert f"Outlet {number - 1} [1]" in block.splitlines()[-1], "a story ends on the message where it begins"
            assert len(block.splitlines()) == 2 + bool(QUOTES[length])


def test_where_reports_of_two_days_differ_the_days_are_named() -> None:
    first, later = at(UNION, NOW - timedelta(days=2)), at(PORT, NOW)
    compared = compare_reports(story([first, later]), reports([first, later]))
    assert compared is not None
    [page] = render_side_by_side(compared, EN, zone=KYIV)
    assert "≠ 1,400 dockers / 1,100 dockers (2 May 2026 → 4 May 2026)" in page.text
    same = [at(UNION, NOW), at(PORT, NOW)]
    compared = compare_reports(story(same), reports(same))
    assert compared is not None
    [page] = render_side_by_side(compared, EN, zone=KYIV)
    assert "≠ 1,400 dockers / 1,100 dockers\n" in page.text
