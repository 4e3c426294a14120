"""A question cut into words that know what they are: content or not, part of a name or not; and the names they form."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Literal, NamedTuple

from bot.text.followup_words import (
    BODIES,
    BODY_WORDS,
    CYRILLIC_VERB,
    LIGHT,
    NO_VERBS,
    PARTICLES,
    PEOPLE,
    PLACE_PREPOSITIONS,
)
from bot.text.lexicon.groups import NAMES
from bot.text.stems import make_stemmer
from bot.text.stopwords import FRAME_WORDS, STOP_WORDS
from bot.text.tokens import find_tokens, fold

Sort = Literal["person", "body", "place", "unsure"]


class Part(NamedTuple):
    """A word at its place (characters). `content`: it says what is asked for. `name`: written or known as one."""

    text: str
    folded: str
    start: int
    end: int
    content: bool
    name: bool


class Run(NamedTuple):
    """A name of one or more words, its place (characters) and number among the parts, and what it seems to name."""

    text: str
    start: int
    end: int
    first: int
    last: int
    sort: Sort

    @property
    def stems(self) -> frozenset[str]:
        """What tells whether two runs share a word, in whatever case they stand."""
        return frozenset(stem_of(fold(token.text)) for token in find_tokens(self.text))


def read_parts(text: str, known: Collection[str] = ()) -> list[Part]:
    """The words in order. A capital makes a name; at the beginning only of a `known` word (folded) or of initials.

    Text wholly in capitals has names by knowledge only.
    """
    shouted = text.isupper() and len(text) > 6
    return [_read_part(number, *token, shouted, known) for number, token in enumerate(find_tokens(text))]


def _read_part(number: int, text: str, start: int, end: int, shouted: bool, known: Collection[str]) -> Part:
    folded = fold(text)
    empty = folded in _empty_words() or not folded[0].isalnum()
    capital = text[0].isupper() and not shouted and (number > 0 or (len(text) > 1 and text.isupper()))
    name = not empty and (capital or folded in known or find_known_sort(folded) is not None)
    return Part(text, folded, start, end, not empty, name)


@cache
def _empty_words() -> frozenset[str]:
    lists = (*STOP_WORDS.values(), *FRAME_WORDS.values(), LIGHT)
    return frozenset().union(*lists)


def is_cyrillic(text: str) -> bool:
    """Whether the first letter that is Latin or Cyrillic is Cyrillic."""
    return next(("\u0400" <= letter <= "\u04ff" for letter in text if letter.isalpha()), False)


def stem_of(folded: str) -> str:
    """The stem of a word by its script; the Russian stemmer serves Ukrainian names too, without a dictionary."""
    return make_stemmer("ru" if is_cyrillic(folded) else "en")(folded)


@cache
def _known_sorts() -> dict[str, Sort]:
    sorts: dict[str, Sort] = {}
    for line in NAMES:
        words = line.replace("|", " ").split()
        sort: Sort = "person" if words[0] in PEOPLE else "body" if words[0] in BODIES else "place"
        for word in words:
            sorts.setdefault(fold(word), sort)
            sorts.setdefault(stem_of(fold(word)), sort)
    return sorts


def find_known_sort(folded: str) -> Sort | None:
    """What the lexicon's names say of a word, None for a word they do not hold."""
    sorts = _known_sorts()
    return sorts.get(folded) or (sorts.get(stem_of(folded)) if is_cyrillic(folded) else None)


def find_runs(text: str, parts: Sequence[Part], people: Collection[str] = ()) -> list[Run]:
    """The names of `text` in order, neighbouring words together. `people`: stems of words known to name persons."""
    runs: list[Run] = []
    number = 0
    while number < len(parts):
        if not parts[number].name:
            number += 1
            continue
        last = _end_of_run(text, parts, number)
        runs.append(_make_run(text, parts, number, last, people))
        number = last + 1
    return runs


def _end_of_run(text: str, parts: Sequence[Part], first: int) -> int:
    """Names go on over particles ("Ursula von der Leyen"), and only from capital to capital."""
    last = number = first
    while (
        number + 1 < len(parts) and _joined(text, parts[number], parts[number + 1]) and parts[first].text[0].isupper()
    ):
        number += 1
        if parts[number].name and parts[number].text[0].isupper():
            last = number
        elif parts[number].folded not in PARTICLES:
            break
    return last


def _joined(text: str, left: Part, right: Part) -> bool:
    return text[left.end : right.start] in {" ", "-"} and not left.text.endswith(("'s", "’s"))


def _make_run(text: str, parts: Sequence[Part], first: int, last: int, people: Collection[str]) -> Run:
    before = parts[first - 1].folded if first else ""
    words = parts[first : last + 1]
    start, end = parts[first].start, parts[last].end
    return Run(text[start:end], start, end, first, last, _sort(words, before, people))


def _sort(words: Sequence[Part], before: str, people: Collection[str]) -> Sort:
    known = [sort for part in words if (sort := find_known_sort(part.folded))]
    if "person" in known or any(stem_of(part.folded) in people for part in words):
        return "person"
    if known:
        return known[0]
    if any(part.folded in BODY_WORDS for part in words):
        return "place" if before in PLACE_PREPOSITIONS else "body"
    if all(len(part.text) > 1 and part.text.isupper() for part in words):
        return "body"
    if before in PLACE_PREPOSITIONS:
        return "place"
    return "person" if len(words) > 1 else "unsure"


def is_verb_like(part: Part) -> bool:
    """Whether a Russian or Ukrainian word ends like a finite verb or an infinitive; False for names and English."""
    return (
        not part.name
        and part.folded not in NO_VERBS
        and is_cyrillic(part.folded)
        and bool(CYRILLIC_VERB.search(part.folded))
    )
