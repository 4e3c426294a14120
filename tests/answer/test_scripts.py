"""Names typed in one script and written in the other."""

import pytest

from tests.answer.build import Desk, make_raw, texts_of
from tests.answer.conftest import OpenDesk

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("хто такий Гаск?", "Gask"),
        ("кто такой Гаск?", "Gask"),
        ("who is Бренделок?", "Brendelok"),
        ("what did Зеленський say?", "Zelensky"),
        ("who is Kuorn?", "Куорн"),
    ],
)
async def test_a_name_is_found_in_the_other_script(corpus: Desk, question: str, held: str) -> None:
    assert any(held in text for text in texts_of(await corpus.answer(question)))


@pytest.mark.asyncio(loop_scope="function")
async def test_one_script_alone_is_not_looked_up_in_the_other(opened: OpenDesk) -> None:
    desk = await opened(make_raw("one", "Mayor Petronel Gask asked people to fill a bucket."))
    assert any("Gask" in text for text in texts_of(await desk.answer("кто такой Гаск?")))
    only = await opened(make_raw("one", "Мэр Петронел Гаск просила набрать ведро воды.", language="ru"))
    assert any("Гаск" in text for text in texts_of(await only.answer("who is Gask?")))
    assert (await only.service.answer("who is Gusk?")).confidence < 0.5
