"""Webhook mode: Telegram brings the updates, and whatever happens to them on the way, each is answered once."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
import uvicorn

from bot.answer.service import AnswerService
from bot.chat.backoff import Backoff
from bot.chat.front import Front
from bot.chat.intake import ALLOWED
from bot.chat.pulse import Pulse
from bot.chat.web import make_web
from bot.chat.webhook import CONNECTIONS, SECRET_HEADER, WebhookKeeper, WebhookOptions
from bot.model.update import UpdateState
from bot.playground.server import TelegramServer
from bot.playground.server.server import HOST, QuietServer, open_listener
from bot.playground.server.users import User
from bot.playground.server.webhook import Options
from bot.store.chat.sql import open_chat_store
from bot.store.memory import MemoryStore
from tests.chat.calling import open_api
from tests.chat.flows.test_faults_polling import FAULTS, SOON
from tests.chat.flows.test_faults_sending import ASK, CANCEL, DEMAND, HELP, NOTHING, Gated, ask, start
from tests.chat.flows.test_web import locked
from tests.chat.running import Bot, make_options, running

SECRET = "a-secret_of_32_letters-0123456789"
ELSEWHERE = Options("https://elsewhere.example/telegram", "another-secret")


class Served(NamedTuple):
    """A bot and the address where it takes updates."""

    bot: Bot
    options: WebhookOptions

    async def post(self, body: object, secret: str = SECRET) -> int:
        """As anybody may who knows the secret; the status."""
        headers = {SECRET_HEADER: secret}
        async with httpx.AsyncClient(trust_env=False) as client:
            return (await client.post(self.options.url, json=body, headers=headers)).status_code


@asynccontextmanager
async def serving(
    telegram: TelegramServer, file: Path, answers: AnswerService, *, port: int = 0, **changes: object
) -> AsyncIterator[Served]:
    """The front and its pages on a port of the loopback, as `serve` runs them; connected to nothing yet."""
    telegram.world.floods.enabled = False
    listener = open_listener(port)
    options = WebhookOptions(f"http://{HOST}:{listener.getsockname()[1]}/telegram", SECRET)
    store = await open_chat_store(file, busy_timeout=0.05)
    settings = make_options(telegram, webhook=options, **{"first_wait": SOON, **changes})
    async with Front(settings, store, answers) as front:
        config = uvicorn.Config(make_web(front, store), ws="none", lifespan="off", log_config=None, access_log=False)
        server = QuietServer(config)
        listening = asyncio.create_task(server.serve(sockets=[listener]))
        task = asyncio.create_task(front.run())
        try:
            yield Served(Bot(front, store, task), options)
        finally:
            front.stop()
            await task
            server.ended.set()
            await listening
            listener.close()
            await store.close()


async def wait_until_set(telegram: TelegramServer, url: str) -> None:
    await telegram.until(lambda: telegram.world.webhook.url == url)


@asynccontextmanager
async def brought(
    telegram: TelegramServer, file: Path, answers: AnswerService, *, port: int = 0, **changes: object
) -> AsyncIterator[Served]:
    """The same, once its webhook is set."""
    async with serving(telegram, file, answers, port=port, **changes) as served:
        await wait_until_set(telegram, served.options.url)
        yield served


async def test_a_question_is_brought_and_answered(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with brought(telegram, file, sample) as served:
        assert "Russia demands" in await ask(telegram, ann, DEMAND)
        assert "Understood as" in await ask(telegram, ann, "and Ukraine?")
        async with httpx.AsyncClient(trust_env=False) as client:
            ready = await client.get(served.options.url.replace("/telegram", "/readyz"))
        assert ready.json()["ready"]
    assert telegram.world.called("getUpdates") == []
    [setting] = telegram.world.called("setWebhook")
    assert setting.params | {"allowed_updates": ""} == {
        "url": served.options.url,
        "secret_token": SECRET,
        "max_connections": str(CONNECTIONS),
        "allowed_updates": "",
    }
    assert json.loads(setting.params["allowed_updates"]) == list(ALLOWED)
    assert [attempt.code for attempt in telegram.world.webhook.attempts] == [200, 200]


async def test_a_place_keeps_its_order_while_others_are_answered(telegram: TelegramServer, file: Path) -> None:
    ann, bob = start(telegram, "Ann", "Bob")
    forum = telegram.world.group("Desk", ann.id, kind="forum")
    engine = Gated()
    async with brought(telegram, file, AnswerService(MemoryStore(), engine)):
        telegram.people.write(forum.id, ann.id, f"{ASK} slow")
        for text in (HELP, CANCEL, HELP):
            telegram.people.write(forum.id, bob.id, text)
        for person in (ann, bob):
            assert await ask(telegram, person) == NOTHING
        assert telegram.answers(forum.id) == []
        engine.gate.set()
        slow, *texts = [answer.text for answer in await telegram.wait_for_answers(forum.id, 4)]
        assert "Send a question" not in slow
        assert ["Send a question" in text for text in texts] == [True, False, True]


async def test_what_comes_twice_is_answered_once(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with brought(telegram, file, sample) as served:
        await ask(telegram, ann, HELP)
        [update] = telegram.world.updates.delivered()
        telegram.world.updates.again(update["update_id"])
        assert set(await asyncio.gather(*(served.post(update) for _ in range(8)))) == {200}
        assert await ask(telegram, ann) == NOTHING
        await telegram.until(lambda: not telegram.world.updates.pending())
        counts = await served.bot.store.updates.counts()
    assert len(telegram.answers(ann.id)) == 2
    assert counts[UpdateState.DONE] == 2


async def test_an_update_that_cannot_be_stored_is_brought_again(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    telegram.world.webhook_pace = 0.02
    async with brought(telegram, file, sample):
        assert await ask(telegram, ann) == NOTHING
        attempts = telegram.world.webhook.attempts
        async with locked(file):
            telegram.people.write(ann.id, ann.id, HELP)
            await telegram.until(lambda: attempts[-1].code == 503)
            assert len(telegram.answers(ann.id)) == 1
        await telegram.wait_for_answers(ann.id, 2)
        await telegram.until(lambda: not telegram.world.updates.pending())
    assert {attempt.code for attempt in attempts[1:-1]} == {503}
    assert attempts[-1].code == 200
    assert len(telegram.answers(ann.id)) == 2


async def test_what_comes_before_the_bot_is_connected_is_stored_and_answered_then(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    telegram.fault("getMe", code=502, times=-1)
    async with serving(telegram, file, sample) as served:
        telegram.world.webhook.put(Options(served.options.url, SECRET))
        telegram.people.write(ann.id, ann.id, CANCEL)
        await telegram.until(lambda: not telegram.world.updates.pending())
        assert telegram.answers(ann.id) == []
        counts = await served.bot.store.updates.counts()
        assert counts[UpdateState.WAITING] == 1
        telegram.world.faults.clear()
        [answer] = await telegram.wait_for_answers(ann.id)
        assert answer.text == NOTHING


async def test_what_was_written_while_the_bot_was_away_is_brought_when_it_is_back(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    telegram.world.webhook_pace = 0.02
    async with brought(telegram, file, sample) as served:
        assert await ask(telegram, ann) == NOTHING
    assert telegram.world.webhook.url == served.options.url, "it stays set: otherwise updates would be lost after a day"
    telegram.people.write(ann.id, ann.id, HELP)
    await telegram.until(lambda: telegram.world.webhook.attempts[-1].code is None)
    async with serving(telegram, file, sample, port=int(served.options.url.rpartition(":")[2].partition("/")[0])):
        await telegram.wait_for_answers(ann.id, 2)
    assert len(telegram.answers(ann.id)) == 2


async def test_a_stranger_without_the_secret_asks_nothing(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    async with brought(telegram, file, sample) as served:
        await ask(telegram, ann)
        [update] = telegram.world.updates.delivered()
        forged = update | {"update_id": update["update_id"] + 1}
        assert [await served.post(forged, secret) for secret in ("", SECRET[1:], f"{SECRET} x")] == [403] * 3
        assert await ask(telegram, ann, HELP) != NOTHING
    assert len(telegram.answers(ann.id)) == 2


async def test_a_content_type_with_a_charset_is_taken(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    telegram.world.webhook_content_type = "application/json; charset=utf-8"
    async with brought(telegram, file, sample):
        assert await ask(telegram, ann) == NOTHING


async def test_a_bot_that_polls_removes_the_webhook_that_it_meets(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    """Of an earlier mode of this bot; nothing that waits is lost by that."""
    telegram.world.webhook.put(ELSEWHERE)
    telegram.people.write(ann.id, ann.id, CANCEL)
    async with running(telegram, file, answers=sample, first_wait=SOON) as bot:
        [answer] = await telegram.wait_for_answers(ann.id)
        assert answer.text == NOTHING
        assert telegram.world.webhook.url == ""
        assert bot.front.pulse.trouble == ""
    [removal] = telegram.world.called("deleteWebhook")
    assert removal.params.get("drop_pending_updates") in {None, "false", "False"}


@asynccontextmanager
async def keeping(telegram: TelegramServer, every: float = SOON) -> AsyncIterator[tuple[WebhookOptions, Pulse]]:
    """The keeper alone, which looks often."""
    options, pulse = WebhookOptions(f"http://{HOST}:9/telegram", SECRET), Pulse()
    async with open_api(telegram.url, telegram.token) as api:
        keeper = WebhookKeeper(api, options, pulse, backoff=Backoff(SOON), every=every)
        task = asyncio.create_task(keeper.run())
        try:
            yield options, pulse
            assert not task.done()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_a_webhook_that_another_changed_or_removed_is_set_anew(
    telegram: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with keeping(telegram) as (options, _):
        await wait_until_set(telegram, options.url)
        telegram.world.webhook.put(ELSEWHERE)
        await wait_until_set(telegram, options.url)
        telegram.world.webhook.put(None)
        await wait_until_set(telegram, options.url)
        assert telegram.world.webhook.options == Options(options.url, SECRET, CONNECTIONS)
        looked = len(telegram.world.called("getWebhookInfo"))
        await telegram.until(lambda: len(telegram.world.called("getWebhookInfo")) > looked + 2)
        assert len(telegram.world.called("setWebhook")) == 3, "what is still set is left alone"
    changed = [record.getMessage() for record in caplog.records if "changed from outside" in record.getMessage()]
    assert len(changed) == 2


@pytest.mark.parametrize("method", ["setWebhook", "getWebhookInfo"])
async def test_the_keeper_survives_every_refusal(telegram: TelegramServer, method: str) -> None:
    refusals = [fields for fields in FAULTS.values() if not fields.keys() & {"retry_after", "delay"}]
    faults = [telegram.fault(method, **fields) for fields in refusals]
    async with keeping(telegram) as (options, pulse):
        await telegram.until(lambda: all(fault.used for fault in faults))
        looked = len(telegram.world.called("getWebhookInfo"))
        await telegram.until(lambda: len(telegram.world.called("getWebhookInfo")) > looked + 1)
        assert telegram.world.webhook.url == options.url
        assert pulse.age() is not None
        assert pulse.trouble == ""


async def test_the_keeper_waits_as_long_as_telegram_says(telegram: TelegramServer) -> None:
    telegram.fault("setWebhook", retry_after=1)
    async with keeping(telegram) as (options, pulse):
        await telegram.until(lambda: bool(pulse.trouble))
        assert pulse.age() is None
        await wait_until_set(telegram, options.url)
    first, again = telegram.world.called("setWebhook")
    assert again.at - first.at >= 1


async def test_what_telegram_could_not_deliver_is_logged(
    telegram: TelegramServer, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    async with keeping(telegram) as (options, _):
        await wait_until_set(telegram, options.url)
        telegram.people.write(ann.id, ann.id, HELP)
        await telegram.until(lambda: bool(telegram.world.webhook.last_error))
        looked = len(telegram.world.called("getWebhookInfo"))
        await telegram.until(lambda: len(telegram.world.called("getWebhookInfo")) > looked + 1)
    told = [vars(record) for record in caplog.records if "could not deliver" in record.getMessage()]
    assert told[0]["reason"] == "Connection refused"
    assert told[0]["waiting"] == 1
    assert SECRET not in str([vars(record) for record in caplog.records])
