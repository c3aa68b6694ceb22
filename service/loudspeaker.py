"""Hearing sound at once, through this computer's loudspeaker."""

import os
import sys
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt

from pipelines.errors import EngineUnavailable
from pipelines.results import SAMPLE_RATE

_BUFFER = 100  # milliseconds


def play(sound: Iterable[npt.NDArray[np.float32]], backends: Sequence[Any] = ()) -> None:
    """Play blocks of samples as they come, and return when the last has been heard.

    Where the blocks come too slowly, silence is heard in between. `backends` are miniaudio's,
    tried in order; none means whatever this platform has. Raises EngineUnavailable where there
    is no loudspeaker, and whatever the iterator raises.
    """
    import miniaudio

    try:
        with _quiet_libraries():
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=1,
                sample_rate=SAMPLE_RATE,
                buffersize_msec=_BUFFER,
                backends=list(backends) or None,
            )
    except miniaudio.MiniaudioError as error:
        raise EngineUnavailable(
            "There is no loudspeaker to play on here.", "Write a file instead: --out news.mp3"
        ) from error
    with device:
        feed = _Feed()
        device.start(feed.blocks())
        for block in sound:
            feed.put(block)
        feed.finish()
        time.sleep(2 * _BUFFER / 1000)  # what the device has taken but not played yet


@contextmanager
def _quiet_libraries() -> Iterator[None]:
    """Without the screens of text that ALSA writes to standard error where it finds no card."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


class _Feed:
    """What the device's own thread takes its samples from."""

    def __init__(self) -> None:
        self._waiting = np.zeros(0, np.float32)
        self._change = threading.Condition()

    def blocks(self) -> Generator[npt.NDArray[np.float32], int, None]:
        """A started generator that gives as many samples as it is asked for."""
        generator = self._blocks()
        next(generator)
        return generator

    def _blocks(self) -> Generator[npt.NDArray[np.float32], int, None]:
        wanted = yield np.zeros(0, np.float32)
        while True:
            with self._change:
                block = self._waiting[:wanted]
                self._waiting = self._waiting[wanted:]
                self._change.notify()
            wanted = yield np.pad(block, (0, wanted - block.size))

    def put(self, samples: npt.NDArray[np.float32]) -> None:
        """More samples to be heard after those that wait."""
        with self._change:
            self._waiting = np.concatenate([self._waiting, samples])

    def finish(self) -> None:
        """Wait until all has been heard."""
        with self._change:
            while self._waiting.size:
                self._change.wait(timeout=0.5)
