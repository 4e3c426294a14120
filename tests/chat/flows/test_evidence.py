"""The buttons below an answer: the evidence that is stored with it, one tap away, whoever taps and whenever."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.model.delivery import DeliveryState
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.users import User
from tests.chat.flows.changing import (
    DOCKERS,
    EN,
    NOT_YOURS,
    OLD,
    VIEWS,
    WALKED_OUT,
    Corpus,
    ask,
    day,
    find_data,
    find_turn,
    look,
    open_all,
    open_view,
    tap,
    tap_data,
    texts,
    turn_id,
)
from tests.chat.running import Bot, running

VELMORA = "does Velmora demand bread?"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
WALKOUT = "harbour-01-walkout"
SEVENTEEN = "Seventeen ships wait outside Port Hallowick for a berth."
OTHERS = ("harbour-02-walkout-count", "harbour-05-correction")


async def test_each_button_opens_its_view_in_one_pane_below_the_answer(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    answer = await ask(telegram, ann.id, ann)
    assert answer.keyboard == [
        ["[1]", "[2]", "[3]"],
        ["Where they differ", "More passages"],
        ["Who says what", "Timeline"],
        ["Copy", "🔔", "👍", "👎"],
    ]
    panes = await open_all(telegram, ann.id, answer, ann)
    assert {(pane.id, pane.reply_to) for pane in panes.values()} == {(panes["who"].id, answer.id)}
    assert [one.id for one in telegram.answers(ann.id)] == [answer.id, panes["who"].id]
    assert look(telegram, ann.id, answer.id) == answer
    said = texts(panes)
    assert said["source:2"].startswith("[2] Strike closes four of five quays in Hallowick\nQuenmark Post, 3 March 2025")
    assert panes["source:2"].spans("bold") == [
        "Some 1,100 dockers walked out on Monday, the Hallowick Port Authority said."
    ]
    assert said["differ"].startswith(f"Sources differ: 1,400 dockers / 1,100 dockers\n{WALKED_OUT}\n— Hallowick")
    assert said["more"].startswith(EN.text("bot-view-more"))
    assert said["who"].startswith(f"the Quenmark Dockers' Union\n{WALKED_OUT}")
    assert said["timeline"].endswith(EN.text("bot-view-timeline-note"))
    assert panes["copy"].spans("pre") == [said["copy"]]
    assert said["copy"].startswith(WALKED_OUT)
    assert said["markdown"].startswith(f"> {WALKED_OUT.removesuffix(' [1]')}[^1]")
    keyboards = {name: pane.keyboard for name, pane in panes.items()}
    assert keyboards.pop("copy") == [["Markdown"], ["Close"]]
    assert keyboards.pop("markdown") == [["Plain text"], ["Close"]]
    assert all(keyboard == [["Close"]] for keyboard in keyboards.values())


async def test_buttons_of_old_messages_work_after_a_restart(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    """More than a year later: the stored updates were cleaned away long ago, the evidence was not."""
    async with running(telegram, file, answers=sample):
        answer = await ask(telegram, ann.id, ann)
        before = await open_all(telegram, ann.id, answer, ann)
    telegram.world.calls.clear()
    async with running(telegram, file, answers=sample, clock=lambda: datetime.now(UTC) + timedelta(days=400)):
        after = await open_all(telegram, ann.id, answer, ann)
        assert {pane.id for pane in after.values()} == {pane.id for pane in before.values()}
        assert texts(after) == texts(before)
        assert await tap(telegram, ann.id, answer, ann, "up") == EN.text("bot-vote-up")
        assert await tap(telegram, ann.id, after["markdown"], ann, "close") == ""
        await telegram.until(lambda: telegram.answers(ann.id) == [answer])


async def test_a_pane_of_before_the_restart_is_closed_after_it(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=sample):
        answer = await ask(telegram, ann.id, ann)
        pane = await open_view(telegram, ann.id, answer, ann, "who")
    telegram.world.calls.clear()
    async with running(telegram, file, answers=sample):
        assert await tap(telegram, ann.id, pane, ann, "close") == ""
        await telegram.until(lambda: telegram.answers(ann.id) == [answer])


async def test_evidence_stays_when_articles_are_changed_and_removed(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    corpus = await Corpus().fill()
    async with running(telegram, file, answers=corpus.answers):
        answer = await ask(telegram, ann.id, ann)
        before = texts(await open_all(telegram, ann.id, answer, ann))
        await corpus.put(WALKOUT, "Nobody walked out of anywhere, the Hallowick Courier regrets.", day(3))
        await corpus.remove(OTHERS)
        after = texts(await open_all(telegram, ann.id, answer, ann))
        gone = await open_view(telegram, ann.id, answer, ann, "more")
        assert [name for name in after if name != "more" and not after[name].endswith(before[name])] == []
        assert {name for name in after if after[name] == before[name]} == {"copy", "markdown"}
        assert after["source:1"].startswith("✏️ [1] The article no longer says this since ")
        assert after["source:2"].startswith("✏️ [2] The article has been taken away.")
        assert "a pay rise of 12 percent, backdated to January" in gone.text
        now = await ask(telegram, ann.id, ann, "how many dockers walked out in Hallowick?")
        assert "1,400 dockers walked out" not in now.text
        await corpus.remove([WALKOUT])
        taken = f"✏️ [1] {EN.text('bot-amended-gone')}\n\n"
        assert (await open_view(telegram, ann.id, answer, ann, "source:1")).text == f"{taken}{before['source:1']}"


async def test_a_sentence_that_was_changed_is_shown_as_it_stands_now(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    corpus = Corpus()
    await corpus.put("ships", f"{SEVENTEEN} The wind is from the east.", day(3))
    async with running(telegram, file, answers=corpus.answers):
        answer = await ask(telegram, ann.id, ann, "how many ships wait outside Port Hallowick?")
        before = (await open_view(telegram, ann.id, answer, ann, "source:1")).text
        await corpus.put("ships", f"The wind is from the west. {SEVENTEEN.replace('Seventeen', 'Nineteen')}", day(3))
        pane = (await open_view(telegram, ann.id, answer, ann, "source:1")).text
        assert pane.startswith("✏️ [1] The article was changed on ")
        assert f"\nNow: “{SEVENTEEN.replace('Seventeen', 'Nineteen')}”\nBefore: “{SEVENTEEN}” (Morning Desk" in pane
        assert pane.endswith(before)


async def test_an_answer_of_a_removed_corpus_still_shows_its_evidence(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=sample):
        answer = await ask(telegram, ann.id, ann)
        before = texts(await open_all(telegram, ann.id, answer, ann))
    telegram.world.calls.clear()
    async with running(telegram, file, answers=Corpus().answers):
        after = texts(await open_all(telegram, ann.id, answer, ann))
        assert "harbour-07-agreement\nThe strike at Port Hallowick is over." in after.pop("more")
        taken = "\n\n".join(f"✏️ [{n}] {EN.text('bot-amended-gone')}" for n in (1, 2, 3))
        assert after.pop("source:2") == f"✏️ [2] {EN.text('bot-amended-gone')}\n\n{before['source:2']}"
        assert after["who"] == f"{taken}\n\n{before['who']}"
        assert [name for name in after if not after[name].endswith(before[name])] == []


async def test_anybody_in_a_group_may_look_and_only_who_is_concerned_closes(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User
) -> None:
    cid = telegram.world.person("Cid")
    group = telegram.world.group("Desk", ann.id, bob.id, cid.id)
    answer = await ask(telegram, group.id, ann)
    panes = await open_all(telegram, group.id, answer, bob)
    pane = panes["markdown"]
    assert {(one.id, one.reply_to) for one in panes.values()} == {(pane.id, answer.id)}
    assert await tap(telegram, group.id, pane, cid, "close") == NOT_YOURS
    assert look(telegram, group.id, pane.id) == pane
    assert await tap(telegram, group.id, pane, bob, "close") == ""
    await telegram.until(lambda: telegram.answers(group.id) == [answer])
    pane = await open_view(telegram, group.id, answer, bob, "who")
    assert await tap(telegram, group.id, pane, ann, "close") == ""
    await telegram.until(lambda: telegram.answers(group.id) == [answer])
    assert (await find_turn(bot, answer)).person_id == ann.id


async def test_a_forged_close_takes_no_answer_away(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    """Whoever writes a client of their own may say that they opened the answer itself."""
    answer = await ask(telegram, group.id, ann)
    other = await ask(telegram, group.id, bob, "what does Russia demand?")
    for number in (turn_id(answer), turn_id(other), 10**18):
        assert await tap_data(telegram, group.id, answer.id, bob, f"close:{number}:{bob.id}") == OLD
    await telegram.wait_for_polls()
    assert telegram.answers(group.id) == [answer, other]


FORGED = (
    "view:{elsewhere}:who", "view:{elsewhere}:source:1", "view:{elsewhere}:copy", "again:{elsewhere}",
    "vote:{elsewhere}:down", "view:{here}:source:0", "view:{here}:source:4", "view:{here}:source:-1",
    "view:{here}:source:²", "view:{here}:source:" + "9" * 40, "view:{here}:source", "view:{here}:source:1:2",
    "view:{here}:who:1", "view:{here}:secrets", "view:{here}:", "view:{here}", "view", "view:", "view::who",
    "view:0:who", "view:-1:who", "view:" + "9" * 19 + ":who", "view:" + "9" * 50 + ":who", "view:" + "9" * 18 + ":copy",
    "vote:{here}:sideways", "vote:{here}", "vote:{here}:up:up", "again:{here}:1", "again:" + "9" * 19, "close:{here}",
    "close:{here}:x", "close:{here}:" + "9" * 30, "VIEW:{here}:who", "view:{here} :who", "\u202e",
    ":", "view:１:who", "'; drop table turns; --",
)  # fmt: skip


async def test_forged_buttons_open_nothing(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    answer = await ask(telegram, ann.id, ann)
    elsewhere = await ask(telegram, group.id, bob)
    for data in FORGED:
        forged = data.format(here=turn_id(answer), elsewhere=turn_id(elsewhere))
        assert await tap_data(telegram, ann.id, answer.id, ann, forged) == OLD, data
    await telegram.wait_for_polls()
    assert telegram.answers(ann.id) == [answer]
    assert await bot.store.feedback.votes(turn_id(elsewhere)) == (0, 0)
    assert (await bot.store.deliveries.counts())[DeliveryState.SENT] == 2


async def test_a_view_that_a_reply_does_not_have_is_not_opened(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    nothing = await ask(telegram, ann.id, ann, VELMORA)
    assert nothing.keyboard == [["What I looked at"], ["🔔", "👍", "👎"]]
    for view in ("who", "copy", "markdown", "differ", "timeline", "source:1"):
        assert await tap_data(telegram, ann.id, nothing.id, ann, f"view:{turn_id(nothing)}:{view}") == OLD
    simple = await ask(telegram, ann.id, ann, "who is the mayor?")
    assert await tap_data(telegram, ann.id, simple.id, ann, f"view:{turn_id(simple)}:differ") == OLD
    pane = await open_view(telegram, ann.id, nothing, ann, "more")
    assert pane.text.startswith(EN.text("bot-view-more"))
    assert pane.reply_to == nothing.id


async def test_a_tap_whose_query_has_expired_does_its_work(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    answer = await ask(telegram, ann.id, ann)
    telegram.fault("answerCallbackQuery", code=400, description=TOO_OLD, times=-1)
    telegram.people.tap(ann.id, answer.id, ann.id, find_data(answer, "who"))
    [_, pane] = await telegram.wait_for_answers(ann.id, 2)
    assert pane.text.startswith("the Quenmark Dockers' Union")
    telegram.people.tap(ann.id, answer.id, ann.id, "👎")
    await telegram.until(lambda: len(telegram.world.called("answerCallbackQuery")) == 2)
    assert await bot.store.feedback.votes(turn_id(answer)) == (0, 1)
    telegram.people.tap(ann.id, pane.id, ann.id, "Close")
    await telegram.until(lambda: telegram.answers(ann.id) == [answer])
    telegram.world.faults.clear()
    assert (await open_view(telegram, ann.id, answer, ann, "copy")).text.startswith(WALKED_OUT)


@pytest.mark.parametrize(
    "description", ["Bad Request: message to edit not found", "Bad Request: message can't be edited"]
)
async def test_a_pane_that_is_gone_is_opened_anew(
    telegram: TelegramServer, bot: Bot, ann: User, description: str
) -> None:
    answer = await ask(telegram, ann.id, ann)
    first = await open_view(telegram, ann.id, answer, ann, "who")
    telegram.people.delete(ann.id, first.id)
    telegram.fault("editMessageText", code=400, description=description)
    second = await open_view(telegram, ann.id, answer, ann, "copy")
    assert second.id != first.id
    assert second.reply_to == answer.id
    third = await open_view(telegram, ann.id, answer, ann, "timeline")
    assert third.id == second.id
    assert [one.id for one in telegram.answers(ann.id)] == [answer.id, second.id]


async def test_a_pane_that_telegram_keeps_after_two_days_stays_in_use(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    telegram.world.clock.freeze(telegram.world.clock.today())
    answer = await ask(telegram, ann.id, ann)
    pane = await open_view(telegram, ann.id, answer, ann, "who")
    telegram.world.clock.advance(timedelta(hours=49).total_seconds())
    assert await tap(telegram, ann.id, pane, ann, "close") == ""
    await telegram.until(lambda: [call.code for call in telegram.world.called("deleteMessages")] == [400])
    assert (await open_view(telegram, ann.id, answer, ann, "copy")).id == pane.id
    assert (await bot.store.deliveries.counts())[DeliveryState.REFUSED] == 0


async def test_the_same_button_twice_leaves_the_pane_as_it_is(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    answer = await ask(telegram, ann.id, ann)
    first = await open_view(telegram, ann.id, answer, ann, "who")
    assert await tap(telegram, ann.id, answer, ann, "who") == ""
    await telegram.until(lambda: bool(telegram.world.called("editMessageText")))
    assert "message is not modified" in telegram.world.called("editMessageText")[0].description
    assert (await open_view(telegram, ann.id, answer, ann, "copy")).id == first.id
    assert (await bot.store.deliveries.counts())[DeliveryState.REFUSED] == 0


async def test_two_who_tap_at_once_share_one_pane(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    answer = await ask(telegram, group.id, ann)
    for person, what in ((ann, "who"), (bob, "copy"), (ann, "timeline"), (bob, "source:2")):
        telegram.people.tap(group.id, answer.id, person.id, find_data(answer, what))
    await telegram.until(lambda: telegram.answers(group.id)[-1].text.startswith("[2] Strike closes"))
    [_, pane] = telegram.answers(group.id)
    assert find_data(pane, "close") == f"close:{turn_id(answer)}:{bob.id}"


async def test_each_answer_has_a_pane_of_its_own(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    first = await ask(telegram, ann.id, ann)
    second = await ask(telegram, ann.id, ann, "what does Russia demand?")
    opened = ((first, "copy"), (second, "copy"), (first, "more"))
    panes = [await open_view(telegram, ann.id, answer, ann, view) for answer, view in opened]
    assert [pane.reply_to for pane in panes] == [first.id, second.id, first.id]
    assert panes[0].id == panes[2].id != panes[1].id


async def test_a_reply_to_a_pane_goes_on_from_its_answer(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    """Bob asks about Ann's answer, and she has asked something else since."""
    answer = await ask(telegram, group.id, ann, "what does Russia demand?")
    pane = await open_view(telegram, group.id, answer, bob, "who")
    await ask(telegram, group.id, ann, DOCKERS)
    followed = await ask(telegram, group.id, bob, "and Ukraine?", reply_to=pane.id)
    assert "Understood as “what does Ukraine demand?”." in followed.text
    assert (await find_turn(bot, followed)).continues == turn_id(answer)


