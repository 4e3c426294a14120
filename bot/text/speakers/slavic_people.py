"""From a Russian or Ukrainian mention to a name in the nominative, with pronouns and short roles resolved."""

import re

from bot.text.speakers.mention import Context, Gender, Mention
from bot.text.speakers.names import occurrences
from bot.text.speakers.quoted import mask_lines, split_masked
from bot.text.speakers.slavic import find_mention
from bot.text.speakers.slavic_tokens import fold_word, read_words
from bot.text.speakers.slavic_words import CAPITALS, LEXICONS

REACH = 600
"""Characters of text before the sentence in which a pronoun's antecedent is looked for."""
_SENTENCES_BACK = 4
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
    forms = (word, *(word + ending for ending in ("а", "у", "ом", "ым", "им")))
    places = (at for form in forms for at in occurrences(article, form))
    return any(at > 1 and article[at - 1] == " " and article[at - 2].isalnum() for at in places)


def full_name(text: str, article: str) -> str:
    """ "Тавіш Бренделок" for "Бренделок" where the article gives one given name with it in this case."""
    if " " in text:
        return text
    lexicons = LEXICONS.values()
    forms: set[str] = set()
    for at in occurrences(article, text):
        match = _GIVEN.search(article[max(0, at - 40) : at])
        given = match.group(1) if match else ""
        folded = fold_word(given)
        hollow = any(
            folded in lexicon.roles | lexicon.conjunctions | lexicon.prepositions | lexicon.skipped
            for lexicon in lexicons
        )
        if given and not hollow and not any(given in lexicon.places for lexicon in lexicons):
            forms.add(f"{given} {text}")
    nominative = {form for form in forms if not any(_is_case_of(form, other) for other in forms)}
    return nominative.pop() if len(nominative) == 1 else text


def _is_case_of(form: str, other: str) -> bool:
    """Whether the given name of `form` may be an oblique case of the other's: Марини, Марина."""
    given, nominative = form.split(maxsplit=1)[0], other.split(maxsplit=1)[0]
    return given != nominative and nominative in _nominatives(given)


def _nominative(text: str, article: str) -> str:
    """A name in the genitive as it stands elsewhere in the article in the nominative; else as written."""
    *_, surname = text.split()
    for candidate in (*_nominatives(surname), surname):
        full = full_name(candidate, article)
        if " " in full and (" " not in text or _same_given(text.split(maxsplit=1)[0], full.split()[0])):
            return full
    for candidate in _nominatives(surname):
        if " " not in text and occurrences(article, candidate):
            return candidate
    return text


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
    people: set[str] = set()
    article = context.article
    for form in (mention.head, mention.head.capitalize()):
        for at in occurrences(article, form):
            match = _NAME_BEHIND.match(article[at + len(form) : at + len(form) + 90])
            if match and not any(part in LEXICONS[context.language].places for part in match.group(1).split()):
                people.add(match.group(1))
    if len(people) == 1:
        return people.pop()
    if not fold_word(mention.text).startswith(mention.head):
        return None
    return mention.text if not people and " " in mention.text else None
