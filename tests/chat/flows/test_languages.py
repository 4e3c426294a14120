"""The language of the interface: Telegram's word about the person, what was chosen, the default."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.playground.server import TelegramServer
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.text.messages import LANGUAGES, Messages, read_messages
from tests.chat.flows.test_commands import (
    DEMAND,
    DEMANDED,
    EN,
    RU,
    TO_US,
    UK,
    alone,
    bot,
    meet,
    shared_file,
    tap,
    telegram,
    write,
)
from tests.chat.running import Bot, running

__all__ = ["alone", "bot", "shared_file", "telegram"]
pytestmark = pytest.mark.asyncio(loop_scope="module")

CODES = st.sampled_from(["en", "ru", "uk", "be", "pt-br", "zh-hans", "RU-ru", "uk_UA", "-", ""]) | st.text(max_size=5)


def greets(shown: Shown) -> Messages:
    """The language that a /cancel was answered in."""
    [found] = [one for one in (EN, RU, UK) if one.text("bot-cancel-nothing") == shown.text]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_start_offers_an_example_in_the_persons_language_that_is_answered(
    telegram: TelegramServer, bot: Bot, language: str
) -> None:
    user, messages = meet(telegram, "Ann", language), read_messages(language)
    start = await write(telegram, user.id, user, "/start")
    assert start.text.startswith(messages.text("bot-start"))
    assert start.text.endswith(messages.text("bot-start-more"))
    assert start.keyboard == [[messages.text("bot-example")]]
    telegram.people.tap(user.id, start.id, user.id, messages.text("bot-example"))
    answer = (await telegram.wait_for_answers(user.id, 2))[1]
    assert answer.text.startswith(messages.text("bot-example") + "\n\n")
    assert messages.text("abstain") not in answer.text
    assert answer.quotations
    assert messages.text("coverage", count=23, days="").partition(",")[0] in answer.text


async def test_any_code_of_telegram_gives_one_of_the_languages_else_the_default(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    expected = {
        "en": EN, "ru": RU, "uk": UK, "ru-RU": RU, "uk-UA": UK, "UK": UK, "en-gb": EN,
        "be": UK, "pt-br": UK, "zh-hans": UK, "ukr": UK, "": UK, None: UK,
    }  # fmt: skip
    async with running(alone, file, answers=sample, language="uk"):
        people = {code: meet(alone, "Ann", code) for code in expected}
        for user in people.values():
            alone.people.write(user.id, user.id, "/cancel")
        for code, user in people.items():
            [shown] = await alone.wait_for_answers(user.id)
            assert (code, greets(shown).language) == (code, expected[code].language)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(code=CODES)
async def test_whatever_telegram_calls_a_language_there_is_an_answer(
    telegram: TelegramServer, bot: Bot, code: str
) -> None:
    user = meet(telegram, "Ann", code)
    shown = await write(telegram, user.id, user, "/cancel")
    primary = re.split("[-_]", code)[0].lower()
    assert greets(shown).language == (primary if primary in LANGUAGES else "en")


async def test_quotes_stay_in_their_own_language(telegram: TelegramServer, bot: Bot) -> None:
    user = meet(telegram, "Ann", "uk")
    answer = await write(telegram, user.id, user, DEMAND)
    assert answer.text.startswith(DEMANDED)
    assert any(box.splitlines()[1] == "Continental Ledger, 17 березня 2025" for box in answer.quotations)
    assert UK.text("answer-newest", day="19 березня 2025") in answer.text
    assert UK.text("coverage", count=23, days="3–24 березня 2025") in answer.text


async def test_a_person_whose_telegram_changes_its_language_is_answered_in_the_new_one(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    assert greets(await write(telegram, ann.id, ann, "/cancel")) is EN
    ann.language_code = "ru"
    assert greets(await write(telegram, ann.id, ann, "/cancel")) is RU


async def test_what_was_chosen_goes_before_what_telegram_says_wherever_the_person_is(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    group = telegram.world.group("Desk", ann.id)
    screen = await write(telegram, ann.id, ann, "/settings")
    assert await tap(telegram, ann.id, screen.id, ann, "set:language:uk") == UK.text("bot-settings-saved")
    ann.language_code = "ru"
    assert greets(await write(telegram, ann.id, ann, "/cancel")) is UK
    assert greets(await write(telegram, group.id, ann, f"/cancel{TO_US}")) is UK


async def test_in_a_group_everybody_hears_their_own_language_until_the_group_chooses_one(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    people = [ann, meet(telegram, "Bob", "ru"), meet(telegram, "Cal", "uk")]
    group = telegram.world.group("Desk", *(user.id for user in people))
    spoken = [greets(await write(telegram, group.id, user, f"/cancel{TO_US}")) for user in people]
    assert spoken == [EN, RU, UK]
    taps = [await tap(telegram, group.id, telegram.answers(group.id)[0].id, user, "gone") for user in people]
    assert taps == [messages.text("bot-old-button") for messages in (EN, RU, UK)]
    screen = await write(telegram, group.id, ann, f"/settings{TO_US}")
    assert await tap(telegram, group.id, screen.id, ann, "set:language:ru") == RU.text("bot-settings-saved")
    spoken = [greets(await write(telegram, group.id, user, f"/cancel{TO_US}")) for user in people]
    assert spoken == [RU, RU, RU]
    cal = people[-1]
    assert await tap(telegram, group.id, screen.id, cal, "set:language:uk") == RU.text("bot-admins-only")
    assert greets(await write(telegram, cal.id, cal, "/cancel")) is UK
