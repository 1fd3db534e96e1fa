"""Sides of a comparison as an address names them: by the slug of an occupation, or by a job title. Addresses:

/compare/nurse-vs-doctor/                    titles; `?as=registered-nurse,` chooses an occupation for the first of them
/compare/registered-nurse-vs-pediatrician/   occupations; `?asked=nurse-vs-doctor` says which titles were asked for
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from comparisons.page.arrangement import query_of
from comparisons.rules.titles import CERTAIN, Kind, Meaning, Outcome, Possible, meaning, occupation, outcome
from occupations.links import comparison_url
from occupations.rendering.view import Taken
from occupations.search.engine import Found, Hit, read_addresses
from occupations.text.asked import AS, ASKED
from occupations.text.slugs import pair_slug

_KINDS = {"match": Kind.PROBABLY, "probably": Kind.PROBABLY, "choice": Kind.CHOICE}

Fields = Sequence[tuple[str, str]]

ABOUT_AS_LIKELY = 0.5
"""Of what a title may mean: at least this share of the confidence of the likeliest."""


class Asked(NamedTuple):
    """The sides, with what is known of them. `found`: answers to the titles among them, `occupations`: those that they
    may mean, both by slug; `choosing`: whether a reader wants to choose, but has not; `refused`: what was chosen and is
    no occupation."""

    sides: list[Meaning]
    found: dict[str, Found]
    occupations: dict[str, Hit]
    choosing: bool = False
    refused: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        return outcome(self.sides)

    @property
    def leads_on(self) -> bool:
        """Whether the page of the occupations takes the place of that of the titles."""
        return self.outcome is Outcome.SETTLED and not self.choosing

    @property
    def titles(self) -> list[str]:
        """As asked for; slugs of occupations among them."""
        return [side.asked for side in self.sides]

    @property
    def in_doubt(self) -> list[str]:
        """Titles that are not sure; all of them if each is sure, but not all together."""
        return [side.asked for side in self.sides if side.kind not in CERTAIN] or list(self.found)

    @property
    def slugs(self) -> list[str]:
        """Of the occupations selected, each once, in the order of the sides."""
        return list(dict.fromkeys(side.slug for side in self.sides if side.slug))

    @property
    def taken(self) -> list[Taken]:
        """For programs: the occupation selected for each side."""
        return [
            Taken(side.asked, side.slug, self.occupations[side.slug].title, side.confidence, side.kind.value)
            for side in self.sides
        ]

    @property
    def own(self) -> Fields:
        """The parameter of the page of the titles."""
        chosen = [side.slug if side.kind is Kind.CHOSEN else "" for side in self.sides]
        return ((AS, ",".join(chosen) if any(chosen) else ""),) if any(chosen) or self.choosing else ()

    def url(self, fields: Fields = ()) -> str:
        """The page of the titles. `fields`: its other parameters."""
        return comparison_url(self.titles) + query_of([*self.own, *fields])

    def settled_url(self, fields: Fields = (), before: Sequence[str] = ()) -> str:
        """The comparison of the occupations selected, which says what was asked for. `before`: titles that had been
        asked for of the first sides, if there are as many sides at least."""
        titles = [*before, *self.titles[len(before) :]] if len(before) <= len(self.titles) else self.titles
        own = [(ASKED, pair_slug(titles))] if titles != self.slugs else []
        return comparison_url(self.slugs) + query_of([*own, *fields])

    def choosing_url(self, place: int, slug: str, fields: Fields = ()) -> str:
        """Where choosing that occupation for a side leads: to the occupations if all is sure, else to the titles."""
        sides = list(self.sides)
        sides[place] = sides[place]._replace(kind=Kind.CHOSEN, slug=slug, confidence=1.0)
        then = self._replace(sides=sides, choosing=False)
        return then.settled_url(fields) if then.leads_on else then.url(fields)

    def only(self, places: Sequence[int]) -> "Asked":
        """With these sides, in this order."""
        return self._replace(sides=[self.sides[place] for place in places])


def read(slugs: Sequence[str], chosen: str | None = None) -> Asked:
    """`chosen`: slugs of occupations, separated by commas, in the order of the sides; None if no reader is choosing. No
    queries."""
    wanted = [*(chosen or "").split(",")[: len(slugs)], *[""] * len(slugs)][: len(slugs)]
    public, found = read_addresses(slugs, wanted)
    sides = [
        occupation(slug) if slug in public else _meaning(slug, found[slug], one if one in public else "")
        for slug, one in zip(slugs, wanted, strict=True)
    ]
    hits = {hit.slug: hit for answer in found.values() for hit in answer.hits} | public
    fields = {hits[side.slug].category_slug for side in sides if side.kind in CERTAIN}
    found = {slug: _in_company(answer, fields) for slug, answer in found.items()}
    sides = [_meaning(side.asked, found[side.asked], "") if side.kind is Kind.CHOICE else side for side in sides]
    refused = tuple(one for one in wanted if one and one not in public)
    is_chosen = any(side.kind is Kind.CHOSEN for side in sides)
    return Asked(sides, found, hits, chosen is not None and not is_chosen, refused)


def _in_company(found: Found, fields: Collection[str]) -> Found:
    """A choice begins with what is in the fields of the sides that are sure, of what is about as likely as the
    likeliest: next to "RN", "PA" is a physician assistant rather than an assistant in an office. Nothing is selected by
    that."""
    if found.band != "choice":
        return found
    least = found.hits[0].confidence * ABOUT_AS_LIKELY
    last = [hit.category_slug not in fields or hit.confidence < least for hit in found.hits]
    order = sorted(range(len(last)), key=last.__getitem__)
    return found._replace(hits=[found.hits[place] for place in order])


def _meaning(slug: str, found: Found, chosen: str) -> Meaning:
    kind = Kind.SURE if found.meant else _KINDS.get(found.band, Kind.NOTHING)
    return meaning(slug, kind, [Possible(hit.slug, hit.confidence) for hit in found.hits], chosen)


def choices_url(titles: Sequence[str], fields: Fields = ()) -> str:
    """The page of titles, where a reader chooses."""
    return comparison_url(titles) + query_of([(AS, ""), *fields])
