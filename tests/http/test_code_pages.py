"""What the site knows of a code: its records, groups, crosswalks and occupations, on pages and in the API."""

import re

import pytest

from occupations.publishing import publish
from tests.http.api import api_get, api_json, check, problem
from tests.http.public import get
from tests.occupations import factories as make
from tests.queries import cost

pytestmark = pytest.mark.django_db

GROUPS = (
    ("29-0000", "major", "Healthcare Practitioners"),
    ("29-1000", "minor", "Diagnosing Practitioners"),
    ("29-1140", "broad", "Registered Nurses"),
    ("29-1141", "detailed", "Registered Nurses"),
    ("29-1021", "detailed", "Dentists, General"),
)


@pytest.fixture
def nurses():
    """A nurse that is all of a code, and one that is a part; a crosswalk from an earlier classification, one to CPS."""
    soc = {code: make.record(code, system="soc", level=level, title=title) for code, level, title in GROUPS}
    onet = [
        make.record(f"29-1141.0{number}", system="onet-soc", vintage="2019", title=title)
        for number, title in ((0, "Registered Nurses"), (1, "Acute Care Nurses"))
    ]
    former = make.record("29-1111.00", system="onet-soc", vintage="2010", title="Registered Nurses")
    make.record("29-1141", system="oews", title="Registered Nurses")
    cps = make.record("registered-nurses", system="cps", title="Registered nurses")
    release = make.release()
    former.recordlinks.create(other=onet[0], release=release, quality="exact")
    soc["29-1141"].recordlinks.create(other=cps, release=release, quality="shared")
    made = [make.occupation(title) for title in ("Registered nurse", "Acute care nurse")]
    for one, record, quality in zip(made, onet, ("exact", "shared"), strict=True):
        make.classify(one, record)
        make.classify(one, soc["29-1141"], quality)
    publish.publish_all(made)
    return made


def codes(records: list[dict]) -> list[str]:
    return [f"{one['system']} {one['code']}" for one in records]


def test_a_code_has_its_records_groups_parts_crosswalks_and_occupations(nurses):
    said = api_json("codes/soc/29-1141/")
    check(said, "CodeDetail")
    assert (said["title"], said["vintages"][0]["record"]) == ("Registered Nurses", "soc-2018:29-1141")
    assert [(one["slug"], one["id"], one["quality"]) for one in said["occupations"]] == [
        ("registered-nurse", nurses[0].pk, "exact"),
        ("acute-care-nurse", nurses[1].pk, "shared"),
    ]
    assert codes(said["parents"]) == ["soc 29-1140", "soc 29-1000", "soc 29-0000"]
    assert codes(said["children"]) == ["onet-soc 29-1141.00", "onet-soc 29-1141.01"]
    assert codes(said["same_code"]) == ["oews 29-1141"]
    (link,) = said["crosswalks"]
    assert (link["direction"], link["quality"], link["other"]["code"]) == ("to", "shared", "registered-nurses")
    assert link["release"].startswith("Survey of cooks-table")
    assert said["page_url"] == "http://testserver/codes/soc/29-1141/"


def test_a_group_has_what_is_directly_in_it_and_all_occupations(nurses):
    said = api_json("codes/soc/29-1000/")
    assert (codes(said["parents"]), codes(said["children"])) == (["soc 29-0000"], ["soc 29-1021", "soc 29-1140"])
    assert {one["slug"] for one in said["occupations"]} == {"registered-nurse", "acute-care-nurse"}
    assert codes(api_json("codes/soc/29-0000/")["children"]) == ["soc 29-1000"]


def test_crosswalks_are_read_from_both_ends(nurses):
    (link,) = api_json("codes/onet/29-1141.00/")["crosswalks"]
    assert (link["direction"], link["other"]["record"]) == ("from", "onet-soc-2010:29-1111.00")
    former = api_json("codes/onet/29-1111.00/")
    assert (former["crosswalks"][0]["direction"], former["parents"]) == ("to", [])  # groups are of another vintage
    assert codes(api_json("codes/onet/29-1141.01/")["parents"])[:2] == ["soc 29-1141", "soc 29-1140"]
    (link,) = api_json("codes/cps/registered-nurses/")["crosswalks"]
    assert (link["direction"], link["other"]["code"]) == ("from", "29-1141")


