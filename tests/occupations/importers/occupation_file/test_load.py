"""Loading occupation files: what is right is written as stated, what is wrong is named by its place and changes nothing."""

import copy
import datetime
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from occupations.importers.errors import LoadError
from occupations.importers.occupation_file.load import load
from occupations.models import (
    Category,
    Classification,
    Dataset,
    Edition,
    Figure,
    Occupation,
    OccupationSkill,
    Release,
    Source,
    StatisticalRecord,
    WageEstimate,
)
from occupations.profiles.document import CategoryRef, Names, Profile, SkillRef
from occupations.profiles.layout import lay_out
from occupations.publishing.building import build_profile
from occupations.publishing.publish import draft_profile, publish
from tests.machine import examples
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[4] / "fixtures"
SOURCE = {"title": "Our file"}

# One occupation with every short key, in the shape of the reference.
COOK: dict[str, Any] = {
    "title": "Line cook",
    "plural": "line cooks",
    "years_to_become": [4, 6],
    "years_of_experience": 6,
    "average_salary": 69350,
    "hourly_rate": 33.34,
    "salary_low_10th": 48000,
    "salary_high_90th": 98000,
    "growth_percent": 6,
    "number_of_jobs": 249856,
    "number_of_jobs_means": "active job openings",
    "job_satisfaction": 4.6,
    "average_age": 44,
    "degree": {"label": "Bachelor's Degree", "percent": 56},
    "major": "Business",
    "college": "University of Somewhere",
    "highest_paying": {"city": "Bay Shore, NY", "state": "New Jersey", "company": "Xerox", "industry": "Finance"},
    "gender_percent": {"Male": 50.2, "Female": 49.8},
    "lgbt_percent": 10,
    "race_percent": {"Black or African American": 6.2, "Unknown": 4.3, "White": 67.4},
    "skills_percent": [["Customer Satisfaction", 11], ["ISO", 7]],
    "top_skills": ["ISO", "Knives"],
    "description_topics": ["cooks"],
    "duty_topics": ["cooks at the line"],
    "description": "Cooks.",
    "responsibilities": ["Chop.", "Stir."],
    "also_called": ["Chef de partie"],
}


def file(*occupations: Any, **keys: Any) -> dict[str, Any]:
    return {"source": SOURCE, "category": "Kitchen", "occupations": list(occupations), **keys}


def spelled(content: Any) -> bytes:
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def given_facts(**keys: Any) -> dict[str, Any]:
    return file({"title": "Line cook", **keys})


def load_facts(**keys: Any) -> Occupation:
    load(spelled(given_facts(**keys)))
    return Occupation.objects.get(title="Line cook")


def refused(content: Any) -> str:
    """Why a file is refused; nothing of it may have been written."""
    data = content if isinstance(content, bytes) else spelled(content)
    before = counts()
    with pytest.raises(LoadError) as caught:
        load(data)
    assert counts() == before
    return str(caught.value)


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in apps.get_app_config("occupations").get_models()}


def snapshot() -> dict[str, list]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("occupations").get_models()
    }


def figures(owner: Occupation) -> dict[tuple[str, str], tuple]:
    """(metric, label) → what it says."""
    names = ("value", "low", "high", "at_least", "at_most")
    return {
        (row.metric, row.label): tuple(getattr(row, name) for name in names if getattr(row, name) is not None)
        or ((row.missing,) if row.missing else ())
        for row in owner.figures.all()
    }


def shown(owner: Occupation, slot: str) -> str:
    return lay_out(draft_profile(owner)).own[slot].text


# What a file states


def test_file_of_the_reference_shape_is_taken_over_key_by_key():
    report = load(
        spelled(file(COOK, note="free text", source={**SOURCE, "publisher": None, "url": None, "period": None}))
    )
    cook = Occupation.objects.get()
    assert (report.created, report.updated, report.unchanged) == (["Line cook"], [], False)
    assert (cook.title, cook.slug, cook.plural, cook.category.name) == (
        "Line cook",
        "line-cook",
        "line cooks",
        "Kitchen",
    )
    assert (cook.description, cook.changed, cook.live) == ("Cooks.", True, None)
    assert list(cook.responsibilities.values_list("position", "text")) == [(1, "Chop."), (2, "Stir.")]
    assert list(cook.alternate_titles.values_list("title", flat=True)) == ["Chef de partie"]
    assert [(row.position, row.skill.name, row.share) for row in cook.occupation_skills.all()] == [
        (1, "Customer Satisfaction", 11),
        (2, "ISO", 7),
        (3, "Knives", None),
    ]
    assert figures(cook) == {
        ("growth", ""): (6,),
        ("satisfaction", ""): (Decimal("4.6"),),
        ("age_mean", ""): (44,),
        ("lgbt", ""): (10,),
        ("time_to_become", ""): (4, 6),
        ("experience", ""): (6, 6),
        ("openings_advertised", ""): (249856,),
        ("degree", "Bachelor's Degree"): (56,),
        ("major", "Business"): (),
        ("college", "University of Somewhere"): (),
        ("top_metro", "Bay Shore, NY"): (),
        ("top_state", "New Jersey"): (),
        ("top_employer", "Xerox"): (),
        ("top_industry", "Finance"): (),
        ("gender", "Men"): (Decimal("50.2"),),
        ("gender", "Women"): (Decimal("49.8"),),
        ("race_exclusive", "Black or African American"): (Decimal("6.2"),),
        ("race_exclusive", "Unknown"): (Decimal("4.3"),),
        ("race_exclusive", "White"): (Decimal("67.4"),),
    }
    (wage,) = cook.wageestimates.all()
    assert (wage.annual_average, wage.hourly_average, wage.annual_p10, wage.annual_p90) == (
        69350,
        Decimal("33.34"),
        48000,
        98000,
    )
    release = Release.objects.get()
    assert {row.release for row in (wage, *cook.figures.all(), *cook.occupation_skills.all())} == {release}
    assert (release.method, release.period_end, str(release.dataset.source)) == ("unstated", None, "Our file")
    assert Category.objects.count() == 1


