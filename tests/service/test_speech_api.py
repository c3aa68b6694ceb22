"""Speech over HTTP, as OpenAI's clients ask for it: streamed, bounded, and broken off when it fails."""

import base64
import io
import json
import logging
import threading
import time
import wave
from collections.abc import Iterator
from typing import Any

import httpx
import miniaudio
import numpy as np
import pytest

from tests.service.serving import Metronome, Serve, metronome, serve, settings_of

openai = pytest.importorskip("openai")

__all__ = ["metronome", "serve", "settings_of"]

SPEECH = "/v1/audio/speech"
FOUR = "One is here. Two is here. Three is here. Four is here."


def seconds_of(mp3: bytes) -> float:
    return miniaudio.decode(mp3, nchannels=1, sample_rate=24_000).num_frames / 24_000


def asked(voice: str = "metronome:tick", text: str = FOUR, **more: object) -> dict[str, object]:
    return {"model": "tts-1", "input": text, "voice": voice, **more}


def test_openais_own_client_speaks_english_with_our_voice(serve: Serve) -> None:
    client = openai.OpenAI(base_url=f"{serve().url}/v1", api_key="none")
    answer = client.audio.speech.create(
        model="tts-1", voice="espeak", input="The talks resume on Friday."
    )
    assert answer.response.headers["content-type"] == "audio/mpeg"
    assert answer.response.headers["deutgi-engine"] == "espeak:en-us"
    assert answer.response.headers["content-language"] == "en"
    assert 1.0 < seconds_of(answer.content) < 5


def test_openais_own_client_speaks_korean_and_the_answer_says_who_speaks(serve: Serve) -> None:
    client = openai.OpenAI(base_url=f"{serve().url}/v1", api_key="none")
    with client.audio.speech.with_streaming_response.create(
        model="gpt-4o-mini-tts", voice="alloy", input="회담은 금요일에 다시 열립니다."
    ) as answer:
        sound = b"".join(answer.iter_bytes())
    assert answer.headers["deutgi-engine"] == "kokoro:jm_kumo"
    assert answer.headers["content-language"] == "ko"
    assert 1.5 < seconds_of(sound) < 6


def test_the_first_sentence_is_heard_before_the_last_is_spoken(
    serve: Serve, metronome: Metronome
) -> None:
    metronome.pause = 0.4
    arrived: list[float] = []
    spoken_by_then = 4
    with serve().client() as client:
        started = time.perf_counter()
        with client.stream("POST", SPEECH, json=asked()) as answer:
            for _ in answer.iter_raw():
                if not arrived:
                    spoken_by_then = len(metronome.spoken)
                arrived.append(time.perf_counter() - started)
    assert spoken_by_then == 1
    assert arrived[-1] - arrived[0] > 1.0  # three pauses of 0.4 s
    assert len(metronome.spoken) == 4


def test_pcm_is_24_khz_16_bit_mono(serve: Serve, metronome: Metronome) -> None:
    with serve().client() as client:
        answer = client.post(SPEECH, json=asked(text="One is here.", response_format="pcm"))
    assert answer.headers["content-type"] == "audio/pcm"
    samples = np.frombuffer(answer.content, "<i2")
    assert samples.size / 24_000 == pytest.approx(0.25 + 0.5 + 0.8, abs=0.05)
    assert np.abs(samples).max() > 3_000


