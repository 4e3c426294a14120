"""Word documents."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.ingest.read import read_articles
from bot.ingest.read.docx import read_docx
from bot.model.article import RawArticle
from bot.model.errors import ReadError
from tests.ingest.read.docx import make_docx
from tests.ingest.read.files import read_one, skip_one, write

MOST = 20_000_000
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=60)


def test_headings_lists_and_paragraphs_in_their_order(tmp_path: Path) -> None:
    data = make_docx("# Tolls rise", "Tolls rise in April.", "- nine percent", "- on every bridge", "Nobody objects.")
    article = read_one(write(tmp_path / "a.docx", data))
    assert article.text == (
        "# Tolls rise\n\nTolls rise in April.\n\n- nine percent\n- on every bridge\n\nNobody objects."
    )
    assert (article.title, article.authors, article.published) == (None, (), None)


def test_title_and_authors_are_the_files_own_where_they_mean_something(tmp_path: Path) -> None:
    data = make_docx("Tolls rise in April.", title="Tolls  rise", author="Lena Holm; Per Dahl")
    article = read_one(write(tmp_path / "a.docx", data))
    assert (article.title, article.authors) == ("Tolls rise", ("Lena Holm", "Per Dahl"))
    assert read_one(write(tmp_path / "b.docx", make_docx("Tolls.", title="Document1.docx"))).title is None


def test_a_table_is_a_line_a_row_and_stands_where_it_stands(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("The tolls:")
    table = document.add_table(2, 2)
    for number, text in enumerate(("Bridge", "Euros", "Alder", "4")):
        table.cell(number // 2, number % 2).text = text
    table.add_row().cells[0].merge(table.rows[2].cells[1]).text = "Both from April"
    document.add_paragraph("They hold for a year.")
    document.save(str(tmp_path / "a.docx"))
    text = read_one(tmp_path / "a.docx").text
    assert text == "The tolls:\n\nBridge | Euros\nAlder | 4\nBoth from April\n\nThey hold for a year."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"no zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted"),
        (make_docx(), "no-text"),
        (make_docx("Tolls rise.")[:-200], "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, kind: str) -> None:
    path = write(tmp_path / "a.docx", data)
    with pytest.raises(ReadError) as refused:
        read_docx(path, MOST)
    assert refused.value.kind == kind
    assert skip_one(path).reason == refused.value.reason


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    out = BytesIO(make_docx("Tolls rise."))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/big.xml", bytes(30_000_000))
    with pytest.raises(ReadError, match="unpacked"):
        read_docx(write(tmp_path / "a.docx", out.getvalue()), 1_000_000)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    source = zipfile.ZipFile(BytesIO(make_docx("Tolls rise MARK.")))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            part = source.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                part = part.replace("?>", f"?>{bomb}", 1).replace("MARK", "&a;&b;")
            archive.writestr(name, part.encode("utf-8", "surrogateescape"))
    [found] = read_articles(write(tmp_path / "a.docx", out.getvalue()))
    assert not isinstance(found, RawArticle) or "boom" not in found.text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paragraphs=st.lists(WORDS.filter(lambda text: text.strip() and not text.startswith(("#", "-"))), min_size=1))
def test_every_letter_comes_through(tmp_path: Path, paragraphs: list[str]) -> None:
    text = read_one(write(tmp_path / "a.docx", make_docx(*paragraphs))).text
    assert [letter for letter in text if letter.isalnum()] == [c for one in paragraphs for c in one if c.isalnum()]
