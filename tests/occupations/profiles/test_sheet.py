"""One profile laid out by the rows of a page: which cell stands where, what is derived, what is marked, what is withheld."""

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from occupations.metrics import LEADS, MISSING_SHORT, SENSITIVE, SLOTS, Missing, slots
from occupations.profiles.document import Figure, Profile, RecordRef
from occupations.profiles.layout import lay_out
from occupations.profiles.pay_errors import ERROR_OF_MEAN
from occupations.profiles.sheet import Cell, Sheet
from tests.comparisons.builders import UNDATED, figure, importance, mean, median, path, profile, release, years
from tests.machine import examples

NOBODY: frozenset[str] = frozenset()


def sheet(*figures: Any, **facts: Any) -> Sheet:
    return lay_out(profile("Line cook", *figures, **facts))


def own(slot: str, *figures: Any, **facts: Any) -> Cell:
    return sheet(*figures, **facts).own[slot]


def part(name: str, dollars: int | None = None, **facts: Any) -> Figure:
    return figure(f"wage_annual_{name}", dollars, **facts)


def hourly(dollars: int | None = None, **facts: Any) -> Figure:
    return figure("wage_hourly_mean", dollars, **facts)


# Which cell stands where


def test_sheet_of_nothing_says_in_every_row_that_no_source_has_it():
    laid = sheet()
    assert set(laid.own) == {*SLOTS, *(lead.key for lead in LEADS)} == set(laid.cells) == set(laid.gaps)
    assert {cell.text for cell in laid.own.values()} == {MISSING_SHORT[Missing.NOT_COLLECTED]}
    assert {cell.missing for cell in laid.own.values()} == {"not_collected"}
    assert all(cells == () for cells in laid.cells.values())


def test_candidates_stand_in_the_order_of_the_slot_and_within_a_metric_in_that_of_the_profile():
    laid = sheet(median(3), mean(5, release=1), mean(4), releases=[release(), release(2023)])
    assert [(cell.metric, cell.text) for cell in laid.cells["pay"]] == [
        ("wage_annual_median", "$3"),
        ("wage_annual_mean", "$5"),
        ("wage_annual_mean", "$4"),
    ]
    assert {slot: laid.own[slot].text for slot in ("pay", "pay_median", "pay_mean")} == {
        "pay": "$3",
        "pay_median": "$3",
        "pay_mean": "$5",
    }


def test_second_candidate_stands_in_for_a_first_that_is_missing():
    laid = sheet(median(missing="suppressed"), mean(3))
    assert (laid.own["pay"].text, laid.gaps["pay"].missing) == ("$3", "suppressed")


@pytest.mark.parametrize("reason", [reason for reason in Missing if reason != Missing.WITHDRAWN])
def test_missing_value_says_why(reason):
    cell = own("growth", figure("growth", missing=reason.value))
    assert (cell.text, cell.missing) == (MISSING_SHORT[reason], reason)


@pytest.mark.parametrize(
    ("metric", "slot"),
    [("jobs", "jobs"), ("employees", "jobs"), ("openings_advertised", "jobs"), ("jobs_unstated", "jobs")],
)
def test_numbers_of_jobs_are_cells_of_their_own(metric, slot):
    assert own(slot, figure(metric, 1200)).metric == metric


def test_labels_of_one_metric_make_one_cell_and_those_of_two_sources_two():
    groups = [
        figure("gender", 60, label="Women"),
        figure("gender", 40, label="Men"),
        figure("gender", 55, label="Women", release=1),
    ]
    laid = sheet(*groups, releases=[release(), release(None, "file")])
    assert [cell.text for cell in laid.cells["gender"]] == ["Women 60.0%, Men 40.0%", "Women 55.0%"]


def test_labels_of_two_records_make_two_cells():
    groups = [figure("gender", share, label="Women", record=key) for share, key in ((60, "cps:a"), (55, "cps:b"))]
    assert [cell.text for cell in sheet(*groups).cells["gender"]] == ["Women 60.0%", "Women 55.0%"]


def test_editors_share_alone_stands_before_the_official_group():
    editors = figure("gender", 70, label="Women", release=-1, reason="We asked.")
    laid = sheet(editors, figure("gender", 60, label="Women"), figure("gender", 40, label="Men"))
    assert [cell.text for cell in laid.cells["gender"]] == ["Women 70.0%", "Women 60.0%, Men 40.0%"]
    assert laid.own["gender"].dataset == "editors"


