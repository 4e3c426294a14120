"""The collector of a serving process leaves alone what the start has loaded."""

import asyncio
import gc
from collections.abc import Iterator

import pytest

from bot.commands.sparing import spare_collector


@pytest.fixture
def unfrozen() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("unfrozen")
async def test_what_is_there_at_the_start_is_spared() -> None:
    kept = [[number] for number in range(1000)]
    sparing = asyncio.create_task(spare_collector())
    await asyncio.sleep(0.01)
    assert gc.get_freeze_count() >= len(kept)
    assert not sparing.done(), "what the first questions load is still to come"
    sparing.cancel()
