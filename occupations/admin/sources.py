"""Sources and editions, read-only: only importers and publishing write them."""

import json

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.utils.html import format_html
from psycopg.sql import SQL

from occupations.admin.edit_conflicts import VersionedForm
from occupations.admin.history.kinds import History, Kind
from occupations.admin.history.pages import HistoryAdmin
from occupations.admin.parameters import CarefulAdmin
from occupations.admin.releases.views import ImportingAdmin
from occupations.admin.shared import TouchingAdmin
from occupations.models import (
    Dataset,
    Edition,
    Figure,
    MetricPolicy,
    Occupation,
    Release,
    Source,
    StatisticalRecord,
    WageEstimate,
)
from occupations.models.fields import LongTextFormField

from .uses import Usage, UsedByAdmin
from .using import using
from .worklists import DueFilter, RecentFilter


def live_pages(kind: str, field: str) -> Usage:
    """Public pages whose live edition names one. `field`: the path to it from an occupation."""
    return Usage("live page", Occupation.objects.public, field, "live__title", query=lambda key: using(kind, key))


class ReadOnlyAdmin(CarefulAdmin):
    class Media:
        css = {"all": ["admin-desk.css"]}

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(StatisticalRecord)
class StatisticalRecordAdmin(UsedByAdmin, ReadOnlyAdmin):
    list_display = ["code", "title", "system", "vintage", "level", "uses"]
    list_display_links = ["code", "title"]
    list_filter = ["system", "vintage", "level"]
    search_fields = ["code", "title"]
    used_by = (
        Usage(
            "occupation", Occupation.objects.all, "classifications__record", "title",
            query=lambda key: using("record", key),
        ),
    )  # fmt: skip


class ReleaseInline(admin.TabularInline):
    """The releases of a dataset, the current one first if none is pinned."""

    model = Release
    template = "admin/occupations/dataset/releases.html"
    fk_name = "dataset"
    fields = readonly_fields = ("title", "period_start", "period_end", "method", "loaded_at")
    can_delete = False
    extra = max_num = 0

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Source)
class SourceAdmin(TouchingAdmin):
    list_display = ["title", "publisher", "url", "uses"]
    search_fields = ["title", "publisher"]
    used_by = (
        Usage(
            "dataset", Dataset.objects.all, "source", "table", "occupations_dataset",
            query=lambda key: {"source__id__exact": key},
        ),
        live_pages("source", "live__releases__dataset__source"),
    )  # fmt: skip
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"form_class": LongTextFormField},
    }

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def touched(self, obj):
        return drawing_on(Dataset.objects.filter(source=obj))


class DatasetForm(VersionedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "pinned" in self.fields:
            self.fields["pinned"].queryset = Release.objects.filter(dataset=self.instance.pk).newest_first()
            self.fields["pinned"].empty_label = "the newest reference period"


@admin.register(Dataset)
class DatasetAdmin(TouchingAdmin):
    form = DatasetForm
    history = History(
        (
            Kind(
                Dataset,
                owner="pgh_obj_id",
                names={"pinned": SQL("(SELECT n.title FROM occupations_release n WHERE n.id = e.pinned_id)")},
                without=("source",),
            ),
        )
    )
    list_display = ["key", "source", "table", "geography", "pinned", "uses"]
    list_filter = ["source"]
    used_by = (live_pages("dataset", "live__releases__dataset"),)
    list_select_related = ["source", "pinned__dataset__source"]
    search_fields = ["key", "source__title"]
    fields = ["source", "table", "geography", "pinned"]
    readonly_fields = ["source", "table", "geography"]
    inlines = [ReleaseInline]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def touched(self, obj):
        return drawing_on(Dataset.objects.filter(pk=obj.pk))


def drawing_on(datasets):
    """Occupations whose live edition or draft uses figures from any of these releases."""
    of_dataset = Q(release__dataset__in=datasets)
    records = StatisticalRecord.objects.filter(
        Q(pk__in=Figure.objects.filter(of_dataset).values("record"))
        | Q(pk__in=WageEstimate.objects.filter(of_dataset).values("record"))
    )
    return Occupation.objects.filter(Q(live__releases__dataset__in=datasets) | Q(classifications__record__in=records))


@admin.register(Release)
class ReleaseAdmin(UsedByAdmin, ImportingAdmin, ReadOnlyAdmin):
    list_display = ["title", "dataset", "period_start", "period_end", "next_expected", "loaded_at", "uses"]
    used_by = (live_pages("release", "live__releases"),)
    list_filter = [DueFilter, "dataset__source"]
    list_select_related = ["dataset__source"]
    search_fields = ["title", "dataset__key"]


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["title", "number", "published_at", "by", "note"]
    list_filter = [RecentFilter]
    list_select_related = ["by"]
    search_fields = ["title", "note"]
    ordering = ["-published_at", "-pk"]
    show_full_result_count = False
    fields = [
        "occupation",
        ("number", "published_at", "by"),
        "note",
        "title",
        "category",
        "releases",
        "digest",
        "content",
    ]
    readonly_fields = ["content"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("document")

    @admin.display(description="document")
    def content(self, edition):
        return format_html("<pre>{}</pre>", json.dumps(json.loads(edition.document), indent=2, ensure_ascii=False))


@admin.register(MetricPolicy)
class MetricPolicyAdmin(HistoryAdmin):
    list_display = ["metric", "shown", "reason"]
