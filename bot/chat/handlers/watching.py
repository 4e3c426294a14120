"""/watch, /watches and the buttons of both: standing questions of a place, in groups for administrators."""

from collections.abc import Sequence

from bot.chat.administrators import Administrators
from bot.chat.alerts import ASK, STOP
from bot.chat.buttons import Button, Keyboard, compose_data, is_id
from bot.chat.calls import compose_pages
from bot.chat.desk import Desk
from bot.chat.handlers.actions import WATCHES
from bot.chat.handlers.questions import Questions
from bot.chat.keyboards import compose_answer_keyboard
from bot.chat.nouns import Command, Incoming, Tapped, find_reply_to
from bot.chat.render import Frame, Page, render_reply, render_sentence
from bot.chat.render.alerts import render_watches
from bot.chat.render.guard import clip
from bot.chat.staleness import describe_staleness
from bot.model.answer import Abstention, Reason
from bot.model.subscription import Pause, Watch
from bot.model.turn import PlacedTurn, Reply
from bot.text.messages import Messages

MOST_WATCHES = 20
"""In one chat."""
MOST_A_DAY = (1, 3, 10)
PAUSE, RESUME, DELETE, MORE = "pause", "resume", "delete", "most"
KNOWN = (ASK, STOP, PAUSE, RESUME, DELETE, MORE)
SAID = {
    STOP: "bot-watch-paused",
    PAUSE: "bot-watch-paused",
    RESUME: "bot-watch-resumed",
    DELETE: "bot-watch-deleted",
    MORE: "bot-settings-saved",
}
LONGEST_SHOWN = 200
NO_QUESTIONS = (Reason.EMPTY_QUESTION, Reason.NO_WORDS, Reason.TOO_LONG)


