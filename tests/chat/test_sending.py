"""The call that a recorded delivery becomes, by what is known when it is sent."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.buttons import Button
from bot.chat.calls import (
    DELETE,
    EDIT,
    MARKUP,
    SEND,
    compose_edit,
    compose_markup,
    compose_message,
    compose_pages,
    compose_trim,
    read_call,
)
from bot.chat.render import Page
from bot.chat.sending import Ready, make_ready
from bot.model.delivery import Delivery, DeliveryState, Outgoing, Priority
from bot.model.place import Place
from bot.model.turn import PlacedTurn
from tests.store.chat.samples import ABSTENTION

NOW = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
GROUP, THREAD, NEW = Place(chat_id=-50), Place(chat_id=-100500, thread_id=8), Place(chat_id=-100900)
PAGE = Page("<i>Hi</i>", "Hi", 1)
TEXT = {"text": "<i>Hi</i>", "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
REPLY = {"reply_parameters": {"message_id": 12, "allow_sending_without_reply": True}}


def recorded(outgoing: Outgoing, place: Place | None = None) -> Delivery:
    """As the store gives it back; `place`: where its chat is by now."""
    return Delivery(
        id=1,
        update_id=1,
        part=0,
        turn_id=1,
        person_id=outgoing.person_id,
        place=place or outgoing.place,
        priority=outgoing.priority,
        method=outgoing.method,
        payload=outgoing.payload,
        state=DeliveryState.SENDING,
        message_ids=(),
        error=None,
        created=NOW,
        not_before=None,
        attempts=1,
    )


def turn_of(place: Place, *answers: int) -> PlacedTurn:
    return PlacedTurn(
        id=1, place=place, person_id=7, question="who?", reply=ABSTENTION, asked=NOW, answer_message_ids=answers
    )


def ready(outgoing: Outgoing, *answers: int, place: Place | None = None) -> Ready | None:
    """The call, where the turn's answer stands in the messages `answers`."""
    return make_ready(
        recorded(outgoing, place), read_call(outgoing.payload), turn_of(place or outgoing.place, *answers)
    )


def test_a_new_message_goes_to_its_chat_and_thread() -> None:
    reply = compose_message(PAGE, THREAD, NOW, reply_to=12)
    assert ready(reply) == Ready(SEND, {**TEXT, **REPLY, "chat_id": -100500, "message_thread_id": 8})


def test_without_a_thread_none_is_named() -> None:
    assert ready(compose_message(PAGE, GROUP, NOW)) == Ready(SEND, {**TEXT, "chat_id": -50})


def test_a_delivery_of_no_turn_is_sent_all_the_same() -> None:
    notice = compose_message(PAGE, GROUP, NOW)
    assert make_ready(recorded(notice), read_call(notice.payload), None) == Ready(SEND, {**TEXT, "chat_id": -50})


def test_an_edit_names_its_message_and_no_thread() -> None:
    edit = compose_edit(PAGE, THREAD, NOW, message_id=20)
    assert ready(edit) == Ready(EDIT, {**TEXT, "chat_id": -100500, "message_id": 20}, 20)


def test_an_answer_given_again_takes_the_place_of_the_one_before() -> None:
    first, second = compose_pages([PAGE, PAGE], THREAD, NOW, reply_to=12, again=True)
    assert ready(first, 20, 21) == Ready(EDIT, {**TEXT, "chat_id": -100500, "message_id": 20}, 20)
    assert ready(second, 20, 21) == Ready(EDIT, {**TEXT, "chat_id": -100500, "message_id": 21}, 21)


def test_a_page_more_than_before_is_a_new_message() -> None:
    _, second = compose_pages([PAGE, PAGE], THREAD, NOW, reply_to=12, again=True)
    assert ready(second, 20) == Ready(SEND, {**TEXT, "chat_id": -100500, "message_thread_id": 8})


def test_an_answer_given_again_before_the_first_was_sent_is_a_reply_of_its_own() -> None:
    [only] = compose_pages([PAGE], THREAD, NOW, reply_to=12, again=True)
    assert ready(only) == Ready(SEND, {**TEXT, **REPLY, "chat_id": -100500, "message_thread_id": 8})


