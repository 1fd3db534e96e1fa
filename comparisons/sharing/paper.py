"""How much fits on one page, Letter or A4, estimated without a browser. Pure.

The estimate is for the widest of the fonts that a browser may take (DejaVu Sans); the lines for notes take up what is
left over.
"""

WIDTH, HEIGHT = 523, 716  # points between margins of half an inch: A4 is narrower, Letter is lower
SIZE, LEADING = 10, 12.5  # points
ROW = 5  # points above and below the text of a row, with its rule

# In ems of that font.
NARROW, WIDE, CAPITAL, OTHER = 0.38, 0.95, 0.71, 0.62
BOLD = 1.12  # times as wide
_WIDTHS = dict.fromkeys("fijlrtI.,:;'’[]()|!- ", NARROW) | dict.fromkeys("mwMW%@—▲…", WIDE)


def width(text: str, size: float = SIZE) -> float:
    """In points."""
    return size * sum(_WIDTHS.get(letter, CAPITAL if letter.isupper() else OTHER) for letter in text)


def lines(text: str, column: float, size: float = SIZE, bold: bool = False) -> int:
    """The number of lines that a text takes in a column; `column`: its width in points."""
    if bold:
        column /= BOLD
    total, used = 1, 0.0
    space = width(" ", size)
    for word in text.split():
        needed = width(word, size)
        if used and used + space + needed > column:
            total, used = total + 1, 0.0
        used += needed + (space if used else 0)
        while used > column:  # a long word goes on in the next line
            total, used = total + 1, used - column
    return total
