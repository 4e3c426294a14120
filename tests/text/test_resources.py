"""Where corpus and prompts are looked for."""

from pathlib import Path

import pytest

from bot.model.errors import NotFoundError
from bot.text.resources import corpus_dir, get_resource_dir, prompts_dir


def test_the_checkout_gives_its_own_folders() -> None:
    root = Path(__file__).resolve().parents[2]
    assert corpus_dir() == root / "corpus"
    assert any(corpus_dir().glob("*.md"))
    assert prompts_dir() == root / "prompts"


def test_an_installed_package_gives_the_folders_inside_it(tmp_path: Path) -> None:
    package = tmp_path / "bot"
    inside = package / "data" / "corpus"
    inside.mkdir(parents=True)
    (tmp_path / "corpus").mkdir()
    assert get_resource_dir("corpus", package) == inside


def test_a_checkout_wins_over_what_an_editable_installation_left_inside(tmp_path: Path) -> None:
    package = tmp_path / "bot"
    (package / "data" / "prompts").mkdir(parents=True)
    (tmp_path / "prompts").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert get_resource_dir("prompts", package) == tmp_path / "prompts"


@pytest.mark.parametrize("checkout", [True, False])
def test_a_missing_folder_says_what_to_do(tmp_path: Path, checkout: bool) -> None:
    if checkout:
        (tmp_path / "pyproject.toml").touch()
    with pytest.raises(NotFoundError, match="install the program again"):
        get_resource_dir("corpus", tmp_path / "bot")
