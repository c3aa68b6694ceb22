"""How an endpoint can be made to answer in JSON, and which settings it refuses.

It is found out by its first answers, and remembered.
"""

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel

from pipelines.llm.endpoint import OPENAI, Endpoint

LONGEST_ANSWER = 8192
"""Tokens of an answer: a model that repeats itself would else go on until its memory is full."""

_Format = Literal["json_schema", "json_object", "text"]
_SIMPLER: dict[_Format, _Format] = {"json_schema": "json_object", "json_object": "text"}
_FALLBACKS: dict[_Format, str] = {
    "json_schema": "",
    "json_object": "asked for json_object, as the endpoint refuses json_schema",
    "text": "asked for JSON in plain words, as the endpoint refuses json_schema and json_object",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an endpoint is asked: the format of its answer, and the settings it does not take."""

    format: _Format = "json_schema"
    left_out: frozenset[str] = frozenset()

    @property
    def fallback(self) -> str:
        """What people should know of how the endpoint had to be asked, or an empty string."""
        return _FALLBACKS[self.format]

    def settings(self, shape: type[BaseModel], temperature: float) -> dict[str, Any]:
        """The settings of a request for an answer of the shape."""
        settings: dict[str, Any] = {"temperature": temperature, "max_tokens": LONGEST_ANSWER}
        if self.format == "json_schema":
            schema = {"name": "answer", "strict": True, "schema": _strict_schema(shape)}
            settings["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.format == "json_object":
            settings["response_format"] = {"type": "json_object"}
        return {name: value for name, value in settings.items() if name not in self.left_out}

    def simpler(self, complaint: str) -> "Dialect | None":
        """How to ask after a complaint; None where nothing is left to be given up."""
        fewer = replace(self, format=_SIMPLER.get(self.format, "text"))
        about_format = re.search("response_format|schema|grammar|json_object", complaint)
        if about_format and fewer != self:
            return fewer
        for setting in ("temperature", "max_tokens"):
            named = setting in complaint or (setting == "max_tokens" and too_long(complaint))
            if named and setting not in self.left_out:
                return replace(self, left_out=self.left_out | {setting})
        return None if fewer == self or too_long(complaint) else fewer


_dialects: dict[tuple[str, str], Dialect] = {}
"""What was found out in this process, by address and model. Only what led to an answer is kept."""


def dialect_of(endpoint: Endpoint) -> Dialect:
    """How an endpoint is asked, as far as it is known."""
    # OpenAI's newer models take no max_tokens, and none of them goes on without end.
    known = {"max_tokens"} if endpoint.address == OPENAI else set()
    first = Dialect(left_out=frozenset(known))
    return _dialects.get((endpoint.address, endpoint.model), first)


def remember(endpoint: Endpoint, dialect: Dialect) -> None:
    """Keep what led to an answer."""
    _dialects[endpoint.address, endpoint.model] = dialect


def too_long(complaint: str) -> bool:
    """Whether an endpoint complains of a question that is longer than its model reads."""
    return bool(re.search(r"context[ _]?(?:length|size|window)", complaint))


def _strict_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """The shape's JSON schema as strict mode wants it: all fields required, no others, no
    references (which not every endpoint follows), no defaults."""
    schema = shape.model_json_schema()
    parts = schema.get("$defs", {})

    def strict(node: Any) -> Any:
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return strict(parts[node["$ref"].rpartition("/")[2]])
        kept = {key: strict(value) for key, value in node.items() if key in _KEPT}
        if "properties" in node:
            fields = {name: strict(value) for name, value in node["properties"].items()}
            kept |= {"properties": fields, "required": list(fields), "additionalProperties": False}
        return kept

    return dict(strict(schema))


_KEPT = {"type", "items"}
