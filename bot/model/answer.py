"""Answers: claims made of quotes, each quote from a numbered source; or an abstention."""

from enum import StrEnum
from typing import NamedTuple

from pydantic import AwareDatetime

from bot.model.article import PUBLIC, ArticleHead
from bot.model.base import Noun
from bot.model.query import Query


class Reason(StrEnum):
    """Why the bot abstains; each is also the tail of a Fluent message id, `abstain-<value>`."""

    EMPTY_QUESTION = "empty-question"
    NO_WORDS = "no-words"
    TOO_LONG = "too-long"
    EMPTY_CORPUS = "empty-corpus"
    UNKNOWN_NAME = "unknown-name"
    NOTHING_IN_RANGE = "nothing-in-range"
    PHRASE_NOT_FOUND = "phrase-not-found"
    NOT_FOUND = "not-found"
    WEAK_EVIDENCE = "weak-evidence"


DENIED = "denied"
"""A difference of a claim: one quote says what another denies. The tail of a Fluent message id, `differs-denied`."""


class Quote(Noun):
    """A verbatim span of an article: `text == article.text[start:end]`, checked by `answer/citations.py`.

    `n` is the source's number in this answer. `passage` is the passage the quote stands in (context for a person).
    """

    n: int
    article_id: str
    start: int
    end: int
    text: str
    passage: str


class Claim(Noun):
    """One statement of an answer and the quotes that carry it; `text` is the text of the first quote.

    `speaker` is who the sentence attributes its words to, None when unsure. `outlets` counts independent known
    outlets: copies of one text count once, articles without a known outlet not at all. `differs`: what the first
    quote and others disagree in, each once: "12 ships / 15 ships" (the first quote's side first), or DENIED.
    """

    text: str
    speaker: str | None
    quotes: tuple[Quote, ...]
    outlets: int
    differs: tuple[str, ...] = ()


class Source(Noun):
    """An article an answer cites: `n` from 1, in order of first use, without gaps.

    `also`: its near-duplicates that the answer does not cite, one an outlet, of other known outlets than its own.
    """

    n: int
    article: ArticleHead
    also: tuple[ArticleHead, ...] = ()


class Coverage(Noun):
    """What the collection holds: article count, and the dates of the oldest and newest dated article."""

    articles: int
    oldest: AwareDatetime | None = None
    newest: AwareDatetime | None = None


class Nearest(NamedTuple):
    """A passage that came close without answering."""

    article_id: str
    text: str


class Consulted(NamedTuple):
    """A hit as an analyst sees it, best first: what was looked at, quoted or not."""

    article_id: str
    passage_id: int
    text: str
    score: float


class Signal(NamedTuple):
    """One of the signs that the confidence is made of: its name (the tail of a Fluent message id, `signal-<name>`), its
    value, and what it adds to or takes from the confidence, in log odds."""

    name: str
    value: float
    worth: float


class Answer(Noun):
    """At most four claims, most direct first. `newest` is the newest dated article cited; `confidence` is 0..1.

    `collections`: all that were read for it, `public` first. It may be shown only where all of them may be read.
    `signals`: what the confidence is made of, those that weigh most first.
    """

    query: Query
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    confidence: float
    coverage: Coverage
    consulted: tuple[Consulted, ...] = ()
    signals: tuple[Signal, ...] = ()
    dropped_quotes: int = 0
    took_ms: float = 0.0
    collections: tuple[str, ...] = (PUBLIC,)


class Abstention(Noun):
    """ "The corpus does not say": why, what it covers, and what came closest. `detail` fills the reason's message.
    `collections`: as of an Answer."""

    query: Query
    reason: Reason
    detail: str = ""
    nearest: tuple[Nearest, ...] = ()
    confidence: float = 0.0
    coverage: Coverage
    consulted: tuple[Consulted, ...] = ()
    signals: tuple[Signal, ...] = ()
    took_ms: float = 0.0
    collections: tuple[str, ...] = (PUBLIC,)
