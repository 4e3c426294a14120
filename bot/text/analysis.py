"""The one analyzer: text to the tokens that every engine indexes and every comparison uses."""

from bot.text.stems import make_stemmer
from bot.text.tokens import TOKEN, fold


def analyze(text: str, language: str) -> list[str]:
    """Tokens of `text` in order, stop words included: each word folded, then stemmed by `language`."""
    stem = make_stemmer(language)
    return [stem(fold(word)) for word in TOKEN.findall(text)]
