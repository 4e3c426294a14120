"""Pages: main text and metadata."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ingest.clean import clean_text
from tests.ingest.read.files import read_one, skip_one, write

BODY = """<header><nav><a href="/">Home</a> <a href="/politics">Politics</a></nav></header>
<article><h1>Harbour talks resume</h1>
<p>The harbour ministry of Norrland said on Monday that talks with the <b>dockers' union</b> would resume.</p>
<h2>What the union wants</h2>
<p>The union has put three demands in writing, and it repeated them before the meeting began:</p>
<ul><li>higher pay for night shifts</li><li>fewer night shifts in winter</li></ul>
<p>Nothing was signed. The port remains closed to larger ships until the two sides agree on pay.</p></article>
<footer>Cookies and imprint</footer><script>alert("no")</script>"""
META = """<meta property="og:title" content="Harbour talks resume"><meta property="og:site_name" content="Tide Courier">
<link rel="canonical" href="https://courier.example/harbour-talks">
<meta property="article:published_time" content="2025-03-17T10:30:00+02:00">
<meta name="author" content="Anna Example">"""


def page(head: str = "", body: str = BODY, attributes: str = "") -> str:
    return f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def test_stated_metadata(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.html", page(META, attributes='lang="en-GB"')))
    assert (article.title, article.outlet) == ("Harbour talks resume", "Tide Courier")
    assert article.url == "https://courier.example/harbour-talks"
    assert article.published == datetime(2025, 3, 17, 8, 30, tzinfo=UTC)
    assert (article.language, article.authors) == ("en", ("Anna Example",))
    assert article.inferred == ()


def test_main_text_with_its_structure(tmp_path: Path) -> None:
    article = read_one(write(tmp_path / "a.htm", page(META)))
    text = clean_text(article.text, article.markup)
    assert article.markup == "extracted"
    assert "## What the union wants" in text
    assert "- higher pay for night shifts\n- fewer night shifts in winter" in text
    assert "the dockers' union would resume" in text
    for noise in ("Cookies", "alert", "Politics"):
        assert noise not in text


def test_json_ld(tmp_path: Path) -> None:
    script = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        '"headline":"Harbour talks resume","datePublished":"2025-03-18T07:00:00Z",'
        '"author":{"@type":"Person","name":"Bo Sample"},'
        '"publisher":{"@type":"Organization","name":"Tide Courier"}}</script>'
    )
    article = read_one(write(tmp_path / "a.html", page(script)))
    assert article.published == datetime(2025, 3, 18, 7, tzinfo=UTC)
    assert (article.outlet, article.authors) == ("Tide Courier", ("Bo Sample",))
    assert article.inferred == ()


def test_what_is_guessed_is_named(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://www.courier.example/2025/03/17/harbour-talks.html">'
    article = read_one(write(tmp_path / "a.html", page(link)))
    assert article.title == "Harbour talks resume"
    assert article.published == datetime(2025, 3, 17, tzinfo=UTC)
    assert article.outlet == "courier.example"
    assert article.inferred == ("outlet", "published")


def test_a_bare_page_has_no_metadata(tmp_path: Path) -> None:
    body = BODY.replace("<h1>Harbour talks resume</h1>", "")
    article = read_one(write(tmp_path / "a.html", page(body=body)))
    assert (article.published, article.outlet, article.url, article.language) == (None, None, None, None)


def test_russian_in_its_declared_encoding(tmp_path: Path) -> None:
    body = "<article><p>" + "Россия требует, чтобы соглашение закрепило нейтралитет. " * 4 + "</p></article>"
    source = page('<meta charset="windows-1251"><title>Переговоры продолжаются</title>', body)
    article = read_one(write(tmp_path / "a.html", source.encode("cp1251")))
    assert article.title == "Переговоры продолжаются"
    assert "закрепило нейтралитет" in article.text


def test_an_xml_declaration_does_no_harm(tmp_path: Path) -> None:
    source = '<?xml version="1.0" encoding="utf-8"?>\n' + page(META)
    assert "Nothing was signed" in read_one(write(tmp_path / "a.html", source)).text


def test_a_short_page_is_read(tmp_path: Path) -> None:
    assert "talks go on" in read_one(write(tmp_path / "a.html", page(body="<p>The talks go on, he said.</p>"))).text


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "is empty"),
        (page(body=""), "holds no main text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "is binary"),
    ],
)
def test_pages_without_text(source: str | bytes, reason: str, tmp_path: Path) -> None:
    assert skip_one(write(tmp_path / "a.html", source)).reason == reason
