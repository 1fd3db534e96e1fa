"""The page on which an editor edits an occupation, and the list that leads to it."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import InlineAdminFormSet
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.db import transaction
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from occupations.admin.batch_views import BatchAdmin
from occupations.admin.given import given_for
from occupations.admin.history.of_occupations import OccupationHistoryAdmin
from occupations.admin.occupation_form import OccupationForm
from occupations.admin.occupation_page import OccupationPage
from occupations.admin.overrides import FactFormSet, effects
from occupations.admin.publication_state import STATES, in_state, official_figures, sentences, state_of
from occupations.admin.unsaved_work import KeepsUnsavedWork
from occupations.models import AlternateTitle, Occupation
from occupations.models.kept import allow_deletion
from occupations.profiles.formatting import day
from occupations.publishing import addresses, common_names, merging, publish
from occupations.text.slugs import TITLE_LENGTH
from occupations.text.spaces import looks, tidy

from .codes import digits_of, official_code, with_code
from .inlines import (
    AlternateTitleInline,
    ClassificationInline,
    FigureInline,
    ResponsibilityInline,
    SkillInline,
    WageInline,
    without_links,
)
from .merge_views import MergingAdmin
from .rename_views import RenamingAdmin
from .spreadsheets.views import SpreadsheetAdmin
from .using import UsingFilter
from .worklists import FILTER, EndingFilter, FindingsFilter

WRITTEN = "Written"  # what has a place of its own in the template
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
class OccupationAdmin(
    SpreadsheetAdmin, BatchAdmin, MergingAdmin, RenamingAdmin, KeepsUnsavedWork, OccupationPage, OccupationHistoryAdmin
):
    form = OccupationForm
    change_form_template = "admin/occupations/occupation/change_form.html"
    change_list_template = "admin/occupations/occupation/change_list.html"
    list_display = ["title", "code", "state", "category", "edition", "published_at"]
    list_filter = [StateFilter, ("category", CategoryFilter), FindingsFilter, EndingFilter, UsingFilter]
    search_fields = ["title", "common_name", "automatic_name", "alternate_titles__title"]
    search_help_text = "Search titles, job titles and codes, with or without punctuation"
    list_per_page = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    autocomplete_fields = ["category"]
    fieldsets = [
        (None, {"fields": ["title", "common_name", "category"]}),
        (WRITTEN, {"fields": ["description", "description_after", "own_responsibilities", "own_skills", "left_out"]}),
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
        return rows.defer("live__document").annotate(code=official_code())

    def get_search_results(self, request, queryset, search_term):
        if digits := digits_of(search_term):
            return queryset.filter(pk__in=with_code(digits)), False
        return super().get_search_results(request, queryset, tidy(search_term))

    @admin.display(description="code", ordering="code", empty_value="–")
    def code(self, occupation):
        return occupation.code

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

    def get_fieldsets(self, request, obj=None):
        if self.has_change_permission(request, obj) or obj is None:
            return self.fieldsets
        return [
            (name, options | {"fields": ["description"]} if name == WRITTEN else options)
            for name, options in self.fieldsets
        ]

    def has_delete_permission(self, request, obj=None):
        # A published occupation is withdrawn, not deleted: its editions stay.
        return super().has_delete_permission(request, obj) and (obj is None or obj.live_id is None)

    def kept_among(self, instances):
        rows = list(instances)
        return [row for row in rows if row.live_id] or super().kept_among(rows)

    def why_kept(self, obj):
        if obj.live_id is None:
            return super().why_kept(obj)
        return f"Visitors have read “{obj}”, whose editions stay. Withdraw it, or merge it into another one, instead."

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
        form.called_before = common_names.called([obj.pk]).get(obj.pk, common_names.NEW)
        super().save_model(request, obj, form, change)
        before = form.initial.get("slug") if change else None
        if before == obj.slug:
            return
        if taken_over := addresses.led_elsewhere(obj.slug, obj):
            message = f"The address {obj.slug} used to lead to {taken_over}; it now leads to this occupation."
            self.message_user(request, message, messages.WARNING)
        addresses.move(obj, before or "")

    def save_related(self, request, form, formsets, change):
        leave_out_titles(form, formsets)
        super().save_related(request, form, formsets, change)
        publish.note_changes(form.instance)
        listed = any(formset.model is AlternateTitle and formset.has_changed() for formset in formsets)
        if listed or {"title", "common_name"} & set(form.changed_data):
            # In a transaction of its own, because it may change other occupations.
            before = {form.instance.pk: form.called_before}
            transaction.on_commit(partial(common_names.update, before), robust=True)

    def before_saving(self, request, stored):
        """Only what is saved can be published, so ask about unsaved changes."""
        if ASK_TO_PUBLISH not in request.POST or request.merged.opened.conflicts:
            return None
        if not request.merged.changes:
            return redirect("admin:occupations_occupation_publish", stored.pk)
        request.refusal = "What you typed is not saved yet, and only what is saved can be published."
        return None

    def response_post_save_add(self, request, obj):
        if SAVE_AND_PUBLISH in request.POST:
            return redirect("admin:occupations_occupation_publish", obj.pk)
        address = reverse("admin:occupations_occupation_change", args=[obj.pk])
        filters = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return redirect(add_preserved_filters(filters, address))

    response_post_save_change = response_post_save_add

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["show_save_and_continue"] = False  # saving returns to this page anyway
        if obj:
            # After a refused save, `obj` has what was typed.
            stored = obj if request.method == "GET" else self.get_queryset(request).get(pk=obj.pk)
            draft = given_for(request, stored).profile
            context |= {
                "sentences": sentences(stored),
                "state": state_of(stored),
                "merged": bool(stored.successor_id) and merging.open_merge(stored),
                "public_address": stored.get_absolute_url() if stored.is_public else "",
                **self.step_context(request),
                "asks_to_save": ASK_TO_PUBLISH in request.POST and not context.get("conflicts"),
                "official": official_figures(draft),
                "may_enter": self.has_change_permission(request, obj)
                and request.user.has_perm("occupations.add_figure"),
                "effects": effects(stored, draft) if has_facts(context["inline_admin_formsets"]) else [],
            }
        return super().render_change_form(request, context, add, change, form_url, obj)


def has_facts(inlines: Iterable[InlineAdminFormSet]) -> bool:
    return any(isinstance(one.formset, FactFormSet) and one.formset.initial_form_count() for one in inlines)


def leave_out_titles(form: forms.ModelForm, formsets: Iterable[BaseInlineFormSet]) -> None:
    """Store which titles of sources visitors do not see, before titles of our own, which may be the same."""
    if "left_out" not in form.cleaned_data:
        return
    own = {
        looks(row.cleaned_data.get("title") or "")
        for formset in formsets
        if formset.model is AlternateTitle
        for row in formset.forms
        if row.cleaned_data and not row.cleaned_data.get(DELETION_FIELD_NAME)
    }
    wanted = {title for title in form.cleaned_data["left_out"] if looks(title) not in own}
    hidden = form.instance.alternate_titles.filter(hidden=True)
    hidden.exclude(title__in=wanted).delete()
    stored = set(hidden.values_list("title", flat=True))
    for title in sorted(wanted - stored):
        form.instance.alternate_titles.create(title=title[:TITLE_LENGTH], hidden=True)
