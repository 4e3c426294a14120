"""What a follow-up can lean on: the question before as it was read, its words and names, and what was answered."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.answer.followups.parts import (
    Part,
    Run,
    find_known_sort,
    find_runs,
    is_cyrillic,
    is_verb_like,
    read_parts,
    stem_of,
)
from bot.model.answer import Answer, Claim
from bot.model.turn import Turn
from bot.text.followup_words import BODY_WORDS, SAYING, WISHING
from bot.text.languages import choose_language
from bot.text.lexicon import find_stand_ins
from bot.text.tokens import find_tokens, fold

CLAIM_WORDS = 4
"""What of the first claim says what a question without a noun ("what does Russia demand?") leaves open."""


class Context(NamedTuple):
    """The last question that asked something, without end marks. `speaker`: the first person who speaks in its claims.

    `known`: folded words of the last turns' names. `people`: stems of the speakers' names. `earlier`: before it.
    """

    question: str
    parts: tuple[Part, ...]
    runs: tuple[Run, ...]
    speaker: str | None
    claims: tuple[str, ...]
    known: frozenset[str]
    people: frozenset[str]
    earlier: tuple[Turn, ...]


def read_context(turns: Sequence[Turn]) -> Context | None:
    """From the newest turn whose question as read holds a word to ask for; None when there is none."""
    known = frozenset(fold(token.text) for turn in turns[-3:] for token in _known_names(turn))
    for number in range(len(turns) - 1, -1, -1):
        question = turns[number].reply.query.question.rstrip(" ?!.…")
        parts = read_parts(question, known)
        if any(part.content for part in parts):
            return _compose(question, parts, turns[number], known, tuple(turns[:number]))
    return None


def _known_names(turn: Turn) -> list[Part]:
    texts = [*turn.reply.query.names, *(_only_names(claim.speaker or "") for claim in _claims(turn))]
    texts += [run.text for claim in _claims(turn) for run in find_runs(claim.text, read_parts(claim.text))]
    return [part for text in texts for part in read_parts(text) if part.content]


def _only_names(speaker: str) -> str:
    """ "some members of NATO" speak: NATO is a name, members are not."""
    return " ".join(word for word in speaker.split() if word[:1].isupper())


def _claims(turn: Turn) -> Sequence[Claim]:
    return turn.reply.claims if isinstance(turn.reply, Answer) else ()


def _compose(question: str, parts: list[Part], turn: Turn, known: frozenset[str], earlier: tuple[Turn, ...]) -> Context:
    claims = _claims(turn)
    speakers = [claim.speaker for claim in claims if claim.speaker and is_person(claim.speaker)]
    people = frozenset(stem_of(fold(token.text)) for speaker in speakers for token in find_tokens(speaker))
    runs = find_runs(question, parts, people)
    alike = [speaker for speaker in speakers if is_cyrillic(speaker) == is_cyrillic(question)]
    speaker = next(iter(alike or speakers), None)
    texts = tuple(claim.text for claim in claims)
    return Context(question, tuple(parts), tuple(runs), speaker, texts, known, people, earlier)


def is_person(speaker: str) -> bool:
    """Whether a speaker is named like a person: not a place, a body, initials, or words without a capital."""
    words = [token.text for token in find_tokens(speaker)]
    named = [word for word in words if word[0].isupper()]
    if not named or any(fold(word) in BODY_WORDS for word in words):
        return False
    sorts = {find_known_sort(fold(word)) for word in named}
    return "person" in sorts or (not sorts & {"place", "body"} and not all(word.isupper() for word in named))


def choose_content(context: Context) -> list[str]:
    """The content words of the question before, as written; with names and verbs only, some of the first claim."""
    own = [part for part in context.parts if part.content and part.folded not in SAYING]
    words = [part.text for part in own]
    if all(part.name or part.folded in WISHING or is_verb_like(part) for part in own):
        words += choose_claim_words(context)
    return words


def choose_claim_words(context: Context) -> list[str]:
    """The first words of the first claim that the question before does not hold and that name no speaker."""
    if not context.claims:
        return []
    held = {stem_of(part.folded) for part in context.parts} | context.people | _stand_ins(context)
    words: dict[str, str] = {}
    for part in read_parts(context.claims[0][:500], context.known):
        stem = stem_of(part.folded)
        if part.content and part.folded not in SAYING and stem not in held:
            words.setdefault(stem, part.text)
    return list(words.values())[:CLAIM_WORDS]


def _stand_ins(context: Context) -> frozenset[str]:
    """Stems of what means the same as the question's own words: "Moscow" adds nothing to "Russia"."""
    language = choose_language(context.question)
    words = [part.folded for part in context.parts if part.content]
    return frozenset(stem_of(other.word) for word in words for other in find_stand_ins(word, language))


def choose_nouns(context: Context) -> list[str]:
    """The content words that are neither names nor, as far as their endings tell, verbs."""
    return [
        part.text
        for part in context.parts
        if part.content and not part.name and part.folded not in SAYING and not is_verb_like(part)
    ]
