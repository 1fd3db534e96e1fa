"""What fits on a sheet of paper, and the code printed on it."""

from comparisons.sharing import paper
from comparisons.sharing.qr import QUIET, code_of


def test_lines_are_counted_by_the_widths_of_letters():
    assert paper.lines("", 100) == 1
    assert paper.lines("one two", 100) == 1
    assert paper.lines("mmmm " * 8, 100) == 4  # two of them are 83 points wide, three 126
    assert paper.lines("iiii " * 8, 100) == 2
    assert paper.lines("mmmm mmmm", 84) == 1
    assert paper.lines("mmmm mmmm", 84, bold=True) == 2
    assert paper.lines("m" * 40, 100) == 4, "a long word goes on"


def dark(code) -> set[tuple[int, int]]:
    """The dark modules as their path draws them."""
    modules = set()
    for rectangle in code.path.split("M")[1:]:
        place, _, length = rectangle.partition("h")
        x, y = map(int, place.split())
        modules |= {(x + step, y) for step in range(int(length.partition("v")[0]))}
    return modules


def test_a_code_is_drawn_with_its_quiet_zone_and_its_three_corners():
    code = code_of("https://example.com/compare/cook-vs-chef/?as_of=2026-01-02")
    modules = dark(code)
    corner = {(QUIET + x, QUIET + y) for x in range(7) for y in range(7) if 0 in (x, y) or 6 in (x, y)}
    assert corner <= modules
    last = code.size - QUIET - 7
    assert {(x + last - QUIET, y) for x, y in corner} <= modules
    assert {(x, y + last - QUIET) for x, y in corner} <= modules
    assert min(x for x, _ in modules) == min(y for _, y in modules) == QUIET
    assert max(x for x, _ in modules) == max(y for _, y in modules) == code.size - QUIET - 1


def test_a_longer_address_has_a_larger_code():
    assert code_of("a" * 300).size > code_of("a" * 30).size
