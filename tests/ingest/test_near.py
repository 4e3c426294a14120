"""Copies of one text: what is found, what is not."""

import asyncio
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.linking import MOST_LINKED
from bot.ingest.near import THRESHOLD, read_keys
from bot.ingest.near_minhash import BANDS, band_keys
from bot.ingest.near_wording import MOST_WORDS, SHINGLE, contradicts, measure_likeness, read_wording
from bot.model.article import PUBLIC
from bot.text.tokens import TOKEN, fold
from tests.ingest.near_pairs import WIRE, WIRE_COPY, Held, make_pairs, read_sample, tell

TEXT = "Dockers walked out at six on Monday. About 1,400 people stopped work in the harbour of Hallowick, they said."
HELD = ("one", TEXT, "two words", TEXT[:60])
WORDS = st.sampled_from("a b c the Port port П'ять 12 fifteen not не é".split())  # noqa: SIM905
ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
TEXTS = st.one_of(ANYTHING, st.lists(WORDS, max_size=30).map(" ".join))


def shingles(text: str) -> set[tuple[str, ...]]:
    words = [fold(word) for word in TOKEN.findall(text)]
    if 0 < len(words) < SHINGLE:
        return {tuple(words)}
    return set(zip(words, words[1:], words[2:], strict=False))


def jaccard(one: str, other: str) -> float:
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second) if first | second else 0.0


async def hold(texts: Mapping[str, str]) -> Held:
    held = Held()
    await held.add(texts)
    return held


async def test_an_edited_copy_is_found_and_other_articles_are_not() -> None:
    sample = read_sample()
    copy = sample.pop(WIRE_COPY)
    held = await hold(sample)
    found = await held.find_one(copy)
    assert [article_id for article_id, _ in found] == [WIRE]
    assert found[0][1] == pytest.approx(jaccard(sample[WIRE], copy))
    assert found[0][1] > 0.8
    for article_id, text in sample.items():
        assert await held.find_one(text) == [(article_id, 1.0)]


async def test_case_marks_and_white_space_do_not_count() -> None:
    assert await (await hold({"a": TEXT})).find_one(TEXT.upper().replace(". ", "!\n\n")) == [("a", 1.0)]


async def test_best_first_then_by_id_and_at_most_some() -> None:
    held = await hold({f"{number:03}": TEXT for number in range(MOST_LINKED + 20)})
    assert len(await held.find_one(TEXT)) == MOST_LINKED
    found = await (await hold({"c": TEXT + " More.", "b": TEXT, "a": TEXT})).find_one(TEXT)
    assert [article_id for article_id, _ in found] == ["a", "b", "c"]
    assert found[1][1] == 1.0 > found[2][1]


@pytest.mark.parametrize("text", ["", " \n", "...!"])
async def test_a_text_without_words_is_never_found(text: str) -> None:
    held = await hold({"a": text, "b": "word"})
    assert await held.find_one(text) == []
    assert await held.find_one("word") == [("b", 1.0)]


def test_keys_of_two_collections_never_meet() -> None:
    wording = read_wording(TEXT)
    ours, theirs = read_keys("public", "a", wording), read_keys("desk", "a", wording)
    assert len({*ours}) == len({*theirs}) == BANDS
    assert not {*ours} & {*theirs}
    assert ours == read_keys("public", "b", wording)
    assert read_keys("public", "a", read_wording("")) != read_keys("public", "b", read_wording(""))


async def test_what_comes_together_is_linked_with_each_other() -> None:
    held = await hold({"a": TEXT, "b": TEXT + " More.", "c": "Quite another text of some words"})
    copies = await held.store.copies.of_articles(PUBLIC, ["a", "b", "c"])
    assert {one: [head.id for head in heads] for one, heads in copies.items()} == {"a": ["b"], "b": ["a"]}


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=8), TEXTS)
def test_what_is_found_is_as_alike_as_said(texts: list[str], text: str) -> None:
    held = {str(number): each for number, each in enumerate(texts)}
    found = asyncio.run(_find_in(held, text))
    for article_id, likeness in found:
        assert likeness == pytest.approx(jaccard(held[article_id], text))
        assert likeness >= THRESHOLD
    assert found == sorted(found, key=lambda one: (-one[1], one[0]))
    same = {article_id for article_id, each in held.items() if shingles(each) and shingles(each) == shingles(text)}
    agreeing = same - {each for each in same if contradicts(read_wording(held[each]), read_wording(text))}
    assert agreeing <= {article_id for article_id, _ in found}


async def _find_in(held: Mapping[str, str], text: str) -> list[tuple[str, float]]:
    return await (await hold(held)).find_one(text)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", *HELD])), max_size=20))
def test_adding_and_removing_in_any_order(steps: list[tuple[str, str]]) -> None:
    asyncio.run(_walk(steps))


async def _walk(steps: list[tuple[str, str]]) -> None:
    """After each step every article is linked with exactly those that it is a copy of."""
    held, texts = Held(), dict[str, str]()
    for article_id, text in steps:
        texts.pop(article_id, None)
        if text:
            texts[article_id] = text
            await held.add({article_id: text})
        else:
            await held.store.remove(PUBLIC, [article_id])
        copies = await held.store.copies.of_articles(PUBLIC, list(texts))
        for one in texts:
            linked = {head.id for head in copies.get(one, [])}
            assert linked == {
                other for other in texts if other != one and jaccard(texts[one], texts[other]) >= THRESHOLD
            }


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
async def test_a_changed_figure_or_denial_contradicts(one: str, other: str) -> None:
    assert contradicts(read_wording(one), read_wording(other))
    assert not await (await hold({"a": f"{one}\n\n{TEXT}"})).find_one(f"{other}\n\n{TEXT}")


@pytest.mark.parametrize(("one", "other"), AGREEING)
async def test_other_differences_do_not_contradict(one: str, other: str) -> None:
    assert not contradicts(read_wording(one), read_wording(other))
    assert await (await hold({"a": f"{one}\n\n{TEXT}"})).find_one(f"{other}\n\n{TEXT}")


async def test_only_the_beginning_of_a_book_is_read() -> None:
    book = " ".join(f"w{number}" for number in range(MOST_WORDS + 500))
    assert len(read_wording(book).shingles) == MOST_WORDS - SHINGLE + 1
    assert await (await hold({"a": book})).find_one(f"{book} and more") == [("a", 1.0)]


def make_words(chance: Random, count: int) -> list[str]:
    return [f"word{chance.randrange(3000)}" for _ in range(count)]


@pytest.mark.parametrize("seed", range(3))
async def test_as_much_is_found_as_by_comparing_all_with_all(seed: int) -> None:
    """At the threshold itself, where bands miss most: likeness 0.5 to 0.55; and nothing of below it."""
    chance = Random(seed)
    originals = {str(number): make_words(chance, 120) for number in range(300)}
    near = await hold({article_id: " ".join(words) for article_id, words in originals.items()})
    wanted = found = 0
    for article_id, words in originals.items():
        keep = chance.randrange(66, 90)
        text = " ".join((*words[:keep], *make_words(chance, 120 - keep)))
        likeness = jaccard(text, " ".join(words))
        got = await near.find_one(text)
        assert [one for one, _ in got] in ([], [article_id])
        assert not got or got[0][1] == pytest.approx(likeness)
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


@pytest.mark.parametrize("seed", range(2))
async def test_precision_and_recall_over_the_labelled_set(seed: int) -> None:
    told = await tell(*make_pairs(seed))
    assert told.right.total() > 1500
    assert told.precision >= 0.99, told.wrong
    assert told.recall >= 0.99, told.missed
