"""Reviews and scheduled editions as lists. What is done about them is done where their subject is published."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from occupations.models import ReviewRequest, ScheduledEdition
from occupations.models.reviews import Outcome, Step
from occupations.models.scheduled import Progress
from occupations.publishing.moments import in_words
from occupations.publishing.scheduled import LATE

from .publish_form import site_zone
from .reviewing import PERMISSIONS, groups_with
from .sources import ReadOnlyAdmin
from .worklists import FILTER, Worklist

LIST = "admin/occupations/occupation/change_list.html"

WRITES, PUBLISHES = "change_occupation", "publish_occupation"
# Where somebody decides, by the model of the subject and the step.
PLACES = {
    ("occupation", Step.PUBLISH): "occupations_occupation_publish",
    ("occupation", Step.WITHDRAW): "occupations_occupation_withdraw",
    ("occupation", Step.MERGE): "occupations_occupation_merge",
    ("pairnote", Step.PUBLISH): "comparisons_pairnote_publish",
    ("publishingrun", Step.PUBLISH): "occupations_occupation_batch",
}


def _of_the_same_subject():
    return ReviewRequest.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), pk__gt=OuterRef("pk")
    )


class ReviewFilter(Worklist):
    """What waits for the user, and what was done without a review."""

    of = ReviewRequest
    title = "waiting"
    parameter_name = "waiting"
    worklists = {
        "me": ("for me", lambda rows: rows.filter(outcome=Outcome.OPEN)),
        "back": (
            "sent back to me",
            lambda rows: rows.filter(~Exists(_of_the_same_subject()), outcome=Outcome.SENT_BACK),
        ),
        "others": ("for others, asked by me", lambda rows: rows.filter(outcome=Outcome.OPEN)),
        "skipped": ("done without a review", lambda rows: rows.filter(outcome=Outcome.PASSED)),
    }

    @classmethod
    def narrowed(cls, rows, key, user=None):
        found = super().narrowed(rows, key)
        if key == "me":
            may = [step for step, codename in PERMISSIONS.items() if user.has_perm(f"occupations.{codename}")]
            return found.filter(~Q(asked_by=user) | Q(asked_by=None), step__in=may)
        return found.filter(asked_by=user) if key in ("back", "others") else found


class ChoiceFilter(admin.ChoicesFieldListFilter):
    template = FILTER


@admin.register(ReviewRequest)
class ReviewRequestAdmin(ReadOnlyAdmin):
    list_display = ["what", "step", "asked_by", "asked_at", "outcome", "decided_by", "decided_at", "reason"]
    list_display_links = None
    change_list_template = LIST
    list_filter = [ReviewFilter, ("outcome", ChoiceFilter)]
    list_select_related = ["asked_by", "decided_by"]
    search_fields = ["title", "note", "reason"]
    show_full_result_count = False
    fields = [
        "what", "step", "why", "note", "moment", ("asked_by", "asked_at"), "outcome", ("decided_by", "decided_at"),
        "reason", "said",
    ]  # fmt: skip
    readonly_fields = ["what", "said"]

    @admin.display(description="what", ordering="title")
    def what(self, request):
        return format_html('<a href="{}">{}</a>', place_of(request), request.title)

    @admin.display(description="messages", empty_value="–")
    def said(self, request):
        lines = ((comment.by or "Somebody who has left", comment.text) for comment in request.comments.all())
        return format_html_join("", "<p>{}: {}</p>", lines)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Those that wait are decided where their subject is."""
        found = self.get_object(request, object_id)
        if found is not None and found.outcome == Outcome.OPEN and _may(request, WRITES, "work on it"):
            return redirect(place_of(found))
        return super().change_view(request, object_id, form_url, extra_context)


def _may(request: HttpRequest, permission: str, what: str) -> bool:
    """Whether the user may do what is done where the subject is. Raises PermissionDenied for a form that was sent."""
    may = request.user.has_perm(f"occupations.{permission}")
    if not may and request.method == "POST":
        raise PermissionDenied(f"{groups_with(permission)} can {what}.")
    return may


def place_of(request: ReviewRequest) -> str:
    """The address of the page on which the step is taken."""
    model = ContentType.objects.get_for_id(request.content_type_id).model
    return reverse(f"admin:{PLACES[model, Step(request.step)]}", args=[request.object_id])


class ProgressFilter(Worklist):
    """What becomes public by itself, and what did not."""

    of = ScheduledEdition
    title = "state"
    parameter_name = "state"
    worklists = {
        "waiting": ("waiting", lambda rows: rows.filter(progress=Progress.WAITING)),
        "late": (
            "late: nothing publishes them",
            lambda rows: rows.filter(progress=Progress.WAITING, moment__lt=timezone.now() - LATE),
        ),
        "held": ("held back", lambda rows: rows.filter(progress=Progress.HELD)),
        "published": ("published", lambda rows: rows.filter(progress=Progress.PUBLISHED)),
        "canceled": ("canceled", lambda rows: rows.filter(progress=Progress.CANCELED)),
    }


@admin.register(ScheduledEdition)
class ScheduledEditionAdmin(ReadOnlyAdmin):
    list_display = ["occupation", "at", "progress", "by", "note", "reason"]
    change_list_template = LIST
    list_filter = [ProgressFilter]
    list_select_related = ["occupation", "by"]
    search_fields = ["occupation__title", "note"]
    show_full_result_count = False
    fields = ["occupation", "at", "note", ("by", "agreed_at"), ("progress", "ended_at"), "reason", "edition"]
    readonly_fields = ["at"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("document")

    @admin.display(description="publish at", ordering="moment")
    def at(self, scheduled):
        return in_words(scheduled.moment, site_zone())

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Those that wait or are held back are moved and canceled where their occupation is."""
        found = self.get_object(request, object_id)
        is_open = found is not None and found.progress in (Progress.WAITING, Progress.HELD)
        if found is not None and is_open and _may(request, PUBLISHES, "move or cancel it"):
            return redirect("admin:occupations_occupation_scheduled", found.occupation_id)
        return super().change_view(request, object_id, form_url, extra_context)
