"""The claims of a timeline: what was reported day by day, each day's best sentence, the earliest first. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.answer.agreement import same_claim
from bot.answer.candidates import Candidate
from bot.answer.neighbours import Group
from bot.answer.selection import FLOOR, MAX_QUOTES, tells_again

MOST_CLAIMS = 12
MOST_A_DAY = 2
CONSIDERED = 120
"""Best candidates that may become claims."""


def choose_timeline(candidates: Sequence[Candidate]) -> list[Group]:
    """At most twelve, two a day, of dated articles: the most relevant are in, in the order of their dates.

    What further articles say of the same joins its claim, which is told by its first report. What contradicts it is a
    claim of its own: over days it is how things went on.
    """
    groups: list[Group] = []
    best = max((candidate.covered for candidate in candidates[:1]), default=0.0)
    for candidate in candidates[:CONSIDERED]:
        if candidate.ranked.found.article.published is None or candidate.covered < FLOOR * best:
            continue
        if (group := _find_same(groups, candidate)) is not None:
            _add_voice(group, candidate)
        elif not tells_again(groups, candidate):
            groups.append(Group([candidate]))
    return sorted(_thin_out([_earliest_first(group) for group in groups]), key=_begin)


def _find_same(groups: Sequence[Group], candidate: Candidate) -> Group | None:
    return next((group for group in groups if same_claim(group.members[0], candidate)), None)


def _add_voice(group: Group, candidate: Candidate) -> None:
    """One of each article, as many as an answer shows."""
    articles = {member.ranked.found.article.id for member in group.members}
    if len(articles) < MAX_QUOTES and candidate.ranked.found.article.id not in articles:
        group.members.append(candidate)


def _thin_out(groups: Sequence[Group]) -> Iterator[Group]:
    """Two a day, twelve in all; the most relevant come first in `groups`."""
    days: Counter[str] = Counter()
    for group in groups:
        published = group.members[0].ranked.found.article.published
        day = published.date().isoformat() if published else ""
        if days[day] < MOST_A_DAY and days.total() < MOST_CLAIMS:
            days[day] += 1
            yield group


def _earliest_first(group: Group) -> Group:
    return Group(sorted(group.members, key=_moment))


def _begin(group: Group) -> tuple[float, str, int]:
    return _moment(group.members[0])


def _moment(candidate: Candidate) -> tuple[float, str, int]:
    article = candidate.ranked.found.article
    return article.published.timestamp() if article.published else float("inf"), article.id, candidate.start
