"""A translation in the register that somebody wants: as news is heard, or as it is printed."""

from dataclasses import replace
from typing import Literal

from pipelines.engines import Register
from pipelines.findings import SERIOUS, Finding
from pipelines.korean.headline import to_headline
from pipelines.korean.register import to_formal, to_plain
from pipelines.results import Change, Translation

_REWRITTEN = {"formal": to_formal, "plain": to_plain, "headline": to_headline}


def in_register(
    translation: Translation, wanted: Register, *, heading: bool = False
) -> Translation:
    """The translation in the register that is wanted, with what was changed, and with what was not
    because its form leaves a doubt. A heading becomes a Korean headline in either register.

    What people translated (a memory's sentences, which have a score) stays as they wrote it.
    """
    if wanted == "as-is" or translation.score is not None:
        return translation
    style: Literal["headline", "formal", "plain"] = "headline" if heading else wanted
    done = _REWRITTEN[style](translation.text)
    changes = (Change(style, old, new) for old, new in done.changes)
    unsure = (Finding("register", "register", found=word, sure=SERIOUS) for word in done.unsure)
    return replace(
        translation,
        text=done.text,
        findings=(*translation.findings, *unsure),
        changes=(*translation.changes, *changes),
    )
