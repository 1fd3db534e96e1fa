"""What visitors and editors do, in Chromium, on the real server."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.servers import Site, wait_until

PAIR = "/compare/service-manager-vs-client-services-manager/"


def test_picker_leads_to_the_comparison(new_page):
    page = new_page("/")
    page.get_by_label("Occupation", exact=True).fill("Service manager")
    page.get_by_label("Compare with").fill("Client services manager")
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith(PAIR)
    assert page.locator("h1").inner_text() == "Service manager vs Client services manager"


def test_picker_keeps_what_was_typed_and_offers_what_may_be_meant(new_page):
    page = new_page("/")
    page.get_by_label("Occupation", exact=True).fill("servce manger")
    page.get_by_label("Compare with").fill("asdf")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_label("First occupation").input_value() == "servce manger"
    choice = page.locator(".results a").first  # which one it is depends on what a model has learned
    title = choice.inner_text()
    choice.click()
    assert page.get_by_label("First occupation").input_value() == title
    page.get_by_label("Second occupation").fill("Registered nurse")
    page.get_by_role("button", name="Compare").click()
    assert page.locator("h1").inner_text() == f"{title} vs Registered nurse"


@pytest.mark.parametrize("javascript", [True, False])
def test_typed_titles_are_compared_or_asked_about(new_page, javascript):
    page = new_page("/", java_script_enabled=javascript)
    # A role in any work is a choice, whatever a model has learned.
    page.get_by_label("Occupation", exact=True).fill("manager")
    page.get_by_label("Compare with").fill("RN")
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith("/compare/manager-vs-rn/")
    assert page.locator(".sheet").count() == 0
    choice = page.locator(".results a").first
    title = choice.inner_text()
    choice.click()
    assert page.locator("h1").inner_text() == f"{title} vs Registered nurse"
    assert "You asked for “manager” and “RN”." in page.locator(".asked").inner_text()
    page.get_by_role("link", name="What else they may mean").click()
    assert page.get_by_role("heading", name="Which occupations do you mean?").count() == 1


def suggested(page, label: str, typed: str) -> list[str]:
    """The titles that are proposed once this has been typed."""
    field = page.get_by_label(label, exact=True)
    field.click()
    field.press_sequentially(typed)
    options = page.locator("[role=listbox]:visible [role=option]")
    options.first.wait_for()
    return [option.get_attribute("data-value") for option in options.all()]


def state(field) -> tuple[str, str, str | None]:
    """What was typed, whether proposals are open, and which of them is pointed at."""
    pointed = field.get_attribute("aria-activedescendant")
    option = field.page.locator(f"#{pointed}").get_attribute("data-value") if pointed else None
    return field.input_value(), field.get_attribute("aria-expanded"), option


def test_titles_are_chosen_with_the_keyboard_alone(new_page):
    page = new_page("/")
    field = page.get_by_label("Occupation", exact=True)
    assert field.get_attribute("role") == "combobox"
    titles = suggested(page, "Occupation", "service m")
    assert titles[0] == "Service manager"
    assert page.locator("[role=status]").first.inner_text() == f"{len(titles)} suggestions"
    assert state(field) == ("service m", "true", None)
    page.keyboard.press("ArrowDown")
    assert state(field) == ("service m", "true", "Service manager")
    page.keyboard.press("Enter")
    assert state(field) == ("Service manager", "false", None)
    page.keyboard.press("Tab")
    suggested(page, "Compare with", "client")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")  # takes it and goes on
    assert page.get_by_label("Compare with").input_value() == "Client services manager"
    assert page.evaluate("document.activeElement.innerText") == "Compare"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PAIR}")


def test_proposals_are_walked_through_and_closed(new_page):
    page = new_page("/")
    field = page.get_by_label("Occupation", exact=True)
    titles = suggested(page, "Occupation", "manager")
    assert len(titles) > 2
    walked = []
    for key in ("ArrowDown", "ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"):
        page.keyboard.press(key)
        walked.append(state(field)[2])
    assert walked == [titles[0], titles[1], titles[-1], titles[0], titles[-1], titles[0]]
    assert page.locator("[aria-selected=true]").count() == 1
    page.keyboard.press("Escape")
    assert state(field) == ("manager", "false", None)
    page.keyboard.press("ArrowDown")
    assert state(field) == ("manager", "true", None)
    page.get_by_role("heading", level=1).click()
    assert state(field) == ("manager", "false", None)


def test_a_proposal_is_chosen_with_the_mouse(new_page):
    page = new_page("/search/")
    titles = suggested(page, "Job title", "nurse")
    page.get_by_role("option", name=titles[0]).click()
    assert state(page.get_by_label("Job title")) == (titles[0], "false", None)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert page.locator(".results a").first.inner_text() == titles[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_open_proposals_are_accessible(new_page, theme):
    page = new_page("/", width=320, theme=theme)
    suggested(page, "Occupation", "manager")
    page.keyboard.press("ArrowDown")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator("[role=option]:visible").first.bounding_box()["height"] >= 24


def test_searching_works_without_scripts(new_page):
    page = new_page("/search/", java_script_enabled=False)
    page.get_by_label("Job title").fill("servce maneger")
    page.get_by_role("button", name="Find").click()
    choice = page.locator(".title-answer .results a").first  # which one it is depends on what a model has learned
    assert "We read “servce” as “service” and “maneger” as “manager”." in page.locator(".title-answer").inner_text()
    title = choice.inner_text()
    choice.click()
    assert page.locator("h1").inner_text() == title


def test_a_section_leads_to_what_its_figures_mean(new_page):
    page = new_page(PAIR)
    page.locator("#pay").get_by_role("link", name="What these figures mean").click()
    assert page.url.endswith("/method/#about-pay")
    assert page.locator("#about-pay").is_visible()


def mark_of(page, row: str):
    """The mark at the row, or that of its section."""
    own = page.locator("tr", has=page.locator(f"[id=row-{row}]")).locator(".ref")
    return own.first if own.count() else page.locator(f".section:has(#row-{row}) .from button").first


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [360, 1280])
def test_source_number_opens_its_source_beside_it(new_page, width, scripts):
    page = new_page(PAIR, width=width, java_script_enabled=scripts)
    panel = page.locator(".sources > li").first
    assert not panel.is_visible()
    mark = mark_of(page, "pay_average")
    mark.click()
    before = mark.bounding_box()
    assert panel.is_visible()
    assert "Reference comparison pages, undated" in panel.inner_text()
    assert "Average pay a year (mean or median not stated)" in panel.inner_text()
    box = panel.bounding_box()
    # In full, within the window, and not on top of the number; the page has not moved.
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert before == mark.bounding_box()
    if width > 720:
        gap = min(abs(before["y"] - box["y"] - box["height"]), abs(box["y"] - before["y"] - before["height"]))
        assert gap < 20
    panel.get_by_role("button", name="Close").click()
    assert not panel.is_visible()


def test_source_opens_and_closes_with_the_keyboard(new_page):
    page = new_page(PAIR)
    mark = mark_of(page, "pay_average")
    mark.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".sources > li").first
    assert panel.is_visible()
    if mark.get_attribute("class") == "ref":
        assert "Average pay a year" in panel.locator(".tapped").inner_text()
    page.keyboard.press("Tab")
    assert panel.evaluate("panel => panel.contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert mark.evaluate("mark => mark === document.activeElement")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_open_source_is_accessible(new_page, width, theme):
    page = new_page(PAIR, width=width, theme=theme)
    mark_of(page, "pay_average").click()
    assert Axe().run(page).response["violations"] == []


def test_sources_are_a_list_on_paper_and_where_they_cannot_open(new_page):
    page = new_page(PAIR)
    entries = page.locator(".sources > li")
    assert [entry for entry in entries.all() if entry.is_visible()] == []
    page.emulate_media(media="print")
    assert all(entry.is_visible() for entry in entries.all())
    assert not page.locator(".sources button").first.is_visible()
    page.emulate_media(media="screen")
    # Without the attribute, as in a browser that does not know it.
    page.evaluate("document.querySelectorAll('[popover]').forEach(one => one.removeAttribute('popover'))")
    assert all(entry.is_visible() for entry in entries.all())


def test_the_first_responsibilities_lead_to_all(new_page):
    page = new_page(PAIR)
    assert page.locator("#responsibilities li").count() == 6
    page.get_by_role("link", name="All 7 responsibilities of Service manager", exact=True).click()
    assert page.locator("h1").inner_text().strip() == "Service manager"
    assert page.locator("#responsibilities li").count() == 7


def test_differences_alone_and_biggest_first(new_page):
    page = new_page(PAIR)
    assert page.get_by_text("9 of 19 rows are the same").is_visible()
    assert page.locator("tr.same").count() > 0
    change(page).get_by_role("link", name="differences only").click()
    assert page.url.endswith(f"{PAIR}?show=differences")
    assert page.locator("tr.same").count() == 0
    change(page).get_by_role("link", name="biggest differences first").click()
    assert page.url.endswith(f"{PAIR}?order=differences&show=differences")
    assert page.locator(".section h2").first.inner_text() == "Biggest differences first"
    change(page).get_by_role("link", name="by section").click()
    assert page.url.endswith(f"{PAIR}?show=differences")


def change(page):
    """Opens what changes a comparison, which is closed at first."""
    page.locator(".controls > summary").click()
    return page


@pytest.mark.parametrize("width", [360, 1280])
def test_sides_are_changed_where_they_stand(new_page, width):
    page = new_page(PAIR, width=width, java_script_enabled=False)
    assert not page.get_by_role("link", name="Make first (client services manager)").is_visible()
    change(page).get_by_role("link", name="Make first (client services manager)").click()
    assert page.locator("h1").inner_text() == "Client services manager vs Service manager"
    change(page).get_by_label("Add an occupation").fill("Lawyer")
    page.get_by_role("button", name="Compare").click()
    assert page.locator("h1").inner_text() == "Client services manager vs Service manager vs Lawyer"
    change(page).get_by_role("link", name="Remove service manager").click()
    assert page.locator("h1").inner_text() == "Client services manager vs Lawyer"
    change(page).get_by_label("Second side").fill("Actor")
    page.get_by_role("button", name="Compare").click()
    assert page.locator("h1").inner_text() == "Client services manager vs Actor"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_sides_stay_in_sight(new_page, width):
    page = new_page("/compare/registered-nurse-vs-software-developer/", width=width)
    page.goto(f"{page.url}#row-gender")
    bar = page.locator(".pinned")
    assert wait_until(lambda: 0 <= bar.bounding_box()["y"] < 5, 30)
    assert "Registered nurse" in bar.inner_text()


def test_of_many_sides_two_are_chosen_on_a_phone(new_page):
    page = new_page("/compare/actor-vs-lawyer-vs-machinist/", width=360, java_script_enabled=False)
    cells = page.locator("tr", has=page.locator("#row-pay_mean")).locator("td")

    def in_view() -> list[bool]:
        return [cell.is_visible() for cell in cells.all()]

    assert in_view() == [True, True, False]
    page.get_by_label("In the left column").select_option("Machinist")
    assert in_view() == [False, True, True]
    machinist, lawyer = cells.nth(2).bounding_box(), cells.nth(1).bounding_box()
    assert machinist["x"] < lawyer["x"]
    assert [part.is_visible() for part in page.locator("#about .per-side > div").all()] == [False, True, True]


def test_two_sides_fit_at_twice_the_size(new_page):
    # 1280 pixels at 200 per cent are 640.
    page = new_page(PAIR, width=640)
    assert page.evaluate("document.documentElement.scrollWidth") == 640
    assert page.locator(".pinned").bounding_box()["height"] < 120


def test_page_works_without_scripts(new_page):
    page = new_page("/", java_script_enabled=False)
    page.get_by_label("Occupation", exact=True).fill("Actor")
    page.get_by_label("Compare with").fill("Lawyer")
    page.get_by_role("button", name="Compare").click()
    page.locator("#skills").get_by_role("link", name="Lawyer").first.click()
    assert page.locator("h1").inner_text() == "Lawyer"


def test_menu_opens_on_a_phone(new_page):
    page = new_page("/", width=320)
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Explore careers")
    assert not link.is_visible()
    page.get_by_role("button", name="Menu").click()
    link.click()
    assert page.locator("h1").inner_text() == "Explore careers"


def signed_in(new_page, site: Site, path: str, width: int = 1280):
    page = new_page(f"/admin/login/?next={path}", width=width)
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(site.accounts()["editor"])
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"**{path}")
    return page


LIST = "/admin/occupations/occupation/"
ADD = f"{LIST}add/"


def test_editor_sees_the_change_page_and_a_preview(new_page, site: Site):
    page = signed_in(new_page, site, LIST)
    page.goto(f"{LIST}?q=service+manager")
    page.locator("#result_list a", has_text=re.compile("^Service manager$")).first.click()
    assert page.get_by_label("Title:", exact=True).input_value() == "Service manager"
    with page.expect_popup() as opened:  # in a tab of its own, because the form may hold what is not saved yet
        page.get_by_role("link", name="Preview").first.click()
    page = opened.value
    page.wait_for_load_state()
    assert page.locator("h1").inner_text() == "Service manager"


@pytest.mark.parametrize("width", [360, 1280])
def test_list_of_occupations_fits_with_all_its_columns(new_page, site: Site, width):
    page = signed_in(new_page, site, LIST, width)
    results = page.locator(".results")
    assert results.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    row = page.locator("#result_list tbody tr", has_text="Chief of staff")
    for name in ("title", "state", "category", "edition", "published_at"):
        cell = row.locator(f".field-{name}")
        box = cell.bounding_box()
        assert cell.inner_text().strip()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_filter_of_the_list_unfolds(new_page, site: Site):
    page = signed_in(new_page, site, LIST)
    choice = page.get_by_role("navigation", name="Filter").get_by_role("link", name="Legal")
    assert not choice.is_visible()
    page.locator(".desk-filters summary", has_text="Category").click()
    choice.click()
    page.locator(".desk-filters summary", has_text="Category: Legal").wait_for()
    assert page.locator("#result_list tbody th").all_inner_texts() == ["Lawyer"]


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_wrong_with_figures_and_pay_can_be_read(new_page, site: Site, width):
    page = signed_in(new_page, site, ADD, width)
    for prefix, fields in {
        "wageestimates": {"annual_p10": "60000", "annual_p25": "5000", "reason": "Our survey"},
        "figures": {"value": "5"},
    }.items():
        page.locator(f"#{prefix}-group .add-row a").click()
        for name, value in fields.items():
            page.locator(f"#id_{prefix}-0-{name}").fill(value)
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    errors = page.locator("[data-inline-type=stacked] .inline-related:not(.empty-form) ul.errorlist")
    assert "The annual percentiles must not decrease: 10th, 25th, median, 75th, 90th." in errors.all_inner_texts()
    assert errors.count() >= 3
    for error in errors.all():
        box = error.bounding_box()
        assert box["width"] > 200
        assert box["x"] + box["width"] <= width


DESCRIBED = """[...document.querySelectorAll('.inline-group [aria-describedby]:not([id*=__prefix__])')].flatMap(field =>
  field.getAttribute('aria-describedby').split(' ').filter(id => !id.startsWith(field.id + '_') || !document.getElementById(id))
    .map(id => [field.id, id]))"""


def test_fields_of_added_rows_are_described_by_their_own_help(new_page, site: Site):
    page = signed_in(new_page, site, ADD)
    for add in page.locator(".add-row a").all():
        add.click()
    page.locator("#figures-group .add-row a").click()
    value = page.locator("#id_figures-1-value")
    assert wait_until(lambda: value.get_attribute("aria-describedby") == "id_figures-1-value_helptext", 30)
    assert page.evaluate(DESCRIBED) == []
    # What stands behind a row that goes away gets another number.
    value.fill("7")
    page.locator("#figures-0 .inline-deletelink").click()
    value = page.locator("#id_figures-0-value")
    assert value.input_value() == "7"
    assert wait_until(lambda: value.get_attribute("aria-describedby") == "id_figures-0-value_helptext", 30)
    assert page.evaluate(DESCRIBED) == []
