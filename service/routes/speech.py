"""`POST /v1/audio/speech`: a text in, its sound out while it is made. OpenAI's clients fit."""

import re
import struct
import time
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Annotated, Any

import anyio
import numpy as np
from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from audio_out.live import level, stream_track
from audio_out.timeline import Line
from pipelines.engines import Language, Voice, choose_voice, find, open_voice, split_name
from pipelines.errors import DeutgiError
from pipelines.results import SAMPLE_RATE, Speech
from service.access import admitted
from service.places import Places
from service.problems import documented, problem_of
from service.routes import Text
from service.saying import language_of, lines_of
from service.sse import HEADERS, MEDIA_TYPE, event, until_gone
from service.telemetry import LOG, BrokenOff, Metrics

router = APIRouter(tags=["speech"])

OPENAI_VOICES = frozenset(
    {"alloy", "ash", "ballad", "cedar", "coral", "echo", "fable"}
    | {"marin", "nova", "onyx", "sage", "shimmer", "verse"}
)
"""Names that OpenAI's clients send: the default voice speaks for them, and the answer says so."""

FORMATS = {"mp3": "audio/mpeg", "wav": "audio/wav", "pcm": "audio/pcm"}

_SLOWEST, _FASTEST = 0.5, 2.0
_UNKNOWN_LENGTH = 0xFFFFFFFF  # a WAV header's length of what is not finished yet


class SpeechRequest(BaseModel):
    """A text to be spoken. Fields of OpenAI's that are not named here are passed over, and the
    answer says so (`Deutgi-Ignored`)."""

    model_config = ConfigDict(extra="allow")

    input: Text = Field(description="The text, up to 4,096 characters unless the server says else.")
    model: Text = Field(default="deutgi", description="Any: the voice decides which model speaks.")
    voice: Text = Field(
        default="alloy",
        description="One of the server's, such as `kokoro:jm_kumo` or `espeak`. OpenAI's names "
        "(alloy, echo, …) are spoken by the default voice; `Deutgi-Engine` says which that is.",
    )
    response_format: Text = Field(
        default="mp3", description="`mp3`, `wav`, or `pcm`: 24 kHz, 16 bits, mono, little-endian."
    )
    speed: float = Field(default=1.0, description="From 0.5 to 2.", allow_inf_nan=False)
    stream_format: Text = Field(
        default="audio",
        description="`audio`: the sound itself, as it comes. `sse`: events with parts of it "
        "(`speech.audio.delta`, base64), then `speech.audio.done`; or `error`, and nothing more.",
    )
    language: Text = Field(
        default="auto", description="`en`, `ko`, or `auto`: Korean where Hangul is."
    )


_EXAMPLES = {
    "Korean": {
        "value": {
            "model": "tts-1",
            "input": "북한은 262개 권고 가운데 63개를 거부했다.",
            "voice": "kokoro:jm_kumo",
        }
    },
    "English, as raw samples": {
        "value": {
            "model": "tts-1",
            "input": "The talks resume on Friday.",
            "voice": "alloy",
            "response_format": "pcm",
        }
    },
}
_BINARY = {"schema": {"type": "string", "format": "binary"}}


