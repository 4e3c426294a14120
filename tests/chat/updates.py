"""Raw updates as Telegram sends them."""

from typing import Any

from bot.chat.nouns import BotIdentity

BOT = BotIdentity(777, "brief_bot")
PERSON: dict[str, Any] = {"id": 5, "is_bot": False, "first_name": "Ada", "language_code": "uk"}
OURSELVES: dict[str, Any] = {"id": 777, "is_bot": True, "first_name": "Brief", "username": "brief_bot"}
OTHER_BOT: dict[str, Any] = {"id": 778, "is_bot": True, "first_name": "Other", "username": "other_bot"}
PRIVATE: dict[str, Any] = {"id": 5, "type": "private", "first_name": "Ada"}
GROUP: dict[str, Any] = {"id": -100500, "type": "supergroup", "title": "Desk"}
CHANNEL: dict[str, Any] = {"id": -100900, "type": "channel", "title": "News"}


def message(
    text: str | None = "what does Russia demand?", chat: dict[str, Any] = PRIVATE, **more: Any
) -> dict[str, Any]:
    made = {"message_id": 10, "date": 1_750_000_000, "chat": chat, "from": PERSON}
    return made | ({} if text is None else {"text": text}) | more


def update(of: dict[str, Any], kind: str = "message") -> dict[str, Any]:
    return {"update_id": 1, kind: of}


def replied(text: str | None = "Talks go on", sender: dict[str, Any] = PERSON, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"message_id": 9, "date": 1_749_999_000, "chat": GROUP, "from": sender}
    return made | ({} if text is None else {"text": text}) | more


def entity(kind: str, text: str, part: str, **more: Any) -> dict[str, Any]:
    """The entity that `part` is in `text`, in UTF-16 units."""
    start = len(text[: text.index(part)].encode("utf-16-le")) // 2
    return {"type": kind, "offset": start, "length": len(part.encode("utf-16-le")) // 2, **more}


def member(status: str, **more: Any) -> dict[str, Any]:
    return {"user": OURSELVES, "status": status, **more}


def membership(old: dict[str, Any], new: dict[str, Any], chat: dict[str, Any] = GROUP) -> dict[str, Any]:
    changed = {"chat": chat, "from": PERSON, "date": 1_750_000_000, "old_chat_member": old, "new_chat_member": new}
    return update(changed, "my_chat_member")
