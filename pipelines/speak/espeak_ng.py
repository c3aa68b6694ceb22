"""The espeak-ng C library, in this process: phonemes of a text, and its formant voice.

The library comes with its data in the package `espeakng_loader`. It keeps one global state,
so every call here holds one lock. Written after `speak_lib.h` of espeak-ng 1.52.
"""

import ctypes
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipelines.errors import EngineFailed, EngineUnavailable

SAMPLE_RATE = 22_050
"""Samples a second of espeak's own voice."""

_SYNCHRONOUS = 2  # espeak_AUDIO_OUTPUT: calls the callback before espeak_Synth returns
_DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT: an error code instead of exit()
_UTF8 = 1  # espeakCHARS_UTF8
_IPA_TIED = 0x02 | 0x80 | ord("^") << 8  # IPA; "^" between the letters of one phoneme
_RATE = 1  # espeakRATE, words a minute
_WORDS_PER_MINUTE = 175  # espeakRATE_NORMAL

_lock = threading.Lock()
_SynthCallback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


def missing() -> str:
    """Why espeak-ng cannot be used here, or nothing. Loads no library."""
    from importlib.util import find_spec

    spec = find_spec("espeakng_loader")
    if spec is None or spec.origin is None:
        return "the package espeakng-loader is not installed"
    if not (Path(spec.origin).parent / "espeak-ng-data" / "phontab").is_file():
        return "the data of the package espeakng-loader are missing"
    return ""


def ipa(text: str, voice: str = "en-us") -> str:
    """The text's phonemes in IPA, stress marked, letters of one phoneme tied by `^`.

    Clauses are put together with a space; punctuation is lost. Raises EngineUnavailable.
    """
    encoded = _clean(text)
    with _lock:
        library = _library()
        _choose(library, voice)
        buffer = ctypes.create_string_buffer(encoded)
        rest = ctypes.c_void_p(ctypes.addressof(buffer))
        clauses = []
        while rest.value:
            found = library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA_TIED)
            clauses.append((found or b"").decode("utf-8", "ignore"))
    return " ".join(filter(None, (clause.strip() for clause in clauses)))


def synthesise(text: str, voice: str, speed: float) -> npt.NDArray[np.int16]:
    """The text in espeak's own voice: int16 at `SAMPLE_RATE`. Raises EngineUnavailable.

    It is made in a thread of its own: Python would swallow a Ctrl-C that comes in a callback.
    """
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(_synthesise, text, voice, speed).result()


def _synthesise(text: str, voice: str, speed: float) -> npt.NDArray[np.int16]:
    encoded = _clean(text)
    chunks: list[npt.NDArray[np.int16]] = []

    def take(wave: Any, count: int, _events: Any) -> int:
        if wave and count:
            chunks.append(np.ctypeslib.as_array(wave, shape=(count,)).copy())
        return 0

    callback = _SynthCallback(take)
    with _lock:
        library = _library()
        _choose(library, voice)
        library.espeak_SetParameter(_RATE, round(_WORDS_PER_MINUTE * speed), 0)
        library.espeak_SetSynthCallback(callback)
        status = library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, _UTF8, None, None)
        library.espeak_SetSynthCallback(_no_callback)
    if status != 0:
        raise EngineFailed(f"espeak-ng could not speak (error {status}): {text[:60]}")
    return np.concatenate(chunks) if chunks else np.zeros(0, np.int16)


_no_callback = _SynthCallback(lambda _wave, _count, _events: 0)


def _clean(text: str) -> bytes:
    """UTF-8 for C: neither NUL, which ends a string there, nor lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "ignore")


def _choose(library: Any, voice: str) -> None:
    # British English is a language of the voice file gmw/en, not a name that espeak finds.
    if library.espeak_SetVoiceByName({"en-gb": "gmw/en"}.get(voice, voice).encode()) != 0:
        raise EngineUnavailable(f"espeak-ng has no voice “{voice}”.", "deutgi voices")


@cache
def _library() -> Any:
    try:
        import espeakng_loader

        library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path()
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineUnavailable(
            f"espeak-ng cannot be loaded: {error}.",
            "pip install --force-reinstall espeakng-loader",
        ) from error
    text_to_phonemes: Callable[..., bytes | None] = library.espeak_TextToPhonemes
    text_to_phonemes.restype = ctypes.c_char_p  # type: ignore[attr-defined]
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    ]
    library.espeak_SetSynthCallback.argtypes = [_SynthCallback]
    if library.espeak_Initialize(_SYNCHRONOUS, 0, data.encode(), _DONT_EXIT) != SAMPLE_RATE:
        raise EngineUnavailable(
            "espeak-ng cannot read its data.", "pip install --force-reinstall espeakng-loader"
        )
    return library
