"""Names that news needs, with their Korean: countries, peoples, cities, bodies, people, companies.

Foreign names are spelled by the rules for loanwords (외래어 표기법) as the National Institute of
Korean Language lists them or, where it lists none, as Korean newspapers do; Koreans and what is
Korean have their true Hangul: Han Tae-song is 한대성, not 한태송. The rows are in `data/names.csv`:
`kind` says what a name names, `source` where its Korean can be checked, `as_of` the year that it is
known to be right for where it may change, `beware` that it is also a common `word` or a person's
`name` or `forename` (Turkey, Jordan, Paris), so that it is found only where its context is clear;
`otherwise` names spellings that are met, old ones too (터키, 키예프). `people` (Burmese, Filipino,
Swiss) have the Korean of their country's row, or the short form of it (도미니카), to which Korean
adds 인 or 어 for an inhabitant or the language.
"""

import csv
from functools import cache
from importlib.resources import files

from pipelines.translate.glossary import Glossary, Term


@cache
def built_in() -> Glossary:
    """The built-in names, read when they are first asked for. No translation is bound to them."""
    text = files("pipelines").joinpath("data/names.csv").read_text("utf-8")
    return Glossary(
        Term(
            row["term"],
            row["korean"],
            row["source"],
            kind=row["kind"],
            beware=row["beware"],
            otherwise=tuple(row["otherwise"].split()),
            required=False,
        )
        for row in csv.DictReader(text.splitlines())
    )


def with_names(own: Glossary) -> Glossary:
    """One's own glossary with the built-in names below it: for the same words its term counts."""
    return Glossary((*own.terms, *built_in().terms)) if own.terms else built_in()
