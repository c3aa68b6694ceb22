"""A real S3 server on a free port of this computer, and a new bucket in it for each test."""

import itertools
import logging
from collections.abc import Callable, Iterator

import boto3
import httpx
import pytest
from moto.server import ThreadedMotoServer

_numbers = itertools.count()


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of the server."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def keys_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have the environment name an endpoint and its keys, as AWS's tools want them."""

    def of(endpoint: str) -> None:
        for name in ("AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_REGION"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        monkeypatch.setenv("AWS_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDREADER")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush-hush-hush")

    return of


@pytest.fixture
def bucket(s3: str, keys_of: Callable[[str], None]) -> str:
    """The address of a place in a new bucket, as DEUTGI_STORAGE wants it."""
    keys_of(s3)
    name = f"news-{next(_numbers)}"
    boto3.client("s3", endpoint_url=s3, region_name="us-east-1").create_bucket(Bucket=name)
    return f"s3://{name}/deutgi"


@pytest.fixture
def forbidding(s3: str) -> Iterator[None]:
    """The server knows no keys meanwhile."""
    httpx.post(f"{s3}/moto-api/reset-auth", content=b"0", trust_env=False).raise_for_status()
    yield
    httpx.post(f"{s3}/moto-api/reset-auth", content=b"inf", trust_env=False).raise_for_status()
