"""Errors that readers report, and what became of each report."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.urls import Resolver404, resolve
from django.utils import timezone

from occupations.profiles import formatting

from .fields import LongText, OneLineText


class State(models.TextChoices):
    NEW = "new", "new"
    ACCEPTED = "accepted", "accepted, to be fixed"
    REJECTED = "rejected", "rejected"
    FIXED = "fixed", "fixed"


OPEN = [State.NEW, State.ACCEPTED]
CLOSED = [State.REJECTED, State.FIXED]


class CorrectionQuerySet(models.QuerySet):
    def public(self):
        """The corrections that visitors see: errors that were fixed or will be, and made public, newest first."""
        return self.filter(public=True).order_by(Coalesce("closed_at", "decided_at").desc(), "-pk")

    def move_to(self, state: State, by: Any = None) -> int:
        """Move those that are in another state to this one; returns how many. Closing a report deletes who sent it. One
        that visitors see stays visible only if what was to be fixed is fixed."""
        now = timezone.now()
        became = {"email": "", "closed_at": now} if state in CLOSED else {"closed_at": None}
        still = Case(When(state=State.ACCEPTED, then=F("public")), default=False) if state == State.FIXED else False
        decided = {"decided_by": by, "decided_at": now, "public": still}
        return self.exclude(state=state).update(state=state, version=F("version") + 1, **became, **decided)


class Correction(models.Model):
    """One report. The only thing stored about its sender is an email address, if given, until the report is closed."""

    page = OneLineText(max_length=500, help_text="Path of the page that the report is about.")
    source = OneLineText(max_length=300, blank=True)
    figure = OneLineText("which figure", max_length=200, blank=True)
    row = models.CharField(max_length=40, blank=True, help_text="The key of the row of the page that it is about.")
    seen = OneLineText(
        "what the page said", max_length=300, blank=True, help_text="In that row, when the report was sent."
    )
    message = LongText(max_length=2000)
    email = models.EmailField("email", blank=True, help_text="Used only to answer; deleted when the report is closed.")
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    wrong = LongText(
        "what was wrong",
        blank=True,
        max_length=1000,
        help_text="Shown to visitors, in our own words. The reader's words are not shown.",
    )
    answer = LongText(
        "what was done",
        blank=True,
        max_length=1000,
        help_text="Shown to visitors: what is correct now, and since when; or what we are going to do.",
    )
    public = models.BooleanField(
        "shown to visitors",
        default=False,
        help_text="Only for errors that are accepted or fixed. Visitors then see the page, the two texts above and the "
        "day.",
    )
    created_at = models.DateTimeField("received", auto_now_add=True)
    closed_at = models.DateTimeField("closed", null=True, blank=True, editable=False)
    decided_at = models.DateTimeField("decided", null=True, editable=False, help_text="When its state last changed.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "reported error"
        constraints = [
            models.CheckConstraint(name="correction_message_not_empty", condition=~Q(message="")),
            models.CheckConstraint(
                name="correction_closed_has_a_day",
                condition=Q(state__in=OPEN, closed_at__isnull=True) | Q(state__in=CLOSED, closed_at__isnull=False),
            ),
            models.CheckConstraint(name="correction_closed_keeps_no_email", condition=Q(state__in=OPEN) | Q(email="")),
            models.CheckConstraint(
                name="correction_public_is_accepted_and_told",
                condition=Q(public=False) | (Q(state__in=[State.ACCEPTED, State.FIXED]) & ~Q(wrong="") & ~Q(answer="")),
                violation_error_message="To show the correction to visitors, say what was wrong and what was done, and "
                "set the state to “fixed” or “accepted”.",
            ),
        ]
        indexes = [models.Index(fields=["-closed_at"], condition=Q(public=True), name="correction_public")]

    def __str__(self):
        return f"{self.place}, {formatting.day(self.created_at)}" if self.created_at else self.place

    def save(self, *args, **kwargs):
        closed = self.state in CLOSED
        if closed:
            self.email = ""
        self.closed_at = (self.closed_at or timezone.now()) if closed else None
        super().save(*args, **kwargs)

    @property
    def place(self) -> str:
        return place(self.page)


def occupations_of(path: str) -> list[str]:
    """The slugs of the occupations that a page of this site shows; empty for other pages."""
    try:
        match = resolve(path)
    except Resolver404:
        return []
    if match.view_name not in ("occupations:occupation-detail", "comparisons:comparison-detail"):
        return []
    return str(match.kwargs.get("pair") or match.kwargs["slug"]).split("-vs-")


def place(path: str) -> str:
    """A page in words: "/compare/cook-vs-chef/" → "Cook vs chef"; the path itself if it names nothing; "" if it is not
    a public page of this site."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    if not match.namespaces or match.namespaces[0] in ("admin", "api"):
        return ""
    name = str(match.kwargs.get("pair") or match.kwargs.get("slug") or "")
    words = name.replace("-vs-", " vs ").replace("-", " ")
    return words[:1].upper() + words[1:] or path
