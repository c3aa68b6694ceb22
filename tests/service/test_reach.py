"""A link from outside never makes this computer connect to a private address, whatever it is
dressed up as: against listeners on loopback that count every connection."""

import errno
import gzip
import io
import os
import shutil
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import DeutgiError, UnreadableSource
from service import reach as reach_module
from service.fetch import LIMITS, Limits, from_url
from service.reach import Reach
from service.source import read_source
from tests.service.test_fetch import FIRST, HTML, PAGE, SECOND, TITLE, Handler, Server, Site

pytest.importorskip("ssrfguard")

PUBLIC_ADDRESS = "93.184.215.14"
OTHER_PUBLIC_ADDRESS = "2606:4700::6810:1"
ORIGIN = "127.0.0.2"
"""Loopback too, but allowed by those tests that want the good way to work."""
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")

Answers = Sequence[str]
Lookup = Callable[..., Any]


class Listener(Server):
    """A site that keeps the address of everyone who connects, whether they say a word or not."""

    def __init__(self, address: tuple[str, int], handler: type[Handler]) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.connections: list[object] = []
        super().__init__(address, handler)

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # asks no name server

    def get_request(self) -> Any:
        connection, who = super().get_request()
        self.connections.append(who)
        return connection, who


@dataclass
class Ground:
    """This computer as an attacker would like it: on one port, a secret that listens on IPv4 and
    IPv6, and beside them the attacker's own site, which redirects wherever it wants.

    `names` are what the name server says, a list of addresses a lookup; the last one stays.
    `attempts` are all addresses that were connected to, or that it was tried to.
    """

    port: int
    secrets: list[Listener]
    origin: Site
    names: dict[str, list[Answers]] = field(default_factory=dict)
    lookups: list[str] = field(default_factory=list)
    attempts: list[tuple[str, int]] = field(default_factory=list)

    @property
    def reach(self) -> Reach:
        """The public web on the listeners' port too, so that it is addresses that are refused."""
        return replace(Reach.PUBLIC, ports=Reach.PUBLIC.ports | {self.port})

    @property
    def with_origin(self) -> Reach:
        return replace(self.reach, also=(ip_network(f"{ORIGIN}/32"),))

    @property
    def reached(self) -> list[object]:
        return [who for secret in self.secrets for who in secret.connections]

    def refused(
        self, link: str, reach: Reach | None = None, limits: Limits = LIMITS
    ) -> UnreadableSource:
        with pytest.raises(UnreadableSource) as caught:
            from_url(link.format(port=self.port), limits, reach=reach or self.reach)
        for line in (caught.value.message, caught.value.hint):
            assert line.strip()
            assert len(line.splitlines()) == 1
            assert len(line) < 250
            assert "Error" not in line
        return caught.value


