"""Two people at one page: whoever saves second is merged with whoever saved first.

Every form carries what it said when it was opened, signed. What only one of the two has changed is saved without a
question. What both have changed is shown as each has typed it, nothing is saved, and the second one says for each
which it is to be.
"""

from typing import NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms.models import BaseInlineFormSet
from django.http import HttpResponse, QueryDict

from occupations.profiles.formatting import day

from .conflict_words import Words, choice_name
from .constraints import ConstraintForm, SlugField
from .form_states import stored_state, typed_state, write
from .merging import Conflict, State, decide, merge, say_the_same
from .typed_work import DELETED, typed_work_page

FIELD = "opened"


class Opened(NamedTuple):
    """What a form carries: what it said when it was opened, None where that cannot be read, and what is to be
    decided."""

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
        """Empty, for the admin says which model it is; mypy's plugin for Django would search for it without end."""

    refusal = ""  # why nothing is saved, whatever the fields say

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal, code="conflict")
        return cleaned


class Merged(NamedTuple):
    """What became of what was sent. `overruled`: in words, what was stored and is replaced knowingly. `changes`: saving
    it would change something."""

    data: QueryDict
    opened: Opened
    overruled: list[str]
    words: Words
    changes: bool


def merged(data: QueryDict, instance: models.Model, form: forms.BaseForm, lists: list[BaseInlineFormSet]) -> Merged:
    """What was sent for the instance, on top of what is stored now, which is what the forms show."""
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


def last_save(instance: models.Model) -> str:
    """Who saved it last, as far as the log knows."""
    kind = ContentType.objects.get_for_model(instance)
    entry = LogEntry.objects.filter(content_type=kind, object_id=str(instance.pk)).select_related("user").first()
    name = instance._meta.verbose_name
    if entry is None:
        return f"Since you opened this {name}, it was changed."
    who = entry.user.get_full_name() or entry.user.get_username()
    when = f"{day(entry.action_time.date())}, {entry.action_time:%H:%M} UTC"
    what = str(entry.get_change_message()).rstrip(".")
    return f"Since you opened this {name}, it was changed; last by {who} on {when}{f': {what}' if what else ''}."


class VersionedAdmin(admin.ModelAdmin):
    """An admin whose every save is merged with what was saved since the page was opened."""

    form = VersionedForm
    formfield_overrides = {models.SlugField: {"form_class": SlugField}}
    change_form_template = "admin/versioned_change_form.html"
    delete_confirmation_template = "admin/versioned_delete_confirmation.html"

    class Media:
        css = {"all": ["admin-desk.css"]}
        js = ["admin-desk.js"]

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        writes = request.method == "POST" and transaction.get_connection().in_atomic_block
        return self.hold(found) if found is not None and writes else found

    def hold(self, instance: models.Model) -> models.Model:
        """The row as it is now, held until the transaction of this request ends."""
        held = self.model._default_manager.select_for_update(of=("self",))
        return held.get(pk=instance.pk)

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
        """Let the request say what is to be saved, and what stands against saving it."""
        request.merged = merged(request.POST, stored, *self.shown_forms(request, stored))
        request.POST = request.merged.data
        if request.merged.opened.conflicts:
            request.refusal = f"Nothing was saved. {last_save(stored)}"

    def before_saving(self, request, stored: models.Model) -> HttpResponse | None:
        """An answer in the place of saving what was merged, which `request.merged` has."""

    def shown_forms(self, request, obj) -> tuple[forms.BaseForm, list[BaseInlineFormSet]]:
        """The form and the lists that may be edited, of what is stored."""
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
        form = super().get_form(request, obj, change=change, **kwargs)  # a class of this request alone
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

    # Deleting: what somebody has changed meanwhile is not deleted unseen

    def _delete_view(self, request, object_id, extra_context):
        stored = self.get_object(request, unquote(object_id))
        context = dict(extra_context or {})
        if stored is not None and self.has_delete_permission(request, stored):
            state = stored_state(*self.shown_forms(request, stored))
            context[FIELD] = Opened(state, []).sealed(stored)
            if FIELD in request.POST and opened(request.POST, stored).state != state:
                self.message_user(request, f"Nothing was deleted. {last_save(stored)}", messages.WARNING)
                request.POST = QueryDict()
        return super()._delete_view(request, object_id, context)
