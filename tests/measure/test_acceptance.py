from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.measure.acceptance import AcceptanceQuestion, find_failure, read_acceptance
from bot.model.answer import Abstention, Answer, Claim, Coverage, Quote, Reason
from bot.model.errors import InputError
from bot.model.query import Query
from tests.measure.made import write_lines

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared" / "acceptance" / "questions.jsonl"
QUERY = Query(question="?", language="en")


def make_answer(*quotes: tuple[str, str]) -> Answer:
    """`quotes` are (article id, text), each its own claim."""
    made = [Quote(n=1, article_id=i, start=0, end=len(t), text=t, passage=t) for i, t in quotes]
    claims = tuple(Claim(text=quote.text, speaker=None, quotes=(quote,), outlets=0) for quote in made)
    return Answer(query=QUERY, claims=claims, sources=(), confidence=1, coverage=Coverage(articles=1))


ABSTENTION = Abstention(query=QUERY, reason=Reason.NOT_FOUND, coverage=Coverage(articles=1))


def test_each_group_needs_one_of_its_strings_as_written() -> None:
    question = AcceptanceQuestion(id="x", question="?", evidence=(("red", "blue"), ("long",)))
    assert find_failure(question, make_answer(("a", "a blue boat"), ("b", "a long boat"))) is None
    assert "long" in (find_failure(question, make_answer(("a", "a blue boat"))) or "")
    assert "red" in (find_failure(question, make_answer(("a", "a Blue long boat"))) or "")
    assert "not-found" in (find_failure(question, ABSTENTION) or "")


def test_articles_are_counted_once() -> None:
    question = AcceptanceQuestion(id="x", question="?", evidence=(("blue",),), min_articles=2)
    assert find_failure(question, make_answer(("a", "blue"), ("a", "sky"))) == "cites 1 of 2 articles"
    assert find_failure(question, make_answer(("a", "blue"), ("b", "sky"))) is None


def test_an_unanswerable_question_wants_an_abstention() -> None:
    question = AcceptanceQuestion(id="x", question="?", unanswerable=True)
    assert find_failure(question, ABSTENTION) is None
    assert "a blue boat" in (find_failure(question, make_answer(("a", "a blue boat"))) or "")


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ({"id": "x", "question": "?"}, "either evidence or unanswerable"),
        ({"id": "x", "question": "?", "evidence": [["a"]], "unanswerable": True}, "either evidence or unanswerable"),
        ({"id": "x", "question": "?", "evidence": [[]]}, "group is empty"),
        ({"id": "x", "question": "?", "evidence": [["a"]], "min_articles": -1}, "min_articles"),
    ],
)
def test_a_line_that_asks_for_nothing_is_refused(tmp_path: Path, record: dict[str, object], complaint: str) -> None:
    path = write_lines(tmp_path / "questions.jsonl", [record])
    with pytest.raises(InputError, match=r"questions\.jsonl:1: .*" + complaint):
        read_acceptance(path)


def test_earlier_questions_and_the_day_are_read(tmp_path: Path) -> None:
    record = {"id": "x", "question": "why?", "before": ["who?"], "now": "2025-03-20", "evidence": [["a"]]}
    (question,) = read_acceptance(write_lines(tmp_path / "questions.jsonl", [record]))
    assert question.before == ("who?",)
    assert question.now == datetime(2025, 3, 20, 23, 59, 59, 999999, tzinfo=UTC)


def test_our_own_questions_are_as_many_and_as_mixed_as_promised() -> None:
    questions = read_acceptance(REPOSITORY / "tests" / "questions" / "corpus.jsonl")
    assert len(questions) >= 60
    assert sum(question.unanswerable for question in questions) >= 15
    assert {"en", "ru", "uk"} <= {question.language for question in questions}
    assert {"typo", "fragment", "followup", "list"} <= {question.kind for question in questions}


@pytest.mark.skipif(not SHARED.is_file(), reason="../shared is not here")
def test_the_shared_questions_are_read() -> None:
    questions = read_acceptance(SHARED)
    assert any(question.unanswerable for question in questions)
    assert any(question.min_articles > 1 for question in questions)
