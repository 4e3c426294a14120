"""Playing people: what they write, edit, tap and react to. Ids go in and come out, so that it works over HTTP too."""

import mimetypes

from bot.playground.server.chats import Chat
from bot.playground.server.delivery import deliver_inline, deliver_message, deliver_query, deliver_reaction
from bot.playground.server.entities import Formatted, recognise, units
from bot.playground.server.inline import QUERY_LENGTH, InlineQuery
from bot.playground.server.messages import Message
from bot.playground.server.shared import Json
from bot.playground.server.world import File, Query, World

MEDIA_SIZE = 2048


class People:
    """Each verb returns the id of the message it made, unless said otherwise; wrong ids raise KeyError."""

    def __init__(self, world: World) -> None:
        self.world = world

    def start(self, user_id: int, payload: str = "") -> int:
        """Opens the private chat with the bot (again, after a block) and sends /start."""
        user = self.world.users[user_id]
        user.started, user.met = True, True
        self.world.private(user_id)
        return self.write(user_id, user_id, f"/start {payload}".rstrip())

    def write(
        self,
        chat_id: int,
        user_id: int,
        text: str,
        reply_to: int | None = None,
        thread_id: int | None = None,
        mentions: dict[str, int] | None = None,
        is_anonymous: bool = False,
    ) -> int:
        """`mentions`: words of the text that are text mentions of these user ids. `is_anonymous`: as the group."""
        formatted = add_mentions(self.world, recognise(text), mentions or {})
        message = self._compose(chat_id, user_id, reply_to, thread_id)
        message.text, message.entities = formatted.text, formatted.entities
        message.as_chat = message.as_chat or is_anonymous
        return self._post(message)

    def send_media(
        self,
        chat_id: int,
        user_id: int,
        kind: str,
        caption: str = "",
        reply_to: int | None = None,
        thread_id: int | None = None,
        album: str | None = None,
    ) -> int:
        """A photo, voice, document, video or sticker with some bytes in it; `album`: one of a media group."""
        message = self._compose(chat_id, user_id, reply_to, thread_id)
        formatted = recognise(caption)
        message.text, message.entities = formatted.text, formatted.entities
        message.media = render_media(self.store_file(kind, b"x" * MEDIA_SIZE), kind)
        message.album = album
        return self._post(message)

    def send_document(
        self,
        chat_id: int,
        user_id: int,
        name: str,
        content: bytes | str,
        caption: str = "",
        reply_to: int | None = None,
        size: int | None = None,
    ) -> int:
        """A file with its name; `size`: what is claimed, where that is more than the content (see `File`)."""
        message = self._compose(chat_id, user_id, reply_to, None)
        formatted = recognise(caption)
        message.text, message.entities = formatted.text, formatted.entities
        file = self.store_file("document", content.encode() if isinstance(content, str) else content, size)
        message.media = render_media(file, "document", name)
        return self._post(message)

    def forward(self, chat_id: int, user_id: int, from_chat_id: int, message_id: int) -> int:
        """Forwards what stands in a channel, as MessageOriginChannel (https://core.telegram.org/bots/api)."""
        source = self.world.chats[from_chat_id]
        original = source.messages[message_id]
        message = self._compose(chat_id, user_id, None, None)
        message.text, message.entities, message.media = original.text, original.entities, original.media
        message.album = original.album and f"{original.album}0"
        origin = {"type": "channel", "date": original.date, "chat": source.render(), "message_id": message_id}
        message.origin = original.origin or origin
        return self._post(message)

    def store_file(self, kind: str, content: bytes, size: int | None = None) -> File:
        number = len(self.world.files) + 1
        path = f"{kind}s/file_{number}"
        file = File(f"{kind}-{number:08d}", path, content, len(content) if size is None else size)
        self.world.files[file.id] = file
        return file

    def edit(self, chat_id: int, message_id: int, text: str) -> None:
        message = self.world.chats[chat_id].messages[message_id]
        formatted = recognise(text)
        message.text, message.entities = formatted.text, formatted.entities
        message.edited = self.world.clock.today()
        deliver_message(self.world, message, is_edit=True)
        self.world.change()

    def delete(self, chat_id: int, message_id: int) -> None:
        """Bots are not told when a message is deleted."""
        del self.world.chats[chat_id].messages[message_id]
        self.world.change()

    def tap(self, chat_id: int, message_id: int, user_id: int, button: str) -> str:
        """Taps the callback button with this text or data; returns the query's id. LookupError without such one."""
        message = self.world.chats[chat_id].messages[message_id]
        buttons = [one for row in message.keyboard for one in row if "callback_data" in one]
        for one in buttons:
            if button in {one["text"], one["callback_data"]}:
                return self.tap_data(chat_id, message_id, user_id, one["callback_data"])
        raise LookupError(f"no button {button!r} among {[one['text'] for one in buttons]}")

    def tap_data(self, chat_id: int, message_id: int, user_id: int, data: str) -> str:
        """A tap whose data was forged or stands on a keyboard that is gone meanwhile; returns the query's id."""
        number = f"{self.world.bot.id}{len(self.world.queries) + 1:06d}"
        query = Query(number, user_id, chat_id, message_id, data, self.world.clock.now())
        self.world.queries[query.id] = query
        deliver_query(self.world, query)
        self.world.change()
        return query.id

    def inline(self, user_id: int, query: str, chat_id: int | None = None, offset: str = "") -> str:
        """Types `@bot query` in a chat, or in one with somebody else (None); returns the query's id. What Telegram
        has in its cache is answered from there; `offset` is the last answer's `next_offset` where one scrolls on."""
        world = self.world
        number = f"{user_id}{len(world.inline) + 1:06d}"
        asked = InlineQuery(number, user_id, query[:QUERY_LENGTH], offset, "private", world.clock.now())
        if chat_id is not None:
            asked.chat_type = "sender" if chat_id == user_id else world.chats[chat_id].type
        world.inline[number] = asked
        asked.answer = world.inline_cache.find(user_id, asked.query, offset)
        asked.is_cached = asked.answer is not None
        if not asked.is_cached:
            deliver_inline(world, asked)
        world.change()
        return number

    def choose(self, user_id: int, chat_id: int, query_id: str, result_id: str, thread_id: int | None = None) -> int:
        """Sends a result that was offered for this person's query. LookupError when it was not."""
        asked = self.world.inline[query_id]
        if asked.answer is None or asked.user_id != user_id:
            raise LookupError(f"query {query_id} of {user_id} has no answer")
        offered = asked.answer.result(result_id)
        message = self._compose(chat_id, user_id, None, thread_id)
        message.text, message.entities = offered.content.text, offered.content.entities
        message.keyboard, message.link_preview = offered.keyboard, offered.link_preview
        message.via_bot = self.world.bot.id
        return self._post(message)

    def react(self, chat_id: int, message_id: int, user_id: int, *emoji: str) -> None:
        """Sets this person's reactions to exactly these."""
        message = self.world.chats[chat_id].messages[message_id]
        old = message.reactions.get(user_id, [])
        message.reactions[user_id] = list(emoji)
        deliver_reaction(self.world, message, user_id, old, list(emoji))
        self.world.change()

    def _compose(self, chat_id: int, user_id: int, reply_to: int | None, thread_id: int | None) -> Message:
        chat = self.world.chats[chat_id]
        message = Message(self.world.next_message_id(chat), chat_id, self.world.clock.today(), user_id)
        replied = chat.messages[reply_to] if reply_to is not None else None
        message.reply_to = reply_to
        place_message(chat, message, replied, thread_id)
        message.as_chat = chat.type == "channel"
        return message

    def _post(self, message: Message) -> int:
        chat = self.world.chats[message.chat_id]
        if self.world.users[message.sender].is_bot:
            chat.last_bot = message.sender
        self.world.post(chat, message)
        deliver_message(self.world, message)
        return message.id


