"""Conflicts between what is stored and what was typed, described in the words of the page."""

from typing import NamedTuple

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.hashable import make_hashable

from .merging import POSITION, Conflict, Row, State, Value

EMPTY = "(empty)"


class ShownConflict(NamedTuple):
    """`name`: of the two buttons of which one is chosen. `stored` and `typed`: for an order, its lines."""

    name: str
    label: str
    stored: list[str]
    typed: list[str]


def choice_name(conflict: Conflict) -> str:
    return ":".join(("decide", *conflict.place))


class Words:
    """Describes the conflicts of one page. `stored`: what its unbound forms show."""

    def __init__(self, form: forms.BaseForm, lists: list[BaseInlineFormSet], stored: State) -> None:
        self.form, self.stored = form, stored
        self.lists = {formset.prefix: formset for formset in lists}
        self.rows = {formset.prefix: formset.empty_form for formset in lists}

    def shown(self, conflict: Conflict) -> ShownConflict:
        stored, typed = (self._value(conflict, value) for value in (conflict.stored, conflict.typed))
        return ShownConflict(choice_name(conflict), self._label(conflict), stored, typed)

    def stored_in_words(self, conflict: Conflict) -> str:
        return f"{self._label(conflict)}: {'; '.join(self._value(conflict, conflict.stored))}"

    def _label(self, conflict: Conflict) -> str:
        if not conflict.list:
            return self.field_label(self.form, conflict.field)
        name = self.list_label(conflict.list)
        if not conflict.row:
            return f"{name}: order"
        described = f"{name}: “{self._row(conflict.list, conflict.row, conflict)}”"
        return (
            f"{described}, {self.field_label(self.rows[conflict.list], conflict.field)}"
            if conflict.field
            else described
        )

    def list_label(self, name: str) -> str:
        plural = str(self.lists[name].fk.model._meta.verbose_name_plural)
        return plural[:1].upper() + plural[1:]

    def field_label(self, form: forms.BaseForm, name: str) -> str:
        return str(form[name].label)

    def _value(self, conflict: Conflict, value: Value | Row | None) -> list[str]:
        if value is None:
            return ["(deleted)"]
        if isinstance(value, dict):
            return [self.described(conflict.list, value)]
        if conflict.row or conflict.field:
            form = self.rows[conflict.list] if conflict.list else self.form
            return [shown(form.fields[conflict.field], value)]
        return [self._row(conflict.list, key, conflict) for key in value]

    def _row(self, name: str, key: str, conflict: Conflict) -> str:
        row = self.stored.lists[name].get(key) or next(
            (value for value in (conflict.stored, conflict.typed) if isinstance(value, dict)), {}
        )
        return self.described(name, row)

    def described(self, name: str, row: Row) -> str:
        fields = self.rows[name].fields
        return ", ".join(shown(fields[one], value) for one, value in row.items() if one != POSITION and value)


def shown(field: forms.Field, value: Value) -> str:
    """A value as the page would print it."""
    if isinstance(value, list):
        return ", ".join(shown(field, one) for one in value if one) or EMPTY
    if isinstance(field, forms.BooleanField):
        return "yes" if value else "no"
    if not value:
        return EMPTY
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        rows = field.queryset.model._default_manager
        return str((value.isdecimal() and rows.filter(pk=value).first()) or value)
    if isinstance(field, forms.ChoiceField):
        return str(labels(field).get(value, value))
    return value


def labels(field: forms.ChoiceField) -> dict[str, object]:
    """The label of each choice, including choices in groups."""
    found: dict[str, object] = {}
    for value, label in make_hashable(field.choices):
        groups = label if isinstance(label, tuple) else [(value, label)]
        found |= {str(one): name for one, name in groups}
    return found
