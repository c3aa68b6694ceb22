"""Which sentences of an article a new sentence was made from."""

from collections.abc import Sequence

import numpy as np

from pipelines.sentences import ArticleSentence
from pipelines.summarize.ranking import sentence_vectors

_LIKE = 0.15
"""The least cosine by which a sentence may be a source."""

_MOST = 3
"""Sources of one sentence: models fuse two sentences often, three now and then."""


def nearest_sources(
    made: Sequence[str], article: Sequence[ArticleSentence]
) -> tuple[tuple[int, ...], ...]:
    """For each sentence made, the numbers of the article sentences that it says again, in order.

    Sources are taken by what they add: the sentence that is most like it, then the one that is
    most like what the first did not cover, as long as it adds a quarter of its words' weight.
    A sentence that shares no content word with the article has none.
    """
    if not article:
        return tuple(() for _ in made)
    vectors = sentence_vectors([*(sentence.text for sentence in article), *made])
    count, words = len(article), vectors.shape[1]
    of_row = [np.flatnonzero(vectors.rows == row) for row in range(count, vectors.shape[0])]
    found = []
    for entries in of_row:
        left = np.zeros(words)
        left[vectors.columns[entries]] = vectors.weights[entries]
        whole = float(left @ left)
        chosen: list[int] = []
        while len(chosen) < _MOST:
            cosines = vectors.times(left)[:count]
            best = int(cosines.argmax())
            covered = np.isin(np.arange(words), vectors.columns[vectors.rows == best])
            gain = float((left[covered] ** 2).sum())
            if best in chosen or cosines[best] < _LIKE or gain < 0.25 * whole:
                break
            chosen.append(best)
            left[covered] = 0.0
        found.append(tuple(sorted(article[row].index for row in chosen)))
    return tuple(found)
