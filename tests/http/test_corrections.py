"""Reporting an error without account or cookie, and the page of what was fixed."""

import datetime
import re
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careersite import schedule
from occupations.models import Correction
from occupations.models.corrections import State
from occupations.pages import correction_form
from tests.admin_pages import form_of
from tests.answers import Answer
from tests.formats import having, parse, the, words
from tests.http.public import get, occupations, page, pair

pytestmark = pytest.mark.django_db

FORM = "/corrections/report/"
ORIGIN = {"origin": "http://testserver"}


@pytest.fixture(autouse=True)
def nobody_has_sent_anything():
    cache.clear()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def cook():
    return occupations("Cook")[0]


def send(form: dict[str, str], address: str = "192.0.2.1", headers: dict[str, str] = ORIGIN, **typed: str) -> Answer:
    """The form as a browser sends it."""
    client = Client(headers=headers, REMOTE_ADDR=address)
    kind = "application/x-www-form-urlencoded"
    return client.generic("POST", FORM, urlencode({**form, **typed}), content_type=kind)


def opened(clock, address: str = FORM, seconds: int = 20) -> dict[str, str]:
    """The form of that page, after somebody has written for so long."""
    form = form_of(get(address))
    clock.shift(seconds)
    return form


def alert(response: Answer) -> str:
    found = [one for one in parse(response.content.decode()).iter("p") if one.get("role") == "alert"]
    return words(found[0]) if found else ""


def stored(response: Answer) -> str:
    return form_of(response)["message"].strip()


# The way there


def test_every_source_and_its_figures_can_be_reported(cook):
    tree = parse(get(page(cook)).content.decode())
    panels = list(having(tree, "sources")[0])
    assert len(panels) > 0
    form = next(one for one in tree.iter("form") if one.get("action") == FORM)
    sent = {field.get("name"): field.get("value") for field in form.iter("input")}
    assert sent == {"page": page(cook)}
    for panel in panels:
        heading = words(the(panel, ".//h3"))
        program = heading if list(panel.iter("h4")) else heading.partition(". ")[2]
        buttons = [(button.get("name"), button.get("value")) for button in panel.iter("button") if button.get("name")]
        rows = [value for name, value in buttons if name == "figure"]
        assert rows
        for row in rows:
            named = form_of(get(f"{FORM}?{urlencode({**sent, 'figure': row})}"))
            assert named["source"].startswith(program)
            assert named["figure"]
        assert form_of(get(f"{FORM}?{urlencode([*sent.items(), *buttons[-1:]])}"))["source"] == program


def test_a_figure_of_a_comparison_names_its_sides_and_their_source():
    occupations("Cook", "Waiter")
    named = form_of(get(f"{FORM}?{urlencode({'page': '/compare/waiter-vs-cook/', 'figure': 'pay_median'})}"))
    assert named["figure"].startswith("Median pay a year: Waiter ")
    assert "; Cook $" in named["figure"]
    assert named["source"]


@pytest.mark.parametrize("row", ["pay_meridian", "constructor", "x"])
def test_a_figure_that_the_page_does_not_have_is_refused_in_words(cook, row):
    response = get(f"{FORM}?{urlencode({'page': page(cook), 'figure': row})}")
    assert alert(response).startswith("The link that led here names a figure that this page does not have.")
    assert form_of(response)["figure"] == ""
    assert response.status_code == 200


def test_the_form_costs_no_query_sets_no_cookie_and_is_kept_by_nobody(cook):
    with CaptureQueriesContext(connection) as captured:
        response = get(f"{FORM}?page={page(cook)}&source=Survey&figure=Yearly+salary")
    assert (response.status_code, len(captured), dict(response.cookies)) == (200, 0, {})
    assert (response["Cache-Control"], response["Vary"]) == ("no-store", "Accept-Encoding")
    text = response.content.decode()
    assert f'On the page <a href="{page(cook)}">Cook</a>.' in text
    assert ('value="Survey"' in text, 'value="Yearly salary"' in text) == (True, True)
    assert '<meta name="robots" content="noindex,nofollow">' in text


# A report


def test_a_report_joins_the_queue_and_says_thanks(cook, clock):
    form = opened(clock, f"{FORM}?page={page(cook)}&source=Survey")
    with CaptureQueriesContext(connection) as captured:
        response = send(form, message="  It is\r\n$50,000. ", figure="Yearly salary", email="reader@example.org")
    assert (response.status_code, response["Location"], dict(response.cookies)) == (302, "/corrections/thanks/", {})
    assert len(captured) == 8  # three counts, what nobody has read, and the constraints
    assert "Your report has reached our editors." in get(response["Location"]).content.decode()
    row = Correction.objects.get()
    assert (row.page, row.source, row.figure, row.message, row.email) == (
        page(cook),
        "Survey",
        "Yearly salary",
        "It is\n$50,000.",
        "reader@example.org",
    )
    assert (row.state, row.public, row.closed_at) == ("new", False, None)


