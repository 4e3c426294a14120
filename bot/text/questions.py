"""What kind of thing a question asks for, told from its own words."""

import re

from bot.model.query import QuestionKind

_PLURALS = (
    "conditions|demands|requirements|obstacles|elements|points|reasons|steps|terms|issues|measures|challenges|"
    "concerns|factors|guarantees|countries|parties|goals|aims|priorities|proposals|things|topics|problems|hurdles"
)
_RUSSIAN_PLURALS = "требования|условия|препятствия|элементы|пункты|причины|шаги|меры|проблемы|вопросы|гарантии"
_UKRAINIAN_PLURALS = "вимоги|умови|перешкоди|елементи|пункти|причини|кроки|заходи|проблеми|питання|гарантії"

_KINDS: dict[str, tuple[tuple[QuestionKind, str], ...]] = {
    "en": (
        (
            "number",
            r"\bhow (?:many|much|long|old|far|tall|high|large|big|deep|fast|often|heavy|wide)\b"
            r"|\bwhat (?:will|would|does|did|do|is)\b[^?]*\bcosts?\s*(?:\?|$)"
            r"|\bwhat (?:percent|percentage|share|number|amount|proportion|price|fraction)\b|\bwhat (?:is|was) the "
            r"(?:number|amount|price|cost|share|percentage|size|length|height|population|age|temperature|average|total)\b",
        ),
        (
            "when",
            r"\bwhen\b|\b(?:what|which|in what|in which|on what) (?:year|day|date|month|decade|century|time)\b|"
            r"\bhow recently\b",
        ),
        ("list", rf"\b(?:what|which|list|name)\b[^?]*\b(?:{_PLURALS})\b"),
        ("who", r"\b(?:who|whom|whose|who's|whos)\b"),
        ("where", r"\bwhere\b|\b(?:what|which) (?:country|city|state|town|region|place|continent|county|province)\b"),
        ("why", r"\bwhy\b|\bwhat (?:caused|causes|is the reason|was the reason)\b|\bfor what reason\b"),
        ("how", r"\bhow\b"),
        ("what", r"\b(?:what|which|what's|whats)\b"),
        ("yesno", r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b"),
    ),
    "ru": (
        ("number", r"\bсколько\b|\bкак (?:долго|часто|далеко|много)\b|\bкак(?:ой|ая|ова|ов) (?:процент|доля|часть|число|"
         r"количество|цена|возраст|размер|длина|высота)\b|\bнасколько (?:велик|высок|далек|стар|глубок|широк|длин|дорог|дешев|быстр|вырос|возрос|увелич|сократ|снизи|упал|подорож"
         r"|подешев|уменьш|больше|меньше|выше|ниже)|\bкаков[аоы]? (?:процент|доля|число|цена|население)"),
        ("when", r"\bкогда\b|\b(?:в|во|на) как(?:ом|ой|ую|ие) (?:год|год[уаы]|ден[ья]|дат[ау]|месяц[е]?|век[е]?|врем[яени]+)"
         r"|\bкак(?:ого|ой) (?:числа|год)|\bс каких пор\b"),
        ("list", rf"\b(?:какие|каковы|какими|перечисли\w*|назови\w*)\b[^?]*\b(?:{_RUSSIAN_PLURALS})"),
        ("who", r"\b(?:кто|кого|кому|кем|ком|чей|чья|чье|чьи)\b"),
        ("where", r"\b(?:где|куда|откуда)\b|\bв как(?:ой|ом) (?:стран|город|регион|штат|област|мест)"),
        ("why", r"\b(?:почему|зачем|отчего)\b|\bпо какой причине\b|\bв чем причина\b"),
        ("how", r"\bкак\b|\bкаким образом\b|\bнасколько\b"),
        ("what", r"\b(?:что|чего|чему|чем|как(?:ой|ая|ое|ие|ого|ому|их|им|ую|ом|ими|ов|ова|ово|овы)|котор\w+)\b"),
        ("yesno", r"\bли\b|^разве\b"),
    ),
    "uk": (
        ("number", r"\bскільки\b|\bяк (?:довго|часто|далеко|багато)\b|\bяк(?:ий|а|ою|е) (?:відсоток|частка|частина|"
         r"кількість|число|ціна|вік|розмір|довжина|висота|сума)\b"
         r"|\bнаскільки (?:велик|висок|далек|стар|глибок|широк|довг|дорог|дешев|швидк|зріс|зрос|збільш|скорот|зниз|впа|подорож"
         r"|подешев|зменш|більше|менше|вище|нижче)"),
        ("when", r"\bколи\b|\b(?:у|в|на|о) як(?:ому|ий|ій|у) (?:роц|рік|де?н|дат|місяц|вік|столітт|час)"
         r"|\bякого (?:числа|року|дня)\b|\bз якого часу\b"),
        ("list", rf"\b(?:які|якими|перелічи\w*|назви\w*)\b[^?]*\b(?:{_UKRAINIAN_PLURALS})"),
        ("who", r"\b(?:хто|кого|кому|ким|чий|чия|чиє|чиї)\b"),
        ("where", r"\b(?:де|куди|звідки)\b|\b(?:у|в) як(?:ій|ому) (?:країн|міст|регіон|област|місц)"),
        ("why", r"\b(?:чому|навіщо)\b|\bз якої причини\b"),
        ("how", r"\bяк\b|\bяким чином\b|\bнаскільки\b"),
        ("what", r"\b(?:що|чого|чим|як(?:ий|а|е|і|ого|ому|их|им|ої|ій|у|ою|ими))\b"),
        ("yesno", r"^чи\b"),
    ),
}  # fmt: skip
_COMPILED = {language: [(kind, re.compile(pattern)) for kind, pattern in kinds] for language, kinds in _KINDS.items()}


_SUBORDINATE = re.compile(
    r"^(?:when|once|while|after|before|if|as|когда|пока|после того|если|коли|поки|після того|якщо)\b[^,?]*,\s*"
    r"(?=(?:\w+ )?(?:who|what|which|where|why|how|when|как\w*|кто|что|где|куда|почему|зачем|сколько|чем|чего"
    r"|як\w*|хто|що|де|куди|чому|навіщо|скільки|чим|чого)\b)"
)
"""A clause that only says when: "when many are arrested, what ..." asks for no time."""
_LAST_RESORT: QuestionKind = "yesno"
"""Told by its first word, which also begins questions of other kinds ("do you know when ...")."""


def find_kind(question: str, language: str) -> QuestionKind:
    """The kind of a question; 'fragment' for a bare keyword or headline that asks nothing.

    Of several question words the first one asks: "what happened when ..." asks for no time.
    """
    folded = question.casefold().replace("’", "'").replace("ʼ", "'").replace("ё", "е").strip()
    asking = _SUBORDINATE.sub("", folded)
    kinds = _COMPILED.get(language, _COMPILED["en"])
    found = [
        (match.start(), place, kind) for place, (kind, pattern) in enumerate(kinds) if (match := pattern.search(asking))
    ]
    first = min((one for one in found if one[2] != _LAST_RESORT), default=None) or min(found, default=None)
    return first[2] if first else "fragment"
