"""Pages of places, industries, employers and what occupations use: what they show, hide, cost, and answer to bad input."""

import pytest
from django.test import Client

from occupations.directory import employers, listed_places, members, pay_ranking, views
from occupations.importers.undo import undo
from occupations.models import Employer, Occupation, WageEstimate
from occupations.publishing import publish
from tests.formats import parse, the, words
from tests.http.places import AKRON, SURVEY, Survey, release, survey
from tests.http.public import get, page
from tests.occupations import factories as make
from tests.queries import cost

pytestmark = pytest.mark.django_db

PLACE = f"/places/{AKRON}-akron-oh/"


def shown(address: str) -> str:
    response = get(address)
    assert response.status_code == 200, address
    return words(parse(response.content.decode()))


def table(address: str, number: int = 0) -> list[list[str]]:
    """The rows of a table of the page, as text."""
    tables = list(parse(get(address).content.decode()).iter("table"))
    return [[words(cell) for cell in row] for row in list(the(tables[number], "tbody").iter("tr"))] if tables else []


def links(address: str) -> dict[str, str]:
    return {words(link): link.get("href", "") for link in parse(get(address).content.decode()).iter("a")}


def sectors(made: Survey) -> None:
    """Two sectors, in a release that the editions name."""
    one = release(make.dataset("sectors", source=SURVEY), 2024)
    pay = {"annual_mean": 33_000, "employment": 9_000, "mean_rse": 2, "employment_rse": 2}
    everyone = {"annual_mean": 70_000, "employment": 1_000_000}
    rows = {made.cooks: pay, made.chefs: pay | {"annual_mean": 58_000, "employment": 800}, made.everyone: everyone}
    make.wages(one, rows, industry=make.industry("Food Services", "72"))
    make.wages(one, {made.everyone: everyone}, industry=make.industry("Information", "51"))
    make.figure("top_industry", 58_000, label="Food Services", record=made.cooks, release=one)
    publish.publish_all([Occupation.objects.get(pk=side.pk) for side in made.sides])


def filings(made: Survey, **counts: int) -> None:
    """Applications of employers for cooks, in a release that the editions name."""
    one = release(make.dataset("filings", source="Visa filings"), 2024)
    sizes = {name.replace("_", " "): count for name, count in counts.items()}
    Employer.objects.bulk_create([Employer(name=name) for name in sizes], ignore_conflicts=True)
    employers = Employer.objects.in_bulk(list(sizes), field_name="name")
    WageEstimate.objects.bulk_create(
        make.build_wage(
            release=one, record=made.cooks, annual_median=38_000, sample_size=count, employer=employers[name]
        )
        for name, count in sizes.items()
    )
    make.figure("top_employer", 38_000, label="Big Kitchen", record=made.cooks, release=one)
    publish.publish_all([Occupation.objects.get(pk=side.pk) for side in made.sides])


# Places


def test_a_place_ranks_occupations_by_pay_and_by_employees():
    survey()
    assert table(PLACE) == [
        ["1", "Chef", "$50,000", "Compare Chef"],
        ["2", "Cook", "$30,500", "Compare Cook"],
    ]
    assert table(PLACE, 1) == [
        ["1", "Cook", "1,200", "Compare Cook"],
        ["2", "Chef", "600", "Compare Chef"],
    ]
    text = shown(PLACE)
    assert "Median annual wage, all occupations$47,000United States: $49,000" in text
    assert "May 2024. Agency, Wage survey, May 2024." in text
    assert "Employees, all occupations300,000" in text


def test_a_place_leads_to_its_occupations_in_that_place():
    survey()
    assert links(PLACE)["Chef"] == f"/occupations/chef/?place={AKRON}"
    form = next(form for form in parse(get(PLACE).content.decode()).iter("form") if form.find(".//table") is not None)
    hidden = [field.get("value") for field in form.iter("input") if field.get("name") == "place"]
    assert (form.get("action"), hidden) == ("/compare/", [AKRON])
    response = get(f"/compare/?place={AKRON}&side=cook&side=chef")
    assert response["Location"] == f"/compare/cook-vs-chef/?place={AKRON}"


