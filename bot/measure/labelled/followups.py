"""Follow-ups: two questions in one place over the sample corpus, the second judged by what its answer quotes."""

from pathlib import Path

from bot.answer.service import AnswerService
from bot.measure.acceptance import AcceptanceQuestion, find_failure, read_acceptance
from bot.measure.labelled.result import Miss, Result, share
from bot.measure.labelled.speakers import LANGUAGES
from bot.model.article import PUBLIC, RawArticle
from bot.model.turn import Reply, Turn


async def run_followups(path: Path) -> Result:
    """`answered-right`: the share of the second questions whose answer holds the evidence, over all and by language.

    Raises InputError with file and line."""
    questions = read_acceptance(path)
    failures = {one.id: find_failure(one, reply) for one, reply in await _ask(questions)}
    measures = share(sum(not failure for failure in failures.values()), len(questions), "answered-right")
    for language in LANGUAGES:
        own = [failures[one.id] for one in questions if one.language == language]
        measures |= share(sum(not failure for failure in own), len(own), f"answered-right-{language}")
    misses = [Miss(key, _kind(failure), failure) for key, failure in failures.items() if failure]
    return Result(path.stem, len(questions), measures, misses)


def _kind(failure: str) -> str:
    if failure.startswith("abstained"):
        return "abstained"
    return "other sentences quoted" if failure.startswith("no quote") else failure.split(":", maxsplit=1)[0]


async def _ask(questions: tuple[AcceptanceQuestion, ...]) -> list[tuple[AcceptanceQuestion, Reply]]:
    from bot.app import read_found
    from bot.index.memory import MemoryIndex
    from bot.ingest.files import find_files
    from bot.ingest.service import ingest
    from bot.store.memory import MemoryStore
    from bot.text.resources import corpus_dir

    store, engine = MemoryStore(), MemoryIndex()
    found = read_found(find_files([corpus_dir()], 10_000_000), 10_000_000)
    await ingest([one for one in found if isinstance(one, RawArticle)], store=store, engine=engine, collection=PUBLIC)
    service = AnswerService(store, engine)
    replies = [(question, await ask_in_turn(service, question)) for question in questions]
    engine.close()
    await store.close()
    return replies


async def ask_in_turn(service: AnswerService, asked: AcceptanceQuestion) -> Reply:
    """The reply to a question, those before it asked first in the same place."""
    from datetime import UTC, datetime

    turns: list[Turn] = []
    for before in asked.before:
        reply = await service.answer(before, now=asked.now, turns=turns)
        turns.append(Turn(question=before, reply=reply, asked=asked.now or datetime.now(UTC)))
    return await service.answer(asked.question, now=asked.now, turns=turns)
