"""Commands that anybody may give: help, sources, why, privacy, cancel."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.app import open_index
from bot.store.memory import MemoryStore
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.running import Bot, running
from tests.telegram_server import TelegramServer
from tests.telegram_server.chats import Chat
from tests.telegram_server.reading import Shown
from tests.telegram_server.users import User

TO_US = "@briefing_test_bot"
DEMAND = "what does Russia demand?"
DOCKERS = "how many dockers walked out?"
ENGLISH = read_messages("en")
SAME = ENGLISH.text("bot-why-same")
NOTHING = ENGLISH.text("bot-why-nothing")
LISTED = ("/ask — ", "/why — ", "/sources — ", "/settings — ", "/privacy — ", "/forget — ", "/cancel — ", "/help — ")
TYPED = st.from_regex(r"\A/[A-Za-z0-9_]{1,32}( [^\x00-\x1f\x7f-\x9f]{1,20})?\Z")
"""Commands, known or not, with anything behind them."""


def meet(telegram: TelegramServer, name: str, language: str | None = "en") -> User:
    """Somebody who has started the bot; the /start was answered long ago."""
    user = telegram.world.person(name, language)
    telegram.people.start(user.id)
    telegram.world.updates.clear()
    return user


async def write(telegram: TelegramServer, chat_id: int, user: User, text: str, reply_to: int | None = None) -> Shown:
    """The first message that answers."""
    before = len(telegram.answers(chat_id))
    telegram.people.write(chat_id, user.id, text, reply_to=reply_to)
    return (await telegram.wait_for_answers(chat_id, before + 1))[before]


async def explain(telegram: TelegramServer, chat_id: int, user: User, reply_to: int | None = None) -> list[str]:
    """What /why is answered with, as it was sent, markup and all."""
    sent = telegram.world.called("sendMessage")
    before = len(telegram.answers(chat_id))
    telegram.people.write(chat_id, user.id, f"/why{TO_US}", reply_to=reply_to)
    await telegram.until(lambda: any(one.text.endswith(SAME) for one in telegram.answers(chat_id)[before:]))
    return [call.params["text"] for call in telegram.world.called("sendMessage")[len(sent) :]]


@pytest.fixture
def bob(telegram: TelegramServer) -> User:
    return meet(telegram, "Bob")


@pytest.fixture
def group(telegram: TelegramServer, ann: User, bob: User) -> Chat:
    return telegram.world.group("Desk", ann.id, bob.id)


async def test_standing_texts_come_in_the_language_of_the_persons_telegram(telegram: TelegramServer, bot: Bot) -> None:
    people = {language: meet(telegram, f"Ann {language}", language) for language in LANGUAGES}
    for user in people.values():
        for command in ("/help", "/sources", "/why", "/privacy", "/cancel"):
            telegram.people.write(user.id, user.id, command)
    for language, user in people.items():
        messages = read_messages(language)
        helped, sources, why, privacy, cancelled = (await telegram.wait_for_answers(user.id, 5))[:5]
        assert helped.text.startswith(messages.text("bot-help"))
        assert f"\n/cancel — {messages.text('bot-command-cancel')}\n" in helped.text
        assert sources.text.startswith(messages.text("bot-sources-title") + "\n")
        assert f"\n{messages.text('bot-sources-outlet', outlet='Quenmark Post', count=2)}\n" in sources.text
        assert why.text == messages.text("bot-why-nothing")
        assert privacy.text == messages.text("bot-privacy")
        assert cancelled.text == messages.text("bot-cancel-nothing")
        assert all(one.reply_to is None for one in telegram.answers(user.id))


async def test_help_in_a_group_says_first_what_is_different_there(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    in_private = await write(telegram, ann.id, ann, "/help")
    in_group = await write(telegram, group.id, ann, f"/help{TO_US}")
    asking, groups = ENGLISH.text("bot-help"), ENGLISH.text("bot-help-groups", username=TO_US)
    assert "privacy mode" in groups
    assert in_private.text.startswith(f"{asking}\n\n{groups}\n\n/ask — ")
    assert in_group.text.startswith(f"{groups}\n\n{asking}\n\n/ask — ")
    assert in_group.reply_to == telegram.shown(group.id)[0].id
    for shown in (in_private, in_group):
        assert [line for line in shown.text.splitlines() if line.startswith(LISTED)] == shown.text.splitlines()[-8:]


async def test_sources_lists_the_outlets_and_from_when_to_when(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    shown = await write(telegram, ann.id, ann, "/sources")
    assert shown.text.splitlines()[1:4] == [
        "Continental Ledger: 3 articles",
        "Hallowick Courier: 3 articles",
        "Northern Dispatch: 3 articles",
    ]
    assert "\nГавань Сегодня: 1 article\n" in shown.text
    assert shown.text.endswith("\n\nCorpus: 23 articles, 3–24 March 2025.")
    assert shown.spans("bold") == ["What I can be asked about"]


async def test_without_articles_it_says_so_and_offers_no_example(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    empty = AnswerService(MemoryStore(), open_index("memory", None))
    async with running(telegram, file, answers=empty):
        assert (await write(telegram, ann.id, ann, "/sources")).text == ENGLISH.text("bot-sources-none")
        assert (await write(telegram, ann.id, ann, "/start")).keyboard == []
        assert ENGLISH.text("abstain-empty-corpus") in (await write(telegram, ann.id, ann, DEMAND)).text
        [why] = await explain(telegram, ann.id, ann)
        assert ENGLISH.text("bot-why-none") in why


async def test_why_gives_the_same_bytes_each_time_also_after_a_restart(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=sample):
        await write(telegram, ann.id, ann, DEMAND)
        first = await explain(telegram, ann.id, ann)
        assert await explain(telegram, ann.id, ann) == first
    async with running(telegram, file, answers=sample):
        assert await explain(telegram, ann.id, ann) == first
    text = "\n".join(one.text for one in telegram.answers(ann.id)[1 : 1 + len(first)])
    assert text.startswith(f"How this was found\nQuestion as read: {DEMAND}\n")
    assert "• demand: demand 1, insist 0.5" in text
    assert "of 1; below 0.50 I say that the articles do not say." in text
    assert " · quoted · Russia wants neutrality of Ukraine written into any peace deal\n" in text


async def test_why_as_a_reply_explains_that_answer_else_the_last_one(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    old = await write(telegram, ann.id, ann, DEMAND)
    new = await write(telegram, ann.id, ann, DOCKERS)
    of_last = await explain(telegram, ann.id, ann)
    assert f"Question as read: {DOCKERS}" in of_last[0]
    assert await explain(telegram, ann.id, ann, reply_to=new.id) == of_last
    of_old = await explain(telegram, ann.id, ann, reply_to=old.id)
    assert f"Question as read: {DEMAND}" in of_old[0]


async def test_why_explains_why_the_corpus_does_not_say(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    await write(telegram, ann.id, ann, "does Velmora demand bread?")
    why = "\n".join(await explain(telegram, ann.id, ann))
    assert "Question as read: does Velmora demand bread?" in why
    assert ENGLISH.text("bot-why-quoted") not in why


async def test_why_in_a_group_never_takes_a_colleagues_answer_for_ones_own(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    answer = await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}")
    assert (await write(telegram, group.id, bob, f"/why{TO_US}")).text == NOTHING
    assert (await write(telegram, ann.id, ann, "/why")).text == NOTHING
    of_colleague = await explain(telegram, group.id, bob, reply_to=answer.id)
    assert of_colleague == await explain(telegram, group.id, ann)


async def test_why_remembers_for_a_day(telegram: TelegramServer, file: Path, sample: AnswerService, ann: User) -> None:
    clock = telegram.world.clock
    clock.freeze()
    async with running(telegram, file, answers=sample, clock=lambda: datetime.fromtimestamp(clock.now(), UTC)):
        answer = await write(telegram, ann.id, ann, DEMAND)
        clock.advance(timedelta(hours=23, minutes=59).total_seconds())
        explained = await explain(telegram, ann.id, ann)
        clock.advance(timedelta(minutes=2).total_seconds())
        assert (await write(telegram, ann.id, ann, "/why")).text == NOTHING
        assert await explain(telegram, ann.id, ann, reply_to=answer.id) == explained


async def test_cancel_ends_what_was_begun_here_and_nothing_elsewhere(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    for chat_id in (ann.id, group.id):
        screen = await write(telegram, chat_id, ann, f"/settings{TO_US}")
        telegram.people.tap(chat_id, screen.id, ann.id, ENGLISH.text("bot-button-zone"))
        await telegram.wait_for_answers(chat_id, 2)
    assert (await write(telegram, ann.id, ann, "/cancel")).text == ENGLISH.text("bot-cancelled")
    assert (await write(telegram, ann.id, ann, "/cancel")).text == ENGLISH.text("bot-cancel-nothing")
    assert (await write(telegram, ann.id, ann, "Pacific/Palau")).text.startswith(ENGLISH.text("abstain"))
    assert (await write(telegram, group.id, ann, f"/cancel{TO_US}")).text == ENGLISH.text("bot-cancelled")


async def test_an_unknown_command_is_answered_in_private_only(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    unknown = ENGLISH.text("bot-unknown-command", command="/weather")
    assert (await write(telegram, ann.id, ann, "/Weather in Kyiv")).text == unknown
    telegram.world.privacy = False
    telegram.people.write(group.id, ann.id, "/weather")
    telegram.people.write(group.id, ann.id, "/help@another_bot")
    assert (await write(telegram, group.id, ann, "/CANCEL")).text == ENGLISH.text("bot-cancel-nothing")
    await telegram.wait_for_polls()
    assert len(telegram.answers(group.id)) == 1


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=TYPED)
async def test_any_command_in_private_gets_an_answer(telegram: TelegramServer, bot: Bot, ann: User, typed: str) -> None:
    assert (await write(telegram, ann.id, ann, typed)).text
