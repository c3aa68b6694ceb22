"""Words."""


def respell(word: str) -> str:
    """x"""
    return word


def genitive(word: str) -> bool:
    """x"""
    return len(word) > 1 and word.endswith("의")