def test_occupations_of_one_record_share_a_line():
    made = survey()
    baker = make.occupation("Baker")
    make.classify(baker, made.cooks, quality="shared")
    publish.publish(baker)
    assert table(PLACE)[1] == ["2", "Cook (includes Baker)", "$30,500", "Compare Cook"]


@pytest.mark.parametrize(
    ("slug", "to"),
    [(AKRON, PLACE), (f"{AKRON}-elsewhere", PLACE), ("akron", PLACE), ("akron-oh", PLACE)],
)
def test_other_spellings_of_a_place_lead_to_it(slug, to):
    survey()
    response = get(f"/places/{slug}/")
    assert response["Location"] == to


@pytest.mark.parametrize("slug", ["metro-99999", "nowhere", "metro-", "state-1", "metro-10420x", "x" * 500])
def test_an_unknown_place_is_answered_by_404(slug):
    survey()
    assert get(f"/places/{slug}/").status_code == 404


def test_a_misspelt_place_is_answered_with_near_ones():
    survey()
    response = get("/places/akrron/")
    assert response.status_code == 404
    assert f'href="{PLACE}"' in response.content.decode()


def of_state(made: Survey, name: str, code: str, **everyone: int) -> None:
    """A state in the release of the metropolitan areas."""
    rows = {made.cooks: {"annual_median": 30_000}} | ({made.everyone: everyone} if everyone else {})
    make.wages(made.metropolitan, rows, area=make.area(name, code, kind="state"))


def test_places_are_listed_by_employees_with_states_first():
    made = survey()
    of_state(made, "Iowa", "19")
    of_state(made, "Ohio", "39", annual_median=48_000, employment=5_000_000)
    of_state(made, "Texas", "48", annual_median=46_000, employment=14_000_000)
    assert table("/places/") == [
        ["Texas", "14,000,000", "$46,000"],
        ["Ohio", "5,000,000", "$48,000"],
        ["Iowa", "not published", "not published"],
    ]
    assert table("/places/", 1) == [
        ["Akron, OH", "300,000", "$47,000"],
        ["Albany-Schenectady-Troy, NY", "not published", "not published"],
    ]
    assert links("/places/")["Akron, OH"] == PLACE
    assert "Agency: May 2024." in shown("/places/")


def test_the_list_of_places_is_short_at_first(monkeypatch):
    made = survey()
    for number, name in enumerate(("Iowa", "Ohio", "Texas")):
        of_state(made, name, str(19 + number), employment=9_000 - number)
    monkeypatch.setattr(listed_places, "FIRST_STATES", 2)
    monkeypatch.setattr(listed_places, "METROS", 1)
    (folded,) = list(parse(get("/places/").content.decode()).iter("details"))
    assert [words(link) for link in folded.iter("a")] == ["Texas"]
    assert "Albany-Schenectady-Troy, NY" not in links("/places/")
    assert list(links("/places/?page=2")).count("Albany-Schenectady-Troy, NY") == 1
    assert "Iowa" not in links("/places/?page=2")
    assert "There is no page “9”; this is page 1 of 2." in shown("/places/?page=9")


def test_a_place_is_looked_for_by_name_letters_or_state():
    made = survey()
    of_state(made, "Ohio", "39", employment=5_000_000)
    make.wages(made.metropolitan, {made.cooks: {"annual_median": 1}}, area=make.area("Toledo, OH", "45780"))
    assert get("/places/?q=akron")["Location"] == PLACE
    assert [row[0] for row in table("/places/?q=oh")] == ["Ohio", "Akron, OH", "Toledo, OH"]
    page = get("/places/?q=akrronn").content.decode()
    assert "We have no figures for a place called “akrronn”." in words(parse(page))
    assert links("/places/?q=akrronn")["Akron, OH"] == PLACE
    assert [field.get("value") for field in parse(page).iter("input")] == ["akrronn"]
    assert '<meta name="robots" content="noindex,follow">' in page


