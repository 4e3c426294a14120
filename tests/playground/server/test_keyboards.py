"""reply_markup (section 2, row 6)."""

import pytest

from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.playground.server.calling import Caller

FIELD = 'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup'
START = "Bad Request: can't parse inline keyboard button: "


def keyboard(*buttons: object) -> dict[str, object]:
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (keyboard({"text": "a", "callback_data": "ш" * 33}), "Bad Request: BUTTON_DATA_INVALID"),
        (keyboard({"text": "a"}), f"{START}Text buttons are unallowed in the inline keyboard"),
        (keyboard({"text": "a", "callback_data": ""}), f"{START}Text buttons are unallowed in the inline keyboard"),
        (keyboard({"callback_data": "a"}), f'{START}Can\'t find field "text"'),
        (keyboard({"text": 1, "callback_data": "a"}), f'{START}Field "text" must be of type String'),
        (keyboard("a"), f"{START}InlineKeyboardButton must be an Object"),
        (keyboard({"text": " ", "url": "https://a.bc"}), "Bad Request: inline keyboard button text must be non-empty"),
        (
            keyboard({"text": "a", "url": "ftp://a.bc"}),
            "Bad Request: inline keyboard button URL 'ftp://a.bc' is invalid: Unsupported URL protocol",
        ),
        (
            keyboard({"text": "a", "url": "no address"}),
            "Bad Request: inline keyboard button URL 'no address' is invalid: Wrong HTTP URL",
        ),
        (keyboard({"text": "a", "copy_text": {"text": "x" * 257}}), "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        (keyboard({"text": "a", "url": "a.bc", "style": "x"}), "Bad Request: invalid button style specified"),
        (keyboard(*[{"text": "a", "callback_data": "b"}] * 101), "Bad Request: REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": {}}, f"{FIELD} must be an Array"),
        ({"inline_keyboard": [{}]}, f"{FIELD} must be an Array of Arrays"),
        ([], "Bad Request: object expected as reply markup"),
        ("{", "Bad Request: can't parse reply keyboard markup JSON object"),
    ],
)
async def test_refused_markup(call: Caller, ann: User, markup: object, told: str) -> None:
    code, description = await call.refused("sendMessage", chat_id=ann.id, text="x", reply_markup=markup)
    assert (code, description) == (400, told)


async def test_64_bytes_of_data_pass(call: Caller, telegram: TelegramServer, ann: User) -> None:
    data = "ш" * 32
    await call("sendMessage", chat_id=ann.id, text="x", reply_markup=keyboard({"text": "a", "callback_data": data}))
    assert telegram.shown(ann.id)[-1].keyboard == [["a"]]


async def test_only_inline_keyboards_stand_in_the_message(call: Caller, ann: User) -> None:
    sent = await call("sendMessage", chat_id=ann.id, text="x", reply_markup={"remove_keyboard": True})
    assert "reply_markup" not in sent
    sent = await call("sendMessage", chat_id=ann.id, text="x", reply_markup={"inline_keyboard": [[]]})
    assert "reply_markup" not in sent


async def test_markup_of_no_known_kind_is_a_violation(call: Caller, telegram: TelegramServer, ann: User) -> None:
    await call("sendMessage", chat_id=ann.id, text="x", reply_markup={"inline": []})
    assert telegram.world.violations == ["sendMessage: reply_markup of no known kind: ['inline']"]
    telegram.world.violations.clear()
