"""Who stands to the left of an English verb as its subject, or to the right of it."""

from typing import NamedTuple

from bot.text.speakers.english_names import is_body, is_role, read_run, role_gender
from bot.text.speakers.english_tokens import Words
from bot.text.speakers.english_words import (
    ADVERBS,
    BODY_NAMES,
    CONJUNCTIONS,
    CONNECTORS,
    DETERMINERS,
    GROUPS,
    JOINING,
    NOT_SPEAKERS,
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

_DEEPEST = 3
_MODIFIERS = 6
"""Words between a determiner and its noun, at most."""
NOT_NAMES = (
    PREPOSITIONS | CONJUNCTIONS | DETERMINERS | TIMES | ADVERBS | OTHER_PRONOUNS | frozenset(PRONOUNS) | NOT_SPEAKERS
)
STOPS = PREPOSITIONS | CONJUNCTIONS | frozenset(("that", "who", "which", "when", "where", "is", "was", "are", "were"))


class Found(NamedTuple):
    """A mention and the word it begins (to the left) or ends (to the right, exclusive) at."""

    mention: Mention
    edge: int


def find_left(words: Words, end: int, depth: int = 0) -> Found | None:
    """The noun phrase whose last word is at `end`, or None when it can be no speaker.

    `depth` counts the nouns that prepositions hang on each other ("the head of the union of ..."); three at most.
    """
    if end < 0 or depth > _DEEPEST:
        return None
    low = words.lows[end]
    if low in PRONOUNS:
        return Found(pronoun(low, words.starts[end]), end)
    if words.texts[end] == ")":
        return _left_of_brackets(words, end, depth)
    common = words.opens_clause(end) and low in GROUPS
    if words.is_capital(end) and low not in NOT_NAMES and not common:
        found = capitals_left(words, end)
    elif words.is_word(end):
        found = _joined(words, noun_left(words, end), end, depth)
    else:
        return None
    return _attach(words, found, end, depth) if found else _behind_place(words, end, depth)


def pronoun(low: str, start: int) -> Mention:
    gender = PRONOUNS[low]
    return Mention("pronoun", low, start, low, "m" if gender == "m" else "f" if gender == "f" else "")


def _left_of_brackets(words: Words, end: int, depth: int) -> Found | None:
    for at in range(end - 1, max(end - 8, 0), -1):
        if words.texts[at] == "(":
            return find_left(words, at - 1, depth + 1)
    return None


def run_start(words: Words, end: int) -> int:
    """Where the run of capitals that ends at `end` begins, particles and connectors inside it included."""
    start = at = end
    while at > 0:
        at -= 1
        if words.is_word(at) and words.is_capital(at) and words.lows[at] not in NOT_NAMES:
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
        and words.lows[start - 1] not in NOT_NAMES
    ):
        start -= 1
    run = words.texts[start:joint]
    if any(word in BODY_NAMES or word.endswith("'s") for word in run):
        return False
    titled = max((at for at, word in enumerate(run) if word in TITLES), default=-1)
    if titled >= 0:
        return titled < len(run) - 1
    return len(run) > 1 and not (start and words.lows[start - 1] == "the")


def _pairs(words: Words, conjunction: int) -> bool:
    """Whether "and" stands inside one body's name (Ministry of Labour and Health), not between two speakers."""
    before = words.lows[max(0, conjunction - 4) : conjunction]
    return "of" in before or "for" in before


def capitals_left(words: Words, end: int) -> Found | None:
    start = run_start(words, end)
    definite = start > 0 and words.lows[start - 1] == "the"
    start -= start > 0 and words.texts[start - 1] in {"de", "van", "von", "der"}
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
    first_word = first - (words.lows[first - 1] == "the" if first else 0)
    if not words.opens_clause(first_word) or (first_word > 1 and words.is_capital(first_word - 2)):
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
        if at == 0 or not words.is_word(at - 1) or words.lows[at - 1] in STOPS or words.lows[at - 1] in VERBS:
            break
        at -= 1
        if words.lows[at] in DETERMINERS:
            break
    return at


