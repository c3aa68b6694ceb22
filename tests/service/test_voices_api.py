"""The list of voices: what it names can be asked for, and nothing else can."""

import pytest

from pipelines import engines
from tests.service.serving import Metronome, Serve, metronome, serve, settings_of

__all__ = ["metronome", "serve", "settings_of"]

VOICES = "/v1/voices"
SPEECH = "/v1/audio/speech"


def test_every_voice_that_is_listed_as_ready_speaks(serve: Serve, metronome: Metronome) -> None:
    words = {"en": "Hello.", "ko": "안녕하세요."}
    with serve().client() as client:
        voices = client.get(VOICES).json()["voices"]
        assert {"metronome:tick", "metronome:tock", "kokoro:jm_kumo", "espeak:en-us"} <= {
            voice["name"] for voice in voices
        }
        for voice in voices:
            if voice["ready"] and voice["engine"] in ("metronome", "espeak"):
                for language in voice["languages"]:
                    body = {"input": words[language], "voice": voice["name"]}
                    assert client.post(SPEECH, json=body).status_code == 200


def test_each_voice_is_told_with_what_one_chooses_by(serve: Serve, metronome: Metronome) -> None:
    with serve().client() as client:
        voices = {voice["name"]: voice for voice in client.get(VOICES).json()["voices"]}
    assert voices["metronome:tick"] == {
        "name": "metronome:tick",
        "engine": "metronome",
        "languages": ["en", "ko"],
        "ready": True,
        "online": False,
        "summary": "for tests",
    }


def test_a_voice_that_may_not_be_named_is_not_listed(serve: Serve) -> None:
    with serve().client() as client:
        listed = {voice["name"].partition(":")[0] for voice in client.get(VOICES).json()["voices"]}
        assert "gtts" not in listed
        assert client.post(SPEECH, json={"input": "Hi.", "voice": "gtts"}).status_code == 400


def test_a_language_leaves_out_who_does_not_speak_it(serve: Serve) -> None:
    with serve().client() as client:
        korean = client.get(VOICES, params={"language": "ko"}).json()["voices"]
        english = client.get(VOICES, params={"language": "en"}).json()["voices"]
        assert client.get(VOICES, params={"language": "fr"}).status_code == 422
        assert client.head(VOICES).status_code == 200
    assert korean
    assert all("ko" in voice["languages"] for voice in korean)
    assert any(voice["engine"] == "espeak" for voice in english)
    assert not any(voice["engine"] == "espeak" for voice in korean)


def test_the_default_of_each_language_is_who_speaks_for_openais_names(
    serve: Serve, metronome: Metronome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engines.PROFILES["embedded"], "speak", ("metronome",))
    with serve().client() as client:
        defaults = client.get(VOICES).json()["defaults"]
        for language, text in (("en", "Hello."), ("ko", "안녕.")):
            spoken = client.post(SPEECH, json={"input": text, "voice": "alloy"})
            assert spoken.headers["deutgi-engine"] == defaults[language] == "metronome:tick"
    monkeypatch.setitem(engines.PROFILES["embedded"], "speak", ("espeak",))
    with serve().client() as client:
        defaults = client.get(VOICES).json()["defaults"]
    assert defaults == {"en": "espeak:en-us", "ko": None}


def test_a_key_that_speaks_sees_the_voices_and_one_that_reads_does_not(serve: Serve) -> None:
    here = serve(public_url="https://news.example.org")
    keys = here.app.state.keys
    for scope, status in (("speak", 200), ("read", 403), ("manage", 403)):
        with here.client(keys.add(scope, [scope])) as client:
            assert client.get(VOICES).status_code == status
    with here.client() as client:
        assert client.get(VOICES).status_code == 401
