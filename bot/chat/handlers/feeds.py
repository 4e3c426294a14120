"""/feeds: where articles come from by themselves, for operators: how each feed is, adding, checking and removing."""

from collections.abc import Sequence

from bot.chat.buttons import Button, Keyboard, compose_data, is_id
from bot.chat.desk import Desk
from bot.chat.handlers.actions import FEEDS
from bot.chat.nouns import Command, Tapped
from bot.chat.render import Page, render_sentence
from bot.chat.render.feeds import SHOWN, render_feeds, render_removing
from bot.ingest.feeds.health import find_state
from bot.ingest.feeds.reading import digest
from bot.ingest.feeds.service import FeedService
from bot.ingest.feeds.telling import describe_check
from bot.model.errors import BriefingError
from bot.model.feed import Feed, FeedState
from bot.text.messages import Messages

CHECK, DELETE, REALLY, LIST = "check", "delete", "really", "list"
PATIENCE = 20.0
"""Seconds that a check is waited for: it goes on behind."""
ADDS, REMOVES, CHECKS = ("add", "+"), ("remove", "delete", "-"), ("check",)
_FIRST = (FeedState.FAILING, FeedState.SILENT)


class FeedHandlers:
    """Whoever is no operator is told so, and nothing else."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, command: Command) -> None:
        """The list, or what the argument asks for: "add ADDRESS", "remove ADDRESS", "check ADDRESS", an address."""
        messages = (await self._desk.manners.of(command)).messages
        if not self._desk.is_operator(command):
            await self._desk.say(command, messages.text("bot-feeds-operators"), messages)
            return
        if self._desk.feeds is None:
            await self._desk.say(command, messages.text("bot-feeds-folder"), messages)
            return
        if not command.argument:
            page, keyboard = await self._compose(self._desk.feeds, messages, 0)
            await self._desk.reply(command, [page], keyboard)
            return
        text = await self._obey(self._desk.feeds, command.argument, messages)
        await self._desk.say(command, text, messages, trusted=False)

    async def tap(self, tapped: Tapped, arguments: Sequence[str]) -> bool:
        """A button of the list; False for what no button of ours says."""
        messages = (await self._desk.manners.of(tapped)).messages
        feeds = self._desk.feeds
        if not self._desk.is_operator(tapped) or feeds is None:
            await self._desk.answer_tap(tapped, messages.text("bot-feeds-operators"))
            return True
        match arguments:
            case ["list", first] if is_id(first):
                await self._desk.answer_tap(tapped)
                await self._show_again(tapped, feeds, messages, int(first))
            case [what, key, first] if what in (CHECK, DELETE, REALLY) and is_id(first):
                await self._act(tapped, feeds, (what, key, int(first)), messages)
            case _:
                return False
        return True

    async def _obey(self, feeds: FeedService, argument: str, messages: Messages) -> str:
        """What was done, or why not."""
        verb, _, address = argument.partition(" ")
        if not address and ("." in verb or "/" in verb):
            verb, address = "add", argument
        try:
            match verb.casefold():
                case word if word in ADDS and address:
                    return await self._add(feeds, address, messages)
                case word if word in REMOVES and address:
                    feed = await feeds.get(address)
                    await feeds.remove(feed.url)
                    return messages.text("feed-removed", name=feed.title or feed.url)
                case word if word in CHECKS and address:
                    return await self._check(feeds, await feeds.get(address), messages)
        except BriefingError as error:
            known = error.message_id if error.message_id in messages else type(error).message_id
            return messages.text(known, **{"text": error.text, **error.values})
        return messages.text("bot-feeds-how")

    async def _add(self, feeds: FeedService, address: str, messages: Messages) -> str:
        added = await feeds.add(address, self._desk.clock())
        name = added.feed.title or added.feed.url
        if not added.is_new:
            return messages.text("feed-there", name=name)
        return f"{messages.text('feed-added', name=name)} {await self._check(feeds, added.feed, messages)}"

    async def _check(self, feeds: FeedService, feed: Feed, messages: Messages) -> str:
        check = await feeds.check_within(feed, self._desk.clock(), PATIENCE)
        return describe_check(check, messages) if check else messages.text("feed-going-on")

    async def _act(self, tapped: Tapped, feeds: FeedService, what: tuple[str, str, int], messages: Messages) -> None:
        action, key, first = what
        found = next((one for one in await feeds.store.feeds() if digest(one.url) == key), None)
        if found is None:
            await self._desk.answer_tap(tapped, messages.text("feed-gone"))
            await self._show_again(tapped, feeds, messages, first)
            return
        await self._desk.answer_tap(tapped)
        if action == DELETE:
            page = render_removing(found, messages)
            await self._desk.edit(tapped, page, _compose_really(found, first, messages))
            return
        note = ""
        if action == REALLY:
            await feeds.remove(found.url)
            note = messages.text("feed-removed", name=found.title or found.url)
        else:
            note = f"{found.title or found.url}: {await self._check(feeds, found, messages)}"
        await self._show_again(tapped, feeds, messages, first, note)

    async def _show_again(
        self, tapped: Tapped, feeds: FeedService, messages: Messages, first: int, note: str = ""
    ) -> None:
        page, keyboard = await self._compose(feeds, messages, first, note)
        await self._desk.edit(tapped, page, keyboard)

    async def _compose(
        self, feeds: FeedService, messages: Messages, first: int, note: str = ""
    ) -> tuple[Page, Keyboard]:
        """Feeds that need attention first."""
        now = self._desk.clock()
        listed = sorted(await feeds.store.feeds(), key=lambda feed: find_state(feed, now) not in _FIRST)
        if not listed:
            return render_sentence(f"{note} {messages.text('bot-feeds-none')}".strip(), messages, trusted=False), ()
        first = min(max(first, 0), (len(listed) - 1) // SHOWN * SHOWN)
        page = render_feeds(listed, first, now, messages, note=note)
        return page, _compose_keyboard(listed, first)


def _compose_keyboard(listed: Sequence[Feed], first: int) -> Keyboard:
    shown = listed[first : first + SHOWN]
    rows = [
        [
            Button(f"{sign} {number}", compose_data(FEEDS, what, digest(feed.url), first))
            for what, sign in ((CHECK, "🔄"), (DELETE, "🗑"))
        ]
        for number, feed in enumerate(shown, start=first + 1)
    ]
    turning = [("‹", first - SHOWN), ("›", first + SHOWN)]
    pages = [Button(sign, compose_data(FEEDS, LIST, at)) for sign, at in turning if 0 <= at < len(listed)]
    return [*rows, pages] if pages else rows


def _compose_really(feed: Feed, first: int, messages: Messages) -> Keyboard:
    return [
        [
            Button(messages.text("bot-sub-button-delete"), compose_data(FEEDS, REALLY, digest(feed.url), first)),
            Button(f"‹ {messages.text('bot-sub-button-back')}", compose_data(FEEDS, LIST, first)),
        ]
    ]
