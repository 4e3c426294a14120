"""The route by which Telegram brings updates: every row of the table in `bot/chat/webhook.py`."""

import asyncio
import hmac
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Route

from bot.chat.intake import Intake
from bot.chat.nouns import Inline
from bot.chat.webhook import LARGEST, SECRET_HEADER, WebhookOptions, make_route
from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.chat.flows.test_web import locked
from tests.store.chat.samples import NOW

SECRET = "a-secret_of_32_letters-0123456789"
OPTIONS = WebhookOptions("https://bot.example/telegram", SECRET)
JSON_TYPE = "application/json"


def encode(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value


class Side(NamedTuple):
    """Where updates arrive: what Telegram speaks to, and what lies behind it."""

    client: httpx.AsyncClient
    store: SqlChatStore
    intake: Intake
    file: Path

    async def post(
        self, body: bytes | str | dict[str, Any], *, secret: str | bytes | None = SECRET, kind: str | None = JSON_TYPE
    ) -> int:
        """The status."""
        content = json.dumps(body) if isinstance(body, dict) else body
        headers = {SECRET_HEADER: secret, "Content-Type": kind}
        given = {name.encode(): encode(value) for name, value in headers.items() if value is not None}
        return (await self.client.post("/telegram", content=content, headers=given)).status_code

    def stored(self) -> list[int]:
        """The ids as another process sees them: only what is committed."""
        with closing(sqlite3.connect(self.file)) as raw:
            return [update_id for (update_id,) in raw.execute("SELECT update_id FROM updates ORDER BY update_id")]


@pytest.fixture
async def side(file: Path) -> AsyncIterator[Side]:
    store = await open_chat_store(file)
    intake = Intake(store.updates, lambda: NOW)
    route = Route("/telegram", make_route(intake, OPTIONS), methods=["POST"])
    transport = httpx.ASGITransport(Starlette(routes=[route]))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.example") as client:
        yield Side(client, store, intake, file)
    await store.close()


def update(update_id: object = 7, **fields: object) -> dict[str, Any]:
    return {"update_id": update_id, **fields}


@pytest.mark.parametrize(
    "secret",
    [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "пароль".encode(), f"{SECRET}é".encode("latin-1")],
)
async def test_without_the_secret_nothing_comes_in(side: Side, secret: str | bytes | None) -> None:
    assert await side.post(update(), secret=secret) == 403
    assert await side.post(b"{", secret=secret, kind="text/plain") == 403, "a stranger learns nothing else"
    assert side.stored() == []


async def test_the_secret_is_compared_in_constant_time(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[set[str | bytes]] = []
    compare = hmac.compare_digest

    def watch(one: bytes, other: bytes) -> bool:
        compared.append({one, other})
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", watch)
    assert [await side.post(update(), secret=secret) for secret in ("wrong", SECRET)] == [403, 200]
    assert compared == [{b"wrong", SECRET.encode()}, {SECRET.encode()}]


@pytest.mark.parametrize(
    "kind", [JSON_TYPE, "application/json; charset=utf-8", "Application/JSON;charset=UTF-8", "application/json ;x=y"]
)
async def test_a_charset_beside_the_content_type_is_accepted(side: Side, kind: str) -> None:
    assert await side.post(json.dumps(update(note="Росія"), ensure_ascii=False), kind=kind) == 200
    assert side.stored() == [7]


@pytest.mark.parametrize("kind", [None, "", "text/plain", "application/jsonl", "multipart/form-data", "json"])
async def test_another_content_type_is_refused(side: Side, kind: str | None) -> None:
    assert await side.post(update(), kind=kind) == 415
    assert side.stored() == []


async def test_what_is_too_large_is_refused_before_all_of_it_came(side: Side) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 2**16
            yield b" " * 2**16

    headers = {SECRET_HEADER: SECRET, "Content-Type": JSON_TYPE}
    body = json.dumps(update())
    assert (await side.client.post("/telegram", content=body.ljust(LARGEST), headers=headers)).status_code == 200
    assert await side.post(body.ljust(LARGEST + 1)) == 413
    assert (await side.client.post("/telegram", content=endless(), headers=headers)).status_code == 413
    assert sent <= LARGEST + 2 * 2**16


NO_JSON = [b"", b"{", b"\xff\xfe", b'{"update_id": ' + b"9" * 5000 + b"}", b"[" * 100_000]
NO_UPDATES: list[object] = [None, 7, "update", [], [update()], {}, {"message": {}}]
NO_IDS: list[object] = [None, "7", 7.0, True, -1, 2**63, [7]]


@pytest.mark.parametrize("body", [*NO_JSON, *(json.dumps(one).encode() for one in [*NO_UPDATES, *map(update, NO_IDS)])])
async def test_what_is_no_update_is_refused(side: Side, body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert await side.post(body) == 400
    assert side.stored() == []
    assert [record.levelname for record in caplog.records if record.name.startswith("bot.")] == ["ERROR"]


async def test_while_nothing_can_be_stored_telegram_keeps_it(side: Side) -> None:
    woken: list[int] = []
    side.intake.on_new = lambda: woken.append(1)
    await side.store.close()
    assert await side.post(update()) == 503
    assert (side.stored(), woken) == ([], [])


async def test_the_answer_waits_until_the_update_is_on_the_disk(side: Side) -> None:
    async with locked(side.file):
        posting = asyncio.create_task(side.post(update()))
        done, _ = await asyncio.wait({posting}, timeout=0.1)
        assert not done, "nothing can be written, and so nothing is confirmed"
        assert side.stored() == []
    assert await posting == 200
    assert side.stored() == [7]


async def test_a_second_delivery_changes_nothing(side: Side) -> None:
    first, second = update(note="first"), update(note="second")
    assert [await side.post(body) for body in (first, second, first)] == [200] * 3
    assert side.stored() == [7]
    kept = await side.store.updates.find(7)
    assert kept is not None
    assert json.loads(kept.payload) == first


async def test_deliveries_beside_each_other_are_all_stored(side: Side) -> None:
    ids = [*range(1, 41), *range(20, 61)]
    assert set(await asyncio.gather(*(side.post(update(one)) for one in ids))) == {200}
    assert side.stored() == list(range(1, 61))


async def test_inline_queries_are_passed_on_and_not_stored(side: Side) -> None:
    taken: list[Inline] = []
    side.intake.on_inline = taken.append
    query = {"id": "5", "from": {"id": 8, "is_bot": False, "first_name": "Ann"}, "query": "ports?", "offset": ""}
    assert await side.post(update(inline_query=query)) == 200
    assert [one.query_id for one in taken] == ["5"]
    assert side.stored() == []


async def test_only_posts_to_the_path_itself_are_taken(side: Side) -> None:
    headers = {SECRET_HEADER: SECRET}
    assert (await side.client.get("/telegram", headers=headers)).status_code == 405
    assert (await side.client.post("/other", headers=headers)).status_code == 404


def nested() -> Iterator[st.SearchStrategy[Any]]:
    plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None))
    yield st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.one_of(*nested()).map(json.dumps).map(str.encode) | st.binary(max_size=40))
async def test_any_body_gets_an_answer(side: Side, body: bytes) -> None:
    assert await side.post(body) in {200, 400}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(update_id=st.integers(0, 2**63 - 1), inside=st.one_of(*nested()))
async def test_whatever_stands_in_an_update_is_stored(side: Side, update_id: int, inside: object) -> None:
    assert await side.post(update(update_id, message=inside)) == 200
    assert update_id in side.stored()
