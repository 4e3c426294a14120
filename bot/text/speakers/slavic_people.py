"""From a Russian or Ukrainian mention to a name in the nominative, with pronouns and short roles resolved."""

import re

from bot.text.speakers.mention import Context, Gender, Mention
from bot.text.speakers.names import occurrences
from bot.text.speakers.quoted import mask_lines, split_masked
from bot.text.speakers.slavic import find_mention
from bot.text.speakers.slavic_cases import name_from_oblique
from bot.text.speakers.slavic_tokens import fold_word, read_words
from bot.text.speakers.slavic_words import CAPITALS, LEXICONS

REACH = 600
"""Characters of text before the sentence in which a pronoun's antecedent is looked for."""
_SENTENCES_BACK = 4
_ALL = 20_000
"""Characters of an article looked through for another form of a name."""
_ALSO_CALLED = {
    "глава государства": ("президент",), "глава правительства": ("премьер-министр", "премьер"), "глава кабинета": ("премьер-министр",),
    "глава ведомства": ("министр",), "глава города": ("мэр",), "глава держави": ("президент", "президентка"),
    "глава уряду": ("прем'єр-міністр", "прем'єр", "прем'єр-міністерка"), "глава відомства": ("міністр", "міністерка"),
    "очільник уряду": ("прем'єр-міністр",), "глава міста": ("мер", "мерка", "міський голова"),
}  # fmt: skip
"""Offices by another name."""
_GIVEN = re.compile(r"(?:^|[^\w])([А-ЯЁІЇЄҐ][а-яёіїєґ'’ʼ-]+)\s+$")
_NAME_BEHIND = re.compile(
    r"(?:\s+[а-яёіїєґ'’«»-]+){0,4}(?:\s+[А-ЯЁІЇЄҐ][\w'’-]*)?\s+([А-ЯЁІЇЄҐ][\w'’-]+\s+[А-ЯЁІЇЄҐ][\w'’-]+)"
)
_SURNAME = re.compile(r"(?:ский|ская|ський|ська|цкий|цкая|цький|цька|енко|ченко|щук|чук|юк|[оеє]в|[оеє]ва)$")
_MEN_IN_A = frozenset(
    [
        "никита",
        "илья",
        "лука",
        "фома",
        "кузьма",
        "савва",
        "данила",
        "микита",
        "ілля",
        "сава",
        "кузьма",
        "хома",
        "микола",
        "лаврушка",
    ]
)
_OBLIQUE = (
    ("ого", ("ий", "ый", "ой")), ("его", ("ий",)), ("ого", ("ий",)), ("ой", ("а", "ая")), ("ою", ("а",)), ("ей", ("я", "а")),
    ("ої", ("а",)), ("ова", ("ов",)), ("а", ("", "о")), ("я", ("й", "ь")), ("ы", ("а",)), ("и", ("а", "я")), ("ії", ("ія",)),
    ("і", ("а", "я")), ("у", ("",)), ("ка", ("ок", "ко", "к")), ("ця", ("ець",)), ("ца", ("ец",)), ("ла", ("ел",)),
)  # fmt: skip


def resolve(mention: Mention, context: Context) -> str | None:
    """The speaker's name for a mention found in the masked sentence; None when unsure."""
    if mention.kind == "pronoun":
        return _resolve_pronoun(mention, context)
    if mention.kind == "name":
        if mention.head.startswith("genitive"):
            return _nominative(mention.text, context.article)
        name = full_name(mention.text, context.article)
        return name if mention.start > 0 or " " in name or _is_name(name, context.article) else None
    if mention.kind == "role":
        return _named_role(mention, context)
    return mention.text


def _is_name(word: str, article: str) -> bool:
    """Whether a word that opens a sentence is a name: known, spelt like one, or with a capital elsewhere too."""
    if word in CAPITALS or word.isupper() or _SURNAME.search(word):
        return True
    stem = word[:-1] if word[-1] in "аяоейь" and len(word) > 3 else word
    return re.search(rf"(?<=[\w»”]\s){re.escape(stem)}[а-яёіїєґ]{{0,3}}(?!\w)", article[:_ALL]) is not None


def full_name(text: str, article: str) -> str:
    """ "Тавіш Бренделок" for "Бренделок" where the article gives one given name with it in this case."""
    if " " in text:
        return text
    forms: set[str] = set()
    for at in occurrences(article, text):
        match = _GIVEN.search(article[max(0, at - 40) : at])
        given = match.group(1) if match else ""
        if given and not _is_hollow(given):
            forms.add(f"{given} {text}")
    nominative = {form for form in forms if not any(_is_case_of(form, other) for other in forms)}
    if not forms:
        nominative = _from_oblique_forms(text, article)
    return nominative.pop() if len(nominative) == 1 else text


def _from_oblique_forms(surname: str, article: str) -> set[str]:
    """ "Томас Бейрн" where the article has only "с Томасом Бейрном": what its oblique forms make of the surname."""
    found: set[str] = set()
    stem = surname[:-2] if surname.endswith(("ий", "ый", "ая")) else surname[:-1] if surname[-1] in "аяоьй" else surname
    for match in re.finditer(
        rf"(?<!\w)([А-ЯЁІЇЄҐ][а-яёіїєґ'’ʼ-]+)\s+({re.escape(stem)}[а-яёіїєґ]{{1,3}})(?!\w)", article
    ):
        name = name_from_oblique(*match.groups()) if not _is_hollow(match[1]) else None
        if name and name.endswith(f" {surname}"):
            found.add(name)
    return found


