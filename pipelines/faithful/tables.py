"""The tables of words in `data/`; each says in its head how its lines are to be read."""

from importlib.resources import files


def lines(name: str) -> list[str]:
    """The lines of a table that are neither empty nor a comment."""
    text = files("pipelines.faithful").joinpath(f"data/{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
