"""Russian and Ukrainian names put into the nominative by their endings, where these leave no doubt."""

import re

from bot.text.speakers.slavic_tokens import fold_word, make_words

_SOFT = frozenset({"игор", "ігор", "лазар"})
"""Given names whose nominative ends in a soft sign; others that lose -я end in й."""
_CONSONANTS = frozenset("бвгґджзклмнпрстфхцчшщь")
_FIXED = frozenset("оеєуюэиі")
"""Vowels in which names end that keep their form: Тони, Рудо, Грушко."""
_MEN_IN_A = make_words("никита илья лука фома кузьма савва данила микита ілля сава хома микола лаврушка микиты ильи")
_MALE_SURNAMES = (
    ("енка", "енко"), ("ского", "ский"), ("цкого", "цкий"), ("ського", "ський"), ("цького", "цький"), ("ому", "ий"), ("ым", ""), ("им", ""),
    ("ова", "ов"), ("ева", "ев"), ("ина", "ин"), ("іна", "ін"), ("ом", ""), ("ем", ""), ("єва", "єв"), ("а", ""), ("у", ""), ("я", "ь"),
)  # fmt: skip
_FEMALE_SURNAMES = (
    ("овой", "ова"), ("евой", "ева"), ("иной", "ина"), ("ской", "ская"), ("цкой", "цкая"), ("ової", "ова"), ("євої", "єва"),
    ("іної", "іна"), ("ської", "ська"), ("цької", "цька"), ("ову", "ова"), ("ою", "а"), ("ой", "а"),
)  # fmt: skip


_MEN = make_words(
    "александр алексей анатолий андрей антон аркадий артем артур борис вадим валентин валерий василий виктор виталий владимир"
    " владислав всеволод вячеслав геннадий георгий герман глеб григорий давид даниил денис дмитрий евгений егор иван игорь"
    " кирилл константин лев леонид максим марк матвей михаил николай олег павел петр роман руслан семен сергей станислав"
    " степан тарас тимофей тимур федор филипп эдуард юрий ярослав дональд джо джон стив рис ансель томас"
    " олександр олексій анатолій андрій артур борис вадим валентин валерій василь віктор віталій володимир владислав"
    " всеволод вячеслав геннадій григорій данило денис дмитро євген іван ігор кирило костянтин леонід максим матвій михайло"
    " остап павло петро сергій станіслав степан тимофій федір пилип едуард юрій ярослав богдан назар"
)
_OBLIQUE_SURNAME = re.compile(
    r"(?:[сц]к|[сц]ьк)(?:ого|ому|им|ой|ої|ій|ою)$|(?:[оеє]в|[иі]н)(?:ой|ої|ою|ым|им)$|енка$|енку$"
)


def is_oblique(name: str, gender: str = "") -> bool:
    """Whether a name as a subject would stand in no nominative: "Ивана Петрова", "Зеленского". `gender`: of the verb."""
    *given, surname = name.split()
    if _OBLIQUE_SURNAME.search(fold_word(surname)):
        return True
    if not given or fold_word(given[0])[-1] not in "аяуюм":
        return False
    man = _man(given[0])
    if man is None or fold_word(given[0]) in _MEN_IN_A:
        return False
    return fold_word(man) in _MEN or (gender == "m" and _strip(surname, _MALE_SURNAMES) != surname)


def name_from_oblique(given: str, surname: str) -> str | None:
    """ "Эрика Фольмар" of "Эрики Фольмар", "Томас Бейрн" of "Томасом Бейрном"; None where the endings do not tell."""
    woman, family = _woman(given), _strip(surname, _FEMALE_SURNAMES)
    if woman is not None and (family != surname or fold_word(surname)[-1] in _CONSONANTS | frozenset("оеу")):
        return f"{woman} {family}"
    man, family = _man(given), _strip(surname, _MALE_SURNAMES)
    if man is not None and (family != surname or fold_word(surname)[-1] in _FIXED | frozenset("х")):
        return f"{man} {family}"
    if fold_word(given)[-1] in _CONSONANTS and fold_word(surname)[-1] in _CONSONANTS:
        return f"{given} {surname}"
    return None


def _woman(given: str) -> str | None:
    """Марии, Марией: Мария. Эрики, Эрикой: Эрика. None for what may be a man's."""
    folded = fold_word(given)
    if folded in _MEN_IN_A or len(folded) < 4:
        return None
    for ending, nominative in (
        ("ией", "ия"),
        ("ією", "ія"),
        ("ії", "ія"),
        ("ии", "ия"),
        ("ию", "ия"),
        ("ою", "а"),
        ("ой", "а"),
        ("ей", "я"),
        ("ею", "я"),
        ("ы", "а"),
        ("и", "а"),
    ):
        if folded.endswith(ending):
            return given[: -len(ending)] + nominative if folded[-len(ending) - 1] not in "аеиоуіїєюя" else None
    return None


def _man(given: str) -> str | None:
    """Ивана, Ивану, Иваном: Иван. Сергея: Сергей. None for what may be a nominative in -а."""
    folded = fold_word(given)
    if folded[-1] in _FIXED - frozenset("ую"):
        return given
    for ending in ("ом", "ем", "єм", "ю", "я", "у", "а"):
        stem = folded[: -len(ending)]
        if not folded.endswith(ending) or len(stem) < 3:
            continue
        if stem[-1] in "аеиоіїє":
            return given[: -len(ending)] + ("й" if ending in {"ем", "єм", "ю", "я"} else "")
        if ending in {"я", "ю", "ем"}:
            soft = "" if "і" in stem else "ь"
            return given[: -len(ending)] + soft if stem in _SOFT else None
        return given[: -len(ending)] if stem[-1] in _CONSONANTS else None
    return None


def _strip(surname: str, endings: tuple[tuple[str, str], ...]) -> str:
    folded = fold_word(surname)
    for ending, nominative in endings:
        if folded.endswith(ending) and len(folded) > len(ending) + 2:
            bare = surname[: -len(ending)] + nominative
            return bare if nominative or fold_word(bare)[-1] in _CONSONANTS else surname
    return surname
