"""Makes .venv what the lock files say, and does nothing when it is so already: `venv.py run`, `dev` or `bench`.

A stamp in .venv records what stands there. Another lock, interpreter version or folder: .venv is made anew. Another
pyproject.toml: only the project is installed again. A .venv without a stamp (made by hand, or an interrupted
installation) is completed in place. Needs nothing beyond the standard library, and POSIX for the file lock.
"""

# ruff: noqa: S603 - every command here is written in this file, none comes from outside
import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "briefing-stamp.json"
LOCKS = {
    "run": ROOT / "requirements.lock",
    "dev": ROOT / "requirements-dev.lock",
    "bench": ROOT / "requirements-bench.lock",
}
PIP = (str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input")

Stamp = dict[str, str]


@contextmanager
def alone() -> Iterator[None]:
    """Holds the only right to change .venv; a second process waits, then finds the work done."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def wanted(kind: str) -> Stamp:
    """What the stamp says once everything of this kind is installed."""
    stamp = {
        "place": str(VENV),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "project": digest(ROOT / "pyproject.toml"),
        "run": digest(LOCKS["run"]),
    }
    return stamp if kind == "run" else stamp | {kind: digest(LOCKS[kind])}


def read_stamp() -> Stamp:
    try:
        stamp: Stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def must_be_made(found: Stamp, target: Stamp) -> bool:
    """Whether .venv cannot be completed in place: it does not run, or holds what the locks no longer name."""
    if not (VENV / "bin" / "python").exists():
        return True
    if not found:
        return subprocess.run([*PIP, "--version"], capture_output=True, check=False).returncode != 0
    return any(found.get(part, value) != value for part, value in target.items() if part != "project")


def make() -> None:
    """A fresh .venv, made by the interpreter that this process's own environment stands on."""
    base = Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    python = str(base) if base.exists() else sys.executable
    say(f"making .venv with Python {sys.version_info.major}.{sys.version_info.minor}")
    run([python, "-m", "venv", "--clear", str(VENV)])


def install(lock: Path) -> None:
    """Exactly what the lock names: it is complete, so nothing is resolved, and only wheels, so nothing is built."""
    say(f"installing {lock.name} (a minute or two the first time)")
    run([*PIP, "install", "-q", "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)])


def install_project() -> None:
    run([*PIP, "install", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)])


def run(command: list[str]) -> None:
    code = subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode
    if code:
        sys.exit(f"setup: this failed (status {code}): {' '.join(command)}")


def say(text: str) -> None:
    print(f"setup: {text}", file=sys.stderr, flush=True)


def complete(kind: str) -> None:
    target, found = wanted(kind), read_stamp()
    if must_be_made(found, target):
        make()
        found = {}
    if found.items() >= target.items():
        return
    if found.get(kind) != target[kind]:
        install(LOCKS[kind])
    install_project()
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(found | target), encoding="utf-8")
    fresh.replace(STAMP)


if __name__ == "__main__":
    if sys.argv[1:] not in [[kind] for kind in LOCKS]:
        sys.exit(f"usage: venv.py {'|'.join(LOCKS)}")
    with alone():
        complete(sys.argv[1])
