"""The page on method lists what the tables of lengths have."""

import datetime

import pytest
from django.utils import timezone

from comparisons.method import method_context, title_accuracy
from occupations.models import TitleModel
from occupations.profiles.preparation.lengths import by_occupation, education
from occupations.publishing.publish import publish
from tests.formats import parse, words
from tests.http.public import get
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def test_every_length_is_listed_with_its_reason_or_source():
    context = method_context()
    assert [kind for kind, _, _ in context["education"]] == list(education())
    assert ("Bachelor's degree", "4 years of college (4 to 5 years)") in [line[:2] for line in context["education"]]
    assert len(context["programs"]) == len(by_occupation())
    assert all(reason for lines in ("education", "training", "programs") for _, _, reason in context[lines])


def stored(built_at: datetime.datetime, **figures: dict[str, float]) -> TitleModel:
    return TitleModel.objects.create(
        version="a", built_at=built_at, content=b"", figures=figures, learned_from="b", editions=""
    )


def titles_section() -> str:
    (section,) = [one for one in parse(get("/method/").content.decode()).iter("div") if one.get("id") == "titles"]
    return words(section)


def test_how_often_titles_are_answered_right_is_that_of_the_newest_model(django_assert_num_queries):
    measured = {"titles": 5346, "first": 81.94, "among_three": 91.1, "nothing": 1.3, "confident_wrong": 6.5}
    found = {**measured, "titles": 88, "first": 75.0, "confident_wrong": 8.3}
    when = datetime.datetime(2026, 11, 29, 12, tzinfo=datetime.UTC)
    stored(when, all={**measured, "first": 10.0})
    stored(when, **{"all": measured, "found somewhere": found, "spanish": measured})
    with django_assert_num_queries(0):
        accuracy = title_accuracy()
    assert accuracy == (
        "November 29, 2026",
        [
            ("All titles labeled by hand", "5,346", ["81.9%", "91.1%", "6.5%"]),
            ("Of these, titles found in personnel systems and filings", "88", ["75.0%", "91.1%", "8.3%"]),
        ],
    )
    said = titles_section()
    assert "how often the model of November 29, 2026 was right" in said
    assert "All titles labeled by hand5,34681.9%91.1%6.5%" in said


def test_without_figures_of_titles_there_is_no_table():
    assert "How often answers to job titles" not in titles_section()
    stored(timezone.now(), all={"titles": 0, "first": 0.0}, **{"found somewhere": {}})
    assert title_accuracy() is None
    assert "How often answers to job titles" not in titles_section()


def test_releases_in_use_are_named_with_what_is_overdue():
    cook = make.occupation("Cook")
    overdue = make.release(make.dataset("rates"), title="Rates of 2024", next_expected=datetime.date(2025, 4, 1))
    make.figure("growth", 1, occupation=cook, release=overdue)
    publish(cook)
    (section,) = [one for one in parse(get("/method/").content.decode()).iter("div") if one.get("id") == "releases"]
    said = words(section)
    assert (
        "Survey of cooks (license not stated)Rates of 2024. Overdue: the release after “Rates of 2024” was due April 1, 2025."
        in said
    )
