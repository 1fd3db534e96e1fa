"""What uses a row: on its page, in its list, and where somebody wants to delete it."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from occupations.text.english import join_words

NAMED = 3  # users that a sentence names


class Use(NamedTuple):
    """Rows of one kind that use another one. `names`: of the first of them; `address`: the list of all, empty if there
    is none. `keeps`: whether the row cannot be deleted because of them."""

    number: int
    noun: str
    names: list[str]
    address: str
    keeps: bool
    nouns: str = ""  # of several, if that is more than an s

    def __str__(self) -> str:
        """ "3 occupations: Judge, Lawyer, …"."""
        more = "…" if self.number > len(self.names) else ""
        return f"{self.counted}{': ' if self.names else ''}{', '.join([*self.names, *([more] if more else [])])}"

    @property
    def counted(self) -> str:
        return f"{self.number:,} {self.noun if self.number == 1 else self.nouns or f'{self.noun}s'}"


class Usage(NamedTuple):
    """`rows`: whatever may use one, by `field`, the path to it; `name`: the path to the title of the user, empty where
    titles say nothing; `query`: of the list `table` in which users of a key are shown."""

    noun: str
    rows: Callable[[], QuerySet[Any]]
    field: str
    name: str = ""
    table: str = "occupations_occupation"
    query: Callable[[Any], dict[str, str]] | None = None
    keeps: bool = True
    distinct: str = "pk"

    def counts(self, keys: Collection[Any]) -> dict[Any, int]:
        found = self.rows().filter(**{f"{self.field}__in": keys}).order_by().values(self.field)
        counted = found.annotate(users=Count(self.distinct, distinct=True))
        return dict(counted.values_list(self.field, "users"))

    def names(self, key: Any) -> list[str]:
        if not self.name:
            return []
        found = self.rows().filter(**{self.field: key}).order_by(self.name).values_list(self.name, flat=True)
        return list(found.distinct()[:NAMED])

    def address(self, key: Any) -> str:
        return f"{reverse(f'admin:{self.table}_changelist')}?{urlencode(self.query(key))}" if self.query else ""


def in_words(uses: Iterable[Use]) -> str:
    """ "Used by 3 occupations: Judge, Lawyer, …; and by 12 editions"; empty without any."""
    parts = [str(use) for use in uses]
    return f"Used by {'; and by '.join(parts)}" if parts else ""


class UsedByAdmin(admin.ModelAdmin):
    """For rows that others refer to. `instead`: what can be done rather than delete one that is used."""

    used_by: tuple[Usage, ...] = ()
    instead = ""
    change_form_template = "admin/versioned_change_form.html"

    def counts(self, keys: Collection[Any]) -> list[tuple[Usage, dict[Any, int]]]:
        """How many use each of these, one statement for each kind of user."""
        return [(usage, usage.counts(keys)) for usage in self.used_by]

    def uses_of(self, obj: Model) -> list[Use]:
        return [
            Use(counts[obj.pk], usage.noun, usage.names(obj.pk), usage.address(obj.pk), usage.keeps)
            for usage, counts in self.counts([obj.pk])
            if counts.get(obj.pk)
        ]

    def get_changelist_instance(self, request: HttpRequest):
        found = super().get_changelist_instance(request)
        request.uses = self.counts([row.pk for row in found.result_list])  # type: ignore[attr-defined]
        for row in found.result_list:
            row.uses = request.uses  # type: ignore[attr-defined]
        return found

    @admin.display(description="used by", empty_value="–")
    def uses(self, obj: Any) -> SafeString | None:
        found = [
            (usage.address(obj.pk), Use(counts[obj.pk], usage.noun, [], "", usage.keeps).counted)
            for usage, counts in getattr(obj, "uses", [])
            if counts.get(obj.pk)
        ]
        links = [format_html('<a href="{}">{}</a>', *one) if one[0] else one[1] for one in found]
        return format_html_join(", ", "{}", ((link,) for link in links)) if links else None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and change:
            context["uses"] = self.uses_of(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def why_kept(name: str, uses: Iterable[Use], instead: str) -> str:
    """ "“POS” is used by 3 occupations: Judge, Lawyer, … Merge it instead."; empty if it can be deleted."""
    keeping = [use for use in uses if use.keeps]
    if not keeping:
        return ""
    users = join_words([str(use) for use in keeping])
    return f"“{name}” is used by {users}{'' if users.endswith('…') else '.'} {instead}".strip()
