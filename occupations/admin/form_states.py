"""Converts between forms and the page states that are merged: what a form shows and what was submitted, in one
canonical form, and the data to submit instead."""

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from occupations.text.spaces import looks

from .merging import NEW, Row, Rows, State, Value

OFFICIAL = "instead_of"  # the field with the words of a source
LONGEST_NUMBER = 30  # digits; longer numbers are invalid in every field and stay as typed


def stored_state(form: forms.BaseForm, formsets: list[BaseInlineFormSet]) -> State:
    """The state of the page when it is opened. The forms are unbound."""
    return State(shown_values(form), {str(formset.prefix): _stored_rows(formset) for formset in formsets})


def _stored_rows(formset: BaseInlineFormSet) -> Rows:
    rows = ((row, shown_values(row, own_names(formset))) for row in getattr(formset, "rows", formset.forms))
    return {row_key(row.instance.pk, values): values for row, values in rows}


def row_key(key: object, row: Row) -> str:
    """A row that stands for the words of a source is known by them, whether it is stored or not; others by their keys.
    Empty for a new row."""
    if words := row.get(OFFICIAL):
        return f"={sha256(looks(str(words)).encode()).hexdigest()[:16]}"
    return "" if key is None else str(key)


def typed_state(data: QueryDict, form: forms.BaseForm, formsets: list[BaseInlineFormSet]) -> State:
    """The submitted state. A list whose length is unknown is left out."""
    lists = {
        str(formset.prefix): _typed_rows(data, formset) for formset in formsets if _length(data, formset) is not None
    }
    return State(sent_values(data, form), lists)


def write(
    data: QueryDict, state: State, stored: State, form: forms.BaseForm, formsets: list[BaseInlineFormSet]
) -> None:
    """Make the data match the state, for the rows that are stored now. Stored rows that are not in the state are marked
    as deleted."""
    _write_values(data, form, state.fields)
    for formset in formsets:
        if formset.prefix in state.lists and _length(data, formset) is not None:
            _write_rows(data, formset, state.lists[formset.prefix], stored.lists[formset.prefix])


def shown_values(form: forms.BaseForm, without: frozenset[str] = frozenset()) -> Row:
    return {name: in_one_spelling(field, _as_sent(field, form[name].value())) for name, field in _fields(form, without)}


def sent_values(data: QueryDict, form: forms.BaseForm, without: frozenset[str] = frozenset()) -> Row:
    fields = _fields(form, without)
    return {name: in_one_spelling(field, _sent(data, form.add_prefix(name), field)) for name, field in fields}


def own_names(formset: BaseInlineFormSet) -> frozenset[str]:
    """Fields with which a formset identifies its rows; not part of what a row says."""
    return frozenset({_key_name(formset), formset.fk.name, DELETION_FIELD_NAME})


def _key_name(formset: BaseInlineFormSet) -> str:
    return formset.fk.model._meta.pk.name


def in_one_spelling(field: forms.Field, sent: Value) -> Value:
    """One form for all texts that a field treats as equal: 5 and 5.00, text with and without surrounding space."""
    if isinstance(sent, list):
        return sent
    if isinstance(field, forms.IntegerField):  # includes decimal fields
        try:
            number = Decimal(str(field.to_python(sent)))
        except (ValidationError, ArithmeticError):
            return sent.strip()
        return f"{number.normalize():f}" if abs(number.adjusted()) < LONGEST_NUMBER else sent
    return str(field.to_python(sent)) if isinstance(field, forms.CharField) else sent


def _fields(form: forms.BaseForm, without: frozenset[str]) -> Iterator[tuple[str, forms.Field]]:
    for name, field in form.fields.items():
        if name not in without and not field.disabled:
            yield name, field


def _widget(field: forms.Field) -> forms.Widget:
    """The widget inside the one with icons for adding and changing related objects."""
    inner = getattr(field.widget, "widget", None)
    return inner if isinstance(inner, forms.Widget) else field.widget


