"""Looking through all occupations: filters, order, pages and addresses, whatever is typed."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from occupations.browse import a_to_z, categories, explore, ranking_results
from occupations.models import Occupation
from occupations.publishing import publish
from tests.formats import having, parse, the, words
from tests.http import public
from tests.occupations import factories as make
from tests.queries import Cost, cost

pytestmark = pytest.mark.django_db


def get(address: str) -> str:
    response = public.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def listed(page: str) -> list[str]:
    """Titles in the table, in order."""
    return [unescape(title) for title in re.findall(r'<th role="rowheader" scope="row"><a [^>]*>(.*?)</a>', page)]


def said(page: str, name: str) -> list[str]:
    return [words(one) for one in having(parse(page), name)]


@pytest.fixture
def cooks():
    """Baker $40,000 and 0 %, Chef $50,000 and 2 %, Waiter $60,000 and 4 %, and one that is not public."""
    public.occupations("Baker", "Chef", "Waiter")
    make.occupation("Secret cook")


def entry(title: str, education: str, training: str = "", category: str = "Food and drink") -> None:
    one = make.occupation(title, category=make.category(category))
    release = make.release()
    make.figure("entry_education", label=education, occupation=one, release=release)
    if training:
        make.figure("entry_training", label=training, occupation=one, release=release)
    make.figure("technology", label="C#", occupation=one, release=release)
    publish.publish(one)


# What is found


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Waiter", "Chef", "Baker"]),
        ("sort=title", ["Baker", "Chef", "Waiter"]),
        ("sort=-title", ["Waiter", "Chef", "Baker"]),
        ("sort=pay_median", ["Baker", "Chef", "Waiter"]),
        ("sort=-growth", ["Waiter", "Chef", "Baker"]),
        ("pay_median_min=50000", ["Waiter", "Chef"]),
        ("pay_median_min=%2450%2C000&pay_median_max=50000.00", ["Chef"]),
        ("pay_median_min=50k&pay_median_max=50+000", ["Chef"]),
        ("growth_max=2", ["Chef", "Baker"]),
        ("growth_min=%E2%88%921&growth_max=0%25", ["Baker"]),
        ("q=che", ["Chef"]),
        ("skill=Tool+0", ["Waiter", "Chef", "Baker"]),
        ("skill=technology:tool-0", ["Waiter", "Chef", "Baker"]),
        ("category=food-and-drink&q=a", ["Waiter", "Baker"]),
    ],
)
def test_filters_find_what_they_say(cooks, query, titles):
    assert listed(get(f"/explore/?{query}" if query else "/explore/")) == titles


def test_what_has_no_figure_comes_last_in_either_order(cooks):
    entry("Dishwasher", "None")
    assert listed(get("/explore/"))[-1] == listed(get("/explore/?sort=pay_median"))[-1] == "Dishwasher"


def test_choices_are_what_live_editions_say_with_their_numbers(cooks):
    entry("Teacher", "Bachelor's degree", "Internship/residency", category="Schools")
    entry("Coach", "Bachelor's degree", category="Schools")
    fields = {
        field.get("name"): [words(option) for option in field] for field in parse(get("/explore/")).iter("select")
    }
    assert "education" not in fields
    (education,) = having(parse(get("/explore/")), "several")
    assert [words(label) for label in education.iter("label")] == ["Bachelor's degree (2)"]
    assert fields["training"] == ["Any", "Internship/residency (1)"]
    assert fields["category"] == ["Any", "Food and drink (3)", "Schools (2)"]
    assert listed(get("/explore/?education=bachelors-degree&sort=title")) == ["Coach", "Teacher"]
    assert listed(get("/explore/?training=internship-residency")) == ["Teacher"]
    assert listed(get("/explore/?skill=c%23&category=schools&q=coa")) == ["Coach"]


def degrees() -> None:
    for title, level in (("Doctor", "Master's degree"), ("Clerk", "High school diploma or equivalent")):
        entry(title, level)
    entry("Teacher", "Bachelor's degree")


def test_several_levels_of_education_are_chosen_at_once():
    degrees()
    page = get("/explore/?education=bachelors-degree&education=masters-degree&sort=title")
    assert listed(page) == ["Doctor", "Teacher"]
    boxes = [box for box in parse(page).iter("input") if box.get("name") == "education"]
    assert [(box.get("value"), box.get("checked") is not None) for box in boxes] == [
        ("high-school-diploma-or-equivalent", False),
        ("bachelors-degree", True),
        ("masters-degree", True),
    ]
    chips = {words(link): link.get("href") for chip in having(parse(page), "chip") for link in chip.iter("a")}
    assert chips == {
        "Education: Bachelor's degree (remove)×": "/explore/?education=masters-degree&sort=title",
        "Education: Master's degree (remove)×": "/explore/?education=bachelors-degree&sort=title",
    }


def test_links_to_other_orders_keep_all_levels_of_education():
    degrees()
    page = get("/explore/?education=bachelors-degree&education=masters-degree")
    heads = [link.get("href") for link in parse(page).find(".//thead").iter("a")]
    assert heads[0] == "/explore/?education=bachelors-degree&education=masters-degree&sort=title"


@pytest.mark.parametrize("query", ["education=&education=bachelors-degree", "education=x1&education=x1"])
def test_a_level_given_twice_or_empty_is_left_out_of_the_address(query):
    degrees()
    assert public.get(f"/explore/?{query}")["Location"] == f"/explore/?{query.rpartition('&')[2]}"


def test_one_unknown_level_of_education_is_named():
    degrees()
    page = get("/explore/?education=bachelors-degree&education=x")
    assert [words(one) for one in having(parse(page), "problems")[0].iter("li")] == [
        "Typical entry education: “x” is not one of the choices."
    ]
    assert len(listed(page)) == 3


def test_what_many_ask_for_is_one_link_away(cooks):
    entry("Clerk", "High school diploma or equivalent")
    entry("Doctor", "Master's degree")

    def offered(address: str) -> dict[str, str]:
        (presets,) = having(parse(get(address)), "presets")
        return {words(link): link.get("href", "") for link in presets.iter("a")}

    links = offered("/explore/?sort=title")
    assert links == {
        "No degree": "/explore/?education=high-school-diploma-or-equivalent&sort=title",
        "$80,000 and up": "/explore/?pay_median_min=80000&sort=title",
        "Growing fast (10% and up)": "/explore/?growth_min=10&sort=title",
    }
    assert listed(get(links["No degree"])) == ["Clerk"]
    assert "No degree" not in offered(links["No degree"])
    assert "$80,000 and up" not in offered("/explore/?pay_median_min=80k")


def test_withdrawn_and_unpublished_occupations_are_in_no_list(cooks):
    Occupation.objects.filter(title="Chef").update(withdrawn_at="2026-01-01T00:00Z")
    for address in (
        "/explore/",
        "/occupations/",
        "/categories/food-and-drink/",
        "/rankings/",
        "/rankings/highest-paying/",
    ):
        page = get(address)
        assert ("Chef" in page, "Secret" in page) == (False, False), address
    assert listed(get("/explore/?sort=title")) == ["Baker", "Waiter"]


def test_lists_follow_what_is_published_and_where_it_is(cooks):
    assert listed(get("/occupations/")) == ["Baker", "Chef", "Waiter"]
    chef = Occupation.objects.get(title="Chef")
    chef.title, chef.slug = "Head chef", "head-chef"
    chef.save()
    assert 'href="/occupations/head-chef/">Chef<' in get("/occupations/")
    publish.publish(chef)
    assert 'href="/occupations/head-chef/">Head chef<' in get("/occupations/")


# What is in the address


def test_filters_in_force_can_be_taken_away_one_by_one(cooks):
    page = get("/explore/?pay_median_min=50000&q=e&sort=title")
    assert listed(page) == ["Chef", "Waiter"]
    assert said(page, "chip") == ["Title has “e” (remove)×", "Median pay from $50,000 (remove)×"]
    found = [link.get("href") for chip in having(parse(page), "chip") for link in chip.iter("a")]
    assert found == ["/explore/?pay_median_min=50000&sort=title", "/explore/?q=e&sort=title"]
    assert [words(one) for one in having(parse(page), "found")] == ["2 of 3 occupations"]


def test_an_address_as_a_form_sends_it_is_made_short(cooks):
    response = public.get("/explore/?q=&category=&pay_median_min=50000&pay_median_max=+&skill=&sort=-pay_median&page=1")
    assert (response.status_code, response["Location"]) == (302, "/explore/?pay_median_min=50000")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("pay_median_min=1e309", "Median pay a year from, US$: “1e309” is not an amount; type it like 80,000 or 80k."),
        ("pay_median_max=NaN", "Median pay a year to, US$: “NaN” is not an amount; type it like 80,000 or 80k."),
        ("pay_median_max=-1", "Median pay a year to, US$: “-1” is not between 0 and 100,000,000."),
        ("growth_min=abc", "Growth from, %: “abc” is not a number."),
        ("growth_min=٣", "Growth from, %: “٣” is not a number."),
        ("pay_median_min=9&pay_median_max=3", "Median pay a year to, US$: lower than “Median pay a year from, US$”."),
        ("education=x", "Typical entry education: “x” is not one of the choices."),
        ("category=<b>", "Category: “<b>” is not one of the choices."),
        ("sort=slug", "Order: “slug” is not one of the choices."),
        ("page=٣", "Page: “٣” is not a page number."),
        ("page=0", "Page: “0” is not a page number."),
        ("sort=title&sort=title", "Order: given 2 times; only the last value is used."),
        (f"q={'e' * 101}", "Words in the title: longer than 100 characters."),
    ],
)
def test_nonsense_is_named_kept_and_left_out(cooks, query, problem):
    page = get(f"/explore/?{query}")
    assert [words(one) for one in having(parse(page), "problems")[0].iter("li")] == [problem]
    assert sorted(listed(page)) == ["Baker", "Chef", "Waiter"]
    typed = {field.get("name"): field.get("value") for field in parse(page).iter("input")}
    for name, values in parse_qs(query).items():
        assert name not in typed or typed[name] == values[-1]


def test_links_carry_no_nonsense(cooks):
    page = get("/explore/?pay_median_min=abc&q=e&utm_source=x")
    assert "abc" not in "".join(re.findall(r'href="([^"]*)"', page))
    assert "utm_source" not in page


def test_nothing_found_says_which_filter_to_loosen(cooks):
    page = get("/explore/?q=chef&pay_median_min=60000&growth_max=5")
    assert listed(page) == []
    assert said(page, "nothing") == [
        "No occupation matches all filters. With one filter removed, there would be: 1 without “Title has “chef”” "
        "1 without “Median pay from $60,000”"
    ]


def test_nothing_found_by_one_filter_leads_to_the_search(cooks):
    page = get("/explore/?q=nurse")
    assert "/search/?q=nurse" in page
    assert said(page, "nothing") == ["No occupation matches. See all 3, or search titles and other names."]


def test_pages_lead_to_the_next_and_before_the_first_there_is_none(cooks, monkeypatch):
    monkeypatch.setattr(explore, "PAGE_SIZE", 2)
    first, second = get("/explore/?sort=title"), get("/explore/?sort=title&page=2")
    assert (listed(first), listed(second)) == (["Baker", "Chef"], ["Waiter"])
    assert re.findall(r'<link rel="(prev|next)" href="([^"]*)"', first) == [("next", "/explore/?sort=title&amp;page=2")]
    assert re.findall(r'<link rel="(prev|next)" href="([^"]*)"', second) == [("prev", "/explore/?sort=title")]
    assert "3 to 3 of 3" in second


def test_a_page_beyond_the_last_leads_to_the_last(cooks, monkeypatch):
    monkeypatch.setattr(explore, "PAGE_SIZE", 2)
    assert public.get("/explore/?page=9")["Location"] == "/explore/?page=2"


def test_one_filtered_table_is_not_for_search_engines(cooks):
    robots = '<meta name="robots" content="noindex,follow">'
    assert (robots in get("/explore/"), robots in get("/explore/?q=chef")) == (False, True)
    assert 'rel="canonical" href="http://testserver/explore/"' in get("/explore/?q=chef&utm_source=x")


def test_without_scripts_a_button_applies_the_filters(cooks):
    form = next(form for form in parse(get("/explore/")).iter("form") if having(form, "field"))
    assert (form.get("action"), form.get("method")) == ("/explore/", "get")
    assert [words(button) for button in form.iter("button")] == ["Apply"]


# A to Z, categories, rankings


def test_many_occupations_are_split_by_letter(cooks, monkeypatch):
    assert [words(one) for one in having(parse(get("/occupations/")), "list-letter")] == ["B", "C", "W"]
    monkeypatch.setattr(a_to_z, "ONE_PAGE", 2)
    public.occupations(".NET developer", "3D artist")
    page = parse(get("/occupations/"))
    links = {link.get("href"): words(link) for link in having(page, "letters")[0].iter("a")}
    assert links == {
        "/occupations/?letter=other": "#, 1 occupation",
        "/occupations/?letter=b": "B, 1 occupation",
        "/occupations/?letter=c": "C, 1 occupation",
        "/occupations/?letter=n": "N, 1 occupation",
        "/occupations/?letter=w": "W, 1 occupation",
    }
    assert listed(get("/occupations/")) == ["Baker"]
    assert listed(get("/occupations/?letter=n")) == [".NET developer"]
    assert listed(get("/occupations/?letter=other")) == ["3D artist"]
    assert 'rel="canonical" href="http://testserver/occupations/?letter=n"' in get("/occupations/?letter=n&x=y")


def test_an_unknown_letter_is_named(cooks):
    page = get("/occupations/?letter=q")
    assert said(page, "problems") == ["We could not use part of this address: Letter: no title begins with “q”."]
    assert listed(page) == ["Baker", "Chef", "Waiter"]


def test_a_category_can_be_sorted_and_says_once_what_its_figures_are(cooks):
    page = get("/categories/food-and-drink/")
    assert listed(page) == ["Baker", "Chef", "Waiter"]
    assert listed(get("/categories/food-and-drink/?sort=-pay_median")) == ["Waiter", "Chef", "Baker"]
    assert page.count("median annual wage") == 1
    heads = [link.get("href") for link in parse(page).find(".//thead").iter("a")]
    assert heads[:2] == ["/categories/food-and-drink/?sort=-title", "/categories/food-and-drink/?sort=-pay_median"]


def test_a_large_category_is_turned_by_page(cooks, monkeypatch):
    monkeypatch.setattr(categories, "PAGE_SIZE", 2)
    assert listed(get("/categories/food-and-drink/")) == ["Baker", "Chef"]
    second = get("/categories/food-and-drink/?sort=-pay_median&page=2")
    assert listed(second) == ["Baker"]
    assert 'href="/categories/food-and-drink/?sort=-pay_median"' in second
    assert '<meta name="robots" content="noindex,follow">' in second
    assert listed(get("/categories/food-and-drink/?page=9")) == ["Waiter"]
    assert said(get("/categories/food-and-drink/?page=x"), "problems") == [
        "We could not use part of this address: Page: “x” is not a page number."
    ]


def test_a_long_ranking_is_folded_after_its_first_rows(monkeypatch):
    release = make.release()
    for number, title in enumerate(("Chef", "Baker", "Teacher")):
        one = make.occupation(title)
        make.wage(occupation=one, release=release, annual_median=50_000 + number)
        make.figure("jobs", 5000, occupation=one, release=release)
        publish.publish(one)
    monkeypatch.setattr(ranking_results, "AT_ONCE", 2)
    page = parse(get("/rankings/highest-paying/"))
    (folded,) = page.iter("details")
    assert [words(cell) for cell in folded.iter("th")][-1] == "Chef"
    assert "Baker" not in words(folded)
    assert listed_ranks("/rankings/highest-paying/") == ["Teacher", "Baker"]


def test_a_ranking_of_one_category_ranks_that_alone():
    release = make.release()
    for number, (title, category) in enumerate((("Chef", "Food"), ("Baker", "Food"), ("Teacher", "Schools"))):
        one = make.occupation(title, category=make.category(category))
        make.wage(occupation=one, release=release, annual_median=50_000 + number)
        make.figure("jobs", 5000, occupation=one, release=release)
        publish.publish(one)
    assert listed_ranks("/rankings/highest-paying/") == ["Teacher", "Baker", "Chef"]
    assert listed_ranks("/rankings/highest-paying/?category=food") == ["Baker", "Chef"]
    page = get("/rankings/highest-paying/?category=nobody")
    assert said(page, "problems") == [
        "We could not use part of this address: Category: “nobody” is not one of the choices."
    ]
    assert "Only occupations with at least 1,000 jobs are ranked. 3 occupations are ranked." in page


def listed_ranks(address: str) -> list[str]:
    return [words(the(row, "th")) for row in the(parse(get(address)), ".//tbody")]


def test_an_unknown_ranking_is_no_page(cooks):
    assert public.get("/rankings/prettiest/").status_code == 404


# Queries


ADDRESSES = (
    "/occupations/",
    "/occupations/?letter=b",
    "/categories/",
    "/categories/food-and-drink/",
    "/explore/",
    "/explore/?pay_median_min=1&skill=Tool+0&education=x",
    "/explore/?q=nobody&pay_median_min=1",
    "/rankings/",
    "/rankings/highest-paying/?category=food-and-drink",
)


def test_lists_ask_nothing_once_the_catalogue_is_made(cooks):
    get("/explore/?skill=Tool+0")  # reads the roster
    wanted = dict.fromkeys(ADDRESSES, Cost(200, 0, 0))
    assert {address: cost(address) for address in ADDRESSES} == wanted
    public.occupations(*(f"Cook {number}" for number in range(40)))
    get("/explore/?skill=Tool+0")  # reads the roster
    assert {address: cost(address) for address in ADDRESSES} == wanted


def test_addresses_of_pages_have_no_empty_parameters(cooks):
    for given in re.findall(r'href="(/explore/[^"]*)"', get("/explore/?q=e&pay_median_min=1")):
        assert "" not in [
            value
            for values in parse_qs(urlsplit(unescape(given)).query, keep_blank_values=True).values()
            for value in values
        ]
