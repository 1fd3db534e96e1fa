"""How far occupations lie apart, which puts gaps of different units in one order."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from occupations.models import Spreads
from occupations.publishing.publish import publish_all
from occupations.publishing.spreads import SpreadRow, rebuild, spreads
from tests.occupations import factories as make


def row(pay=None, growth=None, education="", experience="", importances=None, records=None, groups=None) -> SpreadRow:
    return SpreadRow(pay, growth, education, experience, importances or {}, records or {}, groups or {})


def test_it_is_the_standard_deviation_in_the_scale_of_the_unit_in_two_digits():
    rows = [row(Decimal(40_000), Decimal(-2), importances={"Science": 100}) for _ in range(2)]
    rows += [row(Decimal(60_000), Decimal("4.66"), importances={"Science": 500, "Art": 300}) for _ in range(2)]
    assert spreads(rows) == {"pay": 1_000_000, "growth": 330, "Science": 200}


def test_figures_of_wider_groups_do_not_count():
    rows = [row(Decimal(amount), groups={"pay": "Cooks"} if amount == 90 else {}) for amount in (10, 30, 90)]
    assert spreads(rows) == {"pay": 1000}


def test_the_time_is_school_and_experience_together():
    rows = [
        row(education="Bachelor's degree", experience="No experience needed"),  # 4 years
        row(education="High school diploma or equivalent", experience="No experience needed"),
        row(education="High school diploma or equivalent", experience=""),  # not known
    ]
    assert spreads(rows) == {"time": 24}


@pytest.mark.parametrize("rows", [[], [row()], [row(Decimal(5))], [row(Decimal(5)), row(Decimal(5))]])
def test_nothing_lies_apart(rows):
    assert spreads(rows) == {}


@pytest.mark.django_db
def test_the_table_follows_at_a_fixed_number_of_queries():
    def cost(count: int) -> int:
        publish_all([make.occupation() for _ in range(count)])
        with CaptureQueriesContext(connection) as queries:
            rebuild()
        return len(queries)

    assert cost(2) == cost(10)
    assert Spreads.objects.count() == 1
