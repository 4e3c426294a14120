"""The buttons below an answer: what they open, beside the answer, from the evidence that is stored with it."""

from collections.abc import Sequence

from bot.answer.answers import Answers
from bot.chat.calls import compose_delete, compose_pane
from bot.chat.desk import Desk
from bot.chat.handlers.questions import Questions
from bot.chat.keyboards import AMENDED, COPY, DIFFER, MARKDOWN, MORE, SOURCE, TIMELINE, WHO, compose_pane_keyboard
from bot.chat.manner import Manner, whole_chat
from bot.chat.nouns import Tapped
from bot.chat.render.runs import Group
from bot.chat.render.views import (
    compose_amendments,
    compose_differences,
    compose_markdown,
    compose_more,
    compose_plain,
    compose_source,
    compose_speakers,
    compose_timeline,
    has_differences,
    has_speakers,
    has_timeline,
    render_view,
    small,
)
from bot.model.answer import Abstention, Answer
from bot.model.turn import PlacedTurn
from bot.text.messages import LANGUAGES, read_messages


class Evidence:
    """One pane a turn: the first button opens it below the answer, the next ones show their view in it.

    Whoever sees an answer may look at its evidence: a pane shows nothing that the answer's own chat did not see.
    """

    def __init__(self, desk: Desk, questions: Questions) -> None:
        self._desk = desk
        self._questions = questions

    async def open(self, tapped: Tapped, turn_id: int, view: str, arguments: Sequence[str]) -> None:
        """Shows a view."""
        manner = await self._desk.manners.of(tapped)
        answers = (await self._desk.reader(tapped)).answers
        turn = await self._find(tapped, turn_id)
        if turn and tapped.chat_kind != "private":
            manner = await self._for_all(tapped, turn, manner)
        groups = await self._compose(turn, view, arguments, manner, answers) if turn else None
        if turn is None or groups is None:
            await self._desk.answer_tap(tapped, manner.messages.text("bot-old-button"))
            return
        await self._desk.answer_tap(tapped)
        groups = [*await _find_amended(turn, view, arguments, manner, answers), *groups]
        groups = groups or [small(manner.messages.text("bot-amended-none"))]
        newer = await self._count_newer(turn, answers)
        note = manner.messages.text("bot-view-newer", count=newer) if newer else ""
        page = render_view(groups, manner.messages, note)
        opener = tapped.sender.id
        keyboard = compose_pane_keyboard(turn.id, view, opener, manner.messages, newer=bool(newer))
        pane = compose_pane(page, tapped.place, self._desk.clock(), reply_to=tapped.message_id, keyboard=keyboard)
        await self._desk.record([pane], tapped.update_id, beside=turn.id)

    async def ask_again(self, tapped: Tapped, turn_id: int) -> None:
        """The answer of now, as a new answer to whoever tapped."""
        turn = await self._find(tapped, turn_id)
        messages = (await self._desk.manners.of(tapped)).messages
        if turn is None:
            await self._desk.answer_tap(tapped, messages.text("bot-old-button"))
            return
        await self._desk.answer_tap(tapped)
        await self._questions.answer_button(tapped, turn.reply.query.question, reply_to=tapped.message_id)

    async def close(self, tapped: Tapped, turn_id: int, opener: int) -> None:
        """Takes a pane away, for whoever opened it and whoever asked the question.

        Nothing but a pane: what a tap says can be forged, and answers belong to everybody in a group."""
        turn = await self._find(tapped, turn_id)
        is_pane = tapped.chat_kind == "private" or (turn and tapped.message_id in turn.pane_message_ids)
        allowed = {opener, turn.person_id} if turn else {opener}
        if not is_pane or tapped.sender.id not in allowed:
            messages = (await self._desk.manners.of(tapped)).messages
            await self._desk.answer_tap(tapped, messages.text("bot-not-yours" if is_pane else "bot-old-button"))
            return
        await self._desk.answer_tap(tapped)
        delete = compose_delete([tapped.message_id], tapped.place, self._desk.clock())
        await self._desk.record([delete], tapped.update_id)

    async def vote(self, tapped: Tapped, turn_id: int, *, liked: bool) -> None:
        """One vote a person; the same once more takes it back."""
        messages = (await self._desk.manners.of(tapped)).messages
        if await self._find(tapped, turn_id) is None:
            await self._desk.answer_tap(tapped, messages.text("bot-old-button"))
            return
        holds = await self._desk.store.feedback.vote(
            turn_id, tapped.sender.id, liked, self._desk.clock(), update_id=tapped.update_id
        )
        name = {True: "bot-vote-up", False: "bot-vote-down", None: "bot-vote-back"}[holds]
        await self._desk.answer_tap(tapped, messages.text(name))

    async def _for_all(self, tapped: Tapped, turn: PlacedTurn, manner: Manner) -> Manner:
        """A group that chose no language reads a pane in that of the question, whoever opened it."""
        chosen = await self._desk.store.places.settings(whole_chat(tapped.place))
        language = turn.reply.query.language
        if chosen.language or language not in LANGUAGES:
            return manner
        return manner._replace(messages=read_messages(language))

    async def _find(self, tapped: Tapped, turn_id: int) -> PlacedTurn | None:
        """A turn of this very chat, as long as all that it was made of may be read here: a forged button opens nothing
        that was said elsewhere."""
        turn = await self._desk.store.turns.find(turn_id)
        if turn is None or turn.place.chat_id != tapped.place.chat_id:
            return None
        return turn if await (await self._desk.reader(tapped)).may_see(turn.reply) else None

    async def _compose(
        self, turn: PlacedTurn, view: str, arguments: Sequence[str], manner: Manner, answers: Answers
    ) -> Sequence[Group] | None:
        """None for a view that this reply does not have, or that nobody knows any more."""
        if view == MORE:
            heads = await answers.heads(turn.reply)
            return compose_more(turn.reply, heads, manner.messages, zone=manner.zone)
        if isinstance(turn.reply, Abstention):
            return None
        if view == AMENDED:
            return []  # what stands above every view is all there is to say
        return _compose_of_answer(turn.reply, view, arguments, manner)

    async def _count_newer(self, turn: PlacedTurn, answers: Answers) -> int:
        """How many articles the answer of now cites that are newer than all there was then."""
        then, now = turn.reply.coverage, await answers.coverage()
        if then == now or then.newest is None:
            return 0
        reply = await answers.answer(turn.reply.query.question, now=self._desk.clock())
        if isinstance(reply, Abstention):
            return 0
        dates = [source.article.published for source in reply.sources]
        return sum(date > then.newest for date in dates if date)


