"""Lines about articles: title, outlet, date, what was guessed; and what a collection covers."""

from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo

from bot.chat.render.guard import clip, find_link, one_line
from bot.chat.render.runs import Run
from bot.model.answer import Coverage
from bot.model.article import ArticleHead
from bot.text.messages import Messages
from bot.text.moments import put_in_zone

LONGEST_TITLE = 160
LONGEST_OUTLET = 60
_SHOWN_FIELDS = ("title", "outlet", "published", "url")


def cite(n: int, head: ArticleHead | None) -> Run:
    """[n], a link to the original where there is one."""
    href = find_link(head.url) if head else None
    return Run(f"[{n}]", "link", href) if href else Run(f"[{n}]")


def head_runs(n: int | None, head: ArticleHead, messages: Messages, zone: tzinfo = UTC) -> Iterator[Run]:
    """Two lines: "[n] Title", a link to the original where there is one; "Outlet, date" and what of it is inferred."""
    title = clip(head.title or "", LONGEST_TITLE) or messages.text("answer-no-title")
    line = title if n is None else f"[{n}] {title}"
    href = find_link(head.url)
    yield Run(line, "link", href) if href else Run(line)
    yield Run(f"\n{outlet_and_date(head, messages, zone)}")
    if guessed := [messages.text(f"field-{name}") for name in _SHOWN_FIELDS if name in head.inferred]:
        yield Run(f" ({messages.text('answer-inferred', fields=messages.joined(guessed))})")


def outlet_and_date(head: ArticleHead, messages: Messages, zone: tzinfo = UTC) -> str:
    """ "Outlet, 12 March 2025" by the calendar of `zone`, saying what is unknown."""
    outlet = clip(head.outlet or "", LONGEST_OUTLET) or messages.text("answer-no-outlet")
    published = head.published
    day = messages.day(put_in_zone(published, zone)) if published else messages.text("answer-no-date")
    return f"{outlet}, {day}"


def freshness(heads: Sequence[ArticleHead], messages: Messages, zone: tzinfo = UTC) -> str:
    """How new the newest of these articles is."""
    dates = [head.published for head in heads if head.published]
    if not dates:
        return messages.text("answer-newest-unknown")
    return messages.text("answer-newest", day=messages.day(put_in_zone(max(dates), zone)))


def coverage_sentence(coverage: Coverage, messages: Messages, zone: tzinfo = UTC) -> str:
    """How many articles there are, and from when to when."""
    if coverage.oldest is None or coverage.newest is None:
        return messages.text("coverage-undated", count=coverage.articles)
    days = messages.days(put_in_zone(coverage.oldest, zone), put_in_zone(coverage.newest, zone))
    return messages.text("coverage", count=coverage.articles, days=days)


def article_name(article_id: str, head: ArticleHead | None) -> str:
    """The title, or the id where the title is unknown."""
    return clip((head.title if head else None) or one_line(article_id), LONGEST_TITLE)
