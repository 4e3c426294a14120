"""Other people's retrieval, as it comes, over our passages.

All get the same analysed tokens, a passage a line, and the same analysed terms; all give the ten best by BM25.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

K = 10
K1, B = 1.2, 0.75
HEAP = 512_000_000

Found = Any
"""As the peer gives it."""


class Peer(ABC):
    """`build` once into a folder (or memory), then `open`, then `search`. Passages are numbered from 0."""

    package: str
    is_kept = True
    at_most: int | None = None
    """Passages, beyond which nobody has the patience."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def build(self, tokens: Path) -> None:
        """From a file of lines."""

    def open(self) -> None:  # noqa: B027 (in memory there is nothing to open)
        """What was built, ready to be asked."""

    @abstractmethod
    def search(self, terms: Sequence[str]) -> Found:
        """The ten best. This is what is timed."""

    @abstractmethod
    def number(self, found: Found) -> list[int]:
        """What was found, as passage numbers."""


class Tantivy(Peer):
    """One field, terms with frequencies, one writing thread."""

    package = "tantivy"

    def build(self, tokens: Path) -> None:
        import tantivy

        index = tantivy.Index(self._make_schema(), str(self.folder))
        writer = index.writer(HEAP, 1)
        for number, line in enumerate(read_lines(tokens)):
            document = tantivy.Document()
            document.add_unsigned("number", number)
            document.add_text("body", line)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        import tantivy

        self._tantivy = tantivy
        self._schema = self._make_schema()
        self._searcher = tantivy.Index(self._schema, str(self.folder)).searcher()

    def search(self, terms: Sequence[str]) -> Found:
        query = self._tantivy.Query
        clauses = [
            (self._tantivy.Occur.Should, query.term_query(self._schema, "body", term, index_option="freq"))
            for term in terms
        ]
        return self._searcher.search(query.boolean_query(clauses), limit=K, count=False).hits

    def number(self, found: Found) -> list[int]:
        return [int(one or 0) for one in self._searcher.fast_field_values("number", [place for _, place in found])]

    def _make_schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field("number", fast=True)
        return builder.build()


class Bm25s(Peer):
    """numpy alone."""

    package = "bm25s"
    backend = "numpy"

    def build(self, tokens: Path) -> None:
        import bm25s

        known: dict[str, int] = {}
        ids = [[known.setdefault(token, len(known)) for token in line.split()] for line in read_lines(tokens)]
        index = bm25s.BM25(method="lucene", k1=K1, b=B, backend="numpy")
        index.index((ids, known), show_progress=False)
        index.save(self.folder, show_progress=False)

    def open(self) -> None:
        import bm25s

        self._index = bm25s.BM25.load(self.folder, show_progress=False)
        self._index.backend = self.backend
        if self.backend == "numba":
            self._index.activate_numba_scorer()

    def search(self, terms: Sequence[str]) -> Found:
        return self._index.retrieve([list(terms)], k=K, show_progress=False).documents[0]

    def number(self, found: Found) -> list[int]:
        return [int(one) for one in found]


class Bm25sNumba(Bm25s):
    """The same index, compiled scoring; it compiles before the first query that is timed."""

    backend = "numba"


class Fts5(Peer):
    """SQLite's own, of the Python that runs this; contentless, so that it keeps no text."""

    package = "sqlite"

    def build(self, tokens: Path) -> None:
        with sqlite3.connect(self.folder / "fts5.db") as database:
            database.execute("CREATE VIRTUAL TABLE passages USING fts5(body, content='')")
            rows = ((number, line) for number, line in enumerate(read_lines(tokens)))
            database.executemany("INSERT INTO passages (rowid, body) VALUES (?, ?)", rows)
            database.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        database.close()

    def open(self) -> None:
        self._database = sqlite3.connect(self.folder / "fts5.db")

    def search(self, terms: Sequence[str]) -> Found:
        matched = " OR ".join('"{}"'.format(term.replace('"', '""')) for term in terms)
        sql = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"
        return self._database.execute(sql, (matched, K)).fetchall()

    def number(self, found: Found) -> list[int]:
        return [row[0] for row in found]


class RankBm25(Peer):
    """BM25Okapi, everything in memory, built anew every time."""

    package = "rank-bm25"
    is_kept = False
    at_most = 100_000

    def build(self, tokens: Path) -> None:
        from rank_bm25 import BM25Okapi

        known: dict[str, str] = {}
        self._index = BM25Okapi(
            [[known.setdefault(token, token) for token in line.split()] for line in read_lines(tokens)], k1=K1, b=B
        )

    def search(self, terms: Sequence[str]) -> Found:
        return self._index.get_scores(list(terms)).argsort()[::-1][:K]

    def number(self, found: Found) -> list[int]:
        return [int(one) for one in found]


PEERS: dict[str, type[Peer]] = {
    "tantivy": Tantivy,
    "bm25s-numba": Bm25sNumba,
    "bm25s-numpy": Bm25s,
    "fts5": Fts5,
    "rank-bm25": RankBm25,
}


def read_lines(path: Path) -> Iterator[str]:
    """Without their ends."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def find_version(peer: type[Peer]) -> str:
    """Of the installed package."""
    from importlib.metadata import version

    return sqlite3.sqlite_version if peer is Fts5 else version(peer.package)
