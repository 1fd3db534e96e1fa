"""What editors do that must not lose work, in a browser, on a site of their own."""

import base64
import re
import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP
from playwright.sync_api import Error, Page, expect

from occupations.models import TitleToReview
from tests import databases
from tests.conftest import a_site
from tests.servers import Site

LIST = "/admin/occupations/occupation/"


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Site]:
    """A site with the demonstration data, which these tests change."""
    with a_site(tmp_path_factory, django_db_blocker) as site:
        yield site


@pytest.fixture
def open_as(browser, site: Site) -> Iterator:
    """Opens a page as one of the demonstration's accounts, in a browser of its own."""
    contexts = []

    def open_page(name: str, path: str, password: str = "") -> Page:
        context = browser.new_context(base_url=site.url)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, name, password or site.accounts()[name], path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Page, name: str, password: str, path: str) -> None:
    page.goto(f"/admin/login/?next={path}")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def give_code(page: Page, code: str, button: str) -> None:
    page.get_by_label("Code").fill(code)
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def code_of(secret: str) -> str:
    """What an app shows for the secret."""
    totp = TOTP(base64.b32decode(secret.replace(" ", "")))
    totp.time = time.time()
    return f"{totp.token():06}"


def open_occupation(page: Page, title: str) -> str:
    page.goto(f"{LIST}?q={title.replace(' ', '+')}")
    page.locator("#result_list a", has_text=re.compile(f"^{title}$")).first.click()
    page.wait_for_url("**/change/**")
    return page.url


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def test_two_editors_lose_nothing(open_as):
    ada, bob = open_as("editor", LIST), open_as("publisher", LIST)
    address = open_occupation(ada, "Chief of staff")
    bob.goto(address)
    description = "Description:"
    ada.get_by_label(description).fill("What Ada wrote.")
    save(ada)

    bob.get_by_label(description).fill("What Bob wrote.")
    bob.locator("#id_responsibilities-0-text").fill("Bob's first duty.")
    save(bob)

    row = bob.locator(".desk-conflict tbody tr")
    assert row.count() == 1
    assert "What Ada wrote." in row.inner_text()
    assert "What Bob wrote." in row.inner_text()
    row.get_by_label("Keep what is stored").check()
    save(bob)
    assert bob.get_by_label(description).input_value() == "What Ada wrote."
    assert bob.locator("#id_responsibilities-0-text").input_value() == "Bob's first duty."


def test_what_is_typed_survives_the_end_of_the_session(open_as, site: Site):
    page = open_as("editor", LIST)
    address = open_occupation(page, "Lawyer")
    page.get_by_label("Description:").fill("First line.\nSecond line.")
    page.context.clear_cookies(name="sessionid")

    save(page)

    assert page.locator("h1").inner_text() == "You are signed out"
    assert "Second line." in page.locator("dl").inner_text()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    sign_in(opened.value, "editor", site.accounts()["editor"], LIST)
    for _ in range(2):  # signing in has made the token of the form invalid: it is sent once more
        with page.expect_navigation():
            page.get_by_role("button", name="Send it again").click()
    assert page.url == address
    assert page.get_by_label("Description:").input_value() == "First line.\nSecond line."
    assert page.locator(".messagelist .success").is_visible()


def test_what_is_typed_survives_the_database(open_as, site, django_db_blocker):
    page = open_as("editor", LIST)
    open_occupation(page, "Lawyer")
    page.get_by_label("Description:").fill("Typed while it went down.")

    with django_db_blocker.unblock(), databases.unreachable(site.database):
        save(page)
        assert page.locator("h1").inner_text() == "The database is not responding"
        assert "Typed while it went down." in page.locator("dl").inner_text()

    with page.expect_navigation():
        page.get_by_role("button", name="Send it again").click()
    assert page.get_by_label("Description:").input_value() == "Typed while it went down."
    assert page.locator(".messagelist .success").is_visible()


def test_what_is_typed_survives_a_site_that_does_not_answer(open_as):
    page = open_as("editor", LIST)
    address = open_occupation(page, "Lawyer")
    offer = page.get_by_text("The site did not answer when you last sent this form")
    page.get_by_label("Description:").fill("Typed while the site was away.")
    page.route("**/change/**", lambda route: route.abort())

    with pytest.raises(Error, match="ERR_FAILED"):
        save(page)
    page.unroute("**/change/**")
    page.goto(address)

    offer.wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Send it again").click()
    assert page.get_by_label("Description:").input_value() == "Typed while the site was away."
    assert page.locator(".messagelist .success").is_visible()
    page.goto(address)
    assert offer.count() == 0


