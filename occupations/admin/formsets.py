"""Lists on the page of an occupation. They are saved as a whole, so that rows can swap places, titles or skills."""

from django import forms
from django.forms import BoundField
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet

from occupations.text.spaces import looks

from .constraints import ConstraintForm


class CellField(BoundField):
    """A field in a table: its help text is in the column heading, which has no id to refer to."""

    @property
    def aria_describedby(self):
        return f"{self.auto_id}_error" if self.auto_id and self.errors and not self.is_hidden else ""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        return {"aria-description": self.help_text, **attrs} if self.help_text and not self.is_hidden else attrs


class RowForm(ConstraintForm):
    """A row of a list. Two rows can swap places, so places are validated only when all rows are known."""

    bound_field_class: type[BoundField] = CellField
    not_looked_at: tuple[str, ...] = ("position",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not issubclass(self.bound_field_class, CellField):
            return
        for name, field in self.fields.items():
            # In a table only the column heading names a field, which assistive technology may not see.
            field.widget.attrs.setdefault("aria-label", field.label or name.replace("_", " ").capitalize())


class RowFormSet(BaseInlineFormSet):
    """Rows of which no two may be the same, whatever the order in which they are written."""

    once: tuple[str, ...] = ()  # the fields that identify a row

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"

    def clean(self):
        super().clean()
        self.refuse_missing_rows()
        seen = set()
        for form in self.remaining_forms():
            values = [form.cleaned_data.get(name) for name in self.once]
            key = tuple(looks(value) if isinstance(value, str) else value for value in values)
            if not any(values):
                continue
            if key in seen:
                form.add_error(self.once[-1], "This is in the list twice.")
            seen.add(key)

    def refuse_missing_rows(self) -> None:
        """Raises ValidationError for a list without rows that are stored: whoever sends it does not know of them, and
        others could take their places."""
        if len(self.initial_forms) < len(self.get_queryset()):
            raise forms.ValidationError("Rows of this list were not sent. Open the page again and repeat the change.")

    def validate_unique(self):
        """Reported by `clean`, next to the row."""

    def remaining_forms(self) -> list[forms.ModelForm]:
        """The forms that will be rows after saving, in page order."""
        return [
            form
            for form in self.forms
            if not form.errors
            and (form.instance.pk or form.has_changed())
            and not (self.can_delete and form.cleaned_data.get(DELETION_FIELD_NAME))
        ]

    def save_existing_objects(self, commit=True):
        # Delete changed rows first, to free their unique values, and insert them again under their own keys.
        leaving = [form.instance.pk for form in self.initial_forms if form in self.deleted_forms or form.has_changed()]
        self.model._default_manager.filter(**{self.fk.name: self.instance}, pk__in=leaving).delete()
        return super().save_existing_objects(commit)
