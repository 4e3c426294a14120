"""`docs/quality.md` as text: tables of every set, the picture, and the worst misses grouped by cause, by id alone.

Nothing of the question sets is copied: no question, no article, only ids.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.measure.explaining import Explanation, Step
from bot.measure.labelled.result import Result
from bot.measure.measures import MEASURES, measure
from bot.measure.quality.collecting import Collected, Measured
from bot.measure.report import render_number

WORST = 8
"""Ids shown of each cause."""
MEANINGS = {
    Step.INDEXED: "the named article is not there, or holds no accepted answer word for word",
    Step.RETRIEVED: "no passage that answers is among the hits that are considered",
    Step.RANKED: "it is, but not among the passages whose sentences compete",
    Step.ABSTAINED: "it was there, and the reply said that the articles do not say",
    Step.QUOTED: "its sentences competed, and others were quoted",
    Step.ANSWERED: "the articles do not say, and the reply answered",
}


def compose_report(collected: Collected, today: date, *, plot: str | None, limit: int | None = None) -> str:
    """The whole document; `plot`: the picture's address as seen from it, None when there is none. `limit`: how many
    questions of each set were asked, None when it was as many as its floors ask."""
    parts = [_opening(today, collected, limit), *_questions(collected.sets), *_picture(plot), *_misses(collected.sets)]
    return "\n".join([*parts, *_stories(collected), *_own(collected.own)]).rstrip() + "\n"


def _opening(today: date, collected: Collected, limit: int | None) -> str:
    lines = [
        "# Quality",
        "",
        f"Written by `briefing-bot measure report` on {today.isoformat()}. What the measures mean stands in the",
        "[README](../README.md#how-good-it-is); questions and misses are named by their ids only.",
        "",
    ]
    if limit:
        lines += [f"**Only {limit} questions of each set were asked:** these figures are a look, not a measure.", ""]
    if collected.absent:
        lines += [f"Not here, and so not measured: {', '.join(collected.absent)}.", ""]
    return "\n".join(lines)


def _questions(sets: Sequence[Measured]) -> Iterator[str]:
    if not sets:
        return
    measured = {one.run.set: measure(one.run.outcomes) for one in sets}
    yield "## Question sets\n"
    yield _row(["measure", *measured])
    yield _row(["---"] * (len(measured) + 1))
    yield _row(["engine", *(one.run.engine for one in sets)])
    yield _row(["questions", *(str(len(one.run.outcomes)) for one in sets)])
    yield _row(["unanswerable", *(str(sum(each.question.unanswerable for each in one.run.outcomes)) for one in sets)])
    yield _row(["passages", *(str(one.run.passages) for one in sets)])
    for name in MEASURES:
        if any(name in values for values in measured.values()):
            yield _row([f"`{name}`", *(_number(name, values.get(name)) for values in measured.values())])
    yield ""


def _picture(plot: str | None) -> Iterator[str]:
    yield "## Answered against refused\n"
    if plot is None:
        yield "No set at hand has unanswerable questions.\n"
        return
    yield "Each point of a line is a threshold of the confidence; the dot is the one in use.\n"
    yield f"![Share of answerable questions answered against share of unanswerable ones refused]({plot})\n"


def _misses(sets: Sequence[Measured]) -> Iterator[str]:
    if not sets:
        return
    yield "## Where questions are lost\n"
    yield _row(["lost", "means", *(one.run.set for one in sets)])
    yield _row(["---"] * (len(sets) + 2))
    for step in Step:
        yield _row([step.value, MEANINGS[step], *(str(one.causes[step.value]) for one in sets)])
    looked = (f"{len(one.explained)} of {one.missed}" for one in sets)
    yield _row(["looked into, of all missed", "", *looked])
    yield "\n`briefing-bot measure explain ID --set FOLDER` shows every step of one question. The worst by cause:\n"
    for one in sets:
        yield f"### {one.run.set}\n"
        yield from _worst(one.explained)
        yield ""


def _worst(explained: Sequence[Explanation]) -> Iterator[str]:
    """By cause, those whose confidence was furthest on the wrong side first."""
    for step in Step:
        own = [one for one in explained if one.lost is step]
        own.sort(key=lambda one: (one.confidence if step is Step.ABSTAINED else -one.confidence, one.question.id))
        if own:
            ids = ", ".join(f"`{one.question.id}` ({one.confidence:.2f})" for one in own[:WORST])
            yield f"- **{step.value}** ({len(own)}): {ids}"


def _stories(collected: Collected) -> Iterator[str]:
    if not collected.stories:
        return
    yield "## Stories\n"
    yield _row(["set", "articles", "precision", "recall", "F1"])
    yield _row(["---"] * 5)
    for name, run in collected.stories:
        yield _row([name, str(len(run.labelled)), *(f"{value:.3f}" for value in run.score)])
    yield ""


def _own(results: Sequence[Result]) -> Iterator[str]:
    yield "## Speakers, claims and follow-ups\n"
    yield (
        "Labelled sets of this project's own words (`bot/measure/labelled/`); `-check` was written after the rest, "
        "`-fresh` after that.\n"
    )
    yield _row(["set", "cases", "measure", "value"])
    yield _row(["---"] * 4)
    for result in results:
        for name, value in result.measures.items():
            yield _row([result.set, str(result.cases), f"`{name}`", f"{value:.3f}"])
    yield ""
    for result in results:
        yield from _own_misses(result)


def _own_misses(result: Result) -> Iterator[str]:
    kinds: dict[str, list[str]] = {}
    for miss in result.misses:
        kinds.setdefault(miss.kind, []).append(miss.id)
    for kind, ids in sorted(kinds.items(), key=lambda item: -len(item[1])):
        yield f"- {result.set}, {kind} ({len(ids)}): {', '.join(f'`{each}`' for each in ids[:WORST])}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _number(name: str, value: float | None) -> str:
    return "-" if value is None else render_number(name, value)
