"""Replies as a person reads them on a phone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.answer.confidence import WEIGHTS
from bot.chat.render import Page, render_reply, render_why
from bot.model.answer import DENIED, Abstention, Answer, Claim, Consulted, Nearest, Quote, Reason, Signal, Source
from bot.model.article import ArticleHead
from bot.model.query import Correction, Query, Term, Variant
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.render.hostile import COVERAGE
from tests.chat.render.tdlib import cut, parse_html

EN = read_messages("en")
SAID = "Russia demands neutrality."
AROUND = f"The talks go on. {SAID} Nobody agrees."


def query(**changes: object) -> Query:
    term = Term(text="Russia", kind="name", variants=(Variant("russia", 1.0), Variant("moscow", 0.5)))
    return Query.model_validate({"question": "what does Russia demand", "language": "en", "terms": (term,)} | changes)


def quote(n: int, text: str = SAID, passage: str = AROUND) -> Quote:
    return Quote(n=n, article_id=f"a{n}", start=0, end=len(text), text=text, passage=passage)


def claim(*quotes: Quote, **changes: object) -> Claim:
    fields: dict[str, object] = {"text": quotes[0].text, "speaker": None, "quotes": quotes, "outlets": 1}
    return Claim.model_validate(fields | changes)


def source(n: int, **changes: object) -> Source:
    fields: dict[str, object] = {
        "id": f"a{n}",
        "title": f"Title {n}",
        "outlet": f"Outlet {n}",
        "published": datetime(2025, 3, 11 + n, 23, tzinfo=UTC),
        "url": f"https://example.org/{n}",
    }
    return Source(n=n, article=ArticleHead.model_validate(fields | changes))


def answer(*claims: Claim, sources: tuple[Source, ...] = (), **changes: object) -> Answer:
    named = sources or tuple(source(n) for n in sorted({quote.n for one in claims for quote in one.quotes}))
    fields: dict[str, object] = {
        "query": query(),
        "claims": claims,
        "sources": named,
        "confidence": 0.8,
        "coverage": COVERAGE,
    }
    return Answer.model_validate(fields | changes)


def only(pages: list[Page]) -> Page:
    [page] = pages
    return page


def marked(page: Page, kind: str) -> list[str]:
    parsed = parse_html(page.html)
    return [cut(parsed.text, entity) for entity in parsed.entities if entity.kind == kind]


def test_the_answer_is_the_first_line_and_the_passage_hangs_below_it() -> None:
    page = only(render_reply(answer(claim(quote(1))), EN))
    assert page.text == (
        "Russia demands neutrality. [1]\n"
        "[1] Title 1\nOutlet 1, 12 March 2025\nThe talks go on. Russia demands neutrality. Nobody agrees.\n\n"
        "Newest source 12 March 2025. Corpus: 3 articles, 1–9 March 2025."
    )
    assert marked(page, "Bold") == [SAID]
    assert marked(page, "TextUrl") == ["[1]", "[1] Title 1"]
    assert marked(page, "ExpandableBlockQuote")[0].startswith("[1] Title 1\n")
    assert marked(page, "ExpandableBlockQuote")[0].endswith("Nobody agrees.")


def test_dates_are_those_of_the_readers_calendar() -> None:
    page = only(render_reply(answer(claim(quote(1))), EN, zone=ZoneInfo("Europe/Kyiv")))
    assert "Outlet 1, 13 March 2025" in page.text
    assert "Newest source 13 March 2025" in page.text


def test_two_sources_stand_in_one_quotation_and_are_counted() -> None:
    page = only(render_reply(answer(claim(quote(1), quote(2), outlets=2)), EN))
    assert page.text.startswith("Russia demands neutrality. [1] [2]\n— 2 outlets\n")
    [box] = marked(page, "ExpandableBlockQuote")
    assert "[1] Title 1" in box
    assert "[2] Title 2" in box


def test_a_speaker_is_named_where_the_sentence_does_not() -> None:
    unnamed = only(render_reply(answer(claim(quote(1), speaker="Alexander Grushko", outlets=2)), EN))
    assert "\n— Alexander Grushko · 2 outlets\n" in unnamed.text
    named = quote(1, "Alexander Grushko spoke.", "Alexander Grushko spoke.")
    assert "—" not in only(render_reply(answer(claim(named, speaker="Alexander Grushko")), EN)).text


def test_sources_that_differ_are_shown_side_by_side() -> None:
    one, other = quote(1, "12 ships sank.", "12 ships sank. It rained."), quote(2, "15 ships sank.", "15 ships sank.")
    page = only(render_reply(answer(claim(one, other, differs=("12 ships / 15 ships", DENIED), outlets=2)), EN))
    assert page.text.startswith(
        "12 ships sank. [1]\nSources differ: 12 ships / 15 ships; one says so, another denies it\n15 ships sank. [2]\n"
    )
    assert "outlets" not in page.text


def test_a_passage_and_a_title_are_written_once() -> None:
    second = quote(1, "Nobody agrees.")
    page = only(render_reply(answer(claim(quote(1)), claim(second)), EN))
    assert page.text.count("The talks go on.") == 1
    assert page.text.count("Title 1") == 1
    assert marked(page, "Bold") == ["Russia demands neutrality. Nobody agrees."]
    assert "\n\nNobody agrees. [1]\n" in page.text


def test_a_passage_that_is_the_quote_itself_is_not_repeated() -> None:
    page = only(render_reply(answer(claim(quote(1, SAID, SAID))), EN))
    assert page.text.count(SAID) == 1
    assert "[1] Title 1\nOutlet 1" in page.text


def test_what_is_unknown_or_inferred_is_said() -> None:
    bare = source(1, title=None, outlet=None, published=None, url="file:///x", inferred=("title", "published"))
    page = only(render_reply(answer(claim(quote(1)), sources=(bare,)), EN))
    assert "[1] untitled\noutlet unknown, date unknown (inferred, not stated: title, date)\n" in page.text
    assert "The sources carry no date." in page.text
    assert marked(page, "TextUrl") == []


def test_what_was_made_of_the_question_stands_last_and_small() -> None:
    asked = query(
        question="what does Russia demand in March",
        corrections=(Correction("rusia", "Russia"),),
        widened=("insist", "require"),
        since=datetime(2025, 3, 1, tzinfo=UTC),
        until=datetime(2025, 3, 31, 23, tzinfo=UTC),
        outlets=("Outlet 1",),
    )
    page = only(render_reply(answer(claim(quote(1)), query=asked), EN, asked="and in March?"))
    foot = page.text.rsplit("\n\n", 1)[1]
    assert foot.startswith(
        "Understood as “what does Russia demand in March”. Reading “rusia” as Russia. Also looked for: insist, "
        "require. Only articles of 1–31 March 2025. Only articles by Outlet 1. Newest source"
    )
    assert marked(page, "Italic") == [foot]


@pytest.mark.parametrize("asked", ["What does Russia demand?", "what does russia demand", None])
def test_a_question_that_was_read_as_typed_is_not_repeated(asked: str | None) -> None:
    assert "Understood" not in only(render_reply(answer(claim(quote(1))), EN, asked=asked)).text


def test_fewer_quotes_show_the_most_direct_claims_and_only_their_sources() -> None:
    whole = answer(claim(quote(1)), claim(quote(2, "Nobody agrees.")))
    assert "Title 2" in only(render_reply(whole, EN)).text
    for quotes in (0, 1):
        page = only(render_reply(whole, EN, quotes=quotes))
        assert "Title 2" not in page.text
        assert "Newest source 12 March 2025." in page.text


def test_a_long_passage_is_cut_around_the_quote() -> None:
    long = "word " * 900 + SAID + " more" * 900
    page = only(render_reply(answer(claim(quote(1, SAID, long))), EN))
    [box] = marked(page, "ExpandableBlockQuote")
    assert f"word {SAID} more" in box
    assert "\n… word" in box
    assert box.endswith("more …")
    assert len(box) < 1100
    assert marked(page, "Bold") == [SAID]


def test_passages_shrink_so_that_the_answer_stays_one_message() -> None:
    claims = [
        claim(quote(n, f"Claim {n}. {SAID}", f"{'word ' * 160}Claim {n}. {SAID}{' more' * 160}")) for n in range(1, 7)
    ]
    page = only(render_reply(answer(*claims), EN, quotes=9))
    for n in range(1, 7):
        assert page.text.count(f"Claim {n}. {SAID}") == 2


def test_long_answers_are_divided_between_claims_and_numbers_go_on() -> None:
    claims = [
        claim(quote(n, f"Claim {n}. " + "So it is said in this long sentence. " * 25 + "End.")) for n in range(1, 9)
    ]
    pages = render_reply(answer(*claims), EN, quotes=9)
    assert len(pages) > 2
    assert pages[1].text.startswith(f"Continued, 2 of {len(pages)}\n")
    for n in range(1, 9):
        [page] = [page for page in pages if f"{claims[n - 1].text} [{n}]" in page.text]
        assert f"[{n}] Title {n}" in page.text


def test_a_quote_longer_than_any_message_keeps_its_citation() -> None:
    huge = "A very long list of words. " * 400
    pages = render_reply(answer(claim(quote(1, huge, huge))), EN)
    first = pages[0].text.split("\n")[0]
    assert first.startswith("A very long list of words. A very")
    assert first.endswith("… [1]")
    assert all(len(page.text) <= 4096 for page in pages)


def test_an_abstention_says_why_what_is_covered_and_what_came_closest() -> None:
    near = (Nearest("a1", "The talks go on."), Nearest("a9", "Rain fell."))
    made = Abstention(query=query(), reason=Reason.UNKNOWN_NAME, detail="Boris", nearest=near, coverage=COVERAGE)
    page = only(render_reply(made, EN, heads={"a1": source(1).article}))
    assert page.text == (
        "The corpus does not say. No article names Boris.\n\n"
        "Nearest passages, which do not answer the question:\n"
        "Title 1\nOutlet 1, 12 March 2025\nThe talks go on.\na9\nRain fell.\n\n"
        "Corpus: 3 articles, 1–9 March 2025."
    )
    assert len(marked(page, "ExpandableBlockQuote")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", [Reason.EMPTY_QUESTION, Reason.NO_WORDS, Reason.TOO_LONG])
def test_a_question_that_cannot_be_used_gets_one_sentence(language: str, reason: Reason) -> None:
    messages = read_messages(language)
    made = Abstention(query=query(question="?"), reason=reason, coverage=COVERAGE)
    assert only(render_reply(made, messages)).text == messages.text(f"abstain-{reason.value}", detail="")


def test_why_names_words_weights_scores_and_what_was_quoted() -> None:
    consulted = (Consulted("a1", 7, AROUND, 13.3649), Consulted("a2", 8, "Rain fell.", 2.0))
    page = only(render_why(answer(claim(quote(1)), consulted=consulted), EN))
    assert "Question as read: what does Russia demand\n" in page.text
    assert "• Russia: russia 1, moscow 0.5\n" in page.text
    assert "Confidence 0.80 of 1; below 0.50" in page.text
    assert "\n1. 13.36 · quoted · Title 1\nOutlet 1, 12 March 2025\nThe talks go on." in page.text
    assert "\n2. 2.00 · a2\nRain fell.\n" in page.text


def test_why_of_nothing_found() -> None:
    made = Abstention(query=query(phrases=("x y",)), reason=Reason.NOT_FOUND, coverage=COVERAGE)
    text = only(render_why(made, EN)).text
    assert "Exact words: “x y”" in text
    assert "No passage holds these words." in text


def also(n: int, *outlets: str) -> Source:
    heads = tuple(ArticleHead(id=f"copy {number}", outlet=outlet) for number, outlet in enumerate(outlets))
    return source(n).model_copy(update={"also": heads})


def test_other_outlets_of_the_same_text_are_named_below_the_claim() -> None:
    copied = answer(claim(quote(1)), sources=(also(1, "Hill Post", "Dale Echo"),))
    assert "\n— also in: Hill Post, Dale Echo\n" in only(render_reply(copied, EN)).text
    heard = answer(claim(quote(1), quote(2), outlets=2), sources=(also(1, "Hill Post"), also(2, "Hill Post")))
    assert "\n— 2 outlets · also in: Hill Post\n" in only(render_reply(heard, EN)).text


def test_of_many_outlets_some_are_named_and_the_others_counted() -> None:
    copied = answer(claim(quote(1)), sources=(also(1, *(f"Post {number}" for number in range(9))),))
    assert "also in: Post 0, Post 1, Post 2, Post 3, Post 4 and 4 more\n" in only(render_reply(copied, EN)).text


def test_where_sources_differ_only_the_first_one_s_other_outlets_are_named() -> None:
    sources = (also(1, "Hill Post"), also(2, "Dale Echo"))
    page = only(render_reply(answer(claim(quote(1), quote(2), differs=("12 / 15",)), sources=sources), EN))
    assert "also in: Hill Post\n" in page.text
    assert "Dale Echo" not in page.text


def test_why_tells_claims_and_what_speaks_for_and_against() -> None:
    signals = (Signal("passage", 0.92, 2.9), Signal("unexpected", 1.0, -4.4), Signal("odd_one", 0.5, 0.4))
    made = answer(claim(quote(1), speaker="Ola Reed", differs=("3 men / 5 men", DENIED)), signals=signals)
    text = only(render_why(made, EN, typed="what does russia demand")).text
    assert "As typed: what does russia demand\n" in text
    assert "1. [1] · said by Ola Reed · " in text
    assert " · Sources differ: 3 men / 5 men · Sources differ: one says so, another denies it\n" in text
    assert "holds 92 % of the question (+2.9)\n• odd_one 0.50 (+0.4)\n" in text
    assert (
        "What speaks against it:\n• no figure, time or name of the sort that is asked for stands there (-4.4)" in text
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_of_the_confidence_has_a_text(language: str) -> None:
    missing = [name for name in WEIGHTS if f"signal-{name.replace('_', '-')}" not in read_messages(language)]
    assert not missing


def test_why_of_a_refusal_gives_its_reason() -> None:
    made = Abstention(query=query(), reason=Reason.UNKNOWN_NAME, detail="Zanbar", coverage=COVERAGE)
    assert "Refused. No article names Zanbar." in only(render_why(made, EN)).text
