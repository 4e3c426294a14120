"""What a delivery's payload holds: whatever is composed can be read back."""

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.buttons import Button, render_keyboard
from bot.chat.calls import (
    DELETE,
    EDIT,
    SEND,
    Call,
    compose_edit,
    compose_message,
    compose_pages,
    compose_trim,
    read_call,
)
from bot.chat.render import Page
from bot.model.delivery import Priority
from bot.model.place import Place

NOW = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
PRIVATE, THREAD = Place(chat_id=7), Place(chat_id=-1001234567890, thread_id=5)
PLAIN = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
IDS = st.integers(min_value=1, max_value=2**53)
PAGES = st.builds(Page, st.text(), st.text(), st.integers(min_value=0, max_value=100))
PLACES = st.builds(Place, chat_id=st.integers(-(2**63), 2**63 - 1), thread_id=st.none() | IDS)
KEYBOARDS = st.lists(st.lists(st.builds(Button, st.text(), st.text()), max_size=3), max_size=3)


def page(text: str) -> Page:
    return Page(text, text, 0)


def test_a_message_is_html_without_previews() -> None:
    made = compose_message(page("<b>Hi</b>"), PRIVATE, NOW, person_id=7)
    assert (made.method, made.place, made.created, made.person_id) == (SEND, PRIVATE, NOW, 7)
    assert (made.priority, made.not_before) == (Priority.ANSWER, None)
    assert read_call(made.payload) == Call(params={"text": "<b>Hi</b>", **PLAIN}, home=7)


def test_a_reply_goes_out_even_when_its_message_is_gone_by_then() -> None:
    call = read_call(compose_message(page("Hi"), PRIVATE, NOW, reply_to=12).payload)
    assert call.params["reply_parameters"] == {"message_id": 12, "allow_sending_without_reply": True}


def test_an_edit_without_buttons_takes_them_away() -> None:
    button = Button("Yes", "yes")
    kept = compose_edit(page("Hi"), PRIVATE, NOW, message_id=12, keyboard=[[button]], person_id=7)
    gone = compose_edit(page("Hi"), PRIVATE, NOW, message_id=12)
    assert (kept.method, gone.method) == (EDIT, EDIT)
    assert read_call(kept.payload).params["reply_markup"] == render_keyboard([[button]])
    assert read_call(gone.payload).params == {"text": "Hi", **PLAIN, "message_id": 12}
    assert (kept.person_id, gone.person_id) == (7, None)


def test_a_trim_names_no_messages_yet() -> None:
    made = compose_trim(2, THREAD, NOW, 7)
    assert (made.method, made.place, made.person_id) == (DELETE, THREAD, 7)
    assert read_call(made.payload) == Call(params={}, home=THREAD.chat_id, keeps=2)


def test_only_the_first_page_is_a_reply() -> None:
    made = [read_call(one.payload) for one in compose_pages([page("1"), page("2")], THREAD, NOW, reply_to=12)]
    assert [call.params["text"] for call in made] == ["1", "2"]
    assert ["reply_parameters" in call.params for call in made] == [True, False]
    assert [call.page for call in made] == [None, None]


def test_pages_given_again_know_whose_place_they_take() -> None:
    made = compose_pages([page("1"), page("2")], THREAD, NOW, reply_to=12, person_id=7, again=True)
    assert [read_call(one.payload).page for one in made] == [0, 1]
    assert {(one.method, one.person_id) for one in made} == {(SEND, 7)}


def test_neither_chat_nor_thread_stands_in_the_payload() -> None:
    """A chat that moves takes its deliveries along."""
    for made in (
        compose_message(page("Hi"), THREAD, NOW, reply_to=1, number=0),
        compose_edit(page("Hi"), THREAD, NOW, message_id=1),
        compose_trim(0, THREAD, NOW, None),
    ):
        assert read_call(made.payload).params.keys().isdisjoint({"chat_id", "message_thread_id"})


@given(PAGES, PLACES, st.none() | IDS, KEYBOARDS, st.none() | IDS, st.none() | st.integers(0, 9))
@settings(deadline=None, max_examples=60)
def test_any_message_comes_back_as_it_was_composed(
    made: Page,
    place: Place,
    reply_to: int | None,
    keyboard: list[list[Button]],
    person_id: int | None,
    number: int | None,
) -> None:
    outgoing = compose_message(
        made, place, NOW, reply_to=reply_to, keyboard=keyboard, person_id=person_id, number=number
    )
    expected: dict[str, Any] = {"text": made.html, **PLAIN}
    if keyboard:
        expected["reply_markup"] = render_keyboard(keyboard)
    if reply_to is not None:
        expected["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
    assert read_call(outgoing.payload) == Call(params=expected, home=place.chat_id, page=number)
    assert (outgoing.place, outgoing.person_id) == (place, person_id)


@given(
    st.dictionaries(
        st.text(),
        st.recursive(
            st.booleans() | st.integers(-(2**63), 2**63) | st.text(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
            max_leaves=8,
        ),
        max_size=4,
    ),
    st.integers(-(2**63), 2**63),
    st.none() | st.integers(0, 9),
    st.none() | st.integers(0, 9),
)
@settings(deadline=None, max_examples=60)
def test_any_call_is_written_and_read_without_loss(
    params: dict[str, Any], home: int, number: int | None, keeps: int | None
) -> None:
    call = Call(params=params, home=home, page=number, keeps=keeps)
    written = call.model_dump_json(exclude_none=True)
    assert read_call(written) == call
    assert json.loads(written)["params"] == params
