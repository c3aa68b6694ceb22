"""Whether the libraries of an extra are there."""

from collections.abc import Iterable
from importlib.util import find_spec

from pipelines.errors import EngineUnavailable


def require(what: str, names: Iterable[str]) -> None:
    """Raises EngineUnavailable, which says how to get them, where some of the server's are not.

    `what` is how people call them.
    """
    if missing := [name for name in names if find_spec(name) is None]:
        raise EngineUnavailable(
            f"{what} are not installed: {', '.join(missing)}.", "pip install 'deutgi[serve]'"
        )