@router.post(
    "/v1/audio/speech",
    summary="Speak a text",
    response_class=Response,
    responses={
        200: {
            "description": "The sound, in parts as it is made. A connection that breaks off means "
            "that the sound is not whole.",
            "content": {
                **dict.fromkeys(FORMATS.values(), _BINARY),
                MEDIA_TYPE: {"schema": {"type": "string"}},
            },
            "headers": {
                "Deutgi-Engine": {
                    "description": "Who speaks, such as `kokoro:jm_kumo`.",
                    "schema": {"type": "string"},
                },
                "Deutgi-Ignored": {
                    "description": "Fields of the request that were passed over, if any.",
                    "schema": {"type": "string"},
                },
                "Content-Language": {
                    "description": "`en` or `ko`.",
                    "schema": {"type": "string"},
                },
            },
        },
        **documented(400, 408, 413, 422, 502, 503),
    },
)
async def speak(
    request: Request,
    wanted: Annotated[SpeechRequest, Body(openapi_examples=_EXAMPLES)],
) -> Response:
    """Speak a text in English or Korean.

    The first bytes come when the first part of the first sentence has been spoken.
    """
    settings = request.app.state.settings
    language = _checked(wanted, settings.most_speech)
    voice = await anyio.to_thread.run_sync(_voice, wanted.voice, language, request)
    work = _Work(request.app.state.metrics)

    def speech_of(sentence: str) -> Iterator[Speech]:
        return work.timed(voice.speak(sentence, language, wanted.speed))

    lines = lines_of(wanted.input, language, speech_of)
    sound = {"mp3": stream_track, "wav": _wav, "pcm": _pcm}[wanted.response_format](lines)
    headers = {"Deutgi-Engine": voice.name, "Content-Language": language, **_ignored(wanted)}
    media_type = FORMATS[wanted.response_format]
    if wanted.stream_format == "sse":
        sound = _events(sound, lambda error: problem_of(error, request.app, request.scope))
        media_type, headers = MEDIA_TYPE, headers | HEADERS
    return _Stream(
        sound,
        media_type,
        headers,
        request.app.state.speech,
        settings.patience,
        work,
    )


def _checked(wanted: SpeechRequest, most: int) -> Language:
    """The language of a text that can be spoken as somebody wants it. Raises DeutgiError."""
    if len(wanted.input) > most:
        raise DeutgiError(
            f"The text has {len(wanted.input):,} characters; {most:,} are spoken at a time.",
            "Send it in parts.",
        )
    if not any(map(str.isalnum, wanted.input)):
        raise DeutgiError("There is nothing to say in it.", "Send a text with words as input.")
    if wanted.response_format not in FORMATS:
        raise DeutgiError(
            f"The format “{wanted.response_format[:40]}” is not made here.",
            f"Choose from {', '.join(FORMATS)} as response_format.",
        )
    if not _SLOWEST <= wanted.speed <= _FASTEST:
        raise DeutgiError(
            f"Nothing is spoken at the speed {wanted.speed:g}.",
            f"Choose a speed from {_SLOWEST:g} to {_FASTEST:g}.",
        )
    if wanted.stream_format not in ("audio", "sse"):
        raise DeutgiError(
            f"The sound is not sent as “{wanted.stream_format[:40]}”.",
            "Choose from audio, sse as stream_format.",
        )
    return language_of(wanted.input, wanted.language)


def _ignored(wanted: SpeechRequest) -> dict[str, str]:
    """The header that names what was asked for and is not followed, such as instructions."""
    names = [name for name in wanted.model_extra or () if _FIELD.fullmatch(name)]
    return {"Deutgi-Ignored": ", ".join(sorted(names)[:20])} if names else {}


_FIELD = re.compile(r"[A-Za-z0-9_-]{1,40}")


def _voice(name: str, language: Language, request: Request) -> Voice:
    state = request.app.state
    if name in OPENAI_VOICES:
        choice = choose_voice(language, state.settings.profile, state.models)
        return open_voice(choice.name, state.models)
    if language not in find("speak", admitted("speak", name, request)).ABOUT.languages:
        raise DeutgiError(
            f"The voice {name} does not speak {'Korean' if language == 'ko' else 'English'}.",
            "Name another, or alloy for the server's own choice.",
        )
    return open_voice(name, state.models)


def _pcm(lines: Iterable[Line]) -> Iterator[bytes]:
    for passage in level(lines):
        if passage.samples.size:
            scaled = np.clip(passage.samples, -1, 1) * np.float32(32_767)
            yield np.rint(scaled).astype("<i2").tobytes()


def _wav(lines: Iterable[Line]) -> Iterator[bytes]:
    """RIFF, as long as it gets: the header goes out before anybody knows."""
    rate = (SAMPLE_RATE, SAMPLE_RATE * 2, 2, 16)
    header = struct.pack("<4sI8sIHHIIHH", b"RIFF", _UNKNOWN_LENGTH, b"WAVEfmt ", 16, 1, 1, *rate)
    header += struct.pack("<4sI", b"data", _UNKNOWN_LENGTH)
    for samples in _pcm(lines):
        yield header + samples
        header = b""


