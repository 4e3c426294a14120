"""The error tree. Third-party errors are translated into it once, where they enter.

BriefingError
├── InputError            a person gave something that cannot be used
│   ├── QuestionError     an empty, over-long or symbol-only question
│   └── NotFoundError     an article, folder or set that is not there
├── ReadError             a file or line that cannot be read as an article (skipped and reported, never fatal)
├── FetchError            something on the web that could not be fetched
├── FeedError             what was fetched is no feed
├── UpdateError           an update from Telegram that cannot be read (set aside with its error, never fatal)
├── CallError                a call to Telegram that did not do what it should
│   ├── CallRefusedError     Telegram said no, for good
│   │   └── ChatClosedError  the chat is closed to us: blocked, removed, deleted
│   ├── ChatMovedError       the chat has become another
│   ├── CallDelayedError     too many calls: to be made again after a time that Telegram names
│   ├── CallNotMadeError     nothing reached Telegram
│   ├── CallUnsureError      no answer, or none to trust: it may have been done
│   ├── OtherPollerError     somebody else fetches this bot's updates, or a webhook is set
│   └── TokenRefusedError    the token is not, or no longer, a bot's
├── SettingsError         a setting that cannot work
├── StoreError            the database is missing, locked, damaged or of another version
└── EngineError           the index is missing, damaged or of another version
    └── EngineBusyError   another process is writing it
"""


class BriefingError(Exception):
    """Base of every error this project raises on purpose.

    `text` is for the log. `message_id` names the Fluent message a person reads, `values` its variables.
    """

    message_id = "error-unexpected"

    def __init__(self, text: str, *, message_id: str | None = None, **values: str | int) -> None:
        super().__init__(text)
        self.text = text
        self.message_id = message_id or self.message_id
        self.values: dict[str, str | int] = dict(values)


class InputError(BriefingError):
    """A person gave something that cannot be used; nothing was changed."""

    message_id = "error-input"


class QuestionError(InputError):
    """An empty, over-long or symbol-only question."""

    message_id = "error-question-empty"


class NotFoundError(InputError):
    """An article, folder, file or set that is not there."""

    message_id = "error-not-found"


class ReadError(BriefingError):
    """A file, or one line of it, that cannot be read as an article: skipped with its reason, the rest is read.

    `reason` is a short clause a person can act on ("is encrypted"); `line` is 1-based, None for the whole file. `kind`
    says the same for texts in other languages: see `bot.model.arrival.Refusal`.
    """

    message_id = "error-read"

    def __init__(self, path: str, reason: str, line: int | None = None, *, kind: str = "damaged") -> None:
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {reason}", path=path, reason=reason)
        self.path = path
        self.reason = reason
        self.line = line
        self.kind = kind


class FetchError(BriefingError):
    """Something on the web that could not be fetched. `kind` is the tail of a Fluent message id, `error-fetch-<kind>`:
    private, scheme, unreachable, timeout, too-large, redirects, encoding, status, robots.

    `retry_after`: seconds that the server asks to wait, None when it says nothing. `gone`: it will not come back (410).
    """

    def __init__(
        self, text: str, kind: str, *, host: str = "", status: int = 0, retry_after: float | None = None
    ) -> None:
        super().__init__(text, message_id=f"error-fetch-{kind}", host=host, status=status)
        self.kind = kind
        self.status = status
        self.retry_after = retry_after

    @property
    def gone(self) -> bool:
        """Whether the server says that it is gone for good."""
        return self.status == 410


class FeedError(BriefingError):
    """What was fetched is no feed, or holds nothing that can be read. `kind`: the tail of a Fluent message id,
    `error-feed-<kind>`: no-feed, entities."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__(text, message_id=f"error-feed-{kind}")


class UpdateError(BriefingError):
    """An update from Telegram that cannot be read: set aside with its error, the rest goes on."""


class CallError(BriefingError):
    """A call to Telegram that did not do what it should; `text` holds Telegram's words, never the token."""

    message_id = "error-telegram"


class CallRefusedError(CallError):
    """Telegram said no, for good: the same call would be refused again."""


class ChatClosedError(CallRefusedError):
    """The bot was blocked or removed, or the chat or account is gone; it may come back."""


class ChatMovedError(CallError):
    """The chat has become the supergroup `new_chat_id`; nothing was done."""

    def __init__(self, text: str, new_chat_id: int) -> None:
        super().__init__(text)
        self.new_chat_id = new_chat_id


class CallDelayedError(CallError):
    """Too many calls; nothing was done. `seconds`: how long to wait, as Telegram says."""

    def __init__(self, text: str, seconds: float) -> None:
        super().__init__(text)
        self.seconds = seconds


class CallNotMadeError(CallError):
    """No connection: nothing reached Telegram."""


class CallUnsureError(CallError):
    """No answer in time, a broken connection, or a server's failure: it may have been done."""


class OtherPollerError(CallError):
    """Somebody else fetches this bot's updates, or a webhook is set (409)."""


class TokenRefusedError(CallError):
    """Telegram does not know the token, or not any more (401)."""

    message_id = "error-token"


class SettingsError(BriefingError):
    """A setting that cannot work; the text names it and says what would."""

    message_id = "error-settings"


class StoreError(BriefingError):
    """The database is missing, locked, damaged or made by another version."""

    message_id = "error-store"


class EngineError(BriefingError):
    """The index is missing, damaged or made by another version: `briefing-bot reindex` makes it anew."""

    message_id = "error-index"


class EngineBusyError(EngineError):
    """Another process is writing the index; it will have done soon."""
