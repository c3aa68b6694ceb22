"""Style sheets, scripts, fonts and pictures, under an address that changes when they do."""

import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from service.files import send_bytes

STATIC = Path(__file__).parent / "static"

_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_NAMELESS = "public, no-cache"

_IMPORT = re.compile(r'^import .*?"\./([\w-]+\.js)";$', re.MULTILINE)

router = APIRouter(include_in_schema=False)


@cache
def version() -> str:
    """Of all files together: modules import each other by relative addresses."""
    digest = hashlib.sha256()
    for name, file in sorted(files().items()):
        digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


@cache
def files() -> dict[str, Path]:
    """Every file by its name, such as `fonts/a.woff2`. No other can be asked for."""
    return {
        file.relative_to(STATIC).as_posix(): file for file in STATIC.rglob("*") if file.is_file()
    }


def asset(name: str) -> str:
    """The address of a file. Raises KeyError for one that there is not."""
    files()[name]
    return f"/static/{version()}/{name}"


@cache
def modules(name: str) -> tuple[str, ...]:
    """The addresses of a script and of all that it imports, so that they are fetched at once."""
    found = [name]
    for each in found:
        imported = _IMPORT.findall(files()[each].read_text("utf-8"))
        found += [other for other in dict.fromkeys(imported) if other not in found]
    return tuple(asset(each) for each in found)


@router.head("/static/{of}/{name:path}")
@router.get("/static/{of}/{name:path}")
def static(request: Request, of: str, name: str) -> Response:
    """A file; kept by browsers for ever under the address of its version."""
    file = files().get(name)
    if file is None:
        raise HTTPException(404, f"There is no file “{name[:80]}”.")
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    # A page from before an upgrade may ask for what it named: it gets what there is now.
    cache = _FOREVER if of == version() else _NAMELESS
    return send_bytes(request, file.read_bytes(), kind, cache=cache)
