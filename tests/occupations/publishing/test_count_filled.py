"""manage.py count_filled: how many public occupations have a figure in each row."""

import io

import pytest
from django.core.management import call_command

from occupations.publishing.publish import publish
from tests.occupations import factories as make


@pytest.mark.django_db
def test_rows_are_counted_once_by_whose_figure_it_is():
    cook, baker = make.occupation("Cook", description="Cooks."), make.occupation("Baker")
    make.wage(occupation=cook, annual_median=50_000)
    for occupation in (cook, baker, make.occupation("Not public")):
        if occupation.title != "Not public":
            publish(occupation)
    out = io.StringIO()
    call_command("count_filled", stdout=out)
    lines = [line.rsplit(maxsplit=4) for line in out.getvalue().splitlines()]
    assert [line[0] for line in lines].count("Median pay a year") == 1
    assert ["Description", "1", "0", "1", "50.0%"] in lines
    assert ["Median pay a year", "1", "0", "1", "50.0%"] in lines
    assert ["Job zone", "0", "0", "2", "0.0%"] in lines
