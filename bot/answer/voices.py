"""Questions for somebody's words also look for those who speak for them: what Russia demands, the Kremlin says."""

from bot.answer.attribution import find_asked_terms
from bot.model.protocols import IndexEngine
from bot.model.query import Query, Term, Variant
from bot.text.lexicon import FORM_WEIGHT
from bot.text.lexicon.offices import SEATS, find_voices
from bot.text.stems import make_stemmer
from bot.text.tokens import fold

PERSON_WEIGHT = 0.5
"""A minister also speaks of other things."""


def add_voices(query: Query, engine: IndexEngine) -> Query:
    """The query with those who speak for the asked party beside its name, as far as the collection holds them.

    Unchanged where the question asks for nobody's words.
    """
    asked = find_asked_terms(query)
    if not asked:
        return query
    terms = [_widen(term, engine) if number in asked else term for number, term in enumerate(query.terms)]
    return query.model_copy(update={"terms": tuple(terms)})


def _widen(term: Term, engine: IndexEngine) -> Term:
    variants = {variant.token: variant for variant in term.variants}
    for voice in sorted(find_voices(fold(term.text))):
        weight = FORM_WEIGHT if voice in SEATS else PERSON_WEIGHT
        for language in sorted(engine.languages()):
            token = make_stemmer(language)(voice)
            known = variants.get(token)
            if engine.passage_frequency(token) and (known is None or known.weight < weight):
                variants[token] = Variant(token, weight)
    ordered = sorted(variants.values(), key=lambda variant: -variant.weight)
    return term.model_copy(update={"variants": tuple(ordered)})