def test_topics_are_ignored_with_a_notice():
    report = load(spelled(file(COOK, {"title": "Waiter", "duty_topics": ["carries"]})))
    assert report.notices == [
        "“description_topics” of 1 occupation(s) is ignored: it is an outline, not text",
        "“duty_topics” of 2 occupation(s) is ignored: it is an outline, not text",
    ]


REFERENCE = {
    "Customer service/operations manager": {
        "growth": 600, "openings_advertised": 249856, "age_mean": 4400, "lgbt": 1000, "wage_annual_average": 6935000,
        "wage_hourly_average": 3334, "wage_annual_p10": 4800000, "wage_annual_p90": 9800000,
    },
    "Service manager": {
        "growth": 600, "openings_advertised": 341785, "satisfaction": 400, "age_mean": 4400, "lgbt": 1000,
        "wage_annual_average": 7400900, "wage_hourly_average": 3558, "wage_annual_p10": 4700000, "wage_annual_p90": 11600000,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def reference(django_db_setup, django_db_blocker) -> dict[str, Profile]:
    """The profiles of fixtures/reference.json, by title."""
    with django_db_blocker.unblock(), transaction.atomic():
        load((FIXTURES / "reference.json").read_bytes())
        built = {row.title: build_profile(row)[0] for row in Occupation.objects.all()}
        transaction.set_rollback(True)
    return built


@pytest.mark.parametrize("title", REFERENCE)
def test_reference_fixture_says_the_numbers_of_the_reference(reference, title):
    single = {
        figure.metric: figure.value
        for figure in reference[title].figures
        if not figure.label and figure.value is not None
    }
    assert single == REFERENCE[title]


def test_reference_fixture_says_all_that_the_reference_says_of_a_service_manager(reference):
    profile = reference["Service manager"]
    labelled = [(figure.metric, figure.label, figure.value) for figure in profile.figures if figure.label]
    assert labelled == [
        ("degree", "Bachelor's Degree", 5200),
        ("top_metro", "San Francisco, CA", None),
        ("top_state", "New York", None),
        ("top_employer", "Latham & Watkins", None),
        ("top_industry", "Technology", None),
        ("major", "Business", None),
        ("college", "University of Pennsylvania", None),
        ("gender", "Men", 7110),
        ("gender", "Women", 2890),
        ("race_exclusive", "Black or African American", 610),
        ("race_exclusive", "Unknown", 430),
        ("race_exclusive", "Hispanic or Latino", 1500),
        ("race_exclusive", "Asian", 630),
        ("race_exclusive", "White", 6770),
        ("race_exclusive", "American Indian and Alaska Native", 50),
    ]
    spans = {figure.metric: (figure.low, figure.high) for figure in profile.figures if figure.low is not None}
    assert spans == {"experience": (72, 72), "time_to_become": (48, 72)}
    assert [(skill.name, skill.share) for skill in profile.skills] == [
        ("POS", 1200),
        ("Performance Reviews", 800),
        ("Cash Handling", 800),
        ("Food Handling", 700),
        ("Cleanliness", 500),
        ("Project Management", 500),
    ]
    assert profile.names == Names("Service manager", "service manager", "service managers", "a")
    assert profile.category == CategoryRef("executive-management", "Executive management")
    assert (profile.records, profile.benchmarks) == ((), ())
    (release,) = profile.releases
    assert (release.source, release.method, release.period_end) == (
        "Reference comparison pages, undated",
        "unstated",
        None,
    )


def test_reference_fixture_has_three_occupations_in_our_words(reference):
    assert sorted(reference) == ["Client services manager", "Customer service/operations manager", "Service manager"]
    for profile in reference.values():
        assert profile.description
        assert len(profile.responsibilities) >= 6


def test_demonstration_fixture_loads_and_publishes():
    report = load((FIXTURES / "occupations.json").read_bytes(), publish=True)
    assert (len(report.created), len(report.editions), report.notices) == (37, 37, [])
    assert Category.objects.count() >= 12
    assert Figure.objects.filter(occupation__isnull=False).count() == 0
    assert Occupation.objects.filter(classifications=None).count() == 0
    assert Occupation.objects.public().count() == 37
    assert load((FIXTURES / "occupations.json").read_bytes(), publish=True).unchanged


def test_demonstration_fixture_says_what_the_survey_says_of_general_managers():
    load((FIXTURES / "occupations.json").read_bytes())
    record = StatisticalRecord.objects.by_key("oews-2018:11-1021")
    wage = WageEstimate.objects.get(record=record, release__dataset__table="national")
    assert (wage.annual_mean, wage.annual_median, wage.annual_p10, wage.annual_p90) == (133120, 102950, 47420, None)
    assert (wage.employment, wage.mean_rse, wage.employment_rse) == (3584420, Decimal("0.4"), Decimal("0.4"))
    assert (wage.top_coded, wage.top_code_annual, wage.hourly_mean) == (["annual_p90", "hourly_p90"], 239200, 64)


# Values


@pytest.mark.parametrize(
    ("written", "stored", "shown_as"),
    [
        ([4, 6], (4, 6), "4 to 6 years"),
        ([0.5, 1], (Decimal("0.5"), 1), "6 months to 1 year"),
        ([10, None], (10,), "more than 10 years"),
        ({"at_least": 10}, (10,), "more than 10 years"),
        ({"at_most": 2}, (2,), "up to 2 years"),
        (6, (6, 6), "6 years"),
        (1, (1, 1), "1 year"),
        (0.25, (Decimal("0.25"), Decimal("0.25")), "3 months"),
        ({"missing": "not_applicable"}, ("not_applicable",), "does not apply"),
    ],
)
def test_years_to_become(written, stored, shown_as):
    cook = load_facts(years_to_become=written)
    assert (figures(cook), shown(cook, "time")) == ({("time_to_become", ""): stored}, shown_as)


def test_years_to_become_of_null_are_unknown():
    assert figures(load_facts(years_to_become=None)) == {}


@pytest.mark.parametrize(
    ("means", "metric"),
    [
        ("active job openings", "openings_advertised"),
        ("employees", "employees"),
        ("jobs including self-employment", "jobs"),
        (None, "jobs_unstated"),
    ],
)
def test_number_of_jobs_says_of_what(means, metric):
    assert figures(load_facts(number_of_jobs=5, number_of_jobs_means=means)) == {(metric, ""): (5,)}


@pytest.mark.parametrize(
    ("degree", "expected"),
    [
        ({"label": "Bachelor's degree"}, {("degree", "Bachelor's degree"): ()}),
        ({"label": "Bachelor's degree", "percent": None}, {("degree", "Bachelor's degree"): ()}),
        ({"label": "Bachelor's degree", "percent": 0}, {("degree", "Bachelor's degree"): (0,)}),
        ({"label": None, "percent": None}, {}),
        ({}, {}),
    ],
)
def test_degree_with_and_without_its_share(degree, expected):
    assert figures(load_facts(degree=degree)) == expected


def test_plural_of_null_is_worked_out():
    cook = load_facts(plural=None)
    assert (cook.plural, draft_profile(cook).names.plural) == ("", "line cooks")


@pytest.mark.parametrize(
    "key", ["average_salary", "hourly_rate", "salary_low_10th", "growth_percent", "number_of_jobs"]
)
def test_nought_is_a_figure(key):
    assert [figure.value for figure in draft_profile(load_facts(**{key: 0})).figures] == [0]


def test_pay_can_be_a_bound_or_suppressed():
    cook = load_facts(average_salary={"missing": "suppressed"}, salary_high_90th={"at_least": 239200})
    assert [(figure.metric, figure.missing, figure.at_least) for figure in draft_profile(cook).figures] == [
        ("wage_annual_average", "suppressed", None),
        ("wage_annual_p90", "", 23_920_000),
    ]


def test_a_file_can_say_which_statistic_its_pay_is():
    cook = load_facts(median_pay=40_000, mean_pay=45_000, median_hourly_pay=19, mean_hourly_pay=21)
    assert {figure.metric: figure.value for figure in draft_profile(cook).figures} == {
        "wage_annual_median": 4_000_000,
        "wage_annual_mean": 4_500_000,
        "wage_hourly_median": 1900,
        "wage_hourly_mean": 2100,
    }


def test_figures_in_full():
    load_facts(
        figures=[
            {"metric": "gender", "values": {"Women": 40, "Men": None}, "standard_errors": {"Women": 1.5}, "period": "2024-05",
             "sample_size": 700, "method": "measured", "population": "over 16", "note": "Read.", "level": "minor",
             "group": "Cooks"},
            {"metric": "top_metro", "label": "Napa, CA", "value": 201330.129},
            {"metric": "job_zone", "label": "Job zone 2"},
            {"metric": "jobs", "value": {"at_most": 50}, "period": ["2024", "2034"]},
            {"metric": "jobs", "label": "x", "value": {"missing": "base_too_small"}},
        ]
    )  # fmt: skip
    women = Figure.objects.get(metric="gender")
    assert (women.label, women.value, women.standard_error, women.sample_size) == ("Women", 40, Decimal("1.5"), 700)
    assert (women.method, women.population, women.note, women.level, women.group) == (
        "measured", "over 16", "Read.", "minor", "Cooks",
    )  # fmt: skip
    assert (women.period_start, women.period_end) == (datetime.date(2024, 5, 1), datetime.date(2024, 5, 31))
    assert Figure.objects.get(metric="top_metro").value == Decimal("201330.129")
    assert Figure.objects.get(metric="job_zone").value is None
    jobs = Figure.objects.get(metric="jobs", label="")
    assert (jobs.at_most, jobs.period_start, jobs.period_end) == (
        50,
        datetime.date(2024, 1, 1),
        datetime.date(2034, 12, 31),
    )
    assert Figure.objects.get(metric="jobs", label="x").missing == "base_too_small"


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-05-31", "2024-05-31", "2024-05-31"),
        (["2024", "2034"], "2024-01-01", "2034-12-31"),
        (["2024-05", "2024-05"], "2024-05-01", "2024-05-31"),
        (2024, "2024-01-01", "2024-12-31"),
    ],
)
def test_period_of_the_file(period, first, last):
    load(spelled(file(source={**SOURCE, "period": period})))
    release = Release.objects.get()
    assert (release.period_start.isoformat(), release.period_end.isoformat()) == (first, last)


