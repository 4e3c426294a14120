"""Which candidates become claims, and which of them side by side."""

import pytest

from bot.answer.candidates import Candidate
from bot.answer.selection import FLOOR, MAX_CHARACTERS, MAX_CLAIMS, MAX_QUOTES, choose_claims
from tests.answer.candidates import cut_candidate, make_candidate

BOUGHT = "The museum of Vessby bought the painting for 2.5 million crowns."
AGAIN = "The painting was bought by the museum of Vessby for 2.5 million crowns, it said."
MORE = "The museum of Vessby bought the painting for 3.1 million crowns."
FERRY = "Lonnaline cancelled every crossing to Orrick because of a broken propeller."
NURSES = "Nurses in Dunmarrow want shorter night shifts and a second doctor on every ward."
BANK = "The central bank of Ostravia left its key interest rate unchanged on Thursday."
TRAM = "Engineers found a crack under the tram line between the station and the old market."


def choose(*candidates: Candidate) -> list[list[str]]:
    return [[member.ranked.found.article.id for member in group.members] for group in choose_claims(candidates)]


def test_nothing_comes_of_nothing() -> None:
    assert choose_claims([]) == []


def test_two_articles_that_say_the_same_are_one_claim() -> None:
    assert choose(make_candidate(BOUGHT, "a"), make_candidate(FERRY, "b"), make_candidate(AGAIN, "c")) == [
        ["a", "c"],
        ["b"],
    ]


def test_the_same_sentence_from_one_article_is_quoted_once() -> None:
    text = f"{BOUGHT} {AGAIN}"
    assert choose(cut_candidate(BOUGHT, text, "a"), cut_candidate(AGAIN, text, "a")) == [["a"]]


def test_contradictions_stand_side_by_side_and_not_as_one_voice() -> None:
    (group,) = choose_claims([make_candidate(BOUGHT, "a"), make_candidate(MORE, "b")])
    assert [member.text for member in group.members] == [BOUGHT, MORE]


def test_a_contradiction_within_one_article_is_not_taken_for_a_repetition() -> None:
    text = f"{BOUGHT} {MORE}"
    assert choose(cut_candidate(BOUGHT, text, "a"), cut_candidate(MORE, text, "a")) == [["a"], ["a"]]


def test_a_fourth_voice_is_neither_quoted_nor_a_claim_of_its_own() -> None:
    same = [make_candidate(BOUGHT, name) for name in "abcde"]
    assert choose(*same) == [["a", "b", "c"]]
    assert MAX_QUOTES == 3


def test_at_most_four_claims_the_best_first() -> None:
    texts = [FERRY, NURSES, BANK, TRAM, BOUGHT]
    assert choose(*(make_candidate(text, name) for text, name in zip(texts, "abcde", strict=True))) == [
        [name] for name in "abcd"
    ]
    assert MAX_CLAIMS == 4


def test_no_more_characters_than_a_phone_shows() -> None:
    long = [f"{text[:-1]}, {'and so it was told again and again ' * 6}." for text in (FERRY, NURSES, BANK, TRAM)]
    groups = choose_claims([make_candidate(text, name) for text, name in zip(long, "abcd", strict=True)])
    assert 1 < len(groups) < 4
    assert sum(len(member.text) for group in groups for member in group.members) <= MAX_CHARACTERS


def test_the_first_is_whole_however_long() -> None:
    long = f"{FERRY[:-1]}, {' '.join(['as the captain told everyone aboard'] * 19)}."
    (group,) = choose_claims([make_candidate(long, "a"), make_candidate(NURSES, "b")])
    assert group.members[0].text == long


def test_what_covers_much_less_than_the_best_is_left_out() -> None:
    best = make_candidate(FERRY, "a", covered=0.8)
    weak, enough = (make_candidate(text, "b", covered=0.8 * FLOOR + by) for text, by in ((BANK, -0.01), (NURSES, 0.01)))
    assert choose(best, weak, enough) == [["a"], ["b"]]
    assert [group.members[0].text for group in choose_claims([best, weak, enough])] == [FERRY, NURSES]


LIST = "A deal must address four points:\n\n- the border;\n- the prisoners;\n- the harbour;\n- the debts."


def test_items_of_a_quoted_list_are_not_told_again() -> None:
    whole = cut_candidate(LIST, LIST, "a")
    assert whole.is_list
    assert choose(whole, cut_candidate("the prisoners;", LIST, "a"), make_candidate(FERRY, "b")) == [["a"], ["b"]]


def test_lists_are_never_merged_with_sentences() -> None:
    listed, sentence = (
        cut_candidate(LIST, LIST, "a"),
        "A deal must address four points: border, prisoners, harbour, debts.",
    )
    assert all(len(group) == 1 for group in choose(listed, make_candidate(sentence, "b")))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_candidates_is_the_order_of_claims(order: tuple[int, ...]) -> None:
    candidates = [make_candidate(text, name) for text, name in zip((FERRY, NURSES, BANK), "abc", strict=True)]
    assert choose(*(candidates[place] for place in order)) == [["abc"[place]] for place in order]


def test_what_was_reported_later_leads_where_it_contradicts() -> None:
    earlier, later = make_candidate(BOUGHT, "a", day="2025-03-04"), make_candidate(MORE, "b", day="2025-03-06")
    assert choose(earlier, later) == [["b", "a"]]
    assert choose(later, earlier) == [["b", "a"]]


def test_reports_of_one_day_stay_in_their_order() -> None:
    assert choose(make_candidate(BOUGHT, "a", day="2025-03-04"), make_candidate(MORE, "b", day="2025-03-04")) == [
        ["a", "b"]
    ]
    assert choose(make_candidate(BOUGHT, "a"), make_candidate(MORE, "b", day="2025-03-04")) == [["a", "b"]]
    agreeing = make_candidate(AGAIN, "c", day="2025-03-09")
    assert choose(make_candidate(BOUGHT, "a", day="2025-03-04"), agreeing) == [["a", "c"]]
