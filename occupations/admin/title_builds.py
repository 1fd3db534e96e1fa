"""The last builds of the model that understands titles, with what each gave; refused ones, too."""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from occupations.models import TitleBuild, TitleModel
from occupations.search import keeping

from .reviewing import groups_with
from .sources import ReadOnlyAdmin
from .title_tryout import TryoutAdmin

# Member of figures, label, whether more is better.
COLUMNS = (
    ("first", "Right first", True),
    ("among_three", "Among three", True),
    ("nothing", "Nothing", False),
    ("confident", "Sure", True),
    ("confident_wrong", "Sure and wrong", False),
    ("honest", "Non-titles with no match", True),
    ("calibration_error", "Calibration error", False),
)

SETS = ("all", "found somewhere", "filed with a code")  # of titles of several kinds


class Cell(NamedTuple):
    """A figure in percent, and its distance in points from the build before; `verdict`: “better”, “worse” or empty."""

    value: str
    change: str
    verdict: str


def compared(figures: dict, before: dict) -> list[tuple[str, int, list[Cell]]]:
    """(kind of title, titles, cells) beside another build's."""
    kinds = [*(kind for kind in SETS if kind in figures), *sorted(set(figures) - set(SETS))]
    return [
        (kind, int(figures[kind]["titles"]), list(_cells(kind, figures[kind], before.get(kind, {})))) for kind in kinds
    ]


def _cells(kind: str, row: dict, before: dict) -> Iterator[Cell]:
    for name, _, more_is_better in COLUMNS:
        # Of titles that are none only how many were taken for one, and of others not that.
        if kind != SETS[0] and (kind == "no title") != (name == "honest") and name != "confident":
            yield Cell("", "", "")
            continue
        value, old = row.get(name, 0.0), before.get(name)
        points = 0.0 if old is None else round(value - old, 1)
        better = (points > 0) == (more_is_better and not (kind == "no title" and name == "confident"))
        sign = "+" if points > 0 else "−"
        change = f"{sign}{abs(points):.1f}" if points else ""
        yield Cell(f"{value:.1f}", change, ("better" if better else "worse") if points else "")


@admin.register(TitleBuild)
class TitleBuildAdmin(TryoutAdmin, ReadOnlyAdmin):
    change_list_template = "admin/occupations/titlebuild/change_list.html"
    list_display = ["built_at", "outcome", "first", "among_three", "nothing", "confident_wrong", "bytes", "took"]
    readonly_fields = ("built_at", "outcome", "bytes", "took", "learned_from", "edited", "by_kind")
    fields = readonly_fields
    ordering = ["-id"]

    def get_queryset(self, request):
        newest = TitleModel.objects.order_by("-id").values("version")[:1]
        return super().get_queryset(request).annotate(in_use=Subquery(newest))

    @admin.display(description="outcome")
    def outcome(self, build):
        if build.refused:
            return f"refused: {build.refused}"
        return f"{build.model}, in use" if build.model == build.in_use else build.model

    @admin.display(description="right first, %")
    def first(self, build):
        return build.figures["all"]["first"]

    @admin.display(description="among three, %")
    def among_three(self, build):
        return build.figures["all"]["among_three"]

    @admin.display(description="nothing, %")
    def nothing(self, build):
        return build.figures["all"]["nothing"]

    @admin.display(description="sure and wrong, %")
    def confident_wrong(self, build):
        return build.figures["all"]["confident_wrong"]

    @admin.display(description="size", ordering="size")
    def bytes(self, build):
        return filesizeformat(build.size)

    @admin.display(description="seconds")
    def took(self, build):
        return f"{build.seconds:.0f}" if build.seconds else "–"

    @admin.display(description="tables")
    def edited(self, build):
        return f"as editors changed them ({build.tables})" if build.tables else "those of the package"

    @admin.display(description="figures")
    def by_kind(self, build):
        before = TitleBuild.objects.filter(pk__lt=build.pk, refused="").first()
        context = {
            "columns": [label for _, label, _ in COLUMNS],
            "rows": compared(build.figures, before.figures if before else {}),
            "before": before,
            "other_titles": before is not None and before.learned_from != build.learned_from,
        }
        return render_to_string("admin/occupations/titlebuild/figures.html", context)

    def get_urls(self):
        again = self.admin_site.admin_view(self.again_view)
        return [path("again/", again, name="occupations_titlebuild_again"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        may_build = request.user.has_perm("occupations.add_titlebuild")
        context = {"title": "Builds of the title model", "may_build": may_build}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    @method_decorator([require_POST, csrf_protect, transaction.atomic])
    def again_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("occupations.add_titlebuild"):
            raise PermissionDenied(f"{groups_with('add_titlebuild')} can build the model.")
        keeping.build_soon()
        text = "The model is being built, which takes about a minute. Reload this page to see the result."
        self.message_user(request, text, messages.INFO)
        return redirect("admin:occupations_titlebuild_changelist")
