"""Where the bot may not write for a while: what was refused there is told when it may again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.model.place import Place
from bot.model.subscription import Pause, Watch
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.members import Member
from bot.playground.server.users import User
from tests.chat.flows.changing import EN, TO_US, Corpus, day, say, tap_data
from tests.chat.flows.test_digests import Time
from tests.chat.flows.test_editions import DAY, DUE, first_of, subscribe
from tests.chat.flows.test_watches import ASKED, SEVENTEEN, TWENTY
from tests.chat.running import Bot, running

FORTY = "Forty ships wait outside Port Hallowick for a berth."


@pytest_asyncio.fixture
async def clock() -> Time:
    before = Time()
    before.moment = DUE - timedelta(minutes=10)
    return before


@pytest_asyncio.fixture
async def corpus() -> Corpus:
    made = Corpus()
    await made.put("ships", SEVENTEEN, day(3), "Harbour")
    return made


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer, file: Path, corpus: Corpus, clock: Time) -> AsyncIterator[Bot]:
    async with running(telegram, file, answers=corpus.answers, clock=clock.now, tick_seconds=0.05) as started:
        yield started


async def wait_until_paused(bot: Bot, chat_id: int, pause: Pause | None) -> Watch:
    """The chat's watch, once it is."""
    async with asyncio.timeout(20):
        while (found := (await bot.store.watches.of_chat(chat_id))[0]).paused is not pause:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return found


@pytest.fixture
def forum(telegram: TelegramServer, ann: User) -> Chat:
    return telegram.world.group("Newsroom", ann.id, kind="forum")


async def refuse(telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User, forum: Chat) -> int:
    """A watch whose alert was refused in a closed thread; the thread."""
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    await say(telegram, forum.id, ann, f"/watch{TO_US} {ASKED}", thread_id=thread)
    telegram.gatherings.close_thread(forum.id, thread, ann.id)
    await corpus.put("new", TWENTY, day(5), "Harbour")
    await wait_until_paused(bot, forum.id, Pause.REFUSED)
    assert len(telegram.answers(forum.id)) == 1
    return thread


async def test_what_a_closed_thread_refused_is_told_when_it_is_reopened(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User, forum: Chat
) -> None:
    thread = await refuse(telegram, bot, corpus, ann, forum)
    await corpus.put("newest", FORTY, day(6), "Harbour")
    telegram.gatherings.reopen_thread(forum.id, thread, ann.id)
    _, refused, meanwhile = await telegram.wait_for_answers(forum.id, 3)
    assert refused.thread_id == meanwhile.thread_id == thread
    assert "Seventeen ships → Twenty-three ships" in refused.text
    assert FORTY in meanwhile.text, "what came while it was paused is told too, though nothing comes now"
    assert (await wait_until_paused(bot, forum.id, None)).place == Place(chat_id=forum.id, thread_id=thread)


async def test_the_button_of_the_list_has_it_sent_once_more(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User, forum: Chat
) -> None:
    thread = await refuse(telegram, bot, corpus, ann, forum)
    listed = await say(telegram, forum.id, ann, f"/watches{TO_US}")
    assert EN.text("bot-watches-refused") in listed.text
    resume = str(listed.buttons[0][0]["callback_data"])
    said = EN.text("bot-watch-resumed-refused")
    assert await tap_data(telegram, forum.id, listed.id, ann, resume) == said
    await wait_until_paused(bot, forum.id, Pause.REFUSED)  # it is still closed
    telegram.world.chats[forum.id].threads[thread].is_closed = False
    assert await tap_data(telegram, forum.id, listed.id, ann, resume) == said
    alert = (await telegram.wait_for_answers(forum.id, 3))[-1]
    assert (alert.thread_id, TWENTY in alert.text) == (thread, True)


async def test_a_bot_that_was_kicked_tells_on_coming_back(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, ann: User
) -> None:
    group = telegram.world.group("Desk", ann.id)
    await say(telegram, group.id, ann, f"/watch{TO_US} {ASKED}")
    telegram.gatherings.remove_bot(group.id, ann.id)
    await telegram.wait_for_polls()
    await corpus.put("new", TWENTY, day(5), "Harbour")
    await asyncio.sleep(0.3)
    telegram.gatherings.add_bot(group.id, ann.id)
    async with asyncio.timeout(20):
        while not any("Twenty-three ships" in one.text for one in telegram.answers(group.id)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert len(await bot.store.watches.of_chat(group.id)) == 1


async def test_a_bot_that_may_write_again_goes_on(
    telegram: TelegramServer, bot: Bot, corpus: Corpus, clock: Time, ann: User
) -> None:
    group = telegram.world.group("Desk", ann.id)
    await say(telegram, group.id, ann, f"/watch{TO_US} {ASKED}")
    subscription = await subscribe(bot, Place(chat_id=group.id))
    telegram.gatherings.mute(group.id, telegram.world.bot.id, ann.id)
    await corpus.put("new", TWENTY, day(5), "Harbour")
    await wait_until_paused(bot, group.id, Pause.REFUSED)
    assert await bot.store.subscriptions.save(subscription.model_copy(update={"paused": Pause.REFUSED}))
    telegram.gatherings.set_member(group.id, telegram.world.bot.id, ann.id, Member())
    alert = await first_of(telegram, group.id, 2)
    assert TWENTY in alert.text
    assert (await wait_until_paused(bot, group.id, None)).paused is None
    found = await bot.store.subscriptions.find(subscription.id)
    assert found is not None
    assert found.paused is None
    clock.moment = DUE + DAY
    assert (await first_of(telegram, group.id, 3)).text
