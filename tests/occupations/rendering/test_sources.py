"""The panels of sources: what readers may ask about each figure, said once where it is the same for all of a side."""

import datetime

from occupations.profiles.document import RecordRef
from occupations.profiles.layout import lay_out
from occupations.rendering.fragments import Fragments
from occupations.rendering.sources import Sources
from tests.comparisons.builders import figure, mean, profile
from tests.formats import parse, words

RECORD = RecordRef(key="oews-2018:35-2014", system="OEWS", code="35-2014", title="Cooks, restaurant", quality="shared")
HERE = {"record": RECORD.key, "population": "employees"}


def panels(*profiles, slots) -> list[str]:
    """The figures of each source as text, for these rows of all sides."""
    sides = [Fragments(lay_out(one)) for one in profiles]
    sources = Sources(sides)
    for slot in slots:
        for index, side in enumerate(sides):
            sources.cite(index, side.cell(side.sheet.own[slot]), slot)
    return [
        words(parse(f"<!doctype html><title>x</title>{' '.join(map(str, one.common))}{''.join(one.releases)}"))
        for one in sources.panels()
    ]


def test_what_all_figures_of_a_side_have_in_common_is_said_once():
    cook = profile("Cook", mean(40_000, **HERE), figure("growth", 3, **HERE), records=[RECORD])
    (text,) = panels(cook, slots=["pay_mean", "growth"])
    assert text.count("OEWS 35-2014 Cooks, restaurant") == 1
    assert text.count("figure for a wider group: Cooks, restaurant") == 1
    assert "pay_mean Report" in text


def test_a_figure_says_its_error_its_respondents_its_own_period_and_how_it_is_derived():
    day = datetime.date(2021, 5, 1), datetime.date(2021, 5, 31)
    cook = profile(
        "Cook",
        mean(40_000, standard_error=45_000, **HERE),
        figure("growth", 3, sample_size=32, period_start=day[0], period_end=day[1]),
    )
    (text,) = panels(cook, slots=["pay_mean", "hourly_mean", "growth"])
    assert "pay_mean standard error $450" in text
    assert "derived: $40,000 a year ÷ 2,080 hours" in text
    assert "growth May 2021; 32 respondents" in text


def test_sides_are_named_where_there_are_several():
    cook, baker = (
        profile(name, mean(40_000, standard_error=error), figure("growth", 3))
        for name, error in (("Cook", 45_000), ("Baker", 50_000))
    )
    (text,) = panels(cook, baker, slots=["pay_mean", "growth"])
    assert "pay_mean Cook: standard error $450; Baker: standard error $500 Report" in text
    assert text.count("Report") == 2


def test_what_is_true_of_all_sides_is_said_once():
    cook, baker = (
        profile(name, mean(40_000, standard_error=45_000), figure("growth", 3)) for name in ("Cook", "Baker")
    )
    (text,) = panels(cook, baker, slots=["pay_mean", "growth"])
    assert "pay_mean standard error $450 Report" in text
    assert text.count("standard error $450") == 1


def test_a_figure_cited_twice_has_one_line():
    (text,) = panels(profile("Cook", mean(40_000)), slots=["pay_mean", "pay_mean"])
    assert text.count("pay_mean") == 1
