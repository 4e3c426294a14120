"""Question -> query: what is a word, a name, a slip, a filter, a phrase; over the real vocabulary of a small corpus."""

from datetime import UTC, datetime

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.query import MAX_QUESTION, compose_query, read_question
from bot.model.errors import QuestionError
from bot.model.query import Correction, Query
from tests.answer.build import Desk, make_raw
from tests.answer.conftest import OpenDesk

NOW = datetime(2025, 3, 20, 9, tzinfo=UTC)
OUTLETS = ("Tide Herald", "Vessby Post", "L'Écho de Lonna", "Straßenblatt")
ARTICLES = (
    make_raw(
        "ferry",
        "The ferry company Lonnaline demanded a new pier at Orrick. Captain Dorn Haspelin said that flies and rats had"
        " moved into the old one. The minister promised new negotiations with Russia about the demand for territory.",
        "2025-03-04",
        outlet="Tide Herald",
    ),
    make_raw(
        "tram",
        "Mayor Marit Oldane opened the tram line in Vessby. The employees of the company demanded more pay."
        " Ukraine sent congratulations.",
        "2025-03-14",
        outlet="Vessby Post",
    ),
    make_raw(
        "мост",
        "Мэр Лодвика Игорь Вельский пообещал открыть мост через реку. Жители требуют второй дороги.",
        "2025-03-16",
        language="ru",
        outlet="L'Écho de Lonna",
    ),
)


@pytest_asyncio.fixture
async def desk(opened: OpenDesk) -> Desk:
    return await opened(*ARTICLES)


async def read(desk: Desk, question: str, now: datetime | None = NOW) -> Query:
    coverage = await desk.store.coverage("public")
    return compose_query(question, engine=desk.engine, coverage=coverage, outlets=OUTLETS, now=now)


def words(query: Query) -> list[str]:
    return [term.text for term in query.terms]


@given(st.text(max_size=30))
def test_a_question_read_is_one_clean_line(question: str) -> None:
    try:
        clean = read_question(question)
    except QuestionError:
        assert not any(letter.isalnum() for letter in question)
        return
    assert clean == " ".join(clean.split())
    assert clean.isprintable()
    assert [c for c in clean if c.isalnum()] == [c for c in question if c.isalnum()]
    assert read_question(clean) == clean


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "empty-question"),
        (" \t\n", "empty-question"),
        ("\u200b\u202e\x00", "empty-question"),
        ("?!… — 🙂", "no-words"),
        ("a" * (MAX_QUESTION + 1), "too-long"),
    ],
)
def test_what_is_no_question_is_refused_with_its_reason(question: str, reason: str) -> None:
    with pytest.raises(QuestionError) as caught:
        read_question(question)
    assert caught.value.values["reason"] == reason
    assert read_question("a" * MAX_QUESTION)


@pytest.mark.parametrize(
    ("question", "corrections", "read_as"),
    [
        ("rusia demnad", [("rusia", "Russia"), ("demnad", "demand")], "Russia demand"),
        ("what did Haspelyn say?", [("Haspelyn", "Haspelin")], "what did Haspelin say?"),
        ("what did the ministr promise", [("ministr", "minister")], "what did the minister promise"),
        ("negotations about teritory", [("negotations", "negotiations"), ("teritory", "territory")], None),
        ("чего требуют жытели", [("жытели", "жители")], "чего требуют жители"),
    ],
)
async def test_slips_are_read_as_the_collection_writes_and_shown(
    desk: Desk, question: str, corrections: list[tuple[str, str]], read_as: str | None
) -> None:
    query = await read(desk, question)
    assert [(typed, read) for typed, read in query.corrections] == corrections
    assert query.question == (read_as or query.question)
    assert not query.unknown


@pytest.mark.parametrize(
    "question",
    [
        "what did Merkel demand?",
        "what did Marek Olden open?",
        "who is Halden?",
        "does Austria support the tram?",
        "what did Иванов promise?",
        "что пообещал Игнат Вельтов?",
    ],
)
async def test_a_name_is_not_corrected_into_another(desk: Desk, question: str) -> None:
    query = await read(desk, question)
    assert query.corrections == ()
    assert query.unknown


@pytest.mark.parametrize(
    "question", ["how far is the fairy?", "who wants the files?", "is there a rate?", "wary of mayors"]
)
async def test_words_of_the_dictionary_are_meant_as_they_are_written(desk: Desk, question: str) -> None:
    assert (await read(desk, question)).corrections == ()


@pytest.mark.parametrize("question", ["what did Ukraine do?", "demanding piers", "мосты", "the MAYOR", "tram's line"])
async def test_words_that_the_collection_holds_in_any_form_are_left_alone(desk: Desk, question: str) -> None:
    assert (await read(desk, question)).corrections == ()


