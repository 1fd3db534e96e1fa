"""What job titles mean, answered by editors."""

import re

from occupations.models import TitleToReview
from tests.browser.desk.pages import save


def test_a_title_to_review_is_answered_and_visitors_get_it(open_as, in_site):
    search = "/search/?q=Senior+paper+shuffler"
    with in_site():
        TitleToReview.objects.create(words="paper shuffler", nothing=7, last_on="2026-01-02")
    page = open_as("editor", "/admin/occupations/titletoreview/")
    page.context.new_page().goto(search)
    assert "chosen by our editors" not in page.context.pages[-1].locator("main").inner_text()

    page.get_by_role("link", name="Answer… “paper shuffler” with an occupation").click()
    assert page.get_by_label("Title:", exact=True).input_value() == "paper shuffler"
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill("Lawyer")
    page.locator(".select2-results__option", has_text=re.compile("^Lawyer$")).click()
    save(page)

    assert page.url.endswith("/titletoreview/")
    assert page.get_by_text("1 title is no longer to review.").is_visible()
    assert page.get_by_role("link", name="“paper shuffler”").count() == 0
    page.wait_for_timeout(1_100)  # the other process looks once a second
    page.goto(search)
    answer = page.locator(".title-answer")
    assert "Match: Lawyer" in answer.inner_text()
    assert "chosen by our editors" in answer.inner_text()
