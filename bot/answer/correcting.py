"""Mistyped words of a question, read as the collection writes them."""

from bot.answer.terms import own_tokens
from bot.answer.words import Word
from bot.model.protocols import IndexEngine
from bot.model.query import Correction
from bot.text.lexicon import find_stand_ins
from bot.text.spelling import MIN_LENGTH, find_beginnings, find_correction, is_dictionary_word
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import fold

_WHOLE_VOCABULARY = 10_000
"""Passages up to which every word is compared; beyond, only words that begin with the same letter, or as they would if
that letter is the slip: reading all of a hundred thousand words takes a fifth of a second, and anew after each article
that arrives."""


def correct_words(words: list[Word], language: str, engine: IndexEngine) -> tuple[list[Word], list[Correction]]:
    """The words as read, and what was read otherwise than typed. Words the collection holds are never touched."""
    read: list[Word] = []
    corrections: list[Correction] = []
    for word in words:
        better = None if is_held(word, language, engine) else _find_better(word, language, engine)
        read.append(word if better is None else word._replace(text=better, folded=fold(better)))
        if better is not None:
            corrections.append(Correction(word.text, better))
    return read, corrections


def is_held(word: Word, language: str, engine: IndexEngine) -> bool:
    """Whether some passage holds the word, in any form, or a name it may stand for."""
    tokens = own_tokens(word.folded, engine.languages() | {language})
    return any(engine.passage_frequency(token) for token in tokens)


def _find_better(word: Word, language: str, engine: IndexEngine) -> str | None:
    if any(word.folded in stop for stop in STOP_WORDS.values()):
        return None
    if len(word.folded) < MIN_LENGTH or not word.folded.isalpha() or find_stand_ins(word.folded, language):
        return None
    if is_dictionary_word(word.folded, language):
        return None
    if word.name:
        return find_correction(word.text, engine.find_names(word.folded[0].upper()), name=True)
    words = dict(_near_words(word.folded, engine))
    found = find_correction(word.folded, words.items())
    return _as_written(found, words[found], engine.find_names(found[0].upper())) if found else None


def _near_words(folded: str, engine: IndexEngine) -> list[tuple[str, int]]:
    """Words that it could be, with how many passages hold them."""
    if len(engine) <= _WHOLE_VOCABULARY:
        return engine.find_words("")
    beginnings = (folded[0], *sorted(find_beginnings(folded)))
    return [found for beginning in beginnings for found in engine.find_words(beginning)]


def _as_written(word: str, passages: int, names: list[tuple[str, int]]) -> str:
    """A name keeps its capitals: "rusia" is read as "Russia". A word that stands in a headline as one is none yet."""
    written = [(count, name) for name, count in names if name.casefold() == word]
    count, name = max(written, default=(0, word))
    return name if 2 * count >= passages else word
