"""A turn: a question and its answer in one place."""

from pydantic import AwareDatetime

from bot.model.answer import Abstention, Answer
from bot.model.base import Noun

Reply = Answer | Abstention
"""What asking gives: an answer, or "the corpus does not say"."""


class Turn(Noun):
    """`question` as typed; the reply holds the question as read. `asked`: when, UTC-aware."""

    question: str
    reply: Reply
    asked: AwareDatetime
