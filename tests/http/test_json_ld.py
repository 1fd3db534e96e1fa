"""What pages tell machines: whole JSON, true to the page, and nothing a browser could mistake."""

import json
import re

import pytest

from comparisons.models import PairNote
from occupations.publishing import publish
from tests.http.public import get, occupations, page, pair
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

EVIL = "</script><!-- & <script>alert(1)</script>"


def things_of(address: str) -> dict[str, dict]:
    """What the page says, by type."""
    text = get(address).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert len(found) == text.count("ld+json") == 1
    data = json.loads(found[0])
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def featured(one, other) -> str:
    """The address of their pair, which search engines may index."""
    PairNote.objects.create(first=one, second=other, featured=True)
    return pair(one, other)


def test_an_occupation_is_shown_with_its_pay_and_where_it_stands():
    release = make.release(make.dataset(source="Survey"), title="2024")
    cook = make.occupation("Cook", description="Does *good* work.")
    make.responsibilities(cook, "Cooks.", "Cleans.")
    make.skills(cook, {"Knife skills": 40})
    make.wage(
        occupation=cook, release=release,
        annual_mean=41_000, annual_p10=20_000, annual_p25=30_000, annual_median=40_000, annual_p75=50_000, annual_p90=60_000,
    )  # fmt: skip
    make.figure("entry_education", label="No formal credential", occupation=cook, release=release)
    publish.publish(cook)
    things = things_of(page(cook))
    assert [item["name"] for item in things["BreadcrumbList"]["itemListElement"]] == [
        "Home",
        "Categories",
        "Food and drink",
        "Cook",
    ]
    assert things["Occupation"] == {
        "@id": f"http://testserver/id/occupations/{cook.pk}/",
        "@type": "Occupation",
        "name": "Cook",
        "description": "Does good work.",
        "estimatedSalary": [
            {
                "@type": "MonetaryAmountDistribution",
                "name": "base",
                "description": "employees, full and part time; the self-employed are not counted; 2024; source: "
                "Agency, Survey, 2024",
                "currency": "USD",
                "duration": "P1Y",
                "percentile10": 20_000,
                "percentile25": 30_000,
                "median": 40_000,
                "percentile75": 50_000,
                "percentile90": 60_000,
            }
        ],
        "educationRequirements": {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "No formal credential",
        },
        "skills": ["Knife skills"],
        "responsibilities": ["Cooks.", "Cleans."],
        "occupationLocation": {"@type": "Country", "name": "United States"},
    }


def test_pay_of_a_record_that_covers_others_is_left_out():
    release = make.release(make.dataset(source="Survey"))
    record = make.record(title="Kitchen workers")
    cook = make.occupation("Cook")
    make.classify(cook, record, quality="broader")
    make.wage(record=record, release=release, annual_p10=20_000, annual_median=40_000, annual_p90=60_000)
    publish.publish(cook)
    assert "$40,000" in get(page(cook)).content.decode()
    assert "estimatedSalary" not in things_of(page(cook))["Occupation"]


def test_sensitive_shares_are_shown_to_no_machine():
    cook, chef = occupations("Cook", "Chef")
    make.figure("lgbt", 7.7, occupation=cook)
    publish.publish(cook)
    assert "7.7%" in get(page(cook)).content.decode()
    assert "7.7" not in json.dumps([things_of(page(cook)), things_of(featured(cook, chef))])


def test_a_pair_is_shown_as_a_dataset_with_its_files():
    cook, chef = occupations("Cook", "Chef")
    things = things_of(featured(cook, chef))
    assert [item["item"] for item in things["BreadcrumbList"]["itemListElement"]] == [
        "http://testserver/",
        "http://testserver/compare/",
        "http://testserver/compare/chef-vs-cook/",
    ]
    data = things["Dataset"]
    assert (data["name"], data["url"]) == ("Cook vs Chef", "http://testserver/compare/chef-vs-cook/")
    assert 50 <= len(data["description"]) <= 5000
    for file in data["distribution"]:
        response = get(file["contentUrl"].removeprefix("http://testserver"))
        assert (response.status_code, response["Content-Type"].partition(";")[0]) == (200, file["encodingFormat"])


def test_pages_that_are_not_for_search_engines_show_nothing():
    made = occupations(*(f"Cook {letter}" for letter in "ABCDEFGH"))
    assert "ld+json" not in get(pair(*made[:3])).content.decode()
    assert "ld+json" not in get(pair(*made[:2])).content.decode()
    assert "Dataset" in things_of(featured(*made[:2]))


def test_texts_cannot_end_the_script():
    cook, chef = occupations(f"Cook {EVIL}", "Chef")
    make.responsibilities(chef)
    for address in (page(cook), featured(cook, chef)):
        things = things_of(address)
        assert EVIL in json.dumps(things, ensure_ascii=False)
        assert "<script>alert" not in get(address).content.decode()
