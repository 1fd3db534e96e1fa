"""The actions on an occupation after it was published: editions, withdraw, reinstate.

Each has its own URL and permission. An action that changes something first shows its effects, and takes place on POST
only if those are still the same.
"""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from occupations.models import Edition, Occupation
from occupations.models.reviews import Step
from occupations.profiles import document as profiles
from occupations.publishing import merging, publish, reviews

from .preview import preview_page
from .publish_views import PublishAdmin
from .reviewing import ASK, ReviewFields, review_of
from .steps import READ_OR_WRITE, StepForm, sent


class WithdrawForm(ReviewFields, StepForm):
    reason = forms.CharField(
        required=False,
        max_length=300,
        help_text=Occupation._meta.get_field("withdrawal_reason").help_text,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, occupation: Occupation, site, **kwargs):
        super().__init__(*args, **kwargs)
        asked = self.review.request.withdrawal if self.review.request else {}
        self.fields["reason"].initial = asked.get("reason", occupation.withdrawal_reason)
        if not asked:
            self.fields["reason"].widget.attrs["autofocus"] = True
        successor = forms.ModelChoiceField(
            Occupation.objects.public().exclude(pk=occupation.pk),
            required=False,
            initial=asked.get("successor", occupation.successor),
            help_text="The page to offer to visitors. It must be public.",
        )
        field = Occupation._meta.get_field("successor")
        successor.widget = AutocompleteSelect(field, site, choices=successor.choices)
        self.fields["successor"] = successor
        self.order_fields(["reason", "successor"])

    def clean(self):
        cleaned = super().clean()
        if (self.takes_step or self.action == ASK) and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", self.fields["reason"].error_messages["required"])
        return cleaned


class StepsAdmin(PublishAdmin):
    """The URLs below that of an occupation; for OccupationAdmin."""

    def get_urls(self):
        return [
            self.step("editions/", self.editions_view, "editions"),
            self.step("editions/<int:number>/", self.edition_view, "edition", says_how_to_cache=True),
            self.step("withdraw/", self.withdraw_view, "withdraw"),
            self.step("reinstate/", self.reinstate_view, "reinstate"),
            *super().get_urls(),
        ]

    # Reading

    @method_decorator(require_safe)
    def editions_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        occupation = self._readable(request, pk)
        rows = occupation.editions.select_related("by").defer("document").order_by("-number")
        return self._page(request, occupation, "editions", "Editions", {"editions": rows})

    @method_decorator(require_safe)
    def edition_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """An edition as visitors saw it, in today's design."""
        occupation = self._readable(request, pk)
        edition = get_object_or_404(Edition, occupation=occupation, number=number)
        which = "the live one" if edition.pk == occupation.live_id else "not the live one"
        profile = profiles.decode(edition.document)
        banner = f"Edition {number}, {which}."
        return preview_page(request, occupation.slug, profile, number, banner, edition.published_at)

    # Writing

    def may_ask_to_withdraw(self, request: HttpRequest) -> bool:
        """Who may not withdraw pages can ask for it."""
        return self.has_withdraw_permission(request) or self.has_change_permission(request)

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        occupation = self._writable(request, pk, self.may_ask_to_withdraw)
        if occupation.live is None:
            self.message_user(
                request, "The occupation was never published, so there is nothing to withdraw.", messages.WARNING
            )
            return self._back(occupation)
        now = f"{occupation.version} {occupation.withdrawn_at}"
        kinds = [] if occupation.withdrawn_at else [reviews.WITHDRAWALS]  # else, only the reason is another one
        review = review_of(occupation, Step.WITHDRAW, request.user, now, *kinds)
        form = WithdrawForm(sent(request), now=now, review=review, occupation=occupation, site=self.admin_site)
        if request.method == "POST" and form.is_valid():
            done = self._withdraw(occupation, form)
            self.log_change(request, occupation, done)
            self.message_user(request, done, messages.SUCCESS)
            return self._back(occupation)
        context = {"form": form, "fields": [form["reason"], form["successor"]], "review": review}
        return self._page(request, occupation, "withdraw", "Withdraw", context)

    def _withdraw(self, occupation: Occupation, form: WithdrawForm) -> str:
        """Take the step, or what comes before it. Returns what was done, in a sentence."""
        reason, successor = form.cleaned_data["reason"], form.cleaned_data["successor"]
        if not form.takes_step:
            return form.act(withdrawal={"reason": reason, "successor": successor and successor.pk})
        publish.withdraw(occupation, reason, successor)
        form.note_step()
        return "The page is withdrawn. Its editions stay in the history."

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def reinstate_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        occupation = self._writable(request, pk, self.has_withdraw_permission)
        live = occupation.live
        if live is None or occupation.withdrawn_at is None:
            self.message_user(request, "The occupation is not withdrawn.", messages.WARNING)
            return self._back(occupation)
        if merging.open_merge(occupation):
            return redirect("admin:occupations_occupation_unmerge", pk)
        form = StepForm(sent(request), now=f"{occupation.version} {occupation.withdrawn_at}")
        if request.method == "POST" and form.is_valid():
            publish.reinstate(occupation)
            self.log_change(request, occupation, "Reinstated it.")
            self.message_user(request, f"Visitors see edition {live.number} again.", messages.SUCCESS)
            return self._back(occupation)
        return self._page(request, occupation, "reinstate", "Reinstate", {"form": form})
