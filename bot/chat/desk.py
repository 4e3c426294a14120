"""What every handler works with, and how it records what it answers."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.chat.api import TelegramApi
from bot.chat.arriving import Arriving
from bot.chat.buttons import Keyboard
from bot.chat.calls import compose_edit, compose_pages
from bot.chat.manner import Manners
from bot.chat.metrics import Metrics
from bot.chat.nouns import BotIdentity, Command, Incoming, Question, Tapped, Unsupported, find_reply_to
from bot.chat.reading import Reader, Readers
from bot.chat.render import Page, render_sentence
from bot.ingest.feeds.service import FeedService
from bot.ingest.fetch.fetching import Fetcher
from bot.model.chat_protocols import ChatStore
from bot.model.delivery import Outgoing
from bot.model.errors import CallError
from bot.model.subscription import Told
from bot.model.turn import PlacedTurn
from bot.text.messages import Messages

PATIENCE = 3.0
"""Seconds that the answer to a tap may take: a slow one holds up whoever waits for their turn."""
LONGEST_NOTE = 200
"""Characters of the text that answers a tap."""


@dataclass(frozen=True, slots=True)
class Desk:
    """`sample`: the sample corpus is asked. `feeds`: None where nothing arrives by itself. `wake`: the outbox has
    something to send. `clock`: now, UTC-aware. `arriving`: the way in for what is sent to be read, None where the
    articles are not ours to change. `group_fetcher`: for the links that groups keep."""

    store: ChatStore
    readers: Readers
    api: TelegramApi
    identity: BotIdentity
    manners: Manners
    metrics: Metrics
    operators: frozenset[int]
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    group_fetcher: Fetcher
    sample: bool = False
    feeds: FeedService | None = None
    arriving: Arriving | None = None

    async def reader(self, heard: Incoming) -> Reader:
        """What may be read where somebody speaks. Ask once for each thing that is said, and for nothing else."""
        return await self.readers.of(heard.place)

    async def record(
        self,
        outgoing: Sequence[Outgoing],
        update_id: int,
        turn: PlacedTurn | None = None,
        *,
        beside: int | None = None,
        told: Told | None = None,
    ) -> bool:
        """Records what answers an update, closes the update, and has it sent; False when it was answered before.

        `beside`: the id of the turn whose evidence is shown. `told`: what the place knows from now on.
        """
        recorded = await self.store.deliveries.record(
            outgoing, update_id=update_id, turn=turn, beside=beside, told=told
        )
        self.wake()
        return recorded

    async def reply(
        self, heard: Command | Question | Unsupported, pages: Sequence[Page], keyboard: Keyboard = ()
    ) -> bool:
        """Pages that answer a message, the first as a reply to it in groups, the last with the buttons."""
        outgoing = compose_pages(
            pages,
            heard.place,
            self.clock(),
            reply_to=find_reply_to(heard),
            keyboard=keyboard,
            person_id=heard.sender.id,
        )
        return await self.record(outgoing, heard.update_id)

    async def edit(self, tapped: Tapped, page: Page, keyboard: Keyboard = ()) -> bool:
        """Something else in the place of the message whose button was tapped."""
        edit = compose_edit(page, tapped.place, self.clock(), message_id=tapped.message_id, keyboard=keyboard)
        return await self.record([edit], tapped.update_id)

    async def say(
        self, heard: Command | Question | Unsupported, text: str, messages: Messages, *, trusted: bool = True
    ) -> bool:
        """One sentence of ours in answer to a message; with something untrusted in it, nothing in it acts."""
        return await self.reply(heard, [render_sentence(text, messages, trusted=trusted)])

    async def answer_tap(self, tapped: Tapped, text: str = "") -> None:
        """Ends the button's waiting, with a short text over the chat; a query that is too old is let go."""
        with suppress(CallError):
            params = {"callback_query_id": tapped.query_id}
            shown = params | ({"text": text[:LONGEST_NOTE]} if text else {})
            await self.api.call("answerCallbackQuery", shown, read_timeout=PATIENCE)

    def is_operator(self, heard: Incoming) -> bool:
        """Whether an operator speaks, in their own name."""
        return heard.sender.kind == "person" and heard.sender.id in self.operators
