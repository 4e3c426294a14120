"""A turn: a question and its answer in one place."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from bot.model.answer import Abstention, Answer
from bot.model.base import Noun
from bot.model.place import Place

Reply = Answer | Abstention
"""What asking gives: an answer, or "the corpus does not say"."""


class Turn(Noun):
    """`question` as typed; the reply holds the question as read. `asked`: when, UTC-aware."""

    question: str
    reply: Reply
    asked: AwareDatetime


class PlacedTurn(Turn):
    """A turn as it happened in a chat.

    `id` is the update that first asked: known before anything is stored, and kept when the question is edited.
    `question_message_id` is None where no message of the person asked (a tapped button). `answer_message_ids`, in
    ascending order, grow when deliveries are sent; so do `pane_message_ids`, messages beside it that show its evidence.
    All name messages of the chat the turn happened in; after that
    chat migrated they are None and empty, since ids begin anew there. `continues`: the id of the turn before it.
    """

    id: Annotated[int, Field(ge=0, lt=2**63)]
    place: Place
    person_id: int
    question_message_id: int | None = None
    answer_message_ids: tuple[int, ...] = ()
    pane_message_ids: tuple[int, ...] = ()
    continues: int | None = None