def test_nothing_is_kept_of_who_sent_it(cook, clock):
    send(opened(clock), "203.0.113.77", {**ORIGIN, "user-agent": "Quixo/1"}, message="Wrong.")
    row = Correction.objects.filter(message="Wrong.").values().get()
    assert not re.search(r"203\.0|Quixo", str(row))


def test_what_is_missing_or_wrong_is_said_and_what_was_typed_is_kept(cook, clock):
    form = opened(clock, f"{FORM}?page={page(cook)}")
    response = send(form, message=" ", figure="<b>Age</b>", email="not an address")
    text = response.content.decode()
    assert response.status_code == 200
    assert "Tell us what is wrong and, if you can, what would be right." in text
    assert "This is not an email address. Correct it or leave the field empty." in text
    again = form_of(response)
    assert (again["figure"], again["email"], again["page"]) == ("<b>Age</b>", "not an address", page(cook))
    assert "<b>Age" not in text
    assert send(again, message="Wrong.", email="").status_code == 302
    assert Correction.objects.get().figure == "<b>Age</b>"


@pytest.mark.parametrize(
    ("name", "most", "letter"),
    [("message", 2000, "é"), ("source", 300, "x"), ("figure", 200, "x"), ("email", 254, "x")],
)
def test_texts_have_a_length(clock, name, most, letter):
    form = opened(clock)
    long = letter * (most + 1)
    response = send(form, **{"message": "Wrong.", name: long})
    assert (response.status_code, Correction.objects.count()) == (200, 0)
    assert form_of(response)[name].strip() == long


@pytest.mark.parametrize("message", ["看護師 🍳", "\u202eright to left", "a\x1bb", "<script>alert(1)</script>", "=1+1"])
def test_any_text_may_be_sent(clock, message):
    assert send(opened(clock), message=message).status_code == 302
    assert Correction.objects.get().message == message


def test_a_text_with_nul_is_refused_by_its_field(clock):
    response = send(opened(clock), message="a\x00b")
    assert (response.status_code, Correction.objects.count()) == (200, 0)
    assert "Null characters are not allowed." in response.content.decode()


# What is not accepted as it came


def test_a_token_is_good_for_some_hours(clock):
    response = send(opened(clock, seconds=4 * 3600 + 1), message="Wrong.")
    assert response.status_code == 400
    assert alert(response) == "This form had been open for hours and expired. Your text is still here; send it again."
    assert stored(response) == "Wrong."
    clock.shift(5)
    assert send(form_of(response)).status_code == 302
    assert Correction.objects.get().message == "Wrong."


@pytest.mark.parametrize("token", ["", "x", "/:x:y", "/:\u202e:y", "x" * 3000, None])
def test_a_token_that_is_not_ours_is_refused(clock, token):
    form = opened(clock)
    sent = {**form, "token": token or f"{form['token'][:-1]}{'a' if form['token'][-1] != 'a' else 'b'}"}
    response = send(sent, message="Wrong.")
    assert (response.status_code, stored(response), Correction.objects.count()) == (400, "Wrong.", 0)


def test_a_token_is_of_one_page(cook, clock):
    form = opened(clock)
    assert send(form, page=page(cook), message="Wrong.").status_code == 400
    assert Correction.objects.count() == 0


def test_nobody_writes_in_a_second(clock):
    response = send(opened(clock, seconds=1), message="Wrong.")
    assert (response.status_code, alert(response)) == (
        400,
        "That was very fast. Wait a moment and send it again.",
    )
    clock.shift(5)
    assert send(form_of(response)).status_code == 302


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://testserver"}, 302),
        ({"origin": "http://testserver", "sec-fetch-site": "same-origin"}, 302),
        ({"sec-fetch-site": "same-origin"}, 302),
        ({"origin": "https://testserver"}, 400),
        ({"origin": "http://testserver.evil.example"}, 400),
        ({"origin": "http://evil.example"}, 400),
        ({"origin": "null"}, 400),
        ({"origin": "http://testserver", "sec-fetch-site": "cross-site"}, 400),
        ({"sec-fetch-site": "none"}, 400),
        ({"sec-fetch-site": "same-site"}, 400),
        ({}, 400),
    ],
)
def test_only_a_form_of_this_site_is_read(clock, headers, status):
    response = send(opened(clock), headers=headers, message="Wrong.")
    assert (response.status_code, Correction.objects.count()) == (status, int(status == 302))
    if status == 400:
        assert stored(response) == "Wrong."