def test_group_of_which_one_is_missing_is_not_missing():
    cell = own("gender", figure("gender", 60, label="Women"), figure("gender", label="Men", missing="suppressed"))
    assert (cell.text, cell.missing) == ("Women 60.0%, Men not published", "")


def test_group_of_which_all_are_missing_is_missing():
    cell = own("gender", *(figure("gender", label=label, missing="base_too_small") for label in ("Women", "Men")))
    assert (cell.text, cell.missing) == ("sample too small", "base_too_small")


# Where a cell comes from


def test_cell_takes_period_method_and_population_of_its_release():
    cell = own("age", figure("age_median", 44), releases=[release(2024, population="all cooks")])
    assert (cell.period, cell.method, cell.population, cell.dataset, cell.release) == (
        (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)),
        "measured",
        "all cooks",
        "survey",
        0,
    )


def test_cell_prefers_period_method_and_population_of_its_own():
    day = datetime.date(2020, 5, 1)
    facts = {"period_start": day, "period_end": day, "method": "rated", "population": "young cooks"}
    cell = own("age", figure("age_median", 44, **facts), releases=[release(2024, population="all cooks")])
    assert (cell.period, cell.method, cell.population) == ((day, day), "rated", "young cooks")


def test_cell_of_an_editor_says_so():
    cell = own("growth", figure("growth", 4, release=-1))
    assert (cell.dataset, cell.release, cell.method, cell.period) == ("editors", -1, "editor", None)


def test_usual_population_is_not_credited_to_a_source_that_does_not_say():
    unstated = release(None, "file")
    unstated = type(unstated)(
        **{name: getattr(unstated, name) for name in unstated.__struct_fields__} | {"method": "unstated"}
    )
    assert own("age", figure("age_mean", 44), releases=[unstated]).population == ""
    assert own("age", figure("age_mean", 44)).population == "employed people"


def test_growth_names_its_horizon():
    horizon = {"period_start": datetime.date(2024, 1, 1), "period_end": datetime.date(2034, 12, 31)}
    assert own("growth", figure("growth", 6, **horizon)).notes == ("Over 2024–2034",)
    assert own("growth", figure("growth", 6), releases=[UNDATED]).notes == ()


def test_figure_of_a_group_names_the_group_and_notes_follow():
    cell = own("age", figure("age_mean", 44, group="All cooks", level="broad", note="Rounded."))
    assert (cell.notes, cell.level) == (("Rounded.", "Figure for a wider group: All cooks"), "broad")
    assert (cell.group, own("age", figure("age_mean", 44)).group) == ("All cooks", "")


# Hourly pay


@pytest.mark.parametrize(
    ("yearly", "text", "derivation"),
    [
        (mean(74_009), "$35.58", "$74,009 a year ÷ 2,080 hours"),
        (mean(69_350), "$33.34", "$69,350 a year ÷ 2,080 hours"),
        (mean(at_least=239_200), "$115.00 or more", "$239,200 or more a year ÷ 2,080 hours"),
        (mean(at_most=20_800), "$10.00 or less", "$20,800 or less a year ÷ 2,080 hours"),
        (mean(0), "$0.00", "$0 a year ÷ 2,080 hours"),
    ],
)
def test_hourly_pay_is_derived_with_its_formula(yearly, text, derivation):
    cell = own("hourly", yearly)
    assert (cell.text, cell.derivation, cell.method, cell.metric) == (text, derivation, "derived", "wage_hourly_mean")
    assert (cell.period, cell.dataset) == (own("pay", yearly).period, "survey")


def test_hourly_pay_that_was_measured_is_not_derived():
    cell = own("hourly", mean(74_009), hourly(40))
    assert (cell.text, cell.derivation, cell.method) == ("$40.00", "", "measured")


@pytest.mark.parametrize("reason", ["annual_only", "suppressed", "top_coded"])
def test_hourly_pay_is_never_derived_where_the_survey_says_why_there_is_none(reason):
    laid = sheet(mean(74_009), hourly(missing=reason))
    assert (laid.own["hourly"].text, laid.cells["hourly"]) == (MISSING_SHORT[reason], ())


def test_hourly_pay_is_not_derived_from_an_editors_salary_where_the_survey_is_annual_only():
    laid = sheet(mean(80_000, release=-1), mean(74_009), hourly(missing="annual_only"))
    assert laid.cells["hourly"] == ()


