"""`deutgi feed`: subscriptions to news sites, on the command line."""

import re
from dataclasses import asdict
from datetime import datetime
from functools import partial
from json import dumps
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pipelines.engines import Language
from pipelines.errors import DeutgiError
from service.exits import guarded
from service.installed import require

if TYPE_CHECKING:
    import sqlalchemy as sa

    from service.settings import ServerSettings
    from service.sources import Source
    from service.visiting import Visit

app = typer.Typer(
    help="Subscribe to news sites: their new articles become episodes.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_NEEDED = ("alembic", "dbos", "feedparser", "protego", "pydantic_settings", "sqlalchemy")
_PART = re.compile(r"(\d+)\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}

Name = Annotated[str, typer.Argument(help="Its title, address or id, or its site's name.")]


@app.command("add")
@guarded
def add_feed(
    url: Annotated[
        str, typer.Argument(help="The address of its feed (RSS, Atom), or of a page that names it.")
    ],
    every: Annotated[
        str, typer.Option("--every", help="How often to look for new articles: 30m, 2h, 1d.")
    ] = "30m",
    most_new: Annotated[
        int, typer.Option("--most-new", min=1, max=10, help="Articles made at a visit, at most.")
    ] = 5,
    length: Annotated[
        str, typer.Option("--length", help="How long a summary is: 5 (sentences), 60s or 2m.")
    ] = "60s",
    voice_en: Annotated[str, typer.Option("--voice-en", help="Who speaks English.")] = "",
    voice_ko: Annotated[str, typer.Option("--voice-ko", help="Who speaks Korean.")] = "",
    register: Annotated[
        str,
        typer.Option(
            "--register",
            help="How a translator's Korean ends its sentences: formal (했습니다, the default), "
            "plain (했다), or as-is.",
        ),
    ] = "",
) -> None:
    """Subscribe to a news site.

    \b
      deutgi feed add https://example.org/rss.xml
      deutgi feed add https://example.org --every 2h --length 90s

    The newest three of its articles become episodes first, then those that are new, each once,
    while deutgi serve runs.
    """
    engine, _ = _database()
    from service import sources, subscribing
    from service.manners import Manners
    from service.visiting import look

    seconds = subscribing.checked_every(_interval(every))
    _check_voices(voice_en, voice_ko)
    given = {"length": length, "voice_en": voice_en, "voice_ko": voice_ko, "register": register}
    settings = subscribing.checked(given)
    found = look(url, Manners())
    if found.note:
        _say(found.note)
    source, new = sources.add(
        engine,
        found.address,
        found.feed,
        settings=settings,
        every=seconds,
        most_new=most_new,
        etag=found.etag,
        modified=found.modified,
    )
    if not new:
        _say(f"{source.title} is subscribed to already: {source.address}")
        return
    _say(f"Subscribed to {source.title}: {source.address}")
    if source.language and not source.language.lower().startswith("en"):
        _say(f"It says that it is in “{source.language}”: only English articles become episodes.")
    _say("Its episodes are made while the server runs: deutgi serve")


@app.command("list")
@guarded
def list_feeds(
    json: Annotated[bool, typer.Option("--json", help="Print JSON, nothing else.")] = False,
) -> None:
    """List the sources: how often each is visited, and what is the matter with it."""
    engine, _ = _database()
    from service import sources

    found = sources.listed(engine)
    if json:
        print(dumps([asdict(source) for source in found], ensure_ascii=False, indent=2))
        return
    for source in found:
        _say(f"{source.title} ({source.id})\n    {source.address}\n    {_state(source)}")
    if not found:
        _say("Nothing is subscribed to: deutgi feed add URL")


@app.command("remove")
@guarded
def remove_feed(name: Name) -> None:
    """End a subscription. Its episodes stay."""
    engine, _ = _database()
    from service import sources

    source = sources.find(engine, name)
    sources.remove(engine, source.id)
    _say(f"{source.title} is not visited any more. Its episodes stay.")


@app.command("pause")
@guarded
def pause_feed(
    name: Name,
    off: Annotated[bool, typer.Option("--off", help="Go on with it.")] = False,
) -> None:
    """Have a source not visited until further notice."""
    engine, _ = _database()
    from service import sources

    source = sources.change(engine, sources.find(engine, name).id, paused=not off)
    _say(f"{source.title} {'is paused' if source.paused else 'goes on'}.")


@app.command("visit")
@guarded
def visit_feed(
    name: Annotated[
        str, typer.Argument(help="The source; without one, every source that is not paused.")
    ] = "",
) -> None:
    """Visit a source now. Its articles are read; deutgi serve makes their episodes."""
    engine, settings = _database()
    from service import sources, subscribing
    from service.manners import Manners
    from service.visiting import visit

    submit = partial(subscribing.submit, settings)
    named = [sources.find(engine, name)] if name else sources.listed(engine)
    manners, made = Manners(), 0
    for source in named:
        if name or not source.paused:
            done = visit(engine, source.id, submit, manners)
            made += done.made
            _say(f"{source.title}: {_came(done)}")
            if done.hint:
                _say(f"Next:  {done.hint}")
    if made:
        _say("These episodes wait for the server, which makes them: deutgi serve")


def _check_voices(voice_en: str, voice_ko: str) -> None:
    """Have a wrong voice be told now. Raises UnknownEngine, EngineUnavailable."""
    from service.choosing import voice_choice
    from service.folders import models_folder

    for language, voice in (("en", voice_en), ("ko", voice_ko)):
        if voice:
            voice_choice(cast(Language, language), voice, "auto", models_folder())


def _came(visit: "Visit") -> str:
    if visit.busy:
        return "somebody is visiting it at this moment."
    if visit.error:
        return visit.error
    counts = {
        "new": visit.new,
        "to be made": visit.made,
        "skipped": visit.skipped,
        "failed": visit.failed,
    }
    told = [f"{number} {what}" for what, number in counts.items() if number]
    return f"{', '.join(told)}." if told else "nothing new."


def _state(source: "Source") -> str:
    if source.error:
        return f"{source.error} {source.hint}".strip()
    if source.paused:
        return f"paused: deutgi feed pause {source.id} --off"
    following = f"next visit {datetime.fromtimestamp(source.next_visit):%Y-%m-%d %H:%M}"
    return f"every {source.every / 60:g} minutes, {following}"


def _interval(text: str) -> float:
    """Seconds for 90s, 30m, 2h, 1d, 1h30m. Raises DeutgiError."""
    parts = _PART.findall(text.lower())
    if not parts or _PART.sub("", text.lower()).strip():
        raise DeutgiError(f"“{text[:40]}” is no interval.", "Write 30m, 2h or 1d.")
    return float(sum(int(number[:9]) * _SECONDS[unit] for number, unit in parts))


def _database() -> "tuple[sa.Engine, ServerSettings]":
    """The database with our tables in it, and the settings. Raises DeutgiError."""
    require("The libraries for subscriptions", _NEEDED)
    import sqlalchemy as sa

    from service import settings
    from service.database import migrate, open_database, reached

    chosen = settings.read()
    engine = open_database(chosen.database_url)
    there = engine.dialect.name != "sqlite" or _exists(engine)
    with reached(chosen.database_url):
        there = there and sa.inspect(engine).has_table("sources")
    if not there:
        migrate(chosen.database_url)
    return engine, chosen


def _exists(engine: "sa.Engine") -> bool:
    from pathlib import Path

    return Path(str(engine.url.database)).expanduser().is_file()


def _say(text: str) -> None:
    print(text.encode("utf-8", "replace").decode())
