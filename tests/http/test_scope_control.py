"""The control of place and release year: what it shows in every format, what it costs, and what bad input gets."""

import json
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from occupations.caching.bounded import BoundedCache
from occupations.models import Edition, Occupation, Standing
from occupations.publishing import publish
from occupations.rendering import live
from occupations.scope import figures
from tests.formats import assert_shows, having, parse, read_csv, read_html, read_json, read_markdown, words
from tests.http.places import AKRON, ALBANY, Survey, release, survey
from tests.http.public import FORMATS, get, occupations, page, pair
from tests.http.test_pages import as_plain
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def texts_of(address: str) -> dict[str, dict[str, str]]:
    """Row → side → text, of the JSON of a comparison."""
    data = json.loads(get(address).content)
    return {
        row["key"]: {slug: cell["text"] for slug, cell in row["cells"].items()}
        for section in data["sections"]
        for row in section["rows"]
    }


def in_place(sides, output_format: str = "", query: str = f"place={AKRON}") -> str:
    return f"{pair(*sides, output_format=output_format)}?{query}"


def shown(address: str) -> str:
    response = get(address)
    assert response.status_code == 200
    return words(parse(response.content.decode()))


def control(address: str) -> str:
    (part,) = having(parse(get(address).content.decode()), "place-control")
    return words(part)


# What is shown


def test_pay_and_employment_are_of_the_place_for_all_sides():
    made = survey()
    rows = texts_of(in_place(made.sides, "json"))
    assert rows["pay_mean"] == {"cook": "$31,000", "chef": "$52,000"}
    assert rows["hourly_mean"] == {"cook": "$15.00", "chef": "$25.00"}
    assert rows["jobs"] == {"cook": "1,200", "chef": "600"}
    assert rows["range"]["cook"] == "$22,000 to $43,000"


def test_without_a_choice_pay_is_of_the_nation():
    made = survey()
    assert texts_of(pair(*made.sides, output_format="json"))["pay_mean"] == {"cook": "$34,000", "chef": "$60,000"}
    assert "national, latest" not in shown(pair(*made.sides))


def test_the_year_of_a_release_is_of_the_nation_without_a_place():
    made = survey()
    assert texts_of(in_place(made.sides, "json", "release=2022"))["pay_mean"] == {"cook": "$32,000", "chef": "$60,000"}
    assert "Pay and employment in the United States, May 2022" in shown(in_place(made.sides, query="release=2022"))


def test_the_page_names_the_place_and_leads_back_to_the_nation():
    made = survey()
    address = in_place(made.sides)
    text = shown(address)
    assert "Pay and employment in Akron, OH, May 2024" in text
    assert (
        "In Akron, OH (May 2024), chefs earn more, at a median of $50,000 a year, compared with $30,500 for cooks"
        in text
    )
    tree = parse(get(address).content.decode())
    assert "/compare/cook-vs-chef/" in [link.get("href") for link in having(tree, "place-control")[0].iter("a")]
    assert tree.find(".//title").text.startswith("Cook vs Chef in Akron, OH (May 2024)")


def test_the_other_rows_say_that_they_are_national():
    made = survey()
    for one in made.sides:
        make.figure("growth", 3, occupation=one)
    publish.publish_all(made.sides)
    tree = parse(get(in_place(made.sides)).content.decode())
    marked = {words(row.find("th")).partition("?")[0] for row in tree.iter("tr") if having(row, "scope")}
    assert any(label.startswith("Projected growth") for label in marked)
    assert not any(" pay a" in label or label.startswith(("Range of yearly pay", "Number of jobs")) for label in marked)


def test_an_editors_figure_is_not_shown_for_a_place():
    made = survey()
    make.wage(occupation=made.cook, annual_mean=77_000)
    publish.publish(made.cook)
    assert "$77,000" in get(page(made.cook)).content.decode()
    assert "$77,000" not in get(f"{page(made.cook)}?place={AKRON}").content.decode()


