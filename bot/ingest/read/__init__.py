"""One reader per kind of file. `read_articles` picks the reader by the suffix."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.ingest.files import MAX_BYTES, find_suffix, path_text
from bot.model.article import RawArticle
from bot.model.errors import ReadError
from bot.model.report import Skipped


def read_articles(path: Path, max_bytes: int = MAX_BYTES) -> Iterator[RawArticle | Skipped]:
    """The articles of one file, in order; what cannot be read comes as Skipped with its line and reason.

    Never raises, whatever bytes the file holds. A .jsonl file is streamed, any other is read whole (at most
    `max_bytes`); nothing is ever fetched from the network.
    """
    try:
        yield from _read(path, max_bytes)
    except ReadError as error:
        yield Skipped(error.path, error.line, error.reason)
    except Exception as error:  # noqa: BLE001  a damaged file may break its parser in any way; the rest must be read
        yield Skipped(path_text(path), None, f"cannot be read: {type(error).__name__}")


def _read(path: Path, max_bytes: int) -> Iterator[RawArticle | Skipped]:
    suffix = find_suffix(path)
    if suffix in {".jsonl", ".jsonl.gz"}:
        from bot.ingest.read.jsonl import read_jsonl

        yield from read_jsonl(path, max_bytes)
        return
    yield _choose_reader(path, suffix)(path, max_bytes)


def read_sent(data: bytes, name: str, max_bytes: int = MAX_BYTES) -> RawArticle:
    """The article in a file that somebody sent: its bytes and its name, whose suffix says what it is.

    It has no path, since it stays nowhere. Raises ReadError, whatever bytes these are.
    """
    suffix = find_suffix(Path(name))
    if suffix is None or suffix.startswith(".jsonl"):
        raise ReadError(name, f"not a kind of file that is read: {suffix or 'no suffix'}", kind="kind")
    with TemporaryDirectory(prefix="briefing-sent-") as folder:
        path = Path(folder, f"sent{suffix}")
        path.write_bytes(data)
        try:
            article = _choose_reader(path, suffix)(path, max_bytes)
        except ReadError as error:
            raise ReadError(name, error.reason, error.line, kind=error.kind) from error
        except Exception as error:  # a damaged file may break its parser in any way
            raise ReadError(name, f"cannot be read: {type(error).__name__}") from error
    return article.model_copy(update={"path": None})


def _choose_reader(path: Path, suffix: str | None) -> Callable[[Path, int], RawArticle]:
    """Imported here, so that reading text files does not load the parsers of the others."""
    match suffix:
        case ".txt":
            from bot.ingest.read.plain import read_plain as reader
        case ".md" | ".markdown":
            from bot.ingest.read.markdown import read_markdown as reader
        case ".html" | ".htm":
            from bot.ingest.read.html import read_html as reader
        case ".pdf":
            from bot.ingest.read.pdf import read_pdf as reader
        case ".docx":
            from bot.ingest.read.docx import read_docx as reader
        case _:
            raise ReadError(
                path_text(path), f"not a kind of file that is read: {path.suffix or 'no suffix'}", kind="kind"
            )
    return reader
