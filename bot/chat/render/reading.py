"""What was made of the question, in sentences: corrections, widened words, filters."""

import re
from collections.abc import Iterator

from bot.chat.render.guard import clip
from bot.model.query import Query
from bot.text.messages import Messages

LONGEST_QUESTION = 300
LONGEST_WORD = 60
MOST_WIDENED = 8
"""Words of the lexicon named below an answer; /why names all of them with their weights."""


def filtered_days(query: Query, messages: Messages) -> str:
    """ "Only articles of 1–14 March 2025", the days as the query bounds them; empty without bounds."""
    if query.since and query.until:
        return messages.text("answer-only-dates", days=messages.days(query.since, query.until))
    if query.since:
        return messages.text("answer-only-since", day=messages.day(query.since))
    return messages.text("answer-only-until", day=messages.day(query.until)) if query.until else ""


def reading_sentences(query: Query, messages: Messages, asked: str | None) -> Iterator[str]:
    """What was made of the question, where that is not plain to see from the question itself."""
    if asked is not None and _was_resolved(asked, query):
        yield messages.text("bot-understood", question=clip(query.question, LONGEST_QUESTION))
    yield from corrections(query, messages)
    if query.widened:
        yield messages.text(
            "answer-widened", words=messages.joined(clip(word, LONGEST_WORD) for word in query.widened[:MOST_WIDENED])
        )
    if days := filtered_days(query, messages):
        yield days
    if query.outlets:
        yield messages.text(
            "answer-only-outlets", outlets=messages.joined(clip(name, LONGEST_WORD) for name in query.outlets)
        )


def corrections(query: Query, messages: Messages) -> Iterator[str]:
    """A sentence for each word that was read as another one."""
    for typed, read in query.corrections:
        yield messages.text("answer-reading", typed=clip(typed, LONGEST_WORD), read=clip(read, LONGEST_WORD))


def _was_resolved(asked: str, query: Query) -> bool:
    """The question was made complete from the turns before: it reads otherwise, and not by its spelling alone."""
    typed, read = (re.findall(r"\w+", text.casefold()) for text in (asked, query.question))
    return len(typed) != len(read) if query.corrections else typed != read
