"""Cutting a long text into parts that a model can take, at the borders of paragraphs."""

from collections.abc import Callable, Sequence

from pipelines.sentences import split_sentences


def parts_of(
    paragraphs: Sequence[str], limit: int, measure: Callable[[Sequence[str]], Sequence[int]]
) -> list[str]:
    """The text in as few parts as go into `limit` each, of about the same length.

    `measure` gives the length of each of several texts, in tokens for example. A paragraph that
    is longer than a part is cut between sentences, such a sentence between words. No word is
    lost, and their order is kept.
    """
    pieces = [p for paragraph in paragraphs for p in _pieces(paragraph, limit, measure)]
    sizes = measure(pieces)
    fewest = _packed(pieces, sizes, limit)
    # The same number of parts, each as small as may be: no scrap is left over at the end.
    low, high = max(sizes, default=0), limit
    while low < high:
        middle = (low + high) // 2
        if len(_packed(pieces, sizes, middle)) <= len(fewest):
            high = middle
        else:
            low = middle + 1
    return _packed(pieces, sizes, low)


def _packed(pieces: Sequence[str], sizes: Sequence[int], limit: int) -> list[str]:
    parts: list[list[str]] = []
    filled = limit + 1
    for piece, size in zip(pieces, sizes, strict=True):
        if filled + size > limit:
            parts.append([])
            filled = 0
        parts[-1].append(piece)
        filled += size
    return ["\n".join(part) for part in parts]


def _pieces(
    paragraph: str, limit: int, measure: Callable[[Sequence[str]], Sequence[int]]
) -> list[str]:
    if measure([paragraph])[0] <= limit:
        return [paragraph] if paragraph.strip() else []
    sentences = split_sentences(paragraph)
    if len(sentences) > 1:
        return [piece for sentence in sentences for piece in _pieces(sentence, limit, measure)]
    words = paragraph.split()
    if len(words) > 1:
        half = len(words) // 2
        halves = (" ".join(words[:half]), " ".join(words[half:]))
    else:
        half = len(paragraph) // 2
        halves = (paragraph[:half], paragraph[half:])
        if not half:  # a single character is never cut, whatever it measures
            return [paragraph]
    return [piece for text in halves for piece in _pieces(text, limit, measure)]
