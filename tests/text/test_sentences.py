"""Sentences of one paragraph."""

import pytest
from hypothesis import given, settings

from bot.text.sentences import find_sentences

from .texts import LANGUAGES, TEXTS


@settings(deadline=None, max_examples=150)
@given(TEXTS, LANGUAGES)
def test_sentences_lie_in_order_and_hold_all_but_white_space(text: str, language: str) -> None:
    end = 0
    for left, right in find_sentences(text, language):
        assert end <= left < right <= len(text)
        assert text[end:left].strip() == ""
        assert text[left:right] == text[left:right].strip()
        end = right
    assert text[end:].strip() == ""


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Dr. No met Mr. Smith at 5 p.m. on Monday.", "He left."]),
        ("en", ["He lives in the U.S.", "The minister left."]),
        ("en", ["Gen. Smith came from St. Petersburg, e.g. by car.", "It rained."]),
        ("en", ["“We will not.”", "He said it twice.", '"No!" she said.', "“Really?” he asked."]),
        ("en", ["The deal cost $3.5 billion.", "It rose 1.4 percent in Jan. 2025.", "Apple Inc. said so."]),
        ("en", ["Wait... what?", "Yes!", "No?!", "OK."]),
        ("en", ['"Is it?" asked Putin.', "He left."]),
        ("en", ["No full stop at all"]),
        ("ru", ["В. В. Путин прибыл в Москву в 2025 г. вечером.", "Он сказал: «Да».", "Потом уехал."]),
        ("ru", ["Это 5 млн руб. в год, т. е. много.", "Так сказал А. Грушко.", "Конец!"]),
        ("ru", ["«Мы готовы», — заявил он.", "«Когда?» — спросили его."]),
        ("uk", ["Президент В. Зеленський прибув до м. Київ о 5 год. ранку.", "Він сказав: «Ні».", "Потім поїхав."]),
        ("uk", ["Це 5 млн грн. на рік.", "Хто їх дасть?", "Ніхто!"]),
        ("ja", ["これは文です。", "次の文。"]),
        ("xx", ["One here.", "Two here."]),
    ],
)
def test_sentences_as_a_reader_would_cut_them(language: str, sentences: list[str]) -> None:
    text = ("" if language == "ja" else " ").join(sentences)
    assert [text[left:right] for left, right in find_sentences(text, language)] == sentences


@pytest.mark.parametrize("language", ["en", "ru", "uk", "de", "xx"])
@pytest.mark.parametrize("space", [one for one in map(chr, range(0x10000)) if one.isspace()])
def test_any_white_space_may_stand_before_a_full_stop(space: str, language: str) -> None:
    text = f"It is Plan Z{space}. He said so."
    spans = find_sentences(text, language)
    assert (spans[0][0], spans[-1][1]) == (0, len(text))


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0"])
def test_white_space_holds_no_sentence(text: str) -> None:
    assert find_sentences(text, "en") == []
