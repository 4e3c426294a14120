"""Telegram's limits, kept on our side: never more than the rates, never later than needed."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.limits import MARGIN, MINUTE, Rates, SendLimits

PERSON, OTHER, GROUP, OTHER_GROUP = 5, 6, -100, -101
CHATS = (PERSON, OTHER, GROUP, OTHER_GROUP)
RATES = st.builds(
    Rates,
    per_second=st.integers(min_value=1, max_value=8),
    per_chat_second=st.sampled_from([0.5, 1.0, 2.0, 5.0]),
    per_group_minute=st.integers(min_value=1, max_value=8),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(CHATS), st.one_of(st.just(0.0), st.floats(0.0, 1.5), st.floats(0.0, 70.0))), max_size=60
)
"""Somebody is to be written to so many seconds after the one before."""
Sent = list[tuple[float, int]]
TINY = 1e-6
"""Seconds lost by adding floats."""


def may_leave(limits: SendLimits, chat_id: int, now: float) -> bool:
    """As the outbox asks: what is busy or too much over all is not even claimed."""
    return limits.room(now) > 0 and chat_id not in limits.busy(now) and limits.take(chat_id, now)


def find_free(limits: SendLimits, now: float) -> set[int]:
    """The chats that could be written to now."""
    return set(CHATS) - limits.busy(now) if limits.room(now) else set()


def send_all(limits: SendLimits, chats: Iterable[int], now: float = 1000.0) -> Sent:
    """Sends a message to each, as soon as each may leave, in order per chat; when each left."""
    waiting, sent = deque(chats), []
    while waiting:
        for chat_id in [*waiting]:
            if may_leave(limits, chat_id, now):
                waiting.remove(chat_id)
                sent.append((now, chat_id))
        if waiting:
            change = limits.next_change(now)
            assert change is not None, "something waits and nobody knows for what"
            now += max(change, TINY)
    return sent


def most_within(moments: Sequence[float], seconds: float) -> int:
    """How many lie in the fullest window of that length, its end not counted."""
    return max((sum(start <= one < start + seconds for one in moments) for start in moments), default=0)


def check_rates(sent: Sent, rates: Rates) -> None:
    assert most_within([at for at, _ in sent], 1.0) <= rates.per_second
    for chat_id in CHATS:
        here = [at for at, to in sent if to == chat_id]
        assert most_within(here, max(1.0, 1.0 / rates.per_chat_second)) <= max(1.0, rates.per_chat_second)
        if chat_id < 0:
            assert most_within(here, MINUTE) <= rates.per_group_minute


@given(RATES, STEPS)
@settings(deadline=None)
def test_never_more_than_the_rates_within_any_window(rates: Rates, steps: list[tuple[int, float]]) -> None:
    limits, now, sent = SendLimits(rates), 1000.0, []
    for chat_id, gap in steps:
        now += gap
        if may_leave(limits, chat_id, now):
            sent.append((now, chat_id))
    check_rates(sent, rates)


@given(RATES, st.lists(st.sampled_from(CHATS), max_size=25))
@settings(deadline=None, max_examples=60)
def test_a_backlog_leaves_within_the_rates_and_all_of_it(rates: Rates, chats: list[int]) -> None:
    sent = send_all(SendLimits(rates), chats)
    check_rates(sent, rates)
    assert sorted(to for _, to in sent) == sorted(chats)


@given(RATES, STEPS, st.floats(0.0, 1.0))
@settings(deadline=None)
def test_the_next_change_is_never_too_late_nor_too_early(
    rates: Rates, steps: list[tuple[int, float]], share: float
) -> None:
    limits, now = SendLimits(rates), 1000.0
    for chat_id, gap in steps:
        now += gap
        may_leave(limits, chat_id, now)
    change, free = limits.next_change(now), find_free(limits, now)
    if change is None:
        assert free == set(CHATS)
        return
    if change * share < change - TINY:
        assert find_free(limits, now + change * share) == free
    room = limits.room(now)
    assert find_free(limits, now + change + TINY) > free or limits.room(now + change + TINY) > room


def test_a_private_chat_gets_one_message_a_second() -> None:
    moments = [at for at, _ in send_all(SendLimits(), [PERSON] * 25)]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert all(1.0 <= gap <= 1.0 + MARGIN + TINY for gap in gaps)


def test_a_group_gets_twenty_a_minute() -> None:
    moments = [at for at, _ in send_all(SendLimits(), [GROUP] * 41)]
    assert MINUTE <= moments[20] - moments[0] <= MINUTE + MARGIN + TINY
    assert 2 * MINUTE <= moments[40] - moments[0] <= 2 * (MINUTE + MARGIN) + TINY


def test_thirty_a_second_leave_over_all() -> None:
    moments = [at for at, _ in send_all(SendLimits(), range(1, 91))]
    assert moments[29] == moments[0]
    assert 1.0 <= moments[30] - moments[0] <= 1.0 + MARGIN + TINY
    assert 2.0 <= moments[89] - moments[0] <= 2 * (1.0 + MARGIN) + TINY


def test_the_second_is_over_when_it_is_over() -> None:
    limits = SendLimits()
    assert all(may_leave(limits, chat_id, 1000.0) for chat_id in range(1, 31))
    assert not may_leave(limits, 31, 1000.0)
    assert not may_leave(limits, 31, 1000.99)
    assert may_leave(limits, 31, 1001.0 + MARGIN + TINY)


def test_whatever_the_way_telegram_never_counts_too_many() -> None:
    for way, least in ((0.005, 29.5), (0.04, 28.5), (0.3, 22.0)):
        limits, counted, now = SendLimits(), list[float](), 1000.0
        answers: deque[tuple[float, int]] = deque()
        for message in range(1, 400):
            while not limits.room(now):
                now += 0.0005
                while answers and answers[0][0] <= now:
                    limits.arrived(answers.popleft()[1], now)
            assert limits.take(message, now, message)
            counted.append(now + way * (0.1 if message % 3 else 0.9))
            answers.append((now + way, message))
        assert most_within(sorted(counted), 1.0) <= 30
        assert len(counted) / (counted[-1] - counted[0]) >= least


def test_digests_leave_evenly_and_an_answer_finds_room_soon() -> None:
    limits, now, left, longest = SendLimits(), 1000.0, list[float](), 0.0
    last = now
    for step in range(1, 20_000):
        now = 1000.0 + step * 0.0005
        for _ in range(limits.room_for_digests(now)):
            assert limits.take(len(left) + 1, now, len(left), digest=True)
            limits.arrived(len(left), now)
            left.append(now)
        if limits.room(now):
            longest, last = max(longest, now - last), now
    assert len(left) >= 0.96 * 30 * 10
    assert most_within(left, 0.1) <= 6
    assert longest < 0.001, "an answer had to wait until a digest counted no more"


def test_after_an_answer_digests_leave_room_for_the_next() -> None:
    limits, now, waited = SendLimits(), 1000.0, list[float]()
    asked: float | None = None
    for step in range(1, 20_000):
        now = 1000.0 + step * 0.0005
        if step % 667 == 0:
            asked = now
        if asked is not None and limits.room(now):
            assert limits.take(-step, now, -step)
            limits.arrived(-step, now)
            waited.append(now - asked)
            asked = None
        for number in range(limits.room_for_digests(now)):
            message = 10 * step + number
            assert limits.take(message, now, message, digest=True)
            limits.arrived(message, now)
    assert len(waited) == 29
    assert max(waited) < 0.04


def test_digests_that_wait_for_the_spared_room_know_when_there_is_more() -> None:
    limits, now, left = SendLimits(), 1000.0, 0
    while left < 300:
        for _ in range(limits.room_for_digests(now)):
            left += 1
            assert limits.take(left, now, left, digest=True)
            limits.arrived(left, now)
        change = limits.next_change(now)
        assert change is not None
        now += max(change, 0.0005)
    assert now - 1000.0 < 300 / 28.5


def test_where_few_may_leave_digests_take_all() -> None:
    limits, left = SendLimits(Rates(per_second=2)), 0
    for step in range(20_000):
        now = 1000.0 + step * 0.0005
        for _ in range(limits.room_for_digests(now)):
            left += 1
            assert limits.take(left, now, left, digest=True)
            limits.arrived(left, now)
    assert left >= 19


def test_a_chat_that_telegram_wants_quiet_stalls_no_other() -> None:
    limits = SendLimits()
    limits.pause(PERSON, 30.0, 1000.0)
    assert not may_leave(limits, PERSON, 1029.9)
    assert may_leave(limits, OTHER, 1029.9)
    assert may_leave(limits, PERSON, 1030.0)


def test_the_longer_wait_holds() -> None:
    limits = SendLimits()
    limits.pause(GROUP, 30.0, 1000.0)
    limits.pause(GROUP, 2.0, 1001.0)
    assert not may_leave(limits, GROUP, 1003.5)
    limits.pause(OTHER_GROUP, 0.1, 1000.0)
    assert may_leave(limits, OTHER_GROUP, 1000.2)
    limits.pause(OTHER_GROUP, 0.1, 1000.2)
    assert not may_leave(limits, OTHER_GROUP, 1001.0)


def test_paid_limits_let_more_leave() -> None:
    rates = Rates(per_second=1000, per_chat_second=100, per_group_minute=6000)
    assert send_all(SendLimits(rates), [GROUP] * 50)[-1][0] <= 1000.0 + 50 * (0.01 + MARGIN)
    assert {at for at, _ in send_all(SendLimits(rates), range(1, 1001))} == {1000.0}


def test_nothing_changes_while_nothing_is_held_up() -> None:
    limits = SendLimits()
    assert limits.next_change(1000.0) is None
    assert limits.busy(1000.0) == set()
    assert limits.room(1000.0) == 30
