"""Whether a sentence holds the sort of thing a question asks for: a figure, a time, a name."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from bot.model.query import QuestionKind
from bot.text.numbers import CARDINALS, ORDINALS
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import fold

_WORD = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_COUNTED = (CARDINALS | ORDINALS).keys() - {"first", "second"}
_ROUGHLY = re.compile(
    r"dozens?|hundreds?|thousands?|millions?|billions?|trillions?|half|thirds?|quarters?|twice|single|double"
    r"|десят(?:ок|к\w+)|сот(?:ня|ни|ню|ен|ням\w?|нях|ні|ень)|дюжин\w*|тысяч\w*|тисяч\w*|миллион\w*|мільйон\w*|миллиард\w*|мільярд\w*"
    r"|триллион\w*|трильйон\w*|половин\w+|трет[ьи]|третин\w+|четверт[ьи]|чверт[ьі]|вдвое|втрое|вдвічі|удвічі|втричі"
    r"|дважды|трижды|четырежды|двічі|тричі"
    r"|(?:четверт|пят|шест|седьм|восьм|девят|десят|п'ят|шост|сьом|дев'ят)(?:ый|ой|ая|ое|ого|ому|ую|ом|ым|ых|ий|а|е|у|ої|ій)"
    r"|трет(?:ий|ья|ье|ьего|ьей|ью|ьем|я|є|ього|ьої|ю)"
)
"""Words, folded, that say about how many: round numbers, fractions, Russian and Ukrainian ordinals."""
_TIME = re.compile(
    r"\b\d{4}s?\b|\b\d{1,2}(?:st|nd|rd|th)?\s+[A-ZА-Яа-яіїєґ]|\d{1,2}:\d{2}"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday|years?|months?|weeks?|days?|hours?|century|centuries|decades?|yesterday|today|tomorrow"
    r"|tonight|ago|winter|summer|spring|autumn|fall|recently|soon|morning|evening|night|mid-?\d+s?)\b"
    r"|\b(?:год\w*|лет|рок[уиі]\w*|рік|век\w*|століт\w+|месяц\w*|місяц\w*|недел\w+|тиж\w+|д[еі]?н[яьиеів]\w*|январ\w+|феврал\w+|март\w*|апрел\w+"
    r"|ма[йея]|июн\w+|июл\w+|август\w*|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+|січ\w+|лют\w+|берез\w+|квіт\w+|трав\w+|черв\w+|лип\w+|серп\w+"
    r"|верес\w+|жовт\w+|листопад\w*|груд\w+|понедельник\w*|вторник\w*|сред[уы]|четверг\w*|пятниц\w+|суббот\w+|воскресень\w+|понеділ\w+"
    r"|вівтор\w+|серед[уи]|четвер\w*|п'ятниц\w+|субот\w+|неділ\w+|вчера|сегодня|завтра|вчора|сьогодні|скоро|недавно|нещодавно)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;:»”’)] )[«“\"]?([A-ZА-ЯІЇЄҐ][\w’'-]+)")
_FIRST = re.compile(r"^[«“\"]?([A-ZА-ЯІЇЄҐ][\w’'-]+)(?= (?:[A-ZА-ЯІЇЄҐ]|[a-zа-яіїєґ]+))")


_MEASURES = (
    (
        r"how long|как долго|як довго",
        r"(?:second|minute|hour|day|week|month|year|decade|centur|\bkm\b|kilomet|metre|meter|mile|feet|секунд|минут|хвилин|час|годин"
        r"|дн|день|недел|тиж|месяц|місяц|год|лет|рок|рік|километр|кілометр|метр)",
    ),
    (
        r"how old|what age|сколько лет|скільки років|возраст|вік",
        r"\b(?:aged?|old|centuries)\b|\d[\d.,]*(?:\s*(?:million|billion|thousand))?[\s-]+years?\b|, \d{1,3},"
        r"|\b(?:\w*teen|\w+ty(?:-\w+)?|one|two|three|four|five|six|seven|eight|nine|ten|hundreds?|thousands?)[\s-]+years?\b"
        r"|\b(?:лет|возраст\w*|років|віц?[іу]|вік\w*)\b|\d[\s-]*(?:год|рок|рік)",
    ),
    (
        r"how high (?:\w+ ){0,4}?(?:price|cost|rate|inflation|tax|fee|rent|wage|salar|bill|tariff|unemployment|turnout|debt|toll)",
        r"\d|%|per ?cent|million|billion|trillion",
    ),
    (
        r"how (?:tall|high|deep|wide)|height|depth|width|высот|глубин|ширин|висот|глибин",
        r"(?:metre|meter|feet|foot|\bft|\bm\b|km|kilomet|mile|inch|stor(?:e?y|ies)|метр|м\b|км)",
    ),
    (r"how far|distance|расстояни|далеко|відстан", r"(?:metre|meter|feet|km|kilomet|mile|yard|метр|км|кілометр|миль)"),
    (
        r"percent|what share|процент|відсот",
        r"(?:%|per ?cent|процент|відсот|half|third|quarter|половин|трет|четверт|чверт)",
    ),
    (r"how fast|speed|скорост|швидк", r"(?:mph|km/h|per (?:hour|second)|knots|/s|км/ч|в час|на годину)"),
)
_COMPILED_MEASURES = tuple((re.compile(asked), re.compile(held, re.IGNORECASE)) for asked, held in _MEASURES)
_HOW_LONG = re.compile(r"\bhow long\b|\bкак долго\b|\bяк довго\b")
_TILL = re.compile(
    r"\b(?:until|till)\b|\b(?:from|between|since) (?:\w+ )?\d{4}\b|\b\d{4}\s?[-–—]\s?(?:\d{4}|\d\d)\b"
    r"|\b(?:до|по) (?:конца|окончания|начала|кінця|закінчення|початку|\d)|\b(?:с|з|із) (?:\w+ )?\d{4}\b",
    re.IGNORECASE,
)
"""How long something lasts, said by its beginning or its end: "from 1870 to 1939"."""
_CAUSE = re.compile(
    r"\b(?:because|since|due to|reason|as a result|so that|in order to|owing to|thanks to|caused?|leads? to|led to|fear\w*|"
    r"crucial|vital|blam\w+|потому|поскольку|из-за|чтобы|ради|причин\w+|вследствие|так как|тому|оскільки|через|щоб|бо|задля)\b",
    re.IGNORECASE,
)
_FUNCTION_WORDS = frozenset().union(*STOP_WORDS.values())
NEAR = 60
"""Characters between a figure and the word it counts."""


def holds_expected(
    kind: QuestionKind, sentence: str, question: str, find_places: Callable[[], Collection[int]] = tuple
) -> float:
    """How well the sentence holds what the question asks for, 0..1; 0.5 for kinds that ask no form.

    `find_places` gives where in the sentence words of the question begin (characters): a figure beside one of them
    counts in full, any other figure half. A name that the question already holds answers no "who" and no "where".
    """
    if kind == "number":
        return _holds_figure(sentence, question, find_places)
    if kind == "when":
        return float(bool(_TIME.search(sentence)))
    if kind == "why":
        return 0.5 + 0.5 * bool(_CAUSE.search(sentence))
    if kind in {"who", "where"}:
        asked = question.casefold()
        return float(any(_is_news(name, asked) for name in _NAME.findall(sentence) + _FIRST.findall(sentence)))
    return 0.5


def _holds_figure(sentence: str, question: str, find_places: Callable[[], Collection[int]]) -> float:
    folded = question.casefold()
    if asks_how_long(folded) and _TILL.search(sentence):
        return 1.0
    figures = [match.start() for match in _WORD.finditer(sentence) if _counts(match.group())]
    if not figures:
        return 0.0
    for asked, held in _COMPILED_MEASURES:
        if asked.search(folded):
            return float(bool(held.search(sentence)))
    places = find_places()
    beside = any(abs(figure - place) <= NEAR for figure in figures for place in places)
    return 1.0 if beside else 0.5


def asks_how_long(question: str) -> bool:
    """Whether a duration is asked for, which its beginning and end may also tell."""
    return _HOW_LONG.search(question.casefold()) is not None


@lru_cache(maxsize=20_000)
def _counts(word: str) -> bool:
    if word[0].isdecimal():
        return True
    folded = fold(word)
    return folded in _COUNTED or _ROUGHLY.fullmatch(folded) is not None


def _is_news(name: str, asked: str) -> bool:
    """A name the question lacks; the function word that opens a sentence is none."""
    bare = _bare(name)
    return bare not in asked and bare not in _FUNCTION_WORDS


def _bare(name: str) -> str:
    return name.casefold().removesuffix("’s").removesuffix("'s")
