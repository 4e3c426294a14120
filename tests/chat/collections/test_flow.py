"""A group keeps articles of its own: taken in, asked about, listed, deleted, opened; and nobody else learns of them.
Over the local Bot API server."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.answer.private import PrivateCollections
from bot.answer.service import AnswerService
from bot.model.membership import MembershipState
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.reading import Shown
from bot.playground.server.users import User
from bot.store.memory import MemoryStore
from tests.chat.collections.worlds import make_private
from tests.chat.flows.test_commands import EN, look, tap, write
from tests.chat.flows.test_inline import titles, type_inline
from tests.chat.running import Bot, running
from tests.ingest.fetch.site import open_site
from tests.telegram_fixtures import meet

US = "@briefing_test_bot"
ASKED = "How much did Zarquonax offer for the Kelbry quarry?"
OFFER = "The diggers of Zarquonax offered 31 million crowns for the Kelbry quarry on Monday."
MINUTES = f"# Minutes of the board\n\n{OFFER}\n\nThe board will decide in June, its chair Ilse Varn said."
WORDS = ("Zarquonax", "Varn", "Minutes")
"""Of them nothing may be seen elsewhere."""
OLD = EN.text("bot-old-button")
SLOW = 30.0


@pytest_asyncio.fixture
async def kept() -> MemoryStore:
    """What groups keep, all of it."""
    return MemoryStore()


@pytest_asyncio.fixture
async def private(kept: MemoryStore) -> AsyncIterator[PrivateCollections]:
    opened = make_private(kept, "memory")
    yield opened
    opened.close()


@pytest_asyncio.fixture
async def olga(telegram: TelegramServer) -> User:
    """The operator."""
    return meet(telegram, "Olga")


@pytest_asyncio.fixture
async def bot(
    telegram: TelegramServer, file: Path, sample: AnswerService, private: PrivateCollections, olga: User
) -> AsyncIterator[Bot]:
    operators = frozenset({olga.id})
    async with running(telegram, file, answers=sample, private=private, operators=operators) as started:
        yield started


@pytest_asyncio.fixture
async def other(telegram: TelegramServer, bob: User, ann: User) -> Chat:
    """Bob's group; Ann is in it too."""
    return telegram.world.group("Harbour", bob.id, ann.id)


async def add(telegram: TelegramServer, group: Chat, admin: User, text: str = MINUTES) -> Shown:
    """A colleague's document, kept by an administrator who answers it."""
    document = telegram.people.send_document(group.id, admin.id, "minutes.md", text)
    return await keep(telegram, group.id, admin, reply_to=document)


async def keep(
    telegram: TelegramServer, chat_id: int, admin: User, link: str = "", reply_to: int | None = None
) -> Shown:
    """/add; the first piece that is read loads what reads it."""
    before = len(telegram.answers(chat_id))
    telegram.people.write(chat_id, admin.id, f"/add{US} {link}".strip(), reply_to)
    return (await telegram.wait_for_answers(chat_id, before + 1, SLOW))[before]


async def ask(telegram: TelegramServer, chat_id: int, person: User, text: str = ASKED) -> Shown:
    return await write(telegram, chat_id, person, f"/ask{US} {text}")


def hints(shown: Shown, *asked: str) -> list[str]:
    """Words of the kept article in a message, but for those of the question."""
    text = shown.text
    for one in asked:
        text = text.replace(one, "")
    return [word for word in WORDS if word in text]


async def become(running_bot: Bot, group: Chat, state: MembershipState) -> None:
    """Until the bot knows what became of it."""
    async with asyncio.timeout(5):
        while True:
            known = await running_bot.store.places.membership(group.id)
            if known and known.state is state:
                return
            await asyncio.sleep(0.01)


async def names(kept: MemoryStore) -> list[str]:
    return [name for name in await kept.collections() if await kept.hashes(name)]


