"""`briefing-bot measure answers`, `stories`, `own`, `explain`, `report` and `floors`."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.shared import FAILED, guarded, start
from bot.settings import EngineName

if TYPE_CHECKING:
    from bot.measure.floors import FloorRun, OwnFloor, StoryFloor, Verdict
    from bot.measure.run import Run
    from bot.measure.stories import StoryRun

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="Measure the answers on question sets."
)

DEFAULT_SETS = Path("..") / "shared" / "eval"
"""Where the evaluation sets lie beside a checkout."""

DEFAULT_REPORT = Path("docs") / "quality.md"

Fresh = Annotated[bool, typer.Option("--fresh", help="Build the kept index of the set anew.")]


@app.command()
@guarded
def answers(
    folder: Annotated[Path, typer.Option("--set", help="Folder with articles.jsonl[.gz] and questions.jsonl.")],
    engine: Annotated[EngineName | None, typer.Option(help="Index engine; BRIEFING_INDEX_ENGINE, else disk.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask so many questions, spread evenly.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write one JSON object a question to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
    fresh: Fresh = False,
) -> None:
    """Ask every question of a set and print its measures."""
    from bot.measure.answers import write_lines

    run = _run(folder, engine, limit, fresh)
    if out is not None:
        write_lines(out, run.outcomes)
    if as_json:
        typer.echo(json.dumps(run.as_json(), ensure_ascii=False))
    else:
        _print_run(run)


@app.command()
@guarded
def stories(
    file: Annotated[Path | None, typer.Option("--set", help="Labelled articles: id, text, story a line.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="The sample corpus and its labels.")] = False,
    out: Annotated[Path | None, typer.Option(help='Write a line {"id", "story"} an article to this file.')] = None,
) -> None:
    """Put labelled articles into stories and print B-cubed precision, recall and F1: of all at once, as --out writes
    them, and of articles that arrive a few at a time, by date."""
    from bot.measure.stories import run_file, run_sample, write_stories
    from bot.model.errors import InputError

    if (file is None) != sample:
        raise InputError("give either --set FILE or --sample")
    run = run_sample() if file is None else run_file(file)
    if out is not None:
        write_stories(out, run)
    _print_stories(run)


@app.command()
@guarded
def own(
    name: Annotated[
        str | None, typer.Argument(help="speakers, claims, followups, or one with -check; else all.")
    ] = None,
) -> None:
    """Measure the project's own labelled sets: who speaks, which claims are one, follow-ups."""
    from bot.measure.labelled.kinds import run_own
    from bot.measure.quality.collecting import collect_own
    from bot.measure.report import render_result
    from bot.terminal import make_console

    start()
    for result in [run_own(name)] if name else collect_own():
        make_console().print(render_result(result))


@app.command()
@guarded
def explain(
    question_id: Annotated[str, typer.Argument(metavar="ID", help="The question's id.")],
    folder: Annotated[Path, typer.Option("--set", help="Folder with articles.jsonl[.gz] and questions.jsonl.")],
    engine: Annotated[EngineName | None, typer.Option(help="Index engine; BRIEFING_INDEX_ENGINE, else disk.")] = None,
    fresh: Fresh = False,
) -> None:
    """Show at which step a question was lost: indexed, retrieved, ranked, abstained from, quoted."""
    from bot.measure.report import render_explanation
    from bot.measure.run import explain_question
    from bot.measure.sets import read_set
    from bot.terminal import make_console

    settings = start()
    chosen = engine or settings.index_engine or "disk"
    found = asyncio.run(explain_question(read_set(folder), question_id, chosen, settings.data_dir, fresh=fresh))
    make_console().print(render_explanation(found))


@app.command()
@guarded
def report(
    sets: Annotated[Path, typer.Option(help="Folder that holds the sets.")] = DEFAULT_SETS,
    out: Annotated[Path, typer.Option(help="The document; its picture is written beside it.")] = DEFAULT_REPORT,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask so many questions a set, spread evenly.")] = None,
    head: Annotated[
        Path | None, typer.Option(help="File of the head lines that /quality shows; the program's own.")
    ] = None,
) -> None:
    """Measure everything and write docs/quality.md, its picture, and the head lines for /quality in the chat."""
    from bot.measure.floors import FILE, read_floors
    from bot.measure.quality.reporting import write_report
    from bot.text.resources import QUALITY

    settings = start()
    written = write_report(read_floors(FILE), sets, settings.data_dir, out, head or QUALITY, limit)
    for path in written:
        typer.echo(f"wrote {path}")


@app.command()
@guarded
def floors(
    file: Annotated[Path | None, typer.Option(help="Floors file; the project's own when not given.")] = None,
    sets: Annotated[Path, typer.Option(help="Folder that holds the sets.")] = DEFAULT_SETS,
    fresh: Fresh = False,
) -> None:
    """Run the sets of a floors file; exit status 1 when a measure falls below its floor."""
    from bot.measure.floors import FILE, read_floors

    read = read_floors(file or FILE)
    verdicts = [verdict for floor in read.own for verdict in _judge_own(floor)]
    if sets.is_dir():
        verdicts += [verdict for run in read.run for verdict in _judge(run, sets, fresh)]
        verdicts += [verdict for floor in read.stories for verdict in _judge_stories(floor, sets)]
    else:
        checked = "only the project's own sets were checked" if verdicts else "no floor was checked"
        typer.echo(f"skipped: the sets are not here ({sets} is no folder), {checked}")
    if verdicts:
        _print_verdicts(verdicts)
    if not all(verdict.ok for verdict in verdicts):
        raise typer.Exit(FAILED)


def _judge(floor_run: "FloorRun", sets: Path, fresh: bool) -> "list[Verdict]":
    from bot.measure.floors import compare
    from bot.measure.measures import measure

    run = _run(sets / floor_run.set, floor_run.engine, floor_run.limit, fresh)
    return compare(floor_run, measure(run.outcomes))


def _judge_own(floor: "OwnFloor") -> "list[Verdict]":
    from bot.measure.floors import Verdict
    from bot.measure.labelled.kinds import run_own

    measured = run_own(floor.set).measures
    return [Verdict(floor.set, "-", name, least, measured.get(name)) for name, least in floor.floors.items()]


def _judge_stories(floor: "StoryFloor", sets: Path) -> "list[Verdict]":
    from bot.measure.floors import Verdict
    from bot.measure.stories import F1, run_file, run_sample

    run = run_sample() if floor.set == "sample" else run_file(sets / floor.set)
    return [Verdict(floor.set, "-", F1, floor.f1, run.score.f1)]


def _run(folder: Path, engine: EngineName | None, limit: int | None, fresh: bool) -> "Run":
    from bot.measure.progress import Progress
    from bot.measure.run import run_set
    from bot.measure.sets import read_set

    settings = start()
    chosen = engine or settings.index_engine or "disk"
    with Progress() as progress:
        return asyncio.run(run_set(read_set(folder), chosen, settings.data_dir, progress, limit=limit, fresh=fresh))


def _print_run(run: "Run") -> None:
    from bot.measure.report import render_run, render_title
    from bot.terminal import make_console

    make_console().print(render_title(run), render_run(run), sep="\n")


def _print_stories(run: "StoryRun") -> None:
    from bot.measure.report import render_stories
    from bot.terminal import make_console

    make_console().print(render_stories(run, run.score_arriving()))


def _print_verdicts(verdicts: "list[Verdict]") -> None:
    from bot.measure.report import render_verdicts
    from bot.terminal import make_console

    make_console().print(render_verdicts(verdicts))
