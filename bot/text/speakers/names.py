"""The full form of a name, and the person or body that a role stands for, as the article gives them."""

import re
from collections import Counter

from bot.text.speakers.english_names import is_suffix, read_run
from bot.text.speakers.english_phrases import NOT_NAMES
from bot.text.speakers.english_right import find_right
from bot.text.speakers.english_tokens import read_words
from bot.text.speakers.english_words import DETERMINERS, PLACES, POSSESSIVES
from bot.text.speakers.mention import Context, Gender, Mention

_NAME_WORD = r"(?:(?<!\w)(?:[A-ZÀ-ÞŠŽČ]\.){1,3}|[A-ZÀ-ÞŠŽČ][\w’'-]*(?:(?<=\b[JS]r)\.)?)"
_PARTICLE = r"(?:(?:van|de|der|den|von|bin|al|la|le|du|da|dos|di|el|ibn) ){0,2}"
_BEFORE_SURNAME = re.compile(rf"(?:{_NAME_WORD}[ \u00a0]+(?:(?:of|for) )?{_PARTICLE}){{1,5}}$")
_RUN = re.compile(rf" +((?:of )?{_NAME_WORD}(?: +{_PARTICLE}{_NAME_WORD}){{1,4}})")
_NAME_END = re.compile(rf"({_NAME_WORD}(?: +{_PARTICLE}{_NAME_WORD}){{1,4}}),\s+(?:[\w’'-]+ ){{0,7}}$")
_NAME_AFTER_COMMA = re.compile(
    rf"(?: (?:of|for) [\w’' -]{{1,40}})?, ({_NAME_WORD}(?: +{_PARTICLE}{_NAME_WORD}){{1,3}})\s*[,.]"
)
_SIDE = 90
"""Characters of the article looked at on each side of a name or role."""
_MOST = 40
"""Mentions of one name or role looked at."""
_SURELY = 3
"""How many times as often as any other a full form must stand to be the one a surname means."""


def occurrences(article: str, word: str) -> list[int]:
    """Where a whole word stands in the text, at most the first forty places."""
    found: list[int] = []
    at = article.find(word)
    while at >= 0 and len(found) < _MOST:
        end = at + len(word)
        if not (at and article[at - 1].isalnum()) and not (end < len(article) and article[end].isalnum()):
            found.append(at)
        at = article.find(word, end)
    return found


def full_name(text: str, article: str) -> str:
    """ "Alexander Grushko" for "Grushko" where the article gives one longer form, or one by far the most often; else the text itself."""
    if (" " in text and text[0].isupper()) or text in PLACES or len(text) < 2 or text.isupper():
        return text
    forms = Counter(form for at in occurrences(article, text) if (form := _form_at(article, at, text)))
    shortest = [form for form in forms if not any(form.endswith(f" {other}") for other in forms)]
    shortest.sort(key=lambda form: -forms[form])
    if len(shortest) > 1 and forms[shortest[0]] < _SURELY * forms[shortest[1]]:
        return text
    return shortest[0] if shortest else text


def _form_at(article: str, at: int, surname: str) -> str | None:
    match = _BEFORE_SURNAME.search(article[max(0, at - _SIDE) : at])
    if match is None:
        return None
    words = [word.replace("’", "'") for word in match.group().split()]
    while words and (words[0].casefold() in NOT_NAMES or "-old" in words[0]):
        words.pop(0)
    mention = read_run([*words, surname], start=0, definite=False)
    if mention is None or mention.kind != "name" or " " not in mention.text:
        return None
    return mention.text


def is_person(text: str, article: str) -> bool:
    """Whether a name is a person's, as far as the article shows: two words or more, or a title before it."""
    if " " in full_name(text, article):
        return True
    return any(_TITLED.search(article[max(0, at - 12) : at]) is not None for at in occurrences(article, text)[:10])


_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Prof|President|Minister|Senator|Mayor|Judge|Governor)\.?\s+$")
_SHE = re.compile(r"\b(?:Mrs|Ms|Miss|Madame)\.?\s+$")
_HE = re.compile(r"\b(?:Mr|Sir)\.?\s+$")


def titled_gender(text: str, article: str) -> Gender:
    """What Mr and Ms before a name say anywhere in the article; '' when nothing."""
    surname = next((word for word in reversed(text.split()) if not is_suffix(word)), text)
    for name in {text, surname}:
        for at in occurrences(article, name):
            before = article[max(0, at - 10) : at]
            if _SHE.search(before):
                return "f"
            if _HE.search(before):
                return "m"
    return ""


def find_named_role(mention: Mention, context: Context) -> str | None:
    """The one person whom the article gives this role: "Minister of Waters Hesper Dunnick" for "the minister"."""
    phrase = mention.text.split()
    core = phrase[1:] if phrase and phrase[0].casefold() in DETERMINERS else phrase
    people = _people_called(" ".join(core), context) if len(core) > 1 else set()
    if not people and phrase[0].casefold() in {"the", *POSSESSIVES} and len(core) <= 2:
        people = _people_called(mention.head, context)
    return people.pop() if len(people) == 1 else None


def _people_called(role: str, context: Context) -> set[str]:
    """Full names that stand beside a role, in lower or upper case."""
    article = context.article
    folded = article.lower()
    if len(folded) != len(article):
        return set()
    found = (_name_beside(article, at, at + len(role)) for at in occurrences(folded, role.lower()))
    return {full_name(name, article) for name in found if name}


def _name_beside(article: str, start: int, end: int) -> str | None:
    after = article[end : end + _SIDE]
    for pattern in (_RUN, _NAME_AFTER_COMMA):
        match = pattern.match(after)
        if match and (name := _as_person(match.group(1), titled=pattern is _RUN)):
            return name
    match = _NAME_END.search(article[max(0, start - _SIDE) : start])
    return _as_person(match.group(1), titled=False) if match else None


def _as_person(run: str, *, titled: bool) -> str | None:
    words = run.replace("’", "'").rstrip(".").split()
    if words[0].casefold() in NOT_NAMES:
        return None
    if titled:
        words = ["Minister", *words]
    mention = read_run(words, start=0, definite=False)
    return mention.text if mention and mention.kind == "name" and " " in mention.text else None


def full_body(mention: Mention, article: str) -> str | None:
    """ "the Ministry of Waters" for "the ministry"; as written when the article names none, None when it names two."""
    words = mention.text.split()
    if len(words) != 2 or words[0].casefold() not in {"the", *POSSESSIVES}:
        return mention.text
    noun = words[1].capitalize()
    names = {name for at in occurrences(article, noun) if (name := _body_at(article, at, noun))}
    longest = {name for name in names if not any(name != other and name in other for other in names)}
    if len(longest) > 1:
        return None
    if not longest:
        return mention.text if words[0].casefold() == "the" else None
    return f"the {longest.pop()}"


def _body_at(article: str, at: int, noun: str) -> str | None:
    before = _BEFORE_SURNAME.search(article[max(0, at - _SIDE) : at])
    words = read_words(article[at : at + _SIDE])
    found = find_right(words, 0)
    name = " ".join([*(before.group().split() if before else []), *words.texts[: found.edge if found else 1]])
    name = name.replace("’", "'").removeprefix("The ").removeprefix("the ")
    if name == noun or len(name.split()) > 8 or noun not in name.split() or not name[0].isupper():
        return None
    return name if name.split()[-1][0].isupper() else None
