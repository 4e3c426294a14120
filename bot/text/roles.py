"""Offices: "who is the foreign minister?" is not answered with the deputy foreign minister."""

import re
from collections.abc import Sequence

from bot.text.analysis import analyze

_HEADS = {
    "en": "minister president chancellor premier king queen pope secretary director chief leader mayor governor envoy ambassador"
    " spokesman spokeswoman spokesperson chairman chairwoman chair head commander general captain coach ceo chairperson"
    " judge prosecutor senator speaker commissioner mediator negotiator manager editor owner founder",
    "ru": "министр президент канцлер премьер король королева папа секретарь директор глава лидер мэр губернатор посланник"
    " посол представитель представительница председатель командующий генерал тренер судья прокурор сенатор спикер посредник",
    "uk": "міністр президент канцлер прем'єр король королева папа секретар директор голова лідер мер губернатор посланець"
    " посол речник речниця представник керівник командувач генерал тренер суддя прокурор сенатор спікер посередник",
}
_LESSER = {
    "en": "deputy vice former ex acting assistant junior shadow interim late outgoing retired sub under",
    "ru": "заместитель зам вице бывший экс временный исполняющий помощник первый",
    "uk": "заступник заступниця віце колишній екс тимчасовий помічник",
}
_ASKED = {
    "en": re.compile(
        r"\bwho(?:'s|’s| is| was| are)\s+(?:currently |now )?(?:the )?(?P<role>[\w' -]+?)(?:\s+(?:of|in|for|at|now|today)\b|\s*[?.!]|$)"
    ),
    "ru": re.compile(r"\bкто(?:\s+(?:сейчас|такой|такая|является|был|была))?\s+(?P<role>[\w' -]+?)\s*(?:[?.!]|$)"),
    "uk": re.compile(r"\bхто(?:\s+(?:зараз|такий|така|є|був|була))?\s+(?P<role>[\w' -]+?)\s*(?:[?.!]|$)"),
}


def find_role(question: str, language: str) -> tuple[str, ...]:
    """The tokens of the office a "who is the ..." question asks for; () when it asks for none."""
    pattern = _ASKED.get(language)
    match = pattern.search(question.casefold()) if pattern else None
    if not match:
        return ()
    tokens = tuple(analyze(match["role"], language))
    heads = set(analyze(_HEADS[language], language))
    number = next((place for place, token in enumerate(tokens) if token in heads), None)
    if number is None or number > 3:
        return ()
    return tokens if language != "en" else tokens[: number + 1]


def holds_role(tokens: Sequence[str], role: Sequence[str], language: str) -> bool:
    """Whether the office stands in the tokens word by word, and not as its deputy's or a former one's."""
    lesser = set(analyze(_LESSER[language], language)) - set(role)
    for start in range(len(tokens) - len(role) + 1):
        if tuple(tokens[start : start + len(role)]) == tuple(role):
            before = tokens[max(0, start - 2) : start]
            if not lesser.intersection(before):
                return True
    return False
