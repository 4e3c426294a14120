from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.measure.sets import choose_sample, read_set
from bot.model.errors import InputError, NotFoundError
from tests.measure.made import ARTICLES, QUESTIONS, write_lines, write_set


@pytest.mark.parametrize("packed", [True, False])
def test_a_set_is_read_in_file_order(tmp_path: Path, packed: bool) -> None:
    found = read_set(write_set(tmp_path / "lamps", packed=packed))
    assert found.name == "lamps"
    assert found.articles.is_file()
    assert [question.id for question in found.questions] == ["q1", "q2", "q3", "q4"]
    assert found.questions[0].answers == ("nineteen miles", "19 miles")
    assert found.questions[3].unanswerable


def test_a_question_is_asked_at_the_end_of_its_day(tmp_path: Path) -> None:
    questions = read_set(write_set(tmp_path)).questions
    assert questions[1].now == datetime(2024, 5, 9, 23, 59, 59, 999999, tzinfo=UTC)
    assert questions[2].now is None


def test_fields_that_a_set_adds_are_passed_over(tmp_path: Path) -> None:
    write_lines(tmp_path / "articles.jsonl", ARTICLES)
    write_lines(tmp_path / "questions.jsonl", [{**QUESTIONS[0], "difficulty": 3}])
    assert len(read_set(tmp_path).questions) == 1


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "questions.jsonl:3: no JSON"),
        ('{"question": "?"}', "questions.jsonl:3: id: Field required"),
        ('{"id": "x", "question": "?", "asked": "soon"}', "questions.jsonl:3: asked:"),
        ('{"id": "q", "question": "again"}', "questions.jsonl:3: the id 'q' stands twice"),
        ("[1]", "questions.jsonl:3: "),
    ],
)
def test_a_bad_line_is_named_with_its_file_and_number(tmp_path: Path, line: str, complaint: str) -> None:
    write_lines(tmp_path / "articles.jsonl", ARTICLES)
    (tmp_path / "questions.jsonl").write_text('{"id": "q", "question": "?"}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_set(tmp_path)
    assert complaint in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"articles\.jsonl"):
        read_set(tmp_path)
    write_lines(tmp_path / "articles.jsonl", ARTICLES)
    with pytest.raises(NotFoundError, match=r"questions\.jsonl"):
        read_set(tmp_path)


def test_an_empty_set_and_a_broken_archive_are_refused(tmp_path: Path) -> None:
    write_lines(tmp_path / "articles.jsonl", ARTICLES)
    write_lines(tmp_path / "questions.jsonl", [])
    with pytest.raises(InputError, match="no question"):
        read_set(tmp_path)
    (tmp_path / "questions.jsonl").unlink()
    (tmp_path / "questions.jsonl.gz").write_bytes(b"\x1f\x8bnot an archive")
    with pytest.raises(InputError, match="cannot be read"):
        read_set(tmp_path)


@given(st.integers(0, 60), st.none() | st.integers(1, 80))
def test_a_sample_is_spread_over_all(total: int, limit: int | None) -> None:
    sample = choose_sample(range(total), limit)
    assert len(sample) == min(total, total if limit is None else limit)
    assert sample == sorted(set(sample))
    if sample and limit is not None:
        gaps = [after - before for before, after in zip(sample, [*sample[1:], total], strict=True)]
        assert sample[0] == 0
        assert max(gaps) - min(gaps) <= 1
