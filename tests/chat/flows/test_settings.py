"""/settings: of a person in private, of the whole group by its administrators in a group."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.model.chat_settings import ChatSettings
from bot.model.place import Place
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from bot.text.messages import Messages
from bot.text.zones import describe_zone
from tests.chat.flows.test_commands import (
    DEMAND,
    EN,
    RU,
    TO_US,
    UK,
    alone,
    bob,
    bot,
    follow,
    group,
    look,
    meet,
    see,
    shared_file,
    tap,
    telegram,
    write,
)
from tests.chat.flows.test_editions import subscribe
from tests.chat.running import Bot, running

__all__ = ["alone", "bob", "bot", "group", "shared_file", "telegram"]
pytestmark = pytest.mark.asyncio(loop_scope="module")

ZONE, SAVED, OLD = EN.text("bot-button-zone"), EN.text("bot-settings-saved"), EN.text("bot-old-button")
ADMINISTRATORS_ONLY = EN.text("bot-admins-only")
CHANNEL = {"id": -1009999999999, "type": "channel", "title": "News"}
FORGED = st.lists(
    st.sampled_from(["set", "language", "quotes", "forget", "ask", "me", "9", "-", "²", ""]) | st.text(), max_size=4
)
"""Data of buttons, in parts."""
NOT_UNDERSTOOD = (
    "set", "set:", "set:language:de", "set:language", "set:quotes:5", "set:quotes:0", "set:quotes:1:1", "set:colour:1",
    "ask", "ask:nothing", "forget:me", "forget:me:--5", "forget:me:x", "no action of ours", "\ud83d", "ⱥ" * 21,
)  # fmt: skip


def render(messages: Messages, zone: str, quotes: int, *, group: bool = False) -> str:
    """The screen's text; the zone is called as the language calls its city, as in the form of a digest."""
    title = messages.text("bot-settings-title-group" if group else "bot-settings-title")
    language = messages.text("bot-settings-language", value=messages.text(f"bot-language-{messages.language}"))
    shown_zone = messages.text("bot-settings-zone", value=describe_zone(zone, messages.language))
    return "\n".join([title, language, shown_zone, messages.text("bot-settings-quotes", value=str(quotes))])


