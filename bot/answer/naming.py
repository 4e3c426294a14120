"""Names in a question typed without capitals, as on a phone: "what did putin say"."""

from bot.answer.correcting import is_held
from bot.answer.words import Word
from bot.model.protocols import IndexEngine
from bot.text.lexicon import is_name
from bot.text.spelling import is_common, is_proper_noun

_MOSTLY = 0.5
"""Share of a word's passages that must write it with a capital for it to be a name."""


def mark_names(words: list[Word], question: str, language: str, engine: IndexEngine) -> list[Word]:
    """The words, those that are names marked so, when the question itself uses no capitals; else as they are."""
    if any(letter.isupper() for letter in question[1:]):
        return words
    return [word._replace(name=word.name or _is_name(word, language, engine)) for word in words]


def is_surely_name(word: Word, language: str) -> bool:
    """Whether a name is one by its capital, the lexicon or the dictionary."""
    return word.text[0].isupper() or is_name(word.folded, language) or is_proper_noun(word.folded, language)


def _is_name(word: Word, language: str, engine: IndexEngine) -> bool:
    if not word.folded[0].isalpha():
        return False
    if is_name(word.folded, language):
        return True
    if not is_held(word, language, engine):
        return is_proper_noun(word.folded, language)
    return _is_written_big(word.folded, engine) and not is_common(word.folded, language)


def _is_written_big(folded: str, engine: IndexEngine) -> bool:
    """Whether the collection mostly writes the word with a capital inside its sentences."""
    big = dict(engine.find_names(folded.capitalize())).get(folded.capitalize(), 0)
    return bool(big) and big >= _MOSTLY * dict(engine.find_words(folded)).get(folded, 0)
