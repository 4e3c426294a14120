"""/timeline and /trend: how something went on, in sentences and as a picture."""

import asyncio

from bot.chat.calls import compose_pages, compose_picture
from bot.chat.desk import Desk
from bot.chat.keyboards import compose_answer_keyboard
from bot.chat.nouns import Command, find_reply_to
from bot.chat.render import Frame, render_reply, render_sentence
from bot.chat.render.dated import render_dated
from bot.chat.render.reading import corrections
from bot.chat.render.trend import draw_trend, trend_caption
from bot.chat.staleness import describe_staleness
from bot.digest.trends import count_trend
from bot.model.answer import Abstention
from bot.model.turn import PlacedTurn


class Histories:
    """A timeline is an answer, with its buttons; a trend is a picture."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def timeline(self, command: Command) -> None:
        """Dated claims, the earliest first."""
        manner = await self._desk.manners.of(command)
        messages = manner.messages
        if not command.argument:
            await self._desk.say(command, messages.text("bot-timeline-empty"), messages)
            return
        now, person_id = self._desk.clock(), command.sender.id
        answers = (await self._desk.reader(command)).answers
        reply = await answers.timeline(command.argument, now=now)
        stale = await describe_staleness(self._desk.feeds, self._desk.readers, now, messages)
        if isinstance(reply, Abstention):
            heads = await answers.heads(reply)
            pages = render_reply(reply, messages, zone=manner.zone, heads=heads, frame=Frame(after=stale))
        else:
            pages = render_dated(reply, command.argument, messages, zone=manner.zone, after=stale)
        turn = PlacedTurn(
            id=command.update_id,
            place=command.place,
            person_id=person_id,
            question=command.argument,
            reply=reply,
            asked=command.sent,
            question_message_id=command.message_id or None,
        )
        reply_to = find_reply_to(command)
        keyboard = compose_answer_keyboard(turn.id, reply, messages)
        outgoing = compose_pages(pages, command.place, now, reply_to=reply_to, keyboard=keyboard, person_id=person_id)
        await self._desk.record(outgoing, command.update_id, turn)

    async def trend(self, command: Command) -> None:
        """Articles a day, by outlet; a sentence where there is nothing to draw."""
        manner = await self._desk.manners.of(command)
        messages = manner.messages
        if not any(letter.isalnum() for letter in command.argument):
            await self._desk.say(command, messages.text("bot-trend-empty"), messages)
            return
        now = self._desk.clock()
        answers = (await self._desk.reader(command)).answers
        trend = await count_trend(answers, command.argument, now, manner.zone)
        reply = await answers.answer(command.argument, now=now)
        caption = "\n".join([trend_caption(trend, messages), *corrections(reply.query, messages)])
        if not trend.counts:
            await self._desk.say(command, caption, messages, trusted=False)
            return
        png = await asyncio.to_thread(draw_trend, trend, messages)
        reply_to = find_reply_to(command)
        below = render_sentence(caption, messages, trusted=False)
        picture = compose_picture(png, below, command.place, now, reply_to=reply_to, person_id=command.sender.id)
        await self._desk.record([picture], command.update_id)
