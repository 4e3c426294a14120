"""The server's own life: ports, waiting, stopping, violations, the control side over HTTP."""

import asyncio

import httpx
import pytest

from bot.playground.server import TelegramServer, World
from bot.playground.server.users import User
from tests.playground.server.calling import Caller
from tests.telegram_fixtures import check_violations, run_strictly


async def test_stops_while_a_poll_is_held_and_a_call_is_slow() -> None:
    loop = asyncio.get_running_loop()
    async with httpx.AsyncClient(timeout=20, verify=False) as client:
        async with TelegramServer() as telegram:
            caller = Caller(telegram, client)
            held = asyncio.create_task(caller.post("getUpdates", timeout=30))
            telegram.fault("getMe", delay=30)
            slow = asyncio.create_task(caller.post("getMe"))
            await telegram.until(lambda: len(telegram.world.calls) == 2)
            started = loop.time()
        assert loop.time() - started < 2
        assert (await held).json()["result"] == []
        assert (await slow).status_code == 200
        with pytest.raises(httpx.ConnectError):
            await caller.post("getMe")


async def test_a_world_outlives_its_server(ann: User, telegram: TelegramServer) -> None:
    world = World()
    async with TelegramServer(world) as first:
        port = first.port
    async with TelegramServer(world, port) as second, httpx.AsyncClient(verify=False) as client:
        assert second.port == port
        assert (await client.get(f"{second.url}/bot{second.token}/getMe")).status_code == 200


async def test_a_second_server_of_a_world_holds_polls(telegram: TelegramServer) -> None:
    world = World()
    async with TelegramServer(world):
        pass
    async with TelegramServer(world) as second, httpx.AsyncClient(timeout=20, verify=False) as client:
        held = asyncio.create_task(Caller(second, client).post("getUpdates", timeout=20))
        await second.wait_for_polls()
        assert not held.done()
        world.polling.close()
        assert (await held).json()["result"] == []


async def test_violations_fail_a_test() -> None:
    telegram = TelegramServer()
    check_violations(telegram)
    telegram.world.complain("sendMessage: unknown parameter x")
    with pytest.raises(pytest.fail.Exception, match="unknown parameter x"):
        check_violations(telegram)


async def test_waiting(call: Caller, telegram: TelegramServer, ann: User) -> None:
    waiting = asyncio.create_task(telegram.wait_for_answers(ann.id))
    await asyncio.sleep(0)
    await call("sendMessage", chat_id=ann.id, text="x")
    assert [shown.text for shown in await waiting] == ["x"]
    with pytest.raises(AssertionError, match=r"last calls: .*sendMessage"):
        await telegram.wait_for_answers(ann.id, 2, seconds=0.05)


async def test_waiting_for_polls(call: Caller, telegram: TelegramServer) -> None:
    waiting = asyncio.create_task(telegram.wait_for_polls())
    held = asyncio.create_task(call.updates(timeout=20))
    await waiting
    telegram.world.polling.close()
    assert await held == []


async def control(telegram: TelegramServer, call: Caller, verb: str, **fields: object) -> object:
    response = await call.client.post(f"{telegram.url}/_control/{verb}", json=fields)
    assert response.status_code == 200, response.text
    return response.json()["result"]


async def test_control_over_http(call: Caller, telegram: TelegramServer) -> None:
    ben = await control(telegram, call, "world/person", first_name="Ben")
    message = await control(telegram, call, "people/start", user_id=ben)
    group = await control(telegram, call, "world/group", args=["Desk", ben])
    await control(telegram, call, "gatherings/mute_all", chat_id=group)
    await control(telegram, call, "fault", method="sendMessage", code=500)
    assert (await call.refused("sendMessage", chat_id=ben, text="x"))[0] == 500
    await call("sendMessage", chat_id=ben, text="x", reply_parameters={"message_id": message})
    assert (await call.refused("sendMessage", chat_id=group, text="x"))[0] == 400
    shown = (await call.client.get(f"{telegram.url}/_control/shown/{ben}")).json()["result"]
    assert [(one["text"], one["reply_to"]) for one in shown] == [("/start", None), ("x", message)]
    await control(telegram, call, "advance", seconds=86401)
    assert await call.updates() == []
    assert (await call.client.get(f"{telegram.url}/_control/violations")).json() == {"result": []}
    calls = (await call.client.get(f"{telegram.url}/_control/calls")).json()["result"]
    assert calls[:2] == [["sendMessage", 500, "Internal Server Error: restart"], ["sendMessage", 200, ""]]


async def test_a_violation_fails_at_the_end_of_the_fixture() -> None:
    async def misuse() -> None:
        async with run_strictly() as telegram, httpx.AsyncClient(verify=False) as client:
            telegram.people.start(telegram.world.person("Ann", id=77).id)
            await Caller(telegram, client)("sendMessage", chat_id=77, text="x", parse_moed="HTML")

    with pytest.raises(pytest.fail.Exception, match="parse_moed"):
        await misuse()


@pytest.mark.parametrize("verb", ["people/fly", "people/write", "world/complain", "people/_post"])
async def test_wrong_controls_are_refused(call: Caller, telegram: TelegramServer, verb: str) -> None:
    response = await call.client.post(f"{telegram.url}/_control/{verb}", json={"chat_id": 1})
    assert response.status_code == 400
    assert "error" in response.json()


async def test_the_clock_stands_moves_and_runs_on(telegram: TelegramServer) -> None:
    clock = telegram.world.clock
    clock.freeze(1000.0)
    clock.advance(5)
    assert clock.now() == 1005.0
    clock.thaw()
    assert 1005.0 <= clock.now() < 1010.0
