"""Question -> query: phrases, dates, outlets, spelling, words and what may stand for them."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.answer.correcting import correct_words, is_held
from bot.answer.kin import find_kin
from bot.answer.naming import is_surely_name, mark_names
from bot.answer.scripts import find_other_script
from bot.answer.terms import choose_widened, compose_term, compose_terms
from bot.answer.words import Word, choose_words
from bot.model.answer import Coverage, Reason
from bot.model.errors import QuestionError
from bot.model.protocols import IndexEngine
from bot.model.query import Correction, Query
from bot.text.analysis import analyze
from bot.text.dates import DateRange, find_date_range, find_now_words
from bot.text.languages import choose_language
from bot.text.lexicon import find_stand_ins
from bot.text.phrases import blank_phrases, find_phrases
from bot.text.questions import find_kind

MAX_QUESTION = 1000
"""Characters a question may have; a longer one is a pasted text, not a question."""


def read_question(question: str) -> str:
    """The question on one line, white space and control characters folded.

    Raises QuestionError, its `values["reason"]` a Reason, when it is empty, too long, or holds no letter or digit.
    """
    clean = " ".join("".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in question).split())
    if not clean:
        raise QuestionError("empty question", reason=Reason.EMPTY_QUESTION)
    if len(clean) > MAX_QUESTION:
        raise QuestionError(f"question of {len(clean)} characters", reason=Reason.TOO_LONG)
    if not any(character.isalnum() for character in clean):
        raise QuestionError("no letter or digit in the question", reason=Reason.NO_WORDS)
    return clean


def compose_query(
    question: str, *, engine: IndexEngine, coverage: Coverage, outlets: Sequence[str] = (), now: datetime | None = None
) -> Query:
    """The query of a question already read by `read_question`. `outlets`: those of the collection, as written."""
    language = choose_language(question)
    free = blank_phrases(question)  # a day or an outlet in quotation marks is asked for to the letter
    dates = _find_dates(free, coverage, now)
    named = _find_outlets(free, outlets)
    asked = _without(question, free, dates, named)
    read, corrections = correct_words(choose_words(asked, language), language, engine)
    words = mark_names(read, question, language, engine)
    terms = compose_terms(words, language, engine)
    widened = [shown for word, term in zip(words, terms, strict=True) for shown in choose_widened(word, language, term)]
    phrases = find_phrases(question)
    return Query(
        question=_as_read(question, corrections),
        language=language,
        kind=find_kind(question, language),
        terms=tuple(terms),
        phrases=tuple(phrases),
        phrase_tokens=tuple(tuple(analyze(phrase, language)) for phrase in phrases),
        since=dates.since if dates else None,
        until=dates.until if dates else None,
        now=now.astimezone(UTC) if now else None,
        outlets=tuple(named),
        corrections=tuple(corrections),
        widened=tuple(dict.fromkeys(widened)),
        names=tuple(word.text for word in words if word.name),
        unknown=tuple(_unknown_names(words, language, engine)),
    )


def _find_dates(question: str, coverage: Coverage, now: datetime | None) -> DateRange | None:
    """A bound for dated articles; over undated ones, or with a year before them, dates are mere words."""
    if coverage.oldest is None or coverage.newest is None:
        return None
    found = find_date_range(question, now=now or datetime.now(UTC), newest=coverage.newest)
    if found is None:
        return None
    past = found.until is not None and found.until.year < coverage.oldest.year
    return None if past and _YEAR.search(question[found.start : found.end]) else found


_YEAR = re.compile(r"\b\d{4}\b")


def _find_outlets(question: str, outlets: Sequence[str]) -> list[str]:
    """Outlets the question limits its answer to: named after "according to", "from" ..., or as who says or reports."""
    folded = question.casefold()
    held = [outlet for outlet in outlets if outlet.casefold() in folded]  # a pattern for each of thousands costs more
    return [outlet for outlet in held if re.search(_OUTLET.format(name=re.escape(outlet.casefold())), folded)]


_OUTLET = (
    r"\b(?:according to|from|reported (?:by|in)|published (?:by|in)|by|по данным|по сообщению|пишет|за даними|пише)"
    r" (?:the )?{name}\b|\b(?:does|did|do|has) (?:the )?{name} (?:say|report|write|claim|publish|cover)"
)


def _without(question: str, free: str, dates: DateRange | None, outlets: Sequence[str]) -> str:
    """The question without what has become a filter, unless nothing would be left; lengths and places are kept."""
    text = question
    if dates:
        text = _blank(text, dates.start, dates.end)
    for start, end in find_now_words(free):
        text = _blank(text, start, end)
    for outlet in outlets:
        start = free.casefold().find(outlet.casefold())
        if start >= 0:
            text = _blank(text, start, start + len(outlet))
    return text if any(character.isalnum() for character in text) else question


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _as_read(question: str, corrections: Sequence[Correction]) -> str:
    """The question with each corrected word in its place, whole words only."""
    for typed, read in corrections:
        question = read.join(re.split(rf"(?<!\w){re.escape(typed)}(?!\w)", question))
    return question


def _unknown_names(words: Sequence[Word], language: str, engine: IndexEngine) -> list[str]:
    """Names no passage holds and no lexicon knows another form of; a known part beside it vouches for a long name."""
    held = [is_held(word, language, engine) or _has_held_form(word, language, engine) for word in words]
    unknown = []
    for number, word in enumerate(words):
        beside = [
            other for other in (number - 1, number + 1) if 0 <= other < len(words) and _touch(words, number, other)
        ]
        surely = word.name and is_surely_name(word, language)
        if surely and not held[number] and not any(held[other] for other in beside):
            unknown.append(word.text)
    return unknown


def _touch(words: Sequence[Word], one: int, other: int) -> bool:
    left, right = sorted((words[one], words[other]), key=lambda word: word.start)
    return left.name and right.name and right.start - left.end == 1


def _has_held_form(word: Word, language: str, engine: IndexEngine) -> bool:
    if find_stand_ins(word.folded, language):
        return len(compose_term(word, language, engine).variants) > 1
    return word.name and bool(find_kin(word, language, engine) or find_other_script(word.folded, language, engine))
