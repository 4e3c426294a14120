"""Claims in the making, and the sentences of one article that stand side by side read as one."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.answer.agreement import find_difference
from bot.answer.candidates import Candidate


class Group(NamedTuple):
    """A claim in the making: candidates of different articles that say the same or differ, the one to read first."""

    members: list[Candidate]


def find_gap(groups: Sequence[Group], candidate: Candidate) -> int | None:
    """The characters between the candidate and the sentence it stands beside in one of the groups; None without one."""
    beside = [group.members[0] for group in groups if _stands_beside(group, candidate)]
    return sum(_distance(one, candidate) for one in beside) if beside else None


def _stands_beside(group: Group, candidate: Candidate) -> bool:
    """Whether the candidate is the sentence right before or after a group of one sentence, in the same paragraph.

    Lists stay apart, sentences that differ in a figure, date or negation, and the words of different speakers, where
    the question asks for some.
    """
    one = group.members[0]
    lists = one.is_list or candidate.is_list
    if len(group.members) > 1 or lists or one.ranked.found is not candidate.ranked.found:
        return False
    alike = one.speaker == candidate.speaker and _touch(one, candidate)
    return alike and find_difference(one, candidate) is None


def _touch(one: Candidate, other: Candidate) -> bool:
    left, right = sorted((one, other), key=lambda each: each.start)
    offset = left.ranked.found.passage.start
    between = left.ranked.found.text[left.end - offset : right.start - offset]
    return left.end <= right.start and not between.strip() and "\n" not in between


def _distance(one: Candidate, other: Candidate) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def join_neighbours(groups: Sequence[Group]) -> list[Group]:
    """The groups in order, each joined by the later ones that stand beside it."""
    joined: list[Group] = []
    waiting = list(groups)
    while waiting:
        group = waiting.pop(0)
        while (number := next((n for n, one in enumerate(waiting) if _joins(group, one)), None)) is not None:
            group = Group([_join(group.members[0], waiting.pop(number).members[0])])
        joined.append(group)
    return joined


def _joins(group: Group, other: Group) -> bool:
    return len(other.members) == 1 and _stands_beside(group, other.members[0])


def _join(one: Candidate, other: Candidate) -> Candidate:
    """Both as one span of the article; what is known of the better one holds for both."""
    left, right = sorted((one, other), key=lambda each: each.start)
    offset = one.ranked.found.passage.start
    return one._replace(
        start=left.start,
        end=right.end,
        text=one.ranked.found.text[left.start - offset : right.end - offset],
        tokens=left.tokens + right.tokens,
        parts=tuple(sorted((*parts_of(one), *parts_of(other)))),
    )


def parts_of(candidate: Candidate) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences a candidate is made of (characters of the article's text); itself, when it is one."""
    return candidate.parts or ((candidate.start, candidate.end),)
