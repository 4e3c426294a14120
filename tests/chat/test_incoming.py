"""Is it meant for us, and what does it ask?"""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
import telegram
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.addressing import cut_mentions
from bot.chat.incoming import CHANNEL_BOT, GROUP_ANONYMOUS_BOT, find_place, read_incoming
from bot.chat.language import choose_language
from bot.chat.nouns import Change, Command, Edited, Heard, MembershipChange, Migration, Question, Tapped, Unsupported
from bot.chat.wire import Entity
from bot.model.errors import UpdateError
from bot.model.place import Place
from tests.chat.updates import (
    BOT,
    CHANNEL,
    GROUP,
    OTHER_BOT,
    OURSELVES,
    PERSON,
    PRIVATE,
    entity,
    member,
    membership,
    message,
    replied,
    update,
)


def read(of: dict[str, Any]) -> Heard | None:
    return read_incoming(update(of), BOT)


def question(of: dict[str, Any]) -> Question:
    heard = read(of)
    assert isinstance(heard, Question), heard
    return heard


def command(of: dict[str, Any]) -> Command:
    heard = read(of)
    assert isinstance(heard, Command), heard
    return heard


def test_any_text_in_a_private_chat_is_a_question() -> None:
    heard = question(message("  what does Russia demand? "))
    assert heard.text == "what does Russia demand?"
    assert heard.via == "private"
    assert heard.place == Place(chat_id=5, thread_id=None)
    assert heard.sent == datetime.fromtimestamp(1_750_000_000, UTC)
    assert (heard.update_id, heard.message_id, heard.answers, heard.about) == (1, 10, None, None)
    assert (heard.sender.id, heard.sender.kind, heard.sender.language) == (5, "person", "uk")


def test_a_reply_to_an_answer_in_a_private_chat_names_it() -> None:
    assert question(message(reply_to_message=replied(sender=OURSELVES))).answers == 9


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/start", "start", ""),
        ("/start c3RvcnktMTI", "start", "c3RvcnktMTI"),
        ("/help", "help", ""),
        ("/WHY@Brief_Bot", "why", ""),
        ("/settings now", "settings", "now"),
        ("/ask", "ask", ""),
        ("/ask@brief_bot  ", "ask", ""),
        ("/unknown x", "unknown", "x"),
    ],
)
@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_commands(text: str, name: str, argument: str, chat: dict[str, Any]) -> None:
    heard = command(message(text, chat))
    assert (heard.name, heard.argument) == (name, argument)


@pytest.mark.parametrize("text", ["/ask@other_bot what?", "/help@other_bot", "/start@brief_bot2 x"])
@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_commands_of_other_bots_are_not_for_us(text: str, chat: dict[str, Any]) -> None:
    assert read(message(text, chat)) is None
    assert read(message(text, chat, reply_to_message=replied(sender=OURSELVES))) is None


@pytest.mark.parametrize("text", ["/ask what is new?", "/ask@brief_bot what is new?", "/ASK\nwhat is new?"])
def test_ask_in_a_group(text: str) -> None:
    heard = question(message(text, GROUP))
    assert (heard.text, heard.via) == ("what is new?", "command")


@pytest.mark.parametrize("text", ["what is new?", "/askwhat", "/ask/me", "a /ask b", "@other_bot what?", "/", "."])
def test_a_group_is_left_in_peace(text: str) -> None:
    entities = [entity("mention", text, "@other_bot")] if "@" in text else []
    if text == "/askwhat":
        assert command(message(text, GROUP)).name == "askwhat"
    else:
        assert read(message(text, GROUP, entities=entities)) is None


def test_a_reply_to_us_is_a_question_and_a_reply_to_somebody_else_is_not() -> None:
    heard = question(message("and Ukraine?", GROUP, reply_to_message=replied(sender=OURSELVES)))
    assert (heard.text, heard.via, heard.answers, heard.about) == ("and Ukraine?", "reply", 9, None)
    assert read(message("and Ukraine?", GROUP, reply_to_message=replied())) is None
    assert read(message("and Ukraine?", GROUP, reply_to_message=replied(sender=OTHER_BOT))) is None


def test_ask_as_a_reply_asks_about_a_colleagues_message() -> None:
    heard = question(message("/ask", GROUP, reply_to_message=replied("Will the talks go on?")))
    assert (heard.text, heard.about, heard.answers) == ("Will the talks go on?", 9, None)
    caption = question(message("/ask", GROUP, reply_to_message=replied(None, caption="A bridge fell")))
    assert caption.text == "A bridge fell"
    own = question(message("/ask who?", GROUP, reply_to_message=replied()))
    assert (own.text, own.about) == ("who?", None)


