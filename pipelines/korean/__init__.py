"""Korean as it is read aloud: written text to pure Hangul, to Hangul as said, to IPA.

>>> spell_out("국민 3명")
'국민 세 명'
>>> pronounce("국민 세 명")
'궁민 세 명'
"""

from pipelines.korean.phonemes import DEFAULT, PhonemeTable, ipa
from pipelines.korean.pronunciation import pronounce
from pipelines.korean.spelling import spell_out, unread

__all__ = ["DEFAULT", "PhonemeTable", "ipa", "phonemes", "pronounce", "spell_out", "unread"]


def phonemes(text: str, table: PhonemeTable = DEFAULT) -> str:
    """Korean text as written (digits, Latin letters and symbols too) to IPA for the voice."""
    return ipa(pronounce(spell_out(text)), table)
