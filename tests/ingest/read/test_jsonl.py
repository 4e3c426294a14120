"""One article a line."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ingest.read import read_articles
from bot.model.article import RawArticle
from bot.model.report import Skipped
from tests.ingest.read.files import read_one, skip_one, write

LINE = json.dumps({"text": "The talks go on."})


def test_every_field(tmp_path: Path) -> None:
    record = {
        "id": "Normans#0", "title": "Talks", "outlet": "Courier", "published": "2025-03-17",
        "url": "https://example.org/a", "language": "ru", "text": "Текст.\n\nЕщё.", "authors": ["A B"], "story": 7,
    }  # fmt: skip
    article = read_one(write(tmp_path / "a.jsonl", json.dumps(record)))
    assert article.published == datetime(2025, 3, 17, tzinfo=UTC)
    assert (article.id, article.text, article.line, article.markup) == ("Normans#0", "Текст.\n\nЕщё.", 1, "plain")
    assert (article.title, article.outlet, article.url) == ("Talks", "Courier", "https://example.org/a")
    assert (article.language, article.authors) == ("ru", ("A B",))


def test_null_is_missing(tmp_path: Path) -> None:
    line = json.dumps({"text": "x y", "published": None, "url": None, "title": None})
    article = read_one(write(tmp_path / "a.jsonl", line))
    assert (article.published, article.url, article.title) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x"', "is broken JSON: Expecting ',' delimiter at character 13"),
        ("[" * 100_000, "is broken JSON"),
        (f'{{"text": "x", "id": {"9" * 5000}}}', "is broken JSON"),
        ("[1, 2]", "is not a JSON object"),
        ("{}", "has no text"),
        ('{"text": "  "}', "has no text"),
        ('{"text": 5}', "has no text"),
        ('{"text": "x", "title": 5}', "title is a number, not text"),
        ('{"text": "x", "published": 1700000000}', "published is not a date: '1700000000'"),
        ('{"text": "x", "published": "0001-01-01T00:00:00+14:00"}', "published is not a date"),
        (b'{"text": "\xff"}', "is not UTF-8"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_read(line: str | bytes, reason: str, tmp_path: Path) -> None:
    broken = line.encode() if isinstance(line, str) else line
    path = write(tmp_path / "a.jsonl", b"\n".join([LINE.encode(), b"", broken, LINE.encode()]))
    first, skipped, last = read_articles(path)
    assert isinstance(skipped, Skipped)
    assert (skipped.path, skipped.line) == (str(path), 3)
    assert skipped.reason.startswith(reason)
    assert isinstance(first, RawArticle)
    assert isinstance(last, RawArticle)
    assert (first.line, last.line) == (1, 4)


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "\n".join([LINE, json.dumps({"text": "x" * 5000}), LINE]))
    first, skipped, last = read_articles(path, max_bytes=1024)
    assert isinstance(skipped, Skipped)
    assert (skipped.line, skipped.reason.split(":")[0]) == (2, "is too large")
    assert [found.line for found in (first, last)] == [1, 3]


def test_half_a_surrogate_pair_is_dropped(tmp_path: Path) -> None:
    assert (
        read_one(write(tmp_path / "a.jsonl", r'{"text": "smile \ud83d end", "title": "x \ud83d"}')).text == "smile  end"
    )


def test_packed_lines_and_a_byte_order_mark(tmp_path: Path) -> None:
    packed = gzip.compress(f"\ufeff{LINE}\n{LINE}\n".encode())
    assert [found.line for found in read_articles(write(tmp_path / "a.jsonl.gz", packed))] == [1, 2]


def test_a_damaged_archive_gives_what_stands_before(tmp_path: Path) -> None:
    packed = gzip.compress("".join(f'{{"text": "Number {n} of many."}}\n' for n in range(5000)).encode())
    *articles, skipped = read_articles(write(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2]))
    assert len(articles) > 100
    assert isinstance(skipped, Skipped)
    assert (skipped.line, skipped.reason) == (len(articles) + 1, "is damaged: it cannot be unpacked from here on")


def test_files_without_a_line(tmp_path: Path) -> None:
    assert skip_one(write(tmp_path / "a.jsonl", "\n\n")).reason == "is empty"
    assert skip_one(write(tmp_path / "b.jsonl", b"PK\x03\x04\0\0\n{}")).reason == "is binary"
    assert skip_one(write(tmp_path / "c.jsonl.gz", "not packed")).reason.startswith("is damaged")


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", f"{LINE}\n" * 3)
    found = read_articles(path)
    next(found)
    path.write_bytes(b"")
    assert len(list(found)) <= 2
