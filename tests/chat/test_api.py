"""Every trouble of the Bot API as one error of ours, and the token in none of them."""

import asyncio
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import error as ptb

from bot.chat.api import TelegramApi, translate
from bot.model.errors import (
    CallDelayedError,
    CallError,
    CallNotMadeError,
    CallRefusedError,
    CallUnsureError,
    ChatClosedError,
    ChatMovedError,
    OtherPollerError,
    TokenRefusedError,
)
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.chat.calling import open_api

SEND = "sendMessage"


async def fail(api: TelegramApi, method: str = SEND, chat_id: int = 1) -> CallError:
    """What the call raises: a message to the chat, unless another method is named."""
    with pytest.raises(CallError) as caught:
        await api.call(method, {"chat_id": chat_id, "text": "Hello"} if method == SEND else None)
    return caught.value


async def test_a_call_gives_what_telegram_gave(telegram: TelegramServer, ann: User) -> None:
    async with open_api(telegram.url, telegram.token) as api:
        sent = await api.call(SEND, {"chat_id": ann.id, "text": "<b>Hi</b>", "parse_mode": "HTML"})
        assert await api.call("sendChatAction", {"chat_id": ann.id, "action": "typing"}) is True
        assert (await api.call("getMe"))["username"] == "briefing_test_bot"
    [shown] = telegram.answers(ann.id)
    assert (sent["message_id"], sent["text"]) == (shown.id, "Hi")
    assert shown.spans("bold") == ["Hi"]


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        ({"code": 400, "description": "Bad Request: chat not found"}, CallRefusedError, "chat not found"),
        ({"code": 403, "description": "Forbidden: bot was blocked by the user"}, ChatClosedError, "blocked"),
        ({"code": 401}, TokenRefusedError, "unauthorized"),
        ({"code": 401, "description": "Unauthorized: invalid token specified"}, TokenRefusedError, "invalid token"),
        ({"code": 404, "description": "Not Found: method not found"}, CallRefusedError, ""),
        ({"code": 409}, OtherPollerError, "other getupdates"),
        ({"code": 413}, CallUnsureError, "too large"),
        ({"code": 500}, CallUnsureError, "restart"),
        ({"html": True}, CallUnsureError, "bad gateway"),
        ({"drop": True}, CallUnsureError, ""),
        ({"drop": True, "committed": True}, CallUnsureError, ""),
    ],
)
async def test_each_trouble_has_its_error(
    telegram: TelegramServer, ann: User, fault: dict[str, Any], kind: type[CallError], words: str
) -> None:
    telegram.fault(SEND, **fault)
    async with open_api(telegram.url, telegram.token) as api:
        error = await fail(api, chat_id=ann.id)
    assert type(error) is kind
    assert words in error.text.casefold()
    assert telegram.token not in error.text


@pytest.mark.parametrize("code", [400, 420, 429])
async def test_a_wait_is_as_long_as_telegram_says(telegram: TelegramServer, code: int) -> None:
    telegram.fault(SEND, code=code, retry_after=17)
    async with open_api(telegram.url, telegram.token) as api:
        error = await fail(api)
    assert isinstance(error, CallDelayedError)
    assert error.seconds == 17.0


async def test_a_chat_that_moved_says_where(telegram: TelegramServer, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id, kind="group")
    new = telegram.gatherings.migrate(group.id, ann.id)
    async with open_api(telegram.url, telegram.token) as api:
        error = await fail(api, chat_id=group.id)
    assert isinstance(error, ChatMovedError)
    assert error.new_chat_id == new


async def test_no_connection_means_that_nothing_was_done() -> None:
    async with open_api("http://127.0.0.1:9", "7000000001:AAF-no-server-there_0123456789abcdefg") as api:
        error = await fail(api)
    assert type(error) is CallNotMadeError


async def test_an_answer_that_does_not_come_leaves_it_unsure(telegram: TelegramServer, ann: User) -> None:
    telegram.fault(SEND, delay=5.0, committed=True)
    async with open_api(telegram.url, telegram.token, seconds=0.1) as api:
        error = await fail(api, chat_id=ann.id)
    assert type(error) is CallUnsureError
    assert [shown.text for shown in telegram.answers(ann.id)] == ["Hello"]