def test_ask_without_anything_to_ask_is_the_bare_command() -> None:
    assert command(message("/ask", GROUP, reply_to_message=replied(None))).argument == ""
    assert command(message("/ask", GROUP, reply_to_message=replied(sender=OURSELVES))).answers == 9


def test_in_a_forum_thread_the_message_that_opened_it_is_no_reply() -> None:
    opened = replied(None, sender=OURSELVES, forum_topic_created={"name": "Peace", "icon_color": 1})
    thread = {"message_thread_id": 44, "is_topic_message": True}
    assert read(message("hello", GROUP, reply_to_message=opened, **thread)) is None
    heard = question(message("/ask hello", GROUP, reply_to_message=opened, **thread))
    assert heard.place == Place(chat_id=-100500, thread_id=44)
    assert heard.answers is None


def test_a_thread_id_outside_forums_is_not_echoed() -> None:
    assert question(message("/ask hello", GROUP, message_thread_id=9)).place.thread_id is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("@brief_bot what is new?", "what is new?"),
        ("@Brief_Bot: what is new?", "what is new?"),
        ("what is new, @brief_bot?", "what is new?"),
        ("what is new @brief_bot", "what is new"),
        ("👩‍👩‍👧 𝔘𝔫𝔦 @brief_bot, що нового?", "👩‍👩‍👧 𝔘𝔫𝔦 що нового?"),
        ("hey\n@brief_bot\nwhat is new?", "hey what is new?"),
    ],
)
def test_a_mention_is_cut_out(text: str, left: str) -> None:
    part = next(word for word in ("@brief_bot", "@Brief_Bot") if word in text)
    heard = question(message(text, GROUP, entities=[entity("mention", text, part)]))
    assert (heard.text, heard.via) == (left, "mention")


@pytest.mark.parametrize(
    "more",
    [
        {"type": "text_mention", "user": OURSELVES},
        {"type": "text_link", "url": "https://t.me/brief_bot"},
        {"type": "text_link", "url": "tg://user?id=777"},
    ],
)
def test_mentions_without_a_username(more: dict[str, Any]) -> None:
    text = "🇺🇦 Brief what is new?"
    heard = question(message(text, GROUP, entities=[entity("mention", text, "Brief") | more]))
    assert heard.text == "🇺🇦 what is new?"


@pytest.mark.parametrize(
    "more",
    [
        {"type": "text_mention", "user": OTHER_BOT},
        {"type": "text_link", "url": "https://t.me/other_bot"},
        {"type": "text_link", "url": "https://example.org/t.me/brief_bot"},
        {"type": "mention"},
        {"type": "bold"},
        {"type": "text_mention", "user": OURSELVES, "offset": 900},
        {"type": "text_mention", "user": OURSELVES, "offset": -1},
        {"type": "text_mention", "user": OURSELVES, "length": 0},
    ],
)
def test_what_is_no_mention_of_us(more: dict[str, Any]) -> None:
    text = "Brief what is new?"
    assert read(message(text, GROUP, entities=[entity("mention", text, "Brief") | more])) is None


def test_a_bare_mention_asks_about_the_message_replied_to_or_how_to_ask() -> None:
    mention = {"entities": [entity("mention", "@brief_bot", "@brief_bot")]}
    assert question(message("@brief_bot", GROUP, reply_to_message=replied(), **mention)).text == "Talks go on"
    assert command(message("@brief_bot", GROUP, **mention)).name == "ask"


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "animation", "poll", "location", "video_note"])
def test_what_is_not_text(kind: str) -> None:
    media = {kind: [{"file_id": "x"}], "document": {"file_id": "x"}} if kind == "animation" else {kind: {"x": 1}}
    heard = read(message(None, media_group_id="album", **media))
    assert isinstance(heard, Unsupported)
    assert (heard.kind, heard.album) == (kind, "album")
    assert read(message(None, GROUP, **media)) is None
    assert read(message(None, GROUP, reply_to_message=replied(), **media)) is None
    to_us = read(message(None, GROUP, reply_to_message=replied(sender=OURSELVES), **media))
    assert isinstance(to_us, Unsupported)


def test_service_messages_say_nothing() -> None:
    pinned = {"pinned_message": replied()}
    assert read(message(None, **pinned)) is None
    assert read(message(None, GROUP, new_chat_members=[OURSELVES])) is None
    assert read(message(None, GROUP, reply_to_message=replied(sender=OURSELVES), **pinned)) is None