def noun_left(words: Words, end: int) -> Found | None:
    head = words.lows[end]
    kind = _kind(head)
    if kind is None:
        return None
    start = end
    while start > 0 and end - start <= _MODIFIERS:
        low = words.lows[start - 1]
        if not words.is_word(start - 1) or low in STOPS or low in VERBS or low in ADVERBS:
            break
        start -= 1
        if low in DETERMINERS:
            break
    bare = words.lows[start] not in DETERMINERS and not words.texts[start].endswith(("'s", "'"))
    if bare and kind != "group":
        return None
    return Found(phrase(words, start, end, kind, head), start)


def _joined(words: Words, found: Found | None, end: int, depth: int) -> Found | None:
    """ "Mayorkas and other officials": both, as one group."""
    if found is None or found.edge < 2 or words.lows[found.edge - 1] != "and" or found.mention.kind != "group":
        return found
    left = find_left(words, found.edge - 2, depth + 1)
    if left is None or left.mention.kind == "pronoun":
        return found
    return Found(phrase(words, left.edge, end, "group", found.mention.head), left.edge)


def _kind(head: str) -> str | None:
    if head in GROUPS:
        return "group"
    if is_role(head):
        return "role"
    return "body" if is_body(head) else None


def phrase(words: Words, start: int, end: int, kind: str, head: str, last: int | None = None) -> Mention:
    texts = words.texts[start : (end if last is None else last) + 1]
    text = " ".join(texts).replace(" - ", "-")
    if start == 0 or words.lows[start] in DETERMINERS:
        text = text if _keeps_capital(texts[0]) else text[0].lower() + text[1:]
    gender = role_gender(head) if kind == "role" else ""
    return Mention(kind, text, words.starts[start], head, gender)  # type: ignore[arg-type]


def _keeps_capital(word: str) -> bool:
    low = word.lower()
    return low not in DETERMINERS and low not in GROUPS and word[0].isupper() and not low.endswith(("ers", "ists"))


def _attach(words: Words, found: Found, end: int, depth: int) -> Found | None:
    """A phrase behind a preposition belongs to the noun before it, or is no subject."""
    start = found.edge
    if start == 0 or words.lows[start - 1] not in PREPOSITIONS:
        return found
    if words.lows[start - 1] in SUBORDINATING:
        return found
    if words.lows[start - 1] not in JOINING or start < 2:
        return _behind_place(words, end, depth)
    left = find_left(words, start - 2, depth + 1)
    if left is None or left[0].kind == "pronoun":
        return _behind_place(words, end, depth)
    if left[0].kind in {"name", "body"} and left[0].head not in GROUPS and words.is_capital(start - 2):
        return left
    kind, head = left[0].kind, left[0].head
    return Found(phrase(words, left[1], start - 2, kind, head, end), left[1])


def _behind_place(words: Words, end: int, depth: int) -> Found | None:
    """ "Officials in Tarnholm", "Ilsabet Quorne of Merrowline": the speaker stands before a preposition and a name."""
    if not words.is_word(end):
        return None
    for at in range(end, max(end - 5, 0), -1):
        if not words.is_word(at) or words.lows[at] in VERBS:
            return None
        if words.lows[at] in JOINING:
            left = find_left(words, at - 1, depth + 1)
            if left is None or left[0].kind == "pronoun":
                return None
            if words.is_capital(at - 1):
                return left
            return Found(phrase(words, left[1], at - 1, left[0].kind, left[0].head, end), left[1])
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
        found = capitals_left(words, end - 1) if end > start and words.is_capital(end - 1) else None
        return found[0] if found and found[1] == start and found[0].kind == "name" else None
    mention = read_run(words.texts[start:end], start=words.starts[start], definite=False)
    return mention if mention and mention.kind == "name" else None


def _opens_insertion(words: Words, at: int) -> bool:
    low = words.lows[at]
    return low in OPENERS or low.isdigit() or is_role(low) or words.is_capital(at) or low == "former"
