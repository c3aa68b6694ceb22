"""How a name sounds by the spelling of its own language, as Korean spells it (외래어 표기법).

Silva is 시우바 to a Portuguese and 실바 to a Spaniard, Schulz 슐츠 in German, Chirac 시라크 in French.
Which language a name is of is not told by its letters, so it is read by each, and the reading
counts that is likest to a word of the Korean. The rules are those of 외래어 표기법 (chapter 2, the
tables of the languages, and chapter 3) as far as they change a consonant or drop one; the sounds are
those of `pipelines.korean.loanwords`.
"""

# ruff: noqa: E501 - tables read better on one line

import re
from functools import cache, lru_cache

from pipelines.korean.latin import fold

_PLAIN = (
    "a=a b=P c=K d=T e=e f=P g=K h=H i=i j=J k=K l=L m=M n=N o=o p=P q=K r=L s=S t=T u=u v=P w=P y=i z=J "
    "x=KS ck=K ph=P ñ=Ni ss=S ng(?![aeiouy])=G n(?=[gkcq])=G th=T sh=S"
)
_LANGUAGES = {
    "English": "mcc=MaKK mck=MaKK a(?=[dkmnptvz]e)=ei ew=u ^iy=ai ^i(?=[dow])=ai er$=o er(?=[bcdfgklmnpst])=o oo=u ee=i igh=ai c(?=[eiy])=S g(?=[ey])=J ch=J sh=S th=S e$= w=w qu=Kw ow=o wh=w",
    "Portuguese": "l(?![aeiouyh])=u d(?=i|es?$)=J t(?=i|es?$)=J ^r=H rr=H ch=S lh=Li nh=Ni ão=aG ões=oiS ãe=aiG o$=u os$=uS "
    "c(?=[ei])=S ç=S g(?=[ei])=J qu(?=[ei])=K gu(?=[ei])=K x=S z$=S ou=o e$=i h= m$=G (?<=[aeiou])s(?=[aeiou])=J (?<=g)ao$=aG "
    "(?<=m)ao$=aG (?<=[jst])oao=oaG (?<=[lrtds])ao$=aG",
    "French": "eaux?$=o eau=o aux?$=o au=o ault$=o aud$=o ou=u oi=ua ai=e ay=e ei=e eu=o œu=o ch=S qu=K gn=Ni ill=i g(?=[eiyé])=J "
    "c(?=[eiyé])=S ç=S j=J er$=e ez$=e et$=e ent$=aG [aeé][nm](?![aeiouyéènmh])=aG (?:ain|ein|in|im|yn)(?![aeiouyéènmh])=eG "
    "ien$=ieG o[nm](?![aeiouynmh])=oG un(?![aeiouyn])=oG (?<=[^aeiou])e$= es$= [tdsxzp]s?$= [tdp](?=-)= lt$= h= "
    "(?<=[aeiouy])s(?=[aeiouyé])=J (?<=[aeioué])ll?es?$=L u=wi ti(?=on)=Si gue=K w=w (?<=[aeiou])r[td]s?$=L (?<=[aeou]n)d= (?<=[aeou]n)t$= "
    "ct$= rc$=LK",
    "German": "tsch=J sch=S chs=KS ch=H ^st=ST ^sp=SP ei=ai ai=ai ey=ai äu=oi eu=oi ie=i z=J tz=J v=P w=P j=i ß=S "
    "(?<![a-z])s(?=[aeiouäöü])=J (?<=[aeiouäöülnr])s(?=[aeiouäöü])=J er$=o (?<=[aeioäöü])h= qu=KP ö=we ü=wi b$=P d$=T g$=K ig$=iH "
    "pf=P gn=KN ng=G dt=T",
    "Dutch": "sch=SH ij=ei ey=ei oe=u ui=oi uu=wi u=wi ou=au aa=a ee=e oo=o g=H ch=H j=i z=J d$=T en$=oN er$=oL v=P w=P tj=J "
    "ie=i dt=T g$=H ng=G",
    "Nordic": "å=o aa=o ø=we ö=we æ=e ä=e y=wi j=i sk(?=[eiyäöø])=S skj=S stj=S sj=S kj=S tj=S g(?=[eiyäöø])=i k(?=[eiyäöø])=S "
    "hv=P (?<=[lnrgaeiouåø])d$= (?<=[lnr])d= gaard$=oL gård$=oL rs=S g$= eg=ei z=S c=S th=T hj=i dj=i gj=i rg=Li ll=L",
    "Polish": "szcz=SJ cz=J sz=S rz=J dz=J ch=H c=J w=P ł=w (?<=[aeo])l(?=aw|[kn])=w law$=waP ław$=waP ó=u ą=oG ę=eG ż=J ź=J ś=S ć=J j=i "
    "ly$=wi y=i ń=N (?<=[rh])o(?=w$)=u rze=Je dr=T rj=J j$=i si(?=[aeou])=S zi(?=[aeou])=J ci(?=[aeou])=J",
    "Slavic": "č=J ć=J c=J ic$=iJi ć$=Ji š=S ž=J đ=J j(?=[aeou])= j=i lj=Li nj=Ni dž=J dj=J ch=H zh=J kh=H ts=J shch=SJ tch=J v(?![aeiouy])=u yev=eP "
    "ya=a yu=u ye=e iy=i yi=i ř=LJ ě=e tz=J gj=J h=H sch=S",
    "Russian": "ch=J zh=J kh=H ts=J shch=SJ tch=J yev=eP ev=eP ya=a yu=u ye=e yo=o iy=i c=K v(?![aeiouy])=P j=i g(?=h)=H",
    "Spanish": "ll=i j=H g(?=[ei])=H gu(?=[ei])=K qu=K c(?=[eiéí])=S z=S h= ch=J x=H y=i hu(?=[ae])=w gü=Kw rr=L cc=KS",
    "Italian": "cc?(?=[ei])=J cci(?=[aou])=J ci(?=[aou])=J ch=K ggi?(?=[aeou])=J g(?=[ei])=J gi(?=[aou])=J gh=K gl(?=i)=L gn=Ni "
    "sci(?=[aou])=S sc(?=[ei])=S z=J h= qu=Ku",
    "Turkish": "c=J ç=J ch=J ş=S ğ= (?<=[dou])g(?=[aou])= ı=x y=i v=P ö=we ü=wi h=H",
    "Romanian": "ț=J ţ=J ș=S ş=S c(?=[ei])=J g(?=[ei])=J ch=K gh=K â=x î=x ă=o (?<=[scrltn])i$=i",
    "Hungarian": "sz=S s=S cs=J zs=J gy=J ly=i ny=N ty=Ti c=J j=i z=J v=P a=o ö=we ü=wi",
    "Vietnamese": "^ngh?=xG ng$=G anh$=aiN inh$=iN ach$=aiK nh$=N nh=Ni ch$=K ch=J tr=J th=T ph=P kh=K gi(?=[aou])=J d=J đ=T x=S qu=Ku c=K gh=K y=i",
    "Arabic": "^(?:al|el|ad|as|ash|an|ar|at|az)-=aL q=K kh=H gh=K dh=T sh=S y=i ee=i oo=u ou=u w=w ['’ʿ]= j=J h= dj=J ch=S",
    "Thai": "unt$=aN nd$=N nt$=N r$= rn$=N rt$=T l$=N bh=P dh=T ph=P th=T ch=J v=w y=i kh=K",
    "Japanese": "kk=TK pp=TP tch=TJ cch=TJ tts=TS tsu=Sx ts=S ch=J j=J z=J y=i w=w",
    "pinyin": "zh=J q=J x=S c=J z=J ng=G r=L y=i w=w sh=S ch=J ui=ui",
}
"""Letters (regular expressions) with their sounds; what is not there is as in `_PLAIN`."""


