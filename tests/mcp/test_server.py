"""The MCP server, as the client of its SDK sees it, on the standard input and output of a process."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import pytest
from mcp import StdioServerParameters
from mcp.client import Client
from mcp_types import CallToolResult, Tool

from careersite.mcp_server.site import site_at
from careersite.mcp_server.tools import server
from tests.servers import ROOT, free_port

PAGE = (ROOT / "docs" / "mcp.md").read_text()
SHOWN = [
    (name, json.loads(arguments), answer)
    for name, arguments, answer in re.findall(
        r"^`(\w+)` `(\{[^\n]*\})`\n\n```text\n(.*?)\n```", PAGE, re.DOTALL | re.MULTILINE
    )
]
"""The examples of the page: tool, arguments and answer."""
NURSE = "registered-nurse"
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "title": ("match_title", {"title": "RN"}),
    "no title": ("match_title", {"title": "zzzz"}),
    "found": ("find_occupations", {"pay_median_min": 80_000, "growth_min": 5, "sort": "-pay_median", "limit": 3}),
    "none found": ("find_occupations", {"words": "nurse", "pay_median_min": 900_000}),
    "described": ("describe_occupation", {"occupation": "29-1141"}),
    "people": ("describe_occupation", {"occupation": NURSE, "sections": ["people"]}),
    "compared": ("compare_occupations", {"occupations": ["RN", "software developer"]}),
    "usual five": ("compare_occupations", {"occupations": [NURSE, "actor", "lawyer", "machinist", "airline-pilot"]}),
    "five": (
        "compare_occupations",
        {
            "occupations": [NURSE, "actor", "lawyer", "machinist", "airline-pilot"],
            "sections": ["pay", "outlook", "entry", "people", "skills"],
        },
    ),
    "wider": ("figures_in_place", {"occupation": "sql-developer", "place": "nation", "metrics": ["pay_median"]}),
    "nation": ("figures_in_place", {"occupation": "RN", "place": "United States", "metrics": ["pay", "growth"]}),
    "cited": ("cite_figure", {"occupation": NURSE, "row": "pay_median"}),
    "missing": ("cite_figure", {"occupation": "actor", "row": "pay_median"}),
    "not sure": ("describe_occupation", {"occupation": "manager"}),
    "nothing": ("describe_occupation", {"occupation": "zzzz"}),
    "no place": ("figures_in_place", {"occupation": "RN", "place": "Atlantis"}),
    "no value": ("find_occupations", {"education": ["bachelor"]}),
    "no room": ("find_occupations", {"pay_median_min": 9, "pay_median_max": 8}),
    "no metric": ("figures_in_place", {"occupation": "RN", "place": "nation", "metrics": ["salary"]}),
    "no row": ("cite_figure", {"occupation": "RN", "row": "salary"}),
    "no day": ("cite_figure", {"occupation": "RN", "row": "pay_median", "as_of": "2026-02-31"}),
    "one side": ("compare_occupations", {"occupations": ["RN"]}),
    "same": ("compare_occupations", {"occupations": ["RN", NURSE]}),
}


class Told(NamedTuple):
    """What one client was told."""

    tools: list[Tool]
    answers: list[CallToolResult]


async def ask(process: Any, calls: Sequence[tuple[str, dict[str, Any]]]) -> Told:
    async with Client(process) as client:
        tools = (await client.list_tools()).tools
        return Told(tools, [await client.call_tool(name, arguments) for name, arguments in calls])


def asked(process: Any, calls: list[Any]) -> Told:
    """In a thread of its own: Playwright may keep an event loop in that of the tests."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(ask(process, calls))).result()


@pytest.fixture(scope="module")
def told(site) -> Told:
    """All calls, by one client to one process."""
    process = StdioServerParameters(
        command=sys.executable, args=["-m", "careersite.mcp_server"], cwd=ROOT, env={"CAREERSITE_URL": site.url}
    )
    return asked(process, [*CALLS.values(), *((name, arguments) for name, arguments, _ in SHOWN)])


@pytest.fixture(scope="module")
def answers(told) -> dict[str, CallToolResult]:
    return dict(zip(CALLS, told.answers, strict=False))


def text(answer: CallToolResult) -> str:
    [block] = answer.content
    assert block.type == "text"
    return block.text