def test_wav_is_read_by_other_programs(serve: Serve, metronome: Metronome) -> None:
    with serve().client() as client:
        answer = client.post(SPEECH, json=asked(text="One is here.", response_format="wav"))
    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (24_000, 1, 2)
    assert answer.content[:4] == b"RIFF"
    assert answer.content.count(b"WAVEfmt ") == 1


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"response_format": "opus"}, "opus"),
        ({"response_format": "flac"}, "mp3, wav, pcm"),
        ({"speed": 4.0}, "0.5 to 2"),
        ({"speed": 0.25}, "0.5 to 2"),
        ({"input": "x" * 4097}, "4,096"),
        ({"input": "   "}, "nothing to say"),
        ({"input": "…!?"}, "nothing to say"),
        ({"stream_format": "websocket"}, "audio, sse"),
        ({"language": "fr"}, "fr"),
        ({"voice": "espeak", "input": "안녕하세요."}, "Korean"),
        ({"voice": "nobody"}, "nobody"),
        ({"voice": "espeak:klingon"}, "klingon"),
        ({"voice": "mms:/etc/passwd"}, "/etc/passwd"),
        ({"voice": "kokoro:jm_kumo+../../x"}, "../../x"),
        ({"voice": "kokoro:jm_kumo\r\n+jf_alpha"}, "kokoro"),
        ({"voice": "kokoro:jm_kumo*٠.٧"}, "kokoro"),
        ({"voice": "kokoro:jm_kumo*0"}, "jm_kumo"),
        ({"voice": "espeak:en-us+en-gb"}, "en-gb"),
        ({"voice": "x" * 100_000}, "no engine"),
        ({"voice": "gtts"}, "another's computer"),
        ({"voice": ""}, "no engine"),
    ],
)
def test_what_cannot_be_done_is_a_400_that_says_why(
    serve: Serve, changes: dict[str, object], word: str
) -> None:
    with serve().client() as client:
        answer = client.post(SPEECH, json={**asked("alloy", "Good morning."), **changes})
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert word in problem["detail"] + problem["hint"]
    assert problem["status"] == 400
    assert problem["hint"] in problem["error"]["message"]


def test_openais_client_gets_its_own_kind_of_error(serve: Serve) -> None:
    client = openai.OpenAI(base_url=f"{serve().url}/v1", api_key="none", max_retries=0)
    with pytest.raises(openai.BadRequestError, match="opus"):
        client.audio.speech.create(
            model="tts-1", voice="alloy", input="Good morning.", response_format="opus"
        )


def test_voices_may_be_mixed(serve: Serve) -> None:
    with serve().client() as client:
        answer = client.post(SPEECH, json=asked("kokoro:jm_kumo*0.7+jf_alpha*0.3", "Hello."))
    assert answer.status_code == 200
    assert answer.headers["deutgi-engine"] == "kokoro:jm_kumo*0.7+jf_alpha*0.3"


def test_a_voice_that_fails_at_once_is_a_502(serve: Serve, metronome: Metronome) -> None:
    with serve().client() as client:
        answer = client.post(SPEECH, json=asked(text="This fails now."))
    assert answer.status_code == 502
    assert answer.json()["detail"] == "The voice lost its breath."
    assert answer.json()["type"] == "urn:problem:deutgi:engine-failed"


def test_a_fault_of_our_own_is_a_500_without_what_happened_inside(
    serve: Serve, metronome: Metronome, caplog: pytest.LogCaptureFixture
) -> None:
    with serve().client() as client:
        answer = client.post(SPEECH, json=asked(text="This crashes now."))
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "RuntimeError" in caplog.text  # whoever runs it finds it in the log


@pytest.mark.parametrize("trouble", ["fails", "crashes"])
def test_a_voice_that_fails_later_breaks_the_connection_off(
    serve: Serve, metronome: Metronome, trouble: str
) -> None:
    text = f"One is here. Two is here. This {trouble} now. Four is here."
    sound = b""
    with serve().client() as client:
        with (
            pytest.raises(httpx.RemoteProtocolError),
            client.stream("POST", SPEECH, json=asked(text=text)) as answer,
        ):
            assert answer.status_code == 200
            for part in answer.iter_raw():
                sound += part
        assert client.get("/healthz").status_code == 200
    assert seconds_of(sound) > 1.5  # two sentences came before
    assert metronome.spoken == ["One is here.", "Two is here."]