def test_publish_asks_to_save_and_leaving_asks_too(open_as):
    page = open_as("editor", LIST)
    open_occupation(page, "Chief of staff")
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    page.get_by_label("Description:").fill("Not saved yet.")

    page.locator(".desk-steps").get_by_role("link", name="Editions").click()
    page.wait_for_timeout(200)
    assert questions == ["beforeunload"]
    assert "/change/" in page.url

    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("heading", name="Save before publishing?").wait_for()
    assert page.get_by_label("Description:").input_value() == "Not saved yet."
    page.get_by_role("button", name="Save, then publish…").click()
    page.wait_for_url("**/publish/")
    assert "Not saved yet." in page.locator("#content-main").inner_text()
    assert questions == ["beforeunload"]


def test_enter_saves_and_does_not_publish(open_as):
    page = open_as("editor", LIST)
    open_occupation(page, "Chief of staff")

    with page.expect_navigation():
        page.get_by_label("Title:", exact=True).press("Enter")

    assert page.locator(".messagelist .success").is_visible()


def test_the_desk_is_as_wide_as_a_phone(open_as):
    page = open_as("publisher", LIST)
    page.set_viewport_size({"width": 360, "height": 800})
    address = open_occupation(page, "Lawyer").partition("?")[0]
    for step in ("change", "publish", "editions", "withdraw"):
        page.goto(address.replace("/change/", f"/{step}/"))
        assert page.evaluate("document.documentElement.scrollWidth") == 360, step


def test_the_form_fits_and_breaks_no_rule_in_both_themes(open_as):
    page = open_as("publisher", LIST)
    address = open_occupation(page, "Lawyer")
    for width in (390, 1280):
        for theme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") == width
            violations = Axe().run(page).response["violations"]
            assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in violations] == []
            page.locator("#id_figures-TOTAL_FORMS").evaluate("field => field.closest('.inline-group').scrollIntoView()")
            page.locator(".desk-items textarea").last.focus()
            hidden = page.evaluate(
                "document.activeElement.getBoundingClientRect().bottom > "
                "document.querySelector('.desk-bar').getBoundingClientRect().top"
            )
            assert not hidden


def test_what_is_typed_is_kept_and_what_was_saved_is_undone(open_as):
    page = open_as("publisher", LIST)
    address = open_occupation(page, "Electrician")
    description, kept = page.get_by_label("Description:"), page.locator("#unsaved-work")
    description.fill("Wires houses.")
    expect(kept).to_contain_text("What you typed is kept for you")

    other = page.context.new_page()  # as after a crash: the first page says nothing more
    other.goto(address)
    with other.expect_navigation():
        other.get_by_role("button", name="Continue with it").click()
    assert other.get_by_label("Description:").input_value() == "Wires houses."
    save(other)
    other.goto(address)
    assert other.get_by_role("button", name="Continue with it").count() == 0

    history = address.split("/change/")[0] + "/history/"
    for width in (390, 1280):
        for theme in ("light", "dark"):
            other.set_viewport_size({"width": width, "height": 900})
            other.emulate_media(color_scheme=theme)
            other.goto(history)
            looked = [other.url]
            for step in ("Compare the two chosen", "Back to the history", "Undo the last save…"):
                fits_and_breaks_no_rule(other, width)
                with other.expect_navigation():
                    other.get_by_text(step, exact=True).click()
                looked.append(other.url)
            fits_and_breaks_no_rule(other, width)
            assert "restore" in looked[-1]
    with other.expect_navigation():
        other.get_by_role("button", name="Undo the last save").click()
    assert other.get_by_label("Description:").input_value() != "Wires houses."


def fits_and_breaks_no_rule(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == width, page.url
    violations = Axe().run(page, "#content").response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in violations] == [], page.url


def test_a_title_to_review_is_answered_and_visitors_get_it(open_as, site: Site, django_db_blocker):
    search = "/search/?q=Senior+paper+shuffler"
    with django_db_blocker.unblock(), databases.connected_to(site.database):
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
    assert page.locator("#result_list").count() == 0
    page.wait_for_timeout(1_100)  # the other process looks once a second
    page.goto(search)
    answer = page.locator(".title-answer")
    assert "Match: Lawyer" in answer.inner_text()
    assert "chosen by our editors" in answer.inner_text()


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_about_titles_fit_and_break_no_policy(open_as, width, site: Site, django_db_blocker):
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        TitleToReview.objects.get_or_create(words="town crier of an old town", nothing=7, last_on="2026-01-02")
    complaints: list[str] = []
    page = open_as("publisher", "/admin/")
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.set_viewport_size({"width": width, "height": 800})
    ours = [
        "titletablerow/tables/",
        "titletablerow/tables/marks/?q=sen",
        "titlebuild/try/?title=Senior+lawyr&table=everyday&words=lawyr&read_as=chef",
    ]
    for address in ("titletoreview/", "titleoverride/", "titletablerow/", "titlebuild/", *ours):
        page.goto(f"/admin/occupations/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
    assert complaints == []
    for address in ours:
        page.goto(f"/admin/occupations/{address}")
        violations = Axe().run(page, "#content").response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in violations] == [], address