def crosswalks(address: str) -> list[tuple[str, str, list[str]]]:
    """The groups on a page: heading, system and release, codes."""
    section = get(address).content.decode().partition('id="crosswalks">')[2].partition("</section>")[0]
    groups = re.findall(r"<h3>(.+?)</h3>\s*<p class=\"quiet\">(.+?)</p>\s*<ul[^>]*>(.+?)</ul>", section, re.DOTALL)
    return [(heading, of, re.findall(r"<a [^>]+>(.+?)</a>", items)) for heading, of, items in groups]


def test_pages_say_a_crosswalk_from_either_side_once_for_all_of_its_codes(nurses):
    release = make.release(title="O*NET-SOC 2010 to 2019")
    former = make.record("29-1199.00", system="onet-soc", vintage="2010", title="Nurses, all other")
    for one in make.models.StatisticalRecord.objects.filter(system="onet-soc", vintage="2019"):
        one_of = {"29-1141.00": "broader", "29-1141.01": "narrower"}[one.code]
        former.recordlinks.create(other=one, release=release, quality=one_of)
    system = "O*NET-SOC, 2019. O*NET-SOC 2010 to 2019."
    assert crosswalks("/codes/onet/29-1199.00/") == [
        ("Wider than", system, ["29-1141.00 Registered Nurses"]),
        ("Part of", system, ["29-1141.01 Acute Care Nurses"]),
    ]
    assert crosswalks("/codes/onet/29-1141.01/") == [
        ("Wider than", system.replace(", 2019", ", 2010"), ["29-1199.00 Nurses, all other"])
    ]
    [(heading, _, links)] = crosswalks("/codes/cps/registered-nurses/")
    assert (heading, links) == ("Shared by", ["29-1141 Registered Nurses"])


@pytest.mark.parametrize(
    ("system", "written", "code"), [("soc", "291141", "29-1141"), ("onet", "29-1141", "29-1141.00")]
)
def test_codes_written_otherwise_redirect(nurses, system, written, code):
    assert api_get(f"codes/{system}/{written}/")["Location"] == f"/api/v1/codes/{system}/{code}/"
    assert get(f"/codes/{system}/{written}/")["Location"] == f"/codes/{system}/{code}/"


def test_beside_an_unknown_code_are_the_nearest(nurses):
    refused = problem("codes/soc/29-1149/")
    assert (refused["status"], [one["key"] for one in refused["near"]][:2]) == (404, ["29-1141", "29-1140"])
    assert problem("codes/soc/99-9999/")["near"] == []
    assert problem("codes/cps/registered-doctors/")["near"][0]["key"] == "registered-nurses"
    answer = get("/codes/soc/29-1149/")
    assert answer.status_code == 404
    assert "29-1141 Registered Nurses" in answer.content.decode()
    assert problem("codes/nobody/29-1149/")["status"] == 404


def test_systems_are_counted(nurses):
    said = api_json("codes/")
    check(said, "CodeSystemList")
    counts = {(one["key"], one["vintage"]): one["codes_count"] for one in said["results"]}
    assert counts == {
        ("soc", "2018"): 5,
        ("onet", "2019"): 2,
        ("onet", "2010"): 1,
        ("oews", "2018"): 1,
        ("cps", "2018"): 1,
    }


def test_the_pages_say_the_same_and_a_field_leads_there(nurses):
    text = get("/codes/soc/29-1141/").content.decode()
    assert "one of several with this code" in text
    for address in (
        "/codes/soc/29-1140/",
        "/codes/onet/29-1141.01/",
        "/codes/oews/29-1141/",
        "/codes/cps/registered-nurses/",
    ):
        assert f'href="{address}"' in text
    assert "29-0000 Healthcare Practitioners" in get("/codes/").content.decode()
    assert get("/codes/?q=SOC+291141")["Location"] == "/codes/soc/29-1141/"
    assert get("/codes/?q=29-1141.01")["Location"] == "/codes/onet/29-1141.01/"
    refused = get("/codes/?q=nobody").content.decode()
    assert 'value="nobody"' in refused
    assert "No system has the code “nobody”" in refused


