"""uvicorn's HTTP protocol with a way to cut a connection in the middle of a request."""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.h11_impl import H11Protocol

OPEN: dict[tuple[str, int], asyncio.Transport] = {}
"""The connections that are open, by the client's address."""


class Connection(H11Protocol):
    """Remembers its transport under the client's address, which is what a request knows of it."""

    _address: tuple[str, int] | None = None

    def connection_made(self, transport: Any) -> None:
        host, port = transport.get_extra_info("peername")[:2]
        self._address = (host, port)
        OPEN[self._address] = cast(asyncio.Transport, transport)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._address:
            OPEN.pop(self._address, None)
        super().connection_lost(exc)


def cut_connection(client: tuple[str, int]) -> None:
    """Ends the connection at once; the client sees it break without an answer."""
    if transport := OPEN.get(client):
        transport.abort()
