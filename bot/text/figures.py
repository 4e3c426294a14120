"""Figures and negations of a sentence: what two reports of one thing may disagree in."""

import re
from typing import NamedTuple

from bot.text.tokens import fold

_SCALE = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "тыс": 1000, "тис": 1000, "тысяч": 1000,
    "тысячи": 1000, "тисяч": 1000, "тисячі": 1000, "млн": 10**6, "миллион": 10**6, "миллиона": 10**6, "миллионов": 10**6,
    "мільйон": 10**6, "мільйони": 10**6, "мільйонів": 10**6, "млрд": 10**9,
}  # fmt: skip
_SMALL = {
    word: value
    for value, words in enumerate(
        [
            "zero",
            "one один одна",
            "two два две дві",
            "three три",
            "four четыре чотири",
            "five пять п'ять",
            "six шесть шість",
            "seven семь сім",
            "eight восемь вісім",
            "nine девять дев'ять",
            "ten десять",
            "eleven",
            "twelve",
        ]
    )
    for word in words.split()
}
_FIGURE = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)*)|\b(?P<word>" + "|".join(sorted(_SMALL, key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_AFTER = re.compile(
    r"[\s-]*(?P<scale>" + "|".join(sorted(_SCALE, key=len, reverse=True)) + r")?\b[\s-]*(?P<unit>%|[^\W\d_]+)?",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|denie[sd]|deny|refuse[sd]?|reject(?:s|ed)?|cannot|\w+n['’]t)\b"
    r"|\b(?:не|нет|ни|никогда|отрица\w+|отверг\w*|отказал\w*|ні|немає|ніколи|запереч\w+|відкин\w+|відмов\w+)\b",
    re.IGNORECASE,
)


class Figure(NamedTuple):
    """A number as written, its value, and the folded word it counts ('' when none follows)."""

    text: str
    value: float
    unit: str


def find_figures(sentence: str) -> list[Figure]:
    """Numbers in digits or small words, in order, with scale applied ("1.4 million" -> 1400000)."""
    figures = []
    for match in _FIGURE.finditer(sentence):
        value = _read_value(match)
        after = _AFTER.match(sentence, match.end())
        scale, unit = (after["scale"], after["unit"]) if after else (None, None)
        if scale:
            value *= _SCALE[scale.casefold()]
        end = after.end("scale") if after and scale else match.end()
        figures.append(Figure(sentence[match.start() : end], value, fold(unit) if unit else ""))
    return figures


def _read_value(match: re.Match[str]) -> float:
    if match["word"]:
        return float(_SMALL[match["word"].casefold().replace("’", "'")])
    digits = fold(match["digits"])
    try:
        return float(digits)
    except ValueError:
        return float("".join(character for character in digits if character.isdecimal()) or 0)


def is_negated(sentence: str) -> bool:
    """Whether an odd number of negating words stands in the sentence."""
    return len(_NEGATION.findall(sentence)) % 2 == 1
