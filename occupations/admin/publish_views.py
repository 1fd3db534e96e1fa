"""Preview and publish: what visitors see and will see, what looks like a mistake, and who else should look at it."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from occupations.admin.overrides import effects
from occupations.models import Occupation, ScheduledEdition
from occupations.models.reviews import Step
from occupations.models.scheduled import Progress
from occupations.profiles import document as profiles
from occupations.profiles.page_diff import page_changes
from occupations.publishing import moments, publish, reviews, scheduled
from occupations.publishing.appearances import appearances
from occupations.publishing.cautions import cautions

from .preview import preview_page
from .publish_form import MoveForm, PublishForm, site_zone
from .reviewing import review_of
from .steps import READ_OR_WRITE, StepBase, sent


class PublishAdmin(StepBase):
    """For OccupationAdmin."""

    def get_urls(self):
        return [
            self.step("preview/", self.preview_view, "preview", says_how_to_cache=True),
            self.step("publish/", self.publish_view, "publish"),
            self.step("scheduled/", self.scheduled_view, "scheduled"),
            self.step("scheduled/preview/", self.scheduled_preview_view, "scheduled_preview", says_how_to_cache=True),
            *super().get_urls(),
        ]

    def may_ask_to_publish(self, request: HttpRequest) -> bool:
        """Who may not publish can ask for a review."""
        return self.has_publish_permission(request) or self.has_change_permission(request)

    @method_decorator(require_safe)
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The public page as it would look if it were published now."""
        occupation = self._readable(request, pk)
        profile = publish.draft_profile(occupation)
        banner = "Preview of unpublished changes. Visitors do not see this page."
        return preview_page(request, occupation.slug, profile, next_number(occupation), banner)

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        occupation = self._writable(request, pk, self.may_ask_to_publish)
        new = publish.draft_profile(occupation)
        old = profiles.decode(occupation.live.document) if occupation.live else None
        now = profiles.digest(profiles.encode(new))
        review = review_of(occupation, Step.PUBLISH, request.user, now, *reviews.kinds_of(old, new))
        warnings = [caution.sentence for caution in cautions(old, new)] if old != new else []
        form = PublishForm(sent(request), now=now, profile=new, review=review, cautions=warnings)
        if request.method == "POST" and form.is_valid():
            self._do(request, occupation, form)
            return self._back(occupation)
        context = {
            "form": form,
            "review": review,
            "changes": page_changes(old, new),
            "first": old is None,
            "has_changes": old != new,
            "effects": effects(occupation, new),
            "appearances": appearances(occupation),
            "scheduled": scheduled.waiting(occupation),
        }
        return self._page(request, occupation, "publish", "Publish", context)

    def _do(self, request: HttpRequest, occupation: Occupation, form: PublishForm) -> None:
        """Take the step, or what comes before it."""
        note, moment = form.cleaned_data["note"], form.cleaned_data.get("moment")
        if not form.takes_step:
            done = form.act(note=note, moment=moment)
            self.log_change(request, occupation, done)
            self.message_user(request, done, messages.SUCCESS)
            return
        if moment is not None:
            when = moments.in_words(moment, site_zone())
            scheduled.schedule(occupation, moment, request.user, note)
            form.note_step()
            self.log_change(request, occupation, f"Agreed that it is published on {when}.")
            self.message_user(request, f"Visitors see it from {when} on.", messages.SUCCESS)
            return
        edition = publish.publish(occupation, by=request.user, note=note)
        if edition is None:
            self.message_user(
                request, "Nothing was published: the draft is the same as the live edition.", messages.INFO
            )
            return
        form.note_step()
        self.log_change(request, occupation, f"Published edition {edition.number}.")
        hidden = " Visitors see it once the occupation is reinstated." if occupation.withdrawn_at else ""
        if scheduled.cancel(occupation):
            hidden += " What was scheduled is canceled."
        self.message_user(request, f"Edition {edition.number} is live.{hidden}", messages.SUCCESS)

    # What is agreed on and not public yet

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def scheduled_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What visitors will see from a moment on, or why they do not; moved or canceled here."""
        occupation = self._writable(request, pk, self.has_publish_permission)
        last = occupation.scheduled.select_related("by").order_by("-agreed_at", "-pk").first()
        if last is None:
            self.message_user(
                request, "Nothing is scheduled. It is published at once, or scheduled, here.", messages.INFO
            )
            return redirect("admin:occupations_occupation_publish", occupation.pk)
        profile = profiles.decode(last.document)
        form = MoveForm(sent(request), profile=profile, now=f"{last.pk} {last.progress} {last.moment.isoformat()}")
        if request.method == "POST" and form.is_valid():
            self._move(request, occupation, last, form)
            return redirect(request.path)
        old = profiles.decode(occupation.live.document) if occupation.live else None
        context = {
            "form": form,
            "last": last,
            "when": moments.in_words(last.moment, site_zone()),
            "late": last.progress == Progress.WAITING and last.moment < timezone.now() - scheduled.LATE,
            "changes": page_changes(old, profile),
        }
        return self._page(request, occupation, "scheduled", "Scheduled", context)

    def _move(self, request: HttpRequest, occupation: Occupation, last: ScheduledEdition, form: MoveForm) -> None:
        if last.progress not in (Progress.WAITING, Progress.HELD):
            return
        if "cancel" in request.POST or last.progress == Progress.HELD:
            scheduled.cancel(occupation)
            done = "It is not published by itself any more. The draft is as it was."
        else:
            last.moment = form.cleaned_data["moment"]
            last.save(update_fields=["moment"])
            done = f"Visitors see it from {moments.in_words(last.moment, site_zone())} on."
        self.log_change(request, occupation, done)
        self.message_user(request, done, messages.SUCCESS)

    @method_decorator(require_safe)
    def scheduled_preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The public page as it will look."""
        occupation = self._readable(request, pk)
        last = occupation.scheduled.order_by("-agreed_at", "-pk").first()
        if last is None:
            raise Http404
        banner = f"Preview of what was agreed on for {moments.in_words(last.moment, site_zone())}."
        profile = profiles.decode(last.document)
        return preview_page(request, occupation.slug, profile, next_number(occupation), banner)


def next_number(occupation: Occupation) -> int:
    return (occupation.live.number if occupation.live else 0) + 1
