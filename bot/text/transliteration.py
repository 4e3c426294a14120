"""Names across scripts: whether a Cyrillic and a Latin spelling may be one name (Гаск, Gask; Уиткофф, Witkoff).

Both are written in one plain Latin, after BGN/PCGN for Russian and Ukrainian, with what English spells in several ways
made one (ck, qu, ph, double letters), and compared with one slip in longer names.
"""

import re
from functools import lru_cache

_LATIN = dict(
    zip(
        "абвгґдеєжзиійклмнопрстуфцыэ",
        [
            "a",
            "b",
            "v",
            "g",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "ts",
            "i",
            "e",
        ],
        strict=True,
    )
)
_LATIN |= {"х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ъ": "", "ю": "iu", "я": "ia", "ї": "i", "'": ""}
_ALIKE = (
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"qu"), "ku"),
    (re.compile(r"c(?=[kaoulrnt])|c$|q"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"kh|(?<![sctz])h"), "h"),
    (re.compile(r"^u(?=[ieao])|w"), "v"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=\w{3})(?:e|ii|i)$"), ""),
)
SHORTEST = 4
"""Letters below which names are too alike to tell."""
_LONG = 6


def is_cyrillic(word: str) -> bool:
    """Whether a word begins with a Cyrillic letter."""
    return "\u0400" <= word[:1] <= "\u04ff"


@lru_cache(maxsize=100_000)
def write_plainly(word: str) -> str:
    """A folded word in the plain Latin that spellings of one name share."""
    plain = "".join(_LATIN.get(letter, letter) for letter in word)
    for pattern, instead in _ALIKE:
        plain = pattern.sub(instead, plain)
    return plain


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two folded words may be one name: alike in plain Latin, up to one slip where both are long."""
    left, right = write_plainly(one), write_plainly(other)
    if min(len(left), len(right)) < SHORTEST or left[0] != right[0]:
        return False
    if left == right:
        return True
    if min(len(left), len(right)) < _LONG:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(left, right, score_cutoff=1) <= 1
