"""Keep requests away from addresses that are not on the public internet, whatever name leads there."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Public by their numbers, but what answers there is inside: Azure's, and the protocols' (Oracle's) metadata.
_INSIDE = ipaddress.IPv4Network("168.63.129.16/32"), ipaddress.IPv4Network("192.0.0.0/24")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(host: str) -> bool:
    """Return whether an IP address is one of the public internet. Raises ValueError for no IP address."""
    address = _embedded(ipaddress.ip_address(host.partition("%")[0]))
    site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    inside = any(address in network for network in _INSIDE)
    return address.is_global and not (address.is_multicast or site_local or inside)


def _embedded(address: _Address) -> _Address:
    """Return the IPv4 address that an IPv6 address is another form of, or else the address."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


@dataclass(frozen=True, slots=True)
class Watch:
    """What one request may connect to, besides public addresses, and the addresses it was kept from."""

    allowed: tuple[Network, ...] = ()
    refused: list[str] = field(default_factory=list)

    def admits(self, host: str) -> bool:
        """Return whether an IP address may be connected to; keep in mind one that may not."""
        if is_public(host) or any(ipaddress.ip_address(host) in network for network in self.allowed):
            return True
        self.refused.append(host)
        return False


# Connections that nobody watches are kept from all that is not public.
_WATCH: ContextVar[Watch | None] = ContextVar("watch", default=None)


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Read networks such as ``127.0.0.0/8``. Raises ValueError for what is none."""
    return tuple(map(ipaddress.ip_network, texts))


@contextmanager
def watch(allowed: tuple[Network, ...]) -> Iterator[Watch]:
    """Guard the connections made in the block, and say afterwards which addresses were refused."""
    _install()
    watching = Watch(allowed)
    token = _WATCH.set(watching)
    try:
        yield watching
    finally:
        _WATCH.reset(token)


def _install() -> None:
    # Twisted resolves names, literal addresses too, at the moment of connecting and connects to what comes
    # of it: checked here, no second answer of the DNS can slip in between. Scrapy sets a resolver when the
    # reactor starts, so this one goes on top of it when it is first needed.
    from twisted.internet import reactor

    running: Any = reactor
    if not isinstance(running.nameResolver, _GuardedResolver):
        running.installNameResolver(_GuardedResolver(running.nameResolver))


class _GuardedResolver:
    """Twisted's IHostnameResolver: passes on those answers of another one that may be connected to."""

    def __init__(self, resolver: Any) -> None:
        self._resolver = resolver

    def resolveHostName(self, receiver: Any, *arguments: Any, **named: Any) -> Any:  # noqa: N802 -- its name
        """Resolve a name as the other resolver does."""
        watching = _WATCH.get() or Watch()
        return self._resolver.resolveHostName(_Admitting(receiver, watching), *arguments, **named)


class _Admitting:
    """Twisted's IResolutionReceiver: hands on what is admitted to another one."""

    def __init__(self, receiver: Any, watching: Watch) -> None:
        self._receiver = receiver
        self._watching = watching

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802 -- its name
        """Hand on that the answers are about to come."""
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802 -- its name
        """Hand on an address that is admitted."""
        if self._watching.admits(address.host):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802 -- its name
        """Hand on that there are no more answers."""
        self._receiver.resolutionComplete()