def test_yearly_pay_is_never_derived_where_the_survey_is_hourly_only():
    laid = sheet(hourly(40), mean(missing="hourly_only"))
    assert (laid.own["pay"].text, laid.own["hourly"].text) == ("hourly pay only", "$40.00")


def test_each_statistic_by_the_hour_is_derived_from_its_own():
    laid = sheet(median(62_400), mean(83_200))
    assert [(cell.metric, cell.text, cell.derivation) for cell in laid.cells["hourly"]] == [
        ("wage_hourly_median", "$30.00", "$62,400 a year ÷ 2,080 hours"),
        ("wage_hourly_mean", "$40.00", "$83,200 a year ÷ 2,080 hours"),
    ]


def test_a_statistic_by_the_hour_that_a_survey_leaves_out_is_not_derived():
    laid = sheet(median(62_400), mean(83_200), hourly(41))
    assert (laid.own["hourly_median"].missing, laid.own["hourly_mean"].text) == ("not_collected", "$41.00")


def test_derived_hourly_pay_carries_the_error_of_the_yearly():
    cell = own("hourly", Figure(metric="wage_annual_mean", release=0, value=2_080_000, standard_error=20_800))
    assert (cell.figures[0].value, cell.figures[0].standard_error) == (1000, 10)


# The range


def test_range_is_read_from_the_percentiles_of_one_row():
    laid = sheet(part("p10", 48_000), part("p90", 98_000), part("median", 70_000), part("p10", 40_000, release=1),
                 releases=[release(), release(None, "file")])  # fmt: skip
    assert [cell.text for cell in laid.cells["range"]] == ["$48,000 to $98,000", "10th percentile wage $40,000"]
    assert [row.metric for row in laid.own["range"].figures] == [
        "wage_annual_p10",
        "wage_annual_median",
        "wage_annual_p90",
    ]


def test_range_ends_in_a_bound_where_the_survey_does():
    assert own("range", part("p10", 48_000), part("p90", at_least=239_200)).text == "$48,000 to $239,200 or more"


def test_range_without_an_end_is_none():
    assert own("range", median(70_000), part("p25", 50_000)).missing == "not_collected"


def test_range_of_an_hourly_only_row_says_why():
    laid = own("range", *(part(name, missing="hourly_only") for name in ("p10", "median", "p90")))
    assert (laid.text, laid.missing) == ("hourly pay only", "hourly_only")


# To enter


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        (("Doctoral or professional degree",), "Doctoral or professional degree"),
        (
            ("Master's degree", "Less than 5 years", "Internship/residency"),
            "Master's degree, then less than 5 years of related experience, then internship/residency",
        ),
        (("Master's degree", "None", "Internship/residency"), "Master's degree, then internship/residency"),
    ],
)
def test_the_steps_are_named_if_nobody_says_how_long_one_takes(labels, text):
    cell = own("time", path(*labels))
    assert (cell.metric, cell.text, cell.method) == ("entry_path", text, "derived")
    assert cell.derivation == "typical entry education, related experience and on-the-job training, combined"


def test_a_time_that_a_source_states_stands_alone_and_says_what_the_steps_add_up_to():
    [cell] = sheet(path("Bachelor's degree"), years(4, 6)).cells["time"]
    assert (cell.text, cell.notes) == ("4 to 6 years", ("Typical entry requirements add up to: About 4 years",))


def test_time_to_become_needs_the_education():
    assert own("time", path("Bachelor's degree")[1:]).missing == "not_collected"
    assert own("time", path("None")).missing == "not_collected"


def test_time_to_become_does_not_mix_sources():
    """Without what the source itself says of experience there is no sum."""
    figures = [path("Bachelor's degree")[0], figure("entry_experience", label="None", release=1)]
    assert own("time", *figures, releases=[release(), release(2024, "other")]).text == "Bachelor's degree"


# Sets


def test_skills_are_one_cell_whoever_named_them():
    cell = own("skills", skills={"POS": 12, "Knives": None})
    assert (cell.text, list(cell.held), cell.metric) == ("POS 12%; Knives", ["pos", "knives"], "skill_share")


