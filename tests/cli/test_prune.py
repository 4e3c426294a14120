"""`prune`, and what `serve` does of it by itself."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import Workspace, chat_database_path, open_data, open_private, open_workspace
from bot.commands.prune import kept_within_limits
from bot.ingest.service import ingest
from bot.model.answer import Answer
from bot.model.article import RawArticle
from bot.model.place import Place
from bot.model.turn import PlacedTurn
from bot.settings import Settings
from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.cli.conftest import Run

ASKED = "what closed the harbour of Vessby?"
OLD = "A storm closed the harbour of Vessby for two days."


def articles() -> list[RawArticle]:
    now = datetime.now(UTC)
    old = RawArticle(id="old", text=OLD, published=now - timedelta(days=40), language="en")
    return [old, RawArticle(id="new", text="The museum opens on Sunday.", published=now, language="en")]


async def fill(settings: Settings) -> None:
    async with open_data(settings) as data:
        await ingest(articles(), store=data.store, engine=data.engine)


async def ask(settings: Settings, chats: SqlChatStore) -> None:
    """A turn that cites the old article."""
    async with open_data(settings) as data:
        reply = await data.service().answer(ASKED)
    assert isinstance(reply, Answer)
    turn = PlacedTurn(question=ASKED, reply=reply, asked=datetime.now(UTC), id=1, place=Place(chat_id=7), person_id=7)
    await chats.deliveries.record([], turn=turn)


def test_without_anything_ingested(run: Run) -> None:
    done = run("prune")
    assert done.exit_code == 2
    assert "ingest" in done.stderr


def test_without_limits_nothing_leaves(run: Run, data_dir: Path) -> None:
    asyncio.run(fill(Settings(data_dir=data_dir)))
    done = run("prune")
    assert done.exit_code == 0
    assert "BRIEFING_KEEP_DAYS" in done.stdout
    assert "0 articles taken out, 0 earlier texts" in done.stdout


@pytest.mark.parametrize(("name", "limit"), [("BRIEFING_KEEP_DAYS", "30"), ("BRIEFING_KEEP_ARTICLES", "1")])
def test_what_is_beyond_a_limit_leaves(
    run: Run, data_dir: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: str
) -> None:
    asyncio.run(fill(Settings(data_dir=data_dir)))
    monkeypatch.setenv(name, limit)
    assert "1 article taken out" in run("prune").stdout
    assert "Corpus: 1 article" in run("sources").stdout
    assert "0 articles taken out" in run("prune").stdout


@pytest.mark.parametrize("limit", ["0", "-1", "many", "36501"])
def test_a_limit_that_is_none_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setenv("BRIEFING_KEEP_DAYS", limit)
    done = run("prune")
    assert done.exit_code == 2
    assert "BRIEFING_KEEP_DAYS" in done.stderr


def test_an_answer_keeps_what_it_cited(run: Run, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data_dir=data_dir)

    async def prepare() -> None:
        await fill(settings)
        chats = await open_chat_store(chat_database_path(settings))
        await ask(settings, chats)
        await chats.close()

    async def kept() -> dict[str, str]:
        async with open_data(settings) as data:
            return await data.service().texts(["old"])

    asyncio.run(prepare())
    monkeypatch.setenv("BRIEFING_KEEP_DAYS", "30")
    assert "1 article taken out" in run("prune").stdout
    assert asyncio.run(kept()) == {"old": OLD}


async def keep_in_group(settings: Settings, chats: SqlChatStore) -> str:
    """Both articles in a collection of a group; of another one, the old."""
    async with open_data(settings) as data, open_private(settings, data) as private:
        names = [await chats.collections.get_own(chat_id, datetime.now(UTC)) for chat_id in (-1, -2)]
        for name, kept in zip(names, (articles(), articles()[:1]), strict=True):
            await (await private.arrivals(name)).take_all(kept)
    return names[0]


async def find_kept(settings: Settings, name: str) -> list[str]:
    async with open_data(settings) as data, open_private(settings, data) as private:
        assert (await private.get(name)).passages() == len(await private.articles(name))
        return [one.text for one in await private.articles(name)]


def test_what_groups_keep_is_kept_within_the_limits_too(
    run: Run, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the answers of a group keep what they cited, of its own collection as of `public`."""
    settings = Settings(data_dir=data_dir)

    async def prepare() -> tuple[str, str]:
        await fill(settings)
        chats = await open_chat_store(chat_database_path(settings))
        name = await keep_in_group(settings, chats)
        async with open_data(settings) as data, open_private(settings, data) as private:
            reply = await (await private.get(name)).answer(ASKED)
        assert isinstance(reply, Answer)
        asked = datetime.now(UTC)
        turn = PlacedTurn(question=ASKED, reply=reply, asked=asked, id=1, place=Place(chat_id=-1), person_id=7)
        await chats.deliveries.record([], turn=turn)
        await chats.close()
        return name, reply.sources[0].article.id

    async def read(name: str, cited: str) -> dict[str, str]:
        async with open_data(settings) as data, open_private(settings, data) as private:
            return await (await private.get(name)).texts([cited])

    name, cited = asyncio.run(prepare())
    monkeypatch.setenv("BRIEFING_KEEP_DAYS", "30")
    assert "3 articles taken out" in run("prune").stdout
    assert asyncio.run(find_kept(settings, name)) == ["The museum opens on Sunday."]
    assert asyncio.run(read(name, cited)) == {cited: OLD}
    assert "0 articles taken out" in run("prune").stdout


@pytest_asyncio.fixture
async def chats(data_dir: Path) -> AsyncIterator[SqlChatStore]:
    opened = await open_chat_store(data_dir / "chat.db")
    yield opened
    await opened.close()


async def until_held(workspace: Workspace, *names: str) -> None:
    """Index and store are written one after the other."""
    async with asyncio.timeout(20):
        while await _held(workspace) != (sorted(names), sorted(names)):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def _held(workspace: Workspace) -> tuple[list[str], list[str]]:
    return sorted(workspace.engine.article_passages()), sorted(await workspace.store.hashes("public"))


async def test_serving_keeps_to_the_limits_and_mends_the_index(data_dir: Path, chats: SqlChatStore) -> None:
    settings = Settings(data_dir=data_dir, keep_days=30)
    await fill(settings)
    async with open_workspace(settings) as workspace, kept_within_limits(settings, workspace, chats, every=0.01):
        await until_held(workspace, "new")
        workspace.engine.clear()
        await until_held(workspace, "new")


async def test_serving_keeps_to_the_limits_in_what_groups_keep(data_dir: Path, chats: SqlChatStore) -> None:
    settings = Settings(data_dir=data_dir, keep_days=30)
    await fill(settings)
    name = await keep_in_group(settings, chats)
    async with (
        open_workspace(settings) as workspace,
        open_private(settings, workspace) as private,
        kept_within_limits(settings, workspace, chats, private, every=0.01),
        asyncio.timeout(20),
    ):
        while len(await private.articles(name)) > 1:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert await find_kept(settings, name) == ["The museum opens on Sunday."]


async def test_a_folder_has_no_limits(data_dir: Path, chats: SqlChatStore, folder: Path) -> None:
    settings = Settings(data_dir=data_dir, keep_articles=1)
    async with (
        open_workspace(settings, folder) as workspace,
        kept_within_limits(settings, workspace, chats, every=0.01),
    ):
        await asyncio.sleep(0.1)
        assert (await workspace.store.coverage("public")).articles == 2
