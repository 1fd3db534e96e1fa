"""The first page of the admin: every number is what its list shows, and it costs the same however much there is."""

import datetime
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careersite.today import entries, today
from occupations.models import Correction, Edition, Findings, Occupation, ScheduledEdition, TitleToReview
from occupations.models.reviews import Outcome, Step
from occupations.publishing import findings, publish, reviews, scheduled
from tests.admin_pages import make_occupation, signed_in, text_of
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

TODAY = "/admin/"
MOST_QUERIES = 12


def day(days: int) -> datetime.date:
    return timezone.now().date() + datetime.timedelta(days=days)


@pytest.fixture
def publisher() -> Client:
    return signed_in("Publishers")


def complete(title: str) -> Occupation:
    occupation = make_occupation(title, responsibilities=("Plan.",))
    make.figure("openings_annual", 100, occupation=occupation)
    return occupation


def something_of_everything(number: int = 1) -> None:
    """At least this many rows for each entry, except for pages without a category, which the database refuses."""
    for each in range(number):
        changed, compared, wrong, ending = (complete(f"{name} {each}") for name in ("Cook", "Chef", "Baker", "Smith"))
        idle = Occupation.objects.create(title=f"Idler {each}", category=changed.category)
        make.figure("openings_annual", 100, occupation=idle)
        make.figure("growth", 2, occupation=ending, expires_on=day(30))
        make.wage(occupation=wrong, annual_mean=90_000, hourly_mean=20)
        publish.publish_all([changed, compared, wrong, ending, idle])
        Occupation.objects.filter(pk=changed.pk).mark_changed()
        Occupation.objects.filter(pk=compared.pk).update(changed=True, recheck_due=True)
        make_occupation(f"Waiter {each}")
        Correction.objects.create(page="/", message="Wrong.")
        Correction.objects.create(page="/", message="Wrong, too.", state="accepted")
        TitleToReview.objects.create(words=f"alchemist {each}", nothing=5, last_on=day(0))
        TitleToReview.objects.create(words=f"dismissed {each}", nothing=5, last_on=day(0), dismissed=True)
        late = make.dataset(f"late {each}")
        make.release(late, 2022, next_expected=day(-400))  # followed by the next, so not overdue itself
        make.release(late, 2023, next_expected=day(-1))
        make.release(year=2024, next_expected=day(0))
        make.release(year=2024, next_expected=day(31))
        reviews_and_schedule(each)
    findings.renew()


def reviews_and_schedule(each: int) -> None:
    me, other = get_user_model().objects.get(username="publishers"), make.user()
    for asked_by in (me, other):
        reviews.ask(make.occupation(), by=asked_by, why=[], asked_about="now")
    sent_back, asked_again = make.occupation(), make.occupation()
    for page in (sent_back, asked_again):
        reviews.decide(reviews.ask(page, by=me, why=[], asked_about="now"), Outcome.SENT_BACK, other, "No.")
    reviews.ask(asked_again, by=me, why=[], asked_about="now")  # waits for others again
    reviews.taken(make.occupation(), Step.PUBLISH, other, "now", why=[], skipped_because="Alone.")
    moment = timezone.now()
    for minutes, progress in ((10, "waiting"), (-10, "waiting"), (10, "held")):
        with transaction.atomic():
            scheduled.schedule(make.occupation(), moment + datetime.timedelta(minutes=minutes), me, "")
        if progress == "held":
            newest = ScheduledEdition.objects.order_by("-pk")[:1].values("pk")
            ScheduledEdition.objects.filter(pk__in=newest).update(progress="held", ended_at=moment, reason="Undone.")


def numbers(user) -> dict[str, tuple[int, str]]:
    """What is shown, as the name in the plural: number and address."""
    return {
        shown.entry.name(2): (shown.number, shown.entry.address) for _, under in today(user).groups for shown in under
    }


