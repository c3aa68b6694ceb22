"""What becomes of finished speech: encoders, loudness meters and whole tracks, measured.

    python -m benchmarks.audio [MINUTES]

The sound is made here (noise shaped like a voice, ten minutes unless told). Peers run where
they are installed: soundfile (libsndfile) and av (FFmpeg) for encoding, pyloudnorm for
loudness. Every MP3 is decoded again by miniaudio. The track is measured in a process of its
own, so that its peak memory is nobody else's.
"""

import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from audio_out.loudness import Limiter, Meter
from audio_out.mp3 import Encoder, decode
from audio_out.track import Details, Line, write_track
from pipelines.results import SAMPLE_RATE, Speech

Samples = npt.NDArray[np.float32]


def main() -> None:
    """Print the three tables."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    sound = np.concatenate([_sentence(number) for number in range(round(minutes * 10))])
    seconds = sound.size / SAMPLE_RATE
    print(f"{seconds / 60:.1f} minutes of sound, 24 kHz mono\n")
    _encoders(sound, seconds)
    _meters(sound, seconds)
    _tracks(minutes)


def _sentence(number: int) -> Samples:
    """Six seconds of noise with the syllables and roughly the spectrum of a voice."""
    random = np.random.default_rng(number)
    size = 6 * SAMPLE_RATE
    frequency = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    spectrum = np.fft.rfft(random.standard_normal(size)) / (1 + (frequency / 500) ** 1.5)
    syllables = np.abs(np.sin(np.pi * 3.7 * np.arange(size) / SAMPLE_RATE)) ** 3
    voice = np.fft.irfft(spectrum, size) * syllables
    return np.asarray(0.1 * voice / voice.std(), np.float32)


def _encoders(sound: Samples, seconds: float) -> None:
    encoders: dict[str, Callable[[Samples], bytes]] = {"lameenc, our Info frame": _lameenc}
    if find_spec("soundfile"):
        encoders["soundfile"] = _soundfile
    if find_spec("av"):
        encoders["av"] = _av
    print(f"{'MP3, 64 kbps':26}{'x realtime':>12}{'bytes':>12}{'samples off':>13}{'Info':>6}")
    for name, encode in encoders.items():
        encode(sound[:SAMPLE_RATE])  # its library is loaded before the clock starts
        start = time.perf_counter()
        mp3 = encode(sound)
        spent = time.perf_counter() - start
        decoded = sum(block.size for block in decode(io.BytesIO(mp3)))
        info = "yes" if b"Info" in mp3[:2000] else "no"
        print(f"{name:26}{seconds / spent:12.0f}{len(mp3):12,}{decoded - sound.size:+13}{info:>6}")
    print()


def _lameenc(sound: Samples) -> bytes:
    encoder = Encoder()
    frames = encoder.encode(sound) + encoder.finish()
    return encoder.info_frame() + frames


def _soundfile(sound: Samples) -> bytes:
    import soundfile

    file = io.BytesIO()
    with soundfile.SoundFile(
        file,
        "w",
        SAMPLE_RATE,
        1,
        format="MP3",
        subtype="MPEG_LAYER_III",
        compression_level=0.6,  # 64 kbps at this rate
        bitrate_mode="CONSTANT",
    ) as mp3:
        mp3.write(sound)
    return file.getvalue()


def _av(sound: Samples) -> bytes:
    import av

    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=SAMPLE_RATE)
        stream.bit_rate = 64_000
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="fltp", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return file.getvalue()


def _meters(sound: Samples, seconds: float) -> None:
    print(f"{'loudness':26}{'x realtime':>12}{'LUFS':>12}{'import ms':>13}{'MB':>6}")

    def ours() -> float:
        meter = Meter()
        meter.add(sound)
        return meter.lufs

    meters: dict[str, tuple[str, Callable[[], float]]] = {
        "ours, true peak with it": ("audio_out.loudness", ours)
    }
    if find_spec("pyloudnorm"):
        import pyloudnorm

        peer = pyloudnorm.Meter(SAMPLE_RATE, filter_class="DeMan")
        meters["pyloudnorm"] = ("pyloudnorm", lambda: float(peer.integrated_loudness(sound)))
    for name, (module, measure) in meters.items():
        start = time.perf_counter()
        lufs = measure()
        spent = time.perf_counter() - start
        took, grew = _import_cost(module)
        print(f"{name:26}{seconds / spent:12.0f}{lufs:12.3f}{took:13.0f}{grew:6.0f}")
    start = time.perf_counter()
    limiter = Limiter(-6)
    limiter.limit(sound)
    print(f"{'limiter, at work':26}{seconds / (time.perf_counter() - start):12.0f}\n")


def _import_cost(module: str) -> tuple[float, float]:
    """Milliseconds and megabytes that a module costs a process that has numpy."""
    script = (
        "import numpy, time; from benchmarks.audio import peak_memory\n"
        "before = peak_memory()\n"
        f"start = time.perf_counter(); import {module}\n"
        "print((time.perf_counter() - start) * 1000, peak_memory() - before)"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    took, grew = out.stdout.split()
    return float(took), float(grew)


def _tracks(minutes: float) -> None:
    print(
        f"{'write_track':26}{'x realtime':>12}{'seconds':>12}{'LUFS':>13}{'dBTP':>6}{'peak MB':>9}"
    )
    for length in (1.0, minutes, minutes * 3):
        code = f"from benchmarks.audio import track; track({length})"
        subprocess.run([sys.executable, "-c", code], check=True)


def track(minutes: float) -> None:
    """Print one row: a track of so many minutes, made in this process."""

    def lines() -> Iterator[Line]:
        for number in range(round(minutes * 10)):
            text = f"Sentence number {number}."
            yield Line(text, (Speech(_sentence(number % 10), text, "noise"),), number % 4 == 3)

    start = time.perf_counter()
    made = write_track(lines(), Details("en", title="Noise"), io.BytesIO())
    spent = time.perf_counter() - start
    print(
        f"{f'{made.seconds / 60:.1f} minutes':26}{made.seconds / spent:12.0f}{spent:12.2f}"
        f"{made.lufs:13.2f}{made.true_peak:6.2f}{peak_memory():9.0f}"
    )


def peak_memory() -> float:
    """The most megabytes that this process has held (Linux; 0 elsewhere).

    Not `ru_maxrss`: a child inherits that from the process that started it.
    """
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()