def test_many_are_published_with_a_question_and_taken_back(open_as):
    page = open_as("publisher", "/admin/occupations/category/")
    page.get_by_role("link", name="Management", exact=True).click()
    page.get_by_label("Name:").fill("Managers")  # of which all its occupations say something else now
    save(page)
    page.goto(LIST)
    chosen = page.locator("#result_list tbody tr").count()
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("publish_selected")
    page.get_by_role("button", name="Go", exact=True).click()
    page.wait_for_url("**/batches/**")
    assert page.locator("h1", has_text=f"Publish {chosen} occupations").is_visible()
    alone = page.locator("summary", has_text="without a review")
    alone.wait_for(timeout=30_000)  # the page loads itself again until it is checked
    page.get_by_label("Note:").fill("From the list")
    alone.click()
    page.get_by_label("Why without a review:").fill("Nobody else is here.")
    page.get_by_role("button", name="without a review").click()
    page.get_by_text("live.", exact=False).first.wait_for(timeout=30_000)
    page.get_by_role("button", name="Take it back").wait_for(timeout=30_000)

    page.get_by_label("Visitors will see what they saw before").check()
    page.get_by_role("button", name="Take it back").click()

    page.get_by_text("taken back.").wait_for(timeout=30_000)


def test_a_page_is_reviewed_and_agreed_on_for_monday(open_as):
    """By keyboard, on screens that fit and that assistive technology reads."""
    page = open_as("editor", LIST)
    address = open_occupation(page, "Lawyer").partition("?")[0]
    page.get_by_label("Description:").fill("Lawyers advise and represent people. They earn $7 a year.")
    save(page)
    publishing = address.replace("/change/", "/publish/")
    page.goto(publishing)
    page.get_by_text("Ask somebody else to look at it first").press("Enter")
    page.get_by_label("Message:").fill("Is $7 right?")
    page.get_by_role("button", name="Ask for a review").press("Enter")
    page.get_by_text("You asked for a review.").wait_for()

    page = open_as("publisher", "/admin/")
    waiting = page.locator(".desk-entry").filter(has_text="waiting for you")
    waiting.get_by_role("link", name="Lawyer", exact=True).press("Enter")
    page.wait_for_url("**/publish/")
    for screen in ("/admin/", publishing, "/admin/occupations/reviewrequest/"):
        looks_right(page, screen)
    page.goto(publishing)
    page.get_by_label("The text names $7").press("Space")
    page.get_by_label(re.compile("06:00 E[SD]T")).check()
    page.get_by_role("button", name="Approve: publish").press("Enter")
    page.get_by_text("Visitors see it from Monday").wait_for()
    looks_right(page, address.replace("/change/", "/scheduled/"))
    looks_right(page, "/admin/occupations/schedulededition/")
    page.goto(address.replace("/change/", "/scheduled/"))
    page.get_by_role("button", name="Do not publish it").press("Enter")
    page.get_by_text("It was canceled.").wait_for()


def looks_right(page: Page, address: str) -> None:
    for width in (390, 1280):
        for theme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") == width, address
            violations = Axe().run(page, "#content").response["violations"]
            found = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in violations]
            assert found == [], (address, width, theme)


def test_a_second_factor_is_set_up_used_and_reset(open_as, site: Site):
    users, password = "/admin/auth/user/", "lamp-river-88-Zq"
    made = site.manage(
        *("createsuperuser", "--noinput", "--username=chief", "--email=chief@example.org"),
        DJANGO_SUPERUSER_PASSWORD=password,
        **site.variables,
    )
    assert made.returncode == 0, made.stderr
    page = open_as("chief", users, password)
    page.get_by_role("link", name="Set up a second factor").click()
    assert page.get_by_role("img", name="QR code").evaluate("image => image.naturalWidth") > 0
    secret = page.locator("p code").inner_text()
    give_code(page, "12345", "Set up")
    assert "This code is wrong." in page.locator(".errorlist").inner_text()
    page.wait_for_timeout(1_100)  # a wrong code slows the next one down
    give_code(page, code_of(secret), "Set up")
    code, *others = page.locator("li code").all_inner_texts()
    assert len(others) == 9

    page = open_as("chief", users, password)
    give_code(page, code, "Continue")
    assert page.url.endswith(users)
    page = open_as("chief", users, password)
    give_code(page, code, "Continue")
    assert "This code is wrong." in page.locator(".errorlist").inner_text()
    page.wait_for_timeout(1_100)
    give_code(page, others[0], "Continue")

    page.get_by_role("link", name="chief", exact=True).click()
    page.get_by_role("link", name="Reset it").click()
    page.get_by_role("button", name="Reset").click()
    assert "The second factor of chief is reset" in page.locator(".messagelist").inner_text()
    page.goto(page.url.replace("/change/", "/history/"))
    assert "Reset the second factor and lifted locks." in page.locator("#change-history").inner_text()
    assert open_as("chief", users, password).url.endswith(users)
