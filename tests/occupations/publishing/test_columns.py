"""What lists read beside the document of an edition."""

from decimal import Decimal

import pytest

from occupations.models import Edition
from occupations.publishing.publish import publish
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def published(**wage) -> Edition:
    cook, cooks, survey = make.occupation(), make.record(), make.release()
    make.classify(cook, cooks, "shared")
    make.wage(record=cooks, release=survey, **wage)
    make.figure("jobs", 1200, record=cooks, release=survey)
    make.figure("openings_annual", 90, record=cooks, release=survey)
    make.figure("entry_education", label="Bachelor's degree", record=cooks, release=survey)
    for label, score in {"Writing": 4, "Repairing": 2}.items():
        make.figure("skill_importance", score, label=label, record=cooks, release=survey)
    make.figure("technology", label="C#", note="hot technology", record=cooks, release=survey)
    edition = publish(cook)
    edition.refresh_from_db()
    return edition


def test_columns_say_what_the_page_says():
    edition = published(annual_mean=50_000)
    assert (edition.salary, edition.salary_at_least, edition.salary_metric) == (50_000, None, "wage_annual_mean")
    assert (edition.jobs, edition.jobs_metric, edition.openings) == (1200, "jobs", 90)
    assert (edition.entry_education, edition.entry_experience) == ("Bachelor's degree", "")
    assert set(edition.sources) == {"salary", "jobs", "openings"}
    assert set(edition.records.values()) == {"shared"}


def test_pay_above_the_highest_published_amount_is_a_bound_and_no_salary():
    edition = published(top_coded=["annual_mean"], top_code_annual=Decimal(239_200))
    assert (edition.salary, edition.salary_at_least) == (None, 239_200)


def test_uses_are_what_the_occupation_has_and_importances_all_that_was_rated():
    edition = published(annual_mean=50_000)
    assert edition.uses == {
        "skill:writing": ["Writing", 400, "skill_importance", ""],
        "technology:c-sharp": ["C#", None, "technology", "hot technology"],
    }
    assert edition.importances == {"Writing": 400, "Repairing": 200}
