"""The command line: `deutgi listen`, `say`, `serve`, `voices`, `episodes`, `models`, `doctor`…"""

import io
import sys
import time
from dataclasses import asdict
from json import dumps
from pathlib import Path
from typing import Annotated, BinaryIO, cast, get_args

import typer
from rich.console import Console

from pipelines.engines import Language, Register
from service import check_cli, feed_cli, screen
from service.exits import EXIT_CODES, guarded
from service.folders import keys_file, library_folder, models_folder
from service.folders import profile as default_profile
from service.installed import require
from service.progress import reporter

app = typer.Typer(
    name="deutgi",
    help="Hear the news in English and Korean.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode=None,  # boxes around the help are noise to a screen reader
    pretty_exceptions_enable=False,
)
models = typer.Typer(
    help="List, fetch and remove the model files of the engines.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(models, name="models")
keys = typer.Typer(
    help="Make, list and revoke the API keys of the server.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(keys, name="keys")
app.add_typer(feed_cli.app, name="feed")

Library = Annotated[
    Path | None,
    typer.Option(
        "--library",
        help="The folder of episodes (default: the platform's data folder).",
        envvar="DEUTGI_LIBRARY",
    ),
]
Memory = Annotated[
    list[Path] | None,
    typer.Option(
        "--memory", help="A translation memory to use first: TMX, CSV or TSV. May be repeated."
    ),
]
GlossaryFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--glossary", help="Names and terms with their Korean: CSV or TSV. May be repeated."
    ),
]
VoiceEn = Annotated[
    str | None,
    typer.Option("--voice-en", help="Who speaks English, such as kokoro:jm_kumo or espeak."),
]
VoiceKo = Annotated[
    str | None, typer.Option("--voice-ko", help="Who speaks Korean, such as kokoro:jf_alpha.")
]
Speed = Annotated[
    float, typer.Option("--speed", min=0.5, max=2.0, help="How fast: 1 is a newsreader's pace.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs, nothing else.")]


def _out() -> Console:
    return Console(soft_wrap=False)


def _err() -> Console:
    return Console(stderr=True)


def _stdin() -> BinaryIO:
    """Standard input, empty where a scheduler started us without any."""
    return sys.stdin.buffer if sys.stdin else io.BytesIO()


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"deutgi {version('deutgi')}")
        raise typer.Exit


