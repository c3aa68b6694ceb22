import io

import mutagen.mp3
import numpy as np
import pytest

from audio_out.mp3 import FRAME_BYTES, Encoder, decode
from pipelines.results import SAMPLE_RATE
from tests.audio_out.bursts import burst, heard


def encoded(sound, cuts=1):
    encoder = Encoder()
    frames = b"".join(encoder.encode(part) for part in np.array_split(sound, cuts))
    frames += encoder.finish()
    return encoder.info_frame() + frames


@pytest.mark.parametrize("samples", [1, 100, 575, 576, 577, 24_000, 99_999])
def test_decoded_sound_has_exactly_the_samples_that_went_in(samples):
    mp3 = encoded(burst(5)[:samples])
    assert heard(mp3).size == samples
    assert sum(block.size for block in decode(io.BytesIO(mp3))) == samples
    assert mutagen.mp3.MP3(io.BytesIO(mp3)).info.length == pytest.approx(samples / SAMPLE_RATE)


def test_decoded_sound_is_in_place_and_as_loud():
    sound = burst(3)
    assert np.abs(heard(encoded(sound)) - sound).max() < 0.01
    assert np.abs(np.concatenate(list(decode(io.BytesIO(encoded(sound))))) - sound).max() < 0.01


def test_players_see_the_length_and_the_bit_rate():
    mp3 = encoded(burst(3))
    info = mutagen.mp3.MP3(io.BytesIO(mp3)).info
    assert info.bitrate == 64_000
    assert info.bitrate_mode == mutagen.mp3.BitrateMode.CBR
    assert info.encoder_info.startswith("LAME 3.100")
    assert (info.sample_rate, info.channels) == (SAMPLE_RATE, 1)
    assert len(mp3) % FRAME_BYTES == 0


def test_the_info_frame_has_right_checksums():
    mp3 = encoded(burst(2))
    frame, music = mp3[:FRAME_BYTES], mp3[FRAME_BYTES:]
    tag = frame.index(b"LAME")
    assert int.from_bytes(frame[tag + 28 : tag + 32]) == len(mp3)
    assert int.from_bytes(frame[tag + 32 : tag + 34]) == crc16(music)
    assert int.from_bytes(frame[tag + 34 : tag + 36]) == crc16(frame[: tag + 34])


def crc16(data):
    """CRC-16/ARC bit by bit; of "123456789" it is 0xBB3D."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def test_the_checksum_of_the_tests_is_the_catalogued_one():
    assert crc16(b"123456789") == 0xBB3D


def test_the_cuts_do_not_change_the_bytes():
    sound = burst(3)
    assert encoded(sound) == encoded(sound, cuts=41)


def test_almost_all_of_a_sentence_can_be_sent_before_the_next_is_made():
    encoder = Encoder()
    ready = encoder.encode(burst(2))
    assert len(ready) / FRAME_BYTES * 576 / SAMPLE_RATE > 2 - 0.1


def test_what_is_no_mp3_is_refused():
    with pytest.raises(ValueError, match="decoder"):
        list(decode(io.BytesIO(b"\0" * 5000)))
