"""What was done to a row: shown, compared and restored."""

import datetime
import re
from uuid import uuid4

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comparisons.models import PairNote
from occupations.admin.history.store import PAGE
from occupations.models import (
    Category,
    Figure,
    Occupation,
    OccupationSkill,
    PublishingRun,
    Responsibility,
    Skill,
    history,
)
from occupations.models.publishing_runs import Phase
from occupations.models.reviews import Outcome
from occupations.publishing import publish, reviews, scheduled
from tests.admin_pages import form_of, make_occupation, page_of, responsibilities, signed_in, text_of, with_new_row
from tests.answers import Answer
from tests.occupations import factories as make
from tests.two_editors import interleave

pytestmark = pytest.mark.django_db

LONG = "Plans the weekly shifts of all people who work in the service department of the house."


@pytest.fixture
def ada() -> Client:
    return signed_in("Editors", "ada")


@pytest.fixture
def pub() -> Client:
    return signed_in("Publishers", "pub")


@pytest.fixture
def occupation() -> Occupation:
    with by("ann"):
        return make_occupation(responsibilities=(LONG, "Hire.", "Write."), skills=("POS", "Cooking"))


def by(name: str):
    """Outside of forms; in a test all is one transaction, in which the last name would go on."""
    return history.by_person(0, name)


def by_nobody() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pghistory.context_id = ''; SET LOCAL pghistory.context_metadata = ''")


def save(client: Client, occupation: Occupation, **changes: str) -> Answer:
    address = page_of(occupation)
    answer = client.post(
        address, form_of(client.get(address)) | {key.replace("__", "-"): v for key, v in changes.items()}
    )
    assert answer.status_code == 302, text_of(answer)
    return answer


def user_called(name: str):
    return get_user_model().objects.get(username=name)


def entries(client: Client, occupation: Occupation, query: str = "") -> list[str]:
    """The entries of a page as “who: heading: sentences”."""
    shown = client.get(page_of(occupation, "history") + query).context["entries"]
    return [": ".join([one.entry.who, one.heading, *one.what]) for one in shown]


def versions(client: Client, occupation: Occupation) -> list[str]:
    shown = client.get(page_of(occupation, "history")).context["entries"]
    return [one.entry.version for one in shown if one.entry.version]


def step(occupation: Occupation, name: str, **query: str) -> str:
    address = page_of(occupation, f"history_{name}")
    return f"{address}?{'&'.join(f'{key}={value}' for key, value in query.items())}"


def marked(answer: Answer) -> str:
    """The page with what is gone in brackets and what is new in braces."""
    html = answer.content.decode()
    html = re.sub(r"<del>(.*?)</del>", r"[\1]", html, flags=re.DOTALL)
    return re.sub(r"<ins>(.*?)</ins>", r"{\1}", html, flags=re.DOTALL)


def test_entries_say_in_words_what_was_done_newest_first(ada, occupation):
    save(
        ada,
        occupation,
        title="Chief",
        responsibilities__0__text=LONG.replace("weekly", "daily"),
        occupation_skills__1__DELETE="on",
    )
    with by("eve"):
        publish.publish(occupation, by=make.user("eve"), note="Better words")
        publish.withdraw(occupation, "Merged with chefs.")
    with by("bob"):
        publish.reinstate(occupation)

    found = entries(ada, occupation)

    assert found[:-1] == [
        "bob: Reinstated",
        "eve: Withdrawn: Merged with chefs.",
        "eve: Edition 1 published: Better words",
        "ada: Saved: Title “Service manager” is now “Chief”; responsibility “Plans the daily shifts of all people who work in the…” reworded; skill “Cooking” removed",
    ]
    assert (
        found[-1]
        == "ann: Created: Responsibility “Plans the weekly shifts of all people who work in the…” added; responsibility “Hire.” added; responsibility “Write.” added; skill “POS” added; skill “Cooking” added"
    )


def test_rows_that_move_and_many_that_come_are_counted_not_listed(ada, occupation):
    save(ada, occupation, responsibilities__2__position="1")
    address = page_of(occupation)
    form = form_of(ada.get(address))
    for number in range(5):
        form = with_new_row(form, "responsibilities", text=f"Duty {number}.")
    ada.post(address, form)

    assert entries(ada, occupation)[:2] == [
        "ada: Saved: 5 responsibilities added",
        "ada: Saved: Responsibility “Write.” moved to place 1",
    ]


