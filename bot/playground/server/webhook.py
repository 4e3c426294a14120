"""The webhook as setWebhook left it, and what became of its deliveries."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from bot.playground.server.errors import bad_request
from bot.playground.server.shared import Json

SECRET = re.compile(r"[A-Za-z0-9_-]*")
SECRET_LENGTH = 256
PORTS = {80, 88, 443, 8443}
ADDRESS = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?:[^/@\s]*@)?(?P<host>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>\d+))?"
    r"(?:[/?#]\S*)?",
    re.IGNORECASE,
)


class Address(NamedTuple):
    """Where updates are brought to; an address without a scheme is https (parse_url in tdutils)."""

    scheme: str
    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def read_address(url: str) -> Address:
    """On the loopback http and any port are good, as for a Bot API server in local mode; elsewhere what the real
    service demands."""
    found = ADDRESS.fullmatch(url)
    scheme = ((found and found["scheme"]) or "https").lower()
    port = int((found and found["port"]) or (80 if scheme == "http" else 443))
    if not found or scheme not in {"http", "https"} or not 0 < port < 65536:
        raise bad_request("invalid webhook URL specified")
    address = Address(scheme, found["host"].strip("[]").lower(), port)
    if address.is_loopback:
        return address
    if scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    return address


def check_secret(secret: str) -> None:
    if len(secret.encode()) > SECRET_LENGTH:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


@dataclass(frozen=True)
class Options:
    """What two calls of setWebhook are compared by."""

    url: str
    secret_token: str = ""
    max_connections: int = 40


@dataclass(frozen=True)
class Attempt:
    """One delivery: the answer's `code`, or None where none came; `wait`: seconds until the next, before
    `webhook_pace`; None when there is none."""

    update_id: int
    code: int | None
    error: str
    wait: float | None


class Webhook:
    """`changed` is called when it was set or deleted; `attempts` in the order in which they ended."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.options: Options | None = None
        self.attempts: list[Attempt] = []
        self.last_error = ""
        self.last_error_date = 0
        self.changed: Callable[[], None] = lambda: None
        self.changed_at = float("-inf")
        self._gone_since: float | None = None

    @property
    def url(self) -> str:
        """Empty where none is set."""
        return self.options.url if self.options else ""

    def put(self, options: Options | None) -> None:
        """Sets it, or deletes it with None; errors of the one before are forgotten."""
        self.options = options
        self.last_error, self.last_error_date, self._gone_since = "", 0, None
        self.changed()

    def note(self, attempt: Attempt) -> None:
        self.attempts.append(attempt)
        if attempt.error:
            self.last_error, self.last_error_date = attempt.error, int(self._now())

    def is_gone(self, code: int | None, after: float) -> bool:
        """Whether 410 has been the only answer for `after` seconds (WebhookActor.cpp, first_error_410_time_)."""
        if code != 410:
            self._gone_since = None if code is not None else self._gone_since
            return False
        if self._gone_since is None:
            self._gone_since = self._now()
            return False
        return self._now() >= self._gone_since + after

    def render(self, pending: int) -> Json:
        """WebhookInfo, but for `allowed_updates`."""
        body: Json = {"url": self.url, "has_custom_certificate": False, "pending_update_count": pending}
        if self.options:
            body["max_connections"] = self.options.max_connections
            if read_address(self.url).is_loopback:
                body["ip_address"] = "127.0.0.1"
        if self.last_error:
            body |= {"last_error_date": self.last_error_date, "last_error_message": self.last_error}
        return body
