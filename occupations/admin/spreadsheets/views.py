"""The pages: a list goes out as a spreadsheet, comes back, is compared, written and undone. For OccupationAdmin."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from occupations.admin.reviewing import groups_with
from occupations.admin.spreadsheets import archive, batches, files, reading
from occupations.admin.spreadsheets.comparing import Change as CellChange
from occupations.admin.spreadsheets.edits import Edit
from occupations.admin.spreadsheets.exports import DAYS, export
from occupations.admin.spreadsheets.shape import SHEETS
from occupations.admin.spreadsheets.stored import MODELS, Stored
from occupations.admin.steps import READ_OR_WRITE, WITHDRAW, StepBase
from occupations.models import Occupation, SpreadsheetBatch
from occupations.profiles.diff import Change

ON_A_PAGE = 50  # occupations
SHOWN = 60  # characters of an item
RECENT = 20
FORMATS = {"xlsx": "Excel workbook", **{key: f"CSV: {sheet.name}" for key, sheet in SHEETS.items()}}


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Spreadsheet",
        max_length=200,
        allow_empty_file=True,  # it is told like other wrong files
        help_text="An .xlsx or .csv file that was exported here, with at most 20 MB and 50,000 rows.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class BatchForm(forms.Form):
    name = forms.CharField(
        label="Name of the batch",
        max_length=200,
        help_text=SpreadsheetBatch._meta.get_field("name").help_text,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class Conflict(NamedTuple):
    number: int
    owner: str
    change: Change
    exported: str
    chosen: bool


class SpreadsheetAdmin(StepBase):
    def get_urls(self):
        def address(route: str, view: Callable, name: str):
            return path(route, self.admin_site.admin_view(view), name=f"occupations_occupation_{name}")

        return [
            address("export/", self.export_view, "export"),
            address("upload/", self.upload_view, "upload"),
            address("spreadsheets/<uuid:spreadsheet>/", self.spreadsheet_view, "spreadsheet"),
            *super().get_urls(),
        ]

    def has_upload_permission(self, request: HttpRequest) -> bool:
        """Whoever may do by hand everything that a spreadsheet can do."""
        lists = [model._meta.model_name for model in MODELS.values()]
        wanted = ["change_occupation", "add_skill"]
        wanted += [f"{verb}_{model}" for verb in ("add", "change", "delete") for model in lists]
        return request.user.has_perms([f"occupations.{one}" for one in wanted])

    def changelist_view(self, request, extra_context=None):
        may = {"may_upload": self.has_upload_permission(request)}
        return super().changelist_view(request, {**may, **(extra_context or {})})

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect])
    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The list with the filters of the address, as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            chosen = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return redirect("admin:occupations_occupation_changelist")
        wanted = request.POST.get("format")
        if request.method != "POST" or wanted not in FORMATS:
            context = {
                "count": _counted(chosen.count(), "occupation"),
                "formats": FORMATS,
                "days": DAYS,
                "filtered": bool(request.GET),
            }
            return self._spreadsheet_page(request, "export", "Export", context)
        rows = export(chosen, request.user)
        book = wanted == "xlsx"
        content = files.xlsx_of(rows) if book else files.csv_of(SHEETS[wanted], rows[wanted])
        name = f"{'occupations' if book else wanted}-{timezone.localdate():%Y-%m-%d}.{'xlsx' if book else 'csv'}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=files.XLSX_TYPE if book else files.CSV_TYPE, headers=headers)

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect])
    def upload_view(self, request: HttpRequest) -> HttpResponse:
        self._check_upload(request)
        sent = request.method == "POST"
        form = UploadForm(request.POST if sent else None, request.FILES if sent else None)
        problems: list[str] = []
        if sent and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                data = file.read(archive.MOST_BYTES + 1)
                batch = batches.receive(data, file.name, request.user, self.form)
            except reading.Problems as found:
                problems = [str(error) for error in found.errors]
            else:
                if batch is not None:
                    return redirect("admin:occupations_occupation_spreadsheet", batch.pk)
                self.message_user(request, f"“{file.name}” changes nothing: all is as it is here.", messages.INFO)
                return redirect(request.path)
        recent = SpreadsheetBatch.objects.exclude(written_at=None).order_by("-written_at").select_related("by")
        context = {"form": form, "problems": problems, "recent": recent.defer("edits")[:RECENT]}
        return self._spreadsheet_page(request, "upload", "Upload a spreadsheet", context)

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect])
    def spreadsheet_view(self, request: HttpRequest, spreadsheet) -> HttpResponse:
        """What a file would change, and once it is written, how to undo it."""
        self._check_upload(request)
        batch = get_object_or_404(SpreadsheetBatch.objects.select_related("by", "run"), pk=spreadsheet)
        if batch.written_at is not None:
            return self._written(request, batch)
        if batch.by != request.user:
            raise Http404
        if "discard" in request.POST:
            batch.delete()
            self.message_user(request, "Nothing was changed.", messages.INFO)
            return redirect("admin:occupations_occupation_upload")
        form = BatchForm(request.POST if request.method == "POST" else None, initial={"name": batch.name})
        problems: list[str] = []
        if request.method == "POST" and form.is_valid():
            try:
                return self._save(request, batch, form.cleaned_data["name"])
            except reading.Problems as found:
                problems = [str(error) for error in found.errors]
            except batches.Outdated:
                problems = ["Nothing was saved: something was edited after you opened this page. You now see the "
                            "current state."]  # fmt: skip
        return self._spreadsheet_page(request, "differences", "What the spreadsheet changes",
                          {"form": form, "problems": problems, **self._differences(request, batch)})  # fmt: skip

    def _save(self, request: HttpRequest, batch: SpreadsheetBatch, name: str) -> HttpResponse:
        chosen = {int(key[7:]) for key, value in request.POST.items() if key[:7] == "decide-" and value == "file"
                  and key[7:].isdecimal()}  # fmt: skip
        if not batches.save(batch, name, chosen, request.POST.get("seen", ""), self.form):
            self.message_user(request, "Nothing was changed.", messages.INFO)
            return redirect(request.path)
        batch.refresh_from_db()
        if "publish" in request.POST and self.has_publish_permission(request):
            return redirect("admin:occupations_occupation_batch", batches.publish(batch, request.user).pk)
        changed = f"{_counted(batch.cells, 'cell')} of {_counted(len(batch.occupations), 'occupation')}"
        self.message_user(request, f"{changed} changed. Visitors see it once it is published.", messages.SUCCESS)
        return redirect(request.path)

    def _written(self, request: HttpRequest, batch: SpreadsheetBatch) -> HttpResponse:
        problems: list[str] = []
        if "publish" in request.POST and batch.run is None and batch.undone_at is None:
            if not self.has_publish_permission(request):
                raise PermissionDenied
            return redirect("admin:occupations_occupation_batch", batches.publish(batch, request.user).pk)
        if "undo" in request.POST and "sure" in request.POST:
            take_back = self.has_withdraw_permission(request)
            try:
                left = batches.undo(batch, request.user, self.form, take_back=take_back)
            except reading.Problems as found:
                problems = [str(error) for error in found.errors]
            else:
                kept = len(left.conflicts) + len(left.gone)
                also = f" {_counted(kept, 'cell')} left as edited since." if kept else ""
                self.message_user(request, f"The batch is undone.{also}", messages.SUCCESS)
                return redirect(request.path)
        context = {
            "batch": batch,
            "problems": problems,
            "counted": f"{_counted(batch.cells, 'cell')} of {_counted(len(batch.occupations), 'occupation')}",
            "may_publish": batch.run is None and self.has_publish_permission(request),
            "others": "" if self.has_withdraw_permission(request) else groups_with(WITHDRAW),
            **self._differences(request, batch),
        }
        return self._spreadsheet_page(request, "written", batch.name, context)

    def _differences(self, request: HttpRequest, batch: SpreadsheetBatch) -> dict[str, Any]:
        comparison, found = batches.show(batch)
        owners = [change.edit.row.occupation for change in comparison.changes]
        pages = Paginator(list(dict.fromkeys(owners)), ON_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        shown = [change for change in comparison.changes if change.edit.row.occupation in set(page.object_list)]
        public = Occupation.objects.public().filter(pk__in=set(owners)).count()
        return {
            "page": page,
            "groups": list(_by_owner(shown, found)),
            "conflicts": [_conflict(request, number, one, found) for number, one in enumerate(comparison.conflicts)],
            "gone": [f"{_what(edit)}: {edit.after}" for edit in comparison.gone],
            "kept": _counted(len(comparison.conflicts) + len(comparison.gone), "cell"),
            "seen": comparison.digest,
            "cells": _counted(len(comparison.changes), "cell"),
            "owners": _counted(pages.count, "occupation"),
            "public": public,
        }

    def _check_upload(self, request: HttpRequest) -> None:
        if not self.has_upload_permission(request):
            raise PermissionDenied(f"{groups_with('change_occupation')} can upload spreadsheets.")

    def _spreadsheet_page(self, request: HttpRequest, name: str, title: str, context: dict) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "media": self.media,
            "back": reverse("admin:occupations_occupation_changelist"),
            "may_publish": self.has_publish_permission(request),
        }
        return TemplateResponse(request, f"admin/occupations/spreadsheets/{name}.html", shared | context)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _by_owner(changes: Iterable[CellChange], found: Stored):
    """(key, title, changes for readers) of each occupation."""
    in_order = sorted(changes, key=lambda change: found.titles.get(change.edit.row.occupation, "").casefold())
    for owner, cells in groupby(in_order, key=lambda change: change.edit.row.occupation):
        yield owner, found.titles.get(owner, ""), [_for_readers(one) for one in cells]


def _for_readers(one: CellChange) -> Change:
    """Where there are no words of ours, those of the source."""
    words = one.edit.words
    return Change(_what(one.edit), one.before or words, one.edit.after or words)


def _what(edit: Edit) -> str:
    """The cell in words."""
    sheet = SHEETS[edit.row.sheet]
    header = sheet.by_key[edit.column].header
    if not edit.row.item:
        return header
    if edit.column == "text":
        return f"{sheet.one}, {'new' if edit.row.is_new else 'words'}"
    says = edit.says if len(edit.says) <= SHOWN else f"{edit.says[: SHOWN - 1]}…"
    return f"{sheet.one}, new: {header}" if edit.row.is_new else f"{header} of “{says}”"


def _conflict(request: HttpRequest, number: int, one: CellChange, found: Stored) -> Conflict:
    owner = found.titles.get(one.edit.row.occupation, "")
    return Conflict(number, owner, _for_readers(one), one.edit.before, request.POST.get(f"decide-{number}") == "file")
