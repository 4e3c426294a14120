"""An update from Telegram -> what it means for us, or None when it is not meant for us. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.chat.addressing import CalledFor, clean, cut_mentions, find_command, is_for_us, mentions
from bot.chat.nouns import (
    BotIdentity,
    Change,
    ChannelPost,
    Command,
    Edited,
    Heard,
    Incoming,
    Inline,
    MembershipChange,
    Migration,
    Piece,
    Question,
    Reopened,
    Sender,
    Tapped,
    Unsupported,
    Via,
)
from bot.chat.pieces import find_added, find_piece, read_own_post
from bot.chat.wire import CallbackQuery, ChatMember, ChatMemberUpdated, Message, TappedMessage, WireUpdate, Written
from bot.model.errors import UpdateError
from bot.model.place import Place

if TYPE_CHECKING:
    from telegram import Update

ADD = "add"
"""The command that may stand below a document."""
GROUP_ANONYMOUS_BOT = 1087968824
"""`from` of what an anonymous administrator writes (reference: telegram-bot-api.md section 2, row 29)."""
CHANNEL_BOT = 136817688
"""`from` of what is written in the name of a channel (Bot API, Message.sender_chat)."""
_NUMBERED = re.compile(r"^(\d{1,3})\. ", re.MULTILINE)
_STAND_INS = (GROUP_ANONYMOUS_BOT, CHANNEL_BOT)


def read_incoming(update: "Mapping[str, Any] | Update", bot: BotIdentity) -> Heard | None:
    """What an update means for us; None when it is none of our business (see docstrings of `bot/chat/nouns.py`).

    In a private chat any text is a question. In groups only /ask, a reply to a message of ours, and a mention are;
    other bots and posts that a channel forwards into its group are never heard. Raises UpdateError, and nothing else,
    when the update cannot be read.
    """
    read = _read(update)
    if message := read.message or read.edited_message:
        heard = _read_message(read.update_id, message, bot)
        return heard if read.message else _as_edit(heard, message.edit_date)
    if post := read.channel_post or read.edited_channel_post:
        return _read_post(read.update_id, post, is_edit=read.channel_post is None)
    if read.callback_query:
        return _read_tap(read.update_id, read.callback_query)
    if read.my_chat_member:
        return _read_membership(read.update_id, read.my_chat_member)
    return None


def read_inline(update: Mapping[str, Any]) -> Inline | None:
    """The inline query of an update; None when it is none, cannot be read, or comes from a bot."""
    if "inline_query" not in update:
        return None
    try:
        read = _read(update)
    except UpdateError:
        return None
    query = read.inline_query
    if query is None or query.sender.is_bot:
        return None
    sender = Sender(query.sender.id, "person", query.sender.language_code)
    return Inline(update_id=read.update_id, query_id=query.id, sender=sender, text=clean(query.query))


def find_place(update: Mapping[str, Any]) -> Place | None:
    """Where an update belongs, for processing in order; None where it has no place, or cannot be read."""
    try:
        read = _read(update)
    except UpdateError:
        return None
    post = read.channel_post or read.edited_channel_post
    tapped = read.callback_query.message if read.callback_query else None
    message = read.message or read.edited_message or post or tapped
    if message:
        return _place(message)
    return Place(chat_id=read.my_chat_member.chat.id) if read.my_chat_member else None


def _read(update: "Mapping[str, Any] | Update") -> WireUpdate:
    raw = update if isinstance(update, Mapping) else getattr(update, "to_dict", dict)()
    try:
        return WireUpdate.model_validate(_with_kinds(raw))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise UpdateError(f"update cannot be read: {where}: {first['msg']}") from None


def _with_kinds(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The update with `kinds`, the media fields of each message, in order, whatever these hold."""
    read = dict(raw)
    for name in ("message", "edited_message", "channel_post", "edited_channel_post"):
        message = read.get(name)
        if isinstance(message, Mapping):
            read[name] = {**message, "kinds": [kind for kind in Written.KINDS if message.get(kind)]}
    return read


