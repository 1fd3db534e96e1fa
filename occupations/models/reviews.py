"""Requests that a second person looks at a change before visitors see it, and what became of them."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .fields import LongText


class Step(models.TextChoices):
    """What is asked for."""

    PUBLISH = "publish", "publish"
    WITHDRAW = "withdraw", "withdraw"
    MERGE = "merge", "merge"


class Outcome(models.TextChoices):
    OPEN = "open", "waiting for a review"
    APPROVED = "approved", "approved"
    SENT_BACK = "sent_back", "sent back"
    TAKEN_BACK = "taken_back", "taken back by who asked"
    REPLACED = "replaced", "replaced by a newer one"
    PASSED = "passed", "published without a review"


class ReviewRequest(models.Model):
    """Somebody asks that a step be looked at and taken. `subject`: an occupation, words about a pair, or a batch. What
    needed a review and was done without one is a row, too, so that it can be listed."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=36)
    subject = GenericForeignKey()
    title = models.CharField("what", max_length=260, help_text="The name of the subject when it was asked for.")
    step = models.CharField(max_length=10, choices=Step, default=Step.PUBLISH)
    why = models.CharField(
        "needed for", max_length=200, blank=True, help_text="Why a review is needed; empty if somebody just wants one."
    )
    asked_about = models.CharField(max_length=64, help_text="The state of the subject that a reviewer may approve.")
    note = models.CharField(max_length=300, blank=True, help_text="For the history of editions, once published.")
    moment = models.DateTimeField("publish at", null=True, blank=True, help_text="Empty: as soon as it is approved.")
    withdrawal = models.JSONField(
        default=dict,
        help_text="Of a withdrawal: {reason, successor: key of an occupation}; of a merge: {into: key, choices}.",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="asked by"
    )
    asked_at = models.DateTimeField("asked", default=timezone.now)
    outcome = models.CharField("state", max_length=10, choices=Outcome, default=Outcome.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="decided by"
    )
    decided_at = models.DateTimeField("decided", null=True)
    reason = models.CharField(
        max_length=500, blank=True, help_text="Why it was sent back, or published without a review."
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = "review"
        permissions = [("skip_review", "Can publish and withdraw without the review that is needed")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(outcome=Outcome.OPEN),
                name="reviewrequest_one_open",
                violation_error_message="A review is asked for already.",
            ),
            models.CheckConstraint(
                name="reviewrequest_open_until_decided",
                condition=Q(outcome=Outcome.OPEN, decided_at=None)
                | ~Q(outcome=Outcome.OPEN) & Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reviewrequest_approved_by_another",
                condition=~Q(outcome=Outcome.APPROVED)
                | Q(asked_by=None)
                | Q(decided_by=None)
                | ~Q(asked_by=F("decided_by")),
            ),
            models.CheckConstraint(
                name="reviewrequest_reason_given",
                condition=~Q(outcome__in=[Outcome.SENT_BACK, Outcome.PASSED]) | ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="reviewrequest_subject")]

    def __str__(self):
        return f"{self.get_step_display().capitalize()} {self.title}"


class ReviewComment(models.Model):
    request = models.ForeignKey(ReviewRequest, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    text = LongText(max_length=2000)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(name="reviewcomment_text_not_empty", condition=~Q(text=""))]

    def __str__(self):
        return self.text
