"""Are the numbers, names and negations of one text in the other?

    check_translation("Prices rose 4.2 percent.", "물가가 4.3% 내렸다.")

English and its Korean, or an article and a sentence of its summary. Rules and lists, no model: what
they find is mostly an error, what they do not find may still be one.

`translation` and `summary` ask in turn what `numbers`, `names`, `denial`, `opposites` and
`quotations` find; their words are in `data`.
"""

from pipelines.faithful.summary import check_summary
from pipelines.faithful.translation import check_translation
from pipelines.findings import SERIOUS, Fault, Finding, Kind, Span, serious

__all__ = [
    "SERIOUS",
    "Fault",
    "Finding",
    "Kind",
    "Span",
    "check_summary",
    "check_translation",
    "serious",
]
