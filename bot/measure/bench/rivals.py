"""One peer, or our own index, in a process of its own, so that its memory is its own: `python -m
bot.measure.bench.rivals NAME --kept FOLDER --terms FILE --seconds N` prints JSON."""

import argparse
import gc
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bot.index.disk import DiskIndex
from bot.measure.bench.kept import DONE, TOKENS, Kept
from bot.measure.bench.peers import PEERS, Found, K, Peer, find_version
from bot.measure.bench.process import find_memory, measure_disk
from bot.model.query import Query, Term, Variant

OURS = "briefing-bot"
WARM, FEWEST, ROUNDS = 10, 30, 3
"""Queries before the first that is timed; timed however long they take; times that each is asked."""


class Raced(NamedTuple):
    """`took`: milliseconds of each query, as far as time allowed; `tops`: passage numbers of the first queries.
    `build`: seconds; `disk`: MB; `resident`, `anonymous`: MB after the queries, Python included, and what Python and
    the imports alone take. None where it does not apply."""

    name: str
    version: str
    build: float | None
    disk: float | None
    resident: float | None
    anonymous: float | None
    took: list[float]
    tops: list[list[int]]


class Ours(Peer):
    """`DiskIndex` as the bot opens it: four fields, a vocabulary, dates; built by ingestion."""

    package = "tantivy"

    def build(self, tokens: Path) -> None:
        """It is there already."""

    def open(self) -> None:
        self._index = DiskIndex(self.folder)

    def search(self, terms: Sequence[str]) -> Found:
        query = Query(
            question="",
            language="en",
            terms=tuple(Term(text=t, kind="word", variants=(Variant(t, 1.0),)) for t in terms),
        )
        return self._index.search(query, K)

    def number(self, found: Found) -> list[int]:
        return [hit.passage_id for hit in found]


def race(name: str, kept: Kept, terms: Path, seconds: float) -> Raced:
    """Runs one in a new process; its error ends this one."""
    command = [sys.executable, "-m", "bot.measure.bench.rivals", name, "--kept", str(kept.data_dir.parent)]
    command += ["--terms", str(terms), "--seconds", str(seconds)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own words)
    return Raced(**json.loads(done.stdout))


def build_peer(name: str, kept: Path) -> tuple[Peer, float | None]:
    """The peer over what is kept in a folder of `kept.py`, and the seconds that building took, whenever that was."""
    if name == OURS:
        return Ours(kept / "data" / "index" / "public"), json.loads((kept / DONE).read_text("utf-8"))["seconds"]
    kind = PEERS[name]
    folder = kept / "peers" / f"{kind.package}-{find_version(kind)}"
    done, peer = folder / DONE, kind(folder)
    if kind.is_kept and done.is_file():
        return peer, json.loads(done.read_text("utf-8"))["seconds"]
    for path in folder.iterdir() if folder.exists() else ():
        path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    began = perf_counter()
    peer.build(kept / TOKENS)
    seconds = round(perf_counter() - began, 2)
    if kind.is_kept:
        done.write_text(json.dumps({"seconds": seconds}), encoding="utf-8")
    return peer, seconds


def time_queries(peer: Peer, asked: Sequence[Sequence[str]], seconds: float) -> list[float]:
    """Milliseconds of each, after some that are not timed; at least `FEWEST`, then as many as the time allows. Where
    it allows for all of them again, the best of up to `ROUNDS` counts, as what else runs on the machine weighs less."""
    for terms in asked[:WARM]:
        peer.search(terms)
    gc.collect()
    best: list[float] = []
    until = perf_counter() + seconds
    for place, terms in ((place, terms) for _ in range(ROUNDS) for place, terms in enumerate(asked)):
        if perf_counter() > until and len(best) >= min(FEWEST, len(asked)):
            break
        took = _time(peer, terms)
        best[place : place + 1] = [min([took, *best[place : place + 1]])]
    return best


def _time(peer: Peer, terms: Sequence[str]) -> float:
    began = perf_counter()
    peer.search(terms)
    return (perf_counter() - began) * 1000


def _run(name: str, kept: Path, terms: Path, seconds: float) -> Raced:
    asked = json.loads(terms.read_text(encoding="utf-8"))
    peer, built = build_peer(name, kept)
    peer.open()
    took = time_queries(peer, asked, seconds)
    memory = find_memory()
    return Raced(
        name,
        find_version(type(peer)) if name != OURS else "",
        built,
        measure_disk(peer.folder) if type(peer).is_kept else None,
        memory and memory.resident,
        memory and memory.anonymous,
        took,
        [peer.number(peer.search(each)) for each in asked[:FEWEST]],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=[OURS, *PEERS])
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--terms", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=10.0)
    chosen = parser.parse_args()
    print(json.dumps(_run(chosen.name, chosen.kept, chosen.terms, chosen.seconds)._asdict()))


if __name__ == "__main__":
    main()
