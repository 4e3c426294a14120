"""Follow-ups: a question made complete from the turns before it. Pure; English, Russian and Ukrainian."""

from collections.abc import Sequence

from bot.answer.followups.agreeing import find_agreeing
from bot.answer.followups.asking import find_asking
from bot.answer.followups.context import Context, read_context
from bot.answer.followups.parts import is_verb_like, read_parts
from bot.answer.followups.pronouns import resolve_pronouns
from bot.answer.followups.substituting import read_fragment, substitute
from bot.model.turn import Turn
from bot.text.followup_words import BARE_WHAT, CLOSER, MORE, OPENER

MAX_FOLLOWUP = 200
"""Characters: a longer question speaks for itself."""
MAX_RESOLVED = 1000
"""Characters a question may have (see answer/query.py): what would grow longer is left as typed."""


def resolve_followup(question: str, turns: Sequence[Turn]) -> str:
    """The question to ask: `question` as typed when it stands alone, else made complete from `turns` (oldest first).

    It builds on the newest turn's question as read (`reply.query.question`), answered or not, so that follow-ups chain.

    - "more", "what else?": the question before, unchanged: asked again it gives the same answer, honestly.
    - a question word alone, or with say and that ("why?", "who said that?"): the question before with that word; when
      that holds no noun ("what does Russia demand?"), content words of the first claim are added.
    - pronouns: he and she are the first claim's speaker in questions about words said, else a person of the question
      before; it, they, there its thing, group, place; that and this bring its content words along. A pronoun whose
      name stands before it in the same question is left alone.
    - agreeing and refusing with nothing to agree to ("does Putin agree?"): the content words of the question before are
      added.
    - a fragment after "and", "what about", "а", "а як щодо" ...: it takes the place of the date, the phrase with the
      same preposition, the name of its sort, or the subject; where there is none it is added.
    - a bare fragment is a new question, whatever went before ("ceasefire", "NATO"), with one exception: a date, or one
      name, with a question mark, after a question that holds a name ("Ukraine?" after "what does Russia demand?").
      At the beginning a capital makes no name: it must be one of the lexicon's or of the last three turns.
      Bodies written in initials take the place of such bodies only, so "NATO?" after that question is a new one.
    """
    if len(question) > MAX_FOLLOWUP:
        return question
    context = read_context(turns)
    resolved = _resolve(question, context) if context else None
    return resolved if resolved and len(resolved) <= MAX_RESOLVED else question


def _resolve(question: str, context: Context) -> str | None:
    if MORE.match(question.casefold()):
        return context.question + "?"
    rest, opened = _without_opener(question)
    parts = read_parts(rest, context.known)
    if not parts:
        return context.question + "?" if opened else None
    asked = find_asking(rest, parts, context) or resolve_pronouns(rest, parts, context)
    asked = asked or find_agreeing(rest, parts, context)
    if asked and not opened:
        return asked
    fragment = read_fragment(asked or rest, context, opened=opened)
    if fragment:
        return substitute(fragment, context)
    return asked or (context.question + "?" if opened and not any(part.content for part in parts) else None)


def _without_opener(question: str) -> tuple[str, bool]:
    """The question without "and", "what about", "а что" ..., and whether it had one."""
    folded = question.casefold()
    match = OPENER.match(folded) if len(folded) == len(question) else None
    if not match:
        return question, False
    rest = question[match.end() :]
    closer = CLOSER.search(rest.casefold())
    rest = rest[: closer.start()] if closer and len(rest.casefold()) == len(rest) else rest
    what = BARE_WHAT.match(rest.casefold())
    if what and not any(is_verb_like(part) for part in read_parts(rest[what.end() :])):
        rest = rest[what.end() :]
    return rest, True