def _parts(widget: forms.MultiWidget) -> list[str]:
    """The suffixes that a widget with several boxes adds to the field's name."""
    return [f"_{number}" for number in range(len(widget.widgets))]


def _as_sent(field: forms.Field, value: object) -> Value:
    widget = _widget(field)
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list | tuple) else widget.decompress(value) or ()
        return [str(part.format_value(one) or "") for part, one in zip(widget.widgets, parts, strict=True)]
    if isinstance(widget, forms.CheckboxInput):
        return "on" if value else ""
    shown = widget.format_value(value)
    if isinstance(widget, forms.SelectMultiple):
        return sorted(shown or [])
    if isinstance(widget, forms.Select):
        return shown[0] if shown else ""
    return "" if shown is None else str(shown)


def _sent(data: QueryDict, name: str, field: forms.Field) -> Value:
    widget = _widget(field)
    if isinstance(widget, forms.MultiWidget):
        return [str(data.get(name + part, "")) for part in _parts(widget)]
    if isinstance(widget, forms.SelectMultiple):
        return sorted(str(value) for value in data.getlist(name))
    if isinstance(widget, forms.CheckboxInput):
        return "on" if widget.value_from_datadict(data, MultiValueDict(), name) else ""
    return str(data.get(name, ""))


def _typed_rows(data: QueryDict, formset: BaseInlineFormSet) -> Rows:
    own, key = own_names(formset), _key_name(formset)
    template = formset.empty_form
    empty = shown_values(template, own)
    rows: Rows = {}
    for index in range(_length(data, formset) or 0):
        prefix = template.prefix = formset.add_prefix(index)
        row = sent_values(data, template, own)
        deleted = bool(data.get(f"{prefix}-{DELETION_FIELD_NAME}"))
        stored_key = row_key(data.get(f"{prefix}-{key}", ""), row)
        if not deleted and (stored_key or row != empty):
            rows[stored_key or f"{NEW}{index}"] = row
    return rows


def _length(data: QueryDict, formset: BaseInlineFormSet) -> int | None:
    sent = str(data.get(f"{formset.prefix}-TOTAL_FORMS", ""))
    return min(int(sent), formset.absolute_max) if sent.isdecimal() else None


def _write_values(data: QueryDict, form: forms.BaseForm, values: Row, without: frozenset[str] = frozenset()) -> None:
    for name, field in _fields(form, without):
        if name not in values:
            continue
        value, sent_as, widget = values[name], form.add_prefix(name), _widget(field)
        if isinstance(widget, forms.MultiWidget):
            for part, one in zip(_parts(widget), value, strict=True):
                data[sent_as + part] = one
        elif isinstance(value, list):
            data.setlist(sent_as, value)
        elif isinstance(widget, forms.CheckboxInput) and not value:
            data.pop(sent_as, None)
        else:
            data[sent_as] = value


def _write_rows(data: QueryDict, formset: BaseInlineFormSet, rows: Rows, stored: Rows) -> None:
    own, key, template = own_names(formset), _key_name(formset), formset.empty_form
    for index in range(_length(data, formset) or 0):
        prefix = formset.add_prefix(index)
        for name in [name for name in data if name.startswith(f"{prefix}-")]:
            del data[name]
    keys = {row_key(row.instance.pk, shown_values(row, own)): row.instance.pk for row in formset.initial_forms}
    others = [one for one in [*stored, *rows] if one not in keys]
    in_order = list(dict.fromkeys([*keys, *others]))
    for index, one in enumerate(in_order):
        prefix = template.prefix = formset.add_prefix(index)
        _write_values(data, template, rows.get(one) or stored[one], own)
        data[f"{prefix}-{key}"] = str(keys.get(one, ""))
        data[f"{prefix}-{formset.fk.name}"] = str(formset.instance.pk)
        if one not in rows:
            data[f"{prefix}-{DELETION_FIELD_NAME}"] = "on"
    data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(in_order))
    data[f"{formset.prefix}-INITIAL_FORMS"] = str(len(keys))
