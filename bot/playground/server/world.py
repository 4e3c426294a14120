"""The world behind the server: people, the bot, chats, queues, limits, and a record of what was asked of it."""

import asyncio
from dataclasses import dataclass, field

from bot.playground.server import entities
from bot.playground.server.chats import GENERAL, Chat
from bot.playground.server.clock import Clock
from bot.playground.server.faults import Faults
from bot.playground.server.floods import Floods
from bot.playground.server.inline import InlineCache, InlineQuery
from bot.playground.server.members import Member
from bot.playground.server.messages import Message
from bot.playground.server.polling import Polling
from bot.playground.server.shared import Json
from bot.playground.server.updates import Updates
from bot.playground.server.users import ANONYMOUS_ADMINISTRATOR, User
from bot.playground.server.webhook import Webhook

TOKEN = "7000000001:AAF-local-server-token_0123456789abc"  # noqa: S105 (of this server alone)
SUPERGROUPS = -1_001_000_000_000
GROUPS = -4_000_000
PEOPLE = 5_000_001


@dataclass
class Call:
    """One call as it came in, with its outcome: `code` 200, a refusal's code, or None where nothing was answered."""

    method: str
    params: Json
    at: float
    code: int | None = None
    description: str = ""
    result: object = None


@dataclass
class Query:
    """A tap on a button; it can be answered once, within `lifetime` of the world's setting."""

    id: str
    user_id: int
    chat_id: int
    message_id: int
    data: str
    at: float
    answer: Json | None = None


@dataclass
class File:
    """Bytes that the bot or a person sent; `size` may be claimed larger than the bytes (files over the limit)."""

    id: str
    path: str
    content: bytes
    size: int


@dataclass
class Profile:
    """What setMy... stored: commands by (scope as JSON text, language code), texts by (method's noun, language)."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)


class World:
    """Everything the server knows. `privacy`: the bot's privacy mode. `violations` must stay empty: see fixtures.

    `webhook_pace`: what a webhook's waits are multiplied with. `webhook_throttled`: a second setWebhook or
    deleteWebhook within a second is refused. `webhook_gone_after`: seconds of answers 410 that end a webhook.
    """

    def __init__(self, token: str = TOKEN, username: str = "briefing_test_bot", privacy: bool = True) -> None:
        self.token = token
        self.is_revoked = False
        self.privacy = privacy
        self.clock = Clock()
        self.bot = User(int(token.partition(":")[0]), "Briefing", username=username, is_bot=True)
        self.users: dict[int, User] = {self.bot.id: self.bot, ANONYMOUS_ADMINISTRATOR.id: ANONYMOUS_ADMINISTRATOR}
        self.chats: dict[int, Chat] = {}
        self.updates = Updates(self.clock.now)
        self.polling = Polling(self.updates)
        self.floods = Floods()
        self.faults = Faults()
        self.profile = Profile()
        self.queries: dict[str, Query] = {}
        self.query_lifetime = 150.0
        self.files: dict[str, File] = {}
        self.inline: dict[str, InlineQuery] = {}
        self.inline_lifetime = 30.0
        self.inline_cache = InlineCache(self.clock.now)
        self.webhook = Webhook(self.clock.now)
        self.webhook_pace = 1.0
        self.webhook_content_type = "application/json"
        self.webhook_throttled = False
        self.webhook_gone_after = 23 * 3600.0
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self._changed: list[asyncio.Event] = []
        self._common_id = 0
        self.polling.held = self.change

    def complain(self, text: str) -> None:
        """Records what the real server would swallow and a test must not."""
        self.violations.append(text)

    def change(self) -> None:
        """Wakes whoever waits for the world to look different."""
        for event in self._changed:
            event.set()

    def watch(self) -> asyncio.Event:
        """An event that every change sets; give it back to `unwatch`."""
        event = asyncio.Event()
        self._changed.append(event)
        return event

    def unwatch(self, event: asyncio.Event) -> None:
        self._changed.remove(event)

    def called(self, method: str) -> list[Call]:
        """The calls of one method (any case), oldest first."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    def person(self, first_name: str, language_code: str | None = "en", **more: str | int | bool | None) -> User:
        """Somebody new; `more` are fields of User (a fixed `id`, `username`, `is_bot` ...)."""
        taken = {"id": PEOPLE + len(self.users)} | more
        user = User(first_name=first_name, language_code=language_code, **taken)  # type: ignore[arg-type]
        self.users[user.id] = user
        return user

    def private(self, user_id: int) -> Chat:
        """The private chat between this person and the bot: its id is the person's."""
        return self.chats.setdefault(user_id, Chat(user_id, "private"))

    def group(self, title: str, creator: int, *members: int, kind: str = "supergroup", bot: str = "member") -> Chat:
        """A chat of kind group, supergroup, forum or channel; `bot`: its status there, "" if it never was there."""
        base = GROUPS if kind == "group" else SUPERGROUPS
        chat = Chat(base - 1 - len(self.chats), "supergroup" if kind == "forum" else kind, title)
        chat.is_forum = kind == "forum"
        chat.last_id = GENERAL if chat.is_forum else 0
        chat.members = {user_id: Member() for user_id in members} | {creator: Member("creator")}
        if bot:
            chat.members[self.bot.id] = Member(bot, {"can_post_messages"} if bot == "administrator" else set())
        self.chats[chat.id] = chat
        return chat

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups and channels count for themselves; private chats and basic groups share one row of numbers."""
        if chat.type in {"supergroup", "channel"}:
            chat.last_id += 1
            return chat.last_id
        self._common_id += 1
        return self._common_id

    def post(self, chat: Chat, message: Message) -> Message:
        chat.messages[message.id] = message
        self.change()
        return message

    def find_username(self, username: str) -> Chat | None:
        """A public chat by its name, with or without `@`."""
        name = username.removeprefix("@").lower()
        return next((chat for chat in self.chats.values() if (chat.username or "").lower() == name), None)

    def find_user_json(self, user_id: int) -> Json | None:
        user = self.users.get(user_id)
        return user.as_json() if user else None

    def format(self, text: str, parse_mode: str, given: list[Json] | None, limit: int) -> entities.Formatted:
        return entities.format_text(text, parse_mode, given, self.find_user_json, limit)
