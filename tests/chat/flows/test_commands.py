"""Commands that anybody may give: help, sources, why, privacy, cancel.

Also how the tests beside this one talk to a bot that runs for a whole file. People and groups are new in each test; one
that moves a clock, starts the bot anew or breaks something has a server of its own, `alone`.
"""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.app import open_index
from bot.chat.render import COMMANDS
from bot.chat.render.quality import render_quality
from bot.model.chat_settings import ChatSettings
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.store.memory import MemoryStore
from bot.text.messages import LANGUAGES, read_messages
from bot.text.resources import find_quality
from tests.chat.running import Bot, running
from tests.store.chat.samples import lay_empty
from tests.telegram_fixtures import run_strictly

pytestmark = pytest.mark.asyncio(loop_scope="module")

TO_US = "@briefing_test_bot"
DEMAND = "what does Russia demand?"
DEMANDED = "Russia demands that a peace deal keep Ukraine neutral and outside NATO. [1]\n"
DOCKERS = "how many dockers walked out?"
GRUSHKO = "who is Alexander Grushko?"
EN, RU, UK = (read_messages(language) for language in ("en", "ru", "uk"))
SAME, NOTHING = EN.text("bot-why-same"), EN.text("bot-why-nothing")
LISTED = tuple(f"/{name} — " for name in COMMANDS)
TYPED = st.from_regex(r"\A/[A-Za-z0-9_]{1,32}( [^\x00-\x1f\x7f-\x9f]{1,20})?\Z")
"""Commands, known or not, with anything behind them."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def telegram() -> AsyncIterator[TelegramServer]:
    async with run_strictly() as server:
        yield server


@pytest.fixture(scope="module")
def shared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_empty(tmp_path_factory.mktemp("shared") / "chat.db")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(telegram: TelegramServer, shared_file: Path, sample: AnswerService) -> AsyncIterator[Bot]:
    """Open to everybody."""
    async with running(telegram, shared_file, answers=sample) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def alone() -> AsyncIterator[TelegramServer]:
    """A server without a bot."""
    async with run_strictly() as server:
        yield server


def meet(telegram: TelegramServer, name: str = "Ann", language: str | None = "en", **more: int) -> User:
    """Somebody who has started the bot; the /start was answered long ago."""
    user = telegram.world.person(name, language, **more)
    telegram.people.start(user.id)
    telegram.world.updates.clear()
    return user


def follow(telegram: TelegramServer) -> Callable[[], datetime]:
    """The server's clock for the bot; it stands still, at a whole second, until it is moved on."""
    telegram.world.clock.freeze(telegram.world.clock.today())
    return lambda: datetime.fromtimestamp(telegram.world.clock.now(), UTC)


async def write(
    telegram: TelegramServer,
    chat_id: int,
    user: User,
    text: str,
    *,
    reply_to: int | None = None,
    thread_id: int | None = None,
    is_anonymous: bool = False,
) -> Shown:
    """The first message that answers."""
    before = len(telegram.answers(chat_id))
    telegram.people.write(chat_id, user.id, text, reply_to, thread_id, is_anonymous=is_anonymous)
    return (await telegram.wait_for_answers(chat_id, before + 1))[before]


async def tap(telegram: TelegramServer, chat_id: int, message_id: int, user: User, button: str) -> str:
    """What Telegram shows over the chat in answer; `button`: its text or its data, which may be forged."""
    shown = [one for row in look(telegram, chat_id, message_id).buttons for one in row]
    data = next((str(one["callback_data"]) for one in shown if one["text"] == button), button)
    query = telegram.people.tap_data(chat_id, message_id, user.id, data)
    await telegram.until(lambda: telegram.world.queries[query].answer is not None)
    return str((telegram.world.queries[query].answer or {})["text"])


def look(telegram: TelegramServer, chat_id: int, message_id: int) -> Shown:
    """What the bot wrote there, as it is now."""
    return next(one for one in telegram.answers(chat_id) if one.id == message_id)


async def see(telegram: TelegramServer, chat_id: int, message_id: int, text: str) -> Shown:
    """What the bot wrote there, once the text stands in it."""
    await telegram.until(lambda: text in look(telegram, chat_id, message_id).text)
    return look(telegram, chat_id, message_id)


async def explain(telegram: TelegramServer, chat_id: int, user: User, reply_to: int | None = None) -> list[str]:
    """What /why is answered with, as it was sent, markup and all."""
    sent = len(telegram.world.called("sendMessage"))
    before = len(telegram.answers(chat_id))
    telegram.people.write(chat_id, user.id, f"/why{TO_US}", reply_to)
    await telegram.until(lambda: any(one.text.endswith(SAME) for one in telegram.answers(chat_id)[before:]))
    return [str(call.params["text"]) for call in telegram.world.called("sendMessage")[sent:]]


