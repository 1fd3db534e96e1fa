"""The level of education that an occupation asks for, where a source knows only that of a wider group."""

import pytest

from occupations.profiles.document import CategoryRef, Figure, Names, Overrides, Profile, RecordRef, ReleaseRef
from occupations.profiles.entry_level import contradicts, middle
from occupations.profiles.layout import lay_out


def answers(count: int | None = 23, **percent: int) -> list[Figure]:
    labels = {
        "high": "High school diploma or the equivalent",
        "bachelor": "Bachelor's degree",
        "master": "Master's degree",
    }
    return [
        Figure(
            metric="education_required",
            label=labels[key],
            value=100 * share,
            sample_size=count,
            record="onet:2",
            release=0,
        )
        for key, share in percent.items()
    ]


@pytest.mark.parametrize(
    ("given", "level"),
    [
        (answers(high=0, bachelor=49, master=51), "Master's degree"),
        (answers(high=10, bachelor=50, master=40), "Bachelor's degree"),
        (answers(high=0), ""),
        ([Figure(metric="education_required", label="Another", value=100)], ""),
    ],
)
def test_the_median_answer_is_a_level_of_entry_education(given, level):
    assert middle(given) == level


@pytest.mark.parametrize(
    ("given", "level", "result"),
    [
        (answers(bachelor=10, master=90), "Bachelor's degree", True),
        (answers(high=90, bachelor=10), "Bachelor's degree", True),
        (answers(bachelor=40, master=60), "Bachelor's degree", False),  # 23 answers may err by that much
        (answers(2000, bachelor=40, master=60), "Bachelor's degree", True),
        (answers(None, bachelor=10, master=90), "Bachelor's degree", False),
        (answers(bachelor=10, master=90), "Another", False),
    ],
)
def test_answers_contradict_a_level_only_beyond_their_error(given, level, result):
    assert contradicts(given, level) is result


def entry(given: list[Figure], quality: str = "shared"):
    names = Names("Psychiatric nurse", "psychiatric nurse", "psychiatric nurses", "a")
    records = (
        RecordRef(key="onet:2", system="O*NET-SOC", code="2", title="Psychiatric Nurses", quality="exact"),
        RecordRef(key="nem:1", system="NEM", code="1", title="Registered nurses", quality=quality),
    )
    group = Figure(metric="entry_education", label="Bachelor's degree", record="nem:1", release=0)
    release = ReleaseRef(key="s@1#1", dataset="s", source="S", title="1", method="measured")
    sheet = lay_out(
        Profile(
            names=names,
            overrides=Overrides(),
            category=CategoryRef("health", "Health"),
            records=records,
            figures=(group, *given),
            releases=(release,),
        )
    )
    return sheet.own["entry_education"], sheet.own["time"]


def test_an_occupations_own_level_takes_the_place_of_a_groups_that_it_contradicts():
    level, path = entry(answers(bachelor=10, master=90))
    assert (level.text, level.group, level.record) == ("Master's degree", "", "onet:2")
    assert level.derivation == "the median of 23 answers on the education that the occupation requires"
    assert level.notes == (
        "For the wider group Registered nurses it is: Bachelor's degree. The answers contradict that",
    )
    assert (path.text, path.group) == ("Master's degree", "")


def test_experience_is_added_from_the_answers_if_the_level_is_theirs():
    """Never experience of one source to education of the other."""
    required = Figure(metric="experience_required", low=12, high=24, record="onet:2", release=0, population="nurses")
    _, time = entry([*answers(bachelor=10, master=90), required])
    assert (time.metric, time.text, time.group, time.record) == ("time_to_become", "About 7 to 8 years", "", "onet:2")
    assert time.derivation == "4 years of college + 2 years of graduate school + 1 to 2 years of related experience"


def test_a_sum_of_the_wider_group_is_marked_as_the_groups():
    group = [
        Figure(metric=metric, label="None", record="nem:1", release=0)
        for metric in ("entry_experience", "entry_training")
    ]
    _, time = entry([*answers(bachelor=80, master=20), *group])
    assert (time.metric, time.text, time.group) == ("time_to_become", "About 4 years", "Registered nurses")
    assert time.notes[0] == "Figure for a wider group: Registered nurses"


def test_a_level_that_people_in_the_occupation_confirm_is_its_own():
    level, path = entry(answers(bachelor=80, master=20))
    assert (level.text, level.group, level.record) == ("Bachelor's degree", "", "onet:2")
    assert level.notes == ("It is the same for the wider group Registered nurses",)
    assert (path.text, path.group, path.record) == ("Bachelor's degree", "Registered nurses", "nem:1")


def test_both_levels_stand_where_they_do_not_contradict_each_other():
    level, path = entry(answers(bachelor=40, master=60))
    assert (level.text, level.group, path.group) == ("Bachelor's degree", "Registered nurses", "Registered nurses")
    assert level.notes[-1] == ("People in the occupation say it requires: Master's degree (the median of 23 answers)")


def test_an_occupations_own_entry_education_stays():
    level, _ = entry(answers(bachelor=10, master=90), quality="exact")
    assert (level.text, level.notes) == ("Bachelor's degree", ())
