"""The same messages in every language, each of which can be formatted; plural forms as people say them."""

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

import bot
from bot.model import errors
from bot.model.answer import Reason
from bot.settings import Settings
from bot.text.messages import LANGUAGES, Messages, read_messages
from bot.text.resources import prompts_dir


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def parse(language: str) -> dict[str, set[str]]:
    """Variables by message id, read by Fluent's own parser from the whole file."""
    resource = FluentParser().parse((prompts_dir() / f"{language}.ftl").read_text(encoding="utf-8"))
    assert not [entry.content for entry in resource.body if isinstance(entry, Junk)]
    found = {}
    for entry in resource.body:
        if isinstance(entry, Message):
            variables = _Variables()
            variables.visit(entry)
            assert entry.id.name not in found, f"{entry.id.name} stands twice"
            found[entry.id.name] = variables.names
    return found


def named_ids() -> set[str]:
    """Message ids that the code names as literals: `message_id="..."` and `messages.text("...")`."""
    found = set()
    for path in Path(bot.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            values = [keyword.value for keyword in node.keywords if keyword.arg == "message_id"]
            if isinstance(node.func, ast.Attribute) and node.func.attr == "text":
                values += node.args[:1]
            literals = [each for value in values for each in ast.walk(value) if isinstance(each, ast.Constant)]
            found |= {each.value for each in literals if isinstance(each.value, str) and "-" in each.value}
    return {name for name in found if not name.endswith("-")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_with_the_same_variables(language: str) -> None:
    assert parse(language) == parse("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quick_reader_finds_what_fluents_own_parser_finds(language: str) -> None:
    assert read_messages(language).ids() == parse(language).keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 1, 2, 5, 21, 1000])
def test_every_message_can_be_formatted(language: str, number: int) -> None:
    messages = read_messages(language)
    counts = {"count", "articles", "passages"}
    for name, variables in parse(language).items():
        text = messages.text(name, **{each: number if each in counts else "word" for each in variables})
        assert text.strip(), name
        assert "{" not in text, name
        assert "}" not in text, name


def test_every_message_that_the_code_names_is_there() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    wanted = {kind.message_id for kind in kinds if issubclass(kind, errors.BriefingError)}
    wanted |= {f"abstain-{reason.value}" for reason in Reason}
    wanted |= {f"setting-{name}" for name in Settings.model_fields}
    assert "error-no-article" in named_ids()
    assert wanted | named_ids() <= read_messages("en").ids()


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en", 1, "1 article,"),
        ("en", 2, "2 articles,"),
        ("ru", 1, "1 статья,"),
        ("ru", 3, "3 статьи,"),
        ("ru", 5, "5 статей,"),
        ("ru", 11, "11 статей,"),
        ("ru", 21, "21 статья,"),
        ("ru", 22, "22 статьи,"),
        ("uk", 1, "1 стаття,"),
        ("uk", 4, "4 статті,"),
        ("uk", 12, "12 статей,"),
        ("uk", 101, "101 стаття,"),
    ],
)
def test_plural_forms(language: str, count: int, text: str) -> None:
    assert text in read_messages(language).text("coverage", count=count, days="1")


def test_an_unknown_language_speaks_english_and_an_unknown_message_raises() -> None:
    assert read_messages("xx").language == "en"
    with pytest.raises(KeyError):
        read_messages("en").text("no-such-message")


def test_an_entry_may_span_lines_and_comments_are_none() -> None:
    messages = Messages("en", "# first = no\nfirst = one { $x ->\n    [0] none\n   *[other] some\n}\n\nsecond = two")
    assert messages.ids() == {"first", "second"}
    assert messages.text("first", x=4) == "one some"
    assert messages.text("second") == "two"


@pytest.mark.parametrize(
    ("language", "first", "last", "text"),
    [
        ("en", date(2025, 3, 1), date(2025, 3, 14), "1–14 March 2025"),
        ("en", date(2025, 3, 1), date(2025, 3, 1), "1 March 2025"),
        ("en", date(2025, 2, 28), date(2025, 3, 14), "28 February – 14 March 2025"),
        ("en", date(2024, 12, 30), date(2025, 1, 2), "30 December 2024 – 2 January 2025"),
        ("ru", date(2025, 3, 1), date(2025, 3, 14), "1–14 марта 2025"),
        ("uk", date(2025, 3, 12), date(2025, 3, 12), "12 березня 2025"),
    ],
)
def test_days(language: str, first: date, last: date, text: str) -> None:
    assert read_messages(language).days(first, last) == text


def test_moments_of_one_day_are_one_day() -> None:
    morning, evening = datetime(2025, 3, 1, 6, tzinfo=UTC), datetime(2025, 3, 1, 23, tzinfo=UTC)
    assert read_messages("en").days(morning, evening) == "1 March 2025"


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_no_english_quotation_marks_in_other_languages(language: str) -> None:
    assert not re.search("[“”]", (prompts_dir() / f"{language}.ftl").read_text(encoding="utf-8"))
    assert read_messages(language).quoted("так") == "«так»"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_form_asks_for_ends_as_a_sentence(language: str) -> None:
    """In groups another sentence follows."""
    messages = read_messages(language)
    for name in ("times", "zone", "words"):
        assert messages.text(f"bot-sub-ask-{name}").endswith(".")
