"""Resolves typed titles to a comparison. Each has to mean one public occupation; otherwise the form asks."""

from collections.abc import Sequence
from typing import NamedTuple

from comparisons.asked import Asked, Fields, read
from comparisons.rules.compare import MOST_SIDES
from comparisons.rules.titles import CERTAIN, Meaning, occupation
from occupations.links import LETTERS, occupation_url, picker_url
from occupations.pages.search import too_long
from occupations.pages.title_answer import CHOICES, TitleAnswer, answer_of
from occupations.search import review
from occupations.search.engine import LONGEST_QUERY, Found, Hit, match
from occupations.text.asked import titles_compared
from occupations.text.slugs import slug_of

PRESELECTED = frozenset(("match", "probably"))
NAMES = LETTERS.lower()
LABELS = ("First occupation", "Second occupation", "Third occupation", "Fourth occupation", "Fifth occupation")


class Field(NamedTuple):
    """A field of the form: what was typed, its error, and what it may mean if that is not certain."""

    name: str
    label: str
    value: str
    error: str = ""
    answer: TitleAnswer | None = None


class Picked(NamedTuple):
    """The outcome: a URL to redirect to, or the form with what was typed."""

    address: str
    fields: list[Field] = []
    error: str = ""


def pick(values: list[str], fields: Fields = (), before: Sequence[str] = ()) -> Picked:
    """`values`: as typed, in the order of the fields; `fields`: parameters to keep; `before`: slugs of the titles that
    were asked for when the form was opened, for the first sides. Two titles or more lead on if each means something: to
    the comparison of the occupations, or to the page that says what the titles mean."""
    values = [" ".join(value.split()) for value in values[:MOST_SIDES]]
    if several := next(filter(None, map(titles_compared, values)), []):
        # "nurse vs doctor" in one field; the others follow.
        values = [*several, *(value for value in values if value and not titles_compared(value))][:MOST_SIDES]
    cut = [too_long(value) for value in values]
    values = [value[:LONGEST_QUERY] for value in values]
    found, _ = match(values, CHOICES)
    typed = [(value, one) for value, one in zip(values, found, strict=True) if value]
    if len(typed) > 1 and not any(cut) and (address := _address(typed, fields, before)):
        return Picked(address)
    # In an address, the likeliest occupation stands for a title that probably means it: the others are to be mended.
    fails_elsewhere = any(cut) or not all(one.hits for _, one in typed)
    settled = [bool(one.meant) or (fails_elsewhere and one.band in PRESELECTED) for one in found]
    entries = [_field(index, values, found[index], settled[index], cut[index]) for index in range(len(values))]
    in_doubt = [one for one, value, is_settled in zip(found, values, settled, strict=True) if value and not is_settled]
    error = f"{_what_is_wrong(in_doubt)} Your entries are still here." if in_doubt else next(filter(None, cut), "")
    return Picked("", entries[: max(2, len(typed), 1 + max((i for i, v in enumerate(values) if v), default=0))], error)


def _address(typed: list[tuple[str, Found]], fields: Fields, before: Sequence[str]) -> str:
    """Empty if a title means nothing, or would be read as something else in an address."""
    if not all(found.hits for _, found in typed):
        return ""
    own = [_own(value, found.hits[0]) for value, found in typed]
    if all(own):
        return _leading_to(Asked([occupation(slug) for slug in dict.fromkeys(own)], {}, {}), fields, before)
    slugs = [slug or slug_of(value) for slug, (value, _) in zip(own, typed, strict=True)]
    asked = read(slugs)
    same = [_same(side, asked, found) for side, (_, found) in zip(asked.sides, typed, strict=True)]
    # What would be something else, but is sure as it was typed, stands there as the occupation.
    slugs = [
        slug if is_same else (found.meant.slug if found.meant else "")
        for slug, is_same, (_, found) in zip(slugs, same, typed, strict=True)
    ]
    if not all(slugs):
        return ""
    distinct = list(dict.fromkeys(slugs))
    return _leading_to(asked if all(same) and distinct == slugs else read(distinct), fields, before)


def _own(value: str, hit: Hit) -> str:
    """The slug of the occupation if its title or address was typed."""
    return hit.slug if value.casefold() in (hit.title.casefold(), hit.slug) else ""


def _same(side: Meaning, asked: Asked, typed: Found) -> bool:
    """Whether a side means in an address what it means as it was typed."""
    read_again = asked.found.get(side.asked)
    if read_again is None:
        return side.slug == typed.hits[0].slug
    # A choice may begin with another one of them, because of the other sides.
    first = read_again.hits if read_again.band == typed.band == "choice" else read_again.hits[:1]
    return typed.hits[0].slug in {hit.slug for hit in first} and bool(read_again.meant) == bool(typed.meant)


def _leading_to(asked: Asked, fields: Fields, before: Sequence[str]) -> str:
    if len(asked.sides) == 1:
        (side,) = asked.sides
        return occupation_url(side.slug if side.kind in CERTAIN else side.asked)
    return asked.settled_url(fields, before) if asked.leads_on else asked.url(fields)


def _what_is_wrong(in_doubt: list[Found]) -> str:
    several = all(one.hits for one in in_doubt)
    return "Choose which occupation you mean." if several else "We could not find every title."


def _field(index: int, values: list[str], found: Found, is_settled: bool, cut: str) -> Field:
    """`is_settled`: whether there is nothing to choose; `cut`: a sentence if more was typed than is read."""
    name, label, value = NAMES[index], LABELS[index], values[index]
    if found.meant:
        return Field(name, label, values[index] if cut else found.meant.title, cut)
    if not value:
        return Field(name, label, "", "Choose an occupation." if any(values) and index < 2 else "")
    review.count(value, found)
    # A choice leads to the form with its title instead of what was typed.
    answer = answer_of(value, found, lambda hit: picker_url([*values[:index], hit.title, *values[index + 1 :]]))
    return Field(name, label, value, " ".join(filter(None, [cut, "" if is_settled else answer.sentence])), answer)
