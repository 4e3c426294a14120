"""Asks every question of a set, one after the other, and keeps what came of each."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter

from bot.answer.service import AnswerService
from bot.measure.outcome import Outcome, compose_outcome, line_of, quotes_of
from bot.measure.progress import OnProgress
from bot.measure.sets import SetQuestion
from bot.model.errors import InputError
from bot.model.protocols import ArticleStore


async def run_answers(
    questions: Sequence[SetQuestion],
    service: AnswerService,
    store: ArticleStore,
    collection: str,
    on_progress: OnProgress | None = None,
) -> list[Outcome]:
    """One outcome per question, in order; `took_ms` is the wall time of the reply alone, checks not included.

    Questions do not overlap, so that each one's time is its own. `on_progress` hears how many are done of how many.
    """
    outcomes = []
    for done, question in enumerate(questions, start=1):
        begun = perf_counter()
        reply = await service.answer(question.question, now=question.now)
        took_ms = (perf_counter() - begun) * 1000
        texts = await store.texts(collection, sorted({quote.article_id for quote in quotes_of(reply)}))
        outcomes.append(compose_outcome(question, reply, texts, took_ms))
        if on_progress:
            on_progress(done, len(questions))
    return outcomes


def write_lines(path: Path, outcomes: Iterable[Outcome]) -> None:
    """One JSON object a line (see `outcome.line_of`). Raises InputError when the file cannot be written."""
    lines = (json.dumps(line_of(outcome), ensure_ascii=False) + "\n" for outcome in outcomes)
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
