"""Merging two occupations, taking it back, and renaming one, on the pages of the desk."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comparisons.models import PairNote
from occupations.models import (
    AlternateTitle,
    Correction,
    Merge,
    Occupation,
    OldSlug,
    ReviewRequest,
    ScheduledEdition,
    TitleOverride,
)
from occupations.models.reviews import Outcome
from occupations.pages.gone import look_up_all
from occupations.publishing import publish, reviews, scheduled
from tests.admin_pages import form_of, make_occupation, page_of, signed_in, text_of
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_reviews(settings):
    settings.REVIEW_REQUIRED_FOR = []


@pytest.fixture
def client() -> Client:
    return signed_in("Publishers", "pat")


def published(*titles: str) -> list[Occupation]:
    found = [make_occupation(title) for title in titles]
    publish.publish_all(found)
    return [Occupation.objects.get(pk=one.pk) for one in found]


def merge(client: Client, one: Occupation, into: Occupation, **typed: str):
    page = client.get(f"{page_of(one, 'merge')}?into={into.pk}")
    return client.post(page_of(one, "merge"), form_of(page) | typed, follow=True)


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# Choosing the other one


def test_the_other_one_is_found_by_its_title_and_by_words(client):
    chef, *_ = published("Chef", "Cook", "Pastry cook")
    by_title = client.get(f"{page_of(chef, 'merge')}?q=cook")
    by_words = client.get(f"{page_of(chef, 'merge')}?q=coo")
    assert by_title.context["into"].title == "Cook"
    assert [row.title for row in by_words.context["choice"].rows] == ["Cook", "Pastry cook"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("q=Chef", "An occupation cannot be merged into itself. Choose another one."),
        ("q=zzz", "No occupation matches “zzz”. Try other words."),
        ("into=0", "There is no such occupation any longer. Choose another one."),
        ("into=99999999999999999999999", "There is no such occupation any longer. Choose another one."),
        ("q=Waiter", "Waiter is withdrawn, so visitors would find no page. Reinstate it first, or choose another one."),
        ("q=Baker", "Baker was never published, so visitors would find no page. Publish it first."),
    ],
)
def test_what_nothing_can_be_merged_into_is_refused_in_words(client, typed, says):
    chef, waiter = published("Chef", "Waiter")
    publish.withdraw(waiter, "Gone.")
    make_occupation("Baker")
    for method in (client.get, client.post):
        assert says in text_of(method(f"{page_of(chef, 'merge')}?{typed}"))
    assert not Merge.objects.exists()


def test_what_was_merged_is_not_merged_again_and_nothing_leads_in_a_circle(client):
    chef, cook, baker = published("Chef", "Cook", "Baker")
    merge(client, chef, cook)
    assert client.get(page_of(chef, "merge")).url == page_of(chef, "unmerge")
    for one in (cook, baker):
        answer = text_of(client.get(f"{page_of(one, 'merge')}?into={chef.pk}"))
        assert "Chef was merged into Cook, and its address leads there. Choose Cook instead." in answer
    merge(client, cook, baker)
    assert dict(OldSlug.objects.values_list("slug", "occupation__slug")) == {"chef": "baker", "cook": "baker"}
    assert set(Occupation.objects.filter(successor=baker)) == {chef, cook}


# Merging


def test_addresses_lead_to_the_other_in_one_step_and_editions_stay(client):
    chef, cook, _ = published("Chef", "Cook", "Waiter")
    OldSlug.objects.create(slug="kitchen-boss", occupation=chef)
    answer = merge(client, chef, cook)
    visitor = Client()
    for address, to in {
        "/occupations/chef/": "/occupations/cook/",
        "/occupations/kitchen-boss/": "/occupations/cook/",
        "/compare/chef-vs-waiter/": "/compare/cook-vs-waiter/",
        "/compare/chef-vs-cook/": "/occupations/cook/",
    }.items():
        response = visitor.get(address)
        assert (response.status_code, response["Location"]) == (301, to), address
    fates = look_up_all(["chef", "kitchen-boss"])
    assert {slug: one.moved_to for slug, one in fates.items()} == {"chef": "cook", "kitchen-boss": "cook"}
    assert chef.editions.count() == 1
    assert "Chef was merged into Cook. What was added to it is not published yet" in text_of(answer)
    assert answer.redirect_chain[-1][0] == page_of(cook, "publish")


def test_what_will_happen_is_said_before(client):
    chef, cook, waiter = published("Chef", "Cook", "Waiter")
    chef.alternate_titles.create(title="Head of kitchen")
    cook.alternate_titles.create(title="Chef")
    TitleOverride.objects.create(title="Sous", folded="sous", occupation=chef)
    PairNote.objects.create(first=chef, second=waiter, introduction="Both cook.", featured=True)
    Correction.objects.create(page="/occupations/chef/", message="Wrong.")
    Correction.objects.create(page="/occupations/waiter/", message="Wrong.")
    scheduled.schedule(chef, timezone.now(), None, "")
    text = text_of(client.get(f"{page_of(chef, 'merge')}?into={cook.pk}"))
    for sentence in (
        "/occupations/chef/ leads to /occupations/cook/, at once and in one step.",
        "1 edition of Chef and its history of saves stay with it",
        "Head of kitchen: added to the job titles of Cook, so that whoever looks for them finds it. 1 other is there "
        "already.",
        "Sous now mean Cook, at once.",
        "The words about Chef and Waiter become drafts about Cook",
        "1 pair with Chef on the home page (Waiter): Cook takes its place.",
        "1 open report of visitors about Chef",
        "The edition of Chef that was scheduled for",
    ):
        assert sentence in text
    assert not Merge.objects.exists()


def test_lists_move_as_chosen_and_duplicates_are_settled(client):
    chef = make_occupation("Chef", ("Plan menus.", "Keep the kitchen clean."), ("Baking", "Knives"))
    cook = make_occupation("Cook", ("keep  the kitchen clean.",), ("Knives",))
    cook.alternate_titles.create(title="Kitchen hand")
    chef.alternate_titles.create(title="kitchen hand")
    record = make.record()
    make.classify(chef, record, "broader", "Near.")
    publish.publish_all([chef, cook])
    merge(client, chef, cook, texts="on", records="on")
    assert list(cook.alternate_titles.values_list("title", flat=True)) == ["Chef", "Kitchen hand"]
    assert sorted(cook.responsibilities.values_list("text", flat=True)) == ["Plan menus.", "keep  the kitchen clean."]
    assert sorted(str(row) for row in cook.occupation_skills.all()) == ["Baking", "Knives"]
    assert list(cook.classifications.values_list("record", "quality", "note")) == [(record.pk, "broader", "Near.")]
    assert chef.classifications.count() == 1
    assert chef.responsibilities.count() == 2


def test_what_is_not_chosen_stays(client):
    chef = make_occupation("Chef", ("Plan menus.",), ("Baking",))
    (cook,) = published("Cook")
    publish.publish_all([chef])
    page = client.get(f"{page_of(chef, 'merge')}?into={cook.pk}")
    sent = {name: value for name, value in form_of(page).items() if name != "titles"}
    client.post(page_of(chef, "merge"), sent)
    assert (cook.alternate_titles.count(), cook.responsibilities.count(), cook.occupation_skills.count()) == (0, 0, 0)
    assert not Occupation.objects.get(pk=cook.pk).changed


def test_words_become_drafts_of_the_new_pair_with_their_tokens_on_the_right_side(client):
    baker, cook, waiter = published("Baker", "Cook", "Waiter")  # cook comes after baker, before waiter
    note = PairNote.objects.create(
        first=baker, second=cook, introduction="{a.pay_median} or {b.pay_median}", featured=True, place=2
    )
    note.publish()
    merge(client, baker, waiter)
    moved = PairNote.objects.get(first=cook, second=waiter)
    assert (moved.introduction, moved.featured, moved.place) == ("{b.pay_median} or {a.pay_median}", True, 2)
    assert moved.live is None
    note.refresh_from_db()
    assert (note.featured, note.live.introduction) == (False, "{a.pay_median} or {b.pay_median}")


@pytest.mark.parametrize(("chosen", "kept"), [({"words": "on"}, "Of the chef."), ({}, "Of the cook.")])
def test_where_both_have_words_the_editor_chooses(client, chosen, kept):
    chef, cook, waiter = published("Chef", "Cook", "Waiter")
    PairNote.objects.create(first=chef, second=waiter, verdict="Of the chef.")
    there = PairNote.objects.create(first=cook, second=waiter, verdict="Of the cook.")
    assert "Both have words about Waiter." in text_of(client.get(f"{page_of(chef, 'merge')}?into={cook.pk}"))
    merge(client, chef, cook, **chosen)
    there.refresh_from_db()
    assert there.verdict == kept


def test_what_waits_ends(client):
    chef, cook = published("Chef", "Cook")
    scheduled.schedule(chef, timezone.now(), None, "")
    reviews.ask(chef, by=None, why=[], asked_about="now")
    merge(client, chef, cook)
    assert ScheduledEdition.objects.get().progress == "canceled"
    assert ReviewRequest.objects.get().outcome == Outcome.REPLACED


def test_something_else_than_what_was_shown_is_not_done(client):
    chef, cook = published("Chef", "Cook")
    page = client.get(f"{page_of(chef, 'merge')}?into={cook.pk}")
    chef.alternate_titles.create(title="Head of kitchen")
    answer = client.post(page_of(chef, "merge"), form_of(page))
    assert "Nothing was done, because the occupation was changed after you opened this page." in text_of(answer)
    assert "Head of kitchen" in text_of(answer)
    assert not Merge.objects.exists()


def test_both_histories_say_so_and_by_whom(client):
    chef, cook = published("Chef", "Cook")
    merge(client, chef, cook)
    one, other = (text_of(client.get(page_of(occupation, "history"))) for occupation in (chef, cook))
    assert "Merged into Cook" in one
    assert "“Chef” was merged into “Cook”" in other
    assert "pat" in one
    assert "Merged into Cook." in text_of(client.get(page_of(chef)))


# Taking it back


def test_a_merge_is_taken_back(client):
    chef, cook, waiter = published("Chef", "Cook", "Waiter")
    OldSlug.objects.create(slug="kitchen-boss", occupation=chef)
    chef.alternate_titles.create(title="Head of kitchen")
    override = TitleOverride.objects.create(title="Sous", folded="sous", occupation=chef)
    note = PairNote.objects.create(first=chef, second=waiter, introduction="Both cook.", featured=True, place=3)
    merge(client, chef, cook)
    page = client.get(page_of(chef, "unmerge"))
    answer = client.post(page_of(chef, "unmerge"), form_of(page), follow=True)
    assert "Chef has its own page again." in text_of(answer)
    assert Client().get("/occupations/chef/").status_code == 200
    assert dict(OldSlug.objects.values_list("slug", "occupation__slug")) == {"kitchen-boss": "chef"}
    assert not AlternateTitle.objects.filter(occupation=cook).exists()
    override.refresh_from_db()
    assert override.occupation == chef
    assert list(PairNote.objects.values_list("pk", "featured", "place")) == [(note.pk, True, 3)]
    assert not Occupation.objects.get(pk=cook.pk).changed
    assert "The merge into Cook was taken back" in text_of(client.get(page_of(chef, "history")))
    assert client.get(page_of(chef, "unmerge")).status_code == 302


def test_what_was_changed_since_stays_when_a_merge_is_taken_back(client):
    chef, cook, waiter = published("Chef", "Cook", "Waiter")
    PairNote.objects.create(first=chef, second=waiter, introduction="Both cook.")
    merge(client, chef, cook)
    PairNote.objects.filter(first=cook).update(introduction="Written since.")
    OldSlug.objects.create(slug="since", occupation=cook)
    client.post(page_of(chef, "unmerge"), form_of(client.get(page_of(chef, "unmerge"))))
    assert PairNote.objects.get(first=cook).introduction == "Written since."
    assert OldSlug.objects.get(slug="since").occupation == cook


def test_what_was_withdrawn_before_is_so_again(client):
    chef, cook = published("Chef", "Cook")
    publish.withdraw(chef, "Nobody is called so.")
    since = Occupation.objects.get(pk=chef.pk).withdrawn_at
    merge(client, chef, cook)
    assert client.get(page_of(chef, "reinstate")).url == page_of(chef, "unmerge")
    client.post(page_of(chef, "unmerge"), form_of(client.get(page_of(chef, "unmerge"))))
    chef.refresh_from_db()
    assert (chef.withdrawn_at, chef.withdrawal_reason, chef.successor) == (since, "Nobody is called so.", None)


# Who may


def test_an_editor_asks_and_a_publisher_approves_what_was_asked_for(settings):
    settings.REVIEW_REQUIRED_FOR = ["withdrawals"]
    chef = make_occupation("Chef", ("Plan menus.",))
    (cook,) = published("Cook")
    publish.publish_all([chef])
    editor, publisher = signed_in("Editors"), signed_in("Publishers")
    asked = merge(editor, chef, cook, texts="on", ask="1")
    assert "You asked for a review." in text_of(asked)
    assert not Merge.objects.exists()
    page = publisher.get(page_of(chef, "merge"))
    assert form_of(page)["texts"] == "on"
    publisher.post(page_of(chef, "merge"), form_of(page))
    assert Merge.objects.get().into == cook
    assert cook.responsibilities.count() == 1
    assert ReviewRequest.objects.get().outcome == Outcome.APPROVED


def test_a_viewer_is_told_who_could():
    chef, cook = published("Chef", "Cook")
    answer = signed_in("Viewers").get(f"{page_of(chef, 'merge')}?into={cook.pk}")
    assert answer.status_code == 403
    assert "Publishers" in text_of(answer)


def test_the_page_costs_the_same_for_one_and_for_twenty_of_everything(client):
    chef, cook = published("Chef", "Cook")

    def fill(numbers: range) -> None:
        for number in numbers:
            third = make_occupation(f"Third {number}", skills=(f"Skill {number}",))
            chef.alternate_titles.create(title=f"Title {number}")
            chef.responsibilities.create(text=f"Do {number}.")
            make.classify(chef, make.record())
            PairNote.objects.create(first=chef, second=third, verdict="Words.")
            PairNote.objects.create(first=cook, second=third, verdict="Words.")
            OldSlug.objects.create(slug=f"old-{number}", occupation=chef)
            Correction.objects.create(page="/occupations/chef/", message="Wrong.")

    address = f"{page_of(chef, 'merge')}?into={cook.pk}"
    fill(range(1))
    few = queries(client, address)
    fill(range(1, 20))
    assert queries(client, address) == few
    assert few <= 45


# Renaming


def rename(client: Client, occupation: Occupation, title: str, **typed: str):
    shown = client.get(page_of(occupation, "rename"), {"title": title, "new_address": "on", "keep_title": "on"} | typed)
    return client.post(page_of(occupation, "rename"), form_of(shown), follow=True)


def test_renaming_shows_what_will_happen_and_does_it(client):
    chef, waiter = published("Chef", "Waiter")
    PairNote.objects.create(first=chef, second=waiter, introduction="A chef cooks.")
    shown = client.get(page_of(chef, "rename"), {"title": "Head cook", "new_address": "on", "keep_title": "on"})
    for sentence in (
        "“Chef” becomes “Head cook”. Visitors see it when it is published.",
        "/occupations/chef/ leads to /occupations/head-cook/, at once.",
        "They write “Chef” out: Chef vs Waiter. Change them by hand.",
    ):
        assert sentence in text_of(shown)
    assert Occupation.objects.get(pk=chef.pk).title == "Chef"
    answer = rename(client, chef, "Head cook")
    chef.refresh_from_db()
    assert (chef.title, chef.slug, chef.changed) == ("Head cook", "head-cook", True)
    assert list(chef.alternate_titles.values_list("title", flat=True)) == ["Chef"]
    assert "“Chef” is now “Head cook”." in text_of(answer)
    assert Client().get("/occupations/chef/")["Location"] == "/occupations/head-cook/"
    assert "Renamed" in text_of(client.get(page_of(chef, "history")))


def test_renaming_back_leads_the_other_way_round(client):
    (chef,) = published("Chef")
    rename(client, chef, "Head cook")
    rename(client, chef, "Chef")
    assert dict(OldSlug.objects.values_list("slug", "occupation__slug")) == {"head-cook": "chef"}
    assert Client().get("/occupations/chef/").status_code == 200
    assert list(chef.alternate_titles.values_list("title", flat=True)) == ["Head cook"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title": "Waiter"}, "There is already an occupation with this title."),
        ({"title": "waiter "}, "There is already an occupation with this title."),
        ({"title": ""}, "This field is required."),
        ({"title": "Chef"}, "This is its title already. Type another one, or another address."),
        ({"title": "Cook", "slug": "waiter", "new_address": ""}, "The address “waiter” is that of Waiter."),
        ({"title": "Cook", "slug": "a-vs-b", "new_address": ""}, "“vs” joins two occupations"),
        ({"title": "Cook", "slug": "A b", "new_address": ""}, "The slug has upper-case letters"),
        ({"title": "x" * 500}, "at most"),
    ],
)
def test_what_cannot_be_a_title_or_an_address_is_refused_where_it_was_typed(client, typed, says):
    chef, _ = published("Chef", "Waiter")
    form = {"new_address": "on", "seen": str(chef.version)} | typed
    for method in (client.get, client.post):
        answer = method(page_of(chef, "rename"), form)
        assert says in text_of(answer)
        assert answer.status_code == 200
    assert Occupation.objects.get(pk=chef.pk).title == "Chef"


def test_renaming_what_was_changed_meanwhile_shows_it_again(client):
    (chef,) = published("Chef")
    shown = client.get(page_of(chef, "rename"), {"title": "Head cook", "new_address": "on"})
    Occupation.objects.filter(pk=chef.pk).update(version=7)
    answer = client.post(page_of(chef, "rename"), form_of(shown))
    assert "Nothing was done, because the occupation was changed after you opened this page." in text_of(answer)
    assert Occupation.objects.get(pk=chef.pk).title == "Chef"


def test_an_address_that_led_elsewhere_is_taken_over_only_after_it_was_said(client):
    chef, waiter = published("Chef", "Waiter")
    OldSlug.objects.create(slug="head-cook", occupation=waiter)
    shown = client.get(page_of(chef, "rename"), {"title": "Head cook", "new_address": "on"})
    assert "/occupations/head-cook/ leads to Waiter now, and will not any more." in text_of(shown)
