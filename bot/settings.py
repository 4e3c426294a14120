"""Settings: read from environment variables that begin with BRIEFING_, and from nowhere else."""

import os
import re
from collections.abc import Iterable, Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.model.errors import SettingsError
from bot.text.messages import LANGUAGES

PREFIX = "BRIEFING_"
TELEGRAM = "https://api.telegram.org"
MASK = "********"

EngineName = Literal["memory", "disk"]
LogLevel = Literal["debug", "info", "warning", "error"]
Language = Literal["en", "ru", "uk"]
Access = Literal["open", "listed"]
Mode = Literal["polling", "webhook"]
_BETWEEN = re.compile(r"[\s,;]+")
_NOT_AN_ID = "ids, such as 123456789, 987654321"
_NOT_A_URL = "http(s)://HOST[:PORT], such as http://127.0.0.1:8081"
_A_WEBHOOK = "https://HOST/PATH, such as https://bot.example.org/telegram"
_PAGES = ("", "/", "/healthz", "/readyz", "/metrics")
"""Paths that a webhook cannot have: they are taken, or anybody's."""
_PATH = re.compile(r"/[A-Za-z0-9._~:@/-]+", re.ASCII)
"""Without escapes and braces, which would mean something to the router."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}", re.ASCII)
_NOT_A_PLACE = "HOST:PORT, such as 127.0.0.1:8080"


_NOT_HOSTS = "HOST, HOST:PORT or NETWORK, such as news.intranet, 127.0.0.1:8000, 10.20.0.0/16"
_HOST_NAME = re.compile(r"(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.ASCII)


def default_data_dir() -> Path:
    """The platform's own place for application data (platformdirs)."""
    return platformdirs.user_data_path("briefing-bot", appauthor=False)


class Settings(BaseSettings):
    """Every setting with its default. Field `x` is read from `BRIEFING_X`; an empty variable counts as not set.

    `index_engine` None means: memory for a folder asked as it is, disk for what was ingested.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    data_dir: Path = Field(default_factory=default_data_dir)
    index_engine: EngineName | None = None
    language: Language = "en"
    log_level: LogLevel = "warning"
    watch_folder: Path | None = None
    max_file_mb: int = Field(default=20, ge=1, le=4096)
    keep_days: int | None = Field(default=None, ge=1, le=36_500)
    keep_articles: int | None = Field(default=None, ge=1, le=100_000_000)
    telegram_token: SecretStr | None = None
    telegram_api_url: str = TELEGRAM
    telegram_mode: Mode = "polling"
    telegram_webhook_url: str | None = None
    telegram_webhook_secret: SecretStr | None = None
    operators: Annotated[frozenset[int], NoDecode] = Field(default_factory=frozenset)
    access: Access = "listed"
    fetch_allowed: Annotated[frozenset[str], NoDecode] = Field(default_factory=frozenset)
    questions_per_person: int = Field(default=60, ge=1, le=100_000)
    questions_per_group: int = Field(default=120, ge=1, le=100_000)
    send_per_second: int = Field(default=30, ge=1, le=10_000)
    send_per_chat: int = Field(default=1, ge=1, le=10_000)
    send_per_group: int = Field(default=20, ge=1, le=600_000)
    listen: str = "127.0.0.1:8080"

    @field_validator("index_engine", "language", "log_level", "access", "telegram_mode", mode="before")
    @classmethod
    def _fold_case(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("telegram_token", "telegram_webhook_secret", mode="before")
    @classmethod
    def _strip_secret(cls, value: object) -> object:
        """Files of variables leave a space or a carriage return at its end."""
        return value.strip() or None if isinstance(value, str) else value

    @field_validator("operators", mode="before")
    @classmethod
    def _read_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        words = [word for word in _BETWEEN.split(value.strip()) if word]
        if not all(re.fullmatch(r"\d{1,19}", word, re.ASCII) and 0 < int(word) < 2**63 for word in words):
            raise PydanticCustomError("ids", "{allowed}", {"allowed": _NOT_AN_ID})
        return frozenset(map(int, words))

    @field_validator("fetch_allowed", mode="before")
    @classmethod
    def _read_hosts(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        words = [word for word in _BETWEEN.split(value.strip().lower()) if word]
        if not all(map(_is_host, words)):
            raise PydanticCustomError("hosts", "{allowed}", {"allowed": _NOT_HOSTS})
        return frozenset(word.replace("[", "").replace("]", "") for word in words)

    @field_validator("telegram_api_url")
    @classmethod
    def _check_url(cls, value: str) -> str:
        url = value.strip().rstrip("/")
        try:
            parts = urlsplit(url)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
            good = good and (parts.port is None or parts.port > 0)
        except ValueError:
            good = False
        if not good:
            raise PydanticCustomError("url", "{allowed}", {"allowed": _NOT_A_URL})
        return url

    @field_validator("telegram_webhook_url")
    @classmethod
    def _check_webhook_url(cls, value: str | None) -> str | None:
        """Telegram takes https only; a Bot API server on the loopback takes http too."""
        if value is None:
            return None
        try:
            parts = urlsplit(value.strip())
            good = parts.scheme in ("https", "http") and bool(parts.hostname) and not parts.fragment and not parts.query
            good = good and (parts.port is None or parts.port > 0) and parts.path not in _PAGES
            good = good and bool(_PATH.fullmatch(parts.path))
        except ValueError:
            good = False
        if not good:
            raise PydanticCustomError("url", "{allowed}", {"allowed": _A_WEBHOOK})
        return value.strip()

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _check_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _SECRET.fullmatch(value.get_secret_value()):
            raise PydanticCustomError("secret", "{allowed}", {"allowed": "A-Z a-z 0-9 _ - (16–256)"})
        return value

    @field_validator("listen")
    @classmethod
    def _check_listen(cls, value: str) -> str:
        host, colon, port = value.strip().rpartition(":")
        if not colon or not host or not re.fullmatch(r"\d{1,5}", port, re.ASCII) or int(port) > 65535:
            raise PydanticCustomError("place", "{allowed}", {"allowed": _NOT_A_PLACE})
        return value.strip()

    @field_validator("data_dir", "watch_folder")
    @classmethod
    def _expand_home(cls, value: Path | None) -> Path | None:
        if value is None:
            return None
        return Path(os.path.abspath(value.expanduser()))  # noqa: PTH100 (resolve() would follow links)

    @property
    def listen_address(self) -> tuple[str, int]:
        """Host, without the brackets of an IPv6 address, and port (0: any that is free)."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def max_file_bytes(self) -> int:
        return self.max_file_mb * 1_000_000


