"""How to speak to somebody: what was chosen, else what Telegram says of their client, else the default."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.language import choose_language
from bot.chat.manner import QUOTES, Manners, whole_chat
from bot.chat.nouns import ChatKind, Incoming, Sender, SenderKind
from bot.model.chat_settings import ChatSettings
from bot.model.place import Place
from bot.store.chat.sql import SqlChatStore, open_chat_store
from bot.text.messages import LANGUAGES
from bot.text.zones import find_zone

ANN, GROUP = 5, -1001234567890
CHOSEN = ChatSettings(language="uk", time_zone="Europe/Kyiv", quotes=2)


@pytest_asyncio.fixture
async def store(file: Path) -> AsyncIterator[SqlChatStore]:
    opened = await open_chat_store(file)
    yield opened
    await opened.close()


def heard(
    chat_id: int = ANN,
    language: str | None = "en",
    *,
    sender_id: int = ANN,
    kind: SenderKind = "person",
    thread_id: int | None = None,
) -> Incoming:
    chat_kind: ChatKind = "private" if chat_id > 0 else "supergroup"
    place = Place(chat_id=chat_id, thread_id=thread_id)
    return Incoming(update_id=1, place=place, chat_kind=chat_kind, sender=Sender(sender_id, kind, language))


async def speak(store: SqlChatStore, to: Incoming, default: str = "en") -> tuple[str, str, int]:
    manner = await Manners(store, default).of(to)
    return manner.messages.language, manner.zone.key, manner.quotes


@pytest.mark.parametrize(
    ("client", "language"),
    [("en", "en"), ("ru", "ru"), ("uk-UA", "uk"), ("RU_ru", "ru"), ("pt-br", "en"), ("", "en"), (None, "en")],
)
async def test_where_nothing_was_chosen_the_client_says_the_language(
    store: SqlChatStore, client: str | None, language: str
) -> None:
    assert await speak(store, heard(language=client)) == (language, "UTC", QUOTES)
    assert await speak(store, heard(GROUP, language=client)) == (language, "UTC", QUOTES)


async def test_a_client_in_another_language_gets_the_default(store: SqlChatStore) -> None:
    assert await speak(store, heard(language="pt-br"), "uk") == ("uk", "UTC", QUOTES)


async def test_what_a_person_chose_goes_before_their_client(store: SqlChatStore) -> None:
    await store.people.save_settings(ANN, CHOSEN)
    assert await speak(store, heard(language="ru")) == ("uk", "Europe/Kyiv", 2)
    assert await speak(store, heard(6, language="ru", sender_id=6)) == ("ru", "UTC", QUOTES)


async def test_what_a_group_chose_goes_before_what_the_person_did_and_the_rest_stays(store: SqlChatStore) -> None:
    await store.people.save_settings(ANN, CHOSEN)
    await store.places.save_settings(Place(chat_id=GROUP), ChatSettings(language="ru", quotes=1))
    assert await speak(store, heard(GROUP)) == ("ru", "Europe/Kyiv", 1)
    assert await speak(store, heard()) == ("uk", "Europe/Kyiv", 2)
    assert await Manners(store, "en").chosen(heard(GROUP)) == ChatSettings(
        language="ru", time_zone="Europe/Kyiv", quotes=1
    )


async def test_settings_of_a_group_hold_in_all_its_threads(store: SqlChatStore) -> None:
    await store.places.save_settings(whole_chat(Place(chat_id=GROUP, thread_id=9)), CHOSEN)
    for thread_id in (None, 9, 10):
        assert await speak(store, heard(GROUP, thread_id=thread_id)) == ("uk", "Europe/Kyiv", 2)


@pytest.mark.parametrize("kind", ["anonymous", "channel"])
async def test_who_speaks_in_the_name_of_a_chat_is_no_person(store: SqlChatStore, kind: SenderKind) -> None:
    await store.people.save_settings(GROUP, CHOSEN)
    assert await speak(store, heard(GROUP, None, sender_id=GROUP, kind=kind)) == ("en", "UTC", QUOTES)


async def test_a_private_chat_has_no_settings_beside_the_persons(store: SqlChatStore) -> None:
    await store.places.save_settings(Place(chat_id=ANN), CHOSEN)
    assert await speak(store, heard()) == ("en", "UTC", QUOTES)


async def test_what_was_chosen_and_is_known_no_more_gives_the_default(store: SqlChatStore) -> None:
    await store.people.save_settings(ANN, ChatSettings(language="xx", time_zone="Mars/Olympus"))
    assert await speak(store, heard(language="ru")) == ("en", "UTC", QUOTES)


@given(
    st.text(max_size=30) | st.sampled_from(["", ".", "..", "/", "Europe", "../../etc/passwd", "/etc/localtime", "\0"])
)
@settings(deadline=None)
def test_whatever_is_asked_for_is_a_zone_or_none(name: str) -> None:
    zone = find_zone(name)
    assert zone is None or zone.key == name


@given(st.none() | st.text(max_size=12), st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_any_code_of_a_client_gives_a_language_of_ours(code: str | None, default: str) -> None:
    assert choose_language(code, default) in LANGUAGES