async def test_what_a_group_keeps_is_quoted_there_and_nowhere_else(
    telegram: TelegramServer, bot: Bot, group: Chat, other: Chat, ann: User, bob: User
) -> None:
    before = [await ask(telegram, chat, ann) for chat in (other.id, ann.id)]
    sources = [(await write(telegram, chat, ann, f"/sources{US}")).text for chat in (other.id, ann.id)]
    told = await add(telegram, group, ann)
    assert told.text.splitlines()[0] == EN.text("arrival-new")
    assert told.text.splitlines()[-1] == EN.text("bot-add-kept")
    answered = await ask(telegram, group.id, bob)
    assert OFFER in answered.text, "everybody in the group may ask"
    assert "24 articles" in (await write(telegram, group.id, bob, f"/sources{US}")).text
    assert [(await ask(telegram, chat, ann)).text for chat in (other.id, ann.id)] == [one.text for one in before]
    assert [(await write(telegram, chat, ann, f"/sources{US}")).text for chat in (other.id, ann.id)] == sources
    for chat in (other.id, ann.id):
        assert not hints(await write(telegram, chat, ann, f"/why{US}"), "Zarquonax")
        assert not hints(await write(telegram, chat, ann, f"/latest{US}"))
        assert not hints(await ask(telegram, chat, ann, "How much did Zarquonix offer?"), "Zarquonix"), "spelling"
    assert "Zarquonax" in (await ask(telegram, group.id, bob, "What did Zarquonix offer?")).text
    assert titles(await type_inline(telegram, ann, ASKED, group.id)) == titles(await type_inline(telegram, ann, ASKED))
    assert not [one for one in titles(await type_inline(telegram, ann, ASKED, group.id)) if "Zarquonax" in one]


async def test_a_forged_button_opens_nothing_elsewhere(
    telegram: TelegramServer, bot: Bot, group: Chat, other: Chat, ann: User, bob: User
) -> None:
    await add(telegram, group, ann)
    answered = await ask(telegram, group.id, bob)
    elsewhere = await ask(telegram, other.id, bob)
    forged = [str(one["callback_data"]) for row in answered.buttons for one in row]
    kept = await write(telegram, group.id, ann, f"/added{US}")
    forged += [str(one["callback_data"]) for row in kept.buttons for one in row if "drop" in str(one["callback_data"])]
    assert len(forged) > 3
    messages = len(telegram.answers(other.id))
    for data in forged:
        assert await tap(telegram, other.id, elsewhere.id, bob, data) in (OLD, EN.text("arrival-gone"))
    assert len(telegram.answers(other.id)) == messages
    assert OFFER in (await ask(telegram, group.id, bob)).text, "and deletes nothing"


async def test_only_administrators_keep_and_only_in_groups(
    telegram: TelegramServer, bot: Bot, group: Chat, ann: User, bob: User, kept: MemoryStore
) -> None:
    telegram.people.start(bob.id)
    await telegram.wait_for_answers(bob.id, 1)
    for command in (f"add{US} https://example.org/", f"added{US}"):
        assert (await write(telegram, group.id, bob, f"/{command}")).text == EN.text("bot-admins-only")
        assert (await write(telegram, bob.id, bob, f"/{command}")).text == EN.text("bot-add-private")
    assert (await write(telegram, group.id, ann, f"/add{US}")).text == EN.text("bot-add-how")
    words = telegram.people.write(group.id, bob.id, "no link here")
    assert (await write(telegram, group.id, ann, "/add", reply_to=words)).text == EN.text("bot-add-how")
    kept_list = await write(telegram, group.id, ann, "/added")
    assert kept_list.text == EN.text("bot-added-none")
    assert await names(kept) == []


async def test_an_anonymous_administrator_may(telegram: TelegramServer, bot: Bot, group: Chat, ann: User) -> None:
    telegram.gatherings.promote(group.id, ann.id, ann.id, [], is_anonymous=True)
    document = telegram.people.send_document(group.id, ann.id, "minutes.md", MINUTES)
    told = await write(telegram, group.id, ann, f"/add{US}", reply_to=document, is_anonymous=True)
    assert told.text.startswith(EN.text("arrival-new"))


