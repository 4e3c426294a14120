"""The menus of commands and what the bot says of itself, set when it starts; and servers that know none of that."""

import json
from pathlib import Path

import pytest

from bot.answer.service import AnswerService
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from bot.text.messages import LANGUAGES, read_messages
from tests.chat.flows.test_commands import DEMAND, DEMANDED, RU, TO_US, meet, write
from tests.chat.running import running

OPERATOR, STRANGER = 4_999_999, 4_999_998
OPTIONAL = (
    "setMyCommands", "setMyDescription", "setMyShortDescription", "getChat", "getChatMember", "getChatAdministrators",
    "answerCallbackQuery", "sendChatAction", "setMessageReaction", "deleteMessages", "deleteWebhook",
)  # fmt: skip
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


def read_menu(telegram: TelegramServer, language: str, scope: str, **more: int) -> dict[str, str]:
    """Descriptions by command; empty where no menu is set."""
    named = json.dumps({"type": scope} | {name: str(value) for name, value in more.items()}, sort_keys=True)
    menu = telegram.world.profile.commands.get((named, language), [])
    return {one["command"]: one["description"] for one in menu}


async def wait_for_menus(telegram: TelegramServer, last: int = OPERATOR) -> None:
    """Until the last call that sets one was answered. Operators come last, in the order of their ids."""

    def is_last(params: dict[str, object]) -> bool:
        return str(last) in str(params["scope"]) and params.get("language_code") == LANGUAGES[-1]

    await telegram.until(
        lambda: any(is_last(call.params) and call.code for call in telegram.world.called("setMyCommands"))
    )


@pytest.fixture
def operator(telegram: TelegramServer) -> User:
    return meet(telegram, "Olga", id=OPERATOR)


async def test_menus_are_set_by_scope_and_language_more_of_them_for_operators(
    telegram: TelegramServer, file: Path, sample: AnswerService, operator: User
) -> None:
    async with running(telegram, file, answers=sample, language="uk", operators=frozenset({STRANGER, OPERATOR})):
        await wait_for_menus(telegram)
    for code in ("", *LANGUAGES):
        messages = read_messages(code or "uk")
        general, private, group, administrators = (read_menu(telegram, code, scope) for scope in SCOPES)
        own = read_menu(telegram, code, "chat", chat_id=OPERATOR)
        for menu in (general, private, group, administrators, own):
            assert menu == {name: messages.text(f"bot-command-{name}") for name in menu}
        assert private.keys() >= {"ask", "why", "sources", "settings", "privacy", "forget", "cancel", "help"}
        assert general == group
        assert group.keys() >= {"ask", "why", "sources", "privacy", "forget", "help"}
        assert "settings" not in group
        assert administrators.keys() >= group.keys() | {"settings", "cancel"}
        assert own.keys() >= private.keys() | {"allow", "disallow", "allowed"}
        assert not {"allow", "disallow", "allowed"} & (private.keys() | administrators.keys())
        texts = telegram.world.profile.texts
        assert texts["description", code] == messages.text("bot-description")
        assert texts["short_description", code] == messages.text("bot-short-description")
    refused = [call for call in telegram.world.calls if call.method.startswith("setMy") and call.code != 200]
    assert refused
    assert all(str(STRANGER) in str(call.params["scope"]) for call in refused), "who never wrote has no chat yet"


async def test_whatever_stands_in_a_menu_is_understood(
    telegram: TelegramServer, file: Path, sample: AnswerService, operator: User
) -> None:
    forum = telegram.world.group("Forum", operator.id, kind="forum")
    async with running(telegram, file, answers=sample, operators=frozenset({OPERATOR})):
        await wait_for_menus(telegram)
        own = read_menu(telegram, "en", "chat", chat_id=OPERATOR)
        in_group = read_menu(telegram, "en", "all_chat_administrators")
        for name in own:
            telegram.people.write(OPERATOR, OPERATOR, f"/{name}")
        for name in in_group:
            telegram.people.write(forum.id, OPERATOR, f"/{name}{TO_US}")
        answers = await telegram.wait_for_answers(OPERATOR, len(own))
        unknown = read_messages("en").text("bot-unknown-command", command="/").partition("/")[0]
        assert not any(one.text.startswith(unknown) for one in answers)
        replies = await telegram.wait_for_answers(forum.id, len(in_group))
        assert len({one.reply_to for one in replies}) == len(in_group)


async def test_it_answers_over_a_server_that_knows_none_of_the_optional_methods(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    telegram.world.faults.without(*OPTIONAL)
    group = telegram.world.group("Desk", ann.id)
    async with running(telegram, file, answers=sample, operators=frozenset({ann.id})):
        start = await write(telegram, ann.id, ann, "/start")
        telegram.people.tap(ann.id, start.id, ann.id, start.keyboard[0][0])
        assert DEMANDED in (await telegram.wait_for_answers(ann.id, 2))[1].text
        assert (await write(telegram, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
        screen = await write(telegram, ann.id, ann, "/settings")
        telegram.people.tap(ann.id, screen.id, ann.id, "Русский")
        await telegram.until(lambda: RU.text("bot-settings-title") in telegram.answers(ann.id)[3].text)
        assert (await write(telegram, group.id, ann, f"/ask{TO_US} {DEMAND}")).text.partition("\n")[0] in DEMANDED
        refused = await write(telegram, group.id, ann, f"/settings{TO_US}")
        assert refused.text == RU.text("bot-admins-only")
        await wait_for_menus(telegram, ann.id)
    assert telegram.world.profile.commands == {}
    missed = {call.method for call in telegram.world.calls if call.code == 404}
    assert missed >= {"setMyCommands", "setMyDescription", "getChatMember", "answerCallbackQuery", "sendChatAction"}


async def test_a_menu_that_cannot_be_set_keeps_no_other_from_being_set(
    telegram: TelegramServer, file: Path, sample: AnswerService, operator: User
) -> None:
    telegram.fault("setMyCommands", code=500)
    telegram.fault("setMyCommands", retry_after=1)
    telegram.fault("setMyCommands", html=True)
    telegram.fault("setMyDescription", drop=True)
    async with running(telegram, file, answers=sample, operators=frozenset({OPERATOR})):
        await wait_for_menus(telegram)
    unset = [scope for scope in SCOPES if not read_menu(telegram, "", scope)]
    assert unset == list(SCOPES[:3])
    assert all(read_menu(telegram, code, scope) for code in LANGUAGES for scope in SCOPES)
    assert ("description", "") not in telegram.world.profile.texts
    assert {("description", code) for code in LANGUAGES} <= telegram.world.profile.texts.keys()


async def test_menus_do_not_hold_up_answers(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    telegram.fault("setMyCommands", times=-1, delay=60.0)
    async with running(telegram, file, answers=sample):
        assert (await write(telegram, ann.id, ann, DEMAND)).text.startswith(DEMANDED)
    assert len(telegram.world.called("setMyCommands")) == 1
