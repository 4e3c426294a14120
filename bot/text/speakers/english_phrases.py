"""Who stands to the left of an English verb as its subject, or to the right of it."""

from typing import NamedTuple

from bot.text.speakers.english_names import is_body, is_role, read_run, role_gender
from bot.text.speakers.english_tokens import BREAKS, Words
from bot.text.speakers.english_words import (
    ADVERBS,
    BODY_NAMES,
    CONJUNCTIONS,
    CONNECTORS,
    DETERMINERS,
    GROUPS,
    JOINING,
    OPENERS,
    OTHER_PRONOUNS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATING,
    TIMES,
    TITLES,
    VERBS,
)
from bot.text.speakers.mention import Mention

_MODIFIERS = 6
"""Words between a determiner and its noun, at most."""
_NOT_NAME = PREPOSITIONS | CONJUNCTIONS | DETERMINERS | TIMES | ADVERBS | OTHER_PRONOUNS | frozenset(PRONOUNS)
_STOPS = PREPOSITIONS | CONJUNCTIONS | frozenset(("that", "who", "which", "when", "where", "is", "was", "are", "were"))


class Found(NamedTuple):
    """A mention and the word it begins (to the left) or ends (to the right, exclusive) at."""

    mention: Mention
    edge: int


def find_left(words: Words, end: int) -> Found | None:
    """The noun phrase whose last word is at `end`, or None when it can be no speaker."""
    if end < 0:
        return None
    low = words.lows[end]
    if low in PRONOUNS:
        return Found(_pronoun(low, words.starts[end]), end)
    if words.texts[end] == ")":
        return _left_of_brackets(words, end)
    common = words.opens_clause(end) and low in GROUPS
    if words.is_capital(end) and low not in _NOT_NAME and not common:
        found = _capitals_left(words, end)
    elif words.is_word(end):
        found = _noun_left(words, end)
    else:
        return None
    return _attach(words, found, end) if found else _behind_place(words, end)


def _pronoun(low: str, start: int) -> Mention:
    gender = PRONOUNS[low]
    return Mention("pronoun", low, start, low, "m" if gender == "m" else "f" if gender == "f" else "")


def _left_of_brackets(words: Words, end: int) -> Found | None:
    for at in range(end - 1, max(end - 8, 0), -1):
        if words.texts[at] == "(":
            return find_left(words, at - 1)
    return None


def run_start(words: Words, end: int) -> int:
    """Where the run of capitals that ends at `end` begins, particles and connectors inside it included."""
    start = at = end
    while at > 0:
        at -= 1
        if words.is_word(at) and words.is_capital(at) and words.lows[at] not in _NOT_NAME:
            start = at
        elif (
            not (words.lows[at] in PARTICLES or words.lows[at] in CONNECTORS - {"in"})
            or start - at > 2
            or (words.lows[at] == "and" and not _pairs(words, at))
            or _ends_person(words, at)
        ):
            break
    return start


def _ends_person(words: Words, joint: int) -> bool:
    """Whether a person's name stands before "of" or "for", so that what follows is where he or she belongs."""
    if words.lows[joint] not in {"of", "for"} or joint < 2 or not words.is_capital(joint - 1):
        return False
    start = joint - 1
    while (
        start > 0
        and words.is_word(start - 1)
        and words.is_capital(start - 1)
        and words.lows[start - 1] not in _NOT_NAME
    ):
        start -= 1
    run = words.texts[start:joint]
    bodily = any(word in BODY_NAMES or word in TITLES or word.endswith("'s") for word in run)
    return len(run) > 1 and not bodily and not (start and words.lows[start - 1] == "the")


def _pairs(words: Words, conjunction: int) -> bool:
    """Whether "and" stands inside one body's name (Ministry of Labour and Health), not between two speakers."""
    before = words.lows[max(0, conjunction - 4) : conjunction]
    return "of" in before or "for" in before


def _capitals_left(words: Words, end: int) -> Found | None:
    start = run_start(words, end)
    definite = start > 0 and words.lows[start - 1] == "the"
    mention = read_run(words.texts[start : end + 1], start=words.starts[start], definite=definite)
    if mention is None:
        return None
    start -= definite
    if start >= 2 and words.lows[start - 1] == "and" and words.is_capital(start - 2):
        return _group_of_names(words, mention, start, end)
    return Found(mention, _skip_modifiers(words, start))


