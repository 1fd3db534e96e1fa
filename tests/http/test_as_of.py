"""Pages as they were on a day: what they show, what they never show again, and how they are cited."""

import datetime
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comparisons.models import PairNote
from occupations.models import Edition, MetricPolicy, Occupation, OldSlug
from occupations.publishing import publish
from occupations.rendering import live
from tests.formats import having, parse, the, words
from tests.http.public import FORMATS, get, occupations, page, pair
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

FIRST, SECOND = datetime.date(2025, 3, 1), datetime.date(2025, 6, 1)


def publish_on(day: datetime.date, *made: Occupation) -> None:
    """Publish as if it were noon of that day."""
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Edition._meta.get_field("published_at"), "default", lambda: noon)
        patch.setattr(Edition._meta.get_field("published_at"), "_get_default", lambda: noon)
        publish.publish_all([Occupation.objects.get(pk=one.pk) for one in made])


@pytest.fixture
def cook_and_chef() -> list[Occupation]:
    """Both published on the first day; the cook again, with another description and pay, on the second."""
    release = make.release(make.dataset(source="Survey"))
    made = [make.occupation(title, description=f"The {title} of March.") for title in ("Cook", "Chef")]
    for one in made:
        make.wage(occupation=one, release=release, annual_median=40_000)
    publish_on(FIRST, *made)
    Occupation.objects.filter(pk=made[0].pk).update(description="The Cook of June.")
    publish_on(SECOND, made[0])
    return made


def on(day: datetime.date | str, address: str) -> str:
    return f"{address}?as_of={day}"


def sentence(address: str) -> str:
    return words(having(parse(get(address).content.decode()), "past")[0])


@pytest.mark.parametrize("output_format", ["", *FORMATS])
@pytest.mark.parametrize("address", [page, lambda cook, output_format: pair("chef", cook, output_format=output_format)])
def test_every_format_shows_the_edition_of_the_day(cook_and_chef, address, output_format):
    cook = cook_and_chef[0]
    for day, month in (
        (FIRST, "March"),
        (SECOND - datetime.timedelta(days=1), "March"),
        (SECOND, "June"),
        (timezone.now().date(), "June"),
    ):
        response = get(on(day, address(cook, output_format)))
        text = response.content.decode()
        assert response.status_code == 200
        assert re.findall(r"The Cook of (\w+)", text)[0] == month, day
        assert f"As published on {day:%B} {day.day}, {day.year}; the figures have" in text
    assert "The Cook of June." in get(address(cook, output_format)).content.decode()


def test_the_page_says_whether_figures_have_changed_and_leads_to_today(cook_and_chef):
    cook, chef = cook_and_chef
    today = "See the current page"
    assert sentence(on(FIRST, page(cook))) == (
        f"As published on March 1, 2025; the figures have changed since. {today}"
    )
    assert sentence(on(FIRST, page(chef))) == (
        f"As published on March 1, 2025; the figures have not changed since. {today}"
    )
    assert "have changed since" in sentence(on(FIRST, pair(chef, cook)))
    assert "have not changed since" in sentence(on(SECOND, pair(chef, cook)))
    text = get(on(FIRST, pair(chef, cook))).content.decode()
    assert f'<a href="{pair(chef, cook)}">{today}</a>' in text


def test_a_day_past_is_not_for_search_engines(cook_and_chef):
    cook, chef = cook_and_chef
    for address in (page(cook), pair(cook, chef)):
        text = get(on(FIRST, address)).content.decode()
        assert '<meta name="robots" content="noindex,follow">' in text
        assert "ld+json" not in text
    assert '<link rel="canonical" href="http://testserver/compare/chef-vs-cook/?as_of=2025-03-01">' in text
    assert 'href="/compare/cook-vs-chef.json?as_of=2025-03-01"' in text


@pytest.mark.parametrize("output_format", ["", *FORMATS])
def test_a_day_past_costs_one_query_and_one_for_its_validator(cook_and_chef, output_format, monkeypatch):
    monkeypatch.setattr(live, "cache", live.EditionCache(2**24))
    cook, chef = cook_and_chef
    for address in (page(cook, output_format), pair(cook, chef, output_format=output_format)):
        with CaptureQueriesContext(connection) as captured:
            response = get(on(FIRST, address))
        assert (response.status_code, len(captured)) == (200, 1)
        with CaptureQueriesContext(connection) as captured:
            again = get(on(FIRST, address), if_none_match=response["ETag"])
        assert (again.status_code, len(captured)) == (304, 1)


