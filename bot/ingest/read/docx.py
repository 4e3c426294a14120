"""`.docx`: paragraphs, headings, lists and tables, by python-docx. Pictures, comments and footnotes are left out."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from bot.ingest.clean import clean_line
from bot.ingest.files import path_text
from bot.ingest.read.content import read_content
from bot.ingest.read.encoding import drop_surrogates
from bot.model.article import RawArticle
from bot.model.errors import ReadError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MOST_TIMES = 20
"""How many times larger than `max_bytes` the parts of the file may be, unpacked: more is a bomb."""
_OLE = b"\xd0\xcf\x11\xe0"
"""Word keeps a file with a password in the older container (MS-OFFCRYPTO), as it does files of Word 97 to 2003."""
_HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)
_JUNK_TITLE = re.compile(r"untitled|word document|\.docx?\b|^[\W\d]*$", re.IGNORECASE)
_NOBODY = "python-docx"
"""The author that the library gives to documents that programs make with it."""
_DAMAGE = (ValueError, TypeError, AttributeError, LookupError, RuntimeError, OSError, NotImplementedError, SyntaxError)
"""What python-docx, zipfile and lxml (whose errors are SyntaxErrors) let through when a file is damaged."""


def read_docx(path: Path, max_bytes: int) -> RawArticle:
    """The text in its order, headings marked '#', list items '-', a table's row a line with '|' between its cells.

    Title and authors are the file's own; the dates that Word keeps are not taken for a date of publication.
    Raises ReadError: "is encrypted, or of Word 97 to 2003", "is damaged, or no Word document", "is too large once it
    is unpacked" or "holds no text".
    """
    data = read_content(path, max_bytes)
    if data.startswith(_OLE):
        raise ReadError(path_text(path), "is encrypted, or of Word 97 to 2003", kind="encrypted")
    try:
        _check_size(data, path, max_bytes)
        document = _open(data)
        text = "\n\n".join(_render_blocks(document))
        title, author = document.core_properties.title, document.core_properties.author
    except (*_DAMAGE, zipfile.BadZipFile) as error:
        raise ReadError(path_text(path), "is damaged, or no Word document") from error
    if not text.strip():
        raise ReadError(path_text(path), "holds no text", kind="no-text")
    return RawArticle(
        text=drop_surrogates(text),
        path=path_text(path),
        markup="extracted",
        title=None if _JUNK_TITLE.search(title) or not title else clean_line(title),
        authors=tuple(name for part in author.split(";") if (name := clean_line(part)) and name != _NOBODY),
    )


def _check_size(data: bytes, path: Path, max_bytes: int) -> None:
    """By what the file's own directory says: zipfile reads no more of a part than that."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MOST_TIMES * max_bytes:
        raise ReadError(path_text(path), "is too large once it is unpacked", kind="too-large")


def _open(data: bytes) -> "Document":
    import docx

    return docx.Document(BytesIO(data))


def _render_blocks(document: "Document") -> Iterator[str]:
    """Lists keep together: their items stand on lines of one block."""
    from docx.table import Table

    items: list[str] = []
    for block in document.iter_inner_content():
        text = _render_table(block) if isinstance(block, Table) else _render_paragraph(block)
        if text.startswith("- "):
            items.append(text)
            continue
        if items:
            yield "\n".join(items)
            items = []
        if text:
            yield text
    if items:
        yield "\n".join(items)


def _render_paragraph(paragraph: "Paragraph") -> str:
    text = paragraph.text.strip()
    if not text:
        return ""
    style = (paragraph.style.name if paragraph.style is not None else None) or ""
    if style.lower() == "title":
        return f"# {clean_line(text)}"
    if match := _HEADING.match(style):
        return f"{'#' * int(match[1])} {clean_line(text)}"
    properties = paragraph._p.pPr
    is_item = "list" in style.lower() or (properties is not None and properties.numPr is not None)
    return f"- {clean_line(text)}" if is_item else text


def _render_table(table: "Table") -> str:
    """A cell that spans several columns comes once a row."""
    rows = []
    for row in table.rows:
        cells = list(dict.fromkeys(row.cells))
        rows.append(" | ".join(clean_line(cell.text) for cell in cells))
    return "\n".join(row for row in rows if row.strip(" |"))
