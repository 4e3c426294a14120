"""Which watches are asked again when an article comes."""

import pytest

from bot.digest.concerned import may_concern, read_words
from bot.model.article import Article
from bot.model.query import Correction, Query
from tests.digest.test_worth_telling import term

ASKED = Query(
    question="who mends the dam gate?", language="en", terms=tuple(term(w, "word", "en") for w in ("mends", "dam"))
)
SHIPS = read_words(Article(id="s", text="Seventeen ships wait for a berth.", title="Harbour", language="en"))


@pytest.mark.parametrize(
    "article",
    [
        Article(id="a", text="The gate leaks.", title="Dams of the valley", language="en"),
        Article(id="b", text="A crew is mending it.", title=None, language="en"),
    ],
)
def test_an_article_that_holds_words_of_the_question_in_any_form_concerns_it(article: Article) -> None:
    assert may_concern(ASKED, [SHIPS, read_words(article)])


def test_articles_of_other_things_do_not() -> None:
    assert not may_concern(ASKED, [SHIPS, SHIPS])
    assert not may_concern(ASKED, [])


def test_words_of_a_long_question_are_not_gathered_from_several_articles() -> None:
    words = ("seventeen", "ships", "dam", "gate", "strike", "harbour", "crew", "valley")
    long = ASKED.model_copy(update={"terms": tuple(term(one, "word", "en") for one in words)})
    others = ["Seventeen ships wait.", "There is a strike at the dam.", "A crew is in the valley."]
    assert not may_concern(long, [read_words(Article(id="c", text=text, language="en")) for text in others])
    assert not may_concern(long, [read_words(Article(id="c", text="\n\n".join(others), language="en"))])
    assert may_concern(long, [read_words(Article(id="c", text=" ".join(others), language="en"))])


def test_an_article_that_does_not_name_whom_it_is_about_does_not() -> None:
    asked = ASKED.model_copy(
        update={"terms": (*(term(w, "word", "en") for w in ("storm", "power", "out")), term("Ian", "name", "en"))}
    )
    storm = "The storm left the town without power."
    assert not may_concern(asked, [read_words(Article(id="d", text=storm, language="en"))])
    assert may_concern(asked, [read_words(Article(id="d", text=f"{storm}\n\nIan is its name.", language="en"))])


@pytest.mark.parametrize(
    "otherwise",
    [
        {"terms": ()},
        {"corrections": (Correction("Mahsa", "Massa"),)},
        {"unknown": ("Mahsa",)},
    ],
)
def test_what_may_be_read_in_another_way_now_is_always_asked(otherwise: dict[str, object]) -> None:
    assert may_concern(ASKED.model_copy(update=otherwise), [SHIPS])
