"""The house stands: imports go down, files and functions stay small. The rules are tried on made-up trees too."""

from pathlib import Path

import pytest

from tests.floors import FLOORS, Function, find_broken_rules, percentile, read_functions, read_imports

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "bot").rglob("*.py"))

LONGEST_FILE = 400
LONGEST_MEDIAN = 10
LONGEST_P90 = 25


def tree(root: Path, files: dict[str, str]) -> Path:
    """A made-up project below `root`."""
    for name, text in files.items():
        path = root / "bot" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_imports_go_down() -> None:
    broken = find_broken_rules(ROOT)
    assert not broken, "\n" + "\n".join(broken)


def test_the_checker_sees_this_project() -> None:
    seen = {found.file.split("/")[1] for found in read_imports(ROOT)}
    assert {"model", "text", "ingest", "answer"} <= seen
    assert len(SOURCES) > 10


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("model/a.py", "import bot.text.tokens", "text is on floor 1, above model on floor 0"),
        ("text/a.py", "from bot.answer import evidence", "answer is on floor 4, above text on floor 1"),
        ("text/a.py", "from bot import store", "store is on floor 2, above text on floor 1"),
        ("text/a.py", "from ..ingest import read", "ingest is on floor 3"),
        ("text/deep/a.py", "from ...ingest.read import x", "ingest is on floor 3"),
        ("text/a.py", "from .. import ingest", "ingest is on floor 3"),
        ("text/__init__.py", "from ..ingest import read", "ingest is on floor 3"),
        ("ingest/a.py", "def f():\n    from bot.chat import x", "a.py:2 imports bot.chat: chat is on floor 6"),
        ("answer/a.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import bot.cli", "cli is on floor 7"),
        ("answer/a.py", "import importlib\nimportlib.import_module('bot.chat.intake')", "chat is on floor 6"),
        ("answer/a.py", "import os, bot.digest as d", "digest is on floor 5"),
        ("__init__.py", "from bot.model import article", "model is on floor 0, above bot itself"),
        ("index/a.py", "from bot.store.rows import x", "index never imports store: the index is derived"),
        ("store/a.py", "import bot.index", "store never imports index"),
        ("chat/a.py", "import bot.store", "chat never imports store"),
        ("chat/a.py", "def f():\n    import bot.index.memory", "chat never imports index"),
        ("app.py", "from bot.measure import sets", "nothing uses measure"),
        ("settings.py", "import bot.measure", "nothing uses measure"),
        ("helpers/a.py", "", "bot/helpers has no floor"),
        ("helpers.py", "", "bot/helpers has no floor"),
    ],
)
def test_a_broken_rule_is_found_and_explained(tmp_path: Path, file: str, text: str, reason: str) -> None:
    [sentence] = find_broken_rules(tree(tmp_path, {file: text}))
    assert reason in sentence
    assert f"bot/{file.removesuffix('.py').split('/')[0]}" in sentence


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("text/a.py", "from bot.model.article import Article\nfrom .tokens import x\nfrom . import tokens"),
        ("index/a.py", "from bot.text import analysis\nfrom bot.model import hit"),
        ("chat/a.py", "from bot.answer import service\nimport storefront, botany.chat"),
        ("measure/a.py", "import bot.store, bot.index, bot.app, bot.measure.sets"),
        ("commands/a.py", "from bot.measure import floors"),
        ("cli.py", "def f():\n    from bot.measure import floors\n    from bot import __version__"),
        ("model/a.py", "import bot\nfrom bot import __version__"),
    ],
)
def test_what_is_allowed_passes(tmp_path: Path, file: str, text: str) -> None:
    assert find_broken_rules(tree(tmp_path, {file: text})) == []


def test_every_floor_above_is_forbidden_and_every_floor_below_is_not(tmp_path: Path) -> None:
    """The whole table, so that no pair of floors is forgotten."""
    for number, (importer, here) in enumerate(FLOORS.items()):
        for target, there in FLOORS.items():
            root = tree(tmp_path / f"{number}-{target}", {f"{importer}/a.py": f"import bot.{target}"})
            broken = find_broken_rules(root)
            assert bool(broken) >= (there > here), (importer, target)
            apart = {importer, target} == {"index", "store"} or (importer == "chat" and target in ("index", "store"))
            measure = target == "measure" and importer not in ("measure", "cli", "commands")
            assert bool(broken) == (there > here or apart or measure), (importer, target)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_holds_one_noun_or_one_step(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{path.relative_to(ROOT)} has {lines} lines, more than {LONGEST_FILE}: divide it"


def test_functions_are_short() -> None:
    found = [
        (function.lines, f"{path.relative_to(ROOT)} {function.name}")
        for path in SOURCES
        for function in read_functions(path.read_text(encoding="utf-8"))
    ]
    lines = [length for length, _ in found]
    longest = "; ".join(f"{name}: {length}" for length, name in sorted(found, reverse=True)[:10])
    assert percentile(lines, 0.5) <= LONGEST_MEDIAN, longest
    assert percentile(lines, 0.9) <= LONGEST_P90, longest


def test_lines_are_counted_without_docstring_decorator_and_protocols() -> None:
    source = '''
class A:
    @property
    def short(self) -> int:
        """Two
        lines."""
        return 1

    def promise(self) -> int:
        """Only words."""

    def dots(self) -> int: ...

async def outer() -> None:
    def inner() -> None:
        pass

    inner()
'''
    assert read_functions(source) == [Function("short", 2), Function("outer", 5), Function("inner", 2)]


@pytest.mark.parametrize(("share", "expected"), [(0.5, 5), (0.9, 9), (0.95, 10), (1.0, 10), (0.0, 1)])
def test_percentile_is_the_nearest_rank(share: float, expected: int) -> None:
    assert percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], share) == expected
