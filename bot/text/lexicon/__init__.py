"""Words that may stand for each other: reporting verbs, and the names of states, capitals and seats of power."""

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
    """What may stand for `word` (folded) of a question in `language`, strongest first; empty for most words."""
    names, verbs = _names(language), _verbs(language)
    if word in names:
        return names[word]
    stem = make_stemmer(language)(word)
    return names.get(stem, ()) + verbs.get(stem, ())


def _language_of(word: str) -> str:
    if not "\u0400" <= word[0] <= "\u04ff":
        return "en"
    return "uk" if set(word) & set("іїєґ'") else "ru"


@cache
def _names(language: str) -> dict[str, tuple[StandIn, ...]]:
    """Stand-ins by folded word, and by stem for the words of `language` (no other language is loaded for it)."""
    stem = make_stemmer(language)
    found: dict[str, tuple[StandIn, ...]] = {}
    for line in NAMES:
        forms, _, others = line.partition("|")
        stand_ins = tuple(_stand_in(word, STAND_IN_WEIGHT) for word in others.split())
        own = tuple(_stand_in(word, FORM_WEIGHT) for word in forms.split())
        for form in own:
            keys = {form.word, stem(form.word)} if _same_script(form.language, language) else {form.word}
            for key in keys:
                found[key] = found.get(key, ()) + tuple(other for other in own if other != form) + stand_ins
    return found


def _stand_in(word: str, weight: float) -> StandIn:
    return StandIn(fold(word), _language_of(word), weight)


def _same_script(one: str, other: str) -> bool:
    return (one == "en") == (other == "en")


@cache
def _verbs(language: str) -> dict[str, tuple[StandIn, ...]]:
    found: dict[str, tuple[StandIn, ...]] = {}
    stem = make_stemmer(language)
    for line in VERBS.get(language, ()):
        first, _, others = line.partition("|")
        forms = [StandIn(fold(word), language, FORM_WEIGHT) for word in first.split()]
        stand_ins = tuple(StandIn(fold(word), language, STAND_IN_WEIGHT) for word in others.split())
        for key in {stem(form.word) for form in forms}:
            found[key] = found.get(key, ()) + tuple(form for form in forms if stem(form.word) != key) + stand_ins
    return found