@pytest.fixture
def bob(telegram: TelegramServer) -> User:
    return meet(telegram, "Bob")


@pytest.fixture
def group(telegram: TelegramServer, ann: User, bob: User) -> Chat:
    """Ann made it; Bob is an ordinary member, and so is the bot."""
    return telegram.world.group("Desk", ann.id, bob.id)


async def test_standing_texts_come_in_the_language_of_the_persons_telegram(telegram: TelegramServer, bot: Bot) -> None:
    people = {language: meet(telegram, language=language) for language in LANGUAGES}
    for user in people.values():
        for command in ("/help", "/sources", "/why", "/privacy", "/cancel"):
            telegram.people.write(user.id, user.id, command)
    for language, user in people.items():
        messages = read_messages(language)
        helped, sources, why, privacy, cancelled = await telegram.wait_for_answers(user.id, 5)
        assert helped.text.startswith(messages.text("bot-help"))
        assert f"\n/cancel — {messages.text('bot-command-cancel')}\n" in helped.text
        assert sources.text.startswith(messages.text("bot-sources-title") + "\n")
        assert f"\n{messages.text('bot-sources-outlet', outlet='Quenmark Post', count=2)}, " in sources.text
        assert why.text == messages.text("bot-why-nothing")
        assert privacy.text == messages.text("bot-privacy")
        assert cancelled.text == messages.text("bot-cancel-nothing")
        assert all(one.reply_to is None for one in telegram.answers(user.id))


