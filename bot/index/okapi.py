"""BM25 over one field by `rank_bm25`, its traps closed. Imports numpy: import this module when first ranking."""

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from bot.index.weights import K1, B, kept_length

Positions = NDArray[np.intp]
Scores = NDArray[np.float64]

NOWHERE: tuple[Positions, Scores] = (np.array([], dtype=np.intp), np.array([], dtype=np.float64))


class FieldBM25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 carries no types
    """One field of every passage, in order; a passage's place in that order is its position.

    As it comes, rank_bm25 divides by zero without passages or without words, gives common words no or negative
    weight, scores passages that hold no word of the question, and reads every passage for every word. Here
    an empty corpus is allowed, idf is Lucene's, and only the passages that hold a word are scored.
    """

    def __init__(self, corpus: Sequence[tuple[str, ...]]) -> None:
        super().__init__(corpus, k1=K1, b=B)
        self.avgdl: float = self.avgdl or 1.0
        self.doc_len: Positions = np.array([kept_length(len(tokens)) for tokens in corpus], dtype=np.intp)
        self._postings = self._read_postings()

    def _initialize(self, corpus: Sequence[tuple[str, ...]]) -> dict[str, int]:
        counts: dict[str, int] = super()._initialize(corpus) if corpus else {}
        return counts

    def _calc_idf(self, nd: dict[str, int]) -> None:
        """ln(1 + (N - n + 0.5) / (n + 0.5)): Lucene's BM25Similarity; above zero also for a word of every passage."""
        self.idf = {word: log(1 + (self.corpus_size - n + 0.5) / (n + 0.5)) for word, n in nd.items()}

    def _read_postings(self) -> dict[str, list[int]]:
        postings: dict[str, list[int]] = {word: [] for word in self.idf}
        for position, counts in enumerate(self.doc_freqs):
            for word in counts:
                postings[word].append(position)
        return postings

    def positions(self, token: str) -> Sequence[int]:
        """Where the token stands, ascending."""
        return self._postings.get(token, ())

    def score(self, token: str) -> tuple[Positions, Scores]:
        """The positions that hold the token, ascending, and its BM25 at each: always above zero."""
        positions = self._postings.get(token)
        if positions is None:
            return NOWHERE
        return np.array(positions, dtype=np.intp), np.array(self.get_batch_scores([token], positions))
