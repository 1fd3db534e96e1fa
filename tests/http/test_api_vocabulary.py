"""One name, one type and one form for each thing: all members of all responses are words of vocabulary.csv, with the type
that it says, and the rules of docs/api-vocabulary.md hold."""

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from django.conf import settings

from comparisons import schemas as of_comparisons
from occupations.api.schemas import bulk, cells, codes, common, directory, occupations, reference, search, titles
from occupations.api.vocabulary import WORDS
from occupations.bulk.change_table import CHANGE_TABLE
from occupations.bulk.site_tables import SITE_TABLES
from occupations.bulk.tables import OCCUPATION_TABLES
from tests.http.api import api_json, check, description

TABLES = (*OCCUPATION_TABLES, *SITE_TABLES, CHANGE_TABLE)
MODULES = (of_comparisons, bulk, cells, codes, common, directory, occupations, reference, search, titles)
TABLE = (settings.BASE_DIR / "docs" / "api-vocabulary.md").read_text()
# Members that only some of their kind have, and what `fields` and the like leave out; all others are always there.
OPTIONAL = {
    *("Cell", "Figure", "ListedFigure", "Step", "Difference", "Problem", "Occupation", "OccupationSummary"),
    *("Comparison", "Side", "KeyRow", "KeyFigure", "RowFigure"),
}


def members() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for shape, schema in description()["components"]["schemas"].items():
        for name, member in schema["properties"].items():
            yield shape, name, member


def struct(name: str) -> type:
    return next(found for module in MODULES if (found := getattr(module, name, None)))


def is_of(schema: dict[str, Any], word: str) -> bool:
    """Whether the schema of a member is of that type of the vocabulary."""
    if word == "object":
        return True
    if options := [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]:
        return all(is_of(one, word) for one in options)
    if reference := schema.get("$ref"):
        return word[:1].isupper() and issubclass(struct(reference.rpartition("/")[2]), struct(word))
    kind = schema["type"] if isinstance(schema["type"], str) else next(one for one in schema["type"] if one != "null")
    if kind == "array":
        return word[:1] == "[" and is_of(schema["items"], word[1:-1])
    if kind == "object":
        return word[:1] == "{" and is_of(schema["additionalProperties"], word[1:-1])
    return word == schema.get("format", kind)


def test_every_member_is_a_word_of_the_vocabulary_and_of_its_type():
    known = list(members())
    assert len(known) > 600
    assert [f"{shape}.{name}" for shape, name, _ in known if name not in WORDS] == []
    assert [(shape, name, member) for shape, name, member in known if not is_of(member, WORDS[name].type)] == []


def test_a_wrong_type_and_an_unknown_name_would_be_refused():
    assert not is_of({"type": "integer"}, "string")
    assert not is_of({"type": "string"}, "date")
    assert not is_of({"type": "array", "items": {"type": "integer"}}, "[string]")
    assert not is_of({"$ref": "#/components/schemas/Cell"}, "Figure")
    assert is_of({"$ref": "#/components/schemas/RecordMember"}, "OccupationLink")
    assert "url" not in WORDS


def test_every_word_is_used_and_says_what_it_is():
    shapes = {name for _, name, _ in members()}
    columns = {name for table in TABLES for name in table.names}
    elsewhere = {
        "industry",
        "section",
        "places",
        "pay_mean_at_least",
        "pay_median_at_least",
    }  # in parameters, files of pages and observations
    assert set(WORDS) - shapes - columns - elsewhere == set()
    assert list(WORDS) == sorted(WORDS)
    for name, word in WORDS.items():
        assert re.fullmatch(r"[A-Z]\S.*[^.]\.|[A-Z].*\.", word.description), name


def test_columns_of_bulk_files_are_words_of_the_vocabulary():
    kinds = {
        "string": {"string"},
        "number": {"number"},
        "integer": {"integer"},
        "date": {"date"},
        "datetime": {"date-time"},
        "boolean": {"boolean"},
        "array": {"[string]"},
    }
    for table in TABLES:
        for column in table.columns:
            wanted = {"string", "uri"} if column.name.endswith("_url") else kinds[column.type]
            assert WORDS[column.name].type in wanted, f"{table.name}.{column.name}"


def test_things_of_the_documentation_are_words():
    things = [line.split("|")[2] for line in TABLE.splitlines() if line.startswith("| ") and "`" in line.split("|")[2]]
    named = {name for cell in things for name in re.findall(r"`(\w+)`", cell)}
    assert len(named) > 60
    assert named - set(WORDS) == set()


def test_members_are_absent_only_where_the_rule_allows_it():
    for shape, schema in description()["components"]["schemas"].items():
        if shape not in OPTIONAL | {"Titles"}:
            assert schema["required"] == list(schema["properties"]), shape


@pytest.mark.parametrize(
    ("end", "of"),
    [
        ("_url", {"uri"}),
        ("_on", {"date"}),
        ("_at", {"date-time"}),
        ("_count", {"integer"}),
        ("_percent", {"number", "{number}"}),
    ],
)
def test_ends_of_names_say_their_type(end, of):
    for name, word in WORDS.items():
        if name.endswith(end):
            assert word.type in of, name
    assert {name for name, word in WORDS.items() if word.type == "uri" and not name.endswith("_url")} == {
        "next",
        "type",
    }


