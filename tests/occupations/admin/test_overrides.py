"""Figures of editors in the place of official ones: what they do is said, and the absurd is questioned."""

import datetime

import pytest
from django.test import Client

from occupations.models import Figure, Occupation, WageEstimate
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import EDITORS
from occupations.publishing import publish
from tests.admin_pages import form_of, page_of, signed_in, text_of, with_new_row
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

CHECK = "If it is right, tick “I have checked it” and say in the reason why."


@pytest.fixture
def editor() -> Client:
    return signed_in("Editors")


@pytest.fixture
def cook() -> Occupation:
    """With official pay of $30,000 a year or $14.42 an hour, growth of 3% and 40% women."""
    cook, record, release = make.occupation("Cook"), make.record(), make.release(make.dataset("national", "Survey"))
    make.classify(cook, record)
    make.wage(annual_mean=30_000, hourly_mean="14.42", record=record, release=release)
    make.figure("growth", 3, record=record, release=release)
    for label, share in (("Women", 40), ("Men", 60)):
        make.figure("gender", share, label=label, record=record, release=release)
    publish.publish(cook)
    return cook


def enter(editor: Client, cook: Occupation, prefix: str, **values) -> str:
    """What the page says after this was entered."""
    address = page_of(cook)
    form = with_new_row(form_of(editor.get(address)), prefix, **{"reason": "Our survey", **values})
    return text_of(editor.post(address, form, follow=True))


@pytest.mark.parametrize(
    ("prefix", "values", "why"),
    [
        ("wageestimates", {"annual_mean": "90001"}, "This is more than 3 times the official $30,000."),
        ("wageestimates", {"annual_mean": "9999"}, "This is less than one-third of the official $30,000."),
        ("figures", {"metric": "growth", "value": "18.1"}, "This is more than 15 points from the official 3.0%."),
        ("figures", {"metric": "growth", "value": "-12.1"}, "This is more than 15 points from the official 3.0%."),
    ],
)
def test_a_figure_far_from_the_official_one_needs_a_tick(editor, cook, prefix, values, why):
    assert f"{why} {CHECK}" in enter(editor, cook, prefix, **values)
    assert Figure.objects.entered().count() + WageEstimate.objects.entered().count() == 0
    assert CHECK not in enter(editor, cook, prefix, **values, checked="on")
    assert Figure.objects.entered().count() + WageEstimate.objects.entered().count() == 1


def test_a_tick_without_a_reason_is_not_enough(editor, cook):
    text = enter(editor, cook, "figures", metric="growth", value="80", checked="on", reason="")
    assert "Enter the source of the figure, or why it replaces the official one." in text
    assert not Figure.objects.entered().exists()


@pytest.mark.parametrize("value", ["-12", "18"])
def test_a_figure_near_the_official_one_needs_none(editor, cook, value):
    assert CHECK not in enter(editor, cook, "figures", metric="growth", value=value)
    assert Figure.objects.entered().exists()


def test_what_was_checked_once_is_not_questioned_when_something_else_changes(editor, cook):
    enter(editor, cook, "figures", metric="growth", value="80", checked="on")
    address = page_of(cook)
    saved = editor.post(address, form_of(editor.get(address)) | {"figures-0-note": "A note."}, follow=True)
    assert CHECK not in text_of(saved)
    assert Figure.objects.entered().get().note == "A note."


def test_yearly_and_hourly_pay_agree_or_say_that_they_do_not(editor, cook):
    said = enter(editor, cook, "wageestimates", annual_mean="50000", hourly_mean="30")
    assert "$30.00 an hour is $62,400 a year at 2,080 hours, not $50,000." in said
    assert "Enter the mean a year, too, or tick “hourly only”" in enter(editor, cook, "wageestimates", hourly_mean="20")
    assert not WageEstimate.objects.entered().exists()
    enter(editor, cook, "wageestimates", annual_mean="50000", hourly_mean="30", note="Most work 32 hours a week.")
    assert WageEstimate.objects.entered().get().note == "Most work 32 hours a week."


def test_yearly_pay_alone_brings_hourly_pay_with_it(editor, cook):
    enter(editor, cook, "wageestimates", annual_mean="52000")
    cells = lay_out(publish.draft_profile(cook)).cells["hourly"]
    assert [(cell.dataset == EDITORS, cell.text) for cell in cells] == [
        (True, "$25.00"),
        (False, "$14.42"),
    ]


def test_a_day_that_has_come_ends_nothing(editor, cook):
    today = datetime.datetime.now(datetime.UTC).date()
    said = enter(editor, cook, "figures", metric="growth", value="4", expires_on=today)
    assert "Nobody would see it: it ends on that day." in said
    enter(editor, cook, "figures", metric="growth", value="4", expires_on=today + datetime.timedelta(days=1))
    assert cook.figures.entered().exists()


def test_it_is_said_what_an_override_does(editor, cook):
    same, other = make.occupation("Baker"), make.occupation("Waiter")
    make.classify(same, cook.classifications.get().record)
    publish.publish_all([same, other])
    enter(editor, cook, "figures", metric="growth", value="9", expires_on="2099-06-01")
    for name in ("change", "publish"):
        said = text_of(editor.get(page_of(cook, name)))
        assert "The page shows 9.0% in place of the official 3.0% (Agency, Survey, 2024)." in said
        assert (
            "Comparisons with 1 of 2 other occupations use the official figure, because both sides have one from the same "
            "release; the others use this one. It ends on June 1, 2099."
        ) in said
