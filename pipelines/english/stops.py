"""The dot of an abbreviation: is it also the end of the sentence?"""

import re

_ENDS = re.compile(
    r"[\"”’')\]]{0,4}(?:\s{0,9}$|\s{0,9}\n|\s{1,9}[\"“‘(]?(?:A|After|Although|An|And|As|At|Before|But|By|Despite|For|"
    r"From|He|Her|His|However|I|If|In|It|Its|Last|Many|Meanwhile|More|Most|No|Now|On|One|Our|She|Since|So|Some|"
    r"That|The|Their|Then|There|These|They|This|Those|Though|To|Under|We|What|When|While|With|Yet|You)\b(?!\.))"
)


def stop(text: str, end: int) -> str:
    """The dot where an abbreviation that ends before `end` ends the sentence too, else nothing.

    It does at the end of the text and before a word that mostly begins sentences; a dot that is
    left inside one would be heard as a pause.
    """
    return "." if _ENDS.match(text, end) else ""
