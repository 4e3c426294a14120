"""What two sentences have in common: a labelled list of pairs, in three languages."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.answer.agreement import find_difference, repeats, same_claim
from bot.answer.candidates import Candidate
from bot.answer.conflicts import DENIAL
from tests.answer.candidates import cut_candidate, make_candidate


class Pair(NamedTuple):
    """`label`: they say the "same", they report one thing and "differs" in a point, or they are "different"."""

    language: str
    label: str
    one: str
    other: str
    differs: tuple[str, ...] = ()

    def candidates(self) -> tuple[Candidate, Candidate]:
        first = make_candidate(self.one, "one", language=self.language)
        return first, make_candidate(self.other, "other", language=self.language)


PAIRS = [Pair(**json.loads(line)) for line in Path(__file__).with_name("pairs.jsonl").read_text("utf-8").splitlines()]


def judge(pair: Pair) -> str:
    one, other = pair.candidates()
    if same_claim(one, other):
        return "same"
    return "differs" if find_difference(one, other) else "different"


def test_the_labelled_list_is_as_large_as_promised() -> None:
    labels = [pair.label for pair in PAIRS]
    assert min(labels.count(label) for label in ("same", "differs", "different")) >= 20
    for language in ("ru", "uk"):
        assert {pair.label for pair in PAIRS if pair.language == language} == {"same", "differs", "different"}


@pytest.mark.parametrize("label", ["same", "differs", "different"])
def test_nineteen_of_twenty_that_are_called_so_are_so(label: str) -> None:
    called = [pair for pair in PAIRS if judge(pair) == label]
    wrong = [pair for pair in called if pair.label != label]
    print(*wrong, sep="\n")
    assert len(wrong) <= len(called) / 20, "\n".join(map(str, wrong))


@pytest.mark.parametrize("label", ["same", "differs", "different"])
def test_nine_of_ten_are_found(label: str) -> None:
    meant = [pair for pair in PAIRS if pair.label == label]
    missed = [pair for pair in meant if judge(pair) != label]
    print(*missed, sep="\n")
    assert len(missed) <= len(meant) / 10, "\n".join(map(str, missed))


@pytest.mark.parametrize("pair", PAIRS, ids=map(str, range(len(PAIRS))))
def test_order_changes_nothing_but_the_sides(pair: Pair) -> None:
    one, other = pair.candidates()
    assert same_claim(one, other) == same_claim(other, one)
    assert repeats(one, other) == repeats(other, one)
    there, back = find_difference(one, other), find_difference(other, one)
    assert (there is None) == (back is None)
    if there and back and there is not DENIAL:
        assert sorted(there) == sorted(back)
    assert not (there and (same_claim(one, other) or repeats(one, other)))


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.differs], ids=lambda pair: str(PAIRS.index(pair)))
def test_a_difference_is_shown_as_it_is_written(pair: Pair) -> None:
    assert find_difference(*pair.candidates()) == tuple(pair.differs)


@pytest.mark.parametrize("pair", PAIRS, ids=map(str, range(len(PAIRS))))
def test_a_sentence_says_the_same_as_itself(pair: Pair) -> None:
    one = make_candidate(pair.one, "one", language=pair.language)
    again = make_candidate(pair.one, "again", language=pair.language)
    assert find_difference(one, again) is None
    assert repeats(one, again)


def test_short_sentences_are_the_same_only_where_the_passages_share_a_name() -> None:
    closed = "The harbour is closed."
    here = cut_candidate(closed, f"{closed} Ships went to Orrick.", "one")
    there = cut_candidate(closed, f"{closed} The ferry from Orrick turned back.", "two")
    elsewhere = cut_candidate(closed, f"{closed} The ferry from Vessby turned back.", "three")
    assert same_claim(here, there)
    assert not same_claim(here, elsewhere)


@pytest.mark.parametrize(
    ("day", "differ"), [("2025-03-20", True), ("2025-03-01", True), ("2025-04-20", False), (None, True)]
)
def test_what_was_reported_long_apart_is_no_contradiction(day: str | None, differ: bool) -> None:
    price = "A gallon of regular gas costs {} florents on average in Kelmark."
    one = make_candidate(price.format("4.96"), "one", day="2025-03-20")
    other = make_candidate(price.format("3.03"), "other", day=day)
    assert (find_difference(one, other) is not None) is differ
    assert not same_claim(one, other)
    assert not repeats(one, other)
