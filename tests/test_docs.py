"""What the documentation says is so: engines, commands, options, examples."""

import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

from pipelines import hub
from pipelines.engines import PROFILES, Stage, find, names
from pipelines.errors import KoreanUnavailable
from pipelines.results import Translation
from service.cli import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
ENGINES = [(stage, name) for stage in get_args(Stage) for name in names(stage)]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


def commands() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        text = page.read_text("utf-8")
        shown = "\n".join(blocks(page, "console")).replace("\\\n", " ").splitlines()
        for line in [*shown, *re.findall(r"`(deutgi [^`]+)`", text)]:
            if line.strip().startswith("deutgi "):
                found.append((page.name, line.strip()))
    return found


@pytest.mark.parametrize(("page", "line"), commands())
def test_a_command_in_the_documentation_exists_with_its_options(page: str, line: str) -> None:
    words = shlex.split(line.split("  #")[0].replace("…", "x"), comments=True)[1:]
    command: Any = typer.main.get_command(app)
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        assert words[0] in command.commands, f"{page}: there is no deutgi {words[0]}"
        command = command.commands[words.pop(0)]
    known = {name for parameter in command.params for name in parameter.opts}
    used = {word.split("=")[0] for word in words if word.startswith("--")}
    assert used <= known | {"--help"}, f"{page}: {line}"


@pytest.mark.parametrize(("stage", "name"), ENGINES)
def test_every_engine_is_told_of_with_its_licence_and_its_extra(stage: Stage, name: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    choosing = (ROOT / "docs" / "choosing-engines.md").read_text("utf-8")
    assert f"`{name}`" in readme or f"`{name}:MODEL" in readme
    assert name in choosing
    about = find(stage, name).ABOUT
    assert (about.name, about.stage) == (name, stage)
    assert about.licence
    if about.extra:
        assert f"deutgi[{about.extra}]" in choosing
        assert re.search(
            rf"^{about.extra} = \[", (ROOT / "pyproject.toml").read_text("utf-8"), re.M
        )


def test_every_engine_that_a_profile_names_exists_and_every_model_is_known() -> None:
    installed = set(ENGINES)
    for profile in PROFILES.values():
        for stage, engines in profile.items():
            for engine in engines:
                name, _, model = engine.partition(":")
                assert (stage, name) in installed
                assert not model or model in hub.KNOWN


def test_the_example_of_an_engine_works(tmp_path: Path) -> None:
    (code,) = [b for b in blocks(ROOT / "docs" / "engines.md", "python") if "ABOUT = About(" in b]
    module: dict[str, object] = {}
    exec(code, module)  # the documentation's own code
    readiness, opened = module["readiness"], module["open"]
    assert not readiness("", tmp_path).ready  # type: ignore[operator]
    (tmp_path / "dictionary.txt").write_text("cat = 고양이\n", "utf-8")
    assert readiness("", tmp_path).ready  # type: ignore[operator]
    cat, dog = opened("", tmp_path).translate(["cat", "dog"])  # type: ignore[operator]
    assert isinstance(cat, Translation)
    assert cat.text == "고양이"
    assert isinstance(dog, KoreanUnavailable)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        if not link.startswith("http"):
            assert (page.parent / link).exists(), link
