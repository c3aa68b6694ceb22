"""A page's markup: made plain where it misleads an extractor, and as the text one copies."""

import re
from typing import TYPE_CHECKING

from pipelines.blocks import ends_sentence

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

_INLINE = re.compile(
    r"a|abbr|b|bd[io]|cite|code|em|font|i|mark|output|q|s|small|span|strong|su[bp]|time|u|wbr"
)
_FEWEST_LOOSE, _FEWEST_OWN = 20, 10
"""Words of a loose run of text from which it is a paragraph, and those of them outside of links."""


def make_plain(tree: "etree._Element") -> None:
    """Change a parsed page so that an extractor takes for furniture only what is some.

    Words within a sentence lose the classes that name their style (`<span class="link">`), and
    a sentence that stands loose beside other blocks becomes a paragraph.
    """
    for node in tree.iter("span", "em", "strong", "b", "i"):
        parent = node.getparent()
        if parent is not None and parent.tag == "p" and _is_among_words(node):
            node.attrib.clear()
    for box in list(tree.iter("div", "section", "article")):
        for before in [None, *(child for child in box if not _is_inline(child))]:
            _wrap(box, before)


def _is_inline(node: "etree._Element") -> bool:
    return isinstance(node.tag, str) and _INLINE.fullmatch(node.tag) is not None


def _is_among_words(node: "etree._Element") -> bool:
    before = node.getprevious()
    text = before.tail if before is not None else node.getparent().text
    return bool((text or "").strip() or (node.tail or "").strip())


def _wrap(box: "etree._Element", before: "etree._Element | None") -> None:
    """Put the text of a box that follows a block in it, or its start, into a paragraph."""
    own = (box.text if before is None else before.tail) or ""
    nodes = []
    node = next(iter(box), None) if before is None else before.getnext()
    while node is not None and _is_inline(node):
        nodes.append(node)
        node = node.getnext()
    if before is None and node is None:  # the box is a paragraph itself
        return
    loose = " ".join([own, *(node.tail or "" for node in nodes)])
    if len(loose.split()) < _FEWEST_OWN:
        return
    text = own + "".join("".join(node.itertext()) + (node.tail or "") for node in nodes)
    if len(text.split()) < _FEWEST_LOOSE or not ends_sentence(text.strip()):
        return
    paragraph = box.makeelement("p")
    paragraph.text = own
    if before is None:
        box.text = None
        box.insert(0, paragraph)
    else:
        before.tail = None
        before.addnext(paragraph)
    paragraph.extend(nodes)


def headings_of(tree: "etree._Element") -> list[str]:
    """What a page's headings of the first rank say."""
    said = (" ".join("".join(node.itertext()).split()) for node in tree.iter("h1"))
    return [text for text in said if text]


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