def good(answer: CallToolResult) -> dict[str, Any]:
    assert not answer.is_error, text(answer)
    assert answer.structured_content is not None
    return answer.structured_content


def test_every_tool_only_reads_and_says_what_it_takes_and_returns(told):
    names = {name for name, _ in CALLS.values()}
    assert {tool.name for tool in told.tools} == names
    for tool in told.tools:
        notes = tool.annotations
        assert notes
        assert (notes.read_only_hint, notes.destructive_hint) == (True, False)
        assert all([tool.title, tool.description, tool.output_schema])
    described = {tool.name: tool.input_schema["properties"] for tool in told.tools}
    assert described["compare_occupations"]["occupations"]["maxItems"] == 5
    assert len(json.dumps([tool.model_dump(mode="json", exclude_none=True) for tool in told.tools])) < 26_000


def test_a_title_is_matched_with_its_codes(answers):
    said = good(answers["title"])
    [match] = said["matches"]
    assert (said["band"], match["slug"], match["title"]) == ("match", NURSE, "Registered nurse")
    assert {"oews:29-1141", "onet-soc:29-1141.00"} <= set(match["codes"])
    assert good(answers["no title"])["matches"] == []
    assert text(answers["no title"]) == "No occupation matches “zzzz”."


def test_occupations_that_meet_conditions_are_found_in_order(answers):
    said = good(answers["found"])
    pay = [{figure["name"]: figure for figure in one["figures"]} for one in said["occupations"]]
    values = [figures["pay_median"]["value"] for figures in pay]
    assert len(values) == 3
    assert min(values) >= 80_000
    assert values == sorted(values, reverse=True)
    assert all(figures["growth"]["value"] >= 5 for figures in pay)
    assert said["has_more"] is True
    assert text(answers["none found"]) == "No occupation meets these conditions."


