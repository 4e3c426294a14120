"""Store and index of a question set: built once, and on disk kept for the next time."""

import shutil
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Literal, NamedTuple

import bot
from bot.measure.progress import OnProgress
from bot.measure.sets import QuestionSet
from bot.model.article import PUBLIC, RawArticle
from bot.model.errors import InputError
from bot.model.protocols import ArticleStore, IndexEngine
from bot.model.report import Skipped

EngineName = Literal["memory", "disk"]

BATCH = 500
"""Articles written at once."""

ANALYSIS_FOLDERS = ("model", "text", "ingest", "index", "store")
ANALYSIS_LIBRARIES = ("PyStemmer", "sentencex", "simplemma", "tantivy")
"""What decides how an article becomes passages and tokens: a change of any of it makes a kept index stale."""

_DONE = "done"


class Workspace(NamedTuple):
    """`build_s`: seconds it took to build, None when it was kept from an earlier run."""

    store: ArticleStore
    engine: IndexEngine
    build_s: float | None

    async def close(self) -> None:
        """Releases both."""
        self.engine.close()
        await self.store.close()


async def open_workspace(
    question_set: QuestionSet,
    engine: EngineName,
    data_dir: Path,
    *,
    fresh: bool = False,
    on_progress: OnProgress | None = None,
) -> Workspace:
    """The set's articles, stored and indexed.

    `memory` is built every time. `disk` is kept under `data_dir/measure/<set>/disk/<digest>`, where the digest covers
    the articles file and everything that makes passages and tokens; `fresh` builds it anew. Only the newest digest
    of a set is kept. Raises InputError when an article cannot be read.
    """
    if engine == "memory":
        return await _build(question_set.articles, *_open_memory(), on_progress)
    folder = data_dir / "measure" / question_set.name / "disk" / digest_of(question_set.articles)
    done = folder / _DONE
    if not fresh and done.is_file():
        return Workspace(*await _open_disk(folder), build_s=None)
    shutil.rmtree(folder.parent, ignore_errors=True)
    workspace = await _build(question_set.articles, *await _open_disk(folder), on_progress)
    done.touch()
    return workspace


def digest_of(articles: Path) -> str:
    """16 hex digits over the articles file, the code that analyses articles, and the libraries it stands on."""
    digest = blake2b(digest_size=8)
    for path in [articles, *_analysis_files()]:
        digest.update(path.read_bytes())
    digest.update(" ".join(version(name) for name in ANALYSIS_LIBRARIES).encode())
    return digest.hexdigest()


def _analysis_files() -> list[Path]:
    root = Path(bot.__file__).parent
    files = [path for folder in ANALYSIS_FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    return sorted(path for path in files if "__pycache__" not in path.parts)


async def _build(articles: Path, store: ArticleStore, index: IndexEngine, on_progress: OnProgress | None) -> Workspace:
    from bot.ingest.service import ingest

    begun = perf_counter()
    try:
        raw = _read_articles(articles)
        heard = (lambda done: on_progress(done, len(raw))) if on_progress else None
        await ingest(raw, store=store, engine=index, collection=PUBLIC, batch=BATCH, on_progress=heard)
    except BaseException:
        index.close()
        await store.close()
        raise
    return Workspace(store, index, perf_counter() - begun)


def _read_articles(path: Path) -> list[RawArticle]:
    """A measure over a part of a set would not be that set's measure: what cannot be read is an error here."""
    from bot.ingest.read import read_articles

    articles = []
    for found in read_articles(path):
        if isinstance(found, Skipped):
            raise InputError(f"{found.path}:{found.line or 1}: {found.reason}")
        articles.append(found)
    return articles


def _open_memory() -> tuple[ArticleStore, IndexEngine]:
    from bot.index.memory import MemoryIndex
    from bot.store.memory import MemoryStore

    return MemoryStore(), MemoryIndex()


async def _open_disk(folder: Path) -> tuple[ArticleStore, IndexEngine]:
    from bot.index.disk import DiskIndex
    from bot.store.sql import open_store

    return await open_store(folder / "articles.db"), DiskIndex(folder / "index")
