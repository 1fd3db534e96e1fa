"""Pages of job titles: every public name has one, and it says which occupations use the title and what they pay."""

import csv
import io
import re

import pytest

from occupations.links import name_url
from occupations.models import Occupation, RecordText, SearchTitle, TitleOverride
from occupations.pages.title import listed_too
from occupations.publishing import publish
from occupations.search.engine import find
from occupations.search.public_titles import title_at
from tests.formats import having, parse, words
from tests.http.api import api_get, api_json, check, problem
from tests.http.conftest import Demo
from tests.http.public import get
from tests.occupations import factories as make
from tests.queries import cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurses() -> dict[str, Occupation]:
    """Two occupations with names of each kind and pay of a survey; the second shares the record of the first."""
    survey, titles = make.release(make.dataset(source="Survey")), make.release(make.dataset(source="Titles"))
    soc = make.record("29-1141", system="soc", title="Registered Nurses")
    make.wage(record=soc, release=survey, annual_p10=60_000, annual_median=90_000, annual_p90=130_000)
    make.figure("jobs", 3_000_000, record=soc, release=survey)
    made = {}
    for number, (title, quality, names) in enumerate((
        ("Registered nurse", "exact", {"reported_title": ["Charge Nurse", "Senior Ward Nurse"], "direct_match_title": ["Staff Nurse", "Registered Nurse (RN)"]}),
        ("Acute care nurse", "shared", {"reported_title": ["Charge nurse"], "alternate_title": ["C# Nurse"]}),
    )):  # fmt: skip
        one = make.occupation(title)
        make.classify(one, soc, quality)
        own = make.record(f"29-1141.0{number}", system="onet-soc")
        make.classify(one, own, "exact")
        for kind, texts in names.items():
            for position, text in enumerate(texts, start=1):
                RecordText.objects.create(record=own, release=titles, kind=kind, position=position, text=text)
        made[title] = one
    publish.publish_all(made.values())
    return made


def texts(address: str, name: str) -> list[str]:
    """Of the elements with that class, on a page that is there."""
    response = get(address)
    assert response.status_code == 200, address
    return [words(one) for one in having(parse(response.content.decode()), name)]


def test_a_title_says_what_it_is_who_uses_it_and_what_they_pay(nurses):
    first, second = texts("/titles/charge-nurse/", "results")[0], texts("/titles/charge-nurse/", "intro")[0]
    assert second.startswith("“Charge Nurse” is")
    for one in (
        "Registered nurse", "Acute care nurse", "reported by people in the occupation", "Median pay a year $90,000",
        "Range of yearly pay $60,000 to $130,000", "Number of jobs 3,000,000", "Figures for a wider group: Registered nurses",
    ):  # fmt: skip
        assert one in first
    (about,) = texts("/titles/charge-nurse/", "about-figures")
    assert "10th to 90th percentile wage, between which eight in ten employees earn" in about
    assert "Survey" in about
    assert "Titles" in about
    assert "Official statistics count registered nurses and acute care nurses together." in texts(
        "/titles/charge-nurse/", "asides"
    )


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("/titles/registered-nurse/", "its title here"),
        ("/titles/staff-nurse/", "direct match title of the Standard Occupational Classification"),
        ("/titles/c-sharp-nurse/", "listed for it by a source"),
        ("/titles/senior-ward-nurse/", "reported by people in the occupation"),
    ],
)
def test_a_row_says_who_uses_the_title(nurses, address, who):
    assert who in texts(address, "results")[0]


def test_a_title_with_a_level_says_that_pay_is_of_all_levels(nurses):
    sentence = "Official statistics do not separate levels; the pay is of all levels."
    assert sentence in " ".join(texts("/titles/senior-ward-nurse/", "asides"))
    assert sentence not in " ".join(texts("/titles/c-sharp-nurse/", "asides"))


