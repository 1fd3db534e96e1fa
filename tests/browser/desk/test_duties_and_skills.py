"""The lists of an occupation: its duties and skills, moved, added to and taken from."""

from playwright.sync_api import expect

from occupations.models import Skill
from tests.browser.desk.pages import LIST, save

DUTIES = "[data-list='responsibilities']"
SKILLS = "[data-list='occupation_skills']"


def shown(page, row: str) -> list[str]:
    """The words of a list in their order, as they are seen."""
    return [
        one.strip()
        for one in page.locator(
            f"{row} .desk-official-words:visible, {row} .desk-edit :is(textarea, input[type=text]):visible"
        ).evaluate_all("all => all.map(one => one.value ?? one.firstChild.textContent)")
    ]


def test_duties_are_reordered_and_a_skill_is_made_by_keyboard(hands, made):
    with hands("2. Duties reordered, a new skill added", "editor", made("Reordering cook")) as editor:
        page = editor.page
        editor.find(page.get_by_text("Serve.", exact=True))
        editor.press("Tab", "Enter", "Enter")
        expect(page.locator(f"{DUTIES} [data-said]")).to_have_text("Serve. is now number 1.")
        assert page.locator("[data-do='up']:focus").get_attribute("aria-label") == "Move up: Serve."
        editor.find(page.get_by_text("Add skills, one a line"))
        editor.press("Tab")
        editor.type("Reordering of pots")
        editor.press("Control+s", leaving=True)
    expect(page.locator("[data-unsaved-count]")).to_have_text("Saved")
    assert shown(page, DUTIES) == ["Serve.", "Plan.", "Cook."]
    assert shown(page, SKILLS)[-1] == "Reordering of pots"
    expect(page.locator("#id_occupation_skills-lines")).to_be_focused()  # for the next one


def test_a_duty_is_dragged_to_its_place(hands, made):
    address = made("Dragging cook")
    with hands("2. A duty dragged to its place and saved", "editor", address) as editor:
        page = editor.page
        rows = page.locator(f"{DUTIES} .desk-item")
        editor.drag(rows.nth(2).locator("[data-handle]"), rows.nth(0))
        assert shown(page, DUTIES) == ["Serve.", "Plan.", "Cook."]
        assert [row.locator("[name$=-position]").input_value() for row in rows.all()] == ["1", "2", "3"]
        expect(page.locator("[data-unsaved-count]")).to_contain_text("unsaved")
        editor.click(page.get_by_role("button", name="Save", exact=True), leaving=True)
    page.goto(address)
    assert shown(page, DUTIES) == ["Serve.", "Plan.", "Cook."]


def test_skills_are_proposed_while_one_types(open_as, made, in_site):
    with in_site():
        Skill.objects.bulk_create([Skill(name="Filleting fish"), Skill(name="Filleting")])
    page = open_as("editor", made("Skilled cook"))
    page.get_by_label("Add skills, one a line").fill("Knives")
    page.get_by_role("button", name="Add these skills").click()
    name = page.locator(f"{SKILLS} .desk-item input[type=text]:focus")
    expect(name).to_have_value("Knives")
    proposed, new = page.locator("#desk-proposals option"), page.locator("[data-new-skill]")

    name.fill("fill")
    expect(proposed).to_have_count(2)
    assert {one.get_attribute("value") for one in proposed.all()} == {"Filleting", "Filleting fish"}
    expect(new).to_have_text("Add “fill” as a new skill: saving makes it.")
    name.fill("filleting")
    expect(new).to_have_count(0)
    name.fill("Filleting of spoons")
    expect(new).to_contain_text("Filleting of spoons")
    save(page)
    assert shown(page, SKILLS)[-1] == "Filleting of spoons"


def test_twelve_duties_are_added_and_moved_by_keyboard(hands, made):
    with hands("4. Twelve duties added and saved", "editor", made("Twelve-duty cook")) as editor:
        page = editor.page
        editor.tab_to(page.locator(".desk-sections a[href='#responsibilities']"))
        editor.press("Enter")
        editor.tab_to(page.locator("#id_responsibilities-lines"))
        for number in range(12):
            editor.type(f"Do the {number}th thing.")
            editor.press("Enter")
        editor.press("Control+s", leaving=True)
        assert editor.keys <= 60
    rows = page.locator(f"{DUTIES} .desk-item:visible")
    assert rows.last.locator("textarea").input_value() == "Do the 11th thing."

    rows.last.locator("[data-do='up']").focus()
    page.keyboard.press("Enter")
    assert rows.last.locator("textarea").input_value() == "Do the 10th thing."
    assert page.locator("[data-do='up']:focus").get_attribute("aria-label") == "Move up: Do the 11th thing."
    expect(page.locator("[data-unsaved-count]")).to_have_text("2 unsaved changes")


def test_an_occupation_is_made_with_its_duties_and_skills_by_keyboard(hands):
    with hands("4. A new occupation with 12 duties and 12 skills", "editor", LIST) as editor:
        page = editor.page
        editor.tab_to(page.get_by_role("link", name="Add occupation"), key="Shift+Tab")
        editor.press("Enter", leaving=True)
        editor.tab_to(page.get_by_label("Title:", exact=True))
        editor.type("Keyboard cook")
        editor.tab_to(page.get_by_role("combobox", name="Category"))
        editor.pick("Management")
        editor.find(page.get_by_text("Add responsibilities, one a line"))
        editor.press("Tab")
        for number in range(12):
            editor.type(f"Do the {number}th thing.")
            editor.press("Enter")
        editor.find(page.get_by_text("Add skills, one a line"))
        editor.press("Tab")
        for number in range(12):
            editor.type(f"Keyboard skill {number}")
            editor.press("Enter")
        editor.press("Control+s", leaving=True)
        assert editor.keys <= 100
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert (len(shown(page, DUTIES)), len(shown(page, SKILLS))) == (12, 12)
