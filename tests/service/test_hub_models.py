"""Fetching models from a hub: from one on this machine that answers as the real one does."""

import errno
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("huggingface_hub")

from pipelines import engines, hub
from pipelines.engines import About, Readiness, Stage
from pipelines.errors import EngineUnavailable, UnknownEngine
from service import download
from service.hub_registry import is_name, needed
from service.models import fetch, model_files, remove
from tests.conftest import Make
from tests.service.hub_server import Hub, running_hub

MODEL = "press/summaries-small"
FOLDER = "press--summaries-small"
BART = {
    ".gitattributes": b"*.bin filter=lfs",
    "README.md": b"# A model",
    "config.json": b'{"model_type": "bart"}',
    "generation_config.json": b"{}",
    "tokenizer.json": b"{}",
    "tokenizer_config.json": b"{}",
    "vocab.json": b"{}",
    "merges.txt": b"a b",
    "sentencepiece.bpe.model": b"pieces",
    "source.spm": b"pieces",
    "special_tokens_map.json": b"{}",
    "model.safetensors": random.Random(1).randbytes(400_000),
    "pytorch_model.bin": random.Random(2).randbytes(400_000),
    "tf_model.h5": random.Random(3).randbytes(4_000),
    "flax_model.msgpack": random.Random(4).randbytes(4_000),
    "rust_model.ot": random.Random(5).randbytes(4_000),
    "model.fp16.safetensors": random.Random(6).randbytes(4_000),
    "onnx/encoder_model.onnx": random.Random(7).randbytes(4_000),
    "training_args.bin": b"0",
}
NEEDED = {
    "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json",
    "vocab.json", "merges.txt", "sentencepiece.bpe.model", "source.spm",
    "special_tokens_map.json", "model.safetensors",
}  # fmt: skip
WEIGHTS = "model.safetensors"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setattr(download, "FIRST_WAIT", 0.01)
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    with running_hub() as running:
        monkeypatch.setenv("HF_ENDPOINT", running.url)
        running.publish(MODEL, dict(BART), card={"license": "mit"})
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "models"


def _quiet(done: int, total: int | None) -> None:
    pass


def _get(home: Path, name: str = MODEL, **options: object) -> Path:
    return fetch(name, home, _quiet, say=lambda _: None, **options)  # type: ignore[arg-type]


