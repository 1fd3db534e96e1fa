"""The pages: a list goes out as a spreadsheet, comes back, is compared, saved and undone. For OccupationAdmin."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from occupations.admin import worker_progress
from occupations.admin.reviewing import groups_with
from occupations.admin.spreadsheets import archive, batches, files, reading, shown
from occupations.admin.spreadsheets.exports import DAYS, export
from occupations.admin.spreadsheets.shape import SHEETS
from occupations.admin.spreadsheets.stored import MODELS
from occupations.admin.steps import READ_OR_WRITE, WITHDRAW, StepBase, sent
from occupations.models import SpreadsheetBatch
from occupations.models.spreadsheets import SpreadsheetPhase
from occupations.worker import asking

RECENT = 20
FORMATS = {"xlsx": "Excel workbook", **{key: f"CSV: {sheet.name}" for key, sheet in SHEETS.items()}}


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Spreadsheet",
        max_length=200,
        allow_empty_file=True,  # it is told like other wrong files
        help_text="An .xlsx or .csv file that was exported here, with at most 20 MB and 50,000 rows.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv", "autofocus": True}),
    )


class BatchForm(forms.Form):
    name = forms.CharField(
        label="Name of the batch",
        max_length=200,
        help_text=SpreadsheetBatch._meta.get_field("name").help_text,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


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
                "count": shown.counted(chosen.count(), "occupation"),
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
        form = UploadForm(sent(request), request.FILES or None)
        problems: list[str] = []
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                batch = batches.begin(file.read(archive.MOST_BYTES + 1), file.name, request.user)
            except (reading.Problems, asking.TooMany) as found:
                problems = shown.sentences_of(found)
            else:
                if batch.phase not in batch.GIVEN_UP:
                    return redirect("admin:occupations_occupation_spreadsheet", batch.pk)
                batch.delete()
                problems = batch.problems
                if batch.phase == SpreadsheetPhase.UNCHANGED:
                    said = shown.OVER[SpreadsheetPhase.UNCHANGED].format(batch.file_name)
                    self.message_user(request, said, messages.INFO)
                    return redirect(request.path)
        recent = SpreadsheetBatch.objects.exclude(written_at=None).order_by("-written_at").select_related("by")
        waiting = SpreadsheetBatch.objects.filter(by=request.user.pk, written_at=None).order_by("-created_at")
        context = {
            "form": form,
            "problems": problems,
            "waiting": waiting.exclude(phase__in=SpreadsheetBatch.GIVEN_UP).defer("edits", "content")[:RECENT],
            "recent": recent.defer("edits", "content")[:RECENT],
        }
        return self._spreadsheet_page(request, "upload", "Upload a spreadsheet", context)

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect])
    def spreadsheet_view(self, request: HttpRequest, spreadsheet) -> HttpResponse:
        """What a file would change, how far a worker is with it, and once it is saved, how to undo it. With
        `?part=progress`, the part that is renewed."""
        self._check_upload(request)
        rows = SpreadsheetBatch.objects.select_related("by", "run", "undone_by").defer("content")
        batch = get_object_or_404(rows, pk=spreadsheet)
        if batch.written_at is None and batch.by != request.user:
            raise Http404
        if worker_progress.is_part(request):
            return worker_progress.part(request, batch, shown.SAFE, "spreadsheet")
        form = BatchForm(sent(request), initial={"name": batch.name})
        if request.method == "POST":
            try:
                if answer := self._act(request, batch, form):
                    return answer
            except asking.NotNow as error:
                self.message_user(request, str(error), messages.WARNING)
                return redirect(request.path)
        return self._state(request, batch, form)

    def _act(self, request: HttpRequest, batch: SpreadsheetBatch, form: BatchForm) -> HttpResponse | None:
        """Do what was asked for; None if the form has to be mended. Raises asking.NotNow."""
        pressed = request.POST
        if batch.working:
            if "stop" in pressed:
                asking.stop(batch)
            elif "continue" in pressed:
                batches.carry_on(batch)
        elif batch.phase == SpreadsheetPhase.READY:
            if "discard" in pressed:
                batch.delete()
                self.message_user(request, "Nothing was changed.", messages.INFO)
                return redirect("admin:occupations_occupation_upload")
            batch.from_file = shown.decided_for_the_file(request.POST)
            return self._save(request, batch, form.cleaned_data["name"]) if form.is_valid() else None
        elif batch.phase == SpreadsheetPhase.SAVED:
            return self._go_on(request, batch)
        return redirect(request.path)

    def _save(self, request: HttpRequest, batch: SpreadsheetBatch, name: str) -> HttpResponse:
        publishes = "publish" in request.POST and self.has_publish_permission(request)
        seen = request.POST.get("seen", "")
        batches.save(batch, name, batch.from_file, seen, publishes=publishes)
        if batch.phase == SpreadsheetPhase.SAVED:
            if batch.run is not None:
                return redirect("admin:occupations_occupation_batch", batch.run.pk)
            changed = shown.counted_changes(batch)
            self.message_user(request, f"{changed} changed. Visitors see it once it is published.", messages.SUCCESS)
        return redirect(request.path)

    def _go_on(self, request: HttpRequest, batch: SpreadsheetBatch) -> HttpResponse:
        """With a batch that is saved."""
        if "publish" in request.POST and batch.run is None:
            if not self.has_publish_permission(request):
                raise PermissionDenied
            return redirect("admin:occupations_occupation_batch", batches.publish(batch, request.user).pk)
        if "undo" in request.POST and "sure" in request.POST:
            batches.undo(batch, request.user)
            if batch.phase == SpreadsheetPhase.UNDONE:
                self.message_user(request, "The batch is undone.", messages.SUCCESS)
        return redirect(request.path)

    def _state(self, request: HttpRequest, batch: SpreadsheetBatch, form: BatchForm) -> HttpResponse:
        """The page for the phase that the batch is in."""
        context: dict[str, Any] = {"batch": batch, "problems": batch.problems}
        if batch.working or batch.phase in batch.GIVEN_UP:
            context |= worker_progress.context(batch, shown.SAFE, "spreadsheet")
            context["may_stop"] = batch.phase in batch.STOPS_AS
            context["over"] = shown.OVER.get(SpreadsheetPhase(batch.phase), "").format(batch.file_name)
            return self._spreadsheet_page(request, "working", batch.file_name, context)
        if batch.phase == SpreadsheetPhase.READY:
            context |= {"form": form, **shown.differences(batch, request.GET.get("page"))}
            context["affected"] = shown.affected(context["owned"])
            return self._spreadsheet_page(request, "differences", "What the spreadsheet changes", context)
        context |= {
            "counted": shown.counted_changes(batch),
            "may_publish": batch.run is None and self.has_publish_permission(request),
            "others": "" if self.has_withdraw_permission(request) else groups_with(WITHDRAW),
            "left": shown.counted(batch.left, "cell") if batch.left else "",
        }
        if batch.phase == SpreadsheetPhase.SAVED:
            context |= shown.differences(batch, request.GET.get("page"))
        return self._spreadsheet_page(request, "written", batch.name, context)

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
