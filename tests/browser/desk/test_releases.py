"""A release, from the file to visitors and back."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from occupations.importers import run
from occupations.importers.undo import undo
from occupations.models import Figure, Occupation, Release, ReleaseImport, StatisticalRecord
from occupations.publishing import publish
from tests import databases
from tests.browser.desk.pages import looks_right_as_it_is
from tests.occupations import factories as make
from tests.occupations.importers import oews_files
from tests.servers import Site

TODAY = "/admin/"
SURVEY, TABLE = "oews", "states"  # which the demonstration does not have
WORKING = 60_000  # milliseconds; the worker has to start first


@pytest.fixture(scope="module")
def in_database(site: Site, django_db_blocker):
    """Reaches the site's own database."""

    def reach():
        return databases.connected_to(site.database)

    with django_db_blocker.unblock():
        yield reach


@pytest.fixture(scope="module")
def cook(in_database, tmp_path_factory):
    """A page of its own that draws on a pay survey, whose next release is overdue; everything is gone afterwards from
    where others would look."""
    path = of_states(tmp_path_factory.mktemp("releases"), 2024)
    with in_database():
        for batch in run.read(SURVEY, [path]):
            run.import_batch(batch)
        Release.objects.current().filter(dataset__table=TABLE).update(next_expected="2025-04-01")
        cook = make.occupation("Canteen cook", description="Prepares meals for many.")
        make.classify(cook, StatisticalRecord.objects.by_key("oews-2018:35-2014"))
        Figure.objects.create(occupation=cook, metric="openings_annual", value=100, reason="Our survey")
        publish.publish(cook)
    yield cook
    with in_database():
        publish.withdraw(Occupation.objects.get(pk=cook.pk), "Only for this test.")
        for release in Release.objects.filter(dataset__table=TABLE, undone_at=None).order_by("-pk"):
            undo(release)
        ReleaseImport.objects.update(run=None)


def of_states(folder: Path, year: int, **cells: str) -> Path:
    """The survey of two states; `cells`: of the first."""
    rows = [oews_files.state("06", "California", **cells), oews_files.state("48", "Texas", A_MEDIAN="45000")]
    return oews_files.survey(folder / f"state_M{year}_dl.xlsx", rows, year=year)


def test_a_release_is_imported_read_published_and_undone(hands, cook, tmp_path):
    path = of_states(tmp_path, 2025, A_MEAN="61000")
    with hands("13. A release imported, read and published", "publisher", TODAY) as publisher:
        page = publisher.page
        publisher.click(page.get_by_role("link", name="Import a release").first, leaving=True)
        publisher.attach(page.get_by_label("Files"), path)
        publisher.click(page.get_by_role("button", name="Check"), leaving=True)
        expect(page.get_by_text("Checked; nothing is imported yet.")).to_be_visible(timeout=WORKING)
        assert "Mean annual wage, California\t$50,000\t$61,000\t+22.0%" in page.locator(".desk-changed").inner_text()
        publisher.click(page.get_by_role("button", name="Import", exact=True), leaving=True)
        expect(page.get_by_role("button", name="Publish 1 page…")).to_be_visible(timeout=WORKING)
        publisher.click(page.get_by_role("button", name="Publish 1 page…"), leaving=True)
        publisher.click(page.locator("summary", has_text="without a review"))
        publisher.press("Tab")
        publisher.type("It is the official figure.")
        publisher.click(page.get_by_role("button", name="Publish 1 occupation without a review"), leaving=True)
        expect(page.get_by_text("1 new edition is live.")).to_be_visible(timeout=WORKING)
        assert publisher.clicks <= 8

    page.goto("/admin/occupations/release/import/")
    page.get_by_role("link", name=path.name).first.click()
    page.get_by_text("Undo", exact=True).first.click()
    looks_right_as_it_is(page)
    page.get_by_label("Its releases count as never imported").check()
    page.locator("button[name=undo]").click()
    expect(page.get_by_text("their rows stay")).to_be_visible(timeout=WORKING)
    looks_right_as_it_is(page)
    assert "May 2024" in page.context.request.get(f"/occupations/{cook.slug}/").text()


def test_pages_of_an_import_fit_and_break_no_rule(open_as, cook, in_database, tmp_path):
    page = open_as("editor", "/admin/occupations/release/import/")
    looks_right_as_it_is(page)
    page.get_by_label("Files").set_input_files(of_states(tmp_path, 2025, A_MEAN="99000"))
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#worker-progress progress")).to_be_visible()
    expect(page.get_by_role("heading", name="Figures")).to_be_visible(timeout=WORKING)
    looks_right_as_it_is(page)
    with in_database():
        run = ReleaseImport.objects.latest("asked_at")
        run.report["releases"][0]["accepted"] = ["30% of the figures of the previous release are gone."]
        ReleaseImport.objects.filter(pk=run.pk).update(report=run.report)
    page.reload()
    expect(page.get_by_text("Publishers and Administrators can import it.")).to_be_visible()
    looks_right_as_it_is(page)
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("It was stopped. Nothing was imported.")).to_be_visible()


def test_a_file_with_an_error_is_told_with_its_place_without_a_script(browser, open_as, cook, site, tmp_path):
    page = open_as("editor", "/admin/occupations/release/import/")
    plain = browser.new_context(
        base_url=site.url, java_script_enabled=False, storage_state=page.context.storage_state()
    ).new_page()
    plain.goto("/admin/occupations/release/import/")
    plain.get_by_label("Files").set_input_files(of_states(tmp_path, 2025, A_MEAN="many"))
    plain.get_by_role("button", name="Check").click()

    refused = plain.get_by_text("sheet “national”, row 2, column “A_MEAN”: “many”")
    expect(refused).to_be_visible(timeout=WORKING)
    plain.context.close()
