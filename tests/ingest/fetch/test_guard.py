"""Nothing is fetched from this machine or its networks, whatever the address looks like; no packet leaves a test."""

import asyncio
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.fetch.addresses import is_public
from bot.ingest.fetch.connecting import GuardedBackend, GuardedTransport, resolve
from bot.ingest.fetch.fetching import Fetcher
from bot.model.errors import FetchError
from tests.ingest.fetch.site import open_site

PRIVATE = (
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254",
    "192.168.0.1", "192.168.255.255", "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.255", "192.0.0.8",
    "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255", "192.88.99.1", "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1",
    "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:7f00:1::", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1", "100::1", "", "localhost", "1.2.3", "not an address",
)  # fmt: skip
PUBLIC = ("93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_however_an_ipv4_address_is_dressed_up_it_is_the_same(address: IPv4Address) -> None:
    number = int(address)
    dressed = (
        IPv6Address((0xFFFF << 32) | number),
        IPv6Address(int(IPv6Address("64:ff9b::")) | number),
        IPv6Address((0x2002 << 112) | (number << 80)),
    )
    assert {is_public(str(one)) for one in dressed} == {is_public(str(address))}
    if not address.is_global or address.is_multicast:
        assert not is_public(str(address))


@given(st.ip_addresses())
def test_special_networks_are_never_public(address: IPv4Address | IPv6Address) -> None:
    special = [*map(ip_network, ("127.0.0.0/8", "10.0.0.0/8", "169.254.0.0/16", "fe80::/10", "fc00::/7", "::1/128"))]
    if any(address.version == network.version and address in network for network in special):
        assert not is_public(str(address))
    assert is_public(str(ip_address(str(address)))) == is_public(str(address))


class Wire(httpcore.AsyncNetworkBackend):
    """Notes every connection that would be made, and makes none."""

    def __init__(self) -> None:
        self.connected: list[tuple[str, int]] = []

    async def connect_tcp(self, host: str, port: int, *_: object, **__: object) -> httpcore.AsyncNetworkStream:
        self.connected.append((host, port))
        raise httpcore.ConnectError("no packet leaves a test")


class Names:
    """A resolver of a test's own: what each name means the first time, the second time ..."""

    def __init__(self, **meanings: Sequence[Sequence[str]]) -> None:
        self._meanings = {name.replace("_", "."): list(answers) for name, answers in meanings.items()}
        self.asked: list[str] = []

    def resolve(self, host: str, port: int) -> Iterable[str]:
        self.asked.append(host)
        answers = self._meanings.get(host)
        if answers is None:
            return resolve(host, port) if host.replace(".", "").isalnum() and not host[-1].isalpha() else []
        return answers.pop(0) if len(answers) > 1 else answers[0]


def guarded(names: Names, wire: Wire, allowed: frozenset[str] = frozenset()) -> GuardedBackend:
    return GuardedBackend(allowed, names.resolve, wire)


@pytest.mark.parametrize("address", [address for address in PRIVATE if address])
async def test_a_name_that_means_a_private_address_is_not_connected_to(address: str) -> None:
    wire = Wire()
    with pytest.raises(FetchError) as raised:
        await guarded(Names(evil_example=[[address]]), wire).connect_tcp("evil.example", 80)
    assert (raised.value.kind, wire.connected) == ("private", [])


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "0", "2852039166"]
)
async def test_numbers_that_the_resolver_reads_as_addresses(host: str) -> None:
    """Decimal, hexadecimal, octal and short forms: the system's own resolver, which asks nobody for them."""
    wire = Wire()
    with pytest.raises((FetchError, httpcore.ConnectError)):
        await guarded(Names(), wire).connect_tcp(host, 80)
    assert wire.connected == []


async def test_a_name_that_means_both_is_a_trick() -> None:
    wire = Wire()
    with pytest.raises(FetchError):
        await guarded(Names(evil_example=[["93.184.216.34", "127.0.0.1"]]), wire).connect_tcp("evil.example", 443)
    assert wire.connected == []


async def test_what_was_checked_is_what_is_connected_to() -> None:
    """The name means something else a moment later: nobody asks again."""
    names, wire = Names(evil_example=[["93.184.216.34"], ["127.0.0.1"]]), Wire()
    with pytest.raises(httpcore.ConnectError):
        await guarded(names, wire).connect_tcp("evil.example", 80)
    assert (names.asked, wire.connected) == (["evil.example"], [("93.184.216.34", 80)])
    with pytest.raises(FetchError):
        await guarded(names, wire).connect_tcp("evil.example", 80)
    assert len(wire.connected) == 1


async def test_an_allowed_host_is_vouched_for_and_only_it() -> None:
    names, wire = Names(Intranet=[["10.0.0.5"]], intranet=[["10.0.0.5"]], other=[["10.0.0.6"]]), Wire()
    backend = guarded(names, wire, frozenset({"intranet:8080"}))
    with pytest.raises(httpcore.ConnectError):
        await backend.connect_tcp("Intranet", 8080)
    assert wire.connected == [("10.0.0.5", 8080)]
    for host, port in (("intranet", 80), ("other", 8080)):
        with pytest.raises(FetchError):
            await backend.connect_tcp(host, port)


async def test_sockets_of_this_machine_are_never_opened() -> None:
    with pytest.raises(FetchError):
        await guarded(Names(), Wire()).connect_unix_socket("/var/run/docker.sock")


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://2852039166/",
        "http://0x7f000001/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "ftp://127.0.0.1/",
        "http://user:secret@127.0.0.1/",
        "//169.254.169.254/",
        "javascript:alert(1)",
    ],
)
async def test_no_redirect_leads_inside(target: str) -> None:
    async with open_site() as site, Fetcher(frozenset({site.host})) as fetcher:
        site.redirect("/news", target)
        with pytest.raises(FetchError) as raised:
            await fetcher.fetch(f"{site.url}/news")
        assert raised.value.kind in ("private", "scheme", "unreachable")
        assert len(site.asked) == 1


async def test_the_real_transport_guards_this_machine() -> None:
    async with open_site() as site, Fetcher(transport=GuardedTransport()) as fetcher:
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"):
            with pytest.raises(FetchError):
                await fetcher.fetch(f"http://{host}:{site.port}/")
        assert site.asked == []


async def test_a_resolver_that_never_answers_holds_nobody_up() -> None:
    def sleep(_host: str, _port: int) -> Iterable[str]:
        import time

        time.sleep(0.3)
        return []

    backend = GuardedBackend(frozenset(), sleep, Wire())
    with pytest.raises(httpcore.ConnectTimeout):
        await backend.connect_tcp("slow.example", 80, timeout=0.05)
    await asyncio.sleep(0.3)
