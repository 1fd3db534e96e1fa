"""For programs with little room: brief answers, some sections only, and short lists in Markdown."""

import csv
import io
import itertools
import json
import re

import pytest

from occupations.metrics import SECTION_KEYS
from tests.http.api import api_get, api_json, check, problem
from tests.http.public import get

pytestmark = pytest.mark.django_db
PAIR = "comparisons/?occupations=registered-nurse,software-developer"
NURSE = "occupations/registered-nurse/"


def text(address: str, output_format: str) -> str:
    response = api_get(f"{address}{'&' if '?' in address else '?'}format={output_format}")
    assert response.status_code == 200
    return response.content.decode()


def table(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(address, "csv"), newline="")))


def test_a_brief_occupation_has_less_than_a_kilobyte_with_its_sources(demo):
    sizes = {}
    for slug in demo.slugs:
        address = f"occupations/{slug}/?detail=brief"
        body = api_json(address)
        check(body, "Occupation")
        sizes[slug] = max(len(api_get(address).content), len(text(address, "md").encode()))
        cited = {one["source_number"]: one["source"] for one in body["cited_sources"]}
        named = {one["source_number"] for one in body["key_figures"] if "source_number" in one}
        assert named == set(cited)
        assert all(cited.values())
    assert max(sizes.values()) < 1_024, max(sizes.items(), key=lambda one: one[1])


def test_a_brief_comparison_has_less_than_two_kilobytes(demo):
    for slugs in [
        *itertools.islice(itertools.combinations(demo.slugs, 2), 0, None, 40),
        demo.slugs[:3],
        demo.slugs[-5:],
    ]:
        address = f"comparisons/?occupations={','.join(slugs)}&detail=brief"
        check(api_json(address), "Comparison")
        assert len(api_get(address).content) < 2_048
        assert len(text(address, "md").encode()) < 2_048


def test_a_brief_figure_is_that_of_the_whole_answer(demo):
    whole, brief = api_json(PAIR), api_json(f"{PAIR}&detail=brief")
    assert brief["side_slugs"] == [side["slug"] for side in whole["sides"]]
    rows = {row["key"]: row for section in whole["sections"] for row in section["rows"]}
    sources = {one["source_number"]: one for one in whole["sources"]}
    assert [row["row"] for row in brief["key_rows"]] == ["pay_median", "growth", "jobs", "entry_education"]
    for row in brief["key_rows"]:
        assert row["highest"] == rows[row["row"]]["highest"]
        for slug, figure in zip(brief["side_slugs"], row["key_figures"], strict=True):
            cell = rows[row["row"]]["cells"][slug]
            assert (figure.get("value"), row.get("unit", "name")) == (cell.get("value"), cell["unit"])
            assert figure.get("text", cell["text"]) == cell["text"]
            assert figure.get("source_number", row.get("source_number")) == cell["source_number"]
    for one in brief["cited_sources"]:
        assert one.items() <= sources[one["source_number"]].items()
    alone = api_json(f"{NURSE}?detail=brief")
    assert [one["value"] for one in alone["key_figures"][:3]] == [
        row["key_figures"][0]["value"] for row in brief["key_rows"][:3]
    ]


def test_other_formats_of_a_brief_answer_have_the_same_figures(demo):
    brief = api_json(f"{PAIR}&detail=brief")
    lines = [one for one in table(f"{PAIR}&detail=brief") if one["row"] and not one["against"]]
    values = [one.get("value") for row in brief["key_rows"] for one in row["key_figures"]]
    assert [float(one["value"]) if one["value"] else None for one in lines] == values
    written = text(f"{PAIR}&detail=brief", "md")
    assert len(re.findall(r"^\d+\. ", written, re.MULTILINE)) == len(brief["cited_sources"])
    assert written.count("\n| ") == 1 + len(brief["key_rows"])


def test_brief_says_for_which_day_and_place_it_is(demo):
    assert "notices" not in api_json(f"{NURSE}?detail=brief")
    taken = api_json("occupations/rn/?match=likeliest&detail=brief")
    assert (taken["taken"][0]["asked"], taken["slug"]) == ("rn", "registered-nurse")


def test_brief_and_fields_contradict_each_other(demo):
    assert problem(f"{NURSE}?detail=brief&fields=title")["parameter"] == "fields"
    said = problem(f"{NURSE}?detail=breif")
    assert (said["parameter"], said["allowed"], said["near"][0]["key"]) == ("detail", ["full", "brief"], "brief")


@pytest.mark.parametrize("section", SECTION_KEYS)
def test_sections_leave_out_everything_else_and_its_sources(demo, section):
    for address, shape in ((NURSE + "?", "Occupation"), (PAIR + "&", "Comparison")):
        body = api_json(f"{address}sections={section}")
        check(body, shape)
        assert [one["key"] for one in body["sections"]] == [section]
        assert not {"description", "job_titles", "scoreboard", "moving", "lead_sentences"} & set(body)
        cells = [
            cell
            for row in body["sections"][0]["rows"]
            for cell in ([row["cell"]] if "cell" in row else row["cells"].values())
        ]
        points = [point for trend in body.get("trends", ()) for point in trend["points"]]
        used = {one["source_number"] for one in [*cells, *points]} - {None}
        assert {one["source_number"] for one in body["sources"]} == used
        lines = table(f"{address}sections={section}")
        assert {one["section"] for one in lines} <= {section, "trends", "summary", "sources"}
        assert {int(one["source_number"]) for one in lines if one["section"] == "sources"} == used
        written = text(f"{address}sections={section}", "md")
        assert len(re.findall(r"^## ", written, re.MULTILINE)) == 2
        assert {
            int(number) for number in re.findall(r"^(\d+)\. ", written.partition("## Sources")[2], re.MULTILINE)
        } == used


