"""The language of a few words: a question is too short for statistics, so letters and function words decide."""

import re

from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import TOKEN, fold

INFLECTED = frozenset({"ru", "uk"})
"""Languages whose words change so much that their stemmers leave much apart: fewer words of a question stand in its answer
as they are, and a phrase seldom keeps its endings."""
_UKRAINIAN_LETTERS = frozenset("іїєґІЇЄҐ")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_RUSSIAN_LETTERS = frozenset("ыэъёЫЭЪЁ")


def choose_language(text: str, default: str = "en") -> str:
    """'en', 'ru' or 'uk'; `default` for a text without letters of either script."""
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in text)
    latin = len(_LATIN.findall(text))
    if not cyrillic and not latin:
        return default
    if cyrillic < latin:
        return "en"
    if any(letter in _UKRAINIAN_LETTERS for letter in text):
        return "uk"
    if any(letter in _RUSSIAN_LETTERS for letter in text):
        return "ru"
    words = {fold(word) for word in TOKEN.findall(text)}
    only_ukrainian = words & (STOP_WORDS["uk"] - STOP_WORDS["ru"])
    return "uk" if len(only_ukrainian) > len(words & (STOP_WORDS["ru"] - STOP_WORDS["uk"])) else "ru"