@pytest.mark.parametrize("output_format", ["", *FORMATS])
def test_every_format_of_a_comparison_shows_the_figures_of_the_place(output_format):
    made = survey()
    text = get(in_place(made.sides, output_format)).content.decode()
    for figure in ("$31,000", "$52,000", "1,200", "600"):
        assert figure in text
    assert "$34,000" not in text
    assert "Akron, OH" in text


@pytest.mark.parametrize("output_format", ["", *FORMATS])
def test_every_format_of_an_occupation_shows_the_figures_of_the_place(output_format):
    made = survey()
    text = get(f"{page(made.cook, output_format)}?place={AKRON}").content.decode()
    assert ("$31,000" in text, "$34,000" in text, "Akron, OH" in text) == (True, False, True)


@pytest.mark.parametrize("query", [f"place={AKRON}", f"place={ALBANY}", "release=2022", f"place={AKRON}&release=2019"])
def test_all_formats_of_a_place_show_the_same(query):
    made = survey()
    for address in (pair(*made.sides), page(made.cook)):
        base = address.rstrip("/")
        html = read_html(parse(get(f"{address}?{query}").content.decode()))
        readers = {"json": read_json, "csv": read_csv, "md": read_markdown}
        others = {
            output_format: read(get(f"{base}.{output_format}?{query}").content.decode())
            for output_format, read in readers.items()
        }
        for other in others.values():
            assert other.titles == html.titles
            assert as_plain(other) == as_plain(others["json"])
        assert_shows(html, others["json"])


def test_the_data_say_what_was_chosen():
    made = survey()
    said = json.loads(get(in_place(made.sides, "json")).content)["pay_and_employment"]
    assert (said["place"], said["place_name"]) == ("metro-10420", "Akron, OH")
    assert (said["period_start"], said["period_end"]) == ("2024-05-01", "2024-05-31")
    assert said["row_keys"] == [
        "pay_median",
        "pay_mean",
        "pay_average",
        "hourly_median",
        "hourly_mean",
        "hourly_average",
        "range",
        "jobs",
    ]
    assert json.loads(get(pair(*made.sides, output_format="json")).content)["pay_and_employment"] is None


def test_the_source_of_a_placed_figure_is_its_release():
    made = survey()
    data = json.loads(get(in_place(made.sides, "json")).content)
    cell = data["sections"][0]["rows"][0]["cells"]["cook"]
    (source,) = [source for source in data["sources"] if source["source_number"] == cell["source_number"]]
    assert source["title"] == "Wage survey, May 2024"
    assert cell["record"] == "oews-2018:35-2014"


def test_links_keep_the_choice():
    made = survey()
    tree = parse(get(in_place(made.sides, query=f"place={AKRON}&release=2024")).content.decode())
    links = {link.get("href") for link in tree.iter("a")}
    query = f"?place={AKRON}&release=2024"
    assert {
        f"/compare/chef-vs-cook/{query}",
        f"/occupations/cook/{query}",
        f"/compare/cook-vs-chef.json{query}",
    } <= links
    forms = [form for form in tree.iter("form") if form.get("action") != "/corrections/report/"]
    fields = [field for form in forms for field in form.iter("input") if field.get("type") == "hidden"]
    hidden = {field.get("name"): field.get("value") for field in fields}
    assert hidden == {"place": AKRON, "release": "2024"}
    response = get(f"/compare/?a=Cook&b=Chef&place={AKRON}")
    assert response["Location"] == f"/compare/cook-vs-chef/?place={AKRON}"


def test_a_page_of_a_place_is_not_for_search_engines():
    made = survey()
    for address in (pair(*made.sides), page(made.cook)):
        tree = parse(get(f"{address}?place={AKRON}").content.decode())
        robots = [meta.get("content") for meta in tree.iter("meta") if meta.get("name") == "robots"]
        assert robots == ["noindex,follow"]
        (canonical,) = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
        assert "?" not in canonical


