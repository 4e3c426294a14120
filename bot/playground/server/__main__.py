"""`python -m bot.playground.server [PORT]`: runs the server until it is interrupted; play with it over /_control."""

import asyncio
import contextlib
import sys

from bot.playground.server.server import TelegramServer


async def serve(port: int) -> None:
    async with TelegramServer(port=port) as telegram:
        print(f"{telegram.url} token {telegram.token}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(int(sys.argv[1]) if len(sys.argv) > 1 else 8081))
