"""A story's reports side by side: who leads with what, what only one of them says, where they differ. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from bot.answer.citations import stands
from bot.digest.differing import differ
from bot.digest.headlines import choose_headline
from bot.digest.reports import Line, Report, count_voices, fold_copies, read_lines, sort_newest_first, when
from bot.digest.sentences import SHORTEST, choose_lines, state
from bot.model.answer import Source
from bot.model.article import make_head
from bot.model.story import Angle, Disagreement, SideBySide, Story

MOST_ANGLES = 8
MOST_ONLY = 2
MOST_DISAGREEMENTS = 5
COMPARED = 12
"""Sentences of a report that are compared with those of the others."""
ONLY = 0.6
"""Share of a sentence's content words that no other report holds, from which only this one says it."""

_POINTS_BACK = re.compile(
    r"\b(?:those|these) (?!(?:who|that|which|in|of|with|from|for|on)\b)\w|\bsuch (?!as\b)|^in (?:it|this|that|them)\b|"
    r"\b(?:таки(?:е|х|м|ми)|эти(?:х|м|ми)|этому|этого|этой|такі|таких|таким|такими|цих|цим|цими|цього|цьому|цієї)\b",
    re.IGNORECASE,
)
"""What a sentence says of something named before it, which is not shown."""


def compare_reports(story: Story, reports: Sequence[Report]) -> SideBySide | None:
    """One angle for each independent outlet, then for what the same outlets wrote later, as far as there is room; the
    earliest report first, copies folded; None without a report."""
    folded = fold_copies([report for report in reports if report.passages])
    chosen = _choose_reports(folded)
    lines = [list(read_lines(report)) for report in chosen]
    kept = [(report, own) for report, own in zip(chosen, lines, strict=True) if own]
    if not kept:
        return None
    headline = choose_headline(reports)
    title = headline[1] if headline else kept[0][1][0].text
    angles = [_angle(number, report, own, [other for _, other in kept]) for number, (report, own) in enumerate(kept, 1)]
    differing = list(_find_disagreements([own[:COMPARED] for _, own in kept]))
    texts = {report.article.id: report.article.text for report in reports}
    return SideBySide(
        story_id=story.id,
        headline=title,
        angles=tuple(one for one in angles if stands(one.lead, texts)),
        disagreements=tuple(differing[:MOST_DISAGREEMENTS]),
        outlets=count_voices(folded),
    )


def _choose_reports(folded: Sequence[Sequence[Report]]) -> list[Report]:
    """The first report of each outlet, those of unknown outlets each for itself; where there is room left, the newest
    of the others: what an outlet holds now may differ from how it began."""
    seen: set[str] = set()
    first: list[Report] = []
    later: list[Report] = []
    for group in folded:
        outlet = group[0].article.outlet
        (later if outlet in seen else first).append(group[0])
        seen.update([outlet] if outlet else [])
    room = max(0, MOST_ANGLES - len(first))
    return sorted([*first[:MOST_ANGLES], *sort_newest_first(later)[:room]], key=when)


def _angle(number: int, report: Report, own: Sequence[Line], every: Sequence[Sequence[Line]]) -> Angle:
    clear = [line for line in choose_lines(report) if len(line.text) >= SHORTEST]
    lead = clear[0] if clear else own[0]
    # words of another language are others whatever they say: of those reports nothing is claimed
    beside = [
        lines for lines in every if lines is not own and lines[0].report.article.language == report.article.language
    ]
    others = {token for lines in beside for line in lines for token in state(line).tokens}
    only = [line for line in clear if line != lead and others and _is_only_here(line, others)]
    only = [line for line in only if not _POINTS_BACK.search(line.text)]
    head = make_head(report.article)
    quotes = tuple(line.quote(number) for line in only[:MOST_ONLY])
    return Angle(source=Source(n=number, article=head), lead=lead.quote(number), only=quotes)


def _is_only_here(line: Line, others: set[str]) -> bool:
    words = set(state(line).tokens)
    return bool(words) and len(words - others) >= ONLY * len(words)


def _find_disagreements(every: Sequence[Sequence[Line]]) -> Iterator[Disagreement]:
    """Each difference once, the earlier report's side first. Where two figures were set against a third, they are not
    set against each other as well."""
    shown: set[str] = set()
    for number, own in enumerate(every, start=1):
        for other_number, others in enumerate(every[number:], start=number + 1):
            for one, other in product(own, others):
                found = differ(one, other)
                if found and not shown.issuperset(found):
                    shown.update(found)
                    yield Disagreement(sides=found.sides, one=one.quote(number), other=other.quote(other_number))
