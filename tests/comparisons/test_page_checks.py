"""The command that looks at all pages of a sample, and what it finds wrong with a page."""

import io

import pytest
from django.core.management import CommandError, call_command

from comparisons.page import formats
from comparisons.page_checks import problems
from occupations.profiles.sheet import Cell
from tests.http import public

db = pytest.mark.django_db
COMMAND = "comparisons.management.commands.check_pages"
SOURCES = '<section id="sources"><ol><li id="source-1">Survey</li></ol></section>'


@pytest.fixture(autouse=True)
def static_files(monkeypatch):
    """They have been collected before the first test, and other tests read them."""
    monkeypatch.setattr(f"{COMMAND}.call_command", lambda *arguments, **options: None)


def run(**options) -> str:
    out = io.StringIO()
    call_command("check_pages", stdout=out, **options)
    return out.getvalue()


def refused(**options) -> tuple[int, str, str]:
    """The exit code, the last word, and what was said before it."""
    out = io.StringIO()
    with pytest.raises(CommandError) as raised:
        call_command("check_pages", stdout=out, **options)
    return raised.value.returncode, str(raised.value), out.getvalue()


@db
def test_pages_that_are_as_they_should_be():
    public.occupations("Cook", "Waiter", "Nurse")
    assert run().endswith("3 pages checked, 0 errors.\n")


@db
def test_made_up_occupations_pass():
    call_command("make_catalogue", occupations=6, quiet=True)
    call_command("publish_changed", quiet=True)
    assert run(quiet=True).endswith("15 pages checked, 0 errors.\n")


@db
def test_a_sample_is_the_same_each_time():
    public.occupations("Cook", "Waiter", "Nurse", "Baker")
    assert run(sample=2).endswith("1 pages checked, 0 errors.\n")
    assert run(sample=2) == run(sample=2)


@db
def test_a_broken_page_is_named_with_what_is_wrong(monkeypatch):
    public.occupations("Cook", "Waiter", "Nurse")

    def render(made):
        return "<p>None</p>" if {live.slug for live in made.lives} == {"cook", "nurse"} else formats.render(made)

    monkeypatch.setattr(f"{COMMAND}.render", render)
    code, word, said = refused()
    assert (code, word) == (1, "Some pages have errors.")
    assert "leftover of a template: 1\n  cook-vs-nurse: None\n" in said
    assert "waiter" not in said
    assert "3 pages checked" in said.splitlines()[-1]


@db
def test_a_page_that_cannot_be_made_is_named_and_the_others_are_looked_at(monkeypatch):
    public.occupations("Cook", "Waiter")

    def fail(*arguments):
        raise ZeroDivisionError("no jobs")

    monkeypatch.setattr(f"{COMMAND}.assemble", fail)
    assert refused() == (
        1,
        "Some pages have errors.",
        "error: ZeroDivisionError: 1\n  cook-vs-waiter: no jobs\n1 pages checked, 1 errors.\n",
    )


@db
def test_one_public_occupation_makes_no_page():
    public.occupations("Cook")
    code, word, said = refused()
    assert (code, word, said) == (1, "There are fewer than two public occupations; publish some first.", "")


def cell(inner: str) -> str:
    return f'<table><tbody><tr><td role="cell">{inner}</td></tr></tbody></table>{SOURCES}'


SOURCED = '$50,000<a href="#source-1">1</a>'


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (cell(SOURCED), []),
        (cell('<span class="missing">not published</span><span class="why small">why</span>'), []),
        ("<p>{{ title }}</p>", [("leftover of a template", "{{"), ("leftover of a template", "}}")]),
        ("<p>Cooks <b></b></p>", [("empty element", "<b></b>")]),
        ('<a href="">Cooks</a>', [("empty element", '<a href=""')]),
        ("<b>–</b>", [("bare dash", "–<")]),
        ('<p id="a">Cooks</p><p id="a">Waiters</p>', [("id used twice", "a")]),
        (f"<tr><td></td></tr>{SOURCES}", [("empty element", "<td>")]),
        (f'<td role="cell">$50,000</td>{SOURCES}', [("figure without a source", ">$50,000</td><section ")]),
        (
            f'<td role="cell">$5<a href="#source-2">2</a></td>{SOURCES}',
            [("figure without a source", '>$5<a href="#source-2">2</a></td><section ')],
        ),
        ("<p>Cooks earn earn more.</p>", [("broken sentence", "earn earn")]),
        ("<p>Cooks earn</p><p>earn more.</p>", []),
    ],
)
def test_what_is_wrong_with_a_page(page, found):
    assert list(problems(page, [])) == found


def test_an_amount_in_a_sentence_must_be_in_the_table():
    assert list(problems(cell(SOURCED), ["Cooks earn $50,000, waiters $40,000."])) == [
        ("amount that is not in the table", "$40,000")
    ]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<p>Models and roofers earn about the same: $72,800 and $58,140 a year.</p>", "about the same, yet far apart"),
        (
            '<tr role="row" class="same"><td>$1</td><td class="diff too_uncertain">too uncertain to tell apart</td></tr>',
            "uncertain, yet counted as the same",
        ),
        ("<p>It usually takes 1 to 72 months to become a cook.</p>", "months in place of years"),
        ("<p>Most people enter with a bachelor's degree.</p>", "most people, for the most common"),
        (
            '<section class="set"><h3>Skills <span class="quiet">importance</span></h3><div><h4>Both, or too close to '
            "call <span>2</span></h4><ul><li>Speaking<i>4.0</i><i>3.9</i></li><li>Writing<i>2.9</i><i>3.1</i></li></ul>"
            "</div></section><li>All 2 skills that matter for cooks also matter for bakers.</li>",
            "skill that does not matter for both, counted as if",
        ),
    ],
)
def test_what_sampling_and_levels_forbid_is_found(page, kind):
    assert kind in {found for found, _ in problems(page + SOURCES, [])}


@pytest.mark.parametrize(
    "page",
    [
        "<p>Cooks and bakers earn about the same: $50,000 and $50,900 a year.</p>",
        "<p>It usually takes 18 to 24 months to become a cook, and 6 months to 1 year to become a baker.</p>",
        '<section class="set"><h3>Skills <span class="quiet">importance</span></h3><div><h4>Both, or too close to call '
        "<span>2</span></h4><ul><li>Speaking<i>4.0</i><i>3.9</i></li><li>Writing<i>3.0</i><i>3.1</i></li></ul></div>"
        "</section><li>All 2 skills that matter for cooks also matter for bakers.</li>",
    ],
)
def test_what_sampling_and_levels_allow_is_not(page):
    assert not list(problems(page + SOURCES, []))


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Baristas earn $30,000.", True),
        ("All counter workers (the closest published group for baristas) earn $30,000.", False),
        ("Cooks earn $40,000.", False),
    ],
)
def test_an_amount_of_a_wider_group_must_be_said_of_the_group(sentence, wrong):
    cells = [
        Cell(metric="wage_annual_mean", text="$30,000", group="Counter Workers"),
        Cell(metric="wage_annual_mean", text="$40,000"),
    ]
    page = f"<table><tbody><tr><td>$30,000 $40,000</td></tr></tbody></table>{SOURCES}"
    found = [("amount of a wider group that is not named", sentence)] if wrong else []
    assert list(problems(page, [sentence], cells)) == found
