"""The figure that a reader reports, as the panel of its source sends it: "a:pay_median:$97,550", which is the side of
the page, the row and the value."""

import re

from occupations.links import LETTERS
from occupations.metrics import ABOUT, JOB_TITLES, RELATED, RESPONSIBILITIES, SLOTS

_CODE = re.compile(r"([a-z]):([\w-]+):(.*)", re.DOTALL)
_ROWS = {key: slot.label for key, slot in SLOTS.items()} | {
    section.key: section.title for section in (ABOUT, RESPONSIBILITIES, JOB_TITLES, RELATED)
}
UNKNOWN = "The link that led here names a figure that this page does not have. Tell us below which one you mean."


class UnknownFigure(Exception):
    """The message tells readers what to do."""


def figure_in_words(sent: str, names: list[str]) -> str:
    """ "Registered nurse: Median pay a year, $97,550"; what is not such a code stays as it is. `names`: of the sides of
    the page. Raises UnknownFigure for a side or row that the page does not have."""
    code = _CODE.fullmatch(sent)
    if code is None:
        return sent
    letter, row, value = code.groups()
    side = LETTERS.lower().find(letter)
    if row not in _ROWS or not 0 <= side < len(names):
        raise UnknownFigure(UNKNOWN)
    figure = f"{_ROWS[row]}, {value}" if value else _ROWS[row]
    return f"{names[side]}: {figure}" if len(names) > 1 else figure
