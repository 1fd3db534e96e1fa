"""What becomes of two people's edits of one page, by the thousand: the merge alone, without forms and a database."""

from collections.abc import Iterator
from copy import deepcopy
from random import Random

import pytest

from occupations.admin.merging import NEW, POSITION, Conflict, Row, Rows, State, Value, decide, merge

WORDS = ["Plan.", "Hire.", "Write.", "Train.", "Sell.", "Buy.", "Count.", "Call."]
INTERLEAVINGS = 1_000


def some_state(random: Random) -> State:
    texts = random.sample(WORDS, random.randint(0, 6))
    ordered: Rows = {str(n): {"text": text, "note": "", POSITION: str(n)} for n, text in enumerate(texts, start=1)}
    plain: Rows = {str(n): {"title": text, "kind": "a"} for n, text in enumerate(random.sample(WORDS, 3), start=1)}
    return State({"title": "Chef", "description": "Cooks.", "slug": ""}, {"duties": ordered, "titles": plain})


def edited(state: State, who: str, random: Random) -> State:
    """The page as somebody sends it: some fields and rows changed, deleted, added and moved."""
    typed = deepcopy(state)
    for row in (typed.fields, *typed.lists["duties"].values(), *typed.lists["titles"].values()):
        for name in row:
            if name != POSITION and random.random() < 0.25:
                row[name] = random.choice([f"{who} {random.randint(1, 9)}", "Both the same."])
    for name, rows in typed.lists.items():
        for key in list(rows):
            if random.random() < 0.15:
                del rows[key]
            elif name == "duties" and random.random() < 0.2:
                rows[key][POSITION] = random.choice(["", "1", "2", "3", "9"])
        for number in range(random.choice([0, 0, 1, 2])):
            row = {column: f"{who} new {number}" for column in ("text", "note") if name == "duties"}
            place: Row = {POSITION: random.choice(["", "1", "2"])} if name == "duties" else {}
            rows[f"{NEW}{number}"] = (row or {"title": f"{who} new {number}", "kind": "b"}) | place
    return typed


def saved(opened: State, typed: State) -> State:
    """What is stored once somebody saves who is alone: new rows have keys of their own."""
    state, conflicts = merge(opened, opened, typed)
    assert conflicts == []
    lists = {
        name: {key if not key.startswith(NEW) else f"9{key[1:]}": row for key, row in rows.items()}
        for name, rows in state.lists.items()
    }
    return State(state.fields, lists)


def values(state: State) -> Iterator[tuple[tuple[str, str, str], Value]]:
    for name, value in state.fields.items():
        yield ("", "", name), value
    for name, rows in state.lists.items():
        for key, row in rows.items():
            for column, value in row.items():
                if column != POSITION:
                    yield (name, key, column), value


def texts_of(conflicts: list[Conflict]) -> set[Value]:
    found: set[Value] = set()
    for one in conflicts:
        for value in (one.stored, one.typed):
            found |= set(value.values()) if isinstance(value, dict) else {value} if isinstance(value, str) else set()
    return found


def interleaving(number: int) -> tuple[State, State, State]:
    random = Random(number)
    opened = some_state(random)
    return opened, saved(opened, edited(opened, "Ada", random)), edited(opened, "Bob", random)


