"""Updates: stored before they are confirmed, processed once each, in order per place, whatever stands in them."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.answer.service import AnswerService
from bot.app import database_path, open_data, open_front
from bot.chat.intake import Intake
from bot.chat.processing import SLOTS
from bot.index.memory import MemoryIndex
from bot.ingest.service import ingest
from bot.model.article import RawArticle
from bot.model.errors import EngineError
from bot.model.hit import Hit
from bot.model.place import Place
from bot.model.query import Query
from bot.model.update import Update, UpdateState
from bot.playground.server import TelegramServer
from bot.playground.server.users import User
from bot.settings import Settings
from bot.store.chat.sql import open_chat_store
from bot.store.memory import MemoryStore
from bot.store.sql import open_store
from tests.chat.flows.test_faults_polling import SOON
from tests.chat.flows.test_faults_sending import ASK, CANCEL, DEMAND, HELP, NOTHING, Gated, ask, start, stop
from tests.chat.running import Bot, running
from tests.store.chat.samples import NOW, lay_empty

TROUBLE = "Something went wrong on my side."


class Broken(MemoryIndex):
    """An index that cannot be searched."""

    def search(self, query: Query, k: int) -> list[Hit]:
        raise EngineError("the index is damaged")


async def test_what_cannot_be_read_is_set_aside_and_holds_up_nobody(
    telegram: TelegramServer, bot: Bot, ann: User
) -> None:
    chat = {"id": ann.id, "type": "private"}
    known = telegram.world.updates.inject({"message": {"message_id": "first", "date": 0, "chat": chat}})
    telegram.world.updates.inject({"message": {"text": "no id"}})
    del telegram.world.updates.pending()[-1]["update_id"]
    telegram.world.updates.inject({"poll": {"id": 5}})
    assert await ask(telegram, ann) == NOTHING
    await bot.stop()
    update = await bot.store.updates.find(known)
    assert update is not None
    assert update.state is UpdateState.FAILED
    assert "message.message_id" in str(update.error)
    counts = await bot.store.updates.counts()
    assert (counts[UpdateState.FAILED], counts[UpdateState.DONE]) == (1, 2)
    assert telegram.world.updates.pending() == []


async def test_an_update_that_comes_again_is_answered_once(
    telegram: TelegramServer, file: Path, sample: AnswerService, ann: User
) -> None:
    """It was stored, and every poll that would have confirmed it was lost on the way."""
    async with running(telegram, file, answers=sample, first_wait=SOON):
        await telegram.wait_for_polls()
        lost = telegram.fault("getUpdates", drop=True, times=-1)
        await ask(telegram, ann)
        await telegram.until(lambda: bool(lost.used))
    assert len(telegram.world.updates.pending()) == 1
    telegram.world.faults.clear()
    async with running(telegram, file, answers=sample):
        await ask(telegram, ann, HELP)
        await telegram.wait_for_polls()
    assert len(telegram.answers(ann.id)) == 2


async def test_a_place_keeps_its_order_while_others_are_answered(telegram: TelegramServer, file: Path) -> None:
    ann, bob = start(telegram, "Ann", "Bob")
    forum = telegram.world.group("Desk", ann.id, kind="forum")
    ports = telegram.gatherings.open_thread(forum.id, ann.id, "Ports")
    engine = Gated()
    async with running(telegram, file, answers=AnswerService(MemoryStore(), engine)):
        telegram.people.write(forum.id, ann.id, f"{ASK} slow", thread_id=ports)
        telegram.people.write(forum.id, bob.id, HELP, thread_id=ports)
        telegram.people.write(forum.id, ann.id, HELP)
        [general] = await telegram.wait_for_answers(forum.id)
        await ask(telegram, bob)
        assert general.thread_id is None
        assert len(telegram.answers(forum.id)) == 1
        engine.gate.set()
        _, first, second = await telegram.wait_for_answers(forum.id, 3)
        assert [first.thread_id, second.thread_id] == [ports, ports]
        assert "Send a question" in second.text
        assert "Send a question" not in first.text


async def test_places_are_answered_beside_each_other_within_a_bound(telegram: TelegramServer, file: Path) -> None:
    people, engine = start(telegram, *"abcdefghi"), Gated()
    async with running(telegram, file, answers=AnswerService(MemoryStore(), engine)) as bot:
        for person in people:
            telegram.people.write(person.id, person.id, DEMAND)
        await telegram.until(lambda: len(telegram.world.called("sendChatAction")) == SLOTS)
        counts = await bot.store.updates.counts()
        assert (counts[UpdateState.IN_HAND], counts[UpdateState.WAITING]) == (SLOTS, len(people) - SLOTS)
        engine.gate.set()
        for person in people:
            await telegram.wait_for_answers(person.id)


async def test_a_failing_handler_apologises_once_and_the_next_message_is_answered(
    telegram: TelegramServer, file: Path, ann: User
) -> None:
    async with running(telegram, file, answers=AnswerService(MemoryStore(), Broken())) as bot:
        group = telegram.world.group("Desk", ann.id)
        asked = telegram.people.write(group.id, ann.id, f"{ASK} {DEMAND}")
        number = telegram.world.updates.pending()[-1]["update_id"]
        telegram.people.write(group.id, ann.id, CANCEL)
        answers = await telegram.wait_for_answers(group.id, 2)
        [sorry] = [one for one in answers if one.text.startswith(TROUBLE)]
        assert sorry.reply_to == asked
        assert await stop(bot) == {"sent": 2}
        failed = await bot.store.updates.find(number)
    assert failed is not None
    assert failed.error == "EngineError: the index is damaged"


async def test_articles_that_cannot_be_read_for_long_are_told_to_who_asked(
    telegram: TelegramServer, file: Path, ann: User, tmp_path: Path
) -> None:
    articles = await open_store(tmp_path / "articles.db")
    await articles.close()
    telegram.people.write(ann.id, ann.id, DEMAND)
    [raw] = telegram.world.updates.pending()
    chats = await open_chat_store(file)
    await chats.updates.add(
        [Update(update_id=raw["update_id"], place=Place(chat_id=ann.id), received=NOW, payload=json.dumps(raw))]
    )
    await chats.close()
    async with running(telegram, file, answers=AnswerService(articles, MemoryIndex()), first_wait=0.01) as bot:
        [sorry] = await telegram.wait_for_answers(ann.id)
        assert sorry.text.startswith(TROUBLE)
        await bot.stop()
        assert (await bot.store.updates.counts())[UpdateState.FAILED] == 1


async def test_questions_come_in_and_are_answered_during_a_bulk_ingestion(
    telegram: TelegramServer, tmp_path: Path, file: Path, ann: User
) -> None:
    token = SecretStr(telegram.token)
    chosen = Settings(data_dir=tmp_path, access="open", telegram_token=token, telegram_api_url=telegram.url)
    article = RawArticle(text="Mayor Gask opened the new bridge on Monday.", title="Bridge", outlet="Wire")
    async with open_data(chosen, "memory") as workspace:
        await ingest([article], store=workspace.store, engine=workspace.engine)
        async with open_front(chosen, workspace) as (front, _):
            running = asyncio.create_task(front.run())
            with closing(sqlite3.connect(database_path(chosen), isolation_level=None)) as writer:
                writer.execute("BEGIN IMMEDIATE")
                writer.execute("DELETE FROM passages")
                assert "Mayor Gask opened the new bridge" in await ask(telegram, ann, "who opened the new bridge?")
                writer.execute("ROLLBACK")
            front.stop()
            await running


UPDATES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("message", "chat", "id", "x")), inner),
    max_leaves=8,
)
IDS = st.one_of(st.integers(0, 9), st.integers(-(2**70), 2**70), st.booleans(), st.text(max_size=2), st.none())
BATCHES = st.lists(
    UPDATES | st.builds(lambda one, number: {"message": one, "update_id": number}, UPDATES, IDS), max_size=6
)


@settings(max_examples=20, deadline=None)
@given(batch=BATCHES)
def test_whatever_comes_in_is_stored_by_its_id_or_left_out(batch: list[Any]) -> None:
    async def take_in(file: Path) -> tuple[int | None, dict[UpdateState, int]]:
        store = await open_chat_store(file)
        try:
            offset = await Intake(store.updates, lambda: datetime.now(UTC)).take_in(batch)
            await Intake(store.updates, lambda: datetime.now(UTC)).take_in(batch[::-1])
            return offset, await store.updates.counts()
        finally:
            await store.close()

    ids = [one.get("update_id") for one in batch if isinstance(one, dict)]
    wanted = {one for one in ids if type(one) is int and 0 <= one < 2**63}
    with TemporaryDirectory() as folder:
        offset, counts = asyncio.run(take_in(lay_empty(Path(folder) / "chat.db")))
    assert offset == (max(wanted) + 1 if wanted else None)
    assert counts[UpdateState.WAITING] == sum(counts.values()) == len(wanted)