def _is_hollow(given: str) -> bool:
    """Whether a word before a surname is no given name: a role, a place, a word that opens a sentence."""
    folded = fold_word(given)
    return any(
        folded in lexicon.roles | lexicon.conjunctions | lexicon.prepositions | lexicon.skipped
        or given in lexicon.places
        for lexicon in LEXICONS.values()
    )


def _is_case_of(form: str, other: str) -> bool:
    """Whether the given name of `form` may be an oblique case of the other's: Марини, Марина."""
    given, nominative = form.split(maxsplit=1)[0], other.split(maxsplit=1)[0]
    return given != nominative and nominative in _nominatives(given)


def _nominative(text: str, article: str) -> str | None:
    """A name in the genitive as it stands elsewhere in the article in the nominative; else by its endings, or None."""
    *_, surname = text.split()
    for candidate in (*_nominatives(surname), surname):
        full = full_name(candidate, article)
        if (
            " " in full
            and full != text
            and (" " not in text or _same_given(text.split(maxsplit=1)[0], full.split()[0]))
        ):
            return full
    for candidate in _nominatives(surname):
        if " " not in text and occurrences(article, candidate):
            return candidate
    return name_from_oblique(*text.split()) if text.count(" ") == 1 else text


def _nominatives(word: str) -> list[str]:
    return [
        word[: -len(old)] + new
        for old, news in _OBLIQUE
        if word.endswith(old)
        for new in news
        if len(word) - len(old) > 1
    ]


def _same_given(oblique: str, given: str) -> bool:
    return oblique == given or given in _nominatives(oblique)


def _resolve_pronoun(mention: Mention, context: Context) -> str | None:
    """The nearest earlier speaker or subject that fits; None where none or two equally do."""
    if mention.text == "they":
        return None
    text = mask_lines(context.before[-REACH - 200 :])[-REACH:]
    earlier = split_masked(text)[len(context.before) > REACH :]
    for piece in earlier[: -_SENTENCES_BACK - 1 : -1]:
        found = _antecedent(piece, mention.gender, context)
        if found is not None:
            return found or None
    return None


def _antecedent(piece: str, gender: Gender, context: Context) -> str | None:
    """The person a later pronoun means; '' when the sentence leaves it open, None when it names nobody that fits."""
    mention = find_mention(piece, context.language)
    if mention and mention.kind == "pronoun":
        return None
    if mention and mention.kind in {"name", "role"}:
        name = resolve(mention, context)
        if name and _gender_of(name, mention) in {gender, ""}:
            return name
        return None
    subject = _first_person(piece, context)
    if subject is None:
        return None
    return subject if _gender_of(subject) == gender else None


def _gender_of(name: str, mention: Mention | None = None) -> Gender:
    if mention and mention.gender:
        return mention.gender
    if " " not in name:
        return "f" if name.endswith("ва") else ""
    given = fold_word(name.split(maxsplit=1)[0])
    return "f" if given.endswith(("а", "я")) and given not in _MEN_IN_A else "m"


def _first_person(piece: str, context: Context) -> str | None:
    """The person in the nominative with whom a sentence begins, behind a role; None where two are joined."""
    words = read_words(piece)
    lexicon = LEXICONS[context.language]
    end = next((at for at in range(len(words.texts)) if not words.is_word(at)), len(words.texts))
    for at in range(min(end, 10)):
        if words.folded[at] in lexicon.prepositions:
            return None
        follows = at + 1 < end and words.is_capital(at + 1)
        if not words.is_capital(at) or follows:
            continue
        if at == 0 and words.folded[0] in lexicon.roles:
            continue
        if at + 1 < end and words.folded[at + 1] in lexicon.conjunctions:
            return None
        full = full_name(words.texts[at], context.article)
        pair = " ".join(words.texts[at - 1 : at + 1]) if at and words.is_capital(at - 1) else ""
        if pair and fold_word(words.texts[at - 1]) not in lexicon.roles and words.texts[at - 1] not in lexicon.places:
            return pair
        if " " in full:
            return full
    return None


def _named_role(mention: Mention, context: Context) -> str | None:
    """The one person whom the article gives this role; a role said with more words stands as written."""
    text = fold_word(mention.text)
    also = next((roles for called, roles in _ALSO_CALLED.items() if text.startswith(called)), ())
    people = {name for role in also or (mention.head,) for name in _holders(role, context)}
    if len(people) == 1:
        return people.pop()
    if not text.startswith(mention.head):
        return None
    return mention.text if not people and " " in mention.text else None


def _holders(role: str, context: Context) -> set[str]:
    """The names that stand behind a role, in any case, in the nominative."""
    stem = role[:-1] if role[-1] in "аьй" else role
    people: set[str] = set()
    for match in re.finditer(
        rf"(?<!\w){re.escape(stem)}[а-яёіїєґ]{{0,3}}(?![\w-])", context.article[:_ALL], re.IGNORECASE
    ):
        behind = _NAME_BEHIND.match(context.article[match.end() : match.end() + 90])
        if behind is None or any(part in LEXICONS[context.language].places for part in behind[1].split()):
            continue
        nominative = fold_word(match[0]) == role
        name = behind[1] if nominative else name_from_oblique(*behind[1].split())
        if name:
            people.add(name)
    return people
