"""An editor's words about a pair: one row for both orders, shown on that pair's page and no other."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from time_machine import travel

from comparisons.models import PairNote
from occupations.models import Occupation
from occupations.publishing import publish
from tests.admin_pages import form_of, signed_in, text_of
from tests.formats import having, parse, words
from tests.http.public import get, occupations, page, pair
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides() -> list[Occupation]:
    return occupations("Cook", "Chef", "Baker")


def words_on(address: str) -> list[str]:
    tree = parse(get(address).content.decode())
    return [words(prose) for prose in having(tree, "words")]


def test_words_are_shown_in_either_order_and_on_no_other_page(sides):
    cook, chef, baker = sides
    PairNote.objects.create(first=cook, second=chef, introduction="Both cook.", verdict="Chefs lead.").publish()
    assert [words_on(pair(cook, chef)), words_on(pair(chef, cook))] == [["Both cook.", "Chefs lead."]] * 2
    assert [words_on(pair(cook, baker)), words_on(pair(cook, chef, baker)), words_on(page(cook))] == [[], [], []]


@pytest.mark.parametrize("field", ["introduction", "verdict"])
def test_either_of_the_words_may_be_empty(sides, field):
    PairNote.objects.create(first=sides[0], second=sides[1], **{field: "Only this."}).publish()
    assert words_on(pair(sides[0], sides[1])) == ["Only this."]


def test_a_pair_is_stored_in_one_order(sides):
    cook, chef, _ = sides
    note = PairNote.objects.create(first=chef, second=cook, verdict="Chefs lead.")
    note.refresh_from_db()
    assert (note.first, note.second, str(note)) == (cook, chef, "Cook vs Chef")


def test_a_pair_has_words_only_once(sides):
    cook, chef, _ = sides
    PairNote.objects.create(first=cook, second=chef)
    with pytest.raises(IntegrityError, match="pairnote_unique"), transaction.atomic():
        PairNote.objects.create(first=chef, second=cook)


def test_an_occupation_makes_no_pair_with_itself(sides):
    cook = sides[0]
    with pytest.raises(IntegrityError, match="pairnote_ordered"), transaction.atomic():
        PairNote.objects.create(first=cook, second=cook)
    with pytest.raises(ValidationError, match="Choose two different occupations."):
        PairNote(first=cook, second=cook).validate_constraints()


def test_words_cannot_be_written_past_the_one_order(sides):
    cook, chef, _ = sides
    with pytest.raises(IntegrityError, match="pairnote_ordered"), transaction.atomic():
        PairNote.objects.bulk_create([PairNote(first=chef, second=cook)])


def test_words_are_markdown_and_never_html(sides):
    cook, chef, _ = sides
    PairNote.objects.create(
        first=cook,
        second=chef,
        introduction="*Both* cook. <script>alert(1)</script> [see](javascript:alert(1)) [here](https://example.org)",
        verdict='<img src=x onerror="alert(1)">\n\n# Chefs',
    ).publish()
    text = get(pair(cook, chef)).content.decode()
    introduction, verdict = having(parse(text), "words")
    assert [words(one) for one in introduction.iter("em")] == ["Both"]
    assert [link.get("href") for link in introduction.iter("a")] == ["https://example.org"]
    assert [one.tag for one in verdict.iter() if one.tag in ("h1", "h3", "img")] == ["h3"]
    assert not [one for prose in (introduction, verdict) for one in prose.iter() if one.tag in ("script", "img")]
    assert "<script>" not in text


def test_words_on_a_pair_go_with_its_occupations(sides):
    cook, chef, _ = sides
    PairNote.objects.create(first=cook, second=chef, verdict="Chefs lead.").publish()
    publish.withdraw(chef, "Gone.")
    response = get(pair(cook, chef))
    assert (response.status_code, "Chefs lead." in response.content.decode()) == (410, False)


def test_words_sent_by_a_browser_are_stored_with_plain_line_ends(sides):
    cook, chef, _ = sides
    note = PairNote.objects.create(first=cook, second=chef, introduction="Both cook.\n\nBoth taste.")
    editor = signed_in("Editors")
    address = reverse("admin:comparisons_pairnote_change", args=[note.pk])
    form = form_of(editor.get(address))
    assert form["introduction"] == "Both cook.\r\n\r\nBoth taste."

    editor.post(address, form | {"verdict": "Chefs lead.\r\nCooks do not."})

    note.refresh_from_db()
    assert (note.introduction, note.verdict) == ("Both cook.\n\nBoth taste.", "Chefs lead.\nCooks do not.")


def featured() -> list[str]:
    tree = parse(get("/").content.decode())
    return [link.get("href", "") for part in having(tree, "pairs") for link in part.iter("a")]


def test_featured_pairs_are_on_the_home_page(sides):
    cook, chef, baker = sides
    PairNote.objects.create(first=cook, second=baker, featured=True)
    PairNote.objects.create(first=chef, second=baker)
    assert featured() == ["/compare/cook-vs-baker/"]


def test_a_featured_pair_of_which_one_is_not_public_is_not_on_the_home_page(sides):
    cook, chef, baker = sides
    draft = make.occupation("Secret cook", category=cook.category)
    PairNote.objects.create(first=cook, second=draft, featured=True)
    PairNote.objects.create(first=cook, second=chef, featured=True)
    PairNote.objects.create(first=chef, second=baker, featured=True)
    publish.withdraw(baker, "Gone.")
    assert featured() == ["/compare/cook-vs-chef/"]
    assert "Secret cook" not in get("/").content.decode()


# Drafts and publishing


@pytest.fixture
def nobody_reviews(settings) -> None:
    settings.REVIEW_REQUIRED_FOR = []


def step(note: PairNote, name: str) -> str:
    return reverse(f"admin:comparisons_pairnote_{name}", args=[note.pk])


def save(editor, note: PairNote, **values: str) -> None:
    address = step(note, "change")
    editor.post(address, form_of(editor.get(address)) | values)


def test_what_is_saved_is_a_draft_that_is_previewed_and_published_deliberately(sides):
    cook, chef, _ = sides
    note, editor = PairNote.objects.create(first=cook, second=chef), signed_in("Editors")
    save(editor, note, introduction="Both cook.")
    assert words_on(pair(cook, chef)) == []
    preview = editor.get(step(note, "preview"))
    assert [words(one) for one in having(parse(preview.content.decode()), "words")] == ["Both cook."]
    assert "Preview of unpublished words. Visitors do not see this page." in text_of(preview)
    assert preview["Cache-Control"] == "private, no-store"

    address = step(note, "publish")
    asked = editor.post(address, form_of(editor.get(address)) | {"ask": "1", "comment": "Is this fair?"}, follow=True)
    assert "Somebody else of Editors, Publishers and Administrators can approve it." in text_of(asked)
    refused = editor.post(address, form_of(editor.get(address)))
    assert "It needs a review: somebody else of Editors," in text_of(refused)
    assert words_on(pair(cook, chef)) == []
    reviewer = signed_in("Publishers")
    assert "editors asked for a review" in text_of(reviewer.get(address))
    assert "Is this fair?" in text_of(reviewer.get(address))
    published = reviewer.post(address, form_of(reviewer.get(address)), follow=True)
    assert "Visitors see these words now." in text_of(published)
    assert words_on(pair(cook, chef)) == ["Both cook."]
    save(editor, note, introduction="Both cook and taste.")
    assert words_on(pair(cook, chef)) == ["Both cook."]


@pytest.mark.usefixtures("nobody_reviews")
def test_history_says_who_published_what_and_when(sides):
    note, editor = PairNote.objects.create(first=sides[0], second=sides[1]), signed_in("Editors", "anna")
    with travel(datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC), tick=False):
        for text in ("Both cook.", "Both taste."):
            save(editor, note, introduction=text)
            editor.post(step(note, "publish"), form_of(editor.get(step(note, "publish"))))
        said = text_of(editor.get(step(note, "publish")))
    assert "Words 2, March 2, 2026, 12:00 UTC, by anna: public now Both taste." in said
    assert "Words 1, March 2, 2026, 12:00 UTC, by anna Both cook." in said


def test_words_that_changed_since_they_were_looked_at_are_not_published(sides):
    note, editor = PairNote.objects.create(first=sides[0], second=sides[1]), signed_in("Editors")
    save(editor, note, introduction="Both cook.")
    form = form_of(editor.get(step(note, "publish")))
    save(editor, note, introduction="Something else.")
    assert "The draft was changed after this page was opened." in text_of(editor.post(step(note, "publish"), form))
    assert words_on(pair(sides[0], sides[1])) == []


def test_words_are_taken_back(sides):
    cook, chef, _ = sides
    note, editor = PairNote.objects.create(first=cook, second=chef, verdict="Chefs lead."), signed_in("Editors")
    note.publish()
    editor.post(step(note, "publish"), {"take_back": "1"})
    assert words_on(pair(cook, chef)) == []
    note.refresh_from_db()
    assert (note.verdict, note.published.count()) == ("Chefs lead.", 1)


def test_tokens_are_filled_in_for_the_right_side_in_either_order(sides):
    cook, chef, _ = sides
    for occupation, growth in ((cook, 3), (chef, 7)):
        make.figure("growth", growth, occupation=occupation)
    publish.publish_all([cook, chef])
    PairNote.objects.create(first=cook, second=chef, verdict="From {a.growth} to {b.growth}.").publish()
    assert [words_on(pair(*order)) for order in ((cook, chef), (chef, cook))] == [["From 3.0% to 7.0%."]] * 2


def test_tokens_stay_with_their_occupation_where_the_pair_is_stored_the_other_way_round(sides):
    cook, chef, _ = sides
    editor, add = signed_in("Editors"), reverse("admin:comparisons_pairnote_add")
    typed = {"first": chef.pk, "second": cook.pk, "introduction": "{a.growth}, {b.growth}", "verdict": "{b.pay_median}"}

    editor.post(add, form_of(editor.get(add)) | typed)

    note = PairNote.objects.get()
    assert (note.first, note.introduction, note.verdict) == (cook, "{b.growth}, {a.growth}", "{a.pay_median}")


def test_a_false_claim_keeps_words_from_being_published(sides):
    note, editor = PairNote.objects.create(first=sides[0], second=sides[1]), signed_in("Editors")
    save(editor, note, verdict="Chefs earn $99,999.")
    sent = editor.post(step(note, "publish"), {"seen": "2"})
    assert "The comparison has no figure “$99,999”." in text_of(sent)
    assert not note.published.exists()


def test_published_words_never_change(sides):
    published = PairNote.objects.create(first=sides[0], second=sides[1], verdict="Chefs lead.").publish()
    published.verdict = "Cooks lead."
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        published.save()


def test_a_note_is_deleted_unless_its_words_were_published(sides):
    note = PairNote.objects.create(first=sides[0], second=sides[1], verdict="Chefs lead.")
    draft = PairNote.objects.create(first=sides[0], second=sides[2], verdict="Bakers lead.")
    note.publish()
    client = signed_in("Publishers")
    addresses = [reverse("admin:comparisons_pairnote_delete", args=[one.pk]) for one in (draft, note)]
    asked = [client.get(address) for address in addresses]
    uses = "1 version of the published words about a pair: Cook vs Chef, words 1"
    assert f"“Cook vs Chef” is used by {uses}." in text_of(asked[1])
    for address in addresses:
        client.post(address, form_of(asked[0]))
    assert list(PairNote.objects.all()) == [note]
    assert words_on(pair(sides[0], sides[1])) == ["Chefs lead."]