@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_other_bots_are_never_heard(chat: dict[str, Any]) -> None:
    to_us = {"reply_to_message": replied(sender=OURSELVES)}
    assert read(message("/ask what?", chat, **{"from": OTHER_BOT})) is None
    assert read(message("what?", chat, **{"from": OTHER_BOT}, **to_us)) is None
    assert read(message("what?", chat, via_bot=OTHER_BOT, **to_us)) is None
    assert read(message("what?", chat, **{"from": OURSELVES}, **to_us)) is None


def test_anonymous_administrators_and_channels_are_heard_under_their_own_id() -> None:
    anonymous = {"id": GROUP_ANONYMOUS_BOT, "is_bot": True, "first_name": "Group"}
    heard = question(message("/ask what?", GROUP, sender_chat=GROUP, **{"from": anonymous}))
    assert (heard.sender.id, heard.sender.kind, heard.sender.language) == (-100500, "anonymous", None)
    channel = {"id": CHANNEL_BOT, "is_bot": True, "first_name": "Channel"}
    spoken = question(message("/ask what?", GROUP, sender_chat=CHANNEL, **{"from": channel}))
    assert (spoken.sender.id, spoken.sender.kind) == (-100900, "channel")


def test_what_a_channel_forwards_into_its_group_is_not_for_us() -> None:
    telegram_itself = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    forwarded = {"from": telegram_itself, "sender_chat": CHANNEL, "is_automatic_forward": True}
    assert read(message("/ask what?", GROUP, **forwarded)) is None


def test_an_edited_question_is_an_edit_and_an_edited_command_is_nothing() -> None:
    heard = read_incoming(update(message("what?", edit_date=1_750_000_100), "edited_message"), BOT)
    assert isinstance(heard, Edited)
    assert heard.question.text == "what?"
    assert heard.place == heard.question.place
    asked = read_incoming(update(message("/ask who?", GROUP), "edited_message"), BOT)
    assert isinstance(asked, Edited)
    for text in ("/forget", "/ask"):
        assert read_incoming(update(message(text), "edited_message"), BOT) is None
    assert read_incoming(update(message("what?", GROUP), "edited_message"), BOT) is None


def test_a_tapped_button() -> None:
    tapped = {"id": "77", "from": PERSON, "chat_instance": "1", "data": "why:12"}
    below = replied(sender=OURSELVES, message_thread_id=44, is_topic_message=True)
    heard = read_incoming(update(tapped | {"message": below}, "callback_query"), BOT)
    assert isinstance(heard, Tapped)
    assert (heard.query_id, heard.message_id, heard.data) == ("77", 9, "why:12")
    assert heard.place == Place(chat_id=-100500, thread_id=44)
    old = {"chat": GROUP, "message_id": 9, "date": 0}
    assert isinstance(read_incoming(update(tapped | {"message": old}, "callback_query"), BOT), Tapped)
    assert read_incoming(update(tapped | {"inline_message_id": "x"}, "callback_query"), BOT) is None


@pytest.mark.parametrize(
    ("old", "new", "change", "may_write"),
    [
        (member("left"), member("member"), Change.ADDED, True),
        (member("kicked", until_date=0), member("administrator"), Change.ADDED, True),
        (member("member"), member("kicked", until_date=0), Change.REMOVED, False),
        (member("administrator"), member("left"), Change.REMOVED, False),
        (member("member"), member("administrator"), Change.RIGHTS, True),
        (member("member"), member("restricted", is_member=True, can_send_messages=False), Change.RIGHTS, False),
        (member("left"), member("restricted", is_member=True, can_send_messages=True), Change.ADDED, True),
        (member("restricted", is_member=True), member("restricted", is_member=False), Change.REMOVED, False),
    ],
)
def test_membership(old: dict[str, Any], new: dict[str, Any], change: Change, may_write: bool) -> None:
    heard = read_incoming(membership(old, new), BOT)
    assert isinstance(heard, MembershipChange)
    assert (heard.change, heard.may_write) == (change, may_write)
    assert heard.administrator == (new["status"] == "administrator")
    assert (heard.place.chat_id, heard.title, heard.sender.id) == (-100500, "Desk", 5)


