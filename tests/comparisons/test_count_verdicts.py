"""The command that counts what random comparisons decide."""

import io

import pytest
from django.core.management import call_command

from tests.http import public
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def count(**options) -> list[str]:
    out = io.StringIO()
    call_command("count_verdicts", stdout=out, quiet=True, seed=1, **options)
    return out.getvalue().splitlines()


def test_each_row_has_its_verdicts_and_the_reasons_for_none():
    cook, *_ = public.occupations("Cook", "Waiter")
    lines = {line.split()[0]: line for line in count(pairs=4)}
    assert lines["pay_median"].split(maxsplit=1)[1].startswith("1.000")
    assert "missing 1.000" in lines["age"]
    make.figure("growth", 3, occupation=cook)
    live, built = ({line.split()[0]: line for line in count(pairs=4, built=built)} for built in (False, True))
    assert live["growth"] == built["growth"]  # of one side alone it decides nothing
    assert count(pairs=4)[-1].endswith("verdicts for each of 4 comparisons.")
