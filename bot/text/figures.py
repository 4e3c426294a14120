"""Figures and negations of a sentence: what two reports of one thing may disagree in."""

import re
from collections.abc import Container
from typing import NamedTuple

from bot.text.numbers import CARDINALS, CLIPPED, ORDINALS, SCALES
from bot.text.tokens import Token, find_tokens, fold

_DIGITS = re.compile(r"(?P<digits>\d+(?:[.,]\d+)*)(?P<letters>[^\W\d_]*)")
_GROUP = re.compile(r"\d{3}")
_GAP = " \t\n\u00a0\u202f-"
_CURRENCIES = frozenset("$€£¥₽₴")
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "s"})
_OPENERS = CARDINALS.keys() | {"a", "an", "half"}
_PERCENT = ("процент", "відсот")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|denie[sd]|deny|refute[sd]?|refuse[sd]?|reject(?:s|ed)?|cannot|\w+n['’]t)\b"
    r"|\b(?:не|нет|ни|никогда|отрица\w+|опроверг\w*|отверг\w*|отказал\w*|ні|немає|ніколи|запереч\w+|спросту\w+|відкин\w+|відмов\w+)\b",
    re.IGNORECASE,
)


class Figure(NamedTuple):
    """A number as written, its value, and the folded word it counts ('' when none follows)."""

    text: str
    value: float
    unit: str


class _Word(NamedTuple):
    """A word of the sentence; `joined`: nothing but space and hyphens parts it from the word before."""

    token: Token
    folded: str
    joined: bool


class _Number(NamedTuple):
    """A number that ends before the word `after`. `unit`: what is written onto its digits ("5kg"), None when nothing."""

    value: float
    after: int
    unit: str | None = None


def find_figures(sentence: str) -> list[Figure]:
    """Numbers in digits or words, in order, with scale applied ("1.4 million", "half a million", "$2bn", "10 000").

    A currency sign before a number is its unit; "per cent" and "%" are both "percent". "second" after a number or
    "per" is a unit, "third" after one a fraction: no figures of their own.
    """
    words = _read_words(sentence)
    figures: list[Figure] = []
    place = 0
    while place < len(words):
        number = _read_number(words, place)
        if number is None:
            place += 1
            continue
        start, end = words[place].token.start, words[number.after - 1].token.end
        figures.append(Figure(sentence[start:end], number.value, _read_unit(words, place, number)))
        place = number.after
    return figures


def _read_words(sentence: str) -> list[_Word]:
    words: list[_Word] = []
    end = 0
    for token in find_tokens(sentence):
        words.append(_Word(token, fold(token.text), _joined(sentence[end : token.start])))
        end = token.end
    return words


def _joined(gap: str) -> bool:
    return gap == " " or not gap.strip(_GAP)


def _read_number(words: list[_Word], place: int) -> _Number | None:
    folded = words[place].folded
    if folded[0].isdigit():
        return _read_digits(words, place)
    if folded in ORDINALS:
        return _read_ordinal(words, place)
    return _read_wording(words, place) if folded in _OPENERS else None


def _read_digits(words: list[_Word], place: int) -> _Number | None:
    match = _DIGITS.fullmatch(words[place].token.text)
    if not match:
        return None
    digits, after = match["digits"], place + 1
    while not match["letters"] and _is_group(words, after, digits):
        digits, after = digits + words[after].token.text, after + 1
    value, letters = _read_value(digits), match["letters"].casefold()
    if not letters and after < len(words) and words[after].token.start == words[after - 1].token.end:
        letters = words[after].folded if words[after].folded in CLIPPED else ""
        after += bool(letters)
    if letters in CLIPPED:
        return _Number(value * CLIPPED[letters], after)
    if letters:
        return _Number(value, after, None if letters in _ORDINAL_ENDINGS else letters)
    return _Number(*_read_rest(words, after, value, room=0))


def _is_group(words: list[_Word], place: int, digits: str) -> bool:
    """Whether the word goes on with a number written in groups of three: 10 000."""
    if place >= len(words) or not _GROUP.fullmatch(words[place].token.text):
        return False
    before = words[place - 1].token
    short = len(before.text) <= 3 and digits.isdecimal()
    return short and words[place].joined and words[place].token.start == before.end + 1


def _read_value(digits: str) -> float:
    try:
        return float(fold(digits))
    except ValueError:
        return float("".join(character for character in digits if character.isdecimal()))


def _read_wording(words: list[_Word], place: int) -> _Number | None:
    """Cardinals; "a" and "half a" before a scale."""
    folded = words[place].folded
    if folded in CARDINALS:
        value = CARDINALS[folded]
        return _Number(*_read_rest(words, place + 1, value, _room(value)))
    after = place + 1 + (folded == "half" and _follows(words, place + 1, {"a", "an"}))
    if not _follows(words, after, SCALES):
        return None
    return _Number(*_read_rest(words, after, 0.5 if folded == "half" else 1.0, room=0))


def _read_rest(words: list[_Word], after: int, current: float, room: float) -> tuple[float, int]:
    """The value of a number begun with `current`, and where it ends; `room`: smaller numbers may be added to it."""
    total = 0.0
    if [word.folded for word in words[after : after + 3]] == ["and", "a", "half"]:
        current, after, room = current + 0.5, after + 3, 0
    while after < len(words) and words[after].joined:
        folded = words[after].folded
        if folded in SCALES:
            total, current, room = _scale(total, current, SCALES[folded])
        elif room > CARDINALS.get(folded, room):
            current, room = current + CARDINALS[folded], _room(CARDINALS[folded])
        elif room == 10 and ORDINALS.get(folded, room) < room:
            return total + current + ORDINALS[folded], after + 1
        elif not (room >= 100 and folded == "and" and _follows(words, after + 1, CARDINALS)):
            break
        after += 1
    return total + current, after


def _scale(total: float, current: float, scale: int) -> tuple[float, float, float]:
    """Total, current and room once a scale was read: a thousand closes what stood before it, a hundred does not."""
    if scale <= 100:
        return total, current * scale, 100 if scale == 100 else 0
    return total + current * scale, 0.0, scale


def _room(value: float) -> float:
    if value < 20:
        return 0
    return 10 if value < 100 else 100


def _read_ordinal(words: list[_Word], place: int) -> _Number | None:
    """None for what only counts: "five second delay", "one third", "per second"."""
    before = words[place - 1] if place and words[place].joined else None
    counted = before and (before.folded in CARDINALS or before.folded[0].isdigit() or before.folded in {"per", "split"})
    return None if counted else _Number(ORDINALS[words[place].folded], place + 1)


def _read_unit(words: list[_Word], place: int, number: _Number) -> str:
    before = words[place - 1].token if place else None
    if before and before.text in _CURRENCIES and words[place].joined:
        return fold(before.text)
    if number.unit is not None:
        return number.unit
    following = words[number.after] if number.after < len(words) else None
    if following is None or not following.joined or following.folded[0].isdigit():
        return ""
    if following.folded.startswith(_PERCENT) or (
        following.folded == "per" and _follows(words, number.after + 1, {"cent"})
    ):
        return "percent"
    return following.folded


def _follows(words: list[_Word], place: int, wanted: Container[str]) -> bool:
    return place < len(words) and words[place].joined and words[place].folded in wanted


def is_negated(sentence: str) -> bool:
    """Whether an odd number of negating words stands in the sentence."""
    return len(find_negations(sentence)) % 2 == 1


def find_negations(sentence: str) -> list[int]:
    """Where each negating word ends, in order."""
    return [match.end() for match in _NEGATION.finditer(sentence)]
