"""/subscribe: one message, filled in by buttons; what cannot be tapped is typed. In groups for administrators."""

from collections.abc import Sequence
from datetime import time, timedelta

from pydantic import ValidationError

from bot.chat.administrators import Administrators
from bot.chat.buttons import Keyboard
from bot.chat.calls import compose_message
from bot.chat.desk import Desk
from bot.chat.handlers.subscribing.draft import KIND, WORKDAYS, Draft
from bot.chat.handlers.subscribing.screens import DAYS, MAIN, OPENED, OUTLETS, TIMES, ZONE, show_screen
from bot.chat.handlers.subscribing.times import read_answer, split_times
from bot.chat.manner import whole_chat
from bot.chat.nouns import Command, Incoming, Question, Tapped
from bot.chat.render import Page, render_sentence
from bot.chat.render.guard import clip
from bot.chat.render.subscriptions import Wanted, render_form, render_subscribed
from bot.digest.schedule import settle
from bot.digest.wanted import read_wanted
from bot.model.chat_settings import ChatSettings
from bot.model.dialog import Dialog
from bot.model.subscription import EVERY_DAY, EditionPlan, Filters, Length, Subscription
from bot.text.messages import Messages
from bot.text.zones import find_zones, is_zone

PATIENCE = timedelta(days=1)
"""How long a form can be filled in."""
WORDS_PATIENCE = timedelta(minutes=15)
"""How long the next words of somebody who was asked for some are taken for the form."""
MOST_SUBSCRIPTIONS = 10
"""In one chat."""
MOST_OUTLETS = 12
LONGEST_TYPED = 60
LONGEST_ANSWER = 6
"""Words of times or of a city as people type them."""
LONGEST_CITY = 3
HEARD = {TIMES: "times", ZONE: "zone"}
ASKED_FOR = {"times": "bot-sub-ask-times", "zone": "bot-sub-ask-zone", "words": "bot-sub-ask-words"}


