"""Calls to record: what a delivery's payload holds, and how deliveries are composed."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, JsonValue

from bot.chat.buttons import Keyboard, render_keyboard
from bot.chat.render import Page
from bot.model.base import Noun
from bot.model.delivery import Outgoing, Priority
from bot.model.place import Place

SEND, EDIT, DELETE, DOCUMENT = "sendMessage", "editMessageText", "deleteMessages", "sendDocument"
PHOTO, MARKUP = "sendPhoto", "editMessageReplyMarkup"
NEW = (SEND, DOCUMENT, PHOTO)
"""What makes a message: done twice, there would be two."""


class Call(Noun):
    """The parameters of a method, without `chat_id` and `message_thread_id`.

    `home`: the chat that message ids in it are of; when the chat has moved since, they mean nothing any more. `page`:
    the call takes the place of the turn's answer message with this number (from 0), once that is known to have been
    sent; else it is a new message. `keeps`: of the turn's answer messages, all after so many are deleted. `file_name`,
    `file_text`: a document to send. `picture`: base64 of a PNG to send. `due`: when an edition was due; `late`: HTML
    that is put above the text when it leaves well after that.
    """

    params: dict[str, JsonValue]
    home: int
    page: int | None = None
    keeps: int | None = None
    file_name: str | None = None
    file_text: str = ""
    picture: str | None = None
    due: AwareDatetime | None = None
    late: str = ""


def read_call(payload: str) -> Call:
    """What `compose_message` and its kin wrote."""
    return Call.model_validate_json(payload)


def compose_message(
    page: Page,
    place: Place,
    now: datetime,
    *,
    reply_to: int | None = None,
    keyboard: Keyboard = (),
    person_id: int | None = None,
    number: int | None = None,
) -> Outgoing:
    """A new message, as a reply to the message `reply_to` where that still stands. `number`: see `Call.page`."""
    params = _message_params(page, keyboard)
    if reply_to:
        params["reply_parameters"] = _reply_parameters(reply_to)
    return _compose(SEND, Call(params=params, home=place.chat_id, page=number), place, now, person_id)


def compose_edit(
    page: Page,
    place: Place,
    now: datetime,
    *,
    message_id: int,
    keyboard: Keyboard = (),
    person_id: int | None = None,
) -> Outgoing:
    """Another text for a message of ours; buttons that are not given again go."""
    params = {**_message_params(page, keyboard), "message_id": message_id}
    return _compose(EDIT, Call(params=params, home=place.chat_id), place, now, person_id)


def compose_markup(keyboard: Keyboard, place: Place, now: datetime, *, message_id: int, person_id: int) -> Outgoing:
    """Other buttons for a message of ours, behind all answers: nobody waits for them."""
    params: dict[str, Any] = {"message_id": message_id, "reply_markup": render_keyboard(keyboard)}
    outgoing = _compose(MARKUP, Call(params=params, home=place.chat_id), place, now, person_id)
    return outgoing.model_copy(update={"priority": Priority.DIGEST})


def compose_pane(page: Page, place: Place, now: datetime, *, reply_to: int, keyboard: Keyboard = ()) -> Outgoing:
    """A message beside an answer that takes the place of the one before, if that still stands."""
    return compose_message(page, place, now, reply_to=reply_to, keyboard=keyboard).model_copy(update={"pane": True})


def compose_delete(message_ids: Sequence[int], place: Place, now: datetime) -> Outgoing:
    """Takes messages of ours away."""
    return _compose(DELETE, Call(params={"message_ids": list(message_ids)}, home=place.chat_id), place, now, None)


def compose_document(name: str, text: str, caption: str, place: Place, now: datetime) -> Outgoing:
    """A text file; `caption` is plain text."""
    call = Call(params={"caption": caption}, home=place.chat_id, file_name=name, file_text=text)
    return _compose(DOCUMENT, call, place, now, None)


def compose_picture(
    png: bytes, caption: Page, place: Place, now: datetime, *, reply_to: int | None = None, person_id: int | None = None
) -> Outgoing:
    """A picture with a short text below it."""
    params: dict[str, Any] = {"caption": caption.html, "parse_mode": "HTML"}
    if reply_to:
        params["reply_parameters"] = _reply_parameters(reply_to)
    call = Call(params=params, home=place.chat_id, picture=b64encode(png).decode())
    return _compose(PHOTO, call, place, now, person_id)


class Part(Noun):
    """A message of a digest: its page, its buttons, and which stories stand in it by which numbers."""

    page: Page
    keyboard: Keyboard = ()
    stories: tuple[tuple[int, int], ...] = ()


def compose_parts(
    parts: Sequence[Part],
    place: Place,
    now: datetime,
    *,
    reply_to: int | None = None,
    person_id: int | None = None,
) -> list[Outgoing]:
    """A digest that somebody asked for, the first part as a reply."""
    return [
        compose_message(
            part.page,
            place,
            now,
            reply_to=None if number else reply_to,
            keyboard=part.keyboard,
            person_id=person_id,
        ).model_copy(update={"stories": part.stories})
        for number, part in enumerate(parts)
    ]


def compose_edition(
    parts: Sequence[Part], place: Place, now: datetime, *, due: datetime, late: str = ""
) -> list[Outgoing]:
    """A digest that was due, behind all answers. `late`: HTML for the first part, should it leave too late."""
    composed = []
    for number, part in enumerate(parts):
        params = _message_params(part.page, part.keyboard)
        call = Call(params=params, home=place.chat_id, due=due, late="" if number else late)
        payload = call.model_dump_json(exclude_none=True)
        composed.append(
            Outgoing(
                place=place,
                method=SEND,
                payload=payload,
                created=now,
                priority=Priority.DIGEST,
                stories=part.stories,
            )
        )
    return composed


def compose_trim(keeps: int, place: Place, now: datetime, person_id: int | None) -> Outgoing:
    """Deletes the turn's answer messages after the first `keeps`, if there are more when it is sent."""
    return _compose(DELETE, Call(params={}, home=place.chat_id, keeps=keeps), place, now, person_id)


def compose_pages(
    pages: Sequence[Page],
    place: Place,
    now: datetime,
    *,
    reply_to: int | None = None,
    keyboard: Keyboard = (),
    person_id: int | None = None,
    again: bool = False,
) -> list[Outgoing]:
    """Pages that follow each other, the first as a reply, the last with the buttons; `again`: in the place of the
    turn's earlier messages."""
    numbered: Iterable[tuple[int, Page]] = enumerate(pages)
    return [
        compose_message(
            page,
            place,
            now,
            reply_to=None if number else reply_to,
            keyboard=keyboard if number == len(pages) - 1 else (),
            person_id=person_id,
            number=number if again else None,
        )
        for number, page in numbered
    ]


def _reply_parameters(message_id: int) -> dict[str, Any]:
    return {"message_id": message_id, "allow_sending_without_reply": True}


def _message_params(page: Page, keyboard: Keyboard) -> dict[str, Any]:
    params: dict[str, Any] = {
        "text": page.html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if keyboard:
        params["reply_markup"] = render_keyboard(keyboard)
    return params


def _compose(method: str, call: Call, place: Place, now: datetime, person_id: int | None) -> Outgoing:
    payload = call.model_dump_json(exclude_none=True)
    return Outgoing(place=place, method=method, payload=payload, created=now, person_id=person_id)
