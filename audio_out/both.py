"""Two languages in one track: each English line followed by its Korean one, for learners."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

import numpy as np

from audio_out.captions import Caption, captions
from audio_out.captions import _time as caption_time
from audio_out.loudness import Meter
from audio_out.mp3 import decode
from audio_out.timeline import Cue, Line
from pipelines.results import SAMPLE_RATE, Speech


def interleaved(english: Sequence[Line], korean: Sequence[Line]) -> list[Line]:
    """English line n at 2n and its Korean at 2n + 1, both languages equally loud.

    The pause after a Korean line is a paragraph's, so a learner can say it once more; each
    pair is so a chapter too. Raises ValueError where the languages differ in lines.
    """
    first = [replace(line, speech=tuple(line.speech)) for line in english]
    second = [replace(line, speech=tuple(line.speech)) for line in korean]
    factor = _factor(_lufs(second), _lufs(first))
    lines: list[Line] = []
    for one, other in zip(first, second, strict=True):
        louder = tuple(replace(s, samples=s.samples * factor) for s in other.speech)
        lines.append(replace(one, paragraph_end=False, heading=False))
        lines.append(replace(other, speech=louder, paragraph_end=True, heading=False))
    return lines


def cut(file: BinaryIO, times: Sequence[tuple[float, float]]) -> Iterator[Speech]:
    """The speech between each start and end (seconds, in order) of a finished MP3 track.

    Its text is empty: the track does not say it. Only the sound from the start of the line at
    hand is held in memory. Raises ValueError where the file is no MP3, the times are not in
    order, or the track ends before them.
    """
    blocks = decode(file)
    held, position = np.zeros(0, np.float32), 0
    for start, end in times:
        first, last = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
        if not position <= first <= last:
            raise ValueError("The times of lines must be in order.")
        while position + held.size < last:
            block = next(blocks, None)
            if block is None:
                raise ValueError("The track ends before its last line.")
            gone = min(held.size, max(0, first - position))
            held, position = np.concatenate([held[gone:], block]), position + gone
        yield Speech(held[first - position : last - position].copy(), "", "cut")
        held, position = held[last - position :], last


def _lufs(lines: Sequence[Line]) -> float:
    meter = Meter()
    for line in lines:
        for speech in line.speech:
            meter.add(speech.samples)
    return meter.lufs


def _factor(level: float, wanted: float) -> np.float32:
    known = math.isfinite(level) and math.isfinite(wanted)
    return np.float32(10 ** ((wanted - level) / 20) if known else 1.0)


def captioned(cues: Sequence[Cue]) -> Iterator[tuple[str, str, Caption]]:
    """The captions of an interleaved track, each with its cue's id (`3 en`) and language."""
    for number, cue in enumerate(cues):
        language = "ko" if cue.line % 2 else "en"
        free = cues[number + 1].start if number + 1 < len(cues) else math.inf
        made = captions([cue], language)
        if not made:
            continue
        # Alone, a cue does not know how much time the next one leaves it.
        last = made[-1]
        end = min(max(last.end, last.start + 1.0), max(free, last.end))
        for caption in (*made[:-1], replace(last, end=end)):
            yield f"{cue.line // 2} {language}", language, caption


def webvtt_both(cues: Sequence[Cue]) -> str:
    """A WebVTT file of an interleaved track: ids such as `3 en`, text in `<lang>` spans."""
    blocks = ["WEBVTT\nKind: captions\nLanguage: en\n"]
    for name, language, caption in captioned(cues):
        text = "\n".join(caption.lines)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        times = f"{caption_time(caption.start, '.')} --> {caption_time(caption.end, '.')}"
        blocks.append(f"{name}\n{times}\n<lang {language}>{text}</lang>\n")
    return "\n".join(blocks)
