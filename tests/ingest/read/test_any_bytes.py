"""Any bytes in a file never raise."""

import gzip
import subprocess
import sys
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.files import SUFFIXES
from bot.ingest.metadata import compose_article
from bot.ingest.read import read_articles
from bot.model.article import RawArticle
from bot.model.errors import ReadError
from bot.model.report import Skipped
from tests.ingest.read.files import make_pdf, rewrite_pdf

PDF = make_pdf([["Talks resume in the capital.", "Nothing was signed."]])
SEEDS = [
    PDF,
    rewrite_pdf(PDF, password="secret"),
    rewrite_pdf(PDF, Title="Talks"),
    b"---\ntitle: x\npublished: 2025-03-17\nauthors: [a, b]\n---\nText of the article.\n",
    b'{"id": "a", "title": "t", "published": "2025-03-17", "text": "Text."}\n{"text": "More."}\n',
    b"<html lang=en><head><title>Talks</title><meta charset=utf-8><meta name=date content=2025-03-17></head><body>"
    b"<article><h1>Talks</h1><p>The talks go on for a week, the minister said.</p></article></body></html>",
    gzip.compress(b'{"text": "Packed."}\n' * 20),
    "Россия требует гарантий безопасности.".encode("cp1251"),
    "Talks go on".encode("utf-16"),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound file with a piece replaced, so that parsers come further than the first byte."""
    data = draw(st.sampled_from(SEEDS))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 40)))
    return data[:start] + draw(st.binary(max_size=20)) + data[end:]


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.binary(max_size=300), damaged(), st.text().map(str.encode)), st.sampled_from([*SUFFIXES, ".xyz"]))
def test_any_bytes_under_any_suffix(data: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(data)
        for found in read_articles(path):
            check(found, path)


def check(found: RawArticle | Skipped, path: Path) -> None:
    if isinstance(found, Skipped):
        assert found.path == str(path)
        assert found.reason
        return
    assert found.text.strip()
    try:
        compose_article(found, "public").model_dump_json().encode()
    except ReadError:
        assert not any(character.isalpha() for character in found.text)


def test_readers_are_silent(tmp_path: Path) -> None:
    """As for a user whose logging nobody set up: no warning and no log line of any library on either stream."""
    for number, (data, suffix) in enumerate(product(SEEDS, SUFFIXES)):
        (tmp_path / f"whole{number}{suffix}").write_bytes(data)
        (tmp_path / f"part{number}{suffix}").write_bytes(data[: len(data) * 2 // 3])
    program = (
        "import sys; from pathlib import Path; from bot.ingest.read import read_articles\n"
        "print(sum(1 for path in Path(sys.argv[1]).iterdir() for _ in read_articles(path)))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert int(done.stdout) >= 2 * len(SEEDS) * len(SUFFIXES)


def test_a_file_that_went_away_is_skipped(tmp_path: Path) -> None:
    assert list(read_articles(tmp_path / "gone.txt")) == [
        Skipped(str(tmp_path / "gone.txt"), None, "cannot be opened: No such file or directory")
    ]


def test_a_file_that_grew_over_the_limit_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x" * 3_000_000, encoding="utf-8")
    (skipped,) = read_articles(path, max_bytes=1_000_000)
    assert skipped == Skipped(str(path), None, "is too large: 3.0 MB, at most 1 MB are read")