def place_message(chat: Chat, message: Message, replied: Message | None, thread_id: int | None) -> None:
    """Thread ids: a forum's thread (General has none); elsewhere in supergroups the first message of the replies."""
    if chat.is_forum:
        thread = thread_id if thread_id is not None else (replied.thread_id if replied else None)
        message.thread_id = thread if thread in chat.threads else None
        message.is_in_forum_thread = message.thread_id is not None
    elif chat.type == "supergroup" and replied:
        message.thread_id = replied.thread_id or replied.id


def add_mentions(world: World, formatted: Formatted, mentions: dict[str, int]) -> Formatted:
    added: list[Json] = []
    for word, user_id in mentions.items():
        offset = units(formatted.text[: formatted.text.index(word)])
        user = world.users[user_id].as_json()
        added.append({"type": "text_mention", "offset": offset, "length": units(word), "user": user})
    return Formatted(formatted.text, tuple(sorted([*formatted.entities, *added], key=lambda one: int(one["offset"]))))


def render_media(file: File, kind: str, name: str = "file.txt") -> Json:
    """The media fields of a message."""
    body: Json = {"file_id": file.id, "file_unique_id": f"u{file.id}", "file_size": file.size}
    if kind == "photo":
        return {"photo": [body | {"width": 640, "height": 480}]}
    if kind == "voice":
        return {"voice": body | {"duration": 3, "mime_type": "audio/ogg"}}
    if kind == "video":
        return {"video": body | {"width": 640, "height": 480, "duration": 3}}
    if kind == "sticker":
        shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
        return {"sticker": body | shape | {"emoji": "👍"}}
    mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {"document": body | {"file_name": name, "mime_type": mime_type}}
