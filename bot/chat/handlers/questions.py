"""A question, its answer, and what an edited question does to it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from time import perf_counter

from bot.answer.answers import Answers
from bot.chat.acknowledging import Acknowledger
from bot.chat.calls import SEND, compose_pages, compose_trim
from bot.chat.desk import Desk
from bot.chat.handlers.about import About, StoryQuestions
from bot.chat.handlers.continuing import REMEMBERED, find_turns
from bot.chat.keyboards import compose_answer_keyboard
from bot.chat.manner import Manner
from bot.chat.nouns import Edited, Incoming, Question
from bot.chat.render import Frame, Page, render_reply
from bot.chat.render.guard import clip
from bot.chat.staleness import describe_staleness
from bot.model.answer import Abstention, Answer
from bot.model.turn import PlacedTurn, Reply

LATE = timedelta(minutes=5)
"""An answer that comes later says so."""
LONGEST_SHOWN = 300


class Questions:
    """Answers questions, records the turn and the deliveries that carry it."""

    def __init__(self, desk: Desk, acknowledger: Acknowledger, story_questions: StoryQuestions) -> None:
        self._desk = desk
        self._acknowledger = acknowledger
        self._story_questions = story_questions

    async def answer(self, question: Question) -> None:
        """A question that was not asked before; one in reply to a digest is about its story."""
        answered = self._acknowledger.acknowledge(question)
        about = await self._story_questions.take(question)
        if about is None:
            turns = await find_turns(self._desk.store.turns, question)
            await self._answer(question, question.update_id, turns)
        elif not await self._story_questions.settle(question, about):
            await self._answer(question, question.update_id, (), about=about)
        answered()

    async def answer_edit(self, edited: Edited) -> None:
        """The answer to the message as it was before changes; a message that was no question before is one now."""
        question = edited.question
        before = await self._desk.store.turns.find_by_question(question.place, question.message_id)
        if before is None:
            await self.answer(question)
            return
        if before.question == question.text:
            return  # only something else of the message changed
        answered = self._acknowledger.acknowledge(question)
        if about := await self._story_questions.take(question):
            await self._answer(question, before.id, (), before, about)
        else:
            continues = before.continues
            turns = [] if continues is None else await self._desk.store.turns.chain(continues, REMEMBERED)
            await self._answer(question, before.id, turns, before)
        answered()

    async def answer_button(self, heard: Incoming, text: str, reply_to: int | None = None) -> None:
        """A question that a button asks: the answer says what was asked, since no message does."""
        now = self._desk.clock()
        started = perf_counter()
        answers = (await self._desk.reader(heard)).answers
        manner = await self._desk.manners.of(heard)
        reply = await answers.answer(text, now=now.astimezone(manner.zone))
        pages = await self._render(reply, answers, manner, None, clip(text, LONGEST_SHOWN))
        turn = PlacedTurn(
            id=heard.update_id, place=heard.place, person_id=heard.sender.id, question=text, reply=reply, asked=now
        )
        keyboard = compose_answer_keyboard(turn.id, reply, manner.messages)
        person_id = heard.sender.id
        outgoing = compose_pages(pages, heard.place, now, reply_to=reply_to, keyboard=keyboard, person_id=person_id)
        if await self._desk.record(outgoing, heard.update_id, turn):
            self._count(reply, "button", started)

    async def _answer(
        self,
        question: Question,
        turn_id: int,
        turns: Sequence[PlacedTurn],
        old: PlacedTurn | None = None,
        about: About | None = None,
    ) -> None:
        """`old`: the turn as it was before the question was edited. `about`: the story that it asks about."""
        again = old is not None
        started = perf_counter()
        now = self._desk.clock()
        manner = await self._desk.manners.of(question)
        said, asked = [], question.text
        reader = await self._desk.reader(question)
        if about is None:
            local, known = now.astimezone(manner.zone), await reader.recall(turns)
            reply = await reader.answers.answer(question.text, now=local, turns=known)
        else:
            reply, wider, asked = await self._story_questions.answer(about, reader)
            said = _name_story(about, reply, manner, wider=wider)
        late = now - question.sent > LATE and not again
        before = " ".join([*([_excuse(question, manner)] if late else []), *said])
        pages = await self._render(reply, reader.answers, manner, asked, before)
        turn = PlacedTurn(
            id=turn_id,
            place=question.place,
            person_id=question.sender.id,
            question=question.text,
            reply=reply,
            asked=old.asked if old else question.sent,
            question_message_id=question.message_id or None,
            answer_message_ids=old.answer_message_ids if old else (),
            continues=turns[-1].id if turns else None,
        )
        reply_to = question.message_id if late or again or question.chat_kind != "private" else None
        person_id = question.sender.id
        keyboard = compose_answer_keyboard(turn_id, reply, manner.messages)
        outgoing = compose_pages(
            pages,
            question.place,
            now,
            reply_to=reply_to,
            keyboard=keyboard,
            person_id=person_id,
            again=again,
        )
        if old and await self._had_more(old.id, len(pages)):
            outgoing.append(compose_trim(len(pages), question.place, now, person_id))
        if await self._desk.record(outgoing, question.update_id, turn):
            self._count(reply, "edit" if again else question.via, started)

    async def _had_more(self, turn_id: int, pages: int) -> bool:
        """Whether the turn's answer has ever been in more messages, those included that are on their way."""
        earlier = await self._desk.store.deliveries.of_turn(turn_id)
        return any(one.part >= pages and one.method == SEND and not one.pane for one in earlier)

    async def _render(
        self, reply: Reply, answers: Answers, manner: Manner, asked: str | None, before: str
    ) -> list[Page]:
        heads = await answers.heads(reply) if isinstance(reply, Abstention) else {}
        after = manner.messages.text("bot-sources-sample") if self._desk.sample else ""
        desk = self._desk
        after = after or await describe_staleness(desk.feeds, desk.readers, desk.clock(), manner.messages)
        return render_reply(
            reply,
            manner.messages,
            quotes=manner.quotes,
            asked=asked,
            zone=manner.zone,
            heads=heads,
            frame=Frame(before, after),
        )

    def _count(self, reply: Reply, via: str, started: float) -> None:
        metrics = self._desk.metrics
        metrics.questions.labels(via).inc()
        metrics.answer_seconds.observe(perf_counter() - started)
        if isinstance(reply, Abstention):
            metrics.abstentions.labels(reply.reason.value).inc()


def _name_story(about: About, reply: Reply, manner: Manner, *, wider: bool) -> list[str]:
    """Where the answer is from; an abstention is from all articles anyway."""
    if wider:
        return [manner.messages.text("bot-story-wider")] if isinstance(reply, Answer) else []
    if not about.headline:
        return []
    return [manner.messages.text("bot-story-about", headline=clip(about.headline, LONGEST_SHOWN))]


def _excuse(question: Question, manner: Manner) -> str:
    return manner.messages.text("bot-late", when=_moment(question.sent, manner))


def _moment(moment: datetime, manner: Manner) -> str:
    local = moment.astimezone(manner.zone)
    return f"{manner.messages.day(local)}, {local:%H:%M} {local.tzname() or ''}".rstrip()
