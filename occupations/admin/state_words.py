"""The difference between what a form shows and what was typed into it."""

from collections.abc import Iterator

from django import forms
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict

from occupations.admin.conflict_words import Words, shown
from occupations.admin.edit_conflicts import merged
from occupations.admin.form_states import stored_state, typed_state
from occupations.admin.history.words import Section, in_list
from occupations.admin.merging import State
from occupations.text.aligned import Item, aligned
from occupations.text.word_diff import word_diff


def differences(
    sent: QueryDict, form: forms.BaseForm, lists: list[BaseInlineFormSet], obj: models.Model | None
) -> list[Section]:
    """What saving it would change now. `obj`: what the forms show; None for a new row."""
    stored = stored_state(form, lists)
    data = merged(sent, obj, form, lists).data if obj else sent
    typed, words = typed_state(data, form, lists), Words(form, lists, stored)
    return [*_of_fields(form, words, stored, typed), *_of_lists(words, stored, typed)]


def _of_fields(form: forms.BaseForm, words: Words, stored: State, typed: State) -> Iterator[Section]:
    for name, value in typed.fields.items():
        was = stored.fields.get(name, "")
        if value != was:
            pieces = word_diff(*(shown(form.fields[name], one) if one else "" for one in (was, value)))
            yield Section(name, words.field_label(form, name), pieces, [], 0, [])


def _of_lists(words: Words, stored: State, typed: State) -> Iterator[Section]:
    for name, rows in typed.lists.items():
        was, now = (
            [Item(words.described(name, row), key) for key, row in one.items()]
            for one in (stored.lists.get(name, {}), rows)
        )
        lines = aligned(was, now)
        if changed := [line for line in lines if line.changed]:
            marked = [in_list(line) for line in changed]
            yield Section(name, words.list_label(name), [], marked, len(lines) - len(changed), [])
