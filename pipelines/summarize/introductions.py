"""Which sentences introduce the people whom others name in short.

News gives a name in full once (“Han Tae-song”, “Letitia James”) and then in short (“Han”,
“James”); a sentence with the short form is half understood where the full one is left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.sentences import ArticleSentence
from pipelines.summarize.ranking import STOPPED

_NAME = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
_RUN = re.compile(rf"(?<![\w’'.-]){_NAME}(?: {_NAME})*")
_POSSESSIVE = re.compile(r"['’]s?\.?$")
_HONORIFICS = frozenset(("Mr", "Mrs", "Ms", "Mx", "Miss", "Dr", "Sir", "Dame"))
_AFTER_NAMES = frozenset(("Jr", "Sr", "II", "III", "IV"))
_BEFORE_NAMES = re.compile(
    "|".join(map(re.escape, STOPPED - {"will"})) + "|regarding|following|including|[a-z]+ever|"
    "according|although|despite|like|since|yet|still|even|today|yes|well|maybe|perhaps|"
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|.*-(?:based|born|owned|backed|led|listed)",
    re.IGNORECASE,
)
_BESIDE = 80
"""Characters before and after a name that are looked at."""
_INTRODUCING = 5
"""Sentences with a full name that are remembered, so that time stays linear."""
_CALENDAR = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|"
    r"August|(?:Septem|Octo|Novem|Decem)ber|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec))s?"
)
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_ONLY_PEOPLE = (
    r"(?:said|says|told|tells|asked|asks|added|adds|wrote|writes|tweeted|replied|noted|notes|"
    r"explained|explains|argued|argues|believes|believed|thinks|thought|realized|realised|"
    r"wondered|recalled|recalls|insisted|testified|resigned|died|pleaded|joked|hopes|hoped|"
    r"(?:was|were) (?:arrested|charged|convicted|sentenced|born|elected|appointed|jailed)|"
    r"(?:now )?works|worked|who|whose)"
)
_DOES = re.compile(rf",? (?:\w+ly |also |later |then )?{_ONLY_PEOPLE}\b|, (?:\d\d,|aged? \d)")
_SAID_BY = re.compile(r"\b(?:said|says|added|adds|asked|wrote|explained|comments) $")
_ROLE = re.compile(
    r"\b(?!(?:former|other|under|after|never|either|whether|another|later|earlier|number|order|"
    r"quarter|winter|summer|water|paper|center|major|minor|prior|color|honor) )"
    r"(?:[a-z]{3,}(?:er|or|ist|ian|man|woman|yst)|[Pp]resident|[Mm]inister|[Cc]hief|[Cc]oach|"
    r"[Ss]ecretary|[Jj]udge|[Jj]ustice|CEO|[Dd]irector|[Mm]ayor|[Gg]overnor|[Ss]enator|wife|"
    r"husband|son|boss|chef|pilot|artist|partner|colleague|postdoc|agent|host|victim|suspect) $"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in a sentence, without the honorific before it."""

    words: tuple[str, ...]
    surname: str
    a_person: bool
    """Whether it does what only people do, or has a title or a role before it."""
    a_thing: bool
    """Whether it has an article before it: the House."""

    @property
    def in_full(self) -> bool:
        """Whether there is more of it than the surname."""
        return len(self.words) > 1

    @property
    def tails(self) -> frozenset[str]:
        """The surname, and the words before it with it, as a list of names may have them."""
        return frozenset(" ".join(self.words[start:]) for start in range(len(self.words)))


@dataclass(frozen=True, slots=True)
class Introductions:
    """The sentences, by number, that introduce those whom one sentence names in short.

    `people` has for each person the sentences before it with the full name, the first one first.
    `others` are the first sentences with the full names of what is not known to be a person.
    """

    people: tuple[tuple[int, ...], ...] = ()
    others: frozenset[int] = frozenset()


def introductions(
    sentences: Sequence[ArticleSentence], title: str = ""
) -> tuple[Introductions, ...]:
    """For each sentence what introduces those whom it names by one name.

    Who is named in the title, which is heard first, needs no introduction, nor do those, and the
    cities and companies, that everyone knows (`pipelines.names`).
    """
    names = [tuple(_names(sentence.text)) for sentence in sentences]
    people = {name.surname for found in names for name in found if name.a_person}
    people -= {name.surname for found in names for name in found if name.a_thing}
    known = _well_known()
    people -= {name.surname for name in _names(title)}
    people -= {name.surname for found in names for name in found if known & name.tails}
    in_full: dict[str, list[int]] = defaultdict(list)
    needed: list[Introductions] = []
    for sentence, found in zip(sentences, names, strict=True):
        for name in found:
            rows = in_full[name.surname]
            if name.in_full and len(rows) < _INTRODUCING and rows[-1:] != [sentence.index]:
                rows.append(sentence.index)
        short = {name.surname for name in found if not name.in_full and in_full[name.surname]}
        short -= {name.surname for name in found if name.in_full}
        needed.append(
            Introductions(
                tuple(tuple(in_full[surname]) for surname in sorted(short & people)),
                frozenset(in_full[surname][0] for surname in short - people),
            )
        )
    return tuple(needed)


def _names(text: str) -> Iterator[Named]:
    """The names of a text, in order."""
    for run in _RUN.finditer(text):
        before = text[max(0, run.start() - _BESIDE) : run.start()]
        words: list[str] = []
        for word in run.group().split(" "):
            words.append(_POSSESSIVE.sub("", word.rstrip(".") if len(word) > 2 else word))
            if _POSSESSIVE.search(word):  # Delhi’s Chief Minister
                yield from _name(words, before, "")
                words, before = [], "’s "
        yield from _name(words, before, text[run.end() : run.end() + _BESIDE])


def _name(words: list[str], before: str, after: str) -> Iterator[Named]:
    """The name that the capitalised words are, without those before it that are none of it."""
    while (
        words and not before.endswith("’s ") and _BEFORE_NAMES.fullmatch(words[0].replace("’", "'"))
    ):
        before = f"{words.pop(0)} "
    honoured = bool(words) and words[0] in _HONORIFICS
    words = words[honoured:]
    if words and words[-1] in _AFTER_NAMES:
        words = words[:-1]
    if not words:
        return
    # The surname is the last, in Korean and Chinese names the one before the hyphen.
    korean = len(words) > 1 and re.search(r"-[a-z]", words[-1]) is not None
    surname = words[-2] if korean else words[-1]
    if len(surname) < 2 or surname.isupper() or _CALENDAR.fullmatch(surname):
        return
    role = before if len(words) < 3 + korean else f"{words[-3 - korean]} "
    person = honoured or bool(_DOES.match(after) or _SAID_BY.search(before) or _ROLE.search(role))
    thing = not honoured and len(words) == 1 and _THE.search(before) is not None
    yield Named(tuple(words), surname, person, thing)


@cache
def _well_known() -> frozenset[str]:
    """The people, places, bodies and companies that are often in the news."""
    from pipelines.names import built_in

    return frozenset(term.english for term in built_in().terms)