def _events(sound: Iterator[bytes], told: Callable[[Exception], dict[str, Any]]) -> Iterator[bytes]:
    """Sound as OpenAI's events. What fails after the first is an event too, and the last one.

    Nothing is counted in tokens here, and so the usage that clients expect is zero.
    """
    begun = False
    with closing(sound):  # type: ignore[type-var]
        try:
            for part in filter(None, sound):
                audio = b64encode(part).decode()
                yield event("speech.audio.delta", {"type": "speech.audio.delta", "audio": audio})
                begun = True
        except Exception as error:
            if not begun:
                raise
            fault = not isinstance(error, DeutgiError)
            LOG.error("Speech broke off: %s", error, exc_info=fault)
            yield event("error", {**told(error), "type": "error"})
            return
    if begun:
        usage = {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0}
        yield event("speech.audio.done", {"type": "speech.audio.done", "usage": usage})


class _Work:
    """The clock of one request for speech."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._begun = time.perf_counter()
        self._spent = 0.0

    def timed(self, pieces: Iterable[Speech]) -> Iterator[Speech]:
        """The pieces of a sentence, each measured: seconds of work, and for a second of sound."""
        pieces = iter(pieces)
        while True:
            started = time.perf_counter()
            speech = next(pieces, None)
            seconds = time.perf_counter() - started
            self._spent += seconds
            if speech is None:
                return
            heard = speech.samples.size / SAMPLE_RATE
            if heard:
                engine, _ = split_name(speech.engine)
                self._metrics.real_time.labels(engine).observe(seconds / heard)
            yield speech

    def first(self) -> None:
        self._metrics.first_sound.observe(time.perf_counter() - self._begun)

    def end(self) -> None:
        self._metrics.stages.labels("speak").observe(self._spent)


class _Stream(Response):
    """Sound that is made in threads, a part at a time, and sent as it comes.

    A place is needed for each part alone, so that a listener who reads slowly holds nobody up, and
    the parts of several listeners take turns. Errors before the first byte are raised; later ones
    break the connection off. When the client goes away nothing more is made.
    """

    def __init__(
        self,
        sound: Iterator[bytes],
        media_type: str,
        headers: dict[str, str],
        places: Places,
        patience: float,
        work: _Work,
    ) -> None:
        self.status_code = 200
        self.media_type = media_type
        self.background = None
        self.init_headers(headers)
        del self.headers["content-length"]
        self._sound = sound
        self._places = places
        self._patience = patience
        self._work = work

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the sound. Raises DeutgiError before the first byte, BrokenOff after it."""
        failed: Exception | None = None
        sent = False
        with self._places.entered():
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(until_gone, receive, tasks.cancel_scope)
                try:
                    while chunk := await self._places.work(next, self._sound, b""):
                        if not sent:
                            await send(self._start())
                            self._work.first()
                        sent = True
                        await self._deliver(send, chunk, more=True)
                    if sent:
                        await self._deliver(send, b"", more=False)
                    else:
                        failed = DeutgiError(
                            "There is nothing to hear in it.", "Choose another voice, or a text."
                        )
                except Exception as error:
                    failed = error
                finally:
                    self._work.end()
                    self._sound.close()  # type: ignore[attr-defined]
                tasks.cancel_scope.cancel()
        if failed and sent:
            LOG.error("Speech broke off: %s", failed)
            raise BrokenOff from failed
        if failed:
            raise failed

    def _start(self) -> dict[str, Any]:
        return {
            "type": "http.response.start",
            "status": self.status_code,
            "headers": self.raw_headers,
        }

    async def _deliver(self, send: Send, chunk: bytes, more: bool) -> None:
        with anyio.fail_after(self._patience):
            await send({"type": "http.response.body", "body": chunk, "more_body": more})
