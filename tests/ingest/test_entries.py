"""What an engine indexes of a passage."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.entries import make_entry
from bot.model.article import Article
from bot.model.hit import Entry
from bot.text.analysis import analyze
from bot.text.passages import cut_passages
from bot.text.tokens import find_tokens

TEXT = """\
## What Russia wants
The envoy met Grushko's deputies. Any deal must address:
- no troops from NATO
- “iron-clad” guarantees"""
ARTICLE = Article(
    id="a", text=TEXT, title="Moscow demands", outlet="Harbour Times", published=datetime(2025, 3, 17, 12, tzinfo=UTC)
)


def entries(article: Article) -> list[Entry]:
    return [make_entry(article, passage) for passage in cut_passages(article)]


def test_the_sentences_are_the_body_in_order_without_markers_and_headings() -> None:
    one, other = entries(ARTICLE)
    assert one.body == tuple(analyze("The envoy met Grushko's deputies.", "en"))
    assert other.body == tuple(analyze("Any deal must address: no troops from NATO “iron-clad” guarantees", "en"))


def test_title_outlet_and_heading_come_with_every_passage() -> None:
    for entry in entries(ARTICLE):
        assert entry.title == ("moscow", "demand")
        assert entry.outlet_tokens == ("harbour", "time")
        assert entry.heading == tuple(analyze("What Russia wants", "en"))
        assert entry.outlet == "Harbour Times"


def test_words_are_casefolded_surface_forms_and_names_stand_as_written() -> None:
    one, other = entries(ARTICLE)
    assert one.words == {"the", "envoy", "met", "grushko's", "deputies"}
    assert one.names == {"Grushko's"}
    assert {"nato", "iron", "clad"} <= other.words
    assert other.names == {"NATO"}
    assert "russia" not in one.words | other.words


def test_ids_and_language_are_the_passages() -> None:
    article = ARTICLE.model_copy(update={"language": "uk"})
    found = entries(article)
    assert [entry.passage_id for entry in found] == [passage.id for passage in cut_passages(article)]
    assert {(entry.article_id, entry.language) for entry in found} == {("a", "uk")}


@pytest.mark.parametrize(
    ("published", "seconds"),
    [
        (None, None),
        (datetime(1970, 1, 1, 0, 1, tzinfo=UTC), 60),
        (datetime(1970, 1, 1, 2, 0, tzinfo=timezone(timedelta(hours=2))), 0),
        (datetime(2025, 3, 17, 12, 0, 0, 999_999, tzinfo=UTC), 1_742_212_800),
        (datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC), -1),
    ],
)
def test_published_is_whole_seconds_since_the_epoch(published: datetime | None, seconds: int | None) -> None:
    assert entries(ARTICLE.model_copy(update={"published": published}))[0].published == seconds


def test_what_is_unknown_is_empty() -> None:
    (entry,) = entries(Article(id="a", text="It goes on."))
    assert (entry.title, entry.outlet_tokens, entry.heading) == ((), (), ())
    assert (entry.outlet, entry.published) == (None, None)


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "ru", "uk", "ja"]))
def test_any_text_is_indexed_word_by_word(text: str, language: str) -> None:
    article = Article(id="a", text=text, title=text, outlet=text, language=language)
    for entry, passage in zip(entries(article), cut_passages(article), strict=True):
        assert entry.title == entry.outlet_tokens == tuple(analyze(text, language))
        sentences = [text[sentence.start : sentence.end] for sentence in passage.sentences]
        assert entry.body == tuple(token for sentence in sentences for token in analyze(sentence, language))
        inside = {token.text.casefold() for token in find_tokens(text[passage.start : passage.end])}
        assert entry.words == inside
        assert {name.casefold() for name in entry.names} <= inside
