"""The pages: files are uploaded, checked, read, imported, published and undone. For ReleaseAdmin."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from occupations.admin import worker_progress
from occupations.admin.batch_views import NAME as BATCH
from occupations.admin.batch_views import counted
from occupations.admin.releases import shown
from occupations.admin.releases.forms import ConsentForm, ImportForm
from occupations.admin.reviewing import groups_with
from occupations.admin.steps import PUBLISH, READ_OR_WRITE, WITHDRAW, sent
from occupations.importers.requested import jobs, limits
from occupations.models import ReleaseImport
from occupations.models.release_imports import ImportPhase
from occupations.worker import asking

ADD, ACCEPT = "add_releaseimport", "accept_release"
RECENT = 20
NAME = "occupations_release_import"


class ImportingAdmin(admin.ModelAdmin):
    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.begin_view), name=f"{NAME}_begin"),
            path("import/<uuid:key>/", wrap(self.import_view), name=NAME),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        may = {"may_import": request.user.has_perm(f"occupations.{ADD}")}
        return super().changelist_view(request, {**may, **(extra_context or {})})

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect])
    def begin_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(f"occupations.{ADD}"):
            raise PermissionDenied(f"{groups_with(ADD)} can import releases.")
        form = ImportForm(sent(request), request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                run = jobs.begin(form.chosen, form.cleaned_data.get("folder", ""), request.user)
                return redirect(f"admin:{NAME}", run.pk)
            except (limits.Limit, asking.TooMany) as error:
                form.add_error(None, str(error))
        recent = ReleaseImport.objects.select_related("by").defer("findings", "report")[:RECENT]
        return self._importing_page(request, "begin", "Import a release", {"form": form, "recent": recent})

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect])
    def import_view(self, request: HttpRequest, key) -> HttpResponse:
        """What it would change; how far it is; what became of it. With `?part=progress`, the part that is renewed."""
        if not request.user.has_perm("occupations.view_releaseimport"):
            raise PermissionDenied
        people = ["by", "run", "imported_by", "consent_by", "undone_by"]
        run = get_object_or_404(ReleaseImport.objects.select_related(*people), pk=key)
        if worker_progress.is_part(request):
            return worker_progress.part(request, run, shown.SAFE, "import")
        consent = ConsentForm(sent(request) if "import" in request.POST else None, unusual=_is_unusual(run))
        if request.method == "POST":
            try:
                if answer := self._act(request, run, consent):
                    return answer
            except asking.NotNow as error:
                self.message_user(request, str(error), messages.WARNING)
                return redirect(request.path)
        return self._importing_page(request, "import", run.name, self._context(request, run, consent))

    def _act(self, request: HttpRequest, run: ReleaseImport, consent: ConsentForm) -> HttpResponse | None:
        """Do what was asked for; None if the form has to be mended. Raises NotNow, PermissionDenied."""
        user = request.user
        if "publish" in request.POST:
            self._check(request, PUBLISH, "publish it")
            batch = jobs.publish(run, user, with_drafts="with_drafts" in request.POST)
            return redirect(f"admin:{BATCH}", batch.pk)
        if "undo" in request.POST:
            self._check(request, WITHDRAW, "undo it")
            if "sure" in request.POST:
                jobs.undo(run, user)
            return redirect(request.path)
        self._check(request, ADD, "import releases")
        if "import" in request.POST:
            if _is_unusual(run):
                self._check(request, ACCEPT, "import a release that changes more than is usual")
            if not consent.is_valid():
                return None
            jobs.bring_in(run, user, consent.cleaned_data.get("reason", ""))
        elif "again" in request.POST:
            jobs.check_again(run)
        elif "continue" in request.POST:
            jobs.carry_on(run)
        elif "stop" in request.POST:
            asking.stop(run)
        return redirect(request.path)

    def _check(self, request: HttpRequest, permission: str, what: str) -> None:
        if not request.user.has_perm(f"occupations.{permission}"):
            raise PermissionDenied(f"{groups_with(permission)} can {what}.")

    def _context(self, request: HttpRequest, run: ReleaseImport, consent: ConsentForm) -> dict[str, object]:
        may = {name: request.user.has_perm(f"occupations.{name}") for name in (ADD, ACCEPT, PUBLISH, WITHDRAW)}
        unusual, is_done = _is_unusual(run), run.phase == ImportPhase.DONE
        chosen = jobs.to_publish(run, with_drafts=False) if is_done and jobs.may_publish(run) else []
        everything = jobs.to_publish(run, with_drafts=True) if is_done and jobs.may_publish(run) else []
        publishable, with_drafts = len(chosen), len(everything) - len(chosen)
        context: dict[str, object] = {
            "run": run,
            **worker_progress.context(run, shown.SAFE, "import"),
            "tables": shown.tables(run),
            "mappings": shown.mappings(run),
            "unusual": unusual,
            "may_import": run.phase == ImportPhase.READY and may[ADD] and (may[ACCEPT] or not unusual),
            "who_accepts": groups_with(ACCEPT) if unusual and not may[ACCEPT] else "",
            "may_go_on": may[ADD],
            "may_stop": may[ADD] and run.phase in run.STOPS_AS,
            "may_publish": may[PUBLISH],
            "publishable": counted(publishable, "page") if publishable or with_drafts else "",
            "with_drafts": counted(with_drafts, "page") if with_drafts else "",
            "may_undo": is_done and may[WITHDRAW],
            "who_undoes": groups_with(WITHDRAW) if is_done and not may[WITHDRAW] else "",
            "consent": consent,
        }
        if run.report and not run.working:
            context |= shown.report(run, request.GET)
        return context

    def _importing_page(self, request: HttpRequest, name: str, title: str, context: dict) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "media": self.media}
        if name != "begin":
            shared |= {"back": reverse(f"admin:{NAME}_begin"), "back_label": "Import a release"}
        return TemplateResponse(request, f"admin/occupations/release/{name}.html", shared | context)


def _is_unusual(run: ReleaseImport) -> bool:
    return any(one["accepted"] for one in run.report.get("releases", []))
