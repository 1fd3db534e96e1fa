"""URLs without a public page: moved, withdrawn or unknown."""

from collections.abc import Callable
from typing import NamedTuple

from occupations.models import Occupation, OldSlug
from occupations.pages.title_answer import CHOICES, TitleAnswer, answer_of
from occupations.search.engine import Hit, find_in_address
from occupations.search.in_addresses import written
from occupations.sql import LIVE


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
    withdrawn = (
        Occupation.objects.using(LIVE)
        .withdrawn()
        .filter(slug=slug, live__isnull=False)
        .select_related("live", "successor__live")
        .first()
    )
    return GoneAddress(slug, withdrawn=withdrawn)
