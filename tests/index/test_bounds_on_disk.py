"""The engine on disk leaves out what does not count in several ways; all find what the other engine finds."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.index.disk import DiskIndex
from bot.index.memory import MemoryIndex
from bot.index.tantivy_state import WIDER
from bot.index.weights import FieldWeights
from bot.model.hit import Entry
from bot.model.query import Query

from .build import ask, day, find_ids, make_entry

K = 10
WORDS = ("truce", "talk", "port", "grain", "mine", "ship", "tax", "vote", "snow", "rail")


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    chance = random.Random(8)
    return [_make_entry(number, chance) for number in range(900)]


def _make_entry(number: int, chance: random.Random) -> Entry:
    """A sixth have no date; the later a passage, the shorter it is, so that the best of all are late."""
    late = chance.randint(1, 28)
    body = " ".join(chance.choices(WORDS, k=4 + 2 * (28 - late)))
    published = None if chance.random() < 1 / 6 else day(late)
    return make_entry(number, body, title=chance.choice(WORDS), published=published, outlet=chance.choice("ABC"))


@pytest.fixture
def disk(entries: list[Entry], tmp_path: Path) -> Iterator[DiskIndex]:
    engine = DiskIndex(tmp_path / "index")
    for first in range(0, len(entries), 300):
        engine.update(entries[first : first + 300])
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def memory(entries: list[Entry]) -> MemoryIndex:
    engine = MemoryIndex()
    engine.update(entries)
    return engine


QUERIES = [
    ask("truce", "port", now=day(28)),
    ask("truce", "port", now=day(20)),
    ask("truce", [("mine", 1.0), ("grain", 0.5)], now=day(9)),
    ask("truce", now=day(1)),
    ask("truce", "vote", since=day(5), now=day(9)),
    ask("truce", "vote", since=day(20), until=day(25), now=day(22)),
    ask("snow", outlets=("A",), now=day(6)),
    ask("nowhere", since=day(2), now=day(9)),
    ask("snow", now=None),
]


@pytest.mark.parametrize("query", QUERIES)
def test_both_engines_find_the_same(disk: DiskIndex, memory: MemoryIndex, query: Query) -> None:
    wanted = find_ids(memory, query, K)
    assert find_ids(disk, query, K) == wanted
    find_ids(disk, ask("truce", now=day(1)), K)  # from now on more are fetched at once
    assert find_ids(disk, query, K) == wanted


def test_the_best_are_late_so_that_every_way_is_taken(memory: MemoryIndex) -> None:
    best = find_ids(memory, ask("truce"), K * WIDER)
    early = set(find_ids(memory, ask("truce", now=day(1)), 900))
    assert len(early.intersection(best)) < K, "the filter is used where too few of the best are early"


def test_a_field_that_weighs_nothing_still_finds(entries: list[Entry], tmp_path: Path) -> None:
    weights = FieldWeights(title=0.0, body=0.0)
    engine, other = DiskIndex(tmp_path / "index", weights), MemoryIndex(weights)
    for each in (engine, other):
        each.update(entries)
    query = ask("truce", since=day(3), now=day(9))
    assert find_ids(engine, query, K) == find_ids(other, query, K) != []
    engine.close()
