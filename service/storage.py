"""Object storage: opening a bucket, and what to tell people when it does not do as it is asked."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import LocalStore, S3Store

from service.library import LibraryError, refused

if TYPE_CHECKING:
    from obstore.store import ClientConfig, ObjectStore, RetryConfig

# Who cannot connect in 3 s is tried twice more, so a dead endpoint is told within 10 s. A request
# that has gone out has as long as its bytes keep coming.
_CLIENT: "ClientConfig" = {
    "connect_timeout": timedelta(seconds=2.5),
    "read_timeout": timedelta(seconds=15),
    "timeout": timedelta(minutes=5),
}
_RETRY: "RetryConfig" = {
    "max_retries": 2,
    "retry_timeout": timedelta(seconds=8),
    "backoff": {
        "init_backoff": timedelta(milliseconds=100),
        "max_backoff": timedelta(seconds=1),
        "base": 2,
    },
}
_CODE = re.compile(r"<Code>(\w{1,60})</Code>")
_STATUS = re.compile(r"status code: (\d{3})")
_SYSTEM = re.compile(r"([A-Z][A-Za-z ,/-]{1,60}) \(os error \d+\)")
_KEY_CODES = ("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken")
_REGION_CODES = ("AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraint")
_METADATA = "169.254."  # where a computer of a cloud finds its keys


def open_storage(url: str) -> "ObjectStore":
    """The store at `s3://bucket/prefix`, or in a folder, `file:///folder`.

    A bucket's endpoint, region and keys are what the environment says, named as AWS's tools name
    them: AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY. Plain http only
    for an endpoint that is given so. Nothing is asked of the bucket yet. Raises LibraryError.
    """
    parts = urlsplit(url)
    if parts.scheme == "s3" and parts.hostname and not (parts.query or parts.fragment):
        plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
        with asked():
            return S3Store.from_url(
                url,
                client_options={**_CLIENT, "allow_http": True} if plain else _CLIENT,
                retry_config=_RETRY,
            )
    if parts.scheme == "file" and not parts.netloc and parts.path:
        folder = Path(url2pathname(parts.path))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refused(folder, error) from error
        with asked():
            return LocalStore(folder)
    raise LibraryError(
        "DEUTGI_STORAGE is no address of a storage.", "It must look like s3://bucket/prefix."
    )


@contextmanager
def asked() -> Iterator[None]:
    """Ask a store within: what it cannot do is a LibraryError that holds nothing of its answer.

    Answers can hold addresses and signatures. An OSError of this computer's own goes through.
    """
    try:
        yield
    except BaseError as error:
        raise _told(error) from error
    except OSError as error:
        if error.errno is not None:  # a store's have a text alone
            raise
        raise _told(error) from error


def no_bucket(error: FileNotFoundError) -> bool:
    """Whether it is not the object that is missing but the whole bucket."""
    return "<Code>NoSuchBucket</Code>" in str(error)


def _told(error: Exception) -> LibraryError:
    text = str(error)
    found = _CODE.search(text) or _STATUS.search(text)
    code = found[1] if found else ""
    if code == "NoSuchBucket":
        return LibraryError(
            "There is no such bucket.", "Create it, or correct DEUTGI_STORAGE: s3://bucket/prefix"
        )
    if ours := _SYSTEM.search(text):  # a folder's
        return LibraryError(
            f"The storage failed: {ours[1]}.", "Free some space, or let it be written; try again."
        )
    if _METADATA in text:
        return LibraryError(
            "There is no key for the storage.", "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        )
    if code in _REGION_CODES:
        return LibraryError("The bucket is in another region.", "Set AWS_REGION to the bucket's.")
    refused_us = isinstance(error, PermissionDeniedError | UnauthenticatedError)
    if refused_us or code in _KEY_CODES or code in ("401", "403"):
        return LibraryError(
            "The storage refuses our key.",
            "Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and that they may list, read, "
            "write and delete in the bucket.",
        )
    if not code and ("error sending request" in text or "timed out" in text or "Timeout" in text):
        return LibraryError(
            "The storage cannot be reached.", "Check AWS_ENDPOINT_URL and the network; try again."
        )
    again = "Try again; if it stays so, look at its own log."
    return LibraryError(f"The storage answered {code}." if code else "The storage failed.", again)
