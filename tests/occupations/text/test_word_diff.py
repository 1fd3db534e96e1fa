"""Words that are the same, gone or new."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations.text.word_diff import word_diff

WORDS = st.lists(st.sampled_from(["plan", "the ", "week", " ", ".", "\n\n", "$1,200", "-", "é"]), max_size=30)


def marked(before: str, after: str) -> str:
    signs = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(signs[kind].format(text) for kind, text in word_diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Plan the week.", "Plan the week.", "Plan the week."),
        ("Plan the week.", "Plan the month.", "Plan the [-week-][+month+]."),
        ("Plan the week.", "Plan the week ahead.", "Plan the week[+ ahead+]."),
        ("Plan well the week.", "Plan the week.", "Plan [-well -]the week."),
        ("", "Plan.", "[+Plan.+]"),
        ("Plan.", "", "[-Plan.-]"),
        ("", "", ""),
        # An amount is one word, and so is a word with a hyphen or an apostrophe.
        ("Earns $93,600 a year", "Earns $95,100 a year", "Earns [-$93,600-][+$95,100+] a year"),
        ("a well-known cook's knife", "a well-made cook’s knife", "a [-well-known cook's-][+well-made cook’s+] knife"),
        # A short word between changes does not tear them apart.
        ("Cooks in large kitchens prepare soups of every kind.", "Cooks in large kitchens season roasts of any size.",
         "Cooks in large kitchens [-prepare soups of every kind-][+season roasts of any size+]."),
        # Texts that share little more than "the" are not woven together.
        ("Greets the guests.", "Repairs engines in the hall.",
         "[-Greets the guests.-][+Repairs engines in the hall.+]"),
        # Paragraphs stay apart.
        ("One.\n\nTwo words.", "One.\n\nThree words.", "One.\n\n[-Two-][+Three+] words."),
        ("One. Two.", "One.\n\nTwo.", "One.[- -][+\n\n+]Two."),
    ],
)  # fmt: skip
def test_words_are_marked(before, after, expected):
    assert marked(before, after) == expected


@given(WORDS.map("".join), WORDS.map("".join))
def test_both_texts_are_in_it_to_the_letter(before, after):
    pieces = word_diff(before, after)

    assert "".join(text for kind, text in pieces if kind != "new") == before
    assert "".join(text for kind, text in pieces if kind != "gone") == after
    assert all(text for _, text in pieces)
    assert (before == after) == all(kind == "same" for kind, _ in pieces)


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("{}. Plan the week and the month.\n", "New.\n"),
        ("the the the the the\n", "the the the the the\n" * 4_000 + "New.\n"),  # equal lines without end: not compared
    ],
)
def test_long_texts_take_no_long_time(line, new):
    before = "".join(line.format(number) for number in range(4_000))
    began = time.process_time()

    assert word_diff(before, f"{before}New.\n")[-1] == ("new", new)

    assert time.process_time() - began < 5
