"""A list of a source with the edits of editors: what visitors see, and what follows later releases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations.profiles.document import ListEdit
from occupations.profiles.edited_lists import Item, Written, combine, in_effect, places, written

OFFICIAL = ["Plan.", "Cook.", "Serve.", "Clean."]


def shown(*edits: ListEdit, official: list[str] = OFFICIAL) -> list[str]:
    return [item.text for item in combine(official, edits)]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], OFFICIAL),
        ([ListEdit(text="Taste.")], [*OFFICIAL, "Taste."]),
        ([ListEdit(text="Taste.", place=1)], ["Taste.", *OFFICIAL]),
        ([ListEdit(text="Taste.", place=99)], [*OFFICIAL, "Taste."]),
        ([ListEdit(text="Cook well.", instead_of="Cook.")], ["Plan.", "Cook well.", "Serve.", "Clean."]),
        ([ListEdit(text="Cook well.", instead_of="Cook.", place=1)], ["Cook well.", "Plan.", "Serve.", "Clean."]),
        ([ListEdit(instead_of="Cook.", hidden=True)], ["Plan.", "Serve.", "Clean."]),
        ([ListEdit(instead_of="Clean.", place=1)], ["Clean.", "Plan.", "Cook.", "Serve."]),
        # White space and letters in upper case make no other words.
        ([ListEdit(instead_of="  cook.\u00a0", hidden=True)], ["Plan.", "Serve.", "Clean."]),
        # What the source says by now, or no longer says.
        ([ListEdit(text="serve.")], OFFICIAL),
        ([ListEdit(text="serve.", place=1)], ["Serve.", "Plan.", "Cook.", "Clean."]),
        ([ListEdit(text="Serve.", instead_of="Cook.")], ["Plan.", "Serve.", "Clean."]),
        ([ListEdit(text="Bake bread.", instead_of="Bake.")], [*OFFICIAL, "Bake bread."]),
        ([ListEdit(instead_of="Bake.", hidden=True), ListEdit(instead_of="Bake.", place=1)], OFFICIAL),
    ],
)
def test_visitors_see(edits, expected):
    assert shown(*edits) == expected


def test_items_keep_the_words_of_the_source():
    own, better = ListEdit(text="Taste."), ListEdit(text="Cook well.", instead_of="Cook.")
    assert combine(["Plan.", "Cook."], [own, better]) == [
        Item("Plan.", "Plan.", None),
        Item("Cook well.", "Cook.", better),
        Item("Taste.", "", own),
    ]


def test_the_other_items_follow_the_next_release():
    edits = [ListEdit(text="Taste.", place=2), ListEdit(text="Cook well.", instead_of="Cook.")]
    assert shown(*edits, official=["Shop.", "Clean.", "Cook."]) == ["Shop.", "Taste.", "Clean.", "Cook well."]


def test_edits_without_effect_are_not_published():
    moot = [ListEdit(instead_of="Bake.", hidden=True), ListEdit(instead_of="Plan."), ListEdit(text="plan.")]
    better = ListEdit(text="Cook well.", instead_of="Cook.")
    assert in_effect(OFFICIAL, [*moot, better]) == (better,)


def test_readers_learn_who_wrote_which_item():
    edits = (
        ListEdit(text="Taste.", place=1),
        ListEdit(text="Cook well.", instead_of="Cook."),
        ListEdit(instead_of="Clean.", place=2),
    )
    assert written(shown(*edits), edits) == Written(own=(1,), adapted=(4,))


def test_moving_one_item_places_only_that_one():
    assert places(OFFICIAL, ["Clean.", "Plan.", "Cook.", "Serve."]) == [1, 0, 0, 0]


def test_own_items_at_the_end_need_no_place():
    assert places(OFFICIAL, ["Plan.", "", "Cook.", "Serve.", "Clean.", "", ""]) == [0, 2, 0, 0, 0, 0, 0]


@given(st.data())
def test_any_order_comes_back(data):
    official = [f"Task {number}." for number in range(data.draw(st.integers(0, 8)))]
    remaining = data.draw(st.lists(st.sampled_from(official), unique=True)) if official else []
    rows = [(words, "") for words in remaining] + [("", f"Own {n}.") for n in range(data.draw(st.integers(0, 4)))]
    wanted = data.draw(st.permutations(rows))
    edits = [
        ListEdit(text=text, instead_of=words, place=place)
        for (words, text), place in zip(wanted, places(official, [words for words, _ in wanted]), strict=True)
    ]
    edits += [ListEdit(instead_of=words, hidden=True) for words in official if words not in remaining]
    edits = data.draw(st.permutations(edits))
    own_at_end = [edit for edit in edits if edit.text and not edit.place]
    ordered = sorted(own_at_end, key=lambda edit: [text for _, text in wanted].index(edit.text))
    edits = [edit for edit in edits if edit not in own_at_end] + ordered
    assert shown(*edits, official=official) == [words or text for words, text in wanted]
