"""The picture of a comparison: every text stays in its place, and is as wide as it was measured."""

import struct
import zlib
from typing import Any

import pytest

from comparisons.sharing.drawing import AXIS, HEIGHT, LEAST, LEFT, RIGHT, draw, fit
from comparisons.sharing.fonts import FILES, font
from comparisons.sharing.picture import rendered
from comparisons.sharing.short_rows import ShortRow, ShortValue
from occupations.profiles.measures import Bar

LONGEST = (
    "Extruding, forming, pressing, and compacting machine setter, operator, or tender",
    "Sales representative, wholesale and manufacturing, except technical and scientific products",
    "Adult basic education, adult secondary education, and English as a second language instructor",
    "Radio, cellular, and tower equipment installer or repairer",
    "Wholesale" * 12,
)
"""The longest titles of the official classification, and one without a space."""


def value(text: str, **facts: Any) -> ShortValue:
    return ShortValue(text, False, 1, "", (), "")._replace(**facts)


def rows(count: int) -> list[ShortRow]:
    long = "No schooling after high school, then 4 to 5 years of paid apprenticeship"
    pay = value(
        "$239,200 or more",
        ahead="higher",
        group="Group",
        span="$100,380 to $239,200 or more",
        bar=Bar(400, 200, 400, True, 500),
    )
    return [
        ShortRow("pay", "Median pay a year", "May 2025", [pay] * count),
        ShortRow("growth", "Projected growth", "2024–2034", [value("−19.6%")] * count),
        ShortRow("education", "Typical entry education", "2024", [value("High school diploma or equivalent")] * count),
        ShortRow("time", "Time to become", "2024", [value(long)] * count),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_no_text_leaves_its_place(count):
    drawing = draw(LONGEST[:count], rows(count), "US Bureau of Labor Statistics, " * 6)
    bottoms = [side.rule for side in drawing.sides[1:]] + [drawing.below[0].y]
    for side, bottom in zip(drawing.sides, bottoms, strict=True):
        for text in [*side.texts, *side.quiet, side.pay]:
            end = RIGHT if text.x >= AXIS else AXIS
            assert LEFT <= text.x < text.end <= end, text
            assert side.rule < text.y - text.size * 0.75, text
            assert text.y + text.size * 0.25 < bottom, text
            assert text.size >= LEAST
        assert side.bar.firm[0] + side.bar.firm[1] + side.bar.rest[1] <= RIGHT
    assert all(text.end <= RIGHT and text.y < HEIGHT - 8 for text in drawing.below)


def test_a_title_is_set_in_one_line_then_in_two_then_smaller_then_cut():
    assert fit("Cook", "name", 500, 56, 30, 2) == (56, ["Cook"])
    size, lines = fit(LONGEST[3], "name", 500, 56, 20, 2)
    assert len(lines) == 2
    assert 20 < size < 56
    assert " ".join(lines) == LONGEST[3]
    size, lines = fit(LONGEST[2], "name", 300, 56, 30, 2)
    assert (size, len(lines), lines[-1][-1]) == (30, 2, "…")


@pytest.mark.parametrize("name", FILES)
def test_a_text_is_as_wide_as_it_is_measured(name):
    """To the right of where it should end, the picture is blank."""
    text, size = "Wave AV To. $135,880 – “Fiancée”", 24
    family = "Noto Serif" if name == "name" else "Noto Sans"
    weight = 400 if name == "text" else 700
    end = font(name).width(text, size)
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">'
        f'<text x="0" y="40" font-family="{family}" font-weight="{weight}" font-size="{size}">{text}</text></svg>'
    )
    inked = columns(rendered(drawn))
    assert end - 14 < max(inked) <= end + 1  # kerning brings letters closer


def columns(png: bytes) -> set[int]:
    """The columns with any ink, of the first 60 rows of a PNG of 8-bit RGBA."""
    data, place = b"", 8
    width = struct.unpack_from(">I", png, 16)[0]
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        data += png[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += 12 + length
    raw, stride = zlib.decompress(data), 4 * width
    above = bytearray(stride)
    inked: set[int] = set()
    for row in range(60):
        start = row * (stride + 1)
        form, line = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for at in range(stride):
            left = line[at - 4] if at >= 4 else 0
            corner = above[at - 4] if at >= 4 else 0
            line[at] = (line[at] + _predicted(form, left, above[at], corner)) & 255
        inked |= {at // 4 for at in range(3, stride, 4) if line[at]}
        above = line
    return inked


def _predicted(form: int, left: int, above: int, corner: int) -> int:
    if form < 4:
        return (0, left, above, (left + above) // 2)[form]
    distances = [abs(above - corner), abs(left - corner), abs(left + above - 2 * corner)]
    return (left, above, corner)[distances.index(min(distances))]
