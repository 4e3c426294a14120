"""Python's garbage collector, spared what a long-running process loads once."""

import asyncio
import gc

MOMENTS = (0.0, 60.0, 540.0)
"""Seconds before each: at the start, after what the first questions load (dictionaries, texts), and once later."""


async def spare_collector() -> None:
    """What is there at these moments stays, and is not looked through again.

    Looking through all of it takes the collector 30 to 50 ms, which fall into the middle of some answer; what questions
    leave behind, 3 ms.
    """
    for seconds in MOMENTS:
        await asyncio.sleep(seconds)
        gc.freeze()
