"""Who a sentence attributes its words to: the labelled set, the raw acceptance files, any text at all."""

import json
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.speakers import find_speaker
from bot.text.speakers.quoted import find_quotations, mask

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "articles"
PRECISION = 0.95
RECALL = 0.75


class Label(NamedTuple):
    """One line of speakers.jsonl; an `article` that names a file of the sample corpus is read, `before` cut from it."""

    line: int
    sentence: str
    before: str
    article: str
    language: str
    speaker: str | None


@cache
def read_labels() -> tuple[Label, ...]:
    path = Path(__file__).with_name("speakers.jsonl")
    return tuple(read_label(number, line) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1))


def read_label(number: int, line: str) -> Label:
    entry = json.loads(line)
    sentence, before, article = entry["sentence"], entry.get("before", ""), entry.get("article", "")
    if article.endswith(".md"):
        article = (ROOT / article).read_text("utf-8").split("\n---\n", 1)[1]
        before = article[: article.index(sentence)]
    return Label(number, sentence, before, article or before + sentence, entry["language"], entry["speaker"])


class Score(NamedTuple):
    precision: float
    recall: float
    misses: tuple[str, ...]


def score(labels: list[Label]) -> Score:
    found = [(label, find_speaker(label.sentence, label.before, label.article, label.language)) for label in labels]
    right = sum(name is not None and name == label.speaker for label, name in found)
    misses = (
        f"{label.line}: {name!r}, not {label.speaker!r}: {label.sentence}"
        for label, name in found
        if name != label.speaker
    )
    named = sum(name is not None for _, name in found)
    return Score(right / named, right / sum(label.speaker is not None for label in labels), tuple(misses))


def test_the_labelled_set_is_large_and_hard_enough() -> None:
    labels = read_labels()
    languages = [label.language for label in labels]
    assert len(labels) >= 200
    assert languages.count("en") >= 120
    assert languages.count("ru") >= 40
    assert languages.count("uk") >= 40
    assert sum(label.speaker is None for label in labels) >= 70


def test_speakers_are_right_and_seldom_missed() -> None:
    result = score(list(read_labels()))
    report = "\n".join((f"precision {result.precision:.3f}, recall {result.recall:.3f}", *result.misses))
    assert result.precision >= PRECISION, report
    assert result.recall >= RECALL, report


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_no_language_is_left_behind(language: str) -> None:
    result = score([label for label in read_labels() if label.language == language])
    assert result.precision >= 0.9, "\n".join(result.misses)
    assert result.recall >= 0.7, "\n".join(result.misses)


def test_another_language_has_no_speaker() -> None:
    assert find_speaker("Das ist falsch, sagte Anna Weber.", "", "Das ist falsch, sagte Anna Weber.", "de") is None


SHARED_SPEAKERS = {
    "a senior Russian official stated": "a senior Russian official",
    "told the Russian media outlet Izvestia": "Alexander Grushko",
    "Grushko insisted": "Alexander Grushko",
    "reports suggest": None,
    "jointly proposed": None,
    "Putin claims": "Vladimir Putin",
    "accused Putin": "Volodymyr Zelensky",
    "He alleges": "Volodymyr Zelensky",
    "According to Zelensky": "Volodymyr Zelensky",
    "confirmed to CNN": "Steve Witkoff",
    "did not disclose": None,
    "repeatedly vowed": "Donald Trump",
    "he had a 90-minute call": None,
    "demand that Ukraine remain": "Russia",
    "Moscow argues": "Moscow",
    "sees NATO membership": None,
    "Russia demands that": "Russia",
    "must be decided": None,
    "deputy foreign minister has stated": "Alexander Grushko",
    "Russian officials demand": "Russian officials",
    "Grushko has declared": "Alexander Grushko",
    "Grushko emphasized": "Alexander Grushko",
    "The discussions come": None,
    "Putin insists": "Vladimir Putin",
    "accused the Kremlin": "Volodymyr Zelensky",
    "Trump promised": "Donald Trump",
    "uncertainties linger": None,
    "skepticism": None,
}
"""A few words of a sentence of the acceptance files, and who speaks in it."""


def read_shared_sentences() -> Iterator[tuple[str, str, str]]:
    from bot.text.blocks import read_blocks
    from bot.text.sentences import find_sentences

    for path in sorted(SHARED.glob("*.txt")):
        text = path.read_text("utf-8")
        for block in read_blocks(text):
            for start, end in find_sentences(text[block.start : block.end], "en"):
                yield text[block.start + start : block.start + end], text[: block.start + start], text


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared acceptance articles are not here")
@pytest.mark.parametrize(("words", "speaker"), SHARED_SPEAKERS.items())
def test_the_acceptance_articles(words: str, speaker: str | None) -> None:
    sentences = [found for found in read_shared_sentences() if words in found[0]]
    assert sentences
    assert {find_speaker(*found, "en") for found in sentences} == {speaker}


def test_a_mark_that_never_closes_hides_nobody() -> None:
    text = "“Grain is scarce, Ola Reed said on Monday. The harvest was poor.\nA mill called it “a bad year” for all."
    assert find_speaker("“Grain is scarce, Ola Reed said on Monday.", "", text, "en") == "Ola Reed"
    assert find_speaker("The harvest was poor.", "“Grain is scarce, Ola Reed said on Monday. ", text, "en") is None


def test_a_name_inside_a_quotation_is_not_the_speaker() -> None:
    text = "“Ola Reed said the mill would close,” Ben Stroud told the council."
    assert find_speaker(text, "", text, "en") == "Ben Stroud"


def test_a_quotation_of_several_sentences_is_its_speakers() -> None:
    text = "“It was dark. We heard the gate,” said Ola Reed. “Then it broke.”"
    assert find_speaker("“It was dark.", "", text, "en") == "Ola Reed"
    assert find_speaker("“Then it broke.”", text[: text.index("“Then")], text, "en") == "Ola Reed"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “yes” and left.", ["“yes”"]),
        ('"No," she said, "never."', ['"No,"', '"never."']),
        ("«Мы ждём «Звезду»», — сказал он.", ["«Мы ждём «Звезду»»"]),
        ("„Ні“, — сказав він.", ["„Ні“"]),
        ("we did it,” he said.", ["we did it,”"]),
        ("“Open and never closed.", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotations(text)] == quoted


NEWS_WORDS = """
said told has have of the a and , . “ ” « » " who which that he she Reed Ola Minister minister according to in by demand
claims officials — сказал по словам он она Саранцев министр заявила словами вона сказала що за
"""
NEWS = st.lists(st.sampled_from(NEWS_WORDS.split()), max_size=400).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300) | NEWS, st.text(max_size=300) | NEWS, st.sampled_from(["en", "ru", "uk", "de"]))
def test_any_text_is_read_quickly(sentence: str, before: str, language: str) -> None:
    started = time.process_time()
    speaker = find_speaker(sentence, before, before + sentence, language)
    assert time.process_time() - started < 0.25
    assert speaker is None or speaker.strip()


@given(st.text(alphabet='ab .,"“”„«»\n', max_size=80))
def test_masking_keeps_every_offset(text: str) -> None:
    masked = mask(text, find_quotations(text))
    assert len(masked) == len(text)
    assert all(one == other or one in "❮❯ " for one, other in zip(masked, text, strict=True))


def test_a_sentence_costs_less_than_a_millisecond() -> None:
    labels = read_labels()
    started = time.process_time()
    for label in labels:
        find_speaker(label.sentence, label.before, label.article, label.language)
    assert (time.process_time() - started) / len(labels) < 0.001
