"""The filters of the table of all occupations. Each is one parameter, one form field and one condition."""

import copy
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from occupations.browse.query_string import shown
from occupations.directory.skills import users_of
from occupations.profiles.formatting import NOTHING_NEEDED
from occupations.publishing.columns import USES, use_key
from occupations.text import amounts
from occupations.text.slugs import slug_of

LONGEST_TEXT = 100


class Number(forms.Field):
    """A number as people type it: "−2.5 %". Rejects what `read` does not understand, or is not within the limits."""

    wrong = "is not a number"

    def __init__(self, *, lowest: int, highest: int, **options: Any) -> None:
        super().__init__(**options)
        self.lowest, self.highest = lowest, highest

    def read(self, text: str) -> Decimal | None:
        return amounts.read_number(text)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        number = self.read(value)
        if number is None:
            raise forms.ValidationError(f"{shown(value)} {self.wrong}")
        if not self.lowest <= number <= self.highest:
            raise forms.ValidationError(f"{shown(value)} is not between {self.lowest:,} and {self.highest:,}")
        return number


class Money(Number):
    """An amount in US$ as people type it: "80k", "$80,000"."""

    wrong = "is not an amount; type it like 80,000 or 80k"

    def read(self, text: str) -> Decimal | None:
        return amounts.read_money(text)


class ChoiceField(forms.ChoiceField):
    def validate(self, value: Any) -> None:
        if value and not self.valid_value(value):
            raise forms.ValidationError(f"{shown(value)} is not one of the choices")


class SeveralField(forms.MultipleChoiceField):
    def validate(self, value: Sequence[str]) -> None:
        if wrong := [one for one in value if not self.valid_value(one)]:
            raise forms.ValidationError(f"{shown(wrong[0])} is not one of the choices")


class Text(forms.Field):
    def to_python(self, value: Any) -> str:
        text = " ".join((value or "").split())
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(f"longer than {LONGEST_TEXT} characters")
        return text


class Condition(django_filters.Filter):
    """A filter with its condition. `chip`: the text of the filter when it is in use."""

    def __init__(self, where: Callable[[Any], Q], *, chip: str, **options: Any) -> None:
        super().__init__(**options)
        self.where, self.chip = where, chip

    def __deepcopy__(self, memo: dict[int, Any]) -> "Condition":
        """Each set of filters has copies, with choices of their own; all else never changes."""
        made = copy.copy(self)
        made.extra = dict(self.extra)
        return made


class NumberCondition(Condition):
    field_class = Number


class MoneyCondition(Condition):
    field_class = Money


class SeveralCondition(Condition):
    """`where` gets the labels of the choices, any of which will do. `choices`: as of ChoiceCondition."""

    field_class = SeveralField


class ChoiceCondition(Condition):
    """`where` gets the label of the choice. `choices`: (key, label), set for each request."""

    field_class = ChoiceField


class TextCondition(Condition):
    field_class = Text


def _words(text: str) -> Q:
    found = Q()
    for word in text.split():
        found &= Q(live__title__icontains=word) | Q(live__official_title__icontains=word)
    return found


def _use(text: str) -> Q:
    """By key ("skill:critical-thinking") or by the name of a skill, a field of knowledge or a technology."""
    keys = [text] if text.partition(":")[0] in USES else [use_key(kind, text) for kind in USES]
    return Q(slug__in=users_of(keys))


def use_name(text: str) -> str:
    """The name of a key if the actual names are not available."""
    kind, _, name = text.partition(":")
    return name.replace("-", " ") if kind in USES else text


_MONEY: dict[str, Any] = {"lowest": 0, "highest": 100_000_000}
_PERCENT: dict[str, Any] = {"lowest": -100, "highest": 10_000}
_MEDIAN = Q(live__pay_metric="wage_annual_median")
RANGES = tuple((f"{name}_min", f"{name}_max") for name in ("pay_median", "pay_mean", "growth"))


