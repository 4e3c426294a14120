"""Names of a question in the other script, as the collection writes them."""

from bot.model.protocols import IndexEngine
from bot.text.stems import make_stemmer
from bot.text.tokens import fold
from bot.text.transliteration import is_cyrillic, may_be_one_name, write_plainly

_CYRILLIC_INITIALS = {
    **dict(zip("abdelmnopru", "абделмнопру", strict=True)),
    "h": "хг",
    "v": "ву",
    "k": "к",
    "s": "сшщ",
    "t": "т",
    "z": "зж",
    "i": "иіїєюяйе",
    "c": "чц",
    "g": "г",
    "f": "ф",
}
"""By the first letter in plain Latin: what a Cyrillic spelling may begin with."""
_LATIN_INITIALS = {"k": "kcq", "f": "fp", "v": "vwu", "i": "iyje", "h": "hkg", "z": "zj", "c": "c", "g": "gh", "t": "t"}
"""The same of a Latin spelling; any other letter is itself."""


def find_other_script(folded: str, language: str, engine: IndexEngine) -> list[str]:
    """Tokens of the names in the other script that may be this one; none where no article is written in it.

    Cyrillic names are compared by their stems, so that their cases count as one.
    """
    written = engine.languages()
    if is_cyrillic(folded):
        others = [other for other in ("en",) if other in written]
    else:
        others = [other for other in ("ru", "uk") if other in written]
    if not others:
        return []
    stem = make_stemmer(language)(folded)
    names = _list_names(stem, engine)
    alike = [make_stemmer(other)(fold(name)) for other in others for name in names if _alike(stem, name, other)]
    return list(dict.fromkeys(alike))


def _list_names(stem: str, engine: IndexEngine) -> list[str]:
    initial = write_plainly(stem)[:1]
    letters = _LATIN_INITIALS.get(initial, initial) if is_cyrillic(stem) else _CYRILLIC_INITIALS.get(initial, "")
    return [name for letter in letters for name, _ in engine.find_names(letter.upper())]


def _alike(stem: str, name: str, language: str) -> bool:
    folded = fold(name)
    compared = make_stemmer(language)(folded) if is_cyrillic(folded) else folded
    return may_be_one_name(stem, compared)
