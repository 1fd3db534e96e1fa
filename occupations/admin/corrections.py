"""The queue of reported errors: read a report, compare it with the page, fix the error, answer, and tell visitors if
that helps them."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from occupations.admin.edit_conflicts import VersionedAdmin, VersionedForm
from occupations.metrics import ABOUT, JOB_TITLES, RESPONSIBILITIES, SECTIONS
from occupations.models import Correction, Occupation
from occupations.models.corrections import State, occupations_of
from occupations.pages.reported_figure import said_now
from occupations.profiles.formatting import day

SECTION = {ABOUT.key: "words", RESPONSIBILITIES.key: "responsibilities", JOB_TITLES.key: "titles"}
"""Rows of a page → the section of the form in which they are edited; figures have a place of their own."""
SECTION |= {slot.key: "skills" for section in SECTIONS if section.key == "skills" for slot in section.slots}


def form_links(correction: Correction) -> Iterator[tuple[str, str]]:
    """What to open to mend the error: (words, address)."""
    slugs = occupations_of(correction.page)
    if not slugs:
        return
    wanted = Q(slug__in=slugs) | Q(old_slugs__slug__in=slugs)
    found = Occupation.objects.filter(wanted).distinct().order_by("title")
    place = SECTION.get(correction.row, f"figure-{correction.row}" if correction.row else "")
    for occupation in found:
        address = reverse("admin:occupations_occupation_change", args=[occupation.pk])
        yield f"Edit {occupation}", f"{address}#{place}" if place else address
    if len(slugs) > 1:
        words = urlencode({"q": " ".join(occupation.title for occupation in found)})
        yield "Words about the pair", f"{reverse('admin:comparisons_pairnote_changelist')}?{words}"


class CorrectionForm(VersionedForm):
    not_looked_at = ("email", "closed_at")  # set on saving


@admin.register(Correction)
class CorrectionAdmin(VersionedAdmin):
    form = CorrectionForm
    list_display = ["place", "reported", "source", "message_in_short", "state", "public", "created_at"]
    list_filter = ["state", "public"]
    search_fields = ["page", "source", "seen", "message", "wrong", "answer"]
    search_help_text = "Search pages, sources and texts"
    date_hierarchy = "created_at"
    actions = ["accept", "reject", "mark_fixed"]
    readonly_fields = [
        "where",
        "compared",
        "source",
        "figure",
        "message",
        "sender",
        "created_at",
        "decided",
        "shown_at",
    ]
    fieldsets = [
        (
            "What a reader reports",
            {"fields": ["where", "message", "compared", "figure", "source", "sender", "created_at"]},
        ),
        (
            "What became of it",
            {
                "description": "Closing a report as fixed or rejected deletes the email address, so answer first.",
                "fields": ["state", "decided"],
            },
        ),
        ("For visitors", {"fields": ["wrong", "answer", "public", "shown_at"]}),
    ]

    def has_add_permission(self, request):
        return False

    @admin.display(description="page", ordering="page")
    def place(self, correction):
        return correction.place or correction.page

    @admin.display(description="page")
    def where(self, correction):
        if not correction.place:
            return correction.page
        return format_html('<a href="{}">{}</a>', correction.page, correction.place)

    @admin.display(description="figure", ordering="row", empty_value="–")
    def reported(self, correction):
        return correction.seen or correction.figure or None

    @admin.display(description="on the page")
    def compared(self, correction):
        """The row as it was reported and as it is, and where to mend it."""
        now = said_now(correction.page, correction.row)
        context = {"correction": correction, "now": now, "links": list(form_links(correction))}
        return render_to_string("admin/occupations/correction/compared.html", context)

    @admin.display(description="email")
    def sender(self, correction):
        if not correction.email:
            return "Not given, or deleted since."
        subject = urlencode({"subject": f"Your report about {correction.place or correction.page}"})
        return format_html(
            '<a href="mailto:{}?{}">{}</a>', correction.email, subject.replace("+", "%20"), correction.email
        )

    @admin.display(description="decided")
    def decided(self, correction):
        if correction.decided_at is None:
            return "It is not known by whom." if correction.closed_at else "Nobody has decided yet."
        by = correction.decided_by or "somebody who has left"
        return f"{correction.get_state_display().capitalize()}, by {by} on {day(correction.decided_at.date())}"

    @admin.display(description="where visitors see it")
    def shown_at(self, correction):
        return format_html('<a href="{0}">{0}</a>', reverse("occupations:correction-list"))

    @admin.display(description="what is wrong")
    def message_in_short(self, correction):
        return correction.message if len(correction.message) <= 80 else f"{correction.message[:79].rstrip()}…"

    def save_model(self, request, obj, form, change):
        if "state" in form.changed_data:
            obj.decided_by, obj.decided_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)

    @admin.action(description="Accept selected reports", permissions=["change"])
    def accept(self, request, queryset):
        self._move(request, queryset, State.ACCEPTED)

    @admin.action(description="Reject selected reports", permissions=["change"])
    def reject(self, request, queryset):
        self._move(request, queryset, State.REJECTED)

    @admin.action(description="Mark selected reports as fixed", permissions=["change"])
    def mark_fixed(self, request, queryset):
        self._move(request, queryset, State.FIXED)

    def _move(self, request, queryset, state: State) -> None:
        moving = list(queryset.exclude(state=state))
        queryset.move_to(state, request.user)
        for correction in moving:
            self.log_change(request, correction, f"Now {state.label}.")
        text = f"{len(moving)} report{'' if len(moving) == 1 else 's'} now {state.label}."
        self.message_user(request, text, messages.SUCCESS if moving else messages.INFO)
