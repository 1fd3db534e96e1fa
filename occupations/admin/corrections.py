"""The queue of reported errors: read a report, check it, fix the error, and tell visitors if that helps them."""

from django.contrib import admin, messages
from django.utils.html import format_html

from occupations.admin.edit_conflicts import VersionedAdmin, VersionedForm
from occupations.models import Correction
from occupations.models.corrections import State


class CorrectionForm(VersionedForm):
    not_looked_at = ("email", "closed_at")  # set on saving


@admin.register(Correction)
class CorrectionAdmin(VersionedAdmin):
    form = CorrectionForm
    list_display = ["place", "source", "message_in_short", "state", "public", "created_at"]
    list_filter = ["state", "public"]
    search_fields = ["page", "source", "message", "wrong", "answer"]
    search_help_text = "Search pages, sources and texts"
    date_hierarchy = "created_at"
    actions = ["accept", "reject", "mark_fixed"]
    readonly_fields = ["where", "source", "figure", "message", "email", "created_at", "closed_at"]
    fieldsets = [
        ("What a reader reports", {"fields": ["where", "source", "figure", "message", "email", "created_at"]}),
        (
            "What became of it",
            {
                "description": "Closing a report as fixed or rejected deletes the email address, so answer first.",
                "fields": ["state", "closed_at"],
            },
        ),
        ("For visitors", {"fields": ["wrong", "answer", "public"]}),
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

    @admin.display(description="what is wrong")
    def message_in_short(self, correction):
        return correction.message if len(correction.message) <= 80 else f"{correction.message[:79].rstrip()}…"

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
        queryset.move_to(state)
        for correction in moving:
            self.log_change(request, correction, f"Now {state.label}.")
        text = f"{len(moving)} report{'' if len(moving) == 1 else 's'} now {state.label}."
        self.message_user(request, text, messages.SUCCESS if moving else messages.INFO)