async def test_a_call_may_be_given_more_time_than_others(telegram: TelegramServer, ann: User) -> None:
    telegram.fault("getMe", delay=0.2, times=2)
    async with open_api(telegram.url, telegram.token, seconds=0.05) as api:
        assert (await api.call("getMe", read_timeout=5.0))["is_bot"]
        assert type(await fail(api, "getMe")) is CallUnsureError


async def test_an_unknown_method_is_no_unknown_token(telegram: TelegramServer) -> None:
    telegram.world.faults.without("setMyCommands")
    async with open_api(telegram.url, telegram.token) as api:
        assert type(await fail(api, "setMyCommands")) is CallRefusedError
        telegram.world.is_revoked = True
        assert type(await fail(api, "setMyCommands")) is TokenRefusedError


async def test_a_token_that_is_none_is_refused(telegram: TelegramServer) -> None:
    async with open_api(telegram.url, "12345") as api:
        assert type(await fail(api)) is TokenRefusedError


async def test_a_page_that_repeats_the_address_does_not_tell_the_token() -> None:
    """As a proxy's error page does: the address holds the token."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        page = b"<p>The server at " + head.split()[1] + b" is down</p>" * 500
        writer.write(b"HTTP/1.1 503 Down\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page))
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    token = "7000000001:AAF-local-server-token_0123456789abc"
    async with await asyncio.start_server(echo, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        async with open_api(f"http://127.0.0.1:{port}", token) as api:
            error = await fail(api)
    assert type(error) is CallUnsureError
    assert "AAF-local" not in error.text
    assert len(error.text) < 1000


def with_cause(error: ptb.TelegramError, cause: Exception) -> ptb.TelegramError:
    error.__cause__ = cause
    return error


MADE = st.sampled_from(
    [
        ptb.TelegramError,
        ptb.Forbidden,
        ptb.BadRequest,
        ptb.NetworkError,
        ptb.TimedOut,
        ptb.Conflict,
        ptb.InvalidToken,
        ptb.EndPointNotFound,
    ]
)
CAUSES = st.sampled_from(
    [
        httpx.ConnectError("x"),
        httpx.ConnectTimeout("x"),
        httpx.PoolTimeout("x"),
        httpx.ReadTimeout("x"),
        httpx.ReadError("x"),
        httpx.RemoteProtocolError("x"),
        ptb.InvalidToken("Unauthorized"),
        ptb.InvalidToken("Not Found"),
        ValueError("x"),
    ]
)
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@given(MADE, st.text(max_size=200), st.none() | CAUSES)
@settings(deadline=None)
def test_whatever_the_library_raises_becomes_one_of_ours(
    kind: type[ptb.TelegramError], words: str, cause: Exception | None
) -> None:
    error = translate(with_cause(kind(words), cause) if cause else kind(words))
    assert isinstance(error, CallError)
    is_network = issubclass(kind, ptb.NetworkError)
    if is_network and isinstance(cause, NOT_SENT):
        assert type(error) is CallNotMadeError
    elif kind in (ptb.NetworkError, ptb.TimedOut, ptb.TelegramError):
        assert isinstance(error, CallUnsureError | CallNotMadeError)


@given(st.text(max_size=50), st.text(max_size=50), MADE)
@settings(deadline=None)
def test_no_error_tells_a_token(before: str, after: str, kind: type[ptb.TelegramError]) -> None:
    token = "7000000001:AAF-local-server-token_0123456789abc"
    assert token not in translate(kind(f"{before} {token} {after}")).text


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=-(2**62), max_value=-1))
@settings(deadline=None)
def test_waits_and_new_chats_are_read_as_they_are(seconds: int, chat_id: int) -> None:
    delayed = translate(ptb.RetryAfter(seconds))
    assert isinstance(delayed, CallDelayedError)
    assert delayed.seconds == float(seconds)
    moved = translate(ptb.ChatMigrated(chat_id))
    assert isinstance(moved, ChatMovedError)
    assert moved.new_chat_id == chat_id
