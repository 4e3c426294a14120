"""The articles of a story as they are read for telling it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from bot.digest.asides import measure_dateline
from bot.model.answer import Quote
from bot.model.article import Article
from bot.model.passage import Found, Sentence, passage_id
from bot.model.protocols import ArticleStore
from bot.model.story import Story
from bot.text.figures import find_figures, is_negated

PASSAGES = 4
"""First passages of an article that a story is told from: what happened stands there."""
COPY_RATIO = 90.0
"""rapidfuzz's ratio (0..100) of two beginnings from which one is a copy of the other (wire text, lightly edited)."""
SAME_SENTENCE = 75.0
"""rapidfuzz's ratio (0..100) of two sentences from which one is the other, changed."""
COMPARED = 1200
"""Characters of a beginning that are compared."""
_FIGURE = re.compile(r"\d+")
_LAST = datetime.max.replace(tzinfo=UTC)


class Report(NamedTuple):
    """An article of a story with its first passages, in order. `copies`: ids of its near-duplicates."""

    article: Article
    passages: tuple[Found, ...]
    copies: frozenset[str] = frozenset()

    @property
    def beginning(self) -> str:
        return self.article.text[:COMPARED]


class Line(NamedTuple):
    """A sentence of a report: `place` counts the report's sentences from 0."""

    report: Report
    found: Found
    sentence: Sentence
    place: int

    @property
    def text(self) -> str:
        start = self.found.passage.start
        return self.found.text[self.sentence.start - start : self.sentence.end - start]

    def quote(self, n: int) -> Quote:
        """As a quote of the source `n`."""
        return Quote(
            n=n,
            article_id=self.report.article.id,
            start=self.sentence.start,
            end=self.sentence.end,
            text=self.text,
            passage=self.found.text,
        )


async def read_reports(store: ArticleStore, story: Story) -> list[Report]:
    """In the story's order; articles that are gone are left out."""
    articles = await store.articles(story.collection, story.article_ids)
    numbers = {
        article_id: [passage_id(story.collection, article_id, ordinal) for ordinal in range(PASSAGES)]
        for article_id in articles
    }
    found = await store.passages([number for of_one in numbers.values() for number in of_one])
    linked = await read_copies(store, story.collection, list(articles))
    return [
        Report(
            articles[one],
            tuple(found[number] for number in numbers[one] if number in found),
            linked.get(one, frozenset()),
        )
        for one in story.article_ids
        if one in articles
    ]


async def read_copies(store: ArticleStore, collection: str, ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """The ids of the near-duplicates of each article that has some."""
    copies = await store.copies.of_articles(collection, ids)
    return {one: frozenset(head.id for head in of_one) for one, of_one in copies.items()}


def read_lines(report: Report) -> Iterator[Line]:
    """Its sentences without datelines; items of lists left out: they say little without what introduces them."""
    place = 0
    for found in report.passages:
        for sentence in found.passage.sentences:
            if sentence.kind == "sentence":
                line = Line(report, found, sentence, place)
                if dateline := measure_dateline(line.text):
                    line = line._replace(sentence=sentence._replace(start=sentence.start + dateline))
                yield line
                place += 1


def fold_copies(reports: Sequence[Report]) -> list[list[Report]]:
    """Reports that are copies of one text together, the earliest first in each; by their first ones, in order. A text
    that was taken over with another count, or denied, is none."""
    folded: list[list[Report]] = []
    for report in sorted(reports, key=when):
        same = (
            group
            for group in folded
            if (any(one.article.id in report.copies for one in group) or _begin_alike(group[0], report))
            and not _tell_otherwise(group[0], report)
        )
        if (group := next(same, None)) is not None:
            group.append(report)
        else:
            folded.append([report])
    return folded


def _begin_alike(one: Report, other: Report) -> bool:
    from rapidfuzz.fuzz import ratio

    likeness = ratio(one.beginning, other.beginning, score_cutoff=COPY_RATIO)
    return likeness > 0 and not _differ_in_figures(one, other)


def _tell_otherwise(one: Report, other: Report) -> bool:
    """Whether a sentence of one stands in the other with another figure, or denied."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    mine, theirs = ({line.text for line in read_lines(report)} for report in (one, other))
    few, many = sorted((sorted(mine - theirs), sorted(theirs - mine)), key=len)
    for text in few:
        found = extractOne(text, many, scorer=ratio, score_cutoff=SAME_SENTENCE)
        if found and (is_negated(text) != is_negated(found[0]) or _gives_other_figures(text, found[0])):
            return True
    return False


def _gives_other_figures(one: str, other: str) -> bool:
    """Whether each gives a figure that the other does not."""
    a, b = ({figure.value for figure in find_figures(text)} for text in (one, other))
    return bool(a - b) and bool(b - a)


def _differ_in_figures(one: Report, other: Report) -> bool:
    """Whether each gives a figure that the other does not: two counts of one thing, or two things told in one form."""
    a, b = (frozenset(_FIGURE.findall(report.beginning)) for report in (one, other))
    return bool(a - b) and bool(b - a)


def count_voices(folded: Sequence[Sequence[Report]]) -> int:
    """Independent known outlets: one outlet once, copies of one text once, an unknown outlet never."""
    heard: set[str] = set()
    for group in folded:
        outlets = [report.article.outlet for report in group if report.article.outlet]
        heard.update(outlets[:1])
    return len(heard)


def when(report: Report) -> tuple[datetime, str]:
    """Sorts by date, the undated last."""
    return report.article.published or _LAST, report.article.id


def sort_newest_first(reports: Iterable[Report]) -> list[Report]:
    """By date, the undated last."""
    dated = sorted((one for one in reports if one.article.published), key=when, reverse=True)
    return dated + sorted((one for one in reports if not one.article.published), key=when)
