"""The engine in memory: for the sample corpus, a folder asked ad hoc, and small sets; up to about 20 000 passages."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from bot.index.vocabulary import Vocabulary
from bot.index.weights import DEFAULT_WEIGHTS, FieldWeights
from bot.model.hit import Entry, Hit
from bot.model.query import Query

if TYPE_CHECKING:
    from bot.index.scoring import Scoring


class MemoryIndex:
    """`IndexEngine` over rank_bm25. Keeps tokens; what a change makes stale is computed anew at the next search.

    Removing leaves no trace: afterwards scores, frequencies and words are those of an index that never held the
    article.
    """

    def __init__(self, weights: FieldWeights = DEFAULT_WEIGHTS) -> None:
        self._weights = weights
        self._writing = Lock()
        self._state = _State((), weights)

    def update(self, add: Iterable[Entry], remove: Iterable[str] = ()) -> None:
        added = list(add)
        with self._writing:
            gone = {*remove, *(entry.article_id for entry in added)}
            kept = [entry for entry in self._state.entries if entry.article_id not in gone]
            self._state = _State((*kept, *added), self._weights)

    def search(self, query: Query, k: int) -> list[Hit]:
        state = self._state
        return state.scoring.search(query, k) if k > 0 and state.entries else []

    def passage_frequency(self, token: str) -> int:
        state = self._state
        return state.scoring.passage_frequency(token) if state.entries else 0

    def find_words(self, prefix: str) -> list[tuple[str, int]]:
        return self._state.words.find(prefix)

    def find_names(self, prefix: str) -> list[tuple[str, int]]:
        return self._state.names.find(prefix)

    def languages(self) -> frozenset[str]:
        return self._state.languages

    def article_passages(self) -> dict[str, int]:
        return dict(self._state.articles)

    def count_passages(self, article_ids: Iterable[str]) -> dict[str, int]:
        held = self._state.articles
        return {article_id: held[article_id] for article_id in article_ids if article_id in held}

    def __len__(self) -> int:
        return len(self._state.entries)

    def clear(self) -> None:
        with self._writing:
            self._state = _State((), self._weights)

    def close(self) -> None:
        self.clear()


class _State:
    """The index between two updates: never changed, so that a search sees one state from beginning to end."""

    def __init__(self, entries: Iterable[Entry], weights: FieldWeights) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: entry.passage_id))
        self._weights = weights
        self._lock = Lock()
        self._scoring: Scoring | None = None

    @cached_property
    def words(self) -> Vocabulary:
        return Vocabulary(entry.words for entry in self.entries)

    @cached_property
    def articles(self) -> Counter[str]:
        return Counter(entry.article_id for entry in self.entries)

    @cached_property
    def languages(self) -> frozenset[str]:
        return frozenset(entry.language for entry in self.entries)

    @cached_property
    def names(self) -> Vocabulary:
        return Vocabulary(entry.names for entry in self.entries)

    @property
    def scoring(self) -> "Scoring":
        """Built once, by whoever asks first; the others wait rather than build it too."""
        with self._lock:
            if self._scoring is None:
                from bot.index.scoring import Scoring

                self._scoring = Scoring(self.entries, self._weights)
            return self._scoring
