"""What a comparison offers to compare next."""

import datetime
import json

from comparisons.page.view import NEXT, next_comparisons
from occupations.rendering.live import Live


def live(slug: str, *nearest: str) -> Live:
    near = json.dumps([[other, other.capitalize()] for other in nearest])
    return Live(slug, 1, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), "", None, near, [])


def offered(*lives: Live) -> list[str]:
    return [address.split("/")[2] for _, address in next_comparisons(lives, [one.slug.capitalize() for one in lives])]


def test_each_side_in_turn_is_compared_with_what_is_nearest_to_it():
    assert offered(live("nurse", "aide", "midwife"), live("cook", "baker")) == [
        "nurse-vs-aide",
        "cook-vs-baker",
        "nurse-vs-midwife",
    ]


def test_what_is_compared_already_is_not_offered_and_the_list_is_short():
    many = [f"job-{letter}" for letter in "abcdefgh"]
    assert offered(live("nurse", "cook", *many), live("cook", "nurse", *many))[:2] == [
        "nurse-vs-job-a",
        "cook-vs-job-a",
    ]
    assert len(offered(live("nurse", *many), live("cook", *many))) == NEXT


def test_each_is_named_by_both_titles():
    assert next_comparisons([live("nurse", "aide")], ["Nurse"])[0][0] == "Nurse vs Aide"
