"""Texts that are stored in one form, whoever writes them: a browser sends line ends that no file has."""

from django import forms
from django.db import models


def with_plain_line_ends(text: str) -> str:
    """As files have it: line feeds alone, and no space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def on_one_line(text: str) -> str:
    return " ".join(text.splitlines()).strip()


class LongTextFormField(forms.CharField):
    """Also when a form asks whether the text was changed, line ends make no difference."""

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
        # What is stored is what the instance says afterwards, too.
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
    """A sentence that is written in a box of several lines, and has one."""

    form_class = OneLineFormField
    in_one_form = staticmethod(on_one_line)
