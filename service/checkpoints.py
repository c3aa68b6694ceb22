"""The pipeline's events as a job keeps and tells them, and what was made by them so far."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from pipelines.bilingual import (
    Condensed,
    Event,
    Finished,
    ScriptLine,
    SoFar,
    Spoken,
    Translated,
    Unspoken,
    Untranslated,
)
from pipelines.engines import Choice
from pipelines.errors import EngineFailed, KoreanUnavailable
from pipelines.findings import Finding
from pipelines.results import Change, Translation
from service.choosing import Request, summarizer_choice
from service.episode import Doubt, Episode, Problem, doubt, finding
from service.jobs import Event as Told
from service.making import Making

Checkpoint = tuple[str, str, dict[str, Any]]
"""What is told: a key that is the same whenever the same is told, the kind, and the data."""


def chosen(choices: Mapping[str, Choice], problems: Iterable[Problem]) -> Checkpoint:
    """Which voices speak, and why."""
    data = {
        "engines": {stage: {"name": c.name, "why": c.why} for stage, c in choices.items()},
        "problems": [problem.model_dump() for problem in problems],
    }
    return "chosen", "chosen", data


def condensed(event: Condensed, request: Request) -> Checkpoint:
    """The summary, line by line."""
    return _script(event.script, event.summary.note, summarizer_choice(request, event))


def recalled(making: Making) -> Iterator[Checkpoint]:
    """What there is of an episode that was made before: its lines, and the Korean it has."""
    yield _script(making.script, making.note, making.chosen["summarize"])
    for line, answer in making.answers.items():
        if isinstance(answer, Translation):
            yield _translated(line, answer)


def _script(script: Iterable[ScriptLine], note: str, choice: Choice) -> Checkpoint:
    data = {
        "engine": choice.name,
        "why": choice.why,
        "note": note,
        "lines": [
            {
                "en": line.text,
                "heading": line.heading,
                "paragraph_end": line.paragraph_end,
                "sources": list(line.sources),
                "doubts": _kept(line.findings),
            }
            for line in script
        ],
    }
    return "condensed", "condensed", data


def made_of(stage: str, seconds: Mapping[str, float]) -> Checkpoint:
    """A stage is done, and what took how long in it."""
    return f"made {stage}", "made", {"stage": stage, "seconds": dict(seconds)}


def finished(episode: Episode) -> dict[str, Any]:
    """What the last event of a finished episode says."""
    problems = [problem.model_dump() for problem in episode.problems]
    return {"complete": episode.complete, "problems": problems}


def checkpoint(event: Event, stage: str) -> Checkpoint | None:
    """What is told of an event that is no piece of sound; None where nothing is."""
    match event:
        case Translated(line=line, translation=made):
            return _translated(line, made)
        case Untranslated(line=line, error=error):
            data = {"line": line, "message": error.message, "hint": error.hint}
            return f"korean {line}", "untranslated", data
        case Unspoken(language=language, error=error):
            data = {"language": language, "message": error.message, "hint": error.hint}
            return f"unspoken {language}", "unspoken", data
        case Finished(seconds=seconds):
            return made_of(stage, seconds)
    return None


def _translated(line: int, made: Translation) -> Checkpoint:
    data = {
        "line": line,
        "ko": made.text,
        "engine": made.engine,
        "score": made.score,
        "note": made.note,
        "doubts": _kept(made.findings),
        "changes": [asdict(change) for change in made.changes],
    }
    return f"korean {line}", "translated", data


def making_of(told: Iterable[Told], request: Request) -> Making:
    """What is known of an episode by what was told of its job."""
    making = Making(request)
    for event in told:
        data = event.data
        match event.kind:
            case "chosen":
                making.chosen |= {s: Choice(**choice) for s, choice in data["engines"].items()}
                making.problems += [Problem(**problem) for problem in data["problems"]]
            case "condensed":
                making.script = tuple(
                    ScriptLine(
                        line["en"],
                        tuple(line["sources"]),
                        line["paragraph_end"],
                        line["heading"],
                        _found(line),
                    )
                    for line in data["lines"]
                )
                making.note = data["note"]
                making.chosen["summarize"] = Choice(data["engine"], data["why"])
            case "translated":
                line = data["line"]
                text = making.script[line].text
                made = Translation(
                    text,
                    data["ko"],
                    data["engine"],
                    data["score"],
                    data["note"],
                    _found(data),
                    tuple(Change(**change) for change in data.get("changes", ())),
                )
                making.add(Translated(line, made))
            case "untranslated":
                line = data["line"]
                text = making.script[line].text
                missing = KoreanUnavailable(text, data["message"], data["hint"])
                making.add(Untranslated(line, missing))
            case "unspoken":
                broken = EngineFailed(data["message"], data["hint"])
                making.add(Unspoken(data["language"], broken))
            case "spoken":
                making.add(Spoken(data["language"], data["line"], None, last=True))
            case "made":
                making.add(Finished(data["seconds"]))
    return making


def _kept(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [doubt(finding).model_dump() for finding in findings]


def _found(data: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings that were kept; before there were any, none."""
    return tuple(finding(Doubt(**kept)) for kept in data.get("doubts", ()))


def so_far(making: Making) -> SoFar:
    """Where the pipeline goes on."""
    return SoFar(frozenset(making.spoken), dict(making.answers))
