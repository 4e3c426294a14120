"""The same news in other portions, at other times, and after restarts."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.grouping import Grouping, name_story
from bot.digest.older import ALIKE, APART, OlderStories, Remembered
from bot.digest.vectors import read_profile, weigh
from bot.model.article import Article
from bot.model.story_protocols import Grouped
from tests.digest.made import NOW

QUAKE = "An earthquake of magnitude 6.1 shook Aceh in Indonesia and killed 40 people."
QUAKE_AGAIN = "Rescuers in Aceh search for survivors: the Indonesia earthquake, magnitude 6.1, killed 40."
OTHER_QUAKE = "A tremor cracked walls in Petrolia, California; nobody was hurt by the earthquake."
STRIKE = "Dockers walked out at Port Hallowick over night shifts, their union leader Moira Kell announced."
STRIKE_AGAIN = "Port Hallowick idle: union leader Moira Kell says dockers reject night shifts and walked out."

NAMES = tuple(f"{first}{last}" for first in ("Bor", "Kel", "dam", "ves") for last in ("ka", "lin", "mor", "dek"))
NEWS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=8),
        st.none() | st.integers(0, 15 * 24),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=20,
)
"""Few words, so that much is nearly alike; hours; something that mixes up the order of the ids."""
CUTS = st.lists(st.integers(0, 20), max_size=8)


def article(key: str, text: str, days: float | None = 0.0) -> Article:
    """Published so many days after NOW; None: without a date."""
    return Article(id=key, text=text, published=None if days is None else NOW + timedelta(days=days))


def make(news: Sequence[tuple[list[str], int | None, int]]) -> list[Article]:
    return [
        article(f"{mixed}-{number}", " ".join(words), None if hours is None else hours / 24)
        for number, (words, hours, mixed) in enumerate(news)
    ]


def add_one_by_one(grouping: Grouping, *articles: Article) -> list[int]:
    return [grouping.add([one])[0].story_id for one in articles]


def cut(articles: Sequence[Article], cuts: Sequence[int]) -> list[list[Article]]:
    edges = sorted({0, len(articles), *(place for place in cuts if place < len(articles))})
    return [list(articles[first:last]) for first, last in pairwise(edges)]


def group(batches: Sequence[Sequence[Article]], *, restarted: bool) -> dict[str, int]:
    """Story ids by article id. After a restart only what `StoryStore.recent` gives is known: by batch, then by id."""
    grouping = Grouping()
    written: list[Grouped] = []
    for batch in batches:
        if restarted:
            grouping = Grouping()
            grouping.remember(written)
        story_of = {one.article_id: one.story_id for one in grouping.add(batch)}
        written += sorted((Grouped(one, story_of[one.id]) for one in batch), key=lambda one: one.article.id)
    return {one.article.id: one.story_id for one in written}


@given(NEWS, CUTS)
@settings(max_examples=100, deadline=None)
def test_a_restart_before_every_batch_changes_nothing(
    news: list[tuple[list[str], int | None, int]], cuts: list[int]
) -> None:
    batches = cut(make(news), cuts)
    assert group(batches, restarted=True) == group(batches, restarted=False)


@given(NEWS, CUTS)
@settings(max_examples=50, deadline=None)
def test_nothing_that_comes_later_moves_an_article(
    news: list[tuple[list[str], int | None, int]], cuts: list[int]
) -> None:
    articles = make(news)
    grouping = Grouping()
    before: dict[str, int] = {}
    for batch in cut(articles, cuts):
        before |= {one.article_id: one.story_id for one in grouping.add(batch)}
        known = [one for one in articles if one.id in before]
        assert {one.article_id: one.story_id for one in grouping.add(known)} == before


@given(NEWS)
@settings(max_examples=50, deadline=None)
def test_no_article_joins_a_story_whose_newest_is_further_away(news: list[tuple[list[str], int | None, int]]) -> None:
    """In the order of their dates, as the store gives them."""
    newest: dict[int, datetime] = {}
    grouping = Grouping()
    for one in sorted((one for one in make(news) if one.published), key=lambda one: one.published or NOW):
        assert one.published is not None
        story_id = grouping.add([one])[0].story_id
        assert one.published - newest.get(story_id, one.published) <= APART
        newest[story_id] = one.published


@pytest.mark.parametrize(("days", "same"), [(0, True), (6.9, True), (7, True), (7.1, False), (-7, True), (-7.1, False)])
@pytest.mark.parametrize("together", [True, False])
def test_a_story_ends_when_nothing_was_added_for_a_week(days: float, same: bool, together: bool) -> None:
    fillers = [article(f"f{n}", text, days / 2) for n, text in enumerate((STRIKE, OTHER_QUAKE))]
    articles = [article("q1", QUAKE), *fillers, article("q2", QUAKE_AGAIN, days)]
    grouping = Grouping()
    batches = [articles] if together else [[one] for one in articles]
    found = [one.story_id for batch in batches for one in grouping.add(batch)]
    assert (found[0] == found[-1]) is same


def test_a_story_that_goes_on_is_followed_beyond_a_week() -> None:
    fillers = [article("s", STRIKE), article("c", OTHER_QUAKE)]
    steps = [article(f"q{n}", QUAKE if n % 2 else QUAKE_AGAIN, 5 * n) for n in range(6)]
    assert len(set(add_one_by_one(Grouping(), *fillers, *steps)[2:])) == 1


def test_the_dates_of_articles_that_have_none_keep_nothing_apart() -> None:
    found = add_one_by_one(
        Grouping(),
        article("s1", STRIKE, None),
        article("q1", QUAKE, -60),
        article("q2", QUAKE_AGAIN, None),
        article("s2", STRIKE_AGAIN, 30),
    )
    assert found[0] == found[3]
    assert found[1] == found[2]


def test_what_is_beyond_the_window_is_forgotten() -> None:
    articles = [article("q1", QUAKE), article("s1", STRIKE), article("c1", OTHER_QUAKE), article("q2", QUAKE_AGAIN)]
    assert len(set(add_one_by_one(Grouping(window=2), *articles))) == 4
    assert len(set(add_one_by_one(Grouping(window=3), *articles))) == 3


def test_no_more_than_the_window_is_remembered() -> None:
    texts = {"q1": QUAKE, "s1": STRIKE, "c1": OTHER_QUAKE}
    grouping = Grouping(window=2)
    grouping.remember([Grouped(article(key, text), number) for number, (key, text) in enumerate(texts.items())])
    last = article("q2", QUAKE_AGAIN)
    assert add_one_by_one(grouping, last) == [name_story(last)]


def test_an_article_that_is_given_again_keeps_its_story_whatever_it_says_now() -> None:
    grouping = Grouping()
    first = grouping.add([article("q1", QUAKE), article("s1", STRIKE)])
    assert grouping.add([article("s1", QUAKE), article("q1", STRIKE)]) == [first[1], first[0]]
    assert grouping.add([]) == []


@pytest.mark.parametrize("text", ["", "—", "the of and", "🌊🌊", "\u202e\u0000", "a " * 5000])
def test_articles_without_words_to_tell_them_by_stay_apart(text: str) -> None:
    grouping = Grouping()
    found = [one.story_id for one in grouping.add([article("a", text), article("b", QUAKE)])]
    found += add_one_by_one(grouping, article("c", text), article("d", QUAKE_AGAIN))
    assert len({found[0], found[1], found[2]}) == 3
    assert found[1] == found[3]


def test_the_name_of_a_story_is_the_same_everywhere() -> None:
    assert name_story(article("q1", QUAKE)) == name_story(article("q1", STRIKE)) == 4402872940285522683
    other = article("q1", QUAKE).model_copy(update={"collection": "other"})
    assert name_story(other) != name_story(article("q1", QUAKE))


@given(st.text())
def test_any_article_id_gives_a_name_that_fits_a_signed_integer(key: str) -> None:
    assert 0 <= name_story(article(key, QUAKE)) < 2**63


@pytest.mark.parametrize("portions", [1, 2])
def test_a_late_find_from_before_does_not_join_a_story_that_went_on(portions: int) -> None:
    fillers = [article("s", STRIKE), article("c", OTHER_QUAKE)]
    grouping = Grouping()
    add_one_by_one(grouping, *fillers, *(article(f"q{day}", QUAKE, day) for day in (5, 11, 17)))
    late = article("late", QUAKE_AGAIN)
    others = [article("far", "A lighthouse at Orrick was lit.", 20)] if portions == 1 else []
    assert grouping.add([late, *others])[0].story_id == name_story(late)


def test_a_story_does_not_drift_from_one_event_to_the_next() -> None:
    """Each report shares three words of four with the one before, none with what was four days ago."""
    words = [f"{name}{end}" for name in NAMES for end in ("us", "ix")]
    fillers = [article(f"f{n}", text) for n, text in enumerate((STRIKE, OTHER_QUAKE, QUAKE))]
    chain = [article(f"q{n:02}", " ".join(words[n : n + 4]), n) for n in range(24)]
    found = add_one_by_one(Grouping(), *fillers, *chain)[3:]
    assert found[0] == found[1]
    assert max(found.count(story_id) for story_id in found) < 12


def test_likeness_fades_with_the_days_between() -> None:
    half_alike = QUAKE.replace("Aceh", "Padang").replace("killed 40", "hurt nine").replace("shook", "struck")
    fillers = [article(f"f{n}", text) for n, text in enumerate((STRIKE, OTHER_QUAKE))]
    same = [
        len(set(add_one_by_one(Grouping(), *fillers, article("q1", QUAKE), article("q2", half_alike, days))[2:])) == 1
        for days in (0.5, 6.5)
    ]
    assert same == [True, False]


@given(NEWS)
@settings(max_examples=50, deadline=None)
def test_two_stories_are_told_apart_for_good(news: list[tuple[list[str], int | None, int]]) -> None:
    """What comes later may resemble both: it joins one of them."""
    articles = make(news)
    grouping = Grouping()
    first = {one.article_id: one.story_id for one in grouping.add(articles[::2])}
    grouping.add(articles[1::2])
    assert {one.article_id: one.story_id for one in grouping.add(articles[::2])} == first


@given(NEWS, NEWS)
@settings(max_examples=50, deadline=None)
def test_the_stories_left_out_unweighed_are_too_far_from_all_that_is_new(
    old: list[tuple[list[str], int | None, int]], new: list[tuple[list[str], int | None, int]]
) -> None:
    """What is left out, weighed after all, would be no kin."""
    profiles = [read_profile(one) for one in make(old)]
    frequencies = Counter(token for one in profiles for token in one.tokens)
    remembered = [Remembered(one, place // 2, None) for place, one in enumerate(profiles)]
    vectors = [weigh(read_profile(one), frequencies, len(profiles)) for one in make(new)]
    dates = [None] * len(vectors)
    kept = {one.story_id for one in OlderStories(remembered, vectors, dates, frequencies, len(profiles)).find_kin()}
    for story_id in {one.story_id for one in remembered}:
        theirs = [weigh(one.profile, frequencies, len(profiles)) for one in remembered if one.story_id == story_id]
        nearest = max(
            sum(sum(weight * their.get(token, 0.0) for token, weight in vector.items()) for their in theirs)
            / len(theirs)
            for vector in vectors
        )
        if abs(nearest - ALIKE) > 1e-6:
            assert (story_id in kept) is (nearest > ALIKE)
