"""Questions about what somebody says, demands, denies: whose words a sentence reports decides how well it answers.

"What does Ukraine demand?" is not answered by "Russia demands that Ukraine ...", though every word matches.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from bot.answer.candidates import Candidate
from bot.model.query import Query
from bot.text.analysis import analyze
from bot.text.lexicon.offices import find_parties
from bot.text.speakers import find_speaker
from bot.text.stems import make_stemmer

CONSIDERED = 24
"""Best candidates whose speakers are looked up."""
W_SPEAKER = 1.2
"""What the right speaker gains, on the scale of candidate scores."""
W_ACT = 1.5
"""What such a sentence gains beside when it does what is asked for: demands, accuses, denies."""
_NEAR = 80
_ABOUT = re.compile(
    r"\b(?:about|on|regarding|concerning|against|of|to|with|о|об|про|щодо|против|проти)\s+(?:the\s+)?(?:\w+\s+)?\Z"
)
"""What ends where the one begins who is spoken of."""
_EDGE = re.compile(r"\b")
_CLAUSE = re.compile(r"[.,;:!?]\s")
_APPOSITION = re.compile(
    r",\s((?:[^,.;:]{0,60}\b)?(?:minister|president|spokes\w+|envoy|ambassador|secretary|official|chief|leader|adviser"
    r"|министр\w*|президент\w*|представител\w+|посланник|пос\w{1,3}|секретар\w+|глава|лидер|советник"
    r"|міністр\w*|речни\w+|посланець|очільни\w+|голова|лідер\w*|радник)\b[^,.;:]{0,60})[,.]",
    re.IGNORECASE,
)
_INTRODUCTION = 6
"""Words before a person's surname among which "Russian", "Russia's" tells whom the person speaks for."""

_VERBS = {
    "en": "say tell state demand insist want accuse blame promise vow pledge warn deny claim argue announce declare call"
    " ask urge propose offer suggest think believe require seek threaten report explain stress emphasize describe",
    "ru": "сказать сказал говорить говорит говорил заявить заявил требовать требует требовал настаивать настаивает обвинять"
    " обвинил обвиняет обещать обещал пообещал предупредить предупредил отрицать отрицает утверждать утверждает предложить"
    " предложил хотеть хочет объявить объявил считать считает",
    "uk": "сказати сказав каже говорити говорив говорить заявити заявив вимагати вимагає вимагав наполягати наполягає"
    " звинувачувати звинуватив звинувачує обіцяти обіцяв пообіцяв попередити попередив заперечувати заперечує стверджувати"
    " стверджує запропонувати запропонував хотіти хоче оголосити оголосив вважати вважає",
}


class Preferred(NamedTuple):
    """Candidates, best first; `by_others`: the best was somebody else's words, and none is the asked one's."""

    candidates: list[Candidate]
    by_others: bool


def prefer_speaker(candidates: Sequence[Candidate], query: Query) -> Preferred:
    """Sentences of the asked speaker raised, those of another left out, the rest as they were.

    Unchanged for questions that ask for nobody's words.
    """
    asked = find_asked_speaker(query)
    if asked is None:
        return Preferred(list(candidates), by_others=False)
    told = _read_articles(candidates[:CONSIDERED])
    weighed = [_weigh(candidate, asked, told) for candidate in candidates[:CONSIDERED]]
    kept = sorted((one for one in weighed if one is not None), key=lambda one: -one.score)
    spoken = any(one.speaker and (not asked.acts or asked.acts.intersection(one.tokens)) for one in kept)
    return Preferred(kept, by_others=bool(weighed) and weighed[0] is None and not spoken)


class Asked(NamedTuple):
    """Whose words a question asks for, and its verbs of saying: tokens of both, with their stand-ins.

    `acts`: the tokens of those verbs that tell more than that something was said (accuse, demand).
    """

    tokens: frozenset[str]
    verbs: frozenset[str]
    acts: frozenset[str]


def find_asked_speaker(query: Query) -> Asked | None:
    """The one whose words the question asks for; None for every other question.

    The question has a verb of saying and one name (of one or more words); in English, of several names the one
    before the verb.
    """
    found = _find_asked(query)
    if found is None:
        return None
    asked, verbs = found
    acts = [number for number in verbs if query.terms[number].variants[0].weight == 1.0]
    return Asked(_tokens_of(query, asked), _tokens_of(query, verbs), _tokens_of(query, acts))


def find_asked_terms(query: Query) -> tuple[int, ...]:
    """The numbers of the terms that name the one whose words the question asks for; none for every other question."""
    found = _find_asked(query)
    return tuple(found[0]) if found else ()


