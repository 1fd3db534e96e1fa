"""Deleting: only what whoever confirms it was shown, as it was then."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.contrib import messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import NestedObjects, unquote
from django.contrib.contenttypes.models import ContentType
from django.db import models, router, transaction
from django.http import HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from occupations.admin.parameters import CarefulAdmin
from occupations.profiles.formatting import day

from .uses import NAMED, Use, UsedByAdmin, why_kept

SEEN = "seen"
MOST_SAID = 10  # of many that were chosen: lines that say why some of them stay


def last_save(instance: models.Model) -> str:
    """Who saved it last, as far as the log knows."""
    kind = ContentType.objects.get_for_model(instance)
    entry = LogEntry.objects.filter(content_type=kind, object_id=str(instance.pk)).select_related("user").first()
    name = instance._meta.verbose_name
    if entry is None:
        return f"Since you opened this {name}, it was changed."
    who = entry.user.get_full_name() or entry.user.get_username()
    when = f"{day(entry.action_time.date())}, {entry.action_time:%H:%M} UTC"
    what = str(entry.get_change_message()).rstrip(".")
    return f"Since you opened this {name}, it was changed; last by {who} on {when}{f': {what}' if what else ''}."


def what_goes(instances: Iterable[models.Model]) -> str:
    """A digest of all rows that deleting these would take away, with what they say."""
    instances = list(instances)
    if not instances:
        return ""
    collector = NestedObjects(using=router.db_for_write(type(instances[0])))
    collector.collect(instances)
    rows = sorted(
        (model._meta.label, str(row.pk), [repr(getattr(row, field.attname)) for field in model._meta.concrete_fields])
        for model, found in collector.data.items()
        for row in found
    )
    return sha256(repr(rows).encode()).hexdigest()


def protected_by(instances: Iterable[models.Model]) -> list[Use]:
    """What the database would not let go with these, where an admin does not say it better."""
    instances = list(instances)
    if not instances:
        return []
    collector = NestedObjects(using=router.db_for_write(type(instances[0])))
    collector.collect(instances)
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in collector.protected:
        by_model[type(row)].append(row)
    return [
        Use(
            len(rows),
            str(model._meta.verbose_name),
            sorted(map(str, rows))[:NAMED],
            "",
            keeps=True,
            nouns=str(model._meta.verbose_name_plural),
        )
        for model, rows in by_model.items()
    ]


class DeletingAdmin(CarefulAdmin):
    """An admin in which nothing is deleted that is used, or that was changed after it was shown."""

    delete_confirmation_template = "admin/versioned_delete_confirmation.html"
    delete_selected_confirmation_template = "admin/versioned_delete_selected_confirmation.html"

    def get_actions(self, request):
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            _, name, description = actions["delete_selected"]
            actions[name] = (_delete_selected, name, description)
        return actions

    def _delete_view(self, request, object_id, extra_context):
        stored = self.get_object(request, unquote(object_id))
        context = dict(extra_context or {})
        if stored is not None and self.has_delete_permission(request) and (why := self.why_kept(stored)):
            return self.kept_page(request, [stored], [why])
        if stored is not None and self.has_delete_permission(request, stored):
            self.check_what_was_seen(request, [stored], context, last_save(stored))
        return super()._delete_view(request, object_id, context)

    def why_kept(self, obj: models.Model) -> str:
        """Why it cannot be deleted, in a line that says what uses it; empty if it can."""
        said = why_kept(str(obj), self.uses_of(obj), self.instead) if isinstance(self, UsedByAdmin) else ""
        return said or why_kept(str(obj), protected_by([obj]), "")

    def kept_among(self, instances: Iterable[models.Model]) -> list[models.Model]:
        """Those that cannot be deleted. With as many statements for a thousand as for one, where none is used."""
        rows = list(instances)
        if isinstance(self, UsedByAdmin):
            counts = [found for usage, found in self.counts([row.pk for row in rows]) if usage.keeps]
            return [row for row in rows if any(found.get(row.pk) for found in counts)]
        return [row for row in rows if self.why_kept(row)] if protected_by(rows) else []

    def kept_page(self, request, instances: Sequence[models.Model], lines: list[str]) -> HttpResponse:
        """In the place of deleting."""
        if request.method == "POST":
            self.message_user(request, "Nothing was deleted.", messages.WARNING)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        one = instances[0] if len(instances) == 1 else None
        context = {
            **self.admin_site.each_context(request),
            "title": "Not deleted, because it is used" if one else "Not deleted, because they are used",
            "opts": self.opts,
            "media": self.media,
            "lines": lines,
            "back": reverse(f"{name}_change", args=[one.pk]) if one else reverse(f"{name}_changelist"),
            "back_label": str(one) if one else self.opts.verbose_name_plural,
            "merge": reverse(f"{name}_merge", args=[one.pk]) if one and hasattr(self, "merge_view") else "",
        }
        return TemplateResponse(request, "admin/kept.html", context)

    def check_what_was_seen(self, request, instances, context: dict, why: str) -> None:
        """Let the request ask again, in the place of deleting, where something else would go than was shown."""
        context[SEEN] = what_goes(instances)
        if request.method == "POST" and request.POST.get(SEEN) != context[SEEN]:
            if SEEN in request.POST:
                self.message_user(request, f"Nothing was deleted. {why}", messages.WARNING)
            request.POST = QueryDict()


@transaction.atomic
def _delete_selected(modeladmin: DeletingAdmin, request, queryset):
    """Django's action, of rows that are held until they are gone."""
    held = modeladmin.model._default_manager.select_for_update(of=("self",))
    instances = held.filter(pk__in=list(queryset.values_list("pk", flat=True))).order_by("pk")
    if kept := modeladmin.kept_among(instances):
        lines = [modeladmin.why_kept(row) for row in kept[:MOST_SAID]]
        if len(kept) > MOST_SAID:
            lines.append(f"So are {len(kept) - MOST_SAID:,} more.")
        if len(kept) == len(instances):
            return modeladmin.kept_page(request, kept, lines)
        for line in lines:
            modeladmin.message_user(request, f"Not deleted: {line}", messages.WARNING)
        keys = [row.pk for row in kept]
        instances, queryset = instances.exclude(pk__in=keys), queryset.exclude(pk__in=keys)
    context: dict[str, str] = {}
    why = f"Some of these {modeladmin.opts.verbose_name_plural} were changed after you opened the page."
    modeladmin.check_what_was_seen(request, instances, context, f"{why} You now see the current state.")
    response = delete_selected(modeladmin, request, queryset)
    if response is not None:
        response.context_data = {**(response.context_data or {}), **context}
    return response
