"""Who a Russian or Ukrainian sentence attributes its words to, as it is written there."""

import re
from functools import cache
from typing import NamedTuple

from bot.text.speakers.mention import Gender, Mention
from bot.text.speakers.slavic_cases import is_oblique
from bot.text.speakers.slavic_tokens import QUOTE, Words, fold_word, read_words
from bot.text.speakers.slavic_words import CAPITALS, LEXICONS, WEAK, Lexicon

_REACH = 12
"""Words from the verb to the end of its subject, at most."""
_WEAK = frozenset(stem.rstrip("лаивоі") for stem in WEAK)
_PATRONYMIC = re.compile(r"(?:вич|вна|чна|ївна|івна|ович|евич|йович)[ауоеіимйю]*$")


_STATED = frozenset(
    "говорится сказано указано отмечается подчеркивается сообщается указывается ідеться йдеться сказано зазначено"
    " зазначається наголошується повідомляється вказано".split()
)
"""What is said in a paper, by nobody: its owner speaks."""
_THINGS = frozenset(
    "цифры результаты документы факты материалы снимки кадры записи законы правила опросы планы отчеты тесты примеры доходы"
    " расходы новости слухи условия многие некоторые другие остальные первые вторые данные слова цифри результати документи"
    " факти матеріали знімки кадри записи закони правила опитування плани звіти приклади доходи видатки новини чутки багато"
    " деякі інші решта перші другі слова вони мы они россии росії".split()
)
"""Plurals that say nothing, or say it as nobody."""
_PAPERS = frozenset(
    "письмо отчет доклад заявление решение сайт канал газета книга статья речь пост твит сообщение закон указ приказ фильм"
    " песня слова план проект данные лист звіт доповідь заява рішення стаття промова допис повідомлення наказ пісня".split()
)
"""What carries somebody's words and is nobody."""
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
            mention = _read_phrase(words, 0, at, lexicon)
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
    mention = _read_phrase(words, start, end, lexicon)
    if mention is None:
        return None
    if mention.kind == "name":
        return mention._replace(head=f"genitive {mention.head}")
    return mention._replace(text=mention.head) if mention.kind == "role" else _to_nominative(mention, lexicon)


def _unlisted_group(words: Words, start: int, end: int) -> Mention | None:
    """ "Экологи": a plural noun that opens a sentence alone."""
    word = words.folded[start]
    if end - start != 1 or start > 0 or len(word) < 5 or word[-1] not in "иыі" or word in _THINGS:
        return None
    return Mention("group", _as_common(words, start, end), words.starts[start], word)


def _many_in_genitive(words: Words, start: int, end: int) -> Mention | None:
    """ "По данным организаторов": a plural noun alone, behind two words that ask for the genitive."""
    if end - start != 1 or start < 2 or words.is_capital(start) or _many(words.folded[start]) is None:
        return None
    return Mention("group", words.texts[start], words.starts[start], words.folded[start])


def _to_nominative(mention: Mention, lexicon: Lexicon) -> Mention | None:
    if mention.text in CAPITALS or mention.text.isupper():
        return mention
    first, _, rest = mention.text.partition(" ")
    folded = fold_word(first)
    nominative = lexicon.bodies.get(folded) or lexicon.groups.get(folded) or _many(folded)
    if nominative is None:
        return None
    return mention._replace(text=f"{nominative} {rest}".strip(), head=nominative)


def _many(folded: str) -> str | None:
    """ "организаторов": "организаторы"; None for what is no such genitive plural."""
    stem = folded[:-2]
    if len(stem) < 4 or folded[-2:] not in {"ов", "ів"}:
        return None
    if folded.endswith("ів"):
        return stem + ("і" if stem[-1] in "цйжчшщ" else "и")
    return stem + ("и" if stem[-1] in "гкхжчшщ" else "ы")


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
    return _read_phrase(words, start, end, lexicon)


def _pronoun(words: Words, at: int, lexicon: Lexicon) -> Mention:
    gender = lexicon.pronouns[words.folded[at]]
    return Mention("pronoun", gender, words.starts[at], gender, "m" if gender == "m" else "f" if gender == "f" else "")


def _before_insertion(words: Words, comma: int, lexicon: Lexicon) -> Mention | None:
    """ "X, который недавно был в Киеве, сказал": the words before the first of two commas."""
    opening = max((at for at in range(comma) if words.texts[at] == ","), default=-1)
    first = next((at for at in range(comma) if words.texts[at] == ","), -1)
    if opening < 1 or words.folded[0] in lexicon.conjunctions or any(words.texts[at] == QUOTE for at in range(first)):
        return None
    return _read_phrase(words, 0, first, lexicon)


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
    return _read_phrase(words, start, last + 1, lexicon) if end > start else None


