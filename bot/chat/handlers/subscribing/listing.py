"""/subscriptions: the chat's digests, with buttons to pause, change and delete them. In groups for administrators."""

from collections.abc import Sequence

from bot.chat.administrators import Administrators
from bot.chat.buttons import Button, Keyboard, compose_data, is_id
from bot.chat.desk import Desk
from bot.chat.handlers.actions import SUBSCRIPTIONS
from bot.chat.handlers.subscribing.draft import open_draft
from bot.chat.handlers.subscribing.form import SubscriptionForm
from bot.chat.nouns import Command, Incoming, Tapped
from bot.chat.render import Page
from bot.chat.render.subscriptions import Listed, render_deleting, render_subscriptions
from bot.digest.schedule import next_due
from bot.model.subscription import Pause, Subscription
from bot.text.messages import Messages

PAUSE, RESUME, CHANGE, DELETE, REALLY, LIST = "pause", "resume", "change", "delete", "really", "list"
KNOWN = (PAUSE, RESUME, CHANGE, DELETE, REALLY)


class SubscriptionList:
    """Subscriptions are the chat's: whoever administers it may change them all."""

    def __init__(self, desk: Desk, administrators: Administrators, form: SubscriptionForm) -> None:
        self._desk = desk
        self._administrators = administrators
        self._form = form

    async def show(self, command: Command) -> None:
        """The list."""
        messages = (await self._desk.manners.of(command)).messages
        if not await self._administrators.include(command):
            await self._desk.say(command, messages.text("bot-admins-only"), messages)
            return
        page, keyboard = await self._compose(command, messages)
        await self._desk.reply(command, [page], keyboard)

    async def tap(self, tapped: Tapped, arguments: Sequence[str]) -> bool:
        """A button of the list; False for what no button of ours says."""
        messages = (await self._desk.manners.of(tapped)).messages
        if not await self._administrators.include(tapped):
            await self._desk.answer_tap(tapped, messages.text("bot-admins-only"))
            return True
        match arguments:
            case ["list"]:
                await self._desk.answer_tap(tapped)
                await self._show_again(tapped, messages)
            case [what, number] if what in KNOWN and is_id(number):
                await self._act(tapped, what, int(number), messages)
            case _:
                return False
        return True

    async def _act(self, tapped: Tapped, what: str, subscription_id: int, messages: Messages) -> None:
        """On a subscription of this very chat: a forged button opens nothing elsewhere."""
        store = self._desk.store.subscriptions
        found = await store.find(subscription_id)
        if found is None or found.place.chat_id != tapped.place.chat_id:
            await self._desk.answer_tap(tapped, messages.text("bot-sub-gone"))
            return
        if what == CHANGE:
            await self._form.change(tapped, open_draft(found, tapped.message_id))
            return
        await self._desk.answer_tap(tapped)
        if what == DELETE:
            page = render_deleting(found, messages)
            await self._desk.edit(tapped, page, _compose_really(found.id, messages))
            return
        if what == REALLY:
            await store.delete(found.id)
        else:
            await store.save(self._changed(what, found))
        await self._show_again(tapped, messages)

    def _changed(self, what: str, subscription: Subscription) -> Subscription:
        """What fell due while it was paused is not told of."""
        if what == PAUSE:
            return subscription.model_copy(update={"paused": Pause.PERSON})
        now = self._desk.clock()
        due = next_due(subscription.schedule, now)
        return subscription.model_copy(update={"paused": None, "reached": now, "next_due": due})

    async def _compose(self, heard: Incoming, messages: Messages) -> tuple[Page, Keyboard]:
        store = self._desk.store
        found = await store.subscriptions.of_chat(heard.place.chat_id)
        listed = []
        for one in found:
            editions = await store.editions.of_subscription(one.id, 1)
            listed.append(Listed(one, editions[0] if editions else None))
        page = render_subscriptions(listed, heard.place.thread_id, self._desk.clock(), messages)
        return page, _compose_keyboard(found)

    async def _show_again(self, tapped: Tapped, messages: Messages) -> None:
        page, keyboard = await self._compose(tapped, messages)
        await self._desk.edit(tapped, page, keyboard)


def _compose_keyboard(subscriptions: Sequence[Subscription]) -> Keyboard:
    rows = []
    for number, one in enumerate(subscriptions, start=1):
        what, sign = (RESUME, "▶") if one.paused else (PAUSE, "⏸")
        offered = ((what, sign), (CHANGE, "✎"), (DELETE, "🗑"))
        rows.append([Button(f"{mark} {number}", compose_data(SUBSCRIPTIONS, name, one.id)) for name, mark in offered])
    return rows


def _compose_really(subscription_id: int, messages: Messages) -> Keyboard:
    return [
        [
            Button(messages.text("bot-sub-button-delete"), compose_data(SUBSCRIPTIONS, REALLY, subscription_id)),
            Button(f"‹ {messages.text('bot-sub-button-back')}", compose_data(SUBSCRIPTIONS, LIST)),
        ]
    ]
