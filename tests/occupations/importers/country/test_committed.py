"""The package in fixtures/country/: what a fresh installation begins with."""

import csv
import json

import pytest
from django.conf import settings
from django.core.management import call_command
from msgspec.structs import replace

from occupations.importers import rebuilt
from occupations.importers.country import package, stored
from occupations.importers.country.contents import PARTS, TITLES
from occupations.importers.country.load import load
from occupations.importers.official_titles import job_title
from occupations.models import Occupation, Release
from occupations.profiles import document as profiles
from occupations.publishing import opening
from occupations.publishing.building import build_profiles
from occupations.text.slugs import slug_of
from tests.real import FILES, needs_files

COUNTRY = settings.BASE_DIR / "fixtures" / "country"
# Of tables that the package does not have: filings; and older releases of places, by which a reason for none is another.
NEW_FIGURES = {"top_employer", "top_metro", "top_industry"}


@pytest.fixture(scope="module")
def batches():
    return list(package.read(COUNTRY))


def test_it_is_small(batches):
    assert sum(path.stat().st_size for path in COUNTRY.iterdir()) < 10_000_000


def test_it_has_all_tables_and_each_source_has_its_license(batches):
    assert {(one.source.title, one.table) for one in batches} == PARTS.keys()
    assert {one.source.license for one in batches} == {"US public domain", "CC BY 4.0"}
    assert all(one.source.attribution and one.source.url and one.period for one in batches)


def test_it_has_national_pay_of_every_year_since_2019(batches):
    years = [one.period[1].year for one in batches if one.table == "national" and one.period]
    assert years == [2019, 2020, 2021, 2022, 2023, 2024, 2025]


def test_it_has_no_sentence_of_a_publisher(batches):
    kinds = {kind for one in batches for kind in one.texts["kind"].unique()}
    assert kinds == {*TITLES, "title"}
    texts = [text for one in batches for text in one.texts["text"]]
    assert not [text for text in texts if text.endswith(".") and len(text) > 60]


def test_what_was_rebuilt_says_so_and_from_what(batches):
    described = {
        one["title"]: one["made_from"] for one in json.loads((COUNTRY / package.DESCRIPTOR).read_bytes())["releases"]
    }
    made = {one.title: rebuilt.said_of(one) for one in batches}
    assert {title: said.made_from for title, said in made.items() if said} == {
        title: words for title, words in described.items() if words
    }
    assert sum("rebuilt from" in title or "laid out from" in title for title in described) == 4


def test_the_pairs_of_the_home_page_are_of_its_occupations(batches):
    listed = [text for one in batches for text, kind in one.texts.select("text", "kind").rows() if kind == "title"]
    slugs = {slug_of(job_title(text)) for text in listed}
    with (settings.BASE_DIR / "fixtures" / "home_pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(row["first"], row["second"]) for row in csv.DictReader(file)]
    assert not {slug for pair in pairs for slug in pair} - slugs


@needs_files
@pytest.mark.django_db
def test_the_published_files_change_nothing_that_it_has(tmp_path):
    """The files of the agencies, imported after it: releases that are equal stay, those in part are completed, and a
    package that is made of all of them then is the same to the byte."""
    load(COUNTRY)
    run = opening.begin()
    opening.prepare(run)
    opening.open_all(run)
    before = {release.pk for release in Release.objects.all()}
    assert Release.objects.filter(whole=False).count() == 2
    call_command("import_all", str(FILES), quiet=True)
    assert not Release.objects.filter(whole=False).exists()
    current = Release.objects.current().filter(dataset__releases__in=before)
    assert set(current.values_list("pk", flat=True)) <= before
    package.write(tmp_path, stored.batches())
    assert [path.name for path in COUNTRY.iterdir() if path.read_bytes() != (tmp_path / path.name).read_bytes()] == []
    assert changed_metrics() <= NEW_FIGURES


def changed_metrics() -> set[str]:
    """The metrics whose figures would be others if everything were published."""
    waiting = Occupation.objects.changed().filter(live__isnull=False).select_related("category", "live").order_by("pk")
    found = set()
    for occupation, profile, _ in build_profiles(waiting):
        assert occupation.live is not None
        public = profiles.decode(occupation.live.document)
        found |= {one.metric for one in _without_releases(public) ^ _without_releases(profile)}
    return found


def _without_releases(profile: profiles.Profile) -> set[profiles.Figure]:
    return {replace(figure, release=-1) for figure in profile.figures}
