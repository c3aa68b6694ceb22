"""Meta's MMS voices: one small network for Korean and one for English, by `transformers`.

VITS models of the project Massively Multilingual Speech, trained on readings of the Bible. They
know letters alone, Korean's as uroman romanises it: figures, initials and signs are spelled out
first. See facebook/mms-tts-kor and facebook/mms-tts-eng, CC-BY-NC-4.0; uroman by Ulf Hermjakob
and others (isi-nlp/uroman).
"""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipelines import hub
from pipelines.engines import About, Language, Readiness
from pipelines.errors import EngineFailed, EngineUnavailable
from pipelines.resident import MODELS
from pipelines.results import Speech
from pipelines.speak import clauses
from pipelines.speak.foreign import heard, resampled
from pipelines.speak.kokoro import trimmed

ABOUT = About(
    name="mms",
    stage="speak",
    summary="Meta's small neural voices; not for commercial use.",
    licence="CC-BY-NC-4.0: not for commercial use",
    size=290,
    network="to fetch its model",
    extra="mms",
    fetch=True,
)

MODELS_BY_LANGUAGE: dict[Language, str] = {
    "en": "facebook/mms-tts-eng",
    "ko": "facebook/mms-tts-kor",
}
"""The models where `mms` is named without one."""

_CODES: dict[str, Language] = {"eng": "en", "en": "en", "kor": "ko", "ko": "ko"}
_LIBRARIES = ("transformers", "torch", "uroman")
_INSTALL = 'pip install "deutgi[mms]"'
_MEGABYTES = 400  # 36 million weights in float32, and what torch takes to run them
_SEED = 0  # of the noise that the speech is made of: the same sentence sounds the same every time

_PIECE: dict[Language, int] = {"en": 150, "ko": 60}
"""Characters, spelled out, that a piece has at most: about ten seconds."""

_INITIALS = re.compile(
    r"(?<![^\W\d_])(?:[A-Z]\.)+[A-Z](?![^\W\d_])|(?<!['’\w])[B-HJ-Z](?![^\W\d_])"
)
_NAMES = {
    "A": "ay", "B": "bee", "C": "see", "D": "dee", "E": "ee", "F": "eff", "G": "jee", "H": "aitch",
    "I": "eye", "J": "jay", "K": "kay", "L": "ell", "M": "em", "N": "en", "O": "oh", "P": "pee",
    "Q": "cue", "R": "ar", "S": "ess", "T": "tee", "U": "you", "V": "vee", "W": "double-you",
    "X": "ex", "Y": "why", "Z": "zee",
}  # fmt: skip

_TURN = threading.Lock()
"""Torch's noise comes from one generator for the whole process: whoever speaks sets it."""

_ROMANISING = threading.Lock()


def readiness(model: str, home: Path) -> Readiness:
    """Whether the libraries and the models are here; imports and loads none."""
    from importlib.util import find_spec

    for library in _LIBRARIES:
        if find_spec(library) is None:
            return Readiness(False, f"{library} is not installed", _INSTALL)
    for named in [model] if model else MODELS_BY_LANGUAGE.values():
        folder = hub.folder_of(named, home)
        if not hub.complete(folder) or not (folder / "vocab.json").is_file():
            if hub.is_folder(named):
                return Readiness(
                    False, f"{named} holds no MMS voice", "Give the folder of a saved model."
                )
            fetch = f"deutgi models fetch mms{f':{model}' if model else ''}"
            return Readiness(False, f"its model {named} is not here", fetch)
    return Readiness(True, hub.warning(model or MODELS_BY_LANGUAGE["ko"], home))


def models(home: Path) -> tuple[str, ...]:
    """None need be named: `mms` takes Meta's two; any other of their kind may be."""
    return ()


def hub_models(model: str) -> tuple[str, ...]:
    """What has to be fetched: the model that is named, else both."""
    return (model,) if model else tuple(MODELS_BY_LANGUAGE.values())


