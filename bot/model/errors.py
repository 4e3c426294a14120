"""The error tree. Third-party errors are translated into it once, where they enter.

BriefingError
├── InputError            a person gave something that cannot be used
│   ├── QuestionError     an empty, over-long or symbol-only question
│   └── NotFoundError     an article, folder or set that is not there
├── ReadError             a file or line that cannot be read as an article (skipped and reported, never fatal)
├── UpdateError           an update from Telegram that cannot be read (set aside with its error, never fatal)
├── SettingsError         a setting that cannot work
├── StoreError            the database is missing, locked, damaged or of another version
└── EngineError           the index is missing, damaged or of another version
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

    `reason` is a short clause a person can act on ("is encrypted"); `line` is 1-based, None for the whole file.
    """

    message_id = "error-read"

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {reason}", path=path, reason=reason)
        self.path = path
        self.reason = reason
        self.line = line


class UpdateError(BriefingError):
    """An update from Telegram that cannot be read: set aside with its error, the rest goes on."""


class SettingsError(BriefingError):
    """A setting that cannot work; the text names it and says what would."""

    message_id = "error-settings"


class StoreError(BriefingError):
    """The database is missing, locked, damaged or made by another version."""

    message_id = "error-store"


class EngineError(BriefingError):
    """The index is missing, damaged or made by another version: `briefing-bot reindex` makes it anew."""

    message_id = "error-index"
