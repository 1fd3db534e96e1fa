"""How high a card is in a frame of some width, estimated without a browser.

The measures are those of static/card.css, in CSS pixels, and of the widest of the fonts that a browser may take, so
that a frame of this height has no bar to scroll it.
"""

from collections.abc import Sequence

from comparisons.sharing import paper
from comparisons.sharing.short_rows import ShortRow, ShortValue

FRAME = 16 * 2 + 2  # beside the text: padding and border
AROUND = 48  # above and below it
TEXT, SMALL = 15, 13
LEADING = 1.4
CELL = 12.2  # above and below the text of a row, with its rule
BESIDE = 12  # the text of a column
BAR = 14
PARAGRAPH = 6.4  # above a paragraph
FIRST = {True: 0.17, False: 0.3}  # of the width, by whether there are more than two sides
LISTED = {True: 576, False: 432}  # up to this width of the frame, each row is a list of the sides


def height_of(
    width: int,
    heading: str,
    titles: Sequence[str],
    rows: Sequence[ShortRow],
    below: Sequence[str],
) -> int:
    """`width`: of the frame; `below`: the paragraphs below the table."""
    inner, many = width - FRAME, len(titles) > 2
    total: float = AROUND + 8 + 24 * paper.lines(heading, inner, 20, bold=True)
    total += _listed(inner, many, titles, rows) if width <= LISTED[many] else _table(inner, many, titles, rows)
    total += sum(PARAGRAPH + SMALL * LEADING * paper.lines(text, inner, SMALL) for text in below)
    return round(total)


def _table(inner: float, many: bool, titles: Sequence[str], rows: Sequence[ShortRow]) -> float:
    size = SMALL if many else TEXT
    first = FIRST[many] * inner - BESIDE
    column = (1 - FIRST[many]) * inner / len(titles) - (6.4 if many else BESIDE)
    total = CELL + size * LEADING * max(paper.lines(title, column, size, bold=True) for title in titles)
    for row in rows:
        name = SMALL * LEADING * paper.lines(_named(row), first, 14)
        total += CELL + max(name, *(_value(value, column, size) for value in row.values))
    return total


def _listed(inner: float, many: bool, titles: Sequence[str], rows: Sequence[ShortRow]) -> float:
    """Two sides stand beside each other below the name of the row, several below each other."""
    column = 0.6 * inner - 8 if many else inner / 2 - 6
    total = 0.0 if many else 10 + TEXT * LEADING * max(paper.lines(title, column, bold=True) for title in titles)
    for row in rows:
        total += 10 + TEXT * LEADING * paper.lines(_named(row), inner, 14)
        heights = [_value(value, column, TEXT) for value in row.values]
        if many:
            names = [TEXT * LEADING * paper.lines(title, 0.4 * inner - 8, TEXT) for title in titles]
            total += sum(5 + max(pair) for pair in zip(heights, names, strict=True))
        else:
            total += max(heights)
    return total


def _named(row: ShortRow) -> str:
    return f"{row.label}, {row.when}" if row.when else row.label


def _value(value: ShortValue, column: float, size: int) -> float:
    said = f"{value.text} {value.ahead}†" if value.ahead else f"{value.text}†"
    small = [text for text in (value.span, *value.notes) if text]
    return (
        size * LEADING * paper.lines(said, column, size, bold=bool(value.ahead))
        + BAR * bool(value.bar)
        + sum(SMALL * LEADING * paper.lines(text, column, SMALL) for text in small)
    )
