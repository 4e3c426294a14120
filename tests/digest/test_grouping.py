"""Stories: what belongs together, the same on every machine and after every restart."""

import asyncio
from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.gathering import gather
from bot.digest.grouping import Grouping, name_story
from bot.digest.keeping import StoryKeeper
from bot.digest.older import APART
from bot.digest.vectors import read_profile, weigh
from bot.index.memory import MemoryIndex
from bot.ingest.service import ingest
from bot.measure.bench.made_news import make_news
from bot.model.article import PUBLIC, Article
from bot.model.story_protocols import Grouped
from bot.store.memory import MemoryStore
from tests.digest.made import NOW, article

QUAKE = "A strong earthquake of magnitude 6.1 shook the island of Lombar on Tuesday, collapsing houses in Tarok."
QUAKE_TOO = "Houses collapsed in Tarok when an earthquake of magnitude 6.1 struck Lombar island on Tuesday."
OTHER_QUAKE = (
    "An earthquake of magnitude 5.4 hit the coast of Selvia near Port Anders; officials reported cracks in a dam."
)
TRIAL = "Actress Lyra Quill pleaded guilty to shoplifting at a court in Dunholt and was fined 900 crowns."


def test_reports_of_one_event_are_one_story() -> None:
    articles = [article("a", QUAKE), article("b", TRIAL), article("c", QUAKE_TOO), article("d", OTHER_QUAKE)]
    found = {one.article_id: one.story_id for one in Grouping().add(articles)}
    assert found["a"] == found["c"]
    assert len({found["a"], found["b"], found["d"]}) == 3


def test_a_story_keeps_its_name_as_it_grows() -> None:
    grouping = Grouping()
    first = article("a", QUAKE, hours=5)
    assert grouping.add([first, article("b", TRIAL)])[0].story_id == name_story(first)
    assert grouping.add([article("c", QUAKE_TOO)])[0].story_id == name_story(first)
    assert grouping.add([first])[0].story_id == name_story(first), "what is remembered keeps its story"


def test_what_is_weeks_apart_is_another_story() -> None:
    grouping = Grouping()
    old = article("a", QUAKE, hours=APART.total_seconds() / 3600 + 50)
    grouping.add([old, article("b", TRIAL)])
    assert grouping.add([article("c", QUAKE_TOO, hours=1)])[0].story_id != name_story(old)
    assert grouping.add([article("d", QUAKE_TOO, hours=None)])[0].story_id in {
        name_story(old),
        name_story(article("c", QUAKE_TOO)),
    }


def made(count: int, seed: int) -> list[Article]:
    from bot.ingest.metadata import compose_article

    return [compose_article(raw, PUBLIC) for raw in make_news(count, seed, NOW)]


@given(st.integers(0, 10**6), st.lists(st.integers(1, 9), min_size=2, max_size=5))
@settings(deadline=None, max_examples=15)
def test_a_restart_between_batches_changes_nothing(seed: int, sizes: list[int]) -> None:
    articles = made(8, seed)
    through, restarted, known = Grouping(), Grouping(), list[Grouped]()
    place = 0
    for size in sizes:
        batch = articles[place : place + size]
        place += size
        restarted = Grouping()
        restarted.remember(known)
        joinings = restarted.add(batch)
        assert joinings == through.add(batch)
        known += [Grouped(one, joining.story_id) for one, joining in zip(batch, joinings, strict=True)]


@given(
    st.lists(st.text(max_size=40), min_size=1, max_size=8),
    st.lists(st.none() | st.floats(0, 900), min_size=8, max_size=8),
)
@settings(deadline=None, max_examples=40)
def test_any_texts_are_grouped(texts: list[str], hours: list[float | None]) -> None:
    articles = [
        Article(id=str(number), text=text, published=None if age is None else NOW - timedelta(hours=age))
        for number, (text, age) in enumerate(zip(texts, hours, strict=False))
    ]
    joinings = Grouping(window=5).add(articles)
    assert [one.article_id for one in joinings] == [one.id for one in articles]


@given(st.integers(0, 10**6))
@settings(deadline=None, max_examples=20)
def test_gathering_does_not_depend_on_the_order(seed: int) -> None:
    articles = made(5, seed)
    profiles = [read_profile(one) for one in articles]
    frequencies = Counter(token for one in profiles for token in one.tokens)
    vectors = [weigh(profile, frequencies, len(profiles)) for profile in profiles]
    dates = [one.published for one in articles]
    one_way = {frozenset(articles[place].id for place in group.places) for group in gather(vectors, dates)}
    back = gather(vectors[::-1], dates[::-1])
    assert {frozenset(articles[::-1][place].id for place in group.places) for group in back} == one_way
    assert gather([], []) == []


def test_made_stories_are_found_again() -> None:
    articles = made(40, 3)
    found = {one.article_id: one.story_id for one in Grouping().add(articles)}
    stories: dict[str, set[int]] = {}
    for key, story_id in found.items():
        stories.setdefault(key.split("-")[1], set()).add(story_id)
    assert sum(len(ids) == 1 for ids in stories.values()) >= 36


async def test_the_keeper_puts_what_is_new_into_stories_once() -> None:
    store, engine = MemoryStore(), MemoryIndex()
    await ingest(make_news(12, 1, NOW), store=store, engine=engine)
    keeper = StoryKeeper(store)
    counts = await asyncio.gather(keeper.update(NOW), keeper.update(NOW))
    assert sorted(counts) == [0, len(await store.hashes(PUBLIC))]
    assert await store.stories.count_unassigned(PUBLIC) == 0
    await ingest(make_news(14, 1, NOW + timedelta(hours=1)), store=store, engine=engine)
    restarted = StoryKeeper(store)
    assert await restarted.update(NOW) > 0
    assert await restarted.update(NOW) == 0


async def test_two_keepers_agree_with_what_is_written_down() -> None:
    store, engine = MemoryStore(), MemoryIndex()
    await ingest(make_news(12, 1, NOW), store=store, engine=engine)
    one, other = StoryKeeper(store), StoryKeeper(store)
    total = sum(await asyncio.gather(one.update(NOW), other.update(NOW)))
    assert total == len(await store.hashes(PUBLIC))
    assert await store.stories.count_unassigned(PUBLIC) == 0
