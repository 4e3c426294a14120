"""Each test of the contract runs once per engine."""

from collections.abc import Callable, Iterator

import pytest

from bot.index.disk import DiskIndex
from bot.index.memory import MemoryIndex
from bot.index.weights import DEFAULT_WEIGHTS, FieldWeights
from bot.model.protocols import IndexEngine

MakeEngine = Callable[[FieldWeights], IndexEngine]


@pytest.fixture(params=["memory", "disk"])
def make_engine(request: pytest.FixtureRequest) -> Iterator[MakeEngine]:
    """Makes empty engines with the weights given; they are closed after the test."""
    made: list[IndexEngine] = []

    def make(weights: FieldWeights) -> IndexEngine:
        made.append(MemoryIndex(weights) if request.param == "memory" else DiskIndex(None, weights))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture
def engine(make_engine: MakeEngine) -> IndexEngine:
    """An empty engine."""
    return make_engine(DEFAULT_WEIGHTS)
