"""What may stand in no file of the project: paths of one machine, hosts of package registries, names of its tools."""

import re
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Spelled in parts, since this file is searched too.
FOLDERS = ("work", "root", "home", "Users")
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("repo", "maven", "apache", "org"),
        ("deb", "debian", "org"),
        ("docker", "io"),
    )
)
MACHINE_PATH = re.compile(rf"(?<![\w.~])/(?:{'|'.join(FOLDERS)})/")
HOST = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, HOSTS))})(?!\w)", re.IGNORECASE)
WORD = re.compile(r"\w+(?:-\w+)+")
TOOLS = {
    "8cf10d1b0e07c1d8",
    "fbb8037df8cc9050",
}
"""First 16 hex digits of the SHA-256 of each name, so that the names do not stand here either."""


def digest(word: str) -> str:
    return sha256(word.lower().encode()).hexdigest()[:16]


def find_forbidden(text: str, tools: set[str] = TOOLS) -> list[str]:
    """What of a text may not stand in the project, as written."""
    words = [word for word in WORD.findall(text) if digest(word) in tools]
    return MACHINE_PATH.findall(text) + HOST.findall(text) + words


def list_files() -> list[Path]:
    """Tracked files, and those that would be with the next `git add`; skips where git or its folder is missing."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    except FileNotFoundError:
        pytest.skip("git is not here")
    if done.returncode:
        pytest.skip(f"not a git checkout: {done.stderr.strip()}")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_machine_a_registry_or_a_tool_of_the_workplace() -> None:
    files = list_files()
    assert ROOT / "pyproject.toml" in files
    found = {
        path.relative_to(ROOT).as_posix(): forbidden
        for path in files
        if (forbidden := find_forbidden(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert not found


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("before", ["", "see ", '"', "file://", "=", "(", ":"])
def test_a_machine_path_is_found(folder: str, before: str) -> None:
    assert find_forbidden(f"{before}/{folder}/x") == [f"/{folder}/"]


@pytest.mark.parametrize("host", HOSTS)
def test_a_registry_host_is_found(host: str) -> None:
    assert find_forbidden(f"https://files.{host}/simple") == [host]
    assert find_forbidden(f"{host.upper()}.") == [host.upper()]


def test_a_tool_is_found_by_its_digest() -> None:
    assert find_forbidden("run Old-Mill now", {digest("old-mill")}) == ["Old-Mill"]


@pytest.mark.parametrize("text", ["net/work/x", "the homework", "a/home", "pypi", "crates of io", "mydocker.iot"])
def test_ordinary_text_is_not(text: str) -> None:
    assert find_forbidden(text) == []