async def _find_amended(
    turn: PlacedTurn, view: str, arguments: Sequence[str], manner: Manner, answers: Answers
) -> list[Group]:
    """What the cited articles no longer say, above every view; above one source, of that source."""
    if isinstance(turn.reply, Abstention) or view in (COPY, MARKDOWN):
        return []
    found = await answers.find_amendments(turn.reply)
    if view == SOURCE:
        found = [one for one in found if [str(one.quote.n)] == list(arguments)]
    return compose_amendments(found, turn.reply, manner.messages, zone=manner.zone)


def _compose_of_answer(answer: Answer, view: str, arguments: Sequence[str], manner: Manner) -> Sequence[Group] | None:
    messages, zone = manner.messages, manner.zone
    if view == SOURCE and len(arguments) == 1 and arguments[0].isdecimal():
        return compose_source(answer, int(arguments[0]), messages, zone=zone)
    compose = _VIEWS.get(view)
    there = compose is not None and not arguments and _IS_THERE.get(view, _always)(answer)
    return compose(answer, messages, zone=zone) if compose and there else None


def _always(_answer: Answer) -> bool:
    return True


_VIEWS = {
    WHO: compose_speakers,
    DIFFER: compose_differences,
    TIMELINE: compose_timeline,
    COPY: compose_plain,
    MARKDOWN: compose_markdown,
}
_IS_THERE = {WHO: has_speakers, DIFFER: has_differences, TIMELINE: has_timeline}
