"""The contract of `ArticleStore`, sentence by sentence, over every store."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.answer import Coverage
from bot.model.article import Article, ArticleHead
from bot.model.errors import StoreError
from bot.model.passage import Passage, passage_id
from bot.model.protocols import ArticleStore, OutletCount, StoredArticle
from tests.store.samples import cut, read_all, sample, stored

MAY = datetime(2026, 5, 1, 12, 30, 15, 123456, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, tzinfo=UTC)

FULL = Article(
    id="full",
    text="Überschrift 🕊\n\nПорт закрыт.",
    collection="desk",
    title="A “title”",
    outlet="Пошта",
    published=MAY,
    url="https://example.org/a?b=1",
    path="/tmp/a b.md",
    language="uk",
    authors=("A. Б.", 'C "D"'),
    inferred=("title", "language"),
)


async def _unchanged(store: ArticleStore, before: StoredArticle) -> None:
    assert await read_all(store) == [before]
    assert list(await store.passages([passage.id for passage in before.passages])) == [p.id for p in before.passages]


# at_urls


async def test_articles_at_a_url_are_found_by_exactly_that(store: ArticleStore) -> None:
    url = "https://example.org/a"
    ours = [sample(name).article.model_copy(update={"url": url}) for name in ("b", "a")]
    await store.put([*map(stored, ours), sample("c"), stored(FULL)])
    assert await store.at_urls("public", [url, f"{url}/", "\udcff", FULL.url or ""]) == {url: ["a", "b"]}
    assert await store.at_urls("desk", [FULL.url or ""]) == {FULL.url: ["full"]}
    assert await store.at_urls("desk", []) == {}


# put


async def test_put_keeps_every_field_of_an_article(store: ArticleStore) -> None:
    await store.put([stored(FULL, "abc")])
    assert await store.find_article("desk", "full") == FULL
    assert await read_all(store, "desk") == [stored(FULL, "abc")]


async def test_put_replaces_the_whole_article_with_its_passages(store: ArticleStore) -> None:
    old, new = sample(text="One.\n\nTwo.\n\nThree."), sample(text="Only one now.", outlet=None, text_hash="new")
    await store.put([old])
    await store.put([new])
    assert await read_all(store) == [new]
    assert set(await store.passages([passage.id for passage in old.passages])) == {new.passages[0].id}


async def test_put_of_one_id_twice_keeps_the_last(store: ArticleStore) -> None:
    await store.put([sample(text="First version."), sample(text="Second version.")])
    assert await store.texts("public", ["talks"]) == {"talks": "Second version."}


async def test_put_of_nothing_is_harmless(store: ArticleStore) -> None:
    await store.put([])
    assert await store.collections() == []


async def test_put_takes_an_article_without_passages(store: ArticleStore) -> None:
    bare = StoredArticle(sample().article, (), "00")
    await store.put([bare])
    assert await read_all(store) == [bare]


async def test_put_gives_passages_back_by_ordinal(store: ArticleStore) -> None:
    one = sample()
    await store.put([one._replace(passages=one.passages[::-1])])
    assert await read_all(store) == [one]


async def test_put_stores_all_or_none_when_two_passages_share_an_id(store: ArticleStore) -> None:
    before = sample("kept")
    await store.put([before])
    thief = sample("thief")
    taken = thief.passages[0].model_copy(update={"id": before.passages[0].id})
    with pytest.raises(StoreError, match=r"share (an|the) id"):
        await store.put([sample("innocent"), thief._replace(passages=(taken,))])
    await _unchanged(store, before)


@pytest.mark.parametrize(
    ("text", "reason"), [("nul\0in the middle", "NUL"), ("lone \ud83d surrogate", "surrogate"), ("\udcff", "surrogate")]
)
async def test_put_refuses_text_that_cannot_be_kept_exactly(store: ArticleStore, text: str, reason: str) -> None:
    before = sample("kept")
    await store.put([before])
    with pytest.raises(StoreError, match=reason):
        await store.put([sample("innocent"), sample("guilty", text=text)])
    await _unchanged(store, before)


@pytest.mark.parametrize("field", ["id", "collection", "title", "outlet", "url", "path", "language"])
async def test_put_refuses_lone_surrogates_in_every_field(store: ArticleStore, field: str) -> None:
    article = FULL.model_copy(update={field: "bad \udc80"})
    with pytest.raises(StoreError, match="surrogate"):
        await store.put([StoredArticle(article, (), "00")])


@pytest.mark.parametrize(
    "change",
    [{"article_id": "other"}, {"ordinal": 1}, {"end": 10_000}, {"start": -1}, {"start": 9, "end": 8}],
    ids=["another article's", "ordinal twice", "beyond the end", "before the start", "end before start"],
)
async def test_put_refuses_passages_that_do_not_fit_their_article(
    store: ArticleStore, change: dict[str, str | int]
) -> None:
    one = sample()
    wrong = one.passages[0].model_copy(update=change)
    with pytest.raises(StoreError, match="cannot be stored"):
        await store.put([one._replace(passages=(wrong, one.passages[1]))])
    assert await store.collections() == []


async def test_put_refuses_a_date_that_has_no_year_in_utc(store: ArticleStore) -> None:
    early = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=3)))
    with pytest.raises(StoreError, match="years 1 to 9999"):
        await store.put([sample(published=early)])


# datetimes


async def test_datetimes_come_back_in_utc(store: ArticleStore) -> None:
    kyiv = datetime(2026, 5, 1, 2, 0, tzinfo=timezone(timedelta(hours=3)))
    await store.put([sample(published=kyiv)])
    article = await store.find_article("public", "talks")
    assert article is not None
    assert article.published == kyiv
    assert article.published.tzinfo is UTC
    coverage = await store.coverage("public")
    assert coverage.oldest is not None
    assert coverage.oldest.tzinfo is UTC


@pytest.mark.parametrize("moment", [datetime.min, datetime.max, datetime(1969, 12, 31, 23, 59, 59, 999999)])
async def test_datetimes_are_exact_to_the_microsecond(store: ArticleStore, moment: datetime) -> None:
    published = moment.replace(tzinfo=UTC)
    one = sample(published=published)
    await store.put([one])
    assert (await store.coverage("public")).newest == published
    assert (await store.passages([one.passages[0].id]))[one.passages[0].id].article.published == published


# remove


async def test_remove_deletes_articles_with_their_passages(store: ArticleStore) -> None:
    gone, kept = sample("gone"), sample("kept")
    await store.put([gone, kept])
    await store.remove("public", ["gone"])
    assert await store.find_article("public", "gone") is None
    assert await store.passages([passage.id for passage in gone.passages]) == {}
    await _unchanged(store, kept)


async def test_remove_ignores_unknown_ids(store: ArticleStore) -> None:
    await store.put([sample()])
    await store.remove("public", ["unknown", "\udc80"])
    await store.remove("nowhere", ["talks"])
    await store.remove("public", [])
    await _unchanged(store, sample())


# reading


async def test_find_article_gives_none_for_an_unknown_id(store: ArticleStore) -> None:
    await store.put([sample()])
    assert await store.find_article("public", "Talks") is None
    assert await store.find_article("public", "\udcff") is None


async def test_newest_gives_the_dated_articles_of_the_collection_newest_first(store: ArticleStore) -> None:
    dates = {"b": MAY, "a": MAY, "new": JUNE, "undated": None}
    made = [sample(name, published=when) for name, when in dates.items()]
    await store.put([*made, sample("other", collection="desk", published=JUNE)])
    assert [article.id for article in await store.newest("public", 10)] == ["new", "a", "b"]
    assert [article.id for article in await store.newest("public", 2)] == ["new", "a"]
    assert (await store.newest("public", 1))[0] == made[2].article
    assert await store.newest("nowhere", 5) == []


async def test_texts_leaves_out_unknown_ids(store: ArticleStore) -> None:
    await store.put([sample("a", text="A."), sample("b", text="B.")])
    assert await store.texts("public", ["b", "unknown", "\ud800", "b"]) == {"b": "B."}


async def test_texts_takes_any_number_of_ids(store: ArticleStore) -> None:
    ids = [f"article {number}" for number in range(1203)]
    await store.put([sample(article_id, text=article_id) for article_id in ids])
    assert await store.texts("public", ids) == {article_id: article_id for article_id in ids}
    assert await store.texts("public", []) == {}


async def test_passages_come_with_their_text_and_their_articles_head(store: ArticleStore) -> None:
    one = stored(FULL)
    await store.put([one])
    found = await store.passages([passage.id for passage in one.passages])
    head = ArticleHead(**FULL.model_dump(exclude={"text", "authors"}))
    assert {passage_id: (*values,) for passage_id, values in found.items()} == {
        passage.id: (passage, FULL.text[passage.start : passage.end], head) for passage in one.passages
    }


async def test_passages_leaves_out_unknown_ids(store: ArticleStore) -> None:
    one = sample()
    await store.put([one])
    wanted = one.passages[1].id
    assert list(await store.passages([-1, 0, wanted, wanted, wanted + 1, 2**62])) == [wanted]
    assert await store.passages([]) == {}


async def test_passages_takes_more_ids_than_one_statement(store: ArticleStore) -> None:
    articles = [sample(f"article {number}", text=f"{number}.\n\nSecond.") for number in range(601)]
    await store.put(articles)
    ids = [passage.id for one in articles for passage in one.passages]
    found = await store.passages(ids)
    assert set(found) == set(ids)
    assert found[articles[600].passages[0].id].text == "600."


async def test_passages_offsets_count_code_points(store: ArticleStore) -> None:
    text = "𝔘🕊️👩‍👩‍👧 e\u0301 й.\n\n\u202eשלום\u202c 🇺🇦\n\n\ufeff\U0010ffff\u0001 end"
    one = sample(text=text)
    await store.put([one])
    found = await store.passages([passage.id for passage in one.passages])
    assert [found[passage.id].text for passage in one.passages] == text.split("\n\n")


async def test_hashes_name_every_article_of_the_collection(store: ArticleStore) -> None:
    await store.put([sample("a", text_hash="1"), sample("b", text_hash="2"), sample("c", collection="desk")])
    assert await store.hashes("public") == {"a": "1", "b": "2"}
    assert await store.hashes("nowhere") == {}


async def test_coverage_counts_articles_and_spans_dated_ones(store: ArticleStore) -> None:
    await store.put([sample("a", published=JUNE), sample("b"), sample("c", published=MAY)])
    assert await store.coverage("public") == Coverage(articles=3, oldest=MAY, newest=JUNE)


async def test_coverage_of_an_empty_collection_has_no_dates(store: ArticleStore) -> None:
    assert await store.coverage("public") == Coverage(articles=0)


async def test_outlets_come_by_count_then_name_with_the_unknown_last(store: ArticleStore) -> None:
    outlets = ["Beacon", "Aurora", None, None, None, "Zenit", "Zenit"]
    dates = [MAY, None, JUNE, None, None, JUNE, MAY]
    await store.put(
        [sample(f"{i}", outlet=o, published=d) for i, (o, d) in enumerate(zip(outlets, dates, strict=True))]
    )
    assert await store.outlets("public") == [
        OutletCount("Zenit", 2, Coverage(articles=2, oldest=MAY, newest=JUNE)),
        OutletCount("Aurora", 1, Coverage(articles=1)),
        OutletCount("Beacon", 1, Coverage(articles=1, oldest=MAY, newest=MAY)),
        OutletCount(None, 3, Coverage(articles=3, oldest=JUNE, newest=JUNE)),
    ]


@pytest.mark.parametrize("batch", [1, 2, 3, 5, 200])
async def test_stored_articles_come_by_id_in_batches(store: ArticleStore, batch: int) -> None:
    ids = ["10", "9", "a", "Б", "🕊", ""]
    await store.put([sample(article_id) for article_id in ids])
    batches = [[one.article.id for one in found] async for found in store.stored_articles("public", batch)]
    assert [article_id for found in batches for article_id in found] == sorted(ids)
    assert [len(found) for found in batches[:-1]] == [batch] * (len(batches) - 1)
    assert 1 <= len(batches[-1]) <= batch


async def test_stored_articles_lets_others_write_between_batches(store: ArticleStore) -> None:
    await store.put([sample("a"), sample("b"), sample("c")])
    seen: list[str] = []
    async for (one,) in store.stored_articles("public", 1):
        seen.append(one.article.id)
        await store.put([sample(one.article.id, text="Rewritten.")])
    assert seen == ["a", "b", "c"]
    assert set((await store.texts("public", seen)).values()) == {"Rewritten."}


async def test_collections_are_those_that_hold_articles_sorted(store: ArticleStore) -> None:
    await store.put([sample(collection="zoo"), sample(collection="desk"), sample(collection="emptied")])
    await store.remove("emptied", ["talks"])
    assert await store.collections() == ["desk", "zoo"]


# collections


async def test_nothing_of_one_collection_is_visible_through_another(store: ArticleStore) -> None:
    desk, public = sample(collection="desk", text="Secret.", published=MAY), sample(text="Open.", outlet="Open")
    await store.put([desk, public])
    assert {passage.id for passage in desk.passages}.isdisjoint(passage.id for passage in public.passages)
    assert await read_all(store, "public") == [public]
    assert await store.texts("public", ["talks"]) == {"talks": "Open."}
    assert await store.hashes("public") == {"talks": "00ff"}
    assert await store.coverage("public") == Coverage(articles=1)
    assert [count.outlet for count in await store.outlets("public")] == ["Open"]
    await store.remove("public", ["talks"])
    assert await read_all(store, "desk") == [desk]


async def test_closing_twice_is_harmless(store: ArticleStore) -> None:
    await store.put([sample()])
    await store.close()
    await store.close()


# any article

_lines = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_dates = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=_offsets)


@st.composite
def _articles(draw: st.DrawFn) -> Article:
    return Article(
        id=draw(_words),
        text="\n\n".join(draw(st.lists(_lines, min_size=1, max_size=4))),
        collection=draw(st.sampled_from(["public", "desk"])),
        title=draw(st.none() | _words),
        outlet=draw(st.none() | _words),
        published=draw(st.none() | _dates),
        url=draw(st.none() | _words),
        path=draw(st.none() | _words),
        language=draw(st.sampled_from(["en", "ru", "uk"])),
        authors=tuple(draw(st.lists(_words, max_size=2))),
        inferred=tuple(draw(st.lists(_words, max_size=2))),
    )


def _cut_texts(articles: list[Article]) -> dict[int, tuple[Passage, str]]:
    cuts = ((passage, article.text[passage.start : passage.end]) for article in articles for passage in cut(article))
    return {passage.id: (passage, text) for passage, text in cuts}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_articles(), max_size=4, unique_by=lambda article: (article.collection, article.id)))
async def test_any_article_comes_back_as_it_went_in(store: ArticleStore, articles: list[Article]) -> None:
    for name in await store.collections():
        await store.remove(name, list(await store.hashes(name)))
    await store.put([stored(article) for article in articles])
    kept = [one for name in await store.collections() for one in await read_all(store, name, batch=2)]
    assert kept == [stored(article) for article in sorted(articles, key=lambda a: (a.collection, a.id))]
    expected = _cut_texts(articles)
    found = await store.passages(list(expected))
    assert {identity: (one.passage, one.text) for identity, one in found.items()} == expected
    assert all(passage_id(f.article.collection, f.article.id, f.passage.ordinal) == i for i, f in found.items())
