"""Copies of one text: what is found, what is not, and that a search stays cheap."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.near import MOST_FOUND, THRESHOLD, Near, NearDuplicates
from bot.ingest.near_buckets import LOOKED_AT, Buckets
from bot.ingest.near_minhash import BANDS, band_keys
from bot.ingest.near_wording import MOST_WORDS, SHINGLE, contradicts, measure_likeness, read_wording
from bot.text.tokens import TOKEN, fold
from tests.ingest.near_pairs import WIRE, WIRE_COPY, make_pairs, read_sample, tell

TEXT = "Dockers walked out at six on Monday. About 1,400 people stopped work in the harbour of Hallowick, they said."
HELD = ("one", TEXT, "two words", TEXT[:60])
WORDS = st.sampled_from("a b c the Port port П'ять 12 fifteen not не é".split())  # noqa: SIM905
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=30).map(" ".join))


def shingles(text: str) -> set[tuple[str, ...]]:
    words = [fold(word) for word in TOKEN.findall(text)]
    if 0 < len(words) < SHINGLE:
        return {tuple(words)}
    return set(zip(words, words[1:], words[2:], strict=False))


def jaccard(one: str, other: str) -> float:
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def hold(texts: dict[str, str]) -> NearDuplicates:
    near = NearDuplicates()
    for article_id, text in texts.items():
        near.add(article_id, text)
    return near


def ids(found: Sequence[Near]) -> list[str]:
    return [each.article_id for each in found]


def test_an_edited_copy_is_found_and_other_articles_are_not() -> None:
    sample = read_sample()
    copy = sample.pop(WIRE_COPY)
    found = hold(sample).find(copy)
    assert found == [Near(WIRE, jaccard(sample[WIRE], copy))]
    assert found[0].likeness > 0.8
    for article_id, text in sample.items():
        assert hold(sample).find(text) == [Near(article_id, 1.0)]


def test_case_marks_and_white_space_do_not_count() -> None:
    assert hold({"a": TEXT}).find(TEXT.upper().replace(". ", "!\n\n")) == [Near("a", 1.0)]


def test_best_first_then_by_id_and_at_most_some() -> None:
    near = hold({f"{number:03}": TEXT for number in range(MOST_FOUND + 20)})
    assert len(near.find(TEXT)) == MOST_FOUND
    near = hold({"c": TEXT + " More.", "b": TEXT, "a": TEXT})
    found = near.find(TEXT)
    assert ids(found) == ["a", "b", "c"]
    assert found[1].likeness == 1.0 > found[2].likeness


@pytest.mark.parametrize("text", ["", " \n", "...!", "\ud800"])
def test_a_text_without_words_is_never_found(text: str) -> None:
    near = hold({"a": text, "b": "word"})
    assert near.find(text) == []
    assert ids(near.find("word")) == ["b"]


def test_a_removed_article_is_not_found_and_an_added_one_takes_the_place_of_its_older_text() -> None:
    near = hold({"a": TEXT, "b": TEXT})
    near.remove("a")
    near.remove("a")
    near.remove("never held")
    assert ids(near.find(TEXT)) == ["b"]
    near.add("b", "Quite another text of some words")
    assert near.find(TEXT) == []
    assert ids(near.find("quite another text of some words")) == ["b"]
    assert len(near) == 1
    near.add("b", "")
    assert len(near) == 0


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=8), TEXTS)
def test_what_is_found_is_as_alike_as_said(texts: list[str], text: str) -> None:
    held = {str(number): each for number, each in enumerate(texts)}
    found = hold(held).find(text)
    for near in found:
        assert near.likeness == pytest.approx(jaccard(held[near.article_id], text))
        assert near.likeness >= THRESHOLD
    assert found == sorted(found, key=lambda near: (-near.likeness, near.article_id))
    same = {article_id for article_id, each in held.items() if shingles(each) and shingles(each) == shingles(text)}
    assert same - {each for each in same if contradicts(read_wording(held[each]), read_wording(text))} <= {*ids(found)}


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", *HELD])), max_size=40))
def test_adding_and_removing_in_any_order(steps: list[tuple[str, str]]) -> None:
    near, held = NearDuplicates(), dict[str, str]()
    for article_id, text in steps:
        held.pop(article_id, None)
        if text:
            held[article_id] = text
            near.add(article_id, text)
        else:
            near.remove(article_id)
        for each in HELD:
            expected = {one for one, other in held.items() if jaccard(each, other) >= THRESHOLD}
            assert {*ids(near.find(each))} == expected


@settings(deadline=None)
@given(TEXTS)
def test_a_text_never_contradicts_itself_nor_its_end(text: str) -> None:
    wording = read_wording(text)
    assert not contradicts(wording, wording)
    assert measure_likeness(wording, wording) == (1.0 if shingles(text) else 0.0)
    assert not contradicts(wording, read_wording(""))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_comparing_knows_no_direction(one: str, other: str) -> None:
    first, second = read_wording(one), read_wording(other)
    assert contradicts(first, second) == contradicts(second, first)
    assert measure_likeness(first, second) == measure_likeness(second, first)


CONTRADICTING = [
    ("The fire killed 12 people in Arlby.", "The fire killed 15 people in Arlby."),
    ("The fire killed twelve people in Arlby.", "The fire killed 15 people in Arlby."),
    ("It will cost 64 million crowns.", "It will cost 64 billion crowns."),
    ("The council has approved the plan.", "The council has not approved the plan."),
    ("Совет одобрил ремонт моста.", "Совет не одобрил ремонт моста."),
    ("Міська рада схвалила ремонт.", "Міська рада не схвалила ремонт."),
    ("They stopped work in harbours of 3 towns on Monday.", "They stopped work in harbours of 4 towns on Monday."),
]
AGREEING = [
    ("The fire killed 12 people in Arlby.", "The fire killed twelve people in Arlby."),
    ("About 1,400 people walked out.", "About 1400 people walked out."),
    ("The fire killed 12 people in Arlby.", "The fire killed people in Arlby."),
    ("Published 10:30 GMT\n\nThe fire killed 12 people.", "Published 11:15 GMT\n\nThe fire killed 12 people."),
    ("He did not come, and she has not said why.", "He did not come, and she has not said why. So be it."),
    ("In 1 of 3 towns and in 2 of 3 towns it rained.", "In 2 of 3 towns it rained."),
]


@pytest.mark.parametrize(("one", "other"), CONTRADICTING)
def test_a_changed_figure_or_denial_contradicts(one: str, other: str) -> None:
    assert contradicts(read_wording(one), read_wording(other))
    assert not hold({"a": f"{one}\n\n{TEXT}"}).find(f"{other}\n\n{TEXT}")


@pytest.mark.parametrize(("one", "other"), AGREEING)
def test_other_differences_do_not_contradict(one: str, other: str) -> None:
    assert not contradicts(read_wording(one), read_wording(other))
    assert hold({"a": f"{one}\n\n{TEXT}"}).find(f"{other}\n\n{TEXT}")


def test_only_the_beginning_of_a_book_is_read() -> None:
    book = " ".join(f"w{number}" for number in range(MOST_WORDS + 500))
    assert len(read_wording(book).shingles) == MOST_WORDS - SHINGLE + 1
    assert hold({"a": book}).find(f"{book} and more") == [Near("a", 1.0)]


def make_words(chance: Random, count: int) -> list[str]:
    return [f"word{chance.randrange(3000)}" for _ in range(count)]


@pytest.mark.parametrize("seed", range(3))
def test_as_much_is_found_as_by_comparing_all_with_all(seed: int) -> None:
    """At the threshold itself, where bands miss most: likeness 0.5 to 0.55; and nothing of below it."""
    chance = Random(seed)
    originals = {str(number): make_words(chance, 120) for number in range(300)}
    near = hold({article_id: " ".join(words) for article_id, words in originals.items()})
    wanted = found = 0
    for article_id, words in originals.items():
        keep = chance.randrange(66, 90)
        text = " ".join((*words[:keep], *make_words(chance, 120 - keep)))
        likeness = jaccard(text, " ".join(words))
        got = near.find(text)
        assert ids(got) in ([], [article_id])
        assert not got or got[0].likeness == pytest.approx(likeness)
        assert not got or likeness >= THRESHOLD
        if THRESHOLD <= likeness < THRESHOLD + 0.05:
            wanted += 1
            found += bool(got)
    assert wanted >= 40
    assert found / wanted >= 0.95


def test_the_share_of_equal_bands_is_what_minhash_promises() -> None:
    """Of many pairs with likeness 1/3, each band agrees with probability 1/3^4: within six standard deviations."""
    chance = Random(5)
    equal = 0
    for _ in range(200):
        words = make_words(chance, 102)
        one, other = words[:52] + make_words(chance, 50), words[:52] + make_words(chance, 50)
        keys = [band_keys(read_wording(" ".join(text)).shingles) for text in (one, other)]
        equal += int((keys[0] == keys[1]).sum())
    expected = 200 * BANDS / 3**4
    assert abs(equal - expected) < 6 * expected**0.5


def test_a_search_among_thousands_of_alike_articles_looks_at_few() -> None:
    near = Buckets(BANDS)
    keys = band_keys(read_wording(TEXT).shingles)
    rows = [near.add(keys) for _ in range(3000)]
    looked = near.look(keys)
    assert len(looked) == BANDS * LOOKED_AT
    assert {*looked} == {*rows[-LOOKED_AT:]}


def test_buckets_forget_what_was_removed_and_give_its_number_again() -> None:
    buckets = Buckets(BANDS)
    one, other = (band_keys(read_wording(text).shingles) for text in (TEXT, "quite another text"))
    first, second, third = buckets.add(one), buckets.add(one), buckets.add(other)
    buckets.remove(second)
    assert {*buckets.look(one)} == {first}
    with pytest.raises(KeyError):
        buckets.remove(second)
    assert buckets.add(one) == second
    buckets.remove(first)
    assert {*buckets.look(one)} == {second}
    assert {*buckets.look(other)} == {third}


@pytest.mark.parametrize("seed", range(2))
def test_precision_and_recall_over_the_labelled_set(seed: int) -> None:
    told = tell(*make_pairs(seed))
    assert told.right.total() > 1500
    assert told.precision >= 0.99, told.wrong
    assert told.recall >= 0.99, told.missed
