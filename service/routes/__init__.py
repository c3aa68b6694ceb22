"""What the server answers: one module a resource, each with its `router`."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


def _whole(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("there is half a character in it (a lone surrogate)")
    return text


Text = Annotated[str, AfterValidator(_whole)]
"""A text that can be spoken, kept and sent back. (JSON may hold halves of characters.)"""


class Strict(BaseModel):
    """A request of our own: a field that is not known is a mistake that should be told."""

    model_config = ConfigDict(extra="forbid")
