"""How far a link may reach: anywhere for whoever sits here, the public web for those outside.

A link from outside must not make this computer ask its own network: its router, a neighbour's
printer, a cloud's metadata. ssrfguard looks a name up once, checks every address and connects to
one that it checked, never to a name; here is what it is to allow, and how long looking up may take.
"""

import socket
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from threading import BoundedSemaphore, Thread
from typing import TYPE_CHECKING, Any, ClassVar

from pipelines.errors import UnreadableSource

if TYPE_CHECKING:
    import httpx
    from ssrfguard import AddressTable
    from ssrfguard.httpx import SafeTransport


@dataclass(frozen=True, slots=True)
class Reach:
    """Where links may lead: `Reach.ANYWHERE`, `Reach.PUBLIC`, or a narrower or wider public one.

    `public_only` refuses every host without a public address, and ports other than `ports`.
    `also` are networks that are allowed nevertheless: the news site of an intranet. ValueError
    for ports that are none, and for networks that would let every IPv4 address through unseen.
    """

    public_only: bool = True
    ports: frozenset[int] = frozenset({80, 443})
    also: tuple[IPv4Network | IPv6Network, ...] = ()

    ANYWHERE: ClassVar["Reach"]
    """For links that whoever uses this computer gives: their localhost is theirs."""
    PUBLIC: ClassVar["Reach"]
    """For links from outside. Proxies that the environment names are not used: they would look
    names up themselves."""

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if not self.ports or not all(0 < port < 65536 for port in self.ports):
            raise ValueError(f"no ports: {sorted(self.ports)}")
        for network in self.also:
            if any(_within(network, carrier) for carrier in _CARRIERS):
                raise ValueError(f"{network} holds IPv4 addresses: name their own network")


_INSTEAD = "Check the link, or open it in a browser and send the article's text."

# What else leads somewhere private. Cloud metadata is at public addresses too, and of IPv6 only
# this eighth has been given out.
_DENIED = ("168.63.129.16/32", "::/0")
_GIVEN_OUT = IPv6Network("2000::/3")
# What carries an IPv4 address that is reached in earnest: sockets that speak both, and the
# translators of networks without IPv4. Teredo, 6to4 and ::a.b.c.d are history, and refused.
_CARRIERS = frozenset({IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96")})


def _within(network: IPv4Network | IPv6Network, carrier: IPv6Network) -> bool:
    return isinstance(network, IPv6Network) and network.subnet_of(carrier)


Reach.ANYWHERE = Reach(public_only=False)
Reach.PUBLIC = Reach()

_AT_ONCE = 32
"""Names that are looked up at once. A name server that never answers holds one for as long as
the system waits, and no lookup can be called off."""
_LOOKUPS = BoundedSemaphore(_AT_ONCE)


def require_public(url: "httpx.URL", reach: Reach) -> None:
    """Refuse what a link itself shows to be none to the public web, before anything is looked up.

    Raises UnreadableSource for a user name or password, another port, and a number in disguise
    for a host.
    """
    if not reach.public_only:
        return
    if url.userinfo:
        raise UnreadableSource(
            f"The link to {_short(url.host)} carries a user name or a password.",
            "Remove what stands before the @.",
        )
    port = url.port or (443 if url.scheme == "https" else 80)
    if port not in reach.ports:
        allowed = ", ".join(str(number) for number in sorted(reach.ports))
        raise UnreadableSource(
            f"The link leads to port {port}; only {allowed} may be asked.", _INSTEAD
        )
    if _a_number(url.host):
        raise not_public(url.host)


def guard(reach: Reach, seconds: float) -> "SafeTransport | None":
    """The transport that keeps to `reach`; None where it needs none. `seconds` are for lookups.

    Raises UnreadableSource where the guard is not installed.
    """
    if not reach.public_only:
        return None
    try:
        from ssrfguard import Policy
        from ssrfguard.httpx import SafeTransport
    except ImportError as error:
        raise UnreadableSource(
            "Links cannot be fetched safely here: ssrfguard is not installed.",
            "pip install 'deutgi[serve]'",
        ) from error
    policy = Policy(
        denied_networks=_table(), allowed_networks=reach.also, allowed_ports=reach.ports
    )
    return SafeTransport(policy=policy, resolver=_looking_up(seconds))


def refusals(reach: Reach) -> tuple[type[Exception], ...]:
    """What the transport of `guard` raises for what is out of reach."""
    if not reach.public_only:
        return ()
    from ssrfguard import SSRFGuardError

    return (SSRFGuardError,)


def not_public(host: str) -> UnreadableSource:
    """The error for every host that is out of reach, whether there is one or not.

    One for all, so that nobody learns names and ports of the network behind this computer.
    """
    return UnreadableSource(f"{_short(host)} is not on the public web.", _INSTEAD)


def _short(host: str) -> str:
    return host if len(host) <= 80 else f"{host[:79]}…"


def _a_number(host: str) -> bool:
    """Whether a host ends in a number, as no name does, and is no address as they are written.

    Systems read 0x7f.1, 2130706433 and 127.1 as addresses, each in its own way.
    """
    last = host.rstrip(".").rpartition(".")[2]
    try:
        int(last, 16 if last[:2] in ("0x", "0X") else 10)
    except ValueError:
        return last in ("0x", "0X")
    try:
        ip_address(host)
    except ValueError:
        return True
    return False


@cache
def _table() -> "AddressTable":
    """ssrfguard's registry of special addresses, of which none is let through.

    It allows those that the registry calls global, such as the gateway's own 192.0.0.9.
    """
    from ssrfguard import DEFAULT_DENIED, AddressTable, Block
    from ssrfguard import Reach as Answer

    blocks = [
        block if block.network in _CARRIERS else replace(block, reach=Answer.DENIED)
        for block in DEFAULT_DENIED.blocks
    ]
    blocks += [Block(ip_network(network), "Not public", "", Answer.DENIED) for network in _DENIED]
    blocks.append(Block(_GIVEN_OUT, "Global unicast", "RFC3513", Answer.PERMITTED))
    return AddressTable(tuple(blocks), snapshot=DEFAULT_DENIED.snapshot)


def _looking_up(seconds: float) -> Callable[..., Any]:
    """`socket.getaddrinfo`, given up with TimeoutError after so many seconds."""

    def look_up(*asked: Any) -> Any:
        if not _LOOKUPS.acquire(timeout=seconds):
            raise TimeoutError("too many names are being looked up")
        answer: Future[Any] = Future()

        def work() -> None:
            try:
                answer.set_result(socket.getaddrinfo(*asked))
            except BaseException as error:
                answer.set_exception(error)
            finally:
                _LOOKUPS.release()

        try:
            Thread(target=work, name="lookup", daemon=True).start()
        except RuntimeError:
            _LOOKUPS.release()
            raise
        return answer.result(seconds)

    return look_up
