"""The SELECTs, each a plain function of a connection."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from bot.model.answer import Coverage
from bot.model.article import Article, ArticleHead
from bot.model.passage import Found, Passage
from bot.model.protocols import OutletCount, StoredArticle
from bot.store.rows import (
    ARTICLE_COLUMNS,
    HEAD_COLUMNS,
    PASSAGE_COLUMNS,
    read_article,
    read_head,
    read_passage,
)
from bot.store.sqlite import begin_snapshot, ids_parameter, wanted_ids
from bot.store.tables import articles, passages
from bot.store.times import read_time

_AT_ONCE = 500
"""Ids per statement."""


def _select_found() -> Select[Any]:
    """Article key, the passage's text, `PASSAGE_COLUMNS`, `HEAD_COLUMNS`.

    The database cuts the text (it too counts code points): an article is many times as long as its passages.
    """
    wanted = wanted_ids()
    joined = wanted.join(passages, passages.c.id == wanted.c.value).join(articles, articles.c.key == passages.c.article)
    text = func.substr(articles.c.text, passages.c.start + 1, passages.c.end - passages.c.start)
    return select(articles.c.key, text, *PASSAGE_COLUMNS, *HEAD_COLUMNS).select_from(joined)


def _select_passages() -> Select[Any]:
    """Article key, `PASSAGE_COLUMNS`; in order, by article key."""
    keys = wanted_ids()
    joined = keys.join(passages, passages.c.article == keys.c.value)
    found = select(passages.c.article, *PASSAGE_COLUMNS).select_from(joined)
    return found.order_by(passages.c.article, passages.c.ordinal)


def _select_newest() -> Select[Any]:
    """Sorts keys only: texts are long."""
    dated = select(articles.c.key).where(_OF_COLLECTION, articles.c.published.is_not(None))
    newest = dated.order_by(articles.c.published.desc(), articles.c.id).limit(bindparam("at_most"))
    found = select(*ARTICLE_COLUMNS).where(articles.c.key.in_(newest))
    return found.order_by(articles.c.published.desc(), articles.c.id)


_OF_COLLECTION = articles.c.collection == bindparam("of")
_FOUND = _select_found()
_PASSAGES = _select_passages()
_ARTICLE = select(*ARTICLE_COLUMNS).where(_OF_COLLECTION, articles.c.id == bindparam("article_id"))
_ARTICLES = select(*ARTICLE_COLUMNS).where(_OF_COLLECTION, articles.c.id.in_(bindparam("ids", expanding=True)))
_COUNT = select(func.count()).where(_OF_COLLECTION)
_LAST = select(articles.c.key, articles.c.text_hash).order_by(articles.c.key.desc()).limit(1)
_TEXTS = select(articles.c.id, articles.c.text).where(
    _OF_COLLECTION, articles.c.id.in_(bindparam("ids", expanding=True))
)
_HASHES = select(articles.c.id, articles.c.text_hash).where(_OF_COLLECTION)
_MARKS = select(articles.c.id, articles.c.text_hash).where(
    _OF_COLLECTION, articles.c.id.in_(bindparam("ids", expanding=True))
)
_HOLDERS = (
    select(articles.c.text_hash, articles.c.id)
    .where(_OF_COLLECTION, articles.c.text_hash >= bindparam("first"), articles.c.text_hash < bindparam("beyond"))
    .order_by(articles.c.key)
)
_PASSAGE_COUNTS = (
    select(articles.c.id, func.count(passages.c.ordinal))
    .select_from(articles.outerjoin(passages, passages.c.article == articles.c.key))
    .where(_OF_COLLECTION)
    .group_by(articles.c.id)
    .order_by(articles.c.id)
)
_ALL_PASSAGES = select(func.count()).select_from(passages)
_ELSEWHERE = (
    select(func.count())
    .select_from(articles.join(passages, passages.c.article == articles.c.key))
    .where((articles.c.collection < bindparam("of")) | (articles.c.collection > bindparam("of")))
)
"""Of the other collections, which are small: joining every passage of a large one takes a second."""
_BEYOND = "g"
"""Sorts behind every hex digit."""
_AT_URLS = (
    select(articles.c.url, articles.c.id)
    .where(_OF_COLLECTION, articles.c.url.in_(bindparam("urls", expanding=True)))
    .order_by(articles.c.id)
)
_COVERAGE = select(func.count(), func.min(articles.c.published), func.max(articles.c.published)).where(_OF_COLLECTION)
_OUTLETS = _COVERAGE.add_columns(articles.c.outlet).group_by(articles.c.outlet)
_NEWEST = _select_newest()
_BATCH = select(articles.c.key, articles.c.text_hash, *ARTICLE_COLUMNS).where(_OF_COLLECTION).order_by(articles.c.id)


def read_found(connection: Connection, ids: Sequence[int]) -> dict[int, Found]:
    """See `ArticleStore.passages`: asked once per question, so it is one prepared statement and lean on objects."""
    found: dict[int, Found] = {}
    heads: dict[int, ArticleHead] = {}
    ordered = sorted(set(ids))  # neighbours in the table are read together
    for first in range(0, len(ordered), _AT_ONCE):
        parameters = {"ids": ids_parameter(ordered[first : first + _AT_ONCE])}
        for key, text, *columns in connection.execute(_FOUND, parameters).all():
            head = heads.get(key) or heads.setdefault(key, read_head(columns[len(PASSAGE_COLUMNS) :]))
            passage = read_passage(columns[: len(PASSAGE_COLUMNS)], head.id)
            found[passage.id] = Found(passage, text, head)
    return found


def find_article(connection: Connection, collection: str, article_id: str) -> Article | None:
    """See `ArticleStore.find_article`."""
    row = connection.execute(_ARTICLE, {"of": collection, "article_id": article_id}).one_or_none()
    return read_article(row) if row else None


def read_newest(connection: Connection, collection: str, at_most: int) -> list[Article]:
    """See `ArticleStore.newest`."""
    return [read_article(row) for row in connection.execute(_NEWEST, {"of": collection, "at_most": at_most})]


def read_articles(connection: Connection, collection: str, ids: Sequence[str]) -> dict[str, Article]:
    """See `ArticleStore.articles`."""
    found: dict[str, Article] = {}
    for first in range(0, len(ids), _AT_ONCE):
        rows = connection.execute(_ARTICLES, {"of": collection, "ids": ids[first : first + _AT_ONCE]})
        found.update((article.id, article) for article in map(read_article, rows))
    return found


def read_version(connection: Connection, collection: str) -> str:
    """See `ArticleStore.version`: a change gives an article a new row, or takes one away."""
    count = connection.execute(_COUNT, {"of": collection}).scalar_one()
    last = connection.execute(_LAST).one_or_none()
    return f"{count} {last.key} {last.text_hash}" if last else str(count)


def read_texts(connection: Connection, collection: str, ids: Sequence[str]) -> dict[str, str]:
    """See `ArticleStore.texts`."""
    texts: dict[str, str] = {}
    for first in range(0, len(ids), _AT_ONCE):
        rows = connection.execute(_TEXTS, {"of": collection, "ids": ids[first : first + _AT_ONCE]})
        texts.update((article_id, text) for article_id, text in rows)
    return texts


def read_hashes(connection: Connection, collection: str) -> dict[str, str]:
    """See `ArticleStore.hashes`."""
    return {row.id: row.text_hash for row in connection.execute(_HASHES, {"of": collection})}


def read_marks(connection: Connection, collection: str, ids: Sequence[str]) -> dict[str, str]:
    """See `ArticleStore.marks`."""
    found: dict[str, str] = {}
    for first in range(0, len(ids), _AT_ONCE):
        rows = connection.execute(_MARKS, {"of": collection, "ids": ids[first : first + _AT_ONCE]})
        found.update((row.id, row.text_hash) for row in rows)
    return found


def read_holders(connection: Connection, collection: str, beginnings: Sequence[str]) -> dict[str, list[str]]:
    """See `ArticleStore.holders`."""
    found: dict[str, list[str]] = {}
    for one in beginnings:
        rows = connection.execute(_HOLDERS, {"of": collection, "first": one, "beyond": one + _BEYOND})
        if ids := [row.id for row in rows]:
            found[one] = ids
    return found


def count_passages(connection: Connection, collection: str) -> int:
    """See `ArticleStore.count_passages`."""
    begin_snapshot(connection)
    everywhere = connection.execute(_ALL_PASSAGES).scalar_one()
    return int(everywhere - connection.execute(_ELSEWHERE, {"of": collection}).scalar_one())


def read_passage_counts(connection: Connection, collection: str, after: str | None, size: int) -> list[tuple[str, int]]:
    """The next `size` articles with an id above `after`, each with the number of its passages."""
    wanted = _PASSAGE_COUNTS.limit(size)
    wanted = wanted if after is None else wanted.where(articles.c.id > after)
    return [(article_id, count) for article_id, count in connection.execute(wanted, {"of": collection})]


def read_whole(connection: Connection, collection: str, ids: Sequence[str]) -> list[StoredArticle]:
    """See `ArticleStore.whole`."""
    found: list[StoredArticle] = []
    for first in range(0, len(ids), _AT_ONCE):
        wanted = _BATCH.where(articles.c.id.in_(ids[first : first + _AT_ONCE]))
        found += _read_whole(connection, wanted, collection)
    return found


def read_at_urls(connection: Connection, collection: str, urls: Sequence[str]) -> dict[str, list[str]]:
    """See `ArticleStore.at_urls`."""
    found: dict[str, list[str]] = {}
    for first in range(0, len(urls), _AT_ONCE):
        for url, article_id in connection.execute(_AT_URLS, {"of": collection, "urls": urls[first : first + _AT_ONCE]}):
            found.setdefault(url, []).append(article_id)
    return found


def read_coverage(connection: Connection, collection: str) -> Coverage:
    """See `ArticleStore.coverage`."""
    return _coverage(*connection.execute(_COVERAGE, {"of": collection}).one())


def read_outlets(connection: Connection, collection: str) -> list[OutletCount]:
    """See `ArticleStore.outlets`."""
    rows = connection.execute(_OUTLETS, {"of": collection})
    counts = [OutletCount(outlet, count, _coverage(count, *dates)) for count, *dates, outlet in rows]
    return sorted(counts, key=lambda count: (count.outlet is None, -count.articles, count.outlet or ""))


def read_collections(connection: Connection) -> list[str]:
    """See `ArticleStore.collections`."""
    return sorted(connection.execute(select(articles.c.collection).distinct()).scalars())


def read_batch(connection: Connection, collection: str, after: str | None, size: int) -> list[StoredArticle]:
    """The next `size` articles with an id above `after`, with their passages, as they stand at one moment."""
    begin_snapshot(connection)
    wanted = _BATCH.limit(size) if after is None else _BATCH.limit(size).where(articles.c.id > after)
    return _read_whole(connection, wanted, collection)


def _read_whole(connection: Connection, wanted: Select[Any], collection: str) -> list[StoredArticle]:
    rows = connection.execute(wanted, {"of": collection}).all()
    found = {key: (read_article(columns), text_hash) for key, text_hash, *columns in rows}
    passages_of = _read_passages(connection, {key: article.id for key, (article, _) in found.items()})
    return [StoredArticle(article, tuple(passages_of[key]), text_hash) for key, (article, text_hash) in found.items()]


def _read_passages(connection: Connection, ids: Mapping[int, str]) -> dict[int, list[Passage]]:
    """Passages in order, by their article's key; `ids` names the articles."""
    found: dict[int, list[Passage]] = {key: [] for key in ids}
    for key, *columns in connection.execute(_PASSAGES, {"ids": ids_parameter(ids)}):
        found[key].append(read_passage(columns, ids[key]))
    return found


def _coverage(count: int, oldest: int | None, newest: int | None) -> Coverage:
    return Coverage(articles=count, oldest=read_time(oldest), newest=read_time(newest))
