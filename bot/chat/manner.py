"""How to speak to somebody: language, calendar, how much to quote."""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.chat.language import choose_language
from bot.chat.nouns import Incoming, Sender
from bot.model.chat_protocols import ChatStore
from bot.model.chat_settings import ChatSettings
from bot.model.place import Place
from bot.text.messages import Messages, read_messages
from bot.text.zones import read_zone

QUOTES = 4
"""Claims that an answer has at most; a place may want fewer."""
ZONE = "UTC"


class Manner(NamedTuple):
    """`zone`: whose calendar dates are shown by. `quotes`: claims shown of an answer."""

    messages: Messages
    zone: ZoneInfo
    quotes: int


class Manners:
    """What was chosen, else what Telegram says of the person's client, else the default language."""

    def __init__(self, store: ChatStore, default_language: str) -> None:
        self._store = store
        self._default = default_language

    async def of(self, heard: Incoming) -> Manner:
        """For the answer to what was heard. In a group its own settings go before the person's."""
        return self._compose(await self.chosen(heard), heard.sender)

    async def of_place(self, place: Place, language: str) -> Manner:
        """For what nobody asked for just now: as its chat chose; of a private chat, as its person did. `language`: when
        none was chosen."""
        people, places = self._store.people, self._store.places
        private = place.chat_id > 0
        chosen = await (people.settings(place.chat_id) if private else places.settings(whole_chat(place)))
        return self._compose(chosen, Sender(place.chat_id, language=language))

    async def of_person(self, sender: Sender) -> Manner:
        """For what only this person sees."""
        chosen = await self._store.people.settings(sender.id)
        return self._compose(chosen, sender)

    def _compose(self, chosen: ChatSettings, sender: Sender) -> Manner:
        return Manner(
            messages=read_messages(chosen.language or choose_language(sender.language, self._default)),
            zone=read_zone(chosen.time_zone or ZONE),
            quotes=chosen.quotes or QUOTES,
        )

    async def chosen(self, heard: Incoming) -> ChatSettings:
        """Where nothing was chosen, None."""
        person = ChatSettings()
        if heard.sender.kind == "person":
            person = await self._store.people.settings(heard.sender.id)
        if heard.chat_kind == "private":
            return person
        place = await self._store.places.settings(whole_chat(heard.place))
        return ChatSettings(
            language=place.language or person.language,
            time_zone=place.time_zone or person.time_zone,
            quotes=place.quotes or person.quotes,
        )


def whole_chat(place: Place) -> Place:
    """Settings of a group hold in all its threads."""
    return Place(chat_id=place.chat_id)
