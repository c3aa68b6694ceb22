"""Questions to a language model, one at a time, each with an answer of a given shape."""

import importlib.util
from typing import Any

from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.llm.answers import A, BadAnswer, read_answer
from pipelines.llm.dialect import dialect_of, remember
from pipelines.llm.endpoint import INSTALL, Endpoint, endpoint_of, patience
from pipelines.llm.trouble import no_endpoint, plain, problem_of, rejection
from pipelines.llm.usage import Meter, Usage

RETRIES = 2
"""How often a request is sent again that met a busy or failing endpoint, or none. The wait is the
endpoint's own (Retry-After, up to two minutes), else it doubles from half a second."""

TEMPERATURE = 0.3

_NO_KEY = "none"
"""Sent where there is no key: the client wants one, a local endpoint ignores it."""


def opened(model: str) -> "Chat":
    """The chat with a model. No connection is made yet. Raises EngineUnavailable."""
    if importlib.util.find_spec("openai") is None:
        raise EngineUnavailable("openai cannot run: openai is not installed.", INSTALL)
    return Chat(endpoint_of(model))


class Chat:
    """Questions to one endpoint. May be used by several threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        """No connection is made yet."""
        self.endpoint = endpoint
        self.name = endpoint.name
        self._meter = Meter()
        self._client: Any = None

    @property
    def usage(self) -> Usage:
        """Tokens of all questions so far, those with a bad answer too."""
        return self._meter.usage

    @property
    def fallback(self) -> str:
        """What people should know of how the endpoint had to be asked, or an empty string."""
        return dialect_of(self.endpoint).fallback

    def ask(
        self, instruction: str, question: str, shape: type[A], meter: Meter, fault: str = ""
    ) -> A:
        """The answer to a question, of the shape. Its tokens are added to `meter`.

        `fault` is what was wrong with the answer before, if this is the second time. Raises
        BadAnswer, EngineUnavailable where nobody can be asked, EngineFailed where asking fails.
        """
        if fault:
            question += (
                f"\n\nYour answer before this one was refused: {fault}. "
                "Answer again, exactly as the instructions say."
            )
        messages = [
            {"role": "system", "content": instruction},
            {"role": "user", "content": question},
        ]
        completion = self._send(messages, shape, 0.0 if fault else TEMPERATURE)
        choices = getattr(completion, "choices", None)
        if not isinstance(choices, list):
            if isinstance(said := getattr(completion, "error", None), dict):  # with status 200
                raise EngineFailed(
                    f"{self.endpoint.address} failed: "
                    f"{plain(said.get('message') or said, self.endpoint)}.",
                    "Try again in a minute, or use another model.",
                )
            raise no_endpoint(self.endpoint)
        self._count(completion, meter)
        if not choices or choices[0].message is None:
            raise BadAnswer("it was empty")
        choice = choices[0]
        if choice.finish_reason == "length":
            raise BadAnswer("it was cut off before its end")
        if choice.finish_reason == "content_filter":
            raise BadAnswer("the endpoint’s filter held it back")
        if getattr(choice.message, "refusal", None):
            raise BadAnswer("the model declined to answer")
        content = choice.message.content
        if not isinstance(content, str) or not content.strip():
            raise BadAnswer("it was empty")
        return read_answer(content, shape)

    def _send(self, messages: list[dict[str, str]], shape: type[A], temperature: float) -> Any:
        import openai

        client = self._connected()
        dialect = dialect_of(self.endpoint)
        while True:
            problem: Exception
            try:
                completion = client.chat.completions.create(
                    model=self.endpoint.model,
                    messages=messages,
                    **dialect.settings(shape, temperature),
                )
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                simpler = dialect.simpler(str(error))
                if simpler:
                    dialect = simpler
                    continue
                problem = rejection(error, self.endpoint)
            except openai.OpenAIError as error:
                problem = problem_of(error, self.endpoint, self._models)
            except (ValueError, TypeError):  # what came is no JSON, or JSON of nothing known
                problem = no_endpoint(self.endpoint)
            else:
                remember(self.endpoint, dialect)
                return completion
            # Raised out here: the client's error, which may quote the key, is not chained to it.
            raise problem

    def _connected(self) -> Any:
        if self._client is None:
            import openai

            seconds = patience()
            try:
                self._client = openai.OpenAI(
                    api_key=self.endpoint.key or _NO_KEY,
                    base_url=self.endpoint.address,
                    timeout=openai.Timeout(seconds, connect=min(seconds, 10.0)),
                    max_retries=RETRIES,
                )
            except (openai.OpenAIError, OSError, ValueError, ImportError) as error:
                problem = EngineUnavailable(
                    f"No request can be made to {self.endpoint.address}: "
                    f"{plain(error, self.endpoint)}.",
                    "Check proxies, SSL_CERT_FILE, and the settings that begin with OPENAI_.",
                )
            else:
                return self._client
            raise problem
        return self._client

    def _count(self, completion: Any, meter: Meter) -> None:
        counted = getattr(completion, "usage", None)
        tokens = [getattr(counted, f"{kind}_tokens", None) for kind in ("prompt", "completion")]
        usage = Usage(*(n if isinstance(n, int) else 0 for n in tokens))
        self._meter.add(usage)
        meter.add(usage)

    def _models(self) -> list[str] | None:
        """The names of the endpoint's models, or None where it does not tell them."""
        import openai

        try:
            client = self._connected().with_options(max_retries=0, timeout=10.0)
            listed = client.models.list().data
            return [plain(model.id, self.endpoint) for model in listed or []]
        except (openai.OpenAIError, ValueError, TypeError, AttributeError):
            return None
