"""An episode with much to check: wrong Korean, an English sentence that the article does not have,
lines that were misheard, names that were put right, and a similar sentence's Korean."""

from pathlib import Path

from pipelines.engines import Language
from pipelines.findings import Finding
from pipelines.results import Change
from service.episode import Doubt, Episode, Heard, doubt
from service.library import path_of
from tests.service.made_library import put

COST = "The plan costs 186 million dollars over six years."
WRONG_COST = "이 계획에는 6년간 1억 6,800만 달러가 든다."
VOTE = "One councillor did not vote for the plan."
WRONG_VOTE = "한 의원은 계획에 찬성표를 던졌다."
ADDED = "Ann Walker’s 14 boats carry 350 passengers."

TEXT = (
    ("Port Merrin buys 14 ferries", "포트메린, 여객선 41척 구입", True, False),
    (COST, WRONG_COST, False, False),
    (VOTE, WRONG_VOTE, False, True),
    (ADDED, "앤 워커의 배 14척에는 승객 350명이 탄다.", False, False),
    ("The first boat enters service in May.", "첫 배는 9월에 운항을 시작한다.", False, False),
    ("The wind was too strong.", "바람이 너무 강했다.", False, True),
)


HEADLINE = Finding("number", "instead", "14", "41척", (17, 19), (10, 13), 0.9)
MONEY = Finding(
    "number", "instead", "186 million dollars", "1억 6,800만 달러", (15, 34), (11, 23), 0.9
)
DENIAL = Finding("negation", "denial missing", "did not vote", "", (19, 22), None, 0.85)
STYLE = Finding("register", "register", "", "던졌다.", sure=0.6)
NAME = Finding("name", "not in source", "", "Ann", None, (0, 3), 0.7)
SURNAME = Finding("name", "not in source", "", "Walker", None, (4, 10), 0.8)
MONTH = Finding("date", "instead", "May", "9월", (33, 36), (5, 7), 0.9)
"""What `pipelines.faithful` finds in these lines."""


def _doubts(language: Language, *findings: Finding) -> dict[Language, tuple[Doubt, ...]]:
    return {language: tuple(map(doubt, findings))}


def put_doubtful(library: Path, name: str, number: int = 0) -> Episode:
    """Put it in the library, made `number` minutes after the first."""
    made = put(library, name, TEXT[0][0], TEXT[0][1], TEXT, number)
    title, cost, vote, added, similar, sound = made.lines
    heard = Heard(text="…", ok=True, rate=0.0, listener="whisper:base")
    lines = [
        title.model_copy(update={"doubts": _doubts("ko", HEADLINE)}),
        cost.model_copy(
            update={
                "doubts": _doubts("ko", MONEY),
                "changes": (
                    Change("formal", "들어요.", "듭니다."),
                    Change("name", "", "포트메린", "Port Merrin"),
                ),
                "note": "translated in 2 parts",
            }
        ),
        vote.model_copy(
            update={
                "doubts": _doubts("ko", DENIAL, STYLE),
                "changes": (Change("name", "한태송", "한대성", "Han Tae-song"),),
            }
        ),
        added.model_copy(update={"doubts": _doubts("en", NAME, SURNAME)}),
        similar.model_copy(
            update={
                "doubts": _doubts("ko", MONTH),
                "score": 0.83,
                "note": '83 % match: "The first two boats enter service in September."',
            }
        ),
        sound,
    ]
    lines = [line.model_copy(update={"heard": {"en": heard, "ko": heard}}) for line in lines]
    misheard = Heard(
        text="바람이 너무 감했다", ok=False, rate=0.3, lost=("강했다",), listener="whisper:base"
    )
    again = heard.model_copy(update={"take": "7 % slower"})
    lines[-1] = sound.model_copy(update={"heard": {"en": again, "ko": misheard}})
    episode = made.model_copy(update={"lines": tuple(lines)})
    (path_of(library, name) / "episode.json").write_text(episode.model_dump_json(), "utf-8")
    return episode
