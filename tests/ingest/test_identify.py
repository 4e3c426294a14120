"""New, updated, unchanged or a duplicate."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.identify import Decision, decide, fingerprint, text_hash, text_part
from bot.model.article import Article

ARTICLE = Article(id="a", text="Any deal must ensure neutrality.", title="Deal", outlet="Courier")


def test_copies_differ_in_case_space_and_punctuation_only() -> None:
    assert text_hash("Any  deal,\nmust ENSURE it") == text_hash("any deal must ensure it!")
    assert text_hash("Any deal") != text_hash("Anydeal")
    assert text_hash("12 men") != text_hash("15 men")


@settings(deadline=None)
@given(st.text())
def test_a_hash_is_32_hex_digits(text: str) -> None:
    assert len(text_hash(text)) == 32
    assert int(text_hash(text), 16) >= 0


def test_a_fingerprint_begins_with_the_text_hash() -> None:
    assert text_part(fingerprint(ARTICLE)) == text_hash(ARTICLE.text)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"outlet": None},
        {"published": datetime(2025, 3, 17, tzinfo=UTC)},
        {"url": "https://example.org/a"},
        {"path": "/elsewhere"},
        {"text": "Any deal must ensure neutrality!"},
    ],
)
def test_every_field_counts_as_a_change(change: dict[str, object]) -> None:
    changed = ARTICLE.model_copy(update=change)
    assert fingerprint(changed) != fingerprint(ARTICLE)
    assert text_part(fingerprint(changed)) == text_part(fingerprint(ARTICLE))


MARK, OTHER = fingerprint(ARTICLE), fingerprint(ARTICLE.model_copy(update={"text": "Something else."}))


@pytest.mark.parametrize(
    ("article_id", "known", "decision"),
    [
        ("a", {}, Decision("new")),
        ("a", {"a": MARK}, Decision("unchanged")),
        ("a", {"a": OTHER}, Decision("updated")),
        ("a", {"b": MARK}, Decision("duplicate", of="b")),
        ("a", {"b": OTHER}, Decision("new")),
        ("a", {"a": OTHER, "b": MARK}, Decision("updated")),
    ],
)
def test_the_decision(article_id: str, known: dict[str, str], decision: Decision) -> None:
    by_text = {text_part(mark): holder for holder, mark in known.items()}
    assert decide(known.get(article_id), MARK, by_text.get(text_part(MARK))) == decision
