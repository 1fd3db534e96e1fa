"""Job descriptions for employers: found by a title, with published pay, edited, downloaded, and stored nowhere."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from occupations.models import Occupation
from occupations.publishing import publish
from occupations.search import review
from tests.answers import Answer
from tests.formats import having, parse, words
from tests.http.places import AKRON, SURVEY, release
from tests.http.public import get, occupations
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

PAGE, DRAFT = "/for-employers/", "/for-employers/draft/"
ORIGIN = {"origin": "http://testserver"}
QUARTILES = {"annual_p10": 20_000, "annual_p25": 25_000, "annual_median": 30_000, "annual_p75": 40_000}
NATIONAL = "- Pay range: $25,000 to $40,000 a year"


@pytest.fixture
def cook() -> Occupation:
    """With wages of the nation, whose 90th percentile is top-coded, of Ames, and of Akron, which has a median alone."""
    cooks = make.record("35-2014", title="Cooks")
    nation = release(make.dataset("national", source=SURVEY), 2024)
    make.wages(
        nation, {cooks: {**QUARTILES, "annual_p90": None, "top_coded": ["annual_p90"], "top_code_annual": 239_200}}
    )
    metropolitan = release(make.dataset("metropolitan", source=SURVEY), 2024)
    for name, code, wage in (
        ("Ames, IA", "11180", {**QUARTILES, "annual_p25": 27_000, "annual_p90": 50_000}),
        ("Akron, OH", "10420", {"annual_median": 30_000}),
    ):
        make.wages(metropolitan, {cooks: wage}, area=make.area(name, code))
    make.figure("top_metro", 52_000, label="Ames, IA", record=cooks, release=metropolitan)
    one = make.occupation("Cook")
    make.classify(one, cooks)
    publish.publish(one)
    return one


def text_of(response: Answer) -> str:
    (area,) = parse(response.content.decode()).iter("textarea")
    return (area.text or "").removeprefix("\n")


def said(response: Answer) -> str:
    return words(parse(response.content.decode()))


def send(headers: dict[str, str] = ORIGIN, **fields: str) -> Answer:
    content = urlencode({"occupation": "cook", "pay_before": "pay=25-75", "pay": "25-75", **fields})
    return Client(headers=headers).generic("POST", DRAFT, content, content_type="application/x-www-form-urlencoded")


# Which occupation


def test_a_title_that_is_sure_leads_to_its_draft():
    occupations("Cook", "Baker")
    assert get(f"{PAGE}?q=cook")["Location"] == f"{PAGE}?occupation=cook"


def test_a_title_that_could_be_several_is_asked_about_and_stored_nowhere(monkeypatch):
    monkeypatch.setattr(review, "_counts", type(review._counts)())
    occupations("Pastry cook", "Line cook")
    response = get(f"{PAGE}?q=cook")
    tree = parse(response.content.decode())
    links = {words(link): link.get("href") for link in having(tree, "title-answer")[0].iter("a")}
    assert links["Line cook"] == f"{PAGE}?occupation=line-cook"
    assert [field.get("value") for field in tree.iter("input")] == ["cook"]
    assert having(tree, "not-meant") == []
    assert not review._counts


def test_a_title_like_none_is_named_and_kept():
    occupations("Cook")
    response = get(f"{PAGE}?q=zzzz")
    assert "We do not recognize “zzzz” as a job title." in said(response)
    assert [field.get("value") for field in parse(response.content.decode()).iter("input")] == ["zzzz"]


def test_the_form_has_no_list_of_all_occupations():
    occupations(*(f"Cook {number}" for number in range(30)))
    assert "Cook 7" not in said(get(PAGE))


# The draft


def test_the_draft_has_published_pay_with_whose_it_is_when_and_according_to_whom(cook):
    text = text_of(get(f"{PAGE}?occupation=cook"))
    assert NATIONAL in text.splitlines()
    assert text.splitlines()[-1] == (
        "Pay range: 25th to 75th percentile wage of cooks in the United States, May 2024 (Agency, Wage survey)."
    )


def test_a_place_and_another_range_can_be_chosen(cook):
    text = text_of(get(f"{PAGE}?occupation=cook&place=metro-11180&pay=10-90"))
    assert "- Pay range: $20,000 to $50,000 a year" in text
    assert "10th to 90th percentile wage of cooks in Ames, IA, May 2024" in text


def test_an_end_that_is_only_known_to_be_above_an_amount_says_so(cook):
    assert "- Pay range: $20,000 to $239,200 or more a year" in text_of(get(f"{PAGE}?occupation=cook&pay=10-90"))


def test_a_range_that_is_not_published_is_left_to_the_employer(cook):
    response = get(f"{PAGE}?occupation=cook&place={AKRON}&pay=25-75")
    assert "- [Pay range]" in text_of(response)
    assert "No source publishes this range for Akron, OH; write your own." in said(response)
    assert "- [Pay range]" in text_of(get(f"{PAGE}?occupation=cook&pay=none"))


def test_a_figure_for_a_wider_group_names_the_group(cook):
    made = make.occupation("Grill cook")
    record = cook.classifications.get().record
    make.classify(made, record, quality="narrower")
    publish.publish(made)
    assert (
        "wage of cooks in the United States, May 2024 (Agency, Wage survey). The figure is for this wider group."
    ) in text_of(get(f"{PAGE}?occupation=grill-cook"))


# What is typed


def test_other_pay_replaces_the_line_and_its_source_and_leaves_the_rest(cook):
    text = text_of(get(f"{PAGE}?occupation=cook")).replace("[Company]", "Joe’s <Diner>")
    response = send(text=text.replace("\n", "\r\n"), place="Ames, IA")
    assert response["Cache-Control"] == "no-store"
    changed = text_of(response)
    assert "Joe’s <Diner> is looking" in changed
    assert "- Pay range: $27,000 to $40,000 a year" in changed
    assert NATIONAL not in changed
    assert changed.count("percentile wage of cooks") == 1
    assert "in Ames, IA, May 2024" in changed
    again = text_of(send(text=changed, pay_before="place=metro-11180&pay=25-75", pay="none"))
    assert "- [Pay range]" in again
    assert "percentile wage" not in again
    assert NATIONAL in text_of(send(text=again, pay_before="pay=none"))


def test_a_line_that_the_employer_changed_is_not_touched(cook):
    response = send(text="# Cook\n\n- Pay range: $90,000\n", pay="25-75", pay_before="pay=none")
    assert text_of(response) == "# Cook\n\n- Pay range: $90,000\n"
    assert (
        "You have changed the line on pay, so we left it as it is. The published range is $25,000 to $40,000 a year."
    ) in said(response)


def test_a_place_that_is_not_known_is_named_and_nothing_is_lost(cook):
    response = send(text="My own words.", place="Atlantis")
    assert text_of(response) == "My own words."
    assert "We found no place with that name." in said(response)
    values = [field.get("value") for field in parse(response.content.decode()).iter("input")]
    assert "Atlantis" in values


@pytest.mark.parametrize(
    ("ending", "kind", "content"),
    [
        ("md", "text/markdown; charset=utf-8", "# Cook\n\n- **Fast**\n\nO\\*NET"),
        ("txt", "text/plain; charset=utf-8", "Cook\n\n- Fast\n\nO*NET"),
    ],
)
def test_the_text_is_downloaded_as_typed(cook, ending, kind, content):
    response = send(text="# Cook\r\n\r\n- **Fast**\r\n\r\nO\\*NET", file=ending)
    assert (response.content.decode(), response["Content-Type"]) == (content, kind)
    assert response["Content-Disposition"] == f'attachment; filename="job-description-cook.{ending}"'
    assert (response["Cache-Control"], dict(response.cookies)) == ("no-store", {})


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_form_of_another_site_is_refused_and_its_text_shown_as_text(cook, headers):
    response = send(headers, text="<script>alert(1)</script>", file="txt")
    assert response.status_code == 400
    assert "Content-Disposition" not in response
    assert text_of(response) == "<script>alert(1)</script>"


def test_an_occupation_that_is_gone_leaves_the_text(cook):
    response = send(occupation="nobody", text="My own words.")
    assert (response.status_code, text_of(response)) == (404, "My own words.")


def test_what_is_too_long_is_refused_before_it_is_read(cook):
    response = send(text="x" * 50_000)
    assert response.status_code == 400
    assert "This is too long for the form." in said(response)


def test_a_draft_asked_for_without_its_form_leads_to_the_form():
    assert get(DRAFT)["Location"] == PAGE


def test_a_draft_asks_the_database_nothing_but_what_a_place_has(cook):
    for address, cost in ((f"{PAGE}?occupation=cook", 0), (f"{PAGE}?occupation=cook&place=metro-11180", 1)):
        with CaptureQueriesContext(connection) as captured:
            get(address)
        assert len(captured) == cost