def open(model: str, home: Path) -> "Mms":  # noqa: A001 (the name that engines have)
    """The voice of a model, or of Meta's two. Raises EngineUnavailable where it is not here."""
    ready = readiness(model, home)
    if not ready.ready:
        raise EngineUnavailable(
            f"mms{f':{model}' if model else ''} cannot run: {ready.detail}.", ready.fix
        )
    return Mms(model, home)


class Mms:
    """MMS voices, loaded when they first speak. From several threads they take turns."""

    def __init__(self, model: str, home: Path) -> None:
        """`model` may be empty for Meta's two, one a language.

        Raises EngineUnavailable for a model of a third language.
        """
        self.name = f"mms:{model}" if model else "mms"
        by_language: Mapping[Language, str] = MODELS_BY_LANGUAGE
        if model:
            by_language = dict.fromkeys(_languages_of(hub.folder_of(model, home)), model)
        self._folders = {
            language: hub.folder_of(named, home) for language, named in by_language.items()
        }
        self.languages: frozenset[Language] = frozenset(self._folders)

    def speak(self, sentence: str, language: Language, speed: float = 1.0) -> Iterator[Speech]:
        """The sentence in pieces of up to ten seconds, each as it is made.

        Raises EngineUnavailable for a language that the model does not speak or where it cannot
        be loaded, EngineFailed where it fails or has no letter for something that is said.
        """
        if language not in self.languages:
            raise EngineUnavailable(
                f"{self.name} speaks no {'Korean' if language == 'ko' else 'English'}.",
                f"deutgi voices --lang {language}",
            )
        pieces = clauses.pieces(
            sentence, _PIECE[language], lambda text: len(spelled(text, language))
        )
        carried = ""
        for text, said in heard(pieces):
            text = f"{carried} {text}".strip()
            samples = self._samples(said, language, speed)
            carried = "" if samples.size else text
            if samples.size:
                yield Speech(samples, text, self.name)

    def tokens(self, text: str, language: Language) -> list[int]:
        """The numbers of a text's letters, as the model is given them. Raises as `speak`."""
        with self._borrowed(language) as loaded, _TURN:
            return loaded.tokens(spelled(text, language))

    def _samples(self, text: str, language: Language, speed: float) -> npt.NDArray[np.float32]:
        with self._borrowed(language) as loaded, _TURN:
            tokens = loaded.tokens(spelled(text, language))
            if not tokens:
                return np.zeros(0, np.float32)
            samples = loaded.synthesised(tokens, speed)
        return trimmed(resampled(samples, loaded.rate).astype(np.float32))

    def _borrowed(self, language: Language) -> "AbstractContextManager[_Voice]":
        folder = self._folders[language]
        return MODELS.borrow(("mms", folder), lambda: _load(folder, self.name), _MEGABYTES)


@dataclass(frozen=True, slots=True)
class _Voice:
    """A loaded model: `vocabulary` has a number for each letter, `romanised` says whether those
    are the letters of uroman, `blanks` whether there is a 0 around each."""

    name: str
    network: Any
    vocabulary: Mapping[str, int]
    romanised: bool
    blanks: bool

    @property
    def rate(self) -> int:
        """Samples a second."""
        return int(self.network.config.sampling_rate)

    def tokens(self, text: str) -> list[int]:
        """The numbers of a text that is spelled out. Raises EngineFailed.

        Not by the model's own tokenizer: it takes the letter that has the number 0 (`k` in
        Meta's English, `u` in their Korean) for a sign, and loses the blanks beside it.
        """
        numbers = [self.vocabulary[letter] for letter in self._letters(text)]
        if not self.blanks or not numbers:
            return numbers
        return [0, *(number for letter in numbers for number in (letter, 0))]

    def synthesised(self, tokens: list[int], speed: float) -> npt.NDArray[np.float32]:
        """Sound at `rate`. Only for who has the turn. Raises EngineFailed."""
        import torch

        self.network.speaking_rate = self.network.config.speaking_rate * speed
        try:
            with torch.random.fork_rng(devices=[]), torch.inference_mode():
                torch.manual_seed(_SEED)
                made = self.network(input_ids=torch.tensor([tokens]))
        except RuntimeError as error:
            raise EngineFailed(f"{self.name} failed: {error}.") from error
        samples = np.asarray(made.waveform[0].float().numpy(), np.float32)
        if not np.isfinite(samples).all():
            raise EngineFailed(f"{self.name} failed: what it made is no sound.")
        return samples

    def _letters(self, text: str) -> str:
        """The text in the model's letters, what is not said a space. Raises EngineFailed."""
        text = text.replace("’", "'")
        words = [_romanised(text)] if self.romanised else map(self._readable, text.split())
        letters, lost = "", ""
        for character in " ".join(words):
            known = self._known(character)
            if character.isalnum() and not known:
                lost += character
            letters += known or ("" if character == "'" else " ")
        if lost:
            raise EngineFailed(
                f"{self.name} has no letter for “{''.join(dict.fromkeys(lost))}”: {text[:60]}",
                "Choose another voice: deutgi voices",
            )
        return (" " if " " in self.vocabulary else "").join(letters.split())

    def _readable(self, word: str) -> str:
        """The word, in Latin letters where the model has not all of its own."""
        if all(self._known(character) for character in word if character.isalnum()):
            return word
        return _romanised(word)

    def _known(self, character: str) -> str:
        """The character as the model writes it, or nothing."""
        for form in (character.lower(), character):
            if all(letter in self.vocabulary for letter in form):
                return form
        return ""


