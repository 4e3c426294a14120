"""What the words beside a Russian or Ukrainian verb name: a person behind a role, a body, a group, a place."""

import re

from bot.text.speakers.mention import Gender, Kind, Mention
from bot.text.speakers.slavic_cases import is_oblique
from bot.text.speakers.slavic_tokens import QUOTE, Words, fold_word, make_words
from bot.text.speakers.slavic_words import CAPITALS, Lexicon

_PATRONYMIC = re.compile(r"(?:вич|вна|чна|ївна|івна|ович|евич|йович)[ауоеіимйю]*$")


_THINGS = make_words(
    "цифры результаты документы факты материалы снимки кадры записи законы правила опросы планы отчеты тесты примеры доходы"
    " расходы новости слухи условия многие некоторые другие остальные первые вторые данные слова цифри результати документи"
    " факти матеріали знімки кадри записи закони правила опитування плани звіти приклади доходи видатки новини чутки багато"
    " деякі інші решта перші другі слова вони мы они россии росії"
)
"""Plurals that say nothing, or say it as nobody."""
_LONGEST = 6
"""Words of a phrase whose first noun no list holds."""
_PAPERS = make_words(
    "письмо отчет доклад заявление решение сайт канал газета книга статья речь пост твит сообщение закон указ приказ фильм"
    " песня слова план проект данные лист звіт доповідь заява рішення стаття промова допис повідомлення наказ пісня"
)
"""What carries somebody's words and is nobody."""
_GENITIVES = ((1, ""), (2, "я"), (1, "а"), (1, "ь"), (1, "й"), (2, "ь"), (2, "ка"), (2, "ця"), (3, "ий"), (1, "я"))


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


def to_nominative(mention: Mention, lexicon: Lexicon) -> Mention | None:
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


def read_phrase(words: Words, start: int, end: int, lexicon: Lexicon) -> Mention | None:
    """What the words from `start` to `end` name: a person behind a role, a body, a group, a place."""
    start, end = _trim(words, start, end, lexicon)
    if start >= end:
        return None
    head = words.folded[start]
    if end - start == 1 and words.texts[start] in CAPITALS:
        return Mention("body", words.texts[start], words.starts[start], head)
    if any(head in listed for listed in (lexicon.bodies, lexicon.groups)) or head in _nominatives(lexicon):
        return _as_listed(words, start, end, lexicon)
    return (
        _unlisted_group(words, start, end)
        or _many_in_genitive(words, start, end)
        or _read_person(words, start, end, lexicon)
    )


def _nominatives(lexicon: Lexicon) -> set[str]:
    return {*lexicon.bodies.values(), *lexicon.groups.values()}


def _as_listed(words: Words, start: int, end: int, lexicon: Lexicon) -> Mention | None:
    """A body or group as written; a name in quotation marks at its end is left out."""
    head = words.folded[start]
    end -= words.texts[end - 1] == QUOTE
    if any(not words.is_word(at) for at in range(start, end)):
        return None
    kind: Kind = "body" if head in lexicon.bodies or head in lexicon.bodies.values() else "group"
    return Mention(kind, _as_common(words, start, end), words.starts[start], head)


def _read_person(words: Words, start: int, end: int, lexicon: Lexicon) -> Mention | None:
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
        or end - start > _LONGEST
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
