"""Whatever happens to the polls, questions come in again: every row of the table in `bot/chat/intake.py`."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.chat.front import Front
from bot.model.errors import CallError, TokenRefusedError
from bot.playground.server import TelegramServer
from bot.playground.server.connections import OPEN
from bot.playground.server.server import HOST, open_listener
from bot.playground.server.users import User
from bot.playground.server.world import TOKEN
from bot.store.chat.sql import open_chat_store
from bot.store.memory import MemoryStore
from tests.chat.calling import open_api
from tests.chat.flows.test_faults_sending import (
    CANCEL,
    FAILS,
    NOTHING,
    Gated,
    Watch,
    ask,
    change,
    pass_time,
    start,
    stop,
)
from tests.chat.running import Bot, make_options, running

SOON = 0.02
"""Seconds before a failed poll is tried again."""
FAULTS: dict[str, dict[str, object]] = {
    "500": {"code": 500},
    "502 with a page": {"html": True},
    "dropped": {"drop": True},
    "dropped with updates in it": {"drop": True, "committed": True},
    "slow": {"delay": 0.1},
    "a second poller": {"code": 409},
    "revoked token": {"code": 401},
    "unknown path": {"code": 404},
    "flood": {"retry_after": 1},
}
ANOTHER_TOKEN = "7000000001:AAF-another-token_0123456789abcdefgh"


@asynccontextmanager
async def stranger(port: int, body: bytes, status: int = 200) -> AsyncIterator["asyncio.Queue[str]"]:
    """Something on the port that is no Bot API server and says the same to everything; gives the methods asked for.

    Without asyncio's own server, which may leave a connection open for ever that comes while it is closed.
    """
    asked: asyncio.Queue[str] = asyncio.Queue()
    answer = f"HTTP/1.1 {status} .\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body

    async def serve(listener: socket.socket) -> None:
        while True:
            connection, _ = await asyncio.get_running_loop().sock_accept(listener)
            reader, writer = await asyncio.open_connection(sock=connection)
            with closing(writer), suppress(EOFError, OSError):
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                await reader.readexactly(int(head.partition("content-length: ")[2].split()[0]))
                asked.put_nowait(head.split()[1].rpartition("/")[2])
                writer.write(answer)
                await writer.drain()

    with closing(open_listener(port)) as listener:
        listener.setblocking(False)
        listener.listen()
        serving = asyncio.create_task(serve(listener))
        try:
            async with asyncio.timeout(5):
                yield asked
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)


async def leave(telegram: TelegramServer) -> None:
    """Nothing listens on the port any more; the world stays."""
    await telegram.__aexit__(None, None, None)


def failed_polls(bot: Bot) -> float | None:
    return bot.front.metrics.registry.get_sample_value("briefing_bot_polls_total", {"outcome": "failed"})


async def test_questions_come_in_again_after_every_fault(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(telegram, file, answers=sample, first_wait=SOON) as bot:
        for fields in FAULTS.values():
            telegram.fault("getUpdates", **fields)
            await ask(telegram, ann)
            await telegram.until(lambda: not telegram.world.faults.orders)
        await ask(telegram, ann)
        await telegram.wait_for_polls()
        assert failed_polls(bot) == len(FAULTS) - 1, "a slow poll does not fail"
        assert bot.front.pulse.trouble == ""
    assert len(telegram.answers(ann.id)) == len(FAULTS) + 1
    assert all(telegram.token not in str(vars(record)) for record in caplog.records)


async def test_connections_are_made_anew_after_three_failures_in_a_row(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=sample, first_wait=SOON):
        await telegram.wait_for_polls()
        faults = [telegram.fault("getUpdates", **FAULTS[name]) for name in ("dropped", "502 with a page", "500")]
        others = set(OPEN)
        telegram.world.updates.inject({})
        await telegram.until(lambda: bool(faults[1].used))
        [stuck] = set(OPEN) - others
        assert await ask(telegram, ann) == NOTHING
        assert stuck not in OPEN


async def test_a_second_poller_is_named_and_polling_goes_on(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(telegram, file, answers=sample, first_wait=SOON) as bot, httpx.AsyncClient() as client:
        await telegram.wait_for_polls()
        polls = len(telegram.world.called("getUpdates"))
        url = f"{telegram.url}/bot{telegram.token}/getUpdates"
        other = asyncio.create_task(client.post(url, json={"timeout": 5}))
        await telegram.until(lambda: len(telegram.world.called("getUpdates")) == polls + 2)
        assert "terminated by other getupdates request" in bot.front.pulse.trouble.casefold()
        assert "ERROR" in [record.levelname for record in caplog.records if record.name == "bot.chat.intake"]
        assert await ask(telegram, ann) == NOTHING
        assert bot.front.pulse.trouble == ""
        other.cancel()


async def test_a_server_that_is_gone_for_a_while_costs_no_question_and_no_answer(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    engine, watch, [bob] = Gated(), Watch(), start(telegram, "Bob")
    answers = AnswerService(MemoryStore(), engine)
    async with running(telegram, file, answers=answers, clock=watch.now, first_wait=SOON) as bot:
        telegram.people.write(ann.id, ann.id, "before")
        await telegram.until(lambda: bool(telegram.world.called("sendChatAction")))
        await leave(telegram)
        telegram.people.write(ann.id, ann.id, "meanwhile")
        engine.gate.set()
        async with TelegramServer(telegram.world, telegram.port):
            await pass_time(telegram, watch, bob, lambda: len(telegram.answers(ann.id)) == 2)
            assert (await stop(bot)).keys() == {"sent"}
    assert {"before", "meanwhile"} <= {*engine.questions}


async def test_answers_that_are_none_of_telegrams_do_no_harm(telegram: TelegramServer, file: Path, ann: User) -> None:
    engine = Gated()
    async with running(telegram, file, answers=AnswerService(MemoryStore(), engine), first_wait=SOON) as bot:
        telegram.people.write(ann.id, ann.id, "before")
        await telegram.until(lambda: bool(telegram.world.called("sendChatAction")))
        await leave(telegram)
        async with stranger(telegram.port, b"[]") as asked:
            engine.gate.set()
            seen = {await asked.get() for _ in range(2)}
            while not seen >= {"getupdates", "sendmessage"}:
                seen.add(await asked.get())
        async with TelegramServer(telegram.world, telegram.port):
            await ask(telegram, ann)
            assert await stop(bot) == {"sent": 1, "unsure": 1}


KEYS = ("ok", "error_code", "description", "parameters", "retry_after", "migrate_to_chat_id")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=4,
)
"""No answer of Telegram: whatever was done would stand in `result`."""


@settings(max_examples=30, deadline=None)
@given(
    body=st.binary(max_size=9) | JSON.map(lambda value: json.dumps(value).encode()),
    status=st.sampled_from((200, 204, 302, 400, 401, 403, 404, 409, 413, 429, 500, 502)),
)
def test_whatever_is_answered_without_a_result_is_an_error_of_a_call(body: bytes, status: int) -> None:
    async def call() -> None:
        with closing(open_listener(0)) as free:
            port = free.getsockname()[1]
        async with stranger(port, body, status), open_api(f"http://{HOST}:{port}", TOKEN) as api:
            await api.call("sendMessage", {"chat_id": 1, "text": "x"})

    with pytest.raises(CallError):
        asyncio.run(call())


async def test_updates_that_cannot_be_stored_are_not_confirmed(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with running(telegram, file, answers=sample, first_wait=SOON) as bot:
        await change(file, f"CREATE TRIGGER full BEFORE INSERT ON updates {FAILS}")
        await telegram.wait_for_polls()
        polls = len(telegram.world.called("getUpdates"))
        telegram.people.write(ann.id, ann.id, CANCEL)
        await telegram.until(lambda: len(telegram.world.called("getUpdates")) == polls + 2)
        assert len(telegram.world.updates.pending()) == 1
        assert "chat.db" in bot.front.pulse.trouble
        await change(file, "DROP TRIGGER full")
        await telegram.wait_for_answers(ann.id)
        await telegram.wait_for_polls()
        assert telegram.world.updates.pending() == []


async def test_a_token_that_telegram_does_not_know_ends_the_start(
    telegram: TelegramServer, file: Path, sample: AnswerService, caplog: pytest.LogCaptureFixture
) -> None:
    store = await open_chat_store(file)
    async with Front(make_options(telegram, token=ANOTHER_TOKEN), store, sample) as front:
        with pytest.raises(TokenRefusedError) as raised:
            await front.run()
    await store.close()
    assert ANOTHER_TOKEN not in str(raised.value)
    assert ANOTHER_TOKEN not in caplog.text


async def test_the_start_waits_for_telegram(file: Path, sample: AnswerService) -> None:
    telegram = TelegramServer()
    async with telegram:
        [ann] = start(telegram, "Ann")
    telegram.people.write(ann.id, ann.id, CANCEL)
    store = await open_chat_store(file)
    async with Front(make_options(telegram, first_wait=SOON), store, sample) as front:
        running = asyncio.create_task(front.run())
        for body in (b"null", b"<html>", b'{"ok": true, "result": true}'):
            async with stranger(telegram.port, body) as asked:
                assert await asked.get() == "getme"
        async with telegram:
            [answer] = await telegram.wait_for_answers(ann.id)
            front.stop()
            await running
    await store.close()
    assert answer.text == NOTHING


async def test_a_start_that_waits_for_telegram_can_be_stopped(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    await leave(telegram)
    store = await open_chat_store(file)
    async with Front(make_options(telegram, first_wait=60.0), store, sample) as front:
        running = asyncio.create_task(front.run())
        async with stranger(telegram.port, b"null") as asked:
            await asked.get()
        front.stop()
        async with asyncio.timeout(2):
            await running
    await store.close()


async def test_the_start_survives_a_server_that_knows_no_menus(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    telegram.world.faults.without("setMyCommands", "setMyDescription", "setMyShortDescription")
    async with running(telegram, file, answers=sample):
        assert await ask(telegram, ann) == NOTHING
