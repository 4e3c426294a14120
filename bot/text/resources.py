"""Where the texts and sample articles that come with the program stand: in the checkout, or inside the wheel."""

from pathlib import Path

from pydantic import ValidationError

from bot.model.errors import NotFoundError
from bot.model.quality import Quality

PACKAGE = Path(__file__).resolve().parents[1]


def corpus_dir() -> Path:
    """The folder of sample articles, one Markdown file each. Raises NotFoundError in a damaged installation."""
    return get_resource_dir("corpus", PACKAGE)


def prompts_dir() -> Path:
    """The folder of `<language>.ftl` messages and `*.md` prompts. Raises NotFoundError in a damaged installation."""
    return get_resource_dir("prompts", PACKAGE)


QUALITY = PACKAGE / "quality.json"
"""Head lines of the last report of `briefing-bot measure report`; not there before the first one."""


def find_quality(path: Path = QUALITY) -> Quality | None:
    """What was measured of the answers; None when nothing was, or the file cannot be read."""
    try:
        return Quality.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def get_resource_dir(name: str, package: Path) -> Path:
    """`name` beside the package when that is a checkout (its pyproject.toml is there), else the wheel's `data/name`.

    A folder of the same name that happens to lie beside an installed package is never taken for ours.
    """
    checkout = package.parent
    folder = checkout / name if (checkout / "pyproject.toml").is_file() else package / "data" / name
    if not folder.is_dir():
        raise NotFoundError(f"{folder} is missing: install the program again", path=str(folder))
    return folder
