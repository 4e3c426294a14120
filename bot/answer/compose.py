"""Turns chosen groups of candidates into claims, quotes and numbered sources."""

from collections.abc import Container, Iterable, Mapping, Sequence

from bot.answer.agreement import find_difference
from bot.answer.candidates import Candidate
from bot.answer.citations import stands
from bot.answer.neighbours import Group, parts_of
from bot.answer.ranking import Ranked
from bot.model.answer import Claim, Consulted, Nearest, Quote, Source
from bot.model.article import ArticleHead
from bot.model.passage import Found
from bot.text.speakers import find_speaker

CONSULTED = 10
NEAREST = 3
_COPY_RATIO = 90.0
"""rapidfuzz's ratio (0..100) of two passages from which one is a copy of the other (wire text, lightly edited)."""


Copies = Mapping[str, Sequence[ArticleHead]]
"""The near-duplicates of articles, by id, as `CopyStore.of_articles` gives them."""
NO_COPIES: Copies = {}


def compose_claims(
    groups: Sequence[Group], texts: Mapping[str, str], copies: Copies = NO_COPIES
) -> tuple[list[Claim], list[Source], int]:
    """Claims with verified quotes, their sources numbered in order of first use without gaps, and the quotes dropped.

    `texts`: the stored clean texts by article id. `copies`: of the articles in the groups. A claim whose every quote
    was dropped is dropped with them.
    """
    numbers: dict[str, int] = {}
    heads: dict[str, ArticleHead] = {}
    claims: list[Claim] = []
    dropped = 0
    for group in groups:
        standing = [member for member in group.members if stands(_quote(member, 1), texts)]
        dropped += len(group.members) - len(standing)
        if not standing:
            continue
        for member in standing:
            head = member.ranked.found.article
            numbers.setdefault(head.id, len(numbers) + 1)
            heads[head.id] = head
        claims.append(_compose_claim(standing, numbers, texts, copies))
    sources = [
        Source(n=number, article=heads[article], also=name_others(heads[article], copies.get(article, ()), heads))
        for article, number in numbers.items()
    ]
    return claims, sources, dropped


def name_others(head: ArticleHead, copies: Iterable[ArticleHead], cited: Container[str]) -> tuple[ArticleHead, ...]:
    """The copies of an article that name another known outlet, one an outlet, without those that are cited."""
    others: dict[str, ArticleHead] = {}
    for copy in copies:
        if copy.outlet and copy.outlet != head.outlet and copy.id not in cited:
            others.setdefault(copy.outlet, copy)
    return tuple(others.values())


def _compose_claim(
    members: Sequence[Candidate], numbers: Mapping[str, int], texts: Mapping[str, str], copies: Copies
) -> Claim:
    first = members[0]
    head = first.ranked.found.article
    text = texts[head.id]
    return Claim(
        text=first.text,
        speaker=None if first.is_list else _find_speaker(first, text),
        quotes=tuple(_quote(member, numbers[member.ranked.found.article.id]) for member in members),
        outlets=count_voices(_agreeing(members), copies),
        differs=_read_differences(members),
    )


def _find_speaker(candidate: Candidate, text: str) -> str | None:
    """Who says every sentence of the candidate; None where that is unsure of one, or they are different ones' words."""
    language = candidate.ranked.found.article.language
    found = {find_speaker(text[start:end], text[:start], text, language) for start, end in parts_of(candidate)}
    return found.pop() if len(found) == 1 else None


def _quote(member: Candidate, number: int) -> Quote:
    return Quote(
        n=number,
        article_id=member.ranked.found.article.id,
        start=member.start,
        end=member.end,
        text=member.text,
        passage=member.ranked.found.text,
    )


def _read_differences(members: Sequence[Candidate]) -> tuple[str, ...]:
    """In what the first member differs from the others, each difference once."""
    found = filter(None, (find_difference(members[0], member) for member in members[1:]))
    return tuple(dict.fromkeys(each.sides for each in found))


def _agreeing(members: Sequence[Candidate]) -> list[Candidate]:
    """The first member and those that do not contradict it: who says otherwise is no voice for it."""
    return [member for member in members if member is members[0] or find_difference(members[0], member) is None]


def count_voices(members: Sequence[Candidate], copies: Copies = NO_COPIES) -> int:
    """Independent known outlets: one outlet once, copies of one text once, an unknown outlet never."""
    known = [member.ranked.found for member in members if member.ranked.found.article.outlet]
    linked = {one: frozenset(copy.id for copy in of_one) for one, of_one in copies.items()}
    return sum(
        not any(_one_voice(earlier, each, linked) for earlier in known[:place]) for place, each in enumerate(known)
    )


def _one_voice(one: Found, other: Found, linked: Mapping[str, frozenset[str]]) -> bool:
    """One outlet; whole articles that are near-duplicates; or a passage that one of them took over."""
    from rapidfuzz.fuzz import ratio

    if one.article.outlet == other.article.outlet or other.article.id in linked.get(one.article.id, ()):
        return True
    return ratio(one.text, other.text) >= _COPY_RATIO


def compose_nearest(candidates: Sequence[Candidate]) -> tuple[Nearest, ...]:
    """The passages that came closest, one an article, best first."""
    found: dict[str, Nearest] = {}
    for candidate in candidates:
        article = candidate.ranked.found.article.id
        found.setdefault(article, Nearest(article, candidate.text))
        if len(found) == NEAREST:
            break
    return tuple(found.values())


def compose_consulted(ranked: Sequence[Ranked]) -> tuple[Consulted, ...]:
    """The first passages as ranked, for an analyst."""
    return tuple(
        Consulted(item.found.article.id, item.found.passage.id, item.found.text, round(item.score, 4))
        for item in ranked[:CONSULTED]
    )