async def test_a_correction_replaces_whole_words_only(desk: Desk) -> None:
    query = await read(desk, "is haspelins haspelyn haspelynski?")
    assert Correction("haspelyn", "Haspelin") in query.corrections
    assert query.question.startswith("is haspelins Haspelin ")


@pytest.mark.parametrize(
    ("question", "since", "until", "left"),
    [
        ("what happened since 12 March?", "2025-03-12", None, ["happened"]),
        ("what did Oldane open in March?", "2025-03-01", "2025-03-31", ["Oldane", "open"]),
        ("tram news before 10 March", None, "2025-03-09", ["tram"]),
        ("what did the mayor open since Monday", "2025-03-17", None, ["mayor", "open"]),
        ("что пообещал мэр в марте?", "2025-03-01", "2025-03-31", ["пообещал", "мэр"]),
    ],
)
async def test_dates_are_filters_and_no_words(
    desk: Desk, question: str, since: str | None, until: str | None, left: list[str]
) -> None:
    query = await read(desk, question)
    bounds = [bound and bound.date().isoformat() for bound in (query.since, query.until)]
    assert bounds == [since, until]
    assert words(query) == left
    assert query.question == question


async def test_dates_that_no_article_can_meet_are_words(desk: Desk, opened: OpenDesk) -> None:
    query = await read(desk, "what did Oldane open in March 2019?")
    assert (query.since, query.until) == (None, None)
    assert "2019" in words(query)
    undated = await opened(make_raw("undated", "Marit Oldane opened the tram line in March."))
    query = await read(undated, "what did Oldane open in March?")
    assert (query.since, query.until) == (None, None)
    assert "March" in words(query)


@pytest.mark.parametrize(
    ("question", "outlets", "left"),
    [
        ("according to the Tide Herald, who demanded a pier?", ("Tide Herald",), ["demanded", "pier"]),
        ("what did the Vessby Post report about trams?", ("Vessby Post",), ["report", "trams"]),
        ("who wants a road according to L'Écho de Lonna?", ("L'Écho de Lonna",), ["wants", "road"]),
        ("news from the tide herald", ("Tide Herald",), ["news"]),
        ("what does the Straßenblatt say about rats?", ("Straßenblatt",), ["say", "rats"]),
        ("who founded the Tide Herald?", (), ["founded", "Tide", "Herald"]),
    ],
)
async def test_outlets_are_filters_only_where_they_are_asked_as_such(
    desk: Desk, question: str, outlets: tuple[str, ...], left: list[str]
) -> None:
    query = await read(desk, question)
    assert query.outlets == outlets
    assert words(query) == left


async def test_phrases_keep_their_words_in_order(desk: Desk) -> None:
    query = await read(desk, "who opened “the tram line” and „a new pier“?")
    assert query.phrases == ("the tram line", "a new pier")
    assert query.phrase_tokens == (("the", "tram", "line"), ("a", "new", "pier"))


@pytest.mark.parametrize("phrase", ["opened on Thursday", "as it did in March", "from the Straßenblatt"])
async def test_what_is_in_quotation_marks_is_no_filter(desk: Desk, phrase: str) -> None:
    query = await read(desk, f"who said “{phrase}”?")
    assert (query.since, query.until, query.outlets, query.phrases) == (None, None, (), (phrase,))


@pytest.mark.parametrize("question", ["who is the?", "the", "и", "what is it?"])
async def test_stop_words_are_asked_when_there_is_nothing_else(desk: Desk, question: str) -> None:
    assert (await read(desk, question)).terms


async def test_what_the_lexicon_adds_weighs_less_and_is_shown(desk: Desk) -> None:
    query = await read(desk, "what do the workers require of Russia?")
    for term in query.terms:
        weights = [variant.weight for variant in term.variants]
        assert weights == sorted(weights, reverse=True)
        assert term.variants[0].weight == 1.0
    (want,) = [term for term in (await read(desk, "what did Lonnaline demand?")).terms if term.text == "demand"]
    assert all(variant.weight < 1 for variant in want.variants[1:])
    assert (await read(desk, "who pledged negotiations?")).widened


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("what did Marit Oldane open?", ("Marit", "Oldane")),
        ("What did the mayor open?", ()),
        ("WHAT DID THE MAYOR OPEN?", ()),
        ("What Did The Mayor Of The City Open?", ()),
        ("NATO demands", ("NATO",)),
        ("что пообещал Игорь Вельский?", ("Игорь", "Вельский")),
    ],
)
async def test_names_are_told_by_their_capitals(desk: Desk, question: str, names: tuple[str, ...]) -> None:
    assert (await read(desk, question)).names == names


async def test_a_known_part_vouches_for_the_name_beside_it(desk: Desk) -> None:
    assert (await read(desk, "what did Marit Johanna Oldane open?")).unknown == ()
    assert (await read(desk, "did Oldane meet Johanna?")).unknown == ("Johanna",)
