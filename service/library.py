"""The library: one folder an episode, never lost and never half-written.

An episode is made in a hidden draft folder beside its place and appears by one rename.
"""

import contextlib
import errno
import os
import shlex
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from pipelines.errors import DeutgiError
from service.episode import Episode
from service.folders import option

_DRAFT = ".draft-"
_REPLACED = ".replaced-"
_STALE_AFTER = 24 * 3600.0  # seconds: no episode takes a day, so its maker was killed


class LibraryError(DeutgiError):
    """The library cannot be read or written: no permission, a full disk, a damaged file."""


class NoEpisode(LibraryError):
    """There is no episode of that name, or more than one."""


def path_of(library: Path, episode_id: str) -> Path:
    """The folder where an episode lies, or would lie."""
    return library / episode_id


def load(folder: Path) -> Episode:
    """The episode in a folder. Raises LibraryError where there is none or it is damaged."""
    file = folder / "episode.json"
    try:
        return Episode.model_validate_json(file.read_bytes())
    except FileNotFoundError as error:
        raise NoEpisode(
            f"There is no episode in {folder}.", "deutgi episodes lists those there are."
        ) from error
    except (ValidationError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is damaged"
        raise LibraryError(
            f"{file} cannot be read: {reason}.", "Make the episode again with --again."
        ) from error


def find(library: Path, name: str) -> Episode:
    """The episode whose id is `name`, or the only one that has it in its id or title.

    Raises NoEpisode, LibraryError.
    """
    if (path_of(library, name) / "episode.json").is_file() and "/" not in name:
        return load(path_of(library, name))
    wanted = name.strip().casefold()
    everything = episodes(library) if wanted else []
    matches = [e for e in everything if e.id.startswith(wanted) or e.id.endswith(wanted)]
    if not matches:
        told = ((e, f"{e.id} {e.title} {e.title_ko or ''}") for e in everything)
        matches = [episode for episode, text in told if wanted in text.casefold()]
    if len(matches) == 1:
        return matches[0]
    if matches:
        listed = ", ".join(episode.id for episode in matches[:3])
        raise NoEpisode(
            f"{len(matches)} episodes are named “{name}”: {listed}{', …' * (len(matches) > 3)}.",
            "Say more of its name; deutgi episodes lists them all.",
        )
    raise NoEpisode(
        f"No episode in {library} is named “{name}”.", f"deutgi episodes{option(library)}"
    )


def episodes(library: Path) -> list[Episode]:
    """All whole episodes, the newest first. A damaged one is passed over."""
    found = []
    if library.is_dir():
        for folder in library.iterdir():
            if folder.is_dir() and not folder.name.startswith("."):
                with contextlib.suppress(LibraryError):
                    found.append(load(folder))
    return sorted(found, key=lambda episode: episode.created, reverse=True)


@contextlib.contextmanager
def draft(library: Path, episode_id: str) -> Iterator[Path]:
    """A folder to make an episode in, which takes its place when the block ends well.

    When it ends badly (an error, Ctrl-C, a full disk) the draft is removed and an episode
    that was there before stays as it was. Raises LibraryError where the disk says no.
    """
    try:
        library.mkdir(parents=True, exist_ok=True)
        _tidy(library)
        folder = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=library))
    except OSError as error:
        raise refused(library, error) from error
    try:
        yield folder
        _publish(folder, path_of(library, episode_id))
    except OSError as error:
        raise refused(library, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove(library: Path, episode_id: str) -> None:
    """Take an episode out of the library: gone at once, or still whole.

    Who is reading its files reads on. Raises LibraryError where there is none, or where the disk
    says no.
    """
    place = path_of(library, episode_id)
    # As a draft that was given up, it is cleared away later should we be killed now.
    aside = library / f"{_DRAFT}{uuid.uuid4().hex}"
    try:
        place.rename(aside)
    except FileNotFoundError as error:
        raise NoEpisode(
            f"There is no episode in {place}.", "deutgi episodes lists those there are."
        ) from error
    except OSError as error:
        raise refused(library, error) from error
    # Nor may an older one that a killed process left come back in its place.
    shutil.rmtree(place.with_name(_REPLACED + place.name), ignore_errors=True)
    shutil.rmtree(aside, ignore_errors=True)


def _publish(folder: Path, place: Path) -> None:
    for file in folder.iterdir():
        _flush(file)
    folder.chmod(0o755)
    aside = place.with_name(_REPLACED + place.name)
    if place.exists():
        # A folder cannot replace one that is not empty, so the old one steps aside. Were we
        # killed between the two renames, the next draft would put it back.
        shutil.rmtree(aside, ignore_errors=True)
        place.rename(aside)
    try:
        folder.rename(place)
    except BaseException:  # Ctrl-C too: it was there before and is still
        if aside.exists() and not place.exists():
            aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)
    if os.name == "posix":
        _flush(place.parent)


def _flush(path: Path) -> None:
    """Have the operating system put a file (or a folder's list of names) on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _tidy(library: Path) -> None:
    """Clear up after processes that were killed: stale drafts go, what stepped aside comes back."""
    for aside in library.glob(f"{_REPLACED}*"):
        place = aside.with_name(aside.name.removeprefix(_REPLACED))
        if place.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(place)
    for folder in library.glob(f"{_DRAFT}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _STALE_AFTER:
                shutil.rmtree(folder, ignore_errors=True)


def must_have_folder(file: Path) -> None:
    """See that the folder is there that a file is to go to. Raises LibraryError."""
    if not file.absolute().parent.is_dir():
        folder = file.parent
        raise LibraryError(f"There is no folder {folder}.", f"mkdir -p {shlex.quote(str(folder))}")


def refused(library: Path, error: OSError) -> LibraryError:
    """What to tell people when the disk says no."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return LibraryError(
            f"The disk is full: the episode could not be written to {library}.",
            "Free some space, or choose another place with --library.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        return LibraryError(
            f"Nothing can be written to {library}: {error.strerror}.",
            "Choose another place with --library.",
        )
    return LibraryError(
        f"{library}: {error.strerror or error}.", "deutgi doctor checks the library."
    )
