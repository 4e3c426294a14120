"""The buttons below an answer, and below the panes that these open."""

from collections.abc import Collection, Iterator, Sequence

from bot.chat.buttons import Button, Keyboard, compose_data
from bot.chat.handlers.actions import AGAIN, CLOSE, STORY, VIEW, VOTE, WATCH
from bot.chat.render.views import has_differences, has_more, has_speakers, has_timeline
from bot.model.answer import Answer, Source
from bot.model.turn import Reply
from bot.text.messages import Messages

MOST_NUMBERS, MOST_VIEWS, MOST_STORIES = 6, 2, 5
"""Buttons that a phone shows beside each other, by the length of their labels."""
UP, DOWN = "up", "down"
SOURCE, MORE, WHO, DIFFER, TIMELINE, COPY, MARKDOWN = "source", "more", "who", "differ", "timeline", "copy", "markdown"
AMENDED = "amended"


def compose_answer_keyboard(
    turn_id: int, reply: Reply, messages: Messages, *, amended: Collection[int] = ()
) -> Keyboard:
    """Sources first, then what else can be seen of the evidence, then copying and votes; only what there is. `amended`:
    the number of its source for each quoted sentence that no longer stands; above all else a button says so."""
    sources: list[Button] = []
    views: list[Button] = []
    if isinstance(reply, Answer):
        sources += [_source(turn_id, source, amended) for source in reply.sources]
        views += _evidence(turn_id, reply, messages)
    elif has_more(reply):
        views.append(_view(turn_id, MORE, messages.text("bot-button-looked-at")))
    votes = [Button("👍", compose_data(VOTE, turn_id, UP)), Button("👎", compose_data(VOTE, turn_id, DOWN))]
    last = [Button("🔔", compose_data(WATCH, turn_id)), *votes]
    if isinstance(reply, Answer):
        last.insert(0, _view(turn_id, COPY, messages.text("bot-button-copy")))
    above = [_view(turn_id, AMENDED, messages.text("bot-button-amended", count=len(amended)))] if amended else []
    return [*_rows(above, 1), *_rows(sources, MOST_NUMBERS), *_rows(views, MOST_VIEWS), last]


def compose_pane_keyboard(turn_id: int, view: str, opener: int, messages: Messages, *, newer: bool) -> Keyboard:
    """Below a pane: the other form of a copy, the answer of now where there is news, and a way to take it away."""
    rows: list[list[Button]] = []
    if view == COPY:
        rows.append([_view(turn_id, MARKDOWN, "Markdown")])
    elif view == MARKDOWN:
        rows.append([_view(turn_id, COPY, messages.text("bot-button-plain"))])
    if newer:
        rows.append([Button(messages.text("bot-button-again"), compose_data(AGAIN, turn_id))])
    return [*rows, [Button(messages.text("bot-button-close"), compose_data(CLOSE, turn_id, opener))]]


def compose_story_keyboard(stories: Sequence[tuple[int, int]]) -> Keyboard:
    """A button for each story of a message, by its number."""
    buttons = [Button(f"🔎 {number}", compose_data(STORY, story_id)) for number, story_id in stories]
    return _rows(buttons, MOST_STORIES)


def _source(turn_id: int, source: Source, amended: Collection[int]) -> Button:
    """Its number alone, as it stands in the answer: a row of them fits a phone."""
    return Button(
        f"✏️[{source.n}]" if source.n in amended else f"[{source.n}]", compose_data(VIEW, turn_id, SOURCE, source.n)
    )


def _evidence(turn_id: int, answer: Answer, messages: Messages) -> Iterator[Button]:
    offered = {MORE: has_more(answer), WHO: has_speakers(answer), TIMELINE: has_timeline(answer)}
    if has_differences(answer):
        yield _view(turn_id, DIFFER, messages.text("bot-button-differ"))
    for view, there in offered.items():
        if there:
            yield _view(turn_id, view, messages.text(f"bot-button-{view}"))


def _view(turn_id: int, view: str, text: str) -> Button:
    return Button(text, compose_data(VIEW, turn_id, view))


def _rows(buttons: list[Button], width: int) -> list[list[Button]]:
    return [buttons[first : first + width] for first in range(0, len(buttons), width)]
