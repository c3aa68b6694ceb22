"""Rows of a CSV or TSV file, each with its line: what spreadsheets save."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from pipelines.errors import UnreadableSource


def read_rows(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each row that is not blank: its line in the file, from 1, and its fields.

    UTF-8 with or without a byte order mark, or UTF-16 with one (Excel's “Unicode Text”); fields
    are quoted as in RFC 4180. Divided by tabs in a .tsv file or where the first line holds one,
    else by semicolons where that has no comma, else by commas. White space around a field is
    dropped, line breaks in it become spaces. Raises UnreadableSource with the line of what
    cannot be read.
    """
    encoding, save = _encoding(path), "Save it as “CSV UTF-8”."
    line = 0
    try:
        with path.open(encoding=encoding, newline="") as file:
            first = file.readline()
            file.seek(0)
            delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(first)
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            for row in reader:
                start, line = line + 1, reader.line_num
                fields = tuple(" ".join(field.split()) for field in row)
                if any(fields):
                    yield start, fields
    except UnicodeDecodeError as error:
        place = path.read_bytes().count(b"\n", 0, _undecodable(path, encoding)) + 1
        raise UnreadableSource(f"{path}, line {place}: this is not {encoding}.", save) from error
    except csv.Error as error:
        raise UnreadableSource(
            f"{path}, line {line + 1}: the quotes of this row do not close ({error}).",
            'Put a field that holds a quote, comma or tab in quotes, its own doubled: "a ""b""".',
        ) from error


def _delimiter(first: str) -> str:
    if "\t" in first:
        return "\t"
    return ";" if ";" in first and "," not in first else ","


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in start:
        raise UnreadableSource(
            f"{path} is not a text file.", "Save the table as “CSV UTF-8”, not as a workbook."
        )
    return "utf-8-sig"


def _undecodable(path: Path, encoding: str) -> int:
    """The place of the first byte that cannot be read; a stream's error counts from its chunk."""
    try:
        path.read_bytes().decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0
