"""Stories in plain dicts, beside articles in plain dicts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from bot.model.article import Article
from bot.model.protocols import StoredArticle
from bot.model.story import Joining, Member, Story
from bot.model.story_protocols import Grouped

_LAST = datetime.max.replace(tzinfo=UTC)


class MemoryStories:
    """StoryStore without a database. `articles_of` gives the articles of a collection by id, as they are now."""

    def __init__(self, articles_of: Callable[[str], Mapping[str, StoredArticle]]) -> None:
        self._articles_of = articles_of
        self._joined: dict[str, dict[str, tuple[int, datetime]]] = {}

    async def unassigned(self, collection: str, at_most: int) -> list[Article]:
        """The oldest published first."""
        joined = self._joined.get(collection, {})
        free = [stored.article for key, stored in self._articles_of(collection).items() if key not in joined]
        return sorted(free, key=lambda one: (one.published or _LAST, one.id))[:at_most]

    async def join(self, collection: str, joinings: Sequence[Joining], now: datetime) -> int:
        """How many joined."""
        joined = self._joined.setdefault(collection, {})
        before = len(joined)
        for one in joinings:
            joined.setdefault(one.article_id, (one.story_id, now))
        return len(joined) - before

    async def recent(self, collection: str, at_most: int, skip: int = 0) -> list[Grouped]:
        """In the order in which they joined."""
        articles = self._articles_of(collection)
        members = sorted((when, key, story) for key, (story, when) in self._living(collection).items())
        end = max(0, len(members) - skip)
        chosen = members[max(0, end - at_most) : end]
        return [Grouped(articles[key].article, story) for _, key, story in chosen]

    async def changed_since(self, collection: str, moment: datetime, at_most: int) -> list[Story]:
        """The one that was joined last first."""
        stories = self._stories(collection).values()
        grown = [one for one in stories if max(member.joined for member in one.members) >= moment]
        return sorted(grown, key=_recency)[:at_most]

    async def find(self, collection: str, story_id: int) -> Story | None:
        """One story."""
        return self._stories(collection).get(story_id)

    async def find_many(self, collection: str, ids: Sequence[int]) -> list[Story]:
        """In the order of the ids."""
        stories = self._stories(collection)
        return [stories[one] for one in ids if one in stories]

    async def of_articles(self, collection: str, article_ids: Sequence[str]) -> dict[str, int]:
        """By article id."""
        living = self._living(collection)
        return {one: living[one][0] for one in article_ids if one in living}

    async def forget(self, collection: str, article_ids: Sequence[str]) -> None:
        """Once for all."""
        joined = self._joined.get(collection, {})
        for one in article_ids:
            joined.pop(one, None)

    async def joined(self, collection: str, article_ids: Sequence[str]) -> dict[str, datetime]:
        """By article id."""
        living = self._living(collection)
        return {one: living[one][1] for one in article_ids if one in living}

    async def count_unassigned(self, collection: str) -> int:
        """How many there are."""
        joined = self._joined.get(collection, {})
        return sum(key not in joined for key in self._articles_of(collection))

    def _living(self, collection: str) -> dict[str, tuple[int, datetime]]:
        articles = self._articles_of(collection)
        return {key: one for key, one in self._joined.get(collection, {}).items() if key in articles}

    def _stories(self, collection: str) -> dict[int, Story]:
        articles = self._articles_of(collection)
        members: dict[int, list[Member]] = {}
        for key, (story, when) in self._living(collection).items():
            stored = articles[key]
            members.setdefault(story, []).append(Member(key, when, stored.article.published, stored.text_hash))
        return {
            story: Story(id=story, members=tuple(sorted(found, key=_order)), collection=collection)
            for story, found in members.items()
        }


def _order(member: Member) -> tuple[datetime, datetime, str]:
    return member.joined, member.published or _LAST, member.article_id


def _recency(story: Story) -> tuple[float, float, int]:
    last = max(member.joined for member in story.members)
    newest = max((member.published.timestamp() for member in story.members if member.published), default=-1e18)
    return -last.timestamp(), -newest, story.id
