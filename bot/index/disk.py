"""The engine on disk: incremental, memory-mapped; the default for an ingested corpus. Imports tantivy."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import tantivy
from tantivy import IndexWriter

from bot.index.bounds import required_phrases, scoring_terms
from bot.index.directory import META_FILE, engine_errors, prepare_directory
from bot.index.ranking import choose_hits
from bot.index.tantivy_schema import compose_document, compose_schema
from bot.index.tantivy_state import State
from bot.index.weights import DEFAULT_WEIGHTS, FieldWeights
from bot.model.errors import EngineError
from bot.model.hit import Entry, Hit
from bot.model.query import Query

HEAP = 128_000_000
"""Bytes of one writer's buffer; a fuller one is written out as a segment, inside the same commit."""

THREADS = 1
"""Writing threads: one makes one segment a commit, and building documents in Python is the slower half anyway."""

Stamp = tuple[int, int, int]


class DiskIndex:
    """`IndexEngine` over tantivy in the folder `path`; None: a temporary folder, gone at `close`.

    Removed passages are gone from hits, counts and words at once; in the scores of the others (N, n, average length)
    they count until tantivy merges their segment, so scores may lag behind those of an index built anew. Any number
    of processes may search; each sees the last commit of any process. Opening raises EngineError when the folder is
    damaged, foreign or of another version; so do the methods when the files give out under them.
    """

    def __init__(self, path: Path | None, weights: FieldWeights = DEFAULT_WEIGHTS) -> None:
        self._temporary = TemporaryDirectory(prefix="briefing-index-") if path is None else None
        self.path = Path(self._temporary.name) if self._temporary else Path(path or "")
        self._weights = weights
        self._writing = Lock()
        self._schema = compose_schema()
        prepare_directory(self.path)
        with engine_errors(self.path):
            self._open: tantivy.Index | None = tantivy.Index(self._schema, str(self.path))
            self._meta = self.path / META_FILE
            self._stamp = self._read_stamp()
            self._open.config_reader("manual")
            self._known = State(self.path, self._open, self._schema, weights)

    def update(self, add: Iterable[Entry], remove: Iterable[str] = ()) -> None:
        with self._writer() as writer:
            seen: set[str] = set()
            for article_id in remove:
                self._drop(article_id, seen, writer)
            for entry in add:
                self._drop(entry.article_id, seen, writer)
                with engine_errors(self.path):
                    writer.add_document(compose_document(entry))

    def search(self, query: Query, k: int) -> list[Hit]:
        terms = scoring_terms(query)
        if k <= 0 or not (terms or required_phrases(query)):
            return []
        with engine_errors(self.path):
            state = self._state()
            if not terms:
                return state.list_hits(query, k)
            return choose_hits(lambda limit: state.fetch(query, terms, limit), k)

    def passage_frequency(self, token: str) -> int:
        known = self._known.frequencies.get(token)
        if known is not None:
            return known
        with engine_errors(self.path):
            return self._state().passage_frequency(token)

    def find_words(self, prefix: str) -> list[tuple[str, int]]:
        return sorted(self._values("words", prefix))

    def find_names(self, prefix: str) -> list[tuple[str, int]]:
        return sorted(self._values("names", prefix))

    def languages(self) -> frozenset[str]:
        if self._known.languages is not None:
            return self._known.languages
        with engine_errors(self.path):
            state = self._state()
            state.languages = found = frozenset(language for language, _ in state.values("language"))
            return found

    def article_passages(self) -> dict[str, int]:
        return dict(self._values("article_id"))

    def count_passages(self, article_ids: Iterable[str]) -> dict[str, int]:
        with engine_errors(self.path):
            state = self._state()
            counts = {one: state.count("article_id", one) for one in article_ids}
        return {article_id: count for article_id, count in counts.items() if count}

    def __len__(self) -> int:
        with engine_errors(self.path):
            return self._state().searcher.num_docs

    def clear(self) -> None:
        with self._writer() as writer:
            writer.delete_all_documents()

    def close(self) -> None:
        self._open = None
        if self._temporary:
            self._temporary.cleanup()

    @property
    def _index(self) -> tantivy.Index:
        if self._open is None:
            raise EngineError(f"index in {self.path} is closed", path=str(self.path))
        return self._open

    def _read_stamp(self) -> Stamp:
        """Differs after every commit, of any process: tantivy replaces the file."""
        stat = self._meta.stat()
        return stat.st_mtime_ns, stat.st_ino, stat.st_size

    def _state(self) -> State:
        """The last committed state. Asking the file system costs a microsecond; tantivy's own watcher half a second.

        Frequencies and languages are asked of the state that is known: they are needed dozens of times a question, and
        may be one question old after another process's commit.
        """
        index = self._index
        stamp = self._read_stamp()
        if stamp != self._stamp:
            index.reload()
            self._known = State(self.path, index, self._schema, self._weights, later=self._known.later)
            self._stamp = stamp
        return self._known

    @contextmanager
    def _writer(self) -> Iterator[IndexWriter]:
        """Commits at the end, rolls back on any error; the lock between processes is held only meanwhile.

        tantivy's lock is the operating system's: it dies with its process. Errors of the caller's own iterables pass
        as they are.
        """
        with self._writing:
            with engine_errors(self.path):
                writer = self._index.writer(HEAP, THREADS)
                writer.garbage_collect_files()  # of a commit that was killed: the next one may need their names
            try:
                yield writer
                with engine_errors(self.path):
                    writer.commit()
                    self._state()
            except BaseException:
                with engine_errors(self.path):
                    writer.rollback()
                raise
            finally:
                with engine_errors(self.path):
                    writer.wait_merging_threads()

    def _drop(self, article_id: str, seen: set[str], writer: IndexWriter) -> None:
        """Once an update: a second time would drop what the update just added."""
        if article_id not in seen:
            seen.add(article_id)
            with engine_errors(self.path):
                writer.delete_documents_by_term("article_id", article_id)

    def _values(self, field: str, prefix: str = "") -> list[tuple[str, int]]:
        with engine_errors(self.path):
            return self._state().values(field, prefix)
