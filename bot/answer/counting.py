"""Which articles are about something: all its words stand in a passage, with the title and heading above it. Pure."""

from collections.abc import Iterable

from bot.model.article import ArticleHead
from bot.model.passage import Found
from bot.model.query import Query, Term
from bot.text.analysis import analyze
from bot.text.lexicon import FORM_WEIGHT
from bot.text.phrases import fold_phrase


def find_articles_about(found: Iterable[Found], query: Query) -> list[ArticleHead]:
    """Each article once, the newest first, those without a date last; of one moment by id.

    A word counts in its own forms and spellings; what may stand for it is another word. A phrase in quotation marks
    counts to the letter, capitals aside.
    """
    if query.unknown or not (query.terms or query.phrases):
        return []
    wanted = [_own_tokens(term) for term in query.terms]
    phrases = [fold_phrase(phrase) for phrase in query.phrases]
    about = {one.article.id: one.article for one in found if _holds(one, wanted, phrases)}
    return sorted(about.values(), key=lambda head: (-(head.published.timestamp() if head.published else 0.0), head.id))


def _own_tokens(term: Term) -> frozenset[str]:
    least = FORM_WEIGHT * term.variants[0].weight
    return frozenset(variant.token for variant in term.variants if variant.weight >= least)


def _holds(found: Found, wanted: list[frozenset[str]], phrases: list[str]) -> bool:
    above = f"{found.article.title or ''} {found.passage.heading or ''}"
    tokens = {token for sentence in found.passage.sentences for token in sentence.terms.split(" ")}
    tokens.update(analyze(above, found.article.language))
    text = fold_phrase(f"{above} {found.text}")
    return all(not own.isdisjoint(tokens) for own in wanted) and all(phrase in text for phrase in phrases)
