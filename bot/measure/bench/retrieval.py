"""Our index beside peers, on the same passages and the same analysed terms: the ten best of each query."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bot.measure.bench.arguments import EVAL, Chosen, run_part
from bot.measure.bench.asked import Question, make_asked, read_asked
from bot.measure.bench.kept import Kept, keep_made, keep_set, say
from bot.measure.bench.part import Part, Plot, Table
from bot.measure.bench.peers import PEERS, K
from bot.measure.bench.rivals import OURS, Raced, race
from bot.measure.bench.zipf import describe_generator
from bot.measure.percentiles import percentile
from bot.measure.sets import read_set

SET = "news2022"
QUERIES, QUICK_QUERIES = 1000, 30
SECONDS, QUICK_SECONDS = 20.0, 0.3
"""Of queries, for each peer at each size."""
COLUMNS = ("", "p50, ms", "p99, ms", "queries", "resident, MB", "not of files, MB", "disk, MB", "build, s", "same hits")


class Race(NamedTuple):
    """All that could run on one collection."""

    name: str
    kept: Kept
    questions: int
    raced: list[Raced]


def measure(chosen: Chosen) -> Part:
    """Sizes by ascending, then the real articles where they are."""
    races = [
        _race(f"{size:,} passages", kept, make_asked(_count(chosen), kept), chosen) for size, kept in _keep(chosen)
    ]
    made = list(races)
    notes = [_explain()]
    if chosen.quick:
        notes.append(f"{SET} is left out of a quick run.")
    elif (EVAL / SET).is_dir():
        real = read_set(EVAL / SET)
        kept = keep_set(real, chosen.work)
        races.append(_race(f"{SET}, {kept.passages:,} passages", kept, read_asked(real, kept), chosen))
    else:
        notes.append(f"**Skipped: {SET}**, since {EVAL / SET} is not here.")
    notes += [
        f"Not installed, and so left out: {name} (`make bench` installs it)." for name in PEERS if not _is_here(name)
    ]
    return Part(
        name="retrieval",
        title="Retrieval beside its peers",
        inputs=describe_generator()
        | {"queries": f"{_count(chosen)} a size, or as many as {_seconds(chosen):g} s allow"},
        tables=tuple(_tabulate(one) for one in races),
        plots=(_plot(made, 0.5), _plot(made, 0.99)),
        notes=tuple(notes),
    )


def _count(chosen: Chosen) -> int:
    return QUICK_QUERIES if chosen.quick else QUERIES


def _seconds(chosen: Chosen) -> float:
    return QUICK_SECONDS if chosen.quick else SECONDS


def _keep(chosen: Chosen) -> Iterator[tuple[int, Kept]]:
    return ((size, keep_made(size, chosen.work)) for size in chosen.sizes)


def _race(name: str, kept: Kept, asked: Sequence[Question], chosen: Chosen) -> Race:
    raced = []
    with tempfile.TemporaryDirectory() as folder:
        terms = Path(folder) / "terms.json"
        terms.write_text(json.dumps([one.terms for one in asked]), encoding="utf-8")
        for peer in (OURS, *PEERS):
            most = None if peer == OURS else PEERS[peer].at_most
            if _is_here(peer) and (most is None or kept.passages <= most * 1.01):
                say(f"retrieval: {peer} over {name}")
                raced.append(race(peer, kept, terms, _seconds(chosen)))
    return Race(name, kept, len(asked), raced)


def _is_here(name: str) -> bool:
    wanted = {"bm25s-numba": ("bm25s", "numba"), "bm25s-numpy": ("bm25s",)}
    return all(find_spec(module) for module in wanted.get(name, ()))


def _tabulate(one: Race) -> Table:
    agreed = next((each.tops for each in one.raced if each.name == "tantivy"), [])
    rows = tuple(_row(each, agreed) for each in one.raced)
    return Table(caption=f"{one.name}, {one.questions} queries, {K} hits each", columns=COLUMNS, rows=rows)


def _row(raced: Raced, agreed: Sequence[Sequence[int]]) -> tuple[str, ...]:
    same = "" if raced.name == OURS else f"{_share(raced.tops, agreed):.2f}"
    return (
        f"{raced.name} {raced.version}".strip(),
        f"{percentile(raced.took, 0.5) or 0:.2f}",
        f"{percentile(raced.took, 0.99) or 0:.2f}",
        str(len(raced.took)),
        *("–" if one is None else f"{one:.0f}" for one in (raced.resident, raced.anonymous)),
        *("–" if one is None else f"{one:.1f}" for one in (raced.disk, raced.build)),
        same,
    )


def _share(tops: Sequence[Sequence[int]], agreed: Sequence[Sequence[int]]) -> float:
    """Of the hits that tantivy has, how many the other has too."""
    total = sum(map(len, agreed))
    return sum(len(set(one) & set(other)) for one, other in zip(tops, agreed, strict=False)) / total if total else 0.0


def _plot(races: Sequence[Race], share: float) -> Plot:
    names = dict.fromkeys(each.name for one in races for each in one.raced)
    series = {
        name: tuple(
            (float(one.kept.passages), percentile(each.took, share) or 0.0)
            for one in races
            for each in one.raced
            if each.name == name
        )
        for name in names
    }
    shown = f"p{share * 100:.0f}"
    return Plot(
        name=f"retrieval-{shown}",
        title=f"A query, {shown}",
        x="passages",
        y="milliseconds",
        series=series,
    )


def _explain() -> str:
    return (
        f"`{OURS}` is the bot's index on disk as it answers with it (four fields with their weights, dates, a "
        "vocabulary for spelling); its build is the whole ingestion: read, clean, cut, analyse, compare with what is "
        "stored, store, index. The peers index the analysed tokens alone, which are handed to them. Every one runs in "
        "a process of its own; memory is that process after its queries, Python included. `bm25s-numba` is compiled "
        "before the first query that counts. `same hits`: the share of bare tantivy's ten best that a peer finds too, "
        "which ties keep below 1. Of three rounds over the queries, as far as time allows them, the best time of each "
        "counts. Builds of what is kept on disk were timed when they were made."
    )


if __name__ == "__main__":
    run_part(__doc__, measure)
