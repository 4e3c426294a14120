"""What can be tapped below an answer and below a pane: only what there is, and nothing that Telegram refuses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.buttons import LONGEST_DATA, Button, Keyboard, read_tap
from bot.chat.keyboards import COPY, MARKDOWN, SOURCE, compose_answer_keyboard, compose_pane_keyboard
from bot.chat.render.views import has_more
from bot.model.answer import Abstention, Answer, Consulted
from bot.model.turn import Reply
from bot.playground.server.keyboards import read_rows
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.render.hostile import abstentions, answers
from tests.chat.render.test_reply import answer, claim, quote

EN = read_messages("en")
LAST_ID = 2**63 - 1
VOTES = ["👍", "👎"]
LAST = ["🔔", *VOTES]
LONGEST_ROW = 36
"""Letters of the labels in one row that a phone of 360 points still shows; measured by eye."""


def shown(keyboard: Keyboard) -> list[list[str]]:
    return [[button.text for button in row] for row in keyboard]


def all_buttons(keyboard: Keyboard) -> list[Button]:
    return [button for row in keyboard for button in row]


def accept(keyboard: Keyboard) -> None:
    """As the strict server reads it; every button can be told from the others."""
    complaints: list[str] = []
    rows = [[{"text": button.text, "callback_data": button.data} for button in row] for row in keyboard]
    assert read_rows(rows, complaints.append) == rows
    assert complaints == []
    data = [button.data for button in all_buttons(keyboard)]
    assert len(set(data)) == len(data)
    assert all(len(one.encode()) <= LONGEST_DATA for one in data)


def test_a_plain_answer_offers_its_source_a_copy_and_votes() -> None:
    assert shown(compose_answer_keyboard(7, answer(claim(quote(1))), EN)) == [["[1]"], ["Copy", *LAST]]


def test_everything_that_there_is_can_be_opened() -> None:
    disputed = claim(quote(1), quote(2), differs=("12 / 15",), speaker="Ann")
    more = (Consulted("a9", 9, "Something else.", 1.0),)
    keyboard = compose_answer_keyboard(7, answer(disputed, claim(quote(3)), consulted=more), EN)
    assert shown(keyboard) == [
        ["[1]", "[2]", "[3]"],
        ["Where they differ", "More passages"],
        ["Who says what", "Timeline"],
        ["Copy", *LAST],
    ]
    data = [button.data for button in all_buttons(keyboard)]
    views = ["source:1", "source:2", "source:3", "differ", "more", "who", "timeline", "copy"]
    assert data == [*(f"view:7:{view}" for view in views), "watch:7", "vote:7:up", "vote:7:down"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_that_no_longer_stand_are_told_above_all_else(language: str) -> None:
    messages = read_messages(language)
    keyboard = compose_answer_keyboard(7, answer(claim(quote(1), quote(2))), messages, amended=[2, 2])
    accept(keyboard)
    assert shown(keyboard)[:2] == [[messages.text("bot-button-amended", count=2)], ["[1]", "✏️[2]"]]
    assert "2" in shown(keyboard)[0][0]
    assert len(shown(keyboard)[0][0]) <= LONGEST_ROW
    assert keyboard[0][0].data == "view:7:amended"


def test_many_sources_take_several_rows() -> None:
    keyboard = compose_answer_keyboard(7, answer(claim(*map(quote, range(1, 9)))), EN)
    assert shown(keyboard)[:2] == [[f"[{n}]" for n in range(1, 7)], ["[7]", "[8]"]]


def test_what_is_quoted_whole_is_no_more_passage() -> None:
    quoted = quote(1)
    consulted = (Consulted(quoted.article_id, 1, quoted.passage, 2.0),)
    assert not has_more(answer(claim(quoted), consulted=consulted))
    other = (*consulted, Consulted("a2", 1, quoted.passage, 2.0))
    assert has_more(answer(claim(quoted), consulted=other))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_of_views_fits_a_phone(language: str) -> None:
    disputed = claim(quote(1), quote(2), differs=("12 / 15",), speaker="Ann")
    more = (Consulted("a9", 9, "Something else.", 1.0),)
    messages = read_messages(language)
    for row in shown(compose_answer_keyboard(7, answer(disputed, consulted=more), messages)):
        assert sum(map(len, row)) <= LONGEST_ROW, row


@settings(max_examples=100, deadline=None)
@given(st.one_of(answers(), abstentions()), st.sampled_from(LANGUAGES), st.integers(0, LAST_ID))
def test_any_reply_has_a_keyboard_that_telegram_takes(reply: Reply, language: str, turn_id: int) -> None:
    keyboard = compose_answer_keyboard(turn_id, reply, read_messages(language))
    accept(keyboard)
    assert shown(keyboard)[-1][-2:] == VOTES
    taps = [read_tap(button.data) for button in all_buttons(keyboard)]
    assert {tap.arguments[0] for tap in taps} == {str(turn_id)}
    numbers = [int(tap.arguments[2]) for tap in taps if tap.arguments[1:2] == (SOURCE,)]
    assert numbers == ([source.n for source in reply.sources] if isinstance(reply, Answer) else [])
    if isinstance(reply, Abstention):
        assert len(all_buttons(keyboard)) == 3 + has_more(reply)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("newer", [False, True])
@pytest.mark.parametrize("view", ["source", "more", COPY, MARKDOWN, "who", "differ", "timeline"])
def test_a_pane_can_always_be_closed(view: str, newer: bool, language: str) -> None:
    messages = read_messages(language)
    keyboard = compose_pane_keyboard(LAST_ID, view, LAST_ID, messages, newer=newer)
    accept(keyboard)
    data = [button.data for button in all_buttons(keyboard)]
    other = {COPY: [f"view:{LAST_ID}:markdown"], MARKDOWN: [f"view:{LAST_ID}:copy"]}.get(view, [])
    assert data == [*other, *([f"again:{LAST_ID}"] if newer else []), f"close:{LAST_ID}:{LAST_ID}"]
