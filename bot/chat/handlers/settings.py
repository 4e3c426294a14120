"""/settings: a screen of buttons; in groups for administrators."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.administrators import Administrators
from bot.chat.buttons import Button, Keyboard, compose_data
from bot.chat.calls import compose_message
from bot.chat.desk import Desk
from bot.chat.handlers.actions import SET
from bot.chat.manner import QUOTES, ZONE, Manner, whole_chat
from bot.chat.nouns import Command, Incoming, Question, Tapped
from bot.chat.render import Page, render_sentence, render_settings
from bot.chat.render.guard import clip
from bot.model.chat_settings import ChatSettings
from bot.model.dialog import Dialog
from bot.text.messages import LANGUAGES, Messages, read_messages
from bot.text.zones import ZoneChoice, describe_zone, find_zones, is_zone

ZONE_DIALOG = "zone"
PATIENCE = timedelta(minutes=15)
"""How long the next words of somebody who was asked for a time zone are taken for one."""
LONGEST_ZONE = 60
LONGEST_NAME = 4
"""Words of a time zone as people type it: "America / New York"."""


class SettingsScreen:
    """Language, time zone, quotes per answer: of a person in private, of the whole group in a group."""

    def __init__(self, desk: Desk, administrators: Administrators) -> None:
        self._desk = desk
        self._administrators = administrators

    async def show(self, command: Command) -> None:
        """The screen, for whoever may change something."""
        manner = await self._desk.manners.of(command)
        if not await self._administrators.include(command):
            await self._desk.say(command, manner.messages.text("bot-admins-only"), manner.messages)
            return
        page, keyboard = await self._compose_screen(command, manner)
        await self._desk.reply(command, [page], keyboard)

    async def change(self, tapped: Tapped, name: str, values: Sequence[str]) -> None:
        """A button of the screen."""
        messages = (await self._desk.manners.of(tapped)).messages
        if not await self._administrators.include(tapped):
            await self._desk.answer_tap(tapped, messages.text("bot-admins-only"))
            return
        if name == "zone" and not values:
            await self._desk.answer_tap(tapped)
            await self._ask_zone(tapped, messages)
            return
        chosen = _read_choice(name, values)
        if chosen is None:
            await self._desk.answer_tap(tapped, messages.text("bot-old-button"))
            return
        await self._save(tapped, chosen)
        if name == "zone":
            await self._end_asking(tapped)
        await self._show_saved(tapped)

    async def take_zone(self, question: Question) -> bool:
        """Whether the words were the answer to the question for a time zone; they are dealt with then."""
        since = self._desk.clock() - PATIENCE
        dialogs = self._desk.store.dialogs
        dialog = await dialogs.find(question.place, question.sender.id, since)
        if dialog is None or dialog.kind != ZONE_DIALOG:
            return False
        messages = (await self._desk.manners.of(question)).messages
        choices = find_zones(question.text, messages.language)
        if not choices and _is_asking(question.text):
            await dialogs.end(question.place, question.sender.id)
            return False
        if not choices:
            shown = clip(question.text, LONGEST_ZONE)
            text = messages.text("bot-settings-zone-unknown", zone=shown)
            await self._desk.reply(question, [render_sentence(text, messages, trusted=False)])
            return True
        if len(choices) > 1 or not choices[0].sure:
            await self._offer_zones(question, choices, messages)
            return True
        await self._save(question, ChatSettings(time_zone=choices[0].zone))
        await self._show_after_zone(question)
        await dialogs.end(question.place, question.sender.id)
        return True

    async def _offer_zones(self, question: Question, choices: Sequence[ZoneChoice], messages: Messages) -> None:
        """What was typed only resembles these: a button says which is meant."""
        keyboard = [[Button(one.city, compose_data(SET, "zone", one.zone))] for one in choices]
        await self._desk.reply(question, [render_sentence(messages.text("bot-zone-which"), messages)], keyboard)

    async def _show_after_zone(self, question: Question) -> None:
        page, keyboard = await self._compose_screen(question, await self._desk.manners.of(question), saved=True)
        now = self._desk.clock()
        screen = compose_message(page, question.place, now, keyboard=keyboard, person_id=question.sender.id)
        await self._desk.record([screen], question.update_id)

    async def _show_saved(self, tapped: Tapped) -> None:
        """In the language that may just have been chosen."""
        manner = await self._desk.manners.of(tapped)
        await self._desk.answer_tap(tapped, manner.messages.text("bot-settings-saved"))
        page, keyboard = await self._compose_screen(tapped, manner)
        await self._desk.edit(tapped, page, keyboard)

    async def _ask_zone(self, tapped: Tapped, messages: Messages) -> None:
        now = self._desk.clock()
        person_id = tapped.sender.id
        voice = await self._administrators.find_voice(tapped)
        dialog = Dialog(place=tapped.place, person_id=voice, kind=ZONE_DIALOG, since=now)
        await self._desk.store.dialogs.begin(dialog)
        how = "bot-settings-zone-how" if tapped.chat_kind == "private" else "bot-settings-zone-how-group"
        page = render_sentence(messages.text(how), messages)
        await self._desk.record([compose_message(page, tapped.place, now, person_id=person_id)], tapped.update_id)

    async def _end_asking(self, tapped: Tapped) -> None:
        """A zone was chosen by a button: what is typed next is no answer to the question for one."""
        dialogs, since = self._desk.store.dialogs, self._desk.clock() - PATIENCE
        for person_id in {tapped.sender.id, await self._administrators.find_voice(tapped)}:
            dialog = await dialogs.find(tapped.place, person_id, since)
            if dialog and dialog.kind == ZONE_DIALOG:
                await dialogs.end(tapped.place, person_id)

    async def _save(self, heard: Incoming, chosen: ChatSettings) -> None:
        changes = chosen.model_dump(exclude_none=True)
        if heard.chat_kind == "private":
            people = self._desk.store.people
            before = await people.settings(heard.sender.id)
            await people.save_settings(heard.sender.id, before.model_copy(update=changes))
        else:
            places, place = self._desk.store.places, whole_chat(heard.place)
            before = await places.settings(place)
            await places.save_settings(place, before.model_copy(update=changes))
        if chosen.language:
            await self._desk.store.subscriptions.speak(heard.place.chat_id, chosen.language)

    async def _compose_screen(self, heard: Incoming, manner: Manner, *, saved: bool = False) -> tuple[Page, Keyboard]:
        chosen = await self._desk.manners.chosen(heard)
        messages, quotes = manner.messages, chosen.quotes or QUOTES
        page = render_settings(
            messages,
            language=messages.language,
            zone_name=describe_zone(chosen.time_zone or ZONE, messages.language),
            quotes=quotes,
            group=heard.chat_kind != "private",
            note="bot-settings-saved" if saved else "",
        )
        return page, _compose_keyboard(messages, quotes)


def _compose_keyboard(messages: Messages, quotes: int) -> Keyboard:
    """The language and the number that hold now are marked."""
    languages = [
        Button(_marked(_own_name(code), code == messages.language), _data("language", code)) for code in LANGUAGES
    ]
    numbers = [Button(_marked(f"❝ {n}", n == quotes), _data("quotes", n)) for n in range(1, QUOTES + 1)]
    zone = Button(messages.text("bot-button-zone"), compose_data(SET, "zone"))
    return [languages, numbers, [zone]]


def _is_asking(text: str) -> bool:
    """Somebody who asks something else has given up on the time zone."""
    return text.rstrip().endswith("?") or len(text.split()) > LONGEST_NAME


def _own_name(code: str) -> str:
    """What a language calls itself: whoever cannot read the others finds it."""
    return read_messages(code).text(f"bot-language-{code}").capitalize()


def _marked(text: str, holds: bool) -> str:
    return f"• {text}" if holds else text


def _data(name: str, value: str | int) -> str:
    return compose_data(SET, name, value)


def _read_choice(name: str, values: Sequence[str]) -> ChatSettings | None:
    """None for what no button of ours says."""
    match name, values:
        case "language", [code] if code in LANGUAGES:
            return ChatSettings(language=code)
        case "zone", [zone] if is_zone(zone):
            return ChatSettings(time_zone=zone)
        case "quotes", [number] if number in {str(n) for n in range(1, QUOTES + 1)}:
            return ChatSettings(quotes=int(number))
    return None