def test_an_origin_that_production_trusts_is_ours(clock, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://careers.example"]
    assert send(opened(clock), headers={"origin": "https://careers.example"}, message="Wrong.").status_code == 302


def test_a_field_that_nobody_sees_stays_empty(clock):
    response = send(opened(clock), message="Buy.", website="http://spam.example")
    assert (response.status_code, form_of(response)["website"], Correction.objects.count()) == (400, "", 0)
    assert stored(response) == "Buy."


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x", "text/plain"),
        (b"{}", "application/json"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"message=" + b"x" * 50_000, "application/x-www-form-urlencoded"),
        (b"message=%FF%FE&token=%00", "application/x-www-form-urlencoded"),
        (b"message=x", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"message=x", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"&".join(b"a%d=b" % number for number in range(2_000)), "application/x-www-form-urlencoded"),
        (b"", ""),
    ],
)
def test_bodies_that_no_form_sends_get_a_page_that_helps(body, kind):
    response = Client(headers=ORIGIN).generic("POST", FORM, body, content_type=kind)
    assert response.status_code == 400
    assert words(parse(response.content.decode()).find(".//h1"))
    assert Correction.objects.count() == 0


def test_one_client_sends_five_in_an_hour(clock):
    form = opened(clock)
    assert [send(form, message=f"Wrong {number}.").status_code for number in range(6)] == [302] * 5 + [429]
    response = send(form, message="Wrong again.")
    assert (response.status_code, stored(response)) == (429, "Wrong again.")
    assert alert(response).startswith("You have sent several reports in the last hour.")
    assert send(form, "192.0.2.2", message="Somebody else.").status_code == 302
    assert Correction.objects.count() == 6


def test_all_clients_together_have_a_limit_too(clock, monkeypatch):
    monkeypatch.setattr(correction_form, "MOST_OF_ALL", 3)
    form = opened(clock)
    answers = [send(form, f"192.0.2.{number}", message="Wrong.").status_code for number in range(5)]
    assert answers == [302] * 3 + [429] * 2


@pytest.mark.parametrize("limit", ["MOST_A_DAY", "MOST_UNREAD"])
def test_reports_are_bounded_by_the_day_and_by_what_editors_have_read(clock, monkeypatch, limit):
    monkeypatch.setattr(correction_form, limit, 3)
    form = opened(clock)
    answers = [send(form, f"192.0.2.{number}", message="Wrong.").status_code for number in range(4)]
    assert answers == [302] * 3 + [429]
    Correction.objects.all().move_to(State.REJECTED)
    form = opened(clock)
    assert send(form, "192.0.2.9", message="Wrong.").status_code == (429 if limit == "MOST_A_DAY" else 302)


def test_processes_count_reports_together(clock):
    form = opened(clock)
    for number in range(5):
        assert send(form, message=f"Wrong {number}.").status_code == 302
        cache.clear()  # as another process finds it
    assert send(form, message="Wrong again.").status_code == 429


def test_reports_that_were_closed_are_deleted_after_a_year_unless_visitors_see_them(clock):
    entries = {"page": "/", "message": "Wrong."}
    shown = Correction.objects.create(state="fixed", wrong="The pay.", answer="Put right.", public=True, **entries)
    Correction.objects.create(state="rejected", **entries)
    waiting = Correction.objects.create(**entries)
    clock.shift(datetime.timedelta(days=364))
    list(schedule.run())
    assert Correction.objects.count() == 3
    clock.shift(datetime.timedelta(days=2))
    assert "Deleted 1 reports of errors that were closed long ago" in list(schedule.run())
    assert set(Correction.objects.all()) == {shown, waiting}


@pytest.mark.parametrize(
    "requested",
    ["/nothing-here/", "/admin/", "//evil.example/", "https://evil.example/", "javascript:alert(1)", "x" * 900, "🍳", "/%00", ""],
)  # fmt: skip
def test_a_page_that_is_none_of_ours_is_not_linked(requested):
    response = Client().get(FORM, {"page": requested})
    text = response.content.decode()
    assert (response.status_code, form_of(response)["page"]) == (200, "/")
    assert "evil.example" not in text
    assert "javascript" not in text
    assert ("We do not recognize the page in this address" in text) == bool(requested)


