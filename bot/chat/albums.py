"""Albums: several messages that are one post. Telegram sends each by itself and never says how many there are."""

import json
from datetime import datetime, timedelta
from hashlib import blake2b

from bot.model.chat_protocols import DialogStore
from bot.model.dialog import Dialog
from bot.model.place import Place
from bot.model.post import Post

KIND = "album"
KEPT = timedelta(days=3)
"""Time in which a caption of an album may be edited and still be known as a part of it."""


class Albums:
    """Joins the captions of an album's messages, in their order, into one post.

    They are kept as a dialog of the channel, under a number made of the album's own: a restart between two messages of
    an album, or before one is edited, changes nothing.
    """

    def __init__(self, dialogs: DialogStore) -> None:
        self._dialogs = dialogs

    async def join(self, place: Place, album: str, message_id: int, post: Post, now: datetime) -> Post:
        """The whole album as far as it is known, under the number of its first message."""
        key = _number(album)
        kept = await self._dialogs.find(place, key, now - KEPT)
        parts: dict[int, str] = {}
        if kept and kept.kind == KIND:
            parts = {int(number): str(text) for number, text in json.loads(kept.state).items()}
        parts[message_id] = post.text
        state = json.dumps(parts, ensure_ascii=False)
        await self._dialogs.begin(Dialog(place=place, person_id=key, kind=KIND, since=now, state=state))
        text = "\n\n".join(parts[number] for number in sorted(parts) if parts[number])
        first = post.message_id - message_id + min(parts)
        return post.model_copy(update={"message_id": first, "text": text})


def _number(album: str) -> int:
    """Below zero, where no person's number is."""
    return -(int.from_bytes(blake2b(album.encode(), digest_size=7).digest(), "big") + 1)