def test_a_listener_who_goes_away_stops_the_work(
    serve: Serve, metronome: Metronome, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "deutgi")
    metronome.pause = 0.2
    here = serve()
    with here.client() as client:
        text = " ".join(f"Sentence {n} is here." for n in range(40))
        with client.stream("POST", SPEECH, json=asked(text=text)) as answer:
            next(answer.iter_raw())
    time.sleep(0.5)
    heard = len(metronome.spoken)
    assert heard < 6
    time.sleep(0.6)
    assert len(metronome.spoken) == heard
    assert here.app.state.speech.running == here.app.state.speech.waiting == 0
    assert any(
        record.fields.get("outcome") == "the client went away"
        for record in caplog.records
        if hasattr(record, "fields")
    )


def test_fifty_ask_how_it_is_while_it_speaks(serve: Serve, metronome: Metronome) -> None:
    metronome.pause = 0.3
    here = serve()
    slowest: list[float] = []

    def ask() -> None:
        with here.client() as client:
            started = time.perf_counter()
            assert client.get("/healthz").status_code == 200
            slowest.append(time.perf_counter() - started)

    def speak() -> None:
        with here.client() as client:
            assert client.post(SPEECH, json=asked()).status_code == 200

    speaking = threading.Thread(target=speak)
    speaking.start()
    asking = [threading.Thread(target=ask) for _ in range(50)]
    for thread in asking:
        thread.start()
    for thread in [*asking, speaking]:
        thread.join()
    assert len(slowest) == 50
    assert max(slowest) < 2


