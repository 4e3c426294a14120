"""Whether the best sentences deny what a question takes for granted."""

import re
from collections.abc import Sequence

from bot.answer.candidates import Candidate
from bot.model.query import Query

LOOKED_AT = 3
"""Best candidates of which one of the first one's article may hold the denial: it often stands a sentence further."""
_DENIES = re.compile(r"\b(?:not|never|cannot|\w+n['’]t)\b|\b(?:не|нет|никогда|ні|немає|ніколи)\b", re.IGNORECASE)
_EXPECTS_YES = re.compile(
    r"^\W*(?:\w+n['’]t|(?:is|are|was|were|do|does|did|has|have|can|will) (?:\w+ ){1,3}not"
    r"|разве|неужели|не|хіба|невже)\b"
    r"|\b(?:or not|not only|не только|не тільки|не лише)\b|, (?:\w+n['’]t \w+|не так ли|чи не так)\W*$",
    re.IGNORECASE,
)
""" "Didn't he agree?" takes for granted that he did."""
_HOLDS_DENIAL = re.compile(
    _DENIES.pattern
    + r"|\b(?:no|none|nor|neither|nobody|nothing|without|unable|instead|rather|except|only|fail\w*|lack\w*"
    r"|den(?:y|ie[sd])|refus\w+|reject\w*|prevent\w*|ban(?:s|ned)?|abolish\w*|forb\w+|prohibit\w*|illegal|impossible|un\w{4,}ed|withdr\w+)\b"
    r"|\b(?:без|ни|лишь|только|никто|ничто|ничего|невозмож\w+|запре\w+|запрещ\w+|отмен\w+|отверг\w*|отказ\w*|отрица\w+"
    r"|нельзя|лише|тільки|ніхто|ніщо|нічого|неможлив\w+|заборон\w+|скасу\w+|відкин\w+|відмов\w+|запереч\w+|не\w{5,})\b",
    re.IGNORECASE,
)
"""Words that deny, in a sentence that answers: wider than in a question, so that doubt needs a reason."""


def lacks_denial(candidates: Sequence[Candidate], query: Query) -> bool:
    """Whether the question denies something ("who did not sign?") and none of the best candidates denies anything."""
    asked = query.question
    if not _DENIES.search(asked) or _EXPECTS_YES.search(asked):
        return False
    article = candidates[0].ranked.found.article.id
    near = [one.text for one in candidates[:LOOKED_AT] if one.ranked.found.article.id == article]
    return not any(_HOLDS_DENIAL.search(text) for text in near)
