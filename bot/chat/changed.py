"""What changed since a moment, as far as watches care: each collection is read once, however many watches ask."""

import asyncio
from datetime import datetime

from bot.answer.citations import stands
from bot.chat.reading import Reader
from bot.digest.concerned import Words, may_concern, read_words
from bot.model.answer import Answer
from bot.model.article import Article
from bot.model.subscription import Watch


class Changed:
    """`since` None: everything may have changed."""

    def __init__(self, since: datetime | None) -> None:
        self._since = since
        self._words: dict[tuple[str, ...], tuple[Words, ...] | None] = {}

    async def may_concern(self, watch: Watch, reader: Reader) -> bool:
        """Whether the watch's answer may be another one: an article that came or was updated holds what is asked, or a
        quote stands no more."""
        if self._since is None or not await reader.may_see(watch.reply):
            return True
        words = await self._read(reader, self._since)
        if words is None or may_concern(watch.reply.query, words):
            return True
        return not await _all_stand(watch, reader)

    async def _read(self, reader: Reader, since: datetime) -> tuple[Words, ...] | None:
        names = reader.answers.collections
        if names not in self._words:
            articles = await reader.answers.changed_since(since)
            self._words[names] = None if articles is None else await asyncio.to_thread(_read_all, articles)
        return self._words[names]


EVERYTHING = Changed(None)


def _read_all(articles: list[Article]) -> tuple[Words, ...]:
    return tuple(read_words(one) for one in articles)


async def _all_stand(watch: Watch, reader: Reader) -> bool:
    if not isinstance(watch.reply, Answer):
        return True
    quotes = [quote for claim in watch.reply.claims for quote in claim.quotes]
    texts = await reader.answers.texts(sorted({quote.article_id for quote in quotes}))
    return all(stands(quote, texts) for quote in quotes)
