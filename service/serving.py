"""What `deutgi serve` does: the server on its socket, from start to a graceful end."""

import errno
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import uvicorn

from pipelines.errors import DeutgiError
from service.app import create_app
from service.database import migrate
from service.keys import Keys
from service.settings import ServerSettings
from service.stopping import told_to_stop
from service.stored import stored
from service.telemetry import Episodes, log_to_stderr
from service.warming import warming


def serve(settings: ServerSettings, say: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C; answers that are under way then have `grace` seconds to end.

    `say` is told the address. Raises DeutgiError where the address cannot be listened on, or
    where others could come and no key has been made.
    """
    if settings.needs_keys and not Keys(settings.keys).all():
        raise DeutgiError(
            "Others could reach this server, and no key has been made.", "deutgi keys add NAME"
        )
    with listening(settings.host, settings.port) as listener:
        host, port = listener.getsockname()[:2]
        log_to_stderr(settings.log)
        with told_to_stop() as stop:
            say(f"Deutgi serves at http://{f'[{host}]' if ':' in host else host}:{port}")
            web = server(settings)
            stop.then(partial(setattr, web, "should_exit", True))
            if stop.asked:
                return
            with warming(settings), working_too(settings, web.config.app):
                web.run(sockets=[listener])  # which sends itself the signal again at its end


@contextmanager
def working_too(settings: ServerSettings, app: Any) -> Iterator[None]:
    """Make episodes in this process too, unless others do. Raises DeutgiError."""
    if not settings.making:
        yield
        return
    from service.worker import working

    with working(settings, app.state.metrics.episodes):
        yield


def work(settings: ServerSettings, say: Callable[[str], None]) -> None:
    """Make the episodes that wait, without serving, until SIGTERM or Ctrl-C. Raises DeutgiError."""
    from service.worker import working

    log_to_stderr(settings.log)
    with told_to_stop() as stop:
        migrate(settings.database_url)
        with warming(settings), working(settings, Episodes()):
            say("Deutgi makes the episodes that wait.")
            stop.wait()


def server(settings: ServerSettings) -> uvicorn.Server:
    """The web server of these settings; it listens on the sockets that `run` is given.

    Raises DeutgiError where the database or the library cannot be used.
    """
    migrate(settings.database_url)
    stored(settings)
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,  # ours has the request's id, and no address with a token in it
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=settings.grace,
        ws="none",
        lifespan="off",
    )
    web = uvicorn.Server(config)
    app.state.stopping = lambda: web.should_exit
    return web


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises DeutgiError, which says what is in the way."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.create_server(address[:2], family=family, backlog=2048)
        # Connections have it from here. asyncio sets it only where it made the socket itself, and
        # without it each answer's second part waits 40 ms for the first one to be acknowledged.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        raise _in_the_way(host, port, error) from error


def _in_the_way(host: str, port: int, error: OSError) -> DeutgiError:
    if error.errno == errno.EADDRINUSE:
        return DeutgiError(
            f"Port {port} is in use by another program.",
            f"Choose another: deutgi serve --port {port + 1 if port < 65_535 else 8000}",
        )
    if error.errno == errno.EACCES:
        return DeutgiError(
            f"Port {port} is for the system's own programs.", "Choose one from 1024: --port 8000"
        )
    return DeutgiError(
        f"This computer cannot listen on {host}: {error.strerror or error}.",
        "Give one of its own addresses: --host 127.0.0.1",
    )