def test_migration_is_read_from_both_ends() -> None:
    group = {"id": -500, "type": "group", "title": "Desk"}
    there = read(message(None, group, migrate_to_chat_id=-100500))
    here = read(message(None, GROUP, migrate_from_chat_id=-500))
    assert isinstance(there, Migration)
    assert isinstance(here, Migration)
    assert (there.old, there.new) == (here.old, here.new) == (-500, -100500)


def test_the_librarys_own_update_reads_the_same() -> None:
    text = "@brief_bot what is new?"
    raw = update(message(text, GROUP, entities=[entity("mention", text, "@brief_bot")], reply_to_message=replied()))
    assert read_incoming(telegram.Update.de_json(raw, None), BOT) == read_incoming(raw, BOT)


def test_lone_surrogates_become_what_a_database_takes() -> None:
    assert question(message("what \ud83d now?")).text == "what \ufffd now?"


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"update_id": "1"},
        {"update_id": 1, "message": 5},
        {"update_id": 2**70, "message": message()},
        update(message() | {"date": 10**15}),
        update(message() | {"chat": {"id": 5, "type": "tavern"}}),
        update(message() | {"entities": [{"type": "mention"}]}),
    ],
)
def test_what_cannot_be_read_says_where(raw: dict[str, Any]) -> None:
    with pytest.raises(UpdateError, match="update cannot be read: "):
        read_incoming(raw, BOT)
    assert find_place(raw) is None


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (update(message()), Place(chat_id=5, thread_id=None)),
        (update(message("x", GROUP, message_thread_id=4, is_topic_message=True)), Place(chat_id=-100500, thread_id=4)),
        (update(message("x", GROUP, message_thread_id=4), "edited_message"), Place(chat_id=-100500, thread_id=None)),
        (membership(member("left"), member("member")), Place(chat_id=-100500, thread_id=None)),
        ({"update_id": 1, "inline_query": {"id": "1"}}, None),
    ],
)
def test_the_place_of_an_update(raw: dict[str, Any], place: Place | None) -> None:
    assert find_place(raw) == place


WHOLE = [
    update(
        message("/ask@brief_bot what?", GROUP, reply_to_message=replied(), message_thread_id=4, is_topic_message=True)
    ),
    update(message("Brief, what?", GROUP, entities=[entity("text_mention", "Brief, what?", "Brief", user=OURSELVES)])),
    update(message(None, photo=[{"file_id": "x"}], caption="@brief_bot")),
    update(message("what?", GROUP, sender_chat=GROUP), "edited_message"),
    update({"id": "7", "from": PERSON, "message": replied(sender=OURSELVES), "data": "x"}, "callback_query"),
    membership(member("left"), member("restricted", is_member=True)),
]
junk = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just([]), st.just({}), st.just([{}])
)


def mutilate(raw: Any, draw: st.DrawFn) -> Any:
    """One thing somewhere below gone or replaced."""
    if isinstance(raw, dict) and raw and draw(st.integers(0, 3)):
        name = draw(st.sampled_from(sorted(raw)))
        if draw(st.integers(0, 3)) == 0:
            return {key: value for key, value in raw.items() if key != name}
        return raw | {name: mutilate(raw[name], draw)}
    if isinstance(raw, list) and raw:
        return [mutilate(raw[0], draw), *raw[1:]]
    return draw(junk)


@st.composite
def mutilated(draw: st.DrawFn) -> Any:
    raw = copy.deepcopy(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 3))):
        raw = mutilate(raw, draw)
    return raw


@settings(max_examples=200, deadline=None)
@given(mutilated())
def test_a_mutilated_update_is_read_or_set_aside(raw: Any) -> None:
    try:
        heard = read_incoming(raw, BOT)
    except UpdateError:
        assert find_place(raw) is None
        return
    if isinstance(heard, Question):
        assert heard.text.strip()
        assert heard.text.encode()


@given(st.text(), st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=4))
def test_cutting_mentions_anywhere_never_raises_and_adds_nothing(text: str, spans: list[tuple[int, int]]) -> None:
    us = {"id": BOT.id, "is_bot": True}
    entities = [
        Entity.model_validate({"type": "text_mention", "offset": start, "length": length, "user": us})
        for start, length in spans
    ]
    left = cut_mentions(text, entities, BOT)
    assert len(left) <= len(text) + len(spans)
    if not spans:
        assert left == text.strip()


@pytest.mark.parametrize(
    ("code", "language"), [("uk", "uk"), ("ru-RU", "ru"), ("en_US", "en"), ("pt-br", "en"), (None, "en"), ("", "en")]
)
def test_the_language_of_the_interface(code: str | None, language: str) -> None:
    assert choose_language(code) == language
