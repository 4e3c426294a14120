"""What a long-running process is spared: imports nobody needs, memory nobody uses, looking through what stays."""

import asyncio
import ctypes
import gc
import sys
from contextlib import suppress

MOMENTS = (0.0, 60.0, 540.0)
"""Seconds before each: at the start, after what the first questions load (dictionaries, texts), and once later."""

ARENAS = 2
_ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's malloc.h."""


def hasten_start() -> None:
    """The collector looks at nothing until `spare_collector` lets it: whatever is loaded until then stays, and looking
    through it again and again takes 80 ms.

    httpx comes with a command line of its own, and loads rich's bars and pygments for it where both are installed:
    40 ms. What is marked as missing it does without.
    """
    gc.disable()
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # the documented mark, missing from the stub


def spare_memory() -> None:
    """Before there are threads. glibc gives each of some dozen threads a heap of its own, and what was freed in one is
    of no use to another: 45 MB after 200 questions, and 230 at the peak. Other C libraries do not know this."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, ARENAS)


async def spare_collector() -> None:
    """What is there at these moments stays, and is not looked through again.

    Looking through all of it takes the collector 30 to 50 ms, which fall into the middle of some answer; what questions
    leave behind, 3 ms.
    """
    for seconds in MOMENTS:
        await asyncio.sleep(seconds)
        gc.freeze()
        gc.enable()