@app.callback()
def deutgi(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Hear the news in English and Korean."""


@app.command()
@guarded
def listen(
    source: Annotated[
        str,
        typer.Argument(
            help="An English article: a link, an .html or .txt file, or - for standard input."
        ),
    ],
    length: Annotated[
        str,
        typer.Option("--length", help="How long the summary is: 5 (sentences), 60s or 2m (heard)."),
    ] = "60s",
    voice_en: VoiceEn = None,
    voice_ko: VoiceKo = None,
    speed: Speed = 1.0,
    memory: Memory = None,
    glossary: GlossaryFiles = None,
    translator: Annotated[
        list[str] | None,
        typer.Option("--translator", help="Who translates, in order. May be repeated."),
    ] = None,
    summarizer: Annotated[
        str | None, typer.Option("--summarizer", help="Who condenses the article.")
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            help="auto (the default): the best engines that are ready. embedded: never uses the "
            "network. balanced, best: fetch larger models.",
            envvar="DEUTGI_PROFILE",
        ),
    ] = None,
    register: Annotated[
        str,
        typer.Option(
            "--register",
            help="How a translator's Korean ends its sentences: formal (했습니다), plain (했다), "
            "or as-is. What people translated stays.",
        ),
    ] = "formal",
    library: Library = None,
    again: Annotated[
        bool, typer.Option("--again", help="Make the episode anew, even if it is there already.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Make an episode of an article: a summary, its Korean, and an MP3 of each.

    \b
      deutgi listen https://example.org/news/article
      deutgi listen page.html --length 5
      deutgi listen - --length 2m < pasted.txt

    The episode is a folder with en.mp3, ko.mp3, captions (.vtt, .srt) and episode.json.
    The same article with the same settings is made once.
    """
    from service.choosing import Request
    from service.making import make
    from service.source import read_source

    if source == "-" and sys.stdin and sys.stdin.isatty():
        _err().print("Paste the article, then press Ctrl-D (Ctrl-Z and Enter on Windows).")
    request = Request(
        length=length,
        voice_en=voice_en,
        voice_ko=voice_ko,
        speed=speed,
        memories=tuple(memory or ()),
        glossaries=tuple(glossary or ()),
        translators=tuple(translator or ()),
        summarizer=summarizer,
        profile=profile or default_profile(),
        again=again,
        register=cast(Register, register),
    )
    place = library or library_folder()
    with reporter(_err(), quiet=json) as report:
        report.stage("read")
        started = time.perf_counter()
        article = read_source(source, _stdin())
        report.step("read")
        spent = time.perf_counter() - started
        episode = make(article, request, place, models_folder(), report, spent)
    screen.show_episode(episode, place, _out(), json=json)
    raise typer.Exit(screen.exit_code(episode))


@app.command()
@guarded
def retry(
    episode: Annotated[str, typer.Argument(help="The episode's id, or its beginning or end.")],
    memory: Memory = None,
    voice_ko: VoiceKo = None,
    glossary: GlossaryFiles = None,
    library: Library = None,
    json: AsJson = False,
) -> None:
    """Complete an episode whose Korean could not be made, with another voice if you like."""
    from service.making import complete

    place = library or library_folder()
    with reporter(_err(), quiet=json) as report:
        done = complete(
            episode,
            tuple(memory or ()),
            place,
            models_folder(),
            report,
            tuple(glossary or ()),
            voice_ko,
        )
    screen.show_episode(done, place, _out(), json=json)
    raise typer.Exit(screen.exit_code(done))


app.command()(check_cli.check)


@app.command()
@guarded
def episodes(library: Library = None, json: AsJson = False) -> None:
    """List the episodes of the library, the newest first."""
    from service.library import episodes as all_episodes

    place = library or library_folder()
    screen.show_episodes(all_episodes(place), place, _out(), json=json)


@app.command()
@guarded
def show(
    episode: Annotated[str, typer.Argument(help="The episode's id, or its beginning or end.")],
    library: Library = None,
    json: AsJson = False,
) -> None:
    """Show an episode: both texts, what to check in them, and where the sound is.

    \b
      deutgi show merrin                 # the episode with this word in its title
    """
    from service.library import find

    place = library or library_folder()
    screen.show_episode(find(place, episode), place, _out(), json=json)


@app.command()
@guarded
def say(
    text: Annotated[str, typer.Argument(help="What to say, or - for standard input.")],
    lang: Annotated[
        str, typer.Option("--lang", help="en, ko, or auto: Korean where there is Hangul.")
    ] = "auto",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Write an .mp3 file, or - for MP3 on standard output as it is made."
        ),
    ] = None,
    voice: Annotated[
        str | None, typer.Option("--voice", help="Who speaks: see deutgi voices.")
    ] = None,
    speed: Speed = 1.0,
) -> None:
    """Say a text aloud, or write it to a sound file.

    \b
      deutgi say "The talks resume on Friday."
      deutgi say "북한은 262개 권고 가운데 63개를 거부했다." --out news.mp3
    """
    from service.saying import say_text

    if text == "-":
        text = _stdin().read().decode("utf-8", "replace")
    say_text(text, lang, out, voice, speed, models_folder(), _err())


@app.command()
@guarded
def voices(
    lang: Annotated[str | None, typer.Option("--lang", help="Only those for en or ko.")] = None,
    samples: Annotated[
        Path | None,
        typer.Option("--samples", help="Write a sample MP3 of each voice into this folder."),
    ] = None,
    json: AsJson = False,
) -> None:
    """List the voices, and make a sample of each on request."""
    from service.saying import all_voices, write_samples

    found = all_voices(models_folder(), _language(lang))
    screen.show_voices(found, _out(), json=json)
    if samples:
        with reporter(_err(), quiet=json) as report:
            write_samples(found, samples, models_folder(), report, _language(lang))


@app.command()
@guarded
def doctor(library: Library = None, json: AsJson = False) -> None:
    """Show which engines are ready, and the command that makes the others ready."""
    from service.doctor import examine

    report = examine(library or library_folder(), models_folder())
    screen.show_doctor(report, _out(), json=json)
    raise typer.Exit(0 if report.healthy else EXIT_UNHEALTHY)


EXIT_UNHEALTHY = 5


@models.command("list")
@guarded
def list_models(json: AsJson = False) -> None:
    """List the models: size, licence, whether they are here.

    Those that are here and those that the profiles name; others go too (see deutgi models fetch).
    """
    from service.models import model_files

    screen.show_models(model_files(models_folder()), _out(), json=json)


