"""What is built of rows: which figures, in which order, of which releases; and the same rows give the same bytes."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from occupations.models import (
    AlternateTitle,
    Area,
    Employer,
    Industry,
    Occupation,
    StatisticalRecord,
    VerbatimWord,
)
from occupations.profiles.document import (
    SCHEMA,
    CategoryRef,
    Figure,
    Names,
    Overrides,
    Profile,
    RecordRef,
    SkillRef,
    decode,
    encode,
)
from occupations.publishing import building, publish
from occupations.publishing.building import build_profile, build_profiles, verbatim_words
from occupations.publishing.publish import draft_profile
from tests.occupations import factories as make
from tests.occupations.factories import values_of

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 23)


def build(occupation: Occupation, today: datetime.date = TODAY) -> Profile:
    """As from a fresh row, as publishing reads it."""
    return build_profile(Occupation.objects.get(pk=occupation.pk), today=today)[0]


def test_profile_of_a_bare_occupation():
    assert build(make.occupation("SQL developer")) == Profile(
        names=Names("SQL developer", "SQL developer", "SQL developers", "an"),
        overrides=Overrides(),
        category=CategoryRef("food-and-drink", "Food and drink"),
        schema=SCHEMA,
    )


def test_profile_of_an_editors_texts():
    survey = make.release()
    cook = make.occupation(
        "Chief of staff", plural="chiefs of staff", article="a", running="chief of staff", description=" Leads.\n"
    )
    make.responsibilities(cook, "Plan.", "Act.")
    make.skills(cook, {"POS": Decimal("12.5"), "Customer service": None}, survey)
    for title in ("beta", "Alpha", "alpha two"):
        AlternateTitle.objects.create(occupation=cook, title=title)
    make.classify(cook, make.record("11-1021", title="Managers"), "narrower", "one of many")
    built = build(cook)
    assert built == Profile(
        names=Names("Chief of staff", "chief of staff", "chiefs of staff", "a"),
        overrides=Overrides("chiefs of staff", "a", "chief of staff"),
        category=CategoryRef("food-and-drink", "Food and drink"),
        description="Leads.",
        also_called=("Alpha", "alpha two", "beta"),
        responsibilities=("Plan.", "Act."),
        skills=(
            SkillRef(name="POS", running="POS", share=1250, release=0),
            SkillRef(name="Customer service", running="customer service", release=0),
        ),
        records=(
            RecordRef(
                key="oews-2018:11-1021",
                system="OEWS",
                code="11-1021",
                title="Managers",
                quality="narrower",
                note="one of many",
            ),
        ),
        releases=(survey.as_ref(),),
        schema=SCHEMA,
    )
    assert decode(encode(built)) == built


def test_responsibilities_and_skills_stand_in_the_order_of_their_positions_not_of_their_making():
    cook = make.occupation()
    make.responsibilities(cook, "One.", "Two.", "Three.")
    cook.responsibilities.filter(text="One.").update(position=9)
    make.skills(cook, {"A": None, "B": None})
    cook.occupation_skills.filter(skill__name="A").update(position=9)
    built = build(cook)
    assert built.responsibilities == ("Two.", "Three.", "One.")
    assert [skill.name for skill in built.skills] == ["B", "A"]


def test_verbatim_words_are_those_of_the_site_and_of_the_editors():
    cook = make.occupation("HVACR Boss")
    assert build(cook).names.running == "HVACR boss"
    VerbatimWord.objects.create(word="Boss")
    assert "Boss" in verbatim_words()
    assert build(cook).names.running == "HVACR Boss"


# Order of preference


def test_figures_stand_in_order_of_preference():
    cook, files = make.occupation(), make.release(make.dataset("file", "Some file"), None)
    records = {
        quality: make.record(title=quality) for quality in ("approximate", "exact", "shared", "broader", "narrower")
    }
    survey = make.release()
    for number, (quality, row) in enumerate(records.items()):
        make.classify(cook, row, quality)
        make.figure(value=number, record=row, release=survey)
    make.figure(value=50, occupation=cook, release=files)
    make.figure(value=60, occupation=cook)
    built = build(cook)
    assert values_of(built, "growth") == [("", 6000), ("", 100), ("", 200), ("", 400), ("", 300), ("", 0), ("", 5000)]
    keys = [
        row.key for row in (records[quality] for quality in ("exact", "shared", "narrower", "broader", "approximate"))
    ]
    assert [figure.record for figure in built.figures] == ["", *keys, ""]
    assert [record.key for record in built.records] == keys
    assert [figure.release for figure in built.figures] == [-1, 0, 0, 0, 0, 0, 1]
    assert built.releases == (survey.as_ref(), files.as_ref())


def test_records_that_do_not_fit_give_no_figures_and_are_named_all_the_same():
    cook, cooks = make.occupation(), make.record("35-1", title="Cooks")
    make.classify(cook, cooks, "none", "looked at")
    make.figure(value=3, record=cooks, release=make.release())
    make.wage(annual_mean=3, record=cooks, release=make.release())
    built = build(cook)
    assert (built.figures, built.releases) == ((), ())
    assert [(record.quality, record.note) for record in built.records] == [("none", "looked at")]


def test_figures_of_other_occupations_and_records_stay_out():
    cook, other = make.occupation(), make.occupation()
    make.classify(other, make.record("35-2"))
    make.figure(value=3, record=StatisticalRecord.objects.get(), release=make.release())
    make.figure(value=4, occupation=other)
    make.wage(annual_mean=4, occupation=other)
    assert build(cook).figures == ()


def test_metrics_stand_in_the_order_of_the_registry():
    cook = make.occupation()
    for metric, value in (("age_mean", 44), ("jobs", 100), ("growth", 3)):
        make.figure(metric, value, occupation=cook)
    make.wage(annual_mean=50_000, occupation=cook)
    assert [figure.metric for figure in build(cook).figures] == ["wage_annual_mean", "growth", "jobs", "age_mean"]


# Expiry


@pytest.mark.parametrize(
    ("expires", "shown"),
    [
        (TODAY - datetime.timedelta(days=1), False),
        (TODAY, False),
        (TODAY + datetime.timedelta(days=1), True),
        (None, True),
    ],
)
def test_editors_figures_are_left_out_from_the_day_they_expire(expires, shown):
    cook = make.occupation()
    make.figure(value=3, occupation=cook, expires_on=expires)
    make.wage(annual_mean=3, occupation=cook, expires_on=expires)
    assert [figure.metric for figure in build(cook).figures] == ["wage_annual_mean", "growth"] * shown


def test_expired_figure_gives_way_to_the_official_one():
    cook, cooks = make.occupation(), make.record()
    make.classify(cook, cooks)
    make.figure(value=3, record=cooks, release=make.release())
    make.figure(value=9, occupation=cook, expires_on=TODAY)
    assert values_of(build(cook), "growth") == [("", 300)]
    assert values_of(build(cook, TODAY - datetime.timedelta(days=1)), "growth") == [("", 900), ("", 300)]


# Which release


def official(cook: Occupation, years: list[int | None]) -> None:
    """One record in one table, with a release of each of those years in that order; each says its own position."""
    cooks, table = make.record(), make.dataset()
    make.classify(cook, cooks)
    for position, year in enumerate(years):
        make.figure(value=position, record=cooks, release=make.release(table, year))


@pytest.mark.parametrize(
    ("years", "current"),
    [([2023, 2024], 1), ([2024, 2023], 0), ([None, 2023], 1), ([2023, None], 0), ([None, None], 1), ([2024, 2024], 1)],
)
def test_newest_reference_period_is_current_whatever_the_order_of_import(years, current):
    cook = make.occupation()
    official(cook, years)
    assert values_of(build(cook), "growth") == [("", 100 * current)]


def test_pinned_release_is_current_even_when_it_is_older():
    cook = make.occupation()
    official(cook, [2023, 2024])
    old = make.models.Release.objects.get(title="2023")
    old.dataset.pinned = old
    old.dataset.save()
    assert values_of(build(cook), "growth") == [("", 0)]


def test_current_release_that_no_longer_has_the_record_is_named_as_the_reason():
    cook, table = make.occupation(), make.dataset()
    cooks = make.record()
    make.classify(cook, cooks)
    for year in (2022, 2023):
        before = make.release(table, year)
        make.figure(value=3, record=cooks, release=before)
        make.figure("top_state", 3, label=f"Ohio {year}", record=cooks, release=before)
        make.figure("technology", label="Till", record=cooks, release=before)
        make.wage(record=cooks, release=before, annual_mean=3)
    now = make.release(table, 2024)
    built = build(cook)
    metrics = [
        "wage_annual_median",
        "wage_annual_mean",
        "wage_hourly_median",
        "wage_hourly_mean",
        "growth",
        "top_state",
    ]
    assert [figure.metric for figure in built.figures if not figure.metric.startswith("wage_annual_p")] == metrics
    assert {(figure.missing, figure.record, figure.value) for figure in built.figures} == {
        ("no_longer", cooks.key, None)
    }
    assert built.releases == (now.as_ref(),)


def test_a_record_of_the_current_release_lacks_nothing_of_earlier_ones():
    cook, table = make.occupation(), make.dataset()
    cooks = make.record()
    make.classify(cook, cooks)
    for year, value in ((2023, 3), (2024, 4), (2021, 5)):
        release = make.release(table, year)
        make.figure(value=value, record=cooks, release=release)
        make.wage(record=cooks, release=release, annual_mean=value)
    built = build(cook)
    assert (values_of(built, "growth"), values_of(built, "wage_annual_mean")) == ([("", 400)], [("", 400)])
    assert len(built.figures) == 2


def test_what_only_an_undone_or_a_later_release_has_is_not_missed():
    cook, table = make.occupation(), make.dataset()
    cooks = make.record()
    make.classify(cook, cooks)
    undone, later = make.release(table, 2022, undone_at=timezone.now()), make.release(table, 2025)
    for release in (undone, later):
        make.figure(value=3, record=cooks, release=release)
    table.pinned = make.release(table, 2024)
    table.save()
    assert build(cook).figures == ()


def loaded(table: make.models.Dataset, year: int | None, **values: int) -> make.models.Release:
    """A release of a file that gives these values to occupations, by title."""
    file = make.release(table, year)
    for title, value in values.items():
        make.figure(value=value, occupation=Occupation.objects.get(title=title), release=file)
    return file


def test_loaded_figures_are_those_of_the_newest_file_that_speaks_of_the_occupation():
    cook, waiter = make.occupation("Cook"), make.occupation("Waiter")
    table = make.dataset("file")
    loaded(table, None, Cook=1, Waiter=1)
    loaded(table, None, Cook=2)
    assert values_of(build(cook), "growth") == [("", 200)]
    assert values_of(build(waiter), "growth") == [("", 100)]


def test_loaded_figures_of_a_newer_file_replace_all_of_an_older_one():
    cook, table = make.occupation("Cook"), make.dataset("file")
    old = loaded(table, 2023, Cook=1)
    make.figure("jobs", 100, occupation=cook, release=old)
    make.wage(annual_mean=100, occupation=cook, release=old)
    loaded(table, 2024, Cook=2)
    assert [(figure.metric, figure.value) for figure in build(cook).figures] == [("growth", 200)]


def test_loaded_figures_of_a_later_file_about_earlier_years_do_not_count():
    cook, table = make.occupation("Cook"), make.dataset("file")
    loaded(table, 2024, Cook=1)
    loaded(table, 2023, Cook=2)
    loaded(table, None, Cook=3)
    assert values_of(build(cook), "growth") == [("", 100)]


def test_loaded_figures_of_two_sources_stand_beside_each_other():
    cook = make.occupation("Cook")
    loaded(make.dataset("file", "B"), 2024, Cook=2)
    loaded(make.dataset("file", "A"), 2020, Cook=1)
    assert values_of(build(cook), "growth") == [("", 100), ("", 200)]


def test_pinned_file_is_current_for_the_occupations_it_speaks_of():
    make.occupation("Cook"), make.occupation("Waiter")
    table = make.dataset("file")
    table.pinned = loaded(table, 2023, Cook=1)
    table.save()
    loaded(table, 2024, Cook=2, Waiter=2)
    assert values_of(build(Occupation.objects.get(title="Cook")), "growth") == [("", 100)]
    assert values_of(build(Occupation.objects.get(title="Waiter")), "growth") == [("", 200)]


# Figures


def test_figure_carries_all_that_its_row_says():
    cook, day = make.occupation(), datetime.date(2025, 5, 1)
    make.figure(
        "gender", Decimal("55.1"), label="Women", occupation=cook, standard_error=Decimal("0.4"), sample_size=1_106_000,
        method="measured", population="over 16", period_start=day, period_end=day, note="Read.", reason="Said.",
        expires_on=datetime.date(2030, 1, 1),
    )  # fmt: skip
    assert build(cook).figures == (
        Figure(
            metric="gender", label="Women", value=5510, standard_error=40, sample_size=1_106_000, method="measured",
            population="over 16", period_start=day, period_end=day, note="Read.", reason="Said.",
            expires_on=datetime.date(2030, 1, 1),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "row", "expected"),
    [
        ("growth", {"value": Decimal("-6.25")}, {"value": -625}),
        ("jobs", {"at_least": 500}, {"at_least": 500}),
        ("jobs", {"at_most": 50}, {"at_most": 50}),
        ("jobs", {"missing": "suppressed"}, {"missing": "suppressed"}),
        ("time_to_become", {"low": 4, "high": 6}, {"low": 48, "high": 72}),
        ("time_to_become", {"low": Decimal("0.5"), "high": 1}, {"low": 6, "high": 12}),
        ("time_to_become", {"low": 10}, {"low": 120}),
        ("time_to_become", {"high": 2}, {"high": 24}),
        ("college", {"label": "MIT"}, {"label": "MIT"}),
    ],
)
def test_figure_is_shown_in_the_scale_of_its_unit(metric, row, expected):
    cook = make.occupation()
    make.figure(metric, row.pop("value", None), occupation=cook, **row)
    assert build(cook).figures == (Figure(metric=metric, reason="Asked them.", **expected),)


@pytest.mark.parametrize(
    ("row", "record", "expected"),
    [
        ({}, {}, ("detailed", "")),
        ({}, {"level": "broad", "title": "All cooks"}, ("broad", "All cooks")),
        (
            {"level": "minor", "group": "Food workers"},
            {"level": "broad", "title": "All cooks"},
            ("minor", "Food workers"),
        ),
        ({"level": "minor"}, {"title": "Line cooks"}, ("minor", "Line cooks")),
        ({"group": "Food workers"}, {}, ("detailed", "Food workers")),
    ],
)
def test_figure_of_a_broader_group_says_so(row, record, expected):
    cook, cooks = make.occupation(), make.record(**record)
    make.classify(cook, cooks)
    make.figure(value=3, record=cooks, release=make.release(), **row)
    assert [(figure.level, figure.group) for figure in build(cook).figures] == [expected]


# Wages


def test_wages_are_shown_column_by_column():
    cook, cooks, survey = make.occupation(), make.record(), make.release()
    make.classify(cook, cooks)
    make.wage(
        record=cooks, release=survey, annual_mean=Decimal(50_000), mean_rse=Decimal("1.5"), annual_p10=20_000,
        annual_p25=30_000, annual_median=45_000, annual_p75=60_000, annual_p90=90_000, hourly_mean=Decimal("24.04"),
        hourly_median=Decimal("21.63"), employment=1_200, employment_rse=Decimal("2.5"),
    )  # fmt: skip
    built = build(cook)
    assert {figure.metric: (figure.value, figure.standard_error) for figure in built.figures} == {
        "wage_annual_mean": (5_000_000, 75_000),
        "wage_annual_median": (4_500_000, None),
        "wage_annual_p10": (2_000_000, None),
        "wage_annual_p25": (3_000_000, None),
        "wage_annual_p75": (6_000_000, None),
        "wage_annual_p90": (9_000_000, None),
        "wage_hourly_mean": (2404, 36),
        "wage_hourly_median": (2163, None),
        "employees": (1200, 30),
    }
    assert {(figure.record, figure.release) for figure in built.figures} == {(cooks.key, 0)}


def test_wages_above_the_top_code_are_bounds():
    cook = make.occupation()
    make.wage(
        occupation=cook, release=make.release(), annual_mean=150_000, hourly_mean=None,
        top_coded=["annual_p90", "hourly_mean", "annual_p75"], top_code_annual=Decimal(239_200),
        top_code_hourly=Decimal(115),
    )  # fmt: skip
    assert {figure.metric: (figure.value, figure.at_least, figure.missing) for figure in build(cook).figures} == {
        "wage_annual_mean": (15_000_000, None, ""),
        "wage_annual_p75": (None, 23_920_000, ""),
        "wage_annual_p90": (None, 23_920_000, ""),
        "wage_hourly_mean": (None, 11_500, ""),
    }


def test_wages_above_an_unknown_top_code_are_missing_and_say_why():
    cook = make.occupation()
    make.wage(occupation=cook, release=make.release(), top_coded=["annual_mean"])
    assert [(figure.metric, figure.missing) for figure in build(cook).figures] == [("wage_annual_mean", "top_coded")]


def test_suppressed_wages_are_missing_and_say_why():
    cook = make.occupation()
    make.wage(occupation=cook, release=make.release(), suppressed=["annual_mean", "hourly_mean"], annual_median=3)
    assert [(figure.metric, figure.missing) for figure in build(cook).figures] == [
        ("wage_annual_median", ""),
        ("wage_annual_mean", "suppressed"),
        ("wage_hourly_mean", "suppressed"),
    ]


def test_suppressed_employment_is_missing_and_says_why():
    cook = make.occupation()
    make.wage(occupation=cook, release=make.release(), suppressed=["employment"], annual_mean=3)
    figures = {figure.metric: figure for figure in build(cook).figures}
    assert (figures["employees"].value, figures["employees"].missing) == (None, "suppressed")


@pytest.mark.parametrize(
    ("mark", "given", "missing"),
    [
        ("annual_only", {"annual_mean": 3}, {"wage_hourly_mean", "wage_hourly_median"}),
        (
            "hourly_only",
            {"hourly_mean": 3},
            {f"wage_annual_{name}" for name in ("mean", "median", "p10", "p25", "p75", "p90")},
        ),
    ],
)
def test_wages_of_one_kind_only_say_why_the_other_is_missing(mark, given, missing):
    cook = make.occupation()
    make.wage(occupation=cook, release=make.release(), **given, **{mark: True})
    figures = build(cook).figures
    assert {figure.metric for figure in figures if figure.missing == mark} == missing
    assert len(figures) == len(missing) + 1


def test_wages_of_areas_industries_and_employers_stay_out():
    cook, cooks, survey = make.occupation(), make.record(), make.release()
    make.classify(cook, cooks)
    for place in (
        {"area": Area.objects.create(kind="state", code="36", name="New York")},
        {"industry": Industry.objects.create(code="72", name="Food services")},
        {"employer": Employer.objects.create(name="Xerox")},
    ):
        make.wage(record=cooks, release=survey, annual_mean=9, **place)
    assert build(cook).figures == ()


def test_wages_of_a_broader_record_say_so():
    cook, cooks = make.occupation(), make.record(level="broad", title="All cooks")
    make.classify(cook, cooks, "narrower")
    make.wage(record=cooks, release=make.release(), annual_mean=9)
    assert [(figure.level, figure.group) for figure in build(cook).figures] == [("broad", "All cooks")]


# Benchmarks


def all_workers(survey: make.models.Release, metric: str, **shares: Decimal | int) -> None:
    total = StatisticalRecord.objects.filter(is_total=True).first() or make.record(
        "00-0000", is_total=True, level="total"
    )
    for label, share in shares.items():
        make.figure(metric, share, label=label, record=total, release=survey)


def test_benchmarks_of_sensitive_figures_come_from_the_same_release():
    cook, cooks, table = make.occupation(), make.record(), make.dataset()
    make.classify(cook, cooks)
    old, survey = make.release(table, 2023), make.release(table, 2024)
    all_workers(old, "gender", Men=60, Women=40)
    all_workers(survey, "gender", Men=53, Women=47)
    all_workers(survey, "race_overlapping", White=70)  # the occupation has no such figure
    all_workers(survey, "education", **{"Doctoral degree": 4})  # not shown beside the occupation's own
    make.figure("gender", 30, label="Women", record=cooks, release=survey)
    make.figure(value=3, record=cooks, release=survey)
    built = build(cook)
    assert [(figure.metric, figure.label, figure.value) for figure in built.benchmarks] == [
        ("gender", "Men", 5300),
        ("gender", "Women", 4700),
    ]
    assert [figure.level for figure in built.benchmarks] == ["total", "total"]
    assert built.releases == (survey.as_ref(),)


def test_pay_of_all_workers_comes_along_from_the_same_survey():
    cook, cooks, survey = make.occupation(), make.record(), make.release()
    make.classify(cook, cooks)
    total = make.record("00-0000", is_total=True, level="total")
    make.wage(record=total, release=survey, annual_mean=67000, annual_median=49000, annual_p10=20000)
    make.wage(record=cooks, release=survey, annual_mean=35000, annual_median=33000, annual_p10=22000)
    benchmarks = [(figure.metric, figure.value) for figure in build(cook).benchmarks]
    assert sorted(benchmarks) == [("wage_annual_mean", 6700000), ("wage_annual_median", 4900000)]


# What earlier releases said


def test_history_is_what_earlier_releases_of_the_same_table_say_of_the_record_oldest_first():
    cook, cooks, table = make.occupation(), make.record(), make.dataset()
    make.classify(cook, cooks)
    releases = {year: make.release(table, year) for year in (2025, 2020, 2024)}
    for year, release in releases.items():
        make.wage(record=cooks, release=release, annual_mean=year, annual_p10=9, employment=7)
        make.wage(record=make.record(), release=release, annual_mean=1)
    undone = make.release(table, 2023, undone_at=datetime.datetime.now(datetime.UTC))
    make.wage(record=cooks, release=undone, annual_mean=2023)
    make.wage(record=cooks, release=make.release(make.dataset(), 2023), annual_p10=5)  # another table, itself current
    built = build(cook)
    expected = [(built.releases[figure.release].title, figure.metric, figure.value) for figure in built.history]
    assert expected == [
        ("2020", "wage_annual_mean", 202000),
        ("2020", "employees", 7),
        ("2024", "wage_annual_mean", 202400),
        ("2024", "employees", 7),
    ]


def test_history_does_not_go_beyond_a_pinned_release():
    cook, cooks, table = make.occupation(), make.record(), make.dataset()
    make.classify(cook, cooks)
    for year in (2023, 2024, 2025):
        release = make.release(table, year)
        make.wage(record=cooks, release=release, annual_mean=year)
        if year == 2024:
            table.pinned = release
    table.save()
    assert [figure.value for figure in build(cook).history] == [202300]


# Related records


def test_related_records_are_those_a_source_names_nearest_first():
    cook, cooks, survey = make.occupation(), make.record(), make.release()
    make.classify(cook, cooks)
    far, near = make.record("35-2"), make.record("35-1")
    link = {"record": cooks, "release": survey, "quality": "related"}
    make.models.RecordLink.objects.create(other=far, position=2, **link)
    make.models.RecordLink.objects.create(other=near, position=1, **link)
    make.models.RecordLink.objects.create(other=make.record(), position=3, **(link | {"quality": "exact"}))
    built = build(cook)
    assert (built.related, built.releases[built.related_release]) == (
        ("oews-2018:35-1", "oews-2018:35-2"),
        survey.as_ref(),
    )


def test_nothing_is_related_to_a_record_that_is_not_quite_the_occupation():
    cook, cooks, survey = make.occupation(), make.record(), make.release()
    make.classify(cook, cooks, "shared")
    make.models.RecordLink.objects.create(record=cooks, other=make.record(), release=survey, quality="related")
    assert (build(cook).related, build(cook).related_release) == ((), -1)


def tools(work: list[tuple[make.models.StatisticalRecord, str]], survey: make.models.Release) -> None:
    """Technology of records, each list in one text, in the order of the file."""
    for record, labels in work:
        for label in labels.split():
            note = {"!": "in demand", "*": "hot technology"}.get(label[-1], "")
            make.figure("technology", label=label.rstrip("!*"), note=note, record=record, release=survey)


def technology_of(occupation: make.models.Occupation) -> list[str]:
    return [figure.label for figure in build(occupation).figures if figure.metric == "technology"]


def test_technology_is_in_demand_then_hot_if_typical_then_what_most_related_occupations_use_and_others_do_not():
    nurse, nurses, survey, links = make.occupation(), make.record(), make.release(), make.release()
    make.classify(nurse, nurses)
    aides, midwives, welders, cooks = (make.record() for _ in range(4))
    for other in (aides, midwives):
        make.models.RecordLink.objects.create(record=nurses, other=other, release=links, quality="related")
    make.models.RecordLink.objects.create(record=nurses, other=cooks, release=links, quality="exact")
    tools(
        [
            (nurses, "Abacus Email Epic Fax* Pump! Records Scale Word* Zoom*"),
            (aides, "epic Email Scale Records Word"),
            (midwives, "Epic Email Scale Word Zoom"),
            (welders, "Email Abacus"),
            (cooks, "Email Scale"),
        ],
        survey,
    )
    tools([(aides, "Abacus"), (midwives, "Abacus")], make.release(year=2019))  # another list
    assert technology_of(nurse) == ["Pump", "Word", "Zoom", "Epic", "Records", "Scale", "Abacus", "Email", "Fax"]


def test_a_title_with_the_technology_of_a_wider_record_has_it_in_the_order_of_that_record():
    title, nurses, survey = make.occupation(), make.record(), make.release()
    make.classify(title, nurses, "narrower")
    aides = make.record()
    make.models.RecordLink.objects.create(record=nurses, other=aides, release=make.release(), quality="related")
    tools([(nurses, "Abacus Epic"), (aides, "Epic"), (make.record(), "Abacus")], survey)
    assert technology_of(title) == ["Epic", "Abacus"]


def test_technology_of_an_editor_is_in_the_order_of_its_marks_alone():
    cook = make.occupation()
    for label, note in (("Knife", ""), ("Apron", ""), ("Till", "in demand")):
        make.figure("technology", label=label, note=note, occupation=cook)
    assert technology_of(cook) == ["Till", "Knife", "Apron"]


def test_benchmarks_are_not_given_to_editors_figures():
    cook = make.occupation()
    all_workers(make.release(), "gender", Women=47)
    make.figure("gender", 30, label="Women", occupation=cook)
    assert build(cook).benchmarks == ()


# The same rows, the same bytes


def test_building_twice_gives_the_same_bytes():
    cook, cooks, survey = make.occupation(), make.record(), make.release()
    make.classify(cook, cooks)
    make.responsibilities(cook, "One.", "Two.")
    make.skills(cook, {"A": 3, "B": None}, survey)
    make.wage(record=cooks, release=survey, annual_mean=3, employment=9)
    for label in "abc":
        make.figure("race_exclusive", 3, label=label, record=cooks, release=survey)
    all_workers(survey, "race_exclusive", White=70, Black=20)
    assert encode(build(cook)) == encode(build(cook)) == encode(draft_profile(Occupation.objects.get(pk=cook.pk)))


def test_building_writes_nothing_and_asks_as_much_for_many_rows_as_for_few():
    counts = []
    for size in (3, 300):
        cook, cooks, survey = make.occupation(), make.record(), make.release()
        make.classify(cook, cooks)
        make.responsibilities(cook, *(f"Responsibility {number}." for number in range(size)))
        make.skills(cook, {f"Skill {number}": 3 for number in range(size)}, survey)
        for number in range(size):
            make.figure("technology", None, label=f"Tool {number}", record=cooks, release=survey)
            make.figure("interest", None, label=f"Interest {number}", occupation=cook, release=survey)
        make.figure("gender", 3, label="Women", record=cooks, release=survey)
        occupation = Occupation.objects.select_related("category").get(pk=cook.pk)
        with CaptureQueriesContext(connection) as queries:
            build_profile(occupation)
        assert all(query["sql"].startswith("SELECT") for query in queries.captured_queries)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# Many at once


def many(count: int) -> list[Occupation]:
    """Occupations with rows of every kind; each two share a record."""
    table, file = make.dataset(), make.dataset("file", f"Some file {count}")
    survey, loaded = make.release(table), make.release(file)
    all_workers(survey, "gender", Women=47)
    records = [make.record() for _ in range(count // 2 + 1)]
    for row in records:
        make.figure("gender", 3, label="Women", record=row, release=survey)
        make.wage(record=row, release=survey, annual_mean=3)
        make.models.RecordText.objects.create(record=row, release=survey, kind="responsibility", text="Plan.")
    made = [make.occupation(f"Job {count} {number}") for number in range(count)]
    for number, occupation in enumerate(made):
        make.classify(occupation, records[number // 2])
        make.skills(occupation, {"A": 3}, loaded)
        make.figure(value=number, occupation=occupation, release=loaded)
        make.figure("jobs", number, occupation=occupation)
        AlternateTitle.objects.create(occupation=occupation, title="Also")
    return made


def test_many_profiles_are_those_of_each_alone_in_the_order_given(monkeypatch):
    monkeypatch.setattr(building, "CHUNK", 2)
    made = many(5)[::-1]
    built = list(build_profiles(made))
    assert [occupation for occupation, _, _ in built] == made
    for occupation, profile, releases in built:
        assert encode(profile) == encode(build_profile(Occupation.objects.get(pk=occupation.pk))[0])
        assert [release.as_ref() for release in releases] == list(profile.releases)
    assert list(build_profiles([])) == []


def test_release_has_its_own_place_in_each_profile():
    cooks, survey, other = make.record(), make.release(), make.release()
    first, second = make.occupation("First"), make.occupation("Second")
    make.figure("jobs", 3, record=cooks, release=survey)
    for occupation in (first, second):
        make.classify(occupation, cooks, "shared")
    make.classify(second, better := make.record())
    make.figure(value=3, record=better, release=other)
    (_, one, _), (_, two, _) = build_profiles([first, second])
    assert [release.key for release in one.releases] == [survey.key]
    assert [release.key for release in two.releases] == [other.key, survey.key]
    assert [(figure.metric, figure.release) for figure in one.figures] == [("jobs", 0)]
    assert [(figure.metric, figure.release) for figure in two.figures] == [("growth", 0), ("jobs", 1)]


@pytest.mark.parametrize(
    ("work", "most"), [(lambda rows: list(build_profiles(rows)), 30), (publish.publish_all, publish.PART)]
)
def test_as_many_queries_for_many_occupations_as_for_three(work, most):
    counts = []
    for size in (3, most):
        many(size)
        rows = Occupation.objects.filter(title__startswith=f"Job {size} ").order_by("pk")
        with CaptureQueriesContext(connection) as queries:
            work(list(rows))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_file_that_was_undone_does_not_speak_of_the_occupation_any_more():
    cook, table = make.occupation("Cook"), make.dataset("file")
    loaded(table, 2023, Cook=1)
    undone = loaded(table, 2024, Cook=2)
    undone.undone_at = datetime.datetime.now(datetime.UTC)
    undone.save()
    assert values_of(build(cook), "growth") == [("", 100)]
