"""An earlier state as a form would send it: it is restored by a save like any other, with all its checks."""

from copy import copy

from django import forms
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict

from occupations.admin import form_states, merging
from occupations.admin.merging import NEW, POSITION, Rows

from .kinds import History, Kind, Row, State


def data_of(
    history: History,
    state: State,
    only: str,
    form: forms.BaseModelForm,
    lists: list[BaseInlineFormSet],
) -> QueryDict:
    """What a browser would send of the page with that state in it. `only`: a field or the key of a list, and everything
    else as it is; empty for all. The forms show what is stored."""
    stored = form_states.stored_state(form, lists)
    wanted = merging.State(dict(stored.fields), dict(stored.lists))
    (row,) = state[history.kinds[0].key]
    owner = history.kinds[0].instance(row)
    then = form_states.shown_values(type(form)(instance=owner))
    names = {field.name for field in history.kinds[0].fields()}
    wanted.fields.update({name: value for name, value in then.items() if name in names and only in ("", name)})
    kinds: dict[object, Kind] = {kind.model: kind for kind in history.lists}
    for formset in lists:
        kind = kinds.get(formset.model)
        if kind is not None and only in ("", kind.key):
            rows = state.get(kind.key, [])
            shown = _shown_then(kind, rows, formset, form.instance if only else _as_then(form.instance, owner, history))
            wanted.lists[str(formset.prefix)] = _keyed(shown, formset, stored.lists[str(formset.prefix)])
            if kind.left_out in wanted.fields:
                wanted.fields[kind.left_out] = sorted(str(row[kind.first[0]]) for row in rows if row.get("hidden"))
    data = QueryDict(mutable=True)
    for formset in lists:
        data[f"{formset.prefix}-TOTAL_FORMS"] = "0"
    form_states.write(data, wanted, stored, form, lists)
    return data


def _as_then(now: models.Model, then: models.Model, history: History) -> models.Model:
    """What is stored, with what its own row said then."""
    mixed = copy(now)
    for field in history.kinds[0].fields():
        setattr(mixed, field.attname, getattr(then, field.attname))
    return mixed


def _shown_then(kind: Kind, rows: list[Row], formset: BaseInlineFormSet, owner: models.Model) -> BaseInlineFormSet:
    """The list as it would show these rows. Those of an edition have no keys, so they get some that no row has."""
    in_order = sorted(rows, key=lambda row: (row.get(POSITION) or float("inf"), row.get("id") or 0))
    instances = []
    for number, row in enumerate(in_order, start=1):
        if kind.left_out and row.get("hidden"):
            continue
        instances.append(kind.instance(row))
        instances[-1].pk = instances[-1].pk or -number
    then = type(type(formset).__name__, (type(formset),), {"_queryset": instances})
    return then(instance=owner, prefix=formset.prefix)


def _keyed(shown: BaseInlineFormSet, formset: BaseInlineFormSet, stored: Rows) -> Rows:
    """Rows that are stored keep their keys; others take that of a row that says the same, or are new."""
    own = form_states.own_names(formset)
    found: Rows = {}
    for number, form in enumerate(getattr(shown, "rows", shown.forms), start=1):
        values = form_states.shown_values(form, own)
        key = form_states.row_key(form.instance.pk, values)
        if key not in stored and values.get(form_states.OFFICIAL, "") == "":
            key = _key_of(values, stored, found) or f"{NEW}{number}"
        found[key] = values
    return found


def _key_of(values: merging.Row, stored: Rows, taken: Rows) -> str:
    said = _without_place(values)
    return next((key for key, row in stored.items() if key not in taken and _without_place(row) == said), "")


def _without_place(row: merging.Row) -> merging.Row:
    return {name: value for name, value in row.items() if name != POSITION}
