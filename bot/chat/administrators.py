"""Who administers a group."""

from time import monotonic

from bot.chat.api import TelegramApi
from bot.chat.nouns import Incoming
from bot.model.errors import CallError

KNOWN_SECONDS = 60.0
"""How long Telegram's word counts: somebody may have been promoted a minute ago."""
MOST_KNOWN = 1000
ADMINISTRATORS = ("creator", "administrator")


class Administrators:
    """Asks Telegram. Whatever it refuses to say (hidden members, unknown people) counts as no."""

    def __init__(self, api: TelegramApi) -> None:
        self._api = api
        self._known: dict[tuple[int, int], tuple[float, bool]] = {}

    async def include(self, heard: Incoming) -> bool:
        """Whether who speaks may decide for this chat: in private always, in a group its administrators, those who
        write anonymously in its name included. A channel that speaks in a group does not administer it."""
        if heard.chat_kind == "private":
            return True
        if heard.sender.kind != "person":
            return heard.sender.kind == "anonymous" and heard.sender.id == heard.place.chat_id
        return await self._ask(heard.place.chat_id, heard.sender.id)

    async def _ask(self, chat_id: int, person_id: int) -> bool:
        key = (chat_id, person_id)
        known = self._known.get(key)
        if known and known[0] > monotonic():
            return known[1]
        try:
            member = await self._api.call("getChatMember", {"chat_id": chat_id, "user_id": person_id})
        except CallError:
            return False
        is_one = isinstance(member, dict) and member.get("status") in ADMINISTRATORS
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[key] = (monotonic() + KNOWN_SECONDS, is_one)
        return is_one