def test_sides_without_official_pay_have_no_control():
    made = survey()
    bakers = occupations("Baker", "Butcher")
    for address, parts in ((pair(*bakers), 0), (page(bakers[0]), 0), (pair(made.cook, bakers[0]), 1)):
        assert len(having(parse(get(address).content.decode()), "place-control")) == parts


def test_the_years_are_those_of_the_nation_or_of_the_place():
    made = survey()

    def years(address: str) -> list[str]:
        return [words(option) for option in parse(get(address).content.decode()).iter("option")]

    assert years(pair(*made.sides)) == ["latest", "2024", "2022"]
    assert years(in_place(made.sides)) == ["latest", "2024"]


# Sides without a figure


def test_a_side_without_a_row_says_so_and_takes_no_other_figure():
    made = survey()
    rows = texts_of(in_place(made.sides, "json", f"place={ALBANY}"))
    assert rows["pay_mean"] == {"cook": "$35,000", "chef": "no figure for Albany-Schenectady-Troy, NY, in May 2024"}
    text = shown(in_place(made.sides, query=f"place={ALBANY}"))
    assert (
        "The release has no figures for this occupation here, and does not say why: too few people may work in it, too few "
        "may have answered the survey, or that year counts them under another code." in text
    )
    assert "$60,000" not in text


@pytest.mark.parametrize(
    ("row", "salary", "sentence"),
    [
        (
            {"annual_mean": None, "annual_median": None, "suppressed": ["annual_mean", "annual_median"]},
            "no figure for Akron, OH, in May 2024",
            "The source withholds this figure because it would be unreliable or could identify respondents.",
        ),
        (
            {"annual_mean": None, "annual_median": None, "hourly_only": True, "hourly_mean": 31},
            "hourly pay only",
            "The source publishes hourly pay only, because few people in this occupation work full time all year.",
        ),
        (
            {
                "annual_mean": None,
                "annual_median": None,
                "top_coded": ["annual_mean", "annual_median"],
                "top_code_annual": 239_200,
            },
            "$239,200 or more",
            "",
        ),
        (
            {"annual_mean": None, "annual_median": None},
            "no figure for Akron, OH, in May 2024",
            "The release has other figures for this occupation in this place, but not this one.",
        ),
    ],
)
def test_why_there_is_no_figure_is_said(row, salary, sentence):
    made = survey(**row)
    assert texts_of(in_place(made.sides, "json"))["pay_median"]["chef"] == salary
    assert sentence in shown(in_place(made.sides))


def test_a_title_without_a_record_has_no_figure_of_a_place():
    made = survey()
    baker = make.occupation("Baker")
    make.wage(occupation=baker, annual_mean=41_000)
    publish.publish(baker)
    assert texts_of(in_place([made.cook, baker], "json"))["pay_mean"]["baker"] == "no figure for Akron, OH, in May 2024"


def test_a_year_without_a_release_is_said_and_nothing_else_is_shown():
    made = survey()
    address = in_place(made.sides, query=f"place={AKRON}&release=2019")
    assert "No 2019 release has figures for Akron, OH." in control(address)
    rows = texts_of(in_place(made.sides, "json", f"place={AKRON}&release=2019"))
    assert rows["pay_mean"] == dict.fromkeys(("cook", "chef"), "no 2019 release for Akron, OH")


def test_a_year_without_any_release_is_no_reason_to_say_that_too_few_work():
    made = survey()
    for address in (f"{page(made.cook)}?release=2019", in_place(made.sides, query="release=2019")):
        text = shown(address)
        assert "no 2019 release" in text
        assert "We have no release of this survey for that year and place." in text
        assert "too few" not in text
        assert "2019" not in parse(get(address).content.decode()).find(".//title").text
    data = json.loads(get(f"{page(made.cook, 'json')}?release=2019").content)
    (salary,) = [row for section in data["sections"] for row in section.get("rows", []) if row["key"] == "pay_mean"]
    assert salary["cell"]["missing_reason"] == "no_release"