@models.command("fetch")
@guarded
def fetch_model(
    name: Annotated[
        str,
        typer.Argument(
            help="An engine (firefox, ctranslate2:facebook/bart-large-cnn), or a profile (best)."
        ),
    ],
) -> None:
    """Fetch model files; an interrupted download goes on where it stopped.

    \b
      deutgi models fetch firefox
      deutgi models fetch ctranslate2:facebook/m2m100_418M
      deutgi models fetch best        # every model that the profile names

    Models of a hub come from there or from the mirror that HF_ENDPOINT names.
    """
    from service.models import fetch

    home = models_folder()
    with reporter(_err()) as report:
        folder = fetch(
            name,
            home,
            lambda done, total: report.download(name, done, total),
            say=report.say,
        )
    where = f": {folder}" if folder != home else "."
    _out().print(f"{name} is ready{where}", markup=False, highlight=False, soft_wrap=True)


@models.command("remove")
@guarded
def remove_model(
    name: Annotated[
        str, typer.Argument(help="The model or the engine, as deutgi models list names it.")
    ],
) -> None:
    """Remove model files: what was fetched, what was converted, what was left half-fetched."""
    from service.models import remove

    freed = remove(name, models_folder())
    said = f"{freed / 1e6:.1f} MB freed." if freed else "nothing was here."
    _out().print(f"{name}: {said}", markup=False, highlight=False, soft_wrap=True)


@app.command()
@guarded
def serve(
    host: Annotated[
        str | None,
        typer.Option("--host", help="The address to listen on (default: 127.0.0.1)."),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", help="The port (default: 8000); 0 for any that is free."),
    ] = None,
    library: Library = None,
) -> None:
    """Serve episodes, feeds, speech and texts over HTTP, until Ctrl-C.

    \b
      deutgi serve                                   # for this computer, without keys
      deutgi keys add phone && deutgi serve --host 0.0.0.0

    Others than this computer need a key. deutgi settings lists what else can be set.
    """
    _server_is_installed()
    from service import serving, settings

    said = _err()
    serving.serve(
        settings.read(host=host, port=port, library=library),
        lambda text: said.print(text, markup=False, highlight=False, soft_wrap=True),
    )


@app.command()
@guarded
def work(library: Library = None) -> None:
    """Make the episodes that were asked of a server, without serving, until Ctrl-C.

    \b
      DEUTGI_MAKING=0 deutgi serve      # one process answers
      deutgi work                       # others work, on this computer or on more of them

    Several need a database that they share: DEUTGI_DATABASE_URL, a Postgres one.
    """
    _server_is_installed()
    from service import serving, settings

    said = _err()
    serving.work(
        settings.read(library=library),
        lambda text: said.print(text, markup=False, highlight=False, soft_wrap=True),
    )


