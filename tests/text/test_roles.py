"""Offices, and those who only stand near them."""

import pytest
from hypothesis import given, settings

from bot.text.analysis import analyze
from bot.text.roles import find_role, holds_role

from .texts import LANGUAGES, TEXTS


@pytest.mark.parametrize(
    ("language", "question", "office"),
    [
        ("en", "Who is the foreign minister?", "foreign minister"),
        ("en", "who's the foreign minister", "foreign minister"),
        ("en", "who’s Russia’s foreign minister?", "foreign minister"),
        ("en", "Who is Russia's foreign minister?", "foreign minister"),
        ("en", "Who is the current foreign minister", "foreign minister"),
        ("en", "who is currently the president of Ukraine?", "president"),
        ("en", "who was the vice president?", "vice president"),
        ("en", "who was the last prime minister of Vessby?", "prime minister"),
        ("en", "who is the next mayor", "mayor"),
        ("ru", "кто был последним премьер-министром?", "премьер-министр"),
        ("ru", "кто первый заместитель министра?", "первый заместитель министра"),
        ("en", "who is the deputy foreign minister?", "deputy foreign minister"),
        ("en", "who is NATO's secretary-general?", "secretary general"),
        ("ru", "Кто министр иностранных дел?", "министр иностранных дел"),
        ("ru", "кто сейчас является президентом Украины", "президент Украины"),
        ("ru", "кто бывший министр обороны?", "бывший министр обороны"),
        ("ru", "кто новый генеральный секретарь НАТО?", "новый генеральный секретарь НАТО"),
        ("ru", "кто заместитель министра обороны?", "заместитель министра обороны"),
        ("uk", "хто заступник міністра оборони?", "заступник міністра оборони"),
        ("ru", "Кто такой министр обороны России?", "министр обороны России"),
        ("uk", "Хто є міністром оборони?", "міністр оборони"),
        ("uk", "хто зараз прем’єр-міністр України?", "прем'єр-міністр України"),
    ],
)
def test_the_office_a_question_asks_for(language: str, question: str, office: str) -> None:
    assert find_role(question, language) == tuple(analyze(office, language))


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Who is Alexander Grushko?"),
        ("en", "Who said that?"),
        ("en", "What does the foreign minister want?"),
        ("en", "who is the man that the minister met in the port"),
        ("en", "who is meeting the president?"),
        ("en", ""),
        ("ru", "Кто такой Грушко?"),
        ("ru", "Что сказал министр?"),
        ("ru", "Кто предложил президенту план?"),
        ("ru", "Кто встретил министра обороны?"),
        ("uk", "Хто зустріла міністра?"),
        ("uk", "Хто запропонував президентові план?"),
        ("uk", "Хто такий Грушко?"),
        ("de", "Who is the minister?"),
    ],
)
def test_questions_that_ask_for_no_office(language: str, question: str) -> None:
    assert find_role(question, language) == ()


@pytest.mark.parametrize(
    ("language", "office", "sentence", "held"),
    [
        ("en", "foreign minister", "Foreign Minister Sergei Lavrov said so.", True),
        ("en", "foreign minister", "Russia's foreign minister said so.", True),
        ("en", "foreign minister", "Deputy Foreign Minister Alexander Grushko said so.", False),
        ("en", "foreign minister", "Russian deputy foreign minister Grushko said so.", False),
        ("en", "foreign minister", "The former Russian foreign minister said so.", False),
        ("en", "foreign minister", "The deputy foreign minister met the foreign minister.", True),
        ("en", "foreign minister", "The minister of foreign trade said so.", False),
        ("en", "deputy foreign minister", "Deputy Foreign Minister Grushko said so.", True),
        ("en", "president", "Vice-President Vance said so.", False),
        ("en", "vice president", "Vice-President Vance said so.", True),
        ("en", "president", "", False),
        ("ru", "министр обороны", "Министра обороны спросили об этом.", True),
        ("ru", "министр обороны", "Заместитель министра обороны сказал так.", False),
        ("ru", "президент", "Это сказал экс-президент.", False),
        ("uk", "міністр оборони", "Про це сказав міністр оборони.", True),
        ("uk", "міністр оборони", "Про це сказав заступник міністра оборони.", False),
        ("uk", "президент", "Колишній президент мовчить.", False),
    ],
)
def test_a_deputy_or_a_former_one_holds_no_office(language: str, office: str, sentence: str, held: bool) -> None:
    assert holds_role(analyze(sentence, language), analyze(office, language), language) is held


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_any_text_may_be_asked(text: str, language: str) -> None:
    role = find_role(text, language)
    if role:
        assert holds_role(role, role, language)