# What may be read


def test_a_release_that_no_edition_was_built_from_is_not_shown():
    made = survey()
    newer = release(made.metropolitan.dataset, 2025)
    make.wages(newer, {made.cooks: {"annual_mean": 99_000}, made.everyone: {"annual_mean": 99_000}}, area=made.akron)
    secret = make.area("Quixotry, OH", "99998")
    make.wages(newer, {made.cooks: {"annual_mean": 99_000}, made.everyone: {"annual_mean": 99_000}}, area=secret)
    for query in (f"place={AKRON}", f"place={AKRON}&release=2025", "place=metro-99998", "place=quixotry"):
        text = get(in_place(made.sides, query=query)).content.decode()
        assert ("$99,000" in text, "Quixotry" in text) == (False, False)
    assert "2025" not in control(in_place(made.sides))
    make.figure("top_metro", 99_000, label="Quixotry, OH", record=made.cooks, release=newer)
    publish.publish(Occupation.objects.get(pk=made.cook.pk))
    assert texts_of(in_place(made.sides, "json"))["pay_mean"]["cook"] == "$99,000"


def test_a_release_that_was_undone_is_not_shown():
    made = survey()
    made.metropolitan.undone_at = timezone.now()
    made.metropolitan.save()
    address = in_place(made.sides)
    assert "We found no place with that name." in control(address)
    assert "$31,000" not in get(address).content.decode()


def test_an_earlier_release_can_be_chosen_as_long_as_it_stands():
    made = survey()
    newer = release(made.metropolitan.dataset, 2025)
    make.wages(newer, {made.cooks: {"annual_mean": 33_000}}, area=made.akron)
    make.figure("top_metro", 33_000, label="Akron, OH", record=made.cooks, release=newer)
    publish.publish_all([Occupation.objects.get(pk=one.pk) for one in made.sides])
    assert texts_of(in_place(made.sides, "json"))["pay_mean"]["cook"] == "$33,000"
    assert texts_of(in_place(made.sides, "json", f"place={AKRON}&release=2024"))["pay_mean"]["cook"] == "$31,000"


def test_a_withdrawn_side_is_gone_in_a_place_too():
    made = survey()
    publish.withdraw(made.chef, "Gone.")
    assert get(in_place(made.sides)).status_code == 410
    assert get(f"{page(made.chef)}?place={AKRON}").status_code == 410


# Names


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        ("place=akron", f"?place={AKRON}"),
        ("place=Akron%2C+OH&release=2024", f"?place={AKRON}&release=2024"),
        ("place=METRO-10420", f"?place={AKRON}"),
        ("place=metro-10420&release=", f"?place={AKRON}"),
        ("place=&release=2022", "?release=2022"),
    ],
)
@pytest.mark.parametrize("output_format", ["", "json"])
def test_a_place_that_is_meant_is_led_to(typed, to, output_format):
    made = survey()
    for address in (pair(*made.sides, output_format=output_format), page(made.cook, output_format)):
        response = get(f"{address}?{typed}")
        assert (response.status_code, response["Location"]) == (302, f"{address}{to}")


def test_several_places_are_offered_as_links():
    made = survey()
    make.wages(made.metropolitan, {made.everyone: {"annual_mean": 1}}, area=make.area("Akron Falls, NY", "20000"))
    tree = parse(get(in_place(made.sides, query="place=akr")).content.decode())
    (part,) = having(tree, "place-control")
    links = {words(link): link.get("href") for link in part.iter("a")}
    assert links == {
        "Akron Falls, NY": "/compare/cook-vs-chef/?place=metro-20000",
        "Akron, OH": f"/compare/cook-vs-chef/?place={AKRON}",
    }
    assert [field.get("value") for field in part.iter("input")] == ["akr"]


