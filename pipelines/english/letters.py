"""Initials: which are read letter by letter, and how that is written for espeak-ng.

espeak-ng reads "U.N.H.R.C" letter by letter whatever it could be as a word, with the stress of
an initialism; a dot after the last letter would be heard as a pause.
"""

import re

from pipelines.english.lists import readings, words

_VOWELS = frozenset("AEIOUY")
_BEGINS = re.compile(
    "(?:[BCFGKP]?[LR]|[BCDFGHJKLMNPQRSTVWXYZ]|DR|TR|CH|SH|TH|WH|PH|KN|WR|SC|SK|SL|SM|SN|SP|SQ|ST|SW|TW|DW|GN|"
    "SCR|SPL|SPR|STR|SCH|SHR|THR|CHR|PHR|KH|GH|RH|ZH|TS|PS|LL|)$"
)
_ENDS = re.compile(
    "(?:[BCDFGHJKLMNPRSTVWXZ]|SS|LL|FF|TT|CK|CH|SH|TH|PH|GH|NG|NK|NT|ND|NC|NS|MP|MS|LD|LK|LP|LT|LF|LS|LM|RB|RC|"
    "RD|RF|RG|RK|RL|RM|RN|RP|RS|RT|RV|FT|PT|CT|ST|SK|SP|CS|DS|GS|KS|PS|TS|BS|WN|WS|NN|RR|TCH|GHT|NGS|NKS|NTS|"
    "NDS|RDS|RKS|RTS|RTH|RST|CKS|STS|MPS|RLD|LDS|LTH|CTS|LLS|SM|SMS|RMS|NCH|GN|GNS|GHTS|NTH|NTHS|RCH|RNS|SKS|PTS|BT|"
    "BTS|THS|FFS|LKS|WNS|LTS|XT|XTS|XTH|NCT|NCTS|FTS|TTS|NGTH|MB|MBS|RBS|GHS|WL|WLS|WD|WDS|DDS|MN|MNS|THM|THMS|NST|"
    "WTH|RLS|RLDS|PPS|NX|GGS|RPS|RMTH|MPT|MPTS|MPH|LPS|DST|GHTH|RSTS|FTH|FTHS|LCH|PHS|LMS|RNT|PTH|PTHS|RGH|ZZ|)$"
)
_PLURALS = readings("letters_plural")


def is_spelled(capitals: str) -> bool:
    """Whether initials are read letter by letter: UNHRC is, NATO is not.

    Two or three are, unless `data/acronyms.txt` or `data/shouted.txt` lists them as a word; more
    are where `data/initialisms.txt` does, or where no English word begins or ends so.
    """
    if capitals in words("initialisms"):
        return True
    if capitals in readings("acronyms") or capitals in words("shouted"):
        return False
    return len(capitals) <= 3 or not could_be_word(capitals)


def could_be_word(capitals: str) -> bool:
    """Whether an English word could begin and end so."""
    vowels = [place for place, letter in enumerate(capitals) if letter in _VOWELS]
    if not vowels:
        return False
    begins, ends = capitals[: vowels[0]], capitals[vowels[-1] + 1 :]
    return bool(_BEGINS.match(begins) and _ENDS.match(ends))


def spelled(capitals: str) -> str:
    """The letters for espeak-ng: U.N.H.R.C, and "eh" for A, which alone would be the article."""
    return "eh" if capitals == "A" else ".".join(capitals)


def spelled_plural(capitals: str) -> str:
    """Of several, or of one's own: NGOs, CEO's. espeak-ng loses that after dotted letters."""
    last = _PLURALS[capitals[-1]]
    return f"{'.'.join(capitals[:-1])}-{last}" if len(capitals) > 1 else last
