"""Two libraries drive the server, so that it is not shaped after one."""

import asyncio
from collections.abc import AsyncIterator

import aiogram
import pytest
import telegram as ptb
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from telegram import error as ptb_errors

from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from tests.playground.server.receiving import receive


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[ptb.Bot]:
    made = ptb.Bot(telegram.token, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot")
    async with made:
        yield made


@pytest.fixture
async def other(telegram: TelegramServer) -> AsyncIterator[aiogram.Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    async with aiogram.Bot(telegram.token, session=session) as made:
        yield made


async def test_ptb_sends_edits_and_answers(telegram: TelegramServer, bot: ptb.Bot, ann: User) -> None:
    markup = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("Why?", callback_data="why")]])
    asked = telegram.people.write(ann.id, ann.id, "what?")
    reply = ptb.ReplyParameters(asked, allow_sending_without_reply=True)
    preview = ptb.LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(
        ann.id, "<b>so</b>", "HTML", reply_markup=markup, reply_parameters=reply, link_preview_options=preview
    )
    assert (await bot.get_me()).username == telegram.world.bot.username
    assert sent.text_html == "<b>so</b>"
    edited = await bot.edit_message_text("<i>so</i>", ann.id, sent.message_id, parse_mode="HTML", reply_markup=markup)
    assert isinstance(edited, ptb.Message)
    assert edited.edit_date is not None
    with pytest.raises(ptb_errors.BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_text("<i>so</i>", ann.id, sent.message_id, parse_mode="HTML", reply_markup=markup)
    telegram.people.tap(ann.id, sent.message_id, ann.id, "Why?")
    message, tapped = await bot.get_updates()
    assert message.message is not None
    assert tapped.callback_query is not None
    assert await tapped.callback_query.answer("so") is True
    assert await bot.set_message_reaction(ann.id, asked, "👀")
    assert await bot.send_chat_action(ann.id, "typing")


async def test_ptb_reads_chats_and_commands(telegram: TelegramServer, bot: ptb.Bot, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id, bot="administrator")
    scope = ptb.BotCommandScopeAllGroupChats()
    assert await bot.set_my_commands([("ask", "Ask")], scope, "en")
    assert [command.command for command in await bot.get_my_commands(scope, "en")] == ["ask"]
    assert (await bot.get_chat(group.id)).title == "Desk"
    assert (await bot.get_chat_member(group.id, ann.id)).status == "creator"
    assert len(await bot.get_chat_administrators(group.id)) == 2
    sent = await bot.send_document(ann.id, b"bytes", caption="x", filename="a.md")
    assert sent.document is not None
    assert bytes(await (await sent.document.get_file()).download_as_bytearray()) == b"bytes"
    assert await bot.delete_webhook()


async def test_ptb_webhooks_and_inline_answers(telegram: TelegramServer, bot: ptb.Bot, ann: User) -> None:
    telegram.world.webhook_pace = 0.001
    async with receive(telegram.world) as hook:
        assert await bot.set_webhook(hook.url, secret_token="s3cret", allowed_updates=["inline_query"])
        info = await bot.get_webhook_info()
        assert (info.url, info.max_connections, info.allowed_updates) == (hook.url, 40, ("inline_query",))
        query_id = telegram.people.inline(ann.id, "rates")
        await telegram.wait_for_deliveries()
        update = ptb.Update.de_json(hook.seen[0], bot)
        assert update.inline_query is not None
        content = ptb.InputTextMessageContent("<b>so</b>", "HTML", link_preview_options=ptb.LinkPreviewOptions(True))
        result = ptb.InlineQueryResultArticle("1", "So", content, description="d")
        button = ptb.InlineQueryResultsButton("Ask", start_parameter="inline")
        assert await update.inline_query.answer([result], cache_time=60, is_personal=True, button=button)
        assert [one.text for one in (await telegram.wait_for_results(query_id)).results] == ["so"]
        with pytest.raises(ptb_errors.BadRequest, match="uery is too old"):
            await update.inline_query.answer([result])
        assert await bot.delete_webhook()


async def test_ptb_errors(telegram: TelegramServer, bot: ptb.Bot, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    group = telegram.world.group("Desk", ann.id, kind="group")
    new_id = telegram.gatherings.migrate(group.id, ann.id)
    with pytest.raises(ptb_errors.ChatMigrated) as migrated:
        await bot.send_message(group.id, "x")
    assert migrated.value.new_chat_id == new_id
    telegram.fault("sendMessage", retry_after=3)
    with pytest.raises(ptb_errors.RetryAfter):
        await bot.send_message(ann.id, "x")
    telegram.fault("sendMessage", html=True)
    with pytest.raises(ptb_errors.NetworkError):
        await bot.send_message(ann.id, "x")
    telegram.fault("sendMessage", drop=True)
    with pytest.raises(ptb_errors.NetworkError):
        await bot.send_message(ann.id, "x")
    telegram.gatherings.block(ann.id)
    with pytest.raises(ptb_errors.Forbidden):
        await bot.send_message(ann.id, "x")
    telegram.world.is_revoked = True
    with pytest.raises(ptb_errors.InvalidToken):
        await bot.get_me()


async def test_ptb_second_poller(telegram: TelegramServer, bot: ptb.Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await telegram.until(lambda: len(telegram.world.called("getUpdates")) == 1)
    await asyncio.sleep(0.05)
    second_bot = ptb.Bot(telegram.token, base_url=f"{telegram.url}/bot")
    async with second_bot:
        second = asyncio.create_task(second_bot.get_updates(timeout=10))
        with pytest.raises(ptb_errors.Conflict):
            await first
        telegram.world.polling.close()
        assert await second == ()


async def test_aiogram_sends_edits_and_answers(telegram: TelegramServer, other: aiogram.Bot, ann: User) -> None:
    button = aiogram.types.InlineKeyboardButton(text="Why?", callback_data="why")
    markup = aiogram.types.InlineKeyboardMarkup(inline_keyboard=[[button]])
    asked = telegram.people.write(ann.id, ann.id, "what?")
    sent = await other.send_message(
        ann.id,
        "<b>so</b> <blockquote expandable>q</blockquote>",
        parse_mode="HTML",
        reply_markup=markup,
        reply_parameters=aiogram.types.ReplyParameters(message_id=asked),
        link_preview_options=aiogram.types.LinkPreviewOptions(is_disabled=True),
    )
    assert [entity.type for entity in sent.entities or []] == ["bold", "expandable_blockquote"]
    assert sent.reply_to_message is not None
    await other.edit_message_text("x", chat_id=ann.id, message_id=sent.message_id, reply_markup=markup)
    telegram.people.tap(ann.id, sent.message_id, ann.id, "Why?")
    message, tapped = await other.get_updates()
    assert message.message is not None
    assert tapped.callback_query is not None
    assert await other.answer_callback_query(tapped.callback_query.id, text="so")
    reaction = aiogram.types.ReactionTypeEmoji(emoji="👀")
    assert await other.set_message_reaction(ann.id, asked, [reaction])
    file = aiogram.types.BufferedInputFile(b"bytes", "a.md")
    assert (await other.send_document(ann.id, file)).document is not None


async def test_aiogram_reads_chats_and_commands(telegram: TelegramServer, other: aiogram.Bot, ann: User) -> None:
    forum = telegram.world.group("Desk", ann.id, kind="forum", bot="administrator")
    command = aiogram.types.BotCommand(command="ask", description="Ask")
    scope = aiogram.types.BotCommandScopeChat(chat_id=forum.id)
    assert await other.set_my_commands([command], scope=scope)
    assert [one.command for one in await other.get_my_commands(scope=scope)] == ["ask"]
    assert (await other.get_chat(forum.id)).is_forum is True
    assert len(await other.get_chat_administrators(forum.id)) == 2
    assert await other.get_chat_member_count(forum.id) == 2
    assert (await other.get_me()).is_bot
    assert (await other.get_webhook_info()).url == ""
    assert await other.set_webhook("https://a.bc/hook", secret_token="s3cret", drop_pending_updates=True)
    assert await other.delete_webhook()
    content = aiogram.types.InputTextMessageContent(message_text="<b>so</b>", parse_mode="HTML")
    result = aiogram.types.InlineQueryResultArticle(id="1", title="So", input_message_content=content)
    query_id = telegram.people.inline(ann.id, "rates")
    assert await other.answer_inline_query(query_id, [result], cache_time=60)
    assert await other.delete_message(ann.id, telegram.people.write(ann.id, ann.id, "x"))


async def test_aiogram_errors(telegram: TelegramServer, other: aiogram.Bot, ann: User) -> None:
    group = telegram.world.group("Desk", ann.id, kind="group")
    telegram.gatherings.migrate(group.id, ann.id)
    with pytest.raises(TelegramMigrateToChat):
        await other.send_message(group.id, "x")
    telegram.fault("sendMessage", retry_after=3)
    with pytest.raises(TelegramRetryAfter) as later:
        await other.send_message(ann.id, "x")
    assert later.value.retry_after == 3
    telegram.fault("sendMessage", code=500)
    with pytest.raises(TelegramServerError):
        await other.send_message(ann.id, "x")
    telegram.fault("sendMessage", drop=True)
    with pytest.raises(TelegramNetworkError):
        await other.send_message(ann.id, "x")
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await other.send_message(ann.id, "<b>", parse_mode="HTML")
    telegram.gatherings.block(ann.id)
    with pytest.raises(TelegramForbiddenError):
        await other.send_message(ann.id, "x")
    telegram.world.is_revoked = True
    with pytest.raises(TelegramUnauthorizedError):
        await other.get_me()
