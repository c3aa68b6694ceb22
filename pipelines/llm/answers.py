"""Data into a prompt, and JSON of a given shape out of what a model wrote."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

A = TypeVar("A", bound=BaseModel)


class BadAnswer(Exception):
    """The model answered, but not as it was asked to.

    `fault` is a short phrase that finishes “its answer was refused: …”.
    """

    def __init__(self, fault: str) -> None:
        """The phrase."""
        super().__init__(fault)
        self.fault = fault


def fenced(name: str, lines: Iterable[Mapping[str, object]]) -> str:
    """Data for a prompt: JSON objects, one a line, between `<name>` and `</name>`.

    No text in them can end the fence or begin another: a `<` is written as JSON's escape for it.
    """
    written = (json.dumps(line, ensure_ascii=False).replace("<", "\\u003c") for line in lines)
    text = "".join(f"{line}\n" for line in written)
    return f"<{name}>\n{text}</{name}>".encode("utf-8", "replace").decode("utf-8")


def read_answer(text: str, shape: type[A]) -> A:
    """The answer in what a model wrote: JSON alone, or with words, thoughts or a frame around it.

    Raises BadAnswer.
    """
    try:
        return shape.model_validate_json(text.strip())
    except ValidationError:
        fault = "it was no valid JSON"
    text = text.rpartition("</think>")[2]
    decoder = json.JSONDecoder()
    for start in [match.start() for match in re.finditer(r"\{", text)][:_PLACES]:
        try:
            _, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        try:
            return shape.model_validate_json(text[start:end])
        except ValidationError:
            fault = "it was not the JSON that was asked for"
    raise BadAnswer(fault)


_PLACES = 50
"""Opening braces where JSON may begin: a limit to the time that nonsense takes."""