def test_a_state_lists_its_metropolitan_areas_and_these_lead_to_it():
    made = survey()
    of_state(made, "Ohio", "39", annual_median=48_000, employment=5_000_000)
    assert table("/places/state-39-ohio/") == [["Akron, OH", "300,000", "$47,000"]]
    assert links(PLACE)["Ohio"] == "/places/state-39-ohio/"


def test_places_are_suggested_as_options():
    survey()
    assert (
        get("/places/suggest/?q=akr").content.decode().strip()
        == '<li role="option" data-value="Akron, OH">Akron, OH</li>'
    )
    assert get("/places/suggest/?q=zzz").content.decode().strip() == ""
    assert get("/places/suggest/").content.decode().strip() == ""


def test_a_file_without_employment_says_so():
    made = survey()
    make.wages(made.metropolitan, {made.cooks: {"annual_median": 30_000}}, area=make.area("Ames, IA", "11180"))
    text = shown("/places/metro-11180-ames-ia/")
    assert "Median annual wage" in text
    assert "This file does not give employment here, so small occupations are ranked, too." in text
    assert "Largest occupations here" not in text


# What may be shown


def test_releases_that_no_live_edition_names_are_on_no_page():
    made = survey()
    newer = release(made.metropolitan.dataset, 2025)
    secret = make.area("Quixotry, OH", "99998")
    for place in (made.akron, secret):
        make.wages(newer, {made.cooks: {"annual_mean": 99_000}}, area=place)
    make.wages(newer, {made.everyone: {"annual_mean": 99_000}}, industry=make.industry("Quixotry", "99"))
    make.wages(newer, {made.cooks: {"annual_median": 99_000, "sample_size": 90}}, employer=make.employer("Quixotry"))
    for address in ("/places/", PLACE, "/places/suggest/?q=qui", "/industries/", "/employers/"):
        text = get(address).content.decode()
        assert ("Quixotry" in text, "$99,000" in text) == (False, False)
    for address in ("/places/metro-99998/", "/industries/99/", "/employers/quixotry/"):
        assert get(address).status_code == 404
    make.figure("top_metro", 99_000, label="Quixotry, OH", record=made.cooks, release=newer)
    publish.publish(Occupation.objects.get(pk=made.cook.pk))
    assert "Quixotry, OH" in links("/places/")
    assert "Quixotry" in links("/industries/")
    assert "Quixotry" in links("/employers/")
    assert table(PLACE)[0][1:3] == ["Cook", "$99,000"]


def test_a_release_that_was_undone_is_on_no_page():
    made = survey()
    assert get(PLACE).status_code == 200
    assert "Akron, OH" in links("/places/")
    undo(made.metropolitan)
    assert get(PLACE).status_code == 404
    assert "Akron, OH" not in links("/places/")


def test_a_withdrawn_occupation_is_on_no_page():
    made = survey()
    make.figure("skill_importance", 4, label="Tasting", record=made.chefs, release=made.metropolitan)
    publish.publish(Occupation.objects.get(pk=made.chef.pk))
    assert "Chef" in shown(PLACE)
    assert "Chef" in shown("/skills/tasting/")
    publish.withdraw(made.chef, "Gone.")
    assert "Chef" not in shown(PLACE)
    assert get("/skills/tasting/").status_code == 404
    assert "Tasting" not in shown("/skills/")


def test_an_occupation_that_moved_is_linked_at_its_new_address():
    made = survey()
    assert links(PLACE)["Cook"] == f"/occupations/cook/?place={AKRON}"
    Occupation.objects.filter(pk=made.cook.pk).update(slug="kitchen-hand")
    assert links(PLACE)["Cook"] == f"/occupations/kitchen-hand/?place={AKRON}"


# Industries


def test_an_industry_ranks_occupations_by_pay_and_by_employees():
    sectors(survey())
    address = "/industries/72-food-services/"
    assert [row[1:3] for row in table(address)] == [["Chef", "$58,000"], ["Cook", "$33,000"]]
    assert [row[1:3] for row in table(address, 1)] == [["Cook", "9,000"], ["Chef", "800"]]
    assert "at least 500 employees and a relative standard error of at most 10%" in shown(address)


