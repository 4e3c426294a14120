from pathlib import Path

import pytest

from bot.measure.sets import QuestionSet, read_set
from bot.measure.workspace import EngineName, digest_of, open_workspace
from bot.model.article import PUBLIC
from bot.model.errors import InputError
from tests.measure.made import ARTICLES, write_lines, write_set


@pytest.fixture
def lamps(tmp_path: Path) -> QuestionSet:
    return read_set(write_set(tmp_path / "lamps"))


@pytest.mark.parametrize("engine", ["memory", "disk"])
async def test_every_article_is_stored_and_indexed_with_progress(
    lamps: QuestionSet, tmp_path: Path, engine: EngineName
) -> None:
    heard: list[tuple[int, int]] = []
    workspace = await open_workspace(
        lamps, engine, tmp_path, on_progress=lambda done, total: heard.append((done, total))
    )
    try:
        assert heard[-1] == (3, 3)
        assert set(workspace.engine.article_passages()) == {article["id"] for article in ARTICLES}
        coverage = await workspace.store.coverage(PUBLIC)
        assert (coverage.articles, str(coverage.newest)) == (3, "2024-05-09 00:00:00+00:00")
    finally:
        await workspace.close()


async def test_on_disk_the_second_time_builds_nothing(lamps: QuestionSet, tmp_path: Path) -> None:
    async def build(*, fresh: bool = False) -> tuple[bool, int]:
        workspace = await open_workspace(lamps, "disk", tmp_path, fresh=fresh)
        await workspace.close()
        return workspace.build_s is not None, len(list((tmp_path / "measure" / "lamps" / "disk").iterdir()))

    assert await build() == (True, 1)
    assert await build() == (False, 1)
    assert await build(fresh=True) == (True, 1)
    write_lines(lamps.articles, ARTICLES[:1])
    assert await build() == (True, 1)


async def test_a_build_that_broke_off_is_not_kept(lamps: QuestionSet, tmp_path: Path) -> None:
    def break_off(done: int, total: int) -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        await open_workspace(lamps, "disk", tmp_path, on_progress=break_off)
    workspace = await open_workspace(lamps, "disk", tmp_path)
    held = workspace.engine.article_passages()
    await workspace.close()
    assert workspace.build_s is not None
    assert set(held) == {article["id"] for article in ARTICLES}


async def test_an_article_that_cannot_be_read_is_an_error(lamps: QuestionSet, tmp_path: Path) -> None:
    write_lines(lamps.articles, [ARTICLES[0], {"id": "x", "text": ""}])
    with pytest.raises(InputError, match=r"articles\.jsonl\.gz:2: has no text"):
        await open_workspace(lamps, "memory", tmp_path)


def test_the_digest_follows_the_articles(lamps: QuestionSet) -> None:
    before = digest_of(lamps.articles)
    assert before == digest_of(lamps.articles)
    write_lines(lamps.articles, ARTICLES[:1])
    assert digest_of(lamps.articles) != before
