"""What an operator sends to be read: a link, a document, a channel's post. Buttons open it and take it away again."""

import logging
from collections.abc import Sequence

from bot.chat.arriving import Arriving
from bot.chat.buttons import Button, Keyboard, compose_data, is_id
from bot.chat.calls import compose_message
from bot.chat.desk import Desk
from bot.chat.handlers.actions import PIECE
from bot.chat.nouns import Piece, Question, Tapped, Unsupported
from bot.chat.render import render_sentence
from bot.chat.render.arrivals import render_arrival, render_article
from bot.ingest.arrivals import key_of
from bot.model.arrival import Arrival
from bot.model.errors import BriefingError, CallError, EngineError, FetchError
from bot.text.messages import Messages

log = logging.getLogger(__name__)

OPEN, UNDO = "open", "undo"


class Receiving:
    """For operators in private chats; for everybody else a link is a question, and a document is not read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def is_piece(self, heard: Question | Unsupported) -> bool:
        """Whether it was sent to be read."""
        return heard.piece is not None and heard.chat_kind == "private" and self._desk.is_operator(heard)

    async def take(self, heard: Question | Unsupported) -> None:
        """Reads it, and says what came of it."""
        manner = await self._desk.manners.of(heard)
        messages, arriving = manner.messages, self._desk.arriving
        if arriving is None or heard.piece is None:
            await self._desk.say(heard, messages.text("arrival-nowhere"), messages)
            return
        try:
            arrival = await arriving.take(heard.piece, self._desk.api)
        except (FetchError, CallError, EngineError) as error:
            log.info("nothing taken in", extra={"reason": error.text})
            await self._desk.say(heard, describe_trouble(error, messages), messages, trusted=False)
            return
        page = render_arrival(arrival, messages, name=name_piece(heard.piece), zone=manner.zone)
        await self._desk.reply(heard, [page], _compose_keyboard(arrival, messages))

    async def take_media(self, heard: Unsupported) -> bool:
        """A document, or a forwarded post with a caption; False for media without words. A picture without words that
        belongs to an album is passed over: the album's words stand below another."""
        piece = heard.piece
        if piece is None:
            return False
        if piece.post and not piece.post.text:
            return piece.album is not None
        await self.take(heard)
        return True

    async def tap(self, tapped: Tapped, arguments: Sequence[str]) -> bool:
        """piece:open:<key>, piece:undo:<key>; False for what no button of ours says."""
        match arguments:
            case [what, key] if what in (OPEN, UNDO) and is_id(key):
                arriving = self._desk.arriving
                if not self._desk.is_operator(tapped) or arriving is None:
                    return False
                await (self._open if what == OPEN else self._undo)(tapped, int(key), arriving)
                return True
        return False

    async def _open(self, tapped: Tapped, key: int, arriving: Arriving) -> None:
        manner = await self._desk.manners.of(tapped)
        head = await arriving.arrivals.find(key)
        article = await arriving.arrivals.find_article(head.id) if head else None
        if article is None:
            await self._desk.answer_tap(tapped, manner.messages.text("arrival-gone"))
            return
        await self._desk.answer_tap(tapped)
        page = render_article(article, manner.messages, zone=manner.zone)
        now = self._desk.clock()
        message = compose_message(page, tapped.place, now, reply_to=tapped.message_id, person_id=tapped.sender.id)
        await self._desk.record([message], tapped.update_id)

    async def _undo(self, tapped: Tapped, key: int, arriving: Arriving) -> None:
        """Twice is harmless: what is gone is said to be gone."""
        messages = (await self._desk.manners.of(tapped)).messages
        head = await arriving.arrivals.find(key)
        if head is None or not await arriving.arrivals.remove(head.id):
            await self._desk.answer_tap(tapped, messages.text("arrival-gone"))
            return
        await self._desk.answer_tap(tapped)
        text = messages.text("arrival-removed", title=head.title or head.id)
        await self._desk.edit(tapped, render_sentence(text, messages, trusted=False))


def _compose_keyboard(arrival: Arrival, messages: Messages) -> Keyboard:
    """What was stored now can be taken away; an older version that was replaced is not brought back by that."""
    head = arrival.of if arrival.state == "duplicate" else arrival.head
    if head is None:
        return ()
    row = [Button(messages.text("arrival-open"), compose_data(PIECE, OPEN, key_of(head)))]
    if arrival.state == "new":
        row.append(Button(messages.text("arrival-undo"), compose_data(PIECE, UNDO, key_of(head))))
    return [row]


def name_piece(piece: Piece) -> str:
    """What a person would call it."""
    return piece.file.name if piece.file else piece.link or (piece.post.channel.title if piece.post else "")


def describe_trouble(error: BriefingError, messages: Messages) -> str:
    """Why it could not be had, and what to do."""
    if isinstance(error, FetchError) and error.message_id in messages:
        return messages.text(error.message_id, **error.values)
    return messages.text("arrival-busy" if isinstance(error, EngineError) else "arrival-not-downloaded")
