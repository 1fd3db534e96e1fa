"""What visitors get: reviewed, agreed on for a moment, many at once, and taken back."""

import re

from playwright.sync_api import expect

from tests.browser.desk.pages import LIST, looks_right, save, step


def test_many_are_published_with_a_question_and_taken_back(open_as, made):
    titles = ["Batched cook", "Batched baker"]
    addresses = [made(title) for title in titles]
    page = open_as("publisher", LIST)
    for address in addresses:
        page.goto(address)
        page.get_by_label("Description:").fill("Cooks in batches.")
        save(page)
    page.goto(f"{LIST}?q=batched")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("publish_selected")
    page.get_by_role("button", name="Go", exact=True).click()
    page.wait_for_url("**/batches/**")
    assert page.locator("h1", has_text="Publish 2 occupations").is_visible()
    alone = page.locator("summary", has_text="without a review")
    alone.wait_for(timeout=30_000)  # the page loads itself again until it is checked
    page.get_by_label("Note:").fill("From the list")
    alone.click()
    page.get_by_label("Why without a review:").fill("Nobody else is here.")
    page.get_by_role("button", name="without a review").click()
    page.get_by_role("button", name="Take it back").wait_for(timeout=30_000)
    assert "live." in page.locator("#content-main").inner_text()

    page.get_by_label("Visitors will see what they saw before").check()
    page.get_by_role("button", name="Take it back").click()

    page.get_by_text("taken back.").wait_for(timeout=30_000)


def test_a_page_is_published_next_monday_by_keyboard(hands, made):
    address = made("Monday cook")
    with hands("11. Published next Monday at 06:00", "publisher", address) as publisher:
        page = publisher.page
        publisher.find(page.locator("label[for=id_description]"))
        publisher.press("Tab")
        publisher.type("Cooks on Mondays.")
        publisher.press("Control+Enter", leaving=True)
        publisher.press("Tab", "Enter")
        publisher.tab_to(page.get_by_label("Now"))
        publisher.press("ArrowDown")
        expect(page.get_by_label(re.compile("Monday.* 06:00 E[SD]T"))).to_be_checked()
        publisher.press("Enter", leaving=True)
        assert publisher.keys <= 25
    expect(page.get_by_text("Visitors see it from Monday")).to_be_visible()
    looks_right(page, step(address, "scheduled"))
    looks_right(page, "/admin/occupations/schedulededition/")
    page.goto(step(address, "scheduled"))
    page.get_by_role("button", name="Do not publish it").press("Enter")
    page.get_by_text("It was canceled.").wait_for()


def test_a_page_is_reviewed_sent_back_and_approved_by_keyboard(hands, made):
    address = made("Reviewed cook")
    with hands("12. Asked for a review", "editor", address) as editor:
        page = editor.page
        editor.find(page.locator("label[for=id_description]"))
        editor.press("Tab")
        editor.type("Cooks. They earn $7 a year.")
        editor.press("Control+Enter", leaving=True)
        editor.find(page.locator("summary", has_text="Ask somebody else to look at it first"))
        page.locator("summary", has_text="Ask somebody else to look at it first").focus()
        editor.press("Enter", "Tab")
        editor.type("Is $7 right?")
        editor.press("Tab", "Enter", leaving=True)
        expect(page.get_by_text("You asked for a review.")).to_be_visible()

    with hands("12. Sent back", "publisher", "/admin/") as publisher:
        page = publisher.page
        publisher.tab_to(page.locator("a[href*=reviewrequest]", has_text="Reviewed cook"))
        publisher.press("Enter", leaving=True)
        for screen in ("/admin/", step(address, "publish"), "/admin/occupations/reviewrequest/"):
            looks_right(page, screen)
        page.goto(step(address, "publish"))
        publisher.find(page.get_by_text("Message:", exact=True))
        publisher.press("Tab")
        publisher.type("Say what $7 is.")
        publisher.tab_to(page.get_by_role("button", name="Send back"))
        publisher.press("Enter", leaving=True)
    expect(page.get_by_text("It was sent back to editor.")).to_be_visible()

    editor.page.goto("/admin/")
    assert "Reviewed cook" in editor.page.locator(".desk-groups").inner_text()
    editor.page.goto(step(address, "publish"))
    editor.page.get_by_text("Ask somebody else to look at it first").press("Enter")
    editor.page.get_by_role("button", name="Ask for a review").press("Enter")
    with hands("12. Approved", "publisher", step(address, "publish")) as publisher:
        page = publisher.page
        publisher.find(page.get_by_role("heading", name="Publish", exact=True))
        publisher.tab_to(page.get_by_label("The description names $7"))
        publisher.press("Space")
        publisher.tab_to(page.get_by_role("button", name="Approve: publish"))
        publisher.press("Enter", leaving=True)
    expect(page.get_by_text("Edition 2 is live.")).to_be_visible()