def test_a_code_asks_the_database_nothing_however_many_occupations_it_has(nurses):
    address = "/api/v1/codes/soc/29-1141/"
    get("/search/?q=nurse")
    before = cost(address)
    record = make.models.StatisticalRecord.objects.get(system="soc", code="29-1141")
    more = [make.occupation(f"Nurse {number}") for number in range(12)]
    for one in more:
        make.classify(one, record, "shared")
    publish.publish_all(more)
    get("/search/?q=nurse")  # this process knows the names
    after = cost(address)
    assert (after.database, after.copy > before.copy) == (0, False)


@pytest.fixture
def fields(nurses):
    """A family of fields of study with a field that leads to nurses, and one that leads to nobody here."""
    titles = {
        "51": "Health professions",
        "51.38": "Nursing",
        "51.3801": "Registered nursing",
        "51.3899": "Other nursing",
    }
    levels = {2: "major", 5: "minor", 7: "detailed"}
    made = {
        code: make.record(code, system="cip", vintage="2020", level=levels[len(code)], title=title)
        for code, title in titles.items()
    }
    soc = make.models.StatisticalRecord.objects.get(system="soc", code="29-1141")
    made["51.3801"].recordlinks.create(other=soc, release=make.release(), quality="prepares")
    return made


def test_a_field_of_study_has_its_groups_and_the_occupations_that_it_leads_to(fields):
    said = api_json("codes/cip/51.3801/")
    check(said, "CodeDetail")
    assert [(one["slug"], one["record"], one["quality"]) for one in said["occupations"]] == [
        ("registered-nurse", "soc-2018:29-1141", "exact"),
        ("acute-care-nurse", "soc-2018:29-1141", "shared"),
    ]
    assert codes(said["parents"]) == ["cip 51.38", "cip 51"]
    (link,) = said["crosswalks"]
    assert (link["direction"], link["quality"], link["other"]["record"]) == ("to", "prepares", "soc-2018:29-1141")
    (back,) = [one for one in api_json("codes/soc/29-1141/")["crosswalks"] if one["quality"] == "prepares"]
    assert (back["direction"], back["other"]["title"]) == ("from", "Registered nursing")
    text = get("/codes/cip/51.3801/").content.decode()
    assert "(CIP), field of study. 2020: " in text
    assert "This field of study leads to" in text
    assert "/occupations/registered-nurse/" in text


def test_groups_of_fields_of_study_have_what_is_in_them(fields):
    family, nothing = api_json("codes/cip/51/"), api_json("codes/cip/51.3899/")
    assert codes(family["children"]) == ["cip 51.38"]
    assert codes(api_json("codes/cip/51.38/")["children"]) == ["cip 51.3801", "cip 51.3899"]
    assert [one["slug"] for one in family["occupations"]] == ["registered-nurse", "acute-care-nurse"]
    assert (nothing["occupations"], nothing["crosswalks"]) == ([], [])
    assert {one["key"] for one in problem("codes/cip/51.3803/")["near"]} == {"51.38", "51.3801", "51.3899"}
    assert get("/codes/cip/513801/")["Location"] == "/codes/cip/51.3801/"
    assert get("/codes/?q=CIP+51.38")["Location"] == "/codes/cip/51.38/"


@pytest.mark.parametrize("typed", ["CIP 51.3801", "51.3801", "CIP 51"])
def test_a_search_for_a_field_of_study_finds_what_it_leads_to(fields, typed):
    said = api_json(f"search/?q={typed}")
    assert [one["slug"] for one in said["results"]] == ["registered-nurse"]
    assert said["band"] == "match"
    assert f"to which field of study {typed.removeprefix('CIP ')} leads" in get(f"/search/?q={typed}").content.decode()


def test_a_field_of_study_that_leads_to_nobody_finds_nothing_else(fields):
    assert api_json("search/?q=CIP 51.3899")["results"] == []
