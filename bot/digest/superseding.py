"""What a newer report of a story contradicts is told no more. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.answer.agreement import find_contradiction
from bot.answer.statements import Statement
from bot.digest.headlines import choose_headline, cut_outlet, title_words
from bot.digest.reports import Report, read_lines
from bot.digest.sentences import Told, state, state_text

_DEAD = re.compile(
    r"\b(?:dies|died|dead|death|killed)\b|\b(?:ум[её]р\w*|скончал\w+|погиб\w*|смерт\w+|убит\w*)\b|"
    r"\b(?:помер\w*|загинув|загинула|загинули|вбит\w*)\b",
    re.IGNORECASE,
)
_STILL_ALIVE = re.compile(
    r"\b(?:(?:is|are|was|remains?) (?:still )?in (?:a )?(?:critical|serious|stable) condition|in intensive care|"
    r"(?:is|are) (?:being treated|receiving|undergoing|in hospital)|fight(?:ing)? (?:for|to save) (?:his|her|their)|"
    r"fighting to save (?:him|her|them))\b|"
    r"\bв (?:критическом|тяжёлом|тяжелом) состоянии\b|\bв реанимации\b|\bбор[юе]тся за (?:его|её|ее|их) жизн\w+|"
    r"\b[ву] (?:критичному|тяжкому|важкому) стані\b|\b[ву] реанімації\b|\bбор[ює]ться за (?:його|її|їхн\w+) житт\w+",
    re.IGNORECASE,
)


def is_outlived(one: Told, headline: str) -> bool:
    """Whether it tells how somebody fares whose death the headline tells: reports of one day may have no hour."""
    if not (_DEAD.search(headline) and _STILL_ALIVE.search(one.line.text)):
        return False
    return not one.words.isdisjoint(title_words(headline, one.statement.language))


def find_newer(one: Told, lines: Sequence[Told]) -> Told | None:
    """The newest of the lines that stands in a newer report and contradicts this one; None when nothing does."""
    written = one.line.report.article.published
    newer = [other for other in lines if _is_after(other.line.report.article.published, written)]
    for other in sorted(newer, key=_when, reverse=True):  # of one moment in their order
        if find_contradiction(one.statement, other.statement, (written, other.line.report.article.published)):
            return other
    return None


def choose_lasting_headline(reports: Sequence[Report]) -> tuple[Report, str] | None:
    """The headline that fits best of those that no newer report contradicts; the best of all when each is."""
    left = list(reports)
    while found := choose_headline(left):
        report, title = found
        if not any(_contradicts(other, report, title) for other in reports):
            return found
        left.remove(report)
    return choose_headline(reports)


def _contradicts(other: Report, report: Report, title: str) -> bool:
    """Whether a newer report's headline or a sentence of it says otherwise than the title."""
    dates = report.article.published, other.article.published
    if not _is_after(dates[1], dates[0]):
        return False
    stated = _state_title(report, title)
    said = [state(line) for line in read_lines(other)]
    if theirs := cut_outlet(other):
        said.append(_state_title(other, theirs))
    return any(find_contradiction(stated, one, dates) for one in said)


def _state_title(report: Report, title: str) -> Statement:
    return state_text(title, report.article.language, report.beginning)


def _is_after(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one > other


def _when(one: Told) -> float:
    published = one.line.report.article.published
    return published.timestamp() if published else 0.0
