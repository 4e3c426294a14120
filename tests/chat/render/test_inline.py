"""What an inline query is offered: every result stands for itself, with its source, in one message."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer.service import AnswerService
from bot.chat.render.guard import visible
from bot.chat.render.inline import MOST_QUOTES, Result, render_article, render_results
from bot.chat.render.passages import tidy
from bot.model.answer import Abstention, Answer, Reason
from bot.model.article import Article
from bot.model.turn import Reply
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.render.hostile import COVERAGE, abstentions, answers, links, moments, said, short
from tests.chat.render.test_hostile import check_page, squeeze, urls_of
from tests.chat.render.test_reply import answer, claim, marked, query, quote, source

EN = read_messages("en")
RESULTS = 50
"""Telegram takes so many (Bot API, answerInlineQuery)."""
SAMPLE = EN.text("bot-sources-sample")

slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def check_result(result: Result, urls: set[str]) -> None:
    """Telegram refuses all results for one without a title or a text."""
    assert result.title.strip()
    assert "\n" not in result.title + result.description
    assert len(result.title) <= 80
    assert len(result.description) <= 160
    check_page(result.page, urls)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    return Article(
        id="a1",
        text=draw(said) + draw(st.sampled_from(["", " word" * 200, "x" * 900])),
        title=draw(st.one_of(st.none(), short)),
        outlet=draw(st.one_of(st.none(), short)),
        url=draw(links),
        published=draw(moments),
        inferred=draw(st.sampled_from([(), ("title", "published", "outlet", "url")])),
    )


@slow
@given(st.one_of(answers(), abstentions()), st.sampled_from(LANGUAGES), st.booleans())
def test_whatever_a_reply_holds_its_results_are_taken_and_nothing_in_them_acts(
    reply: Reply, language: str, sample: bool
) -> None:
    results = render_results(reply, read_messages(language), sample=sample)
    assert 1 <= len(results) <= RESULTS
    for result in results:
        check_result(result, urls_of(reply))


@slow
@given(answers())
def test_a_single_quote_is_offered_letter_by_letter_with_its_source(reply: Answer) -> None:
    _, *single = render_results(reply, EN)
    quotes = [quote for one in reply.claims for quote in one.quotes]
    for result in single:
        assert any(squeeze(visible(quote.text)) in squeeze(result.page.text) for quote in quotes)


@slow
@given(articles(), st.sampled_from(LANGUAGES))
def test_whatever_a_new_article_holds_it_is_taken(article: Article, language: str) -> None:
    check_result(render_article(article, read_messages(language)), {article.url} if article.url else set())


def test_the_whole_answer_comes_first_below_its_question() -> None:
    whole, first, second = render_results(answer(claim(quote(1)), claim(quote(2, "Nobody agrees."))), EN)
    assert (whole.title, whole.description) == ("The answer, 2 quotes", "Russia demands neutrality.")
    assert whole.page.text.startswith("what does Russia demand\n\nRussia demands neutrality. [1]\n")
    assert "Nobody agrees. [2]\n" in whole.page.text
    assert SAMPLE not in whole.page.text
    assert first == Result(
        "Russia demands neutrality.",
        "Outlet 1, 12 March 2025",
        first.page._replace(text="Russia demands neutrality.\n\nTitle 1\nOutlet 1, 12 March 2025"),
    )
    assert second.page.text == "Nobody agrees.\n\nTitle 2\nOutlet 2, 13 March 2025"
    assert marked(second.page, "TextUrl") == ["Title 2"]
    assert marked(second.page, "ExpandableBlockQuote") == ["Nobody agrees."]


def test_the_sample_corpus_is_named_in_the_answer() -> None:
    whole, _ = render_results(answer(claim(quote(1))), EN, sample=True)
    assert whole.page.text.endswith(SAMPLE)


def test_the_sides_of_a_dispute_are_offered_one_by_one() -> None:
    disputed = claim(quote(1, "12 ships."), quote(2, "15 ships."), differs=("12 / 15",))
    whole, *sides = render_results(answer(disputed), EN)
    assert "12 ships. [1]\nSources differ: 12 / 15\n15 ships. [2]" in whole.page.text
    assert [side.page.text.partition("\n")[0] for side in sides] == ["12 ships.", "15 ships."]
    assert [side.description for side in sides] == ["Outlet 1, 12 March 2025", "Outlet 2, 13 March 2025"]


def test_a_quote_that_carries_two_claims_is_offered_once_and_not_too_many_are() -> None:
    again = quote(1)
    assert len(render_results(answer(claim(again), claim(again)), EN)) == 2
    many = [claim(*[quote(n, f"Sentence {part} of {n}.") for n in range(1, 5)]) for part in range(4)]
    distinct = [
        one.model_copy(
            update={"quotes": tuple(q.model_copy(update={"start": part, "end": part + 9}) for q in one.quotes)}
        )
        for part, one in enumerate(many)
    ]
    assert len(render_results(answer(*distinct), EN)) == 1 + MOST_QUOTES


def test_an_answer_too_long_for_a_message_is_offered_with_the_claims_that_fit() -> None:
    claims = [claim(quote(n, f"{n} {'word ' * 280}end.", passage=f"{n} {'word ' * 280}end.")) for n in range(1, 5)]
    whole, *single = render_results(answer(*claims), EN)
    assert whole.title == "The answer, 2 quotes"
    assert whole.page.text.count("end. [") == 2
    assert len(single) == 4


def test_a_long_quote_is_cut_in_the_list_and_whole_in_the_message() -> None:
    text = "word " * 60 + "end."
    _, single = render_results(answer(claim(quote(1, text))), EN)
    assert single.title.endswith("…")
    assert single.page.text.startswith(text)


def test_an_abstention_is_offered_as_what_it_is() -> None:
    nothing = Abstention(query=query(), reason=Reason.UNKNOWN_NAME, detail="Velmora", coverage=COVERAGE)
    [result] = render_results(nothing, EN)
    assert (result.title, result.description) == ("The corpus does not say.", "No article names Velmora.")
    assert result.page.text.startswith(
        "what does Russia demand\n\nThe corpus does not say. No article names Velmora.\n"
    )


def test_days_are_of_the_readers_calendar() -> None:
    _, single = render_results(answer(claim(quote(1))), EN, zone=ZoneInfo("Asia/Tokyo"))
    assert single.description == "Outlet 1, 13 March 2025"


def test_a_new_article_is_offered_with_how_it_begins() -> None:
    text = "It rained.\n\n" + "Nobody minded. " * 40
    article = Article(
        id="a1",
        text=text,
        title="Rain",
        outlet="Desk",
        url="https://example.org/1",
        published=datetime(2025, 3, 12, tzinfo=UTC),
    )
    result = render_article(article, EN)
    assert (result.title, result.description) == ("Rain", "Desk, 12 March 2025")
    [lead] = marked(result.page, "ExpandableBlockQuote")
    assert lead.startswith("It rained.\nNobody minded.")
    assert lead.endswith(" …")
    assert text.replace("\n\n", "\n").startswith(lead.removesuffix(" …"))
    assert marked(result.page, "TextUrl") == ["Rain"]


@pytest.mark.parametrize("title", [None, "", "\u202e"])
def test_what_has_no_title_is_offered_without_one(title: str | None) -> None:
    result = render_article(Article(id="a1", text="It rained.", title=title), EN)
    assert result.title == EN.text("answer-no-title")
    nameless = source(1, title=title)
    _, single = render_results(answer(claim(quote(1)), sources=(nameless,)), EN)
    assert EN.text("answer-no-title") in single.page.text


async def test_results_of_the_sample_hold_the_sentences_of_their_articles(sample: AnswerService) -> None:
    for question in ("what does Russia demand?", "how many dockers walked out?", "що вимагає Росія?"):
        reply = await sample.answer(question)
        assert isinstance(reply, Answer)
        whole, *single = render_results(reply, EN)
        assert tidy(reply.claims[0].text) in whole.page.text
        quotes = {tidy(quote.text) for one in reply.claims for quote in one.quotes}
        assert {marked(one.page, "ExpandableBlockQuote")[0] for one in single} == quotes
