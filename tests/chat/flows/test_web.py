"""The pages about the process, with the bot running behind them."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from threading import Event

import httpx
from prometheus_client.parser import text_string_to_metric_families

from bot.answer.service import AnswerService
from bot.chat.front import Front
from bot.chat.web import STALE_POLL, make_web
from bot.model.chat_protocols import ChatStore
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from bot.store.chat.sql import open_chat_store
from tests.chat.flows.test_faults_polling import SOON
from tests.chat.flows.test_faults_sending import DEMAND, ask, stop
from tests.chat.running import Bot, make_options, running


@asynccontextmanager
async def browse(front: Front, store: ChatStore, stale_poll: float = STALE_POLL) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(make_web(front, store, stale_poll))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.example") as client:
        yield client


@asynccontextmanager
async def locked(file: Path) -> AsyncIterator[None]:
    """Another process writes and does not come to an end; from a thread, which may wait for the bot."""
    begun, ended = Event(), Event()

    def write() -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as raw:
            raw.execute("BEGIN IMMEDIATE")
            begun.set()
            ended.wait()
            raw.execute("ROLLBACK")

    writing = asyncio.create_task(asyncio.to_thread(write))
    await asyncio.to_thread(begun.wait)
    try:
        yield
    finally:
        ended.set()
        await writing


async def read_metrics(client: httpx.AsyncClient) -> dict[str, float]:
    """Values by name, with those of the labels behind it."""
    response = await client.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = text_string_to_metric_families(response.text)
    samples = (sample for family in families for sample in family.samples)
    return {" ".join((one.name.removeprefix("briefing_bot_"), *one.labels.values())): one.value for one in samples}


async def test_a_running_bot_is_alive_and_ready(telegram: TelegramServer, bot: Bot) -> None:
    async with browse(bot.front, bot.store) as client:
        await telegram.wait_for_polls()
        assert (await client.get("/healthz")).text == "ok\n"
        ready = await client.get("/readyz")
        assert ready.status_code == 200
        assert ready.json() | {"last_poll_seconds": 0} == {"ready": True, "problems": [], "last_poll_seconds": 0}
        assert 0 <= ready.json()["last_poll_seconds"] < 5
        assert (await client.get("/")).status_code == 404
        assert (await client.post("/readyz")).status_code == 405


async def test_not_ready_before_the_first_poll(telegram: TelegramServer, file: Path, sample: AnswerService) -> None:
    store = await open_chat_store(file)
    async with Front(make_options(telegram), store, sample) as front, browse(front, store) as client:
        ready = await client.get("/readyz")
        assert ready.status_code == 503
        assert ready.json() == {"ready": False, "problems": ["no successful poll yet"], "last_poll_seconds": None}
        assert (await client.get("/healthz")).status_code == 200
    await store.close()


async def test_not_ready_when_the_last_poll_is_too_old(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with (
        running(telegram, file, answers=sample, first_wait=SOON) as bot,
        browse(bot.front, bot.store, stale_poll=0.0) as client,
    ):
        await telegram.wait_for_polls()
        problems = (await client.get("/readyz")).json()["problems"]
        assert problems == ["the last successful poll was 0 s ago"]
        telegram.fault("getUpdates", code=409, times=2)
        await ask(telegram, ann)
        await telegram.until(lambda: not telegram.world.faults.orders)
        response = await client.get("/readyz")
        assert response.status_code == 503
        [problem] = response.json()["problems"]
        assert problem.startswith("the last successful poll was 0 s ago: Conflict: terminated by other getUpdates")
        assert telegram.token not in response.text


async def test_not_ready_when_nothing_can_be_stored(telegram: TelegramServer, bot: Bot, file: Path) -> None:
    await telegram.wait_for_polls()
    hasty = await open_chat_store(file, busy_timeout=0.05)
    async with browse(bot.front, hasty) as client:
        async with locked(file):
            response = await client.get("/readyz")
            assert response.status_code == 503
            assert "locked by another process" in response.json()["problems"][0]
        assert (await client.get("/readyz")).status_code == 200
    await hasty.close()


async def test_counters_move_and_nothing_personal_stands_on_the_page(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    async with browse(bot.front, bot.store) as client:
        before = await read_metrics(client)
        assert before["corpus_articles"] == 23
        assert before["index_passages"] > 23
        assert before["corpus_age_seconds"] > 0
        assert before["updates waiting"] == before["deliveries sent"] == 0
        telegram.fault("sendMessage", code=400)
        telegram.people.write(ann.id, ann.id, DEMAND)
        await ask(telegram, ann, "what does Atlantis demand?")
        await ask(telegram, ann)
        assert await stop(bot) == {"sent": 2, "refused": 1}
        after = await read_metrics(client)
        text = (await client.get("/metrics")).text
    expected = {"questions_total private": 2, "abstentions_total unknown-name": 1, "sendings_total sent": 2}
    expected |= {"sendings_total refused": 1, "deliveries sent": 2, "updates done": 3, "updates in_hand": 0}
    expected |= {"answer_seconds_count": 2, "delivery_seconds_count": 2, "failures_total": 0}
    assert {name: after[name] for name in expected} == expected
    assert after["polls_total ok"] > before.get("polls_total ok", 0)
    for secret in (telegram.token, str(ann.id), ann.first_name, "Atlantis", "Russia"):
        assert secret not in text


async def test_metrics_say_when_the_store_cannot_be_read(
    telegram: TelegramServer, file: Path, sample: AnswerService
) -> None:
    store = await open_chat_store(file)
    async with Front(make_options(telegram), store, sample) as front, browse(front, store) as client:
        await store.close()
        response = await client.get("/metrics")
        assert response.status_code == 503
        assert "the store is closed" in response.text
        assert "the store is closed" in (await client.get("/readyz")).json()["problems"][1]