def test_sections_hold_in_the_order_of_differences_too(demo):
    body = api_json(f"{PAIR}&sections=pay&order=differences")
    (section,) = body["sections"]
    keys = {row["key"] for one in api_json(f"{PAIR}&sections=pay")["sections"] for row in one["rows"]}
    assert {row["key"] for row in section["rows"]} <= keys


def test_fields_may_bring_back_what_sections_leave_out(demo):
    body = api_json(f"{NURSE}?sections=outlook&fields=sections,description,description_source_number,sources")
    numbers = {row["cell"]["source_number"] for row in body["sections"][0]["rows"]} - {None}
    assert body["description"]
    assert {one["source_number"] for one in body["sources"]} >= numbers | {body["description_source_number"]} - {None}


def test_a_section_that_there_is_not_is_refused_with_what_is_near(demo):
    for address in (f"{NURSE}?", f"{PAIR}&"):
        said = problem(f"{address}sections=pay,outlok")
        assert (said["parameter"], [one["key"] for one in said["near"]]) == ("sections", ["outlook"])


LISTS = {
    "occupations/": "| Title | Code | Median pay a year | Number of jobs | Projected growth | Link |",
    "occupations/?rows=age": "| Title | Code | Age | Link |",
    "occupations/?fields=title": "| Title |",
    "occupations/registered-nurse/editions/": "| Edition | Title | Published | Link |",
    "search/?q=nurse": "| Title | Category | Found by | Confidence | Link |",
    "places/": "| Name | Kind | Key | Link |",
    "industries/": "| Code | Name | Link |",
    "employers/": "| Name | Filings | Occupations | Link |",
    "skills/": "| Name | Kind | Occupations | Link |",
    "rankings/": "| Title | What it ranks by | Link |",
    "rankings/highest-paying/": "| Rank | Occupations | Figure | Second figure | Link |",
    "categories/": "| Name | Occupations | Link |",
    "values/?parameter=category": "| Key | Name | Occupations |",
    "codes/": "| Key | Name | Codes | Link |",
    "metrics/": "| Key | Name | Unit | Definition |",
    "sources/": "| Title | Publisher | License | Key | Link |",
    "releases/": "| Title | Publisher | Period ends | Occupations | Key |",
    "bulk/": "| Key | Made | Occupations | Changes |",
}


@pytest.mark.parametrize(("address", "heading"), LISTS.items())
def test_lists_in_markdown_are_short(demo, address, heading):
    lines = text(address, "md").splitlines()
    assert lines[2] == heading
    rows = [line for line in lines[4:] if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} <= {heading.count("|")}
    if "results" in (body := api_json(address)):
        assert len(rows) == len(body["results"])
    assert all(len(line) < 500 for line in rows)


def test_a_list_of_occupations_in_markdown_has_codes_figures_and_their_sources(demo):
    listed = text("occupations/?ids=registered-nurse", "md")
    pay = api_json("occupations/?ids=registered-nurse")["results"][0]["cells"]["pay_median"]["text"]
    assert f"| Registered nurse | 29-1141 | {pay} [1] |" in listed
    assert "\n1. " in listed


@pytest.mark.parametrize("address", LISTS)
def test_columns_depend_on_the_request_alone(demo, address):
    """Also of an empty list, and of one whose items have different forms of numbers."""
    header = text(address, "csv").splitlines()[0]
    found: set[str] = set()
    for item in api_json(address)["results"]:
        found |= {name for name in item if not isinstance(item[name], dict)}
    assert found <= set(header.split(","))
    if address.startswith(("occupations/?", "occupations/")) and "editions" not in address:
        separator = "&" if "?" in address else "?"
        assert text(f"{address}{separator}q=nothinghasthis", "csv").splitlines() == [header]


def test_a_number_in_a_list_has_its_unit_metric_source_and_period_beside_it(demo):
    (line,) = table("occupations/?ids=registered-nurse&rows=pay_median")
    cell = api_json("occupations/?ids=registered-nurse&rows=pay_median")["results"][0]["cells"]["pay_median"]
    for name in ("metric", "unit", "source", "release", "period_start", "period_end", "statistic"):
        assert line[f"cells.pay_median.{name}"] == cell[name]
    assert float(line["cells.pay_median.value"]) == cell["value"]


def test_llms_txt_names_brief_answers(demo):
    said = get("/llms.txt").content.decode()
    addresses = re.findall(r"http://testserver(/api/v1/[^)\s]+detail=brief)", said)
    assert len(addresses) == 2
    for address in addresses:
        assert len(json.dumps(api_json(address))) < 2_048
