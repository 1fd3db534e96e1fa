"""Words about a pair of occupations."""

from playwright.sync_api import expect


def test_words_about_a_pair_are_written_featured_and_published_by_keyboard(hands, made):
    for title in ("Paired cook", "Paired baker"):
        made(title)
    with hands("9. Words about a pair, featured", "publisher", "/admin/comparisons/pairnote/add/") as publisher:
        page = publisher.page
        fields = {
            "Paired cook": page.get_by_role("combobox", name="Second"),
            "Paired baker": page.get_by_label("Introduction:"),
        }
        expect(page.get_by_role("combobox", name="First")).to_be_focused()
        for title in ("Paired cook", "Paired baker"):
            publisher.pick(title)
            publisher.tab_to(fields[title])
        expect(page.get_by_label("Introduction:")).to_be_focused()
        publisher.type("Cooks grow by {a.growth}.")
        check = page.locator(".desk-check blockquote")
        expect(check).to_have_text("Cooks grow by 3.0%.")
        publisher.tab_to(page.get_by_label("Featured"))
        publisher.press("Space", "Control+Enter", leaving=True)

        expect(page.get_by_role("heading", name="Publish words about a pair")).to_be_visible()
        publisher.find(page.get_by_text("For whoever reviews it, or for whoever asked."))
        publisher.tab_to(page.locator("summary", has_text="Publish without a review"))
        publisher.press("Enter")
        publisher.tab_to(page.get_by_label("Why without a review:"))
        publisher.type("Nobody else is here.")
        publisher.tab_to(page.get_by_role("button", name="Publish without a review"))
        publisher.press("Enter", leaving=True)
        assert publisher.keys <= 40
    expect(page.get_by_text("Visitors see these words now.")).to_be_visible()
