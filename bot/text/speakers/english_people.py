"""From an English mention to the name a reader wants to see, with pronouns and short roles resolved."""

import re

from bot.text.speakers.english import find_mention
from bot.text.speakers.english_names import role_gender
from bot.text.speakers.english_phrases import run_start
from bot.text.speakers.english_right import find_right
from bot.text.speakers.english_tokens import Words, read_words
from bot.text.speakers.english_words import DETERMINERS, MEN, PLACES, PREPOSITIONS, SUBORDINATING, WOMEN
from bot.text.speakers.mention import Context, Gender, Mention
from bot.text.speakers.names import find_named_role, full_body, full_name, is_person, occurrences, titled_gender
from bot.text.speakers.quoted import mask_lines, split_masked

REACH = 600
"""Characters of text before the sentence in which a pronoun's antecedent is looked for."""
_SENTENCES_BACK = 4
_ACRONYM = 6
"""Letters of an acronym, at most; longer words in capitals are headlines."""
_ROLE_BESIDE = re.compile(
    r"\b(spokeswoman|chairwoman|actress|queen|mother|daughter|wife|widow|sister|spokesman|chairman|king|father|son|husband|brother)\b"
)


def resolve(mention: Mention, masked: str, context: Context) -> str | None:
    """The speaker's name for a mention found in the masked sentence; None when unsure."""
    if mention.kind == "pronoun":
        return _resolve_pronoun(mention, masked[: mention.start], context)
    if mention.kind == "name":
        return full_name(mention.text, context.article)
    if mention.kind == "role":
        return _resolve_role(mention, context)
    if mention.kind == "body" and mention.text.startswith(("the ", "its ", "his ", "her ")) and mention.text.islower():
        return full_body(mention, context.article)
    if mention.kind == "group":
        return _resolve_group(mention, context.article)
    return mention.text


def _resolve_role(mention: Mention, context: Context) -> str | None:
    named = find_named_role(mention, context)
    if named:
        return named
    first, *rest = mention.text.split()
    if first.casefold() in {"its", "his", "her", "their", "this", "that"}:
        return None
    return mention.text if first != "the" or len(rest) > 2 or rest[0].endswith("'s") else None


def _resolve_group(mention: Mention, article: str) -> str | None:
    if mention.text.split()[0] in {"its", "his", "her", "their", "these", "those"}:
        return None
    first, _, rest = mention.text.partition(" ")
    if mention.start == 0 and mention.head != "and" and occurrences(article, first.lower()):
        return f"{first.lower()} {rest}".strip()
    if mention.head != "and" or mention.text.startswith("the "):
        return mention.text
    return " and ".join(full_name(part, article) for part in mention.text.split(" and "))


def gender_of(name: str, article: str, mention: Mention | None = None) -> Gender:
    """By title, role or a common given name; '' when none of them tells."""
    if mention and mention.gender:
        return mention.gender
    gender = titled_gender(name, article)
    if gender:
        return gender
    given = name.split(maxsplit=1)[0].casefold()
    if given in MEN or given in WOMEN:
        return "m" if given in MEN else "f"
    for at in occurrences(article, name)[:6]:
        around = _ROLE_BESIDE.search(article[max(0, at - 25) : at]) or _ROLE_BESIDE.search(
            article[at + len(name) : at + len(name) + 25]
        )
        if around:
            return role_gender(around.group()) or ("f" if around.group() == "widow" else "")
    return ""


def _resolve_pronoun(mention: Mention, left: str, context: Context) -> str | None:
    """The nearest earlier speaker or subject that fits; None where none or two equally do."""
    if mention.text in {"he", "she"}:
        inside = _subject_of_opening_clause(left, context)
        if inside and _fits(inside, mention.gender, context):
            return inside
    text = mask_lines(context.before[-REACH - 200 :])[-REACH:]
    earlier = split_masked(text)[len(context.before) > REACH :]
    for piece in earlier[: -_SENTENCES_BACK - 1 : -1]:
        if mention.text in {"it", "they"}:
            return _antecedent_body(piece, mention.text, context)
        found = _antecedent(piece, mention.gender, context)
        if found is not None:
            return found or None
    return None


def _subject_of_opening_clause(left: str, context: Context) -> str | None:
    """ "As Quist left the building, he said": the person of the clause before; names of a statement are no speakers."""
    first, _, rest = left.partition(" ")
    return _subject(rest, context) if first.lower() in SUBORDINATING else None


