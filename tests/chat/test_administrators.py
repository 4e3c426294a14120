"""Who may decide for a chat: Telegram's word, and no where it says nothing."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.chat.administrators import Administrators
from bot.chat.nouns import ChatKind, Incoming, Sender, SenderKind, Tapped
from bot.model.place import Place
from bot.playground.server import TelegramServer
from bot.playground.server.chats import Chat
from bot.playground.server.members import Member
from bot.playground.server.users import User
from tests.chat.calling import open_api

ASKED = "getChatMember"


@pytest_asyncio.fixture
async def administrators(telegram: TelegramServer) -> AsyncIterator[Administrators]:
    async with open_api(telegram.url, telegram.token) as api:
        yield Administrators(api)


@pytest.fixture
def group(telegram: TelegramServer, ann: User) -> Chat:
    """Ann made it."""
    return telegram.world.group("Desk", ann.id)


def heard(sender_id: int, chat_id: int, *, kind: SenderKind = "person", chat_kind: ChatKind = "supergroup") -> Incoming:
    return Incoming(update_id=1, place=Place(chat_id=chat_id), chat_kind=chat_kind, sender=Sender(sender_id, kind))


def tapped(sender_id: int, chat_id: int, chat_kind: ChatKind = "supergroup") -> Tapped:
    return Tapped(
        update_id=1,
        place=Place(chat_id=chat_id),
        chat_kind=chat_kind,
        sender=Sender(sender_id),
        query_id="1",
        message_id=2,
        data="set:zone",
    )


async def test_in_private_everybody_decides(telegram: TelegramServer, administrators: Administrators) -> None:
    assert await administrators.include(heard(5, 5, chat_kind="private"))
    assert telegram.world.called(ASKED) == []


@pytest.mark.parametrize(
    ("member", "decides"),
    [
        (Member("creator"), True),
        (Member("administrator"), True),
        (Member("administrator", is_anonymous=True), True),
        (Member("member"), False),
        (Member("restricted", muted=True), False),
        (Member("left"), False),
        (Member("kicked"), False),
    ],
)
async def test_in_a_group_its_administrators_do(
    telegram: TelegramServer, administrators: Administrators, group: Chat, member: Member, decides: bool
) -> None:
    bob = telegram.world.person("Bob")
    group.members[bob.id] = member
    assert await administrators.include(heard(bob.id, group.id)) is decides


async def test_whoever_administers_one_group_does_not_decide_for_another(
    telegram: TelegramServer, administrators: Administrators, group: Chat, ann: User
) -> None:
    bob = telegram.world.person("Bob")
    other = telegram.world.group("Other", bob.id, ann.id)
    assert await administrators.include(heard(ann.id, group.id))
    assert not await administrators.include(heard(ann.id, other.id))
    assert await administrators.include(heard(bob.id, other.id))


async def test_who_speaks_in_the_groups_name_administers_it(
    telegram: TelegramServer, administrators: Administrators, group: Chat
) -> None:
    assert await administrators.include(heard(group.id, group.id, kind="anonymous"))
    assert not await administrators.include(heard(-1001234567890, group.id, kind="anonymous"))
    assert not await administrators.include(heard(-1001234567890, group.id, kind="channel"))
    assert not await administrators.include(heard(group.id, group.id, kind="channel"))
    assert telegram.world.called(ASKED) == []


async def test_whoever_telegram_does_not_know_is_none(
    telegram: TelegramServer, administrators: Administrators, group: Chat
) -> None:
    stranger, other = telegram.world.person("Eve"), telegram.world.person("Joe")
    assert not await administrators.include(heard(stranger.id, group.id))
    assert not await administrators.include(heard(999, group.id))
    group.hides_members = True
    assert not await administrators.include(heard(other.id, group.id))
    assert not await administrators.include(heard(5, -1009))
    refused = [call.description for call in telegram.world.called(ASKED)]
    assert [words.removeprefix("Bad Request: ") for words in refused] == [
        "member not found",
        "PARTICIPANT_ID_INVALID",
        "CHAT_ADMIN_REQUIRED",
        "chat not found",
    ]


async def test_trouble_counts_as_no_and_is_not_remembered(
    telegram: TelegramServer, administrators: Administrators, group: Chat, ann: User
) -> None:
    telegram.fault(ASKED, html=True)
    telegram.fault(ASKED, retry_after=5)
    assert [await administrators.include(heard(ann.id, group.id)) for _ in range(3)] == [False, False, True]


async def test_telegrams_word_counts_for_a_while(
    telegram: TelegramServer, administrators: Administrators, group: Chat, ann: User
) -> None:
    bob = telegram.world.person("Bob")
    group.members[bob.id] = Member()
    for _ in range(3):
        assert await administrators.include(heard(ann.id, group.id))
        assert not await administrators.include(heard(bob.id, group.id))
    assert len(telegram.world.called(ASKED)) == 2


@pytest.mark.parametrize(
    ("member", "speaks_as_group"),
    [
        (Member("creator", is_anonymous=True), True),
        (Member("administrator", is_anonymous=True), True),
        (Member("administrator"), False),
        (Member("member"), False),
    ],
)
async def test_an_anonymous_administrators_next_message_comes_in_the_groups_name(
    telegram: TelegramServer, administrators: Administrators, group: Chat, member: Member, speaks_as_group: bool
) -> None:
    bob = telegram.world.person("Bob")
    group.members[bob.id] = member
    expected = group.id if speaks_as_group else bob.id
    assert await administrators.find_voice(tapped(bob.id, group.id)) == expected


async def test_in_private_and_where_telegram_says_nothing_a_tap_and_a_message_come_from_the_same(
    telegram: TelegramServer, administrators: Administrators, group: Chat, ann: User
) -> None:
    assert await administrators.find_voice(tapped(ann.id, ann.id, "private")) == ann.id
    assert telegram.world.called(ASKED) == []
    telegram.fault(ASKED, code=500)
    assert await administrators.find_voice(tapped(ann.id, group.id)) == ann.id