async def test_help_in_a_group_says_first_what_is_different_there(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    in_private = await write(telegram, ann.id, ann, "/help")
    in_group = await write(telegram, group.id, ann, f"/help{TO_US}")
    asking, groups = EN.text("bot-help"), EN.text("bot-help-groups", username=TO_US)
    assert "privacy mode" in groups
    assert in_private.text.startswith(f"{asking}\n\n{groups}\n\n/ask — ")
    assert in_group.text.startswith(f"{groups}\n\n{asking}\n\n/ask — ")
    assert in_group.reply_to == telegram.shown(group.id)[0].id
    for shown in (in_private, in_group):
        lines = shown.text.splitlines()
        assert [line for line in lines if line.startswith(LISTED)] == lines[-len(LISTED) :]


async def test_sources_lists_the_outlets_and_from_when_to_when(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    shown = await write(telegram, ann.id, ann, "/sources")
    assert shown.text.splitlines()[1:4] == [
        "Continental Ledger: 3 articles, the newest 17 March 2025",
        "Hallowick Courier: 3 articles, the newest 13 March 2025",
        "Northern Dispatch: 3 articles, the newest 21 March 2025",
    ]
    assert "\nГавань Сегодня: 1 article, the newest " in shown.text
    assert shown.text.endswith("\n\nCorpus: 23 articles, 3–24 March 2025.")
    assert shown.spans("bold") == ["What I can be asked about"]


async def test_why_shows_words_weights_passages_and_scores(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    await write(telegram, ann.id, ann, DEMAND)
    first = await explain(telegram, ann.id, ann)
    assert await explain(telegram, ann.id, ann) == first
    text = "\n".join(one.text for one in telegram.answers(ann.id)[1 : 1 + len(first)])
    assert text.startswith(f"How this was found\nQuestion as read: {DEMAND}\n")
    assert "• demand: demand 1, insist 0.5" in text
    assert "Answered with 4 claims from 2 articles." in text
    assert "1. [1] · said by Russia · 1 outlet\n" in text
    assert "What speaks for an answer" in text
    assert "of 1; below 0.50 I say that the articles do not say." in text
    assert " · quoted · Russia wants neutrality of Ukraine written into any peace deal\n" in text


async def test_why_shows_what_was_typed_where_it_was_read_otherwise(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    await write(telegram, ann.id, ann, DEMAND)
    await write(telegram, ann.id, ann, "and Ukraine?")
    why = await explain(telegram, ann.id, ann)
    assert "As typed: and Ukraine?\nQuestion as read: what does Ukraine demand?\n" in why[0]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_quality_tells_what_was_measured_or_that_nothing_was(
    telegram: TelegramServer, bot: Bot, language: str
) -> None:
    user = meet(telegram, language=language)
    shown = await write(telegram, user.id, user, "/quality")
    assert shown.text.strip() == render_quality(find_quality(), read_messages(language)).text.strip()
    assert shown.text.startswith(read_messages(language).text("bot-quality-title"))


async def test_why_as_a_reply_explains_that_answer_else_the_last_one(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    old = await write(telegram, ann.id, ann, DOCKERS)
    new = await write(telegram, ann.id, ann, GRUSHKO)
    of_last = await explain(telegram, ann.id, ann)
    assert f"Question as read: {GRUSHKO}" in of_last[0]
    assert await explain(telegram, ann.id, ann, new.id) == of_last
    assert f"Question as read: {DOCKERS}" in (await explain(telegram, ann.id, ann, old.id))[0]


async def test_why_explains_why_the_corpus_does_not_say(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    await write(telegram, ann.id, ann, "does Velmora demand bread?")
    why = "\n".join(await explain(telegram, ann.id, ann))
    assert "Question as read: does Velmora demand bread?" in why
    assert "Refused. No article names Velmora." in why
    assert f" · {EN.text('bot-why-quoted')} · " not in why


async def test_why_in_a_group_never_takes_a_colleagues_answer_for_ones_own(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    answer = await write(telegram, group.id, ann, f"/ask{TO_US} {GRUSHKO}")
    assert (await write(telegram, group.id, bob, f"/why{TO_US}")).text == NOTHING
    assert (await write(telegram, ann.id, ann, "/why")).text == NOTHING
    of_colleague = await explain(telegram, group.id, bob, answer.id)
    assert of_colleague == await explain(telegram, group.id, ann)


async def test_why_remembers_for_a_day_and_gives_the_same_bytes_after_a_restart(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    clock, ann = follow(alone), meet(alone)
    async with running(alone, file, answers=sample, clock=clock):
        answer = await write(alone, ann.id, ann, GRUSHKO)
        first = await explain(alone, ann.id, ann)
    alone.world.clock.advance(timedelta(days=1).total_seconds())
    async with running(alone, file, answers=sample, clock=clock):
        assert await explain(alone, ann.id, ann) == first
        alone.world.clock.advance(1)
        assert (await write(alone, ann.id, ann, "/why")).text == NOTHING
        assert await explain(alone, ann.id, ann, answer.id) == first


async def test_without_articles_it_says_so_and_offers_no_example(alone: TelegramServer, file: Path) -> None:
    empty, ann = AnswerService(MemoryStore(), open_index("memory", None)), meet(alone)
    async with running(alone, file, answers=empty):
        assert (await write(alone, ann.id, ann, "/sources")).text == EN.text("bot-sources-none")
        assert (await write(alone, ann.id, ann, "/start")).keyboard == []
        assert EN.text("abstain-empty-corpus") in (await write(alone, ann.id, ann, DEMAND)).text
        assert EN.text("bot-why-none") in (await explain(alone, ann.id, ann))[0]


async def test_cancel_ends_what_was_begun_here_and_nothing_elsewhere(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    for chat_id in (ann.id, group.id):
        screen = await write(telegram, chat_id, ann, f"/settings{TO_US}")
        assert await tap(telegram, chat_id, screen.id, ann, "set:zone") == ""
    for chat_id in (ann.id, group.id):
        await telegram.wait_for_answers(chat_id, 2)
        assert (await write(telegram, chat_id, ann, f"/cancel{TO_US}")).text == EN.text("bot-cancelled")
    assert (await write(telegram, ann.id, ann, "/cancel")).text == EN.text("bot-cancel-nothing")
    assert EN.text("abstain") in (await write(telegram, ann.id, ann, "Pacific/Palau")).text
    assert await bot.store.people.settings(ann.id) == ChatSettings()


async def test_an_unknown_command_is_answered_in_private_only(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User
) -> None:
    unknown = EN.text("bot-unknown-command", command="/weather")
    assert (await write(telegram, ann.id, ann, "/Weather in Kyiv")).text == unknown
    group = telegram.world.group("Desk", ann.id, bob.id, bot="administrator")
    for text in ("/weather", "/help@another_bot", "/why not"):
        telegram.people.write(group.id, bob.id, text)
    assert (await write(telegram, group.id, ann, "/CANCEL")).text == NOTHING
    telegram.people.write(group.id, bob.id, "/weather")
    last = telegram.people.write(group.id, ann.id, "/Cancel")
    assert (await telegram.wait_for_answers(group.id, 3))[2].reply_to == last


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=TYPED)
async def test_any_command_in_private_gets_an_answer(telegram: TelegramServer, bot: Bot, typed: str) -> None:
    ann = meet(telegram)
    assert (await write(telegram, ann.id, ann, typed)).text
