"""Channels that the bot administers: whether they are read, and their posts.

Read are channels on the allow-list: one that an operator added the bot to is put there at once; of any other the
operators are asked, once, in private. Posts of a channel that is not read are dropped; only the update stands in its
queue for its seven days.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

from bot.chat.albums import Albums
from bot.chat.buttons import Button, Keyboard, compose_data
from bot.chat.calls import compose_message
from bot.chat.desk import Desk
from bot.chat.handlers.actions import CHANNEL
from bot.chat.nouns import Change, ChannelPost, MembershipChange, Tapped
from bot.chat.render.arrivals import render_channel
from bot.model.errors import EngineError
from bot.model.grant import Grant
from bot.model.place import Place
from bot.text.messages import Messages

log = logging.getLogger(__name__)

READ, STOP = "read", "stop"
_SIGNED = 20
"""Characters of a channel's number."""


class Channels:
    """Takes in posts and their edits; a button starts and stops the reading of a channel."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._albums = Albums(desk.store.dialogs)
        self._telling = asyncio.Lock()  # with what is recorded, the next post is begun: it must find this one told

    async def change(self, changed: MembershipChange) -> None:
        """We became a channel's administrator. Later changes of rights change nothing: an operator may have stopped the
        reading meanwhile."""
        if changed.chat_kind != "channel" or changed.change is not Change.ADDED or self._desk.arriving is None:
            return
        by_operator = self._desk.is_operator(changed)
        if by_operator:
            await self._allow(changed.place.chat_id, changed.sender.id)
        await self._tell(changed.place.chat_id, changed.title, changed.update_id, again=by_operator)

    async def take(self, heard: ChannelPost) -> None:
        """Raises StoreError, after which it comes again."""
        arriving, chat_id = self._desk.arriving, heard.place.chat_id
        if arriving is None:
            return
        if not await self._desk.store.access.is_allowed({chat_id}):
            await self._tell(chat_id, heard.post.channel.title, heard.update_id)
            return
        post = heard.post
        if heard.album is not None:
            post = await self._albums.join(heard.place, heard.album, heard.message_id, post, self._desk.clock())
        if not post.text and not heard.is_edit:
            return
        with suppress(EngineError):  # stored by then: it is indexed before the next piece, or at the next start
            arrival = await arriving.arrivals.take_post(post)
            log.info("post taken in", extra={"state": arrival.state, "channel": chat_id})

    async def tap(self, tapped: Tapped, arguments: Sequence[str]) -> bool:
        """channel:read:<id>, channel:stop:<id>; False for what no button of ours says."""
        match arguments:
            case [what, number] if what in (READ, STOP) and _is_channel(number) and self._desk.is_operator(tapped):
                await self._decide(tapped, int(number), reads=what == READ)
                return True
        return False

    async def _decide(self, tapped: Tapped, chat_id: int, *, reads: bool) -> None:
        messages = (await self._desk.manners.of(tapped)).messages
        if reads:
            await self._allow(chat_id, tapped.sender.id)
        else:
            await self._desk.store.access.revoke(chat_id)
        await self._desk.answer_tap(tapped)
        page = render_channel("channel-reads" if reads else "channel-not-read", str(chat_id), messages)
        await self._desk.edit(tapped, page, _compose_keyboard(chat_id, messages, reads=reads))

    async def _allow(self, chat_id: int, operator: int) -> None:
        grant = Grant(subject_id=chat_id, granted_by=operator, granted=self._desk.clock())
        await self._desk.store.access.allow(grant)

    async def _tell(self, chat_id: int, title: str, update_id: int, *, again: bool = False) -> None:
        """Every operator, in their private chat, once or `again`; whoever has not started the bot cannot be told."""
        async with self._telling:
            await self._tell_once(chat_id, title, update_id, again=again)

    async def _tell_once(self, chat_id: int, title: str, update_id: int, *, again: bool) -> None:
        places, now = self._desk.store.places, self._desk.clock()
        before = await places.membership(chat_id)
        if before and before.introduced and not again:
            return
        reads = await self._desk.store.access.is_allowed({chat_id})
        outgoing = []
        for operator in sorted(self._desk.operators):
            place = Place(chat_id=operator)
            messages = (await self._desk.manners.of_place(place, "")).messages
            page = render_channel("channel-added" if reads else "channel-asks", title or str(chat_id), messages)
            keyboard = _compose_keyboard(chat_id, messages, reads=reads)
            outgoing.append(compose_message(page, place, now, keyboard=keyboard, person_id=operator))
        if await self._desk.record(outgoing, update_id):
            await places.mark_introduced(chat_id, now)


def _compose_keyboard(chat_id: int, messages: Messages, *, reads: bool) -> Keyboard:
    if reads:
        return [[Button(messages.text("channel-button-stop"), compose_data(CHANNEL, STOP, chat_id))]]
    return [[Button(messages.text("channel-button-read"), compose_data(CHANNEL, READ, chat_id))]]


def _is_channel(number: str) -> bool:
    return len(number) <= _SIGNED and number.startswith("-") and number[1:].isascii() and number[1:].isdecimal()