@pytest.mark.parametrize(
    ("query", "said", "stored"),
    [
        ("place=xx", "We found no place with that name.", "xx"),
        ("place=metro-99999", "We found no place with that name.", "metro-99999"),
        ("place=%E2%80%AExx", "We found no place with that name.", "\u202exx"),
        ("place=" + "x" * 500, "We found no place with that name.", "x" * 120),
        ("place=%22%3E%3Cscript%3E", "We found no place with that name.", '"><script>'),
        ("release=%D9%A2%D9%A0%D9%A2%D9%A4", "We have no release for that year. Choose one from the list.", ""),
        ("release=1e309", "We have no release for that year. Choose one from the list.", ""),
    ],
)
def test_what_cannot_be_understood_is_said_and_kept(query, said, stored):
    made = survey()
    for address in (pair(*made.sides), page(made.cook)):
        text = get(f"{address}?{query}").content.decode()
        (part,) = having(parse(text), "place-control")
        assert said in words(part)
        assert [field.get("value") for field in part.iter("input")] == [stored]
        assert "<script>" not in text
        assert "$34,000" in text


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("query", ["place=xx", "place=metro-99999", "release=x"])
def test_a_file_of_what_cannot_be_understood_is_not_made(output_format, query):
    made = survey()
    for address in (pair(*made.sides, output_format=output_format), page(made.cook, output_format)):
        assert get(f"{address}?{query}").status_code == 404


def test_a_wrong_side_is_answered_as_without_a_place():
    survey()
    assert get(f"/compare/cook-vs-zzzz/?place={AKRON}").status_code == 404
    assert get(f"/compare/COOK-vs-chef/?place={AKRON}")["Location"] == f"/compare/cook-vs-chef/?place={AKRON}"


@pytest.mark.parametrize("output_format", ["", "json"])
def test_a_place_and_a_day_past_are_not_asked_for_together(output_format):
    made = survey()
    for address in (pair(*made.sides, output_format=output_format), page(made.cook, output_format)):
        response = get(f"{address}?place={AKRON}&as_of=2026-01-31")
        assert response.status_code == 400
        assert "Choose a place or a date, not both" in response.content.decode()


def test_a_page_of_a_place_is_not_cited_by_its_day():
    made = survey()
    assert "Cite or embed this page" in shown(pair(*made.sides))
    for address in (pair(*made.sides), page(made.cook)):
        assert "Cite" not in shown(f"{address}?place={AKRON}")
    assert json.loads(get(in_place(made.sides, "json")).content)["cite_as"] is None


# Links


@pytest.mark.parametrize("sides", [2, 3])
def test_every_link_of_a_comparison_and_its_files_keeps_the_place(sides):
    made = survey()
    others = occupations("Baker", "Waiter", "Butcher")
    compared = [*made.sides, *others][:sides]
    Standing.objects.all().update(nearest=[["waiter", "Waiter"], ["butcher", "Butcher"]])
    text = get(in_place(compared)).content.decode()
    (control,) = having(parse(text), "place-control")
    back = {link.get("href") for link in control.iter("a")}  # what leads to the nation
    kept, lost = set(), set()
    for given in re.findall(r'<a[^>]* href="(/(?:compare|occupations)/[^"#]+)', text):
        address = unescape(given)
        if address not in back:
            (kept if f"place={AKRON}" in address else lost).add(address)
    assert lost == set()
    assert f"/occupations/cook/?place={AKRON}" in kept
    assert f"/compare/cook-vs-waiter/?place={AKRON}" in kept  # compared next
    assert f"/compare/chef-vs-cook{'-vs-baker' if sides == 3 else ''}/?place={AKRON}" in kept  # another one first
    without = f"/compare/cook-vs-baker/?place={AKRON}" if sides == 3 else f"/occupations/cook/?place={AKRON}"
    assert without in kept
    assert [address for address in kept if address.startswith(f"{pair(*compared)[:-1]}.")]  # the files
    for address in kept:
        response = get(address)
        assert (response.status_code, address) == (200, address)
    assert f'<input type="hidden" name="place" value="{AKRON}">' in text  # the form for the sides


