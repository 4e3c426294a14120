"""`briefing-bot measure answers`, `briefing-bot measure stories` and `briefing-bot measure floors`."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.shared import FAILED, guarded, start
from bot.settings import EngineName

if TYPE_CHECKING:
    from bot.measure.floors import FloorRun, StoryFloor, Verdict
    from bot.measure.run import Run
    from bot.measure.stories import StoryRun

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="Measure the answers on question sets."
)

DEFAULT_SETS = Path("..") / "shared" / "eval"
"""Where the evaluation sets lie beside a checkout."""

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
    """Put labelled articles into stories and print B-cubed precision, recall and F1."""
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
def floors(
    file: Annotated[Path | None, typer.Option(help="Floors file; the project's own when not given.")] = None,
    sets: Annotated[Path, typer.Option(help="Folder that holds the sets.")] = DEFAULT_SETS,
    fresh: Fresh = False,
) -> None:
    """Run the sets of a floors file; exit status 1 when a measure falls below its floor."""
    from bot.measure.floors import FILE, read_floors

    read = read_floors(file or FILE)
    if not sets.is_dir():
        typer.echo(f"skipped: the sets are not here ({sets} is no folder), no floor was checked")
        return
    verdicts = [verdict for run in read.run for verdict in _judge(run, sets, fresh)]
    verdicts += [verdict for floor in read.stories for verdict in _judge_stories(floor, sets)]
    _print_verdicts(verdicts)
    if not all(verdict.ok for verdict in verdicts):
        raise typer.Exit(FAILED)


def _judge(floor_run: "FloorRun", sets: Path, fresh: bool) -> "list[Verdict]":
    from bot.measure.floors import compare
    from bot.measure.measures import measure

    run = _run(sets / floor_run.set, floor_run.engine, floor_run.limit, fresh)
    return compare(floor_run, measure(run.outcomes))


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

    make_console().print(render_stories(run))


def _print_verdicts(verdicts: "list[Verdict]") -> None:
    from bot.measure.report import render_verdicts
    from bot.terminal import make_console

    make_console().print(render_verdicts(verdicts))
