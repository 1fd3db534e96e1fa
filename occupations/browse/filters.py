"""The filters of the table of all occupations. Each is one parameter, one form field and one condition."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import django_filters
from django import forms

from occupations.browse.catalogue import ENTRY, Listed
from occupations.browse.list_figures import COLUMNS
from occupations.browse.query_string import shown
from occupations.directory.skills import users_of
from occupations.models import Occupation
from occupations.profiles.formatting import NOTHING_NEEDED
from occupations.publishing.columns import USES, use_key
from occupations.text import amounts
from occupations.text.slugs import slug_of

LONGEST_TEXT = 100

Test = Callable[[Listed], bool]


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
    """A filter. `where`: for a valid value, which occupations meet it; `chip`: the text of the filter when it is in
    use."""

    def __init__(self, where: Callable[[Any], Test], *, chip: str, **options: Any) -> None:
        super().__init__(**options)
        self.where, self.chip = where, chip


class NumberCondition(Condition):
    field_class = Number


class MoneyCondition(Condition):
    field_class = Money


class SeveralCondition(Condition):
    """`where` gets the keys of choices, any of which will do."""

    field_class = SeveralField


class ChoiceCondition(Condition):
    """`where` gets the key of the choice."""

    field_class = ChoiceField


class TextCondition(Condition):
    field_class = Text


def _words(text: str) -> Test:
    words = text.casefold().split()
    return lambda row: all(word in row.words for word in words)


def _use(text: str) -> Test:
    """By key ("skill:critical-thinking") or by the name of a skill, a field of knowledge or a technology."""
    keys = [text] if text.partition(":")[0] in USES else [use_key(kind, text) for kind in USES]
    users = set(users_of(keys))
    return lambda row: row.slug in users


def _entry(name: str) -> Callable[[Collection[str]], Test]:
    """By the keys of entry requirements."""
    at = ENTRY.index(name)
    return lambda keys: lambda row: bool(row.entry[at]) and choice_key(row.entry[at]) in keys


def _from(column: str) -> Callable[[Decimal], Test]:
    """A figure of which only a bound is known is at least that."""

    def where(least: Decimal) -> Test:
        def test(row: Listed) -> bool:
            figure = row.figures[column]
            return COLUMNS[column].sorts(figure) and figure.place >= least

        return test

    return where


def _to(column: str) -> Callable[[Decimal], Test]:
    def where(most: Decimal) -> Test:
        def test(row: Listed) -> bool:
            figure = row.figures[column]
            return figure.value is not None and COLUMNS[column].sorts(figure) and figure.value <= most

        return test

    return where


def use_name(text: str) -> str:
    """The name of a key if the actual names are not available."""
    kind, _, name = text.partition(":")
    return name.replace("-", " ") if kind in USES else text


_MONEY: dict[str, Any] = {"lowest": 0, "highest": 100_000_000}
_PERCENT: dict[str, Any] = {"lowest": -100, "highest": 10_000}
RANGES = tuple((f"{name}_min", f"{name}_max") for name in ("pay_median", "pay_mean", "growth"))


class OccupationFilters(django_filters.FilterSet):
    """All filters of the table, which are tried on the rows of the catalogue. The same for everybody.

    `choices`: for each filter with choices, [(key, label, number)]; URLs have the keys.
    """

    q = TextCondition(_words, label="Words in the title", chip="Title has “{}”")
    category = ChoiceCondition(lambda slug: lambda row: row.category == slug, label="Category", chip="{}")
    pay_median_min = MoneyCondition(
        _from("pay_median"), label="Median pay a year from, US$", chip="Median pay from ${:,}", **_MONEY
    )
    pay_median_max = MoneyCondition(
        _to("pay_median"), label="Median pay a year to, US$", chip="Median pay to ${:,}", **_MONEY
    )
    pay_mean_min = MoneyCondition(
        _from("pay_mean"), label="Mean pay a year from, US$", chip="Mean pay from ${:,}", **_MONEY
    )
    pay_mean_max = MoneyCondition(_to("pay_mean"), label="Mean pay a year to, US$", chip="Mean pay to ${:,}", **_MONEY)
    growth_min = NumberCondition(_from("growth"), label="Growth from, %", chip="Growth from {}%", **_PERCENT)
    growth_max = NumberCondition(_to("growth"), label="Growth to, %", chip="Growth to {}%", **_PERCENT)
    education = SeveralCondition(_entry("education"), label="Typical entry education", chip="Education: {}")
    experience = ChoiceCondition(
        lambda key: _entry("experience")([key]), label="Related experience", chip="Experience: {}"
    )
    training = ChoiceCondition(lambda key: _entry("training")([key]), label="On-the-job training", chip="Training: {}")
    skill = TextCondition(_use, label="Skill, knowledge or technology", chip="Uses {}")

    def __init__(self, choices: Mapping[str, list]) -> None:
        super().__init__({}, queryset=Occupation.objects.none())
        self.choices = choices
        self.labels = {name: {key: label for key, label, _ in listed} for name, listed in choices.items()}
        for name, listed in choices.items():
            self.filters[name].extra["choices"] = [(key, label) for key, label, _ in listed]
        self.fields = {name: one.field for name, one in self.filters.items()}

    def read(self, typed: Mapping[str, str | list[str]]) -> tuple[dict[str, Any], dict[str, str]]:
        """The valid filters that are not empty, name → value, and what is wrong with the others, name → sentence."""
        values, errors = {}, {}
        for name, field in self.fields.items():
            try:
                value = field.clean(typed.get(name))
            except forms.ValidationError as error:
                errors[name] = " ".join(error.messages)
                continue
            if value not in (None, "", []):
                values[name] = value
        for least, most in RANGES:
            if least in values and most in values and values[least] > values[most]:
                errors[most] = f"lower than “{self.filters[least].label}”"
                del values[most]
        return values, errors

    def chip(self, name: str, value: Any) -> str:
        """The filter in words; a list of values is one filter that any of them meets."""
        if name == "skill":
            value = use_name(value)
        labels = self.labels.get(name, {})
        if isinstance(value, list):
            value = "; ".join(choice_text(name, labels[key]) for key in value)
        return self.filters[name].chip.format(choice_text(name, labels.get(value, value)))


def test_of(name: str, value: Any) -> Test:
    """Which occupations a filter finds with a valid value."""
    test: Test = OccupationFilters.base_filters[name].where(value)
    return test


def choice_text(name: str, label: str) -> str:
    """The label of a choice for readers: where agencies write "None", what is not needed."""
    return NOTHING_NEEDED.get(f"entry_{name}", label) if label == "None" else label


@lru_cache(maxsize=1024)
def choice_key(label: str) -> str:
    """ "bachelors-degree": the key of a choice in URLs."""
    return slug_of(label) or "other"
