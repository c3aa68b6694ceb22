"""Text that every file can hold."""

import unicodedata


def clean(text: str) -> str:
    """The text on one line, without what breaks tags and captions.

    White space becomes single spaces, control characters go, and half a character (a lone
    surrogate) becomes the sign for one that is missing. Everything else stays as written.
    """
    kept = "".join(
        "�" if unicodedata.category(c) == "Cs" else c
        for c in text
        if c.isspace() or unicodedata.category(c) != "Cc"
    )
    return " ".join(kept.split())


def shorten(text: str, width: int) -> str:
    """The text within so many characters, cut between words where it can be, with an ellipsis."""
    if len(text) <= width:
        return text
    head, space, _ = text[:width].rpartition(" ")
    return (head if space else text[: width - 1]).rstrip(" ,;:—–-") + "…"
