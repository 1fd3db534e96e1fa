"""What is folded on a page of a comparison or an occupation, on a phone, on a desk, in print, and where links and searches lead into it."""

import pytest

PAIR = "/compare/registered-nurse-vs-software-developer/"


def closed_parts(page) -> list[str]:
    """The sections whose proof is not in view."""
    return [
        section.get_attribute("id")
        for section in page.locator(".section:has(> .part)").all()
        if not section.locator(".part > :not(summary)").first.is_visible()
    ]


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone_the_first_two_sections_are_open(new_page, javascript):
    page = new_page(PAIR, width=360, java_script_enabled=javascript)
    assert closed_parts(page) == ["outlook", "entry", "people", "responsibilities", "skills", "moving"]
    page.locator("#people > .part > summary").click()
    assert page.locator("#row-age").is_visible()


def test_on_a_desk_all_sections_are_open_and_nothing_opens_them(new_page):
    page = new_page(PAIR)
    assert closed_parts(page) == []
    assert [summary.is_visible() for summary in page.locator(".part > summary").all()] == [False] * 8


@pytest.mark.parametrize("target", ["#row-age", "#people"])
def test_a_link_into_a_closed_section_opens_it(new_page, target):
    page = new_page(PAIR + target, width=360, java_script_enabled=False)
    assert page.locator("#row-age").is_visible()
    assert "people" not in closed_parts(page)


def test_of_one_occupation_the_responsibilities_are_open_on_a_phone_and_all_on_a_desk(new_page):
    page = new_page("/occupations/registered-nurse/#row-age", width=360, java_script_enabled=False)
    assert closed_parts(page) == ["pay", "outlook", "entry", "skills"]  # people is where the link leads
    assert page.locator("#row-age").is_visible()
    assert page.evaluate("document.documentElement.scrollHeight") < 6_000
    assert closed_parts(new_page("/occupations/registered-nurse/")) == []


def test_a_link_to_a_row_that_is_the_same_opens_its_fold(new_page):
    page = new_page("/compare/service-manager-vs-client-services-manager/")
    assert not page.locator("#row-growth").is_visible()
    page.goto(f"{page.url}#row-growth")
    assert page.locator("#row-growth").is_visible()


def test_a_search_in_the_page_opens_what_is_closed(new_page):
    page = new_page(PAIR, width=360)
    assert "people" in closed_parts(page)
    # What a link to a text does is what a search in the page does: the browser reveals it.
    page.goto("about:blank")
    page.goto(f"{PAIR}#:~:text=All%20workers:")
    page.locator("#people > .part[open]").wait_for()


def test_print_shows_all_sections_on_few_sheets(new_page):
    page = new_page(PAIR, width=360)
    page.emulate_media(media="print")
    assert closed_parts(page) == []
    for paper in ("Letter", "A4"):
        assert page.pdf(format=paper).count(b"/Type /Page\n") <= 6
