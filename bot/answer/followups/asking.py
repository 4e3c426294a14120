"""Follow-ups that are little more than a question word: "why?", "since when?", "who said that?", "which countries?"."""

from collections.abc import Sequence

from bot.answer.followups.context import Context, choose_content
from bot.answer.followups.parts import Part, is_cyrillic, is_verb_like, read_parts
from bot.text.followup_words import (
    ANY_PREPOSITION,
    CHOOSING,
    COUNTERPARTS,
    DOING,
    LIGHT,
    MEASURES,
    PRONOUNS,
    QUESTION_WORDS,
    SAYING,
)  # fmt: skip

_WHETHER = frozenset({"ли", "чи"})
_WHO = frozenset({"who", "whom", "кто", "хто", "кем", "ким"})


def asks_who_said(question: str) -> bool:
    """Whether that is all it asks: "who said so?", "says who?", "кто это сказал?", "according to whom?"."""
    parts = read_parts(question)
    words = {part.folded for part in parts}
    content = {part.folded for part in parts if part.content}
    return content <= SAYING and not words.isdisjoint(SAYING | {"according"}) and not words.isdisjoint(_WHO)


def asks_of_something_said(question: str) -> bool:
    """Whether it has no word of its own to look for, so that it is about what was said before: "why?", "who said so?",
    "how many?"."""
    parts = read_parts(question)
    said = all(part.folded in SAYING | MEASURES | DOING for part in parts if part.content)
    return said and any(part.folded in QUESTION_WORDS for part in parts)


def find_asking(text: str, parts: Sequence[Part], context: Context) -> str | None:
    """The question before asked with another question word; None when `text` has content or a person of its own."""
    pronouns = {PRONOUNS[part.folded][0] for part in parts if part.folded in PRONOUNS}
    if not any(part.folded in QUESTION_WORDS for part in parts) or pronouns - {"that"}:
        return None
    if _chooses(parts) and not pronouns:
        return _join([text.rstrip(" ?!.…"), *choose_content(context)])
    if any(part.content and part.folded not in SAYING | MEASURES for part in parts):
        return None
    kept = [part for part in parts if part.folded not in PRONOUNS]
    if any(part.folded in SAYING or part.folded in DOING for part in kept):
        return _join([*(part.text for part in kept), *choose_content(context)])
    return _join([_question_word(kept, context), without_question_words(context), *_borrowed(context)])


def _chooses(parts: Sequence[Part]) -> bool:
    """A choosing question word and one noun, nothing else: "which countries", "сколько докеров"."""
    content = [part for part in parts if part.content and part.folded not in MEASURES]
    choosing = any(part.folded in CHOOSING for part in parts)
    return choosing and len(content) == 1 and content[0] is parts[-1] and not _is_verb(content[0])


def _is_verb(part: Part) -> bool:
    return part.name or is_verb_like(part) or (not is_cyrillic(part.folded) and part.folded.endswith("ed"))


def _question_word(parts: Sequence[Part], context: Context) -> str:
    """The question word with its preposition and measure, in the script of the question before."""
    number = next(number for number, part in enumerate(parts) if part.folded in QUESTION_WORDS)
    first = number - 1 if number and parts[number - 1].folded in ANY_PREPOSITION else number
    last = number
    while last + 1 < len(parts) and parts[last + 1].folded in QUESTION_WORDS | MEASURES:
        last += 1
    words = " ".join(part.text for part in parts[first : last + 1])
    if is_cyrillic(words) == is_cyrillic(context.question):
        return words.lower()
    return _translated(words.casefold(), parts[number].folded, to_cyrillic=is_cyrillic(context.question))


def _translated(words: str, word: str, *, to_cyrillic: bool) -> str:
    for wanted in (words, word):
        for english, russian, ukrainian in COUNTERPARTS:
            if wanted in {english, russian, ukrainian}:
                return russian if to_cyrillic else english
    return words


def _borrowed(context: Context) -> list[str]:
    own = choose_content(context)
    held = {part.text for part in context.parts}
    return [word for word in own if word not in held]


def without_question_words(context: Context) -> str:
    """The question before without what it opens with: "what does Russia demand" -> "does Russia demand"."""
    parts, number = context.parts, _first_question_word(context.parts)
    if number is not None:
        number += 1
        while number < len(parts) and parts[number].folded in QUESTION_WORDS | MEASURES | LIGHT:
            number += 1
    rest = parts[number or 0 :]
    start, cuts = (
        (rest[0].start, [part for part in rest if part.folded in _WHETHER]) if rest else (len(context.question), [])
    )
    text = context.question[start:]
    for part in reversed(cuts):
        text = text[: part.start - start].rstrip() + text[part.end - start :]
    return text.strip()


def _first_question_word(parts: Sequence[Part]) -> int | None:
    """At the beginning, or after words that ask for nothing themselves ("на сколько", "tell me why")."""
    for number, part in enumerate(parts[:4]):
        if part.folded in QUESTION_WORDS:
            return number
        if part.content:
            return None
    return None


def _join(words: Sequence[str]) -> str:
    return " ".join(word for word in words if word).rstrip(" ?!.…") + "?"
