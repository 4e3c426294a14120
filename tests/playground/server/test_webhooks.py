"""Webhooks (section 2, rows 16, 17, 20 and 21)."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.responses import JSONResponse, Response

from bot.playground.server import TelegramServer, World
from bot.playground.server.users import User
from tests.playground.server.calling import Caller
from tests.playground.server.receiving import Receiver, receive

SET = {"ok": True, "result": True, "description": "Webhook was set"}


@pytest.fixture
async def hook(telegram: TelegramServer) -> AsyncIterator[Receiver]:
    telegram.world.webhook_pace = 0.001
    async with receive(telegram.world) as receiver:
        yield receiver


def write(telegram: TelegramServer, user: User, *texts: str) -> None:
    for text in texts:
        telegram.people.write(user.id, user.id, text)


def waits(telegram: TelegramServer) -> list[float | None]:
    return [attempt.wait for attempt in telegram.world.webhook.attempts]


async def test_setting_and_deleting(call: Caller, hook: Receiver) -> None:
    assert await call.envelope("setWebhook", url=hook.url) == SET
    assert (await call.envelope("setWebhook", url=hook.url))["description"] == "Webhook is already set"
    assert await call.envelope("setWebhook", url=hook.url, max_connections=3) == SET
    assert (await call.envelope("setWebhook"))["description"] == "Webhook was deleted"
    assert await call.envelope("setWebhook", url=hook.url) == SET
    assert (await call.envelope("deleteWebhook"))["description"] == "Webhook was deleted"
    assert (await call.envelope("deleteWebhook"))["description"] == "Webhook is already deleted"


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"secret_token": "x" * 257}, "secret token is too long"),
        ({"secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"secret_token": "ключ"}, "secret token contains unallowed characters"),
        ({"url": "ftp://127.0.0.1/hook"}, "invalid webhook URL specified"),
        ({"url": "https://"}, "invalid webhook URL specified"),
        ({"url": "https://a b.cd/"}, "invalid webhook URL specified"),
        ({"url": "https://a.bc:70000/"}, "invalid webhook URL specified"),
        ({"url": "http://a.bc/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://a.bc:9/"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ],
)
async def test_refusals_remove_the_webhook_before(
    call: Caller, telegram: TelegramServer, hook: Receiver, params: dict[str, str], told: str
) -> None:
    await call("setWebhook", url=hook.url)
    assert await call.refused("setWebhook", **({"url": hook.url} | params)) == (400, f"Bad Request: {told}")
    assert telegram.world.webhook.url == ""


@pytest.mark.parametrize(
    "url", ["http://localhost:81/", "https://[::1]:444", "127.0.0.2:9/x", "https://a.bc:8443/x?y=z"]
)
async def test_addresses_that_are_good(call: Caller, telegram: TelegramServer, url: str) -> None:
    assert await call("setWebhook", url=url, secret_token="A-z_09")
    assert telegram.world.webhook.url == url


async def test_a_certificate_and_an_address_are_not_simulated(call: Caller, telegram: TelegramServer) -> None:
    form = {"url": "https://a.bc/", "ip_address": "127.0.0.1"}
    response = await call.client.post(f"{call.base}/setWebhook", data=form, files={"certificate": ("c.pem", b"x")})
    assert response.json() == SET
    assert [text.partition(": ")[2][:17] for text in telegram.world.violations] == [
        "unknown parameter",
        "certificate is no",
    ]
    telegram.world.violations.clear()


async def test_haste_is_refused_on_demand(call: Caller, telegram: TelegramServer, hook: Receiver) -> None:
    telegram.world.webhook_throttled = True
    telegram.world.clock.freeze()
    await call("setWebhook", url=hook.url)
    body = await call.envelope("setWebhook", url=hook.url, max_connections=2)
    assert body["parameters"] == {"retry_after": 1}
    assert (await call.envelope("setWebhook", url=hook.url))["description"] == "Webhook is already set"
    telegram.world.clock.advance(1)
    assert await call.envelope("setWebhook", url=hook.url, max_connections=2) == SET


async def test_an_update_arrives_with_its_secret(
    call: Caller, telegram: TelegramServer, ann: User, hook: Receiver
) -> None:
    await call("setWebhook", url=hook.url, secret_token="s3cret")
    write(telegram, ann, "why?")
    await telegram.wait_for_deliveries()
    assert hook.texts == ["why?"]
    assert hook.headers[0]["content-type"] == "application/json"
    assert hook.headers[0]["x-telegram-bot-api-secret-token"] == "s3cret"
    assert [attempt.code for attempt in telegram.world.webhook.attempts] == [200]
    telegram.world.webhook_content_type = "application/json; charset=utf-8"
    await call("setWebhook", url=hook.url)
    write(telegram, ann, "so?")
    await telegram.wait_for_deliveries()
    assert hook.headers[1]["content-type"] == "application/json; charset=utf-8"
    assert "x-telegram-bot-api-secret-token" not in hook.headers[1]


async def test_what_waited_is_brought_or_dropped(
    call: Caller, telegram: TelegramServer, ann: User, hook: Receiver
) -> None:
    write(telegram, ann, "old")
    await call("setWebhook", url=hook.url, drop_pending_updates=True)
    assert telegram.world.updates.pending() == []
    await call("deleteWebhook")
    write(telegram, ann, "new")
    await call("setWebhook", url=hook.url)
    await telegram.wait_for_deliveries()
    assert hook.texts == ["new"]


async def test_polling_ends_where_a_webhook_begins(
    call: Caller, telegram: TelegramServer, ann: User, hook: Receiver
) -> None:
    held = asyncio.create_task(call.refused("getUpdates", timeout=20))
    await telegram.until(lambda: telegram.world.polling.is_held)
    await call("setWebhook", url=hook.url)
    assert await held == (409, "Conflict: terminated by setWebhook request")
    assert (await call.refused("getUpdates"))[0] == 409
    await call("deleteWebhook")
    write(telegram, ann, "by poll")
    assert [update["message"]["text"] for update in await call.updates()] == ["by poll"]
    assert hook.seen == []


async def test_the_webhook_is_told_of(call: Caller, telegram: TelegramServer, ann: User, hook: Receiver) -> None:
    assert await call("getWebhookInfo") == {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
    telegram.world.clock.freeze()
    telegram.world.webhook_pace = 1.0
    hook.answers = [Response(status_code=500), Response(status_code=503, headers={"Retry-After": "50"})]
    await call("setWebhook", url=hook.url, allowed_updates=["message", "inline_query"], max_connections=500)
    write(telegram, ann, "why?")
    await telegram.until(lambda: len(telegram.world.webhook.attempts) == 2)
    assert await call("getWebhookInfo") == {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": 1,
        "ip_address": "127.0.0.1",
        "max_connections": 100,
        "allowed_updates": ["inline_query", "message"],
        "last_error_date": telegram.world.clock.today(),
        "last_error_message": "Wrong response from the webhook: 503 Service Unavailable",
    }
    assert waits(telegram) == [0, 50]
    await call("setWebhook", url=hook.url)
    assert "last_error_message" not in await call("getWebhookInfo")


async def test_it_is_brought_again_later_and_later(
    call: Caller, telegram: TelegramServer, ann: User, hook: Receiver
) -> None:
    hook.answers = [Response(status_code=500) for _ in range(8)]
    hook.answers.insert(3, Response(status_code=429, headers={"Retry-After": "9000"}))
    hook.answers.append(Response(status_code=302, headers={"Location": hook.url}))
    telegram.world.webhook_pace = 0.00001
    await call("setWebhook", url=hook.url)
    write(telegram, ann, "why?")
    await telegram.wait_for_deliveries()
    assert waits(telegram) == [0, 2, 4, 3600, 8, 16, 32, 60, 60, 60, None]
    assert len({update["update_id"] for update in hook.seen}) == 1


async def test_it_is_dropped_when_it_would_expire(
    call: Caller, telegram: TelegramServer, ann: User, hook: Receiver
) -> None:
    hook.answers = [Response(status_code=500, headers={"Retry-After": "40"})]
    await call("setWebhook", url=hook.url)
    telegram.people.inline(ann.id, "rates")
    await telegram.wait_for_deliveries()
    assert (len(hook.seen), waits(telegram)) == (1, [None])
    assert telegram.world.updates.delivered() == []


async def test_order_in_a_chat_and_chats_side_by_side(
    call: Caller, telegram: TelegramServer, ann: User, hook: Receiver
) -> None:
    ben = telegram.world.person("Ben")
    telegram.people.start(ben.id)
    telegram.world.updates.clear()
    hook.gate.clear()
    await call("setWebhook", url=hook.url)
    edited = telegram.people.write(ann.id, ann.id, "a0")
    write(telegram, ann, "a1")
    telegram.people.edit(ann.id, edited, "a0 edited")
    write(telegram, ben, "b0")
    await telegram.until(lambda: len(hook.seen) == 2)
    assert hook.texts == ["a0", "b0"]
    hook.answers = [Response(status_code=500), Response(status_code=500)]
    hook.gate.set()
    await telegram.wait_for_deliveries()
    of_ann = [update.get("message") or update["edited_message"] for update in hook.seen]
    assert [one["text"] for one in of_ann if one["chat"]["id"] == ann.id] == ["a0", "a0", "a1", "a0 edited"]


async def test_no_more_connections_than_allowed(call: Caller, telegram: TelegramServer, hook: Receiver) -> None:
    people = [telegram.world.person(f"P{n}") for n in range(6)]
    hook.gate.clear()
    await call("setWebhook", url=hook.url, max_connections=2)
    for person in people:
        telegram.people.start(person.id)
    await telegram.until(lambda: hook.at_once == 2)
    hook.gate.set()
    await telegram.wait_for_deliveries()
    assert (hook.most_at_once, len(hook.seen)) == (2, 6)


async def test_taps_overtake_messages(call: Caller, telegram: TelegramServer, ann: User, hook: Receiver) -> None:
    hook.gate.clear()
    await call("setWebhook", url=hook.url)
    write(telegram, ann, "a0")
    telegram.people.tap_data(ann.id, 1, ann.id, "x")
    telegram.people.inline(ann.id, "rates")
    telegram.world.updates.inject({})
    await telegram.until(lambda: len(hook.seen) == 4)
    hook.gate.set()
    await telegram.wait_for_deliveries()


async def test_an_update_comes_twice_on_demand(
    call: Caller, telegram: TelegramServer, ann: User, hook: Receiver
) -> None:
    await call("setWebhook", url=hook.url)
    write(telegram, ann, "once")
    await telegram.wait_for_deliveries()
    update_id = hook.seen[0]["update_id"]
    response = await call.client.post(f"{telegram.url}/_control/again", json={"update_id": update_id})
    assert response.json() == {"result": None}
    await telegram.wait_for_deliveries()
    assert hook.seen[0] == hook.seen[1]
    with pytest.raises(LookupError):
        telegram.world.updates.again(1)


async def test_410_closes_it_in_the_end(call: Caller, telegram: TelegramServer, ann: User, hook: Receiver) -> None:
    hook.answers = [Response(status_code=410) for _ in range(1000)]
    await call("setWebhook", url=hook.url)
    write(telegram, ann, "why?")
    await telegram.until(lambda: len(telegram.world.webhook.attempts) > 2)
    assert telegram.world.webhook.url == hook.url
    telegram.world.clock.advance(23 * 3600)
    await telegram.until(lambda: not telegram.world.webhook.url)
    assert [update["message"]["text"] for update in await call.updates()] == ["why?"]


async def test_a_call_in_the_answer_is_made(call: Caller, telegram: TelegramServer, ann: User, hook: Receiver) -> None:
    hook.answers = [
        JSONResponse({"method": "sendMessage", "chat_id": ann.id, "text": "so"}),
        JSONResponse({"method": "getMe"}),
        Response("[]"),
    ]
    await call("setWebhook", url=hook.url)
    write(telegram, ann, "a", "b", "c")
    await telegram.wait_for_answers(ann.id)
    await telegram.wait_for_deliveries()
    assert [shown.text for shown in telegram.answers(ann.id)] == ["so"]
    assert telegram.world.called("getMe") == []


async def test_nobody_listens_for_a_while(call: Caller, telegram: TelegramServer, ann: User, hook: Receiver) -> None:
    async with receive(telegram.world) as gone:
        url = gone.url
    await call("setWebhook", url=url)
    write(telegram, ann, "why?")
    await telegram.until(lambda: len(telegram.world.webhook.attempts) > 2)
    assert (await call("getWebhookInfo"))["last_error_message"] == "Connection refused"
    assert set(waits(telegram)) == {2.0}
    async with receive(telegram.world, httpx.URL(url).port or 0) as back:
        await telegram.wait_for_deliveries()
        assert back.texts == ["why?"]


async def test_nothing_leaves_the_loopback(call: Caller, telegram: TelegramServer, ann: User) -> None:
    telegram.world.webhook_pace = 0.001
    await call("setWebhook", url="https://a.bc/hook")
    write(telegram, ann, "why?")
    await telegram.until(lambda: bool(telegram.world.webhook.attempts))
    assert "Failed to resolve host" in (await call("getWebhookInfo"))["last_error_message"]


async def test_setting_it_anew_breaks_off_what_is_under_way(
    call: Caller, telegram: TelegramServer, ann: User, hook: Receiver
) -> None:
    hook.gate.clear()
    await call("setWebhook", url=hook.url)
    write(telegram, ann, "why?")
    await telegram.until(lambda: len(hook.seen) == 1)
    await call("setWebhook", url=hook.url, secret_token="other")
    await telegram.until(lambda: len(hook.seen) == 2)
    hook.gate.set()
    await telegram.wait_for_deliveries()
    assert hook.texts == ["why?", "why?"]


async def test_a_second_server_of_the_world_goes_on(telegram: TelegramServer) -> None:
    world = World()
    world.webhook_pace = 0.001
    async with receive(world) as hook, httpx.AsyncClient(verify=False) as client:
        hook.gate.clear()
        async with TelegramServer(world) as first:
            await Caller(first, client)("setWebhook", url=hook.url)
            first.people.start(world.person("Ann", id=77).id)
            await first.until(lambda: len(hook.seen) == 1)
        hook.gate.set()
        first.people.write(77, 77, "while it was down")
        async with TelegramServer(world) as second:
            await second.wait_for_deliveries()
        assert hook.texts == ["/start", "/start", "while it was down"]
        assert world.updates.arrived == [world.polling._wake]
