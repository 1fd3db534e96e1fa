"""Forms that show violated database constraints next to the field that is wrong, in words."""

from collections.abc import Iterator
from copy import copy

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models.expressions import BaseExpression
from django.forms.models import InlineForeignKeyField

from occupations.models.occupations import validate_slug


class SlugField(forms.SlugField):
    """Reports errors in a slug with our message only, because Django's message would allow more than we do."""

    default_validators = [validate_slug]


class ConstraintForm(forms.ModelForm):
    """Shows each violated constraint at a field, where a ModelForm would show it above the form."""

    # Fields that constraints use and that have their final values only once everything is saved.
    not_looked_at: tuple[str, ...] = ()
    # Constraint → field at which to show it if nothing that was typed is wrong but something is missing.
    places: dict[str, str] = {}
    # Constraint → its message, if the model has none.
    sayings: dict[str, str] = {}

    def _get_validation_exclusions(self):
        # Fields that no form shows have values too, and constraints use them.
        fields = self._meta.model._meta.fields
        hidden = {field.name for field in fields if field.name not in self.fields and not field.primary_key}
        # An empty slug is made when the row is saved.
        unmade = {f.name for f in fields if isinstance(f, models.SlugField) and not self.cleaned_data.get(f.name)}
        return super()._get_validation_exclusions() - hidden | unmade | set(self.not_looked_at)

    def _update_errors(self, errors):
        broken = getattr(errors, "error_dict", {}).pop(NON_FIELD_ERRORS, None)
        super()._update_errors(errors)
        if broken:
            for field, error in list(self._broken_constraints()):
                self.add_error(field, error)

    def _broken_constraints(self) -> Iterator[tuple[str | None, ValidationError]]:
        exclude = self._get_validation_exclusions()
        exclude |= {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}

        def holds(constraint: models.BaseConstraint, instance: models.Model) -> bool:
            try:
                constraint.validate(self._meta.model, instance, exclude=exclude)
            except ValidationError:
                return False
            return True

        for constraint in self._meta.model._meta.constraints:
            if holds(constraint, self.instance):
                continue
            names = _fields_of(constraint)
            candidates = [name for name in self.fields if name in names]
            place = self.places.get(constraint.name) or (candidates[-1] if candidates else None)
            for name in reversed(candidates):
                without = _emptied(self.instance, name)
                if without is not None and holds(constraint, without):
                    place = name  # the row would be valid without this field
                    break
            yield place, ValidationError(self._message(constraint, candidates), code="constraint")

    def _message(self, constraint: models.BaseConstraint, fields: list[str]) -> str:
        if constraint.name in self.sayings:
            return self.sayings[constraint.name]
        unspoken = constraint.violation_error_message == models.BaseConstraint.default_violation_error_message
        if unspoken and isinstance(constraint, models.UniqueConstraint):
            labels = " and ".join(str(self.fields[name].label).lower() for name in fields)
            return f"There is already {_with_article(self._meta.model._meta.verbose_name)} with this {labels}."
        return str(constraint.get_violation_error_message())


def _with_article(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _fields_of(constraint: models.BaseConstraint) -> set[str]:
    match constraint:
        case models.CheckConstraint(condition=models.Q() as condition):
            return set(condition.referenced_base_fields)
        case models.UniqueConstraint(expressions=expressions, fields=fields):
            functions = [one for one in expressions if isinstance(one, BaseExpression)]
            parts = [part for function in functions for part in function.flatten()]
            # The stubs lack the name of an F.
            return {part.name for part in parts if isinstance(part, models.F)} | set(fields)  # type: ignore[attr-defined]
    return set()


def _emptied(instance: models.Model, name: str) -> models.Model | None:
    """A copy of the row with one field empty; None if the field is empty already."""
    field = instance._meta.get_field(name)
    if not isinstance(field, models.Field):
        return None
    empty = None if field.null else False if isinstance(field, models.BooleanField) else ""
    if getattr(instance, field.attname) in (None, "", False) or field.is_relation:
        return None
    without = copy(instance)
    setattr(without, name, empty)
    return without
