"""Writes requirements*.lock from pyproject.toml: `lock.py`, or `lock.py --upgrade`.

Run by the oldest Python the project supports, so that every pinned version installs on it and on newer ones. The
developers' lock is bound to the first one, that of the benchmarks to both. pip-tools stands in an environment of its
own that is thrown away.
"""

# ruff: noqa: S603 - every command here is written in this file, none comes from outside
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
TOOLS = ("pip==26.3", "pip-tools==7.6.2")
"""An older pip loses extras whose names are spelled with another separator (lxml[html_clean])."""

COMPILE = (
    "--quiet",
    "--generate-hashes",
    "--strip-extras",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
    "--build-deps-for=wheel",
    "--build-deps-for=editable",
)
KINDS = {
    "requirements.lock": (),
    "requirements-dev.lock": ("--extra=dev", "--constraint=requirements.lock"),
    "requirements-bench.lock": (
        "--extra=bench",
        "--constraint=requirements.lock",
        "--constraint=requirements-dev.lock",
    ),
}


def compile_lock(tools: Path, name: str, options: tuple[str, ...]) -> None:
    command = [str(tools / "bin" / "pip-compile"), *COMPILE, *options, *sys.argv[1:], "-o", name, "pyproject.toml"]
    print(f"lock: {name}", file=sys.stderr, flush=True)
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"CUSTOM_COMPILE_COMMAND": "make lock"})


if __name__ == "__main__":
    if sys.version_info[:2] != OLDEST:
        sys.exit(f"make lock needs Python {OLDEST[0]}.{OLDEST[1]}, the oldest that the lock must install on")
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
        subprocess.run([str(tools / "bin" / "python"), "-m", "pip", "install", "-q", *TOOLS], check=True)
        for name, options in KINDS.items():
            compile_lock(tools, name, options)
