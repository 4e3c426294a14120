"""Which stories a reader gets, in which order."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.choosing import Outline, Outlines, make_outline
from bot.digest.matching import drop_light_words
from bot.digest.wanted import MOST_WORDS, read_wanted
from bot.digest.windows import Window, first_window, since_last
from bot.index.weights import K1, B
from bot.model.article import Article
from bot.model.story import Member, Story
from bot.model.subscription import Filters
from tests.digest.made import NOW, article

DAY = timedelta(days=1)


def outline(story_id: int, *articles: Article, copies: dict[str, set[str]] | None = None) -> Outline:
    members = tuple(Member(one.id, one.published or NOW, one.published) for one in articles)
    return make_outline(Story(id=story_id, members=members), {one.id: one for one in articles}, copies or {})


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


def test_copies_of_one_text_are_one_voice() -> None:
    wire, taken, again, own = (
        article(name, "The ferry to Kelbry was late.", outlet=name, hours=4 - n)
        for n, name in enumerate(("Wire", "Taken", "Again", "Own"))
    )
    copied = outline(1, wire, taken, again, copies={"Taken": {"Wire"}, "Again": {"Wire", "Taken"}})
    reported = outline(2, wire, own, copies={})
    assert (copied.voices, reported.voices) == (1, 2)
    assert len(copied.outlets) == 3, "whoever wants the stories of an outlet gets what it copied, too"
    ranked = Outlines([copied._replace(times=reported.times), reported]).rank(Filters(), NOW)
    assert [one.story_id for one in ranked] == [2, 1]


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


WAVE = outline(
    1, article("w", "The war in Ukraine goes on; the U.S. says that the Covid-19 wave is over.", title="War and wave")
)
TREE = outline(2, article("t", "On Monday 19 people were hurt in the fall of a tree. It was a long day.", title="Tree"))
LEADERS = outline(3, article("l", "Putin met Trump in the north of Norway.", title="Leaders meet in the far north"))
OTHERS = Outlines([WAVE, TREE, LEADERS])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("covid-19", [1]),
        ("-covid-19", [2, 3]),
        ("30-day truce", []),
        ("the war in Ukraine", [1]),
        ("the", [1, 2, 3]),
        ("the -war", [2, 3]),
        ("U.S.", [1]),
        ("trump-putin", [3]),
        ("19-covid", []),
        ("wave-tree", []),
    ],
)
def test_parts_of_words_and_light_words_are_not_what_is_wanted(typed: str, found: list[int]) -> None:
    assert sorted(one.story_id for one in OTHERS.rank(read_wanted(typed), NOW)) == found


@pytest.mark.parametrize(
    ("language", "word", "written"),
    [
        ("ru", "Киев", "Мэр Киева открыл мост."),
        ("ru", "Киева", "Дожди в городе Киев не прекращаются."),
        ("ru", "Харьков", "В Харькове открыли мост."),
        ("ru", "Байден", "С Байденом встретились послы."),
        ("ru", "Байденом", "Байдена ждут в Осло."),
        ("ru", "беспилотник", "Над портом сбили беспилотников и ракеты."),
        ("uk", "Київ", "У Києві відкрили міст."),
        ("uk", "Харкова", "Мер міста Харків відкрив міст."),
        ("uk", "страйків", "Страйк докерів триває."),
        ("uk", "міністр", "Про це йшлося на зустрічі з міністрами."),
    ],
)
def test_a_word_is_found_in_each_of_its_cases(language: str, word: str, written: str) -> None:
    held = outline(1, article("a", written, title=None, language=language))
    other = outline(2, article("b", "Рыба вкусна. Кит и ракурс.", title=None, language=language))
    outlines = Outlines([held, other])
    assert [one.story_id for one in outlines.rank(Filters(words=(word,)), NOW)] == [1]
    assert [one.story_id for one in outlines.rank(Filters(excluded=(word,)), NOW)] == [2]


def test_stories_of_one_hour_stand_in_the_order_of_rank_bm25() -> None:
    from rank_bm25 import BM25Okapi

    texts = (
        "The ferry to Kelbry runs again; the ferry was late, the captain of the ferry said, for want of coal.",
        "Dockers wait for a ferry at the quay of Arlby in the rain, and bakers for their flour from the north.",
        "A bridge is built at Arlby so that the ferry of the town, its pride, can be given up at last, it is said.",
        "The cup final was won by Kelbry in the last minute of a match that nobody who was there will forget.",
        "Snow fell in the hills behind Arlby, and the road to the coast is closed for lorries until Sunday noon.",
    )
    made = [outline(n, article(f"{n}", text, title=f"Number {n}", outlet="Post")) for n, text in enumerate(texts)]
    ranked = [one.story_id for one in Outlines(made).rank(Filters(words=("ferries",)), NOW)]
    scores = BM25Okapi([one.tokens for one in made], k1=K1, b=B).get_scores(["ferri"])
    assert ranked == sorted((n for n in range(5) if "ferry" in texts[n]), key=lambda n: -abs(scores[n]))
    assert ranked[0] == 0


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


def test_what_was_typed_in_capitals_is_looked_for() -> None:
    assert drop_light_words(["US", "election"]) == ["US", "election"]
    assert drop_light_words(["the", "war", "in", "Ukraine"]) == ["war", "Ukraine"]
    assert drop_light_words(["the"]) == ["the"], "nothing else was asked for"
