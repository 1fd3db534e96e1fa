"""The list of occupations, and every page of the admin once."""

from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comparisons.models import PairNote
from occupations.models import (
    Category,
    Correction,
    Dataset,
    Edition,
    MetricPolicy,
    Occupation,
    Release,
    ReviewRequest,
    ScheduledEdition,
    Skill,
    Source,
    StatisticalRecord,
    TitleBuild,
    TitleOverride,
    TitleTableRow,
    TitleToReview,
    VerbatimWord,
)
from occupations.models.reviews import Outcome
from occupations.publishing import publish, reviews, scheduled
from occupations.search.model.training import Measured
from tests.admin_pages import make_occupation, signed_in, text_of

pytestmark = pytest.mark.django_db

LIST = "admin:occupations_occupation_changelist"


@pytest.fixture
def publisher() -> Client:
    return signed_in("Publishers")


def in_each_state() -> dict[str, Occupation]:
    found = {name: make_occupation(name) for name in ("Never", "Published", "Changed", "Withdrawn")}
    publish.publish_all([found["Published"], found["Changed"], found["Withdrawn"]])
    Occupation.objects.filter(pk=found["Changed"].pk).mark_changed()
    publish.withdraw(found["Withdrawn"], "Merged.")
    return found


def titles(client: Client, **query: str) -> list[str]:
    response = client.get(f"{reverse(LIST)}?{urlencode(query)}")
    return [occupation.title for occupation in response.context["cl"].result_list]


def test_the_list_says_what_visitors_see(publisher):
    in_each_state()

    text = text_of(publisher.get(reverse(LIST)))

    assert "Never – never published Management – –" in text
    assert "Published – published Management 1" in text
    assert "Changed – unpublished changes Management 1" in text
    assert "Withdrawn – withdrawn Management –" in text


@pytest.mark.parametrize(
    ("state", "expected"),
    [("never", ["Never"]), ("published", ["Published"]), ("changed", ["Changed"]), ("withdrawn", ["Withdrawn"])],
)
def test_the_list_is_filtered_by_state(publisher, state, expected):
    in_each_state()

    assert titles(publisher, state=state) == expected


def test_the_filters_say_what_is_chosen_and_can_be_left(publisher):
    in_each_state()

    everything, some = (publisher.get(reverse(LIST) + query) for query in ("", "?state=changed"))

    assert "State: All" in text_of(everything)
    assert "Clear all filters" not in text_of(everything)
    assert "State: unpublished changes" in text_of(some)
    assert "Clear all filters" in text_of(some)


def test_an_occupation_is_found_by_its_other_titles(publisher):
    make_occupation("Chef").alternate_titles.create(title="Head cook")
    make_occupation("Baker")

    assert titles(publisher, q="head cook") == ["Chef"]
    assert titles(publisher, q="bak") == ["Baker"]


def with_records(title: str, *records: tuple[str, str]) -> None:
    occupation = make_occupation(title)
    for system, code in records:
        record = StatisticalRecord.objects.create(system=system, vintage="2018", code=code, title=title)
        occupation.classifications.create(record=record, quality="exact")


def test_the_code_is_that_of_onet_or_else_of_soc_and_finds_it_however_it_is_typed(publisher):
    with_records("Nurse", ("cps", "Registered nurses"), ("soc", "29-1141"), ("onet-soc", "29-1141.00"))
    with_records("Judge", ("soc", "23-1023"), ("acs", "judges"))
    with_records("Midwife", ("cps", "nurse-midwives"))

    text = text_of(publisher.get(reverse(LIST)))

    assert "Nurse 29-1141.00 never published" in text
    assert "Judge 23-1023 never published" in text
    assert "Midwife – never published" in text
    for typed in ("29-1141", "291141", "29-1141.00", "29114100", " 29-11"):
        assert titles(publisher, q=typed) == ["Nurse"], typed


def test_the_list_costs_the_same_at_two_and_at_twenty(publisher, django_assert_num_queries):
    publish.publish_all([make_occupation(f"Chef {number}") for number in range(2)])
    publisher.get(reverse(LIST))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        publisher.get(reverse(LIST))
    assert sum("SAVEPOINT" not in query["sql"] for query in few) <= 8
    publish.publish_all([make_occupation(f"Baker {number}") for number in range(18)])

    with django_assert_num_queries(len(few)):
        assert text_of(publisher.get(reverse(LIST))).count("published Management 1") == 20


# Every page opens


@pytest.fixture
def everything() -> dict[type, object]:
    """One row of every model that has pages."""
    occupation, other = make_occupation(responsibilities=("Plan.",), skills=("POS",)), make_occupation("Chef")
    publish.publish(occupation)
    source = Source.objects.create(title="Survey")
    dataset = Dataset.objects.create(source=source, key="survey", table="national")
    rows = [
        occupation,
        occupation.category,
        Skill.objects.get(),
        VerbatimWord.objects.create(word="HVAC"),
        MetricPolicy.objects.create(metric="gender"),
        TitleToReview.objects.create(words="alchemist", nothing=5, last_on="2026-01-02"),
        TitleBuild.objects.create(model="0123456789ab", figures={"all": dict.fromkeys(Measured._fields, 1)}),
        TitleOverride.objects.create(title="Alchemist", folded="alchemist"),
        TitleTableRow.objects.create(table="british", words="lorry", folded="lorry", read_as="truck"),
        StatisticalRecord.objects.create(system="soc", vintage="2018", code="11-1021", title="Managers"),
        source,
        dataset,
        Release.objects.create(dataset=dataset, title="2024", digest="a" * 64),
        Edition.objects.get(),
        PairNote.objects.create(first=occupation, second=other),
        Correction.objects.create(page="/", message="Wrong."),
        decided(reviews.ask(occupation, by=None, why=[], comment="Right?", asked_about="now")),
        canceled(scheduled.schedule(occupation, timezone.now(), None, "")),
    ]
    return {type(row): row for row in rows}


def decided(request: ReviewRequest) -> ReviewRequest:
    reviews.decide(request, Outcome.SENT_BACK, None, "Wrong.")
    return request


def canceled(edition: ScheduledEdition) -> ScheduledEdition:
    scheduled.cancel(edition.occupation)
    return edition


OURS = [model for model in admin.site._registry if model._meta.app_label in ("occupations", "comparisons")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_every_page_of_every_model_opens(everything, model):
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root"))
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = everything[model]

    listed = client.get(reverse(f"{name}_changelist"))
    assert listed.status_code == 200
    assert row in listed.context["cl"].result_list
    assert client.get(f"{reverse(f'{name}_changelist')}?q=a").status_code == 200
    for page in ("change", "history"):
        opened = client.get(reverse(f"{name}_{page}", args=[row.pk]))
        assert opened.status_code == 200
        assert str(row)[:20] in text_of(opened)
    may_add = admin.site.get_model_admin(model).has_add_permission(opened.wsgi_request)
    assert client.get(reverse(f"{name}_add")).status_code == (200 if may_add else 403)


def test_every_model_with_pages_is_tried(everything):
    assert set(everything) == set(OURS)
    assert Category in everything


@pytest.mark.parametrize("model", [Edition, Release, StatisticalRecord])
def test_what_is_immutable_has_neither_add_nor_change_nor_delete(everything, model):
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root"))
    name = f"admin:occupations_{model._meta.model_name}"
    row = everything[model]

    assert client.get(reverse(f"{name}_add")).status_code == 403
    assert client.post(reverse(f"{name}_change", args=[row.pk]), {"title": "Other"}).status_code == 403
    assert client.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()
