"""A timeline as a person reads it: days in order, each claim once, nothing in it that acts."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.render.dated import render_dated
from bot.chat.render.guard import visible
from bot.chat.render.passages import tidy
from bot.model.answer import Answer
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.render.hostile import answers, short
from tests.chat.render.tdlib import parse_html
from tests.chat.render.test_hostile import check_page, slow, squeeze, urls_of
from tests.chat.render.test_reply import EN, answer, claim, marked, only, quote, source

KYIV = ZoneInfo("Europe/Kyiv")


def told(*texts: str) -> Answer:
    """One claim for each text, each of the article of that number; their days are 12, 13, 14 March at 23:00 UTC."""
    return answer(*(claim(quote(n, text, text)) for n, text in enumerate(texts, 1)))


def test_each_day_is_a_heading_with_its_claims_below() -> None:
    page = only(render_dated(told("First.", "Second."), "dockers", EN))
    assert page.text == (
        "dockers, as reported\n\n"
        "12 March 2025\nFirst. [1]\n— Outlet 1\n\n"
        "13 March 2025\nSecond. [2]\n— Outlet 2\n\n"
        "By the days on which the articles were published."
    )
    assert marked(page, "Bold") == ["dockers, as reported", "12 March 2025", "13 March 2025"]


def test_claims_of_one_day_share_a_heading() -> None:
    same = datetime(2025, 3, 12, 9, tzinfo=UTC)
    made = told("First.", "Second.").model_copy(
        update={"sources": (source(1, published=same), source(2, published=same))}
    )
    page = only(render_dated(made, "dockers", EN))
    assert page.text.count("12 March 2025") == 1
    assert page.text.index("First.") < page.text.index("Second.")


@pytest.mark.parametrize(("zone", "day"), [(UTC, "12 March 2025"), (KYIV, "13 March 2025")])
def test_days_are_those_of_the_reader(zone: tzinfo, day: str) -> None:
    page = only(render_dated(told("First."), "dockers", EN, zone=zone))
    assert marked(page, "Bold")[1:] == [day]


def test_each_citation_leads_to_its_article() -> None:
    page = only(render_dated(told("First.", "Second."), "dockers", EN))
    links = [entity.url for entity in parse_html(page.html).entities if entity.kind == "TextUrl"]
    assert links == ["https://example.org/1", "https://example.org/2"]


def test_outlets_that_agree_are_named_once_each() -> None:
    both = claim(quote(1, "Same.", "Same."), quote(2, "Same.", "Same."), quote(3, "Same.", "Same."))
    sources = (source(1), source(2, outlet="Outlet 1"), source(3, outlet=None))
    page = only(render_dated(answer(both, sources=sources), "dockers", EN))
    assert "Same. [1] [2] [3]\n— Outlet 1\n" in page.text


def test_of_an_unknown_outlet_nothing_is_said() -> None:
    page = only(render_dated(answer(claim(quote(1)), sources=(source(1, outlet=None),)), "dockers", EN))
    assert "—" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_words(language: str) -> None:
    messages = read_messages(language)
    page = only(render_dated(told("First."), "dockers", messages))
    assert messages.text("bot-timeline-note") in page.text
    assert messages.day(datetime(2025, 3, 12, tzinfo=UTC)) in page.text


@slow
@given(answers(), short, st.sampled_from(LANGUAGES), st.sampled_from([UTC, KYIV]))
def test_whatever_it_holds_a_timeline_parses_fits_and_only_ours_acts(
    made: Answer, words: str, language: str, zone: tzinfo
) -> None:
    pages = render_dated(made, words, read_messages(language), zone=zone)
    for page in pages:
        check_page(page, urls_of(made))
    text = squeeze(" ".join(page.text for page in pages))
    for one in made.claims:
        assert squeeze(visible(tidy(one.quotes[0].text))) in text


def test_twelve_long_claims_are_split_between_claims() -> None:
    made = told(*(f"Claim {n}: {'the dockers of Hallowick went on ' * 16}." for n in range(12)))
    made = made.model_copy(update={"sources": tuple(source(n) for n in range(1, 13))})
    pages = render_dated(made, "dockers", EN)
    assert len(pages) > 1
    shown = squeeze(" ".join(page.text for page in pages))
    assert [shown.index(f"Claim {n}:") for n in range(12)] == sorted(shown.index(f"Claim {n}:") for n in range(12))
    for page in pages:
        check_page(page, urls_of(made))
        assert page.text.count("Claim ") == page.text.count("went on .")
