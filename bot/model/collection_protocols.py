"""The contract of who reads which collection. Each sentence of a docstring here has a test."""

from datetime import datetime
from typing import Protocol

from bot.model.collection import Opening


class CollectionStore(Protocol):
    """Collections of groups, by the chat that owns them, and where else they are read. A chat that has migrated is
    meant by its old id too. `public` is read everywhere and never named here."""

    async def readable(self, chat_id: int) -> list[str]:
        """What a chat reads beside `public`: its own, then those opened to it, in a fixed order. One that is opened is
        not read while the bot is away from the group that owns it."""

    async def find_own(self, chat_id: int) -> str | None:
        """The name of the chat's own collection."""

    async def get_own(self, chat_id: int, now: datetime) -> str:
        """The same, made when there is none. The name is drawn at random: it says nothing of the chat."""

    async def open(self, opening: Opening) -> bool:
        """False when it was open to that chat before, and for the owner itself."""

    async def close(self, owner_id: int, reader_id: int) -> bool:
        """False when it was not open to that chat."""

    async def openings(self) -> list[Opening]:
        """The oldest first."""

    async def opened_by_owner(self, owner_id: int) -> list[int]:
        """The other chats that read what this one keeps, ascending."""

    async def disown(self, chat_id: int) -> list[str]:
        """From now on nobody reads what the chat keeps, and it is open to nobody; gives the names that are to be
        deleted. Turns, watches and what waits to be sent, in any chat that could read them, are left alone."""

    async def disowned(self) -> list[str]:
        """Names that are to be deleted still."""

    async def deleted(self, name: str) -> None:
        """Nothing of it is left: its name goes too."""