def test_only_so_many_are_spoken_at_once_and_only_so_many_wait(
    serve: Serve, metronome: Metronome
) -> None:
    metronome.pause = 0.3
    here = serve(syntheses=2, waiting=2)
    answers: list[httpx.Response] = []

    def speak() -> None:
        with here.client() as client:
            answers.append(client.post(SPEECH, json=asked()))

    threads = [threading.Thread(target=speak) for _ in range(7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200] * 4 + [503] * 3
    busy = next(answer for answer in answers if answer.status_code == 503)
    assert busy.headers["retry-after"] == "5"
    assert "busy" in busy.json()["detail"]
    assert metronome.most == 2
    lengths = {len(answer.content) for answer in answers if answer.status_code == 200}
    assert len(lengths) == 1  # they took turns, and each is whole


def test_a_listener_who_stops_reading_does_not_hold_a_voice(
    serve: Serve, metronome: Metronome
) -> None:
    here = serve(syntheses=1, patience=0.5)
    long = " ".join(f"Sentence {n} is here." for n in range(150))
    with (
        here.client() as deaf,
        deaf.stream("POST", SPEECH, json=asked(text=long)),
        here.client() as client,
    ):
        assert client.post(SPEECH, json=asked()).status_code == 200


def test_metrics_tell_of_speech(serve: Serve, metronome: Metronome) -> None:
    with serve().client() as client:
        client.post(SPEECH, json=asked())
        text = client.get("/metrics").text
    assert 'deutgi_real_time_factor_count{engine="metronome"} 4.0' in text
    assert 'deutgi_stage_seconds_count{stage="speak"} 1.0' in text
    assert "deutgi_first_sound_seconds_count 1.0" in text
    assert "deutgi_syntheses_running 0.0" in text
    assert 'deutgi_requests_total{method="POST",route="/v1/audio/speech",status="200"} 1.0' in text


def test_broken_characters_are_told_not_spoken(serve: Serve) -> None:
    body = json.dumps({"model": "x", "input": "Hello \ud800", "voice": "alloy"})
    with serve().client() as client:
        answer = client.post(SPEECH, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "body.input"


def test_fields_of_openais_that_we_do_not_know_are_passed_over(
    serve: Serve, metronome: Metronome
) -> None:
    with serve().client() as client:
        more = {"instructions": "cheerfully", "user": base64.b64encode(b"x").decode()}
        assert client.post(SPEECH, json=asked(text="Hello.", **more)).status_code == 200


def test_what_is_asked_for_and_not_followed_is_named(serve: Serve) -> None:
    with serve().client() as client:
        answer = client.post(
            "/v1/audio/speech",
            json={"input": "One.", "voice": "espeak", "instructions": "Whisper.", "é": 1},
        )
        assert answer.status_code == 200
        assert answer.headers["Deutgi-Ignored"] == "instructions"
        plain = client.post("/v1/audio/speech", json={"input": "One.", "voice": "espeak"})
    assert "Deutgi-Ignored" not in plain.headers


# As events


class Event(openai.BaseModel):
    type: str
    audio: str = ""
    usage: dict[str, int] | None = None


def events_of(answer: Any, client: openai.OpenAI) -> Iterator[Event]:
    """What OpenAI's own client reads of an answer."""
    return iter(openai.Stream(cast_to=Event, response=answer.http_response, client=client))


def test_openais_own_client_reads_the_sound_as_events(serve: Serve, metronome: Metronome) -> None:
    here = serve()
    client = openai.OpenAI(base_url=f"{here.url}/v1", api_key="none")
    with client.audio.speech.with_streaming_response.create(**asked(), stream_format="sse") as got:
        assert got.headers["content-type"].startswith("text/event-stream")
        assert got.headers["deutgi-engine"] == "metronome:tick"
        assert got.headers["x-accel-buffering"] == "no"
        *deltas, done = events_of(got, client)
    assert {each.type for each in deltas} == {"speech.audio.delta"}
    sound = b"".join(base64.b64decode(each.audio, validate=True) for each in deltas)
    with here.client() as plain:
        assert sound == plain.post(SPEECH, json=asked()).content
    assert done.type == "speech.audio.done"
    assert done.usage == {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0}


def test_events_come_while_the_sound_is_made(serve: Serve, metronome: Metronome) -> None:
    metronome.pause = 0.3
    client = openai.OpenAI(base_url=f"{serve().url}/v1", api_key="none")
    body = asked(response_format="pcm")
    with client.audio.speech.with_streaming_response.create(**body, stream_format="sse") as got:
        events = events_of(got, client)
        assert next(events).type == "speech.audio.delta"
        assert len(metronome.spoken) < 4
        assert [each.type for each in events][-1] == "speech.audio.done"


@pytest.mark.parametrize(
    ("trouble", "told"),
    [("fails", "The voice lost its breath. Choose another voice."), ("crashes", "at fault")],
)
def test_a_voice_that_fails_later_is_an_event_and_the_last(
    serve: Serve, metronome: Metronome, trouble: str, told: str
) -> None:
    here = serve()
    client = openai.OpenAI(base_url=f"{here.url}/v1", api_key="none", max_retries=0)
    text = f"One is here. Two is here. This {trouble} now. Four is here."
    heard: list[Event] = []
    with (
        client.audio.speech.with_streaming_response.create(
            **asked(text=text), stream_format="sse"
        ) as got,
        pytest.raises(openai.APIError, match=told),
    ):
        heard.extend(events_of(got, client))
    with here.client() as plain:
        lines = plain.post(SPEECH, json=asked(text=text, stream_format="sse")).text.split("\n")
    assert [line for line in lines if line.startswith("event: ")][-1] == "event: error"
    last = json.loads([line for line in lines if line][-1].removeprefix("data: "))
    assert last["type"] == "error"
    assert last["status"] == (502 if trouble == "fails" else 500)
    assert "secret" not in str(lines)
    assert "speech.audio.done" not in str(lines)


def test_what_fails_before_the_first_event_is_a_plain_error(
    serve: Serve, metronome: Metronome
) -> None:
    client = openai.OpenAI(base_url=f"{serve().url}/v1", api_key="none", max_retries=0)
    with pytest.raises(openai.InternalServerError, match="lost its breath") as caught:
        client.audio.speech.create(**asked(text="This fails now."), stream_format="sse")
    assert caught.value.status_code == 502
    with pytest.raises(openai.BadRequestError, match="opus"):
        client.audio.speech.create(**asked(response_format="opus"), stream_format="sse")
