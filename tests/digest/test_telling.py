"""Briefs: nothing in them is ours, and an update tells only what is new."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.comparing import compare_reports
from bot.digest.reports import fold_copies
from bot.digest.sentences import stands_alone
from bot.digest.telling import compose_brief
from bot.model.article import Article
from bot.model.story import Brief
from tests.digest.made import article, report, reports, story

FIRE = article(
    "a",
    "A fire destroyed the fish market of Arlby on Sunday night. Nobody was hurt, the fire brigade said. "
    "The market had stood at the harbour since 1911 and employed 240 people.",
    title="Fire destroys Arlby fish market",
    outlet="Arlby Post",
    hours=20,
)
FIRE_TOO = article(
    "b",
    "The fish market of Arlby burned down on Sunday night. Some 240 people worked there. "
    "Mayor Dessa Farrow promised to rebuild the market within two years.",
    title="Arlby market burns down",
    outlet="Coast Courier",
    hours=18,
)
COPY = article("c", FIRE.text, title="Market fire in Arlby", outlet="Wire Daily", hours=17)
ARREST = article(
    "d",
    "Police in Arlby arrested a 34-year-old man over the fire at the fish market. "
    "He is suspected of having set boxes alight behind the hall.",
    title="Man arrested over Arlby market fire",
    outlet="Arlby Post",
    hours=2,
)
REPEATED = article(
    "e", "The fish market of Arlby burned down on Sunday night.", title="Arlby: market gone", outlet="Echo", hours=1
)


OTHER_COUNT = (
    "On Monday about 1,100 dockers walked out at Port Kelbry, the port authority said. It expects them back on Friday, "
    "since nobody can afford to lose a second week of pay in this season."
)


def brief(articles: list[Article], told: frozenset[str] = frozenset()) -> Brief:
    found = compose_brief(story(articles), reports(articles), told)
    assert found is not None
    check(found, articles)
    return found


def check(found: Brief, articles: list[Article]) -> None:
    texts = {one.id: one.text for one in articles}
    for quote in found.quotes:
        assert texts[quote.article_id][quote.start : quote.end] == quote.text
        assert found.sources[quote.n - 1].article.id == quote.article_id
    assert [source.n for source in found.sources] == list(range(1, len(found.sources) + 1))
    titled = next(one for one in articles if one.id == found.sources[found.headline_n - 1].article.id)
    assert found.headline in (titled.title, *(quote.text for quote in found.quotes)) or found.headline in titled.text
    assert found.article_ids == tuple(one.id for one in articles)


def test_a_story_is_told_once_however_many_report_it() -> None:
    found = brief([FIRE, FIRE_TOO, COPY])
    assert found.headline in ("Fire destroys Arlby fish market", "Arlby market burns down")
    assert "on Sunday night" in found.quotes[0].text
    assert found.outlets == 2, "a copy is no voice"
    assert found.articles == 3
    assert len({quote.text for quote in found.quotes}) == len(found.quotes) <= 3
    assert not found.told


def test_copies_are_folded_the_earliest_first() -> None:
    folded = fold_copies(reports([COPY, FIRE, FIRE_TOO]))
    assert [[one.article.id for one in group] for group in folded] == [["a", "c"], ["b"]]


def test_an_update_tells_what_has_changed_and_says_so() -> None:
    found = brief([FIRE, FIRE_TOO, ARREST], frozenset({"a", "b"}))
    assert (found.told, found.fresh, found.headline) == (True, 1, "Man arrested over Arlby market fire")
    assert [quote.article_id for quote in found.quotes] == ["d"] * len(found.quotes)
    assert "arrested" in found.quotes[0].text


def test_one_more_outlet_that_says_the_same_is_no_news() -> None:
    articles = [FIRE, FIRE_TOO, REPEATED]
    assert compose_brief(story(articles), reports(articles), frozenset({"a", "b"})) is None


def test_whoever_knows_all_is_told_nothing() -> None:
    assert compose_brief(story([FIRE]), reports([FIRE]), frozenset({"a"})) is None
    assert compose_brief(story([FIRE]), [], frozenset()) is None


def test_another_count_is_news() -> None:
    more = article("f", "Some 310 people worked at the fish market of Arlby, the owners said on Monday.", hours=1)
    found = brief([FIRE, FIRE_TOO, more], frozenset({"a", "b"}))
    assert "310" in found.quotes[0].text


def test_a_sentence_that_needs_what_stands_before_it_is_not_told() -> None:
    assert stands_alone("A fire destroyed the fish market of Arlby on Sunday night.")
    for text in (
        "He said that the market would be rebuilt within two years.",
        "But the owners of the market want something else entirely.",
        "“We have lost everything that we ever had here.”",
        "Однако владельцы рынка хотят чего-то совсем другого.",
        "Вони обіцяють відбудувати ринок упродовж двох років.",
        "Why did the market of Arlby burn down on Sunday night?",
        "Too short.",
    ):
        assert not stands_alone(text), text


def test_without_titles_a_sentence_is_the_headline() -> None:
    bare = FIRE.model_copy(update={"title": None})
    found = brief([bare])
    assert found.headline == "A fire destroyed the fish market of Arlby on Sunday night."


def test_reports_side_by_side() -> None:
    found = compare_reports(story([FIRE, FIRE_TOO, COPY, ARREST]), reports([FIRE, FIRE_TOO, COPY, ARREST]))
    assert found is not None
    assert [angle.source.article.id for angle in found.angles] == ["a", "b", "d"]
    assert found.angles[0].lead.text.startswith("A fire destroyed")
    assert any("Dessa Farrow" in quote.text for quote in found.angles[1].only)


def test_where_reports_differ_both_sentences_are_shown() -> None:
    one = article("x", "About 1,400 dockers walked out at Port Kelbry on Monday, the union said.", outlet="A")
    other = article("y", OTHER_COUNT, outlet="B")
    found = compare_reports(story([one, other]), reports([one, other]))
    assert found is not None
    [difference] = found.disagreements
    assert difference.sides == "1,400 dockers / 1,100 dockers"
    assert (difference.one.article_id, difference.other.article_id) == ("x", "y")


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        (
            "en",
            "The ministry has approved the repair of the great gate of the Kelbry dam.",
            "The ministry has not approved the repair of the great gate of the Kelbry dam.",
        ),
        (
            "ru",
            "Министерство одобрило ремонт больших ворот плотины в городе Келбри.",
            "Министерство не одобрило ремонт больших ворот плотины в городе Келбри.",
        ),
        (
            "uk",
            "Міністерство схвалило ремонт великих воріт греблі в місті Келбрі.",
            "Міністерство не схвалило ремонт великих воріт греблі в місті Келбрі.",
        ),
    ],
)
def test_the_contrary_is_news_and_takes_the_place_of_what_was_said(language: str, before: str, after: str) -> None:
    old = article("a", before, outlet="A", hours=30, language=language)
    new = article("b", after, outlet="B", hours=2, language=language)
    assert [quote.text for quote in brief([old, new], frozenset("a")).quotes] == [after]
    first = brief([old, new])
    assert (first.headline, [quote.text for quote in first.quotes]) == (after, [after]), "told for the first time"


def test_a_headline_that_a_newer_report_contradicts_is_not_told() -> None:
    texts = {
        "a": "The fire brigade gave the toll late on Sunday night and searched the ruins of the hall with dogs.",
        "b": "Relatives waited outside the town hospital, where a list of names was put up before dawn by nurses.",
        "c": "A toll was read out by Mayor Dessa Farrow, who asked the town to keep a minute of silence at noon.",
        "d": "Divers found more bodies below the quay on Monday, a spokeswoman of the coast guard told reporters.",
    }
    made = [
        article(key, texts[key], title=f"Fire at the fish market of Arlby kills {dead} people", outlet=key, hours=hours)
        for key, dead, hours in (("a", 12, 30), ("b", 12, 29), ("c", 12, 28), ("d", 17, 2))
    ]
    assert brief(made).headline == "Fire at the fish market of Arlby kills 17 people"


def test_another_who_does_the_same_is_news() -> None:
    old = article(
        "a", "On Friday Finland closes its border with Russia at midnight for two weeks.", outlet="A", hours=9
    )
    new = article("b", "On Friday Latvia closes its border with Russia at midnight for two weeks.", outlet="B", hours=2)
    found = compose_brief(story([old, new]), reports([old, new]), frozenset("a"))
    assert found is not None
    assert "Latvia" in found.quotes[0].text


def test_known_words_put_together_anew_are_no_news() -> None:
    again = article("z", "Nobody was hurt on Sunday night at the market, the fire brigade said.", outlet="Z", hours=1)
    assert compose_brief(story([FIRE, again]), reports([FIRE, again]), frozenset("a")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Correction: we wrote on Monday that the ship sank off the coast of Arlby with its crew.",
        "An earlier version of this article said that the ship had sunk off the coast of Arlby.",
        "On Monday we wrongly reported that the ship had sunk off the coast of Arlby with its crew.",
        "Исправление: в понедельник мы написали, что судно затонуло у берегов Арлби с экипажем.",
        "В предыдущей версии статьи говорилось, что судно затонуло у берегов города Арлби.",
        "Виправлення: у понеділок ми написали, що судно затонуло біля берегів Арлбі з екіпажем.",
        "More:'We hope the country can help us': people wait at the border and ask for asylum",
        "► Looking for the latest? Here is what we know of the week from March 23 to 29.",
        "У попередній версії статті йшлося про те, що судно затонуло біля берегів міста Арлбі.",
    ],
)
def test_what_leads_elsewhere_is_not_told_nor_an_outlets_word_on_its_own_mistake_is_not_told(text: str) -> None:
    assert not stands_alone(text)


def test_one_report_is_one_angle() -> None:
    found = compare_reports(story([FIRE]), [report(FIRE)])
    assert found is not None
    assert (len(found.angles), found.disagreements, found.outlets) == (1, (), 1)
    assert compare_reports(story([FIRE]), []) is None


WORDS = st.sampled_from(
    [*"fire market Arlby 240 people burned Sunday night The He said ринок згорів “ ” . ,".split(), "\n\n"]  # noqa: SIM905
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join).filter(lambda text: any(map(str.isalpha, text)))
ARTICLES = st.lists(
    st.builds(
        article,
        key=st.text("abcdefgh", min_size=1, max_size=3),
        text=TEXTS,
        title=st.none() | st.text(max_size=60) | st.just("Fire destroys market"),
        outlet=st.none() | st.sampled_from(["A", "B", "C"]),
        hours=st.none() | st.floats(0, 200),
        language=st.sampled_from(["en", "uk", "ru"]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda one: one.id,
)


@given(ARTICLES, st.data())
@settings(deadline=None, max_examples=120)
def test_whatever_the_articles_every_word_is_theirs(articles: list[Article], data: st.DataObject) -> None:
    told = frozenset(data.draw(st.sets(st.sampled_from([one.id for one in articles]))))
    found = compose_brief(story(articles), reports(articles), told)
    if found:
        check(found, articles)
        known = told & {one.id for one in articles}
        assert found.told == bool(known)
        assert {quote.article_id for quote in found.quotes}.isdisjoint(known)
    compared = compare_reports(story(articles), reports(articles))
    texts = {one.id: one.text for one in articles}
    for angle in compared.angles if compared else ():
        for quote in (angle.lead, *angle.only):
            assert texts[quote.article_id][quote.start : quote.end] == quote.text