def test_a_title_leads_to_similar_ones_and_to_comparisons(nurses):
    page = parse(get("/titles/charge-nurse/").content.decode())
    links = {words(link): link.get("href") for link in page.iter("a")}
    assert links["Staff Nurse"] == "/titles/staff-nurse/"
    assert links["Registered nurse vs Acute care nurse"] == "/compare/registered-nurse-vs-acute-care-nurse/"
    assert [(field.get("name"), field.get("value")) for field in page.iter("input")][:1] == [("title", "Charge Nurse")]
    assert ("a", "Charge Nurse") in [(field.get("name"), field.get("value")) for field in page.iter("input")]


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("/titles/Charge-Nurse/", "/titles/charge-nurse/"),
        ("/titles/charge_nurse/", "/titles/charge-nurse/"),
        ("/titles/Charge%20Nurse/", "/titles/charge-nurse/"),
        ("/titles/C%23%20Nurse/", "/titles/c-sharp-nurse/"),
        ("/titles/CHARGE-NURSE.json", "/titles/charge-nurse.json"),
    ],
)
def test_another_spelling_of_an_address_leads_to_the_canonical_one(nurses, given, canonical):
    response = get(given)
    assert (response.status_code, response.headers.get("Location")) == (301, canonical)


@pytest.mark.parametrize(
    "slug", ["zzzz", "nurse", "Zzzz", "charge-nurse-2", "-", "看護師", "%C3%A9", "a" * 300, "nurse.txt"]
)
def test_a_title_that_no_source_has_is_not_found_and_the_engine_answers(nurses, slug):
    response = get(f"/titles/{slug}/")
    assert response.status_code == 404
    assert "None of our sources has the job title" in response.content.decode()


def test_a_title_that_is_not_found_is_answered(nurses):
    response = get("/titles/night-charge-nurse-icu/")
    (answer,) = having(parse(response.content.decode()), "title-answer")
    assert (response.status_code, "Registered nurse" in words(answer)) == (404, True)


def test_a_title_of_what_is_withdrawn_is_not_found(nurses):
    publish.withdraw(nurses["Acute care nurse"], "Gone.")
    assert get("/titles/c-sharp-nurse/").status_code == 404
    assert "Acute care nurse" not in texts("/titles/charge-nurse/", "results")[0]


def test_only_titles_that_are_offered_are_for_search_engines(nurses):
    offered = set(
        re.findall(r"<loc>http://testserver(/titles/[^<]+)</loc>", get("/sitemap-titles-1.xml").content.decode())
    )
    assert offered == {"/titles/registered-nurse/", "/titles/acute-care-nurse/"}
    for name in SearchTitle.objects.values_list("text", flat=True):
        page = get(name_url(name)).content.decode()
        assert ('<meta name="robots" content="noindex,follow">' not in page) == (name_url(name) in offered), name
        assert ("BreadcrumbList" in page) == (name_url(name) in offered), name
        assert f'<link rel="canonical" href="http://testserver{name_url(name)}">' in page


def test_what_editors_say_of_a_title_is_said_to_be_theirs(nurses):
    TitleOverride.objects.create(title="Charge nurse", folded="charge nurse", occupation=nurses["Acute care nurse"])
    (sentence,) = texts("/titles/charge-nurse/", "intro")
    assert sentence == "“Charge nurse” is a title of acute care nurses, according to our editors."
    TitleOverride.objects.update(occupation=None)
    (sentence,) = texts("/titles/charge-nurse/", "intro")
    assert sentence.endswith("our editors say that it means none of them.")


def test_an_occupation_for_all_others_is_named_as_official_statistics_name_it(nurses):
    other = make.occupation("Nurse, all other")
    for title in ("Float Nurse", "C# Nurse"):
        other.alternate_titles.create(title=title)
    publish.publish(other)
    assert texts("/titles/float-nurse/", "intro")[0].startswith("“Float Nurse” is listed for “Nurse, all other”.")
    TitleOverride.objects.create(title="Float nurse", folded="float nurse", occupation=other)
    (sentence,) = texts("/titles/float-nurse/", "intro")
    assert sentence == "“Float Nurse” belongs to “Nurse, all other”, according to our editors."
    (sentence,) = texts("/titles/c-sharp-nurse/", "intro")
    assert "“Nurse, all other”" in sentence
    assert listed_too("c-sharp-nurse", "acute-care-nurse") == "Our sources list it for “Nurse, all other”, too."


