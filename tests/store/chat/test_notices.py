"""`DeliveryStore.record(once=...)`, sentence by sentence: what is told once."""

import asyncio

from bot.store.chat.sql import SqlChatStore
from tests.store.chat.samples import GROUP, NOW, after, outgoing, texts


async def test_what_was_recorded_once_is_not_recorded_again(store: SqlChatStore) -> None:
    assert await store.deliveries.record([outgoing("a")], once=["x", "y"])
    assert not await store.deliveries.record([outgoing("b")], once=["y", "z"])
    assert await store.deliveries.noted(["x", "y", "z"]) == {"x", "y"}
    assert await store.deliveries.noted([]) == set()
    assert await store.deliveries.record([outgoing("c", GROUP)], once=["z"])
    assert texts(await store.deliveries.claim(NOW, 9)) == ["a", "c"]


async def test_of_two_that_tell_it_at_once_one_succeeds(store: SqlChatStore, other: SqlChatStore) -> None:
    both = [one.deliveries.record([outgoing("a")], once=["x"]) for one in (store, other) for _ in range(4)]
    assert sorted(await asyncio.gather(*both)) == [False] * 7 + [True]


async def test_keys_go_with_the_deliveries_of_their_time(store: SqlChatStore) -> None:
    await store.deliveries.record([outgoing("a")], once=["x"])
    await store.deliveries.delete_before(NOW)
    assert await store.deliveries.noted(["x"]) == {"x"}
    await store.deliveries.delete_before(after(1))
    assert await store.deliveries.noted(["x"]) == set()
