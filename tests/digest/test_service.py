"""Digests over a corpus that grows and shrinks: real store, real index."""

import asyncio
from datetime import timedelta

from bot.answer.service import AnswerService
from bot.app import open_index
from bot.digest.service import DigestService
from bot.digest.windows import Window
from bot.ingest.service import ingest
from bot.model.article import PUBLIC, RawArticle
from bot.model.story import Digest
from bot.model.subscription import Filters
from bot.store.memory import MemoryStore
from tests.digest.made import NOW

EVERYTHING = Filters()
WEEK = Window(None, NOW - timedelta(days=7))
FIRE = "A fire destroyed the fish market of Arlby on Sunday night. The market had stood there since 1911."
FERRY = "The council of Kelbry raised the fare of the ferry to four crowns from Monday on."
ARREST = (
    "Police in Arlby arrested a man of 34 years over the fire at the fish market. "
    "Boxes behind the market hall of Arlby had been set alight on Sunday night."
)


class News:
    """Articles put in and taken out, and the digests made of what is there."""

    def __init__(self) -> None:
        self._store, self._engine = MemoryStore(), open_index("memory", None)
        self.answers = AnswerService(self._store, self._engine)
        self.digests = DigestService(self.answers)

    async def put(self, article_id: str, title: str, text: str, *, outlet: str = "Post", hours: float = 5) -> None:
        raw = RawArticle(
            text=text,
            id=article_id,
            title=title,
            outlet=outlet,
            published=NOW - timedelta(hours=hours),
            language="en",
        )
        await ingest([raw], store=self._store, engine=self._engine)
        await self.digests.update(NOW)

    async def remove(self, *article_ids: str) -> None:
        self._engine.update((), article_ids)
        await self._store.remove(PUBLIC, article_ids)
        await self.digests.update(NOW)

    async def story_of(self, article_id: str) -> int:
        return (await self._store.stories.of_articles(PUBLIC, [article_id]))[article_id]

    async def choose(
        self, filters: Filters = EVERYTHING, known: dict[int, frozenset[str]] | None = None, at_most: int = 9
    ) -> Digest:
        return await self.digests.choose(filters, known or {}, WEEK, NOW, at_most)


async def two_stories() -> News:
    news = News()
    await news.put("fire", "Fire destroys Arlby fish market", FIRE, hours=9)
    await news.put("ferry", "Kelbry ferry fare goes up", FERRY, hours=3)
    return news


def headlines(digest: Digest) -> list[str]:
    return [brief.headline for brief in digest.briefs]


async def test_the_newest_of_equals_first() -> None:
    news = await two_stories()
    assert headlines(await news.choose()) == ["Kelbry ferry fare goes up", "Fire destroys Arlby fish market"]


async def test_an_empty_corpus_has_an_empty_digest() -> None:
    news = News()
    assert await news.choose() == Digest()
    assert await news.digests.newest() is None
    assert await news.digests.find_outlines(EVERYTHING, NOW) == []


async def test_what_does_not_fit_is_counted() -> None:
    news = await two_stories()
    digest = await news.choose(at_most=1)
    assert (headlines(digest), digest.more) == (["Kelbry ferry fare goes up"], 1)


async def test_what_the_reader_knows_comes_again_only_with_what_is_new() -> None:
    news = await two_stories()
    known = {await news.story_of("fire"): frozenset({"fire"}), await news.story_of("ferry"): frozenset({"ferry"})}
    assert await news.choose(known=known) == Digest()
    await news.put("arrest", "Man arrested over Arlby fish market fire", ARREST, hours=1)
    assert await news.story_of("arrest") == await news.story_of("fire")
    [brief] = (await news.choose(known=known)).briefs
    assert (brief.told, brief.fresh, brief.articles) == (True, 1, 2)
    assert {quote.article_id for quote in brief.quotes} == {"arrest"}
    knows_it_now = {brief.story_id: frozenset(brief.article_ids)}
    assert headlines(await news.choose(known=knows_it_now)) == ["Kelbry ferry fare goes up"]


