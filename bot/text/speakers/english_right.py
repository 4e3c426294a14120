"""Who stands to the right of an English verb or of "according to"."""

from bot.text.speakers.english_names import read_run
from bot.text.speakers.english_phrases import (
    NOT_NAMES,
    STOPS,
    Found,
    capitals_left,
    noun_left,
    phrase,
    pronoun,
    run_start,
)
from bot.text.speakers.english_tokens import BREAKS, Words
from bot.text.speakers.english_words import AUXILIARIES, JOINING, MODALS, PARTICLES, PRONOUNS, TIMES, VERBS
from bot.text.speakers.mention import Mention


def find_right(words: Words, start: int) -> Found | None:
    """The noun phrase that begins at `start`: "said Ruvan Islock, the chief engineer", "according to ..."."""
    if start >= len(words.texts):
        return None
    low = words.lows[start]
    if low in PRONOUNS:
        return Found(pronoun(low, words.starts[start]), start + 1)
    end = _right_end(words, start)
    if end == start:
        return None
    last = end - 1
    if words.is_capital(last) and words.lows[last] not in NOT_NAMES:
        found = capitals_left(words, last)
        return Found(found[0], end) if found and found[1] <= start + 1 else None
    return _noun_right(words, start, end)


def _right_end(words: Words, start: int) -> int:
    at = start
    while at < len(words.texts) and words.is_word(at):
        low = words.lows[at]
        if (low in TIMES and at > start) or low in AUXILIARIES or low in MODALS:
            break
        if (low in STOPS or (low in VERBS and not words.is_capital(at))) and not _inside_name(words, at, start):
            break
        at += 1
    return at


def _inside_name(words: Words, at: int, start: int) -> bool:
    if words.lows[at] not in {"of", "for", "and"} or at == start or at + 1 >= len(words.texts):
        return False
    follows = at + 1 + (words.lows[at + 1] == "the" and at + 2 < len(words.texts))
    if not words.is_capital(at - 1) or not words.is_capital(follows):
        return False
    return words.lows[at] != "of" or (words.texts[at - 1] != "Jr." and not _is_person(words, at, start))


def _is_person(words: Words, end: int, start: int) -> bool:
    """Whether the run before "of" is already a person: "said Ilsabet Quorne of Merrowline"."""
    mention = read_run(words.texts[max(start, run_start(words, end - 1)) : end], start=0, definite=False)
    return bool(mention and mention.kind == "name" and (" " in mention.text))


def _noun_right(words: Words, start: int, end: int) -> Found | None:
    found = noun_left(words, end - 1)
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
            mention = phrase(words, start, end - 1, mention.kind, mention.head, stop - 1)
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
