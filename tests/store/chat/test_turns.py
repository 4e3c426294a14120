"""The contract of `TurnStore`, sentence by sentence; `/forget` has its own file."""

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.app import open_corpus
from bot.model.answer import Abstention, Answer, Claim, Consulted, Nearest, Quote, Reason, Source
from bot.model.article import ArticleHead
from bot.model.place import Place
from bot.model.query import Correction, Query, Term, Variant
from bot.model.turn import PlacedTurn, Reply
from bot.store.chat.sql import SqlChatStore
from bot.text.resources import corpus_dir
from tests.store.chat.samples import ABSTENTION, ANSWER, GROUP, NOW, PRIVATE, QUERY, THREAD, after, turn
from tests.store.chat.test_watches import watch

HALF_AN_HOUR = timedelta(minutes=30)


async def _store(store: SqlChatStore, *turns: PlacedTurn) -> None:
    for one in turns:
        assert await store.deliveries.record([], turn=one)


@pytest.mark.parametrize("place", [PRIVATE, GROUP, THREAD])
@pytest.mark.parametrize("reply", [ANSWER, ABSTENTION], ids=["answer", "abstention"])
async def test_every_field_is_kept(store: SqlChatStore, reply: Reply, place: Place) -> None:
    whole = turn(
        2**60,
        place,
        person_id=2**40,
        question_message_id=4,
        answer_message_ids=(5, 6),
        continues=3,
        reply=reply,
        question="Чого вимагає росія? 🕊",
    )
    await _store(store, whole)
    assert await store.turns.find(2**60) == whole
    assert await store.turns.find(1) is None


async def test_answer_messages_come_in_ascending_order(store: SqlChatStore) -> None:
    await _store(store, turn(1, answer_message_ids=(9, 2, 5)))
    found = await store.turns.find(1)
    assert found is not None
    assert found.answer_message_ids == (2, 5, 9)


async def test_a_question_with_a_lone_surrogate_is_kept_as_its_escape(store: SqlChatStore) -> None:
    await _store(store, turn(1, question="why \ud83d"))
    found = await store.turns.find(1)
    assert found is not None
    assert found.question == "why \\ud83d"


@pytest.mark.parametrize("question", ["what does Russia demand?", "who won the chess cup?"])
async def test_a_real_reply_comes_back_whole(store: SqlChatStore, question: str) -> None:
    async with open_corpus(corpus_dir()) as workspace:
        reply = await workspace.service().answer(question, now=NOW)
    await _store(store, turn(1, reply=reply))
    found = await store.turns.find(1)
    assert found is not None
    assert found.reply == reply
    assert type(found.reply) is type(reply)


