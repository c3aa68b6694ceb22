"""`openai`: a language model behind an OpenAI-compatible endpoint, asked one question at a time.

OpenAI, Ollama, vLLM, the llama.cpp server and many others answer the same requests. The name
`openai:MODEL@ADDRESS` says which model and where; without an address it is that of
`OPENAI_BASE_URL`, else OpenAI's own. The key is that of `OPENAI_API_KEY`: it is sent to the
endpoint and appears nowhere else. An answer is JSON of a given shape; how an endpoint can be made
to give it (a schema, JSON of any kind, plain words) and which settings it refuses is found out by
its first answers, and remembered.
"""

from pipelines.llm.answers import BadAnswer, fenced, read_answer
from pipelines.llm.chat import Chat, opened
from pipelines.llm.endpoint import Endpoint, endpoint_of, readiness
from pipelines.llm.usage import Meter, Usage

__all__ = [
    "BadAnswer",
    "Chat",
    "Endpoint",
    "Meter",
    "Usage",
    "endpoint_of",
    "fenced",
    "opened",
    "read_answer",
    "readiness",
]
