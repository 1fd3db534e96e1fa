"""The API with the demonstration: it says what the pages show, as it says it would."""

import json
import random

import pytest

from tests.formats import parse, read_html, read_json
from tests.http.api import api_get, check, walk
from tests.http.public import get, pair
from tests.http.test_pages import assert_alike

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sides", [2, 3, 5])
def test_the_page_and_the_api_agree_figure_by_figure(demo, sides):
    chance = random.Random(sides)
    for _ in range(20):
        slugs = chance.sample(demo.slugs, sides)
        shown = read_html(parse(get(pair(*slugs)).content.decode()))
        response = api_get(f"comparisons/?occupations={','.join(slugs)}")
        assert_alike(shown, {"json": read_json(response.content.decode())})
        check(json.loads(response.content), "Comparison")


def test_every_occupation_of_the_demonstration_is_as_described(demo):
    for one in walk("occupations/?limit=9&expand=records,also_called,skills,nearest,profile"):
        check(one, "OccupationSummary")
        check(one["profile"], "Occupation")
