"""The errors that people see: one line on what is wrong, one on what to do next."""


class DeutgiError(Exception):
    """Root of every error that Deutgi raises on purpose.

    `message` says in one line what is wrong, `hint` what to do next (a command
    where there is one; empty where nothing can be done). Neither ends in a traceback.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        """Both are for people, and both are one line."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UnreadableSource(DeutgiError):
    """The source could not be opened or fetched: a dead link, no such file, a PDF, binary data."""


class NoArticle(DeutgiError):
    """The source was read but holds no article that can be condensed; says what was found."""


class WrongLanguage(NoArticle):
    """The article is not in English; says which language was found."""


class UnknownEngine(DeutgiError):
    """No engine of that name is installed."""


class EngineUnavailable(DeutgiError):
    """The engine is installed but cannot run: a model, a library or the network is missing."""


class EngineFailed(DeutgiError):
    """The engine ran and failed, or what it made was refused (empty, looping, wrong script)."""


class KoreanUnavailable(EngineUnavailable):
    """No translator that is ready knows this sentence. `sentence` is the English one."""

    def __init__(self, sentence: str, message: str = "", hint: str = "") -> None:
        """`message` and `hint` default to naming the sentence and how to get the model."""
        super().__init__(
            message or f"No Korean for: {sentence}",
            hint or "deutgi models fetch firefox",
        )
        self.sentence = sentence
