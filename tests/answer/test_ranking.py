"""Which passages and sentences come first, and that it is always the same ones."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.matching import TermTable, best_of, idf, make_term_table
from bot.answer.query import compose_query
from bot.answer.ranking import ordered_share
from bot.model.answer import Answer
from bot.model.article import RawArticle
from tests.answer.build import ENGINES, Engine, make_raw, open_desk, quotes_of, texts_of
from tests.answer.conftest import OpenDesk

NOW = datetime(2025, 3, 20, tzinfo=UTC)
LEVEL = "The reservoir above Tarnholt is {} percent full, the water board said."


def levels(*days: str | None) -> list[RawArticle]:
    return [make_raw(f"level-{n}", LEVEL.format(10 + n), day) for n, day in enumerate(days)]


async def first_article(articles: list[RawArticle], question: str, now: datetime | None) -> str:
    async with open_desk(articles, "memory") as desk:
        return (await desk.answer(question, now=now)).claims[0].quotes[0].article_id


QUESTION = "how full is the reservoir above Tarnholt?"


async def test_of_equal_passages_the_newest_comes_first_when_it_is_known_what_now_is() -> None:
    dated = levels("2025-01-02", "2025-03-18", "2025-02-10")
    assert await first_article(dated, QUESTION, NOW) == "level-1"
    assert await first_article(list(reversed(dated)), QUESTION, NOW) == "level-1"


async def test_without_now_or_without_dates_age_moves_nothing() -> None:
    dated, undated = levels("2025-01-02", "2025-03-18", "2025-02-10"), levels(None, None, None)
    without = await first_article(dated, QUESTION, None)
    assert without == await first_article(undated, QUESTION, NOW) == await first_article(undated, QUESTION, None)
    other_days = levels("2025-03-18", "2025-01-02", "2025-02-10")
    assert await first_article(other_days, QUESTION, None) == without


async def test_a_question_that_names_its_dates_asks_for_no_other() -> None:
    dated = levels("2025-01-02", "2025-03-18", "2025-01-20")
    async with open_desk(dated, "memory") as desk:
        answer = await desk.answer(f"{QUESTION[:-1]} before 30 January?", now=NOW)
    assert {quote.article_id for quote in quotes_of(answer)} <= {"level-0", "level-2"}


@pytest.mark.parametrize("engine", ENGINES)
async def test_ties_are_broken_the_same_way_in_every_order_of_reading(engine: Engine) -> None:
    articles = [
        make_raw(name, f"{name.title()}. The ferry to Orrick is late again today.") for name in ("ash", "elm", "oak")
    ]
    replies = set()
    for order in (articles, articles[::-1], articles[1:] + articles[:1]):
        async with open_desk(order, engine) as desk:
            answer = await desk.answer("is the ferry to Orrick late?")
        replies.add(tuple(quote.article_id for quote in quotes_of(answer)))
    assert len(replies) == 1


async def test_the_answer_in_the_questions_language_comes_first(opened: OpenDesk) -> None:
    desk = await opened(
        make_raw("en", "Ostravia demands that Russia open the border at Lonna."),
        make_raw("ru", "Россия требует открыть границу с Остравией.", language="ru"),
    )
    assert texts_of(await desk.answer("чего требует Россия?"))[0].startswith("Россия")


async def test_a_list_is_kept_whole_when_a_list_is_asked_for(opened: OpenDesk) -> None:
    points = "\n".join(f"- {point};" for point in ("the border", "the prisoners", "the harbour of Lonna", "the debts"))
    listed = f"A peace deal must settle several points:\n\n{points}"
    desk = await opened(
        make_raw("list", f"Talks go on in Vessby.\n\n{listed}\n\nNobody knows when they end."),
        make_raw("prose", "A peace deal must settle the border first, diplomats said in Vessby. Points remain open."),
    )
    answer = await desk.answer("which points must a peace deal settle?")
    assert [claim.text for claim in answer.claims if "prisoners" in claim.text] == [listed]
    assert answer.claims[0].text == listed


async def test_headings_are_context_and_never_quoted(opened: OpenDesk) -> None:
    text = "## Price of the Orrick lighthouse\n\nIt was sold for 64 crowns. The buyer is a painter.\n\n## Rain"
    desk = await opened(make_raw("one", text, markup="markdown"))
    answer = await desk.answer("what is the price of the Orrick lighthouse?")
    assert any("It was sold for 64 crowns." in text for text in texts_of(answer))
    assert not any("Price of" in text for text in texts_of(answer))


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_idf_is_never_negative_and_falls_with_frequency(size: int, holding: int) -> None:
    holding = min(size, holding)
    assert idf(size, holding) > 0
    assert idf(size, holding) >= idf(size, min(size, holding + 1))


async def make_table(opened: OpenDesk, question: str) -> TermTable:
    desk = await opened(
        make_raw("one", "The port of Lonna is closed by a strike. Moscow wrote to the port."),
        make_raw("two", "Hospitals in Vessby are open."),
    )
    query = compose_query(question, engine=desk.engine, coverage=await desk.store.coverage("public"))
    return make_term_table(query, desk.engine)


async def test_shares_lie_between_nothing_and_everything(opened: OpenDesk) -> None:
    table = await make_table(opened, "port strike in Russia, dragons")
    nothing, port, russia = table.match(()), table.match(("the", "port")), table.match(("moscow", "port", "strike"))
    assert nothing == (0.0, 0.0, 0.0, 0.0)
    assert port == (1.0, 0.0, 0.0, 0.0)
    assert russia[:2] == (1.0, 1.0)
    assert 0 < russia[2] < 1
    assert table.share(nothing) == 0 < table.share(port) < table.share(russia) < 1
    assert table.share(best_of(port, russia)) == table.share(russia)
    assert table.idfs[3] == table.unheard == max(table.idfs)


async def test_words_in_the_order_of_the_question_count(opened: OpenDesk) -> None:
    table = await make_table(opened, "port strike")
    assert ordered_share(("port", "strike"), table) == 1.0
    assert ordered_share(("port", "of", "the", "strike"), table) == 1.0
    assert ordered_share(("port", "of", "the", "great", "strike"), table) == 0.0
    assert ordered_share(("strike", "port"), table) == 0.0
    assert ordered_share((), table) == 0.0


async def test_articles_of_the_day_are_not_hidden_by_their_own_hour(opened: OpenDesk) -> None:
    desk = await opened(*levels("2025-03-20"))
    assert isinstance(await desk.service.answer(QUESTION, now=NOW + timedelta(hours=13)), Answer)
    await desk.abstain(QUESTION, now=NOW)
