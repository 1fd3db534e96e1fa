"""The page on which an editor edits an occupation, and the list that leads to it."""

from contextlib import suppress

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect

from occupations.admin.batch_views import BatchAdmin
from occupations.admin.edit_conflicts import VersionedAdmin, VersionedForm
from occupations.admin.overrides import effects
from occupations.admin.publication_state import STATES, in_state, official_figures, sentences, state_of
from occupations.models import AlternateTitle, Occupation, OldSlug
from occupations.models.kept import allow_deletion
from occupations.profiles.formatting import day
from occupations.publishing import common_names, followup, publish
from occupations.publishing.building import verbatim_words
from occupations.text import english
from occupations.text.slugs import slug_of

from .inlines import (
    AlternateTitleInline,
    ClassificationInline,
    FigureInline,
    ResponsibilityInline,
    SkillInline,
    WageInline,
    without_links,
)
from .worklists import FILTER, EndingFilter, FindingsFilter


class OccupationForm(VersionedForm):
    """Shows the automatic values of fields that are empty."""

    places = {"occupation_common_name_unique": "common_name"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            return
        verbatim = verbatim_words()
        running = self.instance.running or english.running(self.instance.heading, verbatim)
        for name, text in (
            ("common_name", self.instance.automatic_name or "none, the title is shown"),
            ("plural", english.plural(running)),
            ("running", english.running(self.instance.heading, verbatim)),
        ):
            if name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = f"automatic: {text}"
        if "article" in self.fields:
            worked_out = f"automatic: {english.article(running)}"
            self.fields["article"].choices = [("", worked_out), ("a", "a"), ("an", "an")]

    def clean(self):
        cleaned = super().clean()
        # An emptied slug is made again from the title, and may be the one it already has.
        if "slug" in cleaned and not cleaned["slug"] and self.initial.get("slug"):
            automatic = slug_of(cleaned.get("title", ""))
            if automatic == self.initial["slug"]:
                cleaned["slug"] = automatic
        for field in ("title", "common_name"):
            if (name := cleaned.get(field)) and (refusal := self._refusal(field, name)):
                self.add_error(field, refusal)
        return cleaned

    def _refusal(self, field: str, name: str) -> str:
        """Why the occupation cannot be called so; empty if it can."""
        other = common_names.taken_by(name, self.instance.pk)
        if field == "title":
            taken = other is not None and other.common_name.casefold() == name.casefold()
            return f"“{name}” is the common name of “{other}”." if taken else ""
        if other is not None:
            which = "title" if other.title.casefold() == name.casefold() else "common name"
            whose = "another occupation" if which == "title" else f"“{other}”"
            return (
                f"“{name}” is the {which} of {whose}. Choose another name, or give that occupation another one first."
            )
        wide = common_names.too_wide(name, self.instance.pk)
        if wide and name.casefold() not in (self.instance.automatic_name.casefold(), self.instance.title.casefold()):
            return f"“{name}” could be any of {len(wide)} other occupations, such as “{wide[0]}”. Say which."
        return ""


ASK_TO_PUBLISH, SAVE_AND_PUBLISH = "_publish", "_save_and_publish"  # submit buttons of the page


class CategoryFilter(admin.RelatedFieldListFilter):
    template = FILTER


class StateFilter(admin.SimpleListFilter):
    template = FILTER
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(key, name) for key, (name, _) in STATES.items()]

    def queryset(self, request, queryset):
        return in_state(queryset, self.value())


