"""How a sentence opens: whether it points back at what was said before.

The signs are those an editor goes by when a story is cut (Halliday & Hasan, *Cohesion in
English*, 1976): pronouns, connectives, and definite nouns such as “the move”, which only
package what the sentence before said (“shell nouns”: Schmid, 2000).
"""

import re

_PRONOUNS = "he she it they him her them his hers its their theirs himself herself itself"

_CONNECTIVES = """
but and or nor so yet still then thus hence however meanwhile moreover furthermore instead
therefore nevertheless nonetheless otherwise besides also too additionally similarly likewise
consequently accordingly conversely afterward afterwards thereafter indeed plus again rather
even_so for_example for_instance in_addition in_fact in_turn in_contrast in_response in_return
in_other_words in_particular in_short in_comparison in_doing_so on_the_other_hand
on_the_contrary as_a_result as_such by_contrast by_comparison after_all after_that since_then
until_then by_then before_then that_said at_the_same_time at_that_time at_the_time
at_that_point at_this_point at_the_same_point to_this_end to_that_end because_of_this
because_of_that aside_from_this aside_from_that not_only_that not_all what's_more
more_importantly better_yet worse_still
"""

_SHELL_NOUNS = """
accident accord account accusation address admission agreement allegation announcement approach
attack ban bill blast call campaign case ceremony change charge claim comment complaint concept
conversation conviction crash crisis deal decision decline defeat demand development dispute
document drop effort email episode event explosion failure fall feature figure filing finding
footage game idea image incident increase inquiry interview investigation issue launch law
lawsuit letter loss match measure meeting memo message move news number offer operation order
outcome pact paper petition phrase plan policy poll post practice probe problem process program
programme project proposal question race reaction reason recording report request research
response restriction result rise rule ruling sanction sentence session shooting show situation
speech statement study suit summit survey talk tariff term test trend trial tweet update verdict
version victory video visit vote warning win word
"""

_ROLES = """
actor actress agency airline author automaker band bank board boy child club commission committee
company congressman congresswoman council couple defendant department driver duo executive firm
girl group institute lawmaker leader league man men ministry museum network newspaper office
officer official organisation organization outlet pair panel party patient player platform
researcher retailer scientist senator singer soldier spokesman spokeswoman student suspect team
teen teenager trio union university victim woman women writer aircraft app boat book building
device film flight home house machine movie phone plane product property school series service
ship site song store system vehicle website area region former latter same rest other others
"""

_UNIQUE = """
army city coronavirus country court dollar earth economy election euro future government governor
internet king market mayor media military moon nation navy opposition pandemic parliament past
police pope pound president press prime prince public queen regime season senate state stock sun
virus war weather web won world yen north south east west white
"""
"""Nouns that everyone knows one of: “the police” needs no sentence before it."""


def _any(words: str) -> str:
    """A pattern for any of the words; `_` stands for a space in one."""
    ordered = sorted(words.split(), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace("_", " ") for word in ordered) + ")"


_PRONOUN = _any(_PRONOUNS)
_CONNECTIVE = _any(_CONNECTIVES)
_NOUN = f"(?:{_any(_SHELL_NOUNS)}|{_any(_ROLES)})(?:e?s)?"
_PREPOSITION = _any(
    "in on at after over during for by since as with from to of under before until through "
    "following according_to because_of despite amid based_on throughout against prior_to when "
    "while if although though last next earlier later once because among"
)
_VERB = _any("was were is are has have had will would could can also said says did does came comes")
_NARROWED = _any("of in on by from between that to with for at over who which against")
"""What after a noun says which one is meant: “the decision of the court”."""

