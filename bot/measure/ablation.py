"""What each part of ranking, sentences and confidence gives: every question set asked without it, one part at a time.

`python -m bot.measure.ablation --sets ../shared/eval --out docs/quality-ablation.md`
"""

import asyncio
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, NamedTuple

import typer

from bot.answer import attribution, candidates, confidence, freshness, ranking, selection, terms, weighing
from bot.answer.service import AnswerService
from bot.measure.answers import run_answers
from bot.measure.measures import measure
from bot.measure.outcome import Outcome
from bot.measure.replacing import replaced
from bot.measure.sets import SetQuestion, choose_sample, read_set
from bot.measure.stages import measure_stages
from bot.measure.workspace import open_workspace
from bot.model.article import PUBLIC
from bot.model.protocols import ArticleStore
from bot.settings import default_data_dir

SETS = ("news2022", "squad2", "xquad-en", "xquad-ru")
UNANSWERABLE = frozenset({"news2022", "squad2"})
SHOWN = ("hit@4-strict", "mrr@10-strict", "answer-in-reply", "auroc", "refused-at-90")


class Part(NamedTuple):
    """One part and what takes it out: (module, attribute, value without it)."""

    name: str
    without: tuple[tuple[ModuleType, str, object], ...]


def list_parts() -> list[Part]:
    """Every part, in the order of a question's walk."""
    weights = [
        *(("passages", ranking, name) for name in dir(ranking) if name.startswith("W_")),
        *(("sentences", candidates, name) for name in dir(candidates) if name.startswith("W_")),
    ]
    return [
        Part("question: words of one root", ((terms, "find_kin", _no_kin),)),
        Part("passages of the last days", ((freshness, "RECENT_HITS", 0),)),
        *(Part(f"{kind}: {name[2:].lower()}", ((module, name, 0.0),)) for kind, module, name in weights),
        Part("sentences: of whom the question asks", ((attribution, "W_SPEAKER", 0.0), (attribution, "W_ACT", 0.0))),
        Part("quotes: the sentence beside", ((selection, "find_gap", _no_gap),)),
        Part("confidence: one curve for all", ((confidence, "LIVE", confidence.ARCHIVE),)),
        *(_without_signal(name) for name in sorted({*confidence.ARCHIVE, *confidence.LIVE} - {"bias"})),
    ]


def _no_gap(_groups: object, _candidate: object) -> None:
    return None


def _no_kin(_word: object, _language: str, _engine: object) -> list[str]:
    return []


def _is_confidence(part: Part | None) -> bool:
    """Confidence is judged where something cannot be answered."""
    return part is not None and part.name.startswith("confidence")


class Forced(NamedTuple):
    """Outcomes of which none abstained for want of confidence, and the signals of each; None where none were read."""

    outcomes: list[Outcome]
    signals: list[dict[str, float] | None]


async def answer_all(questions: Sequence[SetQuestion], service: AnswerService, store: ArticleStore) -> Forced:
    """What would be quoted were nothing too unsure: no signal changes which sentences are chosen."""
    forced = Forced([], [])
    for question in questions:
        heard: list[dict[str, float]] = []
        with ExitStack() as stack:
            stack.enter_context(replaced(weighing, "read_signals", _heard_by(heard)))
            stack.enter_context(replaced(weighing, "THRESHOLD", 0.0))
            forced.outcomes.extend(await run_answers([question], service, store, PUBLIC))
        forced.signals.append((heard[-1] or None) if heard else None)
    return forced


def _heard_by(heard: list[dict[str, float]]) -> Callable[..., dict[str, float]]:
    read = confidence.read_signals

    def read_and_keep(*args: Any, **options: Any) -> dict[str, float]:
        heard.append(read(*args, **options))
        return heard[-1]

    return read_and_keep


def judge_again(forced: Forced) -> list[Outcome]:
    """The outcomes as the curves that hold now would have them."""
    judged = []
    for outcome, signals in zip(forced.outcomes, forced.signals, strict=True):
        if signals is None or not outcome.confidence:
            judged.append(outcome)
            continue
        sure = confidence.weigh_signals(signals)
        unsure = sure < confidence.THRESHOLD
        quotes = () if unsure else outcome.quotes
        judged.append(
            outcome._replace(
                confidence=sure, abstained=unsure or outcome.abstained, quotes=quotes, verbatim=len(quotes)
            )
        )
    return judged


