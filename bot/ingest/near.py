"""Articles that are copies of one text: wire text in several outlets, lightly edited. Imports numpy.

What counts as a copy: another headline or dateline, the outlet's name, single words, a paragraph or a few sentences
gone, a closing line more. What does not: a text in which a figure or a denial was changed (see `near_wording`), however
alike the rest is, because then the outlets say different things; a text that shares quotes only; an extract of less
than half.

Candidates come from MinHash bands, so that the work of a search is bounded in a corpus of any size; each is then
compared exactly. The package `datasketch` does the first half too, but brings scipy, which is large.
"""

from collections import Counter
from typing import NamedTuple

from bot.ingest.near_buckets import Buckets
from bot.ingest.near_minhash import BANDS, band_keys
from bot.ingest.near_wording import Wording, contradicts, measure_likeness, read_wording

THRESHOLD = 0.5
"""Least likeness of a copy. In the labelled set of the tests one edit leaves 0.59 and more, three in one text 0.49
and more; two articles of the sample corpus that are each outlet's own have at most 0.053."""
MOST_FOUND = 64
"""Articles that one search compares exactly, those first that share the most bands: also where thousands are alike
(a daily bulletin), a search stays cheap."""


class Near(NamedTuple):
    """An article that a text is a copy of. `likeness`: the Jaccard index of their shingles, `THRESHOLD` to 1."""

    article_id: str
    likeness: float


class NearDuplicates:
    """The articles of one collection, to be asked which of them a text is a copy of. In memory, about 5 kB an article.

    Of one collection only, so that a private one is never hinted at elsewhere. Not to be used by two threads at once.
    """

    def __init__(self) -> None:
        self._buckets = Buckets(BANDS)
        self._rows: dict[str, int] = {}
        self._held: dict[int, tuple[str, Wording]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, article_id: str, text: str) -> None:
        """Takes the place of the text that the id held. A text without a word is never found."""
        self.remove(article_id)
        wording = read_wording(text)
        if len(wording.shingles):
            row = self._buckets.add(band_keys(wording.shingles))
            self._rows[article_id] = row
            self._held[row] = article_id, wording

    def remove(self, article_id: str) -> None:
        """Nothing happens when the id is not held."""
        row = self._rows.pop(article_id, None)
        if row is not None:
            del self._held[row]
            self._buckets.remove(row)

    def find(self, text: str) -> list[Near]:
        """The articles that `text` is a copy of, best first, equally like ones by id; at most `MOST_FOUND`.

        A copy of likeness 0.5 is found in 98 of 100 cases, one of 0.6 in 9998 of 10 000, the same words always. An
        article that was added finds itself.
        """
        wording = read_wording(text)
        if not len(wording.shingles):
            return []
        shared = Counter(self._buckets.look(band_keys(wording.shingles)))
        compared = (self._compare(row, wording) for row, _ in shared.most_common(MOST_FOUND))
        return sorted(filter(None, compared), key=lambda near: (-near.likeness, near.article_id))

    def _compare(self, row: int, wording: Wording) -> Near | None:
        article_id, held = self._held[row]
        likeness = measure_likeness(held, wording)
        return None if likeness < THRESHOLD or contradicts(held, wording) else Near(article_id, likeness)
