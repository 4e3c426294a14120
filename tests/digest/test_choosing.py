"""Which stories a reader gets, in which order."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.choosing import Outline, Outlines, make_outline
from bot.digest.wanted import MOST_WORDS, read_wanted
from bot.digest.windows import Window, first_window, since_last
from bot.model.article import Article
from bot.model.story import Member, Story
from bot.model.subscription import Filters
from tests.digest.made import NOW, article

DAY = timedelta(days=1)


def outline(story_id: int, *articles: Article) -> Outline:
    members = tuple(Member(one.id, one.published or NOW, one.published) for one in articles)
    return make_outline(Story(id=story_id, members=members), {one.id: one for one in articles})


PORT = outline(
    1,
    article("p1", "Dockers at Port Kelbry stopped work on Monday.", title="Port strike", outlet="Post", hours=2),
    article("p2", "The strike at Port Kelbry goes on.", title="Strike goes on", outlet="Courier", hours=1),
)
MATCH = outline(2, article("m", "Football: Kelbry wins the cup.", title="Cup final", outlet="Post", hours=1))
RUSSIAN = outline(
    3, article("r", "Забастовка в порту продолжается.", title="Порт стоит", outlet="Вестник", language="ru")
)
OLD = outline(4, article("o", "Dockers wanted a day rate of 90 crowns.", title="Day rate", outlet="Post", hours=90))
EVERY = Outlines([MATCH, OLD, PORT, RUSSIAN])


def ranked(filters: Filters) -> list[int]:
    return [one.story_id for one in EVERY.rank(filters, NOW)]


def test_everything_by_outlets_and_newness() -> None:
    assert ranked(Filters())[0] == 1
    assert ranked(Filters())[-1] == 4
    assert sorted(ranked(Filters())) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(words=("docker",)), [1, 4]),
        (Filters(words=("dockers", "football")), [1, 2, 4]),
        (Filters(words=("порты",)), [3]),
        (Filters(phrases=("day rate",)), [4]),
        (Filters(phrases=("rate day",)), []),
        (Filters(phrases=("day rat",)), []),
        (Filters(phrases=("Kelbry WINS",)), [2]),
        (Filters(phrases=("el",)), []),
        (Filters(excluded=("ins the cu", "or")), [1, 2, 3, 4]),
        (Filters(words=("dockers",), excluded=("rate",)), [1]),
        (Filters(excluded=("wins the cup", "strike")), [3, 4]),
        (Filters(outlets=("COURIER",)), [1]),
        (Filters(outlets=("Courier", "вестник")), [1, 3]),
        (Filters(words=("zebra",)), []),
    ],
)
def test_filters(filters: Filters, found: list[int]) -> None:
    assert sorted(ranked(filters)) == found


def test_no_stories() -> None:
    assert Outlines(()).rank(Filters(words=("x",)), NOW) == []


@given(st.builds(Filters, words=st.tuples(st.text(max_size=9)), phrases=st.tuples(st.text(max_size=9))))
@settings(deadline=None, max_examples=60)
def test_any_words_can_be_looked_for(filters: Filters) -> None:
    assert set(ranked(filters)) <= {1, 2, 3, 4}


# windows


def test_what_arrived_since_the_last_digest_is_news() -> None:
    window = since_last(NOW - timedelta(hours=3))
    assert [one.story_id for one in (PORT, MATCH, OLD) if window.holds(one)] == [1, 2]
    archive = outline(5, article("a", "Long ago.", hours=400))
    arrived_now = archive._replace(times=((NOW, archive.times[0][1]),))
    assert not window.holds(arrived_now), "what was published long before is no news"
    undated = outline(6, article("u", "No date.", hours=None))
    assert window.holds(undated)


def test_the_first_window_of_an_old_corpus_is_its_last_week() -> None:
    assert first_window(NOW, DAY, NOW - timedelta(hours=1)) == Window(None, NOW - DAY)
    assert first_window(NOW, DAY, NOW - 90 * DAY) == Window(None, NOW - 97 * DAY)
    assert first_window(NOW, 30 * DAY, NOW) == Window(None, NOW - 7 * DAY)
    assert first_window(NOW, timedelta(0), None) == Window(None, NOW - DAY)


# what people type


def test_words_phrases_and_what_is_left_out() -> None:
    wanted = read_wanted('ports strike "day rate" «денна ставка» -football -"own goal" −rugby Ports')
    assert wanted == Filters(
        words=("ports", "strike"), phrases=("day rate", "денна ставка"), excluded=("own goal", "football", "rugby")
    )
    assert read_wanted("30-day truce, Sergei's well-known day").words[:2] == ("30-day", "truce")
    assert read_wanted("... !? -").is_empty


@given(st.text())
def test_any_text_can_be_read(typed: str) -> None:
    wanted = read_wanted(typed)
    assert len(wanted.words) <= MOST_WORDS
    assert all(any(letter.isalnum() for letter in word) for word in (*wanted.words, *wanted.phrases, *wanted.excluded))
