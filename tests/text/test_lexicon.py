"""Words that may stand for each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.lexicon import FORM_WEIGHT, STAND_IN_WEIGHT, find_stand_ins
from bot.text.lexicon.groups import NAMES, VERBS
from bot.text.stems import make_stemmer
from bot.text.tokens import TOKEN, fold

GROUPED = [
    (word, language) for language, lines in VERBS.items() for line in lines for word in line.split("|")[0].split()
]
NAMED = [word for line in NAMES for word in line.split("|")[0].split()]


def weights(word: str, language: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for stand_in in find_stand_ins(word, language):
        found.setdefault(stand_in.word, stand_in.weight)
    return found


@pytest.mark.parametrize(
    ("word", "language", "stand_ins"),
    [
        ("demand", "en", "insist require ultimatum"),
        ("demanded", "en", "insist require"),
        ("says", "en", "tell declare"),
        ("russia", "en", "russian kremlin moscow россия росія москва"),
        ("russian", "en", "russia moscow"),
        ("usa", "en", "american washington сша"),
        ("требует", "ru", "настаивать условие"),
        ("россии", "ru", "russia кремль москва"),
        ("кремля", "ru", "россия москва"),
        ("вимагав", "uk", "наполягати умова"),
        ("росії", "uk", "россия москва kremlin"),
        ("польщею", "uk", "poland польський варшава"),
    ],
)
def test_what_may_stand_for_a_word(word: str, language: str, stand_ins: str) -> None:
    assert set(stand_ins.split()) <= weights(word, language).keys()


@pytest.mark.parametrize(
    ("word", "language"), [("port", "en"), ("grain", "en"), ("порт", "ru"), ("зерно", "uk"), ("us", "en"), ("a", "de")]
)
def test_most_words_have_none(word: str, language: str) -> None:
    assert find_stand_ins(word, language) == ()


def test_a_capital_and_its_state_stand_for_each_other_but_are_not_one() -> None:
    assert weights("russia", "en")["moscow"] == STAND_IN_WEIGHT
    assert weights("moscow", "en")["russia"] == STAND_IN_WEIGHT
    assert weights("москва", "ru")["россия"] == STAND_IN_WEIGHT
    assert weights("russia", "en")["russian"] == FORM_WEIGHT


def test_a_name_that_could_be_russian_or_ukrainian_is_stemmed_as_both() -> None:
    languages = {one.language for one in find_stand_ins("poland", "en") if one.word == "польща"}
    assert languages == {"ru", "uk"}
    assert {one.language for one in find_stand_ins("ukraine", "en") if one.word == "київ"} == {"uk"}
    assert {one.language for one in find_stand_ins("russia", "en") if one.word == "moscow"} == {"en"}


@pytest.mark.parametrize(
    ("word", "language"), [*GROUPED, *((name, "en") for name in NAMED), *((name, "uk") for name in NAMED)]
)
def test_strongest_first_once_each_and_never_the_word_itself(word: str, language: str) -> None:
    found = find_stand_ins(fold(word), language)
    assert found or word not in NAMED
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert {one.weight for one in found} <= {FORM_WEIGHT, STAND_IN_WEIGHT}
    assert len({(one.word, one.language) for one in found}) == len(found)
    assert fold(word) not in {one.word for one in found}


def test_verbs_stand_in_for_words_of_other_stems_only() -> None:
    for word, language in GROUPED:
        stem = make_stemmer(language)
        own = {one.word for one in find_stand_ins(fold(word), language) if one.language == language}
        assert stem(fold(word)) not in {stem(other) for other in own}, word


def test_every_word_of_the_groups_is_one_word() -> None:
    words = " ".join((*NAMES, *(line for lines in VERBS.values() for line in lines))).replace("|", " ").split()
    assert [word for word in words if not TOKEN.fullmatch(word) or fold(word) != word] == []


@settings(deadline=None)
@given(st.text(min_size=1), st.sampled_from(["en", "ru", "uk", "de"]))
def test_any_word_may_be_asked_for(word: str, language: str) -> None:
    assert all(0 < one.weight < 1 for one in find_stand_ins(word, language))
