"""/report: what the corpus did not say and what people did not like, so that operators know what is missing."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from bot.chat.buttons import Button, Keyboard, compose_data
from bot.chat.calls import compose_document, compose_message
from bot.chat.desk import Desk
from bot.chat.handlers.actions import REPORT
from bot.chat.nouns import Command, Tapped
from bot.chat.render import render_why
from bot.chat.render.report import render_report
from bot.model.article import PUBLIC
from bot.model.feedback import Reviewed
from bot.model.turn import Reply
from bot.text.messages import Messages
from bot.text.phrases import fold_phrase

BACK = timedelta(days=30)
MOST = 1000
SHOWN = 8
"""Groups in one message."""
EXPORT = "export"
FILE = "questions.jsonl"


class Missing(NamedTuple):
    """One question, however often and by how many it was asked: `newest` is its newest turn."""

    newest: Reviewed
    times: int
    down: int


class Reports:
    """Lists, explains and exports. To everybody but operators there is no such command and no such button."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, command: Command) -> None:
        """The newest groups, with a button each that says how the reply was found. In private only: these are questions
        from other people's chats."""
        manner = await self._desk.manners.of(command)
        if command.chat_kind != "private":
            await self._desk.say(command, manner.messages.text("bot-report-private"), manner.messages)
            return
        missing = group(await self._reviewed())
        page = render_report([(one.newest, one.times, one.down) for one in missing[:SHOWN]], len(missing), manner)
        now = self._desk.clock()
        keyboard = _compose_keyboard(missing[:SHOWN], manner.messages)
        message = compose_message(page, command.place, now, keyboard=keyboard, person_id=command.sender.id)
        await self._desk.record([message], command.update_id)

    async def tap(self, tapped: Tapped, what: str) -> None:
        """A button of the report: one question explained, or all of them as a file."""
        messages = (await self._desk.manners.of(tapped)).messages
        if not self._desk.is_operator(tapped) or tapped.chat_kind != "private":
            await self._desk.answer_tap(tapped, messages.text("bot-not-yours"))
        elif what == EXPORT:
            await self._export(tapped, messages)
        else:
            await self._explain(tapped, int(what) if what.isdecimal() else -1, messages)

    async def _explain(self, tapped: Tapped, turn_id: int, messages: Messages) -> None:
        """Operators see turns of any chat here: without the name or number of who asked. Not those that a group's own
        articles took part in."""
        turn = await self._desk.store.turns.find(turn_id) if 0 <= turn_id < 2**63 else None
        if turn is None or not _is_public(turn.reply):
            await self._desk.answer_tap(tapped, messages.text("bot-old-button"))
            return
        await self._desk.answer_tap(tapped)
        heads = await self._desk.readers.public.heads(turn.reply)
        pages = render_why(turn.reply, messages, heads=heads, typed=turn.question)
        now = self._desk.clock()
        await self._desk.record([compose_message(page, tapped.place, now) for page in pages], tapped.update_id)

    async def _export(self, tapped: Tapped, messages: Messages) -> None:
        await self._desk.answer_tap(tapped)
        lines = export_questions(group(await self._reviewed()))
        caption = messages.text("bot-report-caption")
        document = compose_document(FILE, lines, caption, tapped.place, self._desk.clock())
        await self._desk.record([document], tapped.update_id)

    async def _reviewed(self) -> list[Reviewed]:
        reviewed = await self._desk.store.feedback.reviewed(self._desk.clock() - BACK, MOST)
        return [one for one in reviewed if _is_public(one.turn.reply)]


def _is_public(reply: Reply) -> bool:
    return reply.collections == (PUBLIC,)


def group(reviewed: Sequence[Reviewed]) -> list[Missing]:
    """One for each question as read, capitals and spaces aside; in the order of their newest turn."""
    found: dict[str, Missing] = {}
    for one in reviewed:
        key = fold_phrase(one.turn.reply.query.question)
        before = found.get(key)
        newest, times, down = before or Missing(one, 0, 0)
        found[key] = Missing(newest, times + 1, down + one.votes.down)
    return list(found.values())


def export_questions(missing: Sequence[Missing]) -> str:
    """Lines of a question set for `briefing-bot measure`: the answers are for the operator to fill in."""
    lines = []
    for one in missing:
        turn = one.newest.turn
        line = {
            "id": f"asked-{turn.id}",
            "question": turn.reply.query.question,
            "asked": turn.asked.date().isoformat(),
            "answers": [],
            "gold_articles": [],
            "unanswerable": False,
        }
        lines.append(json.dumps(line, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def _compose_keyboard(missing: Sequence[Missing], messages: Messages) -> Keyboard:
    if not missing:
        return ()
    numbers = [
        Button(str(number), compose_data(REPORT, one.newest.turn.id)) for number, one in enumerate(missing, start=1)
    ]
    rows = [numbers[first : first + 4] for first in range(0, len(numbers), 4)]
    return [*rows, [Button(messages.text("bot-button-export"), compose_data(REPORT, EXPORT))]]
