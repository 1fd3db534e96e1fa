"""After a few titles have changed, the names that are chosen are those that choosing for all occupations gives."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from occupations.models import AlternateTitle, FoldedTitle, Occupation, RecordText
from occupations.publishing import common_names
from occupations.publishing.common_names import choosing, folded, touched
from occupations.publishing.common_names.rows import reviewed, titled
from occupations.search.reading.words import fold
from occupations.text import english
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

TITLES = [
    "Heating, air conditioning, and refrigeration mechanic or installer",
    "Refrigeration, air conditioning, and heating mechanic or repairer",
    "Substance abuse and behavioral disorder counselor",
    "Elementary school teacher, except special education",
    "Coating, painting, and spraying machine setter, operator, or tender",
    "Painting, coating, and decorating machine setter or operator",
    "First-line supervisor of farming, fishing, and forestry workers",
    "Anthropology and archeology teacher, postsecondary",
    "Outdoor power equipment and other small engine mechanic",
    "Plumber, pipefitter, or steamfitter",
    "Counselor, all other, including substance abuse and behavioral",
    "Small engine mechanic",
    "Baker",
    "Restaurant cook",
]
NAMES = [
    "HVAC Mechanic (Heating, Ventilation, and Air Conditioning Mechanic)",
    "Refrigeration Mechanic",
    "Heating Mechanic",
    "Substance Abuse Counselor",
    "Behavioral Counselor",
    "Elementary School Teacher",
    "Painting Machine Operator",
    "Coating Machine Operator",
    "Coating/Painting Machine Operator",
    "Small Engine Mechanic",
    "Farm Supervisor",
    "Anthropology Professor",
    "Archeology Professor",
    "Non-Heating Mechanic",
    "Steamfitter",
    "Plumber",
    "Baker",
]
KINDS = ["reported_title", "direct_match_title", "alternate_title"]


@pytest.fixture
def occupations() -> list[Occupation]:
    """With what a release says of each, drawn at random: names that several could have."""
    random, release, found = Random(7), make.release(), []
    for number, title in enumerate(TITLES):
        owner = make.occupation(title)
        record = make.record(f"11-{1000 + number}.00", system="onet-soc", vintage="2019", title=title)
        make.classify(owner, record)
        for position, name in enumerate(random.sample(NAMES, 6), start=1):
            kind = random.choice(KINDS)
            RecordText.objects.create(record=record, release=release, kind=kind, text=name, position=position)
        found.append(owner)
    common_names.update()
    return found


def edit(random: Random, owner: Occupation) -> None:
    match random.randrange(5):
        case 0:
            owner.title = random.choice([one for one in (*TITLES, *NAMES) if not taken(one, owner)])
        case 1:
            owner.common_name = random.choice([one for one in (*NAMES, "", "") if not taken(one, owner)])
        case 2:
            owner.alternate_titles.all().delete()
        case _:
            names = set(NAMES) - set(owner.alternate_titles.values_list("title", flat=True))
            AlternateTitle.objects.create(
                occupation=owner, title=random.choice(sorted(names)), hidden=random.random() < 0.2
            )
    owner.save()


def taken(name: str, owner: Occupation) -> bool:
    return name != "" and common_names.taken_by(name, owner.pk) is not None


def test_the_names_are_those_of_a_full_recomputation_after_random_changes(occupations, monkeypatch):
    random, given = Random(11), 0
    anew = folded.renew
    monkeypatch.setattr(folded, "renew", lambda: pytest.fail("all was worked out anew"))
    for _ in range(150):
        some = random.sample(occupations, random.choice([1, 1, 1, 2]))
        before = common_names.called([owner.pk for owner in some])
        for owner in some:
            owner.refresh_from_db()
            edit(random, owner)

        common_names.update(before)

        stored = dict(Occupation.objects.exclude(automatic_name="").values_list("pk", "automatic_name"))
        assert stored == choosing.choose(titled(), reviewed())
        given += len(stored)
    assert given > 150  # otherwise it would compare nothing with nothing
    anew()


def test_a_change_costs_as_many_queries_with_many_titles(occupations):
    def queries() -> int:
        before = common_names.called([occupations[0].pk])
        with CaptureQueriesContext(connection) as captured:
            touched.choose_again(before)
        return len(captured)

    few = queries()
    for number in range(20):
        make.occupation(f"Operator of machine {number} for coating, painting, and spraying of metal")
    assert queries() == few


def test_folded_titles_are_those_of_current_releases(occupations):
    assert folded.are_current()
    record, newer = RecordText.objects.first().record, make.release(make.dataset("newer"))
    RecordText.objects.create(record=record, release=newer, kind="reported_title", text="Chiller A/P Mechanic")
    assert not folded.are_current()

    common_names.update({})

    assert folded.are_current()
    row = FoldedTitle.objects.get(release=newer)
    assert (row.name, row.words) == ("chiller ap mechanic", ["chiller", "mechanic", "p"])


@pytest.mark.parametrize("text", [*TITLES, *NAMES, "IT A/V GURU", "X-Ray Tech", "E-Commerce R&D Manager", "SALES REP"])
def test_the_case_of_a_name_does_not_change_its_words(text):
    """Names are compared before they are written as in a sentence."""
    name = english.sentence_start(english.running(text, english.DEFAULT_VERBATIM))

    assert choosing.words_of(name) == choosing.words_of(text)
    assert fold(name) == fold(text)
