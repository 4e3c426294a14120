"""/forget: erases what is kept of a person, or of a place by its administrators; after a second question."""

from typing import Literal

from bot.chat.administrators import Administrators
from bot.chat.buttons import Button, Keyboard, compose_data
from bot.chat.calls import compose_message
from bot.chat.desk import Desk
from bot.chat.handlers.actions import FORGET
from bot.chat.nouns import Command, Tapped
from bot.chat.render import render_sentence
from bot.text.messages import Messages

What = Literal["me", "place", "keep"]


class Forgetting:
    """The buttons name who asked: nobody else's tap does anything, but for administrators on what is the place's."""

    def __init__(self, desk: Desk, administrators: Administrators) -> None:
        self._desk = desk
        self._administrators = administrators

    async def ask(self, command: Command) -> None:
        """Asks back what to erase."""
        messages = (await self._desk.manners.of(command)).messages
        group = command.chat_kind != "private"
        of_place = group and await self._administrators.include(command)
        of_person = command.sender.kind == "person"
        if not of_person and not of_place:
            await self._desk.say(command, messages.text("bot-forget-nothing"), messages)
            return
        keyboard = _compose_keyboard(messages, command.sender.id, of_person=of_person, of_place=of_place)
        text = messages.text("bot-forget-ask" if of_person else "bot-forget-ask-place")
        if of_place and await self._desk.readers.kept(command.place.chat_id):
            text = f"{text} {messages.text('bot-forget-own')}"
        page = render_sentence(text, messages)
        now = self._desk.clock()
        reply_to = command.message_id if group else None
        message = compose_message(
            page, command.place, now, reply_to=reply_to, keyboard=keyboard, person_id=command.sender.id
        )
        await self._desk.record([message], command.update_id)

    async def decide(self, tapped: Tapped, what: str, owner: int) -> None:
        """A button below that question."""
        messages = (await self._desk.manners.of(tapped)).messages
        if not await self._may_decide(tapped, what, owner):
            await self._desk.answer_tap(tapped, messages.text("bot-not-yours"))
            return
        await self._desk.answer_tap(tapped)
        if what == "me":
            await self._desk.store.turns.forget_person(owner)
        elif what == "place":
            await self._desk.readers.forget(tapped.place.chat_id)
            await self._desk.store.turns.forget_chat(tapped.place.chat_id)
        page = render_sentence(messages.text("bot-forget-kept" if what == "keep" else "bot-forget-done"), messages)
        await self._desk.edit(tapped, page)

    async def _may_decide(self, tapped: Tapped, what: str, owner: int) -> bool:
        """An anonymous administrator asks in the group's name and taps in their own."""
        if what == "me":
            return tapped.sender.id == owner
        if what == "place":
            return await self._administrators.include(tapped)
        return what == "keep" and (tapped.sender.id == owner or await self._administrators.include(tapped))


def _compose_keyboard(messages: Messages, owner: int, *, of_person: bool, of_place: bool) -> Keyboard:
    offered: list[tuple[What, str, bool]] = [
        ("me", "bot-button-erase", of_person),
        ("place", "bot-button-erase-place", of_place),
        ("keep", "bot-button-keep", True),
    ]
    return [[Button(messages.text(name), compose_data(FORGET, what, owner))] for what, name, shown in offered if shown]
