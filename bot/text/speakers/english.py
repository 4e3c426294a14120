"""Who an English sentence attributes its words to, as it is written there."""

import re
from typing import Literal, NamedTuple

from bot.text.speakers.english_phrases import Found, find_before_comma, find_left
from bot.text.speakers.english_right import find_right
from bot.text.speakers.english_tokens import BREAKS, QUOTE, Words, read_words
from bot.text.speakers.english_verbs import ends_clause, is_report
from bot.text.speakers.english_words import (
    ADVERBS,
    AUXILIARIES,
    BASE,
    CONJUNCTIONS,
    DETERMINERS,
    DOES,
    GROUPS,
    HYPOTHETICAL,
    INVERTED,
    MODALS,
    NEGATIONS,
    NEVER_TRAILING,
    NOUNS_OF_SPEECH,
    PASSIVES,
    PREPOSITIONS,
    PRESENT_NOUNS,
    SINGULAR,
    SUBORDINATING,
    TIMES,
    VERBS,
)
from bot.text.speakers.mention import Mention
from bot.text.speakers.quoted import MASK_OPEN

_HINT = re.compile(
    rf"\b(?:{'|'.join(sorted(VERBS, key=len, reverse=True))}|according to|in the (?:words|view|opinion) of"
    rf"|{'|'.join(sorted(NOUNS_OF_SPEECH))})\b",
    re.IGNORECASE,
)
_COORDINATION = frozenset({"but", "while", "whereas", "and"})

_SAYING = 14
"""Characters of a quotation, marks included, that is no mere title: "“Titanic” starred ..."."""
_MOST_VERBS = 24
"""Words of a sentence looked at as verbs, at most: what comes later is nested, or no prose."""


class Candidate(NamedTuple):
    """An attribution: who, how it stands in the sentence, and the word its verb is at.

    'blocked': somebody or something speaks there that cannot be named, so that what follows is nested in it; `source`: behind
    "according to", so that the whole sentence is its words.
    """

    mention: Mention | None
    standing: Literal["trailing", "main", "subordinate", "blocked", "coordinate"]
    verb: int
    source: bool = False


def find_mention(masked: str) -> Mention | None:
    """The speaker as mentioned in a sentence whose quotations are masked; None when nobody or not surely one."""
    words = read_words(masked) if _HINT.search(masked) or masked.lstrip().startswith(MASK_OPEN) else None
    if words is None:
        return None
    if (mention := _read_behind_quotation(words)) is not None:
        return mention
    verbs = [at for at, low in enumerate(words.lows) if low in VERBS or low in {"according", "of"}][:_MOST_VERBS]
    candidates = [candidate for at in verbs if (candidate := _read(words, at))]
    return _choose(candidates) or (None if candidates else _read_noun_of_speech(words))


def _read_behind_quotation(words: Words) -> Mention | None:
    """ "“...,” shrugged Ola Reed": whatever a person did while saying what opens the sentence."""
    if len(words.texts) < 4 or words.texts[0] != QUOTE or words.starts[1] - words.starts[0] < _SAYING:
        return None
    if not words.lows[1].endswith("ed") or words.lows[1] in VERBS or words.is_capital(1):
        return None
    found = find_right(words, 2)
    return found[0] if found and found[0].kind == "name" else None


def _choose(candidates: list[Candidate]) -> Mention | None:
    trailing = [candidate for candidate in candidates if candidate.standing == "trailing"]
    if trailing:
        return trailing[0].mention
    if candidates and candidates[-1].standing == "blocked" and candidates[-1].source:
        return None
    for number, candidate in enumerate(candidates):
        if candidate.standing == "blocked":
            return None
        if candidate.standing in {"main", "coordinate"}:
            rest = candidates[number + 1 :]
            return None if any(_is_somebody_else(other) for other in rest) else candidate.mention
    subordinate = [candidate.mention for candidate in candidates if candidate.standing == "subordinate"]
    return subordinate[0] if len(subordinate) == 1 else None


def _is_somebody_else(candidate: Candidate) -> bool:
    """Whether a second speaker has the floor: "..., but X said"; "..., and he said" goes on with the first."""
    return candidate.standing == "coordinate" and candidate.mention is not None and candidate.mention.kind != "pronoun"


def _read(words: Words, at: int) -> Candidate | None:
    low = words.lows[at]
    if low == "according":
        return _read_according(words, at)
    if low == "of" and at >= 3 and words.lows[at - 1] in {"words", "view", "opinion"} and words.lows[at - 2] == "the":
        found = find_right(words, at + 1)
        return Candidate(found[0], "trailing", at) if found else None
    if low not in VERBS or (words.is_capital(at) and at > 0 and not _is_headline(words, at)):
        return None
    if not is_report(words, at):
        return None
    return _read_inverted(words, at) or _read_verb(words, at)


def _is_headline(words: Words, at: int) -> bool:
    return at > 0 and words.is_capital(at - 1) and words.texts[-1] != "."


def _read_according(words: Words, at: int) -> Candidate | None:
    if at + 2 >= len(words.texts) or words.lows[at + 1] != "to":
        return None
    found = find_right(words, at + 2)
    return Candidate(found[0], "trailing", at) if found else Candidate(None, "blocked", at, source=True)


def _read_inverted(words: Words, at: int) -> Candidate | None:
    """ ", said X": the verb right behind a quotation or comma, its subject behind it."""
    if at == 0 or VERBS[words.lows[at]] not in INVERTED or words.texts[at - 1] not in {QUOTE, ",", "”", '"', "’", "'"}:
        return None
    if words.lows[at] in BASE:
        return None
    found = find_right(words, at + 1)
    if found is None or (found[0].kind == "pronoun" and not ends_clause(words, found[1])):
        return None
    if words.texts[at - 1] == "," and not _ends_inversion(words, found[1]):
        return None
    return Candidate(found[0], "trailing", at)


