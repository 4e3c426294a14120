"""Several collections asked at once: each by itself, then made one."""

from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio

from bot.answer.service import AnswerService
from bot.answer.several import SeveralAnswers
from bot.index.memory import MemoryIndex
from bot.ingest.service import ingest
from bot.model.answer import Abstention, Answer, Reason
from bot.model.article import PUBLIC, RawArticle
from bot.model.turn import Turn
from bot.store.memory import MemoryStore
from tests.answer.build import ASKED, make_raw, quotes_of, texts_of

PORT = "Dockers at Port Hallowick walked out on Monday over pay, the union said."
FERRY = "Ferries between Quenmark and Kelbry stopped on Monday after a collision."
OURS = "The board of Sennick Mills rejected the offer of Dorvane Holdings in a vote of seven to two."
RIVAL = "The union said that 900 dockers at Port Hallowick walked out on Monday over pay."


async def make(name: str, *articles: RawArticle) -> AnswerService:
    store, engine = MemoryStore(), MemoryIndex()
    await ingest(articles, store=store, engine=engine, collection=name)
    return AnswerService(store, engine, name)


@pytest_asyncio.fixture
async def public() -> AnswerService:
    port = make_raw("port", PORT, "2025-03-10", outlet="Harbour Post")
    return await make(PUBLIC, port, make_raw("ferry", FERRY, "2025-03-11", outlet="Harbour Post"))


@pytest_asyncio.fixture
async def ours() -> AnswerService:
    return await make("desk", make_raw("mills", OURS, "2025-03-12"), make_raw("port", RIVAL, "2025-03-13"))


@pytest_asyncio.fixture
async def both(public: AnswerService, ours: AnswerService) -> AsyncIterator[SeveralAnswers]:
    yield SeveralAnswers([public, ours])


async def answered(answers: SeveralAnswers, question: str, turns: Sequence[Turn] = ()) -> Answer:
    reply = await answers.answer(question, now=ASKED, turns=turns)
    assert isinstance(reply, Answer), reply
    return reply


async def abstained(answers: SeveralAnswers, question: str) -> Abstention:
    reply = await answers.answer(question, now=ASKED)
    assert isinstance(reply, Abstention), reply
    return reply


async def test_the_collection_that_knows_answers_and_the_other_adds_nothing(both: SeveralAnswers) -> None:
    reply = await answered(both, "What did the board of Sennick Mills reject?")
    assert texts_of(reply) == [OURS]
    assert [(one.n, one.article.collection) for one in reply.sources] == [(1, "desk")]
    assert texts_of(await answered(both, "What stopped ferries to Kelbry?")) == [FERRY]


async def test_what_both_say_is_one_claim_with_two_voices(both: SeveralAnswers) -> None:
    reply = await answered(both, "Why did dockers walk out at Port Hallowick?")
    assert set(texts_of(reply)) == {PORT, RIVAL}
    assert {one.article.collection for one in reply.sources} == {PUBLIC, "desk"}
    texts = await both.texts([quote.article_id for quote in quotes_of(reply)])
    assert all(texts[quote.article_id][quote.start : quote.end] == quote.text for quote in quotes_of(reply))


async def test_an_answer_names_all_that_was_read(both: SeveralAnswers, public: AnswerService) -> None:
    assert (await answered(both, "What stopped ferries to Kelbry?")).collections == (PUBLIC, "desk")
    assert (await both.answer("?", now=ASKED)).collections == (PUBLIC, "desk")
    assert (await public.answer("What stopped ferries to Kelbry?", now=ASKED)).collections == (PUBLIC,)


async def test_ids_do_not_meet(both: SeveralAnswers, public: AnswerService, ours: AnswerService) -> None:
    assert (await both.texts(["port", "port.desk"])).keys() == {"port", "port.desk"}
    assert (await public.texts(["port.desk"]), await ours.texts(["port"])) == ({}, {})


async def test_a_word_that_one_collection_holds_is_not_read_otherwise(public: AnswerService) -> None:
    one = await make("desk", make_raw("a", "The mayor of Hallowicke opened a bridge on Monday, the council said."))
    reply = await answered(SeveralAnswers([public, one]), "Who opened a bridge in Hallowicke?")
    assert (reply.query.corrections, texts_of(reply)) == (
        (),
        ["The mayor of Hallowicke opened a bridge on Monday, the council said."],
    )


