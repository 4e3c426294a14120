"""Reports of a story beside each other."""

from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.render.story import render_side_by_side
from bot.digest.comparing import MOST_ANGLES, MOST_DISAGREEMENTS, MOST_ONLY, compare_reports
from bot.digest.reports import read_lines
from bot.model.answer import DENIED
from bot.model.article import Article
from bot.model.story import SideBySide
from bot.text.messages import read_messages
from tests.digest.made import article, reports, story

UNION = article("x", "About 1,400 dockers walked out at Port Kelbry on Monday, the union said.", outlet="A", hours=5)
AUTHORITY = article(
    "y",
    "On Monday about 1,100 dockers walked out at Port Kelbry, the port authority said. It expects them back on Friday, "
    "since nobody can afford to lose a second week of pay in this season.",
    outlet="B",
    hours=4,
)
BAKERS = article(
    "z",
    "At Port Kelbry, about 1,400 dockers walked out on Monday. Bakers in the town have begun to ration flour for want "
    "of wheat from abroad.",
    outlet="C",
    hours=3,
)


def laid(*articles: Article) -> SideBySide:
    found = compare_reports(story(articles), reports(articles))
    assert found is not None
    check(found, articles)
    return found


def check(found: SideBySide, articles: tuple[Article, ...]) -> None:
    texts = {one.id: one.text for one in articles}
    numbered = {angle.source.n: angle.source.article.id for angle in found.angles}
    quotes = [quote for angle in found.angles for quote in (angle.lead, *angle.only)]
    for quote in [*quotes, *(side for one in found.disagreements for side in (one.one, one.other))]:
        assert texts[quote.article_id][quote.start : quote.end] == quote.text
        assert numbered[quote.n] == quote.article_id
    assert list(numbered) == list(range(1, len(numbered) + 1))
    for angle in found.angles:
        assert {quote.article_id for quote in (angle.lead, *angle.only)} == {angle.source.article.id}
        assert angle.lead not in angle.only
        assert len(angle.only) <= MOST_ONLY
    assert len(found.angles) <= MOST_ANGLES
    assert len(found.disagreements) <= MOST_DISAGREEMENTS


def test_the_earliest_report_first_however_they_joined() -> None:
    found = laid(BAKERS, AUTHORITY, UNION)
    assert [angle.source.article.id for angle in found.angles] == ["x", "y", "z"]
    assert found.outlets == 3
    assert [angle.lead.text.split()[0] for angle in found.angles] == ["About", "On", "At"]


def test_only_what_no_other_report_says_is_said_to_be_its_own() -> None:
    found = laid(UNION, AUTHORITY, BAKERS)
    assert [[quote.text.split()[0] for quote in angle.only] for angle in found.angles] == [[], [], ["Bakers"]]
    assert laid(UNION).angles[0].only == (), "alone, it has nobody to differ from"


def test_a_difference_names_both_sides_the_earlier_first() -> None:
    found = laid(AUTHORITY, BAKERS, UNION)
    assert [one.sides for one in found.disagreements] == ["1,400 dockers / 1,100 dockers"], "once, not for each pair"
    [difference] = found.disagreements
    assert (difference.one.n, difference.other.n) == (1, 2)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            "en",
            "The ministry has approved the repair of the great gate of the Kelbry dam.",
            "Ministers met on Thursday night in the capital. "
            "The ministry has not approved the repair of the great gate of the Kelbry dam.",
        ),
        (
            "ru",
            "Министерство одобрило ремонт больших ворот плотины в городе Келбри.",
            "Министры заседали в столице до поздней ночи четверга. "
            "Министерство не одобрило ремонт больших ворот плотины в городе Келбри.",
        ),
        (
            "uk",
            "Міністерство схвалило ремонт великих воріт греблі в місті Келбрі.",
            "Міністри засідали в столиці до пізньої ночі четверга. "
            "Міністерство не схвалило ремонт великих воріт греблі в місті Келбрі.",
        ),
    ],
)
def test_what_one_affirms_and_another_denies(language: str, one: str, other: str) -> None:
    found = laid(
        article("a", one, outlet="A", hours=5, language=language),
        article("b", other, outlet="B", hours=4, language=language),
    )
    assert [each.sides for each in found.disagreements] == [DENIED]


def test_a_day_in_which_they_differ() -> None:
    one = article("a", "The talks on the port of Kelbry will go on in the town hall on Friday.", outlet="A", hours=5)
    text = "Both sides are said to be tired of it all. The talks on the port of Kelbry will go on in the town hall on "
    other = article("b", f"{text}Saturday.", outlet="B", hours=4)
    assert [each.sides for each in laid(one, other).disagreements] == ["Friday / Saturday"]
    same = article("c", f"{text}Friday.", outlet="B", hours=4)
    assert laid(one, same).disagreements == ()


def test_reports_of_unknown_outlets_stand_each_for_itself() -> None:
    unknown = [one.model_copy(update={"outlet": None}) for one in (UNION, AUTHORITY, BAKERS)]
    found = laid(*unknown)
    assert [angle.source.article.outlet for angle in found.angles] == [None] * 3
    assert found.outlets == 0


