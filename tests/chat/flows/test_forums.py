"""Forums: every thread is answered where it asked; General is sent without a thread id."""

import pytest

from bot.model.delivery import DeliveryState
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from tests.chat.running import Bot

ASK = "/ask@briefing_test_bot"
DEMAND = "what does Russia demand?"
DEMANDED = "Russia demands that a peace deal keep Ukraine neutral and outside NATO. [1]\n"
DOCKERS = "how many dockers walked out?"
WALKED_OUT = "About 1,400 dockers walked out, according to the Quenmark Dockers' Union. [1]\n"
EMPTY = "Type your question after /ask, or reply to a message with /ask."


@pytest.fixture
def forum(telegram: TelegramServer, ann: User) -> Chat:
    """The bot is an ordinary member."""
    return telegram.world.group("Newsroom", ann.id, kind="forum")


async def test_every_thread_is_answered_where_it_asked(
    telegram: TelegramServer, bot: Bot, ann: User, forum: Chat
) -> None:
    ports, peace = (telegram.gatherings.open_thread(forum.id, ann.id, name) for name in ("Ports", "Peace"))
    questions = {ports: DOCKERS, peace: DEMAND, None: DEMAND}
    asked = {
        thread: telegram.people.write(forum.id, ann.id, f"{ASK} {question}", thread_id=thread)
        for thread, question in questions.items()
    }
    answers = {answer.thread_id: answer for answer in await telegram.wait_for_answers(forum.id, 3)}
    assert {thread: answer.reply_to for thread, answer in answers.items()} == asked
    assert answers[ports].text.startswith(WALKED_OUT)
    assert answers[peace].text.startswith(DEMANDED)
    assert answers[None].text.startswith(DEMANDED)
    await telegram.until(lambda: {thread for thread, _ in forum.typing} == set(asked))
    seen = {telegram.world.bot.id: ["👀"]}
    await telegram.until(lambda: all(forum.messages[number].reactions == seen for number in asked.values()))
    named = {call.params.get("message_thread_id") for call in telegram.world.called("sendMessage")}
    assert named == {str(ports), str(peace), None}


async def test_a_reply_is_answered_in_its_thread(telegram: TelegramServer, bot: Bot, ann: User, forum: Chat) -> None:
    ports = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    telegram.people.write(forum.id, ann.id, f"{ASK} {DEMAND}", thread_id=ports)
    [first] = await telegram.wait_for_answers(forum.id)
    asked = telegram.people.write(forum.id, ann.id, DOCKERS, reply_to=first.id, thread_id=ports)
    answer = (await telegram.wait_for_answers(forum.id, 2))[1]
    assert answer.text.startswith(WALKED_OUT)
    assert (answer.reply_to, answer.thread_id) == (asked, ports)


async def test_nobody_replies_to_the_message_that_opened_the_thread(
    telegram: TelegramServer, bot: Bot, ann: User, forum: Chat
) -> None:
    """Telegram gives every message of a thread as a reply to it, also where the bot itself opened the thread."""
    telegram.world.privacy = False
    own = telegram.gatherings.open_thread(forum.id, telegram.world.bot.id, "Bot's")
    telegram.people.write(forum.id, ann.id, DEMAND, thread_id=own)
    asked = telegram.people.write(forum.id, ann.id, ASK, thread_id=own)
    [answer] = await telegram.wait_for_answers(forum.id)
    assert (answer.text, answer.reply_to, answer.thread_id) == (EMPTY, asked, own)


async def test_a_closed_thread_refuses_its_answer_and_holds_up_no_other(
    telegram: TelegramServer, bot: Bot, ann: User, forum: Chat
) -> None:
    ports = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    telegram.gatherings.close_thread(forum.id, ports, ann.id)
    telegram.people.write(forum.id, ann.id, f"{ASK} {DEMAND}", thread_id=ports)
    sent = telegram.world.called
    await telegram.until(lambda: [call.description for call in sent("sendMessage")] == ["Bad Request: TOPIC_CLOSED"])
    telegram.people.write(forum.id, ann.id, ASK)
    [answer] = await telegram.wait_for_answers(forum.id)
    assert (answer.text, answer.thread_id) == (EMPTY, None)
    telegram.gatherings.reopen_thread(forum.id, ports, ann.id)
    telegram.people.write(forum.id, ann.id, f"{ASK} {DOCKERS}", thread_id=ports)
    answer = (await telegram.wait_for_answers(forum.id, 2))[1]
    assert answer.text.startswith(WALKED_OUT)
    assert answer.thread_id == ports
    assert (await bot.store.deliveries.counts())[DeliveryState.REFUSED] == 1


async def test_a_bot_that_manages_threads_answers_in_closed_ones(
    telegram: TelegramServer, bot: Bot, ann: User, forum: Chat
) -> None:
    telegram.gatherings.promote(forum.id, telegram.world.bot.id, ann.id, ["can_manage_topics"])
    ports = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    telegram.gatherings.close_thread(forum.id, ports, ann.id)
    asked = telegram.people.write(forum.id, ann.id, f"{ASK} {DEMAND}", thread_id=ports)
    [answer] = await telegram.wait_for_answers(forum.id)
    assert (answer.reply_to, answer.thread_id) == (asked, ports)


async def test_an_edited_question_edits_its_answer_in_the_thread(
    telegram: TelegramServer, bot: Bot, ann: User, forum: Chat
) -> None:
    ports = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    asked = telegram.people.write(forum.id, ann.id, f"{ASK} {DEMAND}", thread_id=ports)
    await telegram.wait_for_answers(forum.id)
    telegram.people.edit(forum.id, asked, f"{ASK} {DOCKERS}")
    await telegram.until(lambda: telegram.answers(forum.id)[0].text.startswith(WALKED_OUT))
    [answer] = telegram.answers(forum.id)
    assert (answer.reply_to, answer.thread_id, answer.edited) == (asked, ports, True)
