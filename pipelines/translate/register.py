"""A translation in the register that somebody wants: as news is heard, or as it is printed."""

from dataclasses import replace

from pipelines.engines import Register
from pipelines.korean.register import to_formal, to_plain
from pipelines.results import Translation


def in_register(translation: Translation, wanted: Register) -> Translation:
    """The translation in the register that is wanted; its note says what was changed, and what
    was not because its form leaves a doubt.

    What people translated (a memory's sentences, which have a score) stays as they wrote it.
    """
    if wanted == "as-is" or translation.score is not None:
        return translation
    done = (to_formal if wanted == "formal" else to_plain)(translation.text)
    notes = [translation.note]
    if done.changes:
        notes.append(f"made {wanted}: " + ", ".join(f"{old} → {new}" for old, new in done.changes))
    if done.unsure:
        notes.append(f"perhaps not {wanted}: " + ", ".join(done.unsure))
    return replace(translation, text=done.text, note="; ".join(filter(None, notes)))
