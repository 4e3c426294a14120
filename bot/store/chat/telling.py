"""What reads and changes what places were told, each a plain function of a connection."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, and_, delete, func, insert, select

from bot.model.place import Place
from bot.model.subscription import Told
from bot.store.chat.moving import moved
from bot.store.chat.rows import Values, compose_place, compose_text
from bot.store.chat.tables import looks, story_messages, told
from bot.store.sqlite import insert_or_replace, wanted_pairs
from bot.store.times import compose_time, read_time


def mark(connection: Connection, told_now: Iterable[tuple[Told, int | None]]) -> None:
    """What places know from now on, each with the id of the edition that told it."""
    rows = [row for telling, edition_id in told_now for row in _compose(telling, edition_id)]
    if rows:
        connection.execute(insert(told), moved(connection, rows))


def _compose(telling: Told, edition_id: int | None) -> Iterator[Values]:
    place = compose_place(telling.place) | {"at": compose_time(telling.at), "edition": edition_id}
    for story, articles in telling.stories.items():
        yield place | {"story": story, "articles": _compose_articles(articles)}


@lru_cache(maxsize=1024)
def _compose_articles(articles: tuple[str, ...]) -> str:
    """Once for the thousands of places that are told a story at one hour."""
    return json.dumps(list(articles))


def read_told(
    connection: Connection, places: Collection[Place], since: datetime
) -> dict[Place, dict[int, frozenset[str]]]:
    """See `ToldStore.told`."""
    wanted = wanted_pairs()
    joined = wanted.join(told, and_(told.c.chat == wanted.c.first, told.c.thread == wanted.c.second))
    columns = (told.c.chat, told.c.thread, told.c.story, told.c.articles)
    found = select(*columns).select_from(joined).where(told.c.at >= compose_time(since))
    pairs = json.dumps([[one.chat_id, one.thread_id or 0] for one in places])
    known: dict[Place, dict[int, frozenset[str]]] = {}
    for chat, thread, story, articles in connection.execute(found, {"pairs": pairs}):
        stories = known.setdefault(Place(chat_id=chat, thread_id=thread or None), {})
        stories[story] = stories.get(story, frozenset()) | frozenset(json.loads(articles))
    return known


def find_last(connection: Connection, place: Place) -> datetime | None:
    """See `ToldStore.last_told`."""
    columns = compose_place(place)
    here = and_(told.c.chat == columns["chat"], told.c.thread == columns["thread"])
    last: int | None = connection.execute(select(func.max(told.c.at)).where(here)).scalar_one()
    return read_time(last)


def show(connection: Connection, chat: int, message_ids: Collection[int], stories: str | None, now: datetime) -> None:
    """Which stories messages tell; `stories`: JSON as `deliveries` keeps it."""
    pairs = json.loads(stories) if stories else []
    rows = [
        {"chat": chat, "message_id": message_id, "number": number, "story": story, "at": compose_time(now)}
        for message_id in message_ids
        for number, story in pairs
    ]
    if rows:
        connection.execute(insert_or_replace(story_messages), rows)


def find_stories(connection: Connection, place: Place, message_id: int) -> list[tuple[int, int]]:
    """See `ToldStore.find_stories`."""
    here = (story_messages.c.chat == place.chat_id, story_messages.c.message_id == message_id)
    found = select(story_messages.c.number, story_messages.c.story).where(*here).order_by(story_messages.c.number)
    return [(number, story) for number, story in connection.execute(found)]


def look(connection: Connection, place: Place, words: str, now: datetime) -> datetime | None:
    """See `ToldStore.look`."""
    [key] = moved(connection, [compose_place(place) | {"words": compose_text(words)}])
    before = connection.execute(select(looks.c.at).filter_by(**key)).scalar_one_or_none()
    connection.execute(insert_or_replace(looks), key | {"at": compose_time(now)})
    return read_time(before)


def delete_before(connection: Connection, moment: datetime) -> int:
    """See `ToldStore.delete_before`."""
    before = compose_time(moment)
    return sum(
        connection.execute(delete(table).where(table.c.at < before)).rowcount for table in (told, looks, story_messages)
    )
