"""/feeds for operators, what they are told by themselves, and answers over articles that grow old."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.ingest.feeds.opml import OutlineFeed
from bot.model.feed import FeedState
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from tests.chat.flows.changing import EN, TO_US, ask, look, say, tap_data
from tests.chat.running import Bot, running
from tests.ingest.feeds.news import Desk, Item, open_desk, page, rss, until
from tests.ingest.fetch.site import Site, open_site

DREDGING = "what will dredging cost?"
DAY = timedelta(days=1)


class Time:
    """The bot's clock."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def olga(telegram: TelegramServer) -> User:
    """An operator."""
    user = telegram.world.person("Olga")
    telegram.people.start(user.id)
    telegram.world.updates.clear()
    return user


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        opened.put("/feed", rss(opened, [Item("/news/harbour", "Harbour to close", published=datetime.now(UTC))]))
        opened.put("/news/harbour", page("Harbour to close"), Content_Type="text/html")
        yield opened


@pytest_asyncio.fixture
async def desk(site: Site, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path, site) as opened:
        yield opened


@pytest_asyncio.fixture
async def serving(telegram: TelegramServer, file: Path, desk: Desk, olga: User, time: Time) -> AsyncIterator[Bot]:
    operators = frozenset({olga.id})
    async with running(
        telegram, file, answers=desk.answers, feeds=desk.service, clock=time.now, operators=operators, tick_seconds=0.02
    ) as bot:
        yield bot


def data(message: Shown) -> list[str]:
    return [str(one["callback_data"]) for row in message.buttons for one in row]


async def tap(telegram: TelegramServer, message: Shown, person: User, number: int) -> Shown:
    """The message as it stands after the tap on a button, counted from 0."""
    chat_id, before = person.id, len(telegram.world.called("editMessageText"))
    await tap_data(telegram, chat_id, message.id, person, data(message)[number])
    await telegram.until(lambda: len(telegram.world.called("editMessageText")) > before)
    await telegram.until(lambda: telegram.world.called("editMessageText")[-1].code == 200)
    return look(telegram, chat_id, message.id)


@pytest.mark.usefixtures("serving")
async def test_an_operator_adds_a_feed_and_sees_how_it_is(telegram: TelegramServer, olga: User, site: Site) -> None:
    assert (await say(telegram, olga.id, olga, "/feeds")).text == EN.text("bot-feeds-none")
    added = await say(telegram, olga.id, olga, f"/feeds add {site.url}/feed")
    assert added.text == "Added: Varnholm Herald. 1 new article."
    again = await say(telegram, olga.id, olga, f"/feeds {site.url}/feed")
    assert again.text == "Varnholm Herald is among the feeds already."
    listed = await say(telegram, olga.id, olga, "/feeds")
    lines = listed.text.splitlines()
    assert lines[:4] == ["1 feed", "", "1. Varnholm Herald", "✅ works"]
    assert re.fullmatch(r"1 article · last success: 1 minute ago · next check: in \d\d minutes", lines[4])
    assert "forty million crowns" in (await ask(telegram, olga.id, olga, DREDGING)).text


@pytest.mark.usefixtures("serving")
async def test_buttons_check_and_remove(telegram: TelegramServer, olga: User, site: Site, desk: Desk) -> None:
    await say(telegram, olga.id, olga, f"/feeds add {site.url}/feed")
    listed = await say(telegram, olga.id, olga, "/feeds")
    assert [one["text"] for row in listed.buttons for one in row] == ["🔄 1", "🗑 1"]
    checked = await tap(telegram, listed, olga, 0)
    assert checked.text.startswith("Varnholm Herald: Nothing new.")
    site.put("/feed", "", 503)
    failing = await tap(telegram, checked, olga, 0)
    assert "⚠️ fails for" in failing.text
    assert "127.0.0.1 answered with 503." in failing.text
    asked = await tap(telegram, failing, olga, 1)
    assert asked.text == EN.text("bot-feeds-removing", name="Varnholm Herald")
    assert len(await desk.store.feeds.feeds()) == 1
    back = await tap(telegram, asked, olga, 1)
    assert back.text.startswith("1 feed")
    gone = await tap(telegram, await tap(telegram, back, olga, 1), olga, 0)
    assert gone.text.startswith("Removed: Varnholm Herald. Its articles stay.")
    assert await desk.store.feeds.feeds() == []
    assert len(await desk.articles()) == 1


