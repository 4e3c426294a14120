"""Signs that a question was seen: typing everywhere, a reaction in groups, and no harm where they fail."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest_asyncio

from bot.chat.acknowledging import MOST, SEEN, Acknowledger
from bot.chat.nouns import ChatKind, Question, Sender
from bot.model.place import Place
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from tests.chat.calling import open_api

NOW = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
TYPING, REACTION = "sendChatAction", "setMessageReaction"


@pytest_asyncio.fixture
async def acknowledger(telegram: TelegramServer) -> AsyncIterator[Acknowledger]:
    async with open_api(telegram.url, telegram.token) as api:
        made = Acknowledger(api, 0.05)
        yield made
        await made.close()


def question(
    user: User, chat_id: int, message_id: int, *, kind: ChatKind = "supergroup", thread_id: int | None = None
) -> Question:
    return Question(
        update_id=1,
        place=Place(chat_id=chat_id, thread_id=thread_id),
        chat_kind=kind,
        sender=Sender(user.id),
        message_id=message_id,
        sent=NOW,
        text="who?",
        via="command",
    )


def write(telegram: TelegramServer, chat: Chat, user: User, thread_id: int | None = None) -> Question:
    """Somebody asks in a group."""
    asked = telegram.people.write(chat.id, user.id, "/ask who?", thread_id=thread_id)
    return question(user, chat.id, asked, thread_id=thread_id)


async def settled() -> None:
    """Until no sign is under way."""
    signs = [task for task in asyncio.all_tasks() if task.get_name() == "acknowledge"]
    await asyncio.gather(*signs, return_exceptions=True)


def codes(telegram: TelegramServer, method: str) -> list[int | None]:
    """What came of the calls so far."""
    return [call.code for call in telegram.world.called(method)]


async def test_in_private_it_only_types(telegram: TelegramServer, acknowledger: Acknowledger, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    asked = telegram.people.write(ann.id, ann.id, "who?")
    acknowledger.acknowledge(question(ann, ann.id, asked, kind="private"))
    acknowledger.acknowledge(write(telegram, group, ann))
    await settled()
    assert codes(telegram, REACTION) == [200]
    assert codes(telegram, TYPING) == [200, 200]
    assert telegram.world.chats[ann.id].typing == [(None, "typing")]
    assert [call.params["chat_id"] for call in telegram.world.called(REACTION)] == [str(group.id)]


async def test_who_has_the_answer_sees_no_typing(
    telegram: TelegramServer, acknowledger: Acknowledger, ann: User
) -> None:
    asked = telegram.people.write(ann.id, ann.id, "who?")
    acknowledger.acknowledge(question(ann, ann.id, asked, kind="private"))()
    await settled()
    assert codes(telegram, TYPING) == []


async def test_in_a_group_it_reacts_to_the_question(
    telegram: TelegramServer, acknowledger: Acknowledger, ann: User
) -> None:
    group = telegram.world.group("Desk", ann.id)
    asked = write(telegram, group, ann)
    acknowledger.acknowledge(asked)
    await settled()
    assert codes(telegram, REACTION) == [200]
    [shown] = telegram.shown(group.id)
    assert shown.reactions == {telegram.world.bot.id: [SEEN]}
    assert group.typing == [(None, "typing")]


async def test_in_a_thread_it_types_there(telegram: TelegramServer, acknowledger: Acknowledger, ann: User) -> None:
    forum = telegram.world.group("Desk", ann.id, kind="forum")
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    acknowledger.acknowledge(write(telegram, forum, ann, thread))
    await settled()
    assert forum.typing == [(thread, "typing")]


async def test_where_reactions_are_not_allowed_it_tries_once(
    telegram: TelegramServer, acknowledger: Acknowledger, ann: User
) -> None:
    closed, open_ = telegram.world.group("Closed", ann.id), telegram.world.group("Open", ann.id)
    closed.reactions_allowed = {"👍"}
    acknowledger.acknowledge(write(telegram, closed, ann))
    await settled()
    assert codes(telegram, REACTION) == [400]
    acknowledger.acknowledge(write(telegram, closed, ann))
    acknowledger.acknowledge(write(telegram, open_, ann))
    await settled()
    assert codes(telegram, REACTION) == [400, 200]
    assert codes(telegram, TYPING) == [200] * 3


async def test_a_moments_trouble_is_no_refusal(telegram: TelegramServer, acknowledger: Acknowledger, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id)
    telegram.fault(REACTION, code=500)
    telegram.fault(TYPING, retry_after=3)
    acknowledger.acknowledge(write(telegram, group, ann))
    await settled()
    assert codes(telegram, REACTION) == [500]
    acknowledger.acknowledge(write(telegram, group, ann))
    await settled()
    assert codes(telegram, REACTION) == [500, 200]
    assert codes(telegram, TYPING) == [429, 200]


async def test_a_question_that_was_deleted_says_nothing_about_its_chat(
    telegram: TelegramServer, acknowledger: Acknowledger, ann: User
) -> None:
    group = telegram.world.group("Desk", ann.id)
    gone = write(telegram, group, ann)
    telegram.people.delete(group.id, gone.message_id)
    acknowledger.acknowledge(gone)
    await settled()
    assert codes(telegram, REACTION) == [400]
    acknowledger.acknowledge(write(telegram, group, ann))
    await settled()
    assert codes(telegram, REACTION) == [400, 200]


async def test_a_server_that_knows_no_signs_is_no_trouble(
    telegram: TelegramServer, acknowledger: Acknowledger, ann: User
) -> None:
    telegram.world.faults.without(TYPING, REACTION)
    group = telegram.world.group("Desk", ann.id)
    acknowledger.acknowledge(write(telegram, group, ann))
    await settled()
    assert codes(telegram, REACTION) == [404]
    assert codes(telegram, TYPING) == [404]


async def test_only_so_many_signs_are_under_way(telegram: TelegramServer, ann: User) -> None:
    held = telegram.fault(TYPING, delay=30.0, times=-1)
    async with open_api(telegram.url, telegram.token) as api:
        acknowledger = Acknowledger(api)
        asked = question(ann, ann.id, telegram.people.write(ann.id, ann.id, "who?"), kind="private")
        for _ in range(2 * MOST):
            acknowledger.acknowledge(asked)
        await telegram.until(lambda: held.used == MOST)
        await acknowledger.close()
        telegram.world.faults.clear()
        acknowledger.acknowledge(asked)
        await settled()
    assert telegram.world.chats[ann.id].typing == [(None, "typing")]
    assert len(telegram.world.called(TYPING)) == MOST + 1
