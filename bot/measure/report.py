"""Tables for a terminal: what was measured, and which floors were kept."""

from collections.abc import Iterable

from rich.table import Table

from bot.measure.bcubed import BCubed
from bot.measure.explaining import Explanation
from bot.measure.floors import Verdict
from bot.measure.labelled.result import Result
from bot.measure.measures import LESS_IS_BETTER, measure
from bot.measure.run import Run
from bot.measure.stories import StoryRun
from bot.terminal import one_line


def render_run(run: Run) -> Table:
    """Every measure of a run, one a line, in the order of `MEASURES`."""
    table = Table()
    table.add_column("measure")
    table.add_column("value", justify="right")
    for name, value in measure(run.outcomes).items():
        table.add_row(name, render_number(name, value))
    return table


def render_title(run: Run) -> str:
    """The set, the engine and how much was asked of how much."""
    built = "kept from before" if run.build_s is None else f"built in {run.build_s:.1f} s"
    return f"{run.set}, {run.engine}: {len(run.outcomes)} questions, {run.passages} passages ({built})"


def render_stories(run: StoryRun, arriving: BCubed) -> Table:
    """B-cubed precision, recall and F1, the same of articles that arrive a few at a time, and how many stories were
    found and labelled."""
    scores = {"b-cubed": run.score, "arriving": arriving}
    rows = {f"{of}-{name}": f"{value:.3f}" for of, one in scores.items() for name, value in one._asdict().items()}
    rows |= {"articles": str(len(run.labelled)), "stories-found": str(len(set(run.found.values())))}
    rows["stories-labelled"] = str(len(set(run.labelled.values())))
    table = Table()
    table.add_column("measure")
    table.add_column("value", justify="right")
    for name, value in rows.items():
        table.add_row(name, value)
    return table


def render_result(result: Result) -> Table:
    """Every measure of one of the project's own sets, and below them what was missed."""
    table = Table(title=f"{result.set}: {result.cases} cases", title_justify="left")
    table.add_column("measure")
    table.add_column("value", justify="right")
    for name, value in result.measures.items():
        table.add_row(name, f"{value:.3f}")
    for miss in result.misses:
        table.add_row(f"{miss.id}: {miss.kind}", one_line(miss.note), style="dim")
    return table


def render_explanation(explanation: Explanation) -> Table:
    """Each step of an answer, whether what was wanted got past it, and the signs of the confidence."""
    question = explanation.question
    lost = "not lost" if explanation.lost is None else f"lost: {explanation.lost.value}"
    table = Table(title=f"{question.id}: {one_line(question.question)}\n{lost}", title_justify="left")
    for name in ("step", "", "what was seen"):
        table.add_column(name)
    for check in explanation.checks:
        passed = {True: "passed", False: "LOST", None: "unknown"}[check.passed]
        table.add_row(check.step.value, passed, one_line(check.detail), style=None if check.passed else "bold red")
    for signal in explanation.signals:
        table.add_row(f"sign: {signal.name}", f"{signal.worth:+.2f}", f"value {signal.value:.2f}", style="dim")
    return table


def render_verdicts(verdicts: Iterable[Verdict]) -> Table:
    """One line per floor: the set, the engine, the measure, what it must reach, what it reached."""
    table = Table()
    for name in ("set", "engine", "measure"):
        table.add_column(name)
    for name in ("floor", "value"):
        table.add_column(name, justify="right")
    table.add_column("")
    for verdict in verdicts:
        table.add_row(*_cells(verdict), style=None if verdict.ok else "bold red")
    return table


def render_number(name: str, value: float) -> str:
    """Shares with three decimals; counts, characters and milliseconds with one."""
    return f"{value:.1f}" if name in LESS_IS_BETTER else f"{value:.3f}"


def _cells(verdict: Verdict) -> list[str]:
    sign = "≤" if verdict.measure in LESS_IS_BETTER else "≥"
    value = "-" if verdict.value is None else render_number(verdict.measure, verdict.value)
    floor = f"{sign} {render_number(verdict.measure, verdict.floor)}"
    return [verdict.set, verdict.engine, verdict.measure, floor, value, "ok" if verdict.ok else "BELOW"]
