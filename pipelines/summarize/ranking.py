"""How much each sentence says of what an article says: LexRank, in time linear in the words.

Sentences are TF-IDF vectors; two sentences are linked by their cosine, and a random walk on
that graph rests longest on the sentences that are most like the others (continuous LexRank:
Erkan & Radev, *LexRank: Graph-based Lexical Centrality as Salience in Text Summarization*,
JAIR 22, 2004, section 3.3). The graph's matrix is the product of the sparse vectors with
themselves, so a step of the walk is two sparse products, and the graph, which has the square
of the sentences in links, is never made.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")

_DAMPING = 0.85
_STEPS = 60
_NAME_WEIGHT = 1.5

_STOP_WORDS = """
a about above after again against all also am an and any are aren't as at be because been
before being below between both but by can can't could couldn't did didn't do does doesn't
doing don't down during each few for from further had hadn't has hasn't have haven't having he
he'd he'll he's her here hers herself him himself his how i i'd i'll i'm i've if in into is
isn't it it's its itself just let's may me might more most must my myself no nor not now of
off on once one only or other our ours ourselves out over own said same say says she she'd
she'll she's should shouldn't so some such than that that's the their theirs them themselves
then there there's these they they'd they'll they're they've this those through to told too
under until up us very was wasn't we we'd we'll we're we've were weren't what when where
which while who whom why will with won't would wouldn't you you'd you'll you're you've your
yours yourself yourselves
"""
"""English function words, and the verbs of attribution that news puts in every other sentence."""

STOPPED = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class SentenceVectors:
    """TF-IDF vectors of length 1, a row a sentence, sparse (coordinate format).

    Entry k is `weights[k]` at row `rows[k]`, column `columns[k]`; `shape` is sentences × words.
    A sentence without content words is a row of zeros.
    """

    rows: npt.NDArray[np.intp]
    columns: npt.NDArray[np.intp]
    weights: Vector
    shape: tuple[int, int]

    def times(self, words: Vector) -> Vector:
        """The matrix times a vector over words: a vector over sentences."""
        products = self.weights * words[self.columns]
        return np.bincount(self.rows, products, self.shape[0]).astype(np.float64)

    def transposed_times(self, sentences: Vector) -> Vector:
        """The transposed matrix times a vector over sentences: a vector over words."""
        products = self.weights * sentences[self.rows]
        return np.bincount(self.columns, products, self.shape[1]).astype(np.float64)

    def cosines(self, row: int) -> Vector:
        """How like one sentence every sentence is, 0 to 1."""
        chosen = np.zeros(self.shape[0])
        chosen[row] = 1.0
        return self.times(self.transposed_times(chosen))


def words(text: str) -> list[str]:
    """The words and numbers of a text, in small letters."""
    return [found.group().lower().replace("’", "'") for found in _WORD.finditer(text)]


def sentence_vectors(sentences: Sequence[str]) -> SentenceVectors:
    """Vectors of the sentences' stemmed content words (Snowball), names and numbers heavier."""
    from snowballstemmer import stemmer

    stem = stemmer("english").stemWord
    stems: dict[str, str] = {}
    vocabulary: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    counts: list[float] = []
    for row, sentence in enumerate(sentences):
        weights: dict[str, float] = {}
        for word in _WORD.finditer(sentence):
            small = word.group().lower().replace("’", "'")
            if small in STOPPED:
                continue
            if small not in stems:
                stems[small] = stem(small.removesuffix("'s"))
            # A capital is a name's, but for the one that begins the sentence.
            name = word.group()[0].isupper() and word.start() > 1
            heavy = name or small[0].isdigit()
            weight = _NAME_WEIGHT if heavy else 1.0
            weights[stems[small]] = weights.get(stems[small], 0.0) + weight
        for term, weight in weights.items():
            rows.append(row)
            columns.append(vocabulary.setdefault(term, len(vocabulary)))
            counts.append(weight)

    shape = (len(sentences), len(vocabulary))
    row_array, column_array = np.array(rows, np.intp), np.array(columns, np.intp)
    frequency = np.bincount(column_array, minlength=shape[1])
    idf = np.log1p(shape[0] / np.maximum(frequency, 1))
    weighted = np.array(counts) * idf[column_array]
    lengths = np.sqrt(np.bincount(row_array, weighted**2, shape[0]))
    return SentenceVectors(row_array, column_array, weighted / lengths[row_array], shape)


def centrality(vectors: SentenceVectors) -> Vector:
    """Each sentence's share of the random walk's time, 1.0 for the most central."""
    sentences = vectors.shape[0]
    own = (vectors.times(vectors.transposed_times(np.ones(sentences))) > 0).astype(np.float64)
    # A sentence's link to itself (cosine 1) is taken out.
    links = vectors.times(vectors.transposed_times(own)) - own
    alone = links < 1e-9
    rank = np.full(sentences, 1.0 / sentences)
    for _ in range(_STEPS):
        flow = np.where(alone, 0.0, rank / np.where(alone, 1.0, links))
        step = vectors.times(vectors.transposed_times(flow)) - own * flow
        moved = _DAMPING * step + (1.0 - _DAMPING) / sentences
        moved /= moved.sum()
        settled = np.abs(moved - rank).sum() < 1e-6
        rank = moved
        if settled:
            break
    return np.asarray(rank / rank.max())
