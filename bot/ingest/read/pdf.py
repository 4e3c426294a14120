"""`.pdf`: the text layer, by pypdf. No text recognition."""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PasswordType, PdfReader
from pypdf.errors import PyPdfError

from bot.ingest.clean import clean_line
from bot.ingest.files import path_text
from bot.ingest.read.content import read_content
from bot.ingest.read.encoding import drop_surrogates
from bot.model.article import RawArticle
from bot.model.errors import ReadError

logging.getLogger("pypdf").addHandler(logging.NullHandler())

_DAMAGE = (
    *(PyPdfError, ValueError, TypeError, AttributeError, LookupError),
    *(ArithmeticError, AssertionError, RuntimeError, OSError, EOFError),
)
"""What pypdf lets through when a file is damaged, besides its own errors."""

_PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?[-–—]?\s*\d{1,4}\s*(?:[-–—]|(?:of|/)\s*\d{1,4})?\s*", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-[ \t]*\n[ \t]*([^\W\d_]+)")
_JUNK_TITLE = re.compile(
    r"untitled|microsoft (word|powerpoint)|\.(docx?|pdf|indd|qxd|rtf|tex)\b|^[\W\d]*$", re.IGNORECASE
)
_RUNNING_HEAD_PAGES = 3


def read_pdf(path: Path, max_bytes: int) -> RawArticle:
    """All pages as one article, without page numbers and running heads, words broken at line ends made whole.

    Title and authors are the file's own; its creation date is not taken for a date of publication.
    Raises ReadError: "is encrypted", "is damaged, or no PDF", or "holds no text" (scanned pages).
    """
    data = read_content(path, max_bytes)
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise ReadError(path_text(path), "is encrypted", kind="encrypted")
        pages = [page.extract_text() or "" for page in reader.pages]
        about: Any = reader.metadata or {}
        title, author = _read_info(about, "/Title"), _read_info(about, "/Author")
    except _DAMAGE as error:
        raise ReadError(path_text(path), "is damaged, or no PDF") from error
    text = _join_broken_words(_join_pages(pages))
    if not text.strip():
        raise ReadError(path_text(path), "holds no text (scanned pages?)", kind="no-text")
    return RawArticle(
        text=drop_surrogates(text),
        path=path_text(path),
        markup="extracted",
        title=None if title is None or _JUNK_TITLE.search(title) else title,
        authors=tuple(name for part in (author or "").split(";") if (name := part.strip())),
    )


def _read_info(about: Any, key: str) -> str | None:
    value = about.get(key)
    return (clean_line(str(value)) or None) if value is not None else None


def _join_pages(pages: Sequence[str]) -> str:
    lines = [[line.rstrip() for line in page.split("\n") if line.strip()] for page in pages]
    heads = _find_running_heads(lines)
    return "\n".join(line for page in lines for line in _strip_margins(page, heads))


def _find_running_heads(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Lines that open or close at least three pages, and at least half of them, alike."""
    counts = Counter(line for page in pages for line in {*page[:1], *page[-1:]})
    least = max(_RUNNING_HEAD_PAGES, len(pages) / 2)
    return frozenset(line for line, count in counts.items() if count >= least)


def _strip_margins(page: Sequence[str], heads: frozenset[str]) -> Sequence[str]:
    first, last = 0, len(page)
    while first < last and _is_margin(page[first], heads):
        first += 1
    while last > first and _is_margin(page[last - 1], heads):
        last -= 1
    return page[first:last]


def _is_margin(line: str, heads: frozenset[str]) -> bool:
    return line in heads or _PAGE_NUMBER.fullmatch(line) is not None


def _join_broken_words(text: str) -> str:
    """'agree-\\nment' is 'agreement', unless the same document writes the word with a hyphen inside a line."""
    hyphenated = {word.casefold() for word in re.findall(r"[^\W\d_]+-[^\W\d_]+", text)}

    def join(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        keeps = f"{left}-{right}".casefold() in hyphenated or not right[0].islower() or left.isupper()
        return f"{left}{'-' if keeps else ''}{right}"

    return _BROKEN_WORD.sub(join, text)
