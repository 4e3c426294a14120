"""Telegram's limits on sending are kept: the server, strict as it is, never has to say so."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.chat.limits import MARGIN, Rates, SendLimits
from bot.playground.server import TelegramServer
from bot.playground.server.floods import Floods
from tests.chat.flows.test_faults_sending import CANCEL, HELP, ask, sent_to, start, stop
from tests.chat.running import running

WIDE = Rates(per_second=1000, per_chat_second=1000, per_group_minute=1000)
JITTER = 0.1
"""Seconds by which one message may be longer on its way than another, on a busy machine."""


def was_flooded(telegram: TelegramServer) -> bool:
    return any(call.code == 429 for call in telegram.world.calls)


async def test_one_a_second_in_a_chat_and_chats_beside_each_other(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    telegram.world.floods.chat_burst, telegram.world.floods.per_chat_second = 1, 1 + JITTER
    people = start(telegram, "Ann", "Bob", "Carl")
    async with running(telegram, file, answers=sample, rates=Rates()) as bot:
        for command in (CANCEL, HELP):
            for person in people:
                telegram.people.write(person.id, person.id, command)
        for person in people:
            await telegram.wait_for_answers(person.id, 2)
        assert await stop(bot) == {"sent": 6}
    assert not was_flooded(telegram)
    calls = [sent_to(telegram, person.id) for person in people]
    assert all(again.at - first.at >= 1 - JITTER for first, again in calls)
    assert max(first.at for first, _ in calls) < min(again.at for _, again in calls)


async def test_twenty_a_minute_in_a_group_hold_up_no_other_chat(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    """Two a minute here; threads of a forum count together."""
    telegram.world.floods.per_group_minute = 2
    ann, bob = start(telegram, "Ann", "Bob")
    forum = telegram.world.group("Desk", ann.id, kind="forum")
    ports = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    async with running(telegram, file, answers=sample, rates=WIDE._replace(per_group_minute=2)) as bot:
        for thread in (None, ports, None, ports):
            telegram.people.write(forum.id, ann.id, CANCEL, thread_id=thread)
        await telegram.wait_for_answers(forum.id, 2)
        await ask(telegram, bob)
        await ask(telegram, bob)
        assert await stop(bot) == {"sent": 4, "waiting": 2}
    assert not was_flooded(telegram)
    assert len(telegram.answers(forum.id)) == 2


async def test_so_many_a_second_over_all_chats(telegram: TelegramServer, file: Path, sample: AnswerService) -> None:
    people = start(telegram, *"abcd")
    async with running(telegram, file, answers=sample, rates=WIDE._replace(per_second=3)) as bot:
        for person in people:
            telegram.people.write(person.id, person.id, CANCEL)
        await telegram.until(lambda: len(telegram.world.called("sendMessage")) == 3)
        assert await stop(bot) == {"sent": 3, "waiting": 1}


@settings(max_examples=60, deadline=None)
@given(
    asked=st.lists(
        st.tuples(st.sampled_from((-3, -2, 1, 2)), st.floats(0, 3), st.floats(0, MARGIN * 0.99)), max_size=60
    ),
    rates=st.builds(
        Rates,
        per_second=st.integers(1, 5),
        per_chat_second=st.sampled_from((0.5, 1, 2)),
        per_group_minute=st.integers(1, 5),
    ),
)
def test_whatever_leaves_within_the_limits_is_no_flood(asked: list[tuple[int, float, float]], rates: Rates) -> None:
    """Messages arrive a little later than they left, each by another time, at a server that forgives no burst."""
    limits, now, arrivals = SendLimits(rates), 0.0, []
    for chat, later, on_the_way in asked:
        now += later
        if limits.room(now) and chat not in limits.busy(now) and limits.take(chat, now):
            arrivals.append((now + on_the_way, chat))
    floods = Floods(
        per_second=int(rates.per_second),
        per_chat_second=rates.per_chat_second,
        chat_burst=1,
        per_group_minute=rates.per_group_minute,
    )
    for at, chat in sorted(arrivals):
        assert floods.find_wait(chat, chat < 0, at) is None