def test_the_rest_of_the_site_can_still_only_be_read():
    for address in ("/corrections/", "/corrections/thanks/", "/corrections/report"):
        assert Client(headers=ORIGIN).post(address, {}).status_code == 405
    assert Client().put(FORM).status_code == 405


def test_cookies_do_not_reach_the_form(clock):
    form = opened(clock)
    response = send(form, headers={**ORIGIN, "cookie": "sessionid=abc; csrftoken=def"}, message="Wrong.")
    assert (response.status_code, dict(response.cookies)) == (302, {})
    assert not hasattr(response.wsgi_request, "session")
    assert response.wsgi_request.COOKIES == {}


# What was fixed


def fixed(day: int, **fields: object) -> Correction:
    facts = {"page": "/", "message": "reader's words", "wrong": "The pay.", "answer": "It is $5 now.", "public": True}
    closed = datetime.datetime(2026, 2, day, tzinfo=datetime.UTC)
    return Correction.objects.create(state="fixed", closed_at=closed, **(facts | fields))


def test_corrections_show_what_was_fixed_the_newest_first(cook):
    cook_page, chef_pair = page(cook), pair("cook", "chef")
    fixed(1, page=cook_page)
    fixed(3, page=chef_pair, wrong="The <age>.", answer="Taken out.")
    items = list(having(parse(get("/corrections/").content.decode()), "corrections")[0])
    assert [words(item) for item in items] == [
        "Cook vs chef Fixed on February 3, 2026 What was wrong The <age>. What was done Taken out.",
        "Cook Fixed on February 1, 2026 What was wrong The pay. What was done It is $5 now.",
    ]
    assert [item.find("h2").find("a").get("href") for item in items] == [chef_pair, cook_page]


def test_corrections_show_nothing_that_an_editor_has_not_let_go():
    Correction.objects.create(
        page="/", message="Secret new.", email="reader@example.org", wrong="Secret.", answer="Secret."
    )
    fixed(1, public=False, wrong="Secret fixed.", message="Secret words.")
    fixed(2, message="Secret words.", wrong="The pay.")
    text = get("/corrections/").content.decode()
    assert ("The pay." in text, "Secret" in text, "example.org" in text) == (True, False, False)


def test_closing_a_report_forgets_the_address_and_opening_it_again_hides_it():
    row = Correction.objects.create(page="/", message="Wrong.", email="reader@example.org")
    row.state = "rejected"
    row.save()
    assert (row.email, row.closed_at) == ("", timezone.now())
    other = Correction.objects.create(page="/", message="Wrong.", email="reader@example.org")
    assert Correction.objects.all().move_to("fixed") == 2
    other.refresh_from_db()
    assert (other.email, other.closed_at, other.version) == ("", timezone.now(), 2)
    Correction.objects.update(wrong="x", answer="y", public=True)
    assert Correction.objects.all().move_to("accepted") == 2
    other.refresh_from_db()
    assert (other.closed_at, other.public) == (None, False)


# The row that is reported


def test_a_report_says_which_row_it_is_about_and_what_the_page_said(cook, clock):
    form = opened(clock, f"{FORM}?{urlencode({'page': page(cook), 'figure': 'pay_median'})}")
    assert form["row"] == "pay_median"
    send(form, figure="Something of their own", message="Wrong.")
    row = Correction.objects.get()
    assert (row.row, row.figure) == ("pay_median", "Something of their own")
    assert row.seen.startswith("Median pay a year: $")


def test_a_row_that_was_not_asked_for_is_not_taken(cook, clock):
    form = opened(clock, f"{FORM}?{urlencode({'page': page(cook), 'figure': 'pay_median'})}")
    for row in ("growth", "", "x" * 900, "<b>"):
        assert send(form, row=row, message="Wrong.").status_code == 400
    assert not Correction.objects.exists()


def test_visitors_see_what_was_reported_and_what_is_still_to_be_fixed(clock):
    Correction.objects.create(
        page="/", message="Secret.", seen="Median pay a year: $5", state="accepted", decided_at=timezone.now(),
        wrong="The pay is old.", answer="The next release has it.", public=True,
    )  # fmt: skip
    text = words(parse(get("/corrections/").content.decode()).find(".//main"))
    assert "To be fixed; accepted on March 1, 2026" in text
    assert "Median pay a year: $5" in text
    assert ("What we are doing" in text, "Secret" in text) == (True, False)
    Correction.objects.all().move_to("fixed")
    assert "Fixed on March 1, 2026" in get("/corrections/").content.decode()
