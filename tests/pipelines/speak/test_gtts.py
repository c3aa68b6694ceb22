"""Google's voice, against a server on this machine that answers as Google does."""

import base64
import json
import socket
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_out.mp3 import Encoder
from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.results import SAMPLE_RATE
from pipelines.speak import espeak, gtts

gtts_library = pytest.importorskip("gtts.tts")

LONG = (
    "The council, which had argued about the ferries for most of a decade, voted nine to four on "
    "Tuesday to buy fourteen electric boats, although the cost has risen to 186 million dollars."
)
KOREAN = "시의회는 화요일, 전기 여객선 14척을 사들이기로 찬성 9표, 반대 4표로 결정했습니다. " * 3


@cache
def mp3_of(samples):
    encoder = Encoder()
    return encoder.encode(np.frombuffer(samples, np.float32)) + encoder.finish()


def tone(pitch, seconds=0.5):
    moments = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (0.3 * np.sin(2 * np.pi * pitch * moments)).astype(np.float32).tobytes()


def answer_with(sound):
    """An answer as `batchexecute` gives it: a guard, and lines of JSON with their lengths."""
    speech = base64.b64encode(sound).decode().replace("=", r"\u003d")
    inner = f'["{speech}"]'.replace('"', r"\"").replace(r"\u003d", r"\\u003d")
    line = f'[["wrb.fr","jQ1olc","{inner}",null,null,null,"generic"],["di",12]]'
    return f')]}}\'\n\n{len(line)}\n{line}\n25\n[["e",4,null,null,131]]\n'.encode()


class Google:
    """What was asked, and how it answers: `replies` first (status, headers, body), then speech."""

    def __init__(self):
        self.asked = []
        self.replies = deque()
        self.always = None
        self.delay = 0.0
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        google = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                ((name, parameters, _, _),) = json.loads(parse_qs(body)["f.req"][0])[0]
                text, language, *_ = json.loads(parameters)
                with google.lock:
                    google.at_once += 1
                    google.most_at_once = max(google.most_at_once, google.at_once)
                    google.asked.append((name, text, language, self.path, time.monotonic()))
                    reply = google.replies.popleft() if google.replies else google.always
                time.sleep(google.delay)
                with google.lock:
                    google.at_once -= 1
                status, headers, content = reply or (
                    200,
                    {},
                    answer_with(mp3_of(tone(200 + len(text)))),
                )
                self.reply(status, headers, content)

            def do_GET(self):  # where a redirect leads
                self.reply(200, {}, b"<html>Before you continue to Google</html>")

            def reply(self, status, headers, content):
                self.send_response(status)
                for header, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(header, value)
                self.end_headers()
                with suppress(ConnectionError):  # who has heard enough hangs up
                    self.wfile.write(content)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # who hangs up is no error here
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def texts(self):
        return [text for _, text, *_ in self.asked]


def lead_to(monkeypatch, address):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(gtts_library, "_translate_url", lambda tld, path: f"{address}/{tld}/{path}")


@pytest.fixture
def google(monkeypatch):
    monkeypatch.setattr(gtts, "_FIRST_WAIT", 0.01)
    google = Google()
    lead_to(monkeypatch, google.address)
    yield google
    google.server.shutdown()
    google.server.server_close()


def said(text, language="en", speed=1.0, accent=""):
    return list(gtts.open(accent, None).speak(text, language, speed))


@pytest.mark.parametrize(("text", "language"), [(LONG, "en"), (KOREAN.strip(), "ko")])
def test_a_long_sentence_comes_in_pieces_in_order_one_request_each(google, text, language):
    pieces = said(text, language)
    assert len(pieces) > 1
    assert [piece.text for piece in pieces] == google.texts
    assert " ".join(piece.text for piece in pieces) == text
    assert all(len(piece.text) <= 100 for piece in pieces)
    assert {piece.engine for piece in pieces} == {"gtts:en-us"}
    assert {asked[2] for asked in google.asked} == {language}
    for piece in pieces:  # each has the sound that its own text was answered with
        spectrum = np.abs(np.fft.rfft(piece.samples[:SAMPLE_RATE]))
        heard = np.argmax(spectrum) * SAMPLE_RATE / min(piece.samples.size, SAMPLE_RATE)
        assert heard == pytest.approx(200 + len(piece.text), abs=2)