class WatchHandlers:
    """Watches are the place's: whoever administers it may change them all."""

    def __init__(self, desk: Desk, administrators: Administrators, questions: Questions) -> None:
        self._desk = desk
        self._administrators = administrators
        self._questions = questions

    async def watch(self, command: Command) -> None:
        """/watch with a question, or in reply to an answer of ours: that answer's question."""
        manner = await self._desk.manners.of(command)
        messages = manner.messages
        if not await self._administrators.include(command):
            await self._desk.say(command, messages.text("bot-admins-only"), messages)
            return
        question = command.argument or await self._find_question(command)
        if not question:
            await self._desk.say(command, messages.text("bot-watch-empty"), messages)
            return
        answers = (await self._desk.reader(command)).answers
        reply = await answers.answer(question, now=self._desk.clock())
        said, _ = await self._begin(command, reply, messages)
        heads = await answers.heads(reply) if isinstance(reply, Abstention) else {}
        stale = await describe_staleness(self._desk.feeds, self._desk.readers, self._desk.clock(), messages)
        frame = Frame(before=said, after=stale)
        pages = render_reply(reply, messages, quotes=manner.quotes, zone=manner.zone, heads=heads, frame=frame)
        reply_to = find_reply_to(command)
        now, person = self._desk.clock(), command.sender.id
        turn = PlacedTurn(
            id=command.update_id,
            place=command.place,
            person_id=person,
            question=question,
            reply=reply,
            asked=command.sent,
            question_message_id=command.message_id or None,
        )
        keyboard = compose_answer_keyboard(turn.id, reply, messages)
        outgoing = compose_pages(pages, command.place, now, reply_to=reply_to, keyboard=keyboard, person_id=person)
        await self._desk.record(outgoing, command.update_id, turn)

    async def tap_answer(self, tapped: Tapped, arguments: Sequence[str]) -> bool:
        """The button below an answer; False for what no button of ours says."""
        match arguments:
            case [turn_id] if is_id(turn_id):
                await self._watch_turn(tapped, int(turn_id))
                return True
        return False

    async def show(self, command: Command) -> None:
        """/watches: the chat's, with buttons."""
        messages = (await self._desk.manners.of(command)).messages
        if not await self._administrators.include(command):
            await self._desk.say(command, messages.text("bot-admins-only"), messages)
            return
        page, keyboard = await self._compose_list(command)
        await self._desk.reply(command, [page], keyboard)

    async def tap_list(self, tapped: Tapped, arguments: Sequence[str]) -> bool:
        """A button of the list or of an alert; False for what no button of ours says."""
        if len(arguments) != 2 or arguments[0] not in KNOWN or not is_id(arguments[1]):
            return False
        messages = (await self._desk.manners.of(tapped)).messages
        watch = await self._desk.store.watches.find(int(arguments[1]))
        if watch is None or watch.place.chat_id != tapped.place.chat_id:
            await self._desk.answer_tap(tapped, messages.text("bot-old-button"))
        elif arguments[0] == ASK:
            await self._desk.answer_tap(tapped)
            await self._questions.answer_button(tapped, watch.question, reply_to=tapped.message_id)
        elif not await self._administrators.include(tapped):
            await self._desk.answer_tap(tapped, messages.text("bot-admins-only"))
        else:
            await self._change(tapped, arguments[0], watch, messages)
        return True

    async def _find_question(self, command: Command) -> str:
        if command.answers is None:
            return ""
        turn = await self._desk.store.turns.find_by_answer(command.place, command.answers)
        may_see = turn is not None and await (await self._desk.reader(command)).may_see(turn.reply)
        return turn.reply.query.question if turn and may_see else ""

    async def _begin(self, heard: Incoming, reply: Reply, messages: Messages) -> tuple[str, bool]:
        """Begins to watch, unless there is a reason not to; what is said of it, and whether it began."""
        if isinstance(reply, Abstention) and reply.reason in NO_QUESTIONS:
            return messages.text("bot-watch-empty"), False
        asked = reply.query.question
        shown = clip(asked, LONGEST_SHOWN)
        watches = await self._desk.store.watches.of_chat(heard.place.chat_id)
        same = [one for one in watches if one.place == heard.place and _fold(one.question) == _fold(asked)]
        if same:
            return messages.text("bot-watch-already", question=shown), False
        if len(watches) >= MOST_WATCHES:
            return messages.text("bot-watch-many", count=MOST_WATCHES), False
        now = self._desk.clock()
        watch = Watch(
            place=heard.place,
            person_id=heard.sender.id,
            created=now,
            question=asked,
            language=messages.language,
            reply=reply,
            checked=now,
        )
        await self._desk.store.watches.add(watch)
        return messages.text("bot-watch-begun", question=shown, count=watch.most_a_day), True

    async def _watch_turn(self, tapped: Tapped, turn_id: int) -> None:
        messages = (await self._desk.manners.of(tapped)).messages
        turn = await self._desk.store.turns.find(turn_id)
        reader = await self._desk.reader(tapped)
        if turn is None or turn.place.chat_id != tapped.place.chat_id or not await reader.may_see(turn.reply):
            await self._desk.answer_tap(tapped, messages.text("bot-old-button"))
            return
        if not await self._administrators.include(tapped):
            await self._desk.answer_tap(tapped, messages.text("bot-admins-only"))
            return
        reply = await reader.answers.answer(turn.reply.query.question, now=self._desk.clock())
        said, begun = await self._begin(tapped, reply, messages)
        await self._desk.answer_tap(tapped, "" if begun else said)
        if not begun:
            return
        page = render_sentence(said, messages, trusted=False)
        outgoing = compose_pages([page], tapped.place, self._desk.clock(), reply_to=tapped.message_id)
        await self._desk.record(outgoing, tapped.update_id)

    async def _change(self, tapped: Tapped, what: str, watch: Watch, messages: Messages) -> None:
        """Then the list is shown as it is now; below an alert, a sentence is enough."""
        said = SAID[what]
        if what == DELETE:
            await self._desk.store.watches.delete(watch.id)
        elif what == RESUME and watch.paused is Pause.REFUSED:
            await self._desk.store.watches.resume(watch.id)
            self._desk.wake()
            said = "bot-watch-resumed-refused"
        elif not await self._desk.store.watches.save(await self._changed(what, watch)):
            watch = await self._desk.store.watches.find(watch.id) or watch  # an alert was just recorded
            await self._desk.store.watches.save(await self._changed(what, watch))
        await self._desk.answer_tap(tapped, messages.text(said))
        if what == STOP:
            return
        page, keyboard = await self._compose_list(tapped)
        await self._desk.edit(tapped, page, keyboard)

    async def _changed(self, what: str, watch: Watch) -> Watch:
        if what in (STOP, PAUSE):
            return watch.model_copy(update={"paused": Pause.PERSON})
        if what == MORE:
            following = [one for one in MOST_A_DAY if one > watch.most_a_day]
            return watch.model_copy(update={"most_a_day": following[0] if following else MOST_A_DAY[0]})
        now = self._desk.clock()
        reader = await self._desk.readers.of(watch.place)
        reply = await reader.answers.answer(watch.question, now=now)
        return watch.model_copy(update={"paused": None, "reply": reply, "checked": now})

    async def _compose_list(self, heard: Incoming) -> tuple[Page, Keyboard]:
        manner = await self._desk.manners.of(heard)
        watches = await self._desk.store.watches.of_chat(heard.place.chat_id)
        page = render_watches(watches, heard.place.thread_id, manner.messages, zone=manner.zone)
        return page, _compose_list_keyboard(watches)


def _compose_list_keyboard(watches: Sequence[Watch]) -> Keyboard:
    rows = []
    for number, watch in enumerate(watches, start=1):
        what, sign = (RESUME, "▶") if watch.paused else (PAUSE, "⏸")
        rows.append(
            [
                Button(f"{sign} {number}", compose_data(WATCHES, what, watch.id)),
                Button(f"{watch.most_a_day}× {number}", compose_data(WATCHES, MORE, watch.id)),
                Button(f"🗑 {number}", compose_data(WATCHES, DELETE, watch.id)),
            ]
        )
    return rows


def _fold(question: str) -> str:
    return " ".join(question.casefold().rstrip(" ?!.").split())
