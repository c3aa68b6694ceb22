"""What tests of several rooms share: tiny models, each trained once for all that want it."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

Make = Callable[[str], Path]

# How long an example takes says nothing where two workers and other programs share the cores.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So it is where a script runs the tests in the background; what they start would not heed it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

if int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")) > 1:
    # Several workers have a core each; threads of torch and NumPy would only wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Three for a folder or all tests: with two cores, since a third of the time is waiting, for
    sound that plays or a server that starts. Named files are run, and seen, in this process."""
    return 0 if any(".py" in argument for argument in config.args) else 3


@pytest.fixture(scope="session")
def of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def model_of(of_all_workers: Path) -> Make:
    """The folder of a tiny model of a kind: a translator, or a summarizer (`bart`…)."""
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from tests.pipelines.seq2seq import tiny

    def make(kind: str) -> Path:
        folder = of_all_workers / kind
        with FileLock(f"{folder}.lock"):
            if not folder.exists():
                half = of_all_workers / f"{kind}-untrained"
                if kind in tiny.SUMMARIZERS:
                    tiny.make(kind, half, tiny.SUMMARIES, reads=256)
                else:
                    tiny.make(kind, half)
                half.rename(folder)
        return folder

    return make
