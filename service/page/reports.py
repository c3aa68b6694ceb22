"""What the program reports in English, as its source has it: errors, hints, reasons and notes.

A page gets them as finished text: from engines, from jobs, from episodes made long ago. To tell
them in another language it must know them as they are written: `f"There is no file “{name}”."` is
a text with a place. They are found by reading the source, so that none can be added unseen.
"""

import re
from collections import defaultdict

from service.page.hints import pieces
from service.page.source_texts import PLACES, UNKNOWN, Source

_HOLDERS = ("message", "hint", "detail", "fix", "why", "note", "how", "fault", "fallback")
"""What arguments and properties are called that hold a report."""

_ELSEWHERE = {
    "pipelines.llm.usage": ("{prompt} tokens in, {completion} out",),
    # What the system says of files and connections (`os.strerror`), most often.
    "service.fetch": (
        "connection refused",
        "connection reset by peer",
        "network is unreachable",
        "no route to host",
    ),
    "service.library": (
        "No space left on device",
        "No such file or directory",
        "Permission denied",
        "Read-only file system",
    ),
    "service.problems": ("the library", "the folder of models", "the folder of models/{name}"),
    "service.seen": ("It is older than the subscription.",),
}
"""Reports that nothing of such a name holds."""

_NOT_ON_PAGES = re.compile(
    r"pipelines\.(?:faithful|findings|hear|korean)\b|service\.page\.(?!guard)"
    r"|service\.(?:backup|backup_file|bench|check_cli|checking|cli|doctor|exits|feed_cli|folders"
    r"|installed|loudspeaker|restoring|saying|screen|serving|settings"
    r"|routes\.(?:feeds|health|speech|texts))$"
)
"""Modules whose errors only the command line tells, or the API to programs, or the page itself."""

_FEWEST = 5  # letters besides places


def reports() -> dict[str, str]:
    """Every text that may be told on a page, with the file that says it."""
    found: dict[str, tuple[str, str]] = {}
    listed = ((module, text) for module, texts in _ELSEWHERE.items() for text in texts)
    for module, text in (*listed, *source().told()):
        text = _named(" ".join(text.split()))
        if _in_words(text):
            found.setdefault(PLACES.sub(UNKNOWN, text), (text, module))
    return {text: module.replace(".", "/") + ".py" for text, module in found.values()}


def source() -> Source:
    """The source of all that a page may tell."""
    return Source.read(_HOLDERS, without=_NOT_ON_PAGES)


def _in_words(text: str) -> bool:
    """Whether there is anything to translate: not names, figures and commands alone, nor so few
    words around places that any text would fit them."""
    if text.startswith("GET /") or text.endswith(".."):  # for programs
        return False
    words = "".join(piece.text for piece in pieces(text) if not piece.command)
    letters = len(re.findall("[A-Za-z]", PLACES.sub("", words)))
    if PLACES.search(text):
        return " " in text and letters >= _FEWEST
    return letters > 1 and (" " in text or text.istitle() or text == "named")


def _named(text: str) -> str:
    """A text whose places have different names; places side by side are one."""
    seen: defaultdict[str, int] = defaultdict(int)

    def place(match: re.Match[str]) -> str:
        name = match[0][1:].partition("}")[0] or "text"
        seen[name] += 1
        return f"{{{name}{seen[name] if seen[name] > 1 else ''}}}"

    return PLACES.sub(place, text)
