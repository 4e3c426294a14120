"""Terms: each word of a question with every token that may answer it in this collection."""

from collections.abc import Iterable, Sequence
from functools import cache

from bot.answer.kin import find_kin
from bot.answer.scripts import find_other_script
from bot.answer.words import Word
from bot.model.protocols import IndexEngine
from bot.model.query import Term, TermKind, Variant
from bot.text.lexicon import FORM_WEIGHT, find_stand_ins
from bot.text.lexicon.translations import read_translations
from bot.text.stems import make_stemmer

_WEAK_WORDS = {
    "en": "say tell talk speak think want mention",
    "ru": "сказать сказал говорить говорил заявить заявил сообщить сообщил рассказал хотеть хочет хотят",
    "uk": "сказати сказав казати каже говорити говорив заявив повідомив розповів хотіти хоче хочуть",
}
WEAK_WEIGHT = 0.4
"""What "what did X say about Y" weighs its verb: sentences report in many ways."""


def compose_terms(words: Sequence[Word], language: str, engine: IndexEngine) -> list[Term]:
    """The terms of a question's words, in order. A weak verb beside another word gets no stand-ins."""
    weak = [make_stemmer(language)(word.folded) in _weak_stems(language) for word in words]
    strong = any(not word.name and not is_weak for word, is_weak in zip(words, weak, strict=True))
    return [
        compose_term(word, language, engine, weight=WEAK_WEIGHT if is_weak else 1.0, widen=not (is_weak and strong))
        for word, is_weak in zip(words, weak, strict=True)
    ]


def compose_term(word: Word, language: str, engine: IndexEngine, *, weight: float = 1.0, widen: bool = True) -> Term:
    """The term of one word: its own tokens first, then those stand-ins that the collection holds."""
    languages = engine.languages() | {language}
    variants = dict.fromkeys(own_tokens(word.folded, languages), weight)
    for stand_in in find_stand_ins(word.folded, language) if widen else ():
        if stand_in.language not in languages:
            continue
        token = make_stemmer(stand_in.language)(stand_in.word)
        if token not in variants and engine.passage_frequency(token):
            variants[token] = stand_in.weight * weight
    if widen and not any(engine.passage_frequency(token) for token in variants):
        variants |= dict.fromkeys(_find_translations(word.folded, language, engine), FORM_WEIGHT * weight)
    for token in find_kin(word, language, engine) if widen else ():
        variants.setdefault(token, FORM_WEIGHT * weight)
    for token in find_other_script(word.folded, language, engine) if word.name else ():
        variants.setdefault(token, FORM_WEIGHT * weight)
    ordered = sorted(variants.items(), key=lambda pair: -pair[1])
    return Term(text=word.text, kind=_kind(word), variants=tuple(Variant(*pair) for pair in ordered))


def _find_translations(folded: str, language: str, engine: IndexEngine) -> list[str]:
    """The tokens that say the same in other languages of the collection and that it holds: for a word it lacks."""
    tokens = [
        make_stemmer(other)(said)
        for said, other in read_translations(language).get(make_stemmer(language)(folded), ())
        if other in engine.languages()
    ]
    return [token for token in dict.fromkeys(tokens) if engine.passage_frequency(token)]


@cache
def _weak_stems(language: str) -> frozenset[str]:
    stem = make_stemmer(language)
    return frozenset(stem(word) for word in _WEAK_WORDS.get(language, "").split())


def own_tokens(folded: str, languages: Iterable[str]) -> list[str]:
    """The tokens of one folded word under each language's stemmer, without repeats."""
    return list(dict.fromkeys(make_stemmer(language)(folded) for language in sorted(languages)))


def choose_widened(word: Word, language: str, term: Term) -> list[str]:
    """The stand-ins of a term as a person reads them: in the question's own script, one form of each."""
    tokens = term.tokens
    shown: dict[str, str] = {}
    for stand_in in find_stand_ins(word.folded, language):
        if stand_in.language == language and (token := make_stemmer(language)(stand_in.word)) in tokens:
            shown.setdefault(token, stand_in.word)
    return list(shown.values())


def _kind(word: Word) -> TermKind:
    if word.folded[0].isdigit():
        return "number"
    return "name" if word.name else "word"
