"""Text fields that store one canonical form: browsers send line ends that files do not have."""

from django import forms
from django.db import models


def with_plain_line_ends(text: str) -> str:
    """The text with line feeds only and no surrounding space."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def on_one_line(text: str) -> str:
    return " ".join(text.splitlines()).strip()


class LongTextFormField(forms.CharField):
    """When a form checks whether the text was changed, line ends make no difference either."""

    def to_python(self, value):
        return with_plain_line_ends(super().to_python(value))


class OneLineFormField(forms.CharField):
    def to_python(self, value):
        return on_one_line(super().to_python(value))


class _InOneForm:
    form_class: type[forms.Field]

    @staticmethod
    def in_one_form(text: str) -> str:
        raise NotImplementedError

    def to_python(self, value):
        value = super().to_python(value)
        return self.in_one_form(value) if isinstance(value, str) else value

    def pre_save(self, instance, add):
        # Keep the instance in step with what is stored.
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            value = self.in_one_form(value)
            setattr(instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": self.form_class, **kwargs})


class LongText(_InOneForm, models.TextField):
    """A text of several lines."""

    form_class = LongTextFormField
    in_one_form = staticmethod(with_plain_line_ends)


class OneLineText(_InOneForm, models.CharField):
    """One line of text that is edited in a box of several lines."""

    form_class = OneLineFormField
    in_one_form = staticmethod(on_one_line)