def test_numbers_are_kept_exactly():
    cook = load_facts(hourly_rate=0.1, growth_percent=-6.35, job_satisfaction=4.574)
    assert {figure.metric: figure.value for figure in draft_profile(cook).figures} == {
        "wage_hourly_average": 10,
        "growth": -635,
        "satisfaction": 457,
    }


NULLABLE = [key for key in COOK if key != "title"]
DEEP = [("degree", "percent"), *(("highest_paying", key) for key in COOK["highest_paying"])]
DEEP += [("gender_percent", "Male"), ("race_percent", "White")]


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(NULLABLE)), st.sets(st.sampled_from(NULLABLE)), st.sets(st.sampled_from(DEEP)))
def test_any_keys_may_be_missing_or_null(left_out, null, deep):
    content = copy.deepcopy(COOK)
    for key, inner in deep:
        content[key][inner] = None
    content = {key: None if key in null else value for key, value in content.items() if key not in left_out}
    with transaction.atomic():
        load(spelled(file(content)), publish=True)
        profile = draft_profile(Occupation.objects.get())
        sheet = lay_out(profile)
        assert all(cell.text for cell in sheet.own.values())
        assert bool(profile.responsibilities) == ("responsibilities" not in left_out | null)
        given_growth = "growth_percent" not in left_out | null
        assert [figure.value for figure in profile.figures if figure.metric == "growth"] == [600] * given_growth
        transaction.set_rollback(True)


# Addresses


def test_titles_get_addresses():
    titles = [
        "C developer",
        "C++ developer",
        "C# developer",
        ".NET developer",
        "Café/bar manager",
        "Node.js",
        "Node JS",
        "看護師",
    ]
    load(spelled(file(*({"title": title} for title in titles))))
    slugs = dict(Occupation.objects.values_list("title", "slug"))
    nurse = Occupation.objects.get(title="看護師")
    assert slugs == {
        "C developer": "c-developer",
        "C++ developer": "c-plus-plus-developer",
        "C# developer": "c-sharp-developer",
        ".NET developer": "dot-net-developer",
        "Café/bar manager": "cafe-bar-manager",
        "Node.js": "node-js",
        "Node JS": "node-js-2",
        "看護師": f"occupation-{nurse.pk}",
    }


