"""What of a message could be an article, and what stays a question."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.incoming import find_place, read_incoming
from bot.chat.nouns import ChannelPost, Piece, Question, SentFile, Unsupported
from bot.model.place import Place
from bot.model.post import Channel, Post
from tests.chat.updates import BOT, CHANNEL, GROUP, PRIVATE, entity, message, update

LINK = "https://coast.example/news/tolls?id=7"
ORIGIN: dict[str, Any] = {
    "type": "channel",
    "date": 1_749_000_000,
    "chat": CHANNEL | {"username": "coast_news"},
    "message_id": 41,
}
MOMENT = datetime.fromtimestamp(1_749_000_000, UTC)
POST = Post(channel=Channel(-100900, "News", "coast_news"), message_id=41, published=MOMENT, text="Talks go on.")


def read_piece(**more: Any) -> Piece | None:
    heard = read_incoming(update(message(**more)), BOT)
    assert isinstance(heard, Question | Unsupported)
    return heard.piece


@pytest.mark.parametrize(
    "text", [LINK, f"  {LINK}\n", LINK.upper(), "http://127.0.0.1:8000/a", "https://пример.рф/новость"]
)
def test_a_message_that_is_only_a_link_is_one(text: str) -> None:
    assert read_piece(text=text) == Piece(link=text.strip())


@pytest.mark.parametrize(
    "text",
    [
        f"what does the Coast Post say about {LINK}?",
        f"{LINK} what is this?",
        f"{LINK}\n{LINK}",
        "coast.example",
        "ftp://coast.example/a",
        "https://",
        "what is new?",
        "https://coast.example/" + "a" * 2000,
    ],
)
def test_anything_else_is_a_question(text: str) -> None:
    assert read_piece(text=text) is None


def test_an_address_without_a_scheme_is_a_link_where_telegram_says_so() -> None:
    text = "coast.example/news"
    assert read_piece(text=text, entities=[entity("url", text, text)]) == Piece(link=f"https://{text}")
    longer = f"{text} why"
    assert read_piece(text=longer, entities=[entity("url", longer, text)]) is None


def test_a_document_is_a_file_also_with_a_caption() -> None:
    document = {"file_id": "F1", "file_unique_id": "u", "file_name": "tolls.pdf", "file_size": 1234}
    found = read_piece(text=None, document=document, caption="look at this")
    assert found == Piece(file=SentFile("F1", "tolls.pdf", 1234))
    assert read_piece(text=None, document={"file_id": "F1"}) == Piece(file=SentFile("F1", ""))


def test_a_forwarded_post_carries_where_it_stood() -> None:
    assert read_piece(text="Talks go on.", forward_origin=ORIGIN) == Piece(post=POST)
    photo = [{"file_id": "P", "file_unique_id": "p"}]
    found = read_piece(text=None, photo=photo, caption="Talks go on.", forward_origin=ORIGIN, media_group_id="77")
    assert found == Piece(post=POST, album="77")
    person = {"type": "user", "date": 1_749_000_000, "sender_user": {"id": 6, "is_bot": False, "first_name": "B"}}
    assert read_piece(text="Talks go on.", forward_origin=person) is None


def test_in_groups_nothing_is_a_piece() -> None:
    heard = read_incoming(update(message(f"/ask {LINK}", chat=GROUP)), BOT)
    assert isinstance(heard, Question)
    assert heard.piece is None


@pytest.mark.parametrize(("kind", "is_edit"), [("channel_post", False), ("edited_channel_post", True)])
def test_a_channels_post_and_its_edit(kind: str, is_edit: bool) -> None:
    raw = {
        "message_id": 41,
        "date": 1_749_000_000,
        "chat": ORIGIN["chat"],
        "sender_chat": CHANNEL,
        "text": "Talks go on.",
    }
    heard = read_incoming(update(raw, kind), BOT)
    assert isinstance(heard, ChannelPost)
    assert (heard.post, heard.album, heard.is_edit) == (POST, None, is_edit)
    assert (heard.place, heard.sender.kind) == (Place(chat_id=-100900), "channel")
    assert find_place(update(raw, kind)) == Place(chat_id=-100900)


def test_a_command_in_a_channel_is_a_post_like_any_other() -> None:
    raw = {"message_id": 41, "date": 1_749_000_000, "chat": CHANNEL, "text": "/ask@brief_bot why?"}
    assert isinstance(read_incoming(update(raw, "channel_post"), BOT), ChannelPost)


@given(text=st.text(max_size=80))
def test_a_link_is_never_found_in_what_holds_white_space_inside(text: str) -> None:
    raw = message(f"https://a.example/ {text.strip() or 'why'}", chat=PRIVATE)
    heard = read_incoming(update(raw), BOT)
    assert not isinstance(heard, Question) or heard.piece is None or len(heard.text.split()) == 1
