"""`.txt`: nothing but text."""

from pathlib import Path

from bot.ingest.files import path_text
from bot.ingest.read.content import read_content
from bot.ingest.read.encoding import read_text
from bot.model.article import RawArticle


def read_plain(path: Path, max_bytes: int) -> RawArticle:
    """The whole file as one article without metadata. Raises ReadError."""
    return RawArticle(text=read_text(read_content(path, max_bytes), path_text(path)), path=path_text(path))
