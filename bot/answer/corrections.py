"""A later correction outranks what it corrects.

An outlet's correction says what is right, and often repeats what was wrong; both share the question's words with the
first report. Told apart here: the sentence that puts it right, the one that takes it back, and the report itself.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.answer.candidates import Candidate
from bot.answer.conflicts import COMPARABLE, find_date_conflict, find_denial, find_figure_conflict
from bot.answer.statements import Statement, read_statement
from bot.text.analysis import analyze
from bot.text.figures import find_figures

CONSIDERED = 60
"""Best candidates looked at."""
STEP = 0.01
"""By how much one is put before the other, on the scale of candidate scores."""
LEAST_SHARED = 2
"""Content words that a report and its correction have in common."""
_CORRECTION = re.compile(
    r"^corrections?\b|\bcorrection:|\bwe regret the error|\b(?:an )?earlier version of this (?:article|story|report)"
    r"|\bthis (?:article|story|report) (?:has been|was) (?:corrected|amended)"
    r"|^(?:исправление|поправка|уточнение)\b|\bприносим извинения за ошибку|\bв более ранней версии"
    r"|^(?:виправлення|поправка|уточнення)\b|\bперепрошуємо за помилку|\bу попередній версії",
    re.IGNORECASE | re.MULTILINE,
)
_HINTS = (
    "correct",
    "regret",
    "earlier version",
    "amended",
    "исправлен",
    "поправк",
    "уточнен",
    "извинения",
    "ранней версии",
    "виправлен",
    "перепрошуємо",
    "попередній версії",
)
"""One of them stands in whatever `_CORRECTION` finds."""
_WITHDRAWN = re.compile(
    r"\bwe (?:wrote|reported|said|stated)\b|\b(?:wrongly|incorrectly|mistakenly)\b|\bearlier version\b"
    r"|\b(?:was|were) wrong\b"
    r"|\bмы (?:писали|сообщали|сообщили|написали)\b|\bошибочно\b|\bболее ранней версии\b|\bбыл[ао]? неверн"
    r"|\bми (?:писали|повідомляли|повідомили|написали)\b|\bпомилково\b|\bпопередній версії\b|\bбул[ао]? невірн",
    re.IGNORECASE,
)


def prefer_corrections(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, best first, each correction before what it corrects; as they were where nothing is corrected."""
    looked = candidates[:CONSIDERED]
    right = [one for one in looked if is_correction(one) and not is_withdrawn(one)]
    if not right:
        return list(candidates)
    scores = {place: one.score for place, one in enumerate(looked)}
    for place, one in enumerate(looked):
        if one in right:
            scores[place] = max([one.score, *(wrong.score + STEP for wrong in looked if corrects(one, wrong))])
    best = max(scores[place] for place, one in enumerate(looked) if one in right)
    for place, one in enumerate(looked):
        if is_correction(one) and is_withdrawn(one):
            scores[place] = min(one.score, best - STEP)
    weighed = [one._replace(score=scores[place]) for place, one in enumerate(looked)]
    return sorted(weighed, key=lambda one: -one.score) + list(candidates[CONSIDERED:])


def is_correction(candidate: Candidate) -> bool:
    """Whether the passage says that something is put right, or the title does and this is the article's beginning."""
    found = candidate.ranked.found
    return _corrects_something(found.text) or (
        found.passage.start == 0 and _corrects_something(found.article.title or "")
    )


@lru_cache(maxsize=4096)
def _corrects_something(text: str) -> bool:
    """Looked for word by word first: hardly any passage corrects anything, and every question asks of a dozen."""
    lower = text.lower()
    return any(hint in lower for hint in _HINTS) and _CORRECTION.search(text) is not None


def is_withdrawn(candidate: Candidate) -> bool:
    """Whether the sentence repeats what was wrong, only to take it back."""
    return _WITHDRAWN.search(candidate.text) is not None


def corrects(correction: Candidate, report: Candidate) -> bool:
    """Whether an earlier report of the same outlet says otherwise: another figure, another date, or the denial."""
    right, wrong = correction.ranked.found.article, report.ranked.found.article
    if right.id == wrong.id or not right.outlet or right.outlet != wrong.outlet:
        return False
    if not (right.published and wrong.published and wrong.published < right.published):
        return False
    mine, theirs = read_statement(correction), read_statement(report)
    if _counts_otherwise(mine, theirs):
        return True
    if len(frozenset(mine.tokens) & frozenset(theirs.tokens)) < LEAST_SHARED:
        return False
    texts = mine.text, theirs.text
    return bool(find_figure_conflict(*texts, strict=False) or find_date_conflict(*texts) or find_denial(*texts))


def _counts_otherwise(right: Statement, wrong: Statement) -> bool:
    """ "The correct number of dockers is 1,400" against "1,100 dockers": what is counted stands elsewhere in it."""
    mine, theirs = find_figures(right.text), find_figures(wrong.text)
    values = {figure.value for figure in mine} & {figure.value for figure in theirs}
    counted = [
        figure for figure in theirs if figure.unit and set(analyze(figure.unit, wrong.language)) & set(right.tokens)
    ]
    return not values and any(
        max(one.value, other.value) <= COMPARABLE * min(one.value, other.value) for one in mine for other in counted
    )