async def test_a_caption_a_link_and_a_forwarded_post(
    telegram: TelegramServer, file: Path, sample: AnswerService, private: PrivateCollections, group: Chat, ann: User
) -> None:
    """Links of hosts that only operators opened are fetched where operators let the group in."""
    page = f"<html lang='en'><head><title>Quarry</title></head><body><article><p>{OFFER}</p></article></body></html>"
    async with open_site() as site:
        site.put("/quarry", page, Content_Type="text/html; charset=utf-8")
        allowed = frozenset({site.host})
        async with running(telegram, file, answers=sample, private=private, fetch_allowed=allowed):
            refused = await keep(telegram, group.id, ann, f"{site.url}/quarry")
            assert not refused.text.startswith(EN.text("arrival-new"))
        async with running(
            telegram,
            file,
            answers=sample,
            private=private,
            fetch_allowed=allowed,
            access="listed",
            operators=frozenset({ann.id}),
        ):
            told = await keep(telegram, group.id, ann, f"{site.url}/quarry")
            assert told.text.startswith(EN.text("arrival-new"))
            link = telegram.people.write(group.id, ann.id, f"see {site.url}/quarry, please")
            told = await keep(telegram, group.id, ann, reply_to=link)
            assert told.text.startswith(EN.text("arrival-unchanged"))
            before = len(telegram.answers(group.id))
            telegram.people.send_document(
                group.id, ann.id, "other.txt", "Ilse Varn left the board.", caption=f"/add{US}"
            )
            told = (await telegram.wait_for_answers(group.id, before + 1, SLOW))[before]
            assert told.text.startswith(EN.text("arrival-new"))
            channel = telegram.world.group("Coast Alerts", ann.id, kind="channel", bot="")
            post = telegram.people.write(channel.id, ann.id, "Coast guard boats left Quenmark at noon.")
            forwarded = telegram.people.forward(group.id, ann.id, channel.id, post)
            told = await keep(telegram, group.id, ann, reply_to=forwarded)
            assert told.text.startswith(EN.text("arrival-new"))
            assert (await write(telegram, group.id, ann, "/added")).text.startswith("This group keeps 3 articles")


async def test_what_is_deleted_is_quoted_no_more_and_old_answers_show_nothing_of_it(
    telegram: TelegramServer, bot: Bot, group: Chat, ann: User, bob: User, kept: MemoryStore
) -> None:
    await add(telegram, group, ann)
    answered = await ask(telegram, group.id, bob)
    listed = await write(telegram, group.id, ann, "/added")
    assert "1. Minutes of the board" in listed.text
    assert await tap(telegram, group.id, listed.id, bob, "🗑 1") == EN.text("bot-admins-only")
    await tap(telegram, group.id, listed.id, ann, "🗑 1")
    await telegram.until(lambda: look(telegram, group.id, listed.id).text == EN.text("bot-added-none"))
    assert await names(kept) == []
    assert OFFER not in (await ask(telegram, group.id, bob)).text
    source = str(answered.buttons[0][0]["callback_data"])
    assert await tap(telegram, group.id, answered.id, bob, source) == OLD
    assert (await write(telegram, group.id, bob, "/why", reply_to=answered.id)).text == EN.text("bot-why-nothing")


async def test_all_of_it_is_deleted_at_once_by_the_list_and_by_forget(
    telegram: TelegramServer, bot: Bot, group: Chat, ann: User, kept: MemoryStore
) -> None:
    await add(telegram, group, ann)
    listed = await write(telegram, group.id, ann, "/added")
    await tap(telegram, group.id, listed.id, ann, EN.text("bot-button-clear"))
    await telegram.until(lambda: look(telegram, group.id, listed.id).text == EN.text("bot-added-clear-ask"))
    assert await names(kept) != []
    await tap(telegram, group.id, listed.id, ann, EN.text("bot-button-clear"))
    await telegram.until(lambda: look(telegram, group.id, listed.id).text == EN.text("bot-added-cleared"))
    assert await names(kept) == []
    await add(telegram, group, ann)
    forget = await write(telegram, group.id, ann, "/forget")
    assert EN.text("bot-forget-own") in forget.text
    await tap(telegram, group.id, forget.id, ann, EN.text("bot-button-erase-place"))
    await telegram.until(lambda: look(telegram, group.id, forget.id).text == EN.text("bot-forget-done"))
    assert await names(kept) == []
    assert OFFER not in (await ask(telegram, group.id, ann)).text


async def test_it_follows_the_group_when_it_becomes_a_supergroup(
    telegram: TelegramServer, bot: Bot, ann: User, bob: User, other: Chat
) -> None:
    small = telegram.world.group("Board", ann.id, bob.id, kind="group")
    await add(telegram, small, ann)
    new = telegram.gatherings.migrate(small.id, ann.id)
    assert OFFER in (await ask(telegram, new, bob)).text
    assert "1. Minutes of the board" in (await write(telegram, new, ann, f"/added{US}")).text
    assert OFFER not in (await ask(telegram, other.id, bob)).text


