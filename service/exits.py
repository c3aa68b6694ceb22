"""How a command ends: one clear line, the next step, and an exit code that scripts can use."""

import errno
import functools
import os
import sys
import traceback
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer

from pipelines.errors import (
    DeutgiError,
    EngineFailed,
    EngineUnavailable,
    NoArticle,
    UnknownEngine,
    UnreadableSource,
)
from service.library import LibraryError, NoEpisode
from service.stopping import STOPPED, interrupted

EXIT_CODES = (
    "Exit codes: 0 all done · 1 a fault of Deutgi's own · 2 wrong usage · 3 the source cannot be "
    "read · 4 no English article in it · 5 an engine is missing or failed · 6 the files or the "
    "database cannot be used · 7 the English is done but Korean is missing · 8 lines of a checked "
    "episode are misheard · 130 stopped by Ctrl-C"
)
KOREAN_MISSING = 7
MISHEARD = 8

_CODES: tuple[tuple[type[DeutgiError], int], ...] = (
    (UnreadableSource, 3),
    (NoArticle, 4),
    (UnknownEngine, 2),
    (EngineUnavailable, 5),
    (EngineFailed, 5),
    (NoEpisode, 2),
    (LibraryError, 6),
    (DeutgiError, 2),
)

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What a disk says that takes no more, for what is not in the library: standard output."""

P = ParamSpec("P")
T = TypeVar("T")


def guarded(command: Callable[P, T]) -> Callable[P, T]:
    """A command whose errors people can read: no traceback unless DEUTGI_DEBUG is set."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except DeutgiError as error:
            _tell(error.message, error.hint)
            raise typer.Exit(_code(error)) from error
        except KeyboardInterrupt as error:
            _tell(STOPPED, "")
            raise typer.Exit(130) from error
        except BrokenPipeError as error:
            _close_output()  # whoever read it has gone
            raise typer.Exit(141) from error
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:
            if interrupted(error):
                _tell(STOPPED, "")
                raise typer.Exit(130) from error
            if isinstance(error, OSError) and error.errno in _FULL:
                _close_output()
                _tell(
                    f"The output cannot be written: {error.strerror}.",
                    "Free some space and run it again; what is in the library stays there.",
                )
                raise typer.Exit(6) from error
            if os.environ.get("DEUTGI_DEBUG"):
                traceback.print_exc()
            _tell(
                f"Deutgi itself is at fault: {type(error).__name__}: {error}",
                "Run it again with DEUTGI_DEBUG=1 and report what it prints.",
            )
            raise typer.Exit(1) from error

    return run


def _close_output() -> None:
    """Have Python not complain again, as it exits, of an output that takes nothing more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _code(error: DeutgiError) -> int:
    return next(code for kind, code in _CODES if isinstance(error, kind))


def _tell(message: str, hint: str) -> None:
    lines = [f"Error: {' '.join(message.split())}"]
    if hint:
        lines.append(f"Next:  {' '.join(hint.split())}")
    for line in lines:
        print(line.encode("utf-8", "replace").decode(), file=sys.stderr)
