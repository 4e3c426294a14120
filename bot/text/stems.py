"""Stems: what the forms of one word have in common, by language.

English and Russian by Snowball (PyStemmer), irregular English forms by their base form; Ukrainian, which Snowball
lacks, by simplemma's lemmas, and where simplemma does not know a word (most surnames) by the Russian stemmer, whose
endings, with the Ukrainian genitive plural, are close enough to bring the cases of a name together. Any other language keeps its words as they are. Each
word is stemmed by its own script: a Latin name in a Russian article gets the English stem, so that a question in
either language finds it.
"""

from collections.abc import Callable
from functools import cache

from bot.text.irregular import BASE_FORMS, UKRAINIAN_FORMS

STEMMED = frozenset({"en", "ru", "uk"})
_CACHE_WORDS = 100_000
_LONG = 6
"""Letters from which an unknown word in "-ів" is taken for a genitive plural ("докерів")."""


def make_stemmer(language: str) -> Callable[[str], str]:
    """The function that turns a folded word of an article in `language` into its stem. Cached, one per language."""
    return _stemmer(language if language in STEMMED else "")


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    if not language:
        return _unchanged
    latin, cyrillic = _english, _cyrillic_stemmer(language)
    known: dict[str, str] = {}

    def stem(word: str) -> str:
        found = known.get(word)
        if found is None:
            if len(known) > _CACHE_WORDS:
                known.clear()
            found = known[word] = (cyrillic if "\u0400" <= word[0] <= "\u04ff" else latin)(word) or word
        return found

    return stem


def _unchanged(word: str) -> str:
    return word


@cache
def _snowball(name: str) -> Callable[[str], str]:
    from Stemmer import Stemmer

    stem: Callable[[str], str] = Stemmer(name, 0).stemWord
    return stem


def _english(word: str) -> str:
    return _snowball("english")(BASE_FORMS.get(word, word))


def _cyrillic_stemmer(language: str) -> Callable[[str], str]:
    return _ukrainian if language == "uk" else _snowball("russian")


def _ukrainian(word: str) -> str:
    import simplemma

    if word in UKRAINIAN_FORMS:
        return UKRAINIAN_FORMS[word]
    if simplemma.is_known(word, lang="uk"):
        return simplemma.lemmatize(word, lang="uk").casefold()
    return _snowball("russian")(word.removesuffix("ів") if len(word) >= _LONG else word)


def strip_cyrillic(word: str) -> str:
    """A Cyrillic word, or what another stemmer left of it, without Russian endings, which are near the Ukrainian ones."""
    return _snowball("russian")(word)
