"""What a watch tells: what is new in the answer to its question, what it was before, what was withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from bot.chat.render.claims import ClaimWriter
from bot.chat.render.guard import clip, guard
from bot.chat.render.heads import freshness, outlet_and_date
from bot.chat.render.pages import Page, make_pages
from bot.chat.render.passages import shorten, tidy
from bot.chat.render.runs import Group, Part, Run, Unit
from bot.chat.render.texts import render_sentence
from bot.chat.render.views.common import guarded_line, heading, quoted_part, render_view, small
from bot.model.answer import DENIED, Answer, Quote
from bot.model.article import ArticleHead
from bot.model.changes import ChangedClaim, Changes
from bot.model.subscription import Pause, Watch
from bot.model.turn import Reply
from bot.text.messages import Messages

CONTEXT = 400
"""Characters of a passage shown around its quotes."""
LONGEST_QUESTION = 300
LONGEST_LISTED = 70
"""Characters of a question in the list: twenty of them make one message."""
LONGEST_QUOTE = 500
LONGEST_REMINDER = 200
"""Characters of what was known before, where it is only a reminder."""


def render_alert(
    watch: Watch,
    changes: Changes,
    reply: Reply,
    messages: Messages,
    *,
    zone: tzinfo,
    known: Mapping[str, ArticleHead],
    stale: str = "",
) -> list[Page]:
    """`reply`: of now, whose claims the changes are. `known`: heads of the articles that the earlier reply quotes.
    `stale`: what is said below of articles that are too old."""
    groups: list[Group] = [((heading(f"🔔 {clip(watch.question, LONGEST_QUESTION)}"),),)]
    if isinstance(reply, Answer):
        groups += _new(changes, reply, messages, zone)
        groups += _before(watch.reply, changes, messages, zone, known)
        groups += [_changed(one, reply, messages, zone, known) for one in changes.changed]
    for name, quotes in (("bot-watch-withdrawn", changes.withdrawn), ("bot-watch-gone", changes.gone)):
        groups += [_withdrawn(name, quote, messages, zone, known) for quote in quotes]
    if isinstance(reply, Answer):
        groups.append(small(freshness([source.article for source in reply.sources], messages, zone)))
    return make_pages([*groups, *([small(stale)] if stale else [])], messages)


def render_watches(watches: Sequence[Watch], thread_id: int | None, messages: Messages, *, zone: tzinfo) -> Page:
    """The chat's watches, numbered as their buttons; those of other threads say so."""
    if not watches:
        return render_sentence(messages.text("bot-watches-none"), messages)
    title: Group = ((heading(messages.text("bot-watches-title")),),)
    listed = [_listed(number, one, thread_id, messages, zone) for number, one in enumerate(watches, start=1)]
    return render_view([title, *listed], messages)


def _new(changes: Changes, answer: Answer, messages: Messages, zone: tzinfo) -> list[Group]:
    """The claims as an answer shows them, with the passages they stand in."""
    if not changes.new:
        return []
    heads = {source.n: source.article for source in answer.sources}
    groups = ClaimWriter(changes.new, heads, messages, context=CONTEXT, zone=zone).groups()
    return [((heading(messages.text("bot-watch-new")),),), *groups]


def _before(
    earlier: Reply, changes: Changes, messages: Messages, zone: tzinfo, known: Mapping[str, ArticleHead]
) -> list[Group]:
    """What was known of it, below what is new: the place may have asked weeks ago. A change says it itself."""
    if not changes.new or changes.changed:
        return []
    was = Run(f"{messages.text('bot-watch-was')} ", "italic")
    if isinstance(earlier, Answer):
        said = guard(_quote_runs(earlier.claims[0].quotes[0], messages, zone, known, LONGEST_REMINDER))
    else:
        said = guard((Run(messages.text("bot-watch-was-silent")),))
    return [((Part((was, *said)),),)]


def _changed(
    one: ChangedClaim, answer: Answer, messages: Messages, zone: tzinfo, known: Mapping[str, ArticleHead]
) -> Group:
    heads = {source.n: source.article for source in answer.sources}
    sides = messages.text("differs-denied") if one.sides == DENIED else one.sides.replace(" / ", " → ")
    earlier = guard(_quote_runs(one.before, messages, zone, known))
    before: Unit = (Part((Run(f"{messages.text('bot-watch-was')} ", "italic"), *earlier)),)
    quote = one.now.quotes[0]
    said = quoted_part(quote.text, (quote,), heads)
    where = guard((Run(_where(heads.get(quote.n), messages, zone)),))
    return (
        (heading(messages.text("bot-watch-changed", sides=clip(sides, LONGEST_QUESTION))),),
        (Part((Run(messages.text("bot-watch-now"), "italic"),)), Part((*said.runs, *where))),
        before,
    )


def _withdrawn(name: str, quote: Quote, messages: Messages, zone: tzinfo, known: Mapping[str, ArticleHead]) -> Group:
    text = guard(_quote_runs(quote, messages, zone, known))
    return ((heading(messages.text(name)), Part(text)),)


def _quote_runs(
    quote: Quote, messages: Messages, zone: tzinfo, known: Mapping[str, ArticleHead], longest: int = LONGEST_QUOTE
) -> tuple[Run, ...]:
    said = messages.quoted(shorten(tidy(quote.text), longest))
    return (Run(f"{said}{_where(known.get(quote.article_id), messages, zone)}"),)


def _where(head: ArticleHead | None, messages: Messages, zone: tzinfo) -> str:
    """ " (Outlet, 12 March 2025)"; nothing for an article that nobody knows any more."""
    return f" ({outlet_and_date(head, messages, zone)})" if head else ""


def _listed(number: int, watch: Watch, thread_id: int | None, messages: Messages, zone: tzinfo) -> Group:
    said = [messages.text("bot-watches-most", count=watch.most_a_day)]
    if watch.place.thread_id != thread_id:
        said.append(messages.text("bot-sub-thread", thread=str(watch.place.thread_id or 1)))
    if watch.alert_day:
        said.append(messages.text("bot-watches-last", day=messages.day(watch.alert_day)))
    else:
        said.append(messages.text("bot-watches-never", day=messages.day(watch.created.astimezone(zone))))
    if watch.paused:
        name = "bot-sub-paused" if watch.paused is Pause.PERSON else "bot-watches-refused"
        said.append(messages.text(name))
    question = guarded_line(f"{number}. {clip(watch.question, LONGEST_LISTED)}", "bold")
    return ((question, Part((Run(" · ".join(said), "italic"),))),)
