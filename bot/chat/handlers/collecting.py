"""/add and /added: what a group keeps for itself, taken in, listed and deleted by its administrators."""

import logging
from collections.abc import Sequence

from bot.chat.acknowledging import Acknowledger
from bot.chat.administrators import Administrators
from bot.chat.arriving import Arriving
from bot.chat.buttons import Button, Keyboard, compose_data, is_id
from bot.chat.desk import Desk
from bot.chat.handlers.actions import OWN
from bot.chat.handlers.receiving import describe_trouble, name_piece
from bot.chat.nouns import Command, Incoming, Piece, Tapped
from bot.chat.render import Page, render_sentence
from bot.chat.render.arrivals import render_arrival
from bot.chat.render.kept import SHOWN, render_kept
from bot.ingest.arrivals import Arrivals, key_of
from bot.model.article import Article, make_head
from bot.model.errors import CallError, EngineError, FetchError
from bot.text.messages import Messages

log = logging.getLogger(__name__)

MOST_KEPT = 500
"""Articles of one group."""
LIST, DROP, CLEAR, ASK, YES = "list", "drop", "clear", "ask", "yes"


class Collecting:
    """Nothing here is said or kept anywhere but in the group; logs say only that something was taken in."""

    def __init__(self, desk: Desk, administrators: Administrators, acknowledger: Acknowledger) -> None:
        self._desk = desk
        self._administrators = administrators
        self._acknowledger = acknowledger

    async def add(self, command: Command) -> None:
        """/add with a link, below a document, or in reply to a link, a document or a channel's post."""
        messages = (await self._desk.manners.of(command)).messages
        if await self._refuse(command, messages):
            return
        if command.piece is None or (command.piece.post and not command.piece.post.text):
            await self._desk.say(command, messages.text("bot-add-how"), messages)
            return
        if len(await self._desk.readers.kept(command.place.chat_id)) >= MOST_KEPT:
            await self._desk.say(command, messages.text("bot-add-full", count=MOST_KEPT), messages)
            return
        arrivals = await self._desk.readers.arrivals(command.place.chat_id, self._desk.clock())
        if arrivals is None:
            await self._desk.say(command, messages.text("arrival-nowhere"), messages)
            return
        self._acknowledger.acknowledge(command)
        await self._take(command, command.piece, arrivals)

    async def show(self, command: Command) -> None:
        """/added: the list, with buttons that delete."""
        messages = (await self._desk.manners.of(command)).messages
        if await self._refuse(command, messages):
            return
        page, keyboard = await self._compose_list(command, 0)
        await self._desk.reply(command, [page], keyboard)

    async def tap(self, tapped: Tapped, arguments: Sequence[str]) -> bool:
        """A button below the list, or below what was just added; False for what no button of ours says."""
        match arguments:
            case [what, number] if what in (LIST, DROP) and is_id(number):
                pass
            case [what, answer] if what == CLEAR and answer in (ASK, YES):
                pass
            case _:
                return False
        messages = (await self._desk.manners.of(tapped)).messages
        if tapped.chat_kind == "private" or not await self._administrators.include(tapped):
            await self._desk.answer_tap(tapped, messages.text("bot-admins-only"))
        elif what == DROP:
            await self._drop(tapped, int(arguments[1]), messages)
        elif what == LIST:
            await self._desk.answer_tap(tapped)
            await self._edit_list(tapped, int(arguments[1]))
        else:
            await self._clear(tapped, messages, decided=arguments[1] == YES)
        return True

    async def _refuse(self, command: Command, messages: Messages) -> bool:
        """Whether it was refused: in private chats, and for everybody who does not administer the group."""
        if command.chat_kind == "private":
            await self._desk.say(command, messages.text("bot-add-private"), messages)
            return True
        if not await self._administrators.include(command):
            await self._desk.say(command, messages.text("bot-admins-only"), messages)
            return True
        return False

    async def _take(self, command: Command, piece: Piece, arrivals: Arrivals) -> None:
        manner = await self._desk.manners.of(command)
        messages = manner.messages
        try:
            arrival = await Arriving(arrivals, self._desk.group_fetcher).take(piece, self._desk.api)
        except (FetchError, CallError, EngineError) as error:
            log.info("nothing taken in for a group", extra={"kind": type(error).__name__})
            await self._desk.say(command, describe_trouble(error, messages), messages, trusted=False)
            return
        note = messages.text("bot-add-kept")
        page = render_arrival(arrival, messages, name=name_piece(piece), zone=manner.zone, note=note)
        head = arrival.of or arrival.head
        drop = [Button(messages.text("bot-button-delete"), compose_data(OWN, DROP, key_of(head)))] if head else []
        await self._desk.reply(command, [page], [drop] if drop else ())

    async def _drop(self, tapped: Tapped, key: int, messages: Messages) -> None:
        """Twice is harmless: what is gone is said to be gone."""
        gone = await self._desk.readers.remove(tapped.place.chat_id, key)
        if gone is None:
            await self._desk.answer_tap(tapped, messages.text("arrival-gone"))
            return
        text = messages.text("arrival-removed", title=gone.title or gone.id)
        await self._desk.answer_tap(tapped, text)
        await self._edit_list(tapped, 0)

    async def _clear(self, tapped: Tapped, messages: Messages, *, decided: bool) -> None:
        await self._desk.answer_tap(tapped)
        if decided:
            await self._desk.readers.forget(tapped.place.chat_id)
            await self._desk.edit(tapped, render_sentence(messages.text("bot-added-cleared"), messages))
            return
        keyboard = [
            [Button(messages.text("bot-button-clear"), compose_data(OWN, CLEAR, YES))],
            [Button(messages.text("bot-button-keep"), compose_data(OWN, LIST, 0))],
        ]
        await self._desk.edit(tapped, render_sentence(messages.text("bot-added-clear-ask"), messages), keyboard)

    async def _edit_list(self, tapped: Tapped, first: int) -> None:
        page, keyboard = await self._compose_list(tapped, first)
        await self._desk.edit(tapped, page, keyboard)

    async def _compose_list(self, heard: Incoming, first: int) -> tuple[Page, Keyboard]:
        manner = await self._desk.manners.of(heard)
        kept = await self._desk.readers.kept(heard.place.chat_id)
        first = first if first < len(kept) else 0
        others = len(await self._desk.store.collections.opened_by_owner(heard.place.chat_id))
        page = render_kept(kept, first, others, manner.messages, zone=manner.zone)
        return page, _compose_keyboard(kept, first, manner.messages)


def _compose_keyboard(kept: Sequence[Article], first: int, messages: Messages) -> Keyboard:
    """Four buttons in a row, each with its article's number in the list; then turning over, and an end to all."""
    drop = [
        Button(f"🗑 {number}", compose_data(OWN, DROP, key_of(make_head(article))))
        for number, article in enumerate(kept[first : first + SHOWN], start=first + 1)
    ]
    turn = [
        Button(sign, compose_data(OWN, LIST, to))
        for sign, to in (("◀", first - SHOWN), ("▶", first + SHOWN))
        if 0 <= to < len(kept)
    ]
    rows = [drop[place : place + 4] for place in range(0, len(drop), 4)]
    clear = [Button(messages.text("bot-button-clear"), compose_data(OWN, CLEAR, ASK))] if kept else []
    return [row for row in (*rows, turn, clear) if row]
