"""Two occupations become one, one gets another title, and what is used is not deleted."""

import re

from playwright.sync_api import expect

from tests.browser.desk.pages import looks_right_as_it_is, save, step

SKILLS = "/admin/occupations/skill/"


def test_two_occupations_are_merged(hands, made):
    gone, stays = made("Bearer of royal cups"), made("Cupbearer")
    with hands("15. Two occupations merged", "publisher", gone) as publisher:
        page = publisher.page
        publisher.click(page.get_by_role("link", name="Merge into another…"), leaving=True)
        looks_right_as_it_is(page)
        publisher.type("Cupbearer")
        publisher.press("Enter", leaving=True)
        looks_right_as_it_is(page)
        publisher.click(page.locator("summary", has_text="Merge without a review"))
        publisher.click(page.get_by_label("Why without a review:"))
        publisher.type("They are one.")
        publisher.click(page.get_by_role("button", name="Merge without a review"), leaving=True)
        assert publisher.clicks + publisher.keys <= 5
    expect(page.locator(".messagelist")).to_contain_text("Bearer of royal cups was merged into Cupbearer.")
    expect(page).to_have_url(re.compile(step(stays, "publish")))  # with what was added to it
    page.goto("/occupations/bearer-of-royal-cups/")
    expect(page).to_have_url(re.compile("/occupations/cupbearer/$"))


def test_an_occupation_is_renamed(hands, made):
    with hands("15. An occupation renamed", "publisher", made("Cup holder")) as publisher:
        page = publisher.page
        publisher.click(page.get_by_role("link", name="Rename…"), leaving=True)
        looks_right_as_it_is(page)
        publisher.replace("Cup carrier")
        publisher.press("Enter", leaving=True)
        looks_right_as_it_is(page)
        publisher.press("Enter", leaving=True)
        assert publisher.clicks + publisher.keys <= 5
    expect(page.locator(".messagelist")).to_contain_text("“Cup holder” is now “Cup carrier”.")


def test_what_is_used_is_not_deleted_but_merged(hands):
    with hands("16. A used skill: not deleted, but merged", "publisher", SKILLS) as publisher:
        page = publisher.page
        page.goto(f"{SKILLS}add/")
        page.get_by_label("Name:").fill("Cup carrying")
        save(page)
        page.goto(SKILLS)
        used = page.locator("#result_list tr", has=page.locator(".field-uses a")).first
        name = used.locator("th").inner_text()
        looks_right_as_it_is(page)
        publisher.click(used.locator("th a"), leaving=True)
        looks_right_as_it_is(page)
        publisher.click(page.get_by_role("link", name="Delete"), leaving=True)
        expect(page.locator(".errorlist")).to_contain_text(f"“{name}” is used by")
        looks_right_as_it_is(page)
        publisher.click(page.get_by_role("link", name="Merge it into another…"), leaving=True)
        publisher.type("Cup carrying")
        publisher.press("Enter", leaving=True)
        looks_right_as_it_is(page)
        publisher.press("Enter", leaving=True)
        assert publisher.clicks + publisher.keys <= 6
    expect(page.locator(".messagelist")).to_contain_text(f"“{name}” was merged into “Cup carrying”.")
    page.get_by_label("Name:").fill(name)
    save(page)
