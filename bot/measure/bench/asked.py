"""The questions that parts ask, and the terms that the bot reads in them."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.app import open_data
from bot.measure.bench.kept import Kept
from bot.measure.bench.zipf import LAST, make_questions
from bot.measure.sets import QuestionSet
from bot.model.errors import QuestionError
from bot.text.analysis import analyze


class Question(NamedTuple):
    """As typed, and when. What a bare index is asked instead: `terms`, of each term of the bot's query the first
    variant; `words`, the tokens of all its words, stop words included."""

    text: str
    now: datetime | None
    terms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def make_asked(count: int, kept: Kept) -> list[Question]:
    """Of generated articles, asked when the newest was published."""
    return read_terms([Question(one.text, LAST) for one in make_questions(count, kept.passages)], kept)


def read_asked(question_set: QuestionSet, kept: Kept) -> list[Question]:
    """The questions of a set, asked on their day."""
    return read_terms([Question(one.question, one.now) for one in question_set.questions], kept)


def read_terms(questions: Sequence[Question], kept: Kept) -> list[Question]:
    """With their terms; questions without any are left out."""
    return [one for one in asyncio.run(_read(questions, kept)) if one.terms]


async def _read(questions: Sequence[Question], kept: Kept) -> list[Question]:
    read = []
    async with open_data(kept.settings, agree=False) as workspace:
        service = workspace.service()
        for one in questions:
            try:
                query = (await service.trace(one.text, now=one.now)).query
            except QuestionError:
                continue
            terms = dict.fromkeys(term.variants[0].token for term in query.terms)
            words = dict.fromkeys(analyze(one.text, query.language))
            read.append(one._replace(terms=tuple(terms), words=tuple(words)))
    return read