async def test_a_turn_of_another_version_is_as_if_it_were_not_there(
    store: SqlChatStore, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await _store(store, turn(1, answer_message_ids=(5,)), turn(2, continues=1))
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("""UPDATE turns SET reply = '{"query": 1}' WHERE id = 1""")
    with caplog.at_level(logging.WARNING):
        assert await store.turns.find(1) is None
    assert "unreadable" in caplog.text
    assert await store.turns.find_by_answer(PRIVATE, 5) is None
    assert await store.turns.chain(2, 9) == [turn(2, continues=1)]


# by message


async def test_a_turn_is_found_by_any_of_its_answer_messages(store: SqlChatStore) -> None:
    one = turn(1, GROUP, question_message_id=4, answer_message_ids=(5, 6))
    await _store(store, one, turn(2, GROUP, question_message_id=7, answer_message_ids=(8,)))
    assert await store.turns.find_by_answer(GROUP, 5) == await store.turns.find_by_answer(GROUP, 6) == one
    assert await store.turns.find_by_answer(GROUP, 4) is None, "that is the question"
    assert await store.turns.find_by_answer(PRIVATE, 5) is None, "another chat"


async def test_a_turn_is_found_by_its_question_message(store: SqlChatStore) -> None:
    one = turn(1, GROUP, question_message_id=4, answer_message_ids=(5,))
    await _store(store, one)
    assert await store.turns.find_by_question(GROUP, 4) == one
    assert await store.turns.find_by_question(GROUP, 5) is None, "that is the answer"
    assert await store.turns.find_by_question(PRIVATE, 4) is None, "another chat"


async def test_messages_are_found_whatever_the_thread(store: SqlChatStore) -> None:
    one = turn(1, THREAD, question_message_id=4, answer_message_ids=(5,))
    await _store(store, one)
    assert await store.turns.find_by_answer(GROUP, 5) == await store.turns.find_by_question(GROUP, 4) == one


async def test_a_message_that_two_turns_claim_belongs_to_the_later(store: SqlChatStore) -> None:
    await _store(store, turn(1, answer_message_ids=(5,)), turn(2, answer_message_ids=(5,)))
    assert await store.turns.find_by_answer(PRIVATE, 5) == turn(2, answer_message_ids=(5,))


# the latest


async def test_the_latest_is_the_last_asked(store: SqlChatStore) -> None:
    await _store(store, turn(1, asked=after(5)), turn(2, asked=after(9)), turn(3, asked=after(7)))
    assert await store.turns.find_latest(PRIVATE, 7, NOW) == turn(2, asked=after(9))


async def test_of_two_asked_at_once_the_later_update_counts(store: SqlChatStore) -> None:
    await _store(store, turn(2), turn(1))
    assert await store.turns.find_latest(PRIVATE, 7, NOW) == turn(2)


async def test_what_was_asked_before_is_no_longer_the_latest(store: SqlChatStore) -> None:
    await _store(store, turn(1))
    now = NOW + HALF_AN_HOUR
    assert await store.turns.find_latest(PRIVATE, 7, now - HALF_AN_HOUR) == turn(1)
    assert await store.turns.find_latest(PRIVATE, 7, now - HALF_AN_HOUR + timedelta(microseconds=1)) is None


async def test_a_colleagues_turn_or_another_place_is_not_the_latest(store: SqlChatStore) -> None:
    await _store(store, turn(1, GROUP, person_id=8), turn(2, THREAD), turn(3, PRIVATE))
    assert await store.turns.find_latest(GROUP, 7, NOW) is None
    assert await store.turns.find_latest(GROUP, 8, NOW) == turn(1, GROUP, person_id=8)
    assert await store.turns.find_latest(THREAD, 7, NOW) == turn(2, THREAD)


async def test_moments_compare_whatever_their_zone(store: SqlChatStore) -> None:
    await _store(store, turn(1, asked=NOW.astimezone(timezone(timedelta(hours=9)))))
    assert await store.turns.find_latest(PRIVATE, 7, NOW.astimezone(timezone(timedelta(hours=-9)))) == turn(1)


# chains


async def test_a_chain_is_oldest_first_and_may_be_cut(store: SqlChatStore) -> None:
    first, second, third = turn(1), turn(2, continues=1, person_id=8), turn(3, continues=2)
    await _store(store, third, first, second, turn(4))
    assert await store.turns.chain(3, 9) == [first, second, third]
    assert await store.turns.chain(3, 2) == [second, third]


async def test_a_chain_ends_where_a_turn_is_missing(store: SqlChatStore) -> None:
    await _store(store, turn(3, continues=2))
    assert await store.turns.chain(3, 9) == [turn(3, continues=2)]
    assert await store.turns.chain(9, 9) == []


async def test_a_chain_that_bites_its_tail_ends(store: SqlChatStore) -> None:
    await _store(store, turn(1, continues=2), turn(2, continues=1))
    assert [one.id for one in await store.turns.chain(1, 5)] == [1, 2, 1, 2, 1]


# any reply

MOMENTS = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(max_size=8)
INTEGERS = st.integers(0, 2**62)
QUERIES = st.builds(
    Query,
    question=TEXTS,
    language=st.just("uk"),
    terms=st.lists(
        st.builds(
            Term,
            text=TEXTS,
            kind=st.just("word"),
            variants=st.lists(st.builds(Variant, TEXTS, NUMBERS), max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    phrase_tokens=st.lists(st.lists(TEXTS, max_size=2).map(tuple), max_size=2).map(tuple),
    since=st.none() | MOMENTS,
    corrections=st.lists(st.builds(Correction, TEXTS, TEXTS), max_size=2).map(tuple),
)
QUOTES = st.builds(Quote, n=INTEGERS, article_id=TEXTS, start=INTEGERS, end=INTEGERS, text=TEXTS, passage=TEXTS)
CLAIMS = st.builds(
    Claim,
    text=TEXTS,
    speaker=st.none() | TEXTS,
    quotes=st.lists(QUOTES, max_size=2).map(tuple),
    outlets=INTEGERS,
    differs=st.lists(TEXTS, max_size=2).map(tuple),
)
SOURCES = st.builds(Source, n=INTEGERS, article=st.builds(ArticleHead, id=TEXTS, published=st.none() | MOMENTS))
CONSULTED = st.lists(st.builds(Consulted, TEXTS, INTEGERS, TEXTS, NUMBERS), max_size=2).map(tuple)
ANSWERS = st.builds(
    Answer,
    query=QUERIES,
    claims=st.lists(CLAIMS, max_size=2).map(tuple),
    sources=st.lists(SOURCES, max_size=2).map(tuple),
    confidence=NUMBERS,
    coverage=st.just(ANSWER.coverage),
    consulted=CONSULTED,
)
ABSTENTIONS = st.builds(
    Abstention,
    query=QUERIES,
    reason=st.sampled_from(Reason),
    detail=TEXTS,
    nearest=st.lists(st.builds(Nearest, TEXTS, TEXTS), max_size=2).map(tuple),
    coverage=st.just(ABSTENTION.coverage),
    consulted=CONSULTED,
)


@settings(max_examples=40, deadline=None)
@given(st.one_of(ANSWERS, ABSTENTIONS))
def test_any_reply_survives_its_json(reply: Reply) -> None:
    kept: TypeAdapter[Reply] = TypeAdapter(Reply)
    back = kept.validate_json(kept.dump_json(reply))
    assert back == reply
    assert type(back) is type(reply)


def test_the_samples_use_what_json_might_lose() -> None:
    assert QUERY.terms[0].tokens == {"russia", "moscow"}
    assert isinstance(ANSWER.consulted[0], Consulted)


def cite(*articles: str, collection: str = "public") -> Answer:
    heads = [ArticleHead(id=one, collection=collection) for one in articles]
    return ANSWER.model_copy(update={"sources": tuple(Source(n=n, article=head) for n, head in enumerate(heads, 1))})


async def test_cited_are_the_articles_of_the_answers_of_turns_and_watches(store: SqlChatStore) -> None:
    """Of one collection; an abstention cites nothing, and what is forgotten no longer counts."""
    assert await store.turns.cited("public") == frozenset()
    await store.deliveries.record([], turn=turn(1))
    await store.deliveries.record([], turn=turn(2, reply=cite("a", "b")))
    await store.deliveries.record([], turn=turn(3, reply=cite("b", "c")))
    await store.deliveries.record([], turn=turn(4, reply=cite("ours", collection="desk")))
    await store.watches.add(watch(reply=cite("w")))
    assert await store.turns.cited("public") == {"a", "b", "c", "w"}
    assert await store.turns.cited("desk") == {"ours"}
    await store.turns.forget_person(7)
    assert await store.turns.cited("public") == frozenset()


async def test_recent_answers_come_newest_first_and_may_be_asked_for_by_what_they_cite(store: SqlChatStore) -> None:
    old = turn(1, reply=cite("a"), asked=NOW - HALF_AN_HOUR - timedelta(seconds=1))
    asked = [turn(2, reply=cite("a", "b")), turn(3), turn(4, reply=cite("ours", collection="desk"))]
    last = turn(5, reply=cite("b"), asked=after(1), answer_message_ids=(9,))
    await _store(store, old, *asked, last)
    since = NOW - HALF_AN_HOUR
    assert [one.id for one in await store.turns.recent(since, 9)] == [5, 4, 2]
    assert await store.turns.recent(since, 1) == [last]
    assert [one.id for one in await store.turns.recent(since, 9, {"b"})] == [5, 2]
    assert [one.id for one in await store.turns.recent(since, 9, {"ours", "a"})] == [4, 2]
    assert await store.turns.recent(since, 9, set()) == []