def test_a_piece_is_heard_before_the_next_is_asked_for(google):
    pieces = gtts.open("", None).speak(LONG, "en")
    next(pieces)
    assert len(google.asked) == 1


def test_speech_is_decoded_as_it_was_said(google):
    (spoken,) = espeak.open("", None).speak("The council voted nine to four.", "en")
    google.replies.append((200, {}, answer_with(mp3_of(spoken.samples.tobytes()))))
    (piece,) = said("The council voted nine to four.")
    assert piece.samples.dtype == np.float32
    assert piece.samples.size == pytest.approx(spoken.samples.size, rel=0.1)

    def envelope(samples):
        return np.array([np.std(part) for part in np.array_split(samples, 30)])

    assert np.corrcoef(envelope(piece.samples), envelope(spoken.samples))[0, 1] > 0.9


def test_double_speed_takes_half_the_time(google):
    plain, quick = said("A line.")[0], said("A line.", speed=2.0)[0]
    assert plain.samples.size == pytest.approx(2 * quick.samples.size, abs=2)


def test_an_accent_is_asked_of_its_own_address_and_korean_of_the_common_one(google):
    assert said("Colour.", accent="en-gb")[0].engine == "gtts:en-gb"
    said("색깔.", "ko", accent="en-gb")
    assert [asked[3].split("/")[1] for asked in google.asked] == ["co.uk", "com"]


def test_no_more_than_two_are_asked_at_once(google):
    google.delay = 0.05
    voice = gtts.open("", None)
    with ThreadPoolExecutor(8) as readers:
        made = list(readers.map(lambda n: list(voice.speak(f"Line {n}.", "en")), range(12)))
    assert [piece.text for pieces in made for piece in pieces] == [f"Line {n}." for n in range(12)]
    assert google.most_at_once == gtts.AT_ONCE == 2


@pytest.mark.parametrize("text", ["", "  ", "…", "😀 — “”", "\ud800"])
def test_a_text_with_nothing_to_say_is_not_sent(google, text):
    assert said(text) == []
    assert google.asked == []


def test_numbers_emoji_and_broken_characters_are_no_obstacle(google):
    text = "Up 3.5% 😀 \ud800to $5bn — “so far”…"
    (piece,) = said(text)
    assert piece.text == text
    assert google.texts == [text.replace("\ud800", "")]


def test_silent_pieces_are_part_of_the_text_but_not_sent(google):
    dashes = " ".join(["—"] * 60)
    pieces = said(f"{dashes} The end. {dashes}")
    assert " ".join(piece.text for piece in pieces) == f"{dashes} The end. {dashes}"
    assert all(any(map(str.isalnum, text)) for text in google.texts)


@pytest.mark.parametrize("as_date", [False, True])
def test_a_moment_that_google_names_is_waited_for(google, as_date):
    wait = 2 if as_date else 1  # a date has whole seconds: at least one of the two is waited
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=wait), usegmt=True)
    google.replies.append((429, {"Retry-After": moment if as_date else str(wait)}, b""))
    (piece,) = said("A line.")
    assert piece.samples.size
    first, second = (asked[-1] for asked in google.asked)
    assert second - first >= 0.95


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_service_is_asked_again(google, status):
    google.replies.extend([(status, {}, b"busy")] * 2)
    assert len(said("A line.")) == 1
    assert len(google.asked) == 3


def test_pauses_grow(google, monkeypatch):
    monkeypatch.setattr(gtts, "_FIRST_WAIT", 0.1)
    google.replies.extend([(503, {}, b"")] * 3)
    said("A line.")
    moments = [asked[-1] for asked in google.asked]
    assert np.diff(moments) == pytest.approx([0.15, 0.25, 0.45], abs=0.15)


