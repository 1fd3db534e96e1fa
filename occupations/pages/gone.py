"""Addresses that lead to no public page: where they went, if anywhere."""

from typing import NamedTuple

from occupations.models import Occupation, OldSlug
from occupations.search.query import Hit, near


class GoneAddress(NamedTuple):
    """What became of an address. Exactly one of `moved_to`, `withdrawn` is set, or none: never public."""

    slug: str
    moved_to: str = ""
    withdrawn: Occupation | None = None

    @property
    def title(self) -> str:
        """Of what was withdrawn, as it was last published."""
        return self.withdrawn.live.title if self.withdrawn and self.withdrawn.live else ""

    @property
    def reason(self) -> str:
        """Why it was withdrawn, where the editors say so."""
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
        return near(self.slug)


def look_up(slug: str) -> GoneAddress:
    """Where the address of something that is not public leads. An occupation that was never published is unknown."""
    old = OldSlug.objects.filter(slug=slug, occupation__live__isnull=False).select_related("occupation").first()
    if old:
        return GoneAddress(slug, moved_to=old.occupation.slug)
    withdrawn = (
        Occupation.objects.withdrawn()
        .filter(slug=slug, live__isnull=False)
        .select_related("live", "successor__live")
        .first()
    )
    return GoneAddress(slug, withdrawn=withdrawn)