@pytest.fixture
def ground(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    site, servers = Site(), []
    secret = type("Secret", (Handler,), {"site": Site(), "timeout": 5})
    secret.site.answers["/"] = lambda handler: handler.head(200, Content_Length="0")
    servers.append(Listener(("127.0.0.1", 0), secret))
    port = servers[0].server_port
    if socket.has_ipv6:
        servers.append(Listener(("::1", port), secret))
    try:
        origin = Listener((ORIGIN, port), type("Origin", (Handler,), {"site": site, "timeout": 5}))
    except OSError:  # pragma: no cover
        pytest.skip("this system has one loopback address only")
    site.url = f"http://origin.example:{port}"
    for server in (*servers, origin):
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    here = Ground(port, servers, site)
    here.names["origin.example"] = [[ORIGIN]]
    _watch(here, monkeypatch)
    yield here
    for server in (*servers, origin):
        server.shutdown()
        server.server_close()


def _watch(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write down every lookup and every attempt to connect; none leaves this computer."""
    really_look_up, really_connect = socket.getaddrinfo, socket.socket.connect

    def look_up(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        ground.lookups.append(name)
        known = ground.names.get(name.rstrip(".").lower())
        if known is not None:
            answers = known.pop(0) if len(known) > 1 else known[0]
            return [row for one in answers for row in _row(one, int(port))]
        if not (name.lower().startswith("localhost") or name[-1:].isdigit() or ":" in name):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return really_look_up(host, port, *rest, **more)

    def connect(self: socket.socket, address: Any) -> None:
        ground.attempts.append(address[:2])
        if not _is_here(address[0]):
            raise OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))
        really_connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", connect)


def _is_here(address: str) -> bool:
    plain = ip_address(address)
    plain = getattr(plain, "ipv4_mapped", None) or plain
    return plain.is_loopback or plain.is_unspecified


def _row(address: str, port: int) -> list[Any]:
    if ":" not in address:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]
    return [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))]


# What an unguarded client follows to the secret, so that the listeners are known to be there.
OPEN_DOORS = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://127.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f.1:{port}/",
    "http://0x7f000001:{port}/",
    "http://017700000001:{port}/",
    "http://0.0.0.0:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127.0.0.1:{port}/#@example.org/",
    "http://example.org@127.0.0.1:{port}/",
    "http://rebound.example:{port}/",
    "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::]:{port}/",
]

HOSTILE = [
    *OPEN_DOORS,
    # This computer, dressed up.
    "http://localhost.:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.0.1:{port}/",
    "http://0:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://0x7f.0x0.0x0.0x1:{port}/",
    "http://0X7F.1:{port}/",
    "http://0x:{port}/",
    "http://127.255.255.254:{port}/",
    "http://127.0.0.1:0{port}/",
    "http://１２７．０．０．１:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://١٢٧.٠.٠.١:{port}/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/",
    "http://loc\u00adalhost:{port}/",
    "http://lo\u200bcalhost:{port}/",
    "http://localhoſt:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://127%2e0.0.1:{port}/",
    "http://127.0.0.1%00.example.org:{port}/",
    "http://127.0.0.1%23.example.org:{port}/",
    "http://127.0.0.1\\.example.org:{port}/",
    "http://127.0.0.1:{port}\\@example.org/",
    "http://example.org:80@127.0.0.1:{port}/",
    "http://example.org\\@127.0.0.1:{port}/",
    "http://@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}?@example.org/",
    "https://127.0.0.1:{port}/",
    "https://[::1]:{port}/",
    "//127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http:/127.0.0.1:{port}/",
    "http:////127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/",
    "http://127.0.0.1\r\nHost: example.org:{port}/",
    # This computer and its neighbours, in what carries IPv4 in IPv6.
    "http://[::127.0.0.1]:{port}/",
    "http://[::ffff:0:127.0.0.1]:{port}/",
    "http://[::ffff:10.0.0.1]:{port}/",
    "http://[::ffff:169.254.169.254]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[64:ff9b::a9fe:a9fe]:{port}/",
    "http://[64:ff9b:1::127.0.0.1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2002:a9fe:a9fe::1]:{port}/",
    "http://[2001:0:7f00:1::]:{port}/",
    "http://[2001:0:808:808::80ff:fffe]:{port}/",
    # Private networks, metadata, and what is no address of anybody's.
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0x08080808/",
    "http://8.8.2056/",
    "http://2852039166/latest/meta-data/",
    "http://0xa9.254.0251.0376/",
    "http://169.254.170.2/",
    "http://100.100.100.200/",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    "http://192.0.0.9/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://0.1.2.3/",
    "http://[fe80::1]/",
    "http://[fe80::1%25lo]/",
    "http://[fe80::1%lo]/",
    "http://[::1%25lo]:{port}/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[100::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[5f00::1]/",
    "http://[4000::1]/",
    # Other ports and other languages.
    "http://127.0.0.1:22/",
    "http://public.example:6379/",
    "http://public.example:0/",
    "http://user:word@public.example/",
    "file:///etc/passwd",
    "file://127.0.0.1:{port}/etc/passwd",
    "gopher://127.0.0.1:{port}/_GET%20/",
    "dict://127.0.0.1:{port}/info",
    "ftp://127.0.0.1:{port}/",
    "ldap://127.0.0.1:{port}/",
    "ws://127.0.0.1:{port}/",
    "jar:http://127.0.0.1:{port}!/",
    "view-source:http://127.0.0.1:{port}/",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "unix:///var/run/docker.sock",
    "data:text/html,<p>word</p>",
]

PRIVATE = [
    "127.0.0.1",
    "0.0.0.0",
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "168.63.129.16",
    "169.254.169.254",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.9",
    "192.88.99.1",
    "192.168.0.1",
    "198.19.0.1",
    "203.0.113.1",
    "239.255.255.250",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:192.168.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::192.168.0.1",
    "64:ff9b:1::1",
    "2001:0:7f00:1::",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:1::",
    "2002:808:808::",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%lo",
    "fec0::1",
    "ff02::1",
    "4000::1",
]


@pytest.mark.parametrize("link", OPEN_DOORS)
def test_the_listeners_are_there_for_whoever_is_not_guarded(ground: Ground, link: str) -> None:
    ground.names["rebound.example"] = [["127.0.0.1"]]
    with pytest.raises(DeutgiError):
        from_url(link.format(port=ground.port), reach=Reach.ANYWHERE)
    assert ground.reached


@pytest.mark.parametrize("link", HOSTILE)
def test_a_hostile_link_reaches_nothing(ground: Ground, link: str) -> None:
    ground.names["rebound.example"] = [["127.0.0.1"]]
    ground.names["public.example"] = [[PUBLIC_ADDRESS]]
    ground.refused(link)
    assert not ground.reached
    assert not ground.attempts


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 100


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_for_a_private_address_reaches_nothing(ground: Ground, address: str) -> None:
    ground.names["news.example"] = [[address]]
    ground.refused("http://news.example:{port}/")
    ground.refused("https://news.example./", Reach.PUBLIC)
    assert not ground.reached
    assert not ground.attempts


@pytest.mark.parametrize(
    "answers",
    [
        [PUBLIC_ADDRESS, "127.0.0.1"],
        ["127.0.0.1", PUBLIC_ADDRESS],
        [OTHER_PUBLIC_ADDRESS, PUBLIC_ADDRESS, "::1"],
        ["::ffff:127.0.0.1", OTHER_PUBLIC_ADDRESS],
        [PUBLIC_ADDRESS] * 30 + ["10.0.0.1"],
    ],
)
def test_a_name_for_a_public_and_a_private_address_is_refused_whole(
    ground: Ground, answers: Answers
) -> None:
    ground.names["news.example"] = [answers]
    assert "not on the public web" in ground.refused("http://news.example:{port}/").message
    assert not ground.attempts


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_checked(
    ground: Ground,
) -> None:
    ground.names["news.example"] = [[PUBLIC_ADDRESS], ["127.0.0.1"]]
    ground.refused("http://news.example:{port}/")
    assert ground.attempts == [(PUBLIC_ADDRESS, ground.port)]
    assert ground.lookups == ["news.example"]
    ground.refused("http://news.example:{port}/")
    assert ground.attempts == [(PUBLIC_ADDRESS, ground.port)]
    assert not ground.reached


def test_a_name_that_changes_its_address_between_redirects_is_refused(ground: Ground) -> None:
    ground.names["origin.example"] = [[ORIGIN], ["127.0.0.1"]]

    def answer(handler: Handler) -> None:
        handler.head(302, Location="/keys", Content_Length="0", Connection="close")

    ground.refused(ground.origin.serve("/first", answer), ground.with_origin)
    assert ground.origin.asked == ["/first"]
    assert ground.lookups == ["origin.example"] * 2
    assert ground.attempts == [(ORIGIN, ground.port)]
    assert not ground.reached


@pytest.mark.parametrize(("link", "port"), [("http://b.example/", 80), ("https://b.example/", 443)])
@pytest.mark.parametrize("address", [PUBLIC_ADDRESS, OTHER_PUBLIC_ADDRESS, "64:ff9b::5db8:d70e"])
def test_a_public_address_is_connected_to(
    ground: Ground, link: str, port: int, address: str
) -> None:
    ground.names["b.example"] = [[address]]
    error = ground.refused(link, Reach.PUBLIC)
    assert ground.attempts == [(address, port)]
    assert "cannot be reached" in error.message
    assert "proxy" not in error.hint


REDIRECTS = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f.1:{port}/",
    "http://rebound.example:{port}/",
    "http://user@127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "//[::1]:{port}/",
    "/\\127.0.0.1:{port}/",
    "\\\\127.0.0.1:{port}/",
    "http://origin.example@127.0.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1:22/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_",
]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", REDIRECTS)
def test_a_redirect_reaches_nothing(ground: Ground, target: str, status: int) -> None:
    ground.names["rebound.example"] = [["127.0.0.1"]]
    link = ground.origin.redirect(target.format(port=ground.port), status)
    ground.refused(link, ground.with_origin)
    assert ground.origin.asked[0] == link.removeprefix(ground.origin.url)
    assert {*ground.attempts} == {(ORIGIN, ground.port)}
    assert not ground.reached


def test_a_chain_of_redirects_reaches_nothing_either(ground: Ground) -> None:
    link = f"http://127.0.0.1:{ground.port}/"
    for status in (302, 307, 301, 308, 303):
        link = ground.origin.redirect(link, status)
    error = ground.refused(link, ground.with_origin)
    assert error.message == "127.0.0.1 is not on the public web."
    assert len(ground.origin.asked) == 5
    assert not ground.reached


def test_a_redirect_is_held_to_what_a_link_is_held_to(ground: Ground) -> None:
    for target, said in (
        ("http://public.example:6379/", "port 6379"),
        ("http://ann:hunter2@public.example/", "user name or a password"),
        ("http://0x08080808/", "not on the public web"),
    ):
        error = ground.refused(ground.origin.redirect(target), ground.with_origin)
        assert said in error.message
        assert "hunter2" not in error.message
    assert {*ground.lookups} == {"origin.example"}


def test_what_a_page_names_is_not_fetched(ground: Ground) -> None:
    secret = f"http://127.0.0.1:{ground.port}"
    head = (
        f'<meta http-equiv="refresh" content="0;url={secret}/"><base href="{secret}/">'
        f'<link rel="stylesheet" href="{secret}/a.css"><script src="{secret}/a.js"></script>'
    )
    body = f'<img src="{secret}/a.png"><iframe src="{secret}/"></iframe>'
    page = PAGE.replace("<title>", f"{head}<title>").replace("</article>", f"{body}</article>")
    link = ground.origin.page(page, HTML, Refresh=f"0; url={secret}/", Link=f"<{secret}/>;rel=next")
    assert from_url(link, reach=ground.with_origin).paragraphs == (FIRST, SECOND)
    doctype = f'<!DOCTYPE html SYSTEM "{secret}/a.dtd" [<!ENTITY e SYSTEM "{secret}/e">]>'
    page = '<?xml version="1.0"?>' + PAGE.replace("<!DOCTYPE html>", doctype)
    page = page.replace("The harbour", "&e; The harbour")
    link = ground.origin.page(page, "application/xhtml+xml")
    assert SECOND in from_url(link, reach=ground.with_origin).paragraphs
    assert not ground.reached


def test_the_good_way_works_and_is_pinned(ground: Ground) -> None:
    ground.names["news.example"] = [[ORIGIN], ["127.0.0.1"]]
    hosts: list[str | None] = []

    def answer(handler: Handler) -> None:
        hosts.append(handler.headers["Host"])
        handler.head(200, Content_Type=HTML, Content_Length=str(len(PAGE.encode())))
        handler.wfile.write(PAGE.encode())

    ground.origin.serve("/ferries", answer)
    link = f"http://news.example:{ground.port}/ferries"
    article = from_url(link, reach=ground.with_origin)
    assert (article.title, article.link) == (TITLE, link)
    assert hosts == [f"news.example:{ground.port}"]
    assert ground.lookups == ["news.example"]
    assert ground.attempts == [(ORIGIN, ground.port)]


def test_redirects_within_reach_are_followed(ground: Ground) -> None:
    last = ground.origin.page()
    link = ground.origin.redirect(ground.origin.redirect(last, 307).removeprefix(ground.origin.url))
    assert from_url(link, reach=ground.with_origin).link == last


def test_another_address_is_tried_where_the_first_does_not_answer(ground: Ground) -> None:
    ground.names["origin.example"] = [[OTHER_PUBLIC_ADDRESS, ORIGIN]]
    assert from_url(ground.origin.page(), reach=ground.with_origin).title == TITLE
    assert [address for address, _ in ground.attempts] == [OTHER_PUBLIC_ADDRESS, ORIGIN]


def test_a_name_with_countless_addresses_does_not_hold_us_up(ground: Ground) -> None:
    ground.names["news.example"] = [[f"93.184.215.{last}" for last in range(1, 255)]]
    ground.refused("http://news.example/")
    assert len(ground.attempts) < 10


@pytest.mark.parametrize("name", ["HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"])
def test_a_proxy_of_the_environment_is_not_asked(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, f"http://127.0.0.1:{ground.port}")
    ground.names["news.example"] = [[PUBLIC_ADDRESS]]
    ground.refused("http://news.example/")
    assert ground.attempts == [(PUBLIC_ADDRESS, 80)]
    assert not ground.reached
    with pytest.raises(UnreadableSource):
        from_url("http://news.example/", reach=Reach.ANYWHERE)
    assert ground.reached, "which is what the environment asks of whoever sits here"


def test_nothing_is_told_about_what_is_out_of_reach(ground: Ground) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    reach = replace(ground.reach, ports=frozenset({ground.port, port}))
    said = {
        (error.message, error.hint)
        for error in (
            ground.refused("http://127.0.0.1:{port}/", reach),
            ground.refused(f"http://127.0.0.1:{port}/", reach),
            ground.refused("https://127.0.0.1:{port}/nothing", reach),
        )
    }
    assert len(said) == 1
    ground.names["intranet.example"] = [["10.0.0.1"]]
    ground.names["mixed.example"] = [["10.0.0.1", PUBLIC_ADDRESS]]
    names = ("intranet.example", "mixed.example", "no-such-name.example")
    said = {ground.refused(f"http://{name}/").message.replace(name, "…") for name in names}
    assert said == {"… is not on the public web."}


def test_a_password_in_a_link_is_not_repeated(ground: Ground) -> None:
    error = ground.refused("http://ann:hunter2@news.example/")
    assert "hunter2" not in error.message + error.hint
    assert "before the @" in error.hint


def test_other_ports_are_refused_before_anything_is_looked_up(ground: Ground) -> None:
    for port in (21, 22, 25, 6379, 8080):
        error = ground.refused(f"http://news.example:{port}/", Reach.PUBLIC)
        assert error.message == f"The link leads to port {port}; only 80, 443 may be asked."
    assert not ground.lookups


def test_a_name_that_nobody_answers_for_is_given_up(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach_module, "_LOOKUPS", threading.BoundedSemaphore(2))
    released, asked = threading.Event(), []

    def hang(host: str, *_: object) -> Any:
        asked.append(host)
        released.wait(60)
        return _row(PUBLIC_ADDRESS, 80)

    answers = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", hang)
    limits = Limits(connect_seconds=0.2)
    started = time.monotonic()
    for name in ("a", "b", "c", "d"):
        assert "does not answer" in ground.refused(f"http://{name}.example/", limits=limits).message
    assert time.monotonic() - started < 20
    assert asked == ["a.example", "b.example"], "and no more at once than are allowed"
    released.set()
    monkeypatch.setattr(socket, "getaddrinfo", answers)
    assert from_url(ground.origin.page(), reach=ground.with_origin).title == TITLE


def test_a_link_of_many_lines_is_answered_in_one(ground: Ground) -> None:
    error = ground.refused(f"http://a\n\u2028b\ud800\x1b[2J{'c' * 1_000}/")
    assert "is not a link" in error.message
    error.message.encode()
    assert error.message.isprintable()


def test_the_limits_of_fetching_stay_in_force(ground: Ground) -> None:
    site, reach = ground.origin, ground.with_origin
    site.answers["/circle"] = lambda handler: handler.head(
        302, Location="/circle", Content_Length="0"
    )
    assert "circles" in ground.refused(f"{site.url}/circle", reach).message
    packed = gzip.compress(b"<p>word</p>" * 3_000_000)
    assert "larger" in ground.refused(site.page(packed, Content_Encoding="gzip"), reach).message
    assert "PDF" in ground.refused(site.page(b"%PDF-1.7", "application/pdf"), reach).message
    done = threading.Event()
    site.answers["/silent"] = lambda handler: done.wait(5) and None
    quick = Limits(read_seconds=0.2, total_seconds=0.6)
    assert "does not answer" in ground.refused(f"{site.url}/silent", reach, quick).message
    done.set()
    ground.refused(f"{site.url}/{'a' * 10_000}", replace(reach, also=()))


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate with")
def test_tls_is_for_the_name_and_not_for_the_address(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    words = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
        "-subj /CN=news.example -addext subjectAltName=DNS:news.example"
    )
    subprocess.run(
        ["openssl", *words.split(), "-keyout", key, "-out", cert], check=True, capture_output=True
    )
    asked_for: list[str | None] = []
    hosts: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    context.sni_callback = lambda _, name, __: asked_for.append(name)
    site = Site()

    def answer(handler: Handler) -> None:
        hosts.append(handler.headers["Host"])
        handler.head(200, Content_Type=HTML, Content_Length=str(len(PAGE.encode())))
        handler.wfile.write(PAGE.encode())

    site.answers["/"] = answer
    server = Listener((ORIGIN, 0), type("Secure", (Handler,), {"site": site, "timeout": 5}))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    port = server.server_port
    reach = replace(ground.with_origin, ports=frozenset({port}))
    ground.names["news.example"] = ground.names["other.example"] = [[ORIGIN]]
    link = f"https://news.example:{port}/"
    try:
        assert "no valid certificate" in ground.refused(link, reach).message
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        assert from_url(link, reach=reach).paragraphs == (FIRST, SECOND)
        assert hosts == [f"news.example:{port}"]
        assert {*asked_for} == {"news.example"}
        error = ground.refused(f"https://other.example:{port}/", reach)
        assert "no valid certificate" in error.message
        assert asked_for[-1] == "other.example"
        assert len(hosts) == 1
    finally:
        server.shutdown()
        server.server_close()


def test_links_from_outside_name_no_files(ground: Ground, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    for source in (str(file), file.as_uri(), "-", "", "news.example"):
        with pytest.raises(UnreadableSource):
            read_source(source, io.BytesIO(PAGE.encode()), Reach.PUBLIC)
    link = ground.origin.page()
    assert read_source(link, io.BytesIO(), ground.with_origin).title == TITLE


def test_without_the_guard_nothing_is_fetched(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "ssrfguard"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ssrfguard", None)
    ground.names["news.example"] = [[PUBLIC_ADDRESS]]
    error = ground.refused("http://news.example/")
    assert "ssrfguard is not installed" in error.message
    assert error.hint == "pip install 'deutgi[serve]'"
    assert not ground.attempts


@pytest.mark.parametrize("network", ["::ffff:0:0/96", "::ffff:127.0.0.0/104", "64:ff9b::/96"])
def test_a_network_that_lets_everything_through_is_no_reach(network: str) -> None:
    with pytest.raises(ValueError, match="name their own network"):
        Reach(also=(ip_network(network),))


@pytest.mark.parametrize("ports", [(), (0,), (80, 70_000)])
def test_ports_that_are_none_are_no_reach(ports: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="no ports"):
        Reach(ports=frozenset(ports))


def test_naming_a_reach_loads_neither_the_guard_nor_a_client() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import service.source, sys; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert not {"httpx", "ssrfguard", "service.fetch"} & {*done.stdout.split()}