def test_a_title_that_several_for_all_others_have_is_listed_for_them(nurses):
    for title in ("Nurse, all other", "Aide, all other"):
        one = make.occupation(title)
        one.alternate_titles.create(title="Helper")
        publish.publish(one)
    (sentence,) = texts("/titles/helper/", "intro")
    assert "is listed for 2 occupations: “" in sentence
    assert ", all other” and “" in sentence
    assert "a title of" not in sentence


def test_a_short_common_name_and_the_official_title_name_each_other(nurses):
    nurse = nurses["Registered nurse"]
    nurse.title, nurse.common_name = "Registered nurse, except in operating rooms", "Registered nurse"
    nurse.save()
    publish.publish(nurse)
    assert texts("/titles/registered-nurse/", "intro") == [
        "“Registered nurse” is the title of an occupation on this site; "
        "official statistics call it “Registered nurse, except in operating rooms”."
    ]
    assert texts("/titles/registered-nurse-except-in-operating-rooms/", "intro") == [
        "“Registered nurse, except in operating rooms” is the official title of registered nurses."
    ]


def test_formats_say_the_same(nurses):
    data = api_json("titles/charge-nurse/")
    check(data, "TitleDetail")
    assert data == api_json("/titles/charge-nurse.json")
    found = find("Charge Nurse")
    assert (data["title"], data["band"], data["confidence"]) == ("Charge Nurse", found.band, round(found.confidence, 3))
    assert {one["slug"]: (one["said_by"], one["pay"]["group"]) for one in data["occupations"]} == {
        "registered-nurse": ("reported", None),
        "acute-care-nurse": ("reported", "Registered Nurses"),
    }
    ends = data["occupations"][0]["pay_range"]
    assert (ends["low"], ends["high"], ends["text"]) == (60_000, 130_000, "$60,000 to $130,000")
    rows = list(csv.DictReader(io.StringIO(get("/titles/charge-nurse.csv").content.decode())))
    assert [row["title"] for row in rows] == [one["title"] for one in data["occupations"]]
    amounts = ("pay.value", "pay.unit", "pay_range.low", "pay_range.high", "jobs.value", "pay.group")
    assert [rows[0][name] for name in amounts] == ["90000", "usd_year", "60000", "130000", "3000000", ""]
    assert rows[1]["pay.group"] == "Registered Nurses"
    assert (rows[0]["pay.source"], rows[0]["pay.release"]) == tuple(
        data["occupations"][0]["pay"][name] for name in ("source", "release")
    )
    for ending in ("csv", "md"):
        assert api_get(f"titles/charge-nurse/?format={ending}").content == get(f"/titles/charge-nurse.{ending}").content
    text = get("/titles/charge-nurse.md").content.decode()
    assert text.startswith("# Charge Nurse\n")
    assert all(sentence in text for sentence in data["sentences"])
    assert all(f"- {one['title']}" in text for one in data["similar_titles"])


def test_a_figure_that_is_missing_leaves_its_cell_empty(nurses):
    no_jobs, no_pay, nothing = (make.record(f"29-900{n}", system="soc", title=f"Kind {n}") for n in range(3))
    survey = make.release(make.dataset(source="Survey 2"))
    make.wage(record=no_jobs, release=survey, annual_median=70_000)
    make.figure("jobs", 5_000, record=no_pay, release=survey)
    for record in (no_jobs, no_pay, nothing):
        one = make.occupation(record.title)
        make.classify(one, record, "exact")
        one.alternate_titles.create(title="Helper of all")
        publish.publish(one)
    rows = csv.DictReader(io.StringIO(get("/titles/helper-of-all.csv").content.decode()))
    columns = ("pay.value", "pay_range.low", "pay_range.high", "jobs.value")
    cells = {row["title"]: [row[name] for name in columns] for row in rows}
    assert cells["Kind 0"] == ["70000", "", "", ""]
    assert cells["Kind 1"] == ["", "", "", "5000"]
    assert cells["Kind 2"] == ["", "", "", ""]