def test_rated_skills_are_held_from_three_upwards_best_first():
    cell = own("skills", importance(Speaking=3.0, Writing=2.9, Active_Listening=4.1))
    assert cell.text == "Active Listening 4.1; Speaking 3.0"
    assert (list(cell.held), sorted(cell.by_label)) == (
        ["active listening", "speaking"],
        ["active listening", "speaking", "writing"],
    )


# Sensitive shares


def with_benchmark(*figures: Figure, benchmarks: tuple[Figure, ...] = (), releases=None) -> Cell:
    made = profile("Line cook", *figures, releases=releases or (release(),))
    facts = {name: getattr(made, name) for name in made.__struct_fields__} | {"benchmarks": benchmarks}
    return lay_out(Profile(**facts)).own["gender"]


ALL_WORKERS = (figure("gender", 53, label="Men"), figure("gender", 47, label="Women"))


def test_sensitive_share_stands_beside_all_workers():
    cell = with_benchmark(figure("gender", 60, label="Women"), benchmarks=ALL_WORKERS)
    assert (cell.benchmark, cell.notes) == ("Men 53.0%, Women 47.0%", ())


def test_sensitive_share_is_not_set_beside_all_workers_of_another_source():
    cell = with_benchmark(
        figure("gender", 60, label="Women", release=1),
        benchmarks=ALL_WORKERS,
        releases=[release(), release(2024, "other")],
    )
    assert (cell.benchmark, cell.notes) == ("", ("No benchmark",))


@pytest.mark.parametrize(
    ("releases", "benchmarks", "notes"),
    [
        ([UNDATED], (), ("Period unknown, no benchmark",)),
        ([UNDATED], ALL_WORKERS, ("Period unknown",)),
        ([release()], (), ("No benchmark",)),
    ],
)
def test_sensitive_share_without_period_or_benchmark_says_so(releases, benchmarks, notes):
    cell = with_benchmark(figure("gender", 60, label="Women"), benchmarks=benchmarks, releases=releases)
    assert cell.notes == notes


def test_missing_sensitive_share_needs_no_such_mark():
    assert with_benchmark(figure("gender", label="Women", missing="suppressed")).notes == ()


def test_other_shares_need_no_such_mark():
    assert own("education", figure("education", 60, label="Bachelor's degree"), releases=[UNDATED]).notes == ()


# The switch

SENSITIVE_FIGURES = [
    figure("gender", 60, label="Women"),
    figure("race_exclusive", 70, label="White"),
    figure("race_overlapping", 71, label="White"),
    figure("lgbt", 10),
    figure("age_mean", 44),
]
SLOT_OF = {"gender": "gender", "race_exclusive": "race", "race_overlapping": "race", "lgbt": "lgbt"}


def test_nothing_is_withheld_where_nothing_is_switched_off():
    laid = sheet(*SENSITIVE_FIGURES)
    for _, slot in slots():
        assert laid.candidates(slot, NOBODY) == (laid.cells[slot.key], laid.gaps[slot.key])
        assert laid.shown(slot, NOBODY) == laid.own[slot.key]


@pytest.mark.parametrize("metric", SENSITIVE)
def test_metric_that_is_switched_off_is_nowhere(metric):
    laid = sheet(*SENSITIVE_FIGURES)
    hidden = frozenset([metric])
    for _, slot in slots():
        cells, gap = laid.candidates(slot, hidden)
        cell = laid.shown(slot, hidden)
        assert metric not in {row.metric for row in cells}
        assert all(row.metric != metric for one in (*cells, gap, cell) for row in one.figures)
        if slot.key != SLOT_OF[metric]:
            assert cell == laid.own[slot.key]


@pytest.mark.parametrize(("metric", "slot"), [("gender", "gender"), ("lgbt", "lgbt")])
@pytest.mark.parametrize("there", [True, False])
def test_row_of_a_metric_that_is_switched_off_says_the_same_whether_there_is_a_figure_or_not(metric, slot, there):
    laid = sheet(*(SENSITIVE_FIGURES if there else []))
    cell = laid.shown(SLOTS[slot], frozenset([metric]))
    assert (cell.text, cell.missing, cell.figures, cell.benchmark, cell.notes) == ("not shown", "withdrawn", (), "", ())


def test_other_metric_of_a_row_is_still_shown():
    cell = sheet(*SENSITIVE_FIGURES).shown(SLOTS["race"], frozenset(["race_overlapping"]))
    assert (cell.metric, cell.text) == ("race_exclusive", "White 70.0%")


# Anything