async def test_a_language_switches_the_screen_at_once_and_all_that_follows(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    subscription = await subscribe(bot, Place(chat_id=ann.id))
    screen = await write(telegram, ann.id, ann, "/settings")
    assert screen.text == render(EN, "UTC", 4)
    assert screen.keyboard == [
        ["• English", "Русский", "Українська"],
        ["❝ 1", "❝ 2", "❝ 3", "• ❝ 4"],
        ["Time zone"],
    ]
    assert await tap(telegram, ann.id, screen.id, ann, "Українська") == UK.text("bot-settings-saved")
    switched = await see(telegram, ann.id, screen.id, UK.text("bot-settings-title"))
    assert switched.text == render(UK, "UTC", 4)
    assert switched.keyboard[0] == ["English", "Русский", "• Українська"]
    assert switched.keyboard[2] == [UK.text("bot-button-zone")]
    answer = await write(telegram, ann.id, ann, DEMAND)
    assert UK.text("coverage", count=23, days="3–24 березня 2025") in answer.text
    assert len(telegram.answers(ann.id)) == 2
    spoken = await bot.store.subscriptions.find(subscription.id)
    assert spoken is not None
    assert spoken.language == "uk", "digests too"


async def test_quotes_per_answer_change_the_answers(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    full = await write(telegram, ann.id, ann, DEMAND)
    assert "[2]" in full.text
    screen = await write(telegram, ann.id, ann, "/settings")
    assert await tap(telegram, ann.id, screen.id, ann, "❝ 1") == SAVED
    changed = await see(telegram, ann.id, screen.id, render(EN, "UTC", 1))
    assert changed.keyboard[1] == ["• ❝ 1", "❝ 2", "❝ 3", "❝ 4"]
    short = await write(telegram, ann.id, ann, DEMAND)
    assert short.text.startswith(full.text.splitlines()[0] + "\n")
    assert len(short.quotations) == 1
    assert "[2]" not in short.text


async def test_what_holds_already_may_be_chosen_again(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    screen = await write(telegram, ann.id, ann, "/settings")
    assert await tap(telegram, ann.id, screen.id, ann, "• English") == SAVED
    await write(telegram, ann.id, ann, "/cancel")
    assert not look(telegram, ann.id, screen.id).edited
    edits = [call for call in telegram.world.called("editMessageText") if call.params["chat_id"] == str(ann.id)]
    assert ["message is not modified" in call.description for call in edits] == [True]
    assert len(telegram.answers(ann.id)) == 2


async def test_a_time_zone_is_asked_for_until_one_is_named(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    assert "3–24 March 2025" in (await write(telegram, ann.id, ann, "/sources")).text
    screen = await write(telegram, ann.id, ann, "/settings")
    assert await tap(telegram, ann.id, screen.id, ann, ZONE) == ""
    asked = (await telegram.wait_for_answers(ann.id, 3))[2]
    assert asked.text == EN.text("bot-settings-zone-how")
    unknown = await write(telegram, ann.id, ann, "Atlantis <b>@ann_reads</b>")
    assert unknown.text == EN.text("bot-settings-zone-unknown", zone="Atlantis <b>@ann_reads</b>")
    assert not any(one["type"] in {"mention", "bold"} for one in unknown.entities)
    assert (await write(telegram, ann.id, ann, "/help")).text.startswith(EN.text("bot-help"))
    saved = await write(telegram, ann.id, ann, " pacific / kiritimati ")
    assert saved.text == f"{render(EN, 'Pacific/Kiritimati', 4)}\n\n{SAVED}"
    assert saved.keyboard == screen.keyboard
    assert "4–24 March 2025" in (await write(telegram, ann.id, ann, "/sources")).text
    assert EN.text("abstain") in (await write(telegram, ann.id, ann, "Pacific/Palau")).text


async def test_a_time_zone_that_is_only_resembled_is_confirmed_by_a_button(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    screen = await write(telegram, ann.id, ann, "/settings")
    await tap(telegram, ann.id, screen.id, ann, ZONE)
    await telegram.wait_for_answers(ann.id, 2)
    offered = await write(telegram, ann.id, ann, "Kyev")
    assert (offered.text, offered.keyboard) == (EN.text("bot-zone-which"), [["Kyiv"]])
    assert (await bot.store.people.settings(ann.id)).time_zone is None, "nothing is saved before the tap"
    assert await tap(telegram, ann.id, offered.id, ann, "set:zone:Mars/Base") == OLD
    assert await tap(telegram, ann.id, offered.id, ann, "Kyiv") == SAVED
    await see(telegram, ann.id, offered.id, render(EN, "Europe/Kyiv", 4))
    assert (await bot.store.people.settings(ann.id)).time_zone == "Europe/Kyiv"


async def test_the_time_zones_of_a_country_are_offered_under_their_cities(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    screen = await write(telegram, ann.id, ann, "/settings")
    await tap(telegram, ann.id, screen.id, ann, ZONE)
    await telegram.wait_for_answers(ann.id, 2)
    offered = await write(telegram, ann.id, ann, "Германия")
    assert offered.keyboard == [["Berlin"], ["Busingen"]]
    again = await write(telegram, ann.id, ann, "Berlin")
    assert again.text == f"{render(EN, 'Europe/Berlin', 4)}\n\n{SAVED}", "typing goes on working beside the buttons"


async def test_after_a_tap_on_a_time_zone_words_are_a_question_again(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    screen = await write(telegram, ann.id, ann, "/settings")
    await tap(telegram, ann.id, screen.id, ann, ZONE)
    await telegram.wait_for_answers(ann.id, 2)
    offered = await write(telegram, ann.id, ann, "Russia")
    assert offered.keyboard[0] == ["Moscow"], "the zone that most people live by comes first"
    assert await tap(telegram, ann.id, offered.id, ann, "Moscow") == SAVED
    await see(telegram, ann.id, offered.id, render(EN, "Europe/Moscow", 4))
    assert EN.text("abstain") in (await write(telegram, ann.id, ann, "Pacific/Palau")).text
    assert (await bot.store.people.settings(ann.id)).time_zone == "Europe/Moscow"


async def test_a_tap_on_a_language_leaves_the_question_for_a_zone_open(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    screen = await write(telegram, ann.id, ann, "/settings")
    await tap(telegram, ann.id, screen.id, ann, ZONE)
    await telegram.wait_for_answers(ann.id, 2)
    assert await tap(telegram, ann.id, screen.id, ann, "❝ 2") == SAVED
    assert SAVED in (await write(telegram, ann.id, ann, "Pacific/Palau")).text


async def test_words_are_taken_for_a_time_zone_for_a_quarter_of_an_hour(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    people = ann, bob = meet(alone, "Ann"), meet(alone, "Bob")
    async with running(alone, file, answers=sample, clock=follow(alone)):
        for user in people:
            alone.people.write(user.id, user.id, "/settings")
        for user in people:
            [screen] = await alone.wait_for_answers(user.id)
            await tap(alone, user.id, screen.id, user, ZONE)
        for user in people:
            await alone.wait_for_answers(user.id, 2)
        alone.world.clock.advance(timedelta(minutes=15).total_seconds())
        assert SAVED in (await write(alone, ann.id, ann, "Pacific/Palau")).text
        alone.world.clock.advance(1)
        assert EN.text("abstain") in (await write(alone, bob.id, bob, "Pacific/Palau")).text


async def test_all_is_kept_over_a_restart_also_what_was_begun(
    alone: TelegramServer, file: Path, sample: AnswerService
) -> None:
    ann = meet(alone)
    async with running(alone, file, answers=sample):
        screen = await write(alone, ann.id, ann, "/settings")
        for button in ("set:language:ru", "set:quotes:2", "set:zone"):
            await tap(alone, ann.id, screen.id, ann, button)
        await alone.wait_for_answers(ann.id, 2)
    async with running(alone, file, answers=sample):
        saved = await write(alone, ann.id, ann, "kyiv")
        assert saved.text == f"{render(RU, 'Europe/Kyiv', 2)}\n\n{RU.text('bot-settings-saved')}"


async def test_in_a_group_only_administrators_see_the_screen_and_change_it(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    cal = meet(telegram, "Cal", "uk")
    telegram.gatherings.join(group.id, cal.id)
    telegram.gatherings.promote(group.id, cal.id, ann.id, [])
    refused = await write(telegram, group.id, bob, f"/settings{TO_US}")
    assert (refused.text, refused.keyboard) == (ADMINISTRATORS_ONLY, [])
    screen = await write(telegram, group.id, ann, f"/settings{TO_US}")
    assert screen.text == f"{render(EN, 'UTC', 4, group=True)}\n\n{EN.text('bot-settings-admins')}"
    for button in ("Русский", "❝ 1", ZONE, "set:junk"):
        assert await tap(telegram, group.id, screen.id, bob, button) == ADMINISTRATORS_ONLY
    assert await tap(telegram, group.id, screen.id, cal, "Русский") == RU.text("bot-settings-saved")
    await see(telegram, group.id, screen.id, render(RU, "UTC", 4, group=True))
    assert (await write(telegram, group.id, bob, f"/cancel{TO_US}")).text == RU.text("bot-cancel-nothing")
    assert (await write(telegram, bob.id, bob, "/settings")).text == render(EN, "UTC", 4)


async def test_an_anonymous_administrator_taps_in_their_own_name_and_writes_in_the_groups(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    telegram.gatherings.promote(group.id, ann.id, ann.id, [], is_anonymous=True)
    screen = await write(telegram, group.id, ann, f"/settings{TO_US}", is_anonymous=True)
    assert await tap(telegram, group.id, screen.id, ann, "❝ 2") == SAVED
    await see(telegram, group.id, screen.id, render(EN, "UTC", 2, group=True))
    await tap(telegram, group.id, screen.id, ann, ZONE)
    asked = (await telegram.wait_for_answers(group.id, 2))[1]
    assert EN.text("abstain") in (await write(telegram, group.id, bob, "Pacific/Palau", reply_to=asked.id)).text
    saved = await write(telegram, group.id, ann, "Pacific/Palau", reply_to=asked.id, is_anonymous=True)
    assert render(EN, "Pacific/Palau", 2, group=True) in saved.text
    ended = await write(telegram, group.id, ann, f"/cancel{TO_US}", is_anonymous=True)
    assert ended.text == EN.text("bot-cancel-nothing")


async def test_a_channel_that_speaks_in_a_group_does_not_administer_it(
    telegram: TelegramServer, bot: Bot, group: Chat
) -> None:
    by_channel = {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}, "sender_chat": CHANNEL}
    asked = {"message_id": 900, "date": int(telegram.world.clock.now()), "chat": group.render()}
    telegram.world.updates.inject({"message": asked | by_channel | {"text": f"/settings{TO_US}"}})
    [answer] = await telegram.wait_for_answers(group.id)
    assert (answer.text, answer.keyboard) == (ADMINISTRATORS_ONLY, [])


async def test_in_a_group_only_a_reply_of_whoever_was_asked_names_the_time_zone(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    screen = await write(telegram, group.id, ann, f"/settings{TO_US}")
    await tap(telegram, group.id, screen.id, ann, ZONE)
    asked = (await telegram.wait_for_answers(group.id, 2))[1]
    assert asked.text == EN.text("bot-settings-zone-how-group")
    assert EN.text("abstain") in (await write(telegram, group.id, bob, "Pacific/Palau", reply_to=asked.id)).text
    assert EN.text("abstain") in (await write(telegram, group.id, ann, f"/ask{TO_US} Pacific/Palau")).text
    saved = await write(telegram, group.id, ann, "Pacific/Palau", reply_to=asked.id)
    assert render(EN, "Pacific/Palau", 4, group=True) in saved.text


async def test_where_telegram_does_not_say_who_administers_the_answer_is_no(
    telegram: TelegramServer, bot: Bot, ann: User, group: Chat
) -> None:
    telegram.fault("getChatMember", chat_id=group.id, code=400, description="Bad Request: PARTICIPANT_ID_INVALID")
    refused = await write(telegram, group.id, ann, f"/settings{TO_US}")
    assert (refused.text, refused.keyboard) == (ADMINISTRATORS_ONLY, [])
    telegram.fault("getChatMember", chat_id=group.id, html=True)
    assert await tap(telegram, group.id, refused.id, ann, "set:quotes:1") == ADMINISTRATORS_ONLY
    group.hides_members = True
    assert await tap(telegram, group.id, refused.id, ann, "set:quotes:1") == ADMINISTRATORS_ONLY
    group.hides_members = False
    shown = await write(telegram, group.id, ann, f"/settings{TO_US}")
    assert shown.text.startswith(render(EN, "UTC", 4, group=True))


async def test_settings_of_a_group_hold_for_everybody_in_all_its_threads(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User
) -> None:
    forum = telegram.world.group("Forum", ann.id, bob.id, kind="forum")
    ports, budget = (telegram.gatherings.open_thread(forum.id, ann.id, name) for name in ("Ports", "Budget"))
    screen = await write(telegram, forum.id, ann, f"/settings{TO_US}", thread_id=ports)
    assert screen.thread_id == ports
    for button in ("Українська", "set:quotes:1"):
        await tap(telegram, forum.id, screen.id, ann, button)
    await see(telegram, forum.id, screen.id, render(UK, "UTC", 1, group=True))
    await tap(telegram, forum.id, screen.id, ann, "set:zone")
    asked = (await telegram.wait_for_answers(forum.id, 2))[1]
    assert (asked.text, asked.thread_id) == (UK.text("bot-settings-zone-how-group"), ports)
    await write(telegram, forum.id, ann, "Kiritimati", reply_to=asked.id, thread_id=ports)
    for thread_id in (budget, None):
        answer = await write(telegram, forum.id, bob, f"/ask{TO_US} {DEMAND}", thread_id=thread_id)
        assert answer.thread_id == thread_id
        assert len(answer.quotations) == 1
        assert UK.text("coverage", count=23, days="4–24 березня 2025") in answer.text


async def test_a_button_that_nobody_understands_says_so(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    screen = await write(telegram, ann.id, ann, "/settings")
    for data in NOT_UNDERSTOOD:
        assert (data, await tap(telegram, ann.id, screen.id, ann, data)) == (data, OLD)
    assert await bot.store.people.settings(ann.id) == ChatSettings()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=FORGED)
@example(parts=["forget", "me", "--5"])
async def test_any_tap_is_answered(telegram: TelegramServer, bot: Bot, parts: list[str]) -> None:
    ann = meet(telegram)
    below = telegram.shown(ann.id)[0].id
    query = telegram.people.tap_data(
        ann.id, below, ann.id, ":".join(parts).encode()[:64].decode(errors="ignore") or ":"
    )
    await telegram.until(lambda: telegram.world.queries[query].answer is not None)


async def test_a_tap_too_old_to_be_answered_still_counts(
    telegram: TelegramServer, bot: Bot, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = await write(telegram, ann.id, ann, "/settings")
    monkeypatch.setattr(telegram.world, "query_lifetime", -1)
    telegram.people.tap(ann.id, screen.id, ann.id, "Українська")
    await see(telegram, ann.id, screen.id, render(UK, "UTC", 4))
    answered = telegram.world.called("answerCallbackQuery")[-1]
    assert (answered.code, "query is too old" in answered.description) == (400, True)
    assert (await write(telegram, ann.id, ann, "/cancel")).text == UK.text("bot-cancel-nothing")


async def test_a_screen_that_was_deleted_comes_anew(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    screen = await write(telegram, ann.id, ann, "/settings")
    telegram.people.delete(ann.id, screen.id)
    telegram.people.tap_data(ann.id, screen.id, ann.id, "set:quotes:3")
    [anew] = await telegram.wait_for_answers(ann.id)
    assert (anew.text, anew.keyboard[1][2]) == (render(EN, "UTC", 3), "• ❝ 3")