@admin.register(Occupation)
class OccupationAdmin(BatchAdmin, VersionedAdmin):
    form = OccupationForm
    change_form_template = "admin/occupations/occupation/change_form.html"
    change_list_template = "admin/occupations/occupation/change_list.html"
    list_display = ["title", "state", "category", "edition", "published_at"]
    list_filter = [StateFilter, ("category", CategoryFilter), FindingsFilter, EndingFilter]
    search_fields = ["title", "common_name", "automatic_name", "alternate_titles__title"]
    search_help_text = "Search titles and job titles"
    list_per_page = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    autocomplete_fields = ["category"]
    fieldsets = [
        (None, {"fields": ["title", "common_name", "category", "description"]}),
        (
            "Address and forms of the title",
            {
                "classes": ["collapse"],
                "description": "The site fills these in automatically. Enter only what it gets wrong.",
                "fields": ["slug", ("plural", "running", "article")],
            },
        ),
    ]
    inlines = [
        ResponsibilityInline,
        SkillInline,
        AlternateTitleInline,
        ClassificationInline,
        WageInline,
        FigureInline,
    ]

    # The list

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("category", "live", "successor")
        return rows.defer("live__document")

    @admin.display(description="state")
    def state(self, occupation):
        return STATES[state_of(occupation)][0]

    @admin.display(description="live edition", ordering="live__number", empty_value="–")
    def edition(self, occupation):
        return occupation.live.number if occupation.is_public else None

    @admin.display(description="published", ordering="live__published_at", empty_value="–")
    def published_at(self, occupation):
        return day(occupation.live.published_at.date()) if occupation.live else None

    # The page

    def has_delete_permission(self, request, obj=None):
        # A published occupation is withdrawn, not deleted: its editions stay.
        return super().has_delete_permission(request, obj) and (obj is None or obj.live_id is None)

    def delete_model(self, request, obj):
        allow_deletion()  # of its own figures from a file
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        allow_deletion()
        super().delete_queryset(request, queryset)

    def hold(self, instance):
        with suppress(Occupation.DoesNotExist):
            return publish.lock(instance.pk)
        return None

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "description":
            field.widget = forms.Textarea(attrs={"rows": 9, "class": "vLargeTextField desk-wide"})
        return without_links(field, add=True)

    def save_model(self, request: HttpRequest, obj: Occupation, form: OccupationForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        before = form.initial.get("slug") if change else None
        if before == obj.slug:
            return
        taken_over = OldSlug.objects.filter(slug=obj.slug).exclude(occupation=obj).select_related("occupation").first()
        if taken_over:
            message = (
                f"The address {obj.slug} used to lead to {taken_over.occupation}; it now leads to this occupation."
            )
            self.message_user(request, message, messages.WARNING)
        OldSlug.objects.filter(slug=obj.slug).delete()
        if before:
            OldSlug.objects.update_or_create(slug=before, defaults={"occupation": obj})
            followup.follow()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        publish.note_changes(form.instance)
        listed = any(formset.model is AlternateTitle and formset.has_changed() for formset in formsets)
        if listed or {"title", "common_name"} & set(form.changed_data):
            # In a transaction of its own, because it may change other occupations.
            transaction.on_commit(common_names.update, robust=True)

    def before_saving(self, request, stored):
        """Only what is saved can be published, so ask about unsaved changes."""
        if ASK_TO_PUBLISH not in request.POST or request.merged.opened.conflicts:
            return None
        if not request.merged.changes:
            return redirect("admin:occupations_occupation_publish", stored.pk)
        request.refusal = "What you typed is not saved yet, and only what is saved can be published."
        return None

    def response_post_save_add(self, request, obj):
        step = "publish" if SAVE_AND_PUBLISH in request.POST else "change"
        return redirect(f"admin:occupations_occupation_{step}", obj.pk)

    response_post_save_change = response_post_save_add

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["show_save_and_continue"] = False  # saving returns to this page anyway
        if obj:
            # After a refused save, `obj` has what was typed.
            stored = self.get_queryset(request).get(pk=obj.pk)
            draft = publish.draft_profile(stored)
            context |= {
                "sentences": sentences(stored),
                "state": state_of(stored),
                "public_address": stored.get_absolute_url() if stored.is_public else "",
                **self.step_context(request),
                "asks_to_save": ASK_TO_PUBLISH in request.POST and not context.get("conflicts"),
                "official": official_figures(draft),
                "effects": effects(stored, draft),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)