def test_industries_are_listed_with_all_their_workers():
    sectors(survey())
    assert table("/industries/") == [
        ["Food Services", "1,000,000", "$70,000 (mean)"],
        ["Information", "1,000,000", "$70,000 (mean)"],
    ]


@pytest.mark.parametrize("slug", ["72", "food-services", "72-x"])
def test_other_spellings_of_an_industry_lead_to_it(slug):
    sectors(survey())
    assert get(f"/industries/{slug}/")["Location"] == "/industries/72-food-services/"


def test_an_unknown_industry_is_answered_with_those_there_are():
    sectors(survey())
    response = get("/industries/quixotry/")
    assert response.status_code == 404
    assert 'href="/industries/72-food-services/"' in response.content.decode()


def test_an_industry_that_only_a_file_names_stays_on_the_list():
    made = survey()
    make.figure("top_industry", 50_000, occupation=made.cook, label="Cruise ships")
    publish.publish(made.cook)
    assert "Cruise ships" in shown("/industries/")


# Employers


def test_employers_with_enough_filings_are_listed():
    filings(survey(), Big_Kitchen=12, Small_Kitchen=9)
    assert table("/employers/") == [["Big Kitchen", "12", "1"]]
    assert "1 more employer filed fewer than 10 applications" in shown("/employers/")
    assert get("/employers/small-kitchen/").status_code == 404


def test_an_employer_shows_what_it_filed_and_what_that_means():
    filings(survey(), Big_Kitchen=12)
    address = "/employers/big-kitchen/"
    assert table(address) == [["Cook", "12", "$38,000"]]
    text = shown(address)
    assert "Filed wages for visa applications" in text
    assert "They do not show what the employer’s other employees earn" in text
    assert "Cook" in links(address)


def test_pay_of_few_filings_is_not_shown():
    made = survey()
    filings(made, Big_Kitchen=10)
    one = Occupation.objects.get(pk=made.cook.pk).live.releases.get(dataset__table="filings")
    make.wages(one, {made.chefs: {"annual_median": 61_000, "sample_size": 9}}, employer=make.employer("Big Kitchen"))
    employers._filings_of.cache_clear()
    assert table("/employers/big-kitchen/") == [
        ["Cook", "10", "$38,000"],
        ["Chef", "9", "fewer than 10 applications"],
    ]


def test_an_employer_that_only_a_file_names_stays_reachable():
    made = survey()
    file = make.release(make.dataset(source="Loaded file"))
    make.figure("top_employer", 50_000, occupation=made.cook, label="Grand Hotel", release=file)
    publish.publish(made.cook)
    assert links("/employers/")["Grand Hotel"] == "/employers/grand-hotel/"
    assert table("/employers/grand-hotel/") == [["Cook", "$50,000", "Agency, Loaded file, 2024"]]
    assert links("/companies/best/")["Grand Hotel"] == "/employers/grand-hotel/"
    assert "Filed wages" not in shown("/employers/grand-hotel/")


def test_many_employers_below_the_floor_are_counted_with_a_comma():
    filings(survey(), Big_Kitchen=12, **{f"Kitchen_{number}": 1 for number in range(1_001)})
    assert "1,001 more employers filed fewer than 10 applications each" in shown("/employers/")


def test_filings_of_which_no_employer_has_enough_are_counted():
    filings(survey(), Small_Kitchen=9, Tiny_Kitchen=1)
    text = shown("/employers/")
    assert "2 employers filed fewer than 10 applications each" in text
    assert "No current release has filings" not in text


def test_without_any_highest_paying_employer_the_page_says_so():
    survey()
    text = shown("/companies/best/")
    assert "No source we use names a highest-paying employer for any occupation." in text
    assert "For 2" not in text


def test_the_old_page_of_companies_leads_to_employers():
    response = get("/companies/")
    assert (response.status_code, response["Location"]) == (301, "/employers/")


