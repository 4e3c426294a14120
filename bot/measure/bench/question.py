"""A question from text to rendered HTML, beside the bare tantivy query with the same terms in the same run."""

import asyncio
import gc
from collections.abc import Sequence
from time import perf_counter
from typing import Any, NamedTuple

from bot.app import Workspace, open_data
from bot.chat.render import render_reply
from bot.measure.bench.arguments import EVAL, SIZES, Chosen, run_part
from bot.measure.bench.asked import Question, make_asked, read_asked
from bot.measure.bench.kept import Kept, keep_made, keep_set, say
from bot.measure.bench.part import Goal, Part, Plot, Table
from bot.measure.bench.peers import Peer
from bot.measure.bench.rivals import build_peer
from bot.measure.bench.staging import NAMES, RENDERING, TOTAL, WHAT, Stopwatch, complete, timed_stages
from bot.measure.bench.zipf import describe_generator
from bot.measure.percentiles import percentile
from bot.measure.sets import read_set
from bot.model.answer import Abstention
from bot.text.messages import read_messages

SET = "news2022"
QUESTIONS, QUICK_QUESTIONS = 300, 20
TURN = 20
"""Questions in a row to the one, then the same to the other, so that both meet the same moments of the machine."""
REPEATS = 3
"""Rounds over all questions; of each question the best time of each counts, so that what others do on the machine
weighs little."""
LARGEST = SIZES[-1]
LIMIT, REAL_LIMIT, GROWTH = 6.0, 8.0, 10.0
"""Times bare tantivy, of the largest size and of the set; times a question over the smallest size."""


class Timed(NamedTuple):
    """Milliseconds, a question each: from text to HTML; the bare query with its terms; with all its words; by stage;
    what a first question pays."""

    name: str
    passages: int
    answers: list[float]
    bare: list[float]
    wordy: list[float]
    stages: list[dict[str, float]]
    abstained: int
    counting: float

    def ratio(self, share: float) -> float:
        """Of the percentiles."""
        return _of(self.answers, share) / _of(self.bare, share)


def measure(chosen: Chosen) -> Part:
    """Sizes ascending, then the real articles where they are."""
    timed, notes = [], [_explain()]
    for size in chosen.sizes:
        kept = keep_made(size, chosen.work)
        asked = make_asked(QUICK_QUESTIONS if chosen.quick else QUESTIONS, kept)
        timed.append(_time(f"{size:,}", kept, asked, chosen))
    made = list(timed)
    if chosen.quick:
        notes.append(f"{SET} is left out of a quick run.")
    elif (EVAL / SET).is_dir():
        real = read_set(EVAL / SET)
        kept = keep_set(real, chosen.work)
        timed.append(_time(SET, kept, read_asked(real, kept), chosen))
    else:
        notes.append(f"**Skipped: {SET}**, since {EVAL / SET} is not here.")
    return Part(
        name="question",
        title="A question, from text to HTML",
        inputs=describe_generator()
        | {"now": "the moment the newest article was published; of real questions their day"},
        tables=(_tabulate(timed), _tabulate_stages(timed, 0.5), _tabulate_stages(timed, 0.99)),
        goals=tuple(_judge(timed)),
        plots=(_plot(made), _plot_stages(made)),
        notes=tuple(notes),
    )


def _time(name: str, kept: Kept, asked: Sequence[Question], chosen: Chosen) -> Timed:
    say(f"question: {len(asked)} over {name}")
    peer, _ = build_peer("tantivy", kept.data_dir.parent)
    peer.open()
    return asyncio.run(_run(name, kept, asked, peer, 1 if chosen.quick else REPEATS))


async def _run(name: str, kept: Kept, asked: Sequence[Question], peer: Peer, repeats: int) -> Timed:
    watch = Stopwatch()
    answers, bare, wordy = [[float("inf")] * len(asked) for _ in range(3)]
    stages: list[dict[str, float]] = [{} for _ in asked]
    abstained: set[int] = set()
    async with open_data(kept.settings, agree=False) as workspace:
        asker = _Asker(workspace.service(), watch)
        with timed_stages(workspace.store, watch):
            for one in asked[:TURN]:
                await asker.ask(one)
            gc.collect()
            for start in [*range(0, len(asked), TURN)] * repeats:
                places = range(start, min(start + TURN, len(asked)))
                for place in places:
                    bare[place] = min(bare[place], _query(peer, asked[place].terms))
                for place in places:
                    wordy[place] = min(wordy[place], _query(peer, asked[place].words))
                for place in places:
                    took, by_stage, said = await asker.ask(asked[place])
                    if took < answers[place]:
                        answers[place], stages[place] = took, by_stage
                    abstained |= {place} if isinstance(said, Abstention) else set()
        return Timed(name, len(workspace.engine), answers, bare, wordy, stages, len(abstained), await _count(workspace))


async def _count(workspace: Workspace) -> float:
    """Milliseconds of what an answer keeps for five seconds: how much the collection holds, and of whom."""
    took = []
    for _ in range(REPEATS):
        began = perf_counter()
        await workspace.service().coverage()
        took.append((perf_counter() - began) * 1000)
    return min(took)


class _Asker:
    """As the chat asks: the use case, the heads that an abstention names, the pages."""

    def __init__(self, service: Any, watch: Stopwatch) -> None:
        self._service, self._watch = service, watch
        self._messages = read_messages("en")

    async def ask(self, one: Question) -> tuple[float, dict[str, float], Any]:
        """Milliseconds in all and by stage, and the reply."""
        self._watch.take()
        began = perf_counter()
        reply = await self._service.answer(one.text, now=one.now)
        heads = await self._service.heads(reply) if isinstance(reply, Abstention) else {}
        answered = perf_counter()
        pages = render_reply(reply, self._messages, asked=one.text, heads=heads)
        ended = perf_counter()
        assert pages
        took = self._watch.take() | {RENDERING: ended - answered}
        by_stage = complete(took, ended - began)
        return (ended - began) * 1000, {stage: 1000 * seconds for stage, seconds in by_stage.items()}, reply