# Again


def test_same_file_twice_changes_nothing():
    data = spelled(file(COOK))
    load(data, publish=True)
    before = snapshot()
    report = load(data, publish=True)
    assert (report.unchanged, report.created, report.updated, report.editions) == (True, [], [], [])
    assert snapshot() == before


def test_same_file_twice_keeps_what_editors_changed_since():
    data = spelled(file(COOK, source={**SOURCE, "license": "CC0"}))
    load(data)
    Occupation.objects.update(title="Chef", description="Ours.")
    Source.objects.update(license="Public domain", url="https://example.org/")
    Occupation.objects.get().responsibilities.all().delete()
    make.figure("jobs", 3, occupation=Occupation.objects.get())
    before = snapshot()
    assert load(data).unchanged
    assert snapshot() == before


def test_changed_file_makes_a_new_release_and_updates():
    load(spelled(file(COOK)), publish=True)
    changed = {**COOK, "growth_percent": 7, "responsibilities": ["Grill."], "category": "Hot kitchen"}
    report = load(spelled(file(changed, {"title": "Waiter"})), publish=True)
    cook = Occupation.objects.get(title="Line cook")
    assert (report.created, report.updated) == (["Waiter"], ["Line cook"])
    assert [(edition.title, edition.number) for edition in report.editions] == [("Line cook", 2), ("Waiter", 1)]
    assert (Release.objects.count(), Dataset.objects.count(), Source.objects.count()) == (2, 1, 1)
    assert [figure.value for figure in draft_profile(cook).figures if figure.metric == "growth"] == [700]
    assert (list(cook.responsibilities.values_list("text", flat=True)), cook.category.name) == (
        ["Grill."],
        "Hot kitchen",
    )
    assert Figure.objects.filter(metric="growth", occupation=cook).count() == 2  # the first release stays as it was


def test_changed_file_leaves_what_it_says_nothing_about():
    load(spelled(file(COOK)))
    Occupation.objects.update(article="an", plural="cooks of lines")
    make.figure("jobs", 3, occupation=Occupation.objects.get())
    load(spelled(file({"title": "LINE COOK", "growth_percent": 1})))
    cook = Occupation.objects.get()
    assert (cook.title, cook.slug, cook.article, cook.plural) == ("LINE COOK", "line-cook", "an", "cooks of lines")
    assert cook.responsibilities.count() == 2
    assert cook.figures.entered().get().value == 3


def test_loading_does_not_touch_other_occupations():
    waiter = make.occupation("Waiter")
    publish(waiter)
    load(spelled(file(COOK)))
    assert Occupation.objects.get(title="Waiter").changed is False


def test_two_files_of_one_source_share_a_dataset():
    load(spelled(file({"title": "Cook", "growth_percent": 1})))
    load(spelled(file({"title": "Waiter", "growth_percent": 2})))
    assert (Dataset.objects.count(), Release.objects.count()) == (1, 2)
    assert [draft_profile(row).figures[0].value for row in Occupation.objects.order_by("title")] == [100, 200]


SOURCES = [
    ("日本の統計", "", "中国统计", ""),
    ("C++ survey", "", "C# survey", ""),
    ("C", "A B", "B C", "A"),
    ("x" * 150, "p" * 150, "x" * 149 + "y", "p" * 150),
]


@pytest.mark.parametrize(("one", "its", "other", "others"), SOURCES)
def test_sources_that_look_alike_are_kept_apart(one, its, other, others):
    load(spelled(file({"title": "Cook", "growth_percent": 1}, source={"title": one, "publisher": its or None})))
    load(spelled(file({"title": "Cook", "growth_percent": 2}, source={"title": other, "publisher": others or None})))
    cook = Occupation.objects.get()
    assert {figure.value for figure in draft_profile(cook).figures} == {100, 200}
    assert {release.source for release in draft_profile(cook).releases} == {one, other}
    assert Dataset.objects.count() == 2


# Records and datasets


def dataset(**keys: Any) -> dict[str, Any]:
    source = {"title": "Wage survey", "publisher": "Agency", "url": "https://example.org/", "license": "public domain"}
    facts = {
        "title": "May 2024",
        "table": "national",
        "period": "2024-05",
        "method": "measured",
        "retrieved": "2026-11-22",
    }
    return {"source": source, **facts, **keys}


def record(code: str = "35-1", **keys: Any) -> dict[str, Any]:
    return {"system": "oews", "vintage": "2018", "code": code, "title": f"Cooks {code}", **keys}


