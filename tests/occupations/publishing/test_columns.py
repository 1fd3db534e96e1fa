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
    assert edition is not None
    edition.refresh_from_db()
    return edition


def test_columns_say_what_the_page_says():
    edition = published(annual_mean=50_000, annual_median=45_000)
    assert (edition.pay, edition.pay_at_least, edition.pay_metric) == (45_000, None, "wage_annual_median")
    assert (edition.pay_mean, edition.pay_mean_at_least) == (50_000, None)
    assert (edition.jobs, edition.jobs_metric, edition.openings) == (1200, "jobs", 90)
    assert (edition.entry_education, edition.entry_experience) == ("Bachelor's degree", "")
    assert set(edition.sources) == {"pay", "pay_mean", "jobs", "openings"}
    assert set(edition.records.values()) == {"shared"}


def test_pay_above_the_highest_published_amount_is_a_bound_and_no_amount():
    edition = published(top_coded=["annual_median"], top_code_annual=Decimal(239_200), annual_mean=300_000)
    assert (edition.pay, edition.pay_at_least, edition.pay_mean) == (None, 239_200, 300_000)


def test_the_range_of_pay_is_said_with_its_period_and_source():
    edition = published(annual_p10=30_000, annual_median=45_000, annual_p90=90_000)
    assert (edition.pay_low, edition.pay_high, edition.pay_high_at_least) == (30_000, 90_000, None)
    assert edition.pay_range_period_end == edition.pay_period_end
    assert edition.sources["range"] == edition.sources["pay"]
    assert edition.groups["range"] == edition.groups["pay"] == "Cooks"


def test_a_range_may_end_with_a_bound():
    edition = published(annual_p10=30_000, top_coded=["annual_p90"], top_code_annual=Decimal(239_200))
    assert (edition.pay_low, edition.pay_high, edition.pay_high_at_least) == (30_000, None, 239_200)


def test_what_leads_without_a_median_says_what_it_is():
    edition = published(annual_mean=50_000)
    assert (edition.pay, edition.pay_metric, edition.pay_mean) == (50_000, "wage_annual_mean", 50_000)


def test_uses_are_what_the_occupation_has_and_importances_all_that_was_rated():
    edition = published(annual_mean=50_000)
    assert edition.uses == {
        "skill:writing": ["Writing", 400, "skill_importance", ""],
        "technology:c-sharp": ["C#", None, "technology", "hot technology"],
    }
    assert edition.importances == {"Writing": 400, "Repairing": 200}
