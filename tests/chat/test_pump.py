"""Work taken as fast as it may be, done beside each other, within a bound."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.pump import Pump

LONG = 60.0
"""Seconds that no test waits for."""


class Work:
    """Pieces of work that wait, and what became of them. `gate` closed: nothing is brought to its end."""

    def __init__(self, *waiting: int) -> None:
        self.waiting = list(waiting)
        self.begun: list[int] = []
        self.done: list[int] = []
        self.most = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self._changed = asyncio.Condition()

    async def claim(self, free: int) -> Sequence[int]:
        """As from a database: it takes a moment."""
        await asyncio.sleep(0)
        taken, self.waiting = self.waiting[:free], self.waiting[free:]
        return taken

    async def do(self, one: int) -> None:
        self.begun.append(one)
        self.most = max(self.most, len(self.begun) - len(self.done))
        await self._tell()
        await self.gate.wait()
        self.done.append(one)
        await self._tell()

    async def until(self, check: Callable[[], bool]) -> None:
        async with asyncio.timeout(5), self._changed:
            await self._changed.wait_for(check)

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def make_pump(work: Work, *, slots: int = 2, idle: float = LONG) -> Pump[int]:
    return Pump("test", work.claim, work.do, slots=slots, idle=lambda: idle)


@asynccontextmanager
async def pumping(pump: Pump[int]) -> AsyncIterator[None]:
    loop = asyncio.create_task(pump.run())
    try:
        yield
    finally:
        await pump.finish(5)
        await loop


async def test_everything_that_waits_is_done_and_no_more_at_once_than_there_are_slots() -> None:
    work = Work(*range(10))
    work.gate.clear()
    async with pumping(make_pump(work, slots=3)):
        await work.until(lambda: len(work.begun) == 3)
        work.gate.set()
        await work.until(lambda: len(work.done) == 10)
    assert sorted(work.done) == list(range(10))
    assert work.most == 3


async def test_only_as_much_is_claimed_as_slots_are_free() -> None:
    work = Work(1, 2, 3)
    work.gate.clear()
    pump = make_pump(work, slots=2)
    async with pumping(pump):
        await work.until(lambda: len(work.begun) == 2)
        pump.wake()
        assert (work.waiting, pump.in_hand) == ([3], 2)
        work.gate.set()
        await work.until(lambda: len(work.done) == 3)
    assert pump.in_hand == 0


async def test_new_work_is_taken_at_once_when_it_is_called() -> None:
    work = Work(1)
    pump = make_pump(work)
    async with pumping(pump):
        await work.until(lambda: work.done == [1])
        work.waiting = [2]
        pump.wake()
        await work.until(lambda: work.done == [1, 2])


async def test_work_that_another_process_brought_is_found_without_a_call() -> None:
    work = Work(1)
    async with pumping(make_pump(work, idle=0.01)):
        await work.until(lambda: work.done == [1])
        work.waiting = [2]
        await work.until(lambda: work.done == [1, 2])


async def test_work_that_fails_is_logged_and_costs_nobody_else_anything(caplog: pytest.LogCaptureFixture) -> None:
    work = Work(*range(6))

    async def do(one: int) -> None:
        if one % 2:
            raise ZeroDivisionError(one)
        await work.do(one)

    async with pumping(Pump("test", work.claim, do, slots=2, idle=lambda: LONG)):
        await work.until(lambda: len(work.done) == 3)
    assert sorted(work.done) == [0, 2, 4]
    failures = [record.exc_info for record in caplog.records if record.levelno == logging.ERROR]
    assert [failure[0] for failure in failures if failure] == [ZeroDivisionError] * 3


async def test_claiming_that_fails_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    work, failures = Work(1), 2

    async def claim(free: int) -> Sequence[int]:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            pump.wake()
            raise OSError("database is locked")
        return await work.claim(free)

    pump = Pump("test", claim, work.do, slots=2, idle=lambda: LONG)
    async with pumping(pump):
        await work.until(lambda: work.done == [1])
    warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert [getattr(record, "reason", "") for record in warnings] == ["database is locked"] * 2


async def test_what_is_in_hand_is_brought_to_its_end_and_nothing_more_is_taken() -> None:
    work = Work(1, 2, 3)
    work.gate.clear()
    pump = make_pump(work, slots=2)
    loop = asyncio.create_task(pump.run())
    await work.until(lambda: len(work.begun) == 2)
    finishing = asyncio.create_task(pump.finish(5))
    await loop
    assert not finishing.done()
    work.gate.set()
    assert await finishing
    assert sorted(work.done) == [1, 2]
    assert work.waiting == [3]


async def test_what_takes_too_long_is_broken_off() -> None:
    work = Work(1)
    work.gate.clear()
    pump = make_pump(work)
    loop = asyncio.create_task(pump.run())
    await work.until(lambda: work.begun == [1])
    assert not await pump.finish(0.01)
    await loop
    assert (work.done, pump.in_hand) == ([], 0)


async def test_what_is_just_being_claimed_when_it_ends_is_still_done() -> None:
    """It is marked as taken by then: dropped here, nobody would do it."""
    work, claiming, answer = Work(1), asyncio.Event(), asyncio.Event()

    async def claim(free: int) -> Sequence[int]:
        taken = await work.claim(free)
        claiming.set()
        await answer.wait()
        return taken

    pump = Pump("test", claim, work.do, slots=2, idle=lambda: LONG)
    loop = asyncio.create_task(pump.run())
    await claiming.wait()
    finishing = asyncio.create_task(pump.finish(5))
    await asyncio.sleep(0)
    answer.set()
    assert await finishing
    assert work.done == [1]
    await loop


async def test_claiming_that_takes_too_long_does_not_hold_up_the_end() -> None:
    claiming = asyncio.Event()

    async def claim(_free: int) -> Sequence[int]:
        claiming.set()
        await asyncio.sleep(LONG)
        return []

    pump = Pump("test", claim, Work().do, slots=2)
    loop = asyncio.create_task(pump.run())
    await claiming.wait()
    async with asyncio.timeout(5):
        await pump.finish(0.01)
    loop.cancel()
    await asyncio.wait([loop])


async def test_at_the_very_end_it_may_still_take_what_there_is_at_that_moment() -> None:
    work = Work()
    pump = make_pump(work)
    loop = asyncio.create_task(pump.run())
    work.waiting = [1, 2, 3]
    assert await pump.finish(5, last=True)
    await loop
    assert sorted(work.done) == [1, 2]
    assert work.waiting == [3]


async def test_an_end_that_can_take_nothing_more_is_an_end(caplog: pytest.LogCaptureFixture) -> None:
    async def claim(_free: int) -> Sequence[int]:
        raise OSError("database is locked")

    pump = Pump("test", claim, Work().do, slots=2)
    loop = asyncio.create_task(pump.run())
    assert await pump.finish(5, last=True)
    await loop
    assert "no work could be taken" in caplog.text


async def test_it_ends_at_once_when_nothing_is_in_hand() -> None:
    work = Work()
    pump = make_pump(work)
    loop = asyncio.create_task(pump.run())
    assert await pump.finish(LONG)
    await loop


@given(st.integers(min_value=1, max_value=5), st.lists(st.integers(min_value=0, max_value=3), max_size=20))
@settings(deadline=None, max_examples=30)
def test_each_piece_is_done_once_whatever_they_take(slots: int, pauses: list[int]) -> None:
    async def run() -> None:
        work = Work(*range(len(pauses)))

        async def do(one: int) -> None:
            for _ in range(pauses[one]):
                await asyncio.sleep(0)
            await work.do(one)

        async with pumping(Pump("test", work.claim, do, slots=slots, idle=lambda: LONG)):
            await work.until(lambda: len(work.done) == len(pauses))
        assert sorted(work.done) == list(range(len(pauses)))
        assert work.most <= slots

    asyncio.run(run())
