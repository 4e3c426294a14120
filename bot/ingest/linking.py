"""Near-duplicates found as articles come in: whom an article shares keys with, and who of them is a copy."""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bot.ingest.cutting import Cut
from bot.model.near import MOST_ALIKE, Copy, Near, Unmarked
from bot.model.protocols import ArticleStore, StoredArticle

if TYPE_CHECKING:
    from bot.ingest.near_wording import Wording

MOST_LINKED = 32
"""Links of an article when it comes, to the most alike; a text that a hundred outlets print needs no more."""
REMEMBERED = 4096
"""Wordings kept at hand, about 4 kB each: copies of a text come within days of each other."""
BATCH = 500


class _Arrived(NamedTuple):
    """An article that is to be stored. `text_hash`: its fingerprint."""

    article_id: str
    text_hash: str
    wording: "Wording"
    keys: tuple[int, ...]


class Linker:
    """Finds the near-duplicates of the articles of one collection. Text work runs off the event loop.

    The work for an article does not grow with the collection: the store bounds how many share a key with it.
    """

    def __init__(self, store: ArticleStore, collection: str) -> None:
        self._store = store
        self.collection = collection
        self._wordings: OrderedDict[tuple[str, str], Wording] = OrderedDict()

    async def link(self, articles: Sequence[StoredArticle], cut: Sequence[Cut] = ()) -> dict[tuple[str, str], Near]:
        """What is near of articles that are about to be stored, by collection and id: links to stored ones that they
        do not replace, and between each other. `cut`: of each, where it is cut already."""
        arrived = await asyncio.to_thread(self._read, articles) if not cut else self._take(articles, cut)
        near = await self._link(arrived)
        return {(self.collection, article_id): one for article_id, one in near.items()}

    async def link_unmarked(self) -> int:
        """Keys and links for the stored articles that have none: an older version stored them. How many there were."""
        done = 0
        while found := await self._store.copies.unmarked(self.collection, BATCH):
            arrived = await asyncio.to_thread(self._read, found)
            hashes = {one.article.id: one.text_hash for one in found}
            await self._store.copies.mark(self.collection, await self._link(arrived), hashes)
            done += len(found)
        return done

    async def _link(self, arrived: Sequence[_Arrived]) -> dict[str, Near]:
        coming = {one.article_id for one in arrived}
        alike = await self._store.copies.alike(self.collection, [one.keys for one in arrived])
        stored = [{one.article_id: one.text_hash for one in of_one if one.article_id not in coming} for of_one in alike]
        await self._remember({one: text_hash for of_one in stored for one, text_hash in of_one.items()})
        return await asyncio.to_thread(self._compare, arrived, stored)

    def _read(self, articles: Iterable[StoredArticle | Unmarked]) -> list[_Arrived]:
        return [self._arrive(one.article.id, one.text_hash, one.article.text) for one in articles]

    def _take(self, articles: Sequence[StoredArticle], cut: Sequence[Cut]) -> list[_Arrived]:
        arrived = []
        for one, of_one in zip(articles, cut, strict=True):
            self._keep(one.article.id, one.text_hash, of_one.wording)
            arrived.append(_Arrived(one.article.id, one.text_hash, of_one.wording, of_one.keys))
        return arrived

    def _arrive(self, article_id: str, text_hash: str, text: str) -> _Arrived:
        from bot.ingest.near import read_keys
        from bot.ingest.near_wording import read_wording

        wording = read_wording(text)
        self._keep(article_id, text_hash, wording)
        return _Arrived(article_id, text_hash, wording, read_keys(self.collection, article_id, wording))

    async def _remember(self, wanted: Mapping[str, str]) -> None:
        """Reads the texts whose wordings are not at hand."""
        missing = [one for one, text_hash in wanted.items() if (one, text_hash) not in self._wordings]
        for first in range(0, len(missing), BATCH):
            texts = await self._store.texts(self.collection, missing[first : first + BATCH])
            await asyncio.to_thread(self._keep_all, [(one, wanted[one], text) for one, text in texts.items()])

    def _keep_all(self, texts: Iterable[tuple[str, str, str]]) -> None:
        from bot.ingest.near_wording import read_wording

        for article_id, text_hash, text in texts:
            self._keep(article_id, text_hash, read_wording(text))

    def _keep(self, article_id: str, text_hash: str, wording: "Wording") -> None:
        self._wordings[article_id, text_hash] = wording
        self._wordings.move_to_end((article_id, text_hash))

    def _compare(self, arrived: Sequence[_Arrived], stored: Sequence[Mapping[str, str]]) -> dict[str, Near]:
        """Those that came earlier in the same batch are candidates too."""
        near: dict[str, Near] = {}
        by_key: defaultdict[int, list[int]] = defaultdict(list)
        for place, (one, candidates) in enumerate(zip(arrived, stored, strict=True)):
            copies = [self._find_copy(one, article_id, text_hash) for article_id, text_hash in candidates.items()]
            copies += [_compare(one, arrived[other]) for other in _share(one, by_key)]
            found = sorted(filter(None, copies), key=lambda copy: (-copy.likeness, copy.article_id))
            near[one.article_id] = Near(one.keys, tuple(found[:MOST_LINKED]))
            for key in one.keys:
                by_key[key].append(place)
        while len(self._wordings) > REMEMBERED:
            self._wordings.popitem(last=False)
        return near

    def _find_copy(self, one: _Arrived, article_id: str, text_hash: str) -> Copy | None:
        from bot.ingest.near import find_likeness

        wording = self._wordings.get((article_id, text_hash))
        likeness = find_likeness(one.wording, wording) if wording else None
        return Copy(article_id, text_hash, likeness) if likeness else None


def _share(one: _Arrived, by_key: Mapping[int, Sequence[int]]) -> list[int]:
    """The last ones that share a key."""
    places = {place for key in one.keys for place in by_key.get(key, ())[-MOST_ALIKE:]}
    return sorted(places)[-MOST_ALIKE:]


def _compare(one: _Arrived, other: _Arrived) -> Copy | None:
    from bot.ingest.near import find_likeness

    if one.article_id == other.article_id:
        return None
    likeness = find_likeness(one.wording, other.wording)
    return Copy(other.article_id, other.text_hash, likeness) if likeness else None
