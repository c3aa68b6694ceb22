"""Chromium's accessibility tree: what screen readers are given of a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Node:
    """An element as a screen reader knows it: `states` are its properties, such as `pressed`."""

    role: str
    name: str
    description: str
    states: dict[str, object]


def tree(page: Page) -> list[Node]:
    """All that is not left out, in the order in which it is read."""
    session = page.context.new_cdp_session(page)
    try:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    return [
        Node(
            _value(node, "role"),
            _value(node, "name"),
            _value(node, "description"),
            {each["name"]: each["value"].get("value") for each in node.get("properties", [])},
        )
        for node in _in_order(nodes[0], {node["nodeId"]: node for node in nodes})
        if not node["ignored"]
    ]


def _in_order(node: dict, nodes: dict[str, dict]) -> Iterator[dict]:
    yield node
    for child in node.get("childIds", []):
        if child in nodes:
            yield from _in_order(nodes[child], nodes)


def _value(node: dict, name: str) -> str:
    return str(node.get(name, {}).get("value", ""))
