"""Slugs: what makes two titles differ must survive, and nothing may be mistaken for the joint of a comparison."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations.text.slugs import (
    SLUG_MAX_LENGTH,
    SLUG_PATTERN,
    SLUG_VS_PATTERN,
    check_slug,
    pair_slug,
    slug_of,
    split_pair,
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Service manager", "service-manager"),
        ("Customer service/operations manager", "customer-service-operations-manager"),
        ("C developer", "c-developer"),
        ("C++ developer", "c-plus-plus-developer"),
        ("C# developer", "c-sharp-developer"),
        ("F# developer", "f-sharp-developer"),
        (".NET developer", "dot-net-developer"),
        ("Net developer", "net-developer"),
        ("Senior .NET developer", "senior-dot-net-developer"),
        ("ASP.NET developer", "asp-net-developer"),
        ("Node.js developer", "node-js-developer"),
        ("T-SQL developer", "t-sql-developer"),
        ("A&B", "a-and-b"),
        ("R&D manager", "r-and-d-manager"),
        ("Food & beverage manager", "food-and-beverage-manager"),
        ("U.S. senator", "us-senator"),
        ("A/C mechanic", "a-c-mechanic"),
        ("Driver's helper", "drivers-helper"),
        ("Driver’s helper", "drivers-helper"),
        ("Maître d'", "maitre-d"),
        ("Attaché", "attache"),
        ("Straßenkehrer", "strassenkehrer"),
        ("Søster & læge", "soster-and-laege"),
        ("Ｎurse", "nurse"),
        ("Microsoft™ trainer", "microsoft-trainer"),
        ("#1 fan", "number-1-fan"),
        ("100% agent", "100-percent-agent"),
        ("Teacher, special education", "teacher-special-education"),
        ("Registered nurse (RN)", "registered-nurse-rn"),
        ("  Spaces\tand\nlines ", "spaces-and-lines"),
        ("Vs", "versus"),
        ("Kramer vs. Kramer", "kramer-versus-kramer"),
        ("VS Code trainer", "versus-code-trainer"),
        ("Canvas maker", "canvas-maker"),
        ("看護師", ""),
        ("看護師 RN", "rn"),
        ("911", ""),
        ("", ""),
        ("+++", "plus-plus-plus"),
        ("x" * 100, "x" * 80),
        ("word " * 30, "-".join(["word"] * 16)),
    ],
)
def test_slug_of(title, expected):
    assert slug_of(title) == expected


def test_slug_of_a_long_title_ends_with_a_whole_word():
    assert slug_of("a" * 80 + " b") == "a" * 80
    assert slug_of("a" * 40 + " " + "b" * 40) == "a" * 40


@given(st.one_of(st.text(max_size=120), st.text(alphabet="vs VS.-+#&/1é™", max_size=120)))
def test_slug_of_anything_is_a_good_slug_or_empty(title):
    slug = slug_of(title)
    assert slug == "" or check_slug(slug) is None
    assert slug_of(slug) == slug


@given(st.text(alphabet="abvs-1A é\n", max_size=90))
def test_check_slug_refuses_exactly_what_the_patterns_refuse(slug):
    good = (
        re.fullmatch(SLUG_PATTERN, slug) is not None
        and "\n" not in slug
        and re.search(SLUG_VS_PATTERN, slug) is None
        and len(slug) <= SLUG_MAX_LENGTH
    )
    assert (check_slug(slug) is None) == good


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("", "The slug is empty."),
        ("x" * 81, "The slug has 81 characters; 80 are allowed."),
        ("Service-manager", "The slug has upper-case letters; write “service-manager”."),
        ("Upper Case", "The slug has upper-case letters; write “upper-case”."),
        ("c++", "The slug may hold only the letters a to z, digits and hyphens, not: +"),
        ("a b&c", "The slug may hold only the letters a to z, digits and hyphens, not: a space &"),
        ("café", "The slug may hold only the letters a to z, digits and hyphens, not: é"),
        ("cook\n", "The slug may hold only the letters a to z, digits and hyphens, not: a space"),
        ("-cook", "The slug may not begin or end with a hyphen, nor hold two in a row."),
        ("cook-", "The slug may not begin or end with a hyphen, nor hold two in a row."),
        ("line--cook", "The slug may not begin or end with a hyphen, nor hold two in a row."),
        ("a-vs-b", "“vs” joins two occupations in the address of a comparison; write “versus”."),
        ("vs-b", "“vs” joins two occupations in the address of a comparison; write “versus”."),
        ("a-vs", "“vs” joins two occupations in the address of a comparison; write “versus”."),
        ("vs", "“vs” joins two occupations in the address of a comparison; write “versus”."),
        ("service-manager", None),
        ("canvas-maker", None),
        ("occupation-12", None),
    ],
)
def test_check_slug_says_why(slug, reason):
    assert check_slug(slug) == reason


def test_pair_slug_joins_in_the_order_given():
    assert pair_slug(["service-manager", "cook"]) == "service-manager-vs-cook"


def test_split_pair_of_one_slug_is_that_slug():
    assert split_pair("canvas-maker") == ["canvas-maker"]


slugs = st.text(max_size=40).map(slug_of).filter(bool)


@given(st.lists(slugs, min_size=1, max_size=6))
def test_split_pair_undoes_pair_slug(sides):
    assert split_pair(pair_slug(sides)) == sides
