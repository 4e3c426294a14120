"""The language of the interface for a person."""

from bot.text.messages import LANGUAGES


def choose_language(code: str | None, default: str = "en") -> str:
    """One of LANGUAGES for what Telegram says of a person's client ("uk", "ru-RU", None), else `default`."""
    primary = (code or "").replace("_", "-").split("-")[0].casefold()
    return primary if primary in LANGUAGES else default
