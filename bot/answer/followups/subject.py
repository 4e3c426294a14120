"""Where in the question before the one stands who does or is something: what "and the union?" takes the place of."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.answer.followups.context import Context
from bot.answer.followups.parts import Part, is_cyrillic, is_verb_like
from bot.text.followup_words import (
    AGENT_ENDING,
    AGENTS,
    ANY_PREPOSITION,
    ARTICLES,
    AUXILIARIES,
    CHOOSING,
    CONJUNCTIONS,
    QUESTION_WORDS,
    THINGS,
    TO_BE,
)  # fmt: skip

_PARTICIPLE = re.compile(r"(?:ed|ing|en)$")
_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ую|юю|ых|их|ої|ій)$")


class Span(NamedTuple):
    """Parts `first` to `last`, both inclusive."""

    first: int
    last: int


def find_subject(context: Context) -> Span | None:
    """The subject as the order of words shows it, with its article; None when it does not."""
    return _cyrillic_subject(context) if is_cyrillic(context.question) else _english_subject(context)


def is_agent(words: Sequence[Part]) -> bool:
    """Whether English words name someone who can say or want something ("the farmers", "the union")."""
    return any(
        part.name or part.folded in AGENTS or part.folded.rstrip("s") in AGENTS or _acts(part)
        for part in words
        if part.content
    )


def _acts(part: Part) -> bool:
    return len(part.folded) > 4 and bool(AGENT_ENDING.search(part.folded)) and not THINGS.search(part.folded)


def _english_subject(context: Context) -> Span | None:
    parts = context.parts
    auxiliary = next((number for number, part in enumerate(parts) if part.folded in AUXILIARIES), None)
    inverted = auxiliary is not None and _asks_before(parts, auxiliary)
    if inverted and auxiliary is not None and (found := _after_auxiliary(context, auxiliary)):
        return found
    chosen = next((n for n, part in enumerate(parts[:-1]) if part.folded in CHOOSING | {"what"}), None)
    if chosen is not None and parts[chosen + 1].content:
        return Span(chosen + 1, chosen + 1)
    return None


def _asks_before(parts: Sequence[Part], auxiliary: int) -> bool:
    return auxiliary == 0 or any(part.folded in QUESTION_WORDS for part in parts[:auxiliary])


def _after_auxiliary(context: Context, auxiliary: int) -> Span | None:
    parts, first = context.parts, auxiliary + 1
    noun = first
    while noun < len(parts) and parts[noun].folded in ARTICLES:
        noun += 1
    run = next((run for run in context.runs if run.first == noun), None)
    if run:
        return Span(first, _over_conjunction(context, run.last))
    last = _end_of_phrase(parts, noun, chained=parts[auxiliary].folded not in TO_BE)
    if last < noun:
        return None
    named = next((run for run in context.runs if run.last == last and noun + 1 < run.first), None)
    if named and parts[auxiliary].folded not in TO_BE:
        last = named.first - 1  # "does the strike cost Merrowline": the verb stands before the name
    if parts[auxiliary].folded in TO_BE:
        bare = last == noun == first
        return None if bare and _PARTICIPLE.search(parts[noun].folded) else Span(first, last)
    return Span(first, last - 1) if last > noun else None


def _over_conjunction(context: Context, last: int) -> int:
    """ "Trump and Putin": the second name belongs to the subject too."""
    if last + 2 < len(context.parts) and context.parts[last + 1].folded in CONJUNCTIONS - {"with"}:
        return next((run.last for run in context.runs if run.first == last + 2), last)
    return last


def _end_of_phrase(parts: Sequence[Part], first: int, *, chained: bool) -> int:
    """The last of the content words from `first` on; with `chained`, over "of the" as well."""
    last = first - 1
    number = first
    while number < len(parts):
        if parts[number].content:
            last = number
        elif not (chained and number > first and (parts[number].folded == "of" or parts[number - 1].folded == "of")):
            break
        number += 1
    return last


def _cyrillic_subject(context: Context) -> Span | None:
    """The noun or name after the first verb, or else the one before it."""
    parts = context.parts
    verb = next((number for number, part in enumerate(parts) if part.content and is_verb_like(part)), None)
    if verb is None:
        return _span_at(context, _first_content(parts, 0, len(parts)))
    after = _span_at(context, verb + 1) if verb + 1 < len(parts) and parts[verb + 1].content else None
    if after and not is_verb_like(parts[after.first]):
        return after
    return _span_at(context, _first_content(parts, 0, verb))


def _first_content(parts: Sequence[Part], first: int, end: int) -> int | None:
    for number in range(first, end):
        if parts[number].content:
            return None if number and parts[number - 1].folded in ANY_PREPOSITION else number
    return None


def _span_at(context: Context, number: int | None) -> Span | None:
    if number is None:
        return None
    run = next((run for run in context.runs if run.first <= number <= run.last), None)
    if run:
        return Span(number, run.last)
    last = number
    if (
        _ADJECTIVE.search(context.parts[number].folded)
        and number + 1 < len(context.parts)
        and context.parts[number + 1].content
    ):
        last = number + 1
    return Span(number, last)


def noun_phrase_after(parts: Sequence[Part], number: int) -> Span | None:
    """What stands from `number` on: articles, then content words, over "of the"; None when nothing does."""
    first = number
    while number < len(parts) and parts[number].folded in ARTICLES:
        number += 1
    last = _end_of_phrase(parts, number, chained=True)
    return Span(first, last) if last >= number else None
