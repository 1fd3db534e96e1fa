"""The first page of the desk: what waits, as numbers that open lists."""

import datetime

import pytest
from playwright.sync_api import expect

from occupations.models import Correction, TitleToReview
from occupations.publishing import findings
from tests.admin_pages import make_described
from tests.occupations import factories as make


@pytest.fixture
def work(in_site) -> None:
    """Something of everything that Today counts."""
    day = datetime.date(2026, 1, 2)
    with in_site():
        make.occupation("Incomplete cook")
        contradictory = make_described("Contradictory cook", ["Plan."], annual_mean=90_000, hourly_mean=20)
        Correction.objects.create(page="/occupations/incomplete-cook/", message="Wrong.")
        TitleToReview.objects.get_or_create(words="pot whisperer", nothing=7, last_on=day)
        make.release(make.dataset("stale", "Survey of stale cooks"), next_expected=day)
        findings.renew()
        assert contradictory.findings.contradictions


def test_what_waits_is_found_by_keyboard(hands, work):
    names = ["reported error", "searched in vain", "contradictory", "says what the work is", "overdue"]
    with hands("14. Stale, incomplete, contradictory, reported, in vain: each opened", "editor", "/admin/") as editor:
        page = editor.page
        for name in names:
            entry = page.locator("a.desk-number", has_text=name).first
            said = int(entry.locator("b").inner_text().replace(",", ""))
            editor.tab_to(entry)
            editor.press("Enter", leaving=True)
            rows = page.locator("#result_list tbody tr")
            expect(rows).to_have_count(min(said, 100))
            page.go_back()
            editor.keys += 1
            expect(page.locator("h1")).to_have_text("Today")
