"""Fragments that take a place in the question before: "and Ukraine?", "а фермеры?", "and in April?"."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from bot.answer.followups.context import Context
from bot.answer.followups.parts import (
    Part,
    Run,
    find_known_sort,
    find_runs,
    is_cyrillic,
    is_verb_like,
    read_parts,
    stem_of,
)
from bot.answer.followups.subject import Span, find_subject, is_agent, noun_phrase_after
from bot.text.dates import find_date_range
from bot.text.followup_words import (
    ANY_PREPOSITION,
    ARTICLES,
    AUXILIARIES,
    PREPOSITIONS,
    QUESTION_WORDS,
    THINGS,
    TIME_ADVERB,
    TO_BE,
)

MAX_UNITS = 3
"""Content words up to which a fragment leans on what came before: a name counts once, prepositions inside once."""
_SOME_DAY = datetime(2024, 3, 1, tzinfo=UTC)
"""Dates are only looked for, not computed: any day serves."""


class Fragment(NamedTuple):
    """What was typed without its opener and end marks."""

    text: str
    parts: tuple[Part, ...]
    runs: tuple[Run, ...]


def read_fragment(text: str, context: Context, *, opened: bool) -> Fragment | None:
    """None for what asks by itself. Without an opener only a name, a date or a place with a question mark leans."""
    bare = text.strip(" ?!.…,")
    known = context.known | {part.folded for part in read_parts(bare)[:1] if opened and part.text[0].isupper()}
    parts = read_parts(bare, known)
    runs = find_runs(bare, parts, context.people)
    units = sum(part.content for part in parts) - sum(run.last - run.first for run in runs)
    chained = any(part.folded in ANY_PREPOSITION for part in parts[1:])
    if not parts or _asks(parts) or units + chained > MAX_UNITS:
        return None
    fragment = Fragment(bare, tuple(parts), tuple(runs))
    if opened:
        return fragment if units or find_date(bare) else None
    return fragment if text.rstrip().endswith("?") and _leans(fragment, context) else None


def _asks(parts: Sequence[Part]) -> bool:
    verb = len(parts) > 1 and any(is_verb_like(part) for part in parts)
    return verb or any(part.folded in QUESTION_WORDS | AUXILIARIES - {"may"} for part in parts)


def _leans(fragment: Fragment, context: Context) -> bool:
    """A bare date, a place after its preposition, or one name when the question before holds another of its sort."""
    whole = find_date(fragment.text)
    if whole == (0, len(fragment.text)) and not fragment.text[0].isdigit():
        return True
    if len(fragment.runs) != 1 or not context.runs:
        return False
    run = fragment.runs[0]
    led = all(part.folded in ARTICLES or _family(part.folded) for part in fragment.parts[: run.first])
    bodies = {other.sort == "body" for other in context.runs}
    return led and run.last == len(fragment.parts) - 1 and (run.sort == "body") in bodies


def substitute(fragment: Fragment, context: Context) -> str:
    """The question before with the fragment in its place: of a date, a phrase so introduced, a name, the subject.

    Where nothing corresponds, the fragment is added at the end.
    """
    if find_date(fragment.text):
        return _with_date(fragment, context)
    if (family := _family(fragment.parts[0].folded)) and len(fragment.parts) > 1:
        span = _phrase_with(family, context)
        return _put(context, span, fragment.text) if span else _append(context, fragment)
    if fragment.runs:
        return _with_name(fragment, context)
    span = _place_of_noun(fragment, context)
    return _put(context, span, fragment.text) if span else _append(context, fragment)


def find_date(text: str) -> tuple[int, int] | None:
    """Where `text` states a date, characters."""
    found = find_date_range(text, now=_SOME_DAY)
    if found:
        return found.start, found.end
    match = TIME_ADVERB.search(text.casefold()) if len(text.casefold()) == len(text) else None
    if match:
        return match.span()
    led = find_date_range(f"in {text}", now=_SOME_DAY)
    return (0, len(text)) if led and led.end - 3 == len(text) else None


def _with_date(fragment: Fragment, context: Context) -> str:
    lead = (
        "" if find_date_range(fragment.text, now=_SOME_DAY) or TIME_ADVERB.search(fragment.text.casefold()) else "in "
    )
    old = find_date(context.question)
    text = context.question[: old[0]] + context.question[old[1] :] if old else context.question
    return f"{' '.join(text.split())} {lead}{fragment.text}?"


def _family(word: str) -> frozenset[str] | None:
    return next((family for family in PREPOSITIONS if word in family), None)


def _phrase_with(family: frozenset[str], context: Context) -> Span | None:
    """The last phrase of the question before that begins with a preposition of the family."""
    parts = context.parts
    for number in range(len(parts) - 2, -1, -1):
        if parts[number].folded not in family:
            continue
        run = next((run for run in context.runs if run.first in {number + 1, number + 2}), None)
        if run and (run.first == number + 1 or parts[number + 1].folded in ARTICLES):
            return Span(number, run.last)
        phrase = noun_phrase_after(parts, number + 1)
        if phrase:
            return Span(number, phrase.last)
    return None


def _with_name(fragment: Fragment, context: Context) -> str:
    new = fragment.runs[0]
    same = next((run for run in context.runs if run.stems & new.stems), None)
    others = [run for run in context.runs if run is not same]
    if same and not others:
        return context.question + "?"
    if same:
        return _swap(context, same, others[0], fragment.text)
    old = choose_counterpart(new, context)
    if old:
        return _put(context, _with_article(context, old), fragment.text)
    span = find_subject(context)
    return _put(context, span, fragment.text) if span else _append(context, fragment)


def choose_counterpart(new: Run, context: Context) -> Run | None:
    """The name that `new` takes the place of: the first of its sort and case, else of its sort, else the first."""
    runs = context.runs
    alike = [run for run in runs if _alike(run, new)] or list(runs)
    if is_cyrillic(new.text) and find_known_sort(new.text.casefold()) != "place":
        ending = _ending(new)
        alike = [run for run in alike if _ending(run) == ending] or alike
    return alike[0] if alike else None


def _alike(old: Run, new: Run) -> bool:
    if new.sort == "unsure" or old.sort == "unsure":
        return "place" not in {old.sort, new.sort} or new.sort == "unsure"
    return old.sort == new.sort or {old.sort, new.sort} == {"place", "body"}


def _ending(run: Run) -> str:
    word = run.text.split()[-1].casefold()
    return word.removeprefix(stem_of(word))


def _swap(context: Context, same: Run, other: Run, typed: str) -> str:
    """The two names change places, the asked one as it was `typed`."""
    text = context.question
    left, right = sorted((same, other), key=lambda run: run.start)
    first, second = (other.text, typed) if left is same else (typed, other.text)
    return f"{text[: left.start]}{first}{text[left.end : right.start]}{second}{text[right.end :]}?"


def _with_article(context: Context, run: Run) -> Span:
    """A name with the article before it: "the EU" gives way to "China" as a whole."""
    led = run.first > 0 and context.parts[run.first - 1].folded == "the"
    return Span(run.first - led, run.last)


def _place_of_noun(fragment: Fragment, context: Context) -> Span | None:
    """The subject; but what cannot act takes the place of what is spoken about, and who can, not that of a thing."""
    subject = find_subject(context)
    if subject is None or is_cyrillic(context.question):
        return subject
    words = context.parts[subject.first : subject.last + 1]
    if is_agent(words) == is_agent(fragment.parts):
        return subject
    if is_agent(fragment.parts) and not any(part.folded in TO_BE for part in context.parts):
        return _named_object(context, subject) or subject
    spoken_of = noun_phrase_at_preposition(context, subject.last)
    thing = any(THINGS.search(part.folded) for part in fragment.parts)
    return spoken_of or (None if thing and is_agent(words) else subject)


def _named_object(context: Context, subject: Span) -> Span | None:
    """The name of whom it is done to, right behind the verb: "does the strike cost Merrowline"."""
    after = [run for run in context.runs if run.first == subject.last + 2]
    return Span(after[0].first, after[0].last) if after else None


def noun_phrase_at_preposition(context: Context, after: int) -> Span | None:
    """The phrase behind the first preposition that follows part `after`, without the preposition."""
    for number in range(after + 1, len(context.parts) - 1):
        if _family(context.parts[number].folded):
            return noun_phrase_after(context.parts, number + 1)
    return None


def _put(context: Context, span: Span, text: str) -> str:
    old = context.parts[span.first : span.last + 1]
    owner = re.search(r"['’]s$", old[-1].text)
    end = owner.group() if owner and not text.endswith(owner.group()) else ""
    return f"{context.question[: old[0].start]}{text}{end}{context.question[old[-1].end :]}?"


def _append(context: Context, fragment: Fragment) -> str:
    return f"{context.question} {fragment.text}?"