def test_what_becomes_of_items_of_a_source_is_said_of_these_items(ada):
    with by("ann"):
        occupation = make_occupation()
    for what in (
        {"instead_of": "Write code for sites.", "text": "Write good code for sites."},
        {"instead_of": "Sell.", "hidden": True},
        {"instead_of": "Meet customers.", "position": 1},
    ):
        with by("eve"):
            Responsibility.objects.create(occupation=occupation, **what)
    with by("bob"):
        Responsibility.objects.filter(hidden=True).delete()

    assert entries(ada, occupation)[:4] == [
        "bob: Saved: Responsibility “Sell.” added",
        "eve: Saved: Responsibility “Meet customers.” moved to place 1",
        "eve: Saved: Responsibility “Sell.” removed",
        "eve: Saved: Responsibility “Write good code for sites.” reworded",
    ]
    newest, *_, oldest = versions(ada, occupation)
    compared = ada.get(step(occupation, "compare", **{"from": oldest, "to": newest}))
    (section,) = compared.context["sections"]
    reworded = next(line for line in section.lines if line.said == "reworded")
    assert [piece.text.strip() for piece in reworded.pieces if piece.kind != "same"] == ["good"]


def test_an_edition_leads_to_its_batch_and_says_if_that_was_taken_back(pub, occupation):
    user = get_user_model().objects.get(username="pub")
    run = PublishingRun.objects.create(by=user, chosen=[occupation.pk], phase=Phase.DONE)
    publish.publish_all([occupation], batch=run.batch)
    page = page_of(occupation, "history")
    assert (
        f'in <a href="/admin/occupations/occupation/batches/{run.batch}/">a batch</a>' in pub.get(page).content.decode()
    )
    PublishingRun.objects.update(phase=Phase.TAKEN_BACK)
    assert "The batch was taken back." in text_of(pub.get(page))

    publish.publish_all([make_occupation("Chef")], batch=uuid4())  # by a command: it has no page
    chef = Occupation.objects.get(title="Chef")
    assert "published in a batch" in text_of(pub.get(page_of(chef, "history")))


def test_a_save_that_changes_nothing_is_no_entry(ada, occupation):
    save(ada, occupation)
    assert len(entries(ada, occupation)) == 1


def test_entries_of_the_log_from_before_are_shown_and_later_ones_are_not(ada, occupation):
    kind = ContentType.objects.get_for_model(Occupation)
    user = get_user_model().objects.get(username="ada")
    facts = {"user": user, "content_type": kind, "object_id": str(occupation.pk), "action_flag": CHANGE}
    LogEntry.objects.create(**facts, change_message="Withdrew it.", action_time=timezone.now() - datetime.timedelta(9))
    LogEntry.objects.create(**facts, change_message="Published edition 7.")

    found = entries(ada, occupation)

    assert found[-1] == "ada: Log: Withdrew it."
    assert not any("Published edition 7." in entry for entry in found)


def test_entries_are_filtered_by_sort_and_by_person(ada, pub, occupation):
    save(ada, occupation, title="Chief")
    save(pub, occupation, title="Head")
    with by("eve"):
        publish.publish(occupation, by=make.user("eve"))
    by_nobody()
    Occupation.objects.update(title="Boss")

    assert [entry.partition(":")[0] for entry in entries(ada, occupation, "?who=pub")] == ["pub"]
    assert [entry.partition(":")[0] for entry in entries(ada, occupation, "?sort=edition")] == ["eve"]
    assert entries(ada, occupation, "?sort=change&who=ada") == ["ada: Saved: Title “Service manager” is now “Chief”"]
    assert [entry.partition(":")[0] for entry in entries(ada, occupation, "?who=not+recorded")] == [""]
    assert "There are no such entries" in text_of(ada.get(page_of(occupation, "history") + "?who=nobody"))
    # Nobody meant these; they show everything.
    for query in ("?sort=x", "?page=0", "?page=-1", "?page=x", "?page=99999999999999999999", "?page=²"):
        assert len(entries(ada, occupation, query)) == 5, query


def states(occupation: Occupation, count: int) -> None:
    for number in range(count):
        with by(f"editor {number % 3}"):
            Occupation.objects.filter(pk=occupation.pk).update(description=f"State {number}.")
            Responsibility.objects.filter(occupation=occupation, position=2).update(text=f"Hire {number}.")