@pytest.mark.usefixtures("serving")
async def test_arguments_that_cannot_be_used_say_what_can(telegram: TelegramServer, olga: User, site: Site) -> None:
    site.put("/page", page("No feed"), Content_Type="text/html")
    for argument, said in (
        ("hello", EN.text("bot-feeds-how")),
        ("add", EN.text("bot-feeds-how")),
        (f"add {site.url}/page", EN.text("error-feed-no-feed")),
        ("add http://169.254.169.254/latest", "169.254.169.254 is not on the public internet"),
        ("add http://localhost/", "localhost is not on the public internet"),
        ("remove example.org", EN.text("error-no-such-feed", url="example.org")),
        ("check example.org", EN.text("error-no-such-feed", url="example.org")),
    ):
        assert (await say(telegram, olga.id, olga, f"/feeds {argument}")).text.startswith(said)
    await say(telegram, olga.id, olga, f"/feeds ADD {site.url}/feed")
    checked = await say(telegram, olga.id, olga, f"/feeds check {site.url}/feed/")
    assert checked.text == "Nothing new."
    removed = await say(telegram, olga.id, olga, f"/feeds remove {site.url}/feed")
    assert removed.text == "Removed: Varnholm Herald. Its articles stay."


@pytest.mark.usefixtures("serving")
async def test_many_feeds_come_in_pages_those_in_trouble_first(
    telegram: TelegramServer, olga: User, site: Site, desk: Desk
) -> None:
    await desk.service.adopt([OutlineFeed(f"{site.url}/{n}", f"Feed {n}") for n in range(20)], datetime.now(UTC))
    found = await desk.service.get(f"{site.url}/13")
    await desk.service.check(found, datetime.now(UTC))
    first = await say(telegram, olga.id, olga, "/feeds")
    assert "1. Feed 13\n⚠️ fails for 1 minute: 127.0.0.1 answered with 404." in first.text
    assert "8. Feed 6" in first.text
    assert "9. " not in first.text
    second = await tap(telegram, first, olga, -1)
    assert "9. Feed 7" in second.text
    third = await tap(telegram, second, olga, -1)
    assert "20. Feed 19" in third.text
    assert "16. Feed 15" in (await tap(telegram, third, olga, -1)).text


@pytest.mark.usefixtures("serving")
async def test_nobody_else_sees_or_changes_feeds(
    telegram: TelegramServer, olga: User, ann: User, group: Chat, site: Site, desk: Desk
) -> None:
    refusal = EN.text("bot-feeds-operators")
    await say(telegram, olga.id, olga, f"/feeds add {site.url}/feed")
    listed = await say(telegram, olga.id, olga, "/feeds")
    for argument in ("", f" remove {site.url}/feed", f" add {site.url}/other"):
        assert (await say(telegram, ann.id, ann, f"/feeds{argument}")).text == refusal
    assert (await say(telegram, group.id, ann, f"/feeds{TO_US}")).text == refusal
    theirs = await say(telegram, ann.id, ann, "hello?")
    for forged in (*data(listed), "feeds:really:00:0", "feeds:list:0"):
        assert await tap_data(telegram, ann.id, theirs.id, ann, forged) == refusal
    assert len(await desk.store.feeds.feeds()) == 1


async def test_where_no_feeds_are_it_says_why(telegram: TelegramServer, file: Path, desk: Desk, olga: User) -> None:
    async with running(telegram, file, answers=desk.answers, operators=frozenset({olga.id})):
        assert (await say(telegram, olga.id, olga, "/feeds")).text == EN.text("bot-feeds-folder")


async def test_operators_are_told_once_of_a_feed_that_fails_and_once_that_it_works_again(
    telegram: TelegramServer, file: Path, serving: Bot, olga: User, ann: User, site: Site, desk: Desk, time: Time
) -> None:
    await desk.add(f"{site.url}/feed", time.now())
    healthy = rss(site, [])
    site.put("/feed", "", 500)
    await desk.check(time.now())
    await asyncio.sleep(0.7)
    assert telegram.answers(olga.id) == []
    time.ahead = timedelta(hours=25)
    await desk.check(time.now())
    [told] = await telegram.wait_for_answers(olga.id, 1)
    assert told.text == (
        "⚠️ A feed has failed for a day:\n• Varnholm Herald: fails for 1 day: 127.0.0.1 answered with 500."
    )
    time.ahead = timedelta(hours=50)
    await desk.check(time.now())
    await serving.stop()
    async with running(
        telegram,
        file,
        answers=desk.answers,
        feeds=desk.service,
        clock=time.now,
        operators=frozenset({olga.id}),
        tick_seconds=0.02,
    ):
        await asyncio.sleep(0.7)
        assert len(telegram.answers(olga.id)) == 1
        site.put("/feed", healthy)
        await desk.check(time.now())
        again = (await telegram.wait_for_answers(olga.id, 2))[-1]
        assert again.text.startswith("✅ A feed works again:\n• Varnholm Herald")
        await asyncio.sleep(0.7)
    assert len(telegram.answers(olga.id)) == 2
    assert telegram.answers(ann.id) == []