def test_every_number_is_what_its_list_shows(publisher):
    something_of_everything(2)
    user = get_user_model().objects.get(username="publishers")

    found = numbers(user)

    every = {entry.name(2) for under in entries(user).values() for entry in under}
    assert every - found.keys() == {"pages with no category"}
    for name, (number, address) in found.items():
        shown = publisher.get(address).context["cl"].result_count
        assert (name, number) == (name, shown)
    assert {name: number for name, (number, _) in found.items()} == {
        "reviews waiting for you": 2,
        "reviews sent back to you": 2,
        "reviews waiting for others, asked by you": 4,
        "steps taken without a review": 2,
        "editions held back": 2,
        "editions late, because nothing publishes them": 2,
        "editions scheduled": 4,
        "reported errors to look at": 2,
        "reported errors to be fixed": 2,
        "titles searched in vain": 2,
        "pages with unpublished changes": 2,
        "pages still being compared with what visitors see": 2,
        "occupations never published": 18,
        "pages with contradictory figures": 2,
        "pages with nothing that says what the work is": 18,
        "pages with no figure in the overview": 18,
        "pages with figures of editors that end within 30 days": 2,
        "overdue releases": 2,
        "releases due within 30 days": 2,
        "editions published in the last 7 days": 10,
    }


def test_the_page_names_some_and_says_what_there_is_nothing_of(publisher):
    Correction.objects.create(page="/", message="The pay is wrong.")
    for number in range(7):
        make.release(make.dataset(f"table {number}"), 2024, next_expected=datetime.date(2024, 1, 31 - number))

    text = text_of(publisher.get(TODAY))

    assert "1 reported error to look at The pay is wrong." in text
    assert "7 overdue releases Survey of cooks, table 6 due January 25, 2024 Survey of cooks, table 5" in text
    assert "and 2 more" in text
    nothing = text.partition("Nothing to do here")[2]
    assert (
        "From visitors reported errors to be fixed titles searched in vain Pages pages with unpublished changes"
        in nothing
    )
    assert "overdue" not in nothing


def test_a_desk_with_nothing_to_do_says_so_and_leads_to_the_lists(publisher):
    page = publisher.get(TODAY).content.decode()

    assert '<details class="desk-nothing" open>' in page
    assert '<a href="/admin/occupations/correction/?state__exact=new">reported errors to look at</a>' in page
    assert "desk-group" not in re.sub(r'<link[^>]*>|class="desk-groups"', "", page)


def test_lists_that_somebody_may_not_see_are_no_work_of_theirs():
    signed_in("Publishers")
    something_of_everything()
    client = Client()
    user = get_user_model().objects.create_user("somebody", is_staff=True)
    client.force_login(user)

    text = text_of(client.get(TODAY))

    assert "searched in vain" not in text
    assert "Nothing to do" not in text


def test_it_costs_the_same_however_much_there_is(publisher):
    costs = []
    for number in (1, 5):
        Edition.objects.update(by=None)
        with_more(number)
        with CaptureQueriesContext(connection) as queries:
            assert publisher.get(TODAY).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= MOST_QUERIES


def with_more(number: int) -> None:
    made = Occupation.objects.count()
    for each in range(number):
        publish.publish(complete(f"Cook {made} {each}"))
        Correction.objects.create(page="/", message="Wrong.")
        make.release(year=2024, next_expected=day(-1))
    findings.renew()


# What is prepared for the lists


def test_a_page_is_looked_at_again_when_another_edition_is_live():
    cook = complete("Cook")
    publish.publish(cook)
    assert findings.renew() == 1
    assert findings.renew() == 0
    assert Findings.objects.get().lacks == []

    cook.figures.all().delete()
    publish.publish(cook)

    assert findings.renew() == 1
    assert Findings.objects.get().lacks == ["no figure in the overview"]


def test_a_draft_is_looked_at_when_saved_and_every_hour():
    cook = make_occupation("Cook")
    assert findings.renew() == 1
    Occupation.objects.filter(pk=cook.pk).update(version=2)
    assert findings.renew() == 1
    assert findings.renew() == 0

    Findings.objects.update(found_at=timezone.now() - datetime.timedelta(hours=1))

    assert findings.renew() == 1


def test_what_is_withdrawn_is_nobodys_work():
    cook = make_occupation("Cook")
    publish.publish(cook)
    findings.renew()
    root = get_user_model().objects.create_superuser("root")
    assert "pages with no figure in the overview" in numbers(root)

    publish.withdraw(cook, "Merged.")

    assert "pages with no figure in the overview" not in numbers(root)
    assert findings.renew() == 0
