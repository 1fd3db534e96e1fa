"""URLs without a public page: moved, withdrawn or unknown."""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from occupations.models import Occupation, OldSlug
from occupations.models.occupations import OccupationQuerySet
from occupations.pages.title_answer import CHOICES, TitleAnswer, answer_of
from occupations.search.engine import Hit, find_in_address
from occupations.search.in_addresses import written
from occupations.sql import LIVE

NUMBER = r"[1-9][0-9]{0,17}"
"""A permanent number, in digits that the database can have."""


class GoneAddress(NamedTuple):
    """What happened to a slug. At most one of `moved_to` and `withdrawn` is set; neither means never public."""

    slug: str
    moved_to: str = ""
    withdrawn: Occupation | None = None

    @property
    def title(self) -> str:
        """The title of what was withdrawn, as last published."""
        return self.withdrawn.live.title if self.withdrawn and self.withdrawn.live else ""

    @property
    def reason(self) -> str:
        """Why it was withdrawn, if the editors say so."""
        return self.withdrawn.withdrawal_reason if self.withdrawn else ""

    @property
    def successor(self) -> Occupation | None:
        successor = self.withdrawn.successor if self.withdrawn else None
        return successor if successor and successor.is_public else None

    def suggestions(self) -> list[Hit]:
        """Public occupations to go to instead."""
        successor = self.successor
        if successor and successor.live:
            return [Hit(successor.slug, successor.live.title, successor.live.category_name, "in its place")]
        return find_in_address(self.slug, CHOICES).best

    def answer(self, url: Callable[[Hit], str] | None = None) -> TitleAnswer:
        """What the slug may mean, read as a title. `url`: where a choice leads to; without it, to its page."""
        return answer_of(self.words, find_in_address(self.slug, CHOICES), url)

    @property
    def words(self) -> str:
        return written(self.slug)


def look_up(slug: str) -> GoneAddress:
    """What happened to a slug that is not public. An occupation that was never published is unknown."""
    old = (
        OldSlug.objects.using(LIVE)
        .filter(slug=slug, occupation__live__isnull=False)
        .select_related("occupation")
        .first()
    )
    if old:
        return GoneAddress(slug, moved_to=old.occupation.slug)
    return GoneAddress(slug, withdrawn=_published().withdrawn().filter(slug=slug).first())


def of_numbers(numbers: Collection[str]) -> dict[str, GoneAddress]:
    """The same of permanent numbers, in digits, of occupations that are or were public; one query."""
    known = _published().filter(pk__in=[int(number) for number in numbers])
    return {str(one.pk): _fate(str(one.pk), one) for one in known}


def look_up_all(asked: Collection[str]) -> dict[str, GoneAddress]:
    """What happened to former slugs, slugs of what was withdrawn, and permanent numbers; three queries. What was never
    public is missing. Slugs that are public must not be among them."""
    former = OldSlug.objects.using(LIVE).filter(slug__in=asked, occupation__in=_published())
    found = {
        old.slug: _fate(old.slug, old.occupation)
        for old in former.select_related("occupation__live", "occupation__successor__live")
    }
    # What was merged into another is withdrawn and leads there.
    found = {one.slug: _fate(one.slug, one) for one in _published().withdrawn().filter(slug__in=asked)} | found
    numbers = {one for one in asked if re.fullmatch(NUMBER, one, re.ASCII)} - found.keys()
    return (of_numbers(numbers) if numbers else {}) | found


def _published() -> OccupationQuerySet:
    """All that are or were public, with what is said of them."""
    rows: OccupationQuerySet = Occupation.objects.using(LIVE).filter(live__isnull=False)
    return rows.select_related("live", "successor__live")


def _fate(asked: str, one: Occupation) -> GoneAddress:
    return GoneAddress(asked, moved_to=one.slug) if one.is_public else GoneAddress(asked, withdrawn=one)
