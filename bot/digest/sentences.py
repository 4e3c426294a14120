"""The sentences of a story's reports, weighed: which of them tell it. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.answer.agreement import find_contradiction, repeat_each_other, state_the_same
from bot.answer.statements import Statement, make_statement
from bot.digest.asides import is_aside
from bot.digest.reports import Line, Report, read_lines, sort_newest_first

SHORTEST, LONGEST = 40, 350
"""Characters of a sentence that can be told by itself and read on a phone."""
SHORTEST_LEAD = 15
LEAD_BONUS, NEXT_BONUS = 1.0, 0.35
"""What a report's first sentence gains, and those after it: reporters put what happened first."""
FOREMOST = 6
"""Sentences of a report among which it says what has changed."""
REPEATED_TITLE = 0.7
"""Share of its content words in the headline from which a sentence says nothing beside it."""
FIGURE_WEIGHT = 1.3
_DEPENDS = re.compile(
    r"^[“«„\"']?(?:he|she|it|they|his|her|its|their|this|that|these|those|but|however|and|or|so|then|also|yet|instead|"
    r"meanwhile|there|such|both|another|others|still|as a result|for example|for instance|in addition|because of this|"
    r"yes|no(?=,)|in fact|of course|in the meantime|if so|if not|now(?=,)|so far(?=,)|similarly|likewise|"
    r"(?:by|in) contrast|in response|at th(?:e|at) time|afterwards?|later(?=,)|earlier(?=,)|since then|in turn|"
    r"on the other hand|finally|nevertheless|nonetheless|moreover|"
    r"furthermore|therefore|otherwise|even so|(?:despite|after|before) th(?:is|at)|"
    r"the (?:\d+[-–]year[-–]old|pair|trio|duo|latter|two (?:\w+ed|are|were|have|had|will|also))|"
    r"i|i['’]\w+|we|we['’]\w+|our|my|you|your|let['’]s|"
    r"об этом|он|она|оно|они|его|её|ее|их|это|этот|эта|эти|но|однако|и|а|также|кроме того|при этом|там|тогда|поэтому|"
    r"по (?:его|её|ее|их) словам|например|к примеру|впрочем|напомним|между тем|тем временем|вместе с тем|более того|"
    r"таким образом|в частности|кстати|я|мы|наш\w*|вы|ваш\w*|"
    r"про це|він|вона|воно|вони|його|її|їх|їхні|це|цей|ця|ці|але|однак|проте|та|і|й|також|крім того|при цьому|там|тоді|"
    r"за (?:його|її|їхніми) словами|наприклад|втім|нагадаємо|тим часом|водночас|більше того|таким чином|зокрема|отже|"
    r"до речі|ми|ви|тому)\b",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"^[“«„\"][^”»“\"]*[”»“\"]?[.!?]?$")
_UNKNOWN_SPEAKER = re.compile(
    r"[,.!?…]?[”\"»],? (?:he|she|they|it) (?:said|says|added|told|wrote|explained|noted)\b|"
    r"[”\"»],? [—–-] (?:сказал|заявил|добавил|отметил|пояснил|подчеркнул|рассказал)[аи]? (?:он|она|они)\b|"
    r"[”\"»],? [—–-] (?:сказа|заяви|дода|зазначи|поясни|підкресли|розпові)(?:в|ла|ли) (?:він|вона|вони)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")


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


def weigh_lines(
    reports: Sequence[Report], folded: Sequence[Sequence[Report]], choose: Callable[[Report], Iterable[Line]]
) -> list[Told]:
    """The lines of `reports` that `choose` takes, best first: those whose words most independent reports (`folded`)
    share, and that stand early. Ties: the newer report, the earlier line."""
    shared = _count_words(folded)
    total = max(1, len(folded))
    told = [_weigh(line, shared, total) for report in reports for line in choose(report)]
    order = {report.article.id: place for place, report in enumerate(sort_newest_first(reports))}
    return sorted(told, key=lambda one: (-one.score, order[one.line.report.article.id], one.line.place))


def choose_lines(report: Report) -> list[Line]:
    """Those that can be told by themselves; where there are none, the first that is part of the report at all.

    A short first sentence can be told, too: in a post of two lines it is what happened.
    """
    lines = list(read_lines(report))
    if 2 * sum(has_end(line.text) for line in lines) > len(lines):
        # where sentences end with a full stop, what has none is a caption, a link or a heading
        lines = [line for line in lines if has_end(line.text)]
    found = [line for line in lines if _fits_alone(line)]
    return found or [line for line in lines if len(line.text) >= SHORTEST_LEAD and not _is_aside(line)][:1]


def list_others(report: Report) -> list[Line]:
    """Of the first, those that are short or do not stand alone, and are no asides: told where nothing else says it."""
    lines = (line for line in read_lines(report) if line.place < FOREMOST and not _fits_alone(line))
    return [line for line in lines if SHORTEST_LEAD <= len(_plain(line.text)) <= LONGEST and not _is_aside(line)]


def _fits_alone(line: Line) -> bool:
    return _fits(line) and is_clear(line.text)


def _is_aside(line: Line) -> bool:
    return is_aside(_plain(line.text))


def _fits(line: Line) -> bool:
    return (SHORTEST_LEAD if line.place == 0 else SHORTEST) <= len(_plain(line.text)) <= LONGEST


def _plain(text: str) -> str:
    return " ".join(text.split())


def has_end(text: str) -> bool:
    """Whether it ends like a sentence."""
    return _ENDS.search(text) is not None


def stands_alone(text: str) -> bool:
    """Whether a reader who sees nothing else understands the sentence, and reads it at once."""
    whole = _plain(text)
    return SHORTEST <= len(whole) <= LONGEST and is_clear(whole)


def is_clear(text: str) -> bool:
    """Whether the sentence, however long, says by itself what it is about, and is one of the report."""
    whole = _plain(text)
    if whole.endswith((":", "?", "…", "...")):
        return False
    return not (is_aside(whole) or any(one.search(whole) for one in (_DEPENDS, _QUOTATION, _UNKNOWN_SPEAKER)))


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
    place = LEAD_BONUS if line.place == 0 and len(line.text) >= SHORTEST else NEXT_BONUS / max(1, line.place)
    return Told(line, statement, words, mean + 0.35 * place)


def _factor(word: str, names: frozenset[str]) -> float:
    return FIGURE_WEIGHT if word[0].isdigit() or word in names else 1.0


def _count_words(folded: Sequence[Sequence[Report]]) -> Counter[str]:
    """In how many independent reports a word stands."""
    counts: Counter[str] = Counter()
    for group in folded:
        counts.update({word for line in read_lines(group[0]) for word in state(line).tokens})
    return counts
