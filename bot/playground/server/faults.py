"""Trouble on order: what the server does instead of answering, or before it."""

from dataclasses import dataclass, field

from bot.playground.server.errors import ApiError

HTML_502 = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
DEFAULT_TEXTS = {
    401: "Unauthorized",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    413: "Request Entity Too Large",
    500: "Internal Server Error: restart",
}


@dataclass
class Fault:
    """One order. `method` in any case, `*` for all; `chat_id` narrows it; `times` -1 for ever; `skip` lets some pass.

    What happens: `delay` seconds pass; then `drop` breaks the connection, `html` answers 502 in HTML, `code` refuses
    with `description` (and `retry_after`); with none of these the call is only slow. `committed`: the call takes its
    effect first, and the delay and the trouble come after it.
    """

    method: str = "*"
    times: int = 1
    skip: int = 0
    code: int | None = None
    description: str | None = None
    retry_after: int | None = None
    delay: float = 0.0
    html: bool = False
    drop: bool = False
    committed: bool = False
    chat_id: int | None = None
    used: int = 0

    def fits(self, method: str, chat_id: object) -> bool:
        if self.method.lower() not in {"*", method.lower()}:
            return False
        return self.chat_id is None or str(self.chat_id) == str(chat_id)

    def error(self) -> ApiError | None:
        if self.retry_after is not None:
            text = self.description or f"Too Many Requests: retry after {self.retry_after}"
            return ApiError(self.code or 429, text, {"retry_after": self.retry_after})
        if self.code is None:
            return None
        return ApiError(self.code, self.description or DEFAULT_TEXTS.get(self.code, "Bad Request: fault injected"))


@dataclass
class Faults:
    """Orders, oldest first; `missing` holds methods (lower case) that this server pretends not to know."""

    orders: list[Fault] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def add(self, fault: Fault) -> Fault:
        self.orders.append(fault)
        return fault

    def without(self, *methods: str) -> None:
        """From now on these methods are answered as unknown ones."""
        self.missing.update(method.lower() for method in methods)

    def take(self, method: str, chat_id: object) -> Fault | None:
        """The oldest order that fits this call; an order that is used up is gone."""
        for fault in self.orders:
            if not fault.fits(method, chat_id):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.used += 1
            fault.times -= 1
            if fault.times == 0:
                self.orders.remove(fault)
            return fault
        return None

    def clear(self) -> None:
        self.orders.clear()
        self.missing.clear()