class OccupationFilters(django_filters.FilterSet):
    """All filters of the table. Invalid values are left out and reported in `form.errors`.

    `choices`: for each filter with choices, [(key, label, number)]; URLs have the keys.
    """

    q = TextCondition(_words, label="Words in the title", chip="Title has “{}”")
    category = ChoiceCondition(lambda slug: Q(live__category__slug=slug), label="Category", chip="{}")
    pay_median_min = MoneyCondition(
        lambda least: _MEDIAN & (Q(live__pay__gte=least) | Q(live__pay_at_least__gte=least)),
        label="Median pay a year from, US$",
        chip="Median pay from ${:,}",
        **_MONEY,
    )
    pay_median_max = MoneyCondition(
        lambda most: _MEDIAN & Q(live__pay__lte=most),
        label="Median pay a year to, US$",
        chip="Median pay to ${:,}",
        **_MONEY,
    )
    pay_mean_min = MoneyCondition(
        lambda least: Q(live__pay_mean__gte=least) | Q(live__pay_mean_at_least__gte=least),
        label="Mean pay a year from, US$",
        chip="Mean pay from ${:,}",
        **_MONEY,
    )
    pay_mean_max = MoneyCondition(
        lambda most: Q(live__pay_mean__lte=most),
        label="Mean pay a year to, US$",
        chip="Mean pay to ${:,}",
        **_MONEY,
    )
    growth_min = NumberCondition(
        lambda least: Q(live__growth__gte=least), label="Growth from, %", chip="Growth from {}%", **_PERCENT
    )
    growth_max = NumberCondition(
        lambda most: Q(live__growth__lte=most), label="Growth to, %", chip="Growth to {}%", **_PERCENT
    )
    education = SeveralCondition(
        lambda labels: Q(live__entry_education__in=labels), label="Typical entry education", chip="Education: {}"
    )
    experience = ChoiceCondition(
        lambda label: Q(live__entry_experience=label), label="Related experience", chip="Experience: {}"
    )
    training = ChoiceCondition(
        lambda label: Q(live__entry_training=label), label="On-the-job training", chip="Training: {}"
    )
    skill = TextCondition(_use, label="Skill, knowledge or technology", chip="Uses {}")

    def __init__(self, data: Mapping[str, str | list[str]], queryset: QuerySet, choices: Mapping[str, list]) -> None:
        super().__init__(data, queryset=queryset)
        self.choices = choices
        self.labels = {name: {key: label for key, label, _ in listed} for name, listed in choices.items()}
        for name, listed in choices.items():
            self.filters[name].extra["choices"] = [(key, label) for key, label, _ in listed]

    @cached_property
    def in_force(self) -> dict[str, Any]:
        """The valid filters that are not empty: name → value."""
        self.form.is_valid()
        values = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "", [])}
        for least, most in RANGES:
            if least in values and most in values and values[least] > values[most]:
                self.form.add_error(most, f"lower than “{self.filters[least].label}”")
                del values[most]
        return values

    def condition(self, name: str, value: Any) -> Q:
        return self.filters[name].where(self._meant(name, value))

    def _meant(self, name: str, value: Any) -> Any:
        """The label of a choice in editions, or several; for a category, its slug."""
        labels = self.labels.get(name, {})
        if isinstance(value, list):
            return [labels[key] for key in value]
        return value if name == "category" else labels.get(value, value)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(*[self.condition(name, value) for name, value in self.in_force.items()])

    def chip(self, name: str, value: Any) -> str:
        """The filter in words; a list of values is one filter that any of them meets."""
        if name == "skill":
            value = use_name(value)
        labels = self.labels.get(name, {})
        if isinstance(value, list):
            value = "; ".join(choice_text(name, labels[key]) for key in value)
        return self.filters[name].chip.format(choice_text(name, labels.get(value, value)))


def choice_text(name: str, label: str) -> str:
    """The label of a choice for readers: where agencies write "None", what is not needed."""
    return NOTHING_NEEDED.get(f"entry_{name}", label) if label == "None" else label


def choice_key(label: str) -> str:
    """ "bachelors-degree": the key of a choice in URLs."""
    return slug_of(label) or "other"
