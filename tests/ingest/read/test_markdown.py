"""Markdown with front matter."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.ingest.read.files import read_one, skip_one, write

BODY = "# Heading\n\nThe talks go on.\n"


def front(yaml: str, body: str = BODY) -> str:
    return f"---\n{yaml}\n---\n{body}"


def test_every_field(tmp_path: Path) -> None:
    yaml = (
        "id: peace-01\ntitle: 'Талкс'\noutlet: Courier\npublished: 2025-03-17T10:30:00+02:00\n"
        "url: https://example.org/a\nlanguage: en\nauthors: [Anna Example, Bo Sample]\nsample: true"
    )
    article = read_one(write(tmp_path / "a.md", front(yaml)))
    assert article.text == BODY
    assert (article.id, article.title, article.outlet, article.language) == ("peace-01", "Талкс", "Courier", "en")
    assert article.published == datetime(2025, 3, 17, 8, 30, tzinfo=UTC)
    assert article.url == "https://example.org/a"
    assert article.authors == ("Anna Example", "Bo Sample")
    assert (article.markup, article.inferred) == ("markdown", ())


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-03-17", datetime(2025, 3, 17, tzinfo=UTC)),
        ("2025-03-17 10:30:00", datetime(2025, 3, 17, 10, 30, tzinfo=UTC)),
        ("'2025-03-17T10:30:00Z'", datetime(2025, 3, 17, 10, 30, tzinfo=UTC)),
        ("Mon, 17 Mar 2025 10:30:00 +0100", datetime(2025, 3, 17, 9, 30, tzinfo=UTC)),
    ],
)
def test_dates(value: str, moment: datetime, tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.md", front(f"date: {value}")))
    assert article.published == moment
    assert article.published.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    ("yaml", "line", "reason"),
    [
        ("title: fine\npublished: yesterday", 3, "published is not a date: 'yesterday'"),
        ("title: 2024", 2, "title is a number, not text"),
        ("title: x\nlanguage: no", 3, "language is a yes/no value, not text"),
        ("outlet: [a, b]", 2, "outlet is a list, not text"),
        ("authors: {a: b}", 2, "authors is an object, not text"),
        ("authors: [a, 3]", 2, "authors is a number, not text"),
        ("published: 20250317", 2, "published is not a date: '20250317'"),
        ("title: fine\nurl: 'open", 4, "its front matter is broken: found unexpected end of stream"),
        ("title: a: b", 2, "its front matter is broken: mapping values are not allowed in this context"),
    ],
)
def test_wrong_types_and_broken_yaml(yaml: str, line: int, reason: str, tmp_path: Path) -> None:
    skipped = skip_one(write(tmp_path / "a.md", front(yaml)))
    assert (skipped.line, skipped.reason) == (line, reason)


def test_a_thirteenth_month(tmp_path: Path) -> None:
    skipped = skip_one(write(tmp_path / "a.md", front("published: 2025-13-01")))
    assert skipped.reason.startswith("its front matter is broken: month must be in 1..12")


def test_the_line_is_that_of_the_name_the_file_uses(tmp_path: Path) -> None:
    assert skip_one(write(tmp_path / "a.md", front("title: x\ndate: soon"))).line == 3


def test_empty_values_count_as_missing(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.md", front("title: ''\noutlet:\nauthors: []\npublished: ''")))
    assert (article.title, article.outlet, article.authors, article.published) == (None, None, (), None)


def test_one_author_may_be_a_string(tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.md", front("author: Anna Example"))).authors == ("Anna Example",)


@pytest.mark.parametrize("text", [BODY, f"---\n{BODY}", f"---\nnot a mapping\n---\n{BODY}", f"{BODY}---\na: b\n---\n"])
def test_without_front_matter_all_is_text(text: str, tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.markdown", text)).text == text


def test_windows_newlines(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.md", front("title: x").replace("\n", "\r\n")))
    assert (article.title, article.text) == ("x", BODY)


def test_front_matter_alone(tmp_path: Path) -> None:
    assert skip_one(write(tmp_path / "a.md", "---\ntitle: x\n---\n \n")).reason == "holds front matter and no text"
    assert skip_one(write(tmp_path / "b.md", "")).reason == "is empty"
