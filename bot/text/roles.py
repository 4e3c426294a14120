"""Offices: "who is the foreign minister?" is not answered with the deputy foreign minister."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache

from bot.text.analysis import analyze
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import TOKEN

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
        r"\bwho(?:'s| is| was| are)\s+(?:currently |now )?(?:[\w-]+'s )?(?:the )?(?:current |present |new )?(?P<role>[\w' -]+?)(?:\s+(?:of|in|for|at|now|today)\b|\s*[?.!]|$)"
    ),
    "ru": re.compile(r"\bкто(?:\s+(?:сейчас|ныне|такой|такая|является|был|была))*\s+(?P<role>[\w' -]+?)\s*(?:[?.!]|$)"),
    "uk": re.compile(r"\bхто(?:\s+(?:зараз|нині|наразі|такий|така|є|був|була))*\s+(?P<role>[\w' -]+?)\s*(?:[?.!]|$)"),
}

_QUALIFIES: dict[str, Callable[[str], object]] = {
    "en": lambda word: word not in STOP_WORDS["en"] and (word == "acting" or not word.endswith("ing")),
    "ru": re.compile(rf"{_LESSER['ru'].replace(' ', '|')}|\w+(?:[ыи]й|ой|[ая]я|[ыи]м|ей)|зам\w*|премьер\w*").fullmatch,
    "uk": re.compile(rf"{_LESSER['uk'].replace(' ', '|')}|\w+(?:[иі]й|[иі]м|(?<!л)а|ою)|прем'єр\w*").fullmatch,
}
"""Whether a word may stand before the office: an adjective or a rank ("who met the minister" asks for no office)."""

_ORDER = re.compile(
    r"^(?:(?:first|last|final|next|latest|newest|перв(?:ый|ая|ым|ой)|последн(?:ий|яя|им|ей)|следующ(?:ий|ая|им|ей)"
    r"|перш(?:ий|а|им|ою)|останн(?:ій|я|ім|ьою)|наступн(?:ий|а|им|ою))\s+)+(?!заместител|заступни)"
)
"""Which of those who held the office one after the other: no part of its name."""


@cache
def _lesser(language: str) -> frozenset[str]:
    return frozenset(analyze(_LESSER[language], language))


@cache
def _heads(language: str) -> frozenset[str]:
    return frozenset(analyze(_HEADS[language], language))


_NAMED = {
    "en": re.compile(
        r"\b(?P<role>(?:(?:foreign|prime|defen[cs]e|finance|interior|health|justice|education|energy|economy|trade|transport"
        r"|agriculture|environment|culture|labou?r|home|attorney|secretary)\s+)+(?:minister|secretary|general))\b"
    ),
    "ru": re.compile(
        r"\b(?P<role>министр\w* (?:иностранных дел|внутренних дел|обороны|финансов|юстиции|здравоохранения))\b"
    ),
    "uk": re.compile(
        r"\b(?P<role>міністр\w* (?:закордонних справ|внутрішніх справ|оборони|фінансів|юстиції|охорони здоров.я))\b"
    ),
}
_RANKED = re.compile(r"\b(?:deputy|vice|former|ex|acting|заместител\w*|зам|бывш\w*|заступни\w*|колишн\w*)\b")


@lru_cache(maxsize=256)
def find_named_role(question: str, language: str) -> tuple[str, ...]:
    """The tokens of an office that any question names ("what did the foreign minister say?"); () without one.

    A question that itself asks for the deputy or a former holder names no office of its own.
    """
    folded = _one_apostrophe(question.casefold())
    match = _NAMED[language].search(folded) if language in _NAMED else None
    return tuple(analyze(match["role"], language)) if match and not _RANKED.search(folded) else ()


@lru_cache(maxsize=256)
def find_role(question: str, language: str) -> tuple[str, ...]:
    """The tokens of the office a "who is the ..." question asks for; () when it asks for none.

    English: up to the office itself, without whose it is. Russian and Ukrainian: with what follows it.
    """
    pattern = _ASKED.get(language)
    match = pattern.search(_one_apostrophe(question.casefold())) if pattern else None
    if not match:
        return ()
    tokens = tuple(analyze(_ORDER.sub("", match["role"]), language))
    heads = _heads(language)
    number = next((place for place, token in enumerate(tokens) if token in heads), None)
    if (
        number is None
        or number > 3
        or not all(map(_QUALIFIES[language], TOKEN.findall(_ORDER.sub("", match["role"]))[:number]))
    ):
        return ()
    return tokens if language != "en" else tokens[: _last_head(tokens, number, heads) + 1]


def _last_head(tokens: Sequence[str], number: int, heads: Collection[str]) -> int:
    """ "secretary general" is one office."""
    while number + 1 < len(tokens) and tokens[number + 1] in heads:
        number += 1
    return number


def _one_apostrophe(text: str) -> str:
    return text.replace("’", "'").replace("ʼ", "'")


def holds_role(tokens: Sequence[str], role: Sequence[str], language: str) -> bool:
    """Whether the office stands in the tokens word by word, and not as its deputy's or a former one's."""
    lesser = _lesser(language).difference(role)
    for start in range(len(tokens) - len(role) + 1):
        if tuple(tokens[start : start + len(role)]) == tuple(role):
            before = tokens[max(0, start - 2) : start]
            if not lesser.intersection(before):
                return True
    return False