ANY_FIGURE = st.builds(
    lambda metric, label, facts, source: Figure(metric=metric, label=label, release=source, **facts),
    st.sampled_from([metric for slot in SLOTS.values() for metric in slot.metrics if metric not in ("wage_range", "entry_path", "skill_share")]),
    st.sampled_from(["", "None", "Women", "x"]),
    st.one_of(
        st.fixed_dictionaries({"value": st.integers(-10_000, 10**7)}),
        st.fixed_dictionaries({"at_least": st.integers(0, 10**7)}),
        st.fixed_dictionaries({"at_most": st.integers(0, 10**7)}),
        st.fixed_dictionaries({"low": st.integers(0, 100)}),
        st.fixed_dictionaries({"low": st.integers(0, 100), "high": st.integers(100, 200)}),
        st.fixed_dictionaries({"missing": st.sampled_from(list(map(str, Missing)))}),
    ),
    st.integers(-1, 1),
)  # fmt: skip


# Rows of pay have no low and high.
POSSIBLE = ANY_FIGURE.filter(lambda row: row.low is None or not row.metric.startswith("wage_"))


@settings(max_examples=examples(50))
@given(st.lists(POSSIBLE, max_size=12), st.sets(st.sampled_from(SENSITIVE)))
def test_sheet_of_anything_has_words_in_every_row(figures, hidden):
    laid = sheet(*figures, releases=[release(), UNDATED])
    for _, slot in slots():
        for cell in (laid.own[slot.key], laid.shown(slot, frozenset(hidden))):
            assert cell.text.strip()
            assert "None" not in cell.text.replace("None", "", 1) or any(row.label == "None" for row in cell.figures)


@pytest.mark.parametrize(
    ("population", "note"),
    [
        ("a language model, checked by experts", "Estimated by a language model, checked by experts"),
        ("", "Estimated by a model"),
    ],
)
def test_what_a_model_made_says_so_on_sight(population, note):
    style = figure("work_style", 2.5, label="Empathy", method="modelled", population=population)
    cell = own("work_styles", style)
    assert (cell.text, cell.notes) == ("Empathy +2.5", (note,))


def test_the_note_of_one_item_is_not_said_of_the_whole_list():
    tools = [figure("technology", label=label, note=note) for label, note in (("Pan", "hot technology"), ("Pot", ""))]
    assert lay_out(profile("Cook", tools)).own["technology"].notes == ()
    both = [figure("technology", label=label, note="hot technology") for label in ("Pan", "Pot")]
    assert lay_out(profile("Cook", both)).own["technology"].notes == ("hot technology",)


@pytest.mark.parametrize(
    ("title", "quality", "notes"),
    [
        ("Computer Occupations, All Other", "shared", ("Figure for a wider group: Computer Occupations, All Other",)),
        ("Computer Occupations, All Other", "exact", ()),
        ("Web Administrators", "shared", ()),  # the other codes of the record are parts of this occupation
    ],
)
def test_a_figure_of_a_record_that_covers_others_says_whose_it_is(title, quality, notes):
    record = RecordRef(key="oews-2018:15-1299", system="OEWS", code="15-1299", title=title, quality=quality)
    one = replace(profile("Web administrator", mean(50_000, record=record.key)), records=(record,))
    assert lay_out(one).own["pay"].notes == notes


# Errors that no source publishes


def test_medians_and_percentiles_have_the_relative_error_of_the_mean_of_their_row():
    laid = sheet(
        mean(100_000, standard_error=200_000, record="oews-2018:35-2014"),
        median(80_000, record="oews-2018:35-2014"),
        part("p10", 50_000, record="oews-2018:35-2014"),
        part("p90", at_least=239_200, record="oews-2018:35-2014"),
    )
    by_metric = {cell.metric: cell for cell in laid.cells["pay"]}
    middle, average = by_metric["wage_annual_median"], by_metric["wage_annual_mean"]
    assert (middle.figures[0].standard_error, average.figures[0].standard_error) == (160_000, 200_000)
    assert (middle.error_note, average.error_note) == (ERROR_OF_MEAN, "")
    assert [figure.standard_error for figure in laid.own["range"].figures] == [100_000, 160_000, None]


def test_a_median_with_an_error_of_its_own_keeps_it():
    cell = own("pay", mean(missing="suppressed"), median(80_000, standard_error=1))
    assert (cell.figures[0].standard_error, cell.error_note) == (1, "")
