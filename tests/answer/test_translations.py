"""A word that no article holds is looked for in the other languages of the collection."""

import pytest

from bot.answer.query import compose_query
from bot.model.article import RawArticle
from bot.text.lexicon.translations import LANGUAGES, read_translations
from tests.answer.build import make_raw
from tests.answer.conftest import OpenDesk

ENGLISH = make_raw("en", "The repair of the dam will cost 64 million florents, the ministry said.")
RUSSIAN = make_raw("ru", "Ремонт плотины стоит 64 миллиона флорентов.", language="ru")


@pytest.mark.parametrize(
    "question",
    ["сколько стоит ремонт плотины?", "скільки коштуватиме ремонт греблі?", "what does the dam repair cost?"],
)
@pytest.mark.parametrize("article", [ENGLISH, RUSSIAN], ids=["en", "ru"])
async def test_a_question_finds_its_answer_across_languages(
    opened: OpenDesk, question: str, article: RawArticle
) -> None:
    desk = await opened(article)
    answer = await desk.answer(question)
    assert "64" in answer.claims[0].text


async def test_a_word_that_is_held_is_not_translated(opened: OpenDesk) -> None:
    both = await opened(ENGLISH, make_raw("ru", "Плотина стоит на реке.", language="ru"))
    coverage = await both.store.coverage("public")
    held = compose_query("плотина", engine=both.engine, coverage=coverage).terms[0].tokens
    lacking = compose_query("наводнение и ремонт", engine=both.engine, coverage=coverage).terms[-1].tokens
    assert "dam" not in held
    assert "repair" in lacking


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_leads_to_both_other_languages(language: str) -> None:
    found = read_translations(language)
    assert len(found) > 70
    for key, said in found.items():
        assert {other for _, other in said} == set(LANGUAGES) - {language}, key


def test_other_languages_have_none() -> None:
    assert not read_translations("de")
