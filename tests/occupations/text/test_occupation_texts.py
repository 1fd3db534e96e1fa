"""What was written for this project about occupations (fixtures/occupation_texts/) follows its own rules."""

import csv
import json
from collections import Counter
from collections.abc import Iterator

import pytest

from occupations.text import own_words
from occupations.text.own_words import Words, sentences_of, words_of
from tests.real import FILES, needs_files
from tests.servers import ROOT

FOLDER = ROOT / "fixtures" / "occupation_texts"
BY_GROUP = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("[0-9][0-9].json"))}
EXCEPTIONS = json.loads((FOLDER / "exceptions.json").read_text())


@pytest.fixture(scope="module")
def texts() -> list[Words]:
    return [words_of(entry) for entries in BY_GROUP.values() for entry in entries]


def test_the_three_hundred_occupations_with_most_employment_have_words(texts):
    assert len(texts) >= 300
    assert [code for code, times in Counter(text.code for text in texts).items() if times > 1] == []


@pytest.mark.parametrize("group", BY_GROUP)
def test_a_file_has_the_codes_of_its_group_in_order(group):
    codes = [entry["code"] for entry in BY_GROUP[group]]
    assert codes == sorted(codes)
    assert {code[:2] for code in codes} == {group}


def test_each_text_has_the_form_of_the_rules(texts):
    assert [said for text in texts for said in own_words.form_problems(text)] == []


def test_no_text_makes_claims_about_licenses_law_or_pay(texts):
    allowed = {code: exception["words"] for code, exception in EXCEPTIONS.items()}
    assert [said for text in texts for said in own_words.claims(text, allowed.get(text.code, ()))] == []


def test_each_exception_is_needed(texts):
    found = {said for text in texts for said in own_words.claims(text)}
    titles = {text.code: text.title for text in texts}
    excepted = {f"{code} {titles[code]}: {word}" for code, one in EXCEPTIONS.items() for word in one["words"]}
    assert excepted == found
    assert all(one["why"].endswith(".") for one in EXCEPTIONS.values())


def test_no_two_texts_share_a_run_of_seven_words(texts):
    assert own_words.copies(texts) == []


def test_no_text_shares_a_run_of_seven_words_with_the_demonstration(texts):
    assert own_words.copied_from(texts, _demonstration()) == []


def test_no_two_texts_are_alike(texts):
    assert own_words.too_alike(texts) == []


def test_each_duty_has_a_word_of_its_occupation(texts):
    assert own_words.duties_of_anyone(texts) == []


@needs_files
def test_no_text_shares_a_run_of_seven_words_with_onet(texts):
    source = list(_onet())
    assert len(source) > 15_000
    assert own_words.copied_from(texts, source) == []


def _demonstration() -> Iterator[str]:
    for name in ("occupations.json", "reference.json"):
        for one in json.loads((ROOT / "fixtures" / name).read_text())["occupations"]:
            yield from sentences_of(one.get("description", ""))
            yield from one.get("responsibilities", [])


def _onet() -> Iterator[str]:
    columns = {"Task Statements.txt": "Task", "Emerging Tasks.txt": "Task", "Occupation Data.txt": "Description"}
    for name, column in columns.items():
        for path in sorted(FILES.glob(f"onet_*/{name}")):
            with path.open(newline="") as file:
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                    yield from sentences_of(row[column])
