"""What the forms of a word have in common, by language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.irregular import BASE_FORMS, UKRAINIAN_FORMS
from bot.text.stems import STEMMED, make_stemmer
from bot.text.tokens import find_tokens, fold

from .texts import TEXTS


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "demand demands demanded demanding"),
        ("en", "guarantee guarantees guaranteed"),
        ("en", "seek sought seeks"),
        ("en", "say said says"),
        ("en", "withdraw withdrew withdrawn withdraws"),
        ("en", "uphold upheld"),
        ("en", "leave leaves left leaving"),
        ("en", "man men"),
        ("en", "crisis crises"),
        ("ru", "требование требования требований требованиями"),
        ("ru", "гарантия гарантии гарантий гарантиям"),
        ("ru", "грушко"),
        ("ru", "путин путина путину путиным"),
        ("uk", "вимога вимоги вимогою"),
        ("uk", "гарантія гарантії гарантій гарантіями"),
        ("uk", "зеленський зеленського зеленському зеленським"),
        ("uk", "порт порту портом"),
        ("uk", "київ києва києву києвом києві"),
        ("uk", "прем'єр прем'єра прем'єру прем'єром"),
        ("uk", "докер докери докерів докерами"),
        ("uk", "мир миру миром"),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, forms: str) -> None:
    stem = make_stemmer(language)
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "organ", "port"),
        ("en", "neutral", "union"),
        ("ru", "мир", "порт"),
        ("uk", "мир", "порт"),
        ("en", "leave", "leaf"),
    ],
)
def test_different_words_keep_different_stems(language: str, one: str, other: str) -> None:
    stem = make_stemmer(language)
    assert stem(one) != stem(other)


@pytest.mark.parametrize("language", ["ru", "uk"])
@pytest.mark.parametrize("word", ["demands", "said", "trump"])
def test_a_latin_word_gets_the_english_stem_everywhere(language: str, word: str) -> None:
    assert make_stemmer(language)(word) == make_stemmer("en")(word)


@pytest.mark.parametrize("language", ["de", "und", "", "xx"])
@pytest.mark.parametrize("word", ["demands", "требования", "said"])
def test_other_languages_keep_their_words(language: str, word: str) -> None:
    assert make_stemmer(language)(word) == word


def test_a_stemmer_is_made_once() -> None:
    assert make_stemmer("en") is make_stemmer("en")
    assert make_stemmer("de") is make_stemmer("fr")


@settings(deadline=None)
@given(TEXTS, st.sampled_from(sorted(STEMMED)))
def test_a_stem_is_one_word_and_always_the_same(text: str, language: str) -> None:
    stem = make_stemmer(language)
    for token in find_tokens(text):
        found = stem(fold(token.text))
        assert found.split() == [found]
        assert stem(fold(token.text)) == found


def test_irregular_forms_are_folded_and_lead_to_a_base_in_one_step() -> None:
    assert all(fold(form) == form and fold(base) == base for form, base in BASE_FORMS.items())
    assert {base for base in BASE_FORMS.values() if BASE_FORMS.get(base, base) != base} <= {"find", "lay", "lie"}
    assert BASE_FORMS["sought"] == "seek"
    assert BASE_FORMS["women"] == "woman"


def test_ukrainian_bases_stand_for_themselves() -> None:
    assert all(UKRAINIAN_FORMS[base] == base for base in UKRAINIAN_FORMS.values())
    assert all(fold(form) == form for form in UKRAINIAN_FORMS)