@pytest.mark.parametrize(("status", "words"), [(429, "too many requests"), (503, "out of order")])
def test_a_service_that_stays_busy_is_left_alone_after_a_few_tries(google, status, words):
    google.always = (status, {}, b"")
    with pytest.raises(EngineUnavailable, match=words) as error:
        said("A line.")
    assert "deutgi voices" in error.value.hint
    assert len(google.asked) == 4


def test_a_service_that_asks_for_an_hour_is_not_asked_again(google):
    google.always = (429, {"Retry-After": "3600"}, b"")
    with pytest.raises(EngineUnavailable, match="3,600 seconds"):
        said("A line.")
    assert len(google.asked) == 1


@pytest.mark.parametrize("header", ["", "soon", "-5", "9" * 40, "Wed, 99 Foo 2020"])
def test_a_moment_that_is_none_is_no_obstacle(google, header):
    google.replies.append((429, {"Retry-After": header}, b""))
    assert len(said("A line.")) == 1


@given(st.text(max_size=30))
def test_any_moment_is_seconds_or_nothing(header):
    seconds = gtts._seconds(header)
    assert seconds is None or seconds >= 0


def test_a_line_that_breaks_the_pieces_before_it_stay_heard(google):
    pieces = gtts.open("", None).speak(LONG, "en")
    assert next(pieces).samples.size
    google.always = (503, {}, b"")
    with pytest.raises(EngineUnavailable):
        list(pieces)


def test_without_a_network_it_says_so_at_once(monkeypatch):
    monkeypatch.setattr(gtts, "_FIRST_WAIT", 0.01)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        lead_to(monkeypatch, f"http://127.0.0.1:{unused.getsockname()[1]}")
    start = time.monotonic()
    with pytest.raises(EngineUnavailable, match="no network") as error:
        said("A line.")
    assert time.monotonic() - start < 10
    assert "127.0.0.1" in error.value.message
    assert "deutgi voices" in error.value.hint


def test_a_service_that_does_not_answer_is_not_waited_for_forever(google, monkeypatch):
    monkeypatch.setattr(gtts, "_ANSWER", 0.2)
    google.delay = 1.0
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        said("A line.")


def test_a_connection_that_breaks_once_is_tried_again(google):
    broken_off = {"Content-Length": "100000", "Connection": "close"}
    google.replies.append((200, broken_off, b"short"))
    assert len(said("A line.")) == 1
    assert len(google.asked) == 2


@pytest.mark.parametrize(
    "reply",
    [
        (200, {}, b"<html>Before you continue to Google</html>"),
        (200, {}, b'[["wrb.fr","jQ1olc",null,null,null,[3],"generic"]]'),
        (200, {}, b'[["wrb.fr","jQ1olc","[\\"no base64!\\"]",null]]'),
        (200, {}, b""),
        (200, {}, bytes(5_000_000)),
        (400, {}, b""),
        (403, {}, b"no"),
        (302, {"Location": "/consent"}, b""),
        (204, {}, b""),
    ],
)
def test_an_answer_without_speech_is_an_error_that_says_so(google, reply):
    google.always = reply
    with pytest.raises(EngineUnavailable, match="unexpected answer") as error:
        said("A line.")
    assert error.value.hint
    assert len(google.asked) == 1


def test_speech_that_is_no_sound_is_an_error(google):
    google.always = (200, {}, answer_with(b"not an mp3 at all"))
    with pytest.raises(EngineFailed, match="no sound"):
        said("A line.")


def test_an_unknown_accent_is_an_error_that_names_those_there_are():
    with pytest.raises(EngineUnavailable) as error:
        gtts.open("en-mars", None)
    assert "en-gb" in error.value.hint
    assert not gtts.readiness("en-mars", None).ready


def test_it_says_that_texts_are_sent_to_google():
    assert "sent to Google" in gtts.ABOUT.summary
    assert gtts.ABOUT.network == "always"
    assert gtts.readiness("", None).ready