class SubscriptionForm:
    """The draft is the state of a dialog of whoever began it: it outlives a restart, and others cannot fill it in."""

    def __init__(self, desk: Desk, administrators: Administrators) -> None:
        self._desk = desk
        self._administrators = administrators

    async def start(self, command: Command) -> None:
        """A new form; `/subscribe 7:30 ports` fills in what it says."""
        messages = (await self._desk.manners.of(command)).messages
        if not await self._administrators.include(command):
            await self._desk.say(command, messages.text("bot-admins-only"), messages)
            return
        times, words = split_times(command.argument)
        chosen = await self._desk.manners.chosen(command)
        draft = Draft(zone=chosen.time_zone, filters=read_wanted(words), after=command.message_id)
        if times:
            draft = draft.with_times(times)
        await self._keep(command, command.sender.id, draft)
        page, keyboard = _show(MAIN, draft, messages)
        await self._desk.reply(command, [page], keyboard)

    async def change(self, tapped: Tapped, draft: Draft) -> None:
        """The form filled in with a subscription, in the place of the list."""
        voice = await self._administrators.find_voice(tapped)
        await self._keep(tapped, voice, draft)
        await self._desk.answer_tap(tapped)
        await self._edit(tapped, MAIN, draft)

    async def tap(self, tapped: Tapped, arguments: Sequence[str]) -> bool:
        """A button of the form; False for what no button of ours says."""
        messages = (await self._desk.manners.of(tapped)).messages
        if not await self._administrators.include(tapped):
            await self._desk.answer_tap(tapped, messages.text("bot-admins-only"))
            return True
        found = await self._find(tapped)
        if found is None:
            await self._desk.answer_tap(tapped, messages.text("bot-sub-old-form"))
            return True
        owner, draft = found
        match arguments:
            case ["save"]:
                await self._save(tapped, owner, draft, messages)
            case ["cancel"]:
                await self._cancel(tapped, owner, messages)
            case ["ask", what] if what in ASKED_FOR:
                await self._ask(tapped, owner, draft.model_copy(update={"asked": what}), messages)
            case ["open", name] if name in OPENED:
                await self._open(tapped, owner, name, draft)
            case _:
                return await self._choose(tapped, owner, draft, arguments)
        return True

    async def take_words(self, question: Question) -> bool:
        """Whether the words were what the form had asked for; they are dealt with then."""
        person = question.sender.id
        since = self._desk.clock() - WORDS_PATIENCE
        dialog = await self._desk.store.dialogs.find(question.place, person, since)
        draft = _read_draft(dialog)
        if draft is None or question.about is not None:
            return False
        if draft.asked is None:
            return await self._overhear(question, draft)
        if _is_asking(draft, question.text):
            await self._keep(question, person, draft.model_copy(update={"asked": None}))
            return False
        await self._take(question, draft)
        return True

    async def _overhear(self, question: Question, draft: Draft) -> bool:
        """What somebody types before the open screen without being asked: a time or a city is taken for what it is."""
        heard = draft.model_copy(update={"asked": draft.hears})
        if draft.hears is None or _is_asking(heard, question.text):
            return False
        messages = (await self._desk.manners.of(question)).messages
        if _read_typed(heard, question.text, messages) is None and not _may_be_city(heard, question.text):
            return False
        await self._take(question, heard)
        return True

    async def _take(self, question: Question, draft: Draft) -> None:
        """What was typed goes into the form, which is shown anew; what cannot be read leaves it as it was."""
        messages = (await self._desk.manners.of(question)).messages
        read = _read_typed(draft, question.text, messages)
        shown = clip(question.text, LONGEST_TYPED)
        if read is None:
            text = messages.text(f"bot-sub-unknown-{draft.asked}", typed=shown)
            await self._desk.say(question, text, messages, trusted=False)
            return
        screen = read[1]
        changed = _open_screen(read[0], screen).model_copy(update={"message": None, "after": question.message_id})
        await self._keep(question, question.sender.id, changed)
        page, keyboard = _show(screen, changed, messages)
        now, person = self._desk.clock(), question.sender.id
        message = compose_message(page, question.place, now, keyboard=keyboard, person_id=person)
        await self._desk.record([message], question.update_id)

    async def _open(self, tapped: Tapped, owner: int, name: str, draft: Draft) -> None:
        if name == OUTLETS:
            counts = await (await self._desk.reader(tapped)).answers.outlets()
            biggest = [one.outlet for one in counts if one.outlet][:MOST_OUTLETS]
            offered = tuple(dict.fromkeys([*draft.filters.outlets, *biggest]))[:MOST_OUTLETS]
            draft = draft.model_copy(update={"offered": offered})
        await self._keep(tapped, owner, _open_screen(draft, name))
        await self._desk.answer_tap(tapped)
        await self._edit(tapped, name, draft)

    async def _choose(self, tapped: Tapped, owner: int, draft: Draft, arguments: Sequence[str]) -> bool:
        chosen = _choose(draft, arguments)
        if chosen is None:
            return False
        changed, screen = _open_screen(*chosen), chosen[1]
        await self._keep(tapped, owner, changed)
        await self._desk.answer_tap(tapped)
        await self._edit(tapped, screen, changed)
        return True

    async def _ask(self, tapped: Tapped, owner: int, draft: Draft, messages: Messages) -> None:
        """For words, in a message of its own: in groups they come as a reply to it."""
        await self._keep(tapped, owner, draft)
        await self._desk.answer_tap(tapped)
        text = messages.text(ASKED_FOR[draft.asked or "words"])
        if tapped.chat_kind != "private":
            text = f"{text} {messages.text('bot-sub-ask-reply')}"
        page = render_sentence(text, messages)
        now = self._desk.clock()
        await self._desk.record([compose_message(page, tapped.place, now, person_id=owner)], tapped.update_id)

    async def _save(self, tapped: Tapped, owner: int, draft: Draft, messages: Messages) -> None:
        store, now = self._desk.store, self._desk.clock()
        subscription = draft.finish(tapped.place, tapped.sender.id, messages.language, now)
        if draft.subscription_id:
            changed = await self._change_stored(tapped, draft, subscription)
            if changed is None:
                await self._desk.answer_tap(tapped, messages.text("bot-sub-gone"))
                return
            subscription = changed
        else:
            added = await self._add(subscription)
            if added is None:
                await self._desk.answer_tap(tapped, messages.text("bot-sub-many", count=MOST_SUBSCRIPTIONS))
                return
            subscription = added
        await self._keep_zone(tapped, draft)
        await store.dialogs.end(tapped.place, owner)
        await self._desk.answer_tap(tapped, messages.text("bot-settings-saved"))
        await self._confirm(tapped, subscription, draft, messages)

    async def _add(self, wanted: Subscription) -> Subscription | None:
        """The stored one; None when there are too many. One that is there already is not stored again: a second would
        have nothing to tell, and a tap is dealt with once more after a crash."""
        store = self._desk.store.subscriptions
        there = await store.of_chat(wanted.place.chat_id)
        same = [one for one in there if one.paused is None and _what_is_told(one) == _what_is_told(wanted)]
        if same:
            return same[0]
        return await store.add(wanted) if len(there) < MOST_SUBSCRIPTIONS else None

    async def _change_stored(self, tapped: Tapped, draft: Draft, wanted: Subscription) -> Subscription | None:
        """The stored one with what the form says; a pause, its place and its language stay. None when it is gone.

        With the same schedule nothing of its due times changes; with another, what fell due a moment ago and was not
        planned yet is recorded as missed."""
        store, now = self._desk.store, self._desk.clock()
        before = await store.subscriptions.find(draft.subscription_id)
        if before is None or before.place.chat_id != tapped.place.chat_id:
            return None
        kept = {name: getattr(before, name) for name in ("place", "person_id", "created", "paused", "language")}
        if before.schedule == wanted.schedule:
            kept |= {"reached": before.reached, "next_due": before.next_due}
        elif before.next_due and before.next_due <= now and not before.paused:
            lost = settle(before.schedule, before.reached, now)
            missed = (*lost.missed, *([lost.due] if lost.due else []))
            plan = EditionPlan(
                subscription_id=before.id,
                expected=before.next_due,
                made=now,
                reached=now,
                next_due=wanted.next_due,
                missed=missed,
            )
            await store.editions.record([plan])
        changed = wanted.model_copy(update=kept)
        return changed if await store.subscriptions.save(changed) else None

    async def _confirm(self, tapped: Tapped, subscription: Subscription, draft: Draft, messages: Messages) -> None:
        now = self._desk.clock()
        page = render_subscribed(
            subscription, now, messages, changed=bool(draft.subscription_id), zone_chosen=draft.zone is not None
        )
        await self._desk.edit(tapped, page)

    async def _keep_zone(self, tapped: Tapped, draft: Draft) -> None:
        """A zone chosen here is that of the chat from now on, when none was chosen before."""
        if draft.zone is None or draft.subscription_id or (await self._desk.manners.chosen(tapped)).time_zone:
            return
        people, places = self._desk.store.people, self._desk.store.places
        if tapped.chat_kind == "private":
            before = await people.settings(tapped.sender.id)
            await people.save_settings(tapped.sender.id, _with_zone(before, draft.zone))
        else:
            place = whole_chat(tapped.place)
            await places.save_settings(place, _with_zone(await places.settings(place), draft.zone))

    async def _cancel(self, tapped: Tapped, owner: int, messages: Messages) -> None:
        await self._desk.store.dialogs.end(tapped.place, owner)
        await self._desk.answer_tap(tapped)
        await self._desk.edit(tapped, render_sentence(messages.text("bot-sub-cancelled"), messages))

    async def _edit(self, tapped: Tapped, screen: str, draft: Draft) -> None:
        messages = (await self._desk.manners.of(tapped)).messages
        page, keyboard = _show(screen, draft, messages)
        await self._desk.edit(tapped, page, keyboard)

    async def _find(self, tapped: Tapped) -> tuple[int, Draft] | None:
        """The draft of whoever taps, and under which id it is kept: an anonymous administrator's is the group's."""
        since = self._desk.clock() - PATIENCE
        for owner in dict.fromkeys([tapped.sender.id, await self._administrators.find_voice(tapped)]):
            draft = _read_draft(await self._desk.store.dialogs.find(tapped.place, owner, since))
            if draft is not None and draft.is_form(tapped.message_id):
                return owner, draft
        return None

    async def _keep(self, heard: Incoming, owner: int, draft: Draft) -> None:
        state = draft.model_dump_json()
        now = self._desk.clock()
        dialog = Dialog(place=heard.place, person_id=owner, kind=KIND, since=now, state=state)
        await self._desk.store.dialogs.begin(dialog)


