"""English as it is read aloud: figures, signs and abbreviations in plain words.

For espeak-ng, which reads "$5.2 billion" as "dollar five point two billion", "1998" as
"nineteen hundred ninety-eight" and "Charles III" as "Charles Roman three".

>>> spell_out("King Charles III paid $5.2 billion.")
'King Charles the third paid five point two billion dollars.'
"""

from pipelines.english.spelling import spell_out

__all__ = ["spell_out"]