def test_a_long_history_has_pages_and_costs_what_a_short_one_does(ada, occupation):
    def cost(**query: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert ada.get(page_of(occupation, "history"), query).status_code == 200
        return sum("SAVEPOINT" not in query["sql"] for query in asked)

    states(occupation, 3)
    cost()  # remembers what never changes, such as the kinds of rows
    short = cost()
    states(occupation, 3 * PAGE)
    long = [cost(), cost(page="2"), cost(who="editor 1", sort="change")]

    assert {short, *long} == {short}
    assert short <= 8
    pages = [entries(ada, occupation, f"?page={number}") for number in (1, 2, 3, 4, 5)]
    assert [len(page) for page in pages] == [PAGE, PAGE, PAGE, 4, 0]
    assert "is now “State 74.”" in pages[0][0]
    assert pages[3][-1].startswith("ann: Created")
    assert "Older" in text_of(ada.get(page_of(occupation, "history")))


def test_what_is_stored_is_compared_with_what_is_live_in_one_step(ada, occupation):
    assert "Compare with what is live" not in text_of(ada.get(page_of(occupation, "history")))
    publish.publish(occupation)
    save(ada, occupation, description="Keeps all *customers* happy.")

    page = ada.get(page_of(occupation, "history"))
    compared = ada.get(page.context["with_live"])

    assert "Compare with what is live" in text_of(page)
    assert "From edition 1 to the state of" in text_of(compared)
    assert "Keeps{ all} *customers* happy." in marked(compared)


def test_two_versions_are_compared_with_their_words_marked(ada, occupation):
    save(ada, occupation, description="Keeps all *customers* happy.")
    with by("eve"):
        publish.publish(occupation)
    save(ada, occupation, title="Chief", responsibilities__0__DELETE="on", responsibilities__2__position="1")
    newest, edition, middle, oldest = versions(ada, occupation)

    first = ada.get(step(occupation, "compare", **{"from": oldest, "to": middle}))
    assert "Keeps{ all} *customers* happy." in marked(first)
    assert len(first.context["sections"]) == 1
    # In either order, and with an edition.
    again = ada.get(step(occupation, "compare", **{"from": newest, "to": edition}))
    found = {section.label: section for section in again.context["sections"]}
    assert "[Service manager]{Chief}" in marked(again)
    assert [line.said for line in found["Responsibilities"].lines] == [
        "moved to place 1",
        "removed",
    ]
    assert found["Responsibilities"].same == 1


@pytest.mark.parametrize(
    "version", ["", "x", "s", "s1", "sx", "s-99999999999999999999999", f"s{10**40}", "e", "e99", "ex", "e²"]
)
def test_versions_that_are_not_there_are_asked_for_again(pub, occupation, version):
    (there,) = versions(pub, occupation)
    for address in (
        step(occupation, "compare", **{"from": version, "to": there}),
        step(occupation, "restore", version=version),
    ):
        answer = pub.get(address, follow=True)
        assert answer.redirect_chain[0][0] == page_of(occupation, "history")
        assert "Choose t" in text_of(answer)


def restored(client: Client, address: str, only: str = "") -> Answer:
    return client.post(address, form_of(client.get(address)) | {"only": only})


def test_a_version_is_restored_as_a_save(ada, occupation):
    rows = dict(occupation.responsibilities.values_list("text", "pk"))
    (oldest,) = versions(ada, occupation)
    address = page_of(occupation)
    changes = {
        "title": "Chief",
        "responsibilities-0-text": "Lead.",
        "responsibilities-1-DELETE": "on",
        "occupation_skills-0-share": "5",
    }
    ada.post(address, with_new_row(form_of(ada.get(address)) | changes, "responsibilities", text="Count."))
    occupation.refresh_from_db()
    before = occupation.version

    answer = restored(ada, step(occupation, "restore", version=oldest))

    assert answer.status_code == 302, text_of(answer)
    occupation.refresh_from_db()
    assert (occupation.title, occupation.version) == ("Service manager", before + 1)
    assert responsibilities(occupation) == [(1, LONG), (2, "Hire."), (3, "Write.")]
    kept = dict(occupation.responsibilities.values_list("text", "pk"))
    assert (kept[LONG], kept["Write."]) == (rows[LONG], rows["Write."])
    assert occupation.occupation_skills.get(position=1).share is None
    assert entries(ada, occupation)[0].startswith("ada: Restored the state of ")
    # All that differs from it is that it was restored.
    same = ada.get(step(occupation, "compare", **{"from": oldest, "to": versions(ada, occupation)[0]}))
    assert "What editors wrote is the same in both." in text_of(same)


def test_one_field_or_one_list_is_restored_and_the_rest_stays(ada, occupation):
    (oldest,) = versions(ada, occupation)
    save(ada, occupation, title="Chief", description="New.", responsibilities__0__text="Lead.")

    restored(ada, step(occupation, "restore", version=oldest), only="description")
    occupation.refresh_from_db()
    assert (occupation.title, occupation.description) == ("Chief", "Keeps *customers* happy.")
    assert responsibilities(occupation)[0] == (1, "Lead.")

    restored(ada, step(occupation, "restore", version=oldest), only="responsibility")
    occupation.refresh_from_db()
    assert (occupation.title, responsibilities(occupation)[0]) == ("Chief", (1, LONG))
    assert entries(ada, occupation)[0].startswith("ada: Restored Responsibilities of the state of ")
    # Nothing of that name differs: nothing happens.
    assert restored(ada, step(occupation, "restore", version=oldest), only="x").status_code == 200


def test_reviews_and_what_is_scheduled_stand_among_the_rest(ada, pub, occupation):
    asked = reviews.ask(
        occupation, by=user_called("ada"), why=[], comment="Is it true?", asked_about="x", note="New words"
    )
    reviews.decide(asked, Outcome.SENT_BACK, user_called("pub"), "No.")
    moment = datetime.datetime(2026, 12, 7, 11, tzinfo=datetime.UTC)
    scheduled.schedule(occupation, moment, user_called("pub"), "As agreed")
    scheduled.cancel(occupation)

    assert entries(ada, occupation, "?sort=review") == [
        "pub: Sent back in a review: No.",
        "ada: Wrote about the review: Is it true?",
        "ada: Asked for a review: New words",
    ]
    when = "Monday, December 7, 2026, 06:00 EST"
    assert entries(ada, occupation, "?sort=scheduled") == [
        f": Canceled what was scheduled for {when}",
        f"pub: Scheduled to be published on {when}: As agreed",
    ]
    assert len(entries(ada, occupation)) == 6


def test_an_edition_is_restored_by_publishers_only(ada, pub, occupation):
    with by("eve"):
        publish.publish(occupation)
    save(ada, occupation, title="Chief", responsibilities__0__DELETE="on", occupation_skills__0__DELETE="on")
    # It is taken off the list and deleted.
    OccupationSkill.objects.filter(skill__name="POS").delete()
    Skill.objects.get(name="POS").delete()
    address = step(occupation, "restore", version="e1")

    assert ada.get(address).status_code == ada.post(address).status_code == 403
    assert restored(pub, address).status_code == 302
    occupation.refresh_from_db()
    assert occupation.title == "Service manager"
    assert [text for _, text in responsibilities(occupation)] == [LONG, "Hire.", "Write."]
    assert [row.skill.name for row in occupation.occupation_skills.all()] == ["POS", "Cooking"]
    assert entries(pub, occupation)[0].startswith("pub: Restored edition 1: ")


def test_whoever_may_only_look_restores_nothing(occupation):
    viewer = signed_in("Viewers", "vic")
    (oldest,) = versions(viewer, occupation)
    assert "Undo the last save" not in text_of(viewer.get(page_of(occupation, "history")))
    for address in (step(occupation, "restore", version=oldest), step(occupation, "undo")):
        assert viewer.get(address).status_code == viewer.post(address, {"seen": "x"}).status_code == 403 or (
            viewer.post(address).status_code == 405
        )


def test_what_was_changed_meanwhile_is_not_overwritten(ada, pub, occupation):
    (oldest,) = versions(ada, occupation)
    save(ada, occupation, title="Chief")
    address = step(occupation, "restore", version=oldest)
    seen = form_of(ada.get(address))
    save(pub, occupation, title="Head")

    answer = ada.post(address, seen)

    assert "Nothing was restored" in text_of(answer)
    assert Occupation.objects.get().title == "Head"
    assert ada.post(address, form_of(answer)).status_code == 302
    assert Occupation.objects.get().title == "Service manager"


def test_what_cannot_be_saved_any_more_is_shown_in_the_form(ada, occupation):
    (oldest,) = versions(ada, occupation)
    save(ada, occupation, title="Chief")
    make_occupation("Service manager")

    answer = restored(ada, step(occupation, "restore", version=oldest))

    assert answer.status_code == 200
    assert form_of(answer)["title"] == "Service manager"
    assert answer.context["errors"]
    assert f'action="{page_of(occupation)}"' in answer.content.decode()
    assert Occupation.objects.get(pk=occupation.pk).title == "Chief"


def test_the_last_save_is_undone_and_that_is_undone(ada, occupation):
    save(ada, occupation, title="Chief", responsibilities__1__text="Hire well.")
    with by("eve"):
        publish.publish(occupation)  # no save of words

    def undo() -> None:
        leads = ada.get(step(occupation, "undo"))
        assert restored(ada, leads.url).status_code == 302

    undo()
    occupation.refresh_from_db()
    assert (occupation.title, responsibilities(occupation)[1]) == ("Service manager", (2, "Hire."))
    undo()
    occupation.refresh_from_db()
    assert (occupation.title, responsibilities(occupation)[1]) == ("Chief", (2, "Hire well."))


def test_the_first_state_cannot_be_undone(ada, occupation):
    answer = ada.get(step(occupation, "undo"), follow=True)
    assert "There is nothing to undo" in text_of(answer)


def test_figures_of_editors_are_in_it_and_come_back(ada, occupation):
    with by("eve"):
        figure = make.figure("growth", 3, occupation=occupation, reason="Asked them.")
    state = versions(ada, occupation)[0]
    with by("bob"):
        figure.delete()
    assert (
        entries(ada, occupation)[0]
        == "bob: Saved: Figure “projected change in employment; 3; reason: Asked them.” removed"
    )

    assert restored(ada, step(occupation, "restore", version=state)).status_code == 302
    assert Figure.objects.get().value == 3


def test_a_skill_is_called_what_it_was_called_then(ada, occupation):
    with by("eve"):
        OccupationSkill.objects.filter(skill__name="POS").delete()
    with by("bob"):
        Skill.objects.filter(name="POS").update(name="Point of sale")
    assert entries(ada, occupation)[0] == "eve: Saved: Skill “POS” removed"


def test_other_rows_have_the_same_pages(ada):
    row = Category.objects.create(name="Food")
    address = reverse("admin:occupations_category_change", args=[row.pk])
    ada.post(address, form_of(ada.get(address)) | {"name": "Food and drink"})

    page = reverse("admin:occupations_category_history", args=[row.pk])
    assert "Name “Food” is now “Food and drink”" in text_of(ada.get(page))
    leads = ada.get(reverse("admin:occupations_category_history_undo", args=[row.pk]))
    assert restored(ada, leads.url).status_code == 302
    row.refresh_from_db()
    assert row.name == "Food"


def test_words_about_a_pair_have_their_published_words_in_it(pub):
    note = PairNote.objects.create(first=make_occupation("Baker"), second=make_occupation("Chef"), verdict="Both.")
    with by("eve"):
        note.publish(by=make.user("eve"))
    address = reverse("admin:comparisons_pairnote_change", args=[note.pk])
    pub.post(address, form_of(pub.get(address)) | {"verdict": "Neither."})

    shown = pub.get(reverse("admin:comparisons_pairnote_history", args=[note.pk])).context["entries"]
    assert [(one.entry.who, one.heading, *one.what) for one in shown][:2] == [
        ("pub", "Saved", "Verdict “Both.” is now “Neither.”"),
        ("eve", "Edition 1 published"),
    ]
    restore = f"{reverse('admin:comparisons_pairnote_history_restore', args=[note.pk])}?version=e1"
    assert restored(pub, restore).status_code == 302
    note.refresh_from_db()
    assert note.verdict == "Both."


def test_accounts_have_djangos_page():
    root = get_user_model().objects.create_superuser("root")
    client = Client()
    client.force_login(root)
    assert client.get(reverse("admin:auth_user_history", args=[root.pk])).status_code == 200


def test_two_editors_who_save_at_random_lose_nothing(ada, pub, occupation):
    """`python -m tests.benchmarks.two_editors` does a thousand."""
    result = interleave(occupation, {"ada": ada, "pub": pub}, saves=12, seed=2026)
    assert result.lost == []
    assert result.conflicts > 0
