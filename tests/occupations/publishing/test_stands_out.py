"""What sets an occupation apart from all others: beyond the middle half, used by few others, and where employed."""

import datetime
from typing import Any

import pytest
from django.test import Client

from occupations.models import Standing
from occupations.profiles.portrait import Sector
from occupations.publishing.publish import publish_all
from occupations.publishing.stands_out import SectorRow, Uses, items, largest
from tests.occupations import factories as make

MAY, EARLIER = datetime.date(2025, 5, 31), datetime.date(2024, 5, 31)


def row(pk: int, tools: dict[str, str] | None = None, **scores: int) -> Uses:
    """Scores of skills, and of knowledge with names that begin with K."""
    uses: dict[str, Any] = {
        name: [name, score, "knowledge_importance" if name.startswith("K") else "skill_importance", ""]
        for name, score in scores.items()
    }
    uses |= {name: [name, None, "technology", note] for name, note in (tools or {}).items()}
    return Uses(pk, scores, uses)


def test_what_is_beyond_the_third_quartile_counts_the_farthest_first():
    scores = {"Kbiology": (100, 200, 300, 400, 500), "speaking": (100, 100, 200, 300, 310)}
    rows = [row(pk, **{name: of[pk] for name, of in scores.items()}) for pk in range(5)]
    found = items(rows)
    assert (found[4].knowledge, found[4].skills, found[4].above) == (("Kbiology",), ("speaking",), 80)
    assert [(found[pk].knowledge, found[pk].skills) for pk in range(3)] == [((), ())] * 3


def test_of_a_few_occupations_or_of_equal_ones_nothing_stands_out():
    assert items([row(1, speaking=100), row(2, speaking=500)])[2].skills == ()
    assert items([row(pk, speaking=300) for pk in range(9)])[8].skills == ()


def test_programs_that_few_others_have_marked_ones_first():
    usual = [row(pk, {"Excel": "in demand, hot technology"}) for pk in range(97)]
    own = {"Excel": "hot technology", "Epic": "hot technology", "Ada": "in demand", "Old": ""}
    rare = [row(pk, own | ({"Mine": "in demand"} if pk == 100 else {})) for pk in range(98, 102)]
    assert items([*usual, *rare])[100].tools == ("Ada", "Epic", "Old")


def test_the_largest_sectors_of_the_newest_period_are_shares_of_the_nation():
    rows = [SectorRow("", 200, MAY), SectorRow("23", 180, EARLIER), SectorRow("23", 100, MAY), SectorRow("61", 50, MAY)]
    assert largest(rows) == (Sector("23", 50, MAY), Sector("61", 25, MAY))
    assert largest(rows[2:]) == (Sector("23", 66, MAY), Sector("61", 33, MAY))
    assert largest(rows[:1]) == ()


@pytest.mark.django_db
def test_a_page_without_description_says_what_figures_say_and_that_one_is_wanted():
    cook, baker = make.occupation("Cook"), make.occupation("Baker", description="Bakes bread.")
    release = make.release(year=2024)
    record = make.record()
    make.classify(cook, record)
    make.wage(record=record, release=release, annual_median=50_000, employment=100)
    make.wage(record=record, release=release, industry=make.industry("Hotels", "72"), employment=95)
    make.wage(occupation=baker, annual_median=50_000)
    publish_all([cook, baker])
    page = Client().get("/occupations/cook/").content.decode()
    assert Standing.objects.get(occupation=cook).stands_out == {"sectors": [["72", 95, "2024-12-31"]]}
    words = "Nearly all cooks work in hotels and restaurants (95% of employees, 2024)."
    wanted = '<a href="/corrections/report/?page=/occupations/cook/" rel="nofollow">A description is wanted</a>'
    assert f'<p class="standfirst">{words} <small class="wanted">Said from the figures below. {wanted}' in page
    assert f'<meta name="description" content="{words}">' in page
    assert page.count(words) == 3  # with what is shown where a link to it is shared
    assert ("responsibilities" in page, "is listed yet" in page) == (False, False)
    assert words in Client().get("/occupations/cook.md").content.decode()
    assert "wanted" not in Client().get("/occupations/baker/").content.decode()
