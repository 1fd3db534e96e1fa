"""The fonts of pictures, which no machine has to have installed, and the widths of texts in them."""

import struct
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILES = {
    "text": "NotoSans-Regular.ttf",
    "bold": "NotoSans-Bold.ttf",
    "name": "NotoSerif-Bold.ttf",
}
PATHS = [str(Path(__file__).parent / name) for name in FILES.values()]


class Font(NamedTuple):
    """`glyphs`: character → glyph; `advances`: glyph → width, in units of which an em has `units`."""

    glyphs: dict[int, int]
    advances: tuple[int, ...]
    units: int

    def has(self, text: str) -> bool:
        return all(ord(letter) in self.glyphs for letter in text)

    def width(self, text: str, size: float) -> float:
        """Without kerning, which only brings letters closer. Of a character that is missing, the width of an em."""
        total = sum(self.advances[glyph] if (glyph := self.glyphs.get(ord(letter))) else self.units for letter in text)
        return size * total / self.units


@cache
def font(name: str) -> Font:
    """One of FILES. Reads what is needed of the OpenType tables head, hhea, hmtx and cmap (format 4)."""
    data = (Path(__file__).parent / FILES[name]).read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, place)
        tables[tag.decode()] = data[offset : offset + length]
    (units,) = struct.unpack_from(">H", tables["head"], 18)
    (metrics,) = struct.unpack_from(">H", tables["hhea"], 34)
    advances = struct.unpack_from(">" + "Hh" * metrics, tables["hmtx"])[::2]
    glyphs = _characters(tables["cmap"])
    most = max(glyphs.values()) + 1
    return Font(glyphs, advances + advances[-1:] * (most - metrics), units)


def _characters(cmap: bytes) -> dict[int, int]:
    (offset,) = struct.unpack_from(">L", cmap, 8)
    table = cmap[offset:]
    form, _, _, doubled = struct.unpack_from(">HHHH", table)
    if form != 4:
        raise ValueError(f"cmap of format {form}")
    segments = doubled // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{segments}H", table, place)
        for place in (14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled)
    )
    glyphs = {}
    for segment, (end, start, delta, distance) in enumerate(zip(ends, starts, deltas, ranges, strict=True)):
        for character in range(start, end + 1):
            if character == 0xFFFF:
                continue
            glyph = character
            if distance:
                place = 16 + 3 * doubled + 2 * segment + distance + 2 * (character - start)
                (glyph,) = struct.unpack_from(">H", table, place)
            if glyph:
                glyphs[character] = (glyph + delta) & 0xFFFF
    return glyphs
