"""A process that takes updates in and answers them until it is killed; `python -m tests.store.chat.writer FILE`.

Says "ready" once, then writes as fast as it can: PARTS deliveries and a turn for each update.
"""

import asyncio
import sys

from bot.model.place import Place
from bot.store.chat.sql import SqlChatStore, open_chat_store
from tests.store.chat.samples import NOW, outgoing, turn, update

PARTS = 3


def place_of(update_id: int) -> Place:
    return Place(chat_id=update_id % 3 + 1)


async def _take_in(store: SqlChatStore, first: int) -> None:
    while True:
        batch = [update(number, place_of(number), payload="{}" * 500) for number in range(first, first + 10)]
        first = await store.updates.add(batch) or first


async def answer(store: SqlChatStore, update_id: int) -> bool:
    place = place_of(update_id)
    parts = [outgoing(f"{update_id} {part}" * 50, place) for part in range(PARTS)]
    return await store.deliveries.record(parts, update_id=update_id, turn=turn(update_id, place))


async def _answer_all(store: SqlChatStore) -> None:
    while True:
        for one in await store.updates.claim(3):
            await answer(store, one.update_id)


async def _send_all(store: SqlChatStore) -> None:
    while True:
        for one in await store.deliveries.claim(NOW, 3):
            await store.deliveries.sent(one.id, [one.id])


async def _run(file: str) -> None:
    store = await open_chat_store(file)
    await store.updates.requeue(100)
    await store.deliveries.recover()
    first = sum((await store.updates.counts()).values())
    print("ready", flush=True)
    await asyncio.gather(_take_in(store, first), _answer_all(store), _send_all(store))


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1]))
