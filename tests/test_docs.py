"""The documents are true: every command, option, setting, target, reason and floor stands there, and links lead on."""

import asyncio
import json
import re
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import typer.main

from bot.answer.as_json import reply_as_json
from bot.app import open_corpus
from bot.cli import app
from bot.measure.commands import app as measures
from bot.model.answer import Reason
from bot.model.article import PUBLIC
from bot.model.turn import Reply
from bot.settings import PREFIX, Settings
from tests.cli.replies import plain_answer

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md")
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
SVG_TEXT = "{http://www.w3.org/2000/svg}text"
DEMO = "what does Russia demand?"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands below the first heading that begins so, up to the next heading; empty when there is none."""
    match = re.search(rf"^#+ {re.escape(heading)}(?![\w-]).*\n(?P<below>(?:(?!#).*\n)*)", text, re.MULTILINE)
    return match["below"] if match else ""


def rows(text: str) -> list[list[str]]:
    """The cells of every line of a table."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def find_row(text: str, name: str) -> list[str]:
    """The row whose first cell speaks of `name`, in code marks; empty when there is none."""
    named = re.compile(rf"`{re.escape(name)}(?![\w-])")
    return next((row for row in rows(text) if named.search(row[0])), [])


def list_commands() -> dict[str, dict[str, object]]:
    """Options with their defaults (None: none that is worth a word), by command as it is typed."""
    found: dict[str, dict[str, object]] = {}
    for program, group in (("briefing-bot", typer.main.get_command(app)), ("briefing-bot measure", measure_group())):
        for name, command in getattr(group, "commands", {}).items():
            options = [each for each in command.params if each.param_type_name == "option"]
            found[f"{program} {name}"] = {each.opts[0]: each.default for each in options}
    del found["briefing-bot measure"]
    return found


def measure_group() -> object:
    return typer.main.get_command(measures)


def anchors(text: str) -> set[str]:
    """Of headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def same_shape(one: Any, other: Any) -> bool:
    """Whether two JSON values have the same keys; of lists the first elements are compared."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_shape(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return not one or not other or same_shape(one[0], other[0])
    return True


def read_example() -> Any:
    match = re.search(r"^```json\n(?P<json>.*?)^```", read("README.md"), re.DOTALL | re.MULTILINE)
    assert match
    return json.loads(match["json"])


async def _article_texts(ids: set[str]) -> dict[str, str]:
    async with open_corpus(ROOT / "corpus") as workspace:
        return await workspace.store.texts(PUBLIC, sorted(ids))


async def _ask(question: str) -> Reply:
    async with open_corpus(ROOT / "corpus") as workspace:
        return await workspace.service().answer(question)


def test_the_command_line_is_seen() -> None:
    commands = list_commands()
    assert commands["briefing-bot ask"]["--k"] == 30
    assert "--set" in commands["briefing-bot measure answers"]


@pytest.mark.parametrize("command", list_commands())
def test_every_command_has_a_section_with_every_option(command: str) -> None:
    below = section(read("README.md"), f"`{command}")
    assert below, f"README.md has no section for {command}"
    for option, default in list_commands()[command].items():
        row = find_row(below, option)
        assert row, f"README.md does not explain {command} {option}"
        if default not in (None, False):
            assert str(default) in row[-1], f"README.md has another default for {command} {option} than {default}"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_has_a_row_with_its_default(name: str) -> None:
    row = find_row(section(read("README.md"), "Settings"), f"{PREFIX}{name.upper()}")
    assert row, f"README.md does not explain {PREFIX}{name.upper()}"
    field = Settings.model_fields[name]
    if field.default is not None and not field.default_factory:
        assert row[-1] == f"`{field.default}`"


def test_no_setting_is_explained_that_is_none() -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(rf"`({PREFIX}\w+)`", read("README.md"))) == known


def test_every_make_target_is_explained() -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):", read("Makefile"), re.MULTILINE))
    assert "demo" in targets
    assert {target for target in targets if f"`make {target}`" not in read("README.md")} == set()


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_to_abstain_is_explained(reason: Reason) -> None:
    assert find_row(section(read("README.md"), "How it says no"), reason.value)


def test_every_part_of_the_house_is_in_the_picture() -> None:
    text = read("ARCHITECTURE.md")
    parts = [path for path in (ROOT / "bot").iterdir() if path.name not in {"__init__.py", "__pycache__", "data"}]
    names = [f"{path.name}/" if path.is_dir() else path.name for path in parts]
    assert "answer/" in names
    missing = [name for name in names if not re.search(rf"(?<![\w/]){re.escape(name)}", text)]
    assert not missing, f"ARCHITECTURE.md does not know {missing}"


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    below = section(read("ARCHITECTURE.md"), "Dependencies")
    missing = [name for each in wanted if not find_row(below, name := re.split(r"[\[<>=~!;\s]", each)[0])]
    assert not missing


@pytest.mark.parametrize("name", DOCUMENTS)
def test_relative_links_lead_somewhere(name: str) -> None:
    for match in LINK.finditer(read(name)):
        path, _, anchor = match["target"].partition("#")
        if "://" in path:
            continue
        target = ROOT / path if path else ROOT / name
        assert target.exists(), f"{name}: {match['target']} does not exist"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{name}: {match['target']} has no heading"


def test_the_json_example_has_the_promised_keys() -> None:
    example = read_example()
    assert same_shape(example, reply_as_json(plain_answer()))
    explained = section(read("README.md"), "The JSON object")
    assert [key for key in example if not find_row(explained, key)] == []


def test_the_json_example_quotes_the_sample_corpus() -> None:
    quotes = [quote for claim in read_example()["claims"] for quote in claim["quotes"]]
    texts = asyncio.run(_article_texts({quote["article_id"] for quote in quotes}))
    assert quotes
    for quote in quotes:
        assert texts[quote["article_id"]][quote["start"] : quote["end"]] == quote["text"]
        assert quote["passage"] in texts[quote["article_id"]]


def test_the_picture_shows_what_is_answered_today() -> None:
    tree = ElementTree.fromstring(read("docs/answer.svg"))  # our own file
    shown = " ".join("".join(node.itertext()) for node in tree.iter(SVG_TEXT))
    words = " ".join(shown.split())
    reply = reply_as_json(asyncio.run(_ask(DEMO)))
    assert DEMO in words
    assert not reply["abstained"]
    for claim in reply["claims"]:
        assert " ".join(claim["text"].split()) in words, "run `make screenshot`"
