"""Answers that know their age: a view of an old one says what has come since, and offers the answer of now."""

from pathlib import Path

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from tests.chat.flows.changing import (
    DOCKERS,
    EN,
    OLD,
    WALKED_OUT,
    Corpus,
    ask,
    day,
    find_turn,
    open_view,
    tap,
    tap_data,
    turn_id,
)
from tests.chat.running import running

AGAIN, CLOSE = EN.text("bot-button-again"), EN.text("bot-button-close")
NEW = "About 1,450 dockers walked out at Port Hallowick on Tuesday, the Quenmark Dockers' Union said."
NEWS = (NEW, "Another 300 dockers walked out at Sandrake on Wednesday, the Ministry of Harbours said.")
RAIN = "It rained in Vellenby on Tuesday, and nobody minded."


def newer(count: int) -> str:
    return EN.text("bot-view-newer", count=count)


def says(pane: Shown, count: int) -> bool:
    """Whether the pane says how many newer articles there are, and offers the answer of now; it does both or none."""
    offered = [AGAIN] in pane.keyboard
    said = "newer article" in pane.text
    assert offered == said
    assert pane.keyboard[-1] == [CLOSE]
    return said and pane.text.endswith(newer(count)) and newer(count) in pane.spans("italic")


async def test_every_view_says_how_many_newer_articles_there_are(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    corpus = await Corpus().fill()
    async with running(telegram, file, answers=corpus.answers):
        answer = await ask(telegram, ann.id, ann)
        assert not says(await open_view(telegram, ann.id, answer, ann, "who"), 0)
        await corpus.put("new-1", NEWS[0], day(1, 4))
        for view in ("source:1", "differ", "more", "who", "timeline", "copy"):
            pane = await open_view(telegram, ann.id, answer, ann, view)
            assert says(pane, 1), view
        assert says(await open_view(telegram, ann.id, pane, ann, "markdown"), 1)
        await corpus.put("new-2", NEWS[1], day(2, 4))
        assert says(await open_view(telegram, ann.id, answer, ann, "who"), 2)
        await corpus.remove(["new-1", "new-2"])
        assert not says(await open_view(telegram, ann.id, answer, ann, "timeline"), 0)


@pytest.mark.parametrize(("text", "month"), [(RAIN, 4), (NEW, 3)], ids=["about something else", "of an earlier day"])
async def test_what_does_not_speak_to_the_question_or_is_no_news_is_not_counted(
    telegram: TelegramServer, file: Path, ann: User, text: str, month: int
) -> None:
    corpus = await Corpus().fill()
    async with running(telegram, file, answers=corpus.answers):
        answer = await ask(telegram, ann.id, ann)
        await corpus.put("new", text, day(1, month))
        assert not says(await open_view(telegram, ann.id, answer, ann, "who"), 0)


async def test_the_answer_of_now_is_a_new_answer(telegram: TelegramServer, file: Path, ann: User) -> None:
    corpus = await Corpus().fill()
    async with running(telegram, file, answers=corpus.answers) as bot:
        answer = await ask(telegram, ann.id, ann)
        await corpus.put("new", NEW, day(1, 4))
        pane = await open_view(telegram, ann.id, answer, ann, "who")
        assert await tap(telegram, ann.id, pane, ann, "again") == ""
        [old, _, now] = await telegram.wait_for_answers(ann.id, 3)
        assert old == answer
        assert old.text.startswith(WALKED_OUT)
        assert now.text.startswith(f"{DOCKERS}\n\n")
        assert "1,450 dockers" in now.text
        assert now.reply_to == pane.id
        turn = await find_turn(bot, now)
        assert (turn.id != turn_id(answer), turn.person_id, turn.question) == (True, ann.id, DOCKERS)
        assert turn.reply.coverage.newest == day(1, 4)
        fresh = await open_view(telegram, ann.id, now, ann, "copy")
        assert fresh.id != pane.id
        assert not says(fresh, 0)
        assert says(await open_view(telegram, ann.id, answer, ann, "copy"), 1)


async def test_who_asks_again_in_a_group_owns_the_new_answer_and_pays_for_it(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    bob = telegram.world.person("Bob")
    forum = telegram.world.group("Newsroom", ann.id, bob.id, kind="forum")
    ports = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    corpus = await Corpus().fill()
    async with running(telegram, file, answers=corpus.answers, per_person=1) as bot:
        answer = await ask(telegram, forum.id, ann, thread_id=ports)
        await corpus.put("new", NEW, day(1, 4))
        pane = await open_view(telegram, forum.id, answer, ann, "who")
        assert await tap(telegram, forum.id, pane, ann, "again") != ""
        assert await tap(telegram, forum.id, pane, bob, "again") == ""
        now = (await telegram.wait_for_answers(forum.id, 3))[2]
        assert (now.thread_id, now.reply_to) == (ports, pane.id)
        assert (await find_turn(bot, now)).person_id == bob.id
        assert await tap(telegram, forum.id, pane, bob, "again") != ""
        assert len(telegram.answers(forum.id)) == 3


async def test_an_abstention_says_when_there_is_an_answer_now(telegram: TelegramServer, file: Path, ann: User) -> None:
    corpus = await Corpus().fill()
    async with running(telegram, file, answers=corpus.answers):
        answer = await ask(telegram, ann.id, ann, "does Velmora demand bread?")
        assert not says(await open_view(telegram, ann.id, answer, ann, "more"), 0)
        await corpus.put("new", "Velmora demands bread for its harbour towns, its envoy said on Tuesday.", day(1, 4))
        pane = await open_view(telegram, ann.id, answer, ann, "more")
        assert says(pane, 1)
        await tap(telegram, ann.id, pane, ann, "again")
        now = (await telegram.wait_for_answers(ann.id, 3))[2]
        assert "Velmora demands bread for its harbour towns" in now.text


async def test_after_a_restart_over_a_grown_corpus_old_answers_know_it(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    corpus = await Corpus().fill()
    async with running(telegram, file, answers=corpus.answers):
        answer = await ask(telegram, ann.id, ann)
    telegram.world.calls.clear()
    await corpus.put("new", NEW, day(1, 4))
    async with running(telegram, file, answers=corpus.answers):
        assert says(await open_view(telegram, ann.id, answer, ann, "source:1"), 1)


async def test_a_follow_up_is_asked_again_as_it_was_understood(telegram: TelegramServer, file: Path, ann: User) -> None:
    corpus = await Corpus().fill()
    async with running(telegram, file, answers=corpus.answers):
        await ask(telegram, ann.id, ann, "what does Russia demand?")
        answer = await ask(telegram, ann.id, ann, "and Ukraine?")
        await corpus.put("new", "Ukraine demands the return of all its prisoners, Zelensky said.", day(1, 4))
        assert await tap_data(telegram, ann.id, answer.id, ann, f"again:{turn_id(answer)}") == ""
        now = (await telegram.wait_for_answers(ann.id, 3))[2]
        assert now.text.startswith("what does Ukraine demand?\n\n")


async def test_a_question_of_another_chat_is_not_asked_again(telegram: TelegramServer, file: Path, ann: User) -> None:
    bob = telegram.world.person("Bob")
    group = telegram.world.group("Desk", ann.id, bob.id)
    corpus = await Corpus().fill()
    async with running(telegram, file, answers=corpus.answers):
        secret = await ask(telegram, ann.id, ann)
        shown = await ask(telegram, group.id, bob)
        assert await tap_data(telegram, group.id, shown.id, bob, f"again:{turn_id(secret)}") == OLD
        await telegram.wait_for_polls()
        assert telegram.answers(group.id) == [shown]
