"""Words as reports in several languages have them in common: so that one event is one story in all of them. Pure."""

from collections.abc import Callable
from functools import cache, lru_cache

from bot.text.lexicon import FORM_WEIGHT, find_stand_ins
from bot.text.lexicon.translations import read_translations
from bot.text.stems import make_stemmer
from bot.text.transliteration import is_cyrillic, write_plainly

_KEPT = 50_000
"""Words kept with what they become, per language."""


@cache
def make_common(language: str) -> Callable[[str, bool], str]:
    """The function that makes of a folded word of an article in `language`, and whether it is a name there, what other
    languages share of it. Cached, one per language.

    A Cyrillic word becomes the stem of its English translation, where the lexicon knows it, else is written in plain
    Latin by its stem, and so is a Latin name: its spellings differ. Other Latin words are their stems.
    """
    stem, english_stem = make_stemmer(language), make_stemmer("en")

    @lru_cache(maxsize=_KEPT)
    def find(word: str, name: bool) -> str:
        if not is_cyrillic(word):
            return write_plainly(stem(word)) if name else stem(word)
        known, everyday = _find_name(word, language), _find_everyday(stem(word), language)
        if everyday and not known:
            return english_stem(everyday)
        return write_plainly(english_stem(known) if known else stem(word))

    return find


def _find_name(word: str, language: str) -> str | None:
    """The first English form of a name that everybody knows."""
    forms = find_stand_ins(word, language)
    return next((one.word for one in forms if one.language == "en" and one.weight >= FORM_WEIGHT), None)


def _find_everyday(stem: str, language: str) -> str | None:
    """The first English word for an everyday one."""
    return next((word for word, other in read_translations(language).get(stem, ()) if other == "en"), None)
