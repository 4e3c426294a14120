"""Chooses the claims of a reply: few, direct, not repeating each other, those that agree or differ side by side."""

from collections.abc import Sequence

from bot.answer.agreement import find_difference, repeats, same_claim
from bot.answer.candidates import Candidate
from bot.answer.neighbours import Group, find_gap, join_neighbours

MAX_CLAIMS = 4
MAX_CHARACTERS = 700
"""Quoted characters of one reply: what a person reads on a phone without scrolling away the question."""
MAX_QUOTES = 3
"""Quotes of one claim: the first and those of other articles that say the same."""
CONSIDERED = 60
"""Best candidates that may become claims."""
_LATER = 86_400.0
"""Seconds from which of two reports that differ one is an earlier one."""
FLOOR = 0.25
"""A further claim covers at least this share of what the best one covers."""


def choose_claims(candidates: Sequence[Candidate]) -> list[Group]:
    """The claims, most direct first: at most four and about 700 quoted characters, the first always whole.

    The sentence right beside a chosen one is quoted with it, as one claim, and need cover nothing itself: what "he" or
    "the number" means stands in its neighbour.
    """
    groups: list[Group] = []
    used = claims = 0
    best = max((candidate.covered for candidate in candidates[:1]), default=0.0)
    for candidate in candidates[:CONSIDERED]:
        gap = find_gap(groups, candidate)
        weak = candidate.covered < FLOOR * best and gap is None
        if used and (weak or used + len(candidate.text) + (gap or 0) > MAX_CHARACTERS):
            continue
        group = _find_group(groups, candidate)
        if group is not None:
            used += _join(group, candidate)
        elif (gap is not None or claims < MAX_CLAIMS) and not tells_again(groups, candidate):
            groups.append(Group([candidate]))
            used += len(candidate.text) + (gap or 0)
            claims += gap is None
        if used > MAX_CHARACTERS - 40:
            break
    return [_lead_with_newest(group) for group in join_neighbours(groups)[:MAX_CLAIMS]]


def _lead_with_newest(group: Group) -> Group:
    """What was reported a day or more later leads, where it contradicts the first: costs, counts and plans change."""
    first, when = group.members[0], _published(group.members[0])
    later = [
        member
        for member in group.members[1:]
        if when and _published(member) - when >= _LATER and find_difference(first, member)
    ]
    if not later:
        return group
    newest = max(later, key=_published)
    return Group([newest, *(member for member in group.members if member is not newest)])


def _published(candidate: Candidate) -> float:
    """Seconds since the epoch; 0.0 without a date, earlier than any."""
    published = candidate.ranked.found.article.published
    return published.timestamp() if published else 0.0


def _find_group(groups: Sequence[Group], candidate: Candidate) -> Group | None:
    """The group whose first candidate says the same as this one of another article, or contradicts it."""
    for group in groups:
        first = group.members[0]
        if _article(first) == _article(candidate) or first.is_list or candidate.is_list:
            continue
        if same_claim(first, candidate) or find_difference(first, candidate):
            return group
    return None


def _join(group: Group, candidate: Candidate) -> int:
    """Adds the candidate as one more voice; the characters that adds."""
    if len(group.members) >= MAX_QUOTES or any(_article(member) == _article(candidate) for member in group.members):
        return 0
    group.members.append(candidate)
    return len(candidate.text)


def tells_again(groups: Sequence[Group], candidate: Candidate) -> bool:
    """Whether a claim already holds these words: the same span, an item of a quoted list, or a repetition."""
    for group in groups:
        for member in group.members:
            overlaps = candidate.start < member.end and member.start < candidate.end
            if (_article(member) == _article(candidate) and overlaps) or repeats(member, candidate):
                return True
    return False


def _article(candidate: Candidate) -> str:
    return candidate.ranked.found.article.id