@cache
def _rules(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern with a group for each rule, the longer rule first, and the sounds of each."""
    own = [rule.rpartition("=")[::2] for rule in _LANGUAGES[language].split()]
    rest = [rule.rpartition("=")[::2] for rule in _PLAIN.split()]
    keyed = sorted(
        enumerate((*own, *rest)),
        key=lambda rule: (-len(_bare(rule[1][0])), "$" not in rule[1][0], rule[0]),
    )
    pattern = re.compile("|".join(f"({letters})" for _, (letters, _) in keyed))
    return pattern, tuple(sounds for _, (_, sounds) in keyed)


def _bare(rule: str) -> str:
    """The letters of a rule without what must stand before or after."""
    without = re.sub(r"\(\?<?[=!][^)]*\)|[?^$]", "", rule)
    return re.sub(r"\[[^\]]*\]", ".", re.sub(r"\(\?:([^|)]*)[^)]*\)", r"\1", without))


def _without_foreign_marks(name: str, language: str) -> str:
    """The name with the plain letter for each that the language has no rule for: Huế, hue."""
    own = _LANGUAGES[language] + _PLAIN
    return "".join(letter if letter in own else fold(letter) for letter in name)


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of sounds that a name may be read as, each of them once."""
    written = re.sub(r"([bcdfgklmnpqrstvz])\1(?=[bdfghlmnqrvz]|$)", r"\1", name.lower())
    found: dict[str, None] = {}
    for language in _LANGUAGES:
        pattern, sounds = _rules(language)
        letters = written if written.isascii() else _without_foreign_marks(written, language)
        row = "".join(sounds[(match.lastindex or 1) - 1] for match in pattern.finditer(letters))
        found[re.sub(r"([A-Z])\1", r"\1", row)] = None
    return tuple(tuple(row) for row in found if row)