def _ends_inversion(words: Words, end: int) -> bool:
    return end >= len(words.texts) or not words.is_word(end) or words.lows[end] in PREPOSITIONS | TIMES | {"who"}


def _read_verb(words: Words, at: int) -> Candidate | None:
    form = words.lows[at]
    left = _skip_to_subject(words, at)
    if left is None:
        return None if form in PRESENT_NOUNS and _reads_as_noun(words, at) else Candidate(None, "blocked", at)
    if form in PRESENT_NOUNS and _reads_as_noun(words, at):
        return None
    found = _find_subject(words, left)
    if found is None:
        return None if form in PRESENT_NOUNS else Candidate(None, "blocked", at)
    if not _agrees(found[0], form):
        return None
    standing = _standing(words, found, at)
    return Candidate(found[0] if standing != "blocked" else None, standing, at)


def _skip_to_subject(words: Words, at: int) -> int | None:
    """The word before adverbs and auxiliaries; None when the verb is passive, negated, modal or an infinitive."""
    left = at - 1
    while left >= 0:
        low = words.lows[left]
        if low in PASSIVES or low in MODALS or low in NEGATIONS or low in DOES or low.endswith("n't"):
            return None
        if not (low in ADVERBS or low in AUXILIARIES or (low.endswith("ly") and not words.is_capital(left))):
            break
        left -= 1
    return left if left >= 0 else None


def _reads_as_noun(words: Words, at: int) -> bool:
    if at == 0:
        return True
    low = words.lows[at - 1]
    if low in DETERMINERS or low in PREPOSITIONS or low.endswith(("'s", "s'")) or low in {"and", "or"}:
        return True
    follows = words.lows[at + 1] if at + 1 < len(words.texts) else "."
    return follows in {"of", "from", "against", "by"}


def _find_subject(words: Words, left: int) -> Found | None:
    if words.texts[left] == ",":
        return find_before_comma(words, left)
    if words.lows[left] in {"and", "but", "then"}:
        return _first_subject(words, left)
    if words.lows[left] == "who":
        return None
    return find_left(words, left)


def _first_subject(words: Words, conjunction: int) -> Found | None:
    """The subject that a second verb shares with the first: "Keller shrugged and said"."""
    start = conjunction
    while start > 0 and words.texts[start - 1] not in BREAKS:
        start -= 1
    between = words.lows[start:conjunction]
    if start == conjunction or any(
        low in {"who", "which", "that", "as", "while", "because", "after"} for low in between
    ):
        return None
    start += words.lows[start] in CONJUNCTIONS
    for end in range(start, min(start + 6, conjunction - 1)):
        follows = words.lows[end + 1]
        if (
            follows.endswith("ed")
            or follows in VERBS
            or follows in AUXILIARIES
            or follows in {"met", "was", "is", "left"}
        ):
            found = find_left(words, end)
            return Found(found[0], found[1]) if found and found[1] <= start else None
    return None


def _agrees(mention: Mention, form: str) -> bool:
    plural = mention.kind == "group" or mention.text == "they" or mention.head in GROUPS
    if form in BASE:
        return plural or mention.kind == "body"
    return not (form in SINGULAR and (mention.kind == "group" or mention.text == "they"))


def _standing(
    words: Words, found: Found, at: int
) -> Literal["trailing", "main", "subordinate", "blocked", "coordinate"]:
    start = found[1]
    before = words.lows[start - 1] if start > 0 else ""
    if before in HYPOTHETICAL:
        return "blocked"
    if _is_trailing(words, start, at):
        return "trailing"
    if before in SUBORDINATING:
        return "subordinate"
    if before in _COORDINATION and start > 1 and words.texts[start - 2] in BREAKS:
        return "coordinate"
    if words.opens_clause(start) or before in CONJUNCTIONS or before in TIMES or before in ADVERBS or before == "then":
        return "main"
    return "main" if start and (words.texts[start - 1].isdigit() or before.endswith("ly")) else "blocked"


def _is_trailing(words: Words, start: int, at: int) -> bool:
    """ "..., X said on Tuesday.": the report is over, its speaker comes behind it."""
    if start == 0 or words.texts[start - 1] not in {",", QUOTE, "”", '"', "—", "–", "-"}:
        return False
    if VERBS[words.lows[at]] in NEVER_TRAILING or "that" in words.lows[at + 1 : at + 6]:
        return False
    if words.texts[start - 1] != ",":
        return True
    return (VERBS[words.lows[at]] == "tell" and _follows_statement(words, start)) or _ends_report(words, at + 1)


def _follows_statement(words: Words, start: int) -> bool:
    return start > 5 and words.lows[0] not in PREPOSITIONS and not words.lows[0].endswith("ing")


def _ends_report(words: Words, at: int) -> bool:
    return ends_clause(words, at) or words.lows[at] in PREPOSITIONS


def _read_noun_of_speech(words: Words) -> Mention | None:
    """ "Russia's demand that ...", "The senator's allegation that ..."."""
    for at in range(1, len(words.texts) - 1):
        if words.lows[at] not in NOUNS_OF_SPEECH or words.lows[at + 1] not in {"that", "to"}:
            continue
        for owner in (at - 1, at - 2):
            if owner >= 0 and words.texts[owner].endswith(("'s", "s'")):
                bare = words.texts[owner].removesuffix("'s").removesuffix("'")
                texts = [*words.texts[:owner], bare]
                found = find_left(Words(texts, [text.lower() for text in texts], words.starts), owner)
                return found[0] if found else None
    return None
