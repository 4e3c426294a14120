"""The acceptance questions over their two raw articles, on both engines. Both stand beside the checkout, not in it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.measure.acceptance import AcceptanceQuestion, find_failure, read_acceptance
from tests.answer.build import ENGINES, SHARED, Desk, open_desk, read_folder

FILE = SHARED / "acceptance" / "questions.jsonl"
QUESTIONS = read_acceptance(FILE) if FILE.is_file() else ()

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not QUESTIONS, reason="the acceptance questions are not beside the checkout"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=ENGINES)
async def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    folder = tmp_path_factory.mktemp("acceptance") if request.param == "disk" else None
    async with open_desk(read_folder(SHARED / "articles"), request.param, folder) as opened:
        yield opened


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.id)
async def test_question(desk: Desk, asked: AcceptanceQuestion) -> None:
    assert find_failure(asked, await desk.after(asked)) is None, asked.question
