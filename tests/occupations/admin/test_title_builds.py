"""Builds of the model are noted with what they gave, refused ones too; who may has it built again."""

import pytest
from django.test import Client
from django.urls import reverse

from occupations.admin.title_builds import compared
from occupations.models import TitleBuild, TitleModel
from occupations.publishing import publish
from occupations.search import building, keeping
from occupations.search.model import training
from tests.admin_pages import form_of, make_occupation, signed_in, text_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:occupations_titlebuild_changelist")
AGAIN = reverse("admin:occupations_titlebuild_again")


@pytest.fixture(autouse=True)
def few_titles(monkeypatch, settings, tmp_path):
    """Measuring thousands takes a second each time."""
    settings.VAR = tmp_path
    some = [one for one in training.examples() if one.kind in ("gendered", "no title")]
    monkeypatch.setattr(training, "examples", lambda: some)


@pytest.fixture
def publisher() -> Client:
    publish.publish(make_occupation("Cook"))
    return signed_in("Publishers")


def row(**figures: float) -> dict[str, float]:
    members = ("first", "among_three", "nothing", "confident", "confident_wrong", "honest", "calibration_error")
    return {"titles": 10, **dict.fromkeys(members, 50.0), **figures}


def test_builds_are_listed_and_refused_ones_with_the_reason(publisher):
    building.build_model()
    in_use = building.build_model().version
    TitleModel.objects.filter(pk=TitleModel.objects.first().pk).update(figures={"all": {"first": 90.0}})
    with pytest.raises(building.Refused):
        building.build_model()

    assert TitleModel.objects.count() == 2
    newest = TitleBuild.objects.first()
    assert (newest.model, newest.refused.startswith("The new model is right first for")) == ("", True)
    text = text_of(publisher.get(LIST))
    assert "refused: The new model is right first for" in text
    assert f"{in_use}, in use" in text
    assert "3 builds of the title model" in text
    page = text_of(publisher.get(reverse("admin:occupations_titlebuild_change", args=[newest.pk])))
    assert "In percent of titles that it was not trained on, with points from the build of" in page
    assert "no title " in page


def test_figures_are_compared_with_the_build_before():
    figures = {"visa": row(first=40.0), "all": row(nothing=1.0), "no title": row(confident=52.0), "british": row()}
    before = {"visa": row(first=42.5), "all": row(nothing=2.0), "no title": row()}

    rows = {kind: cells for kind, _, cells in compared(figures, before)}

    assert list(rows) == ["all", "british", "no title", "visa"]
    assert rows["visa"][0] == ("40.0", "−2.5", "worse")
    assert rows["all"][2] == ("1.0", "−1.0", "better")
    assert rows["british"][0] == ("50.0", "", "")
    assert [cell.value for cell in rows["no title"]] == ["", "", "", "52.0", "", "50.0", ""]
    assert rows["no title"][3] == ("52.0", "+2.0", "worse")
    assert rows["visa"][5].value == ""


def test_only_the_newest_builds_are_noted(publisher, monkeypatch):
    monkeypatch.setattr(building, "MOST_NOTED", 2)
    for _ in range(3):
        building.build_model()
    assert TitleBuild.objects.count() == 2


def test_a_publisher_has_it_built_again(publisher, monkeypatch, django_capture_on_commit_callbacks):
    started = []
    monkeypatch.setattr(keeping, "build", lambda: started.append(True))
    monkeypatch.setattr(keeping.background, "after_commit", lambda what, work: work())

    response = publisher.post(AGAIN, form_of(publisher.get(LIST)), follow=True)

    assert "The model is being built" in text_of(response)
    assert started == [True]


def test_an_editor_sees_builds_and_starts_none(monkeypatch):
    started = []
    monkeypatch.setattr(keeping, "build_soon", lambda: started.append(True))
    editor = signed_in("Editors")
    assert "Build again" not in text_of(editor.get(LIST))
    assert editor.post(AGAIN).status_code == 403
    assert started == []


def test_the_list_costs_the_same_at_one_and_at_three(publisher, django_assert_max_num_queries):
    building.build_model()
    publisher.get(LIST)
    with django_assert_max_num_queries(50) as few:
        publisher.get(LIST)
    building.build_model()
    building.build_model()
    with django_assert_max_num_queries(len(few)):
        publisher.get(LIST)
