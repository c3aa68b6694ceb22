"""Fetching large files: resumed where it stopped, checked, unpacked, and whole or not there."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import httpx
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential

from pipelines.errors import DeutgiError

Progress = Callable[[int, int | None], None]
"""Called with the bytes that have arrived and, where it is known, how many there will be."""

ATTEMPTS = 6
"""For each file; half as many for a list, so that a missing network is soon told."""

FIRST_WAIT = 0.5
"""Seconds before the second attempt; each further wait is twice as long, 8 s at most."""

_CHUNK = 1 << 18
_MOST = 4 << 30
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True, slots=True)
class Download:
    """A file to fetch. `name` is the name it gets, with `/` where it goes into a folder.

    Packed (gzip, Zstandard) files are unpacked, unless `packed` is false: then the file is kept
    as it comes. `sha256` (hexadecimal) and `size` (bytes) are of the unpacked file, where they
    are known; `blob` is the name that git gives its content (hexadecimal). `authorization` is
    sent to the address's own server, not to another one that it redirects to.
    """

    url: str
    name: str
    sha256: str = ""
    size: int | None = None
    blob: str = ""
    packed: bool = True
    authorization: str = field(default="", repr=False)


class DownloadError(DeutgiError):
    """What arrived is not what was announced: its checksum, its size or its packing is wrong."""


def open_client() -> httpx.Client:
    """A client with this program's timeouts. Redirects are followed."""
    return httpx.Client(
        follow_redirects=True,
        timeout=httpx.Timeout(30, connect=10),
        # Ranges are ranges of the very bytes that are stored, so nothing is packed on the way.
        headers={"User-Agent": "deutgi", "Accept-Encoding": "identity"},
    )


