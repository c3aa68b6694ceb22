"""The socket that the server listens on."""

import socket

import pytest

from pipelines.errors import DeutgiError
from service.serving import listening


def test_no_answer_waits_until_its_first_part_was_acknowledged() -> None:
    with (
        listening("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as connection,
    ):
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_named_with_another() -> None:
    with listening("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(DeutgiError, match=f"Port {port} is in use") as taken:
            listening("127.0.0.1", port)
    assert "--port" in taken.value.hint