def _group_of_names(words: Words, last: Mention, start: int, end: int) -> Found | None:
    """Two named speakers joined by "and" at the beginning of a clause: "Berlin and Paris"."""
    first = run_start(words, start - 2)
    if not words.opens_clause(first - (words.lows[first - 1] == "the" if first else 0)):
        return None
    other = read_run(words.texts[first : start - 1], start=words.starts[first], definite=False)
    if other is None or last.kind == "role" or other.kind == "role":
        return None
    the = "the " if first and words.lows[first - 1] == "the" else ""
    text = the + " ".join(words.texts[first : end + 1])
    return Found(Mention("group", text, words.starts[first], "and"), first - bool(the))


def _skip_modifiers(words: Words, start: int) -> int:
    """Where the phrase around a name begins: "a tired-looking Aldo Quist", "U.S. envoy Steve Witkoff"."""
    at = start
    for _ in range(_MODIFIERS):
        if at == 0 or not words.is_word(at - 1) or words.lows[at - 1] in _STOPS or words.lows[at - 1] in VERBS:
            break
        at -= 1
        if words.lows[at] in DETERMINERS:
            break
    return at


def _noun_left(words: Words, end: int) -> Found | None:
    head = words.lows[end]
    kind = _kind(head)
    if kind is None:
        return None
    start = end
    while start > 0 and end - start <= _MODIFIERS:
        low = words.lows[start - 1]
        if not words.is_word(start - 1) or low in _STOPS or low in VERBS or low in ADVERBS:
            break
        start -= 1
        if low in DETERMINERS:
            break
    bare = words.lows[start] not in DETERMINERS and not words.texts[start].endswith(("'s", "'"))
    if bare and kind != "group":
        return None
    return Found(_phrase(words, start, end, kind, head), start)


def _kind(head: str) -> str | None:
    if head in GROUPS:
        return "group"
    if is_role(head):
        return "role"
    return "body" if is_body(head) else None


def _phrase(words: Words, start: int, end: int, kind: str, head: str, last: int | None = None) -> Mention:
    texts = words.texts[start : (end if last is None else last) + 1]
    text = " ".join(texts).replace(" - ", "-")
    if start == 0 or words.lows[start] in DETERMINERS:
        text = text if _keeps_capital(texts[0]) else text[0].lower() + text[1:]
    gender = role_gender(head) if kind == "role" else ""
    return Mention(kind, text, words.starts[start], head, gender)  # type: ignore[arg-type]


def _keeps_capital(word: str) -> bool:
    low = word.lower()
    return low not in DETERMINERS and low not in GROUPS and word[0].isupper() and not low.endswith(("ers", "ists"))


def _attach(words: Words, found: Found, end: int) -> Found | None:
    """A phrase behind a preposition belongs to the noun before it, or is no subject."""
    mention, start = found
    if start == 0 or words.lows[start - 1] not in PREPOSITIONS:
        return found
    if words.lows[start - 1] in SUBORDINATING:
        return found
    if words.lows[start - 1] not in JOINING or start < 2:
        return _behind_place(words, end)
    left = find_left(words, start - 2)
    if left is None or left[0].kind == "pronoun":
        return _behind_place(words, end)
    if left[0].kind in {"name", "body"} and left[0].head not in GROUPS and words.is_capital(start - 2):
        return left
    kind, head = left[0].kind, left[0].head
    return Found(_phrase(words, left[1], start - 2, kind, head, end), left[1])


def _behind_place(words: Words, end: int) -> Found | None:
    """ "Officials in Tarnholm", "Ilsabet Quorne of Merrowline": the speaker stands before a preposition and a name."""
    if not words.is_word(end):
        return None
    for at in range(end, max(end - 5, 0), -1):
        if not words.is_word(at) or words.lows[at] in VERBS:
            return None
        if words.lows[at] in JOINING:
            left = find_left(words, at - 1)
            if left is None or left[0].kind == "pronoun":
                return None
            if words.is_capital(at - 1):
                return left
            return Found(_phrase(words, left[1], at - 1, left[0].kind, left[0].head, end), left[1])
    return None


