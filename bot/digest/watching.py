"""What changed in the answer to a standing question. Pure.

Strict about what is new: a claim that could have been read before, and only came up now because others left or ranks
moved, is no news; nor is what stands beside the question (`worth_telling.py`).
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.answer.agreement import find_contradiction, repeat_each_other, state_the_same
from bot.answer.citations import stands
from bot.answer.statements import Statement, make_statement
from bot.digest.worth_telling import holds_the_question, is_worth_telling
from bot.model.answer import Answer, Claim, Quote, Source
from bot.model.changes import ChangedClaim, Changes
from bot.model.turn import Reply
from bot.model.version import Version
from bot.text.phrases import fold_phrase


class _Stated(NamedTuple):
    """A quote as a statement, with the claim it carries, when its article was published, and whether it is the claim's
    first."""

    quote: Quote
    claim: Claim
    statement: Statement
    published: datetime | None
    leads: bool


def find_changes(
    before: Reply,
    now: Reply,
    texts: Mapping[str, str],
    arrived: Container[str] | None = None,
    added: Container[Quote] = frozenset(),
) -> Changes:
    """From the reply of before to the one of now. `texts`: the clean texts, by article id, of the articles that
    `before` quotes, as far as they are still there. `arrived`: ids of the articles that came since; None: those that
    were published after all that could be known then. `added`: quotes of `now` that an older article holds only since
    then."""
    new, changed = _find_news(before, now, arrived, added) if isinstance(now, Answer) else ([], [])
    rewritten = {(one.before, one.now.quotes[0].article_id) for one in changed}
    withdrawn = [quote for quote in _find_withdrawn(before, now, texts) if (quote, quote.article_id) not in rewritten]
    return Changes(
        new=tuple(new),
        changed=tuple(changed),
        withdrawn=tuple(quote for quote in withdrawn if quote.article_id in texts),
        gone=tuple(quote for quote in withdrawn if quote.article_id not in texts),
    )


def find_added(now: Reply, versions: Mapping[str, Sequence[Version]], since: datetime) -> frozenset[Quote]:
    """The quotes that their articles did not hold at that moment, but hold now: live reports grow under one address.
    `versions`: of the quoted articles, the last one first."""
    if not isinstance(now, Answer):
        return frozenset()
    quotes = [quote for claim in now.claims for quote in claim.quotes]
    then = {one: _find_text(versions.get(one, ()), since) for one in {quote.article_id for quote in quotes}}
    return frozenset(one for one in quotes if (text := then[one.article_id]) is not None and one.text not in text)


def _find_text(versions: Sequence[Version], moment: datetime) -> str | None:
    """What an article said at that moment; None: what it says now."""
    ended = [one for one in versions if one.until >= moment and not one.retired]
    return ended[-1].text if ended else None


def _find_news(
    before: Reply, now: Answer, arrived: Container[str] | None, added: Container[Quote]
) -> tuple[list[Claim], list[ChangedClaim]]:
    known = _read(before) if isinstance(before, Answer) else []
    new: list[Claim] = []
    changed: list[ChangedClaim] = []
    for stated in _read(now):
        if not (stated.quote in added or _is_fresh(stated, before, arrived)) or _is_known(stated, known):
            continue
        contradicted = next(((one, sides) for one in known if (sides := _find_sides(one, stated))), None)
        told = _alone(stated)
        if contradicted and holds_the_question(told, now):
            earlier, sides = contradicted
            changed.append(ChangedClaim(earlier.quote, told, sides))
        elif stated.leads and not contradicted and is_worth_telling(told, now):
            new.append(told)
    return new, changed


def _read(answer: Answer) -> list[_Stated]:
    heads = {source.n: source for source in answer.sources}
    return [
        _Stated(quote, claim, _state(quote, heads[quote.n]), heads[quote.n].article.published, quote is claim.quotes[0])
        for claim in answer.claims
        for quote in claim.quotes
    ]


def _state(quote: Quote, source: Source) -> Statement:
    return make_statement(quote.text, source.article.language, quote.passage)


def _alone(stated: _Stated) -> Claim:
    """The quote as a claim: it may stand in one as the other side of what is told first."""
    if stated.leads:
        return stated.claim
    return Claim(text=stated.quote.text, speaker=None, quotes=(stated.quote,), outlets=1)


def _is_fresh(stated: _Stated, before: Reply, arrived: Container[str] | None) -> bool:
    """Whether the quote is of an article that nobody could know then. Of one without a date nobody knows that."""
    if arrived is not None:
        return stated.quote.article_id in arrived
    newest, then = before.coverage.newest, before.query.now
    limit = min(newest, then) if newest and then else newest
    return limit is None or stated.published is None or stated.published > limit


def _is_known(stated: _Stated, known: Sequence[_Stated]) -> bool:
    """The same words, or the same said in others."""
    words = _words(stated.quote)
    return any(
        words == _words(one.quote)
        or state_the_same(one.statement, stated.statement)
        or repeat_each_other(one.statement, stated.statement)
        for one in known
    )


def _find_sides(earlier: _Stated, stated: _Stated) -> str | None:
    dates = earlier.published, stated.published
    difference = find_contradiction(earlier.statement, stated.statement, dates)
    return difference.sides if difference else None


def _find_withdrawn(before: Reply, now: Reply, texts: Mapping[str, str]) -> Iterator[Quote]:
    """Earlier quotes that stand nowhere any more: neither in their articles nor, word for word, in the new reply."""
    if not isinstance(before, Answer):
        return
    quoted = {_words(quote) for claim in now.claims for quote in claim.quotes} if isinstance(now, Answer) else set()
    for claim in before.claims:
        for quote in claim.quotes:
            moved = quote.text in texts.get(quote.article_id, "")
            if not stands(quote, texts) and not moved and _words(quote) not in quoted:
                yield quote


def _words(quote: Quote) -> str:
    return fold_phrase(quote.text)
