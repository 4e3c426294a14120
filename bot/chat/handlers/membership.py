"""What becomes of the bot in a chat: added, removed, blocked, back again; and chats that become other chats."""

import logging

from bot.chat.calls import compose_message
from bot.chat.desk import Desk
from bot.chat.handlers.gate import Gate
from bot.chat.nouns import Change, MembershipChange, Migration, Reopened
from bot.chat.render import Page, render_introduction, render_sentence
from bot.model.grant import Grant
from bot.model.membership import MembershipState

log = logging.getLogger(__name__)


class Memberships:
    """Introduces the bot once to a group that may use it; pauses what is sent where it is not."""

    def __init__(self, desk: Desk, gate: Gate) -> None:
        self._desk = desk
        self._gate = gate

    async def migrate(self, migration: Migration) -> None:
        """Everything of the group becomes the supergroup's. Telegram says it twice, and twice is harmless."""
        await self._desk.store.places.migrate(migration.old, migration.new, self._desk.clock())

    async def reopen(self, reopened: Reopened) -> None:
        """Digests and alerts that were refused in a closed thread go on."""
        if await self._desk.store.subscriptions.resume(reopened.place):
            log.info("subscriptions go on")
        self._desk.wake()

    async def change(self, changed: MembershipChange) -> None:
        """Added, removed, or only with other rights. Where we may write (again), what was refused goes on."""
        if changed.may_write and await self._desk.store.subscriptions.resume_chat(changed.place.chat_id):
            log.info("subscriptions go on")
        if changed.change is Change.RIGHTS:
            self._desk.wake()
            return
        private = changed.chat_kind == "private"
        gone = MembershipState.BLOCKED if private else MembershipState.REMOVED
        state = MembershipState.ACTIVE if changed.change is Change.ADDED else gone
        places, now = self._desk.store.places, self._desk.clock()
        before = await places.membership(changed.place.chat_id)
        await places.set_membership(changed.place.chat_id, state, now)
        self._desk.wake()
        if state is not MembershipState.ACTIVE or changed.chat_kind not in ("group", "supergroup"):
            return
        if self._desk.is_operator(changed):
            grant = Grant(subject_id=changed.place.chat_id, granted_by=changed.sender.id, granted=now)
            await self._desk.store.access.allow(grant)
        if changed.may_write and not (before and before.introduced):
            await self._introduce(changed)

    async def _introduce(self, changed: MembershipChange) -> None:
        """To a group that an operator added it to, or that is allowed; others learn what number to pass on."""
        now = self._desk.clock()
        let_in = await self._gate.let_in(changed)
        if not let_in and not self._gate.is_refusal_due(changed.place.chat_id):
            return
        page = await self._compose(changed, let_in=let_in)
        await self._desk.record([compose_message(page, changed.place, now)], changed.update_id)
        if let_in:
            await self._desk.store.places.mark_introduced(changed.place.chat_id, now)

    async def _compose(self, changed: MembershipChange, *, let_in: bool) -> Page:
        manner = await self._desk.manners.of(changed)
        if not let_in:
            text = manner.messages.text("bot-refused-place", id=str(changed.place.chat_id))
            return render_sentence(text, manner.messages, trusted=False)
        coverage = await (await self._desk.reader(changed)).answers.coverage()
        return render_introduction(manner.messages, coverage, sample=self._desk.sample, zone=manner.zone)
