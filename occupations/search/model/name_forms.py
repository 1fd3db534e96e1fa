"""The forms in which a name is found: “Registered nurse (RN)” is two names of one thing."""

import re
from functools import lru_cache

from occupations.search.reading.words import fold

_OTHER_NAME = re.compile(r"(.+?) \((.+)\)")
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})\S+")
# The title, another form of it, what editors say, what the classification says of one code alone, what people in the
# occupation say, what else is in the lists of sources.
TITLE, SYNONYM, OF_EDITORS, DIRECT, REPORTED, LISTED = range(6)
_SMALL_WORDS = frozenset(("a", "and", "for", "in", "of", "or", "the"))
# Words at the end that say where or of what kind, not who.
_NO_HEADS = frozenset(("all", "other", "except", "including"))


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    return fold(text)


def forms_of(text: str, kind: int, title: str) -> list[tuple[str, int]]:
    """[(folded, kind)]: where one form of a name is the title, the others are the title put differently; but not an
    abbreviation that a source has beside it, which may stand for other occupations, too."""
    both = _OTHER_NAME.fullmatch(text)
    texts = both.groups() if both else [text]
    forms = {form: one for one in reversed(texts) if (form := _fold(one))}
    own = _fold(title)
    if kind == TITLE:
        ordered = [form for form in dict.fromkeys(map(_fold, texts)) if form]
        return [(form, TITLE if number == 0 else SYNONYM) for number, form in enumerate(ordered)] or [("-", TITLE)]
    if own not in forms:
        return [(form, kind) for form in forms]
    return [
        (form, TITLE if form == own else kind if _ABBREVIATION.fullmatch(one) else SYNONYM)
        for form, one in forms.items()
    ]


def forms_typed(text: str) -> list[str]:
    """The forms that a name has which is exactly this: “Registered Nurse (RN)” is both of two."""
    both = _OTHER_NAME.fullmatch(" ".join(text.split()))
    return [form for form in dict.fromkeys(fold(one) for one in (both.groups() if both else [text])) if form]


def abbreviation_in(text: str) -> tuple[str, str] | None:
    """("RN", "Registered Nurse") of “Registered Nurse (RN)” and “RN (Registered Nurse)”; None of “Nurse (ICU)”, whose
    words do not begin with these letters."""
    both = _OTHER_NAME.fullmatch(text)
    for short, long in (both.groups()[::-1], both.groups()) if both else ():
        initials = [word[0] for word in re.findall(r"\w+", long) if word.lower() not in _SMALL_WORDS]
        if _ABBREVIATION.fullmatch(short) and short.replace(".", "").upper() == "".join(initials).upper():
            return short, long
    return None


def head_of(folded: str) -> str:
    """The word that says who somebody is."""
    words = [word for word in folded.split() if word not in _NO_HEADS]
    return words[-1] if words else folded.split()[-1]