def test_every_member_and_parameter_has_a_meaning_and_an_example_that_is_one(demo):
    said = description()
    whole = jsonschema.Draft202012Validator({"components": said["components"]})
    wrong = {}
    for shape, name, member in members():
        assert member["description"]
        (one,) = member["examples"]
        if errors := list(whole.evolve(schema={**member, "components": said["components"]}).iter_errors(one)):
            wrong[f"{shape}.{name}"] = str(errors[0])[:300]
    assert wrong == {}
    for path in said["paths"].values():
        for operation in path.values():
            for parameter in operation["parameters"]:
                assert parameter["description"].endswith(".")
                assert parameter["example"] not in (None, "")
                jsonschema.validate(parameter["example"], parameter["schema"])


ADDRESSES = [
    ("", "Index"),
    ("occupations/?limit=3&expand=records,also_called,job_titles,skills,nearest", "OccupationList"),
    ("occupations/?limit=1&expand=profile", "OccupationList"),
    ("occupations/registered-nurse/", "Occupation"),
    ("occupations/registered-nurse/editions/", "EditionList"),
    ("comparisons/?occupations=registered-nurse,software-developer", "Comparison"),
    ("comparisons/?occupations=actor,lawyer,registered-nurse", "Comparison"),
    ("comparisons/?occupations=actor,lawyer&sections=pay,people", "Comparison"),
    ("comparisons/?occupations=actor,lawyer&detail=brief", "Comparison"),
    ("occupations/registered-nurse/?detail=brief", "Occupation"),
    ("occupations/registered-nurse/?sections=outlook", "Occupation"),
    ("search/?q=nurse", "SearchResults"),
    ("titles/rn/", "TitleDetail"),
    ("places/", "PlaceList"),
    ("industries/", "IndustryList"),
    ("employers/", "EmployerList"),
    ("skills/?limit=3", "SkillList"),
    ("rankings/", "RankingList"),
    ("rankings/highest-paying/", "RankingDetail"),
    ("categories/", "CategoryList"),
    ("values/?parameter=category", "FilterValueList"),
    ("codes/", "CodeSystemList"),
    ("metrics/", "MetricList"),
    ("sources/", "SourceList"),
    ("releases/", "ReleaseList"),
]


def found(body: Any) -> Iterator[tuple[str, Any]]:
    """All members of a response, at any depth."""
    if isinstance(body, dict):
        yield from body.items()
        for one in body.values():
            yield from found(one)
    elif isinstance(body, list):
        for one in body:
            yield from found(one)


@pytest.mark.parametrize(("address", "shape"), ADDRESSES)
def test_responses_have_these_members_and_absolute_addresses(demo, address, shape):
    body = api_json(address)
    check(body, shape)
    for name, value in found(body):
        if name.endswith("_url") and value is not None and name != "homepage_url":
            assert value.startswith("http://testserver/"), (name, value)


def test_addresses_of_things_open(demo):
    body = api_json("comparisons/?occupations=registered-nurse,software-developer")
    body = [
        body,
        api_json("occupations/?limit=1&expand=skills,nearest"),
        api_json("rankings/"),
        api_json("categories/"),
    ]
    kinds = {}
    for name, value in found(body):
        if name.removeprefix("comparison_") in ("api_url", "page_url") and value:
            kinds.setdefault(re.sub(r"[^/]*[-=][^/]*", "", value), value)
    from tests.http.public import get

    assert {
        address: get(address.removeprefix("http://testserver")).status_code for address in kinds.values()
    } == dict.fromkeys(kinds.values(), 200)


def test_sources_and_releases_can_be_joined_by_key(demo):
    sources = {one["key"] for one in api_json("sources/")["results"]}
    releases = {one["key"]: one["source"] for one in api_json("releases/")["results"]}
    assert set(releases.values()) == sources
    cells = 0
    for address, _ in ADDRESSES:
        for body in _objects(api_json(address)):
            if "release" in body and body["release"] is not None:
                cells += 1
                assert releases[body["release"]] == body["source"]
            elif "release" in body:
                assert body["source"] in (None, "editors")
    assert cells > 100


def _objects(body: Any) -> Iterator[dict[str, Any]]:
    if isinstance(body, dict):
        yield body
    for one in body.values() if isinstance(body, dict) else body if isinstance(body, list) else ():
        yield from _objects(one)


def test_numbers_of_sources_are_those_of_the_response(demo):
    for address in (
        "occupations/registered-nurse/",
        "comparisons/?occupations=registered-nurse,actor",
        "occupations/?limit=9",
    ):
        body = api_json(address)
        known = {one["source_number"]: one["release"] for one in body["sources"]}
        for cell in _objects(body):
            if cell.get("source_number") and "metric" in cell:
                assert known[cell["source_number"]] == cell["release"]


def test_a_category_is_the_same_everywhere(demo):
    first = json.dumps(api_json("occupations/registered-nurse/?fields=category")["category"])
    search = next(one for one in api_json("search/?q=registered+nurse")["results"] if one["slug"] == "registered-nurse")
    compared = api_json("comparisons/?occupations=registered-nurse,actor")["sides"][0]
    listed = api_json("occupations/?ids=registered-nurse")["results"][0]
    assert {json.dumps(one["category"]) for one in (search, compared, listed)} == {first}
