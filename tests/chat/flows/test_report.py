"""/report: what the corpus did not say and what people did not like, for operators and for nobody else."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.measure.sets import QuestionSet, read_set
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.playground.server.world import Call
from tests.chat.flows.changing import DOCKERS, EN, NOT_YOURS, OLD, TO_US, Corpus, ask, tap, tap_data, turn_id
from tests.chat.running import running

BREAD, TEA = "does Velmora demand bread?", "who sells tea in Zambrovia?"
NONE, HOW, EXPORT = EN.text("bot-report-none"), EN.text("bot-report-how"), EN.text("bot-button-export")
UNKNOWN = "I do not know /report. /help says what I can do."
ARTICLE = '{"id": "a1", "title": "News", "text": "It rained."}\n'


@pytest.fixture
def olga(telegram: TelegramServer) -> User:
    """An operator."""
    user = telegram.world.person("Olga")
    telegram.people.start(user.id)
    telegram.world.updates.clear()
    return user


@pytest.fixture
def group(telegram: TelegramServer, ann: User, bob: User, olga: User) -> Chat:
    return telegram.world.group("Desk", ann.id, bob.id, olga.id)


@pytest.fixture
def operators(olga: User) -> frozenset[int]:
    return frozenset({olga.id})


class Time:
    """The bot's clock."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


async def report(telegram: TelegramServer, olga: User, chat_id: int | None = None) -> Shown:
    chat_id = chat_id or olga.id
    before = len(telegram.answers(chat_id))
    telegram.people.write(chat_id, olga.id, "/report" if chat_id == olga.id else f"/report{TO_US}")
    return (await telegram.wait_for_answers(chat_id, before + 1))[-1]


def entries(shown: Shown) -> list[tuple[str, str]]:
    """Each question with the line below it."""
    groups = [group.split("\n") for group in shown.text.split("\n\n")[1:-1]]
    return [(question, said) for question, said in groups]


async def export(telegram: TelegramServer, olga: User, shown: Shown) -> tuple[Call, str]:
    """The call that sent the file, and what is in it."""
    before = len(telegram.world.files)
    assert await tap_data(telegram, olga.id, shown.id, olga, "report:export") == ""
    await telegram.until(lambda: len(telegram.world.files) > before)
    await telegram.until(lambda: telegram.world.called("sendDocument")[-1].code == 200)
    return telegram.world.called("sendDocument")[-1], list(telegram.world.files.values())[-1].content.decode()


def read_exported(folder: Path, lines: str) -> QuestionSet:
    """As `briefing-bot measure` reads it, once an operator has put the articles beside it."""
    (folder / "questions.jsonl").write_text(lines, encoding="utf-8")
    (folder / "articles.jsonl").write_text(ARTICLE, encoding="utf-8")
    return read_set(folder)


async def test_where_all_is_well_the_report_says_so(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, olga: User, operators: frozenset[int]
) -> None:
    async with running(telegram, file, answers=sample, operators=operators):
        answer = await ask(telegram, ann.id, ann)
        await tap(telegram, ann.id, answer, ann, "up")
        shown = await report(telegram, olga)
        assert (shown.text, shown.keyboard) == (NONE, [])


