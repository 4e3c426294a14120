"""`.md`, `.markdown`: Markdown, with YAML front matter or without."""

import re
from pathlib import Path
from typing import Any

import yaml

from bot.ingest.files import path_text
from bot.ingest.read.content import read_content
from bot.ingest.read.encoding import read_text
from bot.ingest.read.fields import FieldError, read_fields
from bot.model.article import RawArticle
from bot.model.errors import ReadError

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_markdown(path: Path, max_bytes: int) -> RawArticle:
    """The body as one article, with the metadata its front matter states.

    Raises ReadError, with the line where it is known, for YAML that cannot be parsed, values of a wrong type, and a
    file without a body. A block between '---' lines that is not a mapping is text.
    """
    text = read_text(read_content(path, max_bytes), path_text(path)).replace("\r\n", "\n").replace("\r", "\n")
    match = _FRONT_MATTER.match(text)
    record = _read_yaml(match["yaml"], path_text(path)) if match else None
    if match is None or not isinstance(record, dict):
        return RawArticle(text=text, path=path_text(path), markup="markdown")
    body = text[match.end() :]
    if not body.strip():
        raise ReadError(path_text(path), "holds front matter and no text", kind="no-text")
    try:
        fields = read_fields(record)
    except FieldError as error:
        raise ReadError(
            path_text(path), str(error), _find_line(match["yaml"], error.field), kind="front-matter"
        ) from error
    return RawArticle(text=body, path=path_text(path), markup="markdown", **fields)


def _read_yaml(text: str, path: str) -> object:
    try:
        record: object = yaml.load(text, Loader=_LOADER)  # noqa: S506  a safe loader, in C where there is one
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        reason = f"its front matter is broken: {error.problem}"
        raise ReadError(path, reason, line, kind="front-matter") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a 13th month is a ValueError
        reason = f"its front matter is broken: {str(error)[:80]}"
        raise ReadError(path, reason, kind="front-matter") from error
    return record


def _find_line(text: str, key: str) -> int | None:
    """1-based line of the file; the opening '---' is line 1."""
    starts = (
        number for number, line in enumerate(text.split("\n"), start=2) if re.match(rf"['\"]?{key}['\"]?\s*:", line)
    )
    return next(starts, None)
