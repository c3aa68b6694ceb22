"""Which neighbouring words are said in one breath, and what that does to them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Boundary:
    """x"""

    joined: bool = False
    respelled: str | None = None


def boundary(word: str, following: str, after: str) -> Boundary:
    """x"""
    return Boundary()
