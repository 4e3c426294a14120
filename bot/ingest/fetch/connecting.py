"""Connections that are checked where they are made: after the name was resolved, by the address that is connected to.

A name is resolved once for each connection, every address that it has is checked, and the connection goes to one of
these very addresses: what the name means a moment later does not matter. Redirects connect anew, and are checked anew.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterable
from functools import cache
from ipaddress import ip_network
from typing import Any

import httpcore
import httpx

from bot.ingest.fetch.addresses import is_in, is_public
from bot.model.errors import FetchError

Resolve = Callable[[str, int], Iterable[str]]


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a name, in the resolver's order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to public addresses, and to what an operator vouches for: the hosts in `allowed` ("host" or
    "host:port", small letters), and addresses of the networks in it ("10.1.0.0/16")."""

    def __init__(self, allowed: frozenset[str], resolve: Resolve, backend: httpcore.AsyncNetworkBackend) -> None:
        self._allowed = allowed
        self._networks = [ip_network(one, strict=False) for one in allowed if "/" in one]
        self._resolve = resolve
        self._backend = backend

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's own signature)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises FetchError when an address of the host is not public: a name that means both is a trick."""
        try:
            addresses = await asyncio.wait_for(asyncio.to_thread(self._look_up, host, port), timeout)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"{host}: no answer from the resolver") from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host}: {error}") from error
        if not addresses:
            raise httpcore.ConnectError(f"{host}: no address")
        if not self._is_allowed(host, port) and not all(map(self._may_connect, addresses)):
            raise FetchError(f"{host}: its address is not one of the public internet", kind="private", host=host)
        return await self._connect(addresses, port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 (httpcore's own signature)
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise FetchError(f"{path}: sockets are not fetched from", kind="private", host=path)

    async def sleep(self, seconds: float) -> None:
        """As the backend below."""
        await self._backend.sleep(seconds)

    def _look_up(self, host: str, port: int) -> list[str]:
        return list(self._resolve(host, port))

    def _is_allowed(self, host: str, port: int) -> bool:
        folded = host.casefold()
        return folded in self._allowed or f"{folded}:{port}" in self._allowed

    def _may_connect(self, address: str) -> bool:
        return is_public(address) or any(is_in(address, network) for network in self._networks)

    async def _connect(
        self,
        addresses: list[str],
        port: int,
        timeout: float | None,  # noqa: ASYNC109
        local_address: str | None,
        socket_options: Iterable[Any] | None,
    ) -> httpcore.AsyncNetworkStream:
        """To the first that answers."""
        last: Exception | None = None
        for address in addresses[:4]:
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        assert last is not None
        raise last


@cache
def _certificates() -> ssl.SSLContext:
    """Read once: that takes 20 ms each time."""
    return httpx.create_ssl_context(trust_env=False)


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over a pool whose connections are guarded. No proxy, no environment."""

    def __init__(self, allowed: frozenset[str] = frozenset(), resolve: Resolve = resolve) -> None:
        ssl_context = _certificates()
        super().__init__(verify=ssl_context, trust_env=False, retries=0)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl_context,
            max_connections=20,
            max_keepalive_connections=0,
            http1=True,
            http2=False,
            network_backend=GuardedBackend(allowed, resolve, httpcore.AnyIOBackend()),
        )