def _read_phrase(words: Words, start: int, end: int, lexicon: Lexicon) -> Mention | None:
    """What the words from `start` to `end` name: a person behind a role, a body, a group, a place."""
    start, end = _trim(words, start, end, lexicon)
    if start >= end:
        return None
    head = words.folded[start]
    if end - start == 1 and words.texts[start] in CAPITALS:
        return Mention("body", words.texts[start], words.starts[start], head)
    for kind, table in (("body", lexicon.bodies), ("group", lexicon.groups)):
        if head in table or head in table.values():
            end -= words.texts[end - 1] == QUOTE
            if any(not words.is_word(at) for at in range(start, end)):
                return None
            return Mention(kind, _as_common(words, start, end), words.starts[start], head)  # type: ignore[arg-type]
    group = _unlisted_group(words, start, end) or _many_in_genitive(words, start, end)
    if group:
        return group
    run = end
    while run > start and words.is_word(run - 1) and words.is_capital(run - 1):
        run -= 1
    role = _role_at(words, start, end, lexicon)
    names = _personal(words, max(run, start + 1) if role == start else run, end, lexicon)
    if role is not None:
        return _role_or_name(words, (start, end, role), names, lexicon)
    return _unlisted_role(words, start, end, names, lexicon) if run > start else _named(words, start, end, names)


def _unlisted_role(words: Words, start: int, end: int, names: list[str], lexicon: Lexicon) -> Mention | None:
    """ "пенсионерка Зинаида Корж", "комиссар полиции Рис Эббот": a full name behind nouns that no list holds."""
    inside = range(start, end)
    plain = all(
        words.is_word(at) and words.folded[at] not in lexicon.prepositions | lexicon.conjunctions for at in inside
    )
    if (
        not plain
        or len(names) != 2
        or end - start > _REACH // 2
        or words.folded[start] in _PAPERS
        or is_oblique(" ".join(names))
    ):
        return None
    return Mention("name", " ".join(names), words.starts[start])


def _trim(words: Words, start: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """Without what stands around the phrase: "в пятницу", adverbs, marks."""
    while start < end and words.folded[start] in lexicon.skipped | lexicon.conjunctions:
        start += 1
    while start < end and words.folded[start] in lexicon.prepositions:
        start += 2
    while start < end and (words.folded[start] in lexicon.skipped or not words.is_word(start)):
        start += 1
    while end > start and words.folded[end - 1] in lexicon.skipped:
        end -= 1
    return start, _before_tail(words, start, end, lexicon)


def _before_tail(words: Words, start: int, end: int, lexicon: Lexicon) -> int:
    """Where "в понедельник", "в Москве" behind the name begin, or the end; "министр по делам X Олег Дронов" stays."""
    for at in range(end - 1, start, -1):
        if words.folded[at] in lexicon.prepositions:
            named = sum(words.is_capital(behind) for behind in range(at + 1, end) if words.is_word(behind))
            return at if named < 2 else end
    return end


def _role_at(words: Words, start: int, end: int, lexicon: Lexicon) -> int | None:
    """The role noun, first of the phrase or behind an adjective; in the genitive too."""
    for at in range(start, min(start + 3, end)):
        word = words.folded[at]
        if word in lexicon.roles or any(
            word[:-cut] + ending in lexicon.roles for cut, ending in _GENITIVES if len(word) > cut + 3
        ):
            return at
    return None


_GENITIVES = ((1, ""), (2, "я"), (1, "а"), (1, "ь"), (1, "й"), (2, "ь"), (2, "ка"), (2, "ця"), (3, "ий"), (1, "я"))


def _personal(words: Words, start: int, end: int, lexicon: Lexicon) -> list[str]:
    """The name proper, at the end of a run of capitals: places before it and titles taken off."""
    names = [words.texts[at] for at in range(start, end)]
    while names and (names[0] in lexicon.places or fold_word(names[0]) in lexicon.roles):
        names.pop(0)
    if len(names) > 2:
        names = names[-3:] if _PATRONYMIC.search(names[-2]) else names[-2:]
    return names


def _role_or_name(words: Words, span: tuple[int, int, int], names: list[str], lexicon: Lexicon) -> Mention:
    start, end, role = span
    head = words.folded[role]
    gender: Gender = "f" if head in lexicon.women_roles else ""
    nominative = head in lexicon.roles
    if nominative and names and is_oblique(" ".join(names)):
        return Mention("role", _as_common(words, start, end), words.starts[start], head, gender)
    if len(names) >= 2 or (names and role == end - 2):
        return Mention("name", " ".join(names), words.starts[start], head, gender)
    return Mention("role", _as_common(words, start, end), words.starts[start], _nominative_role(head, lexicon), gender)


def _nominative_role(word: str, lexicon: Lexicon) -> str:
    if word in lexicon.roles:
        return word
    forms = (word[:-cut] + ending for cut, ending in _GENITIVES)
    return next((form for form in forms if form in lexicon.roles), word)


def _as_common(words: Words, start: int, end: int) -> str:
    texts = [text for text in words.texts[start:end] if text != QUOTE]
    first = texts[0]
    if start == 0 and not first.isupper() and not fold_word(first).startswith("мин"):
        texts[0] = first[0].lower() + first[1:]
    return " ".join(texts)


def _named(words: Words, start: int, end: int, names: list[str]) -> Mention | None:
    if not names or end - start > 3 or (len(names[0]) == 1):
        return None
    kind = "name" if len(names) > 1 or not names[0].isupper() else "body"
    return Mention(kind, " ".join(names), words.starts[start])  # type: ignore[arg-type]
