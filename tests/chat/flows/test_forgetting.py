"""/forget: what is kept of a person, or of a place, is erased after a second question."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.text.messages import LANGUAGES, read_messages
from tests.chat.running import Bot
from tests.telegram_server import TelegramServer
from tests.telegram_server.chats import Chat
from tests.telegram_server.reading import Shown
from tests.telegram_server.users import User

TO_US = "@briefing_test_bot"
DEMAND = "what does Russia demand?"
DOCKERS = "how many dockers walked out?"
DEMANDED, WALKED_OUT = "Ukraine neutral and outside NATO", "About 1,400 dockers walked out"
EN, UK = read_messages("en"), read_messages("uk")
ASKED, DONE, KEPT = EN.text("bot-forget-ask"), EN.text("bot-forget-done"), EN.text("bot-forget-kept")
ERASE, ERASE_PLACE, KEEP = (EN.text(f"bot-button-{name}") for name in ("erase", "erase-place", "keep"))
NOT_YOURS, UNDERSTOOD = EN.text("bot-not-yours"), "Understood as “what does Ukraine demand?”."
NOTHING = EN.text("bot-why-nothing")
CHANNEL = {"id": -1009999999999, "type": "channel", "title": "News"}


def meet(telegram: TelegramServer, name: str, language: str | None = "en") -> User:
    """Somebody who has started the bot; the /start was answered long ago."""
    user = telegram.world.person(name, language)
    telegram.people.start(user.id)
    telegram.world.updates.clear()
    return user


async def write(
    telegram: TelegramServer,
    chat_id: int,
    user: User,
    text: str,
    reply_to: int | None = None,
    *,
    is_anonymous: bool = False,
) -> Shown:
    """The first message that answers."""
    before = len(telegram.answers(chat_id))
    telegram.people.write(chat_id, user.id, text, reply_to, is_anonymous=is_anonymous)
    return (await telegram.wait_for_answers(chat_id, before + 1))[before]


async def tap(telegram: TelegramServer, chat_id: int, message_id: int, user: User, button: str) -> str:
    """What Telegram shows over the chat in answer."""
    query = telegram.people.tap(chat_id, message_id, user.id, button)
    await telegram.until(lambda: telegram.world.queries[query].answer is not None)
    return str((telegram.world.queries[query].answer or {})["text"])


async def decide(telegram: TelegramServer, chat_id: int, asked: Shown, user: User, button: str) -> Shown:
    """The question for what to erase, once it says what was done."""
    assert await tap(telegram, chat_id, asked.id, user, button) == ""
    await telegram.until(lambda: look(telegram, chat_id, asked.id).edited)
    return look(telegram, chat_id, asked.id)


async def forget(telegram: TelegramServer, chat_id: int, user: User, button: str = ERASE) -> None:
    asked = await write(telegram, chat_id, user, f"/forget{TO_US}")
    assert (await decide(telegram, chat_id, asked, user, button)).text == DONE


def look(telegram: TelegramServer, chat_id: int, message_id: int) -> Shown:
    return next(one for one in telegram.answers(chat_id) if one.id == message_id)


def read_kept(file: Path) -> str:
    """All rows but raw updates, which go by themselves, as one text."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {"turns", "turn_messages", "deliveries", "dialogs", "updates"} <= set(tables)
        rows = [connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables if name != "updates"]
    return repr(rows)


@pytest.fixture
def bob(telegram: TelegramServer) -> User:
    return meet(telegram, "Bob")


@pytest.fixture
def group(telegram: TelegramServer, ann: User, bob: User) -> Chat:
    """Ann made it; Bob is an ordinary member."""
    return telegram.world.group("Desk", ann.id, bob.id)


async def test_it_asks_back_in_the_persons_language_and_keeps_when_told_to(telegram: TelegramServer, bot: Bot) -> None:
    for language in LANGUAGES:
        messages, user = read_messages(language), meet(telegram, "Ann", language)
        asked = await write(telegram, user.id, user, "/forget")
        assert asked.text == messages.text("bot-forget-ask")
        assert asked.keyboard == [[messages.text("bot-button-erase")], [messages.text("bot-button-keep")]]
        kept = await decide(telegram, user.id, asked, user, messages.text("bot-button-keep"))
        assert (kept.text, kept.keyboard) == (messages.text("bot-forget-kept"), [])


