"""Stories: the articles that report one event, and how they are told."""

from typing import NamedTuple

from pydantic import AwareDatetime

from bot.model.answer import Quote, Source
from bot.model.article import PUBLIC
from bot.model.base import Noun


class Member(NamedTuple):
    """An article of a story; `joined`: when it was put there, UTC-aware; `published` may be unknown. `mark`: its
    `text_hash`, another when the article is updated."""

    article_id: str
    joined: AwareDatetime
    published: AwareDatetime | None = None
    mark: str = ""


class Story(Noun):
    """The articles that report one event, in the order in which they joined it. `id` stays as the story grows."""

    id: int
    members: tuple[Member, ...]
    collection: str = PUBLIC

    @property
    def article_ids(self) -> tuple[str, ...]:
        return tuple(member.article_id for member in self.members)


class Joining(NamedTuple):
    """One article put into a story."""

    article_id: str
    story_id: int


class Brief(Noun):
    """A story as it is told: everything in it stands in its articles.

    `headline`: the title of the article with the number `headline_n`. `quotes`: one to three sentences, in the order
    in which they are read; none where what is new stands in the headline alone. `sources`: the articles, numbered from
    1 without gaps, the quoted ones first, then one for each further outlet; copies of one text are left out.
    `outlets`: independent known outlets (copies of one text count once). `articles`: of the whole story. `newest`: of
    the newest dated article. `told`: the story was told before, and this tells only what its `fresh` new articles say.
    """

    story_id: int
    headline: str
    headline_n: int
    quotes: tuple[Quote, ...]
    sources: tuple[Source, ...]
    outlets: int
    articles: int
    newest: AwareDatetime | None = None
    told: bool = False
    fresh: int = 0
    article_ids: tuple[str, ...] = ()


class Digest(Noun):
    """The stories chosen for one reader at one time, the most important first; `more`: how many more there were."""

    briefs: tuple[Brief, ...] = ()
    more: int = 0


class Angle(Noun):
    """One outlet's report beside the others: how it leads, what only it says. The quotes carry the source's number."""

    source: Source
    lead: Quote
    only: tuple[Quote, ...] = ()


class Disagreement(Noun):
    """Two reports that differ in a figure, a date or a negation: what each says there, and the sentences.

    `sides` are as `Claim.differs` has them: "12 ships / 15 ships", or DENIED.
    """

    sides: str
    one: Quote
    other: Quote


class SideBySide(Noun):
    """All reports of a story beside each other, the earliest first, and where they differ."""

    story_id: int
    headline: str
    angles: tuple[Angle, ...]
    disagreements: tuple[Disagreement, ...] = ()
    outlets: int = 0


class DayCount(NamedTuple):
    """Articles of one outlet (None: unknown) on one day, an ISO date in the reader's zone."""

    day: str
    outlet: str | None
    articles: int


class Trend(Noun):
    """How often something was written of: counts above zero only, by day, then outlet. `first`, `last`: ISO dates."""

    words: str
    first: str
    last: str
    counts: tuple[DayCount, ...] = ()