def find_before_comma(words: Words, comma: int) -> Found | None:
    """The subject of a verb that an insertion between commas parts from it: "X, who met Y in Z, confirmed"."""
    found: Found | None = None
    for at in range(comma - 1, max(comma - 40, 0), -1):
        if words.texts[at] != ",":
            continue
        left = find_left(words, at - 1)
        named = _name_between(words, at + 1, comma)
        if left and named and left[0].kind in {"role", "body"}:
            return Found(named, left[1])
        if left and words.opens_clause(left[1]) and _opens_insertion(words, at + 1):
            if left[0].kind == "name":
                return left
            found = found or left
    return found


def _name_between(words: Words, start: int, end: int) -> Mention | None:
    if end - start < 2 or not words.is_capital(end - 1) or run_start(words, end - 1) > start:
        found = _capitals_left(words, end - 1) if end > start and words.is_capital(end - 1) else None
        return found[0] if found and found[1] == start and found[0].kind == "name" else None
    mention = read_run(words.texts[start:end], start=words.starts[start], definite=False)
    return mention if mention and mention.kind == "name" else None


def _opens_insertion(words: Words, at: int) -> bool:
    low = words.lows[at]
    return low in OPENERS or low.isdigit() or is_role(low) or words.is_capital(at) or low == "former"


def find_right(words: Words, start: int) -> Found | None:
    """The noun phrase that begins at `start`: "said Ruvan Islock, the chief engineer", "according to ..."."""
    if start >= len(words.texts):
        return None
    low = words.lows[start]
    if low in PRONOUNS:
        return Found(_pronoun(low, words.starts[start]), start + 1)
    end = _right_end(words, start)
    if end == start:
        return None
    last = end - 1
    if words.is_capital(last) and words.lows[last] not in _NOT_NAME:
        found = _capitals_left(words, last)
        return Found(found[0], end) if found and found[1] <= start + 1 else None
    return _noun_right(words, start, end)


def _right_end(words: Words, start: int) -> int:
    at = start
    while at < len(words.texts) and words.is_word(at):
        low = words.lows[at]
        if low in TIMES and at > start:
            break
        if (low in _STOPS or (low in VERBS and not words.is_capital(at))) and not _inside_name(words, at, start):
            break
        at += 1
    return at


def _inside_name(words: Words, at: int, start: int) -> bool:
    if words.lows[at] not in {"of", "for", "and"} or at == start or at + 1 >= len(words.texts):
        return False
    follows = at + 1 + (words.lows[at + 1] == "the" and at + 2 < len(words.texts))
    if not words.is_capital(at - 1) or not words.is_capital(follows):
        return False
    return words.lows[at] != "of" or (words.texts[at - 1] not in {"Jr."} and not _is_person(words, at, start))


def _is_person(words: Words, end: int, start: int) -> bool:
    """Whether the run before "of" is already a person: "said Ilsabet Quorne of Merrowline"."""
    mention = read_run(words.texts[max(start, run_start(words, end - 1)) : end], start=0, definite=False)
    return bool(mention and mention.kind == "name" and (" " in mention.text))


def _noun_right(words: Words, start: int, end: int) -> Found | None:
    found = _noun_left(words, end - 1)
    if found is None or found[1] != start:
        return None
    named = _named_behind(words, end)
    if named:
        return Found(named, end)
    mention = found[0]
    if end + 1 < len(words.texts) and words.lows[end] in JOINING and words.lows[end + 1] not in TIMES:
        stop = _right_end(words, end + 1)
        named = _named_behind(words, stop)
        if named:
            return Found(named, stop)
        if stop - end > 1 and words.lows[end + 1] not in {"a", "an"}:
            mention = _phrase(words, start, end - 1, mention.kind, mention.head, stop - 1)
            return Found(mention, stop)
    return Found(mention, end)


def _named_behind(words: Words, comma: int) -> Mention | None:
    """The name in apposition behind a comma: "the ministry's spokesman, Fenwick Arrolby"."""
    if comma + 2 >= len(words.texts) or words.texts[comma] != "," or not words.is_capital(comma + 1):
        return None
    end = comma + 1
    while end < len(words.texts) and words.is_word(end) and (words.is_capital(end) or words.lows[end] in PARTICLES):
        end += 1
    if end - comma < 3 or (end < len(words.texts) and words.texts[end] not in BREAKS):
        return None
    mention = read_run(words.texts[comma + 1 : end], start=words.starts[comma + 1], definite=False)
    return mention if mention and mention.kind == "name" else None