def official(wages: dict | None = None, figures: list | None = None, **keys: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {"wages": {"dataset": "wages", **wages}} if wages else {}
    return file(
        {"title": "Line cook", "classification": [{"record": "oews-2018:35-1", "quality": "exact"}]},
        datasets={"wages": dataset()},
        records=[record(**facts, figures=figures)],
        **keys,
    )


WAGES = {
    "employment": 3584420,
    "employment_rse": 0.4,
    "annual": {
        "mean": 133120,
        "mean_rse": 0.3,
        "p10": 47420,
        "p25": None,
        "median": 102950,
        "p90": {"at_least": 239200},
    },
    "hourly": {"mean": 64.0, "p90": {"missing": "suppressed"}},
}


def test_records_carry_the_official_figures():
    figure = {"dataset": "wages", "metric": "gender", "values": {"Men": 55, "Women": 45}}
    report = load(spelled(official(WAGES, [figure])))
    assert report.releases == ["Our file, file: ", "Wage survey, national: May 2024"]
    row = StatisticalRecord.objects.get()
    assert (row.key, row.title, row.level, row.is_total) == ("oews-2018:35-1", "Cooks 35-1", "detailed", False)
    wage = WageEstimate.objects.get()
    assert (wage.record, wage.occupation, wage.release.dataset.table) == (row, None, "national")
    assert (wage.annual_mean, wage.annual_p10, wage.annual_p25, wage.annual_median) == (133120, 47420, None, 102950)
    assert (wage.mean_rse, wage.employment, wage.employment_rse) == (Decimal("0.3"), 3584420, Decimal("0.4"))
    assert (wage.top_coded, wage.top_code_annual, wage.suppressed) == (["annual_p90"], 239200, ["hourly_p90"])
    assert [(row.record, row.label, row.value) for row in Figure.objects.order_by("pk")] == [
        (row, "Men", 55),
        (row, "Women", 45),
    ]
    entry = Classification.objects.get()
    assert (entry.record, entry.quality, entry.note) == (row, "exact", "")
    release = wage.release
    assert (release.period_end, release.retrieved) == (datetime.date(2024, 5, 31), datetime.date(2026, 11, 22))


def test_new_words_elsewhere_make_no_new_release_of_a_dataset():
    load(spelled(official(WAGES)))
    report = load(spelled(official(WAGES, note="Other words.")))
    assert report.releases == ["Our file, file: "]
    assert (WageEstimate.objects.count(), Release.objects.filter(dataset__table="national").count()) == (1, 1)


def test_changed_dataset_makes_a_new_release_and_marks_who_is_touched():
    load(spelled(official(WAGES)))
    waiter = make.occupation("Waiter")
    make.classify(waiter, StatisticalRecord.objects.get(), "approximate")
    publish(waiter)
    changed = official({**WAGES, "employment": 5})
    del changed["occupations"][0]
    report = load(spelled(changed))
    assert report.releases[1:] == ["Wage survey, national: May 2024"]
    assert Occupation.objects.get(title="Waiter").changed is True
    assert [figure.value for figure in draft_profile(waiter).figures if figure.metric == "employees"] == [5]


def test_changed_title_of_a_record_marks_who_is_touched():
    load(spelled(official(WAGES)))
    waiter = make.occupation("Waiter")
    make.classify(waiter, StatisticalRecord.objects.get(), "approximate")
    publish(waiter)
    renamed = official(WAGES)
    renamed["records"][0]["title"] = "Chefs"
    load(spelled(renamed))
    assert draft_profile(waiter).records[0].title == "Chefs"
    assert Occupation.objects.get(title="Waiter").changed is True


def test_older_release_loaded_later_is_not_current():
    load(spelled(official({"annual": {"mean": 3}})))
    older = official({"annual": {"mean": 2}})
    older["datasets"]["wages"] |= {"period": "2023-05", "title": "May 2023"}
    load(spelled(older))
    cook = Occupation.objects.get()
    assert [figure.value for figure in draft_profile(cook).figures] == [300]


def test_tables_whose_names_look_alike_are_kept_apart():
    content = official({"annual": {"mean": 3}}, [{"dataset": "other", "metric": "growth", "value": 3}])
    content["datasets"]["wages"]["table"] = "table 1.2"
    content["datasets"]["other"] = dataset(table="table 12")
    load(spelled(content))
    assert sorted(Dataset.objects.exclude(table="file").values_list("table", flat=True)) == ["table 1.2", "table 12"]
    assert Dataset.objects.values("key").distinct().count() == 3


def test_classification_may_name_a_record_that_was_loaded_before():
    load(spelled(official(WAGES)))
    load(
        spelled(
            file(
                {"title": "Waiter", "classification": [{"record": "oews-2018:35-1", "quality": "shared", "note": "n"}]}
            )
        )
    )
    assert Classification.objects.filter(quality="shared", note="n").count() == 1


def test_loaded_occupation_can_be_restored_from_its_edition():
    from occupations.publishing.restore import restore

    load(spelled(official(WAGES)), publish=True)
    edition = Edition.objects.get()
    restore(edition)
    assert publish(Occupation.objects.get()) is None
    assert Occupation.objects.get().live == edition


# What is wrong


WRONG = [
    ({"growth_percent": "6%"}, 'growth_percent: "6%" is not a number'),
    ({"growth_percent": True}, "growth_percent: true is not a number"),
    ({"growth_percent": -101}, "growth_percent: -101 is not -100 or more"),
    ({"growth_percent": [1, 2]}, "growth_percent: [1, 2] is not a number"),
    ({"growth_percent": 10**12}, "growth_percent: 1000000000000 is too large"),
    ({"lgbt_percent": 101}, "lgbt_percent: 101 is not between 0 and 100"),
    ({"gender_percent": {"Male": 101}}, "gender_percent.Male: 101 is not between 0 and 100"),
    ({"race_percent": {"Black or African American": -0.1}},
     'race_percent["Black or African American"]: -0.1 is not between 0 and 100'),
    ({"gender_percent": {"Male": 60, "Female": 60}}, 'gender_percent: {"Male": 60, "Female": 60} adds up to 120 percent'),
    ({"gender_percent": [50, 50]}, "gender_percent: [50, 50] is not an object"),
    ({"skills_percent": [["POS", 101]]}, "skills_percent[0][1]: 101 is not between 0 and 100"),
    ({"skills_percent": [["POS"]]}, 'skills_percent[0]: ["POS"] is not a pair of a name and a percentage'),
    ({"skills_percent": [["POS", 1], ["pos", 2]]}, 'skills_percent[1][0]: "pos" is a skill that is already listed here'),
    ({"degree": {"label": "B", "percent": 101}}, "degree.percent: 101 is not between 0 and 100"),
    ({"degree": {"percent": 50}}, "degree.label: is missing"),
    ({"degree": {"label": "B", "share": 1}}, "degree.share: is not a known key; known keys are label, percent"),
    ({"job_satisfaction": 6}, "job_satisfaction: 6 is not between 1 and 5"),
    ({"average_age": 121}, "average_age: 121 is not between 0 and 120"),
    ({"average_salary": -1}, "average_salary: -1 is not 0 or more"),
    ({"average_salary": 10**10}, "average_salary: 10000000000 is too large"),
    ({"hourly_rate": 9999999999.999}, "hourly_rate: 9999999999.999 is too large"),
    ({"salary_low_10th": 98000, "salary_high_90th": 48000}, "the percentiles fall: p10 is 98000, p90 is 48000"),
    ({"number_of_jobs": "many"}, 'number_of_jobs: "many" is not a number'),
    ({"number_of_jobs": 5, "number_of_jobs_means": "people"},
     'number_of_jobs_means: "people" is not one of active job openings, employees, jobs including self-employment'),
    ({"years_to_become": [6, 4]}, "years_to_become: [6, 4] ends before it starts"),
    ({"years_to_become": [4]}, "years_to_become: [4] is not a pair of a lower and an upper end"),
    ({"years_to_become": [None, 4]}, "years_to_become[0]: null is not a number; a range needs a lower end"),
    ({"years_to_become": -1}, "years_to_become: -1 is not 0 or more"),
    ({"years_to_become": {}}, "years_to_become: {} is not one of at_least, at_most and missing"),
    ({"years_to_become": {"at_least": 1, "at_most": 2}},
     'years_to_become: {"at_least": 1, "at_most": 2} is not one of at_least, at_most and missing'),
    ({"years_to_become": {"missing": "lost"}}, 'years_to_become.missing: "lost" is not one of not_collected'),
    ({"title": "Line cook", "articel": "a"}, "articel: is not a known key"),
    ({"article": "the"}, 'article: "the" is not one of a, an'),
    ({"responsibilities": "Chop."}, 'responsibilities: "Chop." is not a list'),
    ({"responsibilities": ["Chop.", ""]}, 'responsibilities[1]: "" is not a text'),
    ({"responsibilities": ["Chop.", 5]}, "responsibilities[1]: 5 is not a text"),
    ({"responsibilities": ["Chop.", "chop."]}, "responsibilities[1]: is a text that the file already has (chop.)"),
    ({"responsibilities": ["x" * 401]}, "is longer than 400 characters"),
    ({"title": "x" * 121}, "is longer than 120 characters"),
    ({"title": None}, "title: is missing"),
    ({"title": "Line\x00cook"}, "has a control character"),
    ({"title": "Line\ncook"}, 'title: "Line\\ncook" has a line break'),
    ({"title": "Line \ud800cook"}, "has an incomplete character"),
    ({"also_called": ["a\tb"]}, 'also_called[0]: "a\\tb" has a line break or tab'),
    ({"category": ""}, 'category: "" is not a text'),
    ({"highest_paying": {"town": "x"}}, "highest_paying.town: is not a known key"),
    ({"highest_paying": {"city": "x" * 201}}, "is longer than 200 characters"),
    ({"race_percent": {"x" * 201: 5}}, "is longer than 200 characters"),
    ({"race_percent": {"": 5}}, "is not a text"),
    ({"race_percent": {"a\x00b": 5}}, "has a control character"),
    ({"gender_percent": {"Male": 5, "male": 6}}, "has two figures of the metric gender “Men”"),
    ({"classification": [{"record": "oews-2018:1", "quality": "exact"}]},
     'classification[0].record: "oews-2018:1" is neither a record in this file nor one loaded before'),
    ({"figures": [{"metric": "shoe_size", "value": 1}]}, 'figures[0].metric: "shoe_size" is not a metric that a figure can have'),
    ({"figures": [{"metric": "wage_annual_mean", "value": 1}]}, 'figures[0].metric: "wage_annual_mean" is not a metric'),
    ({"figures": [{"metric": ["growth"], "value": 1}]}, 'figures[0].metric: ["growth"] is not a metric'),
    ({"figures": [{"metric": "growth"}]}, "figures[0].value: is missing"),
    ({"figures": [{"metric": "college"}]}, "figures[0].value: is missing"),
    ({"figures": [{"metric": "growth", "value": 1}, {"metric": "growth", "value": 2}]},
     "figures: has two figures of the metric growth “”"),
    ({"figures": [{"metric": "gender", "values": {"x" * 201: 5}}]}, "is longer than 200 characters"),
    ({"figures": [{"metric": "growth", "value": 1, "period": "last year"}]},
     'figures[0].period: "last year" is not a period such as 2024, 2024-05 or 2024-05-31'),
    ({"figures": [{"metric": "growth", "value": 1, "period": "2024-13"}]}, 'figures[0].period: "2024-13" is not a period'),
    ({"figures": [{"metric": "growth", "value": 1, "period": ["2025", "2024"]}]},
     'figures[0].period: ["2025", "2024"] ends before it starts'),
    ({"figures": [{"metric": "growth", "value": 1, "period": 20240}]}, "figures[0].period: 20240 is not a period"),
    ({"average_salary": {}}, "average_salary: {} is not one of at_least and missing"),
    ({"average_salary": {"at_least": 5, "missing": "suppressed"}},
     'average_salary: {"at_least": 5, "missing": "suppressed"} is not one of at_least and missing'),
    ({"average_salary": {"missing": "not_collected"}}, 'average_salary.missing: "not_collected" is not one of suppressed'),
    ({"growth_percent": {"at_least": None}}, 'growth_percent: {"at_least": null} is not one of at_least, at_most and missing'),
    ({"figures": [{"metric": "growth", "value": 1, "sample_size": 1.5}]},
     "figures[0].sample_size: 1.5 is not a whole number"),
    ({"figures": [{"metric": "growth", "value": 1, "standard_error": -1}]}, "figures[0].standard_error: -1 is not 0 or more"),
    ({"figures": [{"metric": "growth", "value": 1, "dataset": "x"}]}, "figures[0].dataset: is not a known key"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "complaint"), WRONG)
def test_wrong_value_is_named_by_its_path_and_line(keys, complaint):
    content = file({"title": "Fine"}, {"title": "Fine, too"}, {"title": "Line cook", **keys})
    data = json.dumps(content, indent=1).encode()  # half characters have no UTF-8
    message = refused(data)
    match = re.fullmatch(r"line (\d+): occupations\[2\](.*)", message, re.DOTALL)
    assert match, message
    assert complaint in match[2].removeprefix(".")
    assert match[2].removeprefix(".").removeprefix(": ").startswith(complaint) or complaint.startswith(("is ", "has "))
    # The line is that of the wrong value, or of what it is missing from.
    first = data.decode().splitlines().index('   "title": "Fine, too"') + 2
    assert first < int(match[1]) <= len(data.splitlines())


def test_wrong_value_deep_in_a_file_is_named_with_its_line():
    data = b'{"source": {"title": "x"},\n "category": "k",\n "occupations": [\n  {"title": "a, }]\\""},\n  {"title": "b",\n\n   "growth_percent": "6%"}]}'
    assert refused(data) == 'line 7: occupations[1].growth_percent: "6%" is not a number'


def test_missing_value_is_named_with_the_line_of_what_it_is_missing_from():
    data = b'{"source": {"title": "x"}, "category": "k", "occupations": [\n\n{}]}'
    assert refused(data) == "line 3: occupations[0].title: is missing"


@pytest.mark.parametrize(
    ("keys", "complaint"),
    [
        ({"source": None}, "line 2: source: is missing"),
        ({"source": {}}, "line 2: source.title: is missing"),
        ({"source": {"title": None}}, "line 3: source.title: is missing"),
        ({"source": {"title": "x", "url": "javascript:alert(1)"}},
         'line 4: source.url: "javascript:alert(1)" is not an http or https address'),
        ({"source": {"title": "x", "url": "ftp://x.org"}}, 'line 4: source.url: "ftp://x.org" is not an http or https address'),
        ({"source": {"title": "x", "method": "guessed"}},
         'line 4: source.method: "guessed" is not one of measured, rated, modelled, projected, filed, derived, editor, unstated'),
        ({"source": {"title": "x", "period": "2024-5"}},
         'line 4: source.period: "2024-5" is not a period such as 2024, 2024-05 or 2024-05-31'),
        ({"source": "x"}, 'line 2: source: "x" is not an object'),
        ({"occupations": None}, "line 6: occupations: is missing"),
        ({"occupations": {}}, "line 6: occupations: {} is not a list"),
        ({"occupations": [5]}, "line 7: occupations[0]: 5 is not an object"),
        ({"category": None}, "line 7: occupations[0].category: is missing, and the file has no default category"),
        ({"occupation": []}, "line 11: occupation: is not a known key; known keys are note, source, category, "
         "datasets, records, occupations"),
        ({"occupations": [{"title": "Cook"}, {"title": "COOK"}]},
         "line 10: occupations[1]: is an occupation that the file already has (cook)"),
    ],
)  # fmt: skip
def test_wrong_frame_of_a_file_is_named(keys, complaint):
    assert refused({**file({"title": "Line cook"}), **keys}) == complaint


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda it: it["records"][0].update(system="isco"), 'records[0].system: "isco" is not one of soc, onet-soc'),
        (lambda it: it["records"][0].update(vintage="2018-11"), 'records[0].vintage: "2018-11" is not'),
        (lambda it: it["records"][0].update(vintage="20:18"), 'records[0].vintage: "20:18" is not'),
        (lambda it: it["records"][0].update(level="tiny"), 'records[0].level: "tiny" is not one of detailed'),
        (lambda it: it["records"][0].update(total=1), "records[0].total: 1 is not true or false"),
        (lambda it: it["records"].append(record()), "records[1]: is a record that the file already has (oews-2018:35-1)"),
        (lambda it: it["records"][0]["wages"].update(dataset="x"), 'records[0].wages.dataset: "x" is not one of wages'),
        (lambda it: it["records"][0]["wages"].update(employment=1.5), "records[0].wages.employment: 1.5 is not a whole number"),
        (lambda it: it["records"][0]["wages"].update(employment_rse=10**4), "records[0].wages.employment_rse: 10000 is"),
        (lambda it: it["records"][0]["wages"]["annual"].update(mean_rse=10**4), "records[0].wages.annual.mean_rse: 10000 is"),
        (lambda it: it["records"][0]["wages"]["annual"].update(median=1),
         "records[0].wages.annual: the percentiles fall: p10 is 47420, median is 1"),
        (lambda it: it["records"][0]["wages"]["annual"].update(p75={"at_least": 5}),
         "records[0].wages.annual.p90.at_least: 239200 differs from the bound in the rest of the row (5)"),
        (lambda it: it["records"][0]["wages"]["annual"].update(p50=5), "records[0].wages.annual.p50: is not a known key"),
        (lambda it: it["records"][0]["wages"].update(annual_only=True, hourly_only=True), "records[0].wages: "),
        (lambda it: it["records"][0].update(figures=[{"metric": "growth", "value": 1}]),
         "records[0].figures[0].dataset: is missing"),
        (lambda it: it["records"][0].update(figures=[{"dataset": "wages", "metric": "gender", "value": 101}]),
         "records[0].figures[0].value: 101 is not between 0 and 100"),
        (lambda it: it["records"][0].update(wages={"dataset": "wages", "annual": {"mean": None, "mean_rse": 3}}),
         "records[0].wages: "),
        (lambda it: it["datasets"]["wages"].update(period=None), "datasets.wages.period: is missing"),
        (lambda it: it["datasets"]["wages"].update(retrieved="soon"), 'datasets.wages.retrieved: "soon" is not a date'),
        (lambda it: it["occupations"][0]["classification"][0].update(quality="good"),
         'occupations[0].classification[0].quality: "good" is not one of exact'),
        (lambda it: it["occupations"][0]["classification"].append({"record": "oews-2018:35-1", "quality": "none"}),
         "a record that the file already has (oews-2018:35-1)"),
    ],
)  # fmt: skip
def test_wrong_value_of_a_record_or_dataset_is_named(change, complaint):
    content = copy.deepcopy(official(WAGES))
    content["records"][0]["wages"]["annual"] = {"p75": None, **content["records"][0]["wages"]["annual"]}
    change(content)
    message = refused(content)
    assert re.match(r"line \d+: ", message)
    assert complaint in message