async def test_operators_open_it_to_another_chat_and_close_it_again(
    telegram: TelegramServer, bot: Bot, group: Chat, other: Chat, ann: User, bob: User, olga: User
) -> None:
    pair = f"{group.id} {other.id}"
    assert (await write(telegram, ann.id, ann, f"/open {pair}")).text == EN.text(
        "bot-unknown-command", command="/open"
    ), "to others there is no such command"
    assert (await write(telegram, olga.id, olga, "/open me")).text == EN.text("bot-open-how")
    both = {"group": str(group.id), "place": str(other.id)}
    assert (await write(telegram, olga.id, olga, f"/open {pair}")).text == EN.text("bot-open-done", **both)
    assert (await write(telegram, olga.id, olga, f"/open {pair}")).text == EN.text("bot-open-already", **both)
    await add(telegram, group, ann)
    answered = await ask(telegram, other.id, bob)
    assert OFFER in answered.text
    assert EN.text("bot-added-readers", count=1) in (await write(telegram, group.id, ann, "/added")).text
    assert (await write(telegram, other.id, bob, "/added")).text == EN.text("bot-added-none"), "it is not theirs"
    assert f"{group.id} → {other.id}" in (await write(telegram, olga.id, olga, "/opened")).text
    assert (await write(telegram, olga.id, olga, f"/close {pair}")).text == EN.text("bot-close-done", **both)
    assert OFFER not in (await ask(telegram, other.id, bob)).text
    source = str(answered.buttons[0][0]["callback_data"])
    assert await tap(telegram, other.id, answered.id, bob, source) == OLD, "not even what was shown before"
    again = await write(telegram, other.id, bob, f"/ask{US} who said so?", reply_to=answered.id)
    assert not hints(again)
    assert (await write(telegram, olga.id, olga, f"/close {pair}")).text == EN.text("bot-close-none", **both)
    assert (await write(telegram, olga.id, olga, "/opened")).text == EN.text("bot-opened-none")


async def test_while_the_bot_is_away_from_the_group_nobody_else_reads_it(
    telegram: TelegramServer, bot: Bot, group: Chat, other: Chat, ann: User, bob: User, olga: User
) -> None:
    await write(telegram, olga.id, olga, f"/open {group.id} {other.id}")
    await add(telegram, group, ann)
    telegram.gatherings.remove_bot(group.id, ann.id)
    await become(bot, group, MembershipState.REMOVED)
    assert OFFER not in (await ask(telegram, other.id, bob)).text
    telegram.gatherings.add_bot(group.id, ann.id)
    await become(bot, group, MembershipState.ACTIVE)
    assert OFFER in (await ask(telegram, other.id, bob)).text
    assert OFFER in (await ask(telegram, group.id, bob)).text, "it was kept meanwhile"


async def test_all_threads_of_a_forum_share_it(telegram: TelegramServer, bot: Bot, ann: User, bob: User) -> None:
    forum = telegram.world.group("Forum", ann.id, bob.id, kind="forum")
    threads = [telegram.gatherings.open_thread(forum.id, ann.id, name) for name in ("Board", "Harbour")]
    document = telegram.people.send_document(forum.id, ann.id, "minutes.md", MINUTES)
    await keep(telegram, forum.id, ann, reply_to=document)
    for thread in threads:
        shown = await write(telegram, forum.id, bob, f"/ask{US} {ASKED}", thread_id=thread)
        assert (OFFER in shown.text, shown.thread_id) == (True, thread)


async def test_operators_do_not_find_it_in_their_report(
    telegram: TelegramServer, bot: Bot, group: Chat, ann: User, bob: User, olga: User
) -> None:
    await add(telegram, group, ann)
    await ask(telegram, group.id, bob, "When will Ilse Varn marry the mayor of Zarquonax?")
    await ask(telegram, ann.id, ann, "When will the tide turn in Atlantis?")
    report = await write(telegram, olga.id, olga, "/report")
    assert "Atlantis" in report.text
    assert not hints(report)
