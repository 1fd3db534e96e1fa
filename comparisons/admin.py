"""An editor's words about a pair."""

from django.contrib import admin

from comparisons.models import PairNote
from occupations.admin.edit_conflicts import VersionedAdmin, VersionedForm


class PairNoteForm(VersionedForm):
    sayings = {"pairnote_unique": "There is already a note on this pair."}

    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("first"), cleaned.get("second")
        # A pair has no order; it is stored, and therefore checked, in one.
        if first and second and first.pk > second.pk:
            cleaned |= {"first": second, "second": first}
        return cleaned


@admin.register(PairNote)
class PairNoteAdmin(VersionedAdmin):
    form = PairNoteForm
    list_display = ["__str__", "featured"]
    list_filter = ["featured"]
    list_select_related = ["first", "second"]
    search_fields = ["first__title", "second__title"]
    autocomplete_fields = ["first", "second"]
    fieldsets = [
        (
            None,
            {
                "description": "What you save here appears on the comparison page at once, without publishing.",
                "fields": [("first", "second"), "introduction", "verdict", "featured"],
            },
        )
    ]
