"""Words that sentences of comparisons are put together from: lists of things, and the way into an occupation."""

import functools
import re
from collections.abc import Iterable, Sequence

from occupations.profiles import formatting
from occupations.profiles.document import Names
from occupations.profiles.sheet import Cell
from occupations.text import english


def listed(words: Sequence[str], conjunction: str = "and") -> str:
    """ "a, b and c"; separated by semicolons where a word has commas of its own, and with one more comma where it has
    the conjunction: "electricians; and plumbers, pipefitters and steamfitters"."""
    if len(words) > 1 and any(", " in word for word in words):
        return f"{'; '.join(words[:-1])}; {conjunction} {words[-1]}"
    if any(f" {conjunction} " in word for word in words):
        return clauses(words, conjunction)
    return english.join_words(words, conjunction)


def clauses(parts: Sequence[str], conjunction: str = "and") -> str:
    """ "a, b, and c"."""
    return f"{', '.join(parts[:-1])}, {conjunction} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def plurals(names: Sequence[Names], sides: Iterable[int]) -> str:
    return listed([names[side].plural for side in sides])


@functools.lru_cache(maxsize=1024)
def running(label: str) -> str:
    return english.running(label, english.DEFAULT_VERBATIM)


def way_in(cell: Cell) -> str:
    """ "a bachelor's degree and less than 5 years of related experience, followed by an apprenticeship"."""
    given = {figure.metric: figure.label for figure in cell.figures if not formatting.needs_nothing(figure)}
    phrase = credential(given.get("entry_education", "no formal education"))
    experience = running(given.get("entry_experience", ""))
    if experience:
        phrase += f" and {experience}{' of related experience' if 'year' in experience else ''}"
    training = given.get("entry_training")
    return f"{phrase}, followed by {credential(training)}" if training else phrase


_COUNTABLE = re.compile(
    r"(?!no |some |any ).*\b(apprenticeship|award|certificate|credential|degree|diploma|internship|licen[cs]e)\b"
)


def credential(label: str) -> str:
    """ "a high school diploma or equivalent", "some college but no degree", "on-the-job training"."""
    text = running(label).replace(", no ", " but no ")
    return f"{english.article(text)} {text}" if _COUNTABLE.match(text) else text
