"""Korean for sentences that no memory knows: the model comes by itself when it is first needed."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("sentencepiece")

from pipelines.korean.register import to_formal
from tests.journeys.conftest import Run
from tests.pipelines.translate.student import PAIRS, trained_student

LEARNT = dict(PAIRS[:6])
PARAGRAPHS = (
    "The president said the talks would resume on Friday. North Korea rejected the "
    "recommendations.",
    "Prices rose 3.5 percent last year. Rain is expected in Seoul tomorrow.",
    "The company hired 1,200 people. Police did not name the driver.",
)
FAST = ("--voice-en", "espeak", "--voice-ko", "slow", "--length", "2")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[str]:
    """Mozilla's list of models and files, as a server on this machine has them."""
    folder = tmp_path / "registry"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    url = f"http://127.0.0.1:{server.server_port}"
    trained_student().publish(folder, url)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"{url}/db/models.json"
    server.shutdown()
    server.server_close()


def test_the_model_is_fetched_once_and_named_in_the_result(
    deutgi: Run, place: Path, registry: str
) -> None:
    (place / "news.txt").write_text("\n\n".join(PARAGRAPHS), "utf-8")
    settings = {
        "DEUTGI_PROFILE": "auto",
        "DEUTGI_FIREFOX_REGISTRY": registry,
        "DEUTGI_MODELS": str(place / "models"),
    }
    first = deutgi("listen", "news.txt", *FAST, **settings)
    assert first.returncode == 0, first.stderr
    assert "Fetching" in first.stderr
    second = deutgi("listen", "news.txt", *FAST, "--again", "--json", **settings)
    episode = json.loads(second.stdout)
    assert episode["complete"]
    assert episode["engines"]["translate"].startswith("firefox")
    for line in episode["lines"]:
        assert line["ko"] == to_formal(LEARNT[line["en"]]).text
        assert line["ko"].endswith("습니다.") or line["ko"].endswith("됩니다.")
        assert [change["kind"] for change in line["changes"]] == ["formal"]
    third = deutgi("listen", "news.txt", *FAST, "--register", "as-is", "--json", **settings)
    assert "Fetching" not in third.stderr
    assert json.loads(third.stdout)["id"] != episode["id"]
    for line in json.loads(third.stdout)["lines"]:
        assert (line["ko"], line["changes"]) == (LEARNT[line["en"]], [])


def test_without_the_registry_the_english_comes_out_and_says_what_to_do(
    deutgi: Run, place: Path
) -> None:
    (place / "news.txt").write_text("\n\n".join(PARAGRAPHS), "utf-8")
    done = deutgi(
        "listen", "news.txt", *FAST,
        DEUTGI_PROFILE="auto",
        DEUTGI_FIREFOX_REGISTRY="http://127.0.0.1:9/db/models.json",
        DEUTGI_MODELS=str(place / "models"),
    )  # fmt: skip
    assert done.returncode == 7, done.stderr
    assert "deutgi models fetch firefox" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_embedded_profile_asks_nobody(deutgi: Run, place: Path) -> None:
    (place / "news.txt").write_text("\n\n".join(PARAGRAPHS), "utf-8")
    done = deutgi("listen", "news.txt", *FAST, DEUTGI_FIREFOX_REGISTRY="http://127.0.0.1:9/")
    assert done.returncode == 7
    assert "Fetching" not in done.stderr
    assert "deutgi models fetch firefox" in done.stdout