@pytest.mark.parametrize("part", range(10))
def test_a_thousand_interleavings_lose_nothing_of_either(part):
    for number in range(part * INTERLEAVINGS // 10, (part + 1) * INTERLEAVINGS // 10):
        opened, stored, typed = interleaving(number)
        was, theirs, mine = dict(values(opened)), dict(values(stored)), dict(values(typed))

        state, conflicts = merge(opened, stored, typed)

        result = dict(values(state))
        places = {conflict.place for conflict in conflicts}
        for place in was.keys() | theirs.keys() | mine.keys():
            row = (*place[:2], "")
            if place in places:
                assert theirs[place] != mine[place] != was[place] != theirs[place]
                assert result[place] == mine[place]
            elif row in places:
                assert place not in result  # until somebody decides
                assert (place in theirs) != (place in mine)
            elif theirs.get(place) == was.get(place):  # only Bob, or neither
                assert result.get(place) == mine.get(place), (number, place)
            elif mine.get(place) == was.get(place):  # only Ada
                assert result.get(place) == theirs.get(place), (number, place)
            else:
                assert result.get(place) == theirs.get(place) == mine.get(place)
        typed_by_somebody = {text for text in (*theirs.values(), *mine.values()) if text[:3] in ("Ada", "Bob")}
        assert typed_by_somebody <= set(result.values()) | texts_of(conflicts), number
        assert [row[POSITION] for row in state.lists["duties"].values()] == [
            str(place) for place in range(1, len(state.lists["duties"]) + 1)
        ]


def test_a_thousand_interleavings_end_as_is_decided():
    for number in range(INTERLEAVINGS):
        opened, stored, typed = interleaving(number)
        state, conflicts = merge(opened, stored, typed)
        for keep_typed in (True, False):
            again, seen = deepcopy(state), deepcopy(stored)
            for conflict in conflicts:
                decide(conflict, seen, again, keep_typed=keep_typed)

            final, left = merge(seen, stored, again)

            assert left == []
            texts = dict(values(final))
            for conflict in conflicts:
                value = conflict.typed if keep_typed else conflict.stored
                if conflict.field:
                    assert texts[conflict.place] == value
                elif not conflict.row:
                    order = [key for key in final.lists[conflict.list] if key in value]
                    assert order == value, number
                elif isinstance(value, dict):
                    said = {name: text for name, text in value.items() if name != POSITION}
                    assert any(said.items() <= row.items() for row in final.lists[conflict.list].values())
                else:
                    assert conflict.row not in final.lists[conflict.list]


def test_two_people_are_in_conflict_whoever_is_first():
    for number in range(200):
        random = Random(number)
        opened = some_state(random)
        ada, bob = edited(opened, "Ada", random), edited(opened, "Bob", random)

        first = merge(opened, saved(opened, ada), bob)[1]
        second = merge(opened, saved(opened, bob), ada)[1]

        assert {one.place for one in first} == {one.place for one in second}


def duties(*rows: tuple[str, str, str]) -> State:
    return State({}, {"duties": {key: {"text": text, POSITION: place} for key, text, place in rows}})


def order(state: State) -> list[Value]:
    return [row["text"] for row in state.lists["duties"].values()]


OPENED = duties(("1", "Plan.", "1"), ("2", "Hire.", "2"), ("3", "Write.", "3"))


def test_moving_a_row_and_adding_one_behind_it_go_together():
    stored = duties(("3", "Write.", "1"), ("1", "Plan.", "2"), ("2", "Hire.", "3"))
    typed = duties(("1", "Plan.", "1"), ("2", "Hire well.", "2"), ("3", "Write.", "3"), ("+0", "Train.", ""))

    state, conflicts = merge(OPENED, stored, typed)

    assert conflicts == []
    assert order(state) == ["Write.", "Train.", "Plan.", "Hire well."]


def test_two_orders_are_a_conflict_and_shown_as_they_were_typed():
    stored = duties(("3", "Write.", "1"), ("1", "Plan.", "2"), ("2", "Hire.", "3"))
    typed = duties(("1", "Plan.", "2"), ("2", "Hire.", "1"), ("3", "Write.", "3"))

    state, conflicts = merge(OPENED, stored, typed)

    assert conflicts == [Conflict("duties", "", "", ["3", "1", "2"], ["2", "1", "3"])]
    assert order(state) == ["Hire.", "Plan.", "Write."]


def test_the_same_row_added_by_both_is_added_once():
    stored = duties(("1", "Plan.", "1"), ("2", "Hire.", "2"), ("3", "Write.", "3"), ("4", "Train.", "4"))
    typed = duties(("1", "Plan.", "1"), ("2", "Hire.", "2"), ("3", "Write.", "3"), ("+0", "Train.", ""))

    state, conflicts = merge(OPENED, stored, typed)

    assert (order(state), conflicts) == (["Plan.", "Hire.", "Write.", "Train."], [])


def test_without_what_was_opened_every_difference_is_a_question():
    stored, typed = State({"title": "Chef", "slug": "chef"}, {}), State({"title": "Cook", "slug": "chef"}, {})

    state, conflicts = merge(None, stored, typed)

    assert state.fields == {"title": "Cook", "slug": "chef"}
    assert conflicts == [Conflict("", "", "title", "Chef", "Cook")]