def test_unknown_metric_is_named_with_its_line():
    content = official(
        WAGES, [{"dataset": "wages", "metric": "growth", "value": 1}, {"dataset": "wages", "metric": "shoes"}]
    )
    line = 1 + [text.strip() for text in spelled(content).decode().splitlines()].index('"metric": "shoes"')
    assert refused(content).startswith(f'line {line}: records[0].figures[1].metric: "shoes" is not a metric')


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "line 1, column 1: Expecting value"),
        (b"   \n", "line 2, column 1: Expecting value"),
        (b"\xef\xbb\xbf", "line 1, column 1: Expecting value"),
        (b"[]", "line 1: [] is not an object"),
        (b"null", "line 1: null is not an object"),
        (b'{"source": 1', "line 1, column 13: Expecting ',' delimiter"),
        (b'{"a": 1}\n{"b": 2}', "line 2, column 1: Extra data"),
        (b'{"note": "\xff"}', "byte 11 is not UTF-8"),
        ('{"note": "é"}'.encode("latin-1"), "byte 11 is not UTF-8"),
        ('{"note": "a"}'.encode("utf-16"), "byte 1 is not UTF-8"),
        (b"[" * 100_000, "the file is nested too deeply"),
        (b'{"note":' * 100_000, "the file is nested too deeply"),
    ],
)
def test_what_is_no_json_in_utf8_is_refused(data, complaint):
    assert refused(data) == complaint


