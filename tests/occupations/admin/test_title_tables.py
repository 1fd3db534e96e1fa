"""Editors change the tables by which titles are read, and see what the package has and what they changed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from occupations.models import TitleTableRow
from occupations.publishing import publish
from occupations.search import building
from occupations.search.engine import find
from tests.admin_pages import form_of, make_occupation, signed_in, text_of
from tests.answers import Answer

pytestmark = pytest.mark.django_db

ADD = "admin:occupations_titletablerow_add"
TABLE = "admin:occupations_titletablerow_table"


@pytest.fixture
def publisher() -> Client:
    return signed_in("Publishers")


def send(client: Client, address: str, **typed: str) -> Answer:
    return client.post(address, {**form_of(client.get(address)), **typed}, follow=True)


def table(client: Client, name: str, query: str = "") -> str:
    return text_of(client.get(reverse(TABLE, args=[name]), {"q": query}))


def test_a_row_that_is_added_counts_at_once_and_the_model_is_behind(publisher, settings, tmp_path):
    settings.VAR = tmp_path
    publish.publish_all([make_occupation("Truck driver"), make_occupation("Baker")])
    building.build_model()
    assert building.is_behind() == ""
    assert find("trunk jockey").band != "match"

    send(publisher, reverse(ADD), table="everyday", words="Trunk jockey", read_as="truck driver", note="Radio slang.")

    assert find("trunk jockeys").hits[0].title == "Truck driver"
    assert find("trunk jockeys").title.renamed
    assert building.is_behind()
    row = TitleTableRow.objects.get()
    assert (row.folded, row.by.get_username(), row.note) == ("trunk jockey", "publishers", "Radio slang.")
    assert "Trunk jockey read as truck driver added" in table(publisher, "everyday")

    building.build_model()
    assert building.is_behind() == ""
    assert find("trunk jockey").hits[0].title == "Truck driver"
    row.delete()
    assert building.is_behind()
    assert find("trunk jockey").band != "match"


def test_the_same_rows_give_the_same_model_and_others_do_not(settings, tmp_path):
    settings.VAR = tmp_path
    publish.publish(make_occupation("Truck driver"))
    plain = building.build_model().version
    TitleTableRow.objects.create(table="abbreviations", words="driver", folded="driver", read_as="pilot")
    assert building.build_model().version == building.build_model().version != plain
    TitleTableRow.objects.all().delete()
    assert building.build_model().version == plain


def test_a_row_of_the_package_is_switched_off_and_on_again(publisher):
    publish.publish(make_occupation("Truck driver"))
    assert "truck driver" in [" ".join(one.words) for one in find("lorry driver").title.readings]

    page = publisher.get(reverse(TABLE, args=["british"]), {"q": "lorry driver"}).content.decode()
    off = page.split('href="')[page[: page.index("Switch off")].count('href="')].partition('"')[0].replace("&amp;", "&")
    send(publisher, off)
    TitleTableRow.objects.create(table="british", words="lorry", folded="lorry", off=True)

    assert "truck driver" not in [" ".join(one.words) for one in find("lorry driver").title.readings]
    assert "lorry driver read as truck driver switched off" in table(publisher, "british", "lorry driver")
    TitleTableRow.objects.all().delete()
    assert "truck driver" in [" ".join(one.words) for one in find("lorry driver").title.readings]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"table": "marks", "words": "gold", "kind": "king"}, "Select a valid choice. king is not one"),
        ({"table": "british", "words": "😀", "read_as": "truck"}, "Enter words with letters or digits."),
        ({"table": "marks", "words": "gold", "kind": "award"}, "Use one of these: advert,"),
        ({"table": "british", "words": "xkcdq"}, "Fill it in: this table needs it."),
        ({"table": "british", "words": "xkcdq", "off": "on"}, "This table has no such row that could be switched off."),
        ({"table": "british", "words": "a lorries", "read_as": "truck"}, "Only “lorry” would be looked for"),
        (
            {"table": "spanish", "words": "Hola", "read_as": "x"},
            "An editor has already changed the row for these words",
        ),
        ({"table": "", "words": "x"}, "This field is required."),
        ({"table": "british", "words": "ﷺ" * 60, "read_as": "x"}, "Shorten it: at most 5 words"),
    ],
)
def test_a_row_that_cannot_work_is_refused_and_what_was_typed_is_kept(publisher, typed, error):
    TitleTableRow.objects.create(table="spanish", words="hola", folded="hola", read_as="greeter")

    response = send(publisher, reverse(ADD), **typed)

    assert error in text_of(response)
    assert "Constraint" not in text_of(response)
    assert form_of(response)["words"] == typed["words"]
    assert TitleTableRow.objects.count() == 1


def test_what_no_occupation_is_called_is_a_reading_with_a_warning(publisher):
    publish.publish(make_occupation("Truck driver"))
    response = send(publisher, reverse(ADD), table="everyday", words="nonsense1", read_as="blurb xyz | truck drivers")
    assert "No title or name of an occupation has “blurb”, “xyz”. Titles that are read so may find nothing." in text_of(
        response
    )
    assert "No title or name" not in text_of(
        send(publisher, reverse(ADD), table="everyday", words="trucker2", read_as="truck drivers")
    )
    assert TitleTableRow.objects.count() == 2


def test_the_kind_is_chosen_among_those_of_each_table(publisher):
    page = publisher.get(reverse(ADD)).content.decode()
    kinds = page[page.index('<select name="kind"') :].partition("</select>")[0]
    assert '<optgroup label="Leaders">' in kinds
    assert kinds.count("<optgroup") == 3
    assert '<option value="shift">shift</option>' in kinds


def test_editors_see_the_tables_and_change_nothing():
    editor = signed_in("Editors")
    listed = text_of(editor.get(reverse("admin:occupations_titletablerow_tables")))
    assert "British words “lorry driver”: truck driver." in listed
    shown = table(editor, "marks", "senior")
    assert "senior level, anywhere" in shown
    assert ("Add a row" in shown, "Switch off" in shown) == (False, False)
    assert editor.get(reverse(TABLE, args=["nothing"])).status_code == 404


def test_a_table_with_many_changes_costs_no_more_queries(publisher, django_assert_num_queries):
    address = reverse(TABLE, args=["british"])
    publisher.get(address)
    with CaptureQueriesContext(connection) as few:
        publisher.get(address)
    for words in ("a", "b", "c"):
        TitleTableRow.objects.create(table="british", words=words, folded=words, read_as="x", by=None)
    with django_assert_num_queries(len(few)):
        publisher.get(address)


def test_answers_need_no_query_with_rows_of_editors():
    publish.publish(make_occupation("Truck driver"))
    TitleTableRow.objects.create(table="british", words="wagoner", folded="wagoner", read_as="truck driver")
    with CaptureQueriesContext(connection) as captured:
        assert find("wagoner").hits[0].title == "Truck driver"
    assert len(captured) == 0
