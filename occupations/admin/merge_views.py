"""Merging an occupation into another in a guided step, and taking that back: for OccupationAdmin."""

from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256

import pghistory
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from occupations.models import Merge, Occupation
from occupations.models.reviews import Step
from occupations.publishing import common_names, merging, publish, reviews
from occupations.publishing.merging import Choices, Effect, Refused

from .choosing import Chosen, chosen, keys_sent
from .presence import others_at
from .publishing_views import StepsAdmin
from .reviewing import ReviewFields, review_of
from .steps import READ_OR_WRITE, StepForm, sent

CHOICES = {
    "titles": "Add the job titles",
    "texts": "Add our own responsibilities and skills",
    "records": "Add the official records",
    "words": "Use its words where both have some",
}


class MergeForm(ReviewFields, StepForm):
    """Asks only what there is to decide about. `asked`: what a request for a review says."""

    def __init__(self, *args, effects: list[Effect], into: Occupation, **kwargs):
        super().__init__(*args, **kwargs)
        self.into = into
        asked = self.review.request.withdrawal.get("choices", {}) if self.review.request else {}
        for effect in effects:
            if effect.choice:
                initial = asked.get(effect.choice, getattr(Choices(), effect.choice))
                self.fields[effect.choice] = forms.BooleanField(
                    label=CHOICES[effect.choice], required=False, initial=initial, help_text=effect.text
                )

    @property
    def choices(self) -> Choices:
        return Choices(**{name: bool(self.cleaned_data.get(name)) for name in Choices._fields})

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [self[name] for name in CHOICES if name in self.fields]

    def act_on_request(self) -> str:
        return self.act(withdrawal={"into": self.into.pk, "choices": self.choices._asdict()})


class MergingAdmin(StepsAdmin):
    def get_urls(self):
        return [
            self.step("merge/", self.merge_view, "merge"),
            self.step("unmerge/", self.unmerge_view, "unmerge"),
            *super().get_urls(),
        ]

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks for the other one, shows what will happen, and does it."""
        if request.method == "POST" and self.may_ask_to_withdraw(request):
            _lock(keys_sent(self, request, pk))
        occupation = self._writable(request, pk, self.may_ask_to_withdraw)
        if merging.open_merge(occupation):
            return redirect("admin:occupations_occupation_unmerge", pk)
        asked = reviews.open_request(occupation)
        key = "" if {"q", "into"} & request.GET.keys() or asked is None else str(asked.withdrawal.get("into", ""))
        choice = chosen(self, request, self.get_queryset(request), key)
        into = choice.row
        if isinstance(into, Occupation):
            error = merging.refusal(occupation, into)
            return self._choose(request, occupation, choice, error) if error else self._merge(request, occupation, into)
        return self._choose(request, occupation, choice, choice.error)

    def _choose(self, request: HttpRequest, occupation: Occupation, choice: Chosen, error: str) -> HttpResponse:
        rows = [row for row in choice.rows if row.pk != occupation.pk]
        context = {"choice": choice._replace(rows=rows), "error": error}
        return self._page(request, occupation, "merge_choose", "Merge into another", context)

    def _merge(self, request: HttpRequest, occupation: Occupation, into: Occupation) -> HttpResponse:
        effects = merging.effects(occupation, into)
        now = sha256(repr((occupation.version, into.pk, into.version, effects)).encode()).hexdigest()
        kinds = [] if occupation.withdrawn_at or occupation.live_id is None else [reviews.WITHDRAWALS]
        review = review_of(occupation, Step.MERGE, request.user, now, *kinds)
        form = MergeForm(sent(request), now=now, review=review, effects=effects, into=into)
        if request.method == "POST" and form.is_valid():
            if form.takes_step:
                return self._merged(request, occupation, into, form)
            self.message_user(request, form.act_on_request(), messages.SUCCESS)
            return self._back(occupation)
        shown = [effect for effect in effects if not effect.choice]
        here = others_at(request, occupation, into)
        context = {"form": form, "into": into, "effects": shown, "review": review, "others_here": here}
        return self._page(request, occupation, "merge", f"Merge into {into}", context)

    def _merged(self, request: HttpRequest, one: Occupation, into: Occupation, form: MergeForm) -> HttpResponse:
        pghistory.context(merged=[str(one), str(into)])
        done = merging.merge(one, into, form.choices, request.user)
        form.note_step()
        transaction.on_commit(common_names.update, robust=True)
        self.log_change(request, one, f"Merged into {into}.")
        self.log_change(request, into, f"Merged {one} into it.")
        publish_next = done.is_changed and self.has_publish_permission(request)
        text = f"{one} was merged into {into}."
        text += " What was added to it is not published yet: see it and publish it." if publish_next else ""
        self.message_user(request, text, messages.SUCCESS)
        return redirect(f"admin:occupations_occupation_{'publish' if publish_next else 'change'}", into.pk)

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def unmerge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Shows what goes back and what does not, and does it."""
        if request.method == "POST" and self.has_withdraw_permission(request):
            _lock(
                Merge.objects.filter(occupation=pk, taken_back_at=None).values_list("occupation", "into").first() or []
            )
        occupation = self._writable(request, pk, self.has_withdraw_permission)
        done = merging.open_merge(occupation)
        if done is None:
            self.message_user(request, f"{occupation} is not merged into another occupation.", messages.WARNING)
            return self._back(occupation)
        form = StepForm(sent(request), now=f"{occupation.version} {done.pk} {done.into.version}")
        if request.method == "POST" and form.is_valid():
            return self._unmerged(request, done)
        context = {"form": form, "merge": done, "is_public_again": done.moved["page"]["withdrawn_at"] is None}
        return self._page(request, occupation, "unmerge", "Take the merge back", context)

    def _unmerged(self, request: HttpRequest, done: Merge) -> HttpResponse:
        pghistory.context(unmerged=[str(done.occupation), str(done.into)])
        try:
            merging.take_back(done, request.user)
        except Refused as why:
            self.message_user(request, str(why), messages.WARNING)
            return self._back(done.occupation)
        transaction.on_commit(common_names.update, robust=True)
        self.log_change(request, done.occupation, f"Took the merge into {done.into} back.")
        self.log_change(request, done.into, f"Took the merge of {done.occupation} back.")
        self.message_user(request, f"{done.occupation} has its own page again.", messages.SUCCESS)
        return self._back(done.occupation)


def _lock(keys: Iterable[int]) -> None:
    """Both at once; one that is gone is noticed later."""
    with suppress(Occupation.DoesNotExist):
        publish.lock_all(keys)