async def test_one_reader_knows_what_another_does_not() -> None:
    news = await two_stories()
    await news.put("arrest", "Man arrested over Arlby fish market fire", ARREST, hours=1)
    story_id = await news.story_of("fire")
    knows = frozenset({"fire"})
    first, update, again = (
        await news.digests.find_brief(story_id),
        await news.digests.find_brief(story_id, knows),
        await news.digests.find_brief(story_id, knows | {"ferry", "never heard of"}),
    )
    assert first is not None
    assert update is not None
    assert (first.told, update.told) == (False, True)
    assert again == update, "articles of other stories do not matter"


async def test_only_stories_of_the_window_are_told() -> None:
    news = await two_stories()
    since = Window(None, NOW - timedelta(hours=4))
    digest = await news.digests.choose(EVERYTHING, {}, since, NOW, 9)
    assert (headlines(digest), digest.more) == (["Kelbry ferry fare goes up"], 0)


async def test_filters_choose() -> None:
    news = await two_stories()
    assert headlines(await news.choose(Filters(words=("ferries",)))) == ["Kelbry ferry fare goes up"]
    assert headlines(await news.choose(Filters(excluded=("ferry",)))) == ["Fire destroys Arlby fish market"]
    fire, ferry = await news.story_of("fire"), await news.story_of("ferry")
    assert await news.digests.rank_stories([fire, ferry, 404], Filters(words=("fish",)), NOW) == [fire]


async def test_a_new_text_is_told_at_once() -> None:
    news = await two_stories()
    story_id = await news.story_of("ferry")
    before = await news.digests.find_brief(story_id)
    changed = FERRY.replace("four crowns", "six crowns")
    await news.put("ferry", "Kelbry ferry fare goes up", changed, hours=3)
    after = await news.digests.find_brief(story_id)
    assert before is not None
    assert after is not None
    assert ("four" in before.quotes[0].text, "six" in after.quotes[0].text) == (True, True)


async def test_a_removed_article_is_told_no_more() -> None:
    news = await two_stories()
    ferry = await news.story_of("ferry")
    await news.remove("ferry")
    assert headlines(await news.choose()) == ["Fire destroys Arlby fish market"]
    assert await news.digests.find_story(ferry) is None
    assert await news.digests.find_brief(ferry) is None
    assert await news.digests.lay_side_by_side(ferry) is None
    await news.remove("fire")
    assert await news.choose() == Digest()


async def test_side_by_side() -> None:
    news = await two_stories()
    text = "The fish market of Arlby burned down on Sunday night. Mayor Farrow promised to rebuild all of it."
    await news.put("mayor", "Arlby fish market burns down", text, outlet="Courier", hours=8)
    found = await news.digests.lay_side_by_side(await news.story_of("fire"))
    assert found is not None
    assert [angle.source.article.outlet for angle in found.angles] == ["Post", "Courier"]


async def test_many_readers_at_once_get_the_same() -> None:
    news = await two_stories()
    alone = DigestService(news.answers)
    digests = await asyncio.gather(*(alone.choose(EVERYTHING, {}, WEEK, NOW, 9) for _ in range(30)))
    assert all(digest == digests[0] for digest in digests)
    assert digests[0] == await news.choose()


async def test_filters_see_the_text_of_now() -> None:
    news = await two_stories()
    ferry = await news.story_of("ferry")
    assert headlines(await news.choose(Filters(words=("bridge",)))) == []
    await news.put("ferry", "Kelbry bridge opens", FERRY.replace("ferry", "bridge"), outlet="Courier", hours=3)
    assert await news.story_of("ferry") == ferry
    for filters in (Filters(words=("bridge",)), Filters(phrases=("bridge opens",)), Filters(outlets=("Courier",))):
        assert headlines(await news.choose(filters)) == ["Kelbry bridge opens"]
        assert await news.digests.rank_stories([ferry], filters, NOW) == [ferry]
    assert headlines(await news.choose(Filters(words=("ferry",)))) == []
