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
    return [words(parse(f"<!doctype html><title>x</title>{''.join(one.releases)}")) for one in sources.panels()]


def test_what_all_figures_of_a_side_have_in_common_is_said_once():
    cook = profile("Cook", mean(40_000, **HERE), figure("growth", 3, **HERE), records=[RECORD])
    (text,) = panels(cook, slots=["pay_mean", "growth"])
    assert text.count("OEWS 35-2014 Cooks, restaurant") == 1
    assert text.count("figure for a wider group: Cooks, restaurant") == 1
    assert "pay_mean: $40,000" in text


def test_a_figure_says_its_error_its_respondents_its_own_period_and_how_it_is_derived():
    day = datetime.date(2021, 5, 1), datetime.date(2021, 5, 31)
    cook = profile(
        "Cook",
        mean(40_000, standard_error=45_000, **HERE),
        figure("growth", 3, sample_size=32, period_start=day[0], period_end=day[1]),
    )
    (text,) = panels(cook, slots=["pay_mean", "hourly_mean", "growth"])
    assert "pay_mean: $40,000 standard error $450" in text
    assert "derived: $40,000 a year ÷ 2,080 hours" in text
    assert "growth: 3.0% May 2021; 32 respondents" in text


def test_sides_are_named_where_there_are_several():
    one, other = (profile(title, mean(40_000)) for title in ("Cook", "Baker"))
    (alone,), (together,) = panels(one, slots=["pay_mean"]), panels(one, other, slots=["pay_mean"])
    assert ("Cook" in alone, "Cook" in together, "Baker" in together) == (False, True, True)


def test_a_figure_cited_twice_has_one_line():
    (text,) = panels(profile("Cook", mean(40_000)), slots=["pay_mean", "pay_mean"])
    assert text.count("$40,000") == 1
