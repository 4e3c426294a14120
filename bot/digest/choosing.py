"""Which stories a reader gets, and in which order. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from bot.digest.matching import WantedWord, drop_light_words, read_word
from bot.digest.vectors import cut_lead
from bot.model.article import Article
from bot.model.story import Story
from bot.model.subscription import Filters
from bot.text.analysis import analyze
from bot.text.phrases import fold_phrase, holds_phrase

if TYPE_CHECKING:
    from bot.index.okapi import FieldBM25

HALF_LIFE_HOURS = 12.0
"""In which a story loses half of what its newness is worth."""
NEWNESS, VOICES, WORDS = 2.0, 1.0, 0.5
"""What being new, each doubling of the independent outlets, and a point of BM25 are worth."""
UNDATED = 0.5
"""The newness of stories without a date."""


class Outline(NamedTuple):
    """What choosing needs of a story: `times` has (joined, published) of each article. `outlets`: their names, folded.
    `voices`: how many of them are independent, copies of one text being one. `tokens`: of titles and leads, by the
    article's language. `text`: the same, folded, for phrases."""

    story_id: int
    article_ids: frozenset[str]
    voices: int
    times: tuple[tuple[datetime, datetime | None], ...]
    outlets: frozenset[str]
    languages: frozenset[str]
    tokens: tuple[str, ...]
    text: str

    @property
    def newest(self) -> datetime | None:
        return max((published for _, published in self.times if published), default=None)


def make_outline(story: Story, articles: Mapping[str, Article], copies: Mapping[str, Collection[str]]) -> Outline:
    """Of a story and its articles by id; those that are not there are left out. `copies`: the ids of the
    near-duplicates of an article, for those that have some."""
    present = [articles[one] for one in story.article_ids if one in articles]
    heads = [(article, f"{article.title or ''}\n{cut_lead(article.text)}") for article in present]
    return Outline(
        story_id=story.id,
        article_ids=frozenset(story.article_ids),
        voices=_count_voices(present, copies),
        times=tuple((member.joined, member.published) for member in story.members),
        outlets=frozenset(article.outlet.casefold() for article in present if article.outlet),
        languages=frozenset(article.language for article in present),
        tokens=tuple(token for article, text in heads for token in analyze(text, article.language)),
        text=_plain(" ¶ ".join(text for _, text in heads)),
    )


def _count_voices(articles: Sequence[Article], copies: Mapping[str, Collection[str]]) -> int:
    """Known outlets with something of their own: the first with a text, not those that copied it."""
    heard: set[str] = set()
    seen: set[str] = set()
    for article in sorted(articles, key=lambda one: (one.published is None, one.published, one.id)):
        if article.outlet and seen.isdisjoint(copies.get(article.id, ())):
            heard.add(article.outlet.casefold())
        seen.add(article.id)
    return len(heard)


class Outlines:
    """Stories to choose from; what depends on them alone is computed once, for thousands of readers. `before`: most
    are the same as those."""

    def __init__(self, outlines: Sequence[Outline], before: "Outlines | None" = None) -> None:
        self._outlines = list(outlines)
        known = before._tokens_by_outline() if before else {}
        self._tokens: list[frozenset[str]] = [known.get(id(one)) or frozenset(one.tokens) for one in self._outlines]
        self._languages = frozenset().union(*(outline.languages for outline in self._outlines))

    def rank(self, filters: Filters, now: datetime) -> list[Outline]:
        """Those that pass the filters, best first: by outlets, newness, and the words (BM25); ties by id."""
        words = [self._read(word) for word in drop_light_words(filters.words)]
        excluded = [self._read(word) for word in filters.excluded]
        outlets = frozenset(outlet.casefold() for outlet in filters.outlets)
        chosen = [
            place
            for place, outline in enumerate(self._outlines)
            if self._is_about(place, filters, words)
            and not self._is_excluded(place, filters, excluded)
            and (not outlets or not outlets.isdisjoint(outline.outlets))
        ]
        relevance = self._score(frozenset().union(*(word.tokens for word in words)), chosen)
        worth = {place: worth_alone(self._outlines[place], now) + WORDS * relevance.get(place, 0.0) for place in chosen}
        ranked = sorted(chosen, key=lambda one: (-worth[one], self._outlines[one].story_id))
        return [self._outlines[one] for one in ranked]

    def _tokens_by_outline(self) -> dict[int, frozenset[str]]:
        """By the id in memory, which no other has while this holds them."""
        return {id(one): tokens for one, tokens in zip(self._outlines, self._tokens, strict=True)}

    def _is_about(self, place: int, filters: Filters, words: Sequence[WantedWord]) -> bool:
        if not (filters.words or filters.phrases):
            return True
        if any(self._holds(place, word) for word in words):
            return True
        return any(holds_phrase(self._outlines[place].text, _plain(phrase)) for phrase in filters.phrases)

    def _is_excluded(self, place: int, filters: Filters, excluded: Sequence[WantedWord]) -> bool:
        """A word by its stems, a phrase as written."""
        for written, word in zip(filters.excluded, excluded, strict=True):
            if " " in written.strip():
                is_there = holds_phrase(self._outlines[place].text, _plain(written))
            else:
                is_there = self._holds(place, word)
            if is_there:
                return True
        return False

    def _holds(self, place: int, word: WantedWord) -> bool:
        return word.stands_in(self._tokens[place], self._outlines[place].tokens)

    def _score(self, words: Iterable[str], places: Sequence[int]) -> dict[int, float]:
        """BM25 of the words, at the places that hold one."""
        scores: dict[int, float] = {}
        for word in sorted(words):
            positions, values = self._field.score(word)
            for position, value in zip(positions.tolist(), values.tolist(), strict=True):
                scores[position] = scores.get(position, 0.0) + value
        return {place: scores[place] for place in places if place in scores}

    @cached_property
    def _field(self) -> "FieldBM25":
        from bot.index.okapi import FieldBM25

        return FieldBM25([outline.tokens for outline in self._outlines])

    def _read(self, word: str) -> WantedWord:
        return read_word(word, self._languages)


def worth_alone(outline: Outline, now: datetime) -> float:
    """By newness and outlets: what compares across collections."""
    newest = outline.newest
    hours = max(0.0, (now - newest).total_seconds() / 3600) if newest else None
    newness = UNDATED if hours is None else 0.5 ** (hours / HALF_LIFE_HOURS)
    return NEWNESS * newness + VOICES * log2(1 + max(1, outline.voices))


def _plain(text: str) -> str:
    return fold_phrase(text).replace("’", "'")
