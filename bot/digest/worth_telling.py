"""Whether a claim is worth telling somebody who asked days ago and is doing something else. Pure.

Stricter than an answer: who asks now reads past what stands beside the question, who is interrupted for it ends the
watch. Judged on 53 watches over five weeks of real news, claim by claim: without these rules 106 of 178 alerts told
nothing of what was asked, with them 50 of 109.
"""

from collections.abc import Sequence, Set

from bot.model.answer import Answer, Claim
from bot.model.article import ArticleHead
from bot.model.query import Query, Term
from bot.text.analysis import analyze
from bot.text.figures import find_figures

SPARED = 3
"""One of so many words, or names, of the question may be missing."""
LEAST, ENOUGH = 0.4, 4
"""Share of the question's words that a claim holds, together with its headline; of a long question so many will do."""
MOST = 0.67
"""Share of the question's words that make up for a name: the Federal Reserve is "the Fed" in its own reports."""
HEADLINE = 0.3
"""Share of the question's words in a headline from which the article is about the question."""
BEGINNING = 1000
"""Characters of an article within which it says what it is about; what comes later may be mentioned in passing."""
AROUND = 0.66
"""Share of the question's words in the rest of the passage from which it is no mention in passing: an article may
report many things, one after the other."""
FULL = 1.0
"""Weight of a word that says what is asked about; verbs that any report may use weigh less."""


def is_worth_telling(claim: Claim, answer: Answer) -> bool:
    """Whether a claim of the answer is an answer by itself, from an article about what is asked."""
    return answers_as_well(claim, answer) and holds_the_question(claim, answer) and _is_about(claim, answer)


def answers_as_well(claim: Claim, answer: Answer) -> bool:
    """Whether a claim is about the question as the answer's first claim is: it holds as many of the question's words,
    a few aside, and of those that are no names at least one. The claims that follow the first are often beside it."""
    if claim == answer.claims[0]:
        return True
    best, own = _matched(answer.claims[0], answer), _matched(claim, answer)
    plain = {term.text for term in answer.query.terms if term.kind == "word"}
    if best & plain and not own & plain:
        return False
    return len(best - own) <= len(best) // SPARED


def holds_the_question(claim: Claim, answer: Answer) -> bool:
    """Whether enough of the question stands in the claim and its headline: of all words, of those that say what is
    asked of the names; the names also near by. And a figure where one is asked for."""
    query, quote = answer.query, claim.quotes[0]
    if not holds_enough(query, _matched(claim, answer), _held(claim, answer, quote.passage)):
        return False
    return query.kind != "number" or bool(find_figures(quote.text))


def holds_enough(query: Query, own: Set[str], near: Set[str]) -> bool:
    """`own`: the question's words that a claim holds with its headline; `near`: also those near by."""
    if len(own) < count_needed(query):
        return False
    said = {term.text for term in query.terms if term.kind == "word" and _weighs_fully(term)}
    if said and own.isdisjoint(said):
        return False
    names = {term.text for term in query.terms if term.kind == "name"}
    return len(names - near) <= len(names) // SPARED or len(own) >= MOST * len(query.terms)


def count_needed(query: Query) -> float:
    """How many of the question's words a claim holds at least, together with its headline."""
    return min(LEAST * len(query.terms), ENOUGH)


def _is_about(claim: Claim, answer: Answer) -> bool:
    """Whether its article, or at least its passage, is about the question: by the headline, by where the claim stands,
    by what stands around it."""
    quote, asked = claim.quotes[0], answer.query.terms
    if quote.start < BEGINNING or len(_held(claim, answer, "")) >= HEADLINE * len(asked):
        return True
    rest = quote.passage.replace(quote.text, " ")
    return len(find_held(asked, set(analyze(rest, _head(claim, answer).language)))) >= AROUND * len(asked)


def _matched(claim: Claim, answer: Answer) -> frozenset[str]:
    return _held(claim, answer, claim.quotes[0].text)


def _held(claim: Claim, answer: Answer, text: str) -> frozenset[str]:
    """The question's words that a text of the claim's article, or the title above it, holds in any form."""
    head = _head(claim, answer)
    return find_held(answer.query.terms, set(analyze(f"{head.title or ''}\n{text}", head.language)))


def find_held(terms: Sequence[Term], tokens: Set[str]) -> frozenset[str]:
    """The words of the question that are among the tokens in any form."""
    return frozenset(term.text for term in terms if not term.tokens.isdisjoint(tokens))


def _head(claim: Claim, answer: Answer) -> ArticleHead:
    number = claim.quotes[0].n
    return next(source.article for source in answer.sources if source.n == number)


def _weighs_fully(term: Term) -> bool:
    return bool(term.variants) and term.variants[0].weight >= FULL
