"""Tokens, as an endpoint counts them."""

import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the endpoint counts them: those that it read and those that it wrote."""

    prompt: int = 0
    completion: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        """Both together."""
        return Usage(self.prompt + other.prompt, self.completion + other.completion)

    def __str__(self) -> str:
        """For people; empty where the endpoint has counted nothing."""
        if self == Usage():
            return ""
        return f"{self.prompt:,} tokens in, {self.completion:,} out"


class Meter:
    """A sum of usage that several threads may add to."""

    def __init__(self) -> None:
        """Nothing used yet."""
        self.usage = Usage()
        self._lock = threading.Lock()

    def add(self, usage: Usage) -> None:
        """Add to the sum."""
        with self._lock:
            self.usage += usage
