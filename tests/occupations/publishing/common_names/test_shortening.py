"""Official titles in fewer words, none of which say more."""

import pytest

from occupations.publishing.common_names.choosing import words_of
from occupations.publishing.common_names.shortening import first_people, is_residual, plain, shortened


@pytest.mark.parametrize(
    ("title", "shorter"),
    [
        ("Elementary school teacher, except special education", "Elementary school teacher"),
        ("Switchboard operator, including answering service", "Switchboard operator"),
        (
            "Plating machine setter, operator, or tender, metal and plastic",
            "Plating machine operator, metal and plastic",
        ),
        ("Cooling and freezing equipment operator or tender", "Cooling and freezing equipment operator"),
        ("Environmental engineering technologist or technician", "Environmental engineering technician"),
        ("First-line supervisor of police and detectives", "Police and detective supervisor"),
        ("First-line supervisor of retail sales workers", "Retail sales supervisor"),
        (
            "First-line supervisor of mechanics, installers, and repairers",
            "Mechanic, installer, and repairer supervisor",
        ),
        ("Helper to painters, paperhangers, and stucco masons", "Painter, paperhanger, and stucco mason helper"),
        ("Market research analyst or marketing specialist", "Market research analyst or marketing specialist"),
    ],
)
def test_a_plain_title_has_one_word_for_one_person(title, shorter):
    assert plain(title, professors=False) == shorter


def test_teachers_are_professors_only_where_they_are_called_so():
    title = "Philosophy and religion teacher, postsecondary"
    assert plain(title, professors=True) == "Philosophy and religion professor"
    assert plain(title, professors=False) == title


def test_what_is_for_all_others_is_residual():
    assert is_residual("Social scientist or related worker, all other")
    assert not is_residual("Door-to-door sales worker, news and street vendor, or related worker")


@pytest.mark.parametrize(
    ("title", "shorter"),
    [
        (
            "Coating, painting, and spraying machine operator",
            ["Coating and painting machine operator", "Coating machine operator"],
        ),
        (
            "Forging machine operator, metal and plastic",
            ["Metal and plastic forging machine operator"],
        ),
        ("Coin, vending, and amusement machine servicer or repairer", ["Coin and vending machine servicer"]),
        ("Furnace, kiln, oven, and kettle operator", ["Furnace, kiln, and oven operator", "Furnace and kiln operator"]),
        ("Landscaping, lawn service, and groundskeeping supervisor", ["Landscaping and lawn service supervisor"]),
        ("Probation officer or correctional treatment specialist", ["Probation officer"]),
    ],
)
def test_shorter_forms_name_the_first_parts(title, shorter):
    assert set(shorter) <= set(shortened(title))


@pytest.mark.parametrize(
    "title",
    [
        "Area, ethnic, and cultural studies professor",  # they share the last word
        "Agent or business manager of artists and athletes",  # whom they manage would be lost
        "Electronics installer or repairer, transportation equipment",  # so would what they repair
        "Forging machine operator, metal and plastic",  # a machine for metal is not one for plastic
        "Dining room and cafeteria attendant or bartender helper",  # attendants are no helpers
    ],
)
def test_nothing_is_left_out_that_is_said_of_all(title):
    assert not [name for name in shortened(title) if words_of(title) - words_of(name)]


def test_the_first_of_several_people_are_joined():
    title = "Lifeguard, ski patroller, or other protective service worker"
    assert first_people(title) == ["Lifeguard or ski patroller", "Lifeguard"]
