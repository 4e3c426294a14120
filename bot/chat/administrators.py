"""Who administers a group."""

from time import monotonic
from typing import NamedTuple

from bot.chat.api import TelegramApi
from bot.chat.nouns import Incoming, Tapped
from bot.model.errors import CallError

PATIENCE = 3.0
"""Seconds; no answer counts as no."""
KNOWN_SECONDS = 60.0
"""How long Telegram's word counts: somebody may have been promoted a minute ago."""
MOST_KNOWN = 1000
ADMINISTRATORS = ("creator", "administrator")


class Standing(NamedTuple):
    """Of a member. `anonymous`: what they write comes in the group's name, while their taps come in their own."""

    administers: bool = False
    anonymous: bool = False


class Administrators:
    """Asks Telegram. Whatever it refuses to say (hidden members, unknown people) counts as no."""

    def __init__(self, api: TelegramApi) -> None:
        self._api = api
        self._known: dict[tuple[int, int], tuple[float, Standing]] = {}

    async def include(self, heard: Incoming) -> bool:
        """Whether who speaks may decide for this chat: in private always, in a group its administrators, those who
        write anonymously in its name included. A channel that speaks in a group does not administer it."""
        if heard.chat_kind == "private":
            return True
        if heard.sender.kind != "person":
            return heard.sender.kind == "anonymous" and heard.sender.id == heard.place.chat_id
        return (await self._ask(heard.place.chat_id, heard.sender.id)).administers

    async def find_voice(self, tapped: Tapped) -> int:
        """The id that the next message here of whoever taps will come from: an anonymous administrator's is the
        group's."""
        person_id, chat_id = tapped.sender.id, tapped.place.chat_id
        if tapped.chat_kind == "private":
            return person_id
        return chat_id if (await self._ask(chat_id, person_id)).anonymous else person_id

    async def _ask(self, chat_id: int, person_id: int) -> Standing:
        key = (chat_id, person_id)
        known = self._known.get(key)
        if known and known[0] > monotonic():
            return known[1]
        try:
            member = await self._api.call(
                "getChatMember", {"chat_id": chat_id, "user_id": person_id}, read_timeout=PATIENCE
            )
        except CallError:
            return Standing()
        administers = isinstance(member, dict) and member.get("status") in ADMINISTRATORS
        standing = Standing(administers, administers and member.get("is_anonymous") is True)
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[key] = (monotonic() + KNOWN_SECONDS, standing)
        return standing
