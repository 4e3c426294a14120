"""What becomes of a message when sending it fails: every row of the table in `bot/chat/sending.py`."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from bot.answer.service import AnswerService
from bot.chat.calls import compose_trim
from bot.index.memory import MemoryIndex
from bot.model.hit import Hit
from bot.model.membership import MembershipState
from bot.model.place import Place
from bot.model.query import Query
from bot.playground.server import TelegramServer
from bot.playground.server.members import Member
from bot.playground.server.users import User
from bot.playground.server.world import Call
from bot.store.chat.sql import open_chat_store
from tests.chat.running import Bot, running
from tests.store.chat.samples import turn

DEMAND = "what does Russia demand?"
DEMANDED = "Russia demands that a peace deal keep Ukraine neutral"
OTHER = "who is the mayor?"
MAYOR = "Mayor Petronel Gask"
NO_ANSWER: dict[str, dict[str, object]] = {
    "500": {"code": 500},
    "502 with a page": {"html": True},
    "dropped before": {"drop": True},
    "dropped after": {"drop": True, "committed": True},
    "502 after": {"html": True, "committed": True},
    "slow": {"delay": 60.0, "committed": True},
}
"""Faults after which nobody can know whether the call was carried out; with `committed` it was."""
ASK, CANCEL, HELP = (f"/{name}@briefing_test_bot" for name in ("ask", "cancel", "help"))
NOTHING = "There is nothing to stop."
"""The answer to CANCEL, which costs next to nothing."""
FAILS = "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
"""The end of a trigger: what it guards cannot be written."""


class Watch:
    """The time, which a test can put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Gated(MemoryIndex):
    """An empty index in which a search takes until the gate is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = Event()
        self.questions: list[str] = []

    def search(self, query: Query, k: int) -> list[Hit]:
        self.questions.append(query.question)
        assert self.gate.wait(10)
        return super().search(query, k)


def start(telegram: TelegramServer, *names: str) -> list[User]:
    """People who have started the bot long ago."""
    people = [telegram.world.person(name) for name in names]
    for person in people:
        telegram.people.start(person.id)
    telegram.world.updates.clear()
    return people


async def ask(telegram: TelegramServer, person: User, text: str = CANCEL) -> str:
    """In private; the text of the answer."""
    count = len(telegram.answers(person.id))
    telegram.people.write(person.id, person.id, text)
    return (await telegram.wait_for_answers(person.id, count + 1))[-1].text


def sent_to(telegram: TelegramServer, chat_id: int, method: str = "sendMessage") -> list[Call]:
    return [call for call in telegram.world.called(method) if str(call.params["chat_id"]) == str(chat_id)]


async def pass_time(telegram: TelegramServer, watch: Watch, somebody: User, check: Callable[[], bool]) -> None:
    """Time goes on, and somebody else is answered, until `check` holds."""
    async with asyncio.timeout(5):
        while not check():
            watch.ahead += timedelta(seconds=2)
            await ask(telegram, somebody)


async def change(file: Path, statement: str) -> None:
    """Another process changes the database; in a thread, since the bot may hold the lock and needs this loop."""

    def run() -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as raw:
            raw.execute(statement)

    await asyncio.to_thread(run)


async def stop(bot: Bot) -> dict[str, int]:
    """Stops the bot; how many deliveries it leaves in each state, those without any left out."""
    await bot.stop()
    return {state.value: count for state, count in (await bot.store.deliveries.counts()).items() if count}


async def test_429_holds_up_its_chat_for_as_long_as_telegram_says_and_no_other(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    bob, carl = start(telegram, "Bob", "Carl")
    for person, seconds in ((ann, 1), (bob, 600)):
        telegram.fault("sendMessage", retry_after=seconds, chat_id=person.id)
        telegram.people.write(person.id, person.id, CANCEL)
        telegram.people.write(person.id, person.id, HELP)
    await telegram.until(lambda: bool(sent_to(telegram, ann.id) and sent_to(telegram, bob.id)))
    assert await ask(telegram, carl) == NOTHING
    answers = await telegram.wait_for_answers(ann.id, 2)
    assert [answer.text == NOTHING for answer in answers] == [True, False]
    first, again, _ = sent_to(telegram, ann.id)
    assert first.code == 429
    assert again.at - first.at >= 1
    assert await stop(bot) == {"sent": 3, "waiting": 2}
    assert len(sent_to(telegram, bob.id)) == 1


async def test_after_no_answer_a_message_is_never_sent_again_and_an_edit_is_tried_again(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    watch, [bob] = Watch(), start(telegram, "Bob")
    writers, tappers = start(telegram, *NO_ANSWER), start(telegram, *NO_ANSWER)
    async with running(telegram, file, answers=sample, read_seconds=0.5, clock=watch.now) as bot:
        for person in tappers:
            telegram.people.write(person.id, person.id, "/settings")
        for person in tappers:
            [screen] = await telegram.wait_for_answers(person.id)
            telegram.fault("editMessageText", chat_id=person.id, **NO_ANSWER[person.first_name])
            telegram.people.tap(person.id, screen.id, person.id, "❝ 2")
        for person in writers:
            telegram.fault("sendMessage", chat_id=person.id, **NO_ANSWER[person.first_name])
            telegram.people.write(person.id, person.id, CANCEL)
            telegram.people.write(person.id, person.id, HELP)

        def went_on() -> bool:
            edits = [sent_to(telegram, person.id, "editMessageText") for person in tappers]
            return all(len(calls) == 2 for calls in [*edits, *(sent_to(telegram, one.id) for one in writers)])

        await pass_time(telegram, watch, bob, went_on)
        states = await stop(bot)
    assert states.keys() == {"sent", "unsure"}
    assert states["unsure"] == len(writers)
    for person in writers:
        seen = [answer.text == NOTHING for answer in telegram.answers(person.id)]
        assert seen == ([True, False] if "committed" in NO_ANSWER[person.first_name] else [False]), person
        assert len(sent_to(telegram, person.id)) == 2
    for person in tappers:
        [screen] = telegram.answers(person.id)
        assert "• ❝ 2" in screen.keyboard[1], person


async def test_an_edit_that_changes_nothing_counts_as_sent(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    asked = telegram.people.write(ann.id, ann.id, DEMAND)
    await telegram.wait_for_answers(ann.id)
    telegram.people.edit(ann.id, asked, f"{DEMAND}?")
    await telegram.until(lambda: bool(telegram.world.called("editMessageText")))
    assert await stop(bot) == {"sent": 2}
    assert "message is not modified" in telegram.world.called("editMessageText")[0].description
    assert not telegram.answers(ann.id)[0].edited


async def test_an_edit_of_a_message_that_is_gone_becomes_a_new_message_and_later_edits_find_it(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    asked = telegram.people.write(ann.id, ann.id, DEMAND)
    [answer] = await telegram.wait_for_answers(ann.id)
    telegram.people.delete(ann.id, answer.id)
    telegram.people.edit(ann.id, asked, OTHER)
    [anew] = await telegram.wait_for_answers(ann.id)
    assert MAYOR in anew.text
    assert anew.reply_to == asked
    telegram.people.edit(ann.id, asked, DEMAND)
    await telegram.until(lambda: telegram.answers(ann.id)[-1].edited)
    assert await stop(bot) == {"sent": 3}
    [last] = telegram.answers(ann.id)
    assert last.id == anew.id
    assert DEMANDED in last.text


async def test_a_deletion_of_what_is_gone_counts_as_sent_and_one_without_an_answer_is_tried_again(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    """Answers of two messages that became answers of one while the bot was away."""
    watch, people = Watch(), start(telegram, "gone", "no answer", "Bob")
    store = await open_chat_store(file)
    for number, person in enumerate(people[:2]):
        answered = turn(number, Place(chat_id=person.id), person_id=person.id, answer_message_ids=(901, 902))
        trim = compose_trim(1, answered.place, datetime.now(UTC), person.id)
        await store.deliveries.record([trim], turn=answered)
    await store.close()
    description = "Bad Request: message to delete not found"
    telegram.fault("deleteMessages", chat_id=people[0].id, code=400, description=description)
    telegram.fault("deleteMessages", chat_id=people[1].id, html=True)
    async with running(telegram, file, answers=sample, clock=watch.now) as bot:
        await pass_time(telegram, watch, people[2], lambda: len(telegram.world.called("deleteMessages")) == 3)
        assert (await stop(bot)).keys() == {"sent"}
    assert [sent_to(telegram, person.id, "deleteMessages")[-1].code for person in people[:2]] == [400, 200]


async def test_an_answer_that_may_not_be_written_is_refused_for_good(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    forum, group = (telegram.world.group("Desk", ann.id, kind=kind) for kind in ("forum", "supergroup"))
    closed, deleted, open_one = (telegram.gatherings.open_thread(forum.id, ann.id, name) for name in "abc")
    for chat, thread in ((forum, closed), (forum, deleted), (group, None)):
        telegram.people.write(chat.id, ann.id, HELP, thread_id=thread)
    telegram.gatherings.close_thread(forum.id, closed, ann.id)
    telegram.gatherings.delete_thread(forum.id, deleted)
    telegram.gatherings.mute(group.id, telegram.world.bot.id, ann.id)
    await telegram.until(lambda: len(telegram.world.called("sendMessage")) == 3)
    descriptions = {call.description for call in telegram.world.called("sendMessage")}
    telegram.gatherings.reopen_thread(forum.id, closed, ann.id)
    telegram.gatherings.set_member(group.id, telegram.world.bot.id, ann.id, Member())
    for chat, thread in ((forum, closed), (forum, open_one), (group, None)):
        telegram.people.write(chat.id, ann.id, CANCEL, thread_id=thread)
    await telegram.wait_for_answers(forum.id, 2)
    await telegram.wait_for_answers(group.id)
    assert await stop(bot) == {"sent": 3, "refused": 3}
    assert all(answer.text == NOTHING for chat in (forum, group) for answer in telegram.answers(chat.id))
    assert descriptions == {
        "Bad Request: TOPIC_CLOSED",
        "Bad Request: message thread not found",
        "Bad Request: not enough rights to send text messages to the chat",
    }


Change = Callable[[TelegramServer, int, int], None]
"""What happens to a chat, by its id and that of a person in it."""


def block(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.world.users[person].blocked = True


def unblock(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.gatherings.unblock(person)


def deactivate(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.gatherings.deactivate(person)


def reactivate(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.world.users[person].deactivated = False
    telegram.people.write(chat, person, HELP)


def clear_history(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.world.users[person].started = False


def start_again(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.people.start(person)


def kick(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.world.chats[chat].members[telegram.world.bot.id] = Member("kicked")


def leave(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.world.chats[chat].members[telegram.world.bot.id] = Member("left")


def come_back(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.gatherings.add_bot(chat, person)


def delete(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.gatherings.delete_chat(chat)


def restore(telegram: TelegramServer, chat: int, person: int) -> None:
    telegram.world.chats[chat].is_deleted = False
    telegram.people.write(chat, person, HELP)


CLOSED: dict[str, tuple[Change, Change]] = {
    "bot was blocked by the user": (block, unblock),
    "user is deactivated": (deactivate, reactivate),
    "bot can't initiate conversation with a user": (clear_history, start_again),
    "bot was kicked from the supergroup chat": (kick, come_back),
    "bot is not a member of the supergroup chat": (leave, come_back),
    "the supergroup chat was deleted": (delete, restore),
}
"""Nobody tells the bot that the chat was closed: it learns that from the refusal."""
IN_GROUPS = [words for words in CLOSED if "chat" in words]


async def test_what_closed_chats_do_not_take_waits_until_the_bot_is_back(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    people = dict(zip(CLOSED, start(telegram, *CLOSED), strict=True))
    chats = {words: one.id for words, one in people.items()}
    chats |= {words: telegram.world.group("Desk", people[words].id).id for words in IN_GROUPS}
    for words, (close, _) in CLOSED.items():
        telegram.people.write(chats[words], people[words].id, CANCEL)
        close(telegram, chats[words], people[words].id)
    await telegram.until(lambda: len(telegram.world.called("sendMessage")) == len(CLOSED))
    await ask(telegram, ann)
    for words, (_, reopen) in CLOSED.items():
        assert [call.description for call in sent_to(telegram, chats[words])] == [f"Forbidden: {words}"]
        membership = await bot.store.places.membership(chats[words])
        assert membership is not None
        assert membership.state is (MembershipState.REMOVED if words in IN_GROUPS else MembershipState.BLOCKED)
        reopen(telegram, chats[words], people[words].id)

    def answered() -> bool:
        return all(any(one.text == NOTHING for one in telegram.answers(chat)) for chat in chats.values())

    await telegram.until(answered)


async def test_nothing_is_tried_where_telegram_says_that_the_bot_is_blocked(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    watch, [bob] = Watch(), start(telegram, "Bob")
    telegram.fault("sendMessage", code=401, chat_id=ann.id)
    async with running(telegram, file, answers=sample, clock=watch.now):
        telegram.people.write(ann.id, ann.id, CANCEL)
        await telegram.until(lambda: bool(sent_to(telegram, ann.id)))
        telegram.gatherings.block(ann.id)
        await ask(telegram, bob)
        watch.ahead = timedelta(minutes=1)
        await ask(telegram, bob)
        assert [call.code for call in sent_to(telegram, ann.id)] == [401]
        telegram.gatherings.unblock(ann.id)
        assert (await telegram.wait_for_answers(ann.id))[0].text == NOTHING


async def test_a_revoked_token_keeps_what_waits_for_a_day(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    watch, [ann, bob, carl] = Watch(), start(telegram, "Ann", "Bob", "Carl")
    telegram.fault("sendMessage", code=401, chat_id=ann.id)
    telegram.fault("sendMessage", code=401, chat_id=bob.id, times=-1)
    async with running(telegram, file, answers=sample, clock=watch.now) as bot:
        telegram.people.write(ann.id, ann.id, CANCEL)
        telegram.people.write(bob.id, bob.id, CANCEL)
        await telegram.until(lambda: bool(sent_to(telegram, ann.id) and sent_to(telegram, bob.id)))
        await pass_time(telegram, watch, carl, lambda: bool(telegram.answers(ann.id)))
        await ask(telegram, carl)
        tried = len(sent_to(telegram, bob.id))
        watch.ahead += timedelta(days=1)
        await ask(telegram, carl)
        states = await stop(bot)
    assert len(sent_to(telegram, bob.id)) == tried
    assert states.keys() == {"sent", "dropped"}
    assert states["dropped"] == 1


async def test_signs_that_a_question_was_seen_may_fail_without_harm(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    group = telegram.world.group("Desk", ann.id)
    group.reactions_allowed = set()
    telegram.fault("sendChatAction", drop=True)
    telegram.fault("sendChatAction", retry_after=5)
    for count, question in enumerate((DEMAND, OTHER), start=1):
        telegram.people.write(group.id, ann.id, f"{ASK} {question}")
        await telegram.wait_for_answers(group.id, count)
    assert len(telegram.world.called("sendChatAction")) == 2
    assert [call.description for call in telegram.world.called("setMessageReaction")] == [
        "Bad Request: REACTION_INVALID"
    ], "a chat that refused a reaction is left alone for a while"


async def test_a_database_that_cannot_be_written_for_a_moment_holds_up_nothing_for_longer(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    """Ann's message was sent and that cannot be recorded; Bob's answer is composed and cannot be recorded either."""
    ann, bob = start(telegram, "Ann", "Bob")
    async with running(telegram, file, answers=sample) as bot:
        await change(file, f"CREATE TRIGGER one BEFORE UPDATE ON deliveries WHEN NEW.state = 'sent' {FAILS}")
        await change(file, f"CREATE TRIGGER two BEFORE INSERT ON turns {FAILS}")
        telegram.people.write(bob.id, bob.id, DEMAND)
        await telegram.until(lambda: bool(telegram.world.called("sendChatAction")))
        await ask(telegram, ann)
        telegram.people.write(ann.id, ann.id, HELP)
        await change(file, "DROP TRIGGER one")
        await change(file, "DROP TRIGGER two")
        await telegram.wait_for_answers(ann.id, 2)
        assert DEMANDED in (await telegram.wait_for_answers(bob.id))[0].text
        assert await stop(bot) == {"sent": 3}
    assert len(telegram.world.called("sendMessage")) == 3
