"""What waits in the lists of the admin, by filters: the first page of the admin counts what each of them shows."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from occupations.models import Edition, Figure, Occupation, Release, WageEstimate
from occupations.publishing.completeness import REASONS

FILTER = "admin/occupations/occupation/filter.html"
SOON = datetime.timedelta(days=30)
RECENTLY = datetime.timedelta(days=7)

Narrow = Callable[[Any], QuerySet[Any]]


class Worklist(admin.SimpleListFilter):
    """A filter with a name and a condition for each value of its parameter."""

    template = FILTER
    of: type[Model]
    worklists: dict[str, tuple[str, Narrow]]

    def lookups(self, request, model_admin):
        return [(key, name) for key, (name, _) in self.worklists.items()]

    def queryset(self, request, queryset):
        return self.narrowed(queryset, self.value() or "", request.user)

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], key: str, user: Any = None) -> QuerySet[Any]:
        """All of them if there is no such value. `user`: who looks, where that makes a difference."""
        return cls.worklists[key][1](rows) if key in cls.worklists else rows


def today() -> datetime.date:
    return timezone.now().date()


class DueFilter(Worklist):
    """Whether the next release of the same table should be there already, or soon. Only current ones can be overdue."""

    of = Release
    title = "next release"
    parameter_name = "due"
    worklists = {
        "overdue": ("overdue", lambda rows: rows.current().filter(next_expected__lt=today())),
        "soon": (
            "due within 30 days",
            lambda rows: rows.current().filter(next_expected__range=(today(), today() + SOON)),
        ),
    }


class EndingFilter(Worklist):
    """Figures that editors entered, and those of them that end soon."""

    of = Occupation
    title = "editors’ figures"
    parameter_name = "figures"
    worklists = {
        "entered": ("entered by editors", lambda rows: rows.filter(pk__in=_with_entered(Q()))),
        "ending": (
            "ending within 30 days",
            lambda rows: rows.filter(pk__in=_with_entered(Q(expires_on__gt=today(), expires_on__lte=today() + SOON))),
        ),
    }


def _with_entered(condition: Q) -> QuerySet[Any]:
    figures, pay = (
        model.objects.entered().filter(condition, occupation__isnull=False).values("occupation")
        for model in (Figure, WageEstimate)
    )
    return figures.union(pay)


def key_of(reason: str) -> str:
    """As it stands in an address."""
    return reason.replace(" ", "-")


def _lacking(reason: str) -> Narrow:
    return lambda rows: rows.filter(withdrawn_at=None, findings__lacks__contains=[reason])


class FindingsFilter(Worklist):
    """What pages lack, and whether their figures contradict each other."""

    of = Occupation
    title = "findings"
    parameter_name = "found"
    worklists = {
        **{key_of(reason): (reason, _lacking(reason)) for reason in REASONS},
        "contradictions": (
            "contradictory figures",
            lambda rows: rows.filter(withdrawn_at=None, findings__contradictions__len__gt=0),
        ),
    }


class RecentFilter(Worklist):
    """The editions of the last days."""

    of = Edition
    title = "published"
    parameter_name = "published"
    worklists = {
        "week": ("in the last 7 days", lambda rows: rows.filter(published_at__gte=timezone.now() - RECENTLY)),
    }
