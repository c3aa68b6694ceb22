"""Serving a file: whole or in ranges, and not at all to somebody who has it."""

import hashlib
import re
import stat
from collections.abc import Mapping
from email.utils import formatdate
from pathlib import Path
from urllib.parse import quote

from fastapi import HTTPException, Request
from starlette.datastructures import MutableHeaders
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from audio_out.text import clean, shorten

CACHE = "no-cache"
"""An episode can be made again under its name, so caches keep what they have but ask first."""

_RANGE = re.compile(r"([0-9]{0,18})-([0-9]{0,18})")
_UNSAFE = re.compile(r'[\\/:*?"<>|]+')  # what some system allows in no file's name
_SMALL = 128 * 1024  # bytes of a part that may be held in memory for each listener
_NAME_WIDTH = 80  # characters


def send_file(request: Request, file: Path, media_type: str, name: str = "") -> Response:
    """The answer that brings a file, shown in place and called `name` where it is saved.

    Starlette sends the bytes; here is what it leaves out: 304 for who has them, and RFC 9110's
    rules for ranges that are no ranges, of other units, or partly beyond the end. Raises
    HTTPException: 404 where there is no such file, 416 where no byte asked for is in it.
    """
    try:
        status = file.stat()
    except OSError as error:
        raise HTTPException(404, "There is no such file.") from error
    if not stat.S_ISREG(status.st_mode):
        raise HTTPException(404, "There is no such file.")
    response = _Ranges(
        file,
        media_type=media_type,
        filename=name or None,
        stat_result=status,
        content_disposition_type="inline",
        headers={"cache-control": CACHE},
    )
    if has_it(request.headers, response.headers):
        return unchanged(response.headers)
    # A part is only of use to who has the other part of this very file; only GET has parts.
    this = (None, response.headers["etag"], response.headers["last-modified"])
    if request.method == "GET" and request.headers.get("if-range") in this:
        response.parts = satisfiable(request.headers.get("range", ""), status.st_size)
    return _at_once(response, status.st_size) or response


def _at_once(response: "_Ranges", size: int) -> Response | None:
    """The answer with one small part, read here and now; None where it is not that.

    Starlette goes to another thread for each step of reading a file. That is right for long
    ones, but players ask for a track in many small parts, and so each takes half the work.
    """
    if len(response.parts) != 1 or response.parts[0][1] - response.parts[0][0] > _SMALL:
        return None
    start, end = response.parts[0]
    try:
        with open(response.path, "rb") as file:  # noqa: PTH123 (it need not be a Path)
            file.seek(start)
            part = file.read(end - start)
    except OSError:
        return None
    if len(part) != end - start:
        return None
    about = {"content-range": f"bytes {start}-{end - 1}/{size}", "content-length": str(len(part))}
    return Response(part, status_code=206, headers={**response.headers, **about})


def send_bytes(
    request: Request,
    body: bytes,
    media_type: str,
    name: str = "",
    modified: float | None = None,
    cache: str = CACHE,
) -> Response:
    """The answer that brings what was made in memory. `modified` is in seconds since 1970."""
    headers = {"etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "cache-control": cache}
    if modified:
        headers["last-modified"] = formatdate(modified, usegmt=True)
    if name:
        headers["content-disposition"] = f"inline; filename*=utf-8''{quote(name)}"
    if has_it(request.headers, headers):
        return unchanged(headers)
    return Response(body, headers=headers, media_type=media_type)


def has_it(asked: Mapping[str, str], sent: Mapping[str, str]) -> bool:
    """Whether a reader's If-None-Match or If-Modified-Since says that it has what we would send.

    The latter counts only where the former is missing (RFC 9110, 13.2.2), and only when it is
    the very date that we gave: ours never come from two clocks.
    """
    if (known := asked.get("if-none-match")) is not None:
        tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
        return "*" in tags or sent.get("etag", "").removeprefix("W/") in tags
    return asked.get("if-modified-since", "-") == sent.get("last-modified")


def unchanged(sent: Mapping[str, str]) -> Response:
    """The answer 304, with what it must repeat."""
    kept = ("etag", "last-modified", "cache-control", "vary", "content-location")
    return Response(status_code=304, headers={k: sent[k] for k in kept if k in sent})


def satisfiable(asked: str, size: int) -> tuple[tuple[int, int], ...]:
    """The ranges of a Range header that a file of `size` bytes has, as [start, end).

    None of them where the header is to be passed over: another unit than bytes, or not written
    as RFC 9110 (14.1.1) wants it. Raises HTTPException 416 where it is, but no range is within.
    """
    unit, _, rest = asked.partition("=")
    written = [part for part in map(str.strip, rest.split(",")) if part]
    if unit.strip().lower() != "bytes" or not written:
        return ()
    within = []
    for part in written:
        match = _RANGE.fullmatch(part)
        if not match or part == "-":
            return ()
        first, last = (int(number) if number else None for number in match.groups())
        if first is None:
            start, end = max(0, size - (last or 0)), size
        else:
            start, end = first, size if last is None else min(last + 1, size)
            if last is not None and last < first:
                return ()
        if start < end:
            within.append((start, end))
    if not within:
        raise HTTPException(
            416,
            f"The file has {size} bytes.",
            {"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"},
        )
    return tuple(within)


def file_name(title: str, ending: str) -> str:
    """A title as the name of a file that every system takes."""
    plain = _UNSAFE.sub(" ", clean(title)).strip(" .")
    return f"{shorten(' '.join(plain.split()), _NAME_WIDTH) or 'episode'}{ending}"


class _Ranges(FileResponse):
    """A file's answer that sends `parts`, or all of it, whatever the request's Range header says.

    Each is [start, end).
    """

    parts: tuple[tuple[int, int], ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        headers = MutableHeaders(raw=list(scope["headers"]))
        del headers["range"]
        if self.parts:
            headers["range"] = "bytes=" + ",".join(f"{a}-{b - 1}" for a, b in self.parts)
        await super().__call__({**scope, "headers": headers.raw}, receive, send)
