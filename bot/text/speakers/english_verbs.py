"""Whether an English reporting verb reports, by what stands beside it."""

from bot.text.speakers.english_tokens import BREAKS, QUOTE, Words
from bot.text.speakers.english_words import OBJECTS_OF_SPEECH, SPECIAL, STRONG, TIMES, VERBS

_COPULAS = frozenset(("is", "are", "was", "were", "has", "had", "have", "will", "would", "can", "could", "does", "did"))
"""What makes a clause of what follows a verb: "claims the pier was his idea", not "claims the life of two"."""


def is_report(words: Words, at: int) -> bool:
    """Whether what stands beside the verb makes it a report."""
    lemma = VERBS[words.lows[at]]
    if words.lows[at] in STRONG:
        return _is_strong(words, at, lemma)
    if words.lows[at] in SPECIAL:
        return _is_special(words, at, lemma)
    return _has_words_beside(words, at)


def _is_strong(words: Words, at: int, lemma: str) -> bool:
    after = words.lows[at + 1 : at + 3]
    if lemma == "claim":
        taken = after and (after[0] in {"a", "an", "the", "its", "his", "her"} or after[0].isdigit())
        return not taken or bool(_COPULAS & set(words.lows[at + 2 : at + 10]))
    if lemma == "report" and after[:1] == ["to"]:
        return False
    if lemma == "state":
        return words.lows[at] == "stated" or "that" in after
    if lemma == "say" and after[:1] in (["nothing"], ["no"], ["yes"]):
        return False
    return not (
        lemma == "tell" and after[:1] in (["the"], ["a"], ["his"], ["her"], ["its"]) and "story" in words.lows[at:]
    )


def _is_special(words: Words, at: int, lemma: str) -> bool:
    after = words.lows[at + 1 : at + 9]
    told = _has_quote_beside(words, at)
    return {
        "call": _calls(words, at),
        "describe": "as" in after,
        "ask": told or "to" in after[1:5],
        "make": after[:2] == ["it", "clear"] or after[:1] == ["clear"],
        "declare": _declares(words, at),
        "reject": told or bool(OBJECTS_OF_SPEECH & set(after[:4])),
        "dismiss": told or bool(OBJECTS_OF_SPEECH & set(after[:4])),
    }.get(lemma, told)


def _calls(words: Words, at: int) -> bool:
    """ "called for", "called it “absurd”", "called the accusation absurd"; not "called the police"."""
    after = words.lows[at + 1 : at + 9]
    if after[:1] and after[0] in {"the", "this", "that", "these", "his", "her", "its", "it"}:
        return QUOTE in after or bool(OBJECTS_OF_SPEECH & set(after[:4]))
    return after[:1] in (["for"], ["on"]) or QUOTE in after or words.lows[at] == "calls"


def _declares(words: Words, at: int) -> bool:
    """Words, not deeds: "declared that", "declared: ..."; not "declared a state of emergency"."""
    after = words.lows[at + 1 : at + 2]
    return (
        _has_quote_beside(words, at) or not after or after[0] not in {"a", "an", "the", "war", "victory", "its", "his"}
    )


def _writes(words: Words, at: int) -> bool:
    """ "wrote on her blog that": where something was written may stand between."""
    return VERBS[words.lows[at]] == "write"


def _has_quote_beside(words: Words, at: int) -> bool:
    near = words.texts[max(0, at - 5) : at] + words.texts[at + 1 : at + 4]
    return QUOTE in near or "”" in near


def _has_words_beside(words: Words, at: int) -> bool:
    after = words.lows[at + 1 : at + 5]
    if (
        "that" in after[:4]
        or (_writes(words, at) and "that" in words.lows[at + 1 : at + 8])
        or ":" in after[:3]
        or (after[:1] == ["it"] and "was" in after)
    ):
        return True
    return _has_quote_beside(words, at) or (ends_clause(words, at + 1) and _follows_mark(words, at))


def ends_clause(words: Words, at: int) -> bool:
    """Whether nothing but a time, a place or a mark follows at `at`."""
    return at >= len(words.texts) or words.texts[at] in BREAKS or words.lows[at] in TIMES | {"on", "in"}


def _follows_mark(words: Words, at: int) -> bool:
    return any(text in BREAKS for text in words.texts[max(0, at - 12) : at])
