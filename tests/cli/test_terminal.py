"""Text that is safe to print, and lines that hang behind a prefix."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from bot.terminal import Hanging, harmless, make_console, one_line


def test_pipes_get_eighty_columns_and_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    out = io.StringIO()
    console = make_console(out)
    console.print(Text("bold", "bold red"))
    assert console.width == 80
    assert out.getvalue() == "bold\n"
    monkeypatch.setenv("COLUMNS", "132")
    assert make_console(io.StringIO()).width == 132
    monkeypatch.setenv("COLUMNS", "nonsense")
    assert make_console(io.StringIO()).width == 80


@given(st.text())
def test_no_text_steers_the_terminal(text: str) -> None:
    clean = harmless(f"\x1b[31m\x9b2J\u202e{text}\ud800")
    assert all(unicodedata.category(letter) not in {"Cc", "Cs"} or letter in "\n\t" for letter in clean)
    assert "\u202e" not in clean
    clean.encode()


@given(st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cs", "Cf"])))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_one_line() -> None:
    assert one_line(" a\r\n b\tc\x07 ") == "a b c"


@given(st.text(alphabet="ab \n[]/"), st.integers(min_value=20, max_value=60))
def test_hanging_lines_keep_the_width_and_the_words(text: str, width: int) -> None:
    out = io.StringIO()
    console = make_console(out)
    console.width = width
    console.print(Hanging(Text(text), "1. "))
    lines = out.getvalue().removesuffix("\n").split("\n")
    assert "".join(out.getvalue().split()) == "".join(f"1.{text}".split())
    assert all(line == line.rstrip() for line in lines)
    assert all(len(line) <= width for line in lines)
    assert all(line.startswith("   ") or not line for line in lines[1:])


def test_markup_in_a_text_is_only_text() -> None:
    out = io.StringIO()
    make_console(out).print(Hanging(Text("[bold]x[/bold] :smile: [link=http://x]y[/link]")))
    assert out.getvalue() == "[bold]x[/bold] :smile: [link=http://x]y[/link]\n"
