"""The one analyzer: text to the tokens that every engine indexes and every comparison uses."""

from functools import cache

from bot.text.stems import make_stemmer
from bot.text.tokens import TOKEN, fold

_KEPT = 100_000
"""Words kept with their stems, per language: about 20 MB. News repeats its words."""


def analyze(text: str, language: str) -> list[str]:
    """Tokens of `text` in order, stop words included: each word folded, then stemmed by `language`."""
    return list(map(_stems(language).__getitem__, TOKEN.findall(text)))


class _Stems(dict[str, str]):
    """Word as written -> its token. A lookup costs a tenth of folding and stemming."""

    def __init__(self, language: str) -> None:
        self._stem = make_stemmer(language)

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        token = self[word] = self._stem(fold(word))
        return token


@cache
def _stems(language: str) -> _Stems:
    return _Stems(language)
