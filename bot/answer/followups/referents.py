"""Whom or what the pronouns of a follow-up mean."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.answer.followups.context import Context
from bot.answer.followups.parts import Part, Run, find_runs, is_cyrillic, read_parts
from bot.answer.followups.subject import Span, find_subject, is_agent, noun_phrase_after
from bot.model.answer import Answer
from bot.model.turn import Turn
from bot.text.followup_words import ARTICLES, PLACE_PREPOSITIONS


def find_person(context: Context, *, saying: bool) -> str | None:
    """A follow-up about words said (`saying`) means the first claim's speaker; any other, a person asked about.

    Of several persons, the subject, which stands first; without a name, someone named by a role ("the union leader").
    Where the question before asked who someone is, the first claim tells. Then the speaker, the last person of the
    claims, and so back through the turns before.
    """
    people = _people(context.runs)
    if not people and (answered := _find_answered(context)):
        return answered
    foreign = context.speaker and is_cyrillic(context.speaker) != is_cyrillic(context.question)
    if saying and context.speaker and not (foreign and people):
        return _full_name(context.speaker, people)
    asked = people[0].text if people else _find_role(context)
    if asked or context.speaker:
        return asked or context.speaker
    for claim in context.claims:
        named = _named(_people(find_runs(claim, read_parts(claim), context.people)))
        if named:
            return named[-1].text
    return _earlier_person(context.earlier)


def _find_answered(context: Context) -> str | None:
    """The first person of the first claim, when the question before asked "who"."""
    if not context.claims or context.parts[0].folded not in {"who", "кто", "хто"}:
        return None
    claim = context.claims[0]
    named = _named(find_runs(claim, read_parts(claim), context.people))
    return named[0].text if named else None


def _find_role(context: Context) -> str | None:
    subject = find_subject(context)
    if subject is None or is_cyrillic(context.question) or not _lower(context, subject):
        return None
    words = context.parts[subject.first : subject.last + 1]
    single = words[0].folded in ARTICLES and not words[-1].folded.endswith("s")
    asked = context.parts[0].folded.startswith("who")
    return _text(context, subject) if single and is_agent(words[-1:]) and not asked else None


def _people(runs: Sequence[Run]) -> list[Run]:
    return [run for run in runs if run.sort == "person"] or [run for run in runs if run.sort == "unsure"]


def _named(runs: Sequence[Run]) -> list[Run]:
    return [run for run in runs if run.sort == "person"]


def _full_name(speaker: str, people: Sequence[Run]) -> str:
    speaking = frozenset(speaker.casefold().split())
    return next((run.text for run in people if speaking < frozenset(run.text.casefold().split())), speaker)


def _earlier_person(turns: Sequence[Turn]) -> str | None:
    for turn in reversed(turns):
        question = turn.reply.query.question
        named = _named(find_runs(question, read_parts(question)))
        speaker = turn.reply.claims[0].speaker if isinstance(turn.reply, Answer) and turn.reply.claims else None
        if named or speaker:
            return named[0].text if named else speaker
    return None


def find_thing(context: Context) -> str | None:
    """What "it" means: the subject when it has an article, a body, what else has an article, a place; or None."""
    others = [run for run in context.runs if run.sort in {"body", "place"}]
    free = [run for run in others if not _is_placed(run, context)]
    subject = find_subject(context)
    if subject and context.parts[subject.first].folded in ARTICLES and _lower(context, subject):
        return _text(context, subject)
    if free:
        return free[-1].text
    return find_phrase(context) or (others[-1].text if others else None)


def find_group(context: Context) -> str | None:
    """What "they" means: joined names, persons, a subject in the plural, a body or place, a name, a noun phrase."""
    runs = context.runs
    for left, right in pairwise(runs):
        if context.question[left.end : right.start] in _JOINTS:
            return context.question[left.start : right.end]
    people = _named(runs)
    if len(people) > 1:
        joint = " и " if is_cyrillic(context.question) else " and "
        return joint.join(run.text for run in people)
    subject = find_subject(context)
    if subject and not is_cyrillic(context.question) and _lower(context, subject):
        words = context.parts[subject.first : subject.last + 1]
        if is_agent(words) or words[-1].folded.endswith("s"):
            return _text(context, subject)
    free = [run for run in runs if not _is_placed(run, context)] or runs
    collective = [run for run in free if run.sort != "person"] or free
    return collective[-1].text if collective else find_phrase(context)


_JOINTS = {" and ", " & ", " и ", " і ", " й ", " та ", " with ", " с ", " з "}


def find_place(context: Context) -> str | None:
    """What "there" means, with its preposition: a place of the question before or of the claims; None without one."""
    for text, parts, runs in [(context.question, context.parts, context.runs), *map(_read, context.claims)]:
        placed = [
            run
            for run in runs
            if run.first and parts[run.first - 1].folded in PLACE_PREPOSITIONS and run.sort == "place"
        ]
        if placed:
            return text[parts[placed[-1].first - 1].start : placed[-1].end]
        if text is context.question and (places := [run for run in runs if run.sort == "place"]):
            return f"{'в' if is_cyrillic(text) else 'in'} {places[-1].text}"
    return None


def _read(text: str) -> tuple[str, tuple[Part, ...], tuple[Run, ...]]:
    parts = tuple(read_parts(text))
    return text, parts, tuple(find_runs(text, parts))


def _is_placed(run: Run, context: Context) -> bool:
    return run.first > 0 and context.parts[run.first - 1].folded in PLACE_PREPOSITIONS


def _lower(context: Context, span: Span) -> bool:
    return not any(part.name for part in context.parts[span.first : span.last + 1])


def _text(context: Context, span: Span) -> str:
    return context.question[context.parts[span.first].start : context.parts[span.last].end]


def find_phrase(context: Context) -> str | None:
    """The last noun phrase with an article, whole: of "the repair of the dam gate" not only the gate."""
    number = len(context.parts) - 1
    found: Span | None = None
    while number >= 0:
        if context.parts[number].folded in {"the", "a", "an"}:
            phrase = noun_phrase_after(context.parts, number)
            if phrase and (found is None or phrase.last >= found.last):
                found = phrase
        number -= 1
    return _text(context, found) if found else None


FINDERS: dict[str, Callable[[Context], str | None]] = {"thing": find_thing, "group": find_group, "place": find_place}