async def test_questions_are_grouped_newest_first_and_explained_by_number(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User, olga: User, group: Chat,
    operators: frozenset[int],
) -> None:  # fmt: skip
    """Asked by two people in two chats, differently written; one good answer is not in it, a disliked one is."""
    async with running(telegram, file, answers=sample, operators=operators):
        await ask(telegram, ann.id, ann, BREAD)
        disliked = await ask(telegram, group.id, ann)
        for person in (ann, bob):
            await tap(telegram, group.id, disliked, person, "down")
        await ask(telegram, ann.id, ann, "what does Russia demand?")
        await ask(telegram, ann.id, ann, TEA)
        await ask(telegram, group.id, bob, "  does  VELMORA demand bread?")
        shown = await report(telegram, olga)
        assert shown.text.startswith("3 questions without a good answer in the last 30 days\n\n")
        assert shown.text.endswith(f"\n\n{HOW}")
        assert shown.keyboard == [["1", "2", "3"], [EXPORT]]
        first, second, third = entries(shown)
        assert first[0] == "1. does VELMORA demand bread?"
        assert first[1].split(" · ")[1:] == ["asked 2 times", "No article names VELMORA."]
        assert second[0] == f"2. {TEA}"
        assert second[1].split(" · ")[1] == "asked once"
        assert third[0] == f"3. {DOCKERS}"
        assert third[1].split(" · ")[1:] == ["asked once", "👎 2"]
        assert str(ann.id) not in shown.text
        assert await tap(telegram, olga.id, shown, olga, str(turn_id(disliked))) == ""
        why = (await telegram.wait_for_answers(olga.id, 2))[1]
        assert DOCKERS.removesuffix("?") in why.text
        assert str(ann.id) not in why.text
        assert str(group.id) not in why.text


async def test_a_taken_back_vote_and_an_old_question_leave_the_report(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, olga: User, operators: frozenset[int]
) -> None:
    time = Time()
    async with running(telegram, file, answers=sample, clock=time.now, operators=operators):
        answer = await ask(telegram, ann.id, ann)
        await tap(telegram, ann.id, answer, ann, "down")
        await ask(telegram, ann.id, ann, BREAD)
        assert len(entries(await report(telegram, olga))) == 2
        await tap(telegram, ann.id, answer, ann, "down")
        assert [question for question, _ in entries(await report(telegram, olga))] == [f"1. {BREAD}"]
        time.ahead = timedelta(days=31)
        assert (await report(telegram, olga)).text == NONE


async def test_the_report_is_there_after_a_restart_over_another_corpus(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, olga: User, operators: frozenset[int]
) -> None:
    async with running(telegram, file, answers=sample, operators=operators):
        asked = await ask(telegram, ann.id, ann, BREAD)
        shown = await report(telegram, olga)
    telegram.world.calls.clear()
    async with running(telegram, file, answers=Corpus().answers, operators=operators):
        assert entries(await report(telegram, olga)) == entries(shown)
        assert await tap_data(telegram, olga.id, shown.id, olga, f"report:{turn_id(asked)}") == ""
        why = (await telegram.wait_for_answers(olga.id, 3))[2]
        assert "Velmora" in why.text
        _, lines = await export(telegram, olga, shown)
        assert json.loads(lines)["question"] == BREAD


async def test_what_is_exported_is_a_question_set(
    telegram: TelegramServer, file: Path, tmp_path: Path, sample: AnswerService, ann: User, olga: User,
    operators: frozenset[int],
) -> None:  # fmt: skip
    strange = 'хто "продає" чай\u2028у Замбровії \\ {"id": 1} 🫖?'
    async with running(telegram, file, answers=sample, operators=operators):
        for question in (BREAD, TEA, BREAD, strange, "???", "x" * 600):
            await ask(telegram, ann.id, ann, question)
        call, lines = await export(telegram, olga, await report(telegram, olga))
        assert call.params["caption"] == EN.text("bot-report-caption")
        exported = read_exported(tmp_path, lines).questions
        questions = [one.question for one in exported]
        assert questions[2] == " ".join(strange.split())
        assert questions[3:] == [BREAD, TEA]
        assert questions[1] == "???"
        assert questions[0].startswith("xxx")
        assert all(one.asked and abs(one.asked - date.today()) <= timedelta(days=1) for one in exported)
        assert all((one.answers, one.gold_articles, one.unanswerable) == ((), (), False) for one in exported)


