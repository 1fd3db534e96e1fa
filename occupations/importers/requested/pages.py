"""Public pages, and words of editors, that an import changes. Inside its transaction; for the worker."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from occupations.importers.requested.report import PageRow, PairRow
from occupations.models import Occupation
from occupations.profiles import diff
from occupations.profiles import document as profiles
from occupations.profiles.document import Profile
from occupations.profiles.named_numbers import without_figure
from occupations.publishing.building import build_profiles

AT_A_TIME = 40  # pages
MOST_WORDS = 40  # changed texts of a page
LONGEST = 400  # characters of each


class Sides(NamedTuple):
    """The page as visitors see it, and as it would be."""

    old: Profile
    new: Profile


class PairWords(Protocol):
    """Words about several occupations that name figures; a package above this one knows of them."""

    def occupations(self) -> set[int]:
        """The keys of those that words are about."""

    def changed(self, sides: Mapping[int, Sides]) -> list[PairRow]:
        """The words that read differently. `sides`: of all these occupations that are public."""


_pair_words: list[PairWords] = []


def also(words: PairWords) -> None:
    _pair_words.append(words)


def changed(
    touched: Collection[int], drafted: Collection[int], on_progress: Callable[[int], None]
) -> tuple[list[PageRow], list[PairRow]]:
    """Of these occupations, the public pages that would change; and the words about pairs that would. `drafted`: those
    of which editors have unpublished changes, which are in what is found."""
    named = set().union(*(words.occupations() for words in _pair_words))
    sides: dict[int, Sides] = {}
    rows = []
    for occupation, new in _drafts(sorted(touched)):
        on_progress(1)
        if occupation.live and occupation.live.digest != profiles.digest(profiles.encode(new)):
            old = profiles.decode(occupation.live.document)
            rows.append(_row(occupation, old, new, has_drafts=occupation.pk in drafted))
            if occupation.pk in named:
                sides[occupation.pk] = Sides(old, new)
    if sides:
        for occupation in Occupation.objects.public().filter(pk__in=named - sides.keys()).select_related("live"):
            if occupation.live:
                same = profiles.decode(occupation.live.document)
                sides[occupation.pk] = Sides(same, same)
    rows.sort(key=lambda row: (-len(row.unsaid), -len(row.words), row.title))
    return rows, [row for words in _pair_words for row in words.changed(sides)] if sides else []


def _drafts(keys: Sequence[int]) -> Iterator[tuple[Occupation, Profile]]:
    """Few at a time: what they are read from arrives before the first of them is built."""
    public = Occupation.objects.public().select_related("category", "live").order_by("pk")
    for start in range(0, len(keys), AT_A_TIME):
        for occupation, profile, _ in build_profiles(public.filter(pk__in=keys[start : start + AT_A_TIME])):
            yield occupation, profile


def _row(occupation: Occupation, old: Profile, new: Profile, *, has_drafts: bool) -> PageRow:
    found = diff.changes(old, new)
    words = [(one.what, one.before[:LONGEST], one.after[:LONGEST]) for one in found if one.part is diff.Part.WORDS]
    known = without_figure(old)
    return PageRow(
        occupation.pk,
        occupation.title,
        sum(one.part is diff.Part.FIGURES for one in found),
        words[:MOST_WORDS],
        [number for number in without_figure(new) if number not in known],
        has_drafts,
        max(0, len(words) - MOST_WORDS),
    )
