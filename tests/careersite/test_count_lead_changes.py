"""How many comparisons would begin with other sentences once all changes are published."""

import io

import pytest
from django.core.management import call_command

from occupations.models import Dataset, Occupation
from tests.http import public
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def run(**options) -> str:
    out = io.StringIO()
    call_command("count_lead_changes", stdout=out, **options)
    return out.getvalue()


def result(changed: int, looked_at: int, drafts: int, everyone: int) -> str:
    return (
        f"{changed} of {looked_at} comparisons with a changed side would begin with other sentences "
        f"({drafts} of {everyone} public occupations have unpublished changes).\n"
    )


def raise_pay(occupation: Occupation, amount: int) -> None:
    """By another release of the same survey."""
    make.wage(occupation=occupation, release=make.release(Dataset.objects.get()), annual_mean=amount)
    Occupation.objects.filter(pk=occupation.pk).mark_changed()


def test_nothing_changed():
    public.occupations("Cook", "Waiter", "Nurse")
    assert run() == result(0, 0, 0, 3)


def test_no_public_occupations():
    assert run() == result(0, 0, 0, 0)


def test_another_salary_changes_the_lead_of_each_pair_with_it():
    cook, _, _ = public.occupations("Cook", "Waiter", "Nurse")
    raise_pay(cook, 90_000)
    said = run()
    assert said.endswith(result(2, 2, 1, 3))
    one, before, after, other, *_ = said.splitlines()
    assert sorted([one, other]) == ["cook vs nurse", "cook vs waiter"]
    assert (before[:4], after[:4]) == ("  - ", "  + ")
    assert "$90,000" in after
    assert "$90,000" not in before
    assert run(quiet=True) == result(2, 2, 1, 3)


def test_a_change_below_the_lead_changes_none():
    cook, _ = public.occupations("Cook", "Waiter")
    cook.responsibilities.filter(position=5).update(text="Waits.")
    Occupation.objects.filter(pk=cook.pk).mark_changed()
    assert run() == result(0, 1, 1, 2)


def test_no_more_pairs_than_asked_for_and_the_same_ones_each_time():
    for one in public.occupations("Cook", "Waiter", "Nurse", "Baker"):
        raise_pay(one, 200_000 + 10_000 * one.pk)
    assert run(pairs=2, quiet=True) == result(2, 2, 4, 4)
    assert run(pairs=2, seed=3) == run(pairs=2, seed=3)
