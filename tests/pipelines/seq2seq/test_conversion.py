"""Models on disk: converted once, whole or not at all, damaged ones said and mended."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("ctranslate2")

import psutil

from pipelines.errors import EngineUnavailable
from pipelines.resident import MODELS
from pipelines.seq2seq import with_ctranslate2
from pipelines.translate.seq2seq import CTRANSLATE2, TRANSFORMERS
from tests.conftest import Make
from tests.pipelines.seq2seq.tiny import KOREAN

SENTENCE, MEANING = KOREAN[1]


def translated(folder: Path, home: Path) -> str:
    (answer,) = CTRANSLATE2.open(str(folder), home).translate([SENTENCE])
    return getattr(answer, "text", "")


@pytest.fixture
def marian(model_of: Make, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return shutil.copytree(model_of("marian"), tmp_path / "marian")


def test_a_model_is_converted_once_with_its_checksum_beside_it(
    marian: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    CTRANSLATE2.prepare(str(marian), tmp_path, said.append)
    CTRANSLATE2.prepare(str(marian), tmp_path, said.append)
    assert said == ["Converting marian to int8, this once."]
    folder = with_ctranslate2.folder_of(str(marian), tmp_path)
    about = json.loads((folder / "model.json").read_text("utf-8"))
    assert about["quantization"] == "int8"
    assert len(about["sha256"]) == 64
    assert translated(marian, tmp_path) == MEANING


def test_a_converted_model_needs_the_original_no_more(marian: Path, tmp_path: Path) -> None:
    CTRANSLATE2.prepare(str(marian), tmp_path, lambda _: None)
    shutil.rmtree(marian)
    assert CTRANSLATE2.readiness(str(marian), tmp_path).ready
    assert translated(marian, tmp_path) == MEANING


def test_a_damaged_conversion_is_said_and_made_again(marian: Path, tmp_path: Path) -> None:
    CTRANSLATE2.prepare(str(marian), tmp_path, lambda _: None)
    weights = with_ctranslate2.folder_of(str(marian), tmp_path) / "model.bin"
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 0xFF  # the size stays the same
    weights.write_bytes(content)
    with pytest.raises(EngineUnavailable, match="its checksum is wrong") as caught:
        translated(marian, tmp_path)
    assert "converted anew" in caught.value.hint
    assert translated(marian, tmp_path) == MEANING


def test_a_conversion_that_lost_its_weights_is_made_again(marian: Path, tmp_path: Path) -> None:
    CTRANSLATE2.prepare(str(marian), tmp_path, lambda _: None)
    (with_ctranslate2.folder_of(str(marian), tmp_path) / "model.bin").unlink()
    assert translated(marian, tmp_path) == MEANING


@pytest.mark.parametrize("engine", [TRANSFORMERS, CTRANSLATE2], ids=lambda e: e.library)
@pytest.mark.parametrize("damage", ["weights cut", "config broken", "tokenizer broken"])
def test_damaged_files_end_in_a_line_that_says_what_to_do(
    marian: Path, tmp_path: Path, damage: str, engine: object
) -> None:
    if damage == "weights cut":
        weights = marian / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:-1000])
    elif damage == "config broken":
        (marian / "config.json").write_text("{", "utf-8")
    else:
        (marian / "source.spm").write_bytes(b"no vocabulary")
    with pytest.raises(EngineUnavailable) as caught:
        list(engine.open(str(marian), tmp_path).translate([SENTENCE]))  # type: ignore[attr-defined]
    assert str(marian) in caught.value.message
    assert "\n" not in caught.value.message
    assert "fetch" in caught.value.hint
    assert not with_ctranslate2.complete(with_ctranslate2.folder_of(str(marian), tmp_path))


def test_a_killed_conversion_leaves_nothing_that_looks_whole(marian: Path, tmp_path: Path) -> None:
    program = (
        "import sys, time, pathlib, ctranslate2.specs.model_spec as spec\n"
        "spec.ModelSpec.validate = lambda self: (print('converting', flush=True), time.sleep(60))\n"
        "from pipelines.translate.seq2seq import CTRANSLATE2\n"
        "CTRANSLATE2.prepare(sys.argv[1], pathlib.Path(sys.argv[2]), lambda _: None)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(marian), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "converting\n"
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    assert not with_ctranslate2.complete(with_ctranslate2.folder_of(str(marian), tmp_path))
    assert translated(marian, tmp_path) == MEANING


def test_two_processes_convert_it_once(marian: Path, tmp_path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from pipelines.translate.seq2seq import CTRANSLATE2\n"
        "CTRANSLATE2.prepare(sys.argv[1], pathlib.Path(sys.argv[2]), print)\n"
    )
    command = [sys.executable, "-c", program, str(marian), str(tmp_path)]
    several = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=100)[0] for process in several]
    assert [process.returncode for process in several] == [0, 0]
    assert "".join(said).count("Converting") == 1


def test_too_little_memory_to_convert_is_said_before_it_begins(
    marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Little:
        available = 1000

    monkeypatch.setattr(psutil, "virtual_memory", Little)
    with pytest.raises(EngineUnavailable, match="MB of memory; 0 MB are free"):
        CTRANSLATE2.prepare(str(marian), tmp_path, lambda _: None)


def test_too_little_memory_to_run_is_said_with_the_setting(
    marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CTRANSLATE2.prepare(str(marian), tmp_path, lambda _: None)
    monkeypatch.setenv("DEUTGI_MEMORY", "50")
    with pytest.raises(EngineUnavailable, match="all models together may take 50 MB") as caught:
        translated(marian, tmp_path)
    assert "DEUTGI_MEMORY" in caught.value.hint


def test_a_full_disk_is_said_and_leaves_nothing_behind(
    marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(EngineUnavailable, match="The disk has 0 MB free"):
        CTRANSLATE2.prepare(str(marian), tmp_path, lambda _: None)
    left = [path.name for path in (tmp_path / "ctranslate2").iterdir()]
    assert not [name for name in left if not name.endswith(".lock")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(marian: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(EngineUnavailable, match="cannot be written"):
        CTRANSLATE2.prepare(str(marian), closed, lambda _: None)


def test_both_stages_and_all_requests_share_one_model_in_memory(
    marian: Path, tmp_path: Path
) -> None:
    before = MODELS.size()
    for _ in range(3):
        assert translated(marian, tmp_path) == MEANING
    folder = with_ctranslate2.folder_of(str(marian), tmp_path)
    assert MODELS.size() - before == pytest.approx(with_ctranslate2.megabytes(folder))


def test_importing_the_engines_imports_no_model_library() -> None:
    program = (
        "import sys, time; started = time.process_time()\n"
        "import pipelines\n"
        "assert time.process_time() - started < 0.3\n"
        "import pipelines.translate.seq2seq, pipelines.summarize.seq2seq\n"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'huggingface_hub'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
