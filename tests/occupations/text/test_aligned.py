"""What differs between two lists."""

from hypothesis import given
from hypothesis import strategies as st

from occupations.text.aligned import Item, Line, aligned


def items(*texts: str) -> list[Item]:
    return [Item(text) for text in texts]


def test_lines_that_moved_are_said_to_have_moved():
    found = aligned(items("a", "b", "c", "d"), items("d", "a", "b", "c"))
    assert [(line.after, line.was, line.now) for line in found if line.changed] == [("d", 4, 1)]
    assert [line.moved for line in found] == [True, False, False, False]


def test_of_two_that_could_have_moved_it_is_the_one_with_another_number():
    found = aligned(items("gone", "b", "c"), items("c", "b"))
    assert [(line.after, line.was, line.now) for line in found if line.moved] == [("c", 3, 1)]


def test_line_with_a_key_is_the_same_whatever_it_says():
    found = aligned([Item("Plan.", "7"), Item("Sell.", "8")], [Item("Wash the cars.", "8"), Item("Plan.", "7")])
    assert {line.key: (line.before, line.after) for line in found} == {
        "7": ("Plan.", "Plan."),
        "8": ("Sell.", "Wash the cars."),
    }
    assert sum(line.moved for line in found) == 1


def test_line_without_a_key_is_recognized_by_what_it_resembles():
    found = aligned(items("Plan the week's shifts.", "Sell cars."), items("Teach.", "Plan the day's shifts."))
    assert found == [
        Line("", "", "Teach.", 0, 1),
        Line("", "Plan the week's shifts.", "Plan the day's shifts.", 1, 2),
        Line("", "Sell cars.", "", 2, 0),
    ]


def test_what_is_gone_stands_where_it_was():
    found = aligned(items("a", "gone", "b"), items("a", "b"))
    assert [line.before for line in found] == ["a", "gone", "b"]


def test_parts_of_lists_keep_their_numbers():
    (line,) = aligned([Item("Plan.", "1", place=3)], [Item("Plan it.", "1", place=3)])
    assert (line.was, line.now, line.moved) == (3, 3, False)


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_each_line_is_there_once(before, after):
    found = aligned([Item(f"x{n}", str(n)) for n in before], [Item(f"x{n}", str(n)) for n in after])
    assert sorted(line.was for line in found if line.was) == list(range(1, len(before) + 1))
    assert [line.now for line in found if line.now] == list(range(1, len(after) + 1))
    staying = [line.was for line in found if line.was and line.now and not line.moved]
    assert staying == sorted(staying)
