"""`sources` and `show`: what there is, and exactly the text that offsets count in."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import Result

from tests.cli.conftest import Run


def ids(run: Run, folder: Path) -> list[str]:
    found = json.loads(run("ask", "who walked out?", "--corpus", folder, "--json").stdout)
    return [source["article_id"] for source in found["sources"]]


def test_outlets_with_counts_and_dates(run: Run, folder: Path) -> None:
    (folder / "plain.txt").write_text("It rained in Lenn all day long, and nobody minded.", encoding="utf-8")
    done = run("sources", "--corpus", folder)
    rows = [line.split() for line in done.stdout.splitlines()]
    assert ["Tide", "Post", "1", "3", "March", "2025", "3", "March", "2025"] in rows
    assert ["outlet", "unknown", "1", "–", "–"] in rows
    assert "Corpus: 3 articles, 3–14 March 2025." in done.stdout
    assert not done.stderr


def test_the_sample_corpus_is_said_to_be_a_sample_until_articles_are_ingested(run: Run, folder: Path) -> None:
    assert "sample corpus" in run("sources").stderr
    run("ingest", folder)
    done = run("sources")
    assert not done.stderr
    assert "Corpus: 2 articles" in done.stdout


def test_show_prints_the_clean_text_of_an_article(run: Run) -> None:
    done = run("show", "harbour-01-walkout")
    assert done.exit_code == 0
    assert not done.stderr
    assert done.stdout.startswith(run("show", "harbour-01-walkout", "--to", "200").stdout)
    assert "\nThe " in done.stdout or done.stdout.startswith("The ")


@pytest.mark.parametrize("name", ["peace-06-grushko-izvestia-ru", "harbour-05-correction"])
def test_a_span_is_printed_exactly_without_wrapping_or_line_end(name: str, run: Run) -> None:
    whole = run("show", name).stdout
    assert run("show", name, "--from", "10", "--to", "300").stdout == whole[10:300]
    assert run("show", name, "--from", "300").stdout == whole[300:]
    assert run("show", name, "--from", "7", "--to", "7").stdout == ""


def test_every_quote_of_an_answer_stands_where_it_says(run: Run) -> None:
    found = json.loads(run("ask", "what does Russia demand?", "--json").stdout)
    quotes = [quote for claim in found["claims"] for quote in claim["quotes"]]
    assert quotes
    for quote in quotes:
        ends = ("--from", str(quote["start"]), "--to", str(quote["end"]))
        assert run("show", quote["article_id"], *ends).stdout == quote["text"]


def failed(done: Result) -> str:
    assert (done.exit_code, done.stdout) == (2, "")
    return " ".join(done.stderr.split())


def test_what_is_not_there_is_said(run: Run, folder: Path) -> None:
    assert "There is no article with the id nope." in failed(run("show", "nope", "--corpus", folder))
    span = ("--from", "5", "--to", "900000")
    assert "no text from 5 to 900000" in failed(run("show", "harbour-05-correction", *span))
    assert "no text from 9 to 5" in failed(run("show", "harbour-05-correction", "--from", "9", "--to", "5"))
    assert "no-such-folder does not exist." in failed(run("sources", "--corpus", "no-such-folder"))


def test_a_single_file_and_bytes_on_stdout(folder: Path, run: Run) -> None:
    file = folder / "harbour.md"
    (article_id,) = ids(run, file)
    command = [sys.executable, "-m", "bot", "show", article_id, "--corpus", str(file), "--to", "30"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert done.stdout == b"The dockers of Port Varnholm w"
