"""/story and the buttons of a digest: a story's reports side by side; and which story a reply to a digest is about."""

from collections.abc import Sequence

from bot.chat.buttons import Button, compose_data, is_id
from bot.chat.calls import Part, compose_delete, compose_parts
from bot.chat.desk import Desk
from bot.chat.handlers.actions import STORY
from bot.chat.nouns import Command, Question, Tapped, find_reply_to
from bot.chat.render import render_sentence
from bot.chat.render.guard import clip
from bot.chat.render.story import render_side_by_side
from bot.digest.wanted import read_wanted
from bot.model.place import Place
from bot.text.messages import Messages

CLOSE = "close"
VIEW = 0
"""The number of a story in a message that shows nothing but this story."""
LONGEST_WORDS = 100
PARTS = 5
"""Messages that a digest may take."""


class Stories:
    """Opens stories. Whoever sees a digest may open what it tells."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def open(self, command: Command) -> None:
        """/story: by words, by the number in a digest that it replies to, or the only story of that message."""
        manner = await self._desk.manners.of(command)
        messages, argument = manner.messages, command.argument
        shown = await self._find_shown(command, int(argument) if argument.isdecimal() else None)
        if shown and (not argument or argument.isdecimal()):
            chosen = choose_story(shown, int(argument) if argument else command.points_at)
            if chosen is None:
                await self._desk.say(command, messages.text("bot-story-which"), messages)
                return
            await self._show(command, chosen)
            return
        filters = read_wanted(argument)
        if filters.is_empty:
            await self._desk.say(command, messages.text("bot-story-empty"), messages)
            return
        outlines = await (await self._desk.reader(command)).stories.find_outlines(filters, self._desk.clock())
        if outlines:
            await self._show(command, outlines[0].story_id)
            return
        text = messages.text("bot-story-none", words=clip(argument, LONGEST_WORDS))
        await self._desk.reply(command, [render_sentence(text, messages, trusted=False)])

    async def tap(self, tapped: Tapped, arguments: Sequence[str]) -> bool:
        """A button: of a story, or below an open one. False for what no button of ours says."""
        match arguments:
            case [story_id] if is_id(story_id):
                await self._show(tapped, int(story_id))
            case [what, opener] if what == CLOSE and is_id(opener):
                await self._close(tapped, int(opener))
            case _:
                return False
        return True

    async def show_number(self, question: Question, story_id: int) -> None:
        """A bare number in reply to a digest opens its story."""
        await self._show(question, story_id)

    async def _close(self, tapped: Tapped, opener: int) -> None:
        """Takes a story's message away, for whoever opened it. Nothing but such a message: a tap can be forged."""
        shown = await self._desk.store.told.find_stories(tapped.place, tapped.message_id)
        messages = (await self._desk.manners.of(tapped)).messages
        if tapped.chat_kind != "private" and tapped.sender.id != opener:
            await self._desk.answer_tap(tapped, messages.text("bot-not-yours"))
        elif [number for number, _ in shown] != [VIEW]:
            await self._desk.answer_tap(tapped, messages.text("bot-old-button"))
        else:
            await self._desk.answer_tap(tapped)
            delete = compose_delete([tapped.message_id], tapped.place, self._desk.clock())
            await self._desk.record([delete], tapped.update_id)

    async def _find_shown(self, command: Command, number: int | None) -> list[tuple[int, int]]:
        if command.answers is None:
            return []
        return await find_shown(self._desk, command.place, command.answers, number)

    async def _show(self, heard: Command | Question | Tapped, story_id: int) -> None:
        manner = await self._desk.manners.of(heard)
        story = await (await self._desk.reader(heard)).stories.lay_side_by_side(story_id)
        if isinstance(heard, Tapped):
            await self._desk.answer_tap(heard, "" if story else manner.messages.text("bot-story-gone"))
        if story is None:
            if not isinstance(heard, Tapped):
                await self._desk.say(heard, manner.messages.text("bot-story-gone"), manner.messages)
            return
        pages = render_side_by_side(story, manner.messages, zone=manner.zone)
        close = _compose_close(heard.sender.id, manner.messages)
        parts = [Part(page=page, keyboard=close, stories=((VIEW, story_id),)) for page in pages]
        reply_to = heard.message_id if isinstance(heard, Tapped) else find_reply_to(heard)
        now, person = self._desk.clock(), heard.sender.id
        outgoing = compose_parts(parts, heard.place, now, reply_to=reply_to, person_id=person)
        await self._desk.record(outgoing, heard.update_id)


async def find_shown(desk: Desk, place: Place, message_id: int, number: int | None) -> list[tuple[int, int]]:
    """The stories that the message tells, by number. Those of the messages before or after it too, where they go on
    with its numbers and one of them has `number`: whoever replies to a long digest looks at all of it."""
    shown = await desk.store.told.find_stories(place, message_id)
    if number is None or not shown or number in dict(shown) or shown[0][0] == VIEW:
        return shown
    step = 1 if number > shown[-1][0] else -1
    all_shown = list(shown)
    for beside in range(message_id + step, message_id + step * PARTS, step):
        part = await desk.store.told.find_stories(place, beside)
        if not part or (part[0][0] != all_shown[-1][0] + 1 if step > 0 else part[-1][0] + 1 != all_shown[0][0]):
            break
        all_shown = sorted([*all_shown, *part])
        if number in dict(part):
            return all_shown
    return shown


def choose_story(shown: Sequence[tuple[int, int]], number: int | None) -> int | None:
    """The story with that number, or the only one; None when that does not tell."""
    if number is not None and (chosen := dict(shown).get(number)) is not None:
        return chosen
    return shown[0][1] if len(shown) == 1 else None


def _compose_close(opener: int, messages: Messages) -> list[list[Button]]:
    return [[Button(messages.text("bot-button-close"), compose_data(STORY, CLOSE, opener))]]
