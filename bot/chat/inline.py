"""`@bot question` in any chat: the answer and its best quotes, ready to be sent there, with their citations.

Inline queries are not kept: nothing is lost with one, every letter typed makes a new one, and they are nobody's
business but the person's. They are answered at once, beside everything else, within Telegram's patience.
"""

import asyncio
import logging
from collections import OrderedDict
from datetime import timedelta
from time import monotonic
from typing import Any, NamedTuple

from bot.chat.background import Background
from bot.chat.budget import Budget
from bot.chat.desk import Desk
from bot.chat.nouns import Inline
from bot.chat.render.inline import Result, render_article, render_results, render_story
from bot.chat.staleness import describe_staleness
from bot.digest.windows import first_window
from bot.model.errors import BriefingError
from bot.model.subscription import Filters
from bot.text.messages import Messages

log = logging.getLogger(__name__)

PATIENCE = 8.0
"""Seconds; after about ten a query is too old (pyTelegramBotAPI#1615)."""
CACHED = 60
"""Seconds for which the same question gives the same results, with us and with Telegram."""
MOST_CACHED = 500
MOST_AT_ONCE = 64
"""Several newsrooms typing at the same time."""
PER_HOUR = 1200
"""Queries that one person may cause; a question typed letter by letter is a dozen."""
NEWEST = 10
DAY = timedelta(days=1)
SHORTEST = 3
"""Characters below which nothing is looked for yet: somebody is typing."""


class _Key(NamedTuple):
    question: str
    language: str
    articles: int


class InlineAnswers:
    """Answers inline queries from the public collection, for whoever may use the bot in private."""

    def __init__(self, desk: Desk, *, is_open: bool) -> None:
        self._desk = desk
        self._is_open = is_open
        self._budget = Budget(PER_HOUR)
        self._kept: OrderedDict[_Key, tuple[float, list[Result]]] = OrderedDict()
        self._answering = Background("inline", MOST_AT_ONCE)
        self.close = self._answering.close

    def take(self, inline: Inline) -> None:
        """Begins to answer; returns at once. While too many are under way, further ones are let go: Telegram asks
        anew with the next letter."""
        if not self._answering.is_full:
            self._answering.start(self._answer(inline))

    async def _answer(self, inline: Inline) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._send(inline)
        except BriefingError as error:
            log.info("inline query not answered", extra={"reason": error.text})
        except TimeoutError:
            log.warning("inline query not answered in time")
        except Exception:
            log.exception("inline query failed")

    async def _send(self, inline: Inline) -> None:
        messages = await self._messages(inline)
        params: dict[str, Any] = {"inline_query_id": inline.query_id, "is_personal": True, "cache_time": CACHED}
        if await self._is_let_in(inline):
            results = await self._find(inline, messages) if self._may_ask(inline) else []
            params["results"] = [_as_json(number, result) for number, result in enumerate(results)]
            self._desk.metrics.questions.labels("inline").inc()
        else:
            button = {"text": messages.text("bot-inline-refused"), "start_parameter": "inline"}
            params |= {"results": [], "button": button, "cache_time": 0}
        await self._desk.api.call("answerInlineQuery", params)

    async def _is_let_in(self, inline: Inline) -> bool:
        person = inline.sender.id
        if self._is_open or person in self._desk.operators:
            return True
        return await self._desk.store.access.is_allowed({person})

    def _may_ask(self, inline: Inline) -> bool:
        """Whoever has typed too much gets nothing for a while, without a word: there is no place for one."""
        return self._budget.spend(inline.sender.id, self._desk.clock()) is None

    async def _messages(self, inline: Inline) -> Messages:
        manner = await self._desk.manners.of_person(inline.sender)
        return manner.messages

    async def _find(self, inline: Inline, messages: Messages) -> list[Result]:
        question = " ".join(inline.text.split())
        articles = (await self._desk.readers.public.coverage()).articles
        key = _Key(question.casefold(), messages.language, articles)
        kept = self._kept.get(key)
        if kept and kept[0] > monotonic():
            self._kept.move_to_end(key)
            return kept[1]
        results = await self._look_up(question, messages)
        self._kept[key] = (monotonic() + CACHED, results)
        if len(self._kept) > MOST_CACHED:
            self._kept.popitem(last=False)
        return results

    async def _look_up(self, question: str, messages: Messages) -> list[Result]:
        if not question:
            return await self._find_newest(messages)
        if len(question) < SHORTEST:
            return []
        reply = await self._desk.readers.public.answer(question, now=self._desk.clock())
        stale = await describe_staleness(self._desk.feeds, self._desk.readers, self._desk.clock(), messages)
        return render_results(reply, messages, sample=self._desk.sample, stale=stale)

    async def _find_newest(self, messages: Messages) -> list[Result]:
        """The newest stories; articles where there are none yet, since nobody can wait here for them to be made."""
        now, stories = self._desk.clock(), self._desk.readers.public_stories
        if stories.seen is not None:
            window = first_window(now, DAY, await stories.newest())
            digest = await stories.choose(Filters(), {}, window, now, NEWEST)
            if digest.briefs:
                return [render_story(brief, messages, now) for brief in digest.briefs]
        return [render_article(article, messages) for article in await self._desk.readers.public.newest(NEWEST)]


def _as_json(number: int, result: Result) -> dict[str, Any]:
    """Telegram's InlineQueryResultArticle."""
    content = {"message_text": result.page.html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    return {
        "type": "article",
        "id": str(number),
        "title": result.title,
        "description": result.description,
        "input_message_content": content,
    }
