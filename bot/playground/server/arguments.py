"""The parameters of one call, from whichever encoding they came, read with Telegram's leniency of types."""

import json
from collections.abc import Callable, Mapping

from bot.playground.server.errors import bad_request
from bot.playground.server.shared import Json

NOUNS = {"reply_markup": "reply keyboard markup"}
"""Parameters that Telegram calls by another name when it cannot parse them."""


class Arguments:
    """`files`: multipart parts by field name, as (file name, bytes). `complain` receives what Telegram would ignore."""

    def __init__(
        self, method: str, params: Json, files: Mapping[str, tuple[str, bytes]], complain: Callable[[str], None]
    ) -> None:
        self.method = method
        self.params = params
        self.files = files
        self._complain = complain

    def complain(self, text: str) -> None:
        self._complain(f"{self.method}: {text}")

    def has(self, name: str) -> bool:
        return self.params.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """Numbers and booleans become text, as in a form."""
        value = self.params.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """What cannot be read as a number is the default, as on the real server."""
        try:
            return int(self.text(name, str(default)))
        except ValueError:
            self.complain(f"{name} is not a number: {self.params[name]!r}")
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "yes", "1"}

    def value(self, name: str) -> object:
        """A nested value: decoded where it came as JSON text, None where it is absent."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        try:
            decoded: object = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {NOUNS.get(name, name.replace('_', ' '))} JSON object") from None
        return decoded

    def fields(self, name: str, known: set[str]) -> Json | None:
        """A nested object; fields outside `known` are complained of and left out."""
        value = self.value(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        for field in sorted(set(value) - known):
            self.complain(f"{name}.{field}")
        return {key: one for key, one in value.items() if key in known}

    def records(self, name: str) -> list[Json] | None:
        """A nested array of objects."""
        value = self.value(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise bad_request(f"expected an Array of {name.replace('_', ' ')}")
        return value

    def array(self, name: str) -> list[object] | None:
        """A nested array."""
        value = self.value(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"expected an Array of {name.replace('_', ' ')}")
        return value