def _there(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


class Engine:
    """An engine of models on a hub, as a package may bring one."""

    def __init__(self, *fixed: str, prepare: Callable[[Path], None] | None = None) -> None:
        self.ABOUT = About("echo", "translate", "says it again", "MIT", fetch=True)
        self.fixed = fixed
        self.prepared: list[tuple[str, bool]] = []
        self._prepare = prepare
        self.is_ready = False

    def readiness(self, model: str, home: Path) -> Readiness:
        return Readiness(self.is_ready, "")

    def models(self, home: Path) -> tuple[str, ...]:
        return ()

    def open(self, model: str, home: Path) -> engines.Engine:
        raise NotImplementedError

    def hub_models(self, model: str) -> tuple[str, ...]:
        return self.fixed or (model,)

    def prepare(self, model: str, home: Path, progress: Callable[[str], None]) -> None:
        here = [hub.folder_of(name, home) for name in self.hub_models(model)]
        self.prepared.append((model, all(folder.is_dir() for folder in here)))
        progress(f"Preparing {model}.")
        if self._prepare:
            self._prepare(home)


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have engines be found by their names, beside the real ones."""
    installed: dict[tuple[Stage, str], Engine] = {}
    real = engines.find

    def find(stage: Stage, name: str) -> engines.EngineModule:
        known = installed.get((stage, name.partition(":")[0]))
        return known or real(stage, name)

    monkeypatch.setattr(engines, "find", find)

    def add(name: str, engine: Engine, *stages: Stage) -> None:
        installed.update({(stage, name): engine for stage in stages or ("translate",)})

    return add


# Whole and right --------------------------------------------------------------------------


def test_a_model_is_fetched_whole_with_what_it_came_from(server: Hub, home: Path) -> None:
    folder = _get(home)
    assert folder == hub.folder_of(MODEL, home) == home / "hub" / FOLDER
    assert _there(folder) == NEEDED | {hub.METADATA}
    for name in NEEDED:
        assert (folder / name).read_bytes() == BART[name]
    known = json.loads((folder / hub.METADATA).read_text())
    assert known["model"] == MODEL
    assert known["revision"] == server.models[MODEL].commit
    assert known["licence"] == "mit"
    assert known["files"] == {n: hashlib.sha256(BART[n]).hexdigest() for n in NEEDED}
    assert hub.complete(folder)
    assert {p.name for p in folder.parent.iterdir()} == {FOLDER, f".{FOLDER}.lock"}


def test_nothing_but_the_needed_files_is_asked_for_and_each_once(server: Hub, home: Path) -> None:
    _get(home)
    assert sorted(server.fetched()) == sorted(NEEDED)
    assert len(server.requests) == 1 + 2 * len(NEEDED)  # the list, and each is redirected to


def test_what_is_there_is_not_fetched_again(server: Hub, home: Path) -> None:
    _get(home)
    asked = len(server.requests)
    _get(home)
    assert len(server.requests) == asked


def test_progress_grows_to_the_announced_total(server: Hub, home: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    fetch(MODEL, home, lambda done, total: seen.append((done, total)), say=lambda _: None)
    size = sum(len(BART[name]) for name in NEEDED)
    assert {total for _, total in seen} == {size}
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == size


def test_a_real_model_can_be_loaded_from_what_was_fetched(
    server: Hub, home: Path, tmp_path: Path
) -> None:
    transformers = pytest.importorskip("transformers")
    torch = pytest.importorskip("torch")
    config = transformers.BartConfig(
        vocab_size=40, d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32,
        max_position_embeddings=32,
    )  # fmt: skip
    made = transformers.BartForConditionalGeneration(config)
    made.save_pretrained(tmp_path / "made", max_shard_size="10KB")
    server.publish("press/tiny", {p.name: p.read_bytes() for p in (tmp_path / "made").iterdir()})
    folder = _get(home, "press/tiny")
    assert len(list(folder.glob("model-*-of-*.safetensors"))) > 1
    loaded = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True)
    for name, value in made.state_dict().items():
        assert torch.equal(value, loaded.state_dict()[name])


def test_folders_within_a_model_are_kept(server: Hub, home: Path) -> None:
    voice = {
        "README.md": b"# A voice",
        "onnx/.hidden": b"",
        "onnx/duration_predictor.onnx": random.Random(1).randbytes(5_000),
        "onnx/tts.json": b"{}",
        "voice_styles/F1.json": b"{}",
        "img/banner.png": b"png",
        "config.json": b"{}",
    }
    server.publish("press/voice-3", voice)
    folder = _get(home, "press/voice-3")
    assert _there(folder) == {
        "onnx/duration_predictor.onnx", "onnx/tts.json", "voice_styles/F1.json", hub.METADATA,
    }  # fmt: skip
    assert (folder / "onnx/duration_predictor.onnx").read_bytes() == voice[
        "onnx/duration_predictor.onnx"
    ]
    asked = len(server.requests)
    _get(home, "press/voice-3")
    assert len(server.requests) == asked


def test_weights_that_look_packed_are_kept_as_they_are(server: Hub, home: Path) -> None:
    data = b"\x1f\x8b" + bytes(6) + random.Random(1).randbytes(40_000)  # a length of 35,615
    server.models[MODEL].files[WEIGHTS] = data
    assert (_get(home) / WEIGHTS).read_bytes() == data


def test_a_model_that_was_renamed_is_found_by_its_old_name(server: Hub, home: Path) -> None:
    server.publish("old/name", dict(BART), renamed_to=MODEL)
    folder = _get(home, "old/name")
    assert folder == hub.folder_of("old/name", home)
    assert hub.complete(folder)


@pytest.mark.parametrize(
    ("names", "weights"),
    [
        ({"model.safetensors", "pytorch_model.bin"}, ["model.safetensors"]),
        ({"pytorch_model.bin", "tf_model.h5"}, ["pytorch_model.bin"]),
        (
            {"model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
             "model.safetensors.index.json", "pytorch_model.bin"},
            ["model.safetensors.index.json", "model-00001-of-00002.safetensors",
             "model-00002-of-00002.safetensors"],
        ),
        (  # one of them is missing
            {"model-00001-of-00002.safetensors", "model.safetensors.index.json",
             "pytorch_model.bin"},
            ["pytorch_model.bin"],
        ),
        (
            {"pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin",
             "pytorch_model.bin.index.json"},
            ["pytorch_model.bin.index.json", "pytorch_model-00001-of-00002.bin",
             "pytorch_model-00002-of-00002.bin"],
        ),
    ],
)  # fmt: skip
def test_weights_are_taken_once_and_safetensors_first(names: set[str], weights: list[str]) -> None:
    assert list(needed({*names, "config.json"}, MODEL)) == ["config.json", *weights]


@pytest.mark.parametrize(
    "names", [set(), {"config.json"}, {"model.safetensors"}, {"config.json", "model.onnx"},
              {"config.json", "flax_model.msgpack", "tf_model.h5"}],
)  # fmt: skip
def test_a_model_without_weights_for_us_is_refused(names: set[str]) -> None:
    with pytest.raises(EngineUnavailable, match="that can be used here"):
        needed(names, MODEL)


# Interrupted ------------------------------------------------------------------------------


def test_a_broken_line_is_resumed_where_it_broke(server: Hub, home: Path) -> None:
    server.break_after[WEIGHTS] = [5000, 7000]
    folder = _get(home)
    assert server.fetched(WEIGHTS) == [
        WEIGHTS, f"{WEIGHTS} bytes=5000-", f"{WEIGHTS} bytes=12000-",
    ]  # fmt: skip
    assert (folder / WEIGHTS).read_bytes() == BART[WEIGHTS]


def test_an_overloaded_hub_is_asked_again(server: Hub, home: Path) -> None:
    server.states["list"] = [503, 429]
    server.states[WEIGHTS] = [500]
    _get(home)
    assert len([r for r in server.requests if r.path.startswith("/api/models/")]) == 3


def test_ctrl_c_leaves_no_half_model_and_the_next_attempt_goes_on(server: Hub, home: Path) -> None:
    def stop(done: int, total: int | None) -> None:
        if done > 100_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(MODEL, home, stop, say=lambda _: None)
    assert not hub.folder_of(MODEL, home).exists()
    (half,) = [m for m in model_files(home) if m.name == MODEL]
    assert not half.present
    assert half.note == "partly fetched"
    server.requests.clear()
    folder = _get(home)
    (again,) = server.fetched()
    assert again.startswith(f"{WEIGHTS} bytes=")
    assert (folder / WEIGHTS).read_bytes() == BART[WEIGHTS]


def test_a_killed_process_leaves_no_half_model_and_the_next_attempt_goes_on(
    server: Hub, home: Path
) -> None:
    server.hold = threading.Event()
    program = (
        "import sys; from pathlib import Path; from service.models import fetch;"
        f"fetch({MODEL!r}, Path(sys.argv[1]), lambda done, total: print(done, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", program, home], stdout=subprocess.PIPE) as process:
        assert process.stdout
        for line in process.stdout:
            if int(line) > 10_000:
                break
        process.send_signal(signal.SIGKILL)
    server.hold.set()
    server.hold = None
    assert not hub.folder_of(MODEL, home).exists()
    folder = _get(home)
    assert server.fetched(WEIGHTS)[-1].startswith(f"{WEIGHTS} bytes=")
    assert (folder / WEIGHTS).read_bytes() == BART[WEIGHTS]


def test_a_new_commit_that_changes_other_files_goes_on_with_what_has_arrived(
    server: Hub, home: Path
) -> None:
    server.break_after[WEIGHTS] = [5000] + [0] * 20
    with pytest.raises(EngineUnavailable):
        _get(home)
    server.break_after.clear()
    server.models[MODEL].files["README.md"] = b"# Another page"
    folder = _get(home)
    assert server.fetched(WEIGHTS)[-1] == f"{WEIGHTS} bytes=5000-"
    known = json.loads((folder / hub.METADATA).read_text())
    assert known["revision"] == server.models[MODEL].commit


def test_new_weights_are_not_mixed_with_what_has_arrived_of_the_old(
    server: Hub, home: Path
) -> None:
    server.break_after[WEIGHTS] = [5000] + [0] * 20
    with pytest.raises(EngineUnavailable):
        _get(home)
    server.break_after.clear()
    data = random.Random(9).randbytes(300_000)
    server.models[MODEL].files[WEIGHTS] = data
    folder = _get(home)
    assert server.fetched(WEIGHTS)[-1] == WEIGHTS
    assert (folder / WEIGHTS).read_bytes() == data
    assert not list(folder.parent.glob("*.part"))


def test_two_at_once_fetch_it_once(server: Hub, home: Path) -> None:
    threads = [threading.Thread(target=_get, args=(home,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert hub.complete(hub.folder_of(MODEL, home))
    assert server.fetched(WEIGHTS) == [WEIGHTS]


# Damaged ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [WEIGHTS, "config.json"])
def test_a_file_whose_checksum_is_wrong_is_not_kept(server: Hub, home: Path, name: str) -> None:
    server.models[MODEL].checksums[name] = "0" * (64 if name == WEIGHTS else 40)
    with pytest.raises(EngineUnavailable, match=f"{name} has another checksum"):
        _get(home)
    assert not hub.folder_of(MODEL, home).exists()
    assert not list(home.rglob(name))
    assert len(server.fetched(name)) == 2  # once more, whole, before giving up


@pytest.mark.parametrize("more", [-1, 1])
def test_a_file_of_another_size_is_not_kept(server: Hub, home: Path, more: int) -> None:
    server.models[MODEL].sizes[WEIGHTS] = len(BART[WEIGHTS]) + more
    with pytest.raises(EngineUnavailable, match=WEIGHTS):
        _get(home)
    assert not list(home.rglob(WEIGHTS))


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_damaged_folder_is_completed_and_what_is_right_in_it_kept(
    server: Hub, home: Path, damage: str
) -> None:
    folder = _get(home)
    if damage == "missing":
        (folder / "tokenizer.json").unlink()
    else:
        (folder / "tokenizer.json").write_bytes(b"{")
    (listed,) = [m for m in model_files(home) if m.name == MODEL]
    assert not listed.present
    assert "incomplete" in listed.note
    server.requests.clear()
    assert _get(home) == folder
    assert server.fetched() == ["tokenizer.json"]
    assert _there(folder) == NEEDED | {hub.METADATA}
    assert not list(folder.parent.glob("*.part"))


def test_damaged_weights_are_fetched_again(server: Hub, home: Path) -> None:
    folder = _get(home)
    (folder / WEIGHTS).write_bytes(b"short")
    _get(home)
    assert (folder / WEIGHTS).read_bytes() == BART[WEIGHTS]


def test_files_copied_by_hand_are_taken_as_they_are(server: Hub, home: Path) -> None:
    folder = hub.folder_of(MODEL, home)
    folder.mkdir(parents=True)
    for name in ("config.json", WEIGHTS):
        (folder / name).write_bytes(BART[name])
    assert _get(home) == folder
    assert not server.requests


@pytest.mark.parametrize(
    "name",
    ["onnx/../../evil.onnx", "onnx//evil.onnx", "onnx/a\\b.onnx", "onnx/c:evil.onnx",
     "onnx/evil\n.onnx"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(server: Hub, home: Path, name: str) -> None:
    server.publish("press/evil", {name: b"x", "onnx/good.onnx": b"y"})
    with pytest.raises(EngineUnavailable, match="not safe"):
        _get(home, "press/evil")
    assert not list(home.rglob("*.onnx"))


def test_a_name_of_no_needed_file_is_no_way_out_of_the_folder(server: Hub, home: Path) -> None:
    server.publish("press/evil", {**BART, "/etc/config.json": b"{}", "../config.json": b"{}"})
    folder = _get(home, "press/evil")
    assert _there(folder) == NEEDED | {hub.METADATA}


# Not to be had ----------------------------------------------------------------------------


def test_a_model_that_is_not_there_is_named(
    server: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EngineUnavailable, match="no model named press/nothing") as caught:
        _get(home, "press/nothing")
    assert "hf auth login" in caught.value.hint
    server.tokens.add("hf_me")
    monkeypatch.setenv("HF_TOKEN", "hf_me")
    with pytest.raises(EngineUnavailable, match="no model named press/nothing"):
        _get(home, "press/nothing")


def test_a_model_with_terms_to_accept_says_where_and_comes_when_they_are(
    server: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.models[MODEL].gated = True
    server.tokens |= {"hf_me", "hf_other"}
    server.accepted.add("hf_me")
    for token in ("", "hf_other"):
        monkeypatch.setenv("HF_TOKEN", token)
        with pytest.raises(EngineUnavailable, match=f"{MODEL} is given only to") as caught:
            _get(home)
        assert f"{server.url}/{MODEL}" in caught.value.hint
        assert "hf auth login" in caught.value.hint
    monkeypatch.setenv("HF_TOKEN", "hf_me")
    assert hub.complete(_get(home))


def test_the_token_goes_to_the_hub_and_nowhere_else(
    server: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.models[MODEL].private = True
    server.tokens.add("hf_me")
    monkeypatch.setenv("HF_TOKEN", "hf_me")
    folder = _get(home)
    assert {r.token for r in server.requests if r.server == "hub"} == {"hf_me"}
    assert {r.token for r in server.requests if r.server == "store"} == {""}
    assert "hf_me" not in (folder / hub.METADATA).read_text()


def test_a_token_that_is_not_valid_is_named_as_the_cause(
    server: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_old")
    with pytest.raises(EngineUnavailable, match="does not accept your token"):
        _get(home)


def test_without_a_network_it_says_so_and_what_to_do(
    server: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(EngineUnavailable, match="no network") as caught:
        _get(home)
    assert f"deutgi models fetch {MODEL}" in caught.value.hint


def test_a_network_that_goes_away_in_the_middle_is_told(server: Hub, home: Path) -> None:
    server.break_after[WEIGHTS] = [1000] + [0] * 20
    with pytest.raises(EngineUnavailable, match="could not be fetched") as caught:
        _get(home)
    assert f"deutgi models fetch {MODEL}" in caught.value.hint


@pytest.mark.parametrize("state", [500, 503, 418])
def test_a_hub_in_trouble_is_told(server: Hub, home: Path, state: int) -> None:
    server.states["list"] = [state] * 20
    with pytest.raises(EngineUnavailable, match=f"answered {state}") as caught:
        _get(home)
    assert f"deutgi models fetch {MODEL}" in caught.value.hint


def test_an_address_that_is_no_hub_is_told(
    server: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", f"{server.url}/nothing/here")
    with pytest.raises(EngineUnavailable) as caught:
        _get(home)
    assert "\n" not in caught.value.message + caught.value.hint
    monkeypatch.setenv("HF_ENDPOINT", "hub.example.org")
    with pytest.raises(EngineUnavailable, match="no address"):
        _get(home)


def test_a_disk_that_is_too_small_is_told_before_anything_comes(server: Hub, home: Path) -> None:
    server.models[MODEL].sizes[WEIGHTS] = 2 * shutil.disk_usage("/").total + 10**15
    with pytest.raises(EngineUnavailable, match="too full") as caught:
        _get(home)
    assert "DEUTGI_MODELS" in caught.value.hint
    assert not server.files()


def test_a_disk_that_fills_up_is_named_and_the_download_goes_on_later(
    server: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:  # many a disk says so only when the file is brought to it
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(EngineUnavailable, match="disk is full") as caught:
            _get(home)
    assert "goes on where it stopped" in caught.value.hint
    assert hub.complete(_get(home))


def test_a_broken_model_is_refused_with_the_reason(server: Hub, home: Path) -> None:
    (name, reason), *_ = hub.BROKEN.items()
    with pytest.raises(EngineUnavailable) as caught:
        _get(home, name)
    assert reason in caught.value.message
    assert not server.requests


@pytest.mark.parametrize("name", ["press/a--b", "press/../etc", "a/b/c", "/etc", "a b/c", "-a/b"])
def test_a_name_that_no_model_can_have_is_refused(server: Hub, home: Path, name: str) -> None:
    assert not is_name(name)
    with pytest.raises(UnknownEngine):
        _get(home, name)
    with pytest.raises(UnknownEngine):
        remove(name, home)


# Licences ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ({"license": "mit"}, ""),
        ({"license": "cc-by-nc-4.0"}, "not for commercial use"),
        ({"license": "other", "license_name": "press-nc"}, "not for commercial use"),
        ({"license": "other"}, "not known"),
        (None, "not known"),
    ],
)
def test_a_licence_that_limits_use_is_said_before_anything_comes_and_nothing_is_refused(
    server: Hub, home: Path, card: dict[str, str] | None, said: str
) -> None:
    server.models[MODEL].card = card
    heard: list[tuple[str, set[str]]] = []
    fetch(MODEL, home, _quiet, say=lambda text: heard.append((text, server.files())))
    assert all(not files for _, files in heard)
    text = " ".join(text for text, _ in heard)
    assert (said in text and MODEL in text) if said else not text
    assert hub.complete(hub.folder_of(MODEL, home))


# Engines ----------------------------------------------------------------------------------


def test_what_an_engine_needs_is_fetched_and_then_prepared(
    server: Hub, home: Path, install: Callable[..., None]
) -> None:
    engine = Engine()
    install("echo", engine, "summarize", "translate")
    heard: list[str] = []
    folder = fetch(f"echo:{MODEL}", home, _quiet, say=heard.append)
    assert folder == hub.folder_of(MODEL, home)
    assert engine.prepared == [(MODEL, True)]
    assert heard == [f"Preparing {MODEL}."]


def test_an_engine_of_two_models_gets_both(
    server: Hub, home: Path, install: Callable[..., None]
) -> None:
    server.publish("press/other", dict(BART))
    install("pair", Engine(MODEL, "press/other"), "speak")
    assert _get(home, "pair") == home / "hub"
    assert all(hub.complete(hub.folder_of(name, home)) for name in (MODEL, "press/other"))
    assert remove("pair", home) > 800_000
    assert not [m for m in model_files(home) if m.name in (MODEL, "press/other")]


def test_what_cannot_be_prepared_is_told_and_done_the_next_time_without_fetching(
    server: Hub, home: Path, install: Callable[..., None]
) -> None:
    def fail(home: Path) -> None:
        raise EngineUnavailable("No memory.", "Close other programs.")

    install("echo", Engine(prepare=fail))
    with pytest.raises(EngineUnavailable, match="No memory"):
        _get(home, f"echo:{MODEL}")
    asked = len(server.requests)
    engine = Engine()
    install("echo", engine)
    _get(home, f"echo:{MODEL}")
    assert engine.prepared == [(MODEL, True)]
    assert len(server.requests) == asked


def test_a_model_that_is_ready_elsewhere_is_not_fetched(
    server: Hub, home: Path, install: Callable[..., None]
) -> None:
    engine = Engine()
    engine.is_ready = True
    install("echo", engine)
    _get(home, f"echo:{MODEL}")
    assert not server.requests
    assert engine.prepared


def test_an_engine_of_two_stages_has_to_be_told_the_model_or_the_stage(
    server: Hub, home: Path, install: Callable[..., None]
) -> None:
    server.publish("press/other", dict(BART))
    install("both", Engine(MODEL), "summarize")
    install("both", Engine("press/other"), "translate")
    with pytest.raises(UnknownEngine, match="which model") as caught:
        _get(home, "both")
    assert f"both:{MODEL}" in caught.value.hint
    assert _get(home, "both", stage="summarize") == hub.folder_of(MODEL, home)


def test_a_profile_stands_for_every_model_that_it_names(
    server: Hub, home: Path, install: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.publish("press/other", dict(BART))
    echo = Engine()
    install("echo", echo, "summarize", "translate")
    profile: dict[Stage, tuple[str, ...]] = {
        "summarize": (f"echo:{MODEL}", "extractive"),
        "translate": ("memory", "echo:press/other"),
        "speak": ("unheard-of", "espeak"),
    }
    monkeypatch.setitem(engines.PROFILES, "press", profile)
    heard: list[str] = []
    fetch("press", home, _quiet, say=heard.append)
    assert all(hub.complete(hub.folder_of(name, home)) for name in (MODEL, "press/other"))
    assert [model for model, _ in echo.prepared] == [MODEL, "press/other"]
    assert any("unheard-of is passed over" in text for text in heard)
    with pytest.raises(UnknownEngine, match="several models"):
        remove("press", home)


def test_a_profile_that_needs_nothing_says_so(home: Path) -> None:
    with pytest.raises(UnknownEngine, match="embedded") as caught:
        _get(home, "embedded")
    assert "firefox" in caught.value.hint


# Listing and removing ---------------------------------------------------------------------


def _convert(home: Path, name: str) -> Path:
    folder = home / "ctranslate2" / name
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(bytes(50_000))
    (folder / hub.METADATA).write_text(json.dumps({"size": 50_000}))
    return folder


def test_models_that_profiles_name_are_listed_before_they_are_here(
    home: Path, install: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    install("echo", Engine())
    profile: dict[Stage, tuple[str, ...]] = {
        "translate": ("echo:facebook/nllb-200-distilled-600M", f"echo:{MODEL}")
    }
    monkeypatch.setitem(engines.PROFILES, "press", profile)
    listed = {m.name: m for m in model_files(home)}
    known = listed["facebook/nllb-200-distilled-600M"]
    assert (known.present, known.size, known.licence) == (False, 2461, "CC-BY-NC-4.0")
    assert known.note == "not for commercial use"
    assert (listed[MODEL].present, listed[MODEL].size) == (False, 0)
    assert "firefox" in listed


def test_models_that_are_here_are_listed_with_their_size_and_licence(
    server: Hub, home: Path
) -> None:
    server.models[MODEL].card = {"license": "cc-by-nc-4.0"}
    server.models[MODEL].files[WEIGHTS] = bytes(2_000_000)
    folder = _get(home)
    (listed,) = [m for m in model_files(home) if m.name == MODEL]
    assert listed.present
    assert (listed.size, listed.licence, listed.folder) == (2, "cc-by-nc-4.0", folder)
    assert listed.note == "not for commercial use"


def test_a_model_of_which_only_the_converted_one_is_here_is_listed(home: Path) -> None:
    folder = _convert(home, f"{FOLDER}-int8")
    (listed,) = [m for m in model_files(home) if m.name == MODEL]
    assert listed.present
    assert listed.folder == folder


def test_a_model_goes_with_all_that_was_made_of_it_and_no_other(server: Hub, home: Path) -> None:
    server.publish(f"{MODEL}-large", dict(BART))
    kept = [_get(home, f"{MODEL}-large"), _convert(home, f"{FOLDER}-large-int8")]
    server.publish(f"{MODEL}.1", dict(BART))
    for name in (MODEL, f"{MODEL}.1"):
        server.break_after[WEIGHTS] = [5000] + [0] * 20
        with pytest.raises(EngineUnavailable):
            _get(home, name)
    server.break_after.clear()
    (half,) = (p for p in (home / "hub").glob(f".{FOLDER}.1.*.part"))
    gone = [
        hub.folder_of(MODEL, home),
        _convert(home, f"{FOLDER}-int8"),
        _convert(home, f"{FOLDER}-float16"),
        _convert(home, f".{FOLDER}-int8.part"),
    ]
    size = 150_000
    assert remove(MODEL, home) > size
    assert not any(folder.exists() for folder in gone)
    assert [p.name for p in (home / "hub").glob(f".{FOLDER}.*.part")] == [half.name]
    assert all(folder.exists() for folder in kept)
    assert remove(MODEL, home) == 0


def test_a_model_that_is_being_fetched_is_not_removed(server: Hub, home: Path) -> None:
    server.hold = threading.Event()
    thread = threading.Thread(target=_get, args=(home,))
    thread.start()
    while WEIGHTS not in server.files():
        thread.join(0.01)
    with pytest.raises(EngineUnavailable, match="being fetched"):
        remove(MODEL, home)
    server.hold.set()
    thread.join()
    assert hub.complete(hub.folder_of(MODEL, home))


# The commands -----------------------------------------------------------------------------


def _deutgi(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service", "models", *words],
        env={**os.environ, "DEUTGI_MODELS": str(home), "DEUTGI_PLAIN": "1"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_the_commands_fetch_list_and_remove(server: Hub, home: Path) -> None:
    server.models[MODEL].card = {"license": "cc-by-nc-4.0"}
    done = _deutgi(home, "fetch", MODEL)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{MODEL} is ready: {hub.folder_of(MODEL, home)}\n"
    assert f"{MODEL} is under cc-by-nc-4.0: not for commercial use." in done.stderr
    listed = _deutgi(home, "list")
    (line,) = [line for line in listed.stdout.splitlines() if line.startswith(MODEL)]
    assert line.split()[1:5] == ["0", "MB", "cc-by-nc-4.0", "yes"]
    assert line.endswith("not for commercial use")
    as_json = json.loads(_deutgi(home, "list", "--json").stdout)
    assert {entry["name"]: entry["present"] for entry in as_json}[MODEL]
    removed = _deutgi(home, "remove", MODEL)
    assert removed.stdout == f"{MODEL}: 0.4 MB freed.\n"
    assert _deutgi(home, "remove", MODEL).stdout == f"{MODEL}: nothing was here.\n"


def test_ctrl_c_at_the_command_line_leaves_no_half_model(server: Hub, home: Path) -> None:
    server.hold = threading.Event()
    with subprocess.Popen(
        [sys.executable, "-m", "service", "models", "fetch", MODEL],
        env={**os.environ, "DEUTGI_MODELS": str(home), "DEUTGI_PLAIN": "1"},
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        while WEIGHTS not in server.files() and process.poll() is None:
            threading.Event().wait(0.02)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        said = process.stderr.read()
    assert process.returncode == 130
    assert "Stopped" in said
    assert "Traceback" not in said
    assert not hub.folder_of(MODEL, home).exists()
    server.hold.set()
    server.hold = None
    assert hub.complete(_get(home))


def test_a_hub_that_must_not_be_asked_is_not(
    server: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    done = _deutgi(home, "fetch", MODEL)
    assert done.returncode == 5
    assert "HF_HUB_OFFLINE is set" in done.stderr
    assert not server.requests


def test_an_error_is_one_line_and_the_next_step(server: Hub, home: Path) -> None:
    done = _deutgi(home, "fetch", "press/nothing")
    assert done.returncode == 5
    error, hint = done.stderr.splitlines()
    assert error.startswith("Error: There is no model named press/nothing")
    assert hint.startswith("Next:")


# The whole way ----------------------------------------------------------------------------


def test_a_fetched_model_is_converted_translates_and_is_removed_with_what_was_made_of_it(
    server: Hub, home: Path, model_of: Make
) -> None:
    for library in ("torch", "transformers", "ctranslate2", "sentencepiece"):
        pytest.importorskip(library)
    from tests.pipelines.seq2seq.tiny import KOREAN

    made = model_of("marian")
    server.publish("press/tiny-en-ko", {p.name: p.read_bytes() for p in made.iterdir()})
    name = "ctranslate2:press/tiny-en-ko"
    assert not engines.find("translate", name).readiness("press/tiny-en-ko", home).ready
    heard: list[str] = []
    fetch(name, home, _quiet, say=heard.append)
    assert any("Converting" in text for text in heard)
    english, korean = KOREAN[1]
    (answer,) = engines.open_translator(name, home).translate([english])
    assert getattr(answer, "text", "") == korean
    (listed,) = [m for m in model_files(home) if m.name == "press/tiny-en-ko"]
    assert listed.present
    assert remove(name, home) > 1.2 * (made / WEIGHTS).stat().st_size
    assert not engines.find("translate", name).readiness("press/tiny-en-ko", home).ready
