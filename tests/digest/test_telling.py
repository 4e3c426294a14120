"""Briefs: nothing in them is ours, and an update tells only what is new."""

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
    assert [angle.source.article.outlet for angle in found.angles] == ["Arlby Post", "Coast Courier"]
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
