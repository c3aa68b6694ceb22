"""A translation memory: sentences that people have translated, from TMX, CSV or TSV files.

A sentence that the memory holds gets its Korean word for word. One that differs only in ways
that its Korean does not show gets it with a score below 1 and a note (see
`pipelines.translate.matching`). Any other is unknown: a memory never guesses.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipelines.engines import About, Readiness
from pipelines.errors import EngineUnavailable, KoreanUnavailable, UnreadableSource
from pipelines.results import Translation
from pipelines.translate.glossary import NO_TERMS, Glossary
from pipelines.translate.matching import figures, normalise, skeleton, with_figures
from pipelines.translate.table import read_rows
from pipelines.translate.tmx import Unit, primary_subtag, read_tmx

ABOUT = About(
    name="memory",
    stage="translate",
    summary="sentences that people translated, from your TMX, CSV and TSV files",
    licence="your own",
)

THRESHOLD = 0.85
"""The least likeness in letters (normalised Indel similarity) of a match that is not exact."""

_SUFFIXES = (".tmx", ".csv", ".tsv")
_QUICK = 2_000_000
"""Bytes that `readiness` reads to count the units; of larger memories it gives the size."""

_HANGUL = re.compile("[가-힣]")


def readiness(model: str, home: Path) -> Readiness:
    """How many units there are, or where to put a file."""
    try:
        paths = _files(model, home)
        size = sum(path.stat().st_size for path in paths)
        where = f"in {len(paths)} file{'s' if len(paths) > 1 else ''}"
        if size > _QUICK:
            return Readiness(True, f"{size / 1e6:,.0f} MB {where}")
        memory = _load(paths, "memory")
    except (EngineUnavailable, UnreadableSource) as error:
        return Readiness(False, error.message.rstrip("."), error.hint)
    return Readiness(True, f"{len(memory):,} sentence{'s' if len(memory) > 1 else ''} {where}")


def models(home: Path) -> tuple[str, ...]:
    """None in particular: the path of any file or folder may stand after the colon."""
    return ()


def open(model: str, home: Path) -> "TranslationMemory":  # noqa: A001 - an engine's `open`
    """The memory in the file or folder `model`, or else in the folder `memory` of `home`.

    Raises EngineUnavailable where there is no file, UnreadableSource for a file that is not what
    it should be: a memory that was asked for is never passed over in silence.
    """
    return _load(_files(model, home), f"memory:{model}" if model else "memory")


def read_units(path: Path) -> Iterator[Unit]:
    """The units of a TMX, CSV or TSV file, in its order, as they are read.

    A table has a header that names its columns (`en` and `ko`, or `English` and `Korean`, among
    others), or no header and two columns, English first. Rows whose Korean is still empty are
    passed over. Raises UnreadableSource, naming the file and the line.
    """
    try:
        if path.suffix.lower() not in _SUFFIXES:
            raise UnreadableSource(
                f"{path} is not a .tmx, .csv or .tsv file.",
                "Save the memory as TMX 1.4, or as a table of English and Korean (CSV UTF-8).",
            )
        if not path.stat().st_size:
            raise UnreadableSource(
                f"{path} is empty.", "Export it again, or remove it from the folder."
            )
        korean = False
        units = read_tmx(path) if path.suffix.lower() == ".tmx" else _table_units(path)
        for unit in units:
            korean = korean or bool(_HANGUL.search(unit.korean))
            yield unit
    except OSError as error:
        raise UnreadableSource(
            f"{path} cannot be read: {error.strerror or error}.",
            "Check the path and that you may read the file.",
        ) from error
    if not korean:
        raise UnreadableSource(
            f"{path} holds no Korean: not one translation in it has Hangul.",
            "Check its languages: English and Korean are needed.",
        )


class TranslationMemory:
    """Units by their normalised English. Of two for the same sentence the one read last is
    kept, unless both are dated: then the newer."""

    def __init__(
        self, units: Iterable[Unit], name: str = "memory", threshold: float = THRESHOLD
    ) -> None:
        """`threshold` runs from 0 to 1, which allows exact matches alone."""
        self.name = name
        self._threshold = threshold
        self._units: dict[str, Unit] = {}
        for unit in units:
            key = normalise(unit.english)
            known = self._units.get(key)
            if known and known.changed and unit.changed and unit.changed < known.changed:
                continue
            self._units[key] = unit
        self._by_length: list[str] = []

    def __len__(self) -> int:
        """How many sentences it knows."""
        return len(self._units)

    def translate(
        self, sentences: Sequence[str], glossary: Glossary = NO_TERMS
    ) -> Iterator[Translation | KoreanUnavailable]:
        """One result a sentence, in order; a KoreanUnavailable says what the nearest unit is."""
        for sentence in sentences:
            key = normalise(sentence)
            unit = self._units.get(key)
            if unit:
                yield Translation(sentence, unit.korean, "memory", 1.0)
            else:
                yield self._fuzzy(sentence, key)

    def _fuzzy(self, sentence: str, key: str) -> Translation | KoreanUnavailable:
        alike = self._alike(key)
        wanted, bones = figures(key), skeleton(key) if alike else ""
        # A unit with the very figures comes before one where they must be replaced.
        for near, score in sorted(alike, key=lambda match: figures(match[0]) != wanted):
            unit = self._units[near]
            if skeleton(near) != bones:
                continue
            note = f'{_percent(score)} match: "{unit.english}"'
            if figures(near) == wanted:
                return Translation(sentence, unit.korean, "memory", score, note)
            korean = with_figures(near, unit.korean, wanted)
            if korean is not None:
                pairs = zip(figures(near), wanted, strict=True)
                replaced = ", ".join(f"{old} → {new}" for old, new in pairs if old != new)
                return Translation(
                    sentence, korean, "memory", score, f"{note}, figures replaced: {replaced}"
                )
        if not alike:
            return KoreanUnavailable(sentence)
        near, score = alike[0]
        return KoreanUnavailable(
            sentence,
            f"No Korean for: {sentence} (The memory’s nearest is {_percent(score)} alike, but "
            f'{_difference(key, near)}: "{self._units[near].english}")',
        )

    def _alike(self, key: str) -> list[tuple[str, float]]:
        """The likest units, the best first. Only those of about the same length are looked at."""
        from rapidfuzz import fuzz, process

        if not self._by_length:
            self._by_length = sorted(self._units, key=len)
        least = self._threshold
        if least >= 1 or not key:
            return []
        # Indel similarity is 2m / (a + b) for m letters in common, and m is at most min(a, b).
        shortest, longest = len(key) * least / (2 - least), len(key) * (2 - least) / least
        band = self._by_length[
            bisect_left(self._by_length, shortest, key=len) : bisect_right(
                self._by_length, longest, key=len
            )
        ]
        found = process.extract(key, band, scorer=fuzz.ratio, score_cutoff=100 * least, limit=20)
        return [(near, score / 100) for near, score, _ in found]


def _percent(score: float) -> str:
    """Never 100 for what is not the same."""
    return f"{min(99, round(100 * score))} %"


def _difference(sentence: str, near: str) -> str:
    """In what two sentences differ, said to people."""
    ours, theirs = skeleton(sentence).split(), skeleton(near).split()
    if ours == theirs:
        return "its figures cannot be replaced safely"
    said = [word for word in theirs if word not in ours]
    wanted = [word for word in ours if word not in theirs]
    if said and wanted:
        return f"says “{' '.join(said)}” where this says “{' '.join(wanted)}”"
    if said:
        return f"adds “{' '.join(said)}”"
    if wanted:
        return f"leaves out “{' '.join(wanted)}”"
    return "puts its words in another order"


def _load(paths: Sequence[Path], name: str) -> TranslationMemory:
    return TranslationMemory((unit for path in paths for unit in read_units(path)), name)


def _files(model: str, home: Path) -> tuple[Path, ...]:
    """The files of a memory, by name. Raises EngineUnavailable where there are none."""
    place = Path(model).expanduser() if model else home / "memory"
    if place.is_dir() and (paths := _in_folder(place)):
        return paths
    if model and not place.is_dir():
        if not place.exists():
            raise UnreadableSource(
                f"There is no translation memory {place}.", "Check the path: a file or a folder."
            )
        return (place,)
    raise EngineUnavailable(
        f"There is no translation memory in {place}.",
        f"Put a .tmx, .csv or .tsv file into {place}, or name one: memory:FILE.",
    )


def _in_folder(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    return tuple(
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in _SUFFIXES
        and not path.name.startswith(".")
        and path.stem.lower() != "glossary"
        and path.is_file()
    )


def _table_units(path: Path) -> Iterator[Unit]:
    rows = read_rows(path)
    line, first = next(rows, (0, ()))
    if not first:
        raise UnreadableSource(f"{path} is empty.", "Write a row of English and Korean a sentence.")
    columns = _columns(first)
    if columns is None:
        columns, width = (0, 1), 2
        yield from _row_unit(path, line, first, columns, width)
    else:
        width = len(first)
    for line, row in rows:
        yield from _row_unit(path, line, row, columns, width)


def _columns(header: tuple[str, ...]) -> tuple[int, int] | None:
    """The columns of English and Korean, or None where the row is no header."""
    names = [
        {"english": "en", "korean": "ko", "영어": "en", "한국어": "ko"}.get(
            name.lower(), primary_subtag(name)
        )
        for name in header
    ]
    return (names.index("en"), names.index("ko")) if "en" in names and "ko" in names else None


def _row_unit(
    path: Path, line: int, row: tuple[str, ...], columns: tuple[int, int], width: int
) -> Iterator[Unit]:
    if any(row[width:]):
        raise UnreadableSource(
            f"{path}, line {line}: {len(row)} columns, where {width} are expected.",
            "Put a field that has a comma in it in quotes, or name the columns: en,ko,note.",
        )
    if len(row) <= max(columns):
        raise UnreadableSource(
            f"{path}, line {line}: this row has no second column for the Korean.",
            "Write the English and its Korean in each row, divided by a comma or a tab.",
        )
    english, korean = row[columns[0]], row[columns[1]]
    if _HANGUL.search(english) and korean and not _HANGUL.search(korean):
        raise UnreadableSource(
            f"{path}, line {line}: Korean stands where English is expected.",
            "Name the columns in a first line: ko,en.",
        )
    if english and korean:
        yield Unit(english, korean)
