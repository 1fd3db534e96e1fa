"""The filter of the list of occupations by what they use, to which “used by” leads."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from occupations.models import (
    Dataset,
    Occupation,
    OccupationSkill,
    Release,
    Skill,
    Source,
    StatisticalRecord,
    VerbatimWord,
)

from .parameters import is_key
from .worklists import FILTER

PARAMETER = "using"


def using(kind: str, key: Any) -> dict[str, str]:
    """The query of that list."""
    return {PARAMETER: f"{kind}-{key}"}


def naming(word: str) -> Q:
    """Occupations in whose names or skills it stands as a word, in whatever letters."""
    pattern = rf"(^|[^[:alnum:]]){_escaped(word)}($|[^[:alnum:]])"
    names = Q(title__iregex=pattern) | Q(common_name__iregex=pattern) | Q(automatic_name__iregex=pattern)
    return names | Q(Exists(OccupationSkill.objects.filter(occupation=OuterRef("pk"), skill__name__iregex=pattern)))


def _escaped(word: str) -> str:
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in word)


_KINDS: dict[str, tuple[type[Model], Callable[[Any], Q]]] = {
    "skill": (Skill, lambda row: Q(occupation_skills__skill=row)),
    "acronym": (VerbatimWord, lambda row: naming(row.word)),
    "record": (StatisticalRecord, lambda row: Q(classifications__record=row)),
    "source": (Source, lambda row: Q(live__releases__dataset__source=row)),
    "dataset": (Dataset, lambda row: Q(live__releases__dataset=row)),
    "release": (Release, lambda row: Q(live__releases=row)),
}


class UsingFilter(admin.SimpleListFilter):
    """Shown only where an address names something."""

    template = FILTER
    title = "use"
    parameter_name = PARAMETER

    def lookups(self, request, model_admin):
        asked = request.GET.get(PARAMETER, "")
        kind, _, key = asked.partition("-")
        self.row: Model | None = None
        if kind in _KINDS and is_key(_KINDS[kind][0]._meta.pk, key):
            self.row = _KINDS[kind][0]._default_manager.filter(pk=key).first()
        return [(asked, f"use “{self.row}”")] if self.row else []

    def queryset(self, request: Any, queryset: QuerySet[Occupation]) -> QuerySet[Occupation]:
        kind = (self.value() or "").partition("-")[0]
        if self.row is None or kind not in _KINDS:
            return queryset
        # Within, so that an occupation that uses it twice is listed once.
        return queryset.filter(pk__in=Occupation.objects.filter(_KINDS[kind][1](self.row)).values("pk"))
