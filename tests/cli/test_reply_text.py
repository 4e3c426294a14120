"""A reply as a person reads it."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.commands.reply_text import print_reply
from bot.model.answer import DENIED, Claim, Coverage, Reason
from bot.model.article import ArticleHead
from bot.model.turn import Reply
from bot.terminal import make_console
from bot.text.messages import LANGUAGES, read_messages
from tests.cli.replies import abstention, answer, plain_answer, query, quote, source


def show(reply: Reply, language: str = "en") -> str:
    out = io.StringIO()
    print_reply(make_console(out), reply, read_messages(language))
    return out.getvalue()


def test_an_answer_as_a_whole() -> None:
    assert show(plain_answer()) == (
        "Reading “rusia” as Russia.\n"
        "Also looked for: insist, require.\n"
        "\n"
        "1. Russia demands neutrality. [1] [2]\n"
        "   Alexander Grushko · 2 outlets\n"
        "   │ [1] The talks go on. **Russia demands neutrality.** Nobody agrees.\n"
        "\n"
        "Sources\n"
        "[1] Title 1 — Outlet 1, 12 March 2025\n"
        "    id a1 · https://example.org/1\n"
        "[2] Title 2 — Outlet 2, 13 March 2025\n"
        "    id a2 · https://example.org/2\n"
        "\n"
        "Newest source 13 March 2025. Corpus: 20 articles, 1–14 March 2025.\n"
    )


def test_other_outlets_of_the_same_text_are_named() -> None:
    others = (ArticleHead(id="b", outlet="Hill Post"), ArticleHead(id="c", outlet="Dale \x1b[31mEcho"))
    claim = Claim(text="Rain.", speaker=None, quotes=(quote(1, "Rain.", "Rain."),), outlets=1)
    shown = show(answer(claim, sources=(source(1).model_copy(update={"also": others}),)))
    assert "    also in: Hill Post, Dale Echo\n" in shown.replace("[31m", "")
    assert "\x1b" not in shown


def test_an_abstention_as_a_whole() -> None:
    assert show(abstention()) == (
        "The corpus does not say.\n"
        "No article names Boris Palmer.\n"
        "Corpus: 20 articles, 1–14 March 2025.\n"
        "\n"
        "Nearest passages, which do not answer the question\n"
        " - The talks go on. (a1)\n"
    )


def test_a_list_stays_a_list_and_blank_lines_go() -> None:
    text = "A deal must address:\n\n- borders\n\n- prisoners"
    listed = quote(1, text, f"Long talks.\n\n{text}\n\n- money")
    shown = show(answer(Claim(text=text, speaker=None, quotes=(listed,), outlets=1), sources=(source(1),)))
    assert "1. A deal must address:\n   - borders\n   - prisoners [1]\n" in shown
    assert "   │ **A deal must address:\n   │ - borders\n   │ - prisoners**\n   │ - money\n" in shown


def test_sources_that_differ_are_both_shown() -> None:
    sides = (quote(1, "Some 1,100 dockers struck."), quote(2, "Some 1,400 dockers struck."))
    claim = Claim(text=sides[0].text, speaker=None, quotes=sides, outlets=2, differs=("1,100 dockers / 1,400 dockers",))
    shown = show(answer(claim, sources=(source(1), source(2))))
    assert shown.startswith(
        "1. Some 1,100 dockers struck. [1]\n"
        "   Sources differ: 1,100 dockers / 1,400 dockers\n"
        "   Some 1,400 dockers struck. [2]\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_denial_is_told_in_words(language: str) -> None:
    sides = (quote(1, "The repair is approved."), quote(2, "The repair is not approved."))
    claim = Claim(text=sides[0].text, speaker=None, quotes=sides, outlets=2, differs=(DENIED,))
    shown = show(answer(claim, sources=(source(1), source(2))), language)
    assert read_messages(language).text("differs-denied") in shown
    assert DENIED not in shown.split("\n")[1].split()
    assert "The repair is not approved. [2]" in shown


def test_what_is_unknown_is_said_to_be_unknown_and_what_is_inferred_is_marked() -> None:
    bare = source(1, title=None, outlet=None, published=None, url=None, path="news/a.txt")
    guessed = source(2, inferred=("title", "language", "published"))
    claim = Claim(text="It rained.", speaker=None, quotes=(quote(1, "It rained."),), outlets=0)
    shown = show(answer(claim, sources=(bare, guessed)))
    assert "   outlet unknown\n" in shown
    assert "[1] untitled — outlet unknown, date unknown\n    id a1 · news/a.txt\n" in shown
    assert "    inferred, not stated: title, date\n" in shown
    undated = show(answer(claim, sources=(bare,), coverage=Coverage(articles=1)))
    assert "The sources carry no date. Corpus: 1 article, without a date." in undated


def test_a_passage_is_shown_once_with_every_quote_from_it_brought_out() -> None:
    passage = "One came. Two saw. Three won."
    claims = [
        Claim(text=text, speaker=None, quotes=(quote(1, text, passage),), outlets=1)
        for text in ("Three won.", "One came.")
    ]
    shown = show(answer(*claims, sources=(source(1),)))
    assert shown.count("│") == 1
    assert "**One came.** Two saw. **Three won.**" in shown


def test_the_dates_and_outlets_asked_for_are_shown() -> None:
    first, last = datetime(2025, 3, 3, tzinfo=UTC), datetime(2025, 3, 9, 23, tzinfo=UTC)
    both = query(since=first, until=last, outlets=("tide post",))
    assert show(answer(query=both)).startswith("Only articles of 3–9 March 2025.\nOnly articles by tide post.\n\n")
    assert show(answer(query=query(since=first))).startswith("Only articles since 3 March 2025.\n")
    assert show(answer(query=query(until=last))).startswith("Only articles up to 9 March 2025.\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence(reason: Reason, language: str) -> None:
    shown = show(abstention(reason, "“Boris”"), language)
    assert read_messages(language).text("abstain") in shown
    assert "{" not in shown


def test_a_terminal_gets_styles_instead_of_marks() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=80, markup=False, emoji=False)
    print_reply(console, plain_answer(), read_messages("en"))
    assert "**" not in out.getvalue()
    assert "\x1b[1mRussia demands neutrality." in out.getvalue()


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1), st.text(), st.text())
def test_no_article_steers_the_terminal_or_the_layout(text: str, title: str, detail: str) -> None:
    bad = f"[red]{text}[/] \x1b[2J :smile:"
    claim = Claim(text=bad, speaker=bad, quotes=(quote(1, bad, f"x {bad} y"),), outlets=1, differs=(bad, title))
    head = source(1, title=f"\x1b]0;{title}\x07", outlet=title, url=title)
    for reply in (answer(claim, sources=(head,)), abstention(detail=detail + "\x1b[2J")):
        shown = show(reply)
        assert "\x1b" not in shown
        assert "\x07" not in shown
        shown.encode()
    assert "[red]" in show(answer(claim, sources=(head,)))
