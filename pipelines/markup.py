"""HTML to plain text as a browser copies it: a line a block, and no styling."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_SKIPPED = re.compile(
    r"script|style|noscript|template|head|svg|math|iframe|object|select|option|canvas"
)
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|br|button|caption|center|d[dlt]|details|dialog|div"
    r"|fieldset|figcaption|figure|footer|form|h[1-6r]|header|legend|li|main|menu|nav|[ou]l|p|pre"
    r"|section|summary|table|tbody|tfoot|thead|tr"
)


def text_of(tree: "etree._Element") -> str:
    """The text of a parsed page: blocks on lines of their own, list items behind a bullet."""
    from lxml import etree

    parts: list[str] = []
    depth = 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if not depth and node.tail:
                parts.append(_spaced(node.tail))
            continue
        name = node.tag.lower() if isinstance(node.tag, str) else ""
        if event == "start":
            if depth or _SKIPPED.fullmatch(name):
                depth += 1
                continue
            if _BLOCKS.fullmatch(name):
                parts.append("\n• " if name == "li" else "\n")
            elif name in ("td", "th"):
                parts.append("\t")
            if node.text:
                parts.append(_spaced(node.text))
        else:
            depth = max(0, depth - 1)
            if not depth:
                if _BLOCKS.fullmatch(name):
                    parts.append("\n")
                if node.tail:
                    parts.append(_spaced(node.tail))
    lines = (re.sub(" +", " ", line).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line.strip(" •\t"))


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)
