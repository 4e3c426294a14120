"""Tokens of the collection that a question's word shares its root with, or is another case of."""

from bot.answer.words import Word
from bot.model.protocols import IndexEngine
from bot.text.languages import INFLECTED
from bot.text.roots import LEAST, are_cases, share_root
from bot.text.stems import make_stemmer
from bot.text.transliteration import is_cyrillic


def find_kin(word: Word, language: str, engine: IndexEngine) -> list[str]:
    """As the collection holds them; none for a short word or another language: English suffixes, tried in the
    same way, gave nothing."""
    stem, folded = make_stemmer(language), word.folded
    if language not in INFLECTED or len(folded) < LEAST or not is_cyrillic(folded):
        return []
    own = stem(folded)
    beside = [(form, stem(form)) for form, _ in engine.find_words(folded[: max(LEAST, len(folded) // 2)])]
    alike = [
        token
        for form, token in beside
        if token != own and (are_cases(folded, form) or share_root(own, token, name=word.name))
    ]
    return [token for token in dict.fromkeys(alike) if engine.passage_frequency(token)]
