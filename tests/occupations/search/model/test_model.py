"""The model: the same names give the same bytes, what is stored is what is read, and what it learns is measured."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations.search.model import calibration, logit
from occupations.search.model.features import FEATURES, NONE_FEATURES
from occupations.search.model.labeled import Lesson, learn
from occupations.search.model.name_forms import LISTED, TITLE
from occupations.search.model.prefixes import begun
from occupations.search.model.ranker import Names, answer
from occupations.search.model.segment import Name, Occupation, build
from occupations.search.model.stems import stem
from occupations.search.model.stored import Stored, opened, to_bytes, version_of
from occupations.search.model.training import examples, learned_from_all, train
from occupations.search.reading.titles import read_title

OCCUPATIONS = [
    Occupation(1, "Registered nurse", 3_000_000, True),
    Occupation(2, "Truck driver", 2_000_000, True),
    Occupation(3, "Marketing manager", 300_000, True),
]
NAMES = [Name(one.number, one.title, TITLE) for one in OCCUPATIONS] + [
    Name(1, "Registered Nurse (RN)", LISTED),
    Name(1, "Charge nurse", LISTED),
    Name(2, "Teamster", LISTED),
    Name(3, "Brand manager", LISTED),
]
GROUPS = {1: "29-1141", 2: "53-3032", 3: "11-2021"}


LESSONS = [
    Lesson("Mother of ships", frozenset(["53-3032"]), filed=False, part=0),
    Lesson("Mother of ships (night)", frozenset(["11-2021"]), filed=True, part=1),
    Lesson("Ships", frozenset(), filed=False, part=2),
]


def names() -> Names:
    return Names([build(NAMES, OCCUPATIONS)], groups=GROUPS)


def first(title: str) -> int:
    return answer(title, names(), learned_from_all()).ranked[0].number


def test_the_same_names_give_the_same_bytes():
    one = to_bytes(Stored(build(NAMES, OCCUPATIONS), learned_from_all(), learn(LESSONS, {})))
    other = to_bytes(Stored(build(reversed(NAMES), OCCUPATIONS[::-1]), learned_from_all(), learn(LESSONS[::-1], {})))
    assert version_of(one) == version_of(other)
    assert one == other


def test_what_is_stored_is_read_again(tmp_path):
    path = tmp_path / "model.bin"
    path.write_bytes(to_bytes(Stored(build(NAMES, OCCUPATIONS), learned_from_all(), learn(LESSONS, {}))))
    segment, parameters, labeled = opened(path)
    again = answer("Senior nurse", Names([segment], groups=GROUPS, labeled=labeled), parameters)
    known = Names([build(NAMES, OCCUPATIONS)], groups=GROUPS, labeled=learn(LESSONS, {}))
    assert again.ranked == answer("Senior nurse", known, learned_from_all()).ranked
    path.write_bytes(b'{"format": 0, "arrays": {}}\n')
    with pytest.raises(ValueError, match="format"):
        opened(path)


@pytest.mark.parametrize(
    ("title", "number"),
    [("RN", 1), ("nurse", 1), ("Teamster - Night shift", 2), ("truk driver", 2), ("VP Marketing", 3)],
)
def test_near_names_are_found(title, number):
    assert first(title) == number


def test_what_a_table_says_of_all_of_a_title_comes_before_a_name_in_a_list():
    others = [Occupation(4, "Urologist", 10_000, True), Occupation(5, "General manager", 10_000, True)]
    listed = [Name(one.number, one.title, TITLE) for one in others] + [Name(4, "Owner", LISTED)]
    answered = answer("Owner", Names([build([*NAMES, *listed], [*OCCUPATIONS, *others])]), learned_from_all())
    assert [one.number for one in answered.ranked[:2]] == [5, 4]
    assert not answered.no_match


def test_a_name_with_words_that_are_set_aside_elsewhere_comes_before_what_is_left():
    others = [Occupation(4, "Assistant", 10_000, True), Occupation(5, "Zookeeper", 10_000, True)]
    listed = [Name(one.number, one.title, TITLE) for one in others] + [Name(5, "Night Owner", LISTED)]
    answered = answer("Night owner", Names([build([*NAMES, *listed], [*OCCUPATIONS, *others])]), learned_from_all())
    assert answered.ranked[0].number == 5


@pytest.mark.parametrize(
    ("typed", "no_match"),
    [("Teamster", False), ("Part-time Teamster", False), ("Teamster - Remote", False), ("Remote teamsterly", True)],
)
def test_a_name_is_an_answer_also_beside_what_is_set_aside_whatever_speaks_for_none(typed, no_match):
    anything_speaks_for_none = learned_from_all()._replace(none_above=0.0)
    assert answer(typed, names(), anything_speaks_for_none).no_match is no_match


def test_a_title_that_somebody_labeled_speaks_for_its_code_unless_it_is_to_be_answered():
    known = Names([build(NAMES, OCCUPATIONS)], labeled=learn(LESSONS, {}))
    readings = read_title("Mother of ships, Chicago").readings
    assert known.labeled
    codes = ["53-3032", "11-2021", "29-1141", ""]
    seen = known.labeled.evidence(readings, codes, known.vocabulary)
    by_hand, filed = seen[:, :3], seen[:, 3:]
    assert by_hand[0, 0] > 0.95
    assert by_hand[0, 1:].tolist() == filed[1, 1:].tolist() == [by_hand[:, 1].max(), 1.0]
    assert by_hand[3, 0] > 0 == by_hand[3, 2]
    assert not by_hand[1:3].any()
    assert not filed[[0, 2, 3]].any()
    assert not known.labeled.evidence(readings, codes, known.vocabulary, unseen=0)[0].any()


def test_what_is_hidden_is_not_found():
    segment = build(NAMES, OCCUPATIONS)
    hidden = segment.form_occupation == 0
    found = answer("nurse", Names([segment], [hidden]), learned_from_all())
    assert 1 not in [one.number for one in found.ranked]
    assert [one.number for one in begun("nurse", [segment], [hidden], 5)] == []


def test_two_segments_answer_as_one():
    parts = [
        build([n for n in NAMES if n.occupation in ids], [o for o in OCCUPATIONS if o.number in ids])
        for ids in ({1}, {2, 3})
    ]
    both = Names(parts, groups=GROUPS)
    for title in ("RN", "Teamster", "Brand manager"):
        assert answer(title, both, learned_from_all()).ranked[0].number == first(title)


@given(st.text(max_size=60))
def test_any_text_has_an_answer_whose_numbers_are_probabilities(text):
    answered = answer(text, names(), learned_from_all())
    assert 0 <= answered.none <= 1
    assert all(0 <= one.confidence <= 1 for one in answered.ranked)
    assert answered.ranked or answered.no_match


def test_weights_are_found_that_choose_what_was_right():
    rows = np.zeros((3, logit.SIZE))
    rows[0, 0] = rows[1, 1] = 1
    choices = [logit.Choice(rows, np.array([True, False, False]), 1.0)] * 50
    weights = logit.train(choices)
    assert logit.probabilities(rows, weights)[0] > 0.9
    assert (logit.train(choices) == weights).all()
    assert not logit.train([]).any()


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=60, max_size=200))
def test_confidence_never_falls_where_likelihood_rises(seen):
    rows = [np.array([1.0, value, *[0.0] * (len(calibration.NAMES) - 2)]) for value, _ in seen]
    fitted = calibration.fit(rows, [right for _, right in seen], [1.0] * len(seen))
    assert (np.diff(fitted.curve[:, 1]) >= 0).all()
    assert ((fitted.curve >= 0) & (fitted.curve <= 1)).all()


def test_few_names_are_measured_with_what_was_learned_from_all():
    trained = train(names())
    assert (trained.parameters.weights == learned_from_all().weights).all()
    assert trained.figures["all"].titles > 100


def test_the_titles_that_it_learns_from_are_many_and_whole():
    found = examples()
    assert len({one.title for one in found}) == len(found) > 3_000
    assert sum(not one.codes for one in found) > 250
    assert sum(one.labeled != "code" for one in found) > 1_800
    assert len(learned_from_all().weights) == len(FEATURES) + len(NONE_FEATURES) == logit.SIZE


def test_words_of_a_family_have_one_stem():
    assert len({stem(word) for word in ("recruiter", "recruiting", "recruitment")}) == 1
    assert stem("cook") == "cook"
