"""/subscribe and /subscriptions: a form of buttons, in private, in groups for administrators, in forum threads."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.chat.handlers.subscribing.times import read_answer, read_times, split_times
from bot.model.chat_settings import ChatSettings
from bot.model.place import Place
from bot.model.subscription import Filters, Length, Pause, Subscription
from bot.playground.server import TelegramServer
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.flows.changing import EN, TO_US, say, tap_data
from tests.chat.flows.test_digests import Time
from tests.chat.running import Bot, running, sample_answers
from tests.telegram_fixtures import meet

NOW = datetime(2025, 3, 25, 6, 30, tzinfo=UTC)
FORM = EN.text("bot-sub-title")
SAVED = tuple(read_messages(language).text("bot-settings-saved") for language in LANGUAGES)
ADMINS, NOT_OPEN = EN.text("bot-admins-only"), EN.text("bot-sub-old-form")


@pytest.fixture(scope="module")
def answers() -> AnswerService:
    return sample_answers()


@pytest_asyncio.fixture
async def clock() -> Time:
    made = Time()
    made.moment = NOW
    return made


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer, tmp_path: Path, answers: AnswerService, clock: Time) -> AsyncIterator[Bot]:
    async with running(telegram, tmp_path / "chat.db", answers=answers, clock=clock.now) as started:
        yield started


def look(telegram: TelegramServer, chat_id: int, message: Shown) -> Shown:
    return next(one for one in telegram.answers(chat_id) if one.id == message.id)


async def tap(telegram: TelegramServer, chat_id: int, form: Shown, person: User, *data: str) -> Shown:
    """The form as it stands after these taps."""
    for one in data:
        before = look(telegram, chat_id, form)
        assert await tap_data(telegram, chat_id, form.id, person, one) in ("", *SAVED)
        await telegram.until(lambda before=before: look(telegram, chat_id, form) != before)  # type: ignore[misc]
    return look(telegram, chat_id, form)


async def stored(bot: Bot, chat_id: int, count: int = 1) -> Subscription:
    async with asyncio.timeout(10):
        while len(await bot.store.subscriptions.of_chat(chat_id)) < count:  # noqa: ASYNC110 (nothing tells when)
            await asyncio.sleep(0.02)
    return (await bot.store.subscriptions.of_chat(chat_id))[-1]


async def test_two_taps_are_enough(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe")
    assert form.text.splitlines() == [
        FORM,
        "When: 08:00, every day",
        "Time zone: UTC – choose yours below",
        "About: everything",
        "Length: a sentence a story",
        "When nothing is new: say so briefly",
    ]
    saved = await tap(telegram, ann.id, form, ann, "sub:save")
    assert saved.text.splitlines()[1:] == [EN.text("bot-sub-saved", next="08:00"), EN.text("bot-sub-by-utc")]
    assert saved.keyboard == []
    found = await stored(bot, ann.id)
    assert (found.place, found.reached, found.next_due) == (Place(chat_id=ann.id), NOW, NOW + timedelta(minutes=90))
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:save") == NOT_OPEN, "once"


async def test_everything_can_be_chosen_by_buttons(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe")
    shown = await tap(telegram, ann.id, form, ann, "sub:open:times", "sub:time:18", "sub:time:8")
    assert "• 18" in [text for row in shown.keyboard for text in row]
    assert "When: 18:00, every day" in shown.text
    shown = await tap(telegram, ann.id, form, ann, "sub:open:main", "sub:open:days", "sub:day:6", "sub:day:7")
    assert "When: 18:00, Monday to Friday" in shown.text
    await tap(telegram, ann.id, form, ann, "sub:open:main", "sub:open:zone", "sub:zone:Europe/Kyiv")
    await tap(telegram, ann.id, form, ann, "sub:open:about", "sub:open:outlets", "sub:outlet:0", "sub:outlet:2")
    await tap(telegram, ann.id, form, ann, "sub:open:main", "sub:open:length", "sub:length:headlines", "sub:silent")
    shown = look(telegram, ann.id, form)
    assert shown.text.splitlines()[2:] == [
        "Time zone: Kyiv (Europe/Kyiv)",
        "About: only Continental Ledger, Northern Dispatch",
        "Length: headlines only",
        "When nothing is new: stay silent",
    ]
    await tap(telegram, ann.id, form, ann, "sub:save")
    found = await stored(bot, ann.id)
    assert found.schedule.times == (time(18),)
    assert (found.schedule.zone, found.schedule.days) == ("Europe/Kyiv", (1, 2, 3, 4, 5))
    assert found.filters == Filters(outlets=("Continental Ledger", "Northern Dispatch"))
    assert (found.length, found.silent) == (Length.HEADLINES, True)
    assert found.next_due == datetime(2025, 3, 25, 16, tzinfo=UTC)
    assert (await bot.store.people.settings(ann.id)).time_zone == "Europe/Kyiv", "nobody is asked twice"


async def test_the_last_time_and_the_last_day_stay(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe")
    await tap(telegram, ann.id, form, ann, "sub:open:times")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:time:8") == ""
    await tap(telegram, ann.id, form, ann, "sub:open:main")
    assert "08:00" in look(telegram, ann.id, form).text


async def test_what_cannot_be_tapped_is_typed(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:ask:times") == ""
    await telegram.wait_for_answers(ann.id, 2)
    wrong = await say(telegram, ann.id, ann, "when the sun comes up")
    assert wrong.text == EN.text("bot-sub-unknown-times", typed="when the sun comes up")
    form = await say(telegram, ann.id, ann, "7:30, 18.15 and 9 pm")
    assert "When: 07:30, 18:15, 21:00, every day" in form.text
    await tap(telegram, ann.id, form, ann, "sub:open:main")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:ask:zone") == ""
    await telegram.wait_for_answers(ann.id, 5)
    assert (await say(telegram, ann.id, ann, "qqqqqqqq")).text == EN.text("bot-sub-unknown-zone", typed="qqqqqqqq")
    form = await say(telegram, ann.id, ann, "Kyev")
    assert form.keyboard[0][0] == "Kyiv"
    await tap(telegram, ann.id, form, ann, "sub:zone:Europe/Kyiv")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:ask:words") == ""
    await telegram.wait_for_answers(ann.id, 8)
    form = await say(telegram, ann.id, ann, 'ports "day rate" -football')
    assert "About: ports, “day rate”; without football" in form.text
    await tap(telegram, ann.id, form, ann, "sub:save")
    found = await stored(bot, ann.id)
    assert found.filters == Filters(words=("ports",), phrases=("day rate",), excluded=("football",))
    assert found.schedule.times == (time(7, 30), time(18, 15), time(21))


async def test_a_question_in_between_is_a_question(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:ask:zone") == ""
    await telegram.wait_for_answers(ann.id, 2)
    answer = await say(telegram, ann.id, ann, "what does Russia demand?")
    assert "neutral" in answer.text
    await tap(telegram, ann.id, form, ann, "sub:save")


async def test_shortcuts_fill_the_form_in(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7:30 18 ports -football")
    assert "When: 07:30, 18:00, every day" in form.text
    assert "About: ports; without football" in form.text


async def test_the_form_speaks_the_persons_language(telegram: TelegramServer, bot: Bot) -> None:
    oksana, uk = meet(telegram, "Oksana", "uk"), read_messages("uk")
    await bot.store.people.save_settings(oksana.id, ChatSettings(time_zone="Europe/Kyiv"))
    form = await say(telegram, oksana.id, oksana, "/subscribe")
    assert form.text.splitlines()[:3] == [
        uk.text("bot-sub-title"),
        "Коли: 08:00, щодня",
        "Часовий пояс: Київ (Europe/Kyiv)",
    ]
    await tap(telegram, oksana.id, form, oksana, "sub:save")
    assert (await stored(bot, oksana.id)).language == "uk"


async def test_in_a_group_administrators_subscribe_for_their_thread(telegram: TelegramServer, bot: Bot) -> None:
    ann, bob = meet(telegram), meet(telegram, "Bob")
    forum = telegram.world.group("Desk", ann.id, bob.id, kind="forum")
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "News")
    refused = await say(telegram, forum.id, bob, f"/subscribe{TO_US}", thread_id=thread)
    assert refused.text == ADMINS
    form = await say(telegram, forum.id, ann, f"/subscribe{TO_US}", thread_id=thread)
    assert form.thread_id == thread
    assert await tap_data(telegram, forum.id, form.id, bob, "sub:save") == ADMINS
    telegram.gatherings.promote(forum.id, bob.id, ann.id, ["can_delete_messages"])
    cy = meet(telegram, "Cy")
    telegram.gatherings.join(forum.id, cy.id)
    telegram.gatherings.promote(forum.id, cy.id, ann.id, ["can_delete_messages"])
    assert await tap_data(telegram, forum.id, form.id, cy, "sub:save") == NOT_OPEN, "it is another's form"
    assert await tap_data(telegram, forum.id, form.id, ann, "sub:ask:words") == ""
    asked = (await telegram.wait_for_answers(forum.id, 3))[-1]
    form = await say(telegram, forum.id, ann, "harbour", reply_to=asked.id, thread_id=thread)
    await tap(telegram, forum.id, form, ann, "sub:save")
    found = await stored(bot, forum.id)
    assert found.place == Place(chat_id=forum.id, thread_id=thread)
    assert found.filters.words == ("harbour",)
    listed = await say(telegram, forum.id, ann, f"/subscriptions{TO_US}")
    assert EN.text("bot-sub-thread", thread=str(thread)) in listed.text
    assert (await say(telegram, forum.id, meet(telegram, "Di"), f"/subscriptions{TO_US}")).text != listed.text


async def test_the_list_pauses_changes_and_deletes(telegram: TelegramServer, bot: Bot, clock: Time) -> None:
    ann = meet(telegram)
    assert (await say(telegram, ann.id, ann, "/subscriptions")).text == EN.text("bot-sub-none")
    form = await say(telegram, ann.id, ann, "/subscribe 9")
    await tap(telegram, ann.id, form, ann, "sub:save")
    found = await stored(bot, ann.id)
    listed = await say(telegram, ann.id, ann, "/subscriptions")
    assert listed.text.splitlines()[2:] == ["1. 09:00, every day, UTC · everything · a sentence a story", "next 09:00"]
    assert listed.keyboard == [["⏸ 1", "✎ 1", "🗑 1"]]
    listed = await tap(telegram, ann.id, listed, ann, f"subs:pause:{found.id}")
    assert listed.text.splitlines()[-1] == EN.text("bot-sub-paused")
    assert (await stored(bot, ann.id)).paused is Pause.PERSON
    clock.moment = NOW + timedelta(days=3)
    listed = await tap(telegram, ann.id, listed, ann, f"subs:resume:{found.id}")
    again = await stored(bot, ann.id)
    assert (again.paused, again.reached, again.next_due) == (None, clock.moment, datetime(2025, 3, 28, 9, tzinfo=UTC))
    form = await tap(telegram, ann.id, listed, ann, f"subs:change:{found.id}", "sub:length:full", "sub:save")
    assert EN.text("bot-sub-changed", next="09:00") in form.text
    changed = await stored(bot, ann.id)
    assert (changed.id, changed.length, changed.created) == (found.id, Length.FULL, NOW)
    listed = await say(telegram, ann.id, ann, "/subscriptions")
    asked = await tap(telegram, ann.id, listed, ann, f"subs:delete:{found.id}")
    assert asked.text.endswith(EN.text("bot-sub-delete-ask"))
    await tap(telegram, ann.id, listed, ann, "subs:list", f"subs:delete:{found.id}", f"subs:really:{found.id}")
    assert look(telegram, ann.id, listed).text == EN.text("bot-sub-none")
    assert await tap_data(telegram, ann.id, listed.id, ann, f"subs:pause:{found.id}") == EN.text("bot-sub-gone")


async def test_an_older_form_saves_no_other_draft(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    first = await say(telegram, ann.id, ann, "/subscribe 9")
    second = await say(telegram, ann.id, ann, "/subscribe 10 ports")
    assert await tap_data(telegram, ann.id, first.id, ann, "sub:save") == NOT_OPEN
    await tap(telegram, ann.id, second, ann, "sub:save")
    found = await stored(bot, ann.id)
    third = await say(telegram, ann.id, ann, "/subscribe 15")
    listed = await say(telegram, ann.id, ann, "/subscriptions")
    await tap(telegram, ann.id, listed, ann, f"subs:change:{found.id}")
    assert await tap_data(telegram, ann.id, third.id, ann, "sub:save") == NOT_OPEN


async def test_changing_keeps_the_pause_and_no_due_time_is_lost(
    telegram: TelegramServer, bot: Bot, clock: Time
) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 9")
    await tap(telegram, ann.id, form, ann, "sub:save")
    found = await stored(bot, ann.id)
    listed = await say(telegram, ann.id, ann, "/subscriptions")
    await tap(telegram, ann.id, listed, ann, f"subs:change:{found.id}", "sub:silent", "sub:save")
    changed = await stored(bot, ann.id)
    assert (changed.silent, changed.reached, changed.next_due) == (True, found.reached, found.next_due)
    listed = await say(telegram, ann.id, ann, "/subscriptions")
    await tap(telegram, ann.id, listed, ann, f"subs:pause:{found.id}", f"subs:change:{found.id}", "sub:silent")
    form = await tap(telegram, ann.id, listed, ann, "sub:save")
    assert form.text.endswith(EN.text("bot-sub-still-paused"))
    assert (await stored(bot, ann.id)).paused is Pause.PERSON


async def test_forged_buttons_open_nothing_elsewhere(telegram: TelegramServer, bot: Bot) -> None:
    ann, eve = meet(telegram), meet(telegram, "Eve")
    form = await say(telegram, ann.id, ann, "/subscribe")
    await tap(telegram, ann.id, form, ann, "sub:save")
    found = await stored(bot, ann.id)
    listed = await say(telegram, eve.id, eve, "/subscriptions")
    gone = EN.text("bot-sub-gone")
    for data in ("pause", "resume", "change", "delete", "really"):
        assert await tap_data(telegram, eve.id, listed.id, eve, f"subs:{data}:{found.id}") == gone
    own = await say(telegram, eve.id, eve, "/subscribe")
    for data in ("sub:time:24", "sub:time:x", "sub:day:8", "sub:zone:Mars", "sub:outlet:0", "sub:open:x", "sub:ask:x"):
        assert await tap_data(telegram, eve.id, own.id, eve, data) == EN.text("bot-old-button"), data
    assert await stored(bot, ann.id) == found


async def test_ten_are_enough_for_a_chat(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    for count in range(1, 11):
        form = await say(telegram, ann.id, ann, f"/subscribe {count}")
        await tap(telegram, ann.id, form, ann, "sub:save")
    form = await say(telegram, ann.id, ann, "/subscribe 11")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:save") == EN.text("bot-sub-many", count=10)
    cancelled = await tap(telegram, ann.id, form, ann, "sub:cancel")
    assert cancelled.text == EN.text("bot-sub-cancelled")


async def test_a_form_outlives_a_restart_and_grows_old(
    telegram: TelegramServer, tmp_path: Path, answers: AnswerService, clock: Time
) -> None:
    ann = meet(telegram)
    async with running(telegram, tmp_path / "chat.db", answers=answers, clock=clock.now):
        form = await say(telegram, ann.id, ann, "/subscribe 9")
    async with running(telegram, tmp_path / "chat.db", answers=answers, clock=clock.now) as bot:
        await tap(telegram, ann.id, form, ann, "sub:silent", "sub:save")
        assert (await stored(bot, ann.id)).silent
        form = await say(telegram, ann.id, ann, "/subscribe 10")
        clock.moment = NOW + timedelta(days=1, seconds=1)
        assert await tap_data(telegram, ann.id, form.id, ann, "sub:save") == NOT_OPEN


# times as people type them


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("7:30", ["07:30"]),
        ("7.30 and 18", ["07:30", "18:00"]),
        ("0730", None),
        ("8 am, 6:15 p.m.", ["08:00", "18:15"]),
        ("12 am", ["00:00"]),
        ("о 8:00 та 20:00", ["08:00", "20:00"]),
        ("в 9 и 21 час", ["09:00", "21:00"]),
        ("24", ["00:00"]),
        ("8 вечера, 9 ранку", ["20:00", "09:00"]),
        ("12 дня", ["12:00"]),
        ("25", None),
        ("8:60", None),
        ("13 pm", None),
        ("noon", ["12:00"]),
        ("в полночь и в полдень", ["00:00", "12:00"]),
        ("8 30", ["08:30"]),
        ("8,30", ["08:30"]),
        ("7 00, 18 45", ["07:00", "18:45"]),
        ("8 20", ["08:00", "20:00"]),
        ("8：30", ["08:30"]),
        ("8 часов утра", ["08:00"]),
        ("о 9 годині ранку", ["09:00"]),
        ("2 часа ночи, 12 ночи, 11 ночі", ["02:00", "00:00", "23:00"]),
        ("11 дня, 3 дня", ["11:00", "15:00"]),
        ("8 o'clock pm", ["20:00"]),
        ("half past eight", None),
        ("25:00", None),
        ("8-9", None),
        ("8 Kyiv", None),
        ("", None),
    ],
)
def test_times(typed: str, times: list[str] | None) -> None:
    found = read_times(typed)
    assert (None if found is None else [f"{one:%H:%M}" for one in found]) == times


def test_where_only_times_were_asked_for_four_digits_are_one() -> None:
    assert read_answer("0730, 1815") == (time(7, 30), time(18, 15))
    assert read_answer("2460") is None
    assert split_times("2025 elections") == ((), "2025 elections"), "a year"


def test_times_before_words() -> None:
    assert split_times("7:30 18 ports strike") == ((time(7, 30), time(18)), "ports strike")
    assert split_times("ports 7:30") == ((), "ports 7:30")
    assert split_times("7 000 jobs") == ((), "7 000 jobs")
    assert split_times("8 вечера порты") == ((time(20),), "порты")
    assert split_times("  ") == ((), "")


@given(st.text())
def test_any_text_is_times_or_not(typed: str) -> None:
    found = read_times(typed)
    assert found is None or all(isinstance(one, time) for one in found)
