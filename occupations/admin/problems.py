"""Everything that is wrong with a form, for the summary above it: what and where, with a link to the field."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django import forms
from django.contrib.admin.helpers import InlineAdminFormSet
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.models import BaseInlineFormSet

from .listed import ListedFormSet
from .pasting import PastedInto, lines_name


class Problem(NamedTuple):
    """`target`: the id of the field; empty if it is of no field."""

    where: str
    message: str
    target: str


def problems(form: forms.BaseForm, lists: Iterable[InlineAdminFormSet]) -> list[Problem]:
    found = [problem for one in lists for problem in _of_list(one.formset, str(one.opts.verbose_name_plural))]
    return [*_of_form(form, ""), *found]


def _of_form(form: forms.BaseForm, row: str) -> Iterator[Problem]:
    for name, errors in form.errors.items():
        field = None if name == NON_FIELD_ERRORS or name not in form.fields else form[name]
        label = str(field.label) if field else ""
        where = ", ".join(part for part in (row, label) if part)
        for message in errors:
            yield Problem(where, str(message), field.id_for_label if field else "")


def _of_list(formset: BaseInlineFormSet, plural: str) -> Iterator[Problem]:
    name = f"{plural[:1].upper()}{plural[1:]}"
    for message in formset.non_form_errors():
        box = f"id_{lines_name(str(formset.prefix))}" if isinstance(formset, PastedInto) else ""
        yield Problem(name, str(message), box)
    rows = formset.rows if isinstance(formset, ListedFormSet) else formset.forms
    for number, row in enumerate(rows, start=1):
        yield from _of_form(row, f"{name}, row {number}")
