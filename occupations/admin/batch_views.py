"""Publishing the occupations selected in the list: with a confirmation, and in the background."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from occupations.admin.publishing_views import StepsAdmin
from occupations.models import Edition, Occupation, PublishingRun
from occupations.models.publishing_runs import Phase
from occupations.models.reviews import Step
from occupations.publishing import reviews, runs

from .batch_form import BatchForm
from .reviewing import ACTIONS, groups_with, review_of

NAME = "occupations_occupation_batch"
REFRESH_SECONDS = 1


class BatchAdmin(StepsAdmin):
    """The action in the list and the page it leads to; for OccupationAdmin."""

    actions = ["publish_selected"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.batch_view)
        return [path("batches/<uuid:batch>/", view, name=NAME), *super().get_urls()]

    @admin.action(description="Publish selected occupations…", permissions=["publish"])
    def publish_selected(self, request, queryset):
        chosen = list(queryset.order_by("pk").values_list("pk", flat=True))
        run = PublishingRun.objects.create(by=request.user, chosen=chosen)
        runs.get_on(run)
        return redirect(f"admin:{NAME}", run.pk)

    @method_decorator([require_http_methods(["GET", "HEAD", "POST"]), csrf_protect])
    def batch_view(self, request: HttpRequest, batch) -> HttpResponse:
        """Shows how many would be published and which are refused, the progress of publishing, and its result."""
        if not self.has_publish_permission(request):
            raise PermissionDenied(f"{groups_with('publish_occupation')} can publish batches.")
        run = get_object_or_404(PublishingRun.objects.select_related("by"), pk=batch)
        review = review_of(run, Step.PUBLISH, request.user, run.phase, reviews.BATCHES)
        pressed = request.POST.keys() & {"publish", *ACTIONS}
        form = BatchForm(request.POST if pressed else None, review=review, run=run)
        if pressed and form.is_valid():
            self._decide(request, run, form)
            return redirect(request.path)
        if "continue" in request.POST and run.stalled:
            PublishingRun.objects.filter(pk=run.pk).update(failure="")
            runs.get_on(run)
            return redirect(request.path)
        if "stop" in request.POST and self._may_stop(request, run) and runs.stop(run):
            return redirect(request.path)
        if "undo" in request.POST:
            if not self.has_withdraw_permission(request):
                raise PermissionDenied(f"{groups_with('withdraw_occupation')} can take a batch back.")
            if "sure" in request.POST and runs.take_back(run, request.user):
                runs.get_on(run)
            return redirect(request.path)
        return TemplateResponse(request, "admin/occupations/occupation/batch.html", self._context(request, run, form))

    def _decide(self, request: HttpRequest, run: PublishingRun, form: BatchForm) -> None:
        """Confirm the batch, or do what comes before that."""
        if not form.takes_step:
            self.message_user(request, form.act(note=form.cleaned_data["note"]), messages.SUCCESS)
        elif runs.confirm(run, request.user, form.cleaned_data["note"]):
            form.note_step()
            runs.get_on(run)

    def _may_stop(self, request: HttpRequest, run: PublishingRun) -> bool:
        return run.by_id == request.user.pk or self.has_withdraw_permission(request)

    def _context(self, request: HttpRequest, run: PublishingRun, form: BatchForm) -> dict:
        total = len(run.chosen)
        still_live = Occupation.objects.filter(live__batch=run.batch).exists()
        return {
            **self.admin_site.each_context(request),
            "title": f"Publish {counted(total)}",
            "opts": self.opts,
            "media": self.media,
            "run": run,
            "total": total,
            "sentences": sentences(run),
            "refused": [(title, ", ".join(lacks)) for _, title, lacks in run.refused],
            "refused_heading": "Not published"
            if run.phase in (Phase.DONE, Phase.TAKING_BACK, Phase.TAKEN_BACK)
            else "Refused: visitors would find too little",
            "bar": bar(run),
            "refresh": REFRESH_SECONDS if run.working and not run.stalled else None,
            "stalled": run.stalled,
            "may_confirm": run.phase == Phase.READY and run.would_publish > 0,
            "confirm": f"Publish {counted(run.would_publish)}",
            "may_stop": run.phase in runs.STOPPABLE and self._may_stop(request, run),
            "review": form.review,
            "may_take_back": run.over and still_live and self.has_withdraw_permission(request),
            "form": form,
            "back": reverse("admin:occupations_occupation_changelist"),
        }


def counted(number: int, what: str = "occupation") -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def bar(run: PublishingRun) -> tuple[int, int] | None:
    """How many steps are done, of how many, as far as that is known."""
    total = len(run.chosen)
    match run.phase:
        case Phase.CHECKING:
            return run.done, total
        case Phase.PUBLISHING:
            return run.done + run.followed, total + _to_follow(run)
        case Phase.TAKING_BACK:
            return run.followed, _to_follow(run)
    return None


def _to_follow(run: PublishingRun) -> int:
    """About so many steps make them public together (occupations/publishing/followup.py)."""
    return max(Occupation.objects.public().count() + 3 * run.would_publish, run.followed, 1)


def sentences(run: PublishingRun) -> list[str]:
    """Sentences on the progress and the result."""
    total, published = len(run.chosen), Edition.objects.filter(batch=run.batch).count()
    stopped = ["It has stopped."] if run.stalled else []
    match run.phase:
        case Phase.CHECKING:
            return [f"Checking: {run.done:,} of {total:,}. Nothing is published yet.", *stopped]
        case Phase.READY:
            left_out = total - run.would_publish - run.unchanged - len(run.refused)
            found = {
                "would be published.": run.would_publish,
                "without changes.": run.unchanged,
                "withdrawn, and left out.": left_out,
                "refused, because visitors would find too little.": len(run.refused),
            }
            return [f"{number:,} {what}" for what, number in found.items() if number]
        case Phase.PUBLISHING:
            if not run.followed:
                return [f"Preparing: {run.done:,} of {total:,}. Nothing is published yet.", *stopped]
            steps = f"{run.followed:,} of {_to_follow(run):,} steps are done"
            return [f"All are prepared. Nothing is public before all of them are: {steps}.", *stopped]
        case Phase.STOPPED:
            return ["It was stopped. Nothing was published."]
        case Phase.TAKING_BACK:
            return [f"Taking back {counted(published, 'edition')}, all at once or none.", *stopped]
        case Phase.TAKEN_BACK:
            left = published - run.taken_back
            return [
                f"{counted(run.taken_back, 'edition')} taken back.",
                *([f"{left:,} left, because they were published again since."] if left else []),
            ]
    return [
        f"{_live(published)}.",
        *([f"manage.py undo_publish {run.batch} takes this batch back."] if published else []),
    ]


def _live(editions: int) -> str:
    return f"{counted(editions, 'new edition')} {'is' if editions == 1 else 'are'} live"
