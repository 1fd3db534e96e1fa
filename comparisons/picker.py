"""From typed titles to a comparison: each must mean one public occupation, else the form asks."""

from typing import NamedTuple
from urllib.parse import urlencode

from comparisons.rules.compare import MOST_SIDES
from occupations.links import LETTERS, comparison_url, occupation_url, picker_url
from occupations.search import misses
from occupations.search.query import LONGEST_QUERY, Hit, SearchResult, find

NAMES = LETTERS.lower()
LABELS = ("First occupation", "Second occupation", "Third occupation", "Fourth occupation", "Fifth occupation")
SUGGESTED = 6


class Field(NamedTuple):
    """One field of the form: what was typed, what is wrong with it, and which titles may be meant."""

    name: str
    label: str
    value: str
    error: str = ""
    suggestions: list[tuple[str, str]] = []


class Picked(NamedTuple):
    """The outcome: an address to go to, or the form to show again with what was typed."""

    address: str
    fields: list[Field] = []
    error: str = ""


def pick(values: list[str]) -> Picked:
    """`values`: as typed, in the order of the fields."""
    values = [" ".join(value.split()) for value in values[:MOST_SIDES]]
    found = [find(value) for value in values]
    hits = [_meant(value, one) for value, one in zip(values, found, strict=True)]
    slugs = list(dict.fromkeys(hit.slug for hit in hits if hit))
    typed = [value for value in values if value]
    all_found = all(hit for value, hit in zip(values, hits, strict=True) if value)
    if len(typed) > 1 and all_found:
        return Picked(comparison_url(slugs) if len(slugs) > 1 else occupation_url(slugs[0]))
    fields = [_field(index, values, hits[index], found[index]) for index in range(len(values))]
    error = "" if all_found or not typed else f"{_what_is_wrong(values, hits, found)} Your entries are still here."
    return Picked("", fields[: max(2, len(typed), 1 + max((i for i, v in enumerate(values) if v), default=0))], error)


def _what_is_wrong(values: list[str], hits: list[Hit | None], found: list[SearchResult]) -> str:
    in_doubt = [one for value, hit, one in zip(values, hits, found, strict=True) if value and not hit]
    return "Choose which occupation you mean." if all(map(_ambiguous, in_doubt)) else "We could not find every title."


def _ambiguous(found: SearchResult) -> bool:
    return sum(hit.exact for hit in found.hits) > 1


def _meant(value: str, found: SearchResult) -> Hit | None:
    """The occupation whose title or address this is, or the only one that has this other name."""
    folded = value.casefold()
    for hit in found.hits:
        if folded in (hit.title.casefold(), hit.slug):
            return hit
    named = [hit for hit in found.hits if hit.exact]
    own = [hit for hit in named if not hit.why]
    return (own or named)[0] if len(own or named) == 1 else None


def _field(index: int, values: list[str], hit: Hit | None, found: SearchResult) -> Field:
    name, label, value = NAMES[index], LABELS[index], values[index]
    if hit:
        return Field(name, label, hit.title)
    if not value:
        return Field(name, label, "", "Choose an occupation." if any(values) and index < 2 else "")
    if not found.hits:
        misses.count(value[:LONGEST_QUERY])
    suggestions = [(one.title, _with(values, index, one.title)) for one in found.best[:SUGGESTED]]
    error = f"No occupation has exactly the title “{value}”."
    if _ambiguous(found):
        error = f"Several occupations are called “{value}”. Which one do you mean?"
    return Field(name, label, value, error, suggestions)


def _with(values: list[str], index: int, title: str) -> str:
    """The form again, with a title in the place of what was typed."""
    changed = [title if position == index else value for position, value in enumerate(values)]
    return f"{picker_url()}?" + urlencode({NAMES[position]: value for position, value in enumerate(changed) if value})
