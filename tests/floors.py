"""Reads the import rule and the size rule of the house from source files, by `ast`, without importing anything."""

import ast
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FLOORS = {
    "model": 0,
    "text": 1,
    "index": 2,
    "store": 2,
    "ingest": 3,
    "answer": 4,
    "digest": 5,
    "chat": 6,
    "__main__": 7,
    "app": 7,
    "cli": 7,
    "commands": 7,
    "logs": 7,
    "measure": 7,
    "playground": 7,
    "settings": 7,
    "terminal": 7,
}
"""What stands directly under bot/, from the ground up. `bot/__init__.py` stands below all floors."""

APART = {
    ("index", "store"): "the index is derived and must know nothing of the truth it is derived from",
    ("store", "index"): "the store must not know how it is searched",
    ("chat", "store"): "the Telegram front goes through answer/ and digest/",
    ("chat", "index"): "the Telegram front goes through answer/ and digest/",
}
SERVER = ("bot/playground/server/", "the server must not be shaped after the bot that it judges")
STARTS_MEASURE = {"measure", "cli", "commands"}
"""Nothing uses measure/; only the command line starts it, because `briefing-bot measure` is one of its commands."""


class Import(NamedTuple):
    """`module` (dotted, absolute, of this project) as imported by `file` on `line` (1-based)."""

    file: str
    line: int
    module: str


def read_imports(root: Path) -> Iterator[Import]:
    """Every import of `bot` in `root/bot`: at the top, inside functions, under TYPE_CHECKING, by a literal name."""
    for path in sorted((root / "bot").rglob("*.py")):
        file = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), file)):
            for module in imported(node, path.relative_to(root).parts[:-1]):
                if module == "bot" or module.startswith("bot."):
                    yield Import(file, getattr(node, "lineno", 0), module)


def imported(node: ast.AST, package: tuple[str, ...]) -> list[str]:
    """Absolute names that a node imports; `package` is the package of its file, for relative imports."""
    match node:
        case ast.Import(names=names):
            return [name.name for name in names]
        case ast.ImportFrom(module=module, names=names, level=level):
            above = package[: len(package) - level + 1] if level else ()
            base = ".".join((*above, *((module,) if module else ())))
            # `from bot import store` names a floor, `from bot.store import x` says it already.
            return [f"{base}.{name.name}" for name in names] if base == "bot" else [base]
        case ast.Call(func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__")):
            return [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return []


def find_broken_rules(root: Path) -> list[str]:
    """One sentence per import that breaks the rule, in order of file and line; empty when the house stands."""
    strangers = sorted({part for path in (root / "bot").rglob("*.py") if (part := part_of(path, root)) not in FLOORS})
    unknown = [f"bot/{part} has no floor: give it one here and in ARCHITECTURE.md" for part in strangers if part]
    return unknown + [sentence for found in read_imports(root) if (sentence := why_broken(found))]


def part_of(path: Path, root: Path) -> str:
    """The name under bot/ that a file belongs to; empty for `bot/__init__.py`."""
    first = path.relative_to(root / "bot").parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def why_broken(found: Import) -> str | None:
    """The sentence a person reads, or None when the import is allowed."""
    importer = "" if found.file == "bot/__init__.py" else found.file.split("/")[1].removesuffix(".py")
    target = [*found.module.split("."), ""][1]
    if target not in FLOORS:
        return None
    if found.file.startswith(SERVER[0]) and not found.module.startswith("bot.playground.server"):
        return f"{found.file}:{found.line} imports {found.module}: {SERVER[1]}"
    reason = why_forbidden(importer, target)
    return f"{found.file}:{found.line} imports {found.module}: {reason}" if reason else None


def why_forbidden(importer: str, target: str) -> str | None:
    here, there = FLOORS.get(importer, -1), FLOORS[target]
    if there > here:
        return f"{target} is on floor {there}, above {importer or 'bot itself'} on floor {here}; imports go down"
    if (importer, target) in APART:
        return f"{importer} never imports {target}: {APART[importer, target]}"
    if target == "measure" and importer not in STARTS_MEASURE:
        return "nothing uses measure, which may use everything"
    return None


class Function(NamedTuple):
    """`lines` from `def` to the end, without decorators and docstring."""

    name: str
    lines: int


def read_functions(source: str) -> list[Function]:
    """Functions and methods in order. Those that are only a docstring or `...` (protocols) do not count."""
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [Function(node.name, count_lines(node)) for node in sorted(nodes, key=lambda n: n.lineno) if has_code(node)]


def is_text(statement: ast.stmt) -> bool:
    """A docstring or an ellipsis."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def has_code(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return not all(is_text(statement) for statement in node.body)


def count_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if is_text(first) else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def percentile(values: list[int], share: float) -> int:
    """Nearest rank: the smallest value that at least `share` of all values do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