def test_a_misspelt_employer_is_answered_with_near_ones():
    filings(survey(), Big_Kitchen=12)
    response = get("/employers/big-kichen/")
    assert response.status_code == 404
    assert 'href="/employers/big-kitchen/"' in response.content.decode()


# Skills, knowledge, technology


def uses(made: Survey) -> None:
    for record, weight in ((made.cooks, 4.5), (made.chefs, 3)):
        facts = {"record": record, "release": made.metropolitan}
        make.figure("skill_importance", weight, label="Tasting", **facts)
        make.figure("skill_importance", 2.9, label="Singing", **facts)
        make.figure("knowledge_importance", weight, label="Food Production", **facts)
    tool = {"label": "Recipe software", "release": made.metropolitan}
    make.figure("technology", record=made.cooks, **tool)
    make.figure("technology", record=made.chefs, note="hot technology", **tool)
    publish.publish_all([Occupation.objects.get(pk=side.pk) for side in made.sides])


def test_a_skill_shows_where_it_matters_most():
    uses(survey())
    assert table("/skills/tasting/") == [
        ["Cook", "4.5 out of 5", "$30,000", "Compare Cook"],
        ["Chef", "3.0 out of 5", "$55,000", "Compare Chef"],
    ]
    assert "Yearly pay: median annual wage, May 2024." in shown("/skills/tasting/")
    assert [row[0] for row in table("/knowledge/food-production/")] == ["Cook", "Chef"]


def test_technology_has_no_weights_and_begins_with_what_is_marked():
    uses(survey())
    assert table("/technology/recipe-software/") == [
        ["Chef hot technology", "$55,000", "Compare Chef"],
        ["Cook", "$30,000", "Compare Cook"],
    ]


def test_importance_and_shares_stand_in_tables_of_their_own():
    made = survey()
    uses(made)
    make.skills(made.chef, {"Tasting": 40})
    publish.publish(Occupation.objects.get(pk=made.chef.pk))
    text = shown("/skills/tasting/")
    assert [row[:2] for row in table("/skills/tasting/")] == [["Chef", "40%"]]
    assert [row[:2] for row in table("/skills/tasting/", 1)] == [["Cook", "4.5 out of 5"]]
    assert "By share of profiles that list the skill." in text


def test_what_is_not_held_has_no_page():
    uses(survey())
    assert get("/skills/singing/").status_code == 404
    assert "Singing" not in shown("/skills/")


def test_a_misspelt_skill_is_answered_with_near_ones():
    uses(survey())
    response = get("/skills/tastin/")
    assert response.status_code == 404
    assert 'href="/skills/tasting/"' in response.content.decode()
    assert get("/skills/TASTING/")["Location"] == "/skills/tasting/"


def test_many_employers_are_turned_by_page(monkeypatch):
    monkeypatch.setattr(views, "EMPLOYERS_SHOWN", 1)
    filings(survey(), Big_Kitchen=20, Small_Kitchen=10)
    assert [row[0] for row in table("/employers/")] == ["Big Kitchen"]
    assert [row[0] for row in table("/employers/?page=2")] == ["Small Kitchen"]
    assert "employers" not in [one.get("id") for one in sections("/employers/?page=2")]
    assert "There is no page “3”; this is page 1 of 2." in shown("/employers/?page=3")


def sections(address: str) -> list:
    return list(parse(get(address).content.decode()).iter("section"))


def test_technology_is_listed_by_letter():
    uses(survey())
    assert links("/technology/?letter=r")["Recipe software 2"] == "/technology/recipe-software/"
    text = shown("/technology/?letter=%D9%A3")
    assert "No technology begins with “٣”." in text
    assert "Used by the most occupations" in text
    assert "Recipe software" in text


# Long rankings


