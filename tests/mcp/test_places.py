"""Figures in a place, from a small survey of two occupations."""

import json
from typing import Any

import pytest

from careersite.mcp_server import asking
from careersite.mcp_server.site import Site, SiteError
from tests.http.api import api_get
from tests.http.places import survey

pytestmark = pytest.mark.django_db


class Here(Site):
    """The API of this process."""

    def get(self, path: str, **parameters: Any) -> dict[str, Any]:
        query = "&".join(f"{name}={value}" for name, value in parameters.items())
        response = api_get(f"{path}?{query}")
        if response.status_code != 200:
            raise SiteError(json.loads(response.content)["detail"])
        return json.loads(response.content)

    def match(self, titles: list[str], limit: int) -> list[dict[str, Any]]:
        nothing: dict[str, Any] = {"error": None, "band": "not_a_title", "matches": [], "near_matches": []}
        return [nothing for _ in titles]


HERE = Here("http://testserver")


@pytest.fixture(autouse=True)
def small_survey():
    return survey()


@pytest.mark.parametrize("place", ["metro-10420", "Akron, OH", "akron"])
def test_pay_in_a_place_that_is_named_or_has_a_key(place):
    said = asking.in_place(HERE, "cook", place, ["pay_median", "pay_mean"])
    assert (said.title, said.place, said.place_name) == ("Cook", "metro-10420", "Akron, OH")
    figures = {one.name: (one.value, one.unit, one.source) for one in said.figures}
    assert figures == {"wage_annual_median": (30_500, "usd_year", 1), "wage_annual_mean": (31_000, "usd_year", 1)}
    assert [(one.number, one.title, one.period) for one in said.sources] == [
        (1, "Wage survey, May 2024", "2024-05-01 to 2024-05-31")
    ]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (
            "a",
            "2 places are called “a”, so give the key of one: Akron, OH (metro-10420), Albany-Schenectady-Troy, NY (metro-10580).",
        ),
        ("Atlantis", "No place is called “Atlantis”. Ask for a state, a metropolitan area, or “nation”."),
        ("metro-99999", "There is no place “metro-99999”."),
    ],
)
def test_a_place_that_is_not_clear_is_refused_with_what_it_may_be(place, said):
    with pytest.raises(SiteError) as error:
        asking.in_place(HERE, "cook", place, ["pay"])
    assert str(error.value) == said


def test_where_no_release_has_a_figure_the_answer_says_so():
    with pytest.raises(SiteError, match=r"^No release has growth of Cook in Akron, OH\.$"):
        asking.in_place(HERE, "cook", "Akron, OH", ["growth"])