def test_there_is_room_for_so_many() -> None:
    places = ("Arlby", "Brack", "Corm", "Dunmere", "Eskel", "Farrow", "Gorst", "Hallow", "Inver", "Jarrow", "Kelbry")
    many = [
        article(
            place,
            f"Ferries to {place} stopped on Monday after {place} miners, bakers and sailors of {place} went on strike.",
            outlet=place,
            hours=20 - number,
        )
        for number, place in enumerate(places)
    ]
    assert len(laid(*many).angles) <= MOST_ANGLES


def test_what_an_outlet_wrote_later_is_compared_too() -> None:
    later = AUTHORITY.model_copy(update={"id": "y2", "outlet": UNION.outlet})
    found = laid(UNION, later)
    assert [one.sides for one in found.disagreements] == ["1,400 dockers / 1,100 dockers"]
    assert found.outlets == 1


def test_each_outlet_comes_before_the_second_report_of_another() -> None:
    chatty = [
        article(
            f"c{n}", f"Ferry number {n} to {place} stopped on Monday after {place} miners went on strike.", hours=40
        )
        for n, place in enumerate(("Arlby", "Brack", "Corm", "Dunmere", "Eskel", "Farrow", "Gorst", "Hallow", "Inver"))
    ]
    quiet = article("q", "The miners of Kelbry never went on strike, their union said on Tuesday.", outlet="Q", hours=1)
    found = laid(*chatty, quiet)
    assert len(found.angles) == MOST_ANGLES
    assert [angle.source.article.outlet for angle in found.angles].count("Q") == 1


def test_its_headline_is_a_title_or_the_first_words_told() -> None:
    assert laid(UNION, AUTHORITY).headline == UNION.text
    titled = AUTHORITY.model_copy(update={"title": "Port Kelbry: 1,100 dockers walk out"})
    assert laid(UNION, titled).headline == titled.title


SENTENCES = st.sampled_from(
    [
        "About 1,400 dockers walked out at Port Kelbry on Monday.",
        "Some 1,100 dockers walked out at Port Kelbry on Monday.",
        "The port of Kelbry was not closed on Tuesday.",
        "The port of Kelbry was closed on Friday.",
        "He said so.",
        "Порт Келбри не работает с понедельника.",
        "Порт Келбрі працює з понеділка.",
        "- one\n- two",
        "“Never.”",
        "x",
    ]
)


@given(
    st.lists(
        st.tuples(
            st.lists(SENTENCES, min_size=1, max_size=6).map("\n\n".join),
            st.sampled_from([None, "A", "B", "C"]),
            st.none() | st.integers(0, 900),
            st.sampled_from(["en", "ru", "uk"]),
        ),
        max_size=6,
    )
)
@settings(deadline=None, max_examples=100)
def test_any_reports(made: list[tuple[str, str | None, int | None, str]]) -> None:
    articles = tuple(
        article(f"{n}", text, outlet=outlet, hours=hours, language=language)
        for n, (text, outlet, hours, language) in enumerate(made)
    )
    found = compare_reports(story(articles), reports(articles))
    if found is None:
        assert not articles or not all(list(read_lines(one)) for one in reports(articles)), "reports have sentences"
        return
    check(found, articles)
    known = [angle.source.article.outlet for angle in found.angles if angle.source.article.outlet]
    assert len(set(known)) <= found.outlets
    assert len(found.angles) <= MOST_ANGLES


def test_what_only_one_says_is_told_among_reports_of_its_language() -> None:
    first = article(
        "a",
        "The bridge at Arlby was closed on Monday. Bakers in Arlby give away bread to whoever comes by.",
        outlet="A",
    )
    other = article("b", "Мост в Арлби закрыт с понедельника. Пекари Арлби раздают хлеб.", outlet="B", language="ru")
    third = article(
        "c",
        "The bridge at Arlby was closed on Monday. Ferries cross the river each hour and carry no lorries.",
        outlet="C",
    )
    found = compare_reports(story([first, other, third]), reports([first, other, third]))
    assert found is not None
    only = {angle.source.article.id: [quote.text for quote in angle.only] for angle in found.angles}
    assert only["b"] == [], "words of another language are others whatever they say"
    assert (only["a"], only["c"]) == (
        ["Bakers in Arlby give away bread to whoever comes by."],
        ["Ferries cross the river each hour and carry no lorries."],
    )
    pages = render_side_by_side(found, read_messages("en"), zone=UTC)
    assert "Only here (of those in English): Bakers in Arlby give away bread to whoever comes by." in pages[0].text


@pytest.mark.parametrize(
    "text",
    ["Two things belong to those guarantees in Moscow.", "In it the presidents discuss a ceasefire.",
     "К таким гарантиям дипломат относит нейтралитет."],
)  # fmt: skip
def test_what_points_back_is_not_what_only_one_says(text: str) -> None:
    language = "ru" if text[0] == "К" else "en"
    first = article("a", f"Мост Arlby закрыт. {text}", outlet="A", language=language)
    other = article("b", "Arlby: ferries cross the river each hour.", outlet="B", language=language)
    found = compare_reports(story([first, other]), reports([first, other]))
    assert found is not None
    assert text not in [quote.text for angle in found.angles for quote in angle.only]
