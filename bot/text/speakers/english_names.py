"""Runs of capitals: titles taken off, person told from body."""

from bot.text.speakers.english_words import (
    BODIES,
    BODY_NAMES,
    CONNECTORS,
    MEN_ROLES,
    MEN_TITLES,
    PERSON_ROLES,
    PLACES,
    TITLES,
    WOMEN_ROLES,
    WOMEN_TITLES,
)
from bot.text.speakers.mention import Gender, Mention

_ALSO_SURNAMES = frozenset(
    {"King", "Queen", "Prince", "Judge", "Pope", "Major", "Bishop", "Cardinal", "Marshal", "Lord"}
)
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})


def read_run(words: list[str], *, start: int, definite: bool) -> Mention | None:
    """What a run of capitalised words names. `definite`: "the" stands before it; `start`: its first character."""
    words = _after_possessive(words)
    if not words:
        return None
    if any(word in CONNECTORS for word in words[1:]) and not any(word in TITLES for word in words):
        return _body(words, start, definite)
    if words[-1].removesuffix("'s") in BODY_NAMES or (
        any(word in BODY_NAMES for word in words[:-1]) and _no_title(words)
    ):
        return _body(words, start, definite)
    return _after_title(words, start, definite)


def _no_title(words: list[str]) -> bool:
    return not any(word in TITLES for word in words[:-1])


def _body(words: list[str], start: int, definite: bool) -> Mention:
    text = " ".join(words)
    return Mention("body", f"the {text}" if definite else text, start, words[-1].casefold())


def _after_possessive(words: list[str]) -> list[str]:
    """The person behind an outlet's or a country's possessive; a body keeps it."""
    for at in range(len(words) - 2, -1, -1):
        if words[at].endswith(("'s", "s'")) and not any(word in BODY_NAMES for word in words[at + 1 :]):
            return words[at + 1 :]
    return words


def _after_title(words: list[str], start: int, definite: bool) -> Mention | None:
    surname = not definite and len(words) > 1 and words[-1] in _ALSO_SURNAMES and words[-2] not in TITLES
    titles = words[:-1] if surname else words
    titled = max((at for at, word in enumerate(titles) if word in TITLES), default=-1)
    if titled < 0:
        return _person_or_body(words, start, definite)
    gender = _title_gender(words[: titled + 1])
    rest = words[titled + 1 :]
    if rest and rest[0] == "of":
        rest = rest[-2:] if len(rest) > 3 else []
    if not rest:
        return Mention(
            "role", " ".join(("the", *words) if definite else words), start, words[titled].casefold(), gender
        )
    if any(word in CONNECTORS for word in rest):
        return None
    return Mention("name", " ".join(rest), start, "titled", gender)


def _person_or_body(words: list[str], start: int, definite: bool) -> Mention | None:
    if definite:
        text = " ".join(words)
        return Mention("body", f"the {text}", start, words[-1].casefold())
    if words[-1] in PLACES or (len(words) == 1 and words[0].isupper()):
        return Mention("body", " ".join(words), start, "place")
    return Mention("name", " ".join(words), start)


def _title_gender(words: list[str]) -> Gender:
    if any(word in WOMEN_TITLES for word in words):
        return "f"
    return "m" if any(word in MEN_TITLES for word in words) else ""


def role_gender(head: str) -> Gender:
    """What the role noun says: spokeswoman -> 'f'."""
    if head in WOMEN_ROLES:
        return "f"
    return "m" if head in MEN_ROLES else ""


def is_role(word: str) -> bool:
    """Whether a lower-case noun names somebody by what he or she does."""
    return word in PERSON_ROLES


def is_body(word: str) -> bool:
    """Whether a lower-case noun names a body that can speak."""
    return word in BODIES


def is_suffix(word: str) -> bool:
    """Jr., III: part of a name, no surname."""
    return word in _SUFFIXES