async def test_a_name_is_unknown_when_no_collection_has_it(both: SeveralAnswers) -> None:
    reply = await abstained(both, "What did Tavenport Zyx say about Dorvane?")
    assert (reply.reason, "Dorvane" in reply.detail) == (Reason.UNKNOWN_NAME, False)
    split = await abstained(both, "What did Sennick say to Quenmark about Kelbry?")
    assert split.reason is not Reason.UNKNOWN_NAME, "each name is known somewhere"


@pytest.mark.parametrize(
    ("question", "reason"), [("", Reason.EMPTY_QUESTION), ("?!", Reason.NO_WORDS), ("x" * 1001, Reason.TOO_LONG)]
)
async def test_what_is_no_question_is_refused_with_what_all_cover(
    both: SeveralAnswers, question: str, reason: Reason
) -> None:
    reply = await abstained(both, question)
    assert (reply.reason, reply.coverage.articles) == (reason, 4)


async def test_an_empty_collection_changes_nothing(public: AnswerService) -> None:
    several = SeveralAnswers([public, await make("desk")])
    for question in ("What stopped ferries to Kelbry?", "What did Mirelda say?", "Who sleeps?", '"no such phrase"'):
        alone, together = await public.answer(question, now=ASKED), await several.answer(question, now=ASKED)
        left_out = {"took_ms", "collections"}
        assert together.model_dump(exclude=left_out) == alone.model_dump(exclude=left_out)


async def test_what_there_is_to_ask_is_counted_together(both: SeveralAnswers) -> None:
    coverage = await both.coverage()
    assert (coverage.articles, str(coverage.oldest)[:10], str(coverage.newest)[:10]) == (4, "2025-03-10", "2025-03-13")
    assert [(one.outlet, one.articles) for one in await both.outlets()] == [("Harbour Post", 2), (None, 2)]


async def test_a_timeline_and_a_count_go_across(both: SeveralAnswers) -> None:
    reply = await both.timeline("dockers Port Hallowick", now=ASKED)
    assert isinstance(reply, Answer)
    assert set(texts_of(reply)) == {PORT, RIVAL}
    assert [head.id for head in await both.articles_about("dockers", now=ASKED)] == ["port.desk", "port"]


async def test_a_followup_is_understood_as_in_one_collection(both: SeveralAnswers, ours: AnswerService) -> None:
    first = await answered(both, "What did the board of Sennick Mills reject?")
    turn = Turn(question="What did the board of Sennick Mills reject?", reply=first, asked=ASKED)
    alone, together = [await one.answer("and Dorvane?", now=ASKED, turns=[turn]) for one in (ours, both)]
    assert together.query.question == alone.query.question != "and Dorvane?"


async def test_amendments_are_found_in_the_collection_that_was_cited(
    both: SeveralAnswers, ours: AnswerService, public: AnswerService
) -> None:
    reply = await answered(both, "What did the board of Sennick Mills reject?")
    assert await both.find_amendments(reply) == []
    changed = make_raw("mills", OURS.replace("seven to two", "eight to one"), "2025-03-12")
    await ingest([changed], store=ours.store, engine=MemoryIndex(), collection="desk")
    [amendment] = await both.find_amendments(reply)
    assert (amendment.quote.text, amendment.now) == (OURS, OURS.replace("seven to two", "eight to one"))
    assert await public.texts(["mills.desk"]) == {}


@pytest.mark.parametrize("stated", [None, "walkout"])
async def test_the_same_address_is_the_same_article_in_a_collection_of_its_own(stated: str | None) -> None:
    store, engine = MemoryStore(), MemoryIndex()
    first = make_raw("x", PORT, url="https://news.example/port").model_copy(update={"id": stated})
    second = make_raw("x", RIVAL, url="https://news.example/port").model_copy(update={"id": None})
    for raw in (first, second):
        await ingest([raw], store=store, engine=engine, collection="desk")
    [held] = await store.hashes("desk")
    assert held.count(".desk") == 1
    assert (await store.texts("desk", [held]))[held] == RIVAL
