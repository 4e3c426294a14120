"""The contract of what is kept of stories. Each sentence of a docstring here has a test in tests/store/."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from bot.model.article import Article
from bot.model.story import Joining, Story


class Grouped(NamedTuple):
    """An article and the story it is in."""

    article: Article
    story_id: int


class StoryStore(Protocol):
    """Which article is in which story. Raises StoreError when the database cannot be used.

    An article that is updated stays where it is, with another mark; of one that is removed nothing is seen any more.
    """

    async def unassigned(self, collection: str, at_most: int) -> list[Article]:
        """Articles that are in no story: the oldest published first, those without a date last; then by id."""

    async def join(self, collection: str, joinings: Sequence[Joining], now: datetime) -> int:
        """Puts articles into stories, all of them or none; one that is in a story stays there. How many joined."""

    async def recent(self, collection: str, at_most: int, skip: int = 0) -> list[Grouped]:
        """The articles that joined last, without the `skip` very last, in the order in which they joined; of one moment
        by id."""

    async def changed_since(self, collection: str, moment: datetime, at_most: int) -> list[Story]:
        """Stories that an article joined at `moment` or later, whole, the one that was joined last first."""

    async def find(self, collection: str, story_id: int) -> Story | None:
        """One story; None when it has no articles."""

    async def find_many(self, collection: str, ids: Sequence[int]) -> list[Story]:
        """The stories of these ids that have articles, in the order of the ids."""

    async def of_articles(self, collection: str, article_ids: Sequence[str]) -> dict[str, int]:
        """Story ids by article id; articles that are in no story are left out."""

    async def joined(self, collection: str, article_ids: Sequence[str]) -> dict[str, datetime]:
        """When each article joined its story, by article id; articles that are in no story are left out."""

    async def forget(self, collection: str, article_ids: Sequence[str]) -> None:
        """As if the articles had never joined a story; without it, one that is deleted and comes again stays in its
        story."""

    async def count_unassigned(self, collection: str) -> int:
        """How many articles are in no story."""
