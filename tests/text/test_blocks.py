"""Headings, paragraphs and items, told from lines."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.blocks import read_blocks

from .texts import TEXTS

MARKER = re.compile(r"\s*(?:#{1,6}|[-*+•–—‣◦▪]|\(?\d{1,2}[.)]|\(?[a-zа-я]\))\s+")
RULE = re.compile(r"[\s\-*_=~#.]+")
LINES = st.lists(
    st.sampled_from(
        [
            "Talks",
            "Talks go on.",
            "- one",
            "- two",
            "1) one",
            "a) x",
            "## Head",
            "They said:",
            "",
            "---",
            "* * *",
            "— So.",
        ]
    ),
    max_size=10,
).map("\n".join)


def shown(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in read_blocks(text)]


@settings(deadline=None)
@given(st.one_of(TEXTS, LINES))
def test_blocks_lie_in_order_each_within_its_line(text: str) -> None:
    end = 0
    for block in read_blocks(text):
        inside = text[block.start : block.end]
        assert end <= block.start < block.end
        assert inside == inside.strip() != ""
        assert "\n" not in inside
        end = block.end


@settings(deadline=None)
@given(st.one_of(TEXTS, LINES))
def test_only_markers_and_rules_are_left_out(text: str) -> None:
    starts = {text.rfind("\n", 0, block.start) + 1: block for block in read_blocks(text)}
    place = 0
    for line in text.split("\n"):
        if block := starts.get(place):
            before = text[place : block.start]
            assert not before.strip() or MARKER.fullmatch(before)
            assert text[block.end : place + len(line)].strip() == ""
        else:
            assert not line or RULE.fullmatch(line)
        place += len(line) + 1


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Peace talks\nRussia wants much.", [("heading", "Peace talks"), ("paragraph", "Russia wants much.")]),
        ("## What next\nIt goes on.", [("heading", "What next"), ("paragraph", "It goes on.")]),
        ("It goes on.\n## What next", [("paragraph", "It goes on."), ("heading", "What next")]),
        ("Talks go on\n", [("paragraph", "Talks go on")]),
        ("They said:\n- land\n- peace", [("paragraph", "They said:"), ("item", "land"), ("item", "peace")]),
        ("They said:\n- land", [("paragraph", "They said:"), ("item", "land")]),
        ("Points\n1. Land\n2) Peace", [("heading", "Points"), ("item", "Land"), ("item", "Peace")]),
        ("a) Land\nb) Peace", [("item", "Land"), ("item", "Peace")]),
        ("а) Земля\nб) Мир", [("item", "Земля"), ("item", "Мир")]),
        ("He spoke.\n— We agree, he said.\nIt ended.", [
            ("paragraph", "He spoke."), ("paragraph", "We agree, he said."), ("paragraph", "It ended.")]),
        ("— Так.\n— Ні.", [("item", "Так."), ("item", "Ні.")]),
        ("Talks.\n---\n* * *\nMore.", [("paragraph", "Talks."), ("paragraph", "More.")]),
        ("he said so\nIt ended.", [("paragraph", "he said so"), ("paragraph", "It ended.")]),
        ("Что требует Россия\nНейтралитета.", [("heading", "Что требует Россия"), ("paragraph", "Нейтралитета.")]),
        ("会談は続く。\n合意はない。", [("paragraph", "会談は続く。"), ("paragraph", "合意はない。")]),
        ("2025 was long.\nIt ended.", [("paragraph", "2025 was long."), ("paragraph", "It ended.")]),
        ("-5 degrees.\nCold.", [("paragraph", "-5 degrees."), ("paragraph", "Cold.")]),
        ("", []),
        (" \n\t\n---", []),
    ],
)  # fmt: skip
def test_blocks_as_a_reader_sees_them(text: str, blocks: list[tuple[str, str]]) -> None:
    assert shown(text) == blocks


@pytest.mark.parametrize(
    "line",
    [
        "Russia, which has long refused to say what it would accept, now says that it wants guarantees of neutrality",
        "word " * 15,
        "He asked for more,",
        "He said “peace”",
        "12 : 30",
    ],
)
def test_what_is_long_or_breaks_off_is_no_heading(line: str) -> None:
    assert shown(f"{line}\nIt ended.")[0][0] == "paragraph"
