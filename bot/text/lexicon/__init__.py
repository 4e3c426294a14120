"""Words that may stand for each other: reporting verbs, and the names of states, capitals and seats of power."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from bot.text.lexicon.groups import NAMES, VERBS
from bot.text.stems import make_stemmer
from bot.text.tokens import fold

FORM_WEIGHT = 0.8
"""The same name in another form or script: Russia, Russian, Россия."""
STAND_IN_WEIGHT = 0.5
"""Another word that may carry the meaning: Moscow for Russia, insist for demand."""


class StandIn(NamedTuple):
    """A folded word that may stand for another, the language to stem it in, and its weight."""

    word: str
    language: str
    weight: float


def find_stand_ins(word: str, language: str) -> tuple[StandIn, ...]:
    """What may stand for `word` (folded) of a question in `language`, strongest first; empty for most words.

    A Cyrillic name that could be Russian or Ukrainian stands there once for each.
    """
    names, verbs = _names(language), _verbs(language)
    if word in names:
        return names[word]
    stem = make_stemmer(language)(word)
    return _strongest_first(names.get(stem, ()) + verbs.get(stem, ()))


def _strongest_first(stand_ins: Iterable[StandIn]) -> tuple[StandIn, ...]:
    """Without repeats; of equal weight in the order of the groups."""
    best: dict[tuple[str, str], StandIn] = {}
    for stand_in in sorted(stand_ins, key=lambda one: -one.weight):
        best.setdefault((stand_in.word, stand_in.language), stand_in)
    return tuple(best.values())


def is_name(word: str, language: str) -> bool:
    """Whether a folded word is a form of one of the names, in any language; `language`: of the question."""
    names = _names(language)
    return word in names or make_stemmer(language)(word) in names


def _languages_of(word: str) -> tuple[str, ...]:
    if not "\u0400" <= word[0] <= "\u04ff":
        return ("en",)
    if set(word) & set("іїєґ'"):
        return ("uk",)
    return ("ru",) if set(word) & set("ыэъ") else ("ru", "uk")


@cache
def _names(language: str) -> dict[str, tuple[StandIn, ...]]:
    """Stand-ins by folded word, and by stem for the words of `language` (no other language is loaded for it)."""
    found: dict[str, tuple[StandIn, ...]] = {}
    for line in NAMES:
        forms, _, others = line.partition("|")
        own = _stand_ins(forms, FORM_WEIGHT)
        stand_ins = own + _stand_ins(others, STAND_IN_WEIGHT)
        for key, word in _keys({form.word for form in own}, language):
            found[key] = _strongest_first(found.get(key, ()) + tuple(one for one in stand_ins if one.word != word))
        back = tuple(one._replace(weight=STAND_IN_WEIGHT) for one in stand_ins)
        for key, word in _keys({fold(other) for other in others.split()}, language):
            found[key] = _strongest_first(found.get(key, ()) + tuple(one for one in back if one.word != word))
    return found


def _stand_ins(words: str, weight: float) -> tuple[StandIn, ...]:
    folded = [fold(word) for word in words.split()]
    return tuple(StandIn(word, language, weight) for word in folded for language in _languages_of(word))


def _keys(words: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """Each word by itself, and by its stem where it is written in the script of `language`."""
    stem = make_stemmer(language)
    for word in sorted(words):
        yield word, word
        own = stem(word) if (language == "en") == (_languages_of(word) == ("en",)) else word
        if own not in words:
            yield own, word


@cache
def _verbs(language: str) -> dict[str, tuple[StandIn, ...]]:
    found: dict[str, tuple[StandIn, ...]] = {}
    stem = make_stemmer(language)
    for line in VERBS.get(language, ()):
        first, _, others = line.partition("|")
        forms = [StandIn(fold(word), language, FORM_WEIGHT) for word in first.split()]
        stand_ins = tuple(StandIn(fold(word), language, STAND_IN_WEIGHT) for word in others.split())
        for key in {stem(form.word) for form in forms}:
            others_of_key = (one for one in (*forms, *stand_ins) if stem(one.word) != key)
            found[key] = found.get(key, ()) + tuple(others_of_key)
    return found
