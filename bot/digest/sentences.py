"""The sentences of a story's reports, weighed: which of them tell it. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.answer.agreement import find_contradiction, repeat_each_other, state_the_same
from bot.answer.statements import Statement, make_statement
from bot.digest.reports import Line, Report, read_lines, sort_newest_first

SHORTEST, LONGEST = 40, 350
"""Characters of a sentence that can be told by itself and read on a phone."""
LEAD_BONUS, NEXT_BONUS = 1.0, 0.35
"""What a report's first sentence gains, and those after it: reporters put what happened first."""
REPEATED_TITLE = 0.7
"""Share of its content words in the headline from which a sentence says nothing beside it."""
FIGURE_WEIGHT = 1.3
_DEPENDS = re.compile(
    r"^[“«„\"']?(?:he|she|it|they|his|her|its|their|this|that|these|those|but|however|and|or|so|then|also|yet|instead|"
    r"meanwhile|there|such|both|another|others|still|as a result|for example|in addition|because of this|"
    r"об этом|он|она|оно|они|его|её|ее|их|это|этот|эта|эти|но|однако|и|а|также|кроме того|при этом|там|тогда|поэтому|"
    r"про це|він|вона|воно|вони|його|її|їх|їхні|це|цей|ця|ці|але|однак|проте|та|і|й|також|крім того|при цьому|там|тоді|"
    r"тому)\b",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"^[“«„\"][^”»“\"]*[”»“\"]?[.!?]?$")
_AMENDS = re.compile(
    r"^(?:correction|clarification|editor['’]?s['’]? note|исправление|уточнение|поправка|виправлення|уточнення|"
    r"від редакції|от редакции)\b|"
    r"\bwe (?:wrongly|incorrectly|mistakenly|erroneously)\b|\b(?:earlier|previous) version of this|"
    r"\bв (?:предыдущей|более ранней) версии\b|\bу (?:попередній|ранішій) версії\b|"
    r"\bмы (?:ошибочно|неверно)\b|\bми (?:помилково|хибно)\b",
    re.IGNORECASE,
)
"""An outlet that speaks of its own mistake: what it now holds stands in the article."""
_ASIDE = re.compile(
    r"^(?:[►▶→➤]|(?:more|related|updated?) ?:|see also|also read|looking for the latest|get more information|for more|"
    r"read more|read also|click here|subscribe|sign up|photo|image|advertisement|copyright|©|by [A-Z]\w+ [A-Z]\w+$|"
    r"читайте|подпис|фото|підпис)|https?://|\bnewsletter\b",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """A line with what it states and how well it tells the story. `words`: content stems, names and figures in them."""

    line: Line
    statement: Statement
    words: frozenset[str]
    score: float


def state(line: Line) -> Statement:
    """What a line states."""
    return state_text(line.text, line.report.article.language, line.found.text)


@lru_cache(maxsize=20_000)
def state_text(text: str, language: str, passage: str) -> Statement:
    """What a text of an article states; `passage`: where it stands, or whose headline it is."""
    return make_statement(text, language, passage)


def weigh_lines(reports: Sequence[Report], folded: Sequence[Sequence[Report]]) -> list[Told]:
    """The lines of `reports` that can stand alone, best first: those whose words most independent reports (`folded`)
    share, and that stand early. Ties: the newer report, the earlier line."""
    shared = _count_words(folded)
    total = max(1, len(folded))
    told = [_weigh(line, shared, total) for report in reports for line in read_lines(report) if stands_alone(line.text)]
    order = {report.article.id: place for place, report in enumerate(sort_newest_first(reports))}
    return sorted(told, key=lambda one: (-one.score, order[one.line.report.article.id], one.line.place))


def stands_alone(text: str) -> bool:
    """Whether a reader who sees nothing else understands the sentence, and reads it at once."""
    whole = " ".join(text.split())
    return SHORTEST <= len(whole) <= LONGEST and is_clear(whole)


def is_clear(text: str) -> bool:
    """Whether the sentence, however long, says by itself what it is about, and is one of the report."""
    whole = " ".join(text.split())
    if whole.endswith((":", "?", "…", "...")):
        return False
    return not any(pattern.search(whole) for pattern in (_DEPENDS, _QUOTATION, _ASIDE, _AMENDS))


def says_the_same(one: Statement, other: Statement) -> bool:
    """Whether telling both would tell a reader nothing new."""
    if repeat_each_other(one, other) or state_the_same(one, other):
        return True
    return find_contradiction(one, other, (None, None)) is not None


def repeats_title(told: Told, title: Iterable[str]) -> bool:
    """Whether it says no more than the headline (content stems) above it."""
    words = frozenset(title)
    return bool(told.words) and len(told.words & words) / len(told.words) >= REPEATED_TITLE


def _weigh(line: Line, shared: Counter[str], total: int) -> Told:
    statement = state(line)
    words = frozenset(statement.tokens)
    names = statement.names
    mean = sum(shared[word] * _factor(word, names) for word in words) / total / max(8, len(words))
    place = LEAD_BONUS if line.place == 0 else NEXT_BONUS / line.place
    return Told(line, statement, words, mean + 0.35 * place)


def _factor(word: str, names: frozenset[str]) -> float:
    return FIGURE_WEIGHT if word[0].isdigit() or word in names else 1.0


def _count_words(folded: Sequence[Sequence[Report]]) -> Counter[str]:
    """In how many independent reports a word stands."""
    counts: Counter[str] = Counter()
    for group in folded:
        counts.update({word for line in read_lines(group[0]) for word in state(line).tokens})
    return counts
