"""Any sequence of adding, claiming, finishing and crashing, beside a model in plain dicts that says what must happen.

The model is exact: what a claim must give, and how many are in each state. So no update is lost, none is done twice,
and the order of a place holds, whatever comes in between.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.model.delivery import DeliveryState, Priority
from bot.model.place import Place
from bot.model.update import UpdateState
from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.store.chat.samples import after, lay_empty, outgoing, turn, update

T = TypeVar("T")
PLACES = (Place(chat_id=1), Place(chat_id=-2), Place(chat_id=-2, thread_id=3))
WORN = 2


class _Machine(RuleBasedStateMachine):
    """A store on a file of its own, reopened after every crash."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._file = lay_empty(Path(self._folder.name) / "chat.db")
        self._runner = asyncio.Runner()
        self.store = self._open()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    def reopen(self) -> None:
        """As after a crash: what is on the disk is all there is."""
        self.run(self.store.close())
        self.store = self._open()

    def teardown(self) -> None:
        self.run(self.store.close())
        self._runner.close()
        self._folder.cleanup()

    def _open(self) -> SqlChatStore:
        return self.run(open_chat_store(self._file))


@dataclass
class _Known:
    place: Place | None
    state: UpdateState = UpdateState.WAITING
    attempts: int = 0


class Intake(_Machine):
    """Updates."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[int, _Known] = {}

    def open_of(self, place: Place) -> list[int]:
        states = (UpdateState.WAITING, UpdateState.IN_HAND)
        return sorted(number for number, one in self.known.items() if one.place == place and one.state in states)

    def may_be_claimed(self, number: int) -> bool:
        one = self.known[number]
        if one.state != UpdateState.WAITING or one.place is None:
            return one.state == UpdateState.WAITING
        beside = self.open_of(one.place)
        return beside[0] == number and all(self.known[other].state == UpdateState.WAITING for other in beside)

    def in_hand(self) -> list[int]:
        return sorted(number for number, one in self.known.items() if one.state == UpdateState.IN_HAND)

    @rule(batch=st.lists(st.tuples(st.integers(0, 30), st.none() | st.sampled_from(PLACES)), min_size=1, max_size=6))
    def add(self, batch: list[tuple[int, Place | None]]) -> None:
        offset = self.run(self.store.updates.add([update(number, place) for number, place in batch]))
        assert offset == max(number for number, _ in batch) + 1
        for number, place in batch:
            self.known.setdefault(number, _Known(place))

    @rule(at_most=st.integers(1, 3))
    def claim(self, at_most: int) -> None:
        expected = [number for number in sorted(self.known) if self.may_be_claimed(number)][:at_most]
        taken = self.run(self.store.updates.claim(at_most))
        assert [one.update_id for one in taken] == expected
        for one in taken:
            known = self.known[one.update_id]
            known.state, known.attempts = UpdateState.IN_HAND, known.attempts + 1
            assert (one.place, one.attempts) == (known.place, known.attempts)

    @precondition(lambda self: self.in_hand())
    @rule(data=st.data(), end=st.sampled_from(["finish", "fail", "record", "put back"]))
    def end_one(self, data: st.DataObject, end: str) -> None:
        number = data.draw(st.sampled_from(self.in_hand()))
        match end:
            case "finish":
                assert self.run(self.store.updates.finish(number))
            case "fail":
                assert self.run(self.store.updates.fail(number, "why"))
            case "record":
                answer = [outgoing(f"{number}"), outgoing(f"{number}")]
                assert self.run(self.store.deliveries.record(answer, update_id=number, turn=turn(number)))
            case _:
                assert self.run(self.store.updates.put_back(number))
        states = {"fail": UpdateState.FAILED, "put back": UpdateState.WAITING}
        self.known[number].state = states.get(end, UpdateState.DONE)

    @rule(number=st.integers(0, 30))
    def answer_again(self, number: int) -> None:
        """Somebody who still believes to have it in hand."""
        one = self.known.get(number)
        if one is None or one.state in (UpdateState.DONE, UpdateState.FAILED):
            before = self.run(self.store.deliveries.counts())
            assert not self.run(self.store.deliveries.record([outgoing()], update_id=number))
            assert self.run(self.store.deliveries.counts()) == before

    @rule()
    def crash(self) -> None:
        self.reopen()
        worn = [number for number in self.in_hand() if self.known[number].attempts >= WORN]
        again = [number for number in self.in_hand() if number not in worn]
        assert self.run(self.store.updates.requeue(WORN)) == len(again)
        for number in again:
            self.known[number].state = UpdateState.WAITING
        for number in worn:
            self.known[number].state = UpdateState.FAILED

    @invariant()
    def counts_agree(self) -> None:
        counted = Counter(one.state for one in self.known.values())
        assert self.run(self.store.updates.counts()) == {state: counted[state] for state in UpdateState}


@dataclass
class _Message:
    number: int
    place: Place
    priority: Priority
    due: float
    state: DeliveryState = DeliveryState.WAITING
    delivery_id: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        return self.priority, self.number


class Outbox(_Machine):
    """Deliveries."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[_Message] = []
        self.clock = 0.0

    def heads(self, busy: int | None) -> list[_Message]:
        """The first waiting message of each place that has none being sent, if it is due."""
        heads = []
        for place in PLACES:
            here = [one for one in self.messages if one.place == place]
            waiting = [one for one in here if one.state == DeliveryState.WAITING]
            sending = any(one.state == DeliveryState.SENDING for one in here)
            if waiting and not sending and place.chat_id != busy:
                heads.append(min(waiting, key=lambda one: one.rank))
        return sorted((one for one in heads if one.due <= self.clock), key=lambda one: one.rank)

    def sending(self) -> list[_Message]:
        return [one for one in self.messages if one.state == DeliveryState.SENDING]

    @rule(
        batch=st.lists(
            st.tuples(st.sampled_from(PLACES), st.sampled_from(Priority), st.integers(0, 3)), min_size=1, max_size=4
        )
    )
    def record(self, batch: list[tuple[Place, Priority, int]]) -> None:
        new = [
            _Message(number, place, priority, self.clock + wait)
            for number, (place, priority, wait) in enumerate(batch, len(self.messages))
        ]
        composed = [
            outgoing(f"{one.number}", one.place, priority=one.priority, not_before=after(one.due)) for one in new
        ]
        assert self.run(self.store.deliveries.record(composed))
        self.messages += new

    @rule(seconds=st.integers(1, 3))
    def wait(self, seconds: int) -> None:
        self.clock += seconds

    @rule(at_most=st.integers(1, 3), busy=st.sampled_from([None, 1, -2]))
    def claim(self, at_most: int, busy: int | None) -> None:
        expected = self.heads(busy)[:at_most]
        taken = self.run(self.store.deliveries.claim(after(self.clock), at_most, [busy] if busy else []))
        assert [one.payload for one in taken] == [f"{one.number}" for one in expected]
        for message, delivery in zip(expected, taken, strict=True):
            message.state, message.delivery_id = DeliveryState.SENDING, delivery.id

    @precondition(lambda self: self.sending())
    @rule(data=st.data(), end=st.sampled_from(["sent", "refused", "unsure", "retry"]))
    def end_one(self, data: st.DataObject, end: str) -> None:
        one = data.draw(st.sampled_from(self.sending()))
        store = self.store.deliveries
        match end:
            case "sent":
                assert self.run(store.sent(one.delivery_id, [one.number]))
            case "refused":
                assert self.run(store.refused(one.delivery_id, "no"))
            case "unsure":
                assert self.run(store.unsure(one.delivery_id, "no word"))
            case _:
                one.due = self.clock + 2
                assert self.run(store.retry(one.delivery_id, after(one.due), "flood"))
        one.state = DeliveryState.WAITING if end == "retry" else DeliveryState(end)

    @rule()
    def crash(self) -> None:
        self.reopen()
        unsure = self.run(self.store.deliveries.recover())
        assert [one.payload for one in unsure] == [f"{one.number}" for one in self.sending()]
        for one in self.sending():
            one.state = DeliveryState.UNSURE

    @invariant()
    def counts_agree(self) -> None:
        counted = Counter(one.state for one in self.messages)
        assert self.run(self.store.deliveries.counts()) == {state: counted[state] for state in DeliveryState}


_FEW = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=set(Phase) - {Phase.shrink},  # each step waits for the disk: shrinking outlasts the time limit of a test
)
TestIntake = Intake.TestCase
TestIntake.settings = _FEW
TestOutbox = Outbox.TestCase
TestOutbox.settings = _FEW
