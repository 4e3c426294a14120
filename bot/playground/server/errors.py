"""What a call is refused with, in Telegram's own words."""

from bot.playground.server.shared import Json

PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


class ApiError(Exception):
    """`description` is complete, prefix included; `parameters` is what the envelope carries beside it."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def lower_first(text: str) -> str:
    """The server lower-cases the first letter unless the second is a capital or `_` (BUTTON_DATA_INVALID stays)."""
    if len(text) > 1 and (text[1].isupper() or text[1] == "_"):
        return text
    return text[:1].lower() + text[1:]


def refuse(code: int, text: str, parameters: Json | None = None) -> ApiError:
    """The error whose description is the code's prefix and the text after the server's rule of capitals."""
    return ApiError(code, f"{PREFIXES[code]}: {lower_first(text)}", parameters)


def bad_request(text: str, parameters: Json | None = None) -> ApiError:
    return refuse(400, text, parameters)


def forbidden(text: str) -> ApiError:
    return refuse(403, text)


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