def spelled(text: str, language: Language) -> str:
    """The text with everything that is said in letters: figures, signs, initials by their names."""
    if language == "ko":
        from pipelines import korean

        unread = "".join(filter(str.isalpha, korean.unread(text)))
        if unread:  # other scripts: their sound in Latin letters can be read
            text = re.sub(
                f"[{re.escape(unread)}]+", lambda found: _romanised(found[0]).title(), text
            )
        return korean.spell_out(text)
    from pipelines import english

    return _INITIALS.sub(
        lambda found: " ".join(_NAMES[letter] for letter in found[0] if letter != "."),
        english.spell_out(text),
    )


def _romanised(text: str) -> str:
    if text.isascii():
        return text
    with _ROMANISING:
        return _uroman()(text)


@cache
def _uroman() -> Callable[[str], str]:
    """uroman, which takes seconds to load: a tokenizer loads it for every text."""
    try:
        from uroman import Uroman
    except ImportError as error:
        raise EngineUnavailable(f"uroman cannot be loaded: {error}.", _INSTALL) from error
    romanize: Callable[[str], str] = Uroman().romanize_string
    return romanize


def _languages_of(folder: Path) -> tuple[Language, ...]:
    """What a model's files say that it speaks; both where they say nothing."""
    for file in ("tokenizer_config.json", "config.json"):
        try:
            code = json.loads((folder / file).read_text(encoding="utf-8")).get("language")
        except (OSError, ValueError, AttributeError):
            continue
        if code in _CODES:
            return (_CODES[code],)
        if code:
            raise EngineUnavailable(
                f"The model in {folder} speaks “{code}”, neither English nor Korean.",
                f"Choose one of {', '.join(MODELS_BY_LANGUAGE.values())}.",
            )
    return ("en", "ko")


def _load(folder: Path, name: str) -> _Voice:
    try:
        from transformers import VitsModel, VitsTokenizer
        from transformers.utils import logging
    except ImportError as error:
        raise EngineUnavailable(f"{name} cannot be loaded: {error}.", _INSTALL) from error
    progress: Any = logging
    progress.disable_progress_bar()  # loading takes a second; the terminal is not its own
    try:
        tokenizer: Any = VitsTokenizer.from_pretrained(folder, local_files_only=True)
        network: Any = VitsModel.from_pretrained(folder, local_files_only=True)
    except Exception as error:  # a damaged file raises whatever its reader raises
        raise EngineUnavailable(
            f"{name} cannot be loaded from {folder}: {error}.",
            "Remove that folder and fetch it again: deutgi models fetch mms",
        ) from error
    if tokenizer.phonemize:
        raise EngineUnavailable(
            f"{name} is made for phonemes, not for letters.", "Choose an MMS model."
        )
    return _Voice(
        name, network.eval(), dict(tokenizer.encoder), tokenizer.is_uroman, tokenizer.add_blank
    )
