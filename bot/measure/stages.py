"""How long each step of an answer takes: processor time of the thread that does it, over a set's own index."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from time import thread_time
from types import ModuleType
from typing import ParamSpec, TypeVar

from bot.answer import asking, replying, service, weighing
from bot.answer.service import AnswerService
from bot.measure.percentiles import percentile
from bot.measure.replacing import replaced
from bot.measure.sets import choose_sample, read_set
from bot.measure.workspace import open_workspace
from bot.model.article import PUBLIC

STEPS: tuple[tuple[ModuleType, str], ...] = (
    (service, "compose_query"),
    (service, "add_voices"),
    (service, "make_term_table"),
    (service, "search_with_recent"),
    (weighing, "rank_passages"),
    (weighing, "score_candidates"),
    (weighing, "prefer_corrections"),
    (weighing, "prefer_speaker"),
    (weighing, "read_signals"),
    (weighing, "compose_signals"),
    (replying, "compose_claims"),
)
"""Functions that the modules of an answer call, in their order; where they are called, each is replaced."""
CHOOSING = "choose_claims"

Took = dict[str, list[float]]
P = ParamSpec("P")
R = TypeVar("R")


async def measure_stages(folder: Path, data_dir: Path, limit: int) -> str:
    """A Markdown table: median and 99th percentile in milliseconds a question, by step."""
    question_set = read_set(folder)
    workspace = await open_workspace(question_set, "disk", data_dir)
    asked = choose_sample(question_set.questions, limit)
    names = [name for _, name in STEPS] + [CHOOSING]
    took: Took = {name: [] for name in names}
    try:
        with timed(took):
            service = AnswerService(workspace.store, workspace.engine, PUBLIC)
            for question in asked:
                await service.answer(question.question, now=question.now)
        title = f"{len(asked)} questions over {len(workspace.engine)} passages of {question_set.name}, disk engine."
    finally:
        await workspace.close()
    rows = [f"| `{name}` | {_shown(took[name], 0.5)} | {_shown(took[name], 0.99)} |" for name in names]
    return "\n".join([title, "", "| step | median ms | p99 ms |", "|---|---|---|", *rows])


@contextmanager
def timed(took: Took) -> Iterator[None]:
    """Every step's times are kept, as long as the block lasts."""
    manner = weighing.ANSWER
    with ExitStack() as stack:
        for module, name in STEPS:
            stack.enter_context(replaced(module, name, _time(getattr(module, name), took[name])))
        chosen = _time(manner.choose, took[CHOOSING])
        stack.enter_context(replaced(asking, "ANSWER", manner._replace(choose=chosen)))
        yield


def _time(step: Callable[P, R], times: list[float]) -> Callable[P, R]:
    @wraps(step)
    def timed_step(*args: P.args, **options: P.kwargs) -> R:
        begun = thread_time()
        try:
            return step(*args, **options)
        finally:
            times.append((thread_time() - begun) * 1000)

    return timed_step


def _shown(times: list[float], share: float) -> str:
    found = percentile(times, share)
    return "-" if found is None else f"{found:.2f}"
