"""Follow-ups that speak of the turns before by a pronoun: "when did he say that?", "где они встречаются?"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.answer.followups.context import Context, choose_content, choose_nouns
from bot.answer.followups.parts import Part, is_cyrillic, is_verb_like
from bot.answer.followups.referents import FINDERS, find_person, find_phrase
from bot.text.followup_words import (
    ANY_PREPOSITION,
    AUXILIARIES,
    DOING,
    EXPLETIVE,
    HAPPENING,
    PRONOUNS,
    QUESTION_WORDS,
    SAYING,
    TIMES,
    TO_BE,
    Case,
    Role,
)  # fmt: skip

_QUOTED = re.compile(r"[\"“«„][^\"”»“]*[\"”»“]")


class _Reference(NamedTuple):
    """Part `number` of the follow-up refers back, as `role`, standing in `case`."""

    number: int
    role: Role
    case: Case


def resolve_pronouns(text: str, parts: Sequence[Part], context: Context) -> str | None:
    """`text` with its pronouns replaced by what they mean; None when none of them looks back beyond `text` itself.

    What has no name to stand for it is dropped, and the content words of the question before are added instead.
    """
    references = _find_references(text, parts)
    if not references:
        return None
    saying = any(part.folded in SAYING for part in parts)
    pieces: list[str] = []
    added: list[str] = []
    end = 0
    for reference in references:
        part = parts[reference.number]
        replaced, more = _meaning(reference, parts, context, saying=saying)
        pieces += [_led(text[end : part.start], dropped=not replaced), replaced]
        added += more
        end = part.end
    pieces.append(text[end:].rstrip(" ?!.…"))
    return _finish("".join(pieces), added)


def _led(text: str, *, dropped: bool) -> str:
    """What stands before a pronoun; with the pronoun its preposition goes too."""
    words = text.split()
    return text[: text.rindex(words[-1])] if dropped and words and words[-1].casefold() in ANY_PREPOSITION else text


def _finish(text: str, added: Sequence[str]) -> str:
    held = {word.casefold() for word in re.findall(r"\w+", text)}
    words = [word for word in dict.fromkeys(added) if word.casefold() not in held]
    return " ".join([*text.split(), *words]).replace(" ,", ",") + "?"


def _meaning(reference: _Reference, parts: Sequence[Part], context: Context, *, saying: bool) -> tuple[str, list[str]]:
    """What stands in the pronoun's place, and what is added at the end."""
    role = reference.role
    if role == "person" and _is_thing(parts, context, saying=saying):
        role = "thing"
    if role == "that" or (role == "thing" and _stands_for_clause(reference, parts, context)):
        return "", choose_content(context)
    if role == "thing" and reference.role == "person" and (nouns := choose_nouns(context)):
        return "", nouns
    found = find_person(context, saying=saying) if role == "person" else FINDERS[role](context)
    if found is None:
        return "", choose_nouns(context) or choose_content(context)
    latin = not is_cyrillic(parts[reference.number].folded)
    owns = reference.case == "owner" and latin and not found.endswith(("'s", "’s"))
    return (f"{found}'s" if owns else found), []


def _is_thing(parts: Sequence[Part], context: Context, *, saying: bool) -> bool:
    """Russian and Ukrainian call things he and she: by the verb, or because no person was spoken of."""
    if not any(is_cyrillic(part.folded) for part in parts):
        return False
    if _is_event(parts):
        return True
    return not saying and bool(choose_nouns(context)) and all(run.sort in {"place", "body"} for run in context.runs)


def _is_event(parts: Sequence[Part]) -> bool:
    return any(HAPPENING.search(part.folded) for part in parts)


def _stands_for_clause(reference: _Reference, parts: Sequence[Part], context: Context) -> bool:
    """ "did he say it", "why did they do it", "what does he say about it": then "it" is what was said or done."""
    before = [part.folded for part in parts[: reference.number]]
    if before and before[-1] in ANY_PREPOSITION and find_phrase(context) is None:
        return True
    return bool(before) and (before[-1] in SAYING or (before[-1] == "do" and len(before) > 2))


def _find_references(text: str, parts: Sequence[Part]) -> list[_Reference]:
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    if EXPLETIVE.search(text.casefold()):
        return []
    found = []
    for number, part in enumerate(parts):
        if part.folded not in PRONOUNS or any(start < part.start < end for start, end in quoted):
            continue
        role, case = PRONOUNS[part.folded]
        case = _case(parts, number, case)
        if _looks_back(parts, number, role, case):
            found.append(_Reference(number, role, case))
    return found


def _case(parts: Sequence[Part], number: int, case: Case) -> Case:
    """ "her", "его", "їх" own what follows and are objects where nothing does."""
    following = parts[number + 1].folded if number + 1 < len(parts) else ""
    if parts[number].folded in {"her", "his", "его", "ее", "их", "його", "її", "їх"}:
        owned = following and following not in ANY_PREPOSITION | AUXILIARIES and not is_verb_like(parts[number + 1])
        return "owner" if owned else "object"
    if parts[number].folded == "it" and (not following or following in ANY_PREPOSITION):
        return "object" if number > 1 and parts[number - 1].folded not in AUXILIARIES else case
    return case


def _looks_back(parts: Sequence[Part], number: int, role: Role, case: Case) -> bool:
    """Whether the pronoun cannot mean anything that the follow-up itself names before it."""
    if role == "that":
        return _points_back(parts, number)
    if role == "place":
        return not (number and parts[number - 1].folded in TO_BE) or number == len(parts) - 1
    before = parts[:number]
    if case == "object" or (case == "owner" and is_cyrillic(parts[number].folded)):
        return True
    if any(part.name for part in before):
        return False
    return not _has_subject(before)


def _has_subject(before: Sequence[Part]) -> bool:
    """A noun after the auxiliary ("what do farmers say about their ..."), or two content words in Cyrillic."""
    if any(is_cyrillic(part.folded) for part in before):
        return sum(part.content and part.folded not in SAYING for part in before) > 1
    auxiliary = next((number for number, part in enumerate(before) if part.folded in AUXILIARIES), None)
    return auxiliary is not None and any(part.content for part in before[auxiliary + 1 :])


def _points_back(parts: Sequence[Part], number: int) -> bool:
    """Demonstratives, but not "that" as a conjunction and not "this week"."""
    following = parts[number + 1] if number + 1 < len(parts) else None
    if following and following.folded in TIMES:
        return False
    if parts[number].folded in {"one", "ones"}:
        return number > 0 and parts[number - 1].folded == "which"
    if parts[number].folded != "that" or following is None:
        return True
    before = [part for part in parts[:number] if part.content]
    return not before or following.folded in ANY_PREPOSITION | DOING | QUESTION_WORDS
