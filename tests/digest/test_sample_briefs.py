"""The stories of the sample corpus as they are told: as a whole, and to somebody who knows all but the newest."""

from collections.abc import Sequence
from functools import cache

import pytest

from bot.digest.comparing import compare_reports
from bot.digest.reports import fold_copies
from bot.digest.sentences import LONGEST, SHORTEST
from bot.digest.telling import MOST, compose_brief
from bot.ingest.metadata import compose_article
from bot.ingest.read import read_articles
from bot.model.article import PUBLIC, Article, RawArticle
from bot.model.story import Brief
from bot.text.resources import corpus_dir
from tests.digest.made import NOW, reports, story

STORIES = ("dam", "harbour", "peace")


@cache
def sample(name: str) -> tuple[Article, ...]:
    """The articles of one story, the oldest first."""
    raws = [raw for path in sorted(corpus_dir().glob(f"{name}-*.md")) for raw in read_articles(path)]
    articles = [compose_article(raw, PUBLIC) for raw in raws if isinstance(raw, RawArticle)]
    return tuple(sorted(articles, key=lambda one: (one.published or NOW, one.id)))


def told(articles: Sequence[Article], known: Sequence[Article] = ()) -> Brief | None:
    found = compose_brief(story(articles), reports(articles), frozenset(one.id for one in known))
    if found:
        check(found, articles)
    return found


def check(found: Brief, articles: Sequence[Article]) -> None:
    texts = {one.id: one.text for one in articles}
    for quote in found.quotes:
        assert texts[quote.article_id][quote.start : quote.end] == quote.text
        assert found.sources[quote.n - 1].article.id == quote.article_id
        assert SHORTEST <= len(" ".join(quote.text.split())) <= LONGEST
    assert [source.n for source in found.sources] == list(range(1, len(found.sources) + 1))
    assert found.headline in {one.title for one in articles if one.id == found.sources[found.headline_n - 1].article.id}
    outlets = [source.article.outlet for source in found.sources[len({quote.n for quote in found.quotes}) :]]
    assert len(outlets) == len(set(outlets)), "one further source for each outlet"


def upto(name: str, article_id: str) -> tuple[tuple[Article, ...], tuple[Article, ...]]:
    """The story up to this article, and what was known before it."""
    articles = sample(name)
    place = next(n for n, one in enumerate(articles) if one.id == article_id)
    return articles[: place + 1], articles[:place]


@pytest.mark.parametrize("name", STORIES)
def test_each_story_is_told_in_three_sentences_of_its_own(name: str) -> None:
    found = told(sample(name))
    assert found is not None
    assert (len(found.quotes), found.articles, found.told) == (MOST, len(sample(name)), False)
    assert found.newest == max(one.published for one in sample(name) if one.published)


@pytest.mark.parametrize("name", STORIES)
def test_each_article_as_it_comes_is_told_in_its_own_words(name: str) -> None:
    articles = sample(name)
    for place in range(1, len(articles)):
        found = told(articles[: place + 1], articles[:place])
        if found:
            assert {quote.article_id for quote in found.quotes} == {articles[place].id}
            assert (found.headline, found.told, found.fresh) == (articles[place].title, True, 1)


@pytest.mark.parametrize("name", STORIES)
def test_whoever_knows_all_hears_nothing(name: str) -> None:
    assert told(sample(name), sample(name)) is None


def test_wire_text_is_one_voice() -> None:
    folded = {tuple(one.article.id for one in group) for group in fold_copies(reports(sample("harbour")))}
    assert ("harbour-03-wire-tide", "harbour-04-wire-courier") in folded
    found = told(sample("harbour"))
    assert found is not None
    outlets = {one.outlet for one in sample("harbour") if one.id != "harbour-04-wire-courier"}
    assert found.outlets == len(outlets)
    assert told(*upto("harbour", "harbour-04-wire-courier")) is None, "a copy of what was told is no news"


def test_a_new_count_is_told() -> None:
    found = told(*upto("harbour", "harbour-02-walkout-count"))
    assert found is not None
    assert any("1,100 dockers" in quote.text for quote in found.quotes)


def test_a_new_level_of_the_reservoir_is_told() -> None:
    found = told(*upto("dam", "dam-04-rain-and-approval"))
    assert found is not None
    assert "38 percent" in found.quotes[0].text
    assert any("signed the approval" in quote.text for quote in found.quotes), "it was said not to be approved"


@pytest.mark.parametrize(
    ("name", "sides", "outlets"),
    [
        ("harbour", "1,400 dockers / 1,100 dockers", 5),
        ("dam", "31% / 27%", 2),
        ("peace", None, 6),
    ],
)
def test_side_by_side(name: str, sides: str | None, outlets: int) -> None:
    found = compare_reports(story(sample(name)), reports(sample(name)))
    assert found is not None
    assert sides is None or sides in [one.sides for one in found.disagreements]
    assert len({angle.source.article.outlet for angle in found.angles}) == found.outlets == outlets
    dates = [angle.source.article.published or NOW for angle in found.angles]
    assert dates == sorted(dates)
