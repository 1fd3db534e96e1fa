"""The reviewed list of pairs that people search for."""

import re

from comparisons.popular_pairs import _read, home_pairs, in_order, popular, popular_reason
from occupations.text.slugs import SLUG_PATTERN


def test_the_list_has_three_hundred_pairs_each_once_with_a_reason_and_none_of_those_of_the_home_page():
    listed = [*_read("searched_pairs"), *home_pairs()]
    assert len(listed) == 360 == len(popular())
    for pair in listed:
        assert pair.first != pair.second
        assert re.fullmatch(SLUG_PATTERN, pair.first)
        assert re.fullmatch(SLUG_PATTERN, pair.second)
        assert pair.reason == pair.reason.strip() != ""


def test_a_pair_has_no_order():
    (first, second, reason), *_ = home_pairs()
    assert popular_reason(first, second) == popular_reason(second, first) == reason
    assert popular_reason(first, "nobody") == ""
    assert in_order("b", "a") == in_order("a", "b") == ("a", "b")
