"""At which step a question was lost: each step, over a set that is made to lose there."""

from datetime import date
from pathlib import Path

import pytest

from bot.measure.explaining import Step, explain
from bot.measure.sets import SetQuestion
from bot.model.article import PUBLIC, RawArticle
from tests.answer.build import make_raw, open_desk

LAMP = "The lighthouse at Orrick received a new lamp on Tuesday. Keeper Maud Tillet said the lamp reaches 19 miles."
CROWD = tuple(
    make_raw(f"crowd{number}", f"The lamp of the lighthouse at Orrick was seen from ship {number}, its captain said.")
    for number in range(60)
)
"""More passages with the question's words than are considered."""


def ask(question: str, *answers: str, gold: str = "lamp", unanswerable: bool = False) -> SetQuestion:
    named = () if unanswerable or not gold else (gold,)
    return SetQuestion(id="q", question=question, answers=answers, gold_articles=named, unanswerable=unanswerable)


async def lose(question: SetQuestion, *more: RawArticle) -> Step | None:
    async with open_desk((make_raw("lamp", LAMP), *more), "memory") as desk:
        return (await explain(question, desk.service, desk.store, PUBLIC)).lost


async def test_a_question_that_is_answered_is_not_lost() -> None:
    assert await lose(ask("How many miles does the new lamp at Orrick reach?", "19 miles")) is None
    assert await lose(ask("How many miles does the new lamp at Orrick reach?", "19 miles", gold="")) is None


@pytest.mark.parametrize(
    "question",
    [
        ask("How many miles does the new lamp at Orrick reach?", "twelve knots", gold="gone"),
        ask("How many miles does the new lamp at Orrick reach?", "nineteen thousand yards"),
    ],
)
async def test_not_indexed(question: SetQuestion) -> None:
    assert await lose(question) is Step.INDEXED


async def test_not_retrieved() -> None:
    buried = make_raw("buried", "A sail was torn on Wednesday, and the cook was sorry.")
    question = ask("Which lamp of the lighthouse at Orrick was seen from a ship?", "sail", gold="buried")
    assert await lose(question, buried, *CROWD) is Step.RETRIEVED


async def test_not_ranked() -> None:
    low = make_raw("low", "Orrick has a lighthouse. Its keeper collects blue glass bottles from the beach below.")
    question = ask("Which lamp of the lighthouse at Orrick was seen, the captain said?", "glass bottles", gold="low")
    assert await lose(question, low, *CROWD[:15]) is Step.RANKED


async def test_abstained() -> None:
    assert await lose(ask("Does Zanbar reach 19 miles?", "19 miles")) is Step.ABSTAINED


async def test_not_quoted() -> None:
    text = f"{LAMP} " + " ".join(
        f"The new lamp at Orrick has {count} mirrors, and the lamp at Orrick is new." for count in (3, 4, 5, 6, 7)
    )
    hidden = make_raw("hidden", f"{text}\n\nGulls nest on the roof.")
    assert await lose(ask("What is new about the lamp at Orrick?", "Gulls", gold="hidden"), hidden) is Step.QUOTED


async def test_answered_though_unanswerable() -> None:
    asked = ask("How many miles does the new lamp at Orrick reach?", unanswerable=True)
    assert await lose(asked) is Step.ANSWERED
    assert await lose(ask("Which senator opened the Zanbar observatory?", unanswerable=True)) is None


async def test_checks_say_what_was_seen(tmp_path: Path) -> None:
    question = ask("How many miles does the new lamp at Orrick reach?", "19 miles").model_copy(
        update={"asked": date(2024, 5, 20)}
    )
    async with open_desk((make_raw("lamp", LAMP),), "memory") as desk:
        found = await explain(question, desk.service, desk.store, PUBLIC)
    assert [check.passed for check in found.checks] == [True] * 5
    assert found.checks[0].detail == "lamp"
    assert found.checks[1].detail.startswith("hit 1;")
    assert found.signals
    assert 0.5 < found.confidence <= 1
