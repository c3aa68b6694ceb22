"""API keys: made, kept as hashes, looked up, listed and revoked."""

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast, get_args

from pipelines.errors import DeutgiError
from service.library import LibraryError

Scope = Literal["read", "speak", "manage"]
"""What a key opens: `read` episodes and feeds, `speak` speech and texts, `manage` all changes."""

SCOPES: tuple[Scope, ...] = get_args(Scope)
DEFAULT_SCOPES: tuple[Scope, ...] = ("read", "speak")

_MARK = "dtg_"  # by which people, and scanners for secrets, know a key of ours
_FORMAT = 1
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept. `hash` is the SHA-256 of the key, in hexadecimal.

    A slow hash guards passwords, which can be guessed; 256 random bits cannot, and every request
    has its key checked.
    """

    name: str
    hash: str
    scopes: tuple[Scope, ...]
    created: datetime


class Keys:
    """The keys in a file, read again when the file has changed. May be used from many threads."""

    def __init__(self, path: Path) -> None:
        """`path` need not exist: then there are no keys."""
        self._path = path
        self._seen: tuple[int, ...] | None = None
        self._keys: tuple[Key, ...] = ()

    def all(self) -> tuple[Key, ...]:
        """Every key, in the order they were made. Raises LibraryError for a file that is damaged.

        While it cannot be read nobody is let in: a key may have been revoked in it.
        """
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            self._seen, self._keys = None, ()
            return ()
        except OSError as error:
            raise _trouble(self._path, error) from error
        seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if seen != self._seen:
            self._keys = _read(self._path)
            self._seen = seen
        return self._keys

    def find(self, token: str) -> Key | None:
        """The key that this is, in a time that tells nothing of the others. Raises LibraryError."""
        digest = _digest(token)
        found = None
        for key in self.all():
            if hmac.compare_digest(key.hash, digest):
                found = key
        return found

    def add(self, name: str, scopes: Iterable[str] = DEFAULT_SCOPES) -> str:
        """Make a key and give it, this once: only its hash is kept.

        Raises DeutgiError for a name that is taken or unfit and for an unknown scope,
        LibraryError where the file cannot be written.
        """
        if not name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
            raise DeutgiError(
                f"“{name[:80]}” is no name for a key.",
                f"Give a word by which you know who uses it, of up to {_LONGEST_NAME} letters.",
            )
        wanted = tuple(dict.fromkeys(scopes))
        if not wanted or not {*wanted} <= {*SCOPES}:
            odd = ", ".join(str(scope) for scope in wanted if scope not in SCOPES)
            raise DeutgiError(
                f"There is no scope “{odd}”." if odd else "A key needs a scope.",
                f"Choose from {', '.join(SCOPES)}.",
            )
        token = _MARK + secrets.token_urlsafe(32)
        key = Key(name, _digest(token), cast(tuple[Scope, ...], wanted), datetime.now(UTC))
        with self._changing():
            if any(other.name == name for other in self.all()):
                raise DeutgiError(
                    f"There is a key named {name} already.",
                    f"Choose another name, or revoke it first: deutgi keys remove {name}",
                )
            _write(self._path, (*self.all(), key))
        return token

    def remove(self, name: str) -> None:
        """Revoke a key, also for servers that run. Raises DeutgiError where there is none."""
        with self._changing():
            left = tuple(key for key in self.all() if key.name != name)
            if len(left) == len(self.all()):
                raise DeutgiError(f"There is no key named {name}.", "deutgi keys list")
            _write(self._path, left)

    def _changing(self) -> Any:
        """A lock against another process that changes the file too."""
        from filelock import FileLock

        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _trouble(self._path, error) from error
        return FileLock(f"{self._path}.lock", mode=0o600)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _read(path: Path) -> tuple[Key, ...]:
    try:
        entries = json.loads(path.read_bytes())["keys"]
        return tuple(
            Key(
                str(entry["name"]),
                str(entry["hash"]),
                tuple(scope for scope in entry["scopes"] if scope in SCOPES),
                datetime.fromisoformat(entry["created"]),
            )
            for entry in entries
        )
    except OSError as error:
        raise _trouble(path, error) from error
    except (ValueError, KeyError, TypeError) as error:
        raise LibraryError(
            f"The file of API keys is damaged: {path}.",
            "Put it back from a backup, or remove it and make new keys: deutgi keys add NAME",
        ) from error


def _write(path: Path, keys: tuple[Key, ...]) -> None:
    """Replace the file by one rename; nobody but its owner may read it at any moment."""
    entries = [
        {
            "name": key.name,
            "hash": key.hash,
            "scopes": list(key.scopes),
            "created": key.created.isoformat(),
        }
        for key in keys
    ]
    draft = ""
    try:
        handle, draft = tempfile.mkstemp(prefix=".keys-", dir=path.parent)  # 0600 from the start
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"format": _FORMAT, "keys": entries}, file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except OSError as error:
        if draft:
            with suppress(OSError):
                Path(draft).unlink()
        raise _trouble(path, error) from error


def _trouble(path: Path, error: OSError) -> LibraryError:
    return LibraryError(
        f"The file of API keys cannot be used: {path}: {error.strerror or error}.",
        "Choose another place for it with DEUTGI_KEYS.",
    )
