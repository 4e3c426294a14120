"""The form of /subscribe beside its flows: the draft, its screens, whose it is, and which words are taken for it."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.chat.buttons import Button
from bot.chat.handlers.subscribing.draft import MOST_TIMES, Draft, open_draft
from bot.chat.handlers.subscribing.screens import OPENED, show_screen
from bot.model.chat_settings import ChatSettings
from bot.model.place import Place
from bot.model.subscription import EVERY_DAY, EditionPlan, EditionState, Filters, Length, Pause
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.flows.changing import EN, TO_US, say, tap_data
from tests.chat.flows.test_digests import Time
from tests.chat.flows.test_subscribing import NOW, answers, bot, clock, stored, tap
from tests.chat.running import Bot, running
from tests.telegram_fixtures import meet

__all__ = ["answers", "bot", "clock"]

PLACE = Place(chat_id=7)
ZONES = ("UTC", "Europe/Kyiv", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe")
TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
DRAFTS = st.builds(
    Draft,
    subscription_id=st.integers(0, 9),
    times=st.sets(TIMES, min_size=1, max_size=MOST_TIMES).map(lambda found: tuple(sorted(found))),
    days=st.sets(st.sampled_from(EVERY_DAY), min_size=1).map(lambda found: tuple(sorted(found))),
    zone=st.none() | st.sampled_from(ZONES),
    filters=st.builds(Filters, outlets=st.lists(st.text(), max_size=3).map(tuple)),
    length=st.sampled_from(Length),
    silent=st.booleans(),
    offered=st.lists(st.text(min_size=1).filter(str.strip), max_size=12, unique=True).map(tuple),
)


# the draft


@given(DRAFTS, st.lists(TIMES | st.sampled_from(EVERY_DAY), max_size=40))
@settings(deadline=None)
def test_whatever_is_tapped_leaves_a_schedule(draft: Draft, taps: list[time | int]) -> None:
    for one in taps:
        draft = draft.toggle_day(one) if isinstance(one, int) else draft.toggle_time(one)
    schedule = draft.schedule
    assert schedule.times == tuple(sorted(set(schedule.times)))
    assert schedule.days == tuple(sorted(set(schedule.days)))
    assert 1 <= len(schedule.times) <= MOST_TIMES
    assert 1 <= len(schedule.days) <= len(EVERY_DAY)


@given(DRAFTS, TIMES)
@settings(deadline=None)
def test_a_second_tap_takes_the_first_back(draft: Draft, chosen: time) -> None:
    if draft.times != (chosen,) and len(draft.times) < MOST_TIMES:
        assert draft.toggle_time(chosen).toggle_time(chosen) == draft
    for outlet in draft.offered:
        if outlet not in draft.filters.outlets:
            assert draft.toggle_outlet(outlet).toggle_outlet(outlet) == draft


@given(DRAFTS)
@settings(deadline=None)
def test_a_draft_outlives_being_stored(draft: Draft) -> None:
    assert Draft.model_validate_json(draft.model_dump_json()) == draft


@given(DRAFTS, st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)))
@settings(deadline=None)
def test_what_is_saved_is_due_later_at_a_chosen_day(draft: Draft, naive: datetime) -> None:
    now = naive.replace(tzinfo=UTC)
    made = draft.finish(PLACE, 7, "en", now)
    assert (made.reached, made.created, made.paused) == (now, now, None)
    assert made.next_due is not None
    assert now < made.next_due <= now + timedelta(days=15)
    zone = ZoneInfo(draft.zone or "UTC")
    near = [made.next_due.astimezone(zone).date() + timedelta(days=days) for days in (-1, 0, 1)]
    chosen = [datetime.combine(day, one, zone) for day in near if day.isoweekday() in draft.days for one in draft.times]
    assert made.next_due in [one.astimezone(UTC) for one in chosen]


@given(DRAFTS, st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)))
@settings(deadline=None)
def test_a_subscription_opens_as_it_was_saved(draft: Draft, naive: datetime) -> None:
    made = draft.finish(PLACE, 7, "en", naive.replace(tzinfo=UTC))
    opened = open_draft(made, 7)
    again = opened.finish(PLACE, 7, "en", naive.replace(tzinfo=UTC))
    assert again == made
    assert (opened.asked, opened.offered, opened.zones) == (None, (), ())


# the screens


@given(DRAFTS, st.sampled_from(OPENED), st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_every_button_fits_telegrams_bounds(draft: Draft, name: str, language: str) -> None:
    screen = show_screen(name, draft, read_messages(language))
    buttons = [one for row in screen.keyboard for one in row]
    assert len(buttons) <= 100
    assert all(len(row) <= 8 for row in screen.keyboard)
    assert len({one.data for one in buttons}) == len(buttons)
    for one in buttons:
        assert isinstance(one, Button)
        assert one.text.strip()
        assert 1 <= len((one.data or "").encode()) <= 64


@given(DRAFTS)
@settings(deadline=None, max_examples=20)
def test_what_is_chosen_is_marked(draft: Draft) -> None:
    def marked(name: str) -> int:
        return sum(one.text.startswith("• ") for row in show_screen(name, draft, EN).keyboard for one in row)

    assert marked("times") == sum(one.minute == 0 for one in draft.times), "other times stand in the text"
    assert marked("days") == len(draft.days)
    assert marked("length") == 1
    assert marked("zone") == (draft.zone is not None)


async def test_every_button_that_is_shown_does_something(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe")
    for name in OPENED:
        await tap(telegram, ann.id, form, ann, *([f"sub:open:{name}"] if name != "main" else []))
        for data in data_of(telegram, ann.id, form):
            if data not in ("sub:save", "sub:cancel"):
                assert await tap_data(telegram, ann.id, form.id, ann, data) == "", data
        await tap_data(telegram, ann.id, form.id, ann, "sub:open:main")
        await settle(telegram, ann.id, form, "sub:save")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:cancel") == ""


async def test_everything_takes_words_and_outlets_back(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, '/subscribe 7 ports "day rate" -football')
    await tap(telegram, ann.id, form, ann, "sub:open:about", "sub:open:outlets", "sub:outlet:0", "sub:open:about")
    await tap(telegram, ann.id, form, ann, "sub:everything", "sub:save")
    assert (await stored(bot, ann.id)).filters == Filters()


async def test_words_keep_the_outlets(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe")
    await tap(telegram, ann.id, form, ann, "sub:open:about", "sub:open:outlets", "sub:outlet:0")
    form = await type_words(telegram, ann.id, ann, form, "words", "ports «повышение зарплат» −спорт „денна ставка“")
    assert "ports, “повышение зарплат”, “денна ставка”; without спорт; only Continental Ledger" in form.text
    await tap(telegram, ann.id, form, ann, "sub:save")
    assert (await stored(bot, ann.id)).filters.outlets == ("Continental Ledger",)


@pytest.mark.parametrize("typed", ["Киев", "київ", "Europe/Kyiv", "  KIEV "])
async def test_a_city_that_is_surely_meant_needs_no_button(telegram: TelegramServer, bot: Bot, typed: str) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    form = await type_words(telegram, ann.id, ann, form, "zone", typed)
    assert "Time zone: Kyiv (Europe/Kyiv)" in form.text
    await tap(telegram, ann.id, form, ann, "sub:save")
    found = await stored(bot, ann.id)
    assert found.next_due == datetime(2025, 3, 26, 5, tzinfo=UTC), "7:00 has passed in Kyiv today"


async def test_a_zone_chosen_before_is_not_changed_by_a_digest(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    await bot.store.people.save_settings(ann.id, ChatSettings(time_zone="Europe/Berlin"))
    form = await say(telegram, ann.id, ann, "/subscribe")
    assert "Time zone: Berlin (Europe/Berlin)" in form.text
    await tap(telegram, ann.id, form, ann, "sub:open:zone", "sub:zone:Europe/Kyiv", "sub:save")
    assert (await stored(bot, ann.id)).schedule.zone == "Europe/Kyiv"
    assert (await bot.store.people.settings(ann.id)).time_zone == "Europe/Berlin"


# words


async def test_words_that_come_late_are_a_question(telegram: TelegramServer, bot: Bot, clock: Time) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:ask:words") == ""
    await telegram.wait_for_answers(ann.id, 2)
    clock.moment = NOW + timedelta(minutes=15, seconds=1)
    answer = await say(telegram, ann.id, ann, "how many dockers walked out")
    assert "1,400" in answer.text
    saved = await tap(telegram, ann.id, form, ann, "sub:save")
    assert "everything" in saved.text, "the form is open still"


async def test_words_are_waited_for_across_a_restart(
    telegram: TelegramServer, tmp_path: Path, answers: AnswerService, clock: Time
) -> None:
    ann = meet(telegram)
    file = tmp_path / "chat.db"
    async with running(telegram, file, answers=answers, clock=clock.now):
        form = await say(telegram, ann.id, ann, "/subscribe 7")
        assert await tap_data(telegram, ann.id, form.id, ann, "sub:ask:times") == ""
        await telegram.wait_for_answers(ann.id, 2)
    async with running(telegram, file, answers=answers, clock=clock.now):
        form = await say(telegram, ann.id, ann, "6.45")
        assert "When: 06:45, every day" in form.text


async def test_opening_another_screen_ends_the_wait_for_words(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:ask:words") == ""
    await telegram.wait_for_answers(ann.id, 2)
    await tap(telegram, ann.id, form, ann, "sub:open:length")
    assert "1,400" in (await say(telegram, ann.id, ann, "how many dockers walked out")).text


async def test_a_tap_instead_of_words_ends_the_wait_for_them(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    await tap(telegram, ann.id, form, ann, "sub:open:zone")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:ask:zone") == ""
    await telegram.wait_for_answers(ann.id, 2)
    await tap(telegram, ann.id, form, ann, "sub:zone:Europe/Kyiv")
    assert "1,400" in (await say(telegram, ann.id, ann, "how many dockers walked out")).text


async def test_in_a_group_only_the_reply_of_whoever_began_is_taken(telegram: TelegramServer, bot: Bot) -> None:
    ann, bob, group = gather(telegram)
    form = await say(telegram, group.id, ann, f"/subscribe{TO_US} 7")
    assert await tap_data(telegram, group.id, form.id, ann, "sub:ask:words") == ""
    asked = (await telegram.wait_for_answers(group.id, 2))[-1]
    assert asked.text.endswith(EN.text("bot-sub-ask-reply"))
    other = await say(telegram, group.id, bob, "ferries", reply_to=asked.id)
    assert EN.text("bot-sub-title") not in other.text
    form = await say(telegram, group.id, ann, "harbour", reply_to=asked.id)
    assert "About: harbour" in form.text


# whose


async def test_an_anonymous_administrator_begins_in_the_groups_name_and_taps_in_their_own(
    telegram: TelegramServer, bot: Bot
) -> None:
    ann, _, group = gather(telegram)
    telegram.gatherings.promote(group.id, ann.id, ann.id, [], is_anonymous=True)
    telegram.people.write(group.id, ann.id, f"/subscribe{TO_US} 7", is_anonymous=True)
    form = (await telegram.wait_for_answers(group.id, 1))[-1]
    await tap(telegram, group.id, form, ann, "sub:silent")
    assert await tap_data(telegram, group.id, form.id, ann, "sub:ask:words") == ""
    asked = (await telegram.wait_for_answers(group.id, 2))[-1]
    telegram.people.write(group.id, ann.id, "harbour", asked.id, is_anonymous=True)
    form = (await telegram.wait_for_answers(group.id, 3))[-1]
    await tap(telegram, group.id, form, ann, "sub:save")
    found = await stored(bot, group.id)
    assert (found.filters.words, found.silent) == (("harbour",), True)


async def test_a_digest_is_kept_for_the_place_where_it_was_begun(telegram: TelegramServer, bot: Bot) -> None:
    ann, bob, forum = gather(telegram, "forum")
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "News")
    telegram.gatherings.promote(forum.id, bob.id, ann.id, ["can_delete_messages"])
    form = await say(telegram, forum.id, ann, f"/subscribe{TO_US} 7", thread_id=thread)
    await tap(telegram, forum.id, form, ann, "sub:open:zone", "sub:zone:Europe/Kyiv", "sub:save")
    found = await stored(bot, forum.id)
    assert (await bot.store.places.settings(Place(chat_id=forum.id))).time_zone == "Europe/Kyiv", "of the whole group"
    listed = await say(telegram, forum.id, bob, f"/subscriptions{TO_US}")
    await tap(telegram, forum.id, listed, bob, f"subs:change:{found.id}", "sub:silent", "sub:save")
    changed = await stored(bot, forum.id)
    assert changed.silent
    assert (changed.id, changed.place, changed.person_id) == (found.id, found.place, ann.id)
    assert changed.place.thread_id == thread, "though it was changed from another one"


async def test_who_does_not_administer_a_group_changes_nothing(telegram: TelegramServer, bot: Bot) -> None:
    _, bob, group = gather(telegram)
    form = await say(telegram, group.id, bob, f"/subscribe{TO_US} 7")
    assert form.text == EN.text("bot-admins-only")
    listed = await say(telegram, group.id, bob, f"/subscriptions{TO_US}")
    assert listed.text == EN.text("bot-admins-only")
    for data in ("sub:save", "sub:silent", "subs:list", "subs:delete:1"):
        assert await tap_data(telegram, group.id, form.id, bob, data) == EN.text("bot-admins-only")


# the list


async def test_a_digest_changed_away_meanwhile_is_gone(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    await tap(telegram, ann.id, form, ann, "sub:save")
    found = await stored(bot, ann.id)
    listed = await say(telegram, ann.id, ann, "/subscriptions")
    other = await say(telegram, ann.id, ann, "/subscriptions")
    await tap(telegram, ann.id, listed, ann, f"subs:change:{found.id}")
    await tap(telegram, ann.id, other, ann, f"subs:delete:{found.id}", f"subs:really:{found.id}")
    assert await tap_data(telegram, ann.id, listed.id, ann, "sub:save") == EN.text("bot-sub-gone")
    assert await bot.store.subscriptions.of_chat(ann.id) == []


@pytest.mark.parametrize("state", [EditionState.MISSED, EditionState.NOTHING_NEW])
async def test_the_list_says_what_became_of_the_last_one(
    telegram: TelegramServer, bot: Bot, clock: Time, state: EditionState
) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    await tap(telegram, ann.id, form, ann, "sub:save")
    found = await stored(bot, ann.id)
    assert found.next_due is not None
    clock.moment = found.next_due + timedelta(hours=1)
    done = EditionPlan(
        subscription_id=found.id,
        expected=found.next_due,
        made=clock.moment,
        reached=clock.moment,
        next_due=found.next_due + timedelta(days=1),
        due=None if state is EditionState.MISSED else found.next_due,
        missed=(found.next_due,) if state is EditionState.MISSED else (),
        state=EditionState.NOTHING_NEW,
    )
    assert await bot.store.editions.record([done]) == [True]
    listed = await say(telegram, ann.id, ann, "/subscriptions")
    word = EN.text("bot-sub-state-missed" if state is EditionState.MISSED else "bot-sub-state-nothing")
    assert EN.text("bot-sub-last", when="07:00", state=word) in listed.text


async def test_one_that_telegram_refused_says_so_and_is_taken_up_again(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    await tap(telegram, ann.id, form, ann, "sub:save")
    found = await stored(bot, ann.id)
    assert await bot.store.subscriptions.save(found.model_copy(update={"paused": Pause.REFUSED}))
    listed = await say(telegram, ann.id, ann, "/subscriptions")
    assert EN.text("bot-sub-paused-refused") in listed.text
    assert listed.keyboard[0][0].startswith("▶")
    listed = await tap(telegram, ann.id, listed, ann, f"subs:resume:{found.id}")
    assert EN.text("bot-sub-next", next="07:00") in listed.text
    assert (await stored(bot, ann.id)).paused is None


def gather(telegram: TelegramServer, kind: str = "supergroup") -> tuple[User, User, Chat]:
    """Ann, who made the group; Bob, a member; the group."""
    ann, bob = meet(telegram), meet(telegram, "Bob")
    return ann, bob, telegram.world.group("Desk", ann.id, bob.id, kind=kind)


def data_of(telegram: TelegramServer, chat_id: int, form: Shown) -> list[str]:
    rows = telegram.world.chats[chat_id].messages[form.id].keyboard
    return [one["callback_data"] for row in rows for one in row]


async def settle(telegram: TelegramServer, chat_id: int, form: Shown, data: str) -> None:
    """Until the form has this button."""
    await telegram.until(lambda: data in data_of(telegram, chat_id, form))


async def type_words(telegram: TelegramServer, chat_id: int, person: User, form: Shown, what: str, words: str) -> Shown:
    """The form that comes after these words."""
    before = len(telegram.answers(chat_id))
    assert await tap_data(telegram, chat_id, form.id, person, f"sub:ask:{what}") == ""
    await telegram.wait_for_answers(chat_id, before + 1)
    return await say(telegram, chat_id, person, words)


# what is typed without being asked for


async def test_a_city_typed_before_the_zones_is_taken_at_once(telegram: TelegramServer, bot: Bot) -> None:
    """The screen says so itself: "Tap a city, or type another one"."""
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    await tap(telegram, ann.id, form, ann, "sub:open:zone")
    wrong = await say(telegram, ann.id, ann, "Qwrtz am See")
    assert wrong.text == EN.text("bot-sub-unknown-zone", typed="Qwrtz am See")
    form = await say(telegram, ann.id, ann, "львов")
    assert "Time zone: Kyiv (Europe/Kyiv)" in form.text
    await tap(telegram, ann.id, form, ann, "sub:save")


async def test_a_time_typed_before_the_hours_is_taken_and_a_question_is_not(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    await tap(telegram, ann.id, form, ann, "sub:open:times", "sub:time:9")
    assert "1,400" in (await say(telegram, ann.id, ann, "how many dockers walked out")).text
    form = await say(telegram, ann.id, ann, "8:30 pm")
    assert "When: 20:30, every day" in form.text
    form = await say(telegram, ann.id, ann, "6.45")
    assert "When: 06:45, every day" in form.text, "the hours are still open"
    await tap(telegram, ann.id, form, ann, "sub:open:main")
    assert EN.text("bot-sub-title") not in (await say(telegram, ann.id, ann, "8:30 pm")).text


async def test_a_question_before_the_zones_is_a_question(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    await tap(telegram, ann.id, form, ann, "sub:open:zone")
    assert "1,400" in (await say(telegram, ann.id, ann, "how many dockers walked out")).text
    assert "neutral" in (await say(telegram, ann.id, ann, "Russia demands what?")).text


async def test_in_a_group_a_reply_to_the_form_names_the_city(telegram: TelegramServer, bot: Bot) -> None:
    ann, _, forum = gather(telegram, "forum")
    thread = telegram.gatherings.open_thread(forum.id, ann.id, "News")
    form = await say(telegram, forum.id, ann, f"/subscribe{TO_US} 7", thread_id=thread)
    await tap(telegram, forum.id, form, ann, "sub:open:zone")
    form = await say(telegram, forum.id, ann, "Львів", reply_to=form.id, thread_id=thread)
    assert "Time zone: Kyiv (Europe/Kyiv)" in form.text
    await tap(telegram, forum.id, form, ann, "sub:save")
    assert (await stored(bot, forum.id)).place == Place(chat_id=forum.id, thread_id=thread)


async def test_a_form_that_was_cancelled_by_command_is_closed(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    await tap(telegram, ann.id, form, ann, "sub:open:zone")
    assert (await say(telegram, ann.id, ann, "/cancel")).text == EN.text("bot-cancelled")
    assert await tap_data(telegram, ann.id, form.id, ann, "sub:zone:Europe/Kyiv") == EN.text("bot-sub-old-form")
    assert EN.text("bot-sub-title") not in (await say(telegram, ann.id, ann, "Kyiv")).text


async def test_two_quick_taps_subscribe_once(telegram: TelegramServer, bot: Bot) -> None:
    ann = meet(telegram)
    form = await say(telegram, ann.id, ann, "/subscribe 7")
    queries = [telegram.people.tap_data(ann.id, form.id, ann.id, "sub:save") for _ in range(3)]
    await telegram.until(lambda: all(telegram.world.queries[one].answer for one in queries))
    assert len(await bot.store.subscriptions.of_chat(ann.id)) == 1


async def test_the_same_digest_twice_is_one(telegram: TelegramServer, bot: Bot) -> None:
    """Also when a crash has the tap dealt with again, after the digest was stored."""
    ann = meet(telegram)
    for _ in range(2):
        form = await say(telegram, ann.id, ann, "/subscribe 7 ports")
        await tap(telegram, ann.id, form, ann, "sub:open:zone", "sub:zone:Europe/Kyiv")
        saved = await tap(telegram, ann.id, form, ann, "sub:save")
        assert EN.text("bot-sub-saved", next="26 March, 07:00") in saved.text
        assert EN.text("bot-sub-by-utc") not in saved.text
    [only] = await bot.store.subscriptions.of_chat(ann.id)
    assert await bot.store.subscriptions.save(only.model_copy(update={"paused": Pause.PERSON}))
    form = await say(telegram, ann.id, ann, "/subscribe 7 ports")
    await tap(telegram, ann.id, form, ann, "sub:save")
    assert [one.paused for one in await bot.store.subscriptions.of_chat(ann.id)] == [Pause.PERSON, None]