_SIGNS = (
    rf"{_CONNECTIVE}\b(?!-)",  # But …; In addition, …
    r"(?:a )?(?:short|moment|minute|hour|day|week|month|year)s? later\b",
    rf"{_PRONOUN}\b",  # He said …; Their plan …
    rf"(?:[\w'’-]+ ){{1,2}}{_PRONOUN}\b",  # When he …; In her speech …; One of them …
    rf"{_PREPOSITION}\b(?-i:[^,A-Z]{{0,60}}), {_PRONOUN}\b",  # Last week, he …
    rf"\w+(?:ed|ing)\b(?-i:[^,A-Z]{{0,60}}), {_PRONOUN}\b",  # Asked why, she …
    r"which\b",  # Which is not to say …
    r"(?:yes|no(?!\. \d)|yeah|nope|not (?:really|quite|exactly|yet|so|always))[,.!:;—–]",
    r"(?:[\w'-]+ ){1,4}(?<!to )(?:do|does|did|don't|doesn't|didn't)[,.;]",  # The importers do, …
    r"th(?:at|ese|ose)\b",
    rf"this\b(?! {_any('week month year morning afternoon evening season weekend time')}\b)"
    rf"(?! {_any('summer autumn fall winter spring')}\b)",  # This comes …, but not: This week …
    rf"{_any('both neither either another other others none some many most each several few one')}"
    rf"(?: of (?:them|these|those|the)\b|,| (?:{_VERB}|say|even|other)\b)",  # Others said …
    r"(?:both|another|other) [a-z]",  # Another man …
    r"such\b(?! as\b)",
    rf"(?:here|there)\b(?! (?:{_VERB}|may|might|seems)\b)",
    rf"(?:{_PREPOSITION} )?the (?:[a-z-]+ly )?"
    rf"(?:{_any('new same whole entire latest two three four other first second third')} |\d+ )?"
    rf"{_NOUN}\b(?! (?:{_NARROWED}\b|(?-i:[A-Z])))",  # The move …; In the statement …
    rf"the (?!{_any(_UNIQUE)}s?\b)[a-z-]+ {_VERB}\b",  # The map was …
    rf"(?:the )?(?:[\w.-]+ ){{0,2}}[\w.-]+'s? {_any(_SHELL_NOUNS)}s? {_VERB}\b",  # Ann's move was
    r"the \d+-year-old\b",
    rf"the {_any('two three four five pair duo trio')}\b(?! (?:biggest|largest|most)\b)",
    r"(?:(?:even )?(?:if|though|when|as|while|because|since|although|with) )?both sides\b",
)
_OPENING = re.compile("|".join(_SIGNS), re.IGNORECASE)

_FURTHER_ON = re.compile(
    rf", {_any('however though meanwhile therefore too nevertheless for_example for_instance')},"
    r"|, (?:too|either|as well|however|though)[.”\"]*$"
    r"|\bsuch (?!as\b|an?\b|[\w-]+ as\b)"  # the existence of such camps
    r"|^In [^,]+, the term\b"
    rf"|\bthe (?:two|latter|former|pair|duo)(?= {_VERB}\b|[.,;])"
    r"|\b(?:doing|did|do) so\b"
    rf"|\bboth (?:{_any(_SHELL_NOUNS)}|suspicion|offence|offense)e?s(?! {_NARROWED}\b)"
)
"""What points back wherever it stands."""

_AFTER_QUOTATION = re.compile(
    rf"(?:\w+ )?{_PRONOUN}\b|{_CONNECTIVE}\b|the {_NOUN}\b", re.IGNORECASE
)

QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


def points_back(sentence: str) -> bool:
    """Whether a sentence leans on the one before it: “He said”, “The move”, “But”, “However”.

    Where it begins with a quotation, what is said of the speaker counts: “…,” he said.
    """
    text = sentence.replace("’", "'")
    if quoted := QUOTATION.match(text):
        return bool(_AFTER_QUOTATION.match(text[quoted.end() :].lstrip(" ,—–-")))
    return bool(_OPENING.match(text.lstrip("\"“'(«—– ")) or _FURTHER_ON.search(text))