async def test_killed_between_telling_and_keeping_that_it_was_told_nothing_is_told_twice(
    telegram: TelegramServer, file: Path, serving: Bot, olga: User, site: Site, desk: Desk, time: Time
) -> None:
    """The state of both databases after such a kill: the message is recorded, the feed knows nothing of it."""

    async def is_told(state: FeedState | None) -> bool:
        return (await desk.feed()).told is state

    await desk.add(f"{site.url}/feed", time.now())
    healthy = rss(site, [])
    site.put("/feed", "", 500)
    await desk.check(time.now())
    time.ahead = timedelta(hours=25)
    await desk.check(time.now())
    await telegram.wait_for_answers(olga.id, 1)
    await until(lambda: is_told(FeedState.FAILING))
    url = (await desk.feed()).url
    await desk.store.feeds.change(url, lambda feed: feed.model_copy(update={"told": None, "told_at": None}))
    await until(lambda: is_told(FeedState.FAILING))
    failing = await desk.feed()
    site.put("/feed", healthy)
    await desk.check(time.now())
    await telegram.wait_for_answers(olga.id, 2)
    await until(lambda: is_told(None))
    before = {"told": FeedState.FAILING, "told_at": failing.told_at}
    await desk.store.feeds.change(url, lambda feed: feed.model_copy(update=before))
    await until(lambda: is_told(None))
    site.put("/feed", "", 500)
    await desk.check(time.now())
    assert len(telegram.answers(olga.id)) == 2
    time.ahead = timedelta(hours=60)
    await desk.check(time.now())
    again = await telegram.wait_for_answers(olga.id, 3)
    assert again[-1].text.startswith("⚠️"), "another failure is told of"


@pytest.mark.usefixtures("serving")
async def test_operators_are_told_once_of_a_feed_that_is_silent(
    telegram: TelegramServer, olga: User, site: Site, desk: Desk, time: Time
) -> None:
    await desk.add(f"{site.url}/feed", time.now())
    time.ahead = 4 * DAY
    await desk.check(time.now())
    [told] = await telegram.wait_for_answers(olga.id, 1)
    assert told.text.startswith(
        "💤 A feed has been silent for longer than usual:\n• Varnholm Herald: works, but nothing"
    )
    await asyncio.sleep(0.7)
    assert len(telegram.answers(olga.id)) == 1
    site.put("/feed", rss(site, [Item("/news/harbour", "Harbour closed at last", published=time.now())]))
    await desk.check(time.now())
    assert (await telegram.wait_for_answers(olga.id, 2))[-1].text.startswith("✅ A feed works again:")


@pytest.mark.usefixtures("serving")
async def test_feeds_that_fail_together_share_a_message(
    telegram: TelegramServer, olga: User, site: Site, desk: Desk, time: Time
) -> None:
    await desk.service.adopt([OutlineFeed(f"{site.url}/{n}", f"Feed {n}") for n in range(14)], time.now())
    for feed in await desk.store.feeds.feeds():
        await desk.service.check(feed, time.now() - 2 * DAY)
    told = (await telegram.wait_for_answers(olga.id, 1))[-1]
    names = [line for one in telegram.answers(olga.id) for line in one.text.splitlines() if line.startswith("•")]
    assert told.text.startswith("⚠️")
    assert len(telegram.answers(olga.id)) < 14
    assert len(names) == len(set(names))


@pytest.mark.usefixtures("serving")
async def test_an_answer_over_old_articles_says_so(
    telegram: TelegramServer, ann: User, site: Site, desk: Desk, time: Time
) -> None:
    await desk.add(f"{site.url}/feed", time.now())
    fresh = await ask(telegram, ann.id, ann, DREDGING)
    assert "Nothing new is coming in" not in fresh.text
    time.ahead = timedelta(days=3)
    stale = await ask(telegram, ann.id, ann, DREDGING)
    assert stale.text.endswith("⚠️ Nothing new is coming in: the newest article is 3 days old.")
    for words in ("dredging", "chess in Lenn"):
        dated = await ask(telegram, ann.id, ann, f"/timeline {words}")
        assert dated.text.endswith("⚠️ Nothing new is coming in: the newest article is 3 days old.")
    none = await ask(telegram, ann.id, ann, "who won the chess match in Lenn?")
    assert none.text.endswith("⚠️ Nothing new is coming in: the newest article is 3 days old.")
