"""A story as a brief: a headline, the sentences that tell it, its sources. Nothing in it is ours. Pure."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from bot.answer.citations import stands
from bot.answer.conflicts import date_stems
from bot.digest.headlines import cut_outlet, title_words
from bot.digest.news import Known
from bot.digest.reports import Report, count_voices, fold_copies, read_lines
from bot.digest.sentences import Told, choose_lines, list_others, repeats_title, says_the_same, weigh_lines
from bot.digest.superseding import choose_lasting_headline, find_newer, is_outlived
from bot.model.answer import Source
from bot.model.article import make_head
from bot.model.story import Brief, Story

MOST = 3
"""Sentences of a brief."""
ADDS = 0.4
"""Share of its content words that a further sentence must add to those told before."""
RELATED = 2
"""Content words that it must share with them and the headline."""


def compose_brief(story: Story, reports: Sequence[Report], told: frozenset[str] = frozenset()) -> Brief | None:
    """The story as told to a reader who knows the articles in `told`; None when there is nothing (new) to tell.

    `reports`: all articles of the story. An update quotes new articles only, and of these only what the known ones do
    not say; nothing where only a headline says it.
    """
    known = [report for report in reports if report.article.id in told]
    new = [report for report in reports if report.article.id not in told]
    if not new:
        return None
    folded = fold_copies(reports)
    lines = weigh_lines(new, folded, choose_lines)
    changes: list[Told] = []
    if known:
        said = Known(known)
        lines = [one for one in lines if said.is_news(one, _title_of(one.line.report))]
        lines = lines or [one for one in weigh_lines(new, folded, list_others) if said.is_surely_news(one)]
        changes = [one for one in lines if said.overturns(one)]
        new = new if lines else [report for report in new if said.is_news_by_headline(report)]
    fresh = [report.article.id for report in new]
    originals = [group[0] for group in folded if group[0].article.id in fresh]
    headline = _find_headline(originals or new, lines)
    if headline is None:
        return None
    chosen = list(_choose(lines, headline, changes))
    return _compose(story, reports, folded, headline, chosen, len(reports) - len(known) if known else 0)


class _Headline(NamedTuple):
    report: Report
    text: str


def _find_headline(reports: Sequence[Report], lines: Sequence[Told]) -> _Headline | None:
    """A title, else the best sentence: in either case words of the article."""
    if found := choose_lasting_headline(reports):
        return _Headline(*found)
    if lines:
        return _Headline(lines[0].line.report, lines[0].line.text)
    first = next(((report, line) for report in reports for line in read_lines(report)), None)
    return _Headline(first[0], first[1].text) if first else None


def _choose(lines: Sequence[Told], headline: _Headline, changes: Collection[Told]) -> Iterator[Told]:
    """At most three, each adding to those before and of the same matter; the first is not the headline once more when
    another tells it; `changes` before all. A sentence that a newer report contradicts gives its place to what is said
    there."""
    title = title_words(headline.text, headline.report.article.language)
    ordered = sorted(
        lines, key=lambda one: (one not in changes, repeats_title(one, title), one.words.isdisjoint(title))
    )
    chosen: list[Told] = []
    said: set[str] = set()
    for candidate in ordered:
        one = find_newer(candidate, lines) or candidate
        if (
            one in chosen
            or is_outlived(one, headline.text)
            or (chosen and not (_adds(one, chosen, said) and _is_of(one, title, said)))
        ):
            continue
        chosen.append(one)
        said |= one.words
        yield one
        if len(chosen) == MOST:
            return


def _adds(one: Told, chosen: Sequence[Told], said: Collection[str]) -> bool:
    """Whether it says more than the sentences told before it."""
    if len(one.words.difference(said)) < ADDS * len(one.words):
        return False
    return not any(says_the_same(one.statement, other.statement) for other in chosen)


def _is_of(one: Told, title: Collection[str], said: Collection[str]) -> bool:
    """Whether it shares a name, or enough words, with the headline and the sentences told before it: a report may also
    tell of other things."""
    shared = one.words.intersection([*title, *said]) - date_stems(one.statement.language)
    return len(shared) >= RELATED or not shared.isdisjoint(one.statement.names)


def _title_of(report: Report) -> frozenset[str]:
    return title_words(cut_outlet(report), report.article.language)


def _compose(
    story: Story,
    reports: Sequence[Report],
    folded: Sequence[Sequence[Report]],
    headline: _Headline,
    chosen: Sequence[Told],
    fresh: int,
) -> Brief:
    texts = {report.article.id: report.article.text for report in reports}
    numbers = _number(headline, chosen, folded)
    quotes = [one.line.quote(numbers[one.line.report.article.id]) for one in chosen]
    heads = {report.article.id: make_head(report.article) for report in reports}
    dates = [report.article.published for report in reports if report.article.published]
    return Brief(
        story_id=story.id,
        headline=headline.text,
        headline_n=numbers[headline.report.article.id],
        quotes=tuple(quote for quote in quotes if stands(quote, texts)),
        sources=tuple(Source(n=n, article=heads[article]) for article, n in numbers.items()),
        outlets=count_voices(folded),
        articles=len(reports),
        newest=max(dates, default=None),
        told=bool(fresh),
        fresh=fresh,
        article_ids=tuple(report.article.id for report in reports),
    )


def _number(headline: _Headline, chosen: Sequence[Told], folded: Sequence[Sequence[Report]]) -> dict[str, int]:
    """Article id -> number, from 1: the quoted ones, the headline's, then one for each further independent outlet."""
    quoted = [one.line.report for one in chosen] + [headline.report]
    numbers: dict[str, int] = {}
    outlets: set[str | None] = {None}
    for report in quoted:
        numbers.setdefault(report.article.id, len(numbers) + 1)
        outlets.add(report.article.outlet)
    for group in folded:
        ids = {report.article.id for report in group}
        if group[0].article.outlet not in outlets and ids.isdisjoint(numbers):
            numbers[group[0].article.id] = len(numbers) + 1
            outlets.add(group[0].article.outlet)
    return numbers
