"""An episode is in the library whole, or not at all."""

import errno
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.article import Article
from service.episode import Episode, episode_id
from service.library import LibraryError, NoEpisode, draft, episodes, find, load, path_of, remove

ARTICLE = Article(("One paragraph.",), title='A Title: of the North\'s "news"')


def an_episode(name: str, **changes: object) -> Episode:
    values: dict[str, object] = {
        "id": name,
        "title": "Title",
        "created": datetime(2026, 1, 2, tzinfo=UTC),
        "article": ARTICLE,
        "settings": {},
        "lines": (),
        "tracks": {},
        "engines": {},
        "versions": {},
        "seconds": {},
        "complete": True,
    }
    return Episode.model_validate({**values, **changes})


def put(library: Path, episode: Episode, sound: bytes = b"sound") -> None:
    with draft(library, episode.id) as folder:
        (folder / "en.mp3").write_bytes(sound)
        (folder / "episode.json").write_text(episode.model_dump_json(), "utf-8")


def test_an_episode_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    episode = an_episode("a-1", title="북한 \U0001f1f0\U0001f1f5")
    put(tmp_path, episode)
    assert load(tmp_path / "a-1") == episode


def test_a_draft_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), draft(tmp_path, "a-1") as folder:
        (folder / "en.mp3").write_bytes(b"half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_leaves_the_earlier_episode_as_it_was(tmp_path: Path) -> None:
    put(tmp_path, an_episode("a-1"), b"first")
    with pytest.raises(KeyboardInterrupt), draft(tmp_path, "a-1") as folder:
        (folder / "en.mp3").write_bytes(b"second, half")
        raise KeyboardInterrupt
    assert [p.name for p in tmp_path.iterdir()] == ["a-1"]
    assert (tmp_path / "a-1" / "en.mp3").read_bytes() == b"first"


def test_an_episode_made_again_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    put(tmp_path, an_episode("a-1"), b"first")
    put(tmp_path, an_episode("a-1"), b"second")
    assert [p.name for p in tmp_path.iterdir()] == ["a-1"]
    assert (tmp_path / "a-1" / "en.mp3").read_bytes() == b"second"


def test_an_episode_that_stepped_aside_for_a_killed_process_comes_back(tmp_path: Path) -> None:
    put(tmp_path, an_episode("a-1"), b"first")
    (tmp_path / "a-1").rename(tmp_path / ".replaced-a-1")  # killed between the two renames
    put(tmp_path, an_episode("b-2"))
    assert (tmp_path / "a-1" / "en.mp3").read_bytes() == b"first"
    assert not (tmp_path / ".replaced-a-1").exists()


def test_an_episode_that_is_removed_is_gone_for_good(tmp_path: Path) -> None:
    put(tmp_path, an_episode("a-1"))
    (tmp_path / ".replaced-a-1").mkdir()  # an older one, left by a process that was killed
    put(tmp_path, an_episode("b-2"))
    remove(tmp_path, "a-1")
    put(tmp_path, an_episode("b-2"))
    assert [p.name for p in tmp_path.iterdir()] == ["b-2"]
    with pytest.raises(LibraryError, match="no episode"):
        remove(tmp_path, "a-1")


def test_who_is_killed_while_removing_leaves_nothing_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, an_episode("a-1"))
    monkeypatch.setattr("shutil.rmtree", lambda *args, **options: None)  # it never gets to that
    remove(tmp_path, "a-1")
    monkeypatch.undo()
    assert episodes(tmp_path) == []
    (left,) = tmp_path.iterdir()
    os.utime(left, (0, 0))
    put(tmp_path, an_episode("b-2"))
    assert [p.name for p in tmp_path.iterdir()] == ["b-2"]


def test_drafts_of_killed_processes_are_cleared_away_after_a_day(tmp_path: Path) -> None:
    stale, fresh = tmp_path / ".draft-stale", tmp_path / ".draft-fresh"
    for folder in (stale, fresh):
        folder.mkdir()
    os.utime(stale, (0, 0))
    put(tmp_path, an_episode("a-1"))
    assert not stale.exists()
    assert fresh.exists()


def test_a_killed_maker_leaves_no_episode(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from service.library import draft\n"
        "with draft(Path(sys.argv[1]), 'a-1') as folder:\n"
        "    (folder / 'en.mp3').write_bytes(b'half'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert episodes(tmp_path) == []
    assert not path_of(tmp_path, "a-1").exists()


def test_a_full_disk_is_said_in_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="disk is full"), draft(tmp_path, "a-1"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_a_folder_is_refused_with_the_next_step(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    with pytest.raises(LibraryError) as caught, draft(file / "library", "a-1"):
        pass
    assert "--library" in caught.value.hint


def test_an_episode_is_found_by_the_end_of_its_name(tmp_path: Path) -> None:
    put(tmp_path, an_episode("harbour-ferries-0123456789"))
    assert find(tmp_path, "0123456789").id == "harbour-ferries-0123456789"
    assert find(tmp_path, "harbour").id == "harbour-ferries-0123456789"
    with pytest.raises(NoEpisode, match="No episode"):
        find(tmp_path, "nowhere")


def test_an_episode_is_found_by_a_word_of_its_title_that_no_other_has(tmp_path: Path) -> None:
    put(tmp_path, an_episode("port-merrin-votes-0123456789"))
    put(tmp_path, an_episode("port-lowe-votes-9876543210"))
    assert find(tmp_path, "Merrin").id == "port-merrin-votes-0123456789"
    with pytest.raises(NoEpisode, match="2 episodes") as caught:
        find(tmp_path, "votes")
    assert "port-lowe-votes-9876543210" in caught.value.message


def test_a_name_cannot_lead_out_of_the_library(tmp_path: Path) -> None:
    put(tmp_path, an_episode("secret"))
    inner = tmp_path / "library"
    inner.mkdir()
    with pytest.raises(LibraryError):
        find(inner, "../secret")


def test_a_damaged_episode_is_named_and_the_others_are_listed(tmp_path: Path) -> None:
    put(tmp_path, an_episode("a-1"))
    put(tmp_path, an_episode("b-2"))
    (tmp_path / "b-2" / "episode.json").write_text("{")
    assert [episode.id for episode in episodes(tmp_path)] == ["a-1"]
    with pytest.raises(LibraryError, match="damaged"):
        load(tmp_path / "b-2")


def test_the_same_article_with_the_same_settings_has_the_same_name() -> None:
    name = episode_id(ARTICLE, {"length": "60s", "voice": "a"})
    assert name.startswith("a-title-of-the-norths-news-")
    assert name == episode_id(ARTICLE, {"voice": "a", "length": "60s"})
    assert name != episode_id(ARTICLE, {"voice": "a", "length": "30s"})
    assert name != episode_id(Article(("Another.",), title=ARTICLE.title), {"length": "60s"})


def test_a_title_without_latin_letters_still_gives_a_name() -> None:
    assert episode_id(Article(("Text.",), title="한국 소식"), {}).startswith("article-")