@pytest.mark.parametrize("depth", [100, 300, 600, 900, 950, 980, 1000, 1500])
def test_deep_values_are_refused_whatever_the_depth(depth):
    data = b'{"source": ' + b"[" * depth + b"]" * depth + b"}"
    message = refused(data)
    assert message == "the file is nested too deeply" or message.startswith("line 1: source: [[[")


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(constant):
    data = spelled(given_facts(growth_percent="?")).replace(b'"?"', constant.encode())
    assert refused(data) == f"{constant} is not a number that JSON knows"


@pytest.mark.parametrize(
    "number", ["1" * 5000, "1e400", "1E999999999", "1e99999999999999999999", "-1e400", "0." + "1" * 5000, "1e-400"]
)
@pytest.mark.parametrize("key", ["growth_percent", "average_salary", "number_of_jobs", "years_to_become"])
def test_monstrous_numbers_are_refused_or_rounded(number, key):
    data = spelled(given_facts(**{key: "?"})).replace(b'"?"', number.encode())
    if "-4" in number or number.startswith("0."):
        load(data, publish=True)
    else:
        assert refused(data)


def test_monstrously_small_numbers_are_nought():
    data = spelled(given_facts(growth_percent="?")).replace(b'"?"', b"1e-999999999")
    load(data, publish=True)
    assert [figure.value for figure in draft_profile(Occupation.objects.get()).figures] == [0]


