"""What tests of several rooms share: tiny models, each trained once for all that want it."""

from collections.abc import Callable
from pathlib import Path

import pytest

Make = Callable[[str], Path]


@pytest.fixture(scope="session")
def model_of(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """The folder of a tiny model of a kind: a translator, or a summarizer (`bart`…)."""
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from tests.pipelines.seq2seq import tiny

    made: dict[str, Path] = {}

    def make(kind: str) -> Path:
        if kind not in made:
            folder = tmp_path_factory.mktemp(kind) / kind
            if kind in tiny.SUMMARIZERS:
                made[kind] = tiny.make(kind, folder, tiny.SUMMARIES, reads=256)
            else:
                made[kind] = tiny.make(kind, folder)
        return made[kind]

    return make
