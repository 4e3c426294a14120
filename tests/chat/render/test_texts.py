"""Standing texts: short, in three languages, and what a store or a person put into them does not act."""

import pytest

from bot.chat.render import (
    COMMANDS,
    Page,
    command_description,
    render_help,
    render_introduction,
    render_privacy,
    render_sentence,
    render_settings,
    render_sources,
    render_start,
)
from bot.model.answer import Coverage
from bot.model.protocols import OutletCount
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.render.hostile import COVERAGE
from tests.chat.render.tdlib import cut, find_acting, parse_html

EN = read_messages("en")


def acting(page: Page) -> list[str]:
    """What Telegram acts on in the page, without what stands in code."""
    parsed = parse_html(page.html)
    assert parsed.text == page.text
    assert len(parsed.text) <= 4096
    code = [entity for entity in parsed.entities if entity.kind == "Code"]
    found = find_acting(parsed.text)
    return [cut(page.text, one) for one in found if not any(c.start <= one.start and one.end <= c.end for c in code)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_commands_can_be_tapped_and_nothing_else(language: str) -> None:
    messages = read_messages(language)
    assert acting(render_start(messages, COVERAGE, sample=True)) == ["/help"]
    assert acting(render_introduction(messages, COVERAGE)) == ["/ask", "/help"]
    assert acting(render_privacy(messages)) == ["/forget", "/added", "/subscriptions"]
    found = acting(render_help(messages, username="brief_bot", group=True))
    assert found[:4] == ["/ask", "/ask", "@brief_bot", "/ask"]
    assert found[4:] == [f"/{command}" for command in COMMANDS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_short_enough_for_a_phone(language: str) -> None:
    messages = read_messages(language)
    assert len(render_start(messages, COVERAGE, sample=True).text) <= 350
    assert len(render_introduction(messages, COVERAGE, sample=True).text) <= 350
    assert len(render_help(messages, username="brief_bot").text) <= 1700
    assert len(render_privacy(messages).text) <= 700


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [*COMMANDS, "start"])
def test_menus_take_the_descriptions(language: str, command: str) -> None:
    """Bot API, BotCommand: names of 1-32 letters, descriptions of 1-256."""
    assert command.islower()
    assert 1 <= len(command_description(command, read_messages(language))) <= 40


def test_help_in_a_group_begins_with_groups() -> None:
    assert render_help(EN, username="b", group=True).text.startswith("In groups I speak only when spoken to")
    assert "In groups I speak only" in render_help(EN, username="b").text
    assert "privacy mode Telegram often does not deliver plain mentions" in render_help(EN, username="b").text


def test_sources_lists_outlets_and_coverage() -> None:
    outlets = [
        OutletCount("Herald", 5, COVERAGE),
        OutletCount("@evil <b>t.me/x</b>", 1, COVERAGE),
        OutletCount(None, 2, COVERAGE),
    ]
    page = render_sources(outlets, COVERAGE, EN)
    assert page.text == (
        "What I can be asked about\nHerald: 5 articles\n@evil <b>t.me/x</b>: 1 article\noutlet unknown: 2 articles\n\n"
        "Corpus: 3 articles, 1–9 March 2025."
    )
    assert acting(page) == []
    many = render_sources([OutletCount(f"Outlet {n}" * 9, 1, COVERAGE) for n in range(45)], COVERAGE, EN)
    assert "… and 5 more outlets." in many.text
    assert render_sources([], Coverage(articles=0), EN).text == "I have no articles yet."


@pytest.mark.parametrize("language", LANGUAGES)
def test_settings(language: str) -> None:
    messages = read_messages(language)
    page = render_settings(messages, language=language, zone_name="Europe/Kyiv", quotes=3)
    assert "Europe/Kyiv" in page.text
    assert acting(page) == []
    group = render_settings(
        messages, language=language, zone_name="UTC", quotes=3, group=True, note="bot-settings-saved"
    )
    assert group.text.endswith(f"{messages.text('bot-settings-admins')} {messages.text('bot-settings-saved')}")


def test_a_sentence_with_a_persons_words_in_it_does_not_act() -> None:
    text = EN.text("bot-unknown-command", command="/evil@bot")
    assert acting(render_sentence(text, EN)) == ["/evil@bot", "/help"]
    assert acting(render_sentence(text, EN, trusted=False)) == []
    assert render_sentence(text, EN, trusted=False).text == text