def _read_message(update_id: int, message: Message, bot: BotIdentity) -> Heard | None:
    if message.migrate_to_chat_id:
        return Migration(update_id=update_id, old=message.chat.id, new=message.migrate_to_chat_id)
    if message.migrate_from_chat_id:
        return Migration(update_id=update_id, old=message.migrate_from_chat_id, new=message.chat.id)
    sender = _find_sender(message)
    if sender is None or message.chat.type == "channel":
        return None
    return _Reading(update_id, message, sender, bot).read()


class _Reading:
    """One message by somebody whom we hear."""

    def __init__(self, update_id: int, message: Message, sender: Sender, bot: BotIdentity) -> None:
        self._message = message
        self._bot = bot
        self._text = (message.text if message.text is not None else message.caption) or ""
        self._entities = message.entities if message.text is not None else message.caption_entities
        self._replied = _find_replied(message)
        self._answers = self._replied.message_id if self._replied and _is_ours(self._replied, bot) else None
        self._where: dict[str, Any] = {
            "update_id": update_id,
            "place": _place(message),
            "chat_kind": message.chat.type,
            "sender": sender,
            "message_id": message.message_id,
            "sent": datetime.fromtimestamp(message.date, UTC),
        }

    def read(self) -> Heard | None:
        if self._message.forum_topic_reopened is not None:
            return Reopened(**{name: self._where[name] for name in Incoming.model_fields})
        command = find_command(self._text)
        via = self._find_via(command)
        if via is None:
            return None
        if self._message.text is None and not (command and command.name == ADD):
            return self._unsupported()
        if command and via == "command":
            return self._ask(command.argument, via) if command.name == "ask" else self._command(command)
        return self._ask(self._text, via)

    def _find_via(self, command: CalledFor | None) -> Via | None:
        """How we are addressed; None when we are not. A command to another bot is never for us."""
        if command:
            return "command" if is_for_us(command, self._bot) else None
        if self._message.chat.type == "private":
            return "private"
        if self._answers is not None:
            return "reply"
        return "mention" if mentions(self._text, self._entities, self._bot) else None

    def _ask(self, text: str, via: Via) -> Heard:
        """What is asked; without words of its own the text replied to, when that is somebody else's."""
        text = clean(text) if via == "command" else cut_mentions(self._text, self._entities, self._bot)
        if text:
            points_at, piece = self._find_number(), self._find_piece()
            return Question(**self._where, text=text, via=via, answers=self._answers, points_at=points_at, piece=piece)
        if (
            self._replied
            and self._answers is None
            and (other := clean(self._replied.text or self._replied.caption or ""))
        ):
            return Question(**self._where, text=other, via=via, about=self._replied.message_id)
        return Command(**self._where, name="ask", answers=self._answers)

    def _command(self, command: CalledFor) -> Command:
        argument = clean(command.argument)
        points_at = self._find_number()
        piece = self._find_added(argument) if command.name == ADD else None
        return Command(
            **self._where,
            name=command.name,
            argument=argument,
            piece=piece,
            answers=self._answers,
            points_at=points_at,
        )

    def _find_added(self, argument: str) -> Piece | None:
        """Nothing of what we said ourselves is taken in."""
        return find_added(self._message, argument, self._replied if self._answers is None else None)

    def _find_number(self) -> int | None:
        """Of the paragraph of our message in which the quoted part begins; None when no part of it is quoted."""
        quote, replied = self._message.quote, self._replied
        if quote is None or replied is None or self._answers is None:
            return None
        text = replied.text or ""
        start = len(text.encode("utf-16-le", "surrogatepass")[: 2 * quote.position].decode("utf-16-le", "ignore"))
        end = text.find("\n", start)
        numbers = _NUMBERED.findall(text if end < 0 else text[:end])
        return int(numbers[-1]) if numbers else None

    def _find_piece(self) -> Piece | None:
        return find_piece(self._message) if self._message.chat.type == "private" else None

    def _unsupported(self) -> Unsupported | None:
        """Media that is for us; None for service messages ("pinned a message")."""
        kinds = self._message.kinds
        if not kinds:
            return None
        album = self._message.media_group_id
        return Unsupported(**self._where, kind=kinds[0], album=album, piece=self._find_piece())


