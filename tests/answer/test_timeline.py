"""Timelines: dated claims, the earliest first, with quotes as sure as those of an answer."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer.timeline import MOST_A_DAY, MOST_CLAIMS, choose_timeline
from bot.model.answer import Abstention, Answer, Reason
from bot.model.turn import Reply
from tests.answer.build import Desk, make_raw, misquoted, quotes_of
from tests.answer.candidates import make_candidate
from tests.answer.conftest import OpenDesk
from tests.answer.test_service import anything

corpus_loop = pytest.mark.asyncio(loop_scope="module")

SAID = (
    "Florists in Vellenby ran short of white tulips.",
    "A choir sang under the bridge of Eskdale for an hour.",
    "The mayor of Arlby opened a library for sailors.",
    "Engineers measured cracks along the eastern gate.",
    "Pupils planted forty oaks behind their school.",
    "A ferry struck the quay at Dunholt in thick fog.",
    "Bakers demanded cheaper flour from the mills.",
    "Archaeologists found a bronze bell near the well.",
    "Night buses will cost more in Harrowby soon.",
    "Swimmers crossed the lower bay against the tide.",
    "Painters restored the ceiling of the old theatre.",
    "Wolves returned to the forest above Kelbry.",
    "Cyclists blocked the ring road during rush hour.",
    "Beekeepers lost half their hives to frost.",
)


def moments(reply: Reply) -> list[datetime]:
    """When the article of each claim's first quote was published, in the order of the claims."""
    assert isinstance(reply, Answer)
    published = {source.n: source.article.published for source in reply.sources}
    found = [published[claim.quotes[0].n] for claim in reply.claims]
    dated = [moment for moment in found if moment]
    assert len(dated) == len(found)
    return dated


@corpus_loop
@pytest.mark.parametrize("words", ["dockers", "Merrowline", "Putin", "перемирие", "перемир’я", "dam reservoir"])
async def test_timelines_of_the_sample_run_from_early_to_late(corpus: Desk, words: str) -> None:
    reply = await corpus.service.timeline(words)
    found = moments(reply)
    assert isinstance(reply, Answer)
    assert found == sorted(found)
    assert 2 <= len(reply.claims) <= MOST_CLAIMS
    assert await misquoted(reply, corpus.store) == []


@corpus_loop
async def test_the_strike_is_told_from_the_walkout_to_the_agreement(corpus: Desk) -> None:
    reply = await corpus.service.timeline("dockers strike")
    assert isinstance(reply, Answer)
    assert moments(reply)[0].day == 3
    assert any("signed an agreement" in claim.text for claim in reply.claims[-2:])


@corpus_loop
async def test_a_timeline_ends_at_now(corpus: Desk) -> None:
    now = datetime(2025, 3, 5, 23, tzinfo=UTC)
    assert max(moments(await corpus.service.timeline("dockers", now=now))) <= now


@corpus_loop
@pytest.mark.parametrize("words", ["zzxq", "Zarquon Beeblebrox", "", "?!", "the"])
async def test_a_timeline_abstains_where_an_answer_does(corpus: Desk, words: str) -> None:
    reply = await corpus.service.timeline(words)
    answered = await corpus.service.answer(words)
    assert isinstance(reply, Abstention)
    assert isinstance(answered, Abstention)
    assert reply.reason == answered.reason


async def test_a_timeline_of_no_articles_says_so(opened: OpenDesk) -> None:
    reply = await (await opened()).service.timeline("dockers")
    assert isinstance(reply, Abstention)
    assert reply.reason is Reason.EMPTY_CORPUS


async def test_articles_without_a_date_stand_in_no_timeline(opened: OpenDesk) -> None:
    desk = await opened(
        make_raw("undated", "The dockers of Hallowick asked for warmer coats."),
        make_raw("dated", "The dockers of Hallowick blocked both tunnels.", "2025-03-04"),
    )
    reply = await desk.service.timeline("dockers Hallowick")
    assert isinstance(reply, Answer)
    assert [quote.article_id for quote in quotes_of(reply)] == ["dated"]


@corpus_loop
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=anything, now=st.none() | st.datetimes(timezones=st.just(UTC)))
async def test_any_words_get_a_timeline_or_an_abstention(corpus: Desk, words: str, now: datetime | None) -> None:
    reply = await corpus.service.timeline(words, now=now)
    if isinstance(reply, Abstention):
        return
    found = moments(reply)
    assert found == sorted(found)
    assert now is None or found[-1] <= now
    assert 1 <= len(reply.claims) <= MOST_CLAIMS
    assert await misquoted(reply, corpus.store) == []
    numbers = list(dict.fromkeys(quote.n for quote in quotes_of(reply)))
    assert numbers == [source.n for source in reply.sources] == list(range(1, len(numbers) + 1))


def test_no_candidates_make_no_timeline() -> None:
    assert choose_timeline([]) == []


def test_a_day_has_two_claims_the_best_ones() -> None:
    candidates = [make_candidate(text, f"a{n}", published="2025-03-04T12:00:00Z") for n, text in enumerate(SAID[:4])]
    chosen = choose_timeline(candidates)
    assert [group.members[0].text for group in chosen] == list(SAID[:MOST_A_DAY])


def test_the_most_relevant_are_in_and_the_earliest_comes_first() -> None:
    candidates = [
        make_candidate(text, f"a{n:02}", published=f"2025-03-{28 - n:02}T12:00:00Z") for n, text in enumerate(SAID)
    ]
    chosen = choose_timeline(candidates)
    assert [group.members[0].text for group in chosen] == list(reversed(SAID[:MOST_CLAIMS]))


def test_what_covers_little_of_the_question_is_left_out() -> None:
    far = make_candidate(SAID[1], "far", covered=0.2, published="2025-03-05T12:00:00Z")
    best = make_candidate(SAID[0], "best", covered=1.0, published="2025-03-04T12:00:00Z")
    assert [group.members for group in choose_timeline([best, far])] == [[best]]


def test_a_claim_that_two_articles_make_stands_at_the_first_report() -> None:
    late = make_candidate(SAID[0], "late", published="2025-03-08T12:00:00Z")
    early = make_candidate(SAID[0], "early", published="2025-03-02T12:00:00Z")
    between = make_candidate(SAID[1], "between", published="2025-03-04T12:00:00Z")
    chosen = choose_timeline([late, between, early])
    assert [group.members for group in chosen] == [[early, late], [between]]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SAID), st.none() | st.integers(1, 6)), max_size=20, unique_by=lambda t: t[0]))
def test_of_sentences_that_say_different_things_at_most_two_a_day(made: list[tuple[str, int | None]]) -> None:
    candidates = [
        make_candidate(text, f"a{n:02}", published=f"2025-03-{day:02}T12:00:00Z" if day else None)
        for n, (text, day) in enumerate(made)
    ]
    chosen = choose_timeline(candidates)
    dates = [group.members[0].ranked.found.article.published for group in chosen]
    assert dates == sorted(date for date in dates if date)
    assert max(Counter(dates).values(), default=0) <= MOST_A_DAY
    days = Counter(day for _, day in made if day)
    assert len(chosen) == min(MOST_CLAIMS, sum(min(MOST_A_DAY, count) for count in days.values()))
