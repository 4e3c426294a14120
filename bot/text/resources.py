"""Where the texts and sample articles that come with the program stand: in the checkout, or inside the wheel."""

from pathlib import Path

from bot.model.errors import NotFoundError

PACKAGE = Path(__file__).resolve().parents[1]


def corpus_dir() -> Path:
    """The folder of sample articles, one Markdown file each. Raises NotFoundError in a damaged installation."""
    return get_resource_dir("corpus", PACKAGE)


def prompts_dir() -> Path:
    """The folder of `<language>.ftl` messages and `*.md` prompts. Raises NotFoundError in a damaged installation."""
    return get_resource_dir("prompts", PACKAGE)


def get_resource_dir(name: str, package: Path) -> Path:
    """`name` beside the package when that is a checkout (its pyproject.toml is there), else the wheel's `data/name`.

    A folder of the same name that happens to lie beside an installed package is never taken for ours.
    """
    checkout = package.parent
    folder = checkout / name if (checkout / "pyproject.toml").is_file() else package / "data" / name
    if not folder.is_dir():
        raise NotFoundError(f"{folder} is missing: install the program again", path=str(folder))
    return folder
