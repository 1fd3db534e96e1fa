"""The filters of the table of all occupations: one parameter each, one field of the form, one condition."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from occupations.browse.query_string import shown
from occupations.profiles.formatting import NOTHING_NEEDED
from occupations.publishing.columns import USES, use_key
from occupations.text.slugs import slug_of

LONGEST_TEXT = 100
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,2})?")
MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})


class Number(forms.Field):
    """A number as people type it: "$50,000", "−2.5 %". Refuses what is no plain decimal within the limits."""

    def __init__(self, *, lowest: int, highest: int, **options: Any) -> None:
        super().__init__(**options)
        self.lowest, self.highest = lowest, highest

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        plain = re.sub(r"[$,%\s]", "", value.translate(MINUS))
        if not NUMBER.fullmatch(plain):
            raise forms.ValidationError(f"{shown(value)} is not a number")
        number = Decimal(plain)
        if not self.lowest <= number <= self.highest:
            raise forms.ValidationError(f"{shown(value)} is not between {self.lowest:,} and {self.highest:,}")
        return number


class ChoiceField(forms.ChoiceField):
    def validate(self, value: Any) -> None:
        if value and not self.valid_value(value):
            raise forms.ValidationError(f"{shown(value)} is not one of the choices")


class Text(forms.Field):
    def to_python(self, value: Any) -> str:
        text = " ".join((value or "").split())
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(f"longer than {LONGEST_TEXT} characters")
        return text


class Condition(django_filters.Filter):
    """A filter whose condition can also be had apart from the query. `chip`: how the filter in force is shown."""

    def __init__(self, where: Callable[[Any], Q], *, chip: str, **options: Any) -> None:
        super().__init__(**options)
        self.where, self.chip = where, chip

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs.filter(self.where(value))


class NumberCondition(Condition):
    field_class = Number


class ChoiceCondition(Condition):
    """`where` gets the label that is behind the choice. `choices`: (key, label), set with each request."""

    field_class = ChoiceField


class TextCondition(Condition):
    field_class = Text


def _words(text: str) -> Q:
    found = Q()
    for word in text.split():
        found &= Q(live__title__icontains=word)
    return found


def _use(text: str) -> Q:
    """By key ("skill:critical-thinking") or by the name of a skill, a field of knowledge or a technology."""
    if text.partition(":")[0] in USES:
        return Q(live__uses__has_key=text)
    return Q(live__uses__has_any_keys=[use_key(kind, text) for kind in USES])


def use_name(text: str) -> str:
    """What a key is called where the names are not at hand."""
    kind, _, name = text.partition(":")
    return name.replace("-", " ") if kind in USES else text


_MONEY: dict[str, Any] = {"lowest": 0, "highest": 100_000_000}
_PERCENT: dict[str, Any] = {"lowest": -100, "highest": 10_000}


class OccupationFilters(django_filters.FilterSet):
    """All that the table can be narrowed by. What cannot be understood is left out, and `form.errors` says so.

    `choices`: for each filter of choices [(key, label, number)]; the keys stand in addresses.
    """

    q = TextCondition(_words, label="Words in the title", chip="Title has “{}”")
    category = ChoiceCondition(lambda slug: Q(live__category__slug=slug), label="Category", chip="{}")
    salary_min = NumberCondition(
        lambda least: Q(live__salary__gte=least) | Q(live__salary_at_least__gte=least),
        label="Yearly pay from, US$",
        chip="Pay from ${:,}",
        **_MONEY,
    )
    salary_max = NumberCondition(
        lambda most: Q(live__salary__lte=most), label="Yearly pay to, US$", chip="Pay to ${:,}", **_MONEY
    )
    growth_min = NumberCondition(
        lambda least: Q(live__growth__gte=least), label="Growth from, %", chip="Growth from {}%", **_PERCENT
    )
    growth_max = NumberCondition(
        lambda most: Q(live__growth__lte=most), label="Growth to, %", chip="Growth to {}%", **_PERCENT
    )
    education = ChoiceCondition(
        lambda label: Q(live__entry_education=label), label="Typical entry education", chip="Education: {}"
    )
    experience = ChoiceCondition(
        lambda label: Q(live__entry_experience=label), label="Related experience", chip="Experience: {}"
    )
    training = ChoiceCondition(
        lambda label: Q(live__entry_training=label), label="On-the-job training", chip="Training: {}"
    )
    skill = TextCondition(_use, label="Skill, knowledge or technology", chip="Uses {}")

    def __init__(self, data: Mapping[str, str], queryset: QuerySet, choices: Mapping[str, list]) -> None:
        super().__init__(data, queryset=queryset)
        self.choices = choices
        self.labels = {name: {key: label for key, label, _ in listed} for name, listed in choices.items()}
        for name, listed in choices.items():
            self.filters[name].extra["choices"] = [(key, label) for key, label, _ in listed]

    def in_force(self) -> dict[str, Any]:
        """The understood filters that are not empty: name → value."""
        self.form.is_valid()
        values = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
        for least, most in (("salary_min", "salary_max"), ("growth_min", "growth_max")):
            if least in values and most in values and values[least] > values[most]:
                self.form.add_error(most, f"lower than “{self.filters[least].label}”")
                del values[most]
        return values

    def condition(self, name: str, value: Any) -> Q:
        return self.filters[name].where(self._meant(name, value))

    def _meant(self, name: str, value: Any) -> Any:
        """Of a choice, the label that editions have; categories are known by their address."""
        return value if name == "category" else self.labels.get(name, {}).get(value, value)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        for name, value in self.in_force().items():
            queryset = self.filters[name].filter(queryset, self._meant(name, value))
        return queryset

    def chip(self, name: str, value: Any) -> str:
        if name == "skill":
            value = use_name(value)
        return self.filters[name].chip.format(choice_text(name, self.labels.get(name, {}).get(value, value)))


def choice_text(name: str, label: str) -> str:
    """The label of a choice as readers see it: where agencies write "None", what is not needed."""
    return NOTHING_NEEDED.get(f"entry_{name}", label) if label == "None" else label


def choice_key(label: str) -> str:
    """ "bachelors-degree": what a choice is called in addresses."""
    return slug_of(label) or "other"
