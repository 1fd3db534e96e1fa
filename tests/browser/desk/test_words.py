"""Words that visitors read: mended, compared with what they were, and taken back."""

from playwright.sync_api import expect

from tests.browser.desk.pages import step

TYPO = ["Plan the day.", "Prepair the meals.", "Serve."]


def test_a_typo_is_mended_and_published_by_mouse(hands, made):
    made("Misspelt cook", TYPO)
    with hands("1. A typo in an official duty to published", "publisher", "/admin/") as publisher:
        page = publisher.page
        publisher.type("Misspelt cook")
        publisher.press("Enter", leaving=True)
        publisher.click(page.get_by_role("link", name="Misspelt cook", exact=True), leaving=True)
        publisher.click(page.get_by_role("button", name="Take over and edit: Prepair the meals."))
        words = page.locator("textarea:focus")
        words.dblclick(position={"x": 20, "y": 12})
        publisher.clicks += 2
        publisher.type("Prepare")
        publisher.click(page.get_by_role("button", name="Save, then publish…"), leaving=True)
        publisher.click(page.get_by_role("button", name="Publish", exact=True), leaving=True)
        assert publisher.clicks <= 6
    expect(page.get_by_text("Edition 2 is live.")).to_be_visible()
    assert page.locator("#id_responsibilities-0-text").input_value() == "Prepare the meals."


def test_a_typo_is_mended_and_published_by_keyboard(hands, made):
    made("Misspelt baker", TYPO)
    with hands("1. A typo in an official duty to published", "publisher", "/admin/") as publisher:
        page = publisher.page
        publisher.type("Misspelt baker")
        publisher.press("Enter", leaving=True)
        expect(page.get_by_role("link", name="Misspelt baker", exact=True)).to_be_focused()
        publisher.press("Enter", leaving=True)
        publisher.find(page.get_by_text("Prepair the meals.", exact=True))
        publisher.tab_to(page.get_by_role("button", name="Take over and edit: Prepair the meals."))
        publisher.press("Enter", "Control+Home", "Control+Shift+ArrowRight")
        publisher.type("Prepare ")
        publisher.press("Control+Enter", leaving=True)
        publisher.press("Tab", "Enter")
        expect(page.get_by_role("link", name="Skip to main content")).not_to_be_focused()
        publisher.tab_to(page.get_by_label("Note:"))
        publisher.press("Enter", leaving=True)
        assert publisher.keys <= 25
    expect(page.get_by_text("Edition 2 is live.")).to_be_visible()
    mended = page.locator("#id_responsibilities-0-text")
    expect(mended).to_have_value("Prepare the meals.")
    expect(mended).to_be_focused()


def test_bad_input_in_a_long_form_is_mended_by_keyboard(hands, made):
    with hands("5. Bad input in a long form mended", "editor", made("Careless cook")) as editor:
        page = editor.page
        page.get_by_label("Title:", exact=True).fill("")
        page.get_by_label("Add responsibilities, one a line").fill("Cook.")
        page.get_by_label("Description:").fill("Typed with care.")
        editor.press("Control+s", leaving=True)
        expect(page.locator("#problems")).to_be_focused()
        editor.press("Tab", "Enter")
        title = page.get_by_label("Title:", exact=True)
        expect(title).to_be_focused()
        editor.type("Careful cook")
        editor.press("Control+s", leaving=True)
        expect(page.locator("#problems a")).to_have_count(1)
        editor.press("Tab", "Enter")
        editor.replace("Taste.")
        editor.press("Control+s", leaving=True)
        assert editor.keys <= 25
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.get_by_label("Description:")).to_have_value("Typed with care.")


def test_two_states_are_compared_and_one_field_is_restored_by_keyboard(hands, made):
    address = made("Historic cook")
    with hands("6. Two states compared, one field restored", "editor", address) as editor:
        page = editor.page
        for title, text in (("Historic cook I", "First words."), ("Historic cook II", "Second words.")):
            page.get_by_label("Title:", exact=True).fill(title)
            page.get_by_label("Description:").fill(text)
            with page.expect_navigation():
                page.keyboard.press("Control+s")
        page.goto(address)
        editor.find(page.locator(".desk-status-text"))
        editor.tab_to(page.locator(".desk-steps").get_by_role("link", name="History"))
        editor.press("Enter", leaving=True)
        expect(page.get_by_role("button", name="Compare the two chosen")).to_be_focused()
        editor.press("Enter", leaving=True)
        expect(page.get_by_role("link", name="Restore").first).to_be_focused()
        editor.press("Enter", leaving=True)
        editor.tab_to(page.get_by_role("button", name="Description"))
        editor.press("Enter", leaving=True)
        assert editor.keys <= 20
    assert page.url.endswith(address)
    expect(page.get_by_label("Description:")).to_have_value("First words.")
    expect(page.get_by_label("Title:", exact=True)).to_have_value("Historic cook II")


def test_a_save_is_undone_and_a_page_is_withdrawn_and_reinstated_by_keyboard(hands, made):
    address = made("Withdrawn cook")
    with hands("7. Rolled back, withdrawn, reinstated", "publisher", address) as publisher:
        page = publisher.page
        page.get_by_label("Description:").fill("A mistake.")
        with page.expect_navigation():
            page.keyboard.press("Control+s")
        page.goto(step(address, "history"))
        publisher.tab_to(page.get_by_role("link", name="Undo the last save…"))
        publisher.press("Enter", leaving=True)
        expect(page.get_by_role("button", name="Undo the last save")).to_be_focused()
        publisher.press("Enter", leaving=True)
        expect(page.get_by_label("Description:")).to_have_value("")

        publisher.find(page.locator(".desk-status-text"))
        publisher.tab_to(page.get_by_role("link", name="Withdraw…"))
        publisher.press("Enter", leaving=True)
        expect(page.get_by_label("Reason:")).to_be_focused()
        publisher.type("Nobody does this.")
        publisher.tab_to(page.locator("summary", has_text="Withdraw without a review"))
        publisher.press("Enter")
        publisher.tab_to(page.get_by_label("Why without a review:"))
        publisher.type("Nobody else is here.")
        publisher.tab_to(page.get_by_role("button", name="Withdraw without a review"))
        publisher.press("Enter", leaving=True)
        expect(page.get_by_text("The page is withdrawn.")).to_be_visible()

        publisher.find(page.locator(".desk-status-text"))
        publisher.tab_to(page.get_by_role("link", name="Reinstate…"))
        publisher.press("Enter", leaving=True)
        expect(page.get_by_role("button", name="Reinstate")).to_be_focused()
        publisher.press("Enter", leaving=True)
        assert publisher.keys <= 40
    expect(page.get_by_text("Visitors see edition 1 again.")).to_be_visible()