def test_key_twice_is_refused():
    assert refused(b'{"source": {"title": "a", "title": "b"}}') == "the key “title” occurs twice in one object"


def test_byte_order_mark_is_taken():
    load(b"\xef\xbb\xbf" + spelled(file(COOK)))
    assert Occupation.objects.get().title == "Line cook"


def test_error_behind_a_byte_order_mark_is_named_with_its_line():
    assert refused(b'\xef\xbb\xbf{"source":\n "x"}') == 'line 2: source: "x" is not an object'


def test_error_in_the_last_occupation_leaves_nothing():
    assert "occupations[2].lgbt_percent" in refused(
        file(COOK, {"title": "Waiter"}, {"title": "Last", "lgbt_percent": 101})
    )


def test_error_of_the_database_leaves_nothing_and_the_rest_of_the_work_goes_on(monkeypatch):
    from django.db import IntegrityError

    def fail(*args, **kwargs):
        raise IntegrityError("no\nand no again")

    monkeypatch.setattr("occupations.importers.occupation_file.load.editions.publish_all", fail)
    before = counts()
    with pytest.raises(LoadError) as caught:
        load(spelled(file(COOK)), publish=True)
    assert (str(caught.value), counts()) == ("the database rejected it: no", before)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3),
    max_leaves=6,
)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([key for key in COOK if not key.endswith("_topics")]), ANYTHING)
def test_any_value_of_any_key_is_taken_or_named(key, value):
    with transaction.atomic():
        complaint = "line 1: occupations[0]"
        try:
            load(json.dumps(file({**COOK, key: value})).encode(), publish=True)
        except LoadError as error:
            complaint = str(error)
        assert complaint.startswith("line 1: occupations[0]")
        transaction.set_rollback(True)


# The command


def run(path: Path, capsys, *options: str) -> str:
    call_command("load_occupations", str(path), *options)
    return capsys.readouterr().out


@pytest.fixture
def written(tmp_path):
    def write(content: Any) -> Path:
        path = tmp_path / "kitchen.json"
        path.write_bytes(content if isinstance(content, bytes) else spelled(content))
        return path

    return write


def test_command_loads_without_publishing(written, capsys):
    said = run(written(given_facts(growth_percent=3)), capsys)
    assert said == "kitchen.json: 1 occupations created, 0 updated, 1 releases added, 0 editions published.\n"
    assert list(Occupation.objects.public()) == []


def test_command_publishes_where_asked(written, capsys):
    said = run(written(file(COOK)), capsys, "--publish")
    assert said.splitlines() == [
        "note: “description_topics” of 1 occupation(s) is ignored: it is an outline, not text",
        "note: “duty_topics” of 1 occupation(s) is ignored: it is an outline, not text",
        "kitchen.json: 1 occupations created, 0 updated, 1 releases added, 1 editions published.",
    ]
    assert [row.title for row in Occupation.objects.public()] == ["Line cook"]
    assert Edition.objects.get().note == "Loaded from a file"


def test_command_says_that_nothing_changed(written, capsys):
    path = written(given_facts())
    run(path, capsys)
    assert run(path, capsys) == "kitchen.json: this file was loaded before; nothing changed.\n"


def test_command_names_what_is_wrong_and_fails(written):
    path = written(given_facts(growth_percent="6%"))
    with pytest.raises(CommandError) as caught:
        call_command("load_occupations", str(path))
    assert caught.value.returncode == 1
    assert str(caught.value) == (
        f'{path}: line 9: occupations[0].growth_percent: "6%" is not a number. Nothing was written.'
    )
    assert Occupation.objects.count() == 0


@pytest.mark.parametrize(("name", "reason"), [("nowhere.json", "No such file or directory"), ("", "Is a directory")])
def test_command_without_a_file_says_so(tmp_path, name, reason):
    with pytest.raises(CommandError) as caught:
        call_command("load_occupations", str(tmp_path / name))
    assert str(caught.value) == f"{tmp_path / name}: {reason}"


def test_skills_of_a_file_are_shared_between_occupations_whatever_their_case():
    load(spelled(file({"title": "Cook", "top_skills": ["Knives"]}, {"title": "Chef", "top_skills": ["KNIVES"]})))
    assert [row.skill.name for row in OccupationSkill.objects.order_by("pk")] == ["Knives", "Knives"]
    chef = Occupation.objects.get(title="Chef")
    assert draft_profile(chef).skills == (SkillRef(name="Knives", running="knives", release=0),)