def figures_of(said: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [figure for row in said.get("rows", []) for figure in row["cells"].values()]
    listed = [figure for one in said.get("occupations", []) for figure in one.get("figures", [])]
    return [*said.get("figures", []), *rows, *listed]


@pytest.mark.parametrize("call", ["found", "described", "people", "compared", "five", "nation"])
def test_every_figure_has_its_source_with_a_period(answers, call):
    said = good(answers[call])
    sources = {source["number"]: source for source in said["sources"]}
    figures = figures_of(said)
    assert len(figures) >= 3
    assert [one for one in figures if "missing" not in one and one.get("source") not in sources] == []
    assert [one for one in sources.values() if not one.get("period") or not one.get("publisher")] == []
    assert {one["source"] for one in figures if "source" in one} == set(sources)
    assert all(f"[{number}] {source['title']}" in text(answers[call]) for number, source in sources.items())


def test_an_occupation_is_described_by_its_most_important_rows_or_by_sections(answers):
    said = good(answers["described"])
    assert (said["slug"], said["title"]) == (NURSE, "Registered nurse")
    assert said["description"].startswith("Registered nurses look after patients")
    by_name = {figure["name"]: figure for figure in said["figures"]}
    pay = by_name["pay_median"]
    assert (pay["text"], pay["value"], pay["unit"]) == ("$93,600", 93_600, "usd_year")
    assert {figure["name"] for figure in good(answers["people"])["figures"]} == {"age", "gender", "race"}
    assert said["cite_as"].startswith("“Registered nurse.” Careersite, edition 1")


def test_a_comparison_has_the_figures_and_what_they_allow_to_say(answers):
    said = good(answers["compared"])
    assert [one["slug"] for one in said["occupations"]] == [NURSE, "software-developer"]
    pay = next(row for row in said["rows"] if row["name"] == "pay_median")
    assert {slug: one["value"] for slug, one in pay["cells"].items()} == {
        NURSE: 93_600,
        "software-developer": 133_080,
    }
    assert (pay["highest"], pay["difference"]) == ("software-developer", "$39,480 higher (42%)")
    assert "a gap of $39,480, or 42%" in " ".join(said["sentences"])


def test_answers_fit_into_small_contexts(answers):
    sizes = {call: len(json.dumps(answer.structured_content)) for call, answer in answers.items()}
    assert max(size for call, size in sizes.items() if call not in ("five", "usual five")) < 8_000
    assert sizes["usual five"] < 12_000
    assert sizes["five"] < 40_000
    assert len(text(answers["five"])) < 16_000


def test_figures_in_a_place_are_observations_with_their_record(answers):
    said = good(answers["nation"])
    by_name = {figure["name"]: figure for figure in said["figures"]}
    assert (said["place"], by_name["wage_annual_median"]["value"]) == ("nation", 93_600)
    assert by_name["wage_annual_median"]["record"] == "oews-2018:29-1141"
    assert by_name["growth"]["record"] == "nem-2024:29-1141"
    assert said["records"] == [
        {"key": "oews-2018:29-1141", "title": "Registered Nurses", "quality": "exact"},
        {"key": "nem-2024:29-1141", "title": "Registered nurses", "quality": "exact"},
    ]
    assert "- median annual wage: 93,600 US$ a year [1]" in text(answers["nation"])


def test_a_figure_in_a_place_that_is_of_a_wider_group_says_so(answers):
    [record] = good(answers["wider"])["records"]
    assert (record["title"], record["quality"]) == ("Database Architects", "approximate")
    assert "Official records: Database Architects (oews-2018:15-1243, approximate)" in text(answers["wider"])


def test_a_citation_has_source_period_and_an_address_that_stays(answers):
    said = good(answers["cited"])
    assert said["citation"].startswith(
        "Registered nurse, median pay a year: $93,600. Source: US Bureau of Labor Statistics, Occupational Employment "
        "and Wage Statistics, National estimates, May 2024. “Registered nurse.”"
    )
    assert said["source"]["period"] == "May 2024"
    assert re.search(r"/occupations/registered-nurse/\?as_of=\d{4}-\d\d-\d\d$", said["permanent_url"])
    assert said["citation"].endswith(said["permanent_url"])
    missing = good(answers["missing"])["figure"]
    assert ("value" in missing, missing["text"]) == (False, "hourly pay only")
    assert missing["missing"].startswith("The source publishes hourly pay only")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("not sure", "It is not sure which occupation “manager” means: "),
        ("not sure", "(marketing-manager)"),
        ("nothing", "There is no occupation “zzzz”."),
        ("no place", "No place is called “Atlantis”."),
        ("no value", "education: nothing has the value “bachelor”."),
        ("no value", "Near: Bachelor's degree (bachelors-degree)."),
        ("no room", "pay_median_min, 9.0, is above pay_median_max, 8.0"),
        ("no metric", "salary"),
        ("no row", "Registered nurse has no row “salary”. Its rows: pay_median, "),
        ("no day", "as_of: “2026-02-31” is not a date"),
        ("one side", "at least 2 items"),
        ("same", "one occupation is given twice"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_could_be_asked(answers, call, said):
    assert answers[call].is_error
    assert said in text(answers[call])
    assert "Traceback" not in text(answers[call])


def test_a_site_that_is_away_is_named():
    address = f"http://127.0.0.1:{free_port()}"
    [answer] = asked(server(site_at(address)), [CALLS["title"]]).answers
    assert answer.is_error
    assert f"{address} cannot be reached: [Errno 111] Connection refused" in text(answer)


def test_the_page_shows_what_the_tools_answer(told, site):
    """Of another site, on another day, with another model of titles."""
    assert len(SHOWN) >= 5
    for answer, (name, _, shown) in zip(told.answers[len(CALLS) :], SHOWN, strict=True):
        said = text(answer).replace(site.url, "https://example.org").removeprefix(f"Error executing tool {name}: ")
        assert undated(said) == undated(shown)


def undated(said: str) -> str:
    said = re.sub(r"confidence 0\.9\d", "confidence HIGH", said)
    said = re.sub(r"as_of=\d{4}-\d\d-\d\d", "as_of=DAY", said)
    return re.sub(r"as published on \w+ \d+, \d{4}", "as published on DAY", said)


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "careersite.mcp_server", *arguments],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the address of a site is missing; give it, or set CAREERSITE_URL"),
        (["ftp://example.org"], "“ftp://example.org” does not begin with http:// or https:// and a host"),
        (["https://example.org", "--timeout", "0"], "--timeout is from 0 to 600 seconds"),
    ],
)
def test_a_wrong_start_says_what_was_expected(arguments, said):
    done = start(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_neither_django_nor_the_site_is_loaded():
    code = "import sys; import careersite.mcp_server.tools; print([name for name in sys.modules if name.split('.')[0] in ('django', 'occupations', 'comparisons')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "[]\n")