def test_each_day_has_a_validator_of_its_own_until_something_changes(cook_and_chef):
    cook, chef = cook_and_chef
    addresses = [pair(cook, chef), on(FIRST, pair(cook, chef)), on(SECOND, pair(cook, chef)), on(FIRST, page(chef))]
    before = [get(address)["ETag"] for address in addresses]
    assert len(set(before)) == 4
    Occupation.objects.filter(pk=chef.pk).update(description="Another.")
    publish_on(datetime.date(2025, 9, 1), chef)
    after = [get(address)["ETag"] for address in addresses]
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, True, False, False]


def test_the_page_of_today_is_not_touched_by_looking_back(cook_and_chef):
    cook, chef = cook_and_chef
    before = get(pair(cook, chef)).content
    get(on(FIRST, pair(cook, chef)))
    assert get(pair(cook, chef)).content == before
    with CaptureQueriesContext(connection) as captured:
        get(pair(cook, chef))
    assert len(captured) == 0


def test_what_is_said_today_is_not_said_of_a_day_past(cook_and_chef):
    cook, chef = cook_and_chef
    PairNote.objects.create(first=cook, second=chef, verdict="Words of today.").publish()
    assert "Words of today." in get(pair(cook, chef)).content.decode()
    assert "Words of today." not in get(on(FIRST, pair(cook, chef))).content.decode()
    assert get(page(cook, "json")).json()["pay_median_percentile"] is not None
    assert get(on(FIRST, page(cook, "json"))).json()["pay_median_percentile"] is None


def test_a_metric_that_is_switched_off_is_off_in_old_editions(cook_and_chef):
    chef = cook_and_chef[1]
    make.figure("lgbt", 7.7, occupation=chef)
    publish_on(SECOND, chef)
    today = on(SECOND, page(chef))
    assert "7.7%" in get(today).content.decode()
    MetricPolicy.objects.create(metric="lgbt", shown=False)
    assert all(
        "7.7" not in get(on(SECOND, page(chef, output_format))).content.decode() for output_format in ("", *FORMATS)
    )


def test_a_withdrawn_occupation_stays_hidden_on_every_day(cook_and_chef):
    cook, chef = cook_and_chef
    publish.withdraw(cook, "Gone.")
    for address in (page(cook), pair(cook, chef), page(cook, "json")):
        response = get(on(FIRST, address))
        assert response.status_code == 410
        assert "The Cook of" not in response.content.decode()


def test_an_edition_that_was_taken_back_is_not_shown_again(cook_and_chef):
    cook = cook_and_chef[0]
    second = Edition.objects.get(occupation=cook, number=2)
    assert "June" in get(on(SECOND, page(cook))).content.decode()
    release = make.release(title="Wrong")
    second.releases.add(release)
    type(release).objects.filter(pk=release.pk).update(undone_at=timezone.now())
    assert "The Cook of March." in get(on(SECOND, page(cook))).content.decode()


def test_an_edition_above_the_live_one_was_taken_back_too(cook_and_chef):
    cook = cook_and_chef[0]
    Occupation.objects.filter(pk=cook.pk).update(live=Edition.objects.get(occupation=cook, number=1))
    assert "The Cook of March." in get(on(SECOND, page(cook))).content.decode()