async def test_many_questions_are_shown_in_part_and_exported_all(
    telegram: TelegramServer, file: Path, tmp_path: Path, sample: AnswerService, ann: User, olga: User,
    operators: frozenset[int],
) -> None:  # fmt: skip
    names = [f"Zq{letter}velmora" for letter in "bcdfghjklm"]
    async with running(telegram, file, answers=sample, operators=operators):
        for name in names:
            telegram.people.write(ann.id, ann.id, f"does {name} demand bread?")
        await telegram.wait_for_answers(ann.id, len(names))
        shown = await report(telegram, olga)
        assert shown.text.startswith(f"{len(names)} questions without")
        assert [question for question, _ in entries(shown)] == [
            f"{number}. does {name} demand bread?" for number, name in enumerate(names[:1:-1], start=1)
        ]
        assert shown.keyboard == [["1", "2", "3", "4"], ["5", "6", "7", "8"], [EXPORT]]
        _, lines = await export(telegram, olga, shown)
        assert len(read_exported(tmp_path, lines).questions) == len(names)


def forged_reports(turn: int) -> Iterator[str]:
    yield from (f"report:{turn}", "report:export", "report:0", "report:nothing", "report:" + "9" * 40, "report:-1")


async def test_to_everybody_else_there_is_no_report(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, olga: User, group: Chat,
    operators: frozenset[int],
) -> None:  # fmt: skip
    """Neither by command nor by a button, be it forged or one that an operator's report shows in a group."""
    async with running(telegram, file, answers=sample, operators=operators):
        asked = await ask(telegram, group.id, olga, BREAD)
        shown = await report(telegram, olga, group.id)
        for data in forged_reports(turn_id(asked)):
            assert await tap_data(telegram, group.id, shown.id, ann, data) == NOT_YOURS, data
        telegram.people.write(ann.id, ann.id, "/report")
        [unknown] = await telegram.wait_for_answers(ann.id)
        assert unknown.text == UNKNOWN
        for data in forged_reports(turn_id(asked)):
            assert await tap_data(telegram, ann.id, unknown.id, ann, data) == NOT_YOURS, data
        await telegram.wait_for_polls()
        assert telegram.answers(ann.id) == [unknown]
        assert telegram.answers(group.id) == [asked, shown]
        assert telegram.world.called("sendDocument") == []


async def test_an_operators_forged_numbers_open_nothing(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, olga: User, operators: frozenset[int]
) -> None:
    async with running(telegram, file, answers=sample, operators=operators):
        await ask(telegram, ann.id, ann, BREAD)
        shown = await report(telegram, olga)
        for what in ("0", "-1", "nothing", "9" * 19, "9" * 40, "²", ""):
            assert await tap_data(telegram, olga.id, shown.id, olga, f"report:{what}") == OLD, what
        assert telegram.answers(olga.id) == [shown]


async def test_an_anonymous_administrator_is_no_operator(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, olga: User, group: Chat,
    operators: frozenset[int],
) -> None:  # fmt: skip
    async with running(telegram, file, answers=sample, operators=operators):
        telegram.people.write(group.id, olga.id, f"/report{TO_US}", is_anonymous=True)
        telegram.people.write(group.id, ann.id, f"/cancel{TO_US}")
        [shown] = await telegram.wait_for_answers(group.id)
        assert shown.text == EN.text("bot-cancel-nothing")


async def test_questions_that_try_to_act_are_harmless_in_the_report(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, olga: User, operators: frozenset[int]
) -> None:
    async with running(telegram, file, answers=sample, operators=operators):
        await ask(telegram, ann.id, ann, "does @durov of Velmora <b>demand</b> https://evil.com #bread?")
        shown = await report(telegram, olga)
        [(question, _)] = entries(shown)
        assert question == "1. does @durov of Velmora <b>demand</b> https://evil.com #bread?"
        assert {entity["type"] for entity in shown.entities} <= {"bold", "code"}


async def test_in_a_group_nothing_of_it_is_shown(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, bob: User, olga: User, group: Chat
) -> None:
    async with running(telegram, file, answers=sample, operators=frozenset({olga.id})):
        await ask(telegram, group.id, ann)
        before = len(telegram.answers(group.id))
        telegram.people.write(group.id, olga.id, f"/report@{telegram.world.bot.username}")
        *_, said = await telegram.wait_for_answers(group.id, before + 1)
    assert said.text == "I report to operators in private only."
    assert said.keyboard == []
