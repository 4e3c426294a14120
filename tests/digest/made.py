"""Articles of a test's own, with the passages that ingestion makes of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.digest.reports import Report
from bot.ingest.metadata import compose_article
from bot.model.article import PUBLIC, Article, ArticleHead, RawArticle
from bot.model.passage import Found
from bot.model.story import Member, Story
from bot.text.passages import cut_passages

NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)


def article(
    key: str,
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = "Desk",
    hours: float | None = 1.0,
    language: str = "en",
) -> Article:
    """Published so many hours before NOW; None: without a date."""
    published = None if hours is None else NOW - timedelta(hours=hours)
    raw = RawArticle(text=text, id=key, title=title, outlet=outlet, published=published, language=language)
    return compose_article(raw, PUBLIC)


def report(one: Article) -> Report:
    head = ArticleHead(**one.model_dump(include=set(ArticleHead.model_fields)))
    passages = cut_passages(one)[:4]
    return Report(one, tuple(Found(passage, one.text[passage.start : passage.end], head) for passage in passages))


def story(articles: Sequence[Article], story_id: int = 7) -> Story:
    members = tuple(Member(one.id, one.published or NOW, one.published) for one in articles)
    return Story(id=story_id, members=members)


def reports(articles: Sequence[Article]) -> list[Report]:
    return [report(one) for one in articles]
