"""QR codes as paths of an SVG. Pure."""

from itertools import groupby
from typing import NamedTuple

import qrcode
from qrcode.constants import ERROR_CORRECT_L

QUIET = 4  # modules around a code that readers need blank


class Code(NamedTuple):
    size: int  # modules on a side, with the blank ones around them
    path: str  # of the dark modules


def code_of(text: str) -> Code:
    """Dense as little as possible, because it is small on paper."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    return Code(len(matrix), "".join(_dark(y, row) for y, row in enumerate(matrix)))


def _dark(y: int, row: list[bool]) -> str:
    """The runs of dark modules in one row, as rectangles."""
    path, x = [], 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            path.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(path)
