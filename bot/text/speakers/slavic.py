"""Who a Russian or Ukrainian sentence attributes its words to, as it is written there."""

import re
from functools import cache
from typing import NamedTuple

from bot.text.speakers.mention import Gender, Mention
from bot.text.speakers.slavic_cases import is_oblique
from bot.text.speakers.slavic_phrases import read_phrase, to_nominative
from bot.text.speakers.slavic_tokens import QUOTE, Words, make_words, read_words
from bot.text.speakers.slavic_words import LEXICONS, WEAK, Lexicon

_REACH = 12
"""Words from the verb to the end of its subject, at most."""
_WEAK = frozenset(stem.rstrip("лаивоі") for stem in WEAK)
_STATED = make_words(
    "говорится сказано указано отмечается подчеркивается сообщается указывается ідеться йдеться сказано зазначено"
    " зазначається наголошується повідомляється вказано"
)
"""What is said in a paper, by nobody: its owner speaks."""
_VERB_FORM = re.compile(
    r"\w{3,}(?:[аеиоуюяіїє](?:л|ла|ли|в)|[аеиоуюяіїє](?:л|ла|ли|в)(?:ся|сь)|[аеиоуюяіїє](?:т|ть|є|ться)|[аеёия]тся|є|ють|ут|ют)"
)
"""A third person by its endings: what may stand behind a quotation and a dash."""


class Verb(NamedTuple):
    """A reporting verb: `number` 's' or 'p', gender of a past singular."""

    gender: Gender | str
    number: str


@cache
def _verb_forms(language: str) -> dict[str, Verb]:
    lexicon = LEXICONS[language]
    forms = {form: Verb("", "s") for form in lexicon.present} | {form: Verb("", "p") for form in lexicon.plural}
    for stem in lexicon.past:
        forms[stem + lexicon.past_m] = Verb("m", "s")
        forms |= {stem + "ла": Verb("f", "s"), stem + "ло": Verb("n", "s"), stem + "ли": Verb("", "p")}
    if language == "ru":
        forms |= {"опроверг": Verb("m", "s"), "признался": Verb("m", "s"), "призналась": Verb("f", "s")}
    return forms


def find_mention(masked: str, language: str) -> Mention | None:
    """The speaker as mentioned in a sentence whose quotations are masked; None when nobody or not surely one."""
    words, lexicon = read_words(masked), LEXICONS[language]
    verbs = _verb_forms(language)
    for at, folded in enumerate(words.folded):
        if folded in {first for first, _ in lexicon.according}:
            mention = _read_according(words, at, lexicon)
            if mention:
                return mention
        if folded not in verbs or (at and words.folded[at - 1] == lexicon.not_):
            if folded in verbs:
                return None
            continue
        return _read_verb(words, at, verbs[folded], lexicon)
    return _read_statement_of(words, lexicon) or _read_behind_quotation(words, lexicon) or _read_colon(words, lexicon)


def _read_statement_of(words: Words, lexicon: Lexicon) -> Mention | None:
    """ "говорится в заявлении ведомства": whose statement it is stands in the genitive."""
    for at in range(len(words.texts) - 3):
        if words.folded[at] in _STATED and words.folded[at + 1] in lexicon.prepositions:
            return _read_genitive(words, at + 3, lexicon)
    return None


def _read_colon(words: Words, lexicon: Lexicon) -> Mention | None:
    """ "Халвард оказалась осторожнее: «...»": the subject of what stands before the colon and the quotation."""
    last = max((at for at in range(len(words.texts)) if words.texts[at] == QUOTE), default=0)
    if last < 3 or words.texts[last - 1] != ":" or any(words.is_word(at) for at in range(last + 1, len(words.texts))):
        return None
    for at in range(1, min(last, 6)):
        if _VERB_FORM.fullmatch(words.folded[at]) and all(words.is_word(before) for before in range(at)):
            mention = read_phrase(words, 0, at, lexicon)
            return (
                mention
                if mention and mention.kind == "name" and _agrees(mention, _unlisted(words.folded[at]))
                else None
            )
    return None


def _read_behind_quotation(words: Words, lexicon: Lexicon) -> Mention | None:
    """ "«...», — смеётся она", "— ..., — обратился к людям Олег Дронов": whatever is done while saying it."""
    for at in range(2, len(words.texts)):
        if words.texts[at - 1] not in "—–-" or words.texts[at - 2] not in {",", "!", "?", "…", QUOTE}:
            continue
        if QUOTE not in words.texts[:at] and words.texts[0] not in "—–-":
            continue
        verb = _VERB_FORM.fullmatch(words.folded[at])
        if (
            verb
            and words.folded[at] not in _STATED
            and words.folded[at] not in lexicon.prepositions | lexicon.conjunctions | lexicon.skipped
        ):
            return _read_verb(words, at, _unlisted(words.folded[at]), lexicon)
    return None


def _unlisted(folded: str) -> Verb:
    """Number and gender by the ending of a verb."""
    bare = re.sub(r"(?:ся|сь)$", "", folded)
    if bare.endswith(("л", "в")):
        return Verb("m", "s")
    if bare.endswith("ла"):
        return Verb("f", "s")
    return Verb("", "p" if bare.endswith(("ли", "ют", "ут", "ат", "ят", "ють", "уть", "ать", "ять")) else "s")


