"""Outcomes made by hand, and a small question set of our own words."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.measure.outcome import Outcome
from bot.measure.sets import SetQuestion
from bot.model.answer import Consulted, Quote


def make_outcome(
    hits: Sequence[tuple[str, str]] = (),
    quotes: Sequence[str] = (),
    *,
    gold: Sequence[str] = (),
    answers: Sequence[str] = (),
    unanswerable: bool = False,
    confidence: float = 0.5,
    claims: int | None = None,
    verbatim: int | None = None,
    took_ms: float = 1.0,
) -> Outcome:
    """`hits` are (article id, text); no quotes make an abstention."""
    question = SetQuestion(
        id="q", question="?", answers=tuple(answers), gold_articles=tuple(gold), unanswerable=unanswerable
    )
    return Outcome(
        question=question,
        abstained=not quotes,
        confidence=confidence,
        claims=len(quotes) if claims is None else claims,
        quotes=tuple(Quote(n=1, article_id="a", start=0, end=len(text), text=text, passage=text) for text in quotes),
        hits=tuple(Consulted(article, number, text, 1.0) for number, (article, text) in enumerate(hits)),
        verbatim=len(quotes) if verbatim is None else verbatim,
        took_ms=took_ms,
    )


ARTICLES: list[dict[str, object]] = [
    {
        "id": "tide/1",
        "title": "Lighthouse at Orrick gets a new lamp",
        "outlet": "Tide Herald",
        "published": "2024-05-01",
        "url": "https://tide.example/1",
        "language": "en",
        "text": "The lighthouse at Orrick received a new lamp on Tuesday. Keeper Maud Tillet said the lamp "
        "reaches 19 miles.\n\nThe old lamp had served for sixty years.",
    },
    {
        "id": "tide/2",
        "title": "Ferry to Lonna halted",
        "outlet": "Tide Herald",
        "published": "2024-05-09",
        "url": None,
        "language": "en",
        "text": "The ferry to Lonna was halted because of a broken propeller. Captain Dorn Hasp expects the "
        "repair to take four days.\n\nPassengers were brought home by fishing boats.",
    },
    {
        "id": "post/1",
        "title": "Baker wins the valley prize",
        "outlet": "Valley Post",
        "published": None,
        "url": None,
        "language": "en",
        "text": "The baker Sylla Brunt won the valley prize for her rye bread. The jury tasted forty loaves in "
        "two hours.",
    },
]

QUESTIONS: list[dict[str, object]] = [
    {
        "id": "q1",
        "question": "How many miles does the new lamp at Orrick reach?",
        "asked": "2024-05-20",
        "answers": ["nineteen miles", "19 miles"],
        "gold_articles": ["tide/1"],
    },
    {
        "id": "q2",
        "question": "Why was the ferry to Lonna halted?",
        "asked": "2024-05-09",
        "answers": ["broken propeller"],
        "gold_articles": ["tide/2"],
    },
    {
        "id": "q3",
        "question": "Who won the valley prize for rye bread?",
        "asked": None,
        "answers": ["Sylla Brunt"],
        "gold_articles": [],
    },
    {
        "id": "q4",
        "question": "Which senator opened the Zanbar observatory?",
        "asked": None,
        "answers": [],
        "gold_articles": [],
        "unanswerable": True,
    },
]


def write_lines(path: Path, records: Sequence[Mapping[str, object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode(), mtime=0))
    else:
        path.write_text(text, encoding="utf-8")
    return path


def write_set(folder: Path, *, packed: bool = True) -> Path:
    """The small set as a folder."""
    write_lines(folder / ("articles.jsonl.gz" if packed else "articles.jsonl"), ARTICLES)
    write_lines(folder / "questions.jsonl", QUESTIONS)
    return folder
