"""Runs what a report holds: the sets of the floors file that are there, and the project's own."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bot.answer.service import AnswerService
from bot.measure.explaining import Explanation, explain
from bot.measure.floors import FloorRun, FloorsFile, StoryFloor
from bot.measure.labelled.kinds import KINDS, run_own
from bot.measure.labelled.result import Result, list_sets
from bot.measure.outcome import Outcome
from bot.measure.progress import OnProgress, Progress
from bot.measure.replies import answer_in_reply
from bot.measure.run import Run, run_set
from bot.measure.sets import SetQuestion, choose_sample, read_set
from bot.measure.stories import StoryRun, run_file, run_sample
from bot.measure.workspace import open_workspace
from bot.model.article import PUBLIC

MOST_EXPLAINED = 150
"""Misses of a set that are looked into: enough to tell where most are lost."""


class Measured(NamedTuple):
    """One set: its run, how many misses there were, and those that were looked into, in the set's order."""

    run: Run
    missed: int
    explained: Sequence[Explanation]

    @property
    def causes(self) -> Counter[str]:
        return Counter(one.lost.value for one in self.explained if one.lost)


class Collected(NamedTuple):
    """All that a report holds. `absent`: sets of the floors file that are not here."""

    sets: Sequence[Measured]
    stories: Sequence[tuple[str, StoryRun]]
    own: Sequence[Result]
    absent: Sequence[str]


async def collect(floors: FloorsFile, folder: Path, data_dir: Path, progress: Progress, limit: int | None) -> Collected:
    """Measures every set below `folder` that the floors file names; `limit` questions of each, all when None."""
    there = [run for run in floors.run if (folder / run.set).is_dir()]
    stories = [floor for floor in floors.stories if floor.set == "sample" or (folder / floor.set).is_file()]
    named = {run.set for run in floors.run} | {floor.set for floor in floors.stories}
    absent = sorted(named - {run.set for run in there} - {floor.set for floor in stories})
    sets = [await _measure(run, folder, data_dir, progress, limit) for run in there]
    return Collected(sets, [(floor.set, _run_stories(floor, folder)) for floor in stories], [], absent)


def collect_own() -> list[Result]:
    """The project's own labelled sets."""
    return [run_own(path.stem) for kind in KINDS for path in list_sets(kind)]


def _run_stories(floor: StoryFloor, folder: Path) -> StoryRun:
    return run_sample() if floor.set == "sample" else run_file(folder / floor.set)


async def _measure(
    floor_run: FloorRun, folder: Path, data_dir: Path, progress: Progress, limit: int | None
) -> Measured:
    questions = read_set(folder / floor_run.set)
    run = await run_set(questions, floor_run.engine, data_dir, progress, limit=limit or floor_run.limit)
    missed = [outcome.question for outcome in run.outcomes if is_missed(outcome)]
    workspace = await open_workspace(questions, floor_run.engine, data_dir)
    try:
        service = AnswerService(workspace.store, workspace.engine, PUBLIC)
        explained = await _explain_all(
            choose_sample(missed, MOST_EXPLAINED), service, progress.step(f"{run.set}: misses")
        )
    finally:
        await workspace.close()
    return Measured(run, len(missed), explained)


async def _explain_all(
    questions: Sequence[SetQuestion], service: AnswerService, on_progress: OnProgress
) -> list[Explanation]:
    explained = []
    for done, question in enumerate(questions, start=1):
        explained.append(await explain(question, service, service.store, PUBLIC))
        on_progress(done, len(questions))
    return explained


def is_missed(outcome: Outcome) -> bool:
    """Whether an answerable question got no quote that answers it, or an unanswerable one an answer."""
    if outcome.question.unanswerable:
        return not outcome.abstained
    return not answer_in_reply([outcome]) if outcome.question.answers else outcome.abstained
