"""Which turns a question goes on from."""

from datetime import timedelta

from bot.chat.nouns import Question
from bot.model.chat_protocols import TurnStore
from bot.model.turn import PlacedTurn

REMEMBERED = 10
"""Turns that follow-ups are understood from."""
PRIVATE_WINDOW = timedelta(days=1)
GROUP_WINDOW = timedelta(minutes=30)
"""How long before the question the person's last turn here may lie to be gone on from without a reply: between the
two times of asking, so that questions which waited for the bot are understood as those it was there for.
"""


async def find_turns(turns: TurnStore, question: Question) -> list[PlacedTurn]:
    """Oldest first, at most ten. A reply to an answer of ours goes on from that answer, whoever asked it; else the
    question goes on from the same person's last turn in this very place, never from a colleague's. What asks about
    somebody's text stands alone, and so does what is said in the name of a group or channel: who speaks is not known.
    """
    if question.about is not None:
        return []
    if question.answers is not None:
        answered = await turns.find_by_answer(question.place, question.answers)
        if answered:
            return await turns.chain(answered.id, REMEMBERED)
    if question.sender.kind != "person":
        return []
    window = PRIVATE_WINDOW if question.chat_kind == "private" else GROUP_WINDOW
    latest = await turns.find_latest(question.place, question.sender.id, question.sent - window)
    return await turns.chain(latest.id, REMEMBERED) if latest else []
