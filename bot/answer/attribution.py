"""Questions about what somebody says, demands, denies: whose words a sentence reports decides how well it answers.

"What does Ukraine demand?" is not answered by "Russia demands that Ukraine ...", though every word matches.
"""

from collections.abc import Sequence
from functools import cache

from bot.answer.candidates import Candidate
from bot.model.query import Query, Term
from bot.text.analysis import analyze
from bot.text.speakers import find_speaker
from bot.text.stems import make_stemmer

CONSIDERED = 16
"""Best candidates whose speakers are looked up."""
W_SPEAKER = 1.2
W_OTHER = -0.8
"""What the right speaker gains and a wrong one loses, on the scale of candidate scores."""
_NEAR = 80
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


def prefer_speaker(candidates: Sequence[Candidate], query: Query) -> list[Candidate]:
    """The candidates, best first, those of the asked speaker raised, those of another lowered; others unchanged."""
    asked = find_asked_speaker(query)
    if asked is None:
        return list(candidates)
    head = [_weigh(candidate, asked) for candidate in candidates[:CONSIDERED]]
    return sorted([*head, *candidates[CONSIDERED:]], key=lambda one: -one.score)


def find_asked_speaker(query: Query) -> Term | None:
    """The one whose words the question asks for: its only name beside a verb of saying; in English with several
    names the first one; None for every other question."""
    names = [term for term in query.terms if term.kind == "name"]
    stems = _verb_stems(query.language)
    verbs = [term for term in query.terms if term.kind == "word" and term.variants[0].token in stems]
    if not names or not verbs or query.kind in {"who", "number", "where", "fragment"}:
        return None
    if len(names) == 1 or (query.language == "en" and _stands_before(names[0], verbs[0], query)):
        return names[0]
    return None


def _stands_before(name: Term, verb: Term, query: Query) -> bool:
    order = list(query.terms)
    return order.index(name) < order.index(verb)


@cache
def _verb_stems(language: str) -> frozenset[str]:
    stem = make_stemmer(language)
    return frozenset(stem(word) for word in _VERBS.get(language, "").split())


def _weigh(candidate: Candidate, asked: Term) -> Candidate:
    article = candidate.ranked.found.article
    speaker = None if candidate.is_list else _speaker(candidate)
    if speaker is None:
        return candidate
    named = asked.tokens & set(analyze(speaker, article.language))
    gain = W_SPEAKER if named else _sides_with(candidate, speaker, asked)
    return candidate._replace(score=candidate.score + gain, speaker=speaker)


def _speaker(candidate: Candidate) -> str | None:
    found = candidate.ranked.found
    place = candidate.start - found.passage.start
    return find_speaker(candidate.text, found.text[:place], found.text, found.article.language)


def _sides_with(candidate: Candidate, speaker: str, asked: Term) -> float:
    """A gain for a person introduced as the asked party's ("Russian Deputy Foreign Minister Alexander Grushko"), else a loss."""
    found = candidate.ranked.found
    surname = speaker.split()[-1]
    if " " not in speaker or not surname[0].isupper():
        return W_OTHER
    place = found.text.find(surname)
    while place >= 0:
        before = analyze(found.text[max(0, place - _NEAR) : place].rpartition(". ")[2], found.article.language)
        if asked.tokens & set(before[-_INTRODUCTION:]):
            return W_SPEAKER
        place = found.text.find(surname, place + 1)
    return W_OTHER