def _antecedent(piece: str, gender: Gender, context: Context) -> str | None:
    """The person a later he or she means; '' when the sentence leaves it open, None when it names nobody."""
    mention = find_mention(piece)
    if mention and mention.kind == "pronoun":
        return None
    people = people_in(piece, context)
    if mention and mention.kind in {"name", "role"}:
        name = full_name(mention.text, context.article) if mention.kind == "name" else _resolve_role(mention, context)
        known = name and mention.kind == "name" and (mention.head == "titled" or is_person(name, context.article))
        if name and (known or name in people or (mention.kind == "role" and name != mention.text)):
            if _fits(name, gender, context, mention):
                return name
            people = [other for other in people if other != name]
        elif mention.kind == "role" and (not mention.gender or mention.gender == gender):
            return ""
    fitting = [name for name in people if _fits(name, gender, context)]
    if not people or not fitting:
        return None
    if len(fitting) == 1:
        told_apart = len(people) > 1 and gender_of(fitting[0], context.article) == gender
        return fitting[0] if told_apart or fitting[0] == _subject(piece, context) else ""
    sure = [name for name in fitting if gender_of(name, context.article) == gender]
    return sure[0] if len(sure) == 1 and sure[0] == _subject(piece, context) else ""


def _fits(name: str, gender: Gender, context: Context, mention: Mention | None = None) -> bool:
    return gender_of(name, context.article, mention) in {gender, ""}


def people_in(masked: str, context: Context) -> list[str]:
    """Full names of the persons a masked text names, in order, each once."""
    words = read_words(masked)
    names: dict[str, None] = {}
    at = len(words.texts) - 1
    while at >= 0:
        if not words.is_word(at) or not words.is_capital(at):
            at -= 1
            continue
        start = run_start(words, at)
        name = _person_run(words.texts[start : at + 1], context)
        if name and not (start > 0 and words.lows[start - 1] == "the"):
            names[name] = None
        at = start - 1
    return list(names)[::-1]


def _person_run(texts: list[str], context: Context) -> str | None:
    from bot.text.speakers.english_names import read_run

    last = texts[-1].removesuffix("'s").removesuffix("'")
    mention = read_run([*texts[:-1], last], start=0, definite=False)
    if (
        mention is None
        or mention.kind != "name"
        or mention.text in PLACES
        or mention.text.lower() in PREPOSITIONS | DETERMINERS
    ):
        return None
    name = full_name(mention.text, context.article)
    return name if " " in name or mention.head == "titled" else None


def _subject(piece: str, context: Context) -> str | None:
    """The person who alone stands first in a sentence as its subject."""
    words = read_words(piece)
    start = 0
    if words.texts and words.lows[0] in PREPOSITIONS and "," in words.texts[:8]:
        start = words.texts.index(",") + 1
    end = _end_of_name(words, start)
    if end is None or (end < len(words.texts) and words.lows[end] == "and"):
        return None
    run = words.texts[run_start(words, end - 1) : end]
    return None if run[-1].endswith("'s") else _person_run(run, context)


def _end_of_name(words: Words, start: int) -> int | None:
    """Behind the first run of capitals within a few words of `start`; None when there is none."""
    for at in range(start + 1, min(start + 9, len(words.texts) + 1)):
        if not words.is_capital(at - 1):
            continue
        goes_on = at < len(words.texts) and (
            words.is_capital(at) or words.lows[at] in {"of", "for", "de", "van", "von"}
        )
        if not goes_on:
            return at
    return None


def _antecedent_body(piece: str, pronoun: str, context: Context) -> str | None:
    """The body or group that the sentence before has as its speaker or subject."""
    mention = find_mention(piece) or _first_phrase(piece)
    if mention is None or (mention.text.isupper() and len(mention.text) > _ACRONYM):
        return None
    if pronoun == "they":
        return _resolve_group(mention, context.article) if mention.kind == "group" else None
    if mention.kind == "name":
        return None if is_person(mention.text, context.article) else mention.text
    return resolve(mention, piece, context) if mention.kind == "body" else None


def _first_phrase(piece: str) -> Mention | None:
    found = find_right(read_words(piece), 0)
    return found.mention if found else None
