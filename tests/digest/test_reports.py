"""The articles of a story as they are read for telling it: from real stores, copies told from reports."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.reports import PASSAGES, count_voices, fold_copies, read_lines, read_reports
from bot.model.article import PUBLIC, Article
from bot.model.near import Copy, Near
from bot.model.protocols import ArticleStore, StoredArticle
from bot.store.memory import MemoryStore
from bot.store.sql import open_store
from bot.text.passages import cut_passages
from tests.digest.made import article, report, reports, story

LONG = article(
    "long", "\n\n".join(f"The council of Arlby met for the {n}th time. " + "Rain fell. " * 90 for n in range(9))
)
BRIDGE = article(
    "bridge", "The new bridge of Arlby was opened on Monday. Some 3,000 people came to see it.", outlet="A"
)
LISTED = article("listed", "The union asks for this:\n\n- more pay;\n- more rest.\n\nThe port of Arlby is closed.")


@pytest_asyncio.fixture(params=["memory", "sql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ArticleStore]:
    opened = MemoryStore() if request.param == "memory" else await open_store(tmp_path / "briefing.db")
    yield opened
    await opened.close()


def stored(articles: Sequence[Article]) -> list[StoredArticle]:
    return [StoredArticle(one, tuple(cut_passages(one)), one.id) for one in articles]


async def test_reports_come_in_the_order_of_the_story(store: ArticleStore) -> None:
    await store.put(stored([BRIDGE, LONG, LISTED]))
    read = await read_reports(store, story([LISTED, LONG, BRIDGE]))
    assert [one.article for one in read] == [LISTED, LONG, BRIDGE]
    assert read == reports([LISTED, LONG, BRIDGE])


async def test_only_the_first_passages_are_read(store: ArticleStore) -> None:
    assert len(cut_passages(LONG)) > PASSAGES
    await store.put(stored([LONG]))
    [read] = await read_reports(store, story([LONG]))
    assert [found.passage.ordinal for found in read.passages] == list(range(PASSAGES))


async def test_articles_that_are_gone_are_left_out(store: ArticleStore) -> None:
    await store.put(stored([BRIDGE, LISTED]))
    await store.remove(PUBLIC, [BRIDGE.id])
    assert [one.article.id for one in await read_reports(store, story([BRIDGE, LISTED]))] == ["listed"]
    assert await read_reports(store, story([BRIDGE])) == []


async def test_many_read_at_once(store: ArticleStore) -> None:
    await store.put(stored([BRIDGE, LISTED]))
    read = await asyncio.gather(*(read_reports(store, story([BRIDGE, LISTED])) for _ in range(20)))
    assert all(one == read[0] for one in read)


def test_lines_are_sentences_counted_from_zero() -> None:
    lines = list(read_lines(report(LISTED)))
    assert [line.place for line in lines] == list(range(len(lines)))
    assert [line.text for line in lines][-1] == "The port of Arlby is closed."
    assert not any("more rest" in line.text for line in lines), "an item of a list says little by itself"


def test_a_line_is_quoted_as_it_stands() -> None:
    for line in read_lines(report(LONG)):
        quote = line.quote(3)
        assert (quote.n, quote.article_id, quote.text) == (3, "long", line.text)
        assert LONG.text[quote.start : quote.end] == quote.text
        assert quote.text in quote.passage


# copies and voices


def test_what_was_added_to_a_wire_text_makes_it_no_other_report() -> None:
    text = " ".join(f"The port of Arlby lost {n} ships in the year {1900 + n}, the owners wrote." for n in range(12))
    wire = article("w", text, outlet="Wire", hours=9)
    dated = article("x", f"ARLBY (Wire) - {text}", outlet="X", hours=8)
    cut = article("y", text.removesuffix(text[-70:]), outlet="Y", hours=7)
    assert [[one.article.id for one in group] for group in fold_copies(reports([cut, dated, wire]))] == [
        ["w", "x", "y"]
    ]


def test_two_counts_in_one_form_of_words_are_no_copies() -> None:
    form = (
        "The polls closed in {} on Sunday evening and the count began at once in all halls of the town, it was said. "
        "Turnout was {} percent, more than four years ago, when the mayor was elected with hardly any opposition."
    )
    one = article("a", form.format("Arlby", 54), outlet="A", hours=5)
    other = article("b", form.format("Arlby", 61), outlet="B", hours=4)
    assert len(fold_copies(reports([one, other]))) == 2
    same = article("c", form.format("Arlby", 54), outlet="C", hours=3)
    assert len(fold_copies(reports([one, same]))) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The fire at the fish market killed 12 people.", "The fire at the fish market killed 17 people."),
        ("The fire at the fish market killed twelve people.", "The fire at the fish market killed seventeen people."),
        ("The ministry has approved the repair of the hall.", "The ministry has not approved the repair of the hall."),
        ("Пожар на рыбном рынке унёс жизни 12 человек.", "Пожар на рыбном рынке унёс жизни 17 человек."),
        ("Міністерство схвалило ремонт рибного ринку.", "Міністерство не схвалило ремонт рибного ринку."),
    ],
)
@pytest.mark.parametrize("linked", [True, False])
def test_a_text_taken_over_with_another_count_or_denied_is_no_copy(before: str, after: str, *, linked: bool) -> None:
    rest = " Rain fell on the hills of Arlby for the whole of the week, and the road to the coast was closed." * 3
    one = report(article("a", before + rest, outlet="A", hours=5))
    other = report(article("b", after + rest, outlet="B", hours=4))
    same = report(article("c", before + rest + " More soon.", outlet="C", hours=3))
    if linked:
        other, same = (each._replace(copies=frozenset({"a"})) for each in (other, same))
    assert [[each.article.id for each in group] for group in fold_copies([one, other, same])] == [["a", "c"], ["b"]]


async def test_articles_that_are_linked_are_copies_however_they_begin(store: ArticleStore) -> None:
    wire = article("w", LONG.text, outlet="Wire", hours=9)
    headed = article("x", "What we know so far. " * 40 + LONG.text, outlet="X", hours=8)
    link = Copy("w", "w", 0.8)
    await store.put(stored([wire, headed, BRIDGE]), {(PUBLIC, "w"): Near((1,)), (PUBLIC, "x"): Near((1,), (link,))})
    read = await read_reports(store, story([wire, headed, BRIDGE]))
    assert [[one.article.id for one in group] for group in fold_copies(read)] == [["w", "x"], ["bridge"]]
    unlinked = [one._replace(copies=frozenset()) for one in read]
    assert len(fold_copies(unlinked)) == 3


def test_the_undated_are_copies_of_the_dated() -> None:
    undated = article("a", BRIDGE.text, outlet="U", hours=None)
    assert [[one.article.id for one in group] for group in fold_copies(reports([undated, BRIDGE]))] == [["bridge", "a"]]


@pytest.mark.parametrize(
    ("outlets", "voices"),
    [
        ([], 0),
        ([None], 0),
        (["A"], 1),
        (["A", "A"], 1),
        (["A", "B", "A", None], 2),
    ],
)
def test_one_outlet_is_one_voice_an_unknown_none(outlets: list[str | None], voices: int) -> None:
    articles = [
        article(f"{n}", f"{word} went on with the work of the day in Arlby. " * 3, outlet=outlet)
        for n, (outlet, word) in enumerate(
            zip(outlets, ("Bakers", "Nine dockers", "Miss Farrow", "Oxen"), strict=False)
        )
    ]
    apart = [[one] for one in reports(articles)]
    assert count_voices(apart) == voices


def test_copies_are_one_voice_that_of_the_first_known_outlet() -> None:
    copies = [article(f"{n}", BRIDGE.text, outlet=outlet, hours=9 - n) for n, outlet in enumerate([None, "B", "C"])]
    assert count_voices(fold_copies(reports(copies))) == 1
    own = article("own", "Rain fell on Kelbry for the whole of Tuesday, and cellars are full.", outlet="B")
    assert count_voices(fold_copies(reports([*copies, own]))) == 1, "B has spoken already"
    other = own.model_copy(update={"outlet": "C"})
    assert count_voices(fold_copies(reports([*copies, other]))) == 2, "C copied, and reported something of its own"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["The bridge is open.", "Rain fell.", "The bridge is open. ", "Міст відкрито.", "x"]),
            st.sampled_from([None, "A", "B"]),
            st.none() | st.integers(0, 9),
        ),
        max_size=7,
    )
)
@settings(deadline=None, max_examples=80)
def test_folding_loses_and_doubles_nothing(made: list[tuple[str, str | None, int | None]]) -> None:
    articles = [article(f"{n}", text, outlet=outlet, hours=hours) for n, (text, outlet, hours) in enumerate(made)]
    folded = fold_copies(reports(articles))
    assert sorted(one.article.id for group in folded for one in group) == sorted(one.id for one in articles)
    again = fold_copies(reports(articles[::-1]))
    assert [[one.article.id for one in group] for group in folded] == [
        [one.article.id for one in group] for group in again
    ], "the order in which articles joined does not matter"
    assert count_voices(folded) <= len({outlet for _, outlet, _ in made if outlet})
