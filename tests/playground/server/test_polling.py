"""getUpdates (section 2, rows 16 to 19)."""

import asyncio

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.updates import Updates
from bot.playground.server.users import User
from tests.playground.server.calling import Caller


def write(telegram: TelegramServer, user: User, count: int) -> None:
    for n in range(count):
        telegram.people.write(user.id, user.id, f"q{n}")


async def read(call: Caller, **params: object) -> list[str]:
    return [update["message"]["text"] for update in await call.updates(**params)]


async def test_redelivered_until_confirmed(call: Caller, telegram: TelegramServer, ann: User) -> None:
    write(telegram, ann, 3)
    first = await call.updates(limit=2)
    assert [update["message"]["text"] for update in first] == ["q0", "q1"]
    assert (await call.updates(limit=3, offset=first[0]["update_id"]))[:2] == first
    assert await read(call, offset=first[1]["update_id"] + 1) == ["q2"]
    assert await read(call, offset=0) == ["q2"]


async def test_ids_only_grow(call: Caller, telegram: TelegramServer, ann: User) -> None:
    write(telegram, ann, 3)
    ids = [update["update_id"] for update in await call.updates()]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]


async def test_negative_offset_keeps_the_last_ones(call: Caller, telegram: TelegramServer, ann: User) -> None:
    write(telegram, ann, 3)
    assert await read(call, offset=-1) == ["q2"]
    assert await read(call) == ["q2"]


async def test_an_offset_far_in_the_future_confirms_nothing(call: Caller, telegram: TelegramServer, ann: User) -> None:
    write(telegram, ann, 2)
    last = (await call.updates())[-1]["update_id"]
    assert await read(call, offset=last + 1000) == ["q0", "q1"]
    assert await read(call, offset=last + 5, timeout=1) == []


async def test_limit_is_clamped(call: Caller, telegram: TelegramServer, ann: User) -> None:
    write(telegram, ann, 102)
    assert len(await read(call, limit=1000)) == 100
    assert len(await read(call, limit=-3, offset=1)) == 1


async def test_the_same_offset_in_a_hurry_gets_one(call: Caller, telegram: TelegramServer, ann: User) -> None:
    write(telegram, ann, 3)
    assert len(await read(call)) == 3
    assert len(await read(call)) == 1


async def test_a_held_poll_is_woken(call: Caller, telegram: TelegramServer, ann: User) -> None:
    waiting = asyncio.create_task(read(call, timeout=20))
    await telegram.until(lambda: telegram.world.polling.is_held or bool(telegram.world.calls))
    await asyncio.sleep(0.05)
    write(telegram, ann, 1)
    assert await asyncio.wait_for(waiting, 2) == ["q0"]


async def test_a_poll_times_out_empty(call: Caller) -> None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    assert await call.updates(timeout=1) == []
    assert 0.9 < loop.time() - started < 3


async def test_repeating_an_offset_soon_waits(call: Caller, telegram: TelegramServer, ann: User) -> None:
    assert await call.updates(offset=7) == []
    waiting = asyncio.create_task(read(call, offset=7))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    write(telegram, ann, 1)
    assert await waiting == ["q0"]


async def test_the_older_held_poll_is_terminated(call: Caller, telegram: TelegramServer, ann: User) -> None:
    older = asyncio.create_task(call.refused("getUpdates", timeout=20))
    await telegram.until(lambda: bool(telegram.world.calls))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(read(call, timeout=20))
    assert await older == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    write(telegram, ann, 1)
    assert await newer == ["q0"]
    assert telegram.world.polling.conflicts == 1


async def test_a_poll_that_finds_updates_terminates_nobody(call: Caller, telegram: TelegramServer, ann: User) -> None:
    write(telegram, ann, 1)
    first, second = await asyncio.gather(read(call, timeout=20), read(call, timeout=20))
    assert first == second == ["q0"]
    assert telegram.world.polling.conflicts == 0


async def test_repeated_conflicts_are_answered_late(call: Caller, telegram: TelegramServer) -> None:
    loop = asyncio.get_running_loop()
    polls = []
    for _ in range(3):
        polls.append(asyncio.create_task(call.post("getUpdates", timeout=20)))
        await asyncio.sleep(0.1)
    started = loop.time()
    assert (await polls[0]).status_code == 409
    assert loop.time() - started < 1
    assert (await polls[1]).status_code == 409
    assert loop.time() - started > 2.5
    telegram.world.polling.close()
    assert (await polls[2]).status_code == 200


async def test_allowed_updates_are_sticky_and_apply_to_what_comes(
    call: Caller, telegram: TelegramServer, ann: User
) -> None:
    write(telegram, ann, 1)
    assert await read(call, allowed_updates=["callback_query"]) == ["q0"]
    write(telegram, ann, 1)
    assert len(await read(call, offset=1)) == 1
    assert telegram.world.updates.allowed == {"callback_query"}
    await call.updates(allowed_updates=[], offset=2)
    assert "message" in telegram.world.updates.allowed
    assert not {"chat_member", "message_reaction", "message_reaction_count"} & telegram.world.updates.allowed


async def test_old_updates_vanish(call: Caller, telegram: TelegramServer, ann: User) -> None:
    write(telegram, ann, 1)
    telegram.people.tap_data(ann.id, 1, ann.id, "x")
    telegram.world.clock.advance(151)
    assert [set(update) for update in await call.updates()] == [{"update_id", "message"}]
    telegram.world.clock.advance(86400)
    assert (await call("getWebhookInfo"))["pending_update_count"] == 0


async def test_not_beside_a_webhook(call: Caller, telegram: TelegramServer, ann: User) -> None:
    await call("setWebhook", url="https://a.bc/hook")
    assert await call.refused("getUpdates") == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )


@pytest.mark.parametrize("broken", [{"message": {"date": "soon"}}, {}, {"message": None}])
async def test_any_object_can_be_injected(call: Caller, telegram: TelegramServer, broken: dict[str, object]) -> None:
    update_id = telegram.world.updates.inject(broken)
    response = await call.post("getUpdates")
    assert response.json()["result"] == [broken | {"update_id": update_id}]
    telegram.world.updates.clear()
    telegram.world.calls.clear()


def test_an_answer_holds_four_mebibytes() -> None:
    updates = Updates(lambda: 0.0)
    for _ in range(6):
        updates.inject({"message": {"text": "x" * (1024 * 1024)}})
    assert len(updates.head(100)) == 3
    updates.clear()
    updates.inject({"message": {"text": "x" * (5 * 1024 * 1024)}})
    assert len(updates.head(100)) == 1
