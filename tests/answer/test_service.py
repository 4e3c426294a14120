"""What holds for every reply: any question over the sample corpus, any question over any small corpus."""

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer.selection import MAX_CHARACTERS, MAX_CLAIMS, MAX_QUOTES
from bot.model.answer import Abstention, Answer
from bot.model.article import RawArticle
from bot.model.turn import Reply, Turn
from tests.answer.build import ASKED, CORPUS, Desk, Engine, make_raw, misquoted, open_desk, quotes_of, read_folder
from tests.answer.conftest import OpenDesk

corpus_loop = pytest.mark.asyncio(loop_scope="module")
shared = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

_PIECES = (
    "what who when why does did Russia ukraine Kremlin demand dockers strike Hallowick Merrowline dam reservoir Путин"
    " чого вимагає перемирие сколько 1,400 30-day since Monday in March before 11 according to the Quenmark Post"
    " “day one” «порт» demnad Grusko and he she that ? ! … \u202e \u200f \u0301 п'ять № 🙂"
    " \ud83d x\x00y ß İ ﬁ Ⅷ ² ½ U.S. 's"
)
WORDS = _PIECES.split()
anything = st.one_of(
    st.text(st.characters(), max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.text("RUaе'\"“«» .?-0\u202e\u200f\ud800\udfff", max_size=40),
    st.builds(lambda part, times: part * times, st.sampled_from(WORDS), st.integers(80, 400)),
)


def sizes(reply: Reply) -> tuple[int, int]:
    assert isinstance(reply, Answer)
    return len(reply.claims), sum(len(quote.text) for quote in quotes_of(reply))


def check_form(reply: Reply) -> None:
    """Everything about a reply that can be told without the articles."""
    assert 0 <= reply.confidence <= 1
    assert reply.took_ms >= 0
    if isinstance(reply, Abstention):
        return
    claims, quoted = sizes(reply)
    assert 1 <= claims <= MAX_CLAIMS
    assert quoted <= MAX_CHARACTERS or quoted == len(reply.claims[0].text)
    numbers = list(dict.fromkeys(quote.n for quote in quotes_of(reply)))
    assert numbers == list(range(1, len(reply.sources) + 1)) == [source.n for source in reply.sources]
    by_number = {source.n: source.article.id for source in reply.sources}
    for claim in reply.claims:
        assert claim.text == claim.quotes[0].text
        assert len({quote.article_id for quote in claim.quotes}) == len(claim.quotes) <= MAX_QUOTES
        assert 0 <= claim.outlets <= len(claim.quotes)
        assert all(by_number[quote.n] == quote.article_id and quote.text in quote.passage for quote in claim.quotes)


@corpus_loop
@shared
@given(question=anything, now=st.none() | st.datetimes(timezones=st.just(UTC)), before=st.lists(anything, max_size=1))
async def test_any_question_gets_a_reply(
    corpus: Desk, question: str, now: datetime | None, before: Sequence[str]
) -> None:
    turns = [Turn(question=q, reply=await corpus.service.answer(q, now=now), asked=ASKED) for q in before]
    reply = await corpus.service.answer(question, now=now, turns=turns)
    check_form(reply)
    if isinstance(reply, Answer):
        assert await misquoted(reply, corpus.store) == []


QUESTIONS = (
    "what does Russia demand?",
    "who is Tavish Brendelok?",
    "what elements must a peace deal address?",
    "how many dockers walked out?",
    "rusia demnad",
    "what will the repair of the dam gate cost?",
    "кто встретился с Путиным в Москве?",
    "скільки суден чекають на рейді?",
    "who said “the pen is still in the drawer”?",
    "news about the Kelbry reservoir after 20 March",
    "who is the foreign minister?",
    "what did Macron say about sending troops?",
)


def same(reply: Reply) -> Reply:
    """Without the time it took and the scores of the engine."""
    consulted = tuple(hit._replace(score=0.0) for hit in reply.consulted)
    return reply.model_copy(update={"took_ms": 0.0, "consulted": consulted, "confidence": round(reply.confidence, 3)})


async def test_both_engines_and_two_runs_give_the_same_replies() -> None:
    async with open_desk(read_folder(CORPUS), "memory") as memory, open_desk(read_folder(CORPUS), "disk") as disk:
        for question in QUESTIONS:
            first = same(await memory.service.answer(question, now=ASKED))
            assert same(await memory.service.answer(question, now=ASKED)) == first
            assert same(await disk.service.answer(question, now=ASKED)) == first


@corpus_loop
async def test_questions_asked_at_once_get_the_replies_they_get_alone(corpus: Desk) -> None:
    alone = [same(await corpus.service.answer(question)) for question in QUESTIONS]
    together = await asyncio.gather(*(corpus.service.answer(question) for question in QUESTIONS))
    assert [same(reply) for reply in together] == alone


SUBJECTS = (
    "The ferry company", "Marit Oldane", "The council of Vessby", "Captain Dorn", "Остравия", "Мер Лодвіка", "It",
    "U.S. envoys",
)  # fmt: skip
VERBS = ("demands", "has approved", "did not approve", "accused", "требует", "схвалив", "will buy", "said it wants")
OBJECTS = (
    "1,400 tons of salt", "900 tons of salt", "the tram line", "“a new pier, at once”", "вторую дорогу", "нову дорогу",
    "30-day truce", "nothing", "Kelmark of delay", "2.5 million crowns, in March",
)  # fmt: skip
ENDS = (".", "!", "…", "?", ".”", "")
sentences = st.builds(
    lambda *parts: f"{parts[0]} {parts[1]} {parts[2]}{parts[3]}",
    *map(st.sampled_from, (SUBJECTS, VERBS, OBJECTS, ENDS)),
)
paragraphs = st.one_of(
    st.lists(sentences, min_size=1, max_size=6).map(" ".join),
    st.lists(sentences, min_size=2, max_size=4).map(
        lambda lines: "Points:\n" + "\n".join(f"- {line}" for line in lines)
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
    sentences.map(lambda line: f"{line} " * 30),
)
texts = st.lists(paragraphs, min_size=1, max_size=4).map("\n\n".join)
fields = st.fixed_dictionaries(
    {
        "text": texts,
        "day": st.sampled_from([None, "2025-03-01", "2025-03-20"]),
        "outlet": st.sampled_from([None, "Tide Herald", "Vessby Post"]),
        "language": st.sampled_from(["en", "ru", "uk", "de"]),
    }
)
corpora = st.lists(fields, min_size=1, max_size=5)


def articles_of(drawn: Sequence[dict[str, object]]) -> list[RawArticle]:
    return [make_raw(f"article {n}", **one) for n, one in enumerate(drawn)]  # type: ignore[arg-type]


asked = st.one_of(
    sentences, st.sampled_from(["what does Oldane demand?", "how much salt?", "чего требует Остравия?", "salt", "why?"])
)


@settings(max_examples=60, deadline=None)
@given(corpora, st.lists(asked, min_size=1, max_size=3), st.sampled_from(["memory", "memory", "memory", "disk"]))
def test_whatever_the_articles_every_quote_stands_in_them(
    drawn: Sequence[dict[str, object]], questions: list[str], engine: Engine
) -> None:
    async def ask() -> None:
        async with open_desk(articles_of(drawn), engine) as desk:
            for question in questions:
                reply = await desk.service.answer(question)
                check_form(reply)
                if isinstance(reply, Answer):
                    assert await misquoted(reply, desk.store) == []
                    assert reply.dropped_quotes == 0

    asyncio.run(ask())


async def test_the_order_of_articles_changes_no_reply(opened: OpenDesk) -> None:
    articles = read_folder(CORPUS)
    desk = await opened(*articles)
    random.Random(7).shuffle(articles)
    shuffled = await opened(*articles)
    for question in QUESTIONS:
        assert same(await shuffled.service.answer(question)) == same(await desk.service.answer(question))


async def test_fewer_passages_considered_are_fewer_consulted(opened: OpenDesk) -> None:
    desk = await opened(*read_folder(CORPUS))
    few = await desk.service.answer("what does Russia demand?", k=2)
    assert len(few.consulted) == 2
    assert len((await desk.service.answer("what does Russia demand?", k=20)).consulted) == 10


async def test_the_phrase_stands_in_every_quoted_passage(opened: OpenDesk) -> None:
    desk = await opened(*read_folder(CORPUS))
    answer = await desk.answer('who spoke of "IRONCLAD   security guarantees"?')
    folded = [" ".join(quote.passage.casefold().split()) for quote in quotes_of(answer)]
    assert folded
    assert all("ironclad security guarantees" in passage for passage in folded)
    await desk.abstain("who spoke of “ironclad guarantees of security”?")


async def test_filters_of_dates_and_outlets_hold(opened: OpenDesk) -> None:
    desk = await opened(*read_folder(CORPUS))
    answer = await desk.answer("what happened in the strike at Port Hallowick since 10 March?", now=ASKED)
    since = datetime(2025, 3, 10, tzinfo=UTC)
    assert all(source.article.published and source.article.published >= since for source in answer.sources)
    answer = await desk.answer("according to the Quenmark Post, how many dockers walked out?")
    assert {source.article.outlet for source in answer.sources} == {"Quenmark Post"}
    answer = await desk.answer("how full was the Kelbry reservoir before 11 March?", now=ASKED)
    assert [source.article.id for source in answer.sources] == ["dam-01-rationing"]


async def test_articles_that_differ_are_shown_side_by_side(opened: OpenDesk) -> None:
    desk = await opened(*read_folder(CORPUS))
    (claim, *_) = (await desk.answer("how many dockers walked out?")).claims
    assert claim.differs == ("1,400 dockers / 1,100 dockers",)
    assert claim.outlets == 1, "who says otherwise is no voice for it"
    claims = (await desk.answer("what will the repair of the dam gate cost?")).claims
    assert ("58 million thalens / 64 million thalens",) in [claim.differs for claim in claims]