def _read_post(update_id: int, message: Message, *, is_edit: bool) -> ChannelPost:
    return ChannelPost(
        update_id=update_id,
        place=Place(chat_id=message.chat.id),
        chat_kind=message.chat.type,
        sender=Sender(message.chat.id, "channel"),
        message_id=message.message_id,
        post=read_own_post(message),
        album=message.media_group_id,
        is_edit=is_edit,
    )


def _as_edit(heard: Heard | None, edited: int | None) -> Edited | None:
    """Of an edited message only a question matters; commands are not run twice. It is asked when it is edited."""
    if not isinstance(heard, Question):
        return None
    question = heard if edited is None else heard.model_copy(update={"sent": datetime.fromtimestamp(edited, UTC)})
    return Edited(
        update_id=heard.update_id, place=heard.place, chat_kind=heard.chat_kind, sender=heard.sender, question=question
    )


def _find_sender(message: Message) -> Sender | None:
    """Who speaks; None for other bots, for what was sent by means of one, and for a channel's forwarded posts."""
    if message.is_automatic_forward or message.via_bot or message.sender is None:
        return None
    if chat := message.sender_chat:
        return Sender(chat.id, "channel" if chat.type == "channel" else "anonymous")
    if message.sender.is_bot or message.sender.id in _STAND_INS:
        return None
    return Sender(message.sender.id, "person", message.sender.language_code)


def _find_replied(message: Message) -> Written | None:
    """What the message replies to. In a forum thread every message "replies" to the one that opened the thread."""
    replied = message.reply_to_message
    return replied if replied and replied.forum_topic_created is None else None


def _is_ours(message: Written, bot: BotIdentity) -> bool:
    return message.sender is not None and message.sender.id == bot.id


def _place(message: Message | TappedMessage) -> Place:
    """A thread only of a forum: replies in other groups carry a thread id too, which must not be echoed."""
    return Place(chat_id=message.chat.id, thread_id=message.message_thread_id if message.is_topic_message else None)


def _read_tap(update_id: int, query: CallbackQuery) -> Tapped | None:
    """None for buttons of inline messages and games, of which we have none."""
    if not query.message or not query.data or query.sender.is_bot:
        return None
    return Tapped(
        update_id=update_id,
        place=_place(query.message),
        chat_kind=query.message.chat.type,
        sender=Sender(query.sender.id, "person", query.sender.language_code),
        query_id=query.id,
        message_id=query.message.message_id,
        data=clean(query.data),
    )


def _read_membership(update_id: int, changed: ChatMemberUpdated) -> MembershipChange:
    was, now = _is_in(changed.old_chat_member), _is_in(changed.new_chat_member)
    change = Change.RIGHTS if was == now else Change.ADDED if now else Change.REMOVED
    return MembershipChange(
        update_id=update_id,
        place=Place(chat_id=changed.chat.id, thread_id=None),
        chat_kind=changed.chat.type,
        sender=Sender(changed.sender.id, "person", changed.sender.language_code),
        change=change,
        may_write=_may_write(changed.new_chat_member),
        administrator=changed.new_chat_member.status == "administrator",
        title=clean(changed.chat.title or ""),
    )


def _is_in(member: ChatMember) -> bool:
    return member.status in ("creator", "administrator", "member") or (
        member.status == "restricted" and member.is_member
    )


def _may_write(member: ChatMember) -> bool:
    return _is_in(member) and (member.status != "restricted" or member.can_send_messages)
