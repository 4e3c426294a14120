"""Questions in the asker's form of a word over articles that have another."""

import pytest

from bot.answer.query import compose_query
from bot.model.article import RawArticle
from tests.answer.build import make_raw
from tests.answer.conftest import OpenDesk

BRIDGE = make_raw(
    "мост",
    "Восстановление Лодвикского моста стоит 40 миллионов талеров. Визита министра город ждёт в пятницу."
    " О сроках говорили с Гаральдом Вестеном.",
    language="ru",
)
DAM = make_raw(
    "дамба", "Відновлення дамби в Орлиці коштуватиме 12 мільйонів. Евакуація триває третій день.", language="uk"
)


@pytest.mark.parametrize(
    ("question", "article", "held"),
    [
        ("Сколько стоит восстановить мост?", BRIDGE, "40"),
        ("Когда визит министра?", BRIDGE, "пятницу"),
        ("Скільки коштує відновити дамбу?", DAM, "12"),
    ],
)
async def test_a_word_of_the_same_root_answers(opened: OpenDesk, question: str, article: RawArticle, held: str) -> None:
    desk = await opened(article)
    answer = await desk.answer(question)
    assert held in answer.claims[0].text


async def test_a_name_held_only_in_another_case_is_no_unknown_name(opened: OpenDesk) -> None:
    desk = await opened(BRIDGE)
    coverage = await desk.store.coverage("public")
    query = compose_query("о чём говорил Гаральд Вестен?", engine=desk.engine, coverage=coverage)
    assert not query.unknown
    assert "вестен" in query.terms[-1].tokens


async def test_english_words_are_left_to_their_stemmer(opened: OpenDesk) -> None:
    desk = await opened(make_raw("one", "The restoration of the bridge costs 40 million."))
    coverage = await desk.store.coverage("public")
    (term,) = compose_query("restorative", engine=desk.engine, coverage=coverage).terms
    assert len(term.variants) == 1
