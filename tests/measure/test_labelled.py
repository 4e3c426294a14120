"""The project's own labelled sets: as large as promised, measured right, and as good as promised."""

from collections import Counter
from pathlib import Path

import pytest

from bot.measure.acceptance import read_acceptance
from bot.measure.floors import FILE, OwnFloor, read_floors
from bot.measure.labelled.claims import Pair, run_claims
from bot.measure.labelled.followups import run_followups
from bot.measure.labelled.kinds import KINDS, run_own
from bot.measure.labelled.result import FOLDER, list_sets
from bot.measure.labelled.speakers import SpokenArticle, run_speakers
from bot.measure.lines import read_unique
from bot.model.errors import InputError
from tests.measure.made import write_lines

FLOORS = read_floors(FILE).own


def test_speakers_are_labelled_in_three_languages() -> None:
    articles = read_unique(FOLDER / "speakers.jsonl", SpokenArticle)
    sentences = Counter(one.language for one in articles for paragraph in one.paragraphs for _ in paragraph)
    assert sentences.total() >= 200
    assert min(sentences.values()) >= 60
    labels = [sentence.speakers for one in articles for paragraph in one.paragraphs for sentence in paragraph]
    assert sum(None in speakers for speakers in labels) >= 70, "traps where nobody speaks"


def test_claims_are_labelled_within_three_languages() -> None:
    pairs = read_unique(FOLDER / "claims.jsonl", Pair)
    assert len(pairs) >= 150
    for language in ("en", "ru", "uk"):
        labels = Counter(pair.label for pair in pairs if pair.language == language)
        assert labels.keys() == {"same", "differs", "contrary", "different"}


def test_there_are_sixty_questions_of_two_turns() -> None:
    questions = read_acceptance(FOLDER / "followups.jsonl")
    assert len(questions) == 60
    assert all(len(question.before) == 1 for question in questions)
    assert min(Counter(question.language for question in questions).values()) >= 19


def test_no_sentence_stands_in_a_set_and_its_check() -> None:
    for kind in ("speakers", "claims"):
        texts = [text for path in list_sets(kind) for text in {*_texts(path)}]
        assert len(texts) == len({*texts})


def _texts(path: Path) -> list[str]:
    if path.name.startswith("claims"):
        return [f"{pair.one} / {pair.other}" for pair in read_unique(path, Pair)]
    articles = read_unique(path, SpokenArticle)
    return [sentence.text for one in articles for paragraph in one.paragraphs for sentence in paragraph]


@pytest.mark.parametrize("floor", [floor for floor in FLOORS if floor.set != "followups"], ids=lambda floor: floor.set)
def test_the_floors_hold(floor: OwnFloor) -> None:
    result = run_own(floor.set)
    for name, least in floor.floors.items():
        assert result.measures[name] >= least, "\n".join(map(str, result.misses))


async def test_follow_ups_are_answered_right() -> None:
    (floor,) = [floor for floor in FLOORS if floor.set == "followups"]
    result = await run_followups(FOLDER / "followups.jsonl")
    assert result.measures["answered-right"] >= floor.floors["answered-right"], "\n".join(map(str, result.misses))


def test_precision_and_recall_of_speakers_are_told_apart(tmp_path: Path) -> None:
    sentences = [
        ("“It rains,” said Ola Reed.", ["Ola Reed"]),
        ("“It pours,” said Ben Stroud.", ["Ida Stroom"]),
        ("The mill is closed.", ["Ola Reed"]),
        ("Nobody knows why.", [None]),
    ]
    article = {
        "id": "one",
        "language": "en",
        "paragraphs": [[{"text": text, "speakers": speakers} for text, speakers in sentences]],
    }
    result = run_speakers(write_lines(tmp_path / "made.jsonl", [article]))
    assert (result.measures["precision"], result.measures["recall"]) == (1 / 2, 1 / 3)
    assert "precision-ru" not in result.measures
    assert [(miss.id, miss.kind) for miss in result.misses] == [
        ("one:2", "somebody else named"),
        ("one:3", "nobody named"),
    ]


def test_merging_and_differing_are_told_apart(tmp_path: Path) -> None:
    same = {
        "language": "en",
        "one": "The mill in Umby has closed for good.",
        "other": "The mill in Umby closed for good.",
    }
    other = {"language": "en", "one": "Three men died in Umby.", "other": "Five men died in Umby."}
    pairs: list[dict[str, object]] = [
        {**same, "id": "1", "label": "same"},
        {**same, "id": "2", "label": "different"},
        {**other, "id": "3", "label": "differs", "sides": ["Three men", "Five men"]},
        {**other, "id": "4", "label": "differs", "sides": ["Three men", "Six men"]},
    ]
    result = run_claims(write_lines(tmp_path / "made.jsonl", pairs))
    assert result.measures["merge-precision"] == 1 / 2
    assert result.measures["merge-recall"] == 1
    assert result.measures["difference-recall"] == 1
    assert result.measures["shown"] == 1 / 2
    assert [miss.id for miss in result.misses] == ["2", "4"]


def test_an_unknown_set_and_a_broken_line_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="charm"):
        run_own("charm")
    with pytest.raises(InputError, match=r"made.jsonl:1"):
        run_claims(write_lines(tmp_path / "made.jsonl", [{"id": "1", "label": "odd"}]))


def test_every_kind_has_its_file() -> None:
    assert all(list_sets(kind) for kind in KINDS)