def read_text(client: httpx.Client, url: str, most: int) -> str:
    """A text of at most `most` bytes. Raises httpx.HTTPError, DownloadError where it is longer."""
    for attempt in attempts(ATTEMPTS // 2):
        with attempt, client.stream("GET", url) as response:
            response.raise_for_status()
            body = b""
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > most:
                    raise DownloadError(f"{url} is longer than {most} bytes")
    return body.decode("utf-8", "replace")


def fetch_all(
    client: httpx.Client, downloads: Sequence[Download], folder: Path, progress: Progress
) -> None:
    """Put the files into `folder`, which is made; those that are there already are not fetched.

    What has arrived stays in `NAME.part` when it is interrupted, and the next call goes on
    there. Raises httpx.HTTPError, OSError (a full disk) and DownloadError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lengths = [_length(client, download) for download in downloads]
    known = [length for length in lengths if length is not None]
    total = sum(known) if len(known) == len(downloads) else None
    before = 0
    for download, length in zip(downloads, lengths, strict=True):
        seen = 0

        def report(arrived: int, before: int = before) -> None:
            nonlocal seen
            seen = arrived
            progress(before + arrived, total)

        if (folder / download.name).exists():
            report(length or 0)
        else:
            _fetch(client, download, folder, report)
        before += length or seen


def is_whole(path: Path, download: Download) -> bool:
    """Whether a file is what its download announces. Raises OSError where it cannot be read."""
    try:
        _check(path, download)
    except (DownloadError, FileNotFoundError):
        return False
    return True


def _fetch(
    client: httpx.Client, download: Download, folder: Path, report: Callable[[int], None]
) -> None:
    target = folder / download.name
    part = target.with_name(f"{target.name}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    for last in (False, True):
        try:
            _receive(client, download, part, report)
            if download.packed:
                _unpack(part, target, download)
                part.unlink()
            else:
                _check(part, download)
                _bring_to_disk(part)
                part.replace(target)
        except DownloadError:
            # What was resumed may have been put together from two versions: once more, whole.
            part.unlink(missing_ok=True)
            if last:
                raise
        else:
            _etag_of(part).unlink(missing_ok=True)
            return


def _receive(
    client: httpx.Client, download: Download, part: Path, report: Callable[[int], None]
) -> None:
    """Bring `part` to its full length."""
    most = _MOST if download.packed or download.size is None else download.size
    for attempt in attempts(ATTEMPTS):
        with attempt:
            have = part.stat().st_size if part.exists() else 0
            if not download.packed and have and have == download.size:
                report(have)
                return
            etag = _etag_of(part)
            headers = {"Range": f"bytes={have}-"} if have else {}
            if have and etag.exists():
                headers["If-Range"] = etag.read_text(encoding="ascii")
            if download.authorization:
                headers["Authorization"] = download.authorization
            with client.stream("GET", download.url, headers=headers) as response:
                if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and have:
                    if response.headers.get("Content-Range") == f"bytes */{have}":
                        return
                    part.unlink()
                    raise httpx.ReadError("the file has changed", request=response.request)
                response.raise_for_status()
                wanted = f"bytes {have}-"
                resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
                if resumed and not response.headers.get("Content-Range", "").startswith(wanted):
                    part.unlink()
                    raise httpx.ReadError("another range came", request=response.request)
                if not resumed:
                    have = 0
                    _keep_etag(etag, response.headers.get("ETag", ""))
                with part.open("ab" if resumed else "wb", buffering=0) as file:
                    report(have)
                    for chunk in response.iter_raw():  # as it arrives: nothing waits to be lost
                        file.write(chunk)
                        have += len(chunk)
                        if have > most:
                            raise DownloadError(f"{download.name} is larger than it should be")
                        report(have)


def _check(path: Path, download: Download) -> None:
    """Raise DownloadError where a file that came unpacked is not what was announced."""
    size = path.stat().st_size
    if download.size is not None and size != download.size:
        raise DownloadError(f"{download.name} has {size} bytes instead of {download.size}")
    # A large file is known by its SHA-256, a small one by its name in git.
    for announced, digest in (
        (download.sha256, hashlib.sha256()),
        (download.blob, hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)),
    ):
        if announced:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
            if digest.hexdigest() != announced.lower():
                raise DownloadError(f"{download.name} has another checksum than announced")


def _bring_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _unpack(part: Path, target: Path, download: Download) -> None:
    """Write what `part` holds to `target`, which appears only when it is whole and right."""
    unpacked = target.with_name(f"{target.name}.unpacked")
    digest, size = hashlib.sha256(), 0
    try:
        with _reader(part) as source, unpacked.open("wb") as file:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > (download.size or _MOST):
                    raise DownloadError(f"{download.name} is larger than it should be")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if download.size is not None and size != download.size:
            raise DownloadError(f"{download.name} has {size} bytes instead of {download.size}")
        if download.sha256 and digest.hexdigest() != download.sha256.lower():
            raise DownloadError(f"{download.name} has another checksum than announced")
        unpacked.replace(target)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DownloadError(f"{download.name} cannot be unpacked: {error}") from error
    finally:
        unpacked.unlink(missing_ok=True)


@contextmanager
def _reader(part: Path) -> Iterator[IO[bytes] | Any]:
    """What a file holds once unpacked. Some servers unpack on the way, so its first bytes tell."""
    with part.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if start.startswith(_GZIP):
            with gzip.open(file) as source:
                yield source
        elif start == _ZSTD:
            try:
                import zstandard
            except ModuleNotFoundError as error:
                raise DownloadError(
                    f"{part.name} needs zstandard: pip install zstandard"
                ) from error
            try:
                with zstandard.ZstdDecompressor().stream_reader(file) as source:
                    yield source
            except zstandard.ZstdError as error:
                raise DownloadError(str(error)) from error
        else:
            yield file


def _length(client: httpx.Client, download: Download) -> int | None:
    """How many bytes will come, if the server says so. Only for the progress: may fail."""
    if not download.packed and download.size is not None:
        return download.size
    try:
        response = client.head(download.url)
    except httpx.HTTPError:
        return None
    length = response.headers.get("Content-Length", "")
    return int(length) if response.is_success and length.isdigit() else None


def _etag_of(part: Path) -> Path:
    return part.with_name(f"{part.name}.etag")


def _keep_etag(path: Path, etag: str) -> None:
    if etag.startswith('"') and etag.isascii():  # a weak one (W/) cannot vouch for a range
        path.write_text(etag, encoding="ascii")
    else:
        path.unlink(missing_ok=True)


def attempts(most: int, worth: Callable[[BaseException], bool] | None = None) -> Retrying:
    """Attempts with growing waits between them, as long as what was raised is `worth` another.

    By default: the network faltered, or the server is overloaded.
    """
    return Retrying(
        retry=retry_if_exception(worth or _may_pass),
        stop=stop_after_attempt(most),
        wait=wait_exponential(FIRST_WAIT, max=8),
        reraise=True,
    )


def _may_pass(error: BaseException) -> bool:
    """Whether it is worth trying again: the network faltered, or the server is overloaded."""
    if isinstance(error, httpx.HTTPStatusError):
        code = error.response.status_code
        return code in (408, 429) or code >= 500
    return isinstance(error, httpx.TransportError) and not isinstance(
        error, httpx.UnsupportedProtocol
    )
