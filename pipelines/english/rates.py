"""What something is for each of: $5/mo is per month, 10 g/km per kilometer."""

from pipelines.english.lists import any_of, readings

_NAMES = {
    **{unit: names.partition(",")[0].strip() for unit, names in readings("units").items()},
    **readings("rates"),
}
_NAMES |= {
    name.capitalize(): said for name, said in _NAMES.items() if name.isalpha() and len(name) > 2
}
_NONE = frozenset(
    {"%", "%p", "‰", "°", "¢", "bn", "tn", "mn", "bln", "mln", "trn", "trln", "tril."}
)
RATE = any_of(name for name in _NAMES if name not in _NONE)
"""A pattern of what may stand after "/" behind a sum or a measure."""

RATE_WORD = any_of(name for name in _NAMES if name.lower() in readings("rates").values())
"""Those that are written in full: people/day, but also day/night."""

RATE_UNIT = any_of(
    unit
    for unit in readings("units")
    if (len(unit) > 2 and unit[0].isalpha() and unit not in readings("rates") and unit not in _NONE)
    or unit in ("kg", "km", "lb", "oz")
)
"""Units that hardly stand for a second choice behind any word: cents/kWh."""


def rate(written: str) -> str:
    """Its name in the singular; a word that is none of ours stays."""
    return _NAMES.get(written, written)
