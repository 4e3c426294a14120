"""The wheel carries the code, the sample corpus, the prompts and the licence, and nothing of the tests."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Paths inside a wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    with ZipFile(next(folder.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.mark.parametrize("folder", ["corpus", "prompts"])
def test_every_file_of_the_folder_is_inside(names: set[str], folder: str) -> None:
    files = {path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / folder).rglob("*") if path.is_file()}
    assert files
    assert {f"bot/data/{file}" for file in files} <= names


def test_every_file_of_the_code_is_inside(names: set[str]) -> None:
    code = (path for path in (CHECKOUT / "bot").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert {path.relative_to(CHECKOUT).as_posix() for path in code} <= names


def test_nothing_else_is_inside(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"bot"}
    assert not [name for name in names if "__pycache__" in name]


def test_licence_and_command_are_declared(names: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert any(name.endswith(".dist-info/entry_points.txt") for name in names)
