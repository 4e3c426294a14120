"""`.html`, `.htm`: main text and metadata by trafilatura. Offline: nothing is fetched."""

import logging
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import trafilatura
from lxml.etree import LxmlError  # type: ignore[import-untyped]
from trafilatura.settings import Document

from bot.ingest.clean import clean_line
from bot.ingest.files import path_text
from bot.ingest.language import read_language
from bot.ingest.read.content import read_content
from bot.ingest.read.encoding import drop_surrogates, read_text
from bot.ingest.read.fields import read_date
from bot.model.article import RawArticle
from bot.model.errors import ReadError

for _name in ("htmldate", "courlan", "trafilatura"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # a page that cannot be read is no error of ours

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{3,40})""", re.IGNORECASE
)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_HEAD = 4096
_DATES = {"original_date": True, "extensive_search": False}
"""htmldate (behind trafilatura): the date of publication, not of the last change, and no guesses from the body."""


def read_html(path: Path, max_bytes: int) -> RawArticle:
    """The page's main text (headings marked '#', list items '-') and metadata.

    `inferred` names what trafilatura guessed: values that stand in no meta tag, JSON-LD, <time>, <title> or <h1>.
    Raises ReadError when the page holds no main text.
    """
    return read_page(read_content(path, max_bytes), path_text(path))


def read_page(data: bytes, path: str, charset: str | None = None) -> RawArticle:
    """The same of a page that was fetched; `path`: where it is, for what is said of it. `charset`: as its server says,
    where the page itself says nothing."""
    source = _read_source(data, path, charset)
    page, tree = _extract(source, path)
    stated = _Stated(tree)
    fields = _read_metadata(page)
    inferred = tuple(sorted(name for name, value in fields.items() if value and not stated.holds(name, value)))
    published, inferred_date = _read_published(page.date, stated)
    return RawArticle(
        text=drop_surrogates(page.text or ""),
        path=path,
        markup="extracted",
        title=fields["title"],
        outlet=fields["outlet"],
        url=fields["url"],
        authors=tuple(name for part in (fields["authors"] or "").split(";") if (name := part.strip())),
        language=stated.language(),
        published=published,
        inferred=tuple(sorted((*inferred, *(("published",) if inferred_date else ())))),
    )


def _read_source(data: bytes, path: str, charset: str | None) -> str:
    """The encoding the page declares, where the bytes keep to it; else told like any text's."""
    declared = _CHARSET.search(data[:_HEAD])
    text = read_text(data, path, declared[1].decode("ascii", "replace") if declared else charset)
    return _XML_DECLARATION.sub("", text, count=1)


def _extract(source: str, path: str) -> tuple[Document, Any]:
    try:
        tree = trafilatura.load_html(source)
        if tree is None:
            raise ReadError(path, "is not HTML")
        page = trafilatura.bare_extraction(
            source, with_metadata=True, include_comments=False, include_formatting=True, date_extraction_params=_DATES
        )
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(path, "is damaged HTML") from error
    if not isinstance(page, Document) or not (page.text or "").strip():
        raise ReadError(path, "holds no main text", kind="no-text")
    return page, tree


def _read_metadata(page: Document) -> dict[str, str | None]:
    url = page.url if page.url and page.url.startswith(("http://", "https://")) else None
    values = {"title": page.title, "outlet": page.sitename, "url": url, "authors": page.author}
    return {name: (clean_line(value) or None) if value else None for name, value in values.items()}


def _read_published(guess: str | None, stated: "_Stated") -> tuple[datetime | None, bool]:
    """The stated moment on the day trafilatura found, else the day itself, inferred unless it is stated."""
    if not guess:
        return None, False
    moments = [value for value in stated.values if value.startswith(guess)]
    for value in (*moments, guess):
        try:
            return read_date(value), not moments
        except ValueError:
            continue
    return None, False


class _Stated:
    """What a page says of itself in its head, and in <time> and <h1>."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._scripts = " ".join(tree.xpath("//script[contains(@type, 'ld+json')]/text()"))
        quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', self._scripts)
        self.values = [
            clean_line(value)
            for value in (*tree.xpath("//meta/@content"), *tree.xpath("//time/@datetime"), *map(_unescape, quoted))
        ]
        self._titles = " ".join(clean_line(str(node.text_content())) for node in tree.xpath("//title | //h1"))
        self._links = tree.xpath("//link[contains(@rel, 'canonical')]/@href")

    def holds(self, name: str, value: str) -> bool:
        """Is the value written in the page's metadata, rather than guessed from its address or its body?"""
        if name == "title" and value in self._titles:
            return True
        if name == "authors":
            return all(any(part.strip() in said for said in self.values) for part in value.split(";"))
        return value in self.values or value in self._links

    def language(self) -> str | None:
        """From <html lang>, else og:locale or content-language."""
        said = self._tree.xpath(
            "/html/@lang | //meta[@property='og:locale']/@content"
            " | //meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content"
        )
        return next((code for tag in said if (code := read_language(str(tag)))), None)


def _unescape(text: str) -> str:
    """The commonest escapes of JSON-LD strings; the scripts of news pages are often not valid JSON as a whole."""
    return (
        re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
        .replace(r"\/", "/")
        .replace(r"\"", '"')
    )
