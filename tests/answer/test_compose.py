"""Claims, quotes, numbered sources; and the gate that no quote passes unless it stands in the stored article."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.citations import stands
from bot.answer.compose import compose_claims, count_voices
from bot.answer.neighbours import Group
from bot.answer.service import AnswerService
from bot.index.memory import MemoryIndex
from bot.ingest.service import ingest
from bot.model.answer import DENIED, Abstention, Answer, Quote, Reason
from bot.model.passage import Found
from bot.store.memory import MemoryStore
from tests.answer.build import make_raw, misquoted, quotes_of
from tests.answer.candidates import cut_candidate, make_candidate
from tests.answer.conftest import OpenDesk

BOUGHT = "The museum of Vessby bought the painting for 2.5 million crowns."
AGAIN = "The painting was bought by the museum of Vessby for 2.5 million crowns."
FERRY = "Lonnaline cancelled every crossing to Orrick because of a broken propeller."
TEXTS = {"a": BOUGHT, "b": AGAIN, "c": FERRY}


def quote(text: str, start: int, end: int | None = None, article: str = "a") -> Quote:
    return Quote(
        n=1, article_id=article, start=start, end=start + len(text) if end is None else end, text=text, passage=""
    )


def test_quotes_that_stand_are_kept_and_others_counted() -> None:
    good = quote("museum", 4)
    bad = [
        quote("museum", 5),
        quote("Museum", 4),
        quote("museum", 4, 11),
        quote("museum", 4, article="z"),
        quote("", 4),
        quote("The", -64, -61),
        quote("crowns.!", BOUGHT.index("crowns")),
    ]
    assert stands(good, TEXTS)
    assert not any(stands(one, TEXTS) for one in bad)


@settings(max_examples=100)
@given(st.text(min_size=1), st.integers(-5, 40), st.integers(-5, 40))
def test_only_what_slices_back_stands(text: str, start: int, end: int) -> None:
    quoted = text[max(0, start) : max(0, end)]
    inside = 0 <= start < end <= len(text)
    assert stands(quote(quoted, start, end), {"a": text}) == inside
    assert not stands(quote(f"{quoted}x", start, end), {"a": text})


def test_letters_that_only_look_alike_do_not_stand() -> None:
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    assert not stands(quote(decomposed, 0, 4), {"a": composed})
    assert not stands(quote("Москва", 0), {"a": "Mocква"})


def test_sources_are_numbered_in_order_of_first_use_without_gaps() -> None:
    one, two, three = make_candidate(BOUGHT, "a"), make_candidate(AGAIN, "b"), make_candidate(FERRY, "c")
    claims, sources, dropped = compose_claims([Group([three]), Group([two, one])], TEXTS)
    assert [[each.n for each in claim.quotes] for claim in claims] == [[1], [2, 3]]
    assert [(source.n, source.article.id) for source in sources] == [(1, "c"), (2, "b"), (3, "a")]
    assert claims[1].text == AGAIN
    assert dropped == 0


def test_a_source_of_several_claims_keeps_its_number() -> None:
    text = f"{BOUGHT} {FERRY}"
    groups = [Group([cut_candidate(FERRY, text, "a")]), Group([cut_candidate(BOUGHT, text, "a")])]
    claims, sources, _ = compose_claims(groups, {"a": text})
    assert [quote.n for claim in claims for quote in claim.quotes] == [1, 1]
    assert [source.article.id for source in sources] == ["a"]
    assert claims[0].quotes[0].passage == text


def test_a_dropped_quote_leaves_no_number_and_an_empty_claim_goes() -> None:
    groups = [Group([make_candidate(FERRY, "c")]), Group([make_candidate(BOUGHT, "a"), make_candidate(AGAIN, "b")])]
    claims, sources, dropped = compose_claims(groups, TEXTS | {"c": f"Yesterday {FERRY}", "a": "Withdrawn."})
    assert dropped == 2
    assert [claim.text for claim in claims] == [AGAIN]
    assert [(source.n, source.article.id) for source in sources] == [(1, "b")]
    assert compose_claims(groups, {}) == ([], [], 3)


def test_what_the_quotes_differ_in_is_shown_once_and_survives_a_dropped_one() -> None:
    texts = {
        "a": BOUGHT,
        "b": BOUGHT.replace("2.5", "3.1"),
        "d": f"{BOUGHT.replace('2.5', '3.1')[:-1]}, it said.",
        "e": AGAIN,
    }
    group = Group([make_candidate(text, name) for name, text in texts.items()])
    (claim,), _, _ = compose_claims([group], texts)
    assert claim.differs == ("2.5 million crowns / 3.1 million crowns",)
    (claim,), _, dropped = compose_claims([group], {name: texts[name] for name in "bde"})
    assert dropped == 1
    assert claim.differs == ("3.1 million crowns / 2.5 million crowns",)
    (claim,), _, _ = compose_claims([group], {name: texts[name] for name in "bd"})
    assert claim.differs == ()


def test_a_denial_is_marked_as_such() -> None:
    texts = {
        "a": "The ministry has approved the repair of the pier.",
        "b": "The ministry has not approved the repair of the pier.",
    }
    (claim,), _, _ = compose_claims([Group([make_candidate(text, name) for name, text in texts.items()])], texts)
    assert claim.differs == (DENIED,)


class Overtaken(MemoryStore):
    """A store that another process writes to between the reading of the passages and that of the texts."""

    later: dict[str, str]

    async def passages(self, ids: Sequence[int]) -> dict[int, Found]:
        found = await super().passages(ids)
        await ingest([make_raw(name, text) for name, text in self.later.items()], store=self, engine=MemoryIndex())
        return found


async def overtaken(later: dict[str, str]) -> AnswerService:
    store, index = Overtaken(), MemoryIndex()
    raw = [make_raw("one", BOUGHT, outlet="Tide Herald"), make_raw("two", AGAIN, outlet="Vessby Post")]
    await ingest(raw, store=store, engine=index)
    store.later = later
    return AnswerService(store, index)


async def test_a_quote_from_an_article_that_changed_meanwhile_is_dropped_counted_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    service = await overtaken({"one": BOUGHT.replace("museum", "Museum")})
    with caplog.at_level(logging.WARNING, logger="bot.answer"):
        reply = await service.answer("what did the museum of Vessby buy?")
    assert isinstance(reply, Answer)
    assert {quote.article_id for quote in quotes_of(reply)} == {"two"}
    assert [(source.n, source.article.id) for source in reply.sources] == [(1, "two")]
    assert reply.dropped_quotes == 1
    assert [record.__dict__["dropped"] for record in caplog.records] == [1]


async def test_without_any_quote_left_the_reply_is_an_abstention() -> None:
    service = await overtaken({"one": "Withdrawn by the editors.", "two": "Withdrawn by the other editors."})
    reply = await service.answer("what did the museum of Vessby buy?")
    assert isinstance(reply, Abstention)
    assert reply.reason is Reason.NOT_FOUND


async def test_every_quote_of_the_service_stands_in_the_store(opened: OpenDesk) -> None:
    desk = await opened(make_raw("one", f"Nothing else happened.\n\n{BOUGHT}"), make_raw("two", FERRY))
    answer = await desk.answer("what did the museum buy?")
    assert [(quote.start, quote.text) for quote in quotes_of(answer)] == [(24, BOUGHT)]
    assert answer.claims[0].quotes[0].passage.startswith("Nothing else happened.")
    assert await misquoted(answer, desk.store) == []
    assert answer.dropped_quotes == 0


WIRE = "VESSBY (Kelmark Wire) - The council approved the new tram line on Tuesday. Work on it begins in May."


def voices(*articles: tuple[str | None, str]) -> int:
    members = [
        cut_candidate(text.split(". ")[0] + ".", text, str(number), outlet=outlet)
        for number, (outlet, text) in enumerate(articles)
    ]
    return count_voices(members)


def test_voices_are_outlets_that_wrote_for_themselves() -> None:
    own = "Vessby gets a tram line. The council said yes to it, three years after the first plan was drawn."
    lightly = WIRE.replace("begins in May", "starts in May")
    assert voices(("Tide Herald", WIRE), ("Vessby Post", own)) == 2
    assert voices(("Tide Herald", WIRE), ("Tide Herald", own)) == 1
    assert voices(("Tide Herald", WIRE), ("Vessby Post", WIRE)) == 1
    assert voices(("Tide Herald", WIRE), ("Vessby Post", lightly)) == 1
    assert voices((None, WIRE), (None, own)) == 0
    assert voices((None, WIRE), ("Vessby Post", own)) == 1
    assert voices((None, WIRE), ("Vessby Post", WIRE)) == 1
    assert voices(("Tide Herald", own), ("Tide Herald", WIRE), ("Vessby Post", lightly)) == 1


async def test_the_voices_of_an_answer_are_counted(opened: OpenDesk) -> None:
    desk = await opened(
        make_raw("one", BOUGHT, outlet="Tide Herald"),
        make_raw("two", f"{AGAIN} The hall was full.", outlet="Vessby Post"),
        make_raw("three", f"The hall was full. {BOUGHT}"),
    )
    answer = await desk.answer("what did the museum of Vessby buy?")
    assert len(answer.claims[0].quotes) == 3
    assert answer.claims[0].outlets == 2


LONG_WIRE = " ".join(
    f"{WIRE} The line is {number} kilometres long in part {number}, the council of Vessby said."
    for number in range(1, 9)
)


async def test_copies_in_other_outlets_are_one_voice_and_named(opened: OpenDesk) -> None:
    """An exact copy, an edited one, and one of the outlet that is cited."""
    edited = f"{LONG_WIRE}\n\nThis report first appeared in the Tide Herald."
    desk = await opened(
        make_raw("wire", LONG_WIRE, "2025-03-03", outlet="Tide Herald"),
        make_raw("exact", LONG_WIRE, "2025-03-03", outlet="Vessby Post", url="https://example.org/exact"),
        make_raw("again", LONG_WIRE + " Again.", "2025-03-03", outlet="Tide Herald"),
        make_raw("edited", edited, "2025-03-04", outlet="Orrick Echo"),
        make_raw("late", LONG_WIRE + " Late.", "2025-03-09", outlet="Late Post"),
    )
    now = datetime(2025, 3, 5, tzinfo=UTC)
    answer = await desk.answer("when does work on the tram line of Vessby begin?", now=now)
    assert {claim.outlets for claim in answer.claims} == {1}
    named = {one.outlet for source in answer.sources for one in source.also}
    cited = {source.article.outlet for source in answer.sources}
    assert named | cited == {"Tide Herald", "Vessby Post", "Orrick Echo"}
    assert "Vessby Post" in named, "it is not stored, so that it cannot be cited"
    assert not {one.id for source in answer.sources for one in source.also} & {s.article.id for s in answer.sources}


def test_links_make_one_voice_of_passages_that_differ() -> None:
    one = make_candidate(BOUGHT, "a", outlet="Tide Herald")
    other = make_candidate(FERRY, "b", outlet="Vessby Post")
    assert count_voices([one, other]) == 2
    assert count_voices([one, other], {"a": [other.ranked.found.article]}) == 1