async def test_what_was_asked_and_answered_is_gone_from_the_database(
    telegram: TelegramServer, bot: Bot, file: Path, ann: User, bob: User
) -> None:
    old = await write(telegram, ann.id, ann, DEMAND)
    await write(telegram, bob.id, bob, DOCKERS)
    telegram.people.write(ann.id, ann.id, "/why")
    await telegram.until(lambda: telegram.answers(ann.id)[-1].text.endswith(EN.text("bot-why-same")))
    assert all(words in read_kept(file) for words in (DEMAND, DEMANDED, DOCKERS, WALKED_OUT, str(ann.id)))
    asked = await write(telegram, ann.id, ann, "/forget")
    done = await decide(telegram, ann.id, asked, ann, ERASE)
    assert (done.text, done.keyboard) == (DONE, [])
    kept = read_kept(file)
    assert DEMAND not in kept
    assert DEMANDED not in kept
    assert "Russia" not in kept
    assert all(words in kept for words in (DOCKERS, WALKED_OUT, str(bob.id)))
    assert (await write(telegram, ann.id, ann, "/why")).text == NOTHING
    assert (await write(telegram, ann.id, ann, "/why", reply_to=old.id)).text == NOTHING


async def test_follow_ups_start_anew_also_as_a_reply_to_an_old_answer(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    old = await write(telegram, ann.id, ann, DEMAND)
    assert UNDERSTOOD in (await write(telegram, ann.id, ann, "and Ukraine?")).text
    await forget(telegram, ann.id, ann)
    assert UNDERSTOOD not in (await write(telegram, ann.id, ann, "and Ukraine?")).text
    assert UNDERSTOOD not in (await write(telegram, ann.id, ann, "and Ukraine?", reply_to=old.id)).text


async def test_an_edit_of_a_forgotten_question_is_a_new_question(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    old = await write(telegram, ann.id, ann, DOCKERS)
    question = telegram.shown(ann.id)[-2].id
    await forget(telegram, ann.id, ann)
    telegram.people.edit(ann.id, question, DEMAND)
    answers = await telegram.wait_for_answers(ann.id, 3)
    assert DEMANDED in answers[2].text
    assert not look(telegram, ann.id, old.id).edited


async def test_settings_stay_and_what_was_begun_ends(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    screen = await write(telegram, ann.id, ann, "/settings")
    for button in ("set:language:uk", "set:quotes:1", "set:zone"):
        await tap(telegram, ann.id, screen.id, ann, button)
    await telegram.wait_for_answers(ann.id, 2)
    asked = await write(telegram, ann.id, ann, "/forget")
    done = await decide(telegram, ann.id, asked, ann, UK.text("bot-button-erase"))
    assert done.text == UK.text("bot-forget-done")
    assert UK.text("abstain") in (await write(telegram, ann.id, ann, "Pacific/Palau")).text
    assert len((await write(telegram, ann.id, ann, DEMAND)).quotations) == 1


async def test_in_a_group_ones_own_goes_and_a_colleagues_stays(
    telegram: TelegramServer, bot: Bot, file: Path, ann: User, bob: User, group: Chat
) -> None:
    of_ann = await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}")
    await write(telegram, group.id, bob, f"/ask{TO_US} {DOCKERS}")
    await write(telegram, group.id, bob, "and Ukraine?", reply_to=of_ann.id)
    await write(telegram, bob.id, bob, "who is Alexander Grushko?")
    await forget(telegram, group.id, bob)
    kept = read_kept(file)
    assert DEMAND in kept
    assert not any(words in kept for words in (DOCKERS, WALKED_OUT, "and Ukraine?", "who is Alexander Grushko?"))
    assert (await write(telegram, group.id, bob, f"/why{TO_US}")).text == NOTHING
    assert UNDERSTOOD in (await write(telegram, group.id, bob, "and Ukraine?", reply_to=of_ann.id)).text


async def test_a_button_of_somebody_else_does_nothing(
    telegram: TelegramServer, bot: Bot, file: Path, ann: User, bob: User, group: Chat
) -> None:
    await write(telegram, group.id, bob, f"/ask{TO_US} {DOCKERS}")
    of_bob = await write(telegram, group.id, bob, f"/forget{TO_US}")
    assert (of_bob.text, of_bob.keyboard) == (ASKED, [[ERASE], [KEEP]])
    of_ann = await write(telegram, group.id, ann, f"/forget{TO_US}")
    assert of_ann.keyboard == [[ERASE], [ERASE_PLACE], [KEEP]]
    assert await tap(telegram, group.id, of_bob.id, ann, ERASE) == NOT_YOURS
    for button in (ERASE, ERASE_PLACE, KEEP):
        assert await tap(telegram, group.id, of_ann.id, bob, button) == NOT_YOURS
    forged = telegram.people.tap_data(group.id, of_bob.id, bob.id, f"forget:place:{bob.id}")
    await telegram.until(lambda: telegram.world.queries[forged].answer is not None)
    assert telegram.world.queries[forged].answer == {"text": NOT_YOURS, "show_alert": False, "url": ""}
    assert (await decide(telegram, group.id, of_bob, bob, KEEP)).text == KEPT
    assert (look(telegram, group.id, of_ann.id).text, WALKED_OUT in read_kept(file)) == (ASKED, True)


async def test_administrators_erase_all_of_a_place_and_only_of_it(
    telegram: TelegramServer, bot: Bot, file: Path, ann: User, bob: User, group: Chat
) -> None:
    for user, question in ((ann, DEMAND), (bob, DOCKERS)):
        await write(telegram, group.id, user, f"/ask{TO_US} {question}")
    await write(telegram, bob.id, bob, "who is Alexander Grushko?")
    asked = await write(telegram, group.id, bob, f"/forget{TO_US}")
    of_ann = await write(telegram, group.id, ann, f"/forget{TO_US}")
    assert (await decide(telegram, group.id, of_ann, ann, ERASE_PLACE)).text == DONE
    kept = read_kept(file)
    assert not any(words in kept for words in (DEMAND, DOCKERS, WALKED_OUT))
    assert "who is Alexander Grushko?" in kept
    assert (await decide(telegram, group.id, asked, ann, KEEP)).text == KEPT


async def test_an_anonymous_administrator_asks_as_the_group_and_taps_in_their_own_name(
    telegram: TelegramServer, bot: Bot, file: Path, ann: User, bob: User, group: Chat
) -> None:
    telegram.gatherings.promote(group.id, ann.id, ann.id, [], is_anonymous=True)
    await write(telegram, group.id, bob, f"/ask{TO_US} {DOCKERS}")
    await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}", is_anonymous=True)
    asked = await write(telegram, group.id, ann, f"/forget{TO_US}", is_anonymous=True)
    assert (asked.text, asked.keyboard) == (EN.text("bot-forget-ask-place"), [[ERASE_PLACE], [KEEP]])
    for button in (ERASE_PLACE, KEEP):
        assert await tap(telegram, group.id, asked.id, bob, button) == NOT_YOURS
    assert WALKED_OUT in read_kept(file)
    assert (await decide(telegram, group.id, asked, ann, ERASE_PLACE)).text == DONE
    assert not any(words in read_kept(file) for words in (DEMAND, DOCKERS, WALKED_OUT))


async def test_a_channel_that_speaks_in_a_group_has_nothing_to_erase(
    telegram: TelegramServer, bot: Bot, group: Chat
) -> None:
    by_channel = {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}, "sender_chat": CHANNEL}
    asked = {"message_id": 900, "date": int(telegram.world.clock.now()), "chat": group.render()}
    telegram.world.updates.inject({"message": asked | by_channel | {"text": f"/forget{TO_US}"}})
    [answer] = await telegram.wait_for_answers(group.id)
    assert (answer.text, answer.keyboard) == (EN.text("bot-forget-nothing"), [])