def _read_according(words: Words, at: int, lexicon: Lexicon) -> Mention | None:
    """ "По словам X", "за його словами"."""
    after = words.folded[at + 1 : at + 3]
    if len(after) == 2 and after[0] in lexicon.possessives and (words.folded[at], after[1]) in lexicon.according:
        gender = lexicon.possessives[after[0]]
        return Mention(
            "pronoun", gender, words.starts[at], gender, "m" if gender == "m" else "f" if gender == "f" else ""
        )
    if not after or (words.folded[at], after[0]) not in lexicon.according:
        return None
    return _read_genitive(words, at + 2, lexicon)


def _read_genitive(words: Words, start: int, lexicon: Lexicon) -> Mention | None:
    end = start
    while end < len(words.texts) and (words.is_word(end) or words.texts[end] == QUOTE) and end - start < _REACH:
        if words.folded[end] in lexicon.conjunctions | lexicon.prepositions:
            break
        end += 1
    mention = read_phrase(words, start, end, lexicon)
    if mention is None:
        return None
    if mention.kind == "name":
        return mention._replace(head=f"genitive {mention.head}")
    return mention._replace(text=mention.head) if mention.kind == "role" else to_nominative(mention, lexicon)


def _read_verb(words: Words, at: int, verb: Verb, lexicon: Lexicon) -> Mention | None:
    mention = _read_left(words, at, lexicon) or _read_right(words, at, lexicon)
    if mention is None or not _agrees(mention, verb):
        return None
    if mention.kind == "name" and is_oblique(mention.text, str(verb.gender)):
        return None
    if (
        mention.kind in {"body", "group"}
        and words.folded[at].rstrip("лаивоі") in _WEAK
        and not _has_words_beside(words, at)
    ):
        return None
    if not mention.gender and mention.kind in {"name", "role"} and verb.gender in {"m", "f"}:
        return mention._replace(gender="m" if verb.gender == "m" else "f")
    return mention


def _has_words_beside(words: Words, at: int) -> bool:
    return (
        bool({"что", "що", "чтобы", "щоб", QUOTE, ":"} & set(words.folded[at + 1 : at + 4]))
        or QUOTE in words.texts[:at]
    )


def _agrees(mention: Mention, verb: Verb) -> bool:
    if mention.kind == "pronoun":
        if (mention.text == "they") != (verb.number == "p"):
            return False
        return not (verb.gender and mention.gender and mention.gender != verb.gender)
    if mention.kind == "group":
        return verb.number == "p" or mention.head == "влада"
    if mention.kind == "name":
        return verb.number == "s" and verb.gender != "n"
    return verb.number == "s" or mention.text.isupper()


def _read_left(words: Words, at: int, lexicon: Lexicon) -> Mention | None:
    """The subject before its verb, from the beginning of the clause."""
    end = at
    while end > 0 and words.folded[end - 1] in lexicon.skipped:
        end -= 1
    if end > 0 and words.folded[end - 1] in lexicon.pronouns:
        return _pronoun(words, end - 1, lexicon)
    if end > 1 and words.texts[end - 1] == ",":
        return _before_insertion(words, end - 1, lexicon)
    start = end
    while start > 0 and (words.is_word(start - 1) or words.texts[start - 1] == QUOTE) and end - start < _REACH:
        if words.folded[start - 1] in lexicon.conjunctions:
            break
        start -= 1
    if (
        start < end
        and start > 0
        and words.folded[start - 1]
        in lexicon.conjunctions
        - {"и", "но", "а", "однако", "і", "й", "та", "але", "проте", "хотя", "хоча", "как", "як"}
    ):
        return None
    return read_phrase(words, start, end, lexicon)


def _pronoun(words: Words, at: int, lexicon: Lexicon) -> Mention:
    gender = lexicon.pronouns[words.folded[at]]
    return Mention("pronoun", gender, words.starts[at], gender, "m" if gender == "m" else "f" if gender == "f" else "")


def _before_insertion(words: Words, comma: int, lexicon: Lexicon) -> Mention | None:
    """ "X, который недавно был в Киеве, сказал": the words before the first of two commas."""
    opening = max((at for at in range(comma) if words.texts[at] == ","), default=-1)
    first = next((at for at in range(comma) if words.texts[at] == ","), -1)
    if opening < 1 or words.folded[0] in lexicon.conjunctions or any(words.texts[at] == QUOTE for at in range(first)):
        return None
    return read_phrase(words, 0, first, lexicon)


def _read_right(words: Words, at: int, lexicon: Lexicon) -> Mention | None:
    """The subject behind its verb: "— сказал X", "об этом заявил X", "как сообщил «Вестнику» капитан порта X"."""
    before = words.folded[at - 1] if at else ","
    if words.is_word(at - 1) and before not in {"этом", "это", "как", "цьому", "це", "про", "як"} | lexicon.skipped:
        return None
    start = at + 1
    while start < len(words.texts) and (words.folded[start] in lexicon.skipped or words.texts[start] == QUOTE):
        start += 1
    if start < len(words.texts) and words.folded[start] in {"в", "во", "у"} and words.is_word(start + 1):
        start += 2
    if start < len(words.texts) and words.folded[start] in lexicon.pronouns:
        return _pronoun(words, start, lexicon)
    end = start
    while end < len(words.texts) and (words.is_word(end) or words.texts[end] == QUOTE) and end - start < _REACH:
        if words.folded[end] in lexicon.prepositions | lexicon.conjunctions | lexicon.skipped:
            break
        end += 1
    last = max((at for at in range(start, end) if words.is_word(at) and words.is_capital(at)), default=end - 1)
    return read_phrase(words, start, last + 1, lexicon) if end > start else None
