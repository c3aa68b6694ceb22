"""Hints of engines in pieces: their words, and the commands in them that somebody types."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_COMMAND = re.compile(
    r"(?P<whole>(?:\b[A-Z_]+=\S+ )?\b(?:deutgi [a-z]|pip install )[^;()가-힣]*?)"
    r"(?P<end>[;,:] |\.(?:[ )]|$)|[;()]|(?= ?[가-힣])|$)"
)
"""A command, as far as the clause goes in which it stands, or to the Korean that goes on."""
_IN_A_SENTENCE = re.compile(
    r"(?:deutgi|pip) [a-z]+(?: list\b| (?:add|fetch|pause|remove) [\w./:@-]*\w)?"
)
"""The command alone, where the sentence goes on: “deutgi doctor shows them all.”"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a hint, and whether it is a command; `language` is set where it is in another
    one than the page."""

    text: str
    command: bool = False
    language: Literal["en", ""] = ""


def pieces(hint: str) -> tuple[Piece, ...]:
    """All of a hint, in order."""
    return tuple(piece for piece in _pieces(hint) if piece.text)


def _pieces(hint: str) -> Iterator[Piece]:
    end = 0
    for match in _COMMAND.finditer(hint):
        command = match["whole"].rstrip()
        if match["end"].startswith("."):
            sentence = _IN_A_SENTENCE.match(command)
            command = sentence[0] if sentence else command
        yield Piece(hint[end : match.start()])
        yield Piece(command, command=True)
        end = match.start() + len(command)
    yield Piece(hint[end:])
