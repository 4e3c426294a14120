"""The store of collections over the chat's database."""

from datetime import datetime
from functools import partial

from bot.model.collection import Opening
from bot.store.chat import collections
from bot.store.chat.database import ChatDatabase


class SqlCollections:
    """CollectionStore over a database: see there."""

    def __init__(self, database: ChatDatabase) -> None:
        self._database = database

    async def readable(self, chat_id: int) -> list[str]:
        """Its own first."""
        return await self._database.read(partial(collections.read_readable, chat_id=chat_id))

    async def find_own(self, chat_id: int) -> str | None:
        """Its name."""
        return await self._database.read(partial(collections.find_own, chat_id=chat_id))

    async def get_own(self, chat_id: int, now: datetime) -> str:
        """Its name, drawn when there is none."""
        return await self._database.write(partial(collections.get_own, chat_id=chat_id, now=now))

    async def open(self, opening: Opening) -> bool:
        """Whether it is new."""
        return await self._database.write(partial(collections.open_to, opening=opening))

    async def close(self, owner_id: int, reader_id: int) -> bool:
        """Whether it was open."""
        return await self._database.write(partial(collections.close_to, owner_id=owner_id, reader_id=reader_id))

    async def openings(self) -> list[Opening]:
        """Oldest first."""
        return await self._database.read(collections.read_openings)

    async def opened_by_owner(self, owner_id: int) -> list[int]:
        """Ascending."""
        return await self._database.read(partial(collections.read_opened_by_owner, owner_id=owner_id))

    async def disown(self, chat_id: int) -> list[str]:
        """Their names."""
        return await self._database.write(partial(collections.disown, chat_id=chat_id))

    async def disowned(self) -> list[str]:
        """By name."""
        return await self._database.read(collections.read_disowned)

    async def deleted(self, name: str) -> None:
        """Once it is."""
        await self._database.write(partial(collections.mark_deleted, name=name))