def many(made: Survey, count: int) -> None:
    for number in range(count):
        record = make.record(title=f"Workers {number}")
        one = make.occupation(f"Worker {number:03}")
        make.classify(one, record)
        facts = {"annual_median": 20_000 + number, "employment": 500 + number}
        make.wages(made.metropolitan, {record: facts}, area=made.akron)
        make.figure("skill_importance", 4, label="Tasting", record=record, release=made.metropolitan)
    publish.publish_all(Occupation.objects.filter(title__startswith="Worker"))


def test_long_rankings_are_turned_by_page():
    made = survey()
    uses(made)
    many(made, 60)
    first, second = table(PLACE), table(f"{PLACE}?page=2")
    assert [len(first), len(second), len(table(f"{PLACE}?page=4"))] == [20, 20, 2]
    assert (first[0][0], first[-1][0], second[0][0], second[-1][0]) == ("1", "20", "21", "40")
    assert "60 ranked in all" not in shown(PLACE)
    assert "62 ranked in all" in shown(PLACE)
    assert links(PLACE)["Next page"] == f"{PLACE}?page=2"
    assert len(table("/skills/tasting/?page=2")) == 12


@pytest.mark.parametrize("number", ["0", "2", "-1", "٣", "1e309", "x", "9" * 500])
def test_a_page_that_is_not_there_is_said_and_the_first_is_shown(number):
    survey()
    text = shown(f"{PLACE}?page={number}")
    assert f"There is no page “{number[:20]}”; this is page 1 of 1." in text
    assert "Chef" in text


def test_search_engines_are_shown_of_what_has_figures():
    made = survey()
    uses(made)
    sectors(made)
    filings(made, Big_Kitchen=12, Small_Kitchen=2)
    make.figure("technology", record=made.cooks, release=made.metropolitan, label="Rare software")
    publish.publish(Occupation.objects.get(pk=made.cook.pk))
    assert get("/sitemap-rooms-1.xml")["Location"] == "/sitemap-directory-1.xml"
    text = get("/sitemap-directory-1.xml").content.decode()
    listed = [line.partition("<loc>")[2].partition("</loc>")[0] for line in text.splitlines() if "<loc>" in line]
    assert sorted(address.removeprefix("http://testserver") for address in listed) == [
        "/employers/big-kitchen/",
        "/industries/51-information/",
        "/industries/72-food-services/",
        "/knowledge/food-production/",
        "/places/metro-10420-akron-oh/",
        "/places/metro-10580-albany-schenectady-troy-ny/",
        "/skills/tasting/",
        "/technology/recipe-software/",
    ]
    for address in listed:
        response = get(address)
        assert (response.status_code, b'name="robots"' in response.content) == (200, False)
    assert b'name="robots"' in get("/technology/rare-software/").content


def test_directory_pages_ask_the_database_nothing_and_the_copy_as_often_whatever_their_length():
    made = survey()
    uses(made)
    sectors(made)
    filings(made, Big_Kitchen=12)
    addresses = [
        "/places/",
        PLACE,
        "/industries/",
        "/industries/72-food-services/",
        "/employers/",
        "/employers/big-kitchen/",
        "/skills/",
        "/skills/tasting/",
        "/technology/",
        "/technology/recipe-software/",
        "/places/suggest/?q=akr",
    ]
    costs = []
    for count in (0, 40):
        many(made, count)
        costs.append([])
        for address in addresses:
            members._roster.clear()
            listed_places._places.clear()
            employers._filings_of.cache_clear()
            pay_ranking.wages_of.cache_clear()
            costs[-1].append(cost(address))
    assert costs[0] == costs[1]
    assert {one[:2] for one in costs[0]} == {(200, 0)}
    assert max(one.copy for one in costs[0]) <= 12  # of a place, with everything that is cached read anew
    later = [[cost(address) for address in addresses] for _ in range(2)][1]
    assert max(one.copy for one in later) <= 3
    assert sum(one.copy for one in later) < sum(one.copy for one in costs[0])


def test_directory_pages_are_answered_by_304_where_they_have_not_changed():
    made = survey()
    for address in ("/places/", PLACE, page(made.cook)):
        etag = get(address)["ETag"]
        assert Client(headers={"If-None-Match": etag}).get(address).status_code == 304