def _show(screen: str, draft: Draft, messages: Messages) -> tuple[Page, Keyboard]:
    note, keyboard = show_screen(screen, draft, messages)
    wanted = Wanted(draft.schedule, draft.filters, draft.length, draft.silent, zone_chosen=draft.zone is not None)
    text = messages.text(note) if note else ""
    return render_form(wanted, messages, changing=bool(draft.subscription_id), note=text), keyboard


def _read_draft(dialog: Dialog | None) -> Draft | None:
    """None for another dialog, and for a draft of another version."""
    if dialog is None or dialog.kind != KIND:
        return None
    try:
        return Draft.model_validate_json(dialog.state)
    except ValidationError:
        return None


def _read_typed(draft: Draft, typed: str, messages: Messages) -> tuple[Draft, str] | None:
    """The draft with what was typed, and the screen to go on with; None for what cannot be read."""
    if draft.asked == "times":
        times = read_answer(typed)
        return (draft.with_times(times), TIMES) if times else None
    if draft.asked == "zone":
        return _read_zone(draft, typed, messages)
    wanted = read_wanted(typed)
    if wanted.is_empty:
        return None
    return draft.with_filters(wanted.model_copy(update={"outlets": draft.filters.outlets})), MAIN


def _open_screen(draft: Draft, screen: str) -> Draft:
    return draft.model_copy(update={"asked": None, "hears": HEARD.get(screen)})