def _query(peer: Peer, terms: Sequence[str]) -> float:
    began = perf_counter()
    peer.search(terms)
    return (perf_counter() - began) * 1000


def _of(values: Sequence[float], share: float) -> float:
    return percentile(values, share) or 0.0


def _tabulate(timed: Sequence[Timed]) -> Table:
    columns = ("passages", "questions", "abstained", "p50, ms", "p99, ms", "bare p50, ms", "bare p99, ms")
    rows = tuple(
        (
            one.name if one.name != SET else f"{SET}, {one.passages:,}",
            str(len(one.answers)),
            str(one.abstained),
            *(f"{_of(values, share):.2f}" for values in (one.answers, one.bare) for share in (0.5, 0.99)),
            *(f"{one.ratio(share):.1f}" for share in (0.5, 0.99)),
            f"{_of(one.wordy, 0.5):.2f}",
            f"{one.counting:.1f}",
        )
        for one in timed
    )
    return Table(
        caption="From text to HTML, and the bare tantivy query with the same terms",
        columns=(*columns, "p50 ratio", "p99 ratio", "all words, p50, ms", "count, ms"),
        rows=rows,
    )


def _tabulate_stages(timed: Sequence[Timed], share: float) -> Table:
    rows = tuple(
        (stage, WHAT[stage], *(f"{_of([each.get(stage, 0.0) for each in one.stages], share):.2f}" for one in timed))
        for stage in NAMES
    )
    return Table(
        caption=f"Where the time goes: p{share * 100:.0f} of every stage by itself, in milliseconds",
        columns=("stage", "what", *(one.name for one in timed)),
        rows=rows,
    )


def _judge(timed: Sequence[Timed]) -> list[Goal]:
    goals = []
    for one in timed:
        if one.name == SET:
            goals.append(_judge_one(one, 0.5, REAL_LIMIT))
        elif one.name == f"{LARGEST:,}":
            goals += [_judge_one(one, share, LIMIT) for share in (0.5, 0.99)]
            goals.append(_judge_growth(timed[0], one))
    return goals


def _judge_growth(small: Timed, large: Timed) -> Goal:
    grown = _of(large.answers, 0.5) / _of(small.answers, 0.5)
    return Goal(
        name=f"a question over {large.name} passages beside one over {small.name}, p50",
        value=f"{grown:.1f} times",
        wanted=f"far less than {large.passages // small.passages:,} times: at most {GROWTH:g}",
        reached=grown <= GROWTH,
        why="" if grown <= GROWTH else _blame(large, 0.5),
    )


def _judge_one(one: Timed, share: float, limit: float) -> Goal:
    found, took, bare = one.ratio(share), _of(one.answers, share), _of(one.bare, share)
    over = one.name if one.name == SET else f"{one.name} passages"
    wordy = f"; with all its words {took / _of(one.wordy, share):.1f} times" if one.name == SET else ""
    return Goal(
        name=f"a question over {over}, p{share * 100:.0f}",
        value=f"{found:.1f} times bare tantivy ({took:.1f} ms to {bare:.2f} ms){wordy}",
        wanted=f"at most {limit:g} times",
        reached=found <= limit,
        why="" if found <= limit else _blame(one, share),
    )


def _blame(one: Timed, share: float) -> str:
    spent = {stage: _of([each.get(stage, 0.0) for each in one.stages], share) for stage in NAMES if stage != TOTAL}
    most = sorted(spent, key=lambda stage: -spent[stage])[:4]
    return "most goes to " + ", ".join(f"{stage} ({spent[stage]:.1f} ms)" for stage in most)


def _plot(timed: Sequence[Timed]) -> Plot:
    def line(values: str, share: float) -> tuple[tuple[float, float], ...]:
        return tuple((float(one.passages), _of(getattr(one, values), share)) for one in timed)

    series = {
        f"{name}, p{share * 100:.0f}": line(values, share)
        for name, values in (("question to HTML", "answers"), ("bare tantivy", "bare"))
        for share in (0.5, 0.99)
    }
    return Plot(name="question", title="A question and the bare query", x="passages", y="milliseconds", series=series)


def _plot_stages(timed: Sequence[Timed]) -> Plot:
    series = {
        stage: tuple((float(one.passages), _of([each.get(stage, 0.0) for each in one.stages], 0.5)) for one in timed)
        for stage in NAMES
        if stage != TOTAL
    }
    return Plot(name="stages", title="Stages of a question, p50", x="passages", y="milliseconds", series=series)


def _explain() -> str:
    return (
        "`AnswerService.answer` and `render_reply` over the store and index on disk, one question after the other, as "
        "the chat calls them; the bare query is composed and searched in an index of one field in the same process. "
        f"Both take turns of {TURN} questions; of {REPEATS} rounds the best time of every question and of every query "
        "counts, so that what else runs on the machine weighs little. Stages are timed by wrapping the functions that "
        "the bot calls (`bot/measure/bench/staging.py`); their percentiles are each stage's own and do not add up. "
        "`all words`: the bare query with stop words and question words too, which the bot leaves out. "
        "`count`: what the first question in five seconds pays on top, since what the collection holds is counted then."
    )


if __name__ == "__main__":
    run_part(__doc__, measure)