@app.command("settings")
@guarded
def show_settings(
    json: AsJson = False,
    example: Annotated[
        bool, typer.Option("--example", help="Print a settings file with every default.")
    ] = False,
) -> None:
    """List the server's settings: what each is now, where from, and what it is for.

    \b
      deutgi settings --example > deutgi.toml
      DEUTGI_SETTINGS=deutgi.toml deutgi settings
    """
    _server_is_installed()
    from service import settings

    if example:
        print(settings.example())
        return
    entries = settings.entries(settings.read())
    if json:
        print(dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    for entry in entries:
        text = f"{entry.variable}={entry.value}  ({entry.origin})\n    {entry.purpose}"
        _out().print(text, markup=False, highlight=False, soft_wrap=True)


@keys.command("add")
@guarded
def add_key(
    name: Annotated[str, typer.Argument(help="Who or what will use it, such as phone.")],
    scope: Annotated[
        list[str] | None,
        typer.Option(
            "--scope",
            help="read: episodes and feeds. speak: speech and texts. manage: changes. "
            "May be repeated (default: read and speak).",
        ),
    ] = None,
) -> None:
    """Make a key, and print it this once.

    \b
      deutgi keys add phone
      deutgi keys add newsroom --scope read --scope speak --scope manage

    Only its hash is kept: a key that is lost is removed and made anew.
    """
    from service.keys import DEFAULT_SCOPES, Keys

    print(Keys(keys_file()).add(name, scope or DEFAULT_SCOPES))
    _err().print("Keep it now: it is not shown again. Send it as Authorization: Bearer KEY.")


@keys.command("list")
@guarded
def list_keys(json: AsJson = False) -> None:
    """List the keys: name, scopes, when it was made. The keys themselves are not kept."""
    from service.keys import Keys

    found = Keys(keys_file()).all()
    if json:
        entries = [
            {"name": key.name, "scopes": key.scopes, "created": key.created.isoformat()}
            for key in found
        ]
        print(dumps(entries, ensure_ascii=False, indent=2))
        return
    for key in found:
        text = f"{key.name}: {', '.join(key.scopes)}, made {key.created:%Y-%m-%d}"
        _out().print(text, markup=False, highlight=False, soft_wrap=True)
    if not found:
        _err().print("There is no key: deutgi keys add NAME", highlight=False)


@keys.command("remove")
@guarded
def remove_key(name: Annotated[str, typer.Argument(help="The key's name.")]) -> None:
    """Revoke a key at once, also for a server that runs."""
    from service.keys import Keys

    Keys(keys_file()).remove(name)
    _out().print(f"{name} is revoked.", markup=False, highlight=False, soft_wrap=True)


@app.command()
@guarded
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, such as deutgi.tar.gz.")],
    check: Annotated[
        bool, typer.Option("--check", help="Read a backup instead, and see that it is whole.")
    ] = False,
    library: Library = None,
) -> None:
    """Save what cannot be made again in one file, while the server runs.

    \b
      deutgi backup /backups/deutgi-$(date +%F).tar.gz
      deutgi backup --check /backups/deutgi-2026-11-25.tar.gz

    In it are the episodes, the database of jobs and subscriptions, the API keys, translation
    memories and glossaries. Models are not: they can be fetched again.
    """
    _server_is_installed()
    from service import settings
    from service.backup import check as read_whole
    from service.backup import kept, save

    here = kept(settings.read(library=library))
    with reporter(_err()) as report:
        contents = read_whole(file, report) if check else save(here, file, report)
    what = "is whole" if check else "is written"
    made = f"{file} {what}: {contents.episodes} episodes, {file.stat().st_size / 1e6:.1f} MB."
    _out().print(made, markup=False, highlight=False, soft_wrap=True)
    for line in [] if check else here.elsewhere:
        _err().print(line, markup=False, highlight=False, soft_wrap=True)


@app.command()
@guarded
def restore(
    file: Annotated[Path, typer.Argument(help="A file that deutgi backup wrote.")],
    force: Annotated[
        bool, typer.Option("--force", help="Set aside what is there, and take its place.")
    ] = False,
    library: Library = None,
) -> None:
    """Put a backup in its place. Stop the server first.

    All of it or nothing: the backup is read and checked before anything is changed, and what was
    there is set aside, never mixed with it.
    """
    _server_is_installed()
    from service import settings
    from service.backup import kept
    from service.backup import restore as put_back

    with reporter(_err()) as report:
        here = kept(settings.read(library=library))
        contents, aside = put_back(here, file, force, report)
    done = f"{contents.episodes} episodes are back, as they were at {contents.created}."
    _out().print(done, markup=False, highlight=False, soft_wrap=True)
    for path in aside:
        text = f"What was there is in {path}: remove it when you no longer need it."
        _err().print(text, markup=False, highlight=False, soft_wrap=True)


@app.command()
@guarded
def migrate() -> None:
    """Bring the database up to this version, before new processes start.

    deutgi serve and deutgi work do it too: several may at once, and one of them will.
    """
    _server_is_installed()
    from service import settings
    from service.database import migrate as bring_up

    url = settings.read().database_url
    before, after = bring_up(url)
    moved = f"from {before or 'nothing'} to {after}" if before != after else f"at {after} already"
    text = f"{settings.masked(url)} is {moved}."
    _out().print(text, markup=False, highlight=False, soft_wrap=True)


def _server_is_installed() -> None:
    needed = (
        "alembic",
        "dbos",
        "fastapi",
        "limits",
        "obstore",
        "prometheus_client",
        "pydantic_settings",
        "uvicorn",
    )
    require("The server's libraries", needed)


def _language(lang: str | None) -> Language | None:
    if lang is None:
        return None
    if lang in get_args(Language):
        return cast(Language, lang)
    raise typer.BadParameter("choose en or ko", param_hint="--lang")
