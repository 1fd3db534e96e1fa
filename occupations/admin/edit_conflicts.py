"""Two people edit one page: the changes of whoever saves second are merged with those saved first.

Every form carries, signed, what it showed when it was opened. What only one of the two changed is saved without a
question. If both changed the same thing, nothing is saved, the page shows both versions, and whoever saved second
chooses.
"""

from typing import NamedTuple

from django import forms
from django.contrib.admin.utils import unquote
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms.models import BaseInlineFormSet
from django.http import HttpResponse, QueryDict

from .conflict_words import Words, choice_name
from .constraints import ConstraintForm, SlugField
from .deleting import DeletingAdmin, last_save
from .form_states import stored_state, typed_state, write
from .merging import Conflict, State, decide, merge, say_the_same
from .typed_work import DELETED, typed_work_page

FIELD = "opened"


class Opened(NamedTuple):
    """The state when the form was opened, None if it cannot be read, and the decisions made since."""

    state: State | None
    conflicts: list[Conflict]

    def sealed(self, instance: models.Model) -> str:
        return signing.dumps(self, salt=_salt(instance), compress=True)


def opened(data: QueryDict, instance: models.Model) -> Opened:
    try:
        state, conflicts = signing.loads(str(data.get(FIELD, "")), salt=_salt(instance))
    except signing.BadSignature:
        return Opened(None, [])
    return Opened(State(*state), [Conflict(*conflict) for conflict in conflicts])


def _salt(instance: models.Model) -> str:
    return f"{instance._meta.label_lower} {instance.pk}"


class VersionedForm(ConstraintForm):
    class Meta:
        """Empty, because the admin sets the model; otherwise mypy's plugin for Django would search for it without
        end."""

    refusal = ""  # why nothing is saved, even if the fields are valid
    withheld = False  # only shown, to be saved later

    def is_valid(self):
        return super().is_valid() and not self.withheld

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal, code="conflict")
        return cleaned


class Merged(NamedTuple):
    """The result of merging. `overruled`: descriptions of stored values that are replaced on purpose. `changes`:
    whether saving would change anything."""

    data: QueryDict
    opened: Opened
    overruled: list[str]
    words: Words
    changes: bool


def merged(data: QueryDict, instance: models.Model, form: forms.BaseForm, lists: list[BaseInlineFormSet]) -> Merged:
    """The submitted data, merged with what is stored now, which is what the forms show."""
    before = opened(data, instance)
    stored, typed = stored_state(form, lists), typed_state(data, form, lists)
    words = Words(form, lists, stored)
    undecided: list[Conflict] = []
    overruled: list[str] = []
    for conflict in before.conflicts:
        choice = data.get(choice_name(conflict))
        if choice not in ("stored", "typed") or before.state is None:
            undecided.append(conflict)
            continue
        decide(conflict, before.state, typed, keep_typed=choice == "typed")
        if choice == "typed":
            overruled.append(words.stored_in_words(conflict))
    state, conflicts = merge(before.state, stored, typed)
    changes = not say_the_same(state, stored)
    if before.state == stored and not before.conflicts:
        return Merged(data, before, [], words, changes)
    again = {conflict.place for conflict in conflicts}
    conflicts += [conflict for conflict in undecided if conflict.place not in again]
    result = data.copy()
    write(result, state, stored, form, lists)
    return Merged(result, Opened(stored, conflicts), overruled, words, changes)


class VersionedAdmin(DeletingAdmin):
    """An admin that merges every save with what was saved since the page was opened."""

    form = VersionedForm
    formfield_overrides = {models.SlugField: {"form_class": SlugField}}
    change_form_template = "admin/versioned_change_form.html"

    class Media:
        css = {"all": ["admin-desk.css"]}
        js = ["admin-desk.js"]

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        writes = request.method == "POST" and transaction.get_connection().in_atomic_block
        return self.hold(found) if found is not None and writes else found

    def hold(self, instance: models.Model) -> models.Model | None:
        """The row as it is now, locked until the transaction of this request ends; None if it has just been deleted."""
        held = self.model._default_manager.select_for_update(of=("self",))
        return held.filter(pk=instance.pk).first()

    def save_model(self, request, obj, form, change):
        if change and hasattr(obj, "version"):
            obj.version += 1
        super().save_model(request, obj, form, change)

    def _changeform_view(self, request, object_id, form_url, extra_context):
        if request.method == "POST" and object_id is not None:
            stored = self.get_object(request, unquote(object_id))
            if stored is None and self.has_change_permission(request):
                return typed_work_page(request, DELETED)
            if stored is not None and self.has_change_permission(request, stored):
                self.merge(request, stored)
                if answer := self.before_saving(request, stored):
                    return answer
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def merge(self, request, stored: models.Model) -> None:
        """Attach to the request what is to be saved and the reason not to save it, if there is one."""
        request.merged = merged(request.POST, stored, *self.shown_forms(request, stored))
        request.POST = request.merged.data
        if request.merged.opened.conflicts:
            request.refusal = f"Nothing was saved. {last_save(stored)}"

    def before_saving(self, request, stored: models.Model) -> HttpResponse | None:
        """A response to use instead of saving what was merged, which is in `request.merged`."""

    def shown_forms(self, request, obj) -> tuple[forms.BaseModelForm, list[BaseInlineFormSet]]:
        """The form and formsets for what is stored."""
        form = self.get_form(request, obj, change=True)(instance=obj)
        lists = [
            formset_class(
                instance=obj, prefix=formset_class.get_default_prefix(), queryset=inline.get_queryset(request)
            )
            for formset_class, inline in self.get_formsets_with_inlines(request, obj)
            if inline.has_change_permission(request, obj)
        ]
        return form, lists

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)  # a class for this request only
        form.refusal = getattr(request, "refusal", "")
        return form

    def log_change(self, request, obj, message):
        entry = super().log_change(request, obj, message)
        for words in request.merged.overruled if hasattr(request, "merged") else []:
            super().log_change(request, obj, f"Replaced what was stored: {words}.")
        return entry

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if hasattr(request, "merged"):
            context[FIELD] = request.merged.opened.sealed(obj)
            context["conflicts"] = [request.merged.words.shown(one) for one in request.merged.opened.conflicts]
        elif obj is not None and self.has_change_permission(request, obj):
            lists = [inline.formset for inline in context["inline_admin_formsets"] if inline.has_change_permission]
            context[FIELD] = Opened(stored_state(context["adminform"].form, lists), []).sealed(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)