def _find_asked(query: Query) -> tuple[list[int], list[int]] | None:
    """The numbers of the terms of the asked name and of the verbs of saying."""
    stems = _verb_stems(query.language)
    names = [number for number, term in enumerate(query.terms) if term.kind == "name"]
    verbs = [
        number
        for number, term in enumerate(query.terms)
        if term.kind == "word" and term.variants and term.variants[0].token in stems
    ]
    names = [number for number in names if not _is_spoken_of(query.terms[number].text, query.question)]
    if not names or not verbs or query.kind in {"who", "number", "where", "fragment"}:
        return None
    asked = _first_run(names)
    if len(asked) < len(names) and (query.language != "en" or asked[-1] > verbs[0]):
        return None
    return asked, verbs


def _tokens_of(query: Query, numbers: Sequence[int]) -> frozenset[str]:
    return frozenset(token for number in numbers for token in query.terms[number].tokens)


def _is_spoken_of(name: str, question: str) -> bool:
    """ "about Vindrel": the one spoken of, not the one who speaks."""
    folded, sought = question.casefold(), name.casefold()
    starts = (start for start in range(len(folded)) if folded.startswith(sought, start))
    return any(_EDGE.match(folded, start + len(sought)) and _ABOUT.search(folded[:start]) for start in starts)


def _first_run(numbers: Sequence[int]) -> list[int]:
    """The numbers that follow each other from the first on: the words of one name."""
    return [number for place, number in enumerate(numbers) if number == numbers[0] + place]


@cache
def _verb_stems(language: str) -> frozenset[str]:
    stem = make_stemmer(language)
    return frozenset(stem(word) for word in _VERBS.get(language, "").split())


def _read_articles(candidates: Sequence[Candidate]) -> dict[str, list[str]]:
    """Title and passages at hand of each article: whom a person speaks for may stand in any of them."""
    told: dict[str, list[str]] = {}
    for candidate in candidates:
        found = candidate.ranked.found
        texts = told.setdefault(found.article.id, [found.article.title or ""])
        if found.text not in texts:
            texts.append(found.text)
    return told


def _weigh(candidate: Candidate, asked: Asked, told: Mapping[str, Sequence[str]]) -> Candidate | None:
    """The candidate with its speaker; None when somebody else than the asked one says it."""
    article = candidate.ranked.found.article
    speaker = None if candidate.is_list else _speaker(candidate, told[article.id])
    if speaker is None:
        return candidate
    own = asked.tokens & set(analyze(speaker, article.language)) or asked.tokens & find_parties(
        speaker, article.language
    )
    if own or any(_introduces(text, speaker, asked, article.language) for text in told[article.id]):
        gained = W_SPEAKER + W_ACT * (not asked.acts.isdisjoint(candidate.tokens))
        return candidate._replace(score=candidate.score + gained, speaker=speaker)
    return candidate if _reports_on(candidate, asked) else None


def _reports_on(candidate: Candidate, asked: Asked) -> bool:
    """Whether somebody else reports what the asked one does: "Grushko said that Moscow would require ..."."""
    tokens = candidate.tokens
    return any(
        token in asked.tokens and asked.verbs.intersection(tokens[place + 1 : place + 4])
        for place, token in enumerate(tokens)
    )


def _speaker(candidate: Candidate, told: Sequence[str]) -> str | None:
    found = candidate.ranked.found
    place = candidate.start - found.passage.start
    return find_speaker(candidate.text, found.text[:place], "\n\n".join(told), found.article.language)


def _introduces(text: str, speaker: str, asked: Asked, language: str) -> bool:
    """Whether a text introduces a person as the asked party's: "Russian Deputy Foreign Minister Alexander Grushko"."""
    surname = speaker.rsplit(maxsplit=1)[-1]
    if " " not in speaker or not surname[0].isupper():
        return False
    place = text.find(surname)
    while place >= 0:
        before = analyze(_CLAUSE.split(text[max(0, place - _NEAR) : place])[-1], language)
        if asked.tokens & set(before[-_INTRODUCTION:]) or _in_apposition(text[place + len(surname) :], asked, language):
            return True
        place = text.find(surname, place + 1)
    return False


def _in_apposition(behind: str, asked: Asked, language: str) -> bool:
    """ "Alexander Grushko, a deputy foreign minister of Russia, said": between two marks behind the name, with an office."""
    match = _APPOSITION.match(behind)
    return match is not None and bool(asked.tokens & set(analyze(match.group(1), language)))
