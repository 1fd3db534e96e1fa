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
    page.get_by_label("Compare with").fill("Registered nurse")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_label("First occupation").input_value() == "servce manger"
    page.get_by_role("link", name="Service manager", exact=True).click()
    assert page.url.endswith("/compare/service-manager-vs-registered-nurse/")


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
    assert suggested(page, "Occupation", "service m") == ["Service manager"]
    assert page.locator("[role=status]").first.inner_text() == "1 suggestion"
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
    page.get_by_label("Job title").fill("servce manger")
    page.get_by_role("button", name="Find").click()
    link = page.get_by_role("link", name="Service manager", exact=True)
    assert "spelling corrected from “servce manger”" in page.locator("li", has=link).inner_text()
    link.click()
    assert page.locator("h1").inner_text() == "Service manager"


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_definition_opens(new_page, how):
    page = new_page(PAIR)
    label = page.locator("#row-salary > summary")
    definition = page.locator("#row-salary .def-body")
    assert not definition.is_visible()
    if how == "mouse":
        label.click()
    else:
        label.focus()
        page.keyboard.press("Enter")
    assert definition.is_visible()
    assert "Mean annual wage." in definition.inner_text()


def test_source_number_leads_to_its_entry(new_page):
    page = new_page(PAIR)
    page.locator("tr", has=page.locator("#row-salary")).locator("a.ref").first.click()
    assert page.url.endswith("#source-1")
    entry = page.locator("#source-1")
    assert entry.is_visible()
    assert "Reference comparison pages, undated" in entry.inner_text()
    # The page glides there.
    assert wait_until(lambda: 0 <= entry.bounding_box()["y"] < 900, 10)


def test_more_responsibilities_are_shown(new_page):
    page = new_page(PAIR)
    block = page.locator("#responsibilities")
    before = [item for item in block.locator("li").all() if item.is_visible()]
    for control in block.locator("summary", has_text=re.compile(r"Show \d+ more")).all():
        control.click()
    after = [item for item in block.locator("li").all() if item.is_visible()]
    assert (len(before), len(after)) == (8, block.locator("li").count())
    assert len(after) > 8


def test_differences_alone_and_biggest_first(new_page):
    page = new_page(PAIR)
    assert page.get_by_text("9 of 19 rows are the same").is_visible()
    assert page.locator("tr.same").count() > 0
    page.get_by_role("link", name="differences only").click()
    assert page.url.endswith(f"{PAIR}?show=differences")
    assert page.locator("tr.same").count() == 0
    page.get_by_role("link", name="biggest differences first").click()
    assert page.url.endswith(f"{PAIR}?order=differences&show=differences")
    assert page.locator(".section h2").first.inner_text() == "Biggest differences first"
    page.get_by_role("link", name="as on the page").click()
    assert page.url.endswith(f"{PAIR}?show=differences")


@pytest.mark.parametrize("width", [360, 1280])
def test_sides_are_changed_where_they_stand(new_page, width):
    page = new_page(PAIR, width=width, java_script_enabled=False)
    page.get_by_role("link", name="Make first (client services manager)").click()
    assert page.locator("h1").inner_text() == "Client services manager vs Service manager"
    page.get_by_text("Add an occupation…").click()
    page.get_by_label("One more occupation").fill("Lawyer")
    page.get_by_role("button", name="Add").click()
    assert page.locator("h1").inner_text() == "Client services manager vs Service manager vs Lawyer"
    page.get_by_role("link", name="Remove service manager").click()
    assert page.locator("h1").inner_text() == "Client services manager vs Lawyer"
    page.locator("summary", has_text="Replace… lawyer").click()
    page.get_by_label("Instead of lawyer").fill("Actor")
    page.get_by_role("button", name="Replace").click()
    assert page.locator("h1").inner_text() == "Client services manager vs Actor"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_sides_stay_in_sight(new_page, width):
    page = new_page("/compare/registered-nurse-vs-software-developer/", width=width)
    page.locator("#row-gender").scroll_into_view_if_needed()
    page.keyboard.press("PageDown")
    bar = page.locator(".pinned")
    assert wait_until(lambda: 0 <= bar.bounding_box()["y"] < 5, 5)
    assert "Registered nurse" in bar.inner_text()


def test_many_sides_swipe_on_a_phone_by_keyboard(new_page):
    page = new_page("/compare/actor-vs-lawyer-vs-machinist/", width=360)
    region = page.get_by_role("region", name="Overview, side by side")
    region.focus()
    page.keyboard.press("ArrowRight")
    assert wait_until(lambda: region.evaluate("box => box.scrollLeft") > 0, 5)
    label = page.locator("#row-salary")
    assert wait_until(lambda: label.bounding_box()["x"] >= 0, 5)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


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
    page.locator("#row-salary > summary").click()
    assert page.locator("#row-salary .def-body").is_visible()


def test_menu_opens_on_a_phone(new_page):
    page = new_page("/", width=320)
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Explore careers")
    assert not link.is_visible()
    page.get_by_role("button", name="Menu").click()
    link.click()
    assert page.locator("h1").inner_text() == "Explore careers"


def test_print_shows_definitions_and_all_responsibilities(new_page):
    page = new_page(PAIR)
    page.emulate_media(media="print")
    assert page.locator("#row-salary .def-body").is_visible()
    assert all(item.is_visible() for item in page.locator("#responsibilities li").all())


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
    assert wait_until(lambda: value.get_attribute("aria-describedby") == "id_figures-1-value_helptext", 5)
    assert page.evaluate(DESCRIBED) == []
    # What stands behind a row that goes away gets another number.
    value.fill("7")
    page.locator("#figures-0 .inline-deletelink").click()
    value = page.locator("#id_figures-0-value")
    assert value.input_value() == "7"
    assert wait_until(lambda: value.get_attribute("aria-describedby") == "id_figures-0-value_helptext", 5)
    assert page.evaluate(DESCRIBED) == []
