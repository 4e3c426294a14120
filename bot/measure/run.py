"""One run: a set, an engine, every question asked."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.answer.service import AnswerService
from bot.measure.answers import run_answers
from bot.measure.explaining import Explanation, explain
from bot.measure.measures import measure
from bot.measure.outcome import Outcome
from bot.measure.sets import QuestionSet, choose_sample
from bot.measure.workspace import EngineName, Workspace, open_workspace
from bot.model.article import PUBLIC
from bot.model.errors import InputError

if TYPE_CHECKING:
    from bot.measure.progress import Progress


class Run(NamedTuple):
    """What a report is made of. `build_s`: seconds that store and index took, None when they were kept from before."""

    set: str
    engine: str
    passages: int
    build_s: float | None
    outcomes: list[Outcome]

    def as_json(self) -> dict[str, object]:
        """The object that `--json` prints; measures that the set cannot give are left out."""
        return {
            "set": self.set,
            "engine": self.engine,
            "passages": self.passages,
            "build_s": None if self.build_s is None else round(self.build_s, 1),
            "questions": len(self.outcomes),
            "unanswerable": sum(outcome.question.unanswerable for outcome in self.outcomes),
            "measures": {name: round(value, 4) for name, value in measure(self.outcomes).items()},
        }


async def run_set(
    question_set: QuestionSet,
    engine: EngineName,
    data_dir: Path,
    progress: "Progress",
    *,
    limit: int | None = None,
    fresh: bool = False,
) -> Run:
    """Opens or builds the set's store and index (see `open_workspace`), asks at most `limit` of its questions."""
    workspace = await open_workspace(
        question_set, engine, data_dir, fresh=fresh, on_progress=progress.step(f"{question_set.name}: articles")
    )
    try:
        outcomes = await _ask(question_set, workspace, limit, progress)
        return Run(question_set.name, engine, len(workspace.engine), workspace.build_s, outcomes)
    finally:
        await workspace.close()


async def explain_question(
    question_set: QuestionSet, question_id: str, engine: EngineName, data_dir: Path, *, fresh: bool = False
) -> Explanation:
    """One question of a set, step by step. Raises InputError when the set has none of that id."""
    question = next((one for one in question_set.questions if one.id == question_id), None)
    if question is None:
        raise InputError(f"{question_set.name} has no question with the id {question_id!r}")
    workspace = await open_workspace(question_set, engine, data_dir, fresh=fresh)
    try:
        return await explain(question, AnswerService(workspace.store, workspace.engine), workspace.store, PUBLIC)
    finally:
        await workspace.close()


async def _ask(
    question_set: QuestionSet, workspace: Workspace, limit: int | None, progress: "Progress"
) -> list[Outcome]:
    questions = choose_sample(question_set.questions, limit)
    step = progress.step(f"{question_set.name}: questions")
    service = AnswerService(workspace.store, workspace.engine, PUBLIC)
    return await run_answers(questions, service, workspace.store, PUBLIC, step)