def test_pages_that_are_no_longer_needed_are_deleted_together() -> None:
    trim = compose_trim(1, THREAD, NOW, 7)
    assert ready(trim, 20, 21, 22) == Ready(DELETE, {"chat_id": -100500, "message_ids": [21, 22]})


def test_where_nothing_is_left_over_nothing_is_deleted() -> None:
    trim = compose_trim(1, THREAD, NOW, 7)
    assert ready(trim, 20) is None
    assert make_ready(recorded(trim), read_call(trim.payload), None) is None


def test_in_a_chat_that_has_moved_old_message_ids_mean_nothing() -> None:
    new = {**TEXT, "chat_id": NEW.chat_id}
    assert ready(compose_message(PAGE, GROUP, NOW, reply_to=12), place=NEW) == Ready(SEND, new)
    assert ready(compose_edit(PAGE, GROUP, NOW, message_id=20), place=NEW) == Ready(SEND, new)
    assert ready(compose_pages([PAGE], GROUP, NOW, reply_to=12, again=True)[0], place=NEW) == Ready(SEND, new)
    assert ready(compose_trim(0, GROUP, NOW, 7), place=NEW) is None
    assert ready(compose_markup([], GROUP, NOW, message_id=20, person_id=7), place=NEW) is None


def test_buttons_are_changed_below_the_message_that_was_named_behind_all_answers() -> None:
    mark = compose_markup([[Button("a", "b")]], THREAD, NOW, message_id=20, person_id=7)
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    assert ready(mark, 3) == Ready(MARKUP, {"chat_id": -100500, "message_id": 20, "reply_markup": markup}, 20)
    assert (mark.priority, mark.person_id) == (Priority.DIGEST, 7)


def test_an_answer_that_stands_in_the_new_chat_is_edited_there() -> None:
    [only] = compose_pages([PAGE], GROUP, NOW, reply_to=12, again=True)
    assert ready(only, 3, place=NEW) == Ready(EDIT, {**TEXT, "chat_id": NEW.chat_id, "message_id": 3}, 3)


IDS = st.integers(min_value=1, max_value=2**31)
PLACES = st.builds(Place, chat_id=st.sampled_from([7, -50, -100500]), thread_id=st.none() | IDS)
ANSWERS = st.lists(IDS, max_size=4, unique=True).map(sorted)


@st.composite
def outgoings(draw: st.DrawFn) -> Outgoing:
    """Any of what is composed, with message ids above 2**31 so that a test can tell them from answers."""
    place, old = draw(PLACES), draw(IDS) + 2**31
    return draw(
        st.sampled_from(
            [
                compose_message(PAGE, place, NOW, reply_to=old),
                compose_message(PAGE, place, NOW, number=draw(st.integers(0, 4)), reply_to=old),
                compose_edit(PAGE, place, NOW, message_id=old),
                compose_trim(draw(st.integers(0, 4)), place, NOW, 7),
            ]
        )
    )


@given(outgoings(), ANSWERS, st.booleans())
@settings(deadline=None)
def test_every_call_is_whole_and_about_messages_of_its_chat(
    outgoing: Outgoing, answers: list[int], has_moved: bool
) -> None:
    place = NEW if has_moved else outgoing.place
    made = ready(outgoing, *answers, place=place)
    if made is None:
        assert outgoing.method == DELETE
        return
    assert made.params["chat_id"] == place.chat_id
    assert ("message_thread_id" in made.params) == (made.method == SEND and place.thread_id is not None)
    assert ("message_id" in made.params) == (made.method == EDIT)
    assert made.params.get("message_id") == made.message_id
    assert ("text" in made.params) == (made.method != DELETE)
    assert made.method != DELETE or set(made.params["message_ids"]) <= set(answers)
    assert not has_moved or (made.message_id or 0) in {0, *answers}
    assert "reply_parameters" not in made.params or (made.method == SEND and not has_moved)
