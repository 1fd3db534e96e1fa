"""Occupations from A to Z: on one page if there are few, else on a page for each letter."""

from collections import Counter
from itertools import groupby
from typing import Any

from occupations.browse import table
from occupations.browse.catalogue import Catalogue, Listed
from occupations.browse.list_figures import COLUMNS
from occupations.browse.query_string import QueryProblem, address, shown

ONE_PAGE = 150  # titles that still fit on one page
OTHER = "other"  # stands for # in URLs
SHOWN = (COLUMNS["pay_median"], COLUMNS["growth"])


def letters(catalogue: Catalogue, path: str, requested: str) -> dict[str, Any]:
    """The context of the page. `requested`: a letter, "other", or "" for all or the first."""
    counts = catalogue.once("letters", lambda: Counter(map(initial, catalogue.rows)))
    known = sorted(counts)  # "#" comes before "A"
    letter = "#" if requested == OTHER else requested.upper()
    problems = []
    if requested and letter not in counts:
        problems.append(QueryProblem("letter", "Letter", f"no title begins with {shown(requested)}"))
    split = len(catalogue.rows) > ONE_PAGE
    if letter not in counts:
        letter = next((letter for letter in known if letter != "#"), "#") if split else ""
    return {
        "letters": [
            {
                "letter": one,
                "count": counts[one],
                "url": address(path, {"letter": key(one)}) if split else f"#letter-{key(one)}",
                "current": split and one == letter,
            }
            for one in known
        ],
        "table": catalogue.once(("letter", letter), lambda: _table(catalogue, letter)),
        "count": len(catalogue.rows),
        "letter": letter,
        "problems": problems,
    }


def _table(catalogue: Catalogue, letter: str) -> table.Table:
    """The table of one letter, or of all."""
    rows = [row for row in catalogue.rows if not letter or initial(row) == letter]
    rows.sort(key=initial)  # "#" comes first, the rest stay as they are
    listed = table.build(rows, SHOWN, f"Occupations under {letter}" if letter else "All occupations")
    pairs = zip(rows, listed.groups[0].rows, strict=True)
    groups = [
        table.Group(own, f"letter-{key(own)}", [row_view for _, row_view in group])
        for own, group in groupby(pairs, key=lambda pair: initial(pair[0]))
    ]
    return listed._replace(groups=groups)


def initial(row: Listed) -> str:
    """The letter under which a title is listed: .NET developer under N, C++ developer under C, 3D artist under #."""
    letter = row.title.lstrip(".")[:1].upper()
    return letter if letter.isascii() and letter.isalpha() else "#"


def key(letter: str) -> str:
    return OTHER if letter == "#" else letter.lower()