@pytest.mark.parametrize("output_format", ["", *FORMATS])
def test_a_day_before_the_first_edition_says_since_when_there_is_one(cook_and_chef, output_format):
    cook, chef = cook_and_chef
    for address, wanted in (
        (page(cook, output_format), page(cook, output_format)),
        (pair(cook, chef, output_format=output_format),) * 2,
    ):
        response = get(on("2025-02-28", address))
        text = response.content.decode()
        assert response.status_code == 404
        assert "Not published yet on February 28, 2025" in text
        assert "Cook was first published on March 1, 2025." in text
        # Errors of files are no pages: the addresses stand there without links, and are absolute in JSON.
        before, after = {"": ('href="', '"'), "json": ('"http://testserver', '"')}.get(output_format, ("", ""))
        assert f"{before}{wanted}{after}" in text
        assert f"{before}{wanted}?as_of=2025-03-01{after}" in text
        assert get(f"{wanted}?as_of=2025-03-01").status_code == 200


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2025-13-01", 400),
        ("2025-02-30", 400),
        ("20250301", 400),
        ("2025-W10-1", 400),
        ("2025-3-1", 400),
        ("yesterday", 400),
        ("٢٠٢٥-٠٣-٠١", 400),
        ("0000-01-01", 400),
        ("-2025-03-01", 400),
        ("2025-03-01T00:00", 400),
        ("1e309", 400),
        ("x" * 3000, 400),
        ("🍳", 400),
        ("\u202e2025-03-01", 400),
        ("'; DROP TABLE", 400),
        ("9999-12-31", 404),
        ("0001-01-01", 404),
        ("", 200),
        ("  ", 200),
        (" 2025-03-01 ", 200),
    ],
)
def test_a_day_that_cannot_be_shown_gets_a_page_that_helps(cook_and_chef, day, status):
    cook, chef = cook_and_chef
    for address in (page(cook), pair(cook, chef), page(cook, "json"), pair(cook, chef, output_format="csv")):
        response = Client().get(address, {"as_of": day})
        assert response.status_code == status, address
        if status != 200:
            text = response.content.decode()
            if address.endswith("/"):
                assert {address, "/occupations/", "/"} <= {link.get("href") for link in parse(text).iter("a")}
            else:  # errors of files are no pages
                assert address in text


def test_a_day_to_come_is_refused():
    (cook,) = occupations("Cook")
    tomorrow = timezone.now().date() + datetime.timedelta(days=1)
    response = get(on(tomorrow, page(cook)))
    assert (response.status_code, "That date is in the future" in response.content.decode()) == (404, True)


def test_parameters_that_nobody_knows_are_ignored(cook_and_chef):
    cook, chef = cook_and_chef
    for address in (page(cook), pair(cook, chef)):
        assert get(f"{address}?as-of=2025-03-01&x=y").content == get(address).content


def test_redirects_keep_the_day(cook_and_chef):
    OldSlug.objects.create(slug="kitchen-hand", occupation=cook_and_chef[0])
    for requested, to in (
        ("/occupations/kitchen-hand/", "/occupations/cook/"),
        ("/occupations/COOK.csv", "/occupations/cook.csv"),
        ("/compare/kitchen-hand-vs-chef.json", "/compare/cook-vs-chef.json"),
        ("/compare/Cook-vs-chef/", "/compare/cook-vs-chef/"),
    ):
        response = get(on(FIRST, requested))
        assert (response.status_code, response["Location"]) == (301, on(FIRST, to))


def test_a_day_of_something_unknown_is_not_found(cook_and_chef):
    assert get(on(FIRST, page("nobody"))).status_code == 404
    assert get(on(FIRST, pair("cook", "nobody"))).status_code == 404


# Citing


def cited(address: str) -> tuple[str, str]:
    """The whole citation, and the address in it."""
    text = having(parse(get(address).content.decode()), "citation")[0]
    return words(text), the(text, "a").get("href", "")


def test_a_page_says_how_to_cite_it(cook_and_chef):
    cook, chef = cook_and_chef
    assert cited(page(cook)) == (
        "“Cook.” Careersite, edition 2, as published on June 1, 2025. "
        "http://testserver/occupations/cook/?as_of=2025-06-01",
        "http://testserver/occupations/cook/?as_of=2025-06-01",
    )
    assert cited(pair(cook, chef)) == (
        "“Cook vs Chef.” Careersite, edition 2 of Cook, edition 1 of Chef, as published on June 1, 2025. "
        "http://testserver/compare/cook-vs-chef/?as_of=2025-06-01",
        "http://testserver/compare/cook-vs-chef/?as_of=2025-06-01",
    )


def test_what_was_cited_is_found_again_after_the_figures_have_changed(cook_and_chef):
    cook, chef = cook_and_chef
    before = {address: cited(address) for address in (page(cook), pair(chef, cook))}
    Occupation.objects.filter(pk=cook.pk).update(description="The Cook of September.")
    publish_on(datetime.date(2025, 9, 1), cook)
    for address, (text, permalink) in before.items():
        assert cited(permalink) == (text, permalink)
        assert "The Cook of June." in get(permalink).content.decode()
        assert cited(address)[1] == permalink.replace("06-01", "09-01")


def test_a_citation_is_in_the_data_too(cook_and_chef):
    cook, chef = cook_and_chef
    for address, data in ((page(cook), page(cook, "json")), (pair(chef, cook), pair(chef, cook, output_format="json"))):
        assert json.loads(get(data).content)["cite_as"] == cited(address)[0]
