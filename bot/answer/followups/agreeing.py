"""Questions that leave out what they ask about: "does Putin agree?", "чи згоден Путін?"."""

from collections.abc import Sequence

from bot.answer.followups.context import Context, choose_content
from bot.answer.followups.parts import Part
from bot.text.followup_words import AGREEING, QUESTION_WORDS

_ASKING = QUESTION_WORDS - {"ли", "чи"}
"""A question with a question word asks for more than yes or no."""


def find_agreeing(text: str, parts: Sequence[Part], context: Context) -> str | None:
    """With the content words of the question before behind it; None when it says by itself what is agreed to.

    Names aside, the word of agreeing is its only content.
    """
    if not any(part.folded in AGREEING for part in parts) or any(part.folded in _ASKING for part in parts):
        return None
    if any(part.content and not part.name and part.folded not in AGREEING for part in parts):
        return None
    held = {part.folded for part in parts}
    added = [word for word in choose_content(context) if word.casefold() not in held]
    return " ".join([text.rstrip(" ?!.…"), *added]) + "?" if added else None
