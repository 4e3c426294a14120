"""When the bot says no: each reason reached by a real question, and what an abstention holds."""

import pytest

from bot.answer.query import MAX_QUESTION
from bot.model.answer import Reason
from tests.answer.build import ASKED, Desk, make_raw
from tests.answer.conftest import OpenDesk

REASONS = [
    ("", Reason.EMPTY_QUESTION),
    ("?!", Reason.NO_WORDS),
    ("why " * MAX_QUESTION, Reason.TOO_LONG),
    ("what did Barnaby Oxtrell say about the strike?", Reason.UNKNOWN_NAME),
    ("what happened at Port Hallowick after 24 March?", Reason.NOTHING_IN_RANGE),
    ("according to the Quenmark Post, who is Grushko?", Reason.NOTHING_IN_RANGE),
    ("who said “the pen is in the pocket”?", Reason.PHRASE_NOT_FOUND),
    ("dragons and unicorns", Reason.NOT_FOUND),
    ("who is the foreign minister?", Reason.WEAK_EVIDENCE),
]

corpus_loop = pytest.mark.asyncio(loop_scope="module")


@corpus_loop
@pytest.mark.parametrize(("question", "reason"), REASONS, ids=lambda value: str(value)[:20])
async def test_every_reason_is_reached_by_a_question(corpus: Desk, question: str, reason: Reason) -> None:
    reply = await corpus.abstain(question, now=ASKED)
    assert reply.reason is reason
    assert 0 <= reply.confidence < 0.5
    assert reply.coverage.articles == 23
    assert reply.coverage.oldest is not None


async def test_an_empty_collection_is_a_reason_and_the_list_is_complete(opened: OpenDesk) -> None:
    desk = await opened()
    assert await desk.reason("what does Russia demand?") is Reason.EMPTY_CORPUS
    assert {reason for _, reason in REASONS} | {Reason.EMPTY_CORPUS} == set(Reason)


@corpus_loop
async def test_what_was_looked_for_is_told(corpus: Desk) -> None:
    assert (await corpus.abstain("what did Barnaby Oxtrell say about Kursk?")).detail == "Barnaby, Oxtrell"
    assert (await corpus.abstain("who said “the pen is in the pocket”?")).detail == "the pen is in the pocket"


@corpus_loop
async def test_the_nearest_passages_are_at_most_three_of_different_articles(corpus: Desk) -> None:
    reply = await corpus.abstain("who is the wife of Tavish Brendelok?")
    articles = [near.article_id for near in reply.nearest]
    assert 1 <= len(articles) <= 3
    assert len(set(articles)) == len(articles)
    texts = await corpus.store.texts("public", articles)
    assert all(near.text in texts[near.article_id] for near in reply.nearest)


@corpus_loop
@pytest.mark.parametrize(
    "question",
    [
        "what does Macron demand from Ukraine?",
        "when did Merkel meet Putin in Moscow?",
        "how long is the ceasefire in Gaza?",
        "why does Moldova want to join NATO?",
        "what did the dockers say about Boris Palmer?",
        "что сказал Макрон о перемирии?",
        "що сказав Шольц про НАТО?",
    ],
)
async def test_whom_no_article_names_nobody_speaks_for(corpus: Desk, question: str) -> None:
    assert (await corpus.abstain(question)).reason is Reason.UNKNOWN_NAME


@corpus_loop
@pytest.mark.parametrize(
    "question",
    [
        "what does macron demand from Ukraine?",
        "what did biden say about the ceasefire?",
        "how long is the gaza ceasefire?",
        "merkel demands",
    ],
)
async def test_small_letters_do_not_help_an_unknown_name(corpus: Desk, question: str) -> None:
    await corpus.abstain(question)


@corpus_loop
@pytest.mark.parametrize(
    "question",
    [
        "who is the foreign minister?",
        "who is the foreign minister of Russia?",
        "who is Russia's foreign minister?",
        "who is the prime minister of Quenmark?",
        "кто министр иностранных дел России?",
    ],
)
async def test_a_deputy_does_not_answer_for_the_minister(corpus: Desk, question: str) -> None:
    await corpus.abstain(question)


@corpus_loop
@pytest.mark.parametrize("question", ["who is the deputy foreign minister?", "who is the Minister of Harbours?"])
async def test_who_does_hold_the_office_answers(corpus: Desk, question: str) -> None:
    await corpus.answer(question)


async def test_a_former_holder_is_not_the_holder(opened: OpenDesk) -> None:
    former = "Boran Tull, the former mayor of Vessby, opened the exhibition. Visitors came from Orrick."
    present = "Hanne Grevik, the mayor of Vessby, opened the exhibition. Visitors came from Orrick."
    question = "who is the mayor of Vessby?"
    assert await (await opened(make_raw("one", former))).reason(question) is Reason.WEAK_EVIDENCE
    answer = await (await opened(make_raw("one", former), make_raw("two", present))).answer(question)
    assert "Hanne Grevik" in answer.claims[0].text


async def test_articles_of_later_than_now_are_not_there_yet(opened: OpenDesk) -> None:
    desk = await opened(make_raw("one", "Lonnaline bought the shipyard of Orrick.", "2025-03-26"))
    await desk.answer("what did Lonnaline buy?")
    await desk.abstain("what did Lonnaline buy?", now=ASKED)
