"""x"""
from pipelines.korean.register import Rewritten, to_plain


def to_headline(korean: str) -> Rewritten:
    """x."""
    return to_plain(korean)
