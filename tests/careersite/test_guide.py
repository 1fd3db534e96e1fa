"""The guide for editors, in the desk."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from careersite.guide import ABOUT, guide
from tests.admin_pages import make_occupation, page_of, signed_in, text_of
from tests.test_admin_access import admin_patterns

db = pytest.mark.django_db


@pytest.fixture
def viewer(db) -> Client:
    return signed_in("Viewers")


def test_links_of_the_guide_lead_to_its_sections():
    anchors = guide().anchors

    assert len(set(anchors)) == len(anchors) > 10
    assert set(re.findall(r'href="#([^"]+)"', guide().html)) <= set(anchors)
    assert set(re.findall(r'<h2 id="([^"]+)"', guide().html)) == set(anchors)


def test_pages_lead_to_sections_that_are_there():
    names = {pattern.name for pattern in admin_patterns().values()}

    assert set(ABOUT.values()) <= set(guide().anchors)
    assert [end for end in ABOUT if not any(f"_{name}".endswith(f"_{end}") for name in names)] == []


@pytest.mark.parametrize(
    ("page", "section"),
    [
        ("change", "#mend-words"),
        ("publish", "#publish"),
        ("history", "#compare-and-take-back"),
        ("merge", "#merge-and-rename"),
    ],
)
def test_help_opens_what_the_guide_says_about_the_page(db, page, section):
    shown = signed_in("Publishers").get(page_of(make_occupation(), page)).content.decode()

    assert f'<a href="{reverse("admin:guide")}{section}">Help</a>' in shown


def test_the_guide_and_its_pictures_are_served_to_whoever_is_signed_in(viewer):
    shown = viewer.get(reverse("admin:guide"))
    pictures = re.findall(r'<img src="([^"]+)" alt="[^"]+"', shown.content.decode())

    assert "Nothing that you save is public." in text_of(shown)
    assert len(pictures) == 10
    for picture in pictures:
        answer = viewer.get(f"{reverse('admin:guide')}{picture}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert answer.content.startswith(b"RIFF")
    assert viewer.get(reverse("admin:guide_picture", args=["nothing"])).status_code == 404
    assert Client().get(reverse("admin:guide")).status_code == 302
