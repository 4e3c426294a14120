"""Answers from several collections, each with its own index and statistics."""

import asyncio
from collections.abc import Container, Iterable, Sequence
from datetime import datetime

from bot.answer.amendments import find_amendments
from bot.answer.asking import Asking
from bot.answer.citations import stands
from bot.answer.compose import Copies
from bot.answer.merging import merge_coverage, merge_heads, merge_outlets, merge_weighed
from bot.answer.service import AnswerService
from bot.answer.weighing import Manner, Weighed
from bot.model.amendment import Amendment
from bot.model.answer import Answer, Coverage
from bot.model.article import Article, ArticleHead
from bot.model.protocols import OutletCount
from bot.model.turn import Reply
from bot.model.version import Version


class SeveralAnswers(Asking):
    """`Answers` over services of one collection each, in the order in which they are read."""

    def __init__(self, services: Sequence[AnswerService]) -> None:
        self._services = tuple(services)

    @property
    def collections(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(service.collection for service in self._services)

    async def articles_about(self, words: str, *, now: datetime | None = None) -> list[ArticleHead]:
        """As `Answers.articles_about`."""
        found = [await service.articles_about(words, now=now) for service in self._services]
        return merge_heads(head for heads in found for head in heads)

    async def texts(self, article_ids: Sequence[str]) -> dict[str, str]:
        """As `Answers.texts`; of an id that two collections hold, the first one's."""
        found: dict[str, str] = {}
        for service in self._services:
            found = await service.texts(article_ids) | found
        return found

    async def find_amendments(self, answer: Answer) -> list[Amendment]:
        """As `Answers.find_amendments`; each article is looked up in the collection it was cited from."""
        texts: dict[str, str] = {}
        versions: dict[str, list[Version]] = {}
        for service in self._services:
            ids = _ids_of([source.article for source in answer.sources], service)
            texts |= await service.store.texts(service.collection, ids)
            versions |= await service.store.versions.of_articles(service.collection, ids)
        if all(stands(quote, texts) for claim in answer.claims for quote in claim.quotes):
            return []
        return await asyncio.to_thread(find_amendments, answer, texts, versions)

    async def joined(self, article_ids: Sequence[str]) -> dict[str, datetime]:
        """As `Answers.joined`."""
        found: dict[str, datetime] = {}
        for service in self._services:
            found = await service.joined(article_ids) | found
        return found

    async def changed_since(self, moment: datetime) -> list[Article] | None:
        """As `Answers.changed_since`."""
        found: list[Article] = []
        for service in self._services:
            changed = await service.changed_since(moment)
            if changed is None:
                return None
            found += changed
        return found

    async def versions(self, article_ids: Sequence[str]) -> dict[str, list[Version]]:
        """As `Answers.versions`."""
        found: dict[str, list[Version]] = {}
        for service in self._services:
            found = await service.versions(article_ids) | found
        return found

    async def coverage(self) -> Coverage:
        """Of all together."""
        return merge_coverage([await service.coverage() for service in self._services])

    async def outlets(self) -> list[OutletCount]:
        """Of all together."""
        return merge_outlets([count for service in self._services for count in await service.outlets()])

    async def heads(self, reply: Reply) -> dict[str, ArticleHead]:
        """As `Answers.heads`."""
        found: dict[str, ArticleHead] = {}
        for service in self._services:
            found = await service.heads(reply) | found
        return found

    async def weigh(
        self, asked: str, now: datetime | None, k: int, within: Container[str] | None, manner: Manner
    ) -> Weighed:
        """What all of them have to say, made one."""
        weighed = [await service.weigh(asked, now, k, within, manner) for service in self._services]
        return await asyncio.to_thread(merge_weighed, weighed, manner)

    async def _read_cited(self, weighed: Weighed, now: datetime | None) -> tuple[dict[str, str], Copies]:
        """Texts and near-duplicates of the cited articles, each from the collection it was found in."""
        cited = [member.ranked.found.article for group in weighed.groups for member in group.members]
        texts: dict[str, str] = {}
        copies: dict[str, list[ArticleHead]] = {}
        for service in self._services:
            if ids := _ids_of(cited, service):
                texts |= await service.store.texts(service.collection, ids)
                copies |= await service.copies(ids, now)
        return texts, copies


def _ids_of(articles: Iterable[ArticleHead], service: AnswerService) -> list[str]:
    return sorted({article.id for article in articles if article.collection == service.collection})
