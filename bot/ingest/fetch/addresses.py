"""Which addresses may be connected to: those of the public internet. Pure."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""Networks whose addresses carry an IPv4 address in their last 32 bits (RFC 6052, RFC 8215)."""
_COMPATIBLE = IPv6Network("::/96")
_NEVER = (
    IPv4Network("0.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv4Network("198.18.0.0/15"),
    IPv4Network("240.0.0.0/4"),
    IPv4Network("168.63.129.16/32"),
)
"""Beside what `ipaddress` knows: this network, shared space of providers, protocol assignments, 6to4 relays,
benchmarks, reserved (IANA IPv4 Special-Purpose Address Registry); a cloud's address for its machines (Azure)."""


def is_public(address: str) -> bool:
    """Whether the address, as the resolver gives it, is one of the public internet.

    An IPv6 address that carries an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64) counts as the one it carries,
    and only when it is public itself. What is no address is not public.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        carried = _carried(parsed)
        return all(map(_is_public_v4, carried)) if carried else _is_public_v6(parsed)
    return _is_public_v4(parsed)


def is_in(address: str, network: IPv4Network | IPv6Network) -> bool:
    """Whether the address, or the IPv4 address that it is mapped from, belongs to the network."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return (mapped or parsed) in network


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not any(address in network for network in _NEVER)


def _is_public_v6(address: IPv6Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_site_local


def _carried(address: IPv6Address) -> list[IPv4Address]:
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    if address in _COMPATIBLE or any(address in network for network in _NAT64):
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return []
