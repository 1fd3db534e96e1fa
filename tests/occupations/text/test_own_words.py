"""The checks of texts that were written for this project reject what they are for."""

import pytest

from occupations.text import own_words
from occupations.text.own_words import Words, words_of

DUTIES = [
    "Cuts copper pipe with a wheel cutter.",
    "Clears drains with a snake.",
    "Mounts sinks on the wall.",
    "Seals joints with tape.",
    "Solders fittings of brass.",
    "Tests lines with a pump.",
]
ENTRY = {
    "code": "47-2152.00",
    "title": "Plumber",
    "description": "Plumbers lay pipes. They clear drains.",
    "duties": DUTIES,
    "written": "2026-11-29",
    "reviewed": None,
}


def words(**changes) -> Words:
    return words_of(ENTRY | changes)


def other(code: str = "35-9021.00", **changes) -> Words:
    entry = {
        "code": code,
        "title": "Dishwasher",
        "description": "Dishwashers scrub. They stack.",
        "duties": ["Dries mugs."],
    }
    return words_of(ENTRY | entry | changes)


def test_a_text_in_order_has_no_problems():
    assert own_words.form_problems(words()) == []
    assert own_words.claims(words()) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"description": "Plumbers lay pipes."}, "the description has 1 sentences"),
        ({"duties": DUTIES[:5]}, "there are 5 duties"),
        ({"description": "Plumbers lay 2 pipes. They clear drains."}, "a digit"),
        ({"description": "Plumbers lay twenty pipes. They clear drains."}, "a number: twenty"),
        ({"description": "Plumbers lay pipes. They favour brass."}, "not spelled as in American English: favour"),
        ({"description": "Plumbers lay the the pipes. They clear drains."}, "twice in a row: the"),
        ({"description": "Plumbers lay pipes . They clear drains."}, "spaces or punctuation"),
        ({"duties": [*DUTIES, "Responsible for boilers."]}, "not one sentence that starts with a verb"),
        ({"duties": [*DUTIES, "Bends pipe. Threads it."]}, "not one sentence that starts with a verb"),
        ({"duties": [*DUTIES, "Cuts steel pipe with a saw."]}, "Cuts starts several duties"),
    ],
)
def test_a_problem_of_form_is_named(changes, problem):
    assert [problem in said for said in own_words.form_problems(words(**changes))] == [True]


@pytest.mark.parametrize(
    "change",
    [
        {"code": "47-2152"},
        {"duties": "Cuts pipe."},
        {"written": "today"},
        {"reviewed": "yes"},
        {"reviewed": {"by": "second reader", "on": "soon"}},
        {"reviewed": {"by": "", "on": "2026-11-30"}},
        {"reviewed": {"by": "second reader"}},
        {"reviewed": {"by": "second reader", "on": "2026-11-28"}},
        {"pay": "good"},
    ],
)
def test_an_entry_of_another_form_is_not_read(change):
    with pytest.raises(ValueError, match="47-2152"):
        words(**change)


def test_a_review_has_a_reader_and_a_day():
    assert words(reviewed={"by": "second reader", "on": "2026-11-30"}) == words()


def test_claims_are_found_unless_they_are_the_object_of_the_work():
    claiming = words(description="Licensed plumbers earn good wages. They clear drains.")
    assert [said.split(": ")[1] for said in own_words.claims(claiming)] == ["earn", "licensed", "wages"]
    assert own_words.claims(claiming, ["earn", "wages", "licensed"]) == []
    assert own_words.claims(claiming._replace(title="Licensed plumber"), ["earn", "wages"]) == []


def test_a_run_of_seven_words_is_a_copy_and_one_of_six_is_not():
    seven = other(
        duties=["Clears drains with a snake and hooks."],
        description="Cuts copper pipe with a wheel cutter. They stack.",
    )
    assert own_words.copies([words(), seven]) == ["47-2152.00 and 35-9021.00: cuts copper pipe with a wheel cutter"]
    six = other(description="Cuts copper pipe with a wheel saw. They stack.")
    assert own_words.copies([words(), six]) == []


def test_a_run_ends_with_its_sentence():
    source = ["Clears drains with a snake.", "Mounts sinks on the wall."]
    assert own_words.copied_from([words()], ["clears drains with a snake mounts sinks"]) == []
    assert own_words.copied_from([words()], [*source, "He cuts copper pipe with a wheel cutter daily"]) == [
        "47-2152.00: cuts copper pipe with a wheel cutter"
    ]


def test_alikeness_is_the_share_of_the_shorter_text_and_leaves_out_titles():
    one = other(
        "11-1111.00", title="Pot washer", description="Rub pots hard daily. Go home.", duties=["Dries big soup mugs."]
    )
    two = other("22-2222.00", title="Glazier", description="Rub pots hard often. Go home.", duties=DUTIES)
    assert own_words.alikeness([one, two]) == {("11-1111.00", "22-2222.00"): 1 / 4}
    assert own_words.too_alike([one, two]) == ["11-1111.00 and 22-2222.00: 25.0%"]
    assert own_words.alikeness([one._replace(title="Rub pots hard"), two]) == {}


def test_a_duty_without_a_word_of_its_own_is_found():
    texts = [
        other(f"35-90{number}.00", duties=["Dries the mugs.", f"Dries object{number}."]) for number in range(10, 30)
    ]
    assert own_words.duties_of_anyone(texts) == [f"{text.code} Dishwasher: Dries the mugs." for text in texts]