def _without_signal(name: str) -> Part:
    curves = (("ARCHIVE", confidence.ARCHIVE), ("LIVE", confidence.LIVE))
    return Part(f"confidence: {name}", tuple((confidence, curve, _drop(weights, name)) for curve, weights in curves))


def _drop(weights: Mapping[str, float], name: str) -> dict[str, float]:
    return {key: value for key, value in weights.items() if key != name}


@contextmanager
def taken_out(part: Part | None) -> Iterator[None]:
    """The program without the part, as long as the block lasts; None: the whole program."""
    with ExitStack() as stack:
        for module, name, value in part.without if part else ():
            stack.enter_context(replaced(module, name, value))
        yield


def is_other_half(question: SetQuestion) -> bool:
    """The half that choosing did not look at: by the gold article's title, or the week it was asked, or its id."""
    key = question.gold_articles[0] if question.gold_articles else str(question.asked or question.id)
    return bool(zlib.crc32(key.encode()) & 1)


async def run_part(
    folder: Path, data_dir: Path, parts: Sequence[Part | None], limit: int, *, other: bool
) -> list[dict[str, float]]:
    """The measures of one set for each part taken out, in order; the index is opened once. `other`: of which half."""
    question_set = read_set(folder)
    asked = choose_sample([one for one in question_set.questions if is_other_half(one) is other], limit)
    workspace = await open_workspace(question_set, "disk", data_dir)
    service = AnswerService(workspace.store, workspace.engine, PUBLIC)
    found = []
    try:
        await run_answers(asked[:20], service, workspace.store, PUBLIC)  # caches are warm for all alike
        forced = await answer_all(asked, service, workspace.store) if folder.name in UNANSWERABLE else Forced([], [])
        for part in parts:
            with taken_out(part):
                if not _is_confidence(part):
                    found.append(measure(await run_answers(asked, service, workspace.store, PUBLIC)))
                else:
                    found.append(measure(judge_again(forced)) if forced.outcomes else {})
    finally:
        await workspace.close()
    return found


def render_table(parts: Sequence[Part | None], measured: Mapping[str, Sequence[Mapping[str, float]]]) -> str:
    """Markdown: a line a part, the first being the whole program, then what it loses without the part."""
    columns = [(name, shown) for name in measured for shown in SHOWN if shown in measured[name][0]]
    head = "| without | " + " | ".join(f"{name} {shown}" for name, shown in columns) + " |"
    lines = [head, "|---|" + "---|" * len(columns)]
    for number, part in enumerate(parts):
        cells = [_cell(measured[name][number].get(shown), measured[name][0][shown], part) for name, shown in columns]
        lines.append(f"| {part.name if part else '(nothing)'} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(value: float | None, whole: float, part: Part | None) -> str:
    if value is None:
        return ""
    if part is None:
        return f"{value:.3f}"
    change = round(value - whole, 3)
    return f"{change:+.3f}" if change else "·"


def main(
    sets: Annotated[Path, typer.Option(help="Folder that holds the sets.")],
    out: Annotated[Path, typer.Option(help="The report to write.")],
    data_dir: Annotated[Path | None, typer.Option(help="Where the indexes of the sets are kept.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many questions a set, spread evenly.")] = 300,
) -> None:
    """Asks both halves of every set, the whole program first, then without each part; writes a report."""
    kept = data_dir or default_data_dir()
    parts: list[Part | None] = [None, *list_parts()]
    chosen, reported = (
        render_table(
            parts, {name: asyncio.run(run_part(sets / name, kept, parts, limit, other=other)) for name in SETS}
        )
        for other in (False, True)
    )
    stages = asyncio.run(measure_stages(sets / SETS[0], kept, limit))
    report = _REPORT.format(limit=limit, chosen=chosen, reported=reported, stages=stages)
    out.write_text(report, encoding="utf-8")


_REPORT = """# What each part gives

Written by `python -m bot.measure.ablation`. The first line is the whole program; each other line is what changes when
one part is taken out: a minus says that the part pays. At most {limit} questions a set and half; differences of a few
thousandths are one question. "Passages" are weights of `answer/ranking.py`, "sentences" of `answer/candidates.py` and
`answer/attribution.py`, "confidence" signals of `answer/confidence.py`.

## On the half that was not chosen by

{reported}

## On the half that was

What pays here, or guards questions of the sample ([quality-tried.md](quality-tried.md)), stays.

{chosen}

## What each step costs

{stages}
"""

if __name__ == "__main__":
    typer.run(main)
