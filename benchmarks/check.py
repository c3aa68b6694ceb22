"""Does `deutgi check` find what is wrong, leave alone what is right, and can it mend it?

    python -m benchmarks.check                     40 news sentences of ../shared/eval
    python -m benchmarks.check --set own           those that the limits were tuned by
    python -m benchmarks.check --verbose           every sentence that was judged wrongly

Half of the sentences are English and half Korean, half of them have figures. Each is spoken as it
is written: what is flagged then was misheard, by whoever's fault, and is spoken again as `--fix`
does. Half of them are spoken with a wrong figure too or, where there is none, with a wrong word,
and judged against the true text.
Needs `pip install "deutgi[bench]"`.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from benchmarks.intelligibility import sentences, through_engine
from benchmarks.judge import Judge
from pipelines.engines import Language
from service.episode import Heard
from service.folders import models_folder
from service.retakes import better, listened

SHARED = Path(__file__).parents[2] / "shared" / "eval"
VOICE = "kokoro"

_FIGURE = re.compile(r"\d+")
_WORD = re.compile(r"(?<= )[a-z]{5,}\b|(?<= )[가-힣]{3,}(?![가-힣])")


@dataclass(frozen=True, slots=True)
class Trial:
    """A text, how it was spoken (`true`, or with a wrong `number` or `word`), what came of it."""

    language: Language
    kind: str
    text: str
    spoken: str
    heard: Heard
    fixed: Heard | None = None


def chosen(language: Language, which: str, number: int) -> list[str]:
    """The sentences of a language: our own, or aligned ones of published news."""
    if which == "own":
        return sentences(language)[:number]
    lines = [
        (SHARED / f"korean-english-park.dev.{each}").read_text("utf-8").splitlines()
        for each in ("en", "ko")
    ]
    fitting = [pair for pair in zip(*lines, strict=True) if 10 <= len(pair[0].split()) <= 25]
    figures = [pair for pair in fitting if all(map(_FIGURE.search, pair))]
    words = [pair for pair in fitting if not any(map(_FIGURE.search, pair))]
    half = number // 2
    some = (pairs[:: len(pairs) // half][:half] for pairs in (figures, words))
    return [pair[language == "ko"] for both in zip(*some, strict=True) for pair in both]


def damaged(text: str, others: list[str], number: int) -> tuple[str, str]:
    """What is wrong with it, and the text with a digit or a word that is not its own."""
    dice = random.Random(f"{number} {text}")
    figures = list(_FIGURE.finditer(text))
    if figures:
        figure = dice.choice(figures)
        place = figure.start() + dice.randrange(len(figure[0]))
        digit = dice.choice([each for each in "123456789" if each != text[place]])
        return "number", text[:place] + digit + text[place + 1 :]
    word = dice.choice(list(_WORD.finditer(text)))
    pool = [each[0] for other in others for each in _WORD.finditer(other) if each[0] != word[0]]
    instead = min(pool, key=lambda each: (abs(len(each) - len(word[0])), dice.random()))
    return "word", text[: word.start()] + instead + text[word.end() :]


def trials(language: Language, which: str, number: int, fix: bool, judge: Judge) -> Iterator[Trial]:
    """Every sentence as it is written, and half of them with something wrong in them."""
    home = models_folder()
    speak = through_engine(VOICE, home, 1.0)
    texts = chosen(language, which, number)
    for place, text in enumerate(texts):
        spoken = [("true", text)]
        if place % 4 < 2:
            spoken.append(damaged(text, texts[place + 1 :] + texts[:place], place))
        for kind, wording in spoken:
            heard, fixed = listened(text, language, speak(wording, language), judge), None
            if fix and kind == "true" and not heard.ok:
                take = better(text, language, heard, VOICE, 1.0, judge, home)
                fixed = take.heard if take else None
            yield Trial(language, kind, text, wording, heard, fixed)


def show(language: Language, done: list[Trial]) -> None:
    """A row of the table."""
    good = [trial for trial in done if trial.kind == "true"]
    flagged = sum(not trial.heard.ok for trial in good)
    after = sum(not (trial.fixed or trial.heard).ok for trial in good)
    mended = Counter(trial.fixed.take for trial in good if trial.fixed and trial.fixed.ok)
    found = [
        f"{sum(not t.heard.ok for t in done if t.kind == kind)}/{sum(t.kind == kind for t in done)}"
        for kind in ("number", "word")
    ]
    print(
        f"{language:<10}{len(good):>6}{flagged:>9}{after:>13}{found[0]:>15}{found[1]:>13}   "
        + ", ".join(f"{how} {count}" for how, count in mended.most_common()),
        flush=True,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", choices=("shared", "own"), default="shared", dest="which")
    parser.add_argument("--language", choices=("en", "ko"), help="only this one")
    parser.add_argument("--lines", type=int, default=40, help="sentences, of both languages")
    parser.add_argument("--no-fix", action="store_true", help="only listen")
    parser.add_argument("--verbose", action="store_true", help="print what was judged wrongly")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(platformdirs.user_cache_dir("deutgi")) / "judge",
        help="where what was heard is kept",
    )
    options = parser.parse_args()
    if options.which == "shared" and not SHARED.is_dir():
        print(f"Skipped: there is no {SHARED}.")
        return
    judge = Judge(options.cache)
    print(
        f"{'language':<10}{'lines':>6}{'flagged':>9}{'after --fix':>13}{'wrong numbers':>15}"
        f"{'wrong words':>13}   mended"
    )
    languages: list[Language] = [options.language] if options.language else ["en", "ko"]
    for language in languages:
        done = []
        number = options.lines // 2
        for trial in trials(language, options.which, number, not options.no_fix, judge):
            done.append(trial)
            if options.verbose and trial.heard.ok == (trial.kind != "true"):
                print(f"  {trial.kind}: {trial.text}\n  {trial.heard}\n  {trial.fixed}", flush=True)
        show(language, done)


if __name__ == "__main__":
    main()
