"""What whoever asks needs, whether one collection is read or several."""

from collections.abc import Container, Sequence
from datetime import datetime
from typing import Protocol

from bot.model.amendment import Amendment
from bot.model.answer import Answer, Coverage
from bot.model.article import Article, ArticleHead
from bot.model.protocols import OutletCount
from bot.model.turn import Reply, Turn
from bot.model.version import Version


class Answers(Protocol):
    """Safe to call from many tasks at once. Nothing but the articles of `collections` takes part in what it says."""

    @property
    def collections(self) -> tuple[str, ...]:
        """What is read, `public` first."""

    async def answer(
        self,
        question: str,
        *,
        now: datetime | None = None,
        turns: Sequence[Turn] = (),
        k: int = ...,
        within: Container[str] | None = None,
    ) -> Reply:
        """The reply to a question as typed; `turns`, oldest first, are what follow-ups refer to.

        `now` hides articles published later and dates "since Monday"; `k` passages are considered. `within`: ids of the
        only articles that may be quoted. Any text is answered: an empty, over-long or symbol-only question by an
        Abstention with that reason.
        """

    async def timeline(self, words: str, *, now: datetime | None = None) -> Reply:
        """Like `answer`, but up to twelve claims of dated articles, the earliest first."""

    async def articles_about(self, words: str, *, now: datetime | None = None) -> list[ArticleHead]:
        """Every article of which a passage, with title and heading, holds all the words; the newest first, those
        without a date last. [] for words that nothing holds."""

    async def texts(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Clean texts by article id, fresh from the store; of articles that are gone, none, but of those that only
        left by age or number, what they said last."""

    async def find_amendments(self, answer: Answer) -> list[Amendment]:
        """The sentences that an earlier answer quoted and that no longer stand, with what stands there now."""

    async def joined(self, article_ids: Sequence[str]) -> dict[str, datetime]:
        """When articles joined their story, by article id; those in none are left out."""

    async def changed_since(self, moment: datetime) -> list[Article] | None:
        """The articles that joined their story, or were updated, at that moment or later; None: too many to tell."""

    async def versions(self, article_ids: Sequence[str]) -> dict[str, list[Version]]:
        """What articles said before, by article id, the last version first; of those without any, none."""

    async def coverage(self) -> Coverage:
        """What can be read, at most a few seconds old."""

    async def outlets(self) -> list[OutletCount]:
        """Who publishes what can be read, as `ArticleStore.outlets` orders them."""

    async def heads(self, reply: Reply) -> dict[str, ArticleHead]:
        """The articles that were looked at for a reply, by id, as far as they are still there and can be read."""
