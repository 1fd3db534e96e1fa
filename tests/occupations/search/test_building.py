"""Models are built, measured, refused where they are worse, and taken up by every process as a whole."""

import io

import pytest
from django.core.management import CommandError, call_command

from occupations.models import TitleModel
from occupations.publishing import publish
from occupations.search import building, keeping, live
from occupations.search.engine import find
from occupations.search.model import training
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture(autouse=True)
def few_titles(monkeypatch):
    """Measuring thousands takes a second each time."""
    some = [one for one in training.examples() if one.kind in ("gendered", "no title")]
    monkeypatch.setattr(training, "examples", lambda: some)


def published(*titles: str):
    occupations = [make.occupation(title) for title in titles]
    publish.publish_all(occupations)
    return occupations


def output_of(*arguments: str) -> str:
    out = io.StringIO()
    call_command("build_titles", *arguments, stdout=out)
    return out.getvalue()


def test_a_model_is_built_and_answers_as_before(tmp_path):
    published("Registered nurse", "Cook")
    before = find("senior nurse").hits
    assert output_of().startswith("Model ")
    model = TitleModel.objects.get()
    assert live.current().model == model.version
    assert (tmp_path / live.FOLDER / f"{model.version}.bin").exists()
    assert [hit.slug for hit in find("senior nurse").hits] == [hit.slug for hit in before]


def test_what_is_published_later_is_found_at_once_and_what_is_withdrawn_is_not():
    nurse, cook = published("Registered nurse", "Cook")
    output_of("--quiet")
    publish.withdraw(cook, "Gone.")
    nurse.title = "Staff nurse"
    nurse.save()
    publish.publish(nurse)
    published("Baker")
    assert [hit.title for title in ("cook", "baker", "staff nurse") for hit in find(title).hits[:1]] == [
        "Baker",
        "Staff nurse",
    ]


def test_the_same_names_give_the_same_model():
    published("Registered nurse", "Cook")
    assert building.build_model().version == building.build_model().version


def test_only_the_newest_models_are_kept():
    published("Cook")
    for _ in range(building.MOST_STORED + 2):
        building.build_model()
    assert TitleModel.objects.count() == building.MOST_STORED


def test_a_worse_model_is_refused_with_the_figures():
    published("Cook")
    building.build_model()
    figures = TitleModel.objects.get().figures
    figures["all"]["first"] += 3
    TitleModel.objects.update(figures=figures)
    with pytest.raises(CommandError, match="is right first") as refused:
        output_of()
    assert refused.value.returncode == 1
    assert TitleModel.objects.count() == 1
    output_of("--accept-worse")
    assert TitleModel.objects.count() == 2


def test_a_model_is_behind_until_it_is_built_again():
    published("Cook")
    assert building.is_behind()
    building.build_model()
    assert not building.is_behind()
    published("Baker")
    assert building.is_behind()


def test_a_model_of_another_format_is_behind(monkeypatch):
    published("Cook")
    building.build_model()
    monkeypatch.setattr(building, "FORMAT", building.FORMAT + 1)
    assert building.is_behind()


def test_it_is_built_once_nothing_more_is_published(monkeypatch):
    started = []

    class Done:
        returncode = 0

    monkeypatch.setattr(keeping.subprocess, "run", lambda command, **options: started.append(command) or Done)
    published("Cook")
    seen = keeping.look("")
    published("Baker")
    later = keeping.look(seen)
    assert (started, later != seen) == ([], True)
    assert keeping.look(later) == ""
    assert started[0][-2:] == ["build_titles", "--quiet"]


def test_a_build_that_fails_is_not_repeated_until_something_else_is_live(monkeypatch):
    started = []

    class Failed:
        returncode, stderr = 1, "The new model is worse."

    monkeypatch.setattr(keeping, "_failed_at", {})
    monkeypatch.setattr(keeping.subprocess, "run", lambda command, **options: started.append(command) or Failed)
    published("Cook")
    seen = ""
    for _ in range(5):
        seen = keeping.look(seen)
    assert len(started) == 1
    published("Baker")
    for _ in range(5):
        seen = keeping.look(seen)
    assert len(started) == 2


def test_a_model_that_cannot_be_read_is_done_without(tmp_path):
    published("Cook")
    building.build_model()
    version = TitleModel.objects.get().version
    (tmp_path / live.FOLDER).mkdir()
    (tmp_path / live.FOLDER / f"{version}.bin").write_bytes(b"x")
    assert find("cook").hits[0].title == "Cook"
