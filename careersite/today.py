"""The first page of the admin: what waits to be done, as numbers that open lists.

The number of an entry is counted by the filter of the list that it opens. All numbers are one statement and all rows
that are named another, however many occupations there are.
"""

import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractUser
from django.db.models import CharField, Count, DateTimeField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from occupations.admin.publication_state import in_state
from occupations.admin.releases.views import ADD
from occupations.admin.releases.views import NAME as IMPORT
from occupations.admin.review_lists import ProgressFilter, ReviewFilter
from occupations.admin.worklists import DueFilter, EndingFilter, FindingsFilter, RecentFilter, Worklist, key_of
from occupations.models import Correction, Occupation, TitleToReview
from occupations.models.corrections import State
from occupations.publishing.completeness import NO_CATEGORY, NO_FIGURE, NO_WORK

MOST_NAMED = 5  # rows of an entry


class Named(NamedTuple):
    """How rows of an entry are named on the page itself: `text` in one line, and a day or moment that `says` what it
    is, such as "due". The first are the oldest, or the newest."""

    text: str | Combinable
    at: str
    says: str = ""
    newest_first: bool = False


class Remedy(NamedTuple):
    """A page that helps with all rows of an entry."""

    name: str
    address: str


class Entry(NamedTuple):
    """Rows that wait in a list of the admin: "page", "with unpublished changes"."""

    noun: str
    which: str
    rows: QuerySet[Any]
    query: dict[str, str]
    named: Named | None = None
    is_urgent: bool = False
    remedy: Remedy | None = None

    def name(self, number: int) -> str:
        return f"{self.noun}{'' if number == 1 else 's'} {self.which}".rstrip()

    @property
    def address(self) -> str:
        return f"{reverse(f'admin:{self._table}_changelist')}?{urlencode(self.query)}"

    def address_of(self, key: str) -> str:
        return reverse(f"admin:{self._table}_change", args=[key])

    @property
    def _table(self) -> str:
        return f"{self.rows.model._meta.app_label}_{self.rows.model._meta.model_name}"

    def is_for(self, user: AbstractUser) -> bool:
        return user.has_perm(f"{self.rows.model._meta.app_label}.view_{self.rows.model._meta.model_name}")


class Row(NamedTuple):
    text: str
    at: datetime.datetime
    address: str


class Shown(NamedTuple):
    entry: Entry
    number: int
    rows: list[Row]

    @property
    def name(self) -> str:
        return self.entry.name(self.number)

    @property
    def counted(self) -> str:
        return f"{self.number:,}"

    @property
    def more(self) -> str:
        """How many rows are not named; empty if all are, or none."""
        more = self.number - len(self.rows) if self.rows else 0
        return f"{more:,}" if more else ""


class Today(NamedTuple):
    """`groups`: headings with what waits under each. `nothing`: what does not, under the same headings."""

    groups: list[tuple[str, list[Shown]]]
    nothing: list[tuple[str, list[Shown]]]


def entries(user: AbstractUser) -> dict[str, list[Entry]]:
    """All of them, under their headings, in the order of the page."""
    a_report = Named("message", "created_at", newest_first=True)
    a_title = Named("words", "last_on", "last typed", newest_first=True)
    a_release = Named(Concat("dataset__source__title", Value(", "), "dataset__table"), "next_expected", "due")
    an_edition = Named("title", "published_at", newest_first=True)
    a_review = Named("title", "asked_at", "asked")
    a_page = Named("occupation__title", "moment", "on")
    may_import = user.has_perm(f"occupations.{ADD}")
    importing = Remedy("Import a release", reverse(f"admin:{IMPORT}_begin")) if may_import else None
    in_vain = TitleToReview.objects.filter(nothing__gt=0, dismissed=False)
    return {
        "Reviews": [
            _filtered(ReviewFilter, "me", "review", "waiting for you", user, named=a_review, is_urgent=True),
            _filtered(ReviewFilter, "back", "review", "sent back to you", user, named=a_review, is_urgent=True),
            _filtered(ReviewFilter, "others", "review", "waiting for others, asked by you", user, named=a_review),
            _filtered(ReviewFilter, "skipped", "step", "taken without a review", user),
        ],
        "Scheduled": [
            _filtered(ProgressFilter, "held", "edition", "held back", named=a_page, is_urgent=True),
            _filtered(
                ProgressFilter, "late", "edition", "late, because nothing publishes them", named=a_page, is_urgent=True
            ),
            _filtered(ProgressFilter, "waiting", "edition", "scheduled", named=a_page),
        ],
        "From visitors": [
            _reports(State.NEW, "to look at", a_report),
            _reports(State.ACCEPTED, "to be fixed", a_report),
            Entry("title", "searched in vain", in_vain, {"problem": "nothing"}, a_title),
        ],
        "Pages": [
            _in_state("changed", "with unpublished changes"),
            _in_state("compared", "still being compared with what visitors see"),
            _in_state("never", "never published", "occupation"),
            _filtered(FindingsFilter, "contradictions", "page", "with contradictory figures", is_urgent=True),
            _lacking(NO_CATEGORY),
            _lacking(NO_WORK),
            _lacking(NO_FIGURE),
            _filtered(EndingFilter, "ending", "page", "with figures of editors that end within 30 days"),
        ],
        "Sources": [
            _filtered(DueFilter, "overdue", "overdue release", "", named=a_release, is_urgent=True, remedy=importing),
            _filtered(DueFilter, "soon", "release", "due within 30 days", named=a_release),
        ],
        "Published": [_filtered(RecentFilter, "week", "edition", "published in the last 7 days", named=an_edition)],
    }


