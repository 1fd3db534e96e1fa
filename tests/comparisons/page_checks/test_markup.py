"""What is wrong with the HTML of a page."""

import pytest

from comparisons.page_checks import markup, problems
from comparisons.page_checks.checked_page import CheckedPage
from tests.comparisons.builders import figure, importance, mean, profile
from tests.comparisons.rendering import all_formats

SOURCES = '<section id="sources"><ol><li id="source-1">Survey</li></ol></section>'


def cell(inner: str) -> str:
    return f'<table><tbody><tr role="row"><td role="cell">{inner}</td></tr></tbody></table>{SOURCES}'


SOURCED = '$50,000<button popovertarget="source-1">1</button>'


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
        (cell("$50,000"), [("figure without a source", ">$50,000</td>")]),
        (
            cell('$5<button popovertarget="source-2">2</button>'),
            [("figure without a source", '>$5<button popovertarget="source-2">2</button></td>')],
        ),
        (
            '<tr role="row"><th>Pay<button popovertarget="source-1">1</button></th>'
            f'<td role="cell">$5<td role="cell">$6</tr>{SOURCES}',
            [],
        ),
        ("<p>Cooks earn earn more.</p>", [("broken sentence", "earn earn")]),
        ("<p>Cooks earn</p><p>earn more.</p>", []),
        (
            '<p><span class="letter" aria-hidden="true">A</span> Fry cook <span class="letter" aria-hidden="true">B</span> Cook</p>',
            [],
        ),
    ],
)
def test_what_is_wrong_with_a_page(page, found):
    assert list(problems(CheckedPage(page))) == found


def test_an_amount_in_a_sentence_must_be_in_the_table():
    assert list(problems(CheckedPage(cell(SOURCED), ["Cooks have $50,000, waiters $40,000."]))) == [
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
            '<section class="set" id="x"><h3>Skills <span class="quiet">importance</span></h3><table><tbody><tr><th>Both, or '
            'too close to call 2</th></tr><tr><th scope="row">Speaking</th><td>4.0</td><td>3.9</td></tr>'
            '<tr><th scope="row">Writing</th><td>2.9</td><td>3.1</td></tr></tbody></table></section>'
            "<li>All 2 skills that matter for cooks also matter for bakers.</li>",
            "skill that does not matter for both, counted as if",
        ),
    ],
)
def test_what_sampling_and_levels_forbid_is_found(page, kind):
    assert kind in {found for found, _ in problems(CheckedPage(page + SOURCES))}


@pytest.mark.parametrize(
    "page",
    [
        "<p>Cooks and bakers earn about the same: $50,000 and $50,900 a year.</p>",
        "<p>It usually takes 18 to 24 months to become a cook, and 6 months to 1 year to become a baker.</p>",
        '<section class="set" id="x"><h3>Skills <span class="quiet">importance</span></h3><table><tbody><tr><th>Both, or '
        'too close to call 2</th></tr><tr><th scope="row">Speaking</th><td>4.0</td><td>3.9</td></tr>'
        '<tr><th scope="row">Writing</th><td>3.0</td><td>3.1</td></tr></tbody></table></section>'
        "<li>All 2 skills that matter for cooks also matter for bakers.</li>",
    ],
)
def test_what_sampling_and_levels_allow_is_not(page):
    assert not list(problems(CheckedPage(page + SOURCES)))


SKILLS = importance(Speaking=4, Writing=3.5, Reading=3.4, Science=3.2)


def test_what_the_checks_look_for_stands_on_pages_of_today():
    """So that another word or class does not make a check blind."""
    record = {"record": "oews-2018:35-2014"}
    one, other = (profile(title, SKILLS, mean(40_000, **record), figure("growth", 3)) for title in ("Cook", "Baker"))
    third = profile("Waiter", SKILLS, mean(40_100), figure("growth", 3))
    _, html, _ = all_formats([one, other], frozenset())
    prose = CheckedPage(html).prose
    assert "Both, or too close to call" in markup.SKILLS.search(html)[0]
    assert {match[1] for match in markup.ALL_SKILLS.finditer(prose)} == {"4"}
    assert markup.NOTICE.search(html)
    _, html, _ = all_formats([one, third], frozenset())
    assert markup.SAME_PAY.search(CheckedPage(html).prose)
    assert '<tr role="row" class="same">' in html
    assert '<td role="cell"' in html
    assert ' id="row-growth"' in html
    assert markup.CITED.search(html)
    assert set(markup.CITED.findall(html)) <= set(markup.SOURCE.findall(html))
