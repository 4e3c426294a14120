"""What an engine is given per passage, and what it finds."""

from typing import NamedTuple


class Entry(NamedTuple):
    """One passage as an engine indexes it. Tokens come from the one analyzer, in order, stop words included.

    `words`: casefolded surface forms (the vocabulary for spelling). `names`: the surface forms, as written, of
    words capitalised inside a sentence. `published`: seconds since the epoch, UTC; None when unknown.
    """

    passage_id: int
    article_id: str
    title: tuple[str, ...]
    outlet_tokens: tuple[str, ...]
    heading: tuple[str, ...]
    body: tuple[str, ...]
    words: frozenset[str]
    names: frozenset[str]
    published: int | None
    outlet: str | None
    language: str


class Hit(NamedTuple):
    """A passage found: `rank` is 1-based; scores compare only within one query."""

    passage_id: int
    score: float
    rank: int
