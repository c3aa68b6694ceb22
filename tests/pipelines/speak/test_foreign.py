import io
import shutil

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import EngineFailed
from pipelines.results import SAMPLE_RATE
from pipelines.speak.foreign import samples_from

KINDS = [("WAV", "PCM_16"), ("WAV", "PCM_24"), ("WAV", "FLOAT"), ("FLAC", "PCM_16")]
KINDS += [("OGG", "VORBIS"), ("MP3", "MPEG_LAYER_III")]


def sent(kind, coding, rate=24_000, channels=1, level=0.4):
    """A file with a second of tone after half a second of silence, and before as much."""
    time = np.arange(2 * rate) / rate
    tone = level * np.sin(2 * np.pi * 440 * time) * ((time > 0.5) & (time < 1.5))
    file = io.BytesIO()
    soundfile.write(file, np.stack([tone] * channels, 1), rate, format=kind, subtype=coding)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "coding"), KINDS)
@pytest.mark.parametrize("rate", [16_000, 24_000, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_voice_may_send_any_common_kind_of_file(kind, coding, rate, channels):
    samples = samples_from(sent(kind, coding, rate, channels), "online")
    assert samples.dtype == np.float32
    assert samples.size / SAMPLE_RATE == pytest.approx(1.02, abs=0.04)
    middle = samples[4_000:20_000]
    assert np.std(middle) * np.sqrt(2) == pytest.approx(0.4, abs=0.01)
    peaks = np.abs(np.fft.rfft(middle[:12_000]))
    assert np.argmax(peaks) * 2 == 440


def test_silence_is_no_speech():
    assert samples_from(sent("WAV", "PCM_16", level=0.0), "online").size == 0


@settings(max_examples=40)  # ffmpeg, where it is installed, is started for each
@given(st.binary(max_size=400), st.sampled_from([b"", b"ID3\x03", b"\xff\xfb\x90", b"RIFF"]))
def test_what_is_no_sound_is_an_error_that_names_the_voice(data, start):
    with pytest.raises(EngineFailed, match="online") as error:
        samples_from(start + data, "online")
    assert error.value.hint


@pytest.mark.skipif(shutil.which("ffmpeg") is not None, reason="ffmpeg is installed")
@pytest.mark.filterwarnings("error")
def test_a_missing_ffmpeg_is_said_where_it_is_needed_and_only_there():
    assert samples_from(sent("MP3", "MPEG_LAYER_III"), "online").size
    with pytest.raises(EngineFailed) as error:
        samples_from(sent("OGG", "OPUS"), "online")
    assert "ffmpeg" in error.value.hint
