"""Channels that the bot administers: their posts, edits and albums become articles."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answer.service import AnswerService
from bot.ingest.arrivals import Arrivals
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.store.sql import SqlStore
from tests.chat.flows.test_commands import EN, RU, alone, look, meet, tap, write
from tests.chat.flows.test_receiving import arrivals, make_channel, olga, store
from tests.chat.running import Bot, running

__all__ = ["alone", "arrivals", "olga", "store"]
pytestmark = pytest.mark.asyncio(loop_scope="module")

CLOSED = "The bridge at Alder is closed until noon after a crash."
OPEN = "The bridge at Alder is open again after a crash this morning."
ASKED = "Is the bridge at Alder closed or open?"
RIGHTS = ["can_post_messages"]


@pytest_asyncio.fixture(loop_scope="module")
async def bot(alone: TelegramServer, file: Path, store: SqlStore, arrivals: Arrivals, olga: User) -> AsyncIterator[Bot]:
    answers = AnswerService(store, arrivals.engine)
    async with running(
        alone, file, answers=answers, arrivals=arrivals, operators=frozenset({olga.id}), access="listed"
    ) as started:
        yield started


async def add(telegram: TelegramServer, channel: Chat, by: User, operator: User) -> Shown:
    """What the operator is told."""
    before = len(telegram.answers(operator.id))
    telegram.gatherings.promote(channel.id, telegram.world.bot.id, by.id, RIGHTS)
    return (await telegram.wait_for_answers(operator.id, before + 1))[before]


async def texts(store: SqlStore) -> dict[str, str]:
    """Of all articles, by id."""
    return await store.texts("public", list(await store.hashes("public")))


async def wait_for(telegram: TelegramServer, bot: Bot, store: SqlStore, count: int) -> dict[str, str]:
    """The articles, once there are so many and nothing waits any more."""
    async with asyncio.timeout(5):
        while True:
            await telegram.wait_for_polls()
            counts = await bot.store.updates.counts()
            if not any(counts[state] for state in counts if state.value in ("waiting", "in_hand")):
                break
            await asyncio.sleep(0.02)
    found = await texts(store)
    assert len(found) == count, found
    return found


async def test_posts_of_a_channel_to_which_an_operator_added_the_bot_are_read_and_edits_update_them(
    alone: TelegramServer, bot: Bot, store: SqlStore, olga: User
) -> None:
    channel = make_channel(alone, olga)
    told = await add(alone, channel, olga, olga)
    assert told.text == EN.text("channel-added", title="Coast Alerts")
    post = alone.people.write(channel.id, olga.id, CLOSED)
    assert list((await wait_for(alone, bot, store, 1)).values()) == [CLOSED]
    answered = await write(alone, olga.id, olga, ASKED)
    assert CLOSED in answered.text
    alone.people.edit(channel.id, post, OPEN)
    [(article_id, text)] = (await wait_for(alone, bot, store, 1)).items()
    assert text == OPEN
    article = await store.find_article("public", article_id)
    assert article is not None
    assert (article.outlet, article.url) == ("Coast Alerts", f"https://t.me/coast_alerts/{post}")
    assert article.published is not None
    assert int(article.published.timestamp()) == alone.world.chats[channel.id].messages[post].date
    for short in ("Good morning!", "#traffic", "https://coast.example/a"):
        alone.people.write(channel.id, olga.id, short)
    alone.people.send_media(channel.id, olga.id, "photo")
    await wait_for(alone, bot, store, 1)
    alone.people.edit(channel.id, post, "…")
    await wait_for(alone, bot, store, 0)


async def test_of_other_channels_operators_are_asked_once_and_nothing_is_kept_until_they_agree(
    alone: TelegramServer, bot: Bot, store: SqlStore, olga: User
) -> None:
    ann = meet(alone, "Ann")
    channel = make_channel(alone, ann, None)
    asked = await add(alone, channel, ann, olga)
    assert asked.text == EN.text("channel-asks", title="Coast Alerts")
    alone.people.write(channel.id, ann.id, CLOSED)
    await wait_for(alone, bot, store, 0)
    data = str(asked.buttons[0][0]["callback_data"])
    alone.people.tap_data(olga.id, asked.id, ann.id, data)
    await wait_for(alone, bot, store, 0)
    assert not await bot.store.access.is_allowed({channel.id}), "only an operator decides"
    await tap(alone, olga.id, asked.id, olga, EN.text("channel-button-read"))
    await alone.until(lambda: look(alone, olga.id, asked.id).edited)
    assert look(alone, olga.id, asked.id).text == EN.text("channel-reads", title=str(channel.id))
    second = alone.people.write(channel.id, ann.id, OPEN)
    [article_id] = await wait_for(alone, bot, store, 1)
    article = await store.find_article("public", article_id)
    assert article is not None
    assert article.url == f"https://t.me/c/{-channel.id - 1_000_000_000_000}/{second}"
    await tap(alone, olga.id, asked.id, olga, EN.text("channel-button-stop"))
    alone.people.write(channel.id, ann.id, "The ferry at Alder will not run tonight.")
    await wait_for(alone, bot, store, 1)
    assert len(alone.answers(olga.id)) == 1, "asked once"


async def test_a_channel_where_the_bot_was_before_is_asked_about_at_its_first_post(
    alone: TelegramServer, bot: Bot, store: SqlStore, olga: User
) -> None:
    ann = meet(alone, "Ann")
    channel = alone.world.group("Harbour", ann.id, kind="channel", bot="administrator")
    for _ in range(3):
        alone.people.write(channel.id, ann.id, CLOSED)
    await wait_for(alone, bot, store, 0)
    assert [one.text for one in alone.answers(olga.id)] == [EN.text("channel-asks", title="Harbour")]


async def test_captions_of_an_album_are_one_article_also_over_a_restart_and_edits_change_it(
    alone: TelegramServer, file: Path, store: SqlStore, arrivals: Arrivals, olga: User
) -> None:
    answers, operators = AnswerService(store, arrivals.engine), frozenset({olga.id})
    channel = make_channel(alone, olga)
    async with running(alone, file, answers=answers, arrivals=arrivals, operators=operators) as bot:
        await add(alone, channel, olga, olga)
        first = alone.people.send_media(channel.id, olga.id, "photo", album="991")
        second = alone.people.send_media(channel.id, olga.id, "photo", CLOSED, album="991")
        await wait_for(alone, bot, store, 1)
    async with running(alone, file, answers=answers, arrivals=arrivals, operators=operators) as bot:
        alone.people.send_media(channel.id, olga.id, "photo", "Drivers are sent over the ferry at Holm.", album="991")
        alone.people.send_media(channel.id, olga.id, "photo", "Something else happened at the port.", album="992")
        found = await wait_for(alone, bot, store, 2)
        assert f"{CLOSED}\n\nDrivers are sent over the ferry at Holm." in found.values()
        alone.people.edit(channel.id, second, OPEN)
        found = await wait_for(alone, bot, store, 2)
        assert f"{OPEN}\n\nDrivers are sent over the ferry at Holm." in found.values()
        ids = [(await store.find_article("public", one)) for one in found]
        assert f"https://t.me/coast_alerts/{first}" in {one.url for one in ids if one}


async def test_reading_that_was_stopped_goes_on_only_when_an_operator_adds_the_bot_again(
    alone: TelegramServer, bot: Bot, store: SqlStore, olga: User
) -> None:
    channel, me = make_channel(alone, olga), alone.world.bot.id
    told = await add(alone, channel, olga, olga)
    await tap(alone, olga.id, told.id, olga, EN.text("channel-button-stop"))
    alone.gatherings.promote(channel.id, me, olga.id, [*RIGHTS, "can_edit_messages"])
    alone.people.write(channel.id, olga.id, CLOSED)
    await wait_for(alone, bot, store, 0)
    alone.gatherings.remove_bot(channel.id, olga.id)
    again = await add(alone, channel, olga, olga)
    assert again.text == EN.text("channel-added", title="Coast Alerts")
    alone.people.write(channel.id, olga.id, OPEN)
    await wait_for(alone, bot, store, 1)


async def test_operators_are_asked_in_their_own_language(
    alone: TelegramServer, file: Path, store: SqlStore, arrivals: Arrivals, olga: User
) -> None:
    answers = AnswerService(store, arrivals.engine)
    async with running(alone, file, answers=answers, arrivals=arrivals, operators=frozenset({olga.id}), language="ru"):
        ann = meet(alone, "Ann")
        asked = await add(alone, make_channel(alone, ann), ann, olga)
        assert asked.text == RU.text("channel-asks", title="Coast Alerts")


async def test_forwards_within_a_channel_keep_the_channel_they_come_from(
    alone: TelegramServer, bot: Bot, store: SqlStore, olga: User
) -> None:
    source, channel = make_channel(alone, olga), alone.world.group("Digest", olga.id, kind="channel", bot="")
    await add(alone, channel, olga, olga)
    post = alone.people.write(source.id, olga.id, CLOSED)
    alone.people.forward(channel.id, olga.id, source.id, post)
    [article_id] = await wait_for(alone, bot, store, 1)
    article = await store.find_article("public", article_id)
    assert article is not None
    assert (article.outlet, article.url) == ("Coast Alerts", f"https://t.me/coast_alerts/{post}")


async def test_without_a_collection_of_ones_own_posts_are_passed_over(
    alone: TelegramServer, file: Path, sample: AnswerService, olga: User
) -> None:
    async with running(alone, file, answers=sample, operators=frozenset({olga.id})):
        channel = alone.world.group("Harbour", olga.id, kind="channel", bot="administrator")
        alone.people.write(channel.id, olga.id, CLOSED)
        await write(alone, olga.id, olga, "/cancel")
        assert len(alone.answers(olga.id)) == 1
