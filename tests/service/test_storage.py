"""Where episodes are kept for many machines: what people are told when it is not there."""

import socket
import time

import pytest

from service.library import LibraryError
from service.mirror import Mirror
from service.storage import asked, open_storage
from tests.service.bucket import bucket, forbidding, keys_of, s3  # noqa: F401


def refusal(url, folder):
    """What the first look says, which must hold no secret and be one line."""
    with pytest.raises(LibraryError) as raised:
        Mirror(open_storage(url), folder).refresh()
    error = raised.value
    assert "hush" not in f"{error.message}{error.hint}"
    assert error.message
    assert error.hint
    assert "\n" not in f"{error.message}{error.hint}"
    return error


def test_a_bucket_is_reached_as_the_environment_says(bucket, tmp_path):  # noqa: F811
    store = open_storage(bucket)
    store.put("a", b"1")
    assert bytes(open_storage(bucket).get("a").bytes()) == b"1"


def test_a_bucket_without_a_prefix_works_too(bucket):  # noqa: F811
    open_storage(bucket).put("a", b"1")
    whole = open_storage(bucket.removesuffix("/deutgi"))
    assert bytes(whole.get("deutgi/a").bytes()) == b"1"


def test_a_bucket_that_is_not_there_is_named_as_the_fault(bucket, tmp_path):  # noqa: F811
    error = refusal("s3://not-there/deutgi", tmp_path)
    assert error.message == "There is no such bucket."
    assert "DEUTGI_STORAGE" in error.hint


def test_a_wrong_key_is_named_as_the_fault(bucket, forbidding, tmp_path):  # noqa: F811
    error = refusal(bucket, tmp_path)
    assert error.message == "The storage refuses our key."
    assert "AWS_SECRET_ACCESS_KEY" in error.hint


def test_a_dead_endpoint_is_told_at_once(keys_of, tmp_path):  # noqa: F811
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    keys_of(f"http://127.0.0.1:{port}")
    started = time.monotonic()
    error = refusal("s3://news/deutgi", tmp_path)
    assert time.monotonic() - started < 15
    assert error.message == "The storage cannot be reached."
    assert "AWS_ENDPOINT_URL" in error.hint


def test_an_endpoint_that_takes_no_connection_is_told_and_not_waited_for(keys_of, tmp_path):  # noqa: F811
    with socket.socket() as full, socket.socket() as waiting, socket.socket() as too:
        full.bind(("127.0.0.1", 0))
        full.listen(0)  # whose queue these fill, so that no further one is answered
        for each in (waiting, too):
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        keys_of(f"http://127.0.0.1:{full.getsockname()[1]}")
        started = time.monotonic()
        error = refusal("s3://news/deutgi", tmp_path)
        assert time.monotonic() - started < 20
    assert error.message == "The storage cannot be reached."


def test_an_endpoint_that_answers_nonsense_is_no_traceback(s3, keys_of, tmp_path):  # noqa: F811
    keys_of(f"{s3}/moto-api/nothing")
    refusal("s3://news/deutgi", tmp_path)


@pytest.mark.parametrize(
    "url",
    ["gs://news", "news", "s3://", "s3:///news", "s3://news?key=hush", "https://hush:hush@x.org/"],
)
def test_what_is_no_address_of_a_storage_is_refused(url, tmp_path):
    error = refusal(url, tmp_path)
    assert "s3://bucket/prefix" in error.hint


def test_a_fault_of_this_computer_is_not_taken_for_the_storages():
    with pytest.raises(PermissionError), asked():
        raise PermissionError(13, "no")
