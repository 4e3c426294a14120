"""Long texts of one thing: each function is done with them in far less than the seconds allowed."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.model.article import Article
from bot.text.analysis import analyze
from bot.text.blocks import read_blocks
from bot.text.dates import find_date_range
from bot.text.expected import holds_expected
from bot.text.figures import find_figures, is_negated
from bot.text.languages import choose_language
from bot.text.names import find_names
from bot.text.passages import cut_passages
from bot.text.phrases import find_phrases
from bot.text.questions import find_kind
from bot.text.roles import find_role
from bot.text.sentences import find_sentences

from .texts import HOSTILE

NOW = datetime(2025, 3, 19, tzinfo=UTC)
SECONDS = 20
QUESTION = 2_000
"""Twice what a question may have."""

OF_TEXTS: dict[str, Callable[[str], object]] = {
    "analyze": lambda text: [analyze(text, language) for language in ("en", "ru", "uk", "de")],
    "names": find_names,
    "figures": lambda text: (find_figures(text), is_negated(text)),
    "blocks": read_blocks,
    "sentences": lambda text: find_sentences(text, "en"),
    "passages": lambda text: cut_passages(Article(id="a", text=text, language="uk")),
    "expected": lambda text: [holds_expected(kind, text, text) for kind in ("number", "when", "why", "who")],
}
OF_QUESTIONS: dict[str, Callable[[str], object]] = {
    "language": choose_language,
    "kind": lambda text: [find_kind(text, language) for language in ("en", "ru", "uk")],
    "dates": lambda text: find_date_range(text, now=NOW),
    "phrases": find_phrases,
    "role": lambda text: [find_role(text, language) for language in ("en", "ru", "uk")],
}


def seconds_of(run: Callable[[str], object], texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        run(text)
    return time.perf_counter() - start


@pytest.mark.parametrize("name", OF_TEXTS)
def test_twenty_thousand_characters_of_one_thing(name: str) -> None:
    assert seconds_of(OF_TEXTS[name], list(HOSTILE)) < SECONDS


@pytest.mark.parametrize("name", OF_QUESTIONS)
def test_an_over_long_question(name: str) -> None:
    texts = [start + text[:QUESTION] for text in HOSTILE for start in ("", "who is the ", "what list ", "в каком ")]
    assert seconds_of(OF_QUESTIONS[name], texts) < SECONDS