def _may_be_city(draft: Draft, text: str) -> bool:
    """So few words that whoever typed them before the zones hardly asks something else."""
    return draft.asked == "zone" and len(text.split()) <= LONGEST_CITY


def _read_zone(draft: Draft, typed: str, messages: Messages) -> tuple[Draft, str] | None:
    """One zone that is surely meant is taken; others are offered."""
    choices = find_zones(typed, messages.language)
    if not choices:
        return None
    zones = tuple(one.zone for one in choices)
    if len(choices) == 1 and choices[0].sure:
        return draft.model_copy(update={"zone": zones[0], "asked": None, "zones": ()}), MAIN
    return draft.model_copy(update={"zones": zones, "asked": None}), ZONE


def _is_asking(draft: Draft, text: str) -> bool:
    """Somebody who asks something else has given up on what the form asked for."""
    if text.rstrip().endswith("?"):
        return True
    return draft.asked != "words" and len(text.split()) > LONGEST_ANSWER


def _choose(draft: Draft, arguments: Sequence[str]) -> tuple[Draft, str] | None:
    """The draft as a button changes it, and the screen to go on with; None for what no button of ours says."""
    match arguments:
        case ["time", hour] if hour.isdecimal() and int(hour) < 24:
            chosen = draft.toggle_time(time(int(hour))), TIMES
        case ["day", day] if day.isdecimal() and int(day) in EVERY_DAY:
            chosen = draft.toggle_day(int(day)), DAYS
        case ["days", count] if count in (str(len(EVERY_DAY)), str(len(WORKDAYS))):
            chosen = _change(draft, days=EVERY_DAY[: int(count)]), MAIN
        case ["zone", zone] if is_zone(zone):
            chosen = _change(draft, zone=zone, zones=()), MAIN
        case ["everything"]:
            chosen = draft.with_filters(Filters()), MAIN
        case ["outlet", number] if number.isdecimal() and int(number) < len(draft.offered):
            chosen = draft.toggle_outlet(draft.offered[int(number)]), OUTLETS
        case ["length", value] if value in {one.value for one in Length}:
            chosen = _change(draft, length=Length(value)), MAIN
        case ["silent"]:
            chosen = _change(draft, silent=not draft.silent), MAIN
        case _:
            return None
    return chosen


def _what_is_told(one: Subscription) -> tuple[object, ...]:
    return one.place, one.schedule, one.filters, one.length, one.silent


def _change(draft: Draft, **changes: object) -> Draft:
    return draft.model_copy(update=changes)


def _with_zone(settings: ChatSettings, zone: str) -> ChatSettings:
    return settings.model_copy(update={"time_zone": zone})
