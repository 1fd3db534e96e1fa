"""Standard errors of many rows at once are those of each."""

from itertools import product

import polars as pl
import pytest

from occupations.bulk.standard_errors import standard_error
from occupations.observations.numbers import RELATIVE_ERROR, UNIT_OF, error_of

RELATIVE = ("0", "0.1", "0.5", "1", "1.5", "2.25", "12.5", "99.99", "100")
# Halves of the last digit are rounded to even: 50 employees with 1 %, and pay of $0.50, $1.50 and $2.50 with 1 %.
EMPLOYEES = ("0", "1", "50", "150", "250", "1234", "158190420")
PAY = ("0.01", "0.5", "1.5", "2.5", "33.34", "98430", "239200.05", "9999999999.99")


@pytest.mark.parametrize(("column", "numbers"), [("employment", EMPLOYEES), ("annual_mean", PAY), ("hourly_mean", PAY)])
def test_they_are_those_of_each_row(column, numbers):
    pairs = list(product(numbers, RELATIVE))
    given = pl.DataFrame(pairs, schema=[column, RELATIVE_ERROR[column]], orient="row")
    expected = [error_of(number, relative, UNIT_OF[column]).decode() for number, relative in pairs]
    assert given.select(standard_error(column)).to_series().to_list() == expected
    assert len(set(expected)) > 20


def test_without_an_amount_or_its_relative_error_there_is_none():
    texts = {"annual_mean": pl.String, "mean_rse": pl.String}
    given = pl.DataFrame([(None, "1"), ("50000", None)], schema=texts, orient="row")
    assert given.select(standard_error("annual_mean")).to_series().to_list() == [None, None]
    assert given.select(pl.all(), standard_error("annual_median").alias("error"))["error"].to_list() == [None, None]