async def test_in_a_forum_the_pane_stands_in_the_thread(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    forum = telegram.world.group("Newsroom", ann.id, kind="forum")
    ports = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    answers = [await ask(telegram, forum.id, ann, thread_id=thread) for thread in (ports, None)]
    for answer, thread in zip(answers, (ports, None), strict=True):
        panes = [await open_view(telegram, forum.id, answer, ann, what) for what in ("who", "copy")]
        assert {(pane.id, pane.thread_id, pane.reply_to) for pane in panes} == {(panes[0].id, thread, answer.id)}
    shown = telegram.shown(forum.id, ports)
    pane = next(one for one in shown if one.reply_to == answers[0].id)
    followed = await ask(telegram, forum.id, ann, "and why?", reply_to=pane.id, thread_id=ports)
    assert followed.thread_id == ports
    assert (await find_turn(bot, followed)).continues == turn_id(answers[0])


async def test_what_was_forgotten_cannot_be_opened(telegram: TelegramServer, bot: Bot, ann: User) -> None:
    answer = await ask(telegram, ann.id, ann)
    pane = await open_view(telegram, ann.id, answer, ann, "who")
    assert await bot.store.turns.forget_person(ann.id) == 1
    for what in VIEWS[:-1]:
        assert await tap(telegram, ann.id, answer, ann, what) == OLD
    assert await tap(telegram, ann.id, answer, ann, "up") == OLD
    assert await tap(telegram, ann.id, pane, ann, "close") == ""
    await telegram.until(lambda: telegram.answers(ann.id) == [answer])


async def test_after_an_edit_the_buttons_show_the_evidence_of_the_answer_that_stands(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    asked = telegram.people.write(ann.id, ann.id, DOCKERS)
    [answer] = await telegram.wait_for_answers(ann.id)
    pane = await open_view(telegram, ann.id, answer, ann, "source:1")
    telegram.people.edit(ann.id, asked, "what does Russia demand?")
    await telegram.until(lambda: look(telegram, ann.id, answer.id).text.startswith("Russia demands"))
    again = await open_view(telegram, ann.id, look(telegram, ann.id, answer.id), ann, "source:1")
    assert again.id == pane.id
    assert again.text.startswith("[1] Russia wants neutrality of Ukraine written into any peace deal\n")


async def test_in_a_group_a_pane_speaks_the_language_of_the_question_whoever_opens_it(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    boris = telegram.world.person("Борис", language_code="ru")
    group = telegram.world.group("Desk", ann.id, boris.id)
    async with running(telegram, file, answers=sample):
        telegram.people.write(group.id, ann.id, f"/ask@{telegram.world.bot.username} how many dockers walked out?")
        [answer] = await telegram.wait_for_answers(group.id)
        telegram.people.tap(group.id, answer.id, boris.id, "Where they differ")
        _, pane = await telegram.wait_for_answers(group.id, 2)
    assert pane.text.startswith("Sources differ: ")
    assert pane.keyboard == [["Close"]]
