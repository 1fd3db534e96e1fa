"""From typed titles to a comparison: each must mean one public occupation, else the form asks."""

from typing import NamedTuple
from urllib.parse import urlencode

from comparisons.compare import MOST_SIDES
from occupations.page import comparison_url, occupation_url
from occupations.search import Hit, near, search

NAMES = "abcde"
LABELS = ("First occupation", "Second occupation", "Third occupation", "Fourth occupation", "Fifth occupation")


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
    hits = [_meant(value) for value in values]
    slugs = list(dict.fromkeys(hit.slug for hit in hits if hit))
    typed = [value for value in values if value]
    all_found = all(hit for value, hit in zip(values, hits, strict=True) if value)
    if len(typed) > 1 and all_found:
        return Picked(comparison_url(slugs) if len(slugs) > 1 else occupation_url(slugs[0]))
    fields = [_field(index, values, hit) for index, hit in enumerate(hits)]
    error = "" if all_found or not typed else "We did not find every title. What you typed is still here."
    return Picked("", fields[: max(2, len(typed), 1 + max((i for i, v in enumerate(values) if v), default=0))], error)


def _meant(value: str) -> Hit | None:
    """The occupation whose title, address or other name this is."""
    if not value:
        return None
    folded = value.casefold()
    for hit in search(value):
        if folded in (hit.title.casefold(), hit.slug, hit.why.removeprefix("also called ").casefold()):
            return hit
    return None


def _field(index: int, values: list[str], hit: Hit | None) -> Field:
    name, label, value = NAMES[index], LABELS[index], values[index]
    if hit:
        return Field(name, label, hit.title)
    if not value:
        return Field(name, label, "", "Choose an occupation." if any(values) and index < 2 else "")
    found = search(value, 6) or near(value, 6)
    suggestions = [(one.title, _with(values, index, one.title)) for one in found]
    return Field(name, label, value, f"We have no occupation with exactly the title “{value}”.", suggestions)


def _with(values: list[str], index: int, title: str) -> str:
    """The form again, with a title in the place of what was typed."""
    changed = [title if position == index else value for position, value in enumerate(values)]
    return "/compare/?" + urlencode({NAMES[position]: value for position, value in enumerate(changed) if value})
