"""What a review means for somebody who is about to take a step in the admin, and the part of the form about it."""

from typing import NamedTuple

from django import forms
from django.contrib.auth.models import AbstractUser, AnonymousUser, Group
from django.db import models
from django.db.models import Count

from occupations.models import ReviewRequest
from occupations.models.fields import LongTextFormField
from occupations.models.reviews import Outcome, Step
from occupations.publishing import reviews
from occupations.text.english import join_words

PERMISSIONS = {
    Step.PUBLISH: "publish_occupation",
    Step.WITHDRAW: "withdraw_occupation",
    Step.MERGE: "withdraw_occupation",
}
SKIP = "skip_review"
# Names of buttons. Without one, the step is taken.
ASK, SEND_BACK, COMMENT, RECALL, WITHOUT = "ask", "send_back", "say", "recall", "without_review"
ACTIONS = (ASK, SEND_BACK, COMMENT, RECALL, WITHOUT)


def groups_with(permission: str, app: str = "occupations") -> str:
    """The groups whose members have a permission, those first that may do least, as the beginning of a sentence.
    Superusers have all permissions."""
    groups = Group.objects.annotate(may=Count("permissions", distinct=True)).order_by("may", "name")
    names = groups.filter(permissions__codename=permission, permissions__content_type__app_label=app)
    return join_words(list(names.values_list("name", flat=True))) or "Superusers"


class Review(NamedTuple):
    """`why`: why the step needs a review, in sentences; empty if it needs none. `state`: of the subject, as the user
    sees it; a request that was made about another one has to be made again, because nobody may approve what they have
    changed themselves."""

    subject: models.Model
    step: Step
    user: AbstractUser | AnonymousUser
    state: str
    why: list[str]
    request: ReviewRequest | None
    other: ReviewRequest | None = None  # of another step, which has to be decided first

    @property
    def has_permission(self) -> bool:
        return self.user.has_perm(f"occupations.{PERMISSIONS[self.step]}")

    @property
    def is_own(self) -> bool:
        return self.request is not None and self.request.asked_by_id == self.user.pk

    @property
    def is_outdated(self) -> bool:
        return self.request is not None and self.request.asked_about != self.state

    @property
    def may_send_back(self) -> bool:
        return self.request is not None and not self.is_own and self.has_permission

    @property
    def may_decide(self) -> bool:
        return self.may_send_back and not self.is_outdated

    @property
    def may_take_step(self) -> bool:
        return self.may_decide or (self.has_permission and not self.why)

    @property
    def may_skip(self) -> bool:
        return (
            bool(self.why) and self.has_permission and not self.may_decide and self.user.has_perm(f"occupations.{SKIP}")
        )

    @property
    def may_ask(self) -> bool:
        return self.other is None and (self.request is None or self.is_outdated)

    @property
    def who_could(self) -> str:
        """Whom to ask, in a sentence, if the user may not take the step."""
        who = groups_with(PERMISSIONS[self.step])
        if not self.has_permission:
            return f"{who} can {self.step} it."
        if self.is_outdated:
            return (
                "It was changed after the review was asked for. Ask again, so that somebody else sees what it is now."
            )
        return f"It needs a review: somebody else of {who} has to approve it."


def review_of(subject: models.Model, step: Step, user: AbstractUser | AnonymousUser, state: str, *kinds: str) -> Review:
    request = reviews.open_request(subject)
    is_same = request is not None and request.step == step
    why = reviews.why_needed(*kinds)
    return Review(subject, step, user, state[:64], why, request if is_same else None, None if is_same else request)


class ReviewFields(forms.Form):
    """`action`: the button that was pressed, empty for the step itself."""

    class Meta:
        """Empty: otherwise mypy's plugin for Django would search for it without end."""

    comment = LongTextFormField(
        label="Message",
        required=False,
        max_length=2000,
        help_text="For whoever reviews it, or for whoever asked.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    skip_reason = forms.CharField(
        label="Why without a review",
        required=False,
        max_length=500,
        help_text="The reason is listed under “Reviews”.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, data=None, *args, review: Review, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.review = review
        self.action = next((name for name in ACTIONS if name in (data or {})), "")

    @property
    def takes_step(self) -> bool:
        return self.action in ("", WITHOUT)

    def clean(self):
        cleaned = super().clean()
        if refusal := self._refusal():
            raise forms.ValidationError(f"Nothing was done. {refusal}")
        if self.action in (SEND_BACK, COMMENT) and not cleaned.get("comment"):
            self.add_error(
                "comment", "Say why, so that it can be changed." if self.action == SEND_BACK else "Write something."
            )
        if self.action == WITHOUT and not cleaned.get("skip_reason"):
            self.add_error("skip_reason", "Say why nobody else has to look at it first.")
        return cleaned

    def _refusal(self) -> str:
        """Why the user may not do it, in a sentence."""
        review = self.review
        match self.action:
            case "":
                return "" if review.may_take_step else review.who_could
            case "without_review":
                return (
                    "" if review.may_skip else f"{groups_with(SKIP)} can do it without a review, where one is needed."
                )
            case "ask":
                return "" if review.may_ask else "A review is asked for already."
            case "recall":
                return "" if review.is_own else "Only who asked for the review can take the request back."
            case "send_back":
                return (
                    ""
                    if review.may_send_back
                    else f"Somebody else of {groups_with(PERMISSIONS[review.step])} can send it back."
                )
        return "" if review.request else "Nobody asks for a review any longer."

    def act(self, **facts) -> str:
        """Do what was asked for, unless that is the step itself; returns what was done, in a sentence."""
        review, text = self.review, self.cleaned_data["comment"]
        by, request = review.user, review.request
        if self.action == ASK or request is None:
            if request:
                reviews.decide(request, Outcome.REPLACED, by)
            facts |= {"step": review.step, "asked_about": review.state}
            reviews.ask(review.subject, by=by, why=review.why, comment=text, **facts)
            return f"You asked for a review. Somebody else of {groups_with(PERMISSIONS[review.step])} can approve it."
        if self.action == COMMENT:
            reviews.add_comment(request, by, text)
            return "Your message was added."
        if self.action == RECALL:
            reviews.decide(request, Outcome.TAKEN_BACK, by)
            return "You took the request for a review back."
        reviews.decide(request, Outcome.SENT_BACK, by, text)
        return f"It was sent back to {request.asked_by or 'whoever asked'}."

    def note_step(self) -> None:
        """To be called when the step was taken."""
        review = self.review
        because = self.cleaned_data["skip_reason"] if self.action == WITHOUT else ""
        reviews.taken(review.subject, review.step, review.user, review.state, why=review.why, skipped_because=because)