def test_the_range_of_pay_stands_between_the_pay_and_the_number_of_people_whatever_that_is_called(nurses):
    record = make.record("31-1120", system="soc", title="Aides")
    wages = {"annual_p10": 30_000, "annual_median": 40_000, "annual_p90": 60_000, "employment": 900}
    make.wage(record=record, release=make.release(make.dataset(source="Survey 2")), **wages)
    aide = make.occupation("Aide")
    make.classify(aide, record, "exact")
    publish.publish(aide)
    (row,) = having(parse(get("/titles/aide/").content.decode()), "results")[0].iter("li")
    labels = [words(label) for label in row.iter("dt")]
    assert labels == ["Median pay a year", "Range of yearly pay", "Employees"]


def test_the_api_names_what_is_near_a_title_that_no_source_has(nurses):
    said = problem("titles/night-charge-nurse-icu/")
    assert (said["status"], said["near"][0]["key"]) == (404, "registered-nurse")


def test_a_page_that_is_current_is_not_sent_again(nurses):
    for address in ("/titles/charge-nurse/", "/titles/charge-nurse.json"):
        tag = get(address)["ETag"]
        assert get(address, if_none_match=tag).status_code == 304


def test_a_page_asks_the_database_nothing_and_the_copy_as_often_whatever_uses_the_title(nurses):
    get("/titles/c-sharp-nurse/")
    few = cost("/titles/c-sharp-nurse/")
    for number in range(12):
        one = make.occupation(f"Nurse of kind {number}")
        one.alternate_titles.create(title="Charge Nurse")
        publish.publish(one)
    assert len(title_at("charge-nurse").uses) == 14
    assert "Show 6 more" in get("/titles/charge-nurse/").content.decode()
    many = cost("/titles/charge-nurse/")
    assert (few.database, many.database, many.copy - few.copy) == (0, 0, 0)


def test_job_titles_of_an_occupation_lead_to_their_pages_those_that_people_reported_first(nurses):
    page = parse(get("/occupations/registered-nurse/").content.decode())
    (section,) = [one for one in page.iter("section") if one.get("id") == "job-titles"]
    assert [words(one) for one in section.iter() if one.tag in ("h3", "li")] == [
        "Reported by people in the occupation", "Charge Nurse", "Senior Ward Nurse",
        "Also listed by our sources", "Staff Nurse", "Registered Nurse (RN)",
    ]  # fmt: skip
    links = [link.get("href") for link in section.iter("a") if link.get("href").startswith("/titles/")]
    assert links == [
        f"/titles/{slug}/" for slug in ("charge-nurse", "senior-ward-nurse", "staff-nurse", "registered-nurse-rn")
    ]
    assert api_json("/occupations/registered-nurse.json")["job_titles_reported_count"] == 2


def test_every_name_of_the_demonstration_has_a_page(demo: Demo):
    names = sorted(set(SearchTitle.objects.values_list("text", flat=True)))
    assert len(names) > 100
    assert {name: get(name_url(name)).status_code for name in names} == dict.fromkeys(names, 200)


def test_other_names_of_an_occupation_lead_to_their_pages(demo: Demo):
    page = parse(get("/occupations/registered-nurse/").content.decode())
    links = [link.get("href") for fact in having(page, "facts") for link in fact.iter("a")]
    titles = [link for link in links if link and link.startswith("/titles/")]
    assert titles
    assert {get(link).status_code for link in titles} == {200}


def test_the_name_that_matched_leads_to_its_page(demo: Demo):
    (answer,) = having(parse(get("/search/?q=ward+nurses").content.decode()), "title-answer")
    links = {words(link): link.get("href") for link in answer.iter("a")}
    assert links["Ward nurse"] == "/titles/ward-nurse/"
    assert get(links["Ward nurse"]).status_code == 200
