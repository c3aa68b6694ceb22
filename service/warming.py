"""Warming up: the voices are loaded before anybody waits for them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import get_args

from audio_out.live import stream_track
from pipelines.engines import Language, choose_voice, open_voice
from service.saying import lines_of
from service.settings import ServerSettings
from service.telemetry import LOG

_WORDS: dict[Language, str] = {"en": "Good morning.", "ko": "안녕하세요."}


@contextmanager
def warming(settings: ServerSettings) -> Iterator[None]:
    """Warm up in the background, while what is within goes on.

    At its end the thread stops at its next step, so that a process has at most the load of one
    model to wait for. (A daemon that is inside a model's library when Python ends can take the
    process down with it.)
    """
    ended = threading.Event()
    if settings.warm:
        threading.Thread(target=warm, args=(settings, ended), name="warming").start()
    try:
        yield
    finally:
        ended.set()


def warm(settings: ServerSettings, ended: threading.Event) -> None:
    """Speak a word in each language with the voice that speaks where a request names none.

    What goes wrong is a line in the log and no more: the request that needs it will say it too.
    """
    started = time.perf_counter()
    spoken: list[str] = []
    for language in get_args(Language):
        if ended.is_set():
            return
        try:
            spoken.append(_speak(language, settings))
        except Exception as error:
            if ended.is_set():  # Python lets nothing new begin while it ends
                return
            told = " ".join(str(error).split()) or type(error).__name__
            LOG.warning("The voice for “%s” could not be warmed: %s", language, told)
    if spoken and not ended.is_set():
        seconds = round(time.perf_counter() - started, 2)
        fields = {"voices": ", ".join(dict.fromkeys(spoken)), "seconds": seconds}
        LOG.info("The voices are warm", extra={"fields": fields})


def _speak(language: Language, settings: ServerSettings) -> str:
    """The whole way of a request, for each part of it loads something; the voice's name."""
    choice = choose_voice(language, settings.profile, settings.models)
    voice = open_voice(choice.name, settings.models)
    lines = lines_of(_WORDS[language], language, lambda text: voice.speak(text, language))
    for _ in stream_track(lines):
        pass
    return voice.name
