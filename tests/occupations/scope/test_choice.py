"""What addresses choose: a place by its address, a year, and what was typed where it is neither."""

import pytest

from occupations.scope.choice import ScopeChoice, choice_of, is_canonical


@pytest.mark.parametrize(
    ("given", "choice"),
    [
        ({}, ScopeChoice()),
        ({"place": "", "release": " "}, ScopeChoice()),
        ({"place": "nation"}, ScopeChoice()),
        ({"place": "metro-35620"}, ScopeChoice("metro-35620")),
        ({"place": "STATE-34", "release": "2024"}, ScopeChoice("state-34", 2024)),
        ({"place": "  new   york "}, ScopeChoice(typed_place="new york")),
        ({"place": "metro-"}, ScopeChoice(typed_place="metro-")),
        ({"place": "metro-٣٥٦٢٠"}, ScopeChoice(typed_place="metro-٣٥٦٢٠")),
        ({"release": "٢٠٢٤"}, ScopeChoice(typed_year="٢٠٢٤")),
        ({"release": "2024.5"}, ScopeChoice(typed_year="2024.5")),
        ({"release": "1e309"}, ScopeChoice(typed_year="1e309")),
        ({"place": "x" * 500}, ScopeChoice(typed_place="x" * 120)),
        ({"other": "metro-35620"}, ScopeChoice()),
    ],
)
def test_an_address_chooses_what_it_says_and_nothing_else(given, choice):
    assert choice_of(given) == choice
    assert choice.given is (choice != ScopeChoice())


def test_a_choice_is_kept_in_addresses():
    assert ScopeChoice("metro-35620", 2024).keep("/a/") == "/a/?place=metro-35620&release=2024"
    assert ScopeChoice(year=2024).keep("/a/") == "/a/?release=2024"
    assert ScopeChoice(typed_place="x").keep("/a/") == "/a/"


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ({"place": "metro-1", "release": "2024"}, True),
        ({"release": "2024"}, True),
        ({"place": "METRO-1"}, False),
        ({"place": "", "release": "2024"}, False),
        ({"place": "metro-1", "release": ""}, False),
    ],
)
def test_one_way_to_say_a_choice_is_canonical(given, canonical):
    assert is_canonical(choice_of(given), given) is canonical
