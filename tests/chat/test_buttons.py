"""Buttons: what they say fits in 64 bytes and can be read back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.buttons import LONGEST_DATA, Button, Tap, compose_data, read_tap, render_keyboard
from bot.chat.handlers.actions import ASK, FORGET, SET
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.chat.calling import open_api

ANYTHING = st.one_of(st.text(max_size=30), st.integers())


def test_data_is_the_action_and_its_arguments() -> None:
    assert compose_data("set", "quotes", 3) == "set:quotes:3"
    assert compose_data("zone") == "zone"
    assert read_tap("set:quotes:3") == Tap("set", ("quotes", "3"))
    assert read_tap("zone") == Tap("zone", ())


def test_the_limit_counts_bytes_not_letters() -> None:
    assert len(compose_data("set", "x" * 60).encode()) == LONGEST_DATA
    assert len(compose_data("set", "ю" * 30).encode()) == LONGEST_DATA
    for text in ("x" * 61, "ю" * 31):
        with pytest.raises(ValueError, match="not the data of a button"):
            compose_data("set", text)


@pytest.mark.parametrize("parts", [("a:b",), ("set", "a:b"), ("set", "zone", ":"), ("",)])
def test_what_could_not_be_read_back_or_says_nothing_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not the data of a button"):
        compose_data(*parts)


@pytest.mark.parametrize("action", [ASK, SET, FORGET])
def test_every_action_leaves_room_for_the_longest_id(action: str) -> None:
    assert compose_data(action, "language", -(2**63))


@given(action=st.text(max_size=30), arguments=st.lists(ANYTHING, max_size=4))
@settings(deadline=None)
def test_whatever_is_composed_fits_and_reads_back(action: str, arguments: list[str | int]) -> None:
    try:
        data = compose_data(action, *arguments)
    except ValueError:
        parts = [action, *map(str, arguments)]
        spoilt = any(":" in part for part in parts)
        assert spoilt or not 1 <= len(":".join(parts).encode()) <= LONGEST_DATA
    else:
        assert 1 <= len(data.encode()) <= LONGEST_DATA
        assert read_tap(data) == Tap(action, tuple(map(str, arguments)))


@given(st.text())
@settings(deadline=None)
def test_any_text_can_be_read_and_nothing_of_it_is_lost(data: str) -> None:
    tap = read_tap(data)
    assert ":".join([tap.action, *tap.arguments]) == data


def test_a_keyboard_keeps_its_rows() -> None:
    one, two, three = (Button(text, compose_data("ask", text)) for text in ("one", "two", "three"))
    assert render_keyboard([[one, two], [three]]) == {
        "inline_keyboard": [
            [{"text": "one", "callback_data": "ask:one"}, {"text": "two", "callback_data": "ask:two"}],
            [{"text": "three", "callback_data": "ask:three"}],
        ]
    }


async def test_telegram_takes_the_longest_data_and_gives_it_back(telegram: TelegramServer, ann: User) -> None:
    data = compose_data("set", "ю" * 30)
    async with open_api(telegram.url, telegram.token) as api:
        markup = render_keyboard([[Button("Zone", data)]])
        sent = await api.call("sendMessage", {"chat_id": ann.id, "text": "Choose", "reply_markup": markup})
        telegram.people.tap(ann.id, sent["message_id"], ann.id, "Zone")
        [update] = await api.call("getUpdates")
    assert update["callback_query"]["data"] == data
