"""An editor's words about a pair: one row for both orders, shown on that pair's page and no other."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from comparisons.models import PairNote
from occupations.models import Occupation
from occupations.publishing import publish
from tests.admin_pages import form_of, signed_in
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
    PairNote.objects.create(first=cook, second=chef, introduction="Both cook.", verdict="Chefs lead.")
    assert [words_on(pair(cook, chef)), words_on(pair(chef, cook))] == [["Both cook.", "Chefs lead."]] * 2
    assert [words_on(pair(cook, baker)), words_on(pair(cook, chef, baker)), words_on(page(cook))] == [[], [], []]


@pytest.mark.parametrize("field", ["introduction", "verdict"])
def test_either_of_the_words_may_be_empty(sides, field):
    PairNote.objects.create(first=sides[0], second=sides[1], **{field: "Only this."})
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
    )
    text = get(pair(cook, chef)).content.decode()
    introduction, verdict = having(parse(text), "words")
    assert [words(one) for one in introduction.iter("em")] == ["Both"]
    assert [link.get("href") for link in introduction.iter("a")] == ["https://example.org"]
    assert [one.tag for one in verdict.iter() if one.tag in ("h1", "h3", "img")] == ["h3"]
    assert not [one for prose in (introduction, verdict) for one in prose.iter() if one.tag in ("script", "img")]
    assert "<script>" not in text


def test_words_on_a_pair_go_with_its_occupations(sides):
    cook, chef, _ = sides
    PairNote.objects.create(first=cook, second=chef, verdict="Chefs lead.")
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
    return [link.get("href") for block in having(tree, "pairs") for link in block.iter("a")]


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
