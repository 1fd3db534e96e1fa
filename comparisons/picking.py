"""From typed titles to a comparison: each must mean one public occupation, else the form asks."""

from typing import Any, NamedTuple

from comparisons.compare import MOST_SIDES
from comparisons.page import comparison_url
from occupations.models import Occupation
from occupations.page import occupation_url
from occupations.search import Hit, near, search


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
    fields: list[Field]
    titles: list[str]

    def context(self) -> dict[str, Any]:
        return {"action": "/compare/", "fields": self.fields, "titles": self.titles}


TITLES_LISTED = 500  # as many as a browser's list of proposals can hold without harm


def public_titles() -> list[str]:
    titles = Occupation.objects.public().order_by("live__title").values_list("live__title", flat=True)
    return list(titles[:TITLES_LISTED])


def pick(values: list[str]) -> Picked:
    """`values`: as typed, in the order of the fields."""
    values = [" ".join(value.split()) for value in values[:MOST_SIDES]]
    hits = [_meant(value) for value in values]
    slugs = list(dict.fromkeys(hit.slug for hit in hits if hit))
    typed = [value for value in values if value]
    if typed and all(hit for value, hit in zip(values, hits, strict=True) if value) and len(typed) > 1:
        address = comparison_url(slugs) if len(slugs) > 1 else occupation_url(slugs[0])
        return Picked(address, [], [])
    shown = max(2, len(typed))
    fields = [
        _field(index, value, hit, bool(typed)) for index, (value, hit) in enumerate(zip(values, hits, strict=True))
    ]
    return Picked("", [field for index, field in enumerate(fields) if index < shown or field.value], public_titles())


def _meant(value: str) -> Hit | None:
    """The one occupation whose title, address or other name this is, or the only one that fits."""
    if not value:
        return None
    hits = search(value)
    exact = [hit for hit in hits if value.casefold() in (hit.title.casefold(), hit.slug, hit.why.removeprefix("also called ").casefold())]
    if len(exact) >= 1:
        return exact[0]
    return None


def _field(index: int, value: str, hit: Hit | None, asked: bool) -> Field:
    name = "abcde"[index]
    label = ("First occupation", "Second occupation", "Third occupation", "Fourth occupation", "Fifth occupation")[index]
    if hit or not asked:
        return Field(name, label, hit.title if hit else value)
    if not value:
        return Field(name, label, "", "Choose an occupation." if index < 2 else "")
    suggestions = [(found.title, occupation_url(found.slug)) for found in search(value, 6) or near(value, 6)]
    error = f"We have no occupation of exactly this title: “{value}”."
    return Field(name, label, value, error, suggestions)
