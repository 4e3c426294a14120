"""The same address is the same article, also where one of the two states an id of its own and the other does not."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.ingest.known import Known
from bot.ingest.metadata import canonical_url, compose_id, compose_own_id
from bot.model.article import RawArticle
from bot.model.protocols import ArticleStore
from bot.model.report import Skipped

Raw = RawArticle | Skipped


async def find_same_address(items: Sequence[Raw], known: Known, store: ArticleStore, collection: str) -> list[Raw]:
    """The batch, in which an article gets the id under which its address is stored already.

    Two articles that state different ids are two, whatever their address: a whole set may name one page. So is one
    without an id whose address several stored ones have.
    """
    known.learn_marks(await store.marks(collection, sorted(_possible_ids(items, collection))))
    asked = {item.url or "" for item in items if isinstance(item, RawArticle) and _is_free(item, known, collection)}
    found = await store.at_urls(collection, sorted({spelt for url in asked for spelt in _spell(url)}))
    holders = {url: {one for spelt in _spell(url) for one in found.get(spelt, ())} for url in asked}
    return [_adopt(item, known, holders, collection) if isinstance(item, RawArticle) else item for item in items]


def _possible_ids(items: Sequence[Raw], collection: str) -> set[str]:
    """Under which the articles may be stored: the ids they state, and those that their addresses make."""
    articles = [item for item in items if isinstance(item, RawArticle)]
    stated = {item.id for item in articles if item.id}
    made = {
        compose_id(item.model_copy(update={"id": None})) for item in articles if item.url and canonical_url(item.url)
    }
    return {compose_own_id(one, collection) for one in stated | made}


def _is_free(item: RawArticle, known: Known, collection: str) -> bool:
    """Whether it has an address and no id of its own, and is not known by the id that its address makes."""
    made = compose_own_id(compose_id(item), collection)
    return not item.id and bool(item.url and canonical_url(item.url)) and made not in known


def _adopt(item: RawArticle, known: Known, holders: Mapping[str, Collection[str]], collection: str) -> RawArticle:
    if not item.id:
        of_url = holders.get(item.url or "", ())
        return item.model_copy(update={"id": next(iter(of_url))}) if len(of_url) == 1 else item
    if compose_own_id(item.id, collection) in known or not item.url or canonical_url(item.url) is None:
        return item
    by_address = compose_own_id(compose_id(item.model_copy(update={"id": None})), collection)
    return item.model_copy(update={"id": by_address}) if by_address in known else item


def _spell(url: str) -> Iterator[str]:
    """The ways to write the same address; a query stands behind the path."""
    address = canonical_url(url)
    if address is None:
        return
    path, mark, query = address.partition("?")
    for scheme in ("https", "http"):
        for host in ("", "www."):
            for end in ("", "/"):
                yield f"{scheme}://{host}{path}{end}{mark}{query}"
