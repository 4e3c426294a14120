"""Which title stands above a story."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.headlines import choose_headline, title_words
from bot.model.article import Article
from tests.digest.made import article, report, reports

TEXT = "The council of Arlby sold the old town hall to a company from Kelbry on Monday."
SOLD = article("sold", TEXT, title="Arlby sells its old town hall to Kelbry company", hours=3)
SALE = article("sale", TEXT, title="Old town hall of Arlby sold to a company", hours=2)


def chosen(*articles: Article) -> str:
    found = choose_headline(reports(articles))
    assert found is not None
    assert found[0].article.title is not None
    assert found[0].article.title.strip() == found[1], "the title stands in the article it is said to be of"
    return found[1]


@pytest.mark.parametrize(
    "title",
    [
        "Why did Arlby sell its old town hall to a company?",
        "What the sale of the old town hall of Arlby means",
        "Live: old town hall of Arlby sold to a company",
        "Town hall sold",
        "Bakers of the old town want a later hour for rubbish carts",
        "Почему Арлби продал старую ратушу компании из Келбри",
    ],
)
def test_a_title_that_says_what_happened_comes_first(title: str) -> None:
    other = article("other", TEXT, title=title, hours=9)
    assert chosen(other, SOLD, SALE) in (SOLD.title, SALE.title)


def test_a_stated_title_before_an_inferred_one() -> None:
    guessed = SOLD.model_copy(update={"inferred": ("title",)})
    assert chosen(guessed, SALE) == SALE.title


def test_the_language_that_most_write() -> None:
    russian = article("r", "Арлби продал ратушу.", title="Арлби продал старую ратушу компании", language="ru", hours=20)
    assert chosen(russian, SOLD, SALE) in (SOLD.title, SALE.title)
    ukrainian = [
        article("u1", "Місто продало ратушу.", title="Арлбі продав стару ратушу компанії", language="uk", hours=9),
        article("u2", "Ратушу продано.", title="Стару ратушу в Арлбі продано компанії", language="uk", hours=8),
    ]
    assert chosen(SOLD, *ukrainian) in [one.title for one in ukrainian]


def test_any_title_is_better_than_none() -> None:
    bare = article("bare", TEXT)
    question = article("q", TEXT, title="Who buys?")
    assert chosen(bare, question) == "Who buys?"
    assert choose_headline([report(bare)]) is None
    assert choose_headline([]) is None


def test_of_equal_titles_the_earliest() -> None:
    later = SOLD.model_copy(update={"id": "later", "published": SALE.published})
    found = choose_headline(reports([later, SOLD]))
    assert found is not None
    assert found[0].article.id == "sold"


def test_words_of_a_title_are_its_content_stems() -> None:
    assert title_words("The Ships of Arlby", "en") == title_words("ship arlby", "en")
    assert title_words("Докеры и порт", "ru") == title_words("докер порта", "ru")


@given(st.lists(st.none() | st.text(max_size=40), max_size=6))
@settings(deadline=None, max_examples=100)
def test_any_titles_in_any_order(titles: list[str | None]) -> None:
    articles = [article(f"{n}", TEXT, title=title, hours=n) for n, title in enumerate(titles)]
    found = choose_headline(reports(articles))
    assert (found is None) == (not any(one.title and one.title.strip() for one in articles))
    again = choose_headline(reports(articles[::-1]))
    assert (found and found[0].article.id) == (again and again[0].article.id)


@pytest.mark.parametrize(
    ("title", "outlet", "headline"),
    [
        ("Queen of Arlby dies at 96 | CNN", "CNN", "Queen of Arlby dies at 96"),
        ("Queen of Arlby dies at 96 - CNNPolitics", "CNN", "Queen of Arlby dies at 96"),
        ("Why the dam of Kelbry broke | The Week UK", "theweek.co.uk", "Why the dam of Kelbry broke"),
        ("Дамба в Келбри прорвана — Вестник", "Вестник", "Дамба в Келбри прорвана"),
        ("Queen of Arlby dies - and nobody knows why", "CNN", "Queen of Arlby dies - and nobody knows why"),
        ("Queen of Arlby dies at 96 | CNN", "Arlby Post", "Queen of Arlby dies at 96 | CNN"),
        ("Queen of Arlby dies at 96 | CNN", None, "Queen of Arlby dies at 96 | CNN"),
        ("Letters - Post", "Post", "Letters - Post"),
    ],
)
def test_the_outlets_name_is_no_part_of_its_headline(title: str, outlet: str | None, headline: str) -> None:
    found = choose_headline([report(article("a", "Rain fell on Arlby.", title=title, outlet=outlet))])
    assert found is not None
    assert found[1] == headline


@pytest.mark.parametrize(
    "gathering",
    [
        "5 things to know for 4 May: Arlby fire, dockers, ferry",
        "Ten Things You Need to Know Today: 4 May",
        "8 things to watch after the Arlby market fire",
        "Arlby fish market fire: what to know",
        "Arlby fire live updates: mayor speaks at the market",
        "Главное за день: пожар на рынке, докеры, паром",
        "What's next after the Arlby market fire? Here's what we know",
    ],
)
def test_what_gathers_or_explains_is_no_headline_while_there_is_another(gathering: str) -> None:
    plain = report(article("a", "Rain fell on Arlby.", title="Fire destroys the fish market of Arlby", hours=2))
    other = report(article("b", "Snow fell on Arlby.", title=gathering, outlet="Other", hours=9))
    found = choose_headline([other, plain])
    assert found is not None
    assert found[0] is plain
