"""The measures at the top of a page: bars on one axis, in the order of their values."""

import msgspec
import pytest

from occupations.profiles.layout import lay_out
from occupations.profiles.measures import (
    END,
    HOURLY,
    PAY,
    Bar,
    Entry,
    bar_alone,
    bars,
    ends_of,
    label,
    pay_measures,
    row_of,
    worth,
)
from occupations.profiles.preparation.lengths import Part
from occupations.profiles.preparation.steps import Step
from occupations.profiles.sheet import Cell
from tests.comparisons.builders import figure, mean, median, path, profile, years


def cell(slot: str, *figures) -> Cell:
    return lay_out(profile("Cook", *figures)).own[slot]


def paid(middle: int, low: int, high: int) -> list:
    return [figure("wage_annual_p10", low), median(middle), figure("wage_annual_p90", high)]


def entry(*figures) -> Entry:
    sheet = lay_out(profile("Cook", *figures))
    return Entry(sheet.own["pay"], ends_of(sheet.own["pay"], sheet.own["range"]))


def test_pay_is_a_range_with_its_median_on_the_axis_of_all_sides():
    assert bars([entry(*paid(50_000, 20_000, 80_000)), entry(*paid(60_000, 40_000, 100_000))]) == [
        Bar(200, 600, mark=500),
        Bar(400, 600, mark=600),
    ]


def test_pay_without_a_range_is_drawn_from_nothing_on():
    assert bars([entry(median(50_000)), entry(median(100_000))]) == [Bar(0, 500), Bar(0, 1000)]


def test_a_range_that_ends_with_a_limit_is_open_from_its_median_on():
    sides = [figure("wage_annual_p10", 50_000), median(100_000), figure("wage_annual_p90", at_least=200_000)]
    assert bars([entry(*sides)]) == [Bar(250, 250, 500, open=True, mark=500)]


def test_a_median_that_is_only_a_limit_is_open():
    assert bars([entry(median(at_least=239_200)), entry(median(125_000))]) == [
        Bar(0, 956, 44, open=True),
        Bar(0, 500),
    ]


def test_the_range_of_another_row_of_the_survey_is_not_drawn():
    sheet = lay_out(profile("Cook", median(50_000), figure("wage_annual_p10", 1, record="other")))
    assert ends_of(sheet.own["pay"], sheet.own["range"]) is None


def test_figures_of_different_kinds_have_no_axis_in_common():
    assert bars([entry(median(50_000)), entry(mean(50_000))]) == [None, None]


def test_decline_goes_to_the_left_of_zero():
    sides = [Entry(cell("growth", figure("growth", value))) for value in (-10, 30, None)]
    assert bars([*sides[:2], Entry(cell("growth"))]) == [Bar(0, 250, zero=250), Bar(250, 750, zero=250), None]


def test_nothing_but_zero_is_drawn_as_nothing():
    assert bars([Entry(cell("growth", figure("growth", 0)))]) == [Bar(0, 0)]


@pytest.mark.parametrize(("value", "width"), [(9, 1000), (11, 733), (99, 990), (101, 673), (189_100, 945)])
def test_an_axis_ends_at_the_next_round_number(value, width):
    assert bars([Entry(cell("openings", figure("openings_annual", value)))]) == [Bar(0, width)]


def test_a_time_is_certain_up_to_its_least_and_open_without_a_most():
    sides = [Entry(cell("time", years(*span))) for span in ((4, 6), (2, None))]
    assert bars(sides) == [Bar(0, 333, 167), Bar(0, 166, 834, open=True)]


def test_training_after_hiring_follows_the_time():
    apprenticeship = Step("training", "entry_training", "Apprenticeship", (Part("apprenticeship", 48, 60, 36, 60),))
    sides = [
        Entry(cell("time", years(4, 4))),
        Entry(msgspec.structs.replace(cell("time", years(0, 0)), steps=(apprenticeship,))),
    ]
    assert bars(sides) == [Bar(0, 333), Bar(0, 0, later=416)]


def test_axes_of_time_are_the_same_up_to_twelve_years():
    assert [bars([Entry(cell("time", years(long, long)))]) for long in (4, 12, 13)] == [
        [Bar(0, 333)], [Bar(0, 1000)], [Bar(0, 812)],
    ]  # fmt: skip


def test_education_is_drawn_as_high_as_its_level():
    sides = [Entry(cell("entry_education", path(level))) for level in ("None", "Bachelor's degree", "No such level")]
    assert bars(sides) == [Bar(0, 0), Bar(0, 750), None]


def test_an_only_side_is_drawn_against_all_workers():
    benchmarks = (figure("growth", -3), figure("growth", 3))
    grown = cell("growth", figure("growth", 6))
    drawn = [bar_alone(Entry(msgspec.structs.replace(grown, all_workers=of_all))) for of_all in benchmarks]
    assert drawn == [Bar(333, 667, zero=333, of_all=0), Bar(0, 1000, of_all=500)]


def test_an_amount_alone_has_no_bar():
    assert bar_alone(Entry(cell("openings", figure("openings_annual", 9)))) is None
    assert bar_alone(entry(*paid(50_000, 20_000, 80_000))) == Bar(250, 750, mark=625)
    assert bar_alone(Entry(cell("time", years(4, 4)))) == Bar(0, 333)


def test_positions_stay_on_the_axis():
    (bar,) = bars([entry(*paid(50_000, 90_000, 20_000))])
    assert bar is not None
    assert 0 <= bar.start <= END


def test_hourly_pay_stands_in_where_yearly_pay_is_not_known():
    yearly, none = cell("pay", median(50_000)), cell("pay")
    hourly, no_hourly = cell("hourly", figure("wage_hourly_median", 20)), cell("hourly")
    assert pay_measures([yearly, yearly], [hourly, hourly]) == [PAY]
    assert pay_measures([yearly, none], [hourly, hourly]) == [PAY, HOURLY]
    assert pay_measures([none, none], [hourly, no_hourly]) == [HOURLY]
    assert pay_measures([yearly, none], [hourly, no_hourly]) == [PAY]


def test_pay_names_its_statistic_unless_there_are_several():
    one, other = cell("pay", median(50_000)), cell("pay", mean(50_000))
    assert (label(PAY, [one, one]), row_of(PAY, [one, one])) == ("Median pay a year", "pay_median")
    assert (label(PAY, [other, cell("pay")]), row_of(PAY, [other])) == ("Mean pay a year", "pay_mean")
    assert label(PAY, [one, other]) == "Pay a year"


def test_what_has_no_number_has_no_place():
    assert worth(cell("pay")) is None
    assert worth(cell("time", path("Bachelor's degree")[:1])) is None
    assert worth(cell("time", years(4, 6))) == 60
    assert worth(cell("pay", median(at_least=239_200))) == 23_920_000