def _reports(state: State, which: str, named: Named) -> Entry:
    rows = Correction.objects.filter(state=state)
    return Entry("reported error", which, rows, {"state__exact": state}, named, is_urgent=state == State.NEW)


def _in_state(state: str, which: str, noun: str = "page") -> Entry:
    return Entry(noun, which, in_state(Occupation.objects.all(), state), {"state": state})


def _lacking(reason: str) -> Entry:
    return _filtered(FindingsFilter, key_of(reason), "page", f"with {reason}")


def _filtered(
    by: type[Worklist], key: str, noun: str, which: str, user: AbstractUser | None = None, **more: Any
) -> Entry:
    rows = by.narrowed(by.of._default_manager.all(), key, user)
    return Entry(noun, which, rows, {str(by.parameter_name): key}, **more)


def today(user: AbstractUser) -> Today:
    """What waits for this user. Lists that they may not see are left out."""
    wanted = {heading: [entry for entry in under if entry.is_for(user)] for heading, under in entries(user).items()}
    flat = [entry for under in wanted.values() for entry in under]
    if not flat:
        return Today([], [])
    shown = map(Shown, flat, _numbers(flat), _rows(flat))
    groups = {heading: [next(shown) for _ in under] for heading, under in wanted.items()}
    return Today(_of_those(groups, waiting=True), _of_those(groups, waiting=False))


def _of_those(groups: dict[str, list[Shown]], *, waiting: bool) -> list[tuple[str, list[Shown]]]:
    found = [(heading, [one for one in under if bool(one.number) is waiting]) for heading, under in groups.items()]
    return [(heading, under) for heading, under in found if under]


def _numbers(flat: list[Entry]) -> list[int]:
    """How many rows each entry has, in one statement."""
    counts = [
        entry.rows.order_by()
        .annotate(entry_place=Value(place))
        .values("entry_place")
        .annotate(entry_number=Count("pk"))
        .values_list("entry_place", "entry_number")
        for place, entry in enumerate(flat)
    ]
    found = dict(_together(counts))
    return [found.get(place, 0) for place in range(len(flat))]


def _rows(flat: list[Entry]) -> list[list[Row]]:
    """The first rows of each entry whose rows are named, in one statement."""
    named = [(place, entry, entry.named) for place, entry in enumerate(flat) if entry.named]
    found: list[list[Row]] = [[] for _ in flat]
    if not named:
        return found
    first = [
        entry.rows.order_by(f"{'-' * how.newest_first}{how.at}", "pk")
        .annotate(
            entry_place=Value(place),
            entry_key=Cast("pk", CharField()),
            entry_text=Cast(F(how.text) if isinstance(how.text, str) else how.text, CharField()),
            entry_at=Cast(how.at, DateTimeField()),
        )
        .values_list("entry_place", "entry_key", "entry_text", "entry_at")[:MOST_NAMED]
        for place, entry, how in named
    ]
    for place, key, text, at in sorted(_together(first), key=lambda row: row[-1]):
        found[place].append(Row(text, at, flat[place].address_of(key)))
    for place, _, how in named:
        if how.newest_first:
            found[place].reverse()
    return found


def _together(querysets: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    first, *others = querysets
    return first.union(*others, all=True)