def test_a_state_with_the_name_of_a_city_is_asked_about_and_what_was_typed_stays():
    made = survey()
    for code, name, kind in (("36", "New York", "state"), ("35620", "New York-Newark-Jersey City, NY-NJ", "metro")):
        make.wages(made.metropolitan, {made.everyone: {"annual_mean": 1}}, area=make.area(name, code, kind))
    (part,) = having(parse(get(in_place(made.sides, query="place=New+York")).content.decode()), "place-control")
    assert {words(link): link.get("href") for link in part.iter("a")} == {
        "New York (state)": "/compare/cook-vs-chef/?place=state-36",
        "New York-Newark-Jersey City, NY-NJ": "/compare/cook-vs-chef/?place=metro-35620",
    }
    assert [field.get("value") for field in part.iter("input") if field.get("name") == "place"] == ["New York"]
    for typed in ("NY", "10001", "New+York+(state)"):
        response = get(in_place(made.sides, query=f"place={typed}"))
        assert response["Location"] == "/compare/cook-vs-chef/?place=state-36"
    suggested = parse("<!doctype html><title>x</title><ul>" + get("/places/suggest/?q=new").content.decode() + "</ul>")
    assert [one.get("data-value") for one in suggested.iter("li")] == [
        "New York (state)",
        "New York-Newark-Jersey City, NY-NJ",
    ]


# Cost and validators


@pytest.mark.parametrize("query", [f"place={AKRON}", "release=2022", f"place={AKRON}&release=2024"])
@pytest.mark.parametrize("output_format", ["", "json"])
def test_a_place_costs_one_query(monkeypatch, query, output_format):
    made = survey()
    others = [make.area(f"Town {number}, OH", f"3{number:04}") for number in range(40)]
    for place in others:
        make.wages(made.metropolitan, {made.cooks: {"annual_mean": 1}}, area=place)
    get(pair(*made.sides))  # this process has cached where the answer flips
    for _ in range(2):
        monkeypatch.setattr(live, "cache", live.EditionCache(2**24))
        figures.cache.clear()
        for address in (pair(*made.sides, output_format=output_format), page(made.cook, output_format)):
            with CaptureQueriesContext(connection) as captured:
                assert get(f"{address}?{query}").status_code == 200
            assert len(captured) == 1


def test_the_validator_is_of_one_choice():
    made = survey()
    addresses = [pair(*made.sides), page(made.cook)]
    queries = ["", f"?place={AKRON}", f"?place={ALBANY}", "?release=2022", f"?place={AKRON}&release=2024", "?place=xx"]
    etags = {get(address + query)["ETag"] for address in addresses for query in queries}
    assert len(etags) == len(addresses) * len(queries)
    for address in addresses:
        fresh = get(f"{address}?place={AKRON}")
        again = Client(headers={"If-None-Match": fresh["ETag"]}).get(f"{address}?place={AKRON}")
        assert (again.status_code, again.content) == (304, b"")


def test_the_cache_of_placed_sides_is_bounded(monkeypatch):
    made = survey()
    monkeypatch.setattr(figures, "cache", BoundedCache(2 * figures.PLACED_BYTES + 1))
    for query in (f"place={AKRON}", f"place={ALBANY}", "release=2022"):
        get(in_place(made.sides, query=query))
    assert figures.cache.numbers().entries == 2


def test_a_new_edition_is_shown_in_its_place_at_once():
    made = survey()
    get(in_place(made.sides))
    make.responsibilities(made.cook, "Stirs soup.")
    publish.publish(Occupation.objects.get(pk=made.cook.pk))
    assert "Stirs soup." in get(in_place(made.sides)).content.decode()
    assert Edition.objects.filter(occupation=made.cook).count() == 2


def test_the_survey_of_these_tests_is_as_it_says():
    made = survey()
    assert isinstance(made, Survey)
    assert [release.period_end.year for release in made.national.values()] == [2022, 2024]