class SettingLine(NamedTuple):
    """One setting as `briefing-bot settings` prints it: secrets already masked, None when it has no value."""

    variable: str
    field: str
    value: str | None
    stated: bool


def _is_host(word: str) -> bool:
    """A name, an address, either with a port (an IPv6 address in brackets then), or a network."""
    try:
        return bool(ip_network(word)) if "/" in word or (word.count(":") > 1 and "[" not in word) else _is_name(word)
    except ValueError:
        return False


def _is_name(word: str) -> bool:
    port = word.rpartition(":")[2] if not word.endswith("]") and ":" in word else "1"
    return _HOST_NAME.fullmatch(word) is not None and 0 < int(port) < 65536


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsError that names the variable, its value and what is allowed."""
    try:
        return Settings()
    except ValidationError as error:
        raise _translate(Settings, error) from error


def read_language(environ: Mapping[str, str] = os.environ) -> str:
    """The interface language alone, for the moment when the other settings cannot be read; English when unusable."""
    stated = environ.get(f"{PREFIX}LANGUAGE", "").strip().lower()
    return stated if stated in LANGUAGES else "en"


def list_settings(settings: BaseSettings) -> list[SettingLine]:
    """Every setting in the order of its class, with its value and whether the environment stated it."""
    return [_describe(settings, name) for name in type(settings).model_fields]


def find_unknown(environ: Iterable[str] = os.environ) -> list[str]:
    """Variables that begin with BRIEFING_ and are no setting: a slip of the pen more often than not."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in environ if name.upper().startswith(PREFIX) and name.upper() not in known)


def _describe(settings: BaseSettings, name: str) -> SettingLine:
    value = getattr(settings, name)
    shown = MASK if isinstance(value, SecretStr) and value.get_secret_value() else value
    if isinstance(shown, frozenset):
        shown = ", ".join(map(str, sorted(shown))) or None
    text = None if shown is None else str(shown)
    return SettingLine(f"{PREFIX}{name.upper()}", name, text, name in settings.model_fields_set)


def _translate(kind: type[BaseSettings], error: ValidationError) -> SettingsError:
    """The first wrong setting; pydantic's own text may repeat a secret and is left out."""
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "?"
    field = kind.model_fields.get(name)
    secret = field is not None and "SecretStr" in str(field.annotation)
    variable, value = f"{PREFIX}{name.upper()}", MASK if secret else str(first["input"])
    allowed = (_allowed(field) if field else "") or str(first.get("ctx", {}).get("allowed", ""))
    text = f"{variable} is {value!r}; allowed: {allowed or first['type']}"
    return SettingsError(text, name=variable, value=value, allowed=allowed or first["type"])


def _allowed(field: FieldInfo) -> str:
    """What a setting takes, without words of any language: "memory, disk" or "1–4096"; empty when it is free."""
    choices = _literals(field.annotation)
    if choices:
        return ", ".join(choices)
    limits = {name: getattr(mark, name) for mark in field.metadata for name in ("ge", "le") if hasattr(mark, name)}
    return f"{limits['ge']}–{limits['le']}" if len(limits) == 2 else ""


def _literals(annotation: Any) -> list[str]:
    parts = get_args(annotation)
    return [word for part in parts for word in ([part] if isinstance(part, str) else _literals(part))]
