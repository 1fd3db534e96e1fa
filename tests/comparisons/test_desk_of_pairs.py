"""What editors see of a pair before anything is published, and the order of pairs on the home page."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from comparisons.featuring import moved, put_in_order
from comparisons.home import EXAMPLES
from comparisons.models import PairNote
from comparisons.search_engines import explain
from occupations.models import Occupation
from tests.admin_pages import form_of, signed_in, text_of
from tests.comparisons.test_pairnote import featured
from tests.http.public import get, occupations, pair
from tests.occupations import factories as make

HOME, CHECK = "admin:comparisons_pairnote_home", "admin:comparisons_pairnote_check"


@pytest.fixture
def sides(db) -> list[Occupation]:
    return occupations("Cook", "Chef", "Baker")


def typed(first: Occupation, second: Occupation, **words: str) -> dict[str, str]:
    return {"first": str(first.pk), "second": str(second.pk), "introduction": "", "verdict": "", **words}


# Words are checked while somebody types


def test_words_are_checked_before_they_are_saved(sides):
    cook, chef, _ = sides
    editor = signed_in("Editors")

    wrong = editor.post(reverse(CHECK), typed(cook, chef, verdict="Cooks earn {a.pay_median}, not $1,234."))
    right = editor.post(reverse(CHECK), typed(cook, chef, verdict="Chefs earn {b.pay_median} a year."))

    assert "The comparison has no figure “$1,234”." in text_of(wrong)
    assert "Chefs earn $50,000" in text_of(right)
    assert "Nothing is wrong with these words." in text_of(right)
    assert not PairNote.objects.exists()


def test_what_is_wrong_is_said_of_the_introduction_or_of_the_verdict(sides):
    cook, chef, _ = sides
    words = {"introduction": "Cooks have {a.luck}.", "verdict": "Cooks earn more than chefs."}

    text = text_of(signed_in("Editors").post(reverse(CHECK), typed(cook, chef, **words)))

    assert "Introduction: “{a.luck}” stands for no figure." in text
    assert "Verdict: “Cooks earn more than chefs" in text
    assert text.count("Introduction:") == text.count("Verdict:") == 1


def test_words_are_saved_and_lead_to_publishing_in_one_step(sides):
    cook, chef, _ = sides
    add = reverse("admin:comparisons_pairnote_add")
    publisher = signed_in("Publishers")
    form = form_of(publisher.get(add)) | typed(cook, chef, verdict="Alike.") | {"_save_and_publish": "1"}

    made = publisher.post(add, form)

    note = PairNote.objects.get()
    publish, change = (reverse(f"admin:comparisons_pairnote_{name}", args=[note.pk]) for name in ("publish", "change"))
    assert made["Location"] == publish
    again = publisher.post(change, form_of(publisher.get(change)) | {"verdict": "Unlike.", "_save_and_publish": "1"})
    assert again["Location"] == publish
    assert "Save, then publish…" not in signed_in("Viewers").get(change).content.decode()


def test_a_token_that_does_not_exist_is_told_and_not_published(sides, settings):
    settings.REVIEW_REQUIRED_FOR = []
    cook, chef, _ = sides
    publisher = signed_in("Publishers")
    said = "“{a.luck}” stands for no figure. Tokens look like {a.pay_median} or {b.growth}."
    words = "Cooks have {a.luck}."
    assert said in text_of(publisher.post(reverse(CHECK), typed(cook, chef, verdict=words)))

    add = reverse("admin:comparisons_pairnote_add")
    publisher.post(add, form_of(publisher.get(add)) | typed(cook, chef, verdict=words))
    note = PairNote.objects.get()
    address = reverse("admin:comparisons_pairnote_publish", args=[note.pk])
    refused = publisher.post(address, form_of(publisher.get(address)))

    note.refresh_from_db()
    assert (note.verdict, note.live) == (words, None)
    assert said in text_of(refused)


def test_a_is_the_occupation_that_is_chosen_first_in_either_order(sides):
    cook, chef, _ = sides
    editor = signed_in("Editors")

    answer = editor.post(reverse(CHECK), typed(chef, cook, verdict="The first earns {a.pay_median}."))

    assert "The first earns $50,000" in text_of(answer)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"second": ""}, "Choose two different occupations"),
        ({"second": "9" * 18}, "Choose two different occupations"),
        ({"second": "9" * 5000}, "Choose two different occupations"),
        ({"second": "x"}, "Choose two different occupations"),
        ({"verdict": "x" * 50_001}, "longer than 50,000 characters"),
        ({}, "There are no words yet."),
    ],
)
def test_what_cannot_be_checked_says_why(sides, changed, says):
    answer = signed_in("Editors").post(reverse(CHECK), typed(sides[0], sides[1]) | changed)

    assert answer.status_code == 200
    assert says in text_of(answer)


def test_an_occupation_makes_no_pair_with_itself(sides):
    answer = signed_in("Editors").post(reverse(CHECK), typed(sides[0], sides[0], verdict="Alike."))

    assert "Choose two different occupations" in text_of(answer)


def test_the_page_of_the_words_lists_faults_and_figures(sides):
    cook, chef, _ = sides
    note = PairNote.objects.create(first=cook, second=chef, verdict="Cooks earn $1,234.")

    text = text_of(signed_in("Editors").get(reverse("admin:comparisons_pairnote_change", args=[note.pk])))

    assert "The comparison has no figure “$1,234”." in text
    assert "{a.pay_median} $40,000" in text
    assert "{b.pay_median} $50,000" in text


def test_a_page_for_a_new_pair_asks_for_two_occupations(db):
    text = text_of(signed_in("Editors").get(reverse("admin:comparisons_pairnote_add")))

    assert "Choose two different occupations, and the words are checked against their comparison." in text


# Drafts of both


def test_a_pair_is_previewed_with_the_drafts_of_both(sides):
    cook, chef, _ = sides
    note = PairNote.objects.create(first=cook, second=chef, verdict="They share a kitchen.")
    chef.responsibilities.filter(position=1).update(text="Write the menu of tomorrow.")
    editor = signed_in("Editors")
    preview = reverse("admin:comparisons_pairnote_preview", args=[note.pk])

    now, drafts = editor.get(preview), editor.get(f"{preview}?drafts=1")

    assert "Write the menu of tomorrow." not in text_of(now)
    assert "Write the menu of tomorrow." in text_of(drafts)
    assert "and of the drafts of both occupations" in text_of(drafts)
    assert "They share a kitchen." in text_of(drafts)
    assert "Write the menu of tomorrow." not in get(pair(cook, chef)).content.decode()


def test_a_pair_that_is_not_public_yet_is_previewed_and_checked_by_its_drafts(sides):
    cook = sides[0]
    draft = make.occupation("Waiter", category=cook.category)
    note = PairNote.objects.create(first=cook, second=draft, verdict="Cooks earn {a.pay_median}.")
    editor = signed_in("Editors")
    preview = reverse("admin:comparisons_pairnote_preview", args=[note.pk])

    refused = editor.get(preview, follow=True)

    assert "Preview it with the drafts of both." in text_of(refused)
    assert "Cooks earn $40,000" in text_of(editor.get(f"{preview}?drafts=1"))
    assert "Cooks earn $40,000" in text_of(editor.post(reverse(CHECK), typed(cook, draft, verdict=note.verdict)))


# The home page


@given(st.lists(st.integers(), unique=True, max_size=6), st.integers(), st.sampled_from([-1, 1]))
def test_moving_one_keeps_the_others_in_order(keys, key, step):
    found = moved(keys, key, step)

    assert sorted(found) == sorted(keys)
    assert [one for one in found if one != key] == [one for one in keys if one != key]
    if key in keys:
        assert found.index(key) == min(max(keys.index(key) + step, 0), len(keys) - 1)


def test_featured_pairs_are_shown_in_the_order_that_editors_choose(sides):
    cook, chef, baker = sides
    first = PairNote.objects.create(first=cook, second=chef, featured=True)
    PairNote.objects.create(first=cook, second=baker, featured=True)
    editor = signed_in("Editors")
    assert featured()[:2] == ["/compare/cook-vs-chef/", "/compare/cook-vs-baker/"]

    moved = editor.post(reverse(HOME), {"move": f"down {first.pk}"})

    assert moved.status_code == 302
    assert featured()[:2] == ["/compare/cook-vs-baker/", "/compare/cook-vs-chef/"]
    last = PairNote.objects.create(first=chef, second=baker, featured=True)
    assert featured()[-1] == "/compare/chef-vs-baker/"
    put_in_order(last.pk, -1)
    assert featured()[1] == "/compare/chef-vs-baker/"


def test_the_page_of_places_says_which_pairs_are_not_shown_and_which_the_site_adds(sides):
    cook, chef, _baker = sides
    draft = make.occupation("Waiter", category=cook.category)
    PairNote.objects.create(first=cook, second=draft, featured=True)
    PairNote.objects.create(first=cook, second=chef, featured=True)

    text = text_of(signed_in("Viewers").get(reverse(HOME)))

    assert "Cook vs Waiter (not shown: Waiter is not public)" in text
    assert "Cook vs Chef (" not in text
    assert "Up" not in text
    assert EXAMPLES == 6


@pytest.mark.parametrize("sent", ["", "up", "up x", "sideways 1", f"up {'9' * 19}"])
def test_a_button_that_is_not_on_the_page_moves_nothing(sides, sent):
    note = PairNote.objects.create(first=sides[0], second=sides[1], featured=True)

    answer = signed_in("Editors").post(reverse(HOME), {"move": sent}, follow=True)

    assert "Nothing was moved" in text_of(answer)
    note.refresh_from_db()
    assert note.place is None


# Search engines


def test_what_would_lift_a_pair_is_what_does_not_speak_for_it_yet(sides):
    explained = explain("cook", "baker")

    assert explained
    assert next(text for _, text in explained.lifts) == "an editor features it on the home page"


def test_everything_about_a_pair_is_reached_from_its_form(sides):
    cook, chef, _ = sides
    note = PairNote.objects.create(first=cook, second=chef, verdict="Both cook.", featured=True)
    editor = signed_in("Editors")

    page = editor.get(reverse("admin:comparisons_pairnote_change", args=[note.pk])).content.decode()

    for name in ("preview", "publish"):
        assert reverse(f"admin:comparisons_pairnote_{name}", args=[note.pk]) in page
    assert "?drafts=1" in page
    assert reverse(HOME) in page
    assert f"{reverse('admin:comparisons_pairnote_search_engines')}?first=cook&amp;second=chef" in page
    assert reverse(CHECK) in page
    assert "{a.pay_median}" in page
