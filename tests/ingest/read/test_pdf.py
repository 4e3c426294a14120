"""PDF files: text layer, line ends, pages."""

from pathlib import Path

import pytest

from bot.ingest.clean import clean_text
from tests.ingest.read.files import make_pdf, read_one, rewrite_pdf, skip_one, write

LINES = [
    "The harbour ministry said on Monday that the agree-",
    "ment with the union would be signed before the end of",
    "the week, and that the cease-fire talks would go on.",
]
PDF = make_pdf([LINES])


def test_lines_and_broken_words_are_joined(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.pdf", PDF))
    expected = (
        "The harbour ministry said on Monday that the agreement with the union would be signed before the end of "
        "the week, and that the cease-fire talks would go on."
    )
    assert clean_text(article.text, article.markup) == expected
    assert article.markup == "extracted"


def test_a_word_with_a_hyphen_of_its_own_keeps_it(tmp_path: Path) -> None:
    pdf = make_pdf([["A cease-fire was signed on Monday, and the cease-", "fire holds so far, says the ministry."]])
    assert "cease-fire holds" in read_one(write(tmp_path / "a.pdf", pdf)).text


def test_page_numbers_and_running_heads_go(tmp_path: Path) -> None:
    pages = [["Tide Courier", f"Sentence number {word} stands here.", f"{n}"] for n, word in enumerate("ABCD", 1)]
    text = read_one(write(tmp_path / "a.pdf", make_pdf(pages))).text
    assert text.split("\n") == [f"Sentence number {word} stands here." for word in "ABCD"]


def test_its_own_metadata(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.pdf", rewrite_pdf(PDF, Title="Harbour talks", Author="A B; C D")))
    assert (article.title, article.authors) == ("Harbour talks", ("A B", "C D"))
    assert article.published is None


@pytest.mark.parametrize("title", ["Microsoft Word - draft3", "untitled", "talks_v2.docx", "", "001"])
def test_a_title_that_a_program_gave_is_none(title: str, tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.pdf", rewrite_pdf(PDF, Title=title))).title is None


def test_encrypted(tmp_path: Path) -> None:
    assert skip_one(write(tmp_path / "a.pdf", rewrite_pdf(PDF, password="secret"))).reason == "is encrypted"
    opened = write(tmp_path / "b.pdf", rewrite_pdf(PDF, password="", owner="secret"))
    assert "harbour ministry" in read_one(opened).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"no PDF at all", "is damaged, or no PDF"),
        (PDF[:200], "is damaged, or no PDF"),
        (make_pdf([[]]), "holds no text (scanned pages?)"),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str, tmp_path: Path) -> None:
    assert skip_one(write(tmp_path / "a.pdf", data)).reason == reason
