"""Texts: lengths after parsing, entities, refusals in Telegram's words (section 2, rows 1 to 5)."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.server import TelegramServer
from bot.playground.server.entities import Formatted, cut, format_text, units
from bot.playground.server.shared import Json
from bot.playground.server.users import User
from tests.playground.server.calling import Caller


async def send(call: Caller, user: User, text: str, **params: object) -> Json:
    sent: Json = await call("sendMessage", chat_id=user.id, text=text, **params)
    return sent


async def refuse(call: Caller, user: User, text: str, **params: object) -> str:
    code, description = await call.refused("sendMessage", chat_id=user.id, text=text, **params)
    assert code == 400
    return description


async def test_length_is_measured_in_code_points_after_parsing(call: Caller, ann: User) -> None:
    sent = await send(call, ann, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(sent["text"]) == 4096
    assert len((await send(call, ann, "😀" * 4096))["text"]) == 4096
    assert await refuse(call, ann, "x" * 4097) == "Bad Request: message is too long"
    assert await refuse(call, ann, f"<b>{'x' * 4097}</b>", parse_mode="HTML") == "Bad Request: message is too long"


async def test_raw_text_is_measured_in_bytes(call: Caller, ann: User) -> None:
    assert await refuse(call, ann, "я" * 16385) == "Bad Request: text is too long"


async def test_empty_texts(call: Caller, ann: User) -> None:
    assert await refuse(call, ann, "") == "Bad Request: message text is empty"
    assert await refuse(call, ann, " \n ") == "Bad Request: message text is empty"
    assert await refuse(call, ann, "<b></b>", parse_mode="HTML") == "Bad Request: text must be non-empty"


@pytest.mark.parametrize(
    ("mode", "text", "told"),
    [
        ("MarkdownV2", "a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("MarkdownV2", "ab *c", "Can't find end of Bold entity at byte offset 3"),
        ("MarkdownV2", "[a](b", "Can't find end of a URL at byte offset 4"),
        ("HTML", "<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("HTML", "<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("HTML", "a < b", 'Unsupported start tag "" at byte offset 2'),
        ("HTML", "<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("HTML", "x</b>", "Unexpected end tag at byte offset 1"),
        ("HTML", "<b", "Unclosed start tag at byte offset 0"),
    ],
)
async def test_parse_errors(call: Caller, ann: User, mode: str, text: str, told: str) -> None:
    assert await refuse(call, ann, text, parse_mode=mode) == f"Bad Request: can't parse entities: {told}"


async def test_unknown_parse_mode(call: Caller, ann: User) -> None:
    assert await refuse(call, ann, "x", parse_mode="BBCode") == "Bad Request: unsupported parse_mode"


async def test_entities_in_utf16_units_and_recognised_ones(call: Caller, telegram: TelegramServer, ann: User) -> None:
    text = "😀 <b>bold</b> <blockquote expandable>q</blockquote>\n<a href='https://a.bc/d'>l</a> @somebody /why t.me/x"
    sent = await send(call, ann, text, parse_mode="html")
    found = {entity["type"]: cut(sent["text"], entity) for entity in sent["entities"]}
    assert found == {
        "bold": "bold",
        "expandable_blockquote": "q",
        "text_link": "l",
        "mention": "@somebody",
        "bot_command": "/why",
        "url": "t.me/x",
    }
    shown = telegram.shown(ann.id)[-1]
    assert (shown.quotations, shown.links) == (["q"], ["https://a.bc/d"])


async def test_times_and_languages(call: Caller, ann: User) -> None:
    text = '<tg-time unix="1700000000" format="wDT">x</tg-time> <tg-time unix="1700000000" format="r">y</tg-time>'
    sent = await send(call, ann, text + '<pre><code class="language-py">z</code></pre>', parse_mode="HTML")
    found = [(e["type"], e.get("unix_time"), e.get("date_time_format"), e.get("language")) for e in sent["entities"]]
    assert found == [
        ("date_time", 1700000000, "wDT", None),
        ("date_time", 1700000000, "r", None),
        ("pre", None, None, "py"),
    ]


async def test_nothing_is_recognised_inside_code(call: Caller, ann: User) -> None:
    sent = await send(call, ann, "<code>@somebody</code>", parse_mode="HTML")
    assert [entity["type"] for entity in sent["entities"]] == ["code"]


async def test_mentions_of_known_and_unknown_people(call: Caller, ann: User) -> None:
    text = f'<a href="tg://user?id={ann.id}">her</a> <a href="tg://user?id=42">him</a>'
    sent = await send(call, ann, text, parse_mode="HTML")
    assert [(e["type"], e["user"]["id"]) for e in sent["entities"]] == [("text_mention", ann.id)]


async def test_white_space_around_is_trimmed(call: Caller, ann: User) -> None:
    sent = await send(call, ann, "\n  a <b>b</b> \n", parse_mode="HTML")
    assert sent["text"] == "a b"
    assert sent["entities"] == [{"type": "bold", "offset": 2, "length": 1}]


async def test_at_most_a_hundred_entities_are_kept(call: Caller, ann: User) -> None:
    sent = await send(call, ann, "<b>a</b> " * 120, parse_mode="HTML")
    assert len(sent["entities"]) == 100


async def test_given_entities(call: Caller, ann: User) -> None:
    sent = await send(call, ann, "abc", entities=[{"type": "italic", "offset": 1, "length": 2}])
    assert sent["entities"] == [{"type": "italic", "offset": 1, "length": 2}]
    beyond = [{"type": "italic", "offset": 1, "length": 9}]
    assert "UTF-16" in await refuse(call, ann, "abc", entities=beyond)
    unknown = [{"type": "blink", "offset": 0, "length": 1}]
    assert "Unsupported type" in await refuse(call, ann, "abc", entities=unknown)


async def test_null_is_no_markup(call: Caller, ann: User) -> None:
    assert await refuse(call, ann, "x", reply_markup=None) == "Bad Request: object expected as reply markup"


letters = st.characters(exclude_categories=("Cs", "Cc"))


@settings(max_examples=60)
@given(st.text(letters, max_size=60).filter(str.strip))
def test_escaped_text_comes_out_as_it_was(text: str) -> None:
    formatted: Formatted = format_text(html.escape(text), "HTML", None, lambda _: None)
    assert formatted.text in text
    assert formatted.text.strip() == text.strip()
    last = units(formatted.text)
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= last for e in formatted.entities)
