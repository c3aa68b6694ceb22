"""Bringing the catalogues of words up to date: `python -m service.page.catalogues`, or make words.

Every text that templates, scripts and pages say is looked for, and each catalogue gets those that
it does not have, empty; those that are not said any more go. What is then empty wants a translator.
"""

import sys
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from pipelines import findings
from service.page.reports import reports
from service.page.words import LANGUAGES, Of, catalogue_file

_PAGE = Path(__file__).parent
_METHODS = [("templates/*.html", "jinja2"), ("static/*.js", "javascript"), ("*.py", "python")]
_KEYWORDS = {"_": None, "gettext": None, "mark": None, "N_": None}


def said(of: Of = "page") -> Catalog:
    """Every text that the page says, with where it says it, and what it tells of findings; or every
    text that the program reports to it."""
    found = Catalog(project="Deutgi", fuzzy=False)
    if of == "reports":
        for report, place in reports().items():
            found.add(report, None, [(place, 1)])
        return found
    options = {"templates/*.html": {"trimmed": "true", "newstyle_gettext": "true"}}
    for place, line, text, comments, context in extract_from_dir(
        _PAGE, _METHODS, options, _KEYWORDS, strip_comment_tags=True
    ):
        where = f"service/page/{Path(place).as_posix()}"
        found.add(text, None, [(where, line)], auto_comments=comments, context=context)
    for text in findings.MESSAGES.values():
        found.add(text, None, [("pipelines/findings.py", 1)])
    return found


def updated(file: Path, template: Catalog) -> Catalog:
    """A catalogue with the texts of a template, and the translations that it had."""
    with file.open("rb") as opened:
        catalogue = read_po(opened, file.stem.partition("-")[0])
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def missing(catalogue: Catalog) -> list[str]:
    """The texts that have no translation."""
    return [str(message.id) for message in catalogue if message.id and not message.string]


def main() -> int:
    """Update every catalogue; 1 where one wants a translator."""
    wanted = 0
    for of in get_args(Of):
        template = said(of)
        for language in LANGUAGES:
            file = catalogue_file(language, of)
            if not file.exists():
                continue
            catalogue = updated(file, template)
            with file.open("wb") as opened:
                # Without numbers of lines a change elsewhere in a file changes nothing here.
                write_po(opened, catalogue, width=100, include_lineno=False, sort_by_file=True)
            for text in missing(catalogue):
                print(f"{file.name}: {text}", file=sys.stderr)
                wanted += 1
    return 1 if wanted else 0


if __name__ == "__main__":
    sys.exit(main())
