"""Where everything stands in the picture of a comparison, in CSS pixels. Texts are measured, so that none leaves its
place."""

from collections.abc import Sequence
from typing import NamedTuple

from comparisons.sharing.fonts import font
from comparisons.sharing.short_rows import ShortRow, ShortValue
from occupations.profiles.measures import Bar

WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT = 64, 1136
TOP, BOTTOM = 112, 538  # of the sides
AXIS = 668  # where the axis of pay begins
BELOW = 578  # the baseline of the first line below the sides
NAME_SIZES = {
    1: (64, 34),
    2: (56, 30),
    3: (44, 26),
    4: (36, 24),
    5: (32, 22),
}  # number of sides → the largest and the smallest
PAY_SIZES = {1: 64, 2: 54, 3: 44, 4: 36, 5: 32}
ICONS = {1: 72, 2: 64, 3: 56, 4: 48, 5: 42}
SMALL = 24  # the size of the facts below a name and the range below a bar
LEAST = 16
FACTS = {"time": "{} to become", "education": "{}", "growth": "Projected growth {}", "openings": "{} openings a year"}
FACTS_SHOWN = {1: 3, 2: 2, 3: 1, 4: 0, 5: 0}
LONGEST_TIME = 20  # characters; of a longer one, the education says more in less


class Text(NamedTuple):
    """A line of text: its left end and its baseline. `font`: a key of fonts.FILES."""

    x: float
    y: float
    size: float
    font: str
    text: str

    @property
    def end(self) -> float:
        return self.x + font(self.font).width(self.text, self.size)


class BarDrawing(NamedTuple):
    """`rest`: the part for only some or without an end. Each part is (left end, width)."""

    y: float
    height: float
    firm: tuple[float, float]
    rest: tuple[float, float]
    mark: float | None


class Icon(NamedTuple):
    x: float
    y: float
    scale: float  # of a box of 24


class SideDrawing(NamedTuple):
    """`rule`: the height of the line above; `ahead`: whether this pay is marked."""

    rule: float
    icon: Icon
    texts: list[Text]
    pay: Text | None
    ahead: bool
    quiet: list[Text]
    bar: BarDrawing | None


class Drawing(NamedTuple):
    sides: list[SideDrawing]
    below: list[Text]


def fit(text: str, name: str, width: float, largest: int, smallest: int, most: int = 1) -> tuple[int, list[str]]:
    """The largest size at which a text fits in so many lines, and the lines; cut at the smallest if in none."""
    text = text.replace("−", "–")  # the fonts have no minus sign
    for size in range(largest, smallest - 1, -2):
        lines = wrap(text, name, width, size)
        if len(lines) <= most and all(font(name).width(line, size) <= width for line in lines):
            return size, lines
    lines = wrap(text, name, width, smallest)
    kept = lines[:most]
    last = kept[-1] if len(lines) <= most else f"{kept[-1]}…"
    while font(name).width(last, smallest) > width:
        last = f"{last.removesuffix('…')[:-1].rstrip(' ,')}…"
    return smallest, [*kept[:-1], last]


def wrap(text: str, name: str, width: float, size: float) -> list[str]:
    """Lines broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font(name).width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def draw(titles: Sequence[str], rows: Sequence[ShortRow], source: str) -> Drawing:
    """`rows`: the scoreboard; `source`: of the pay."""
    by_key = {row.key: row for row in rows}
    pay = by_key.get("pay") or by_key.get("hourly")
    count = len(titles)
    height = (BOTTOM - TOP) / count
    sides = [
        _side(place, title, by_key, pay, TOP + height * place, height, count) for place, title in enumerate(titles)
    ]
    return Drawing(sides, _below(pay, source) if pay else [])


def _side(
    place: int, title: str, rows: dict[str, ShortRow], pay: ShortRow | None, top: float, height: float, count: int
) -> SideDrawing:
    middle, box = top + height / 2, ICONS[count]
    left = LEFT + box + 20
    width = AXIS - 40 - left
    size, names = _name(title, width, *NAME_SIZES[count])
    facts = [fit(text, "text", width, SMALL, LEAST) for text in _facts(place, rows)[: FACTS_SHOWN[count]]]
    taken = len(names) * size * 1.12 + len(facts) * SMALL * 1.3
    first = middle - taken / 2 + size * 0.9
    texts = [Text(left, first + line * size * 1.12, size, "name", text) for line, text in enumerate(names)]
    below = texts[-1].y
    quiet = [
        Text(left, below + SMALL * (1.5 + 1.3 * line), small, "text", text)
        for line, (small, (text,)) in enumerate(facts)
    ]
    icon = Icon(LEFT, middle - box / 2, box / 24)
    if pay is None:
        return SideDrawing(top, icon, texts, None, False, quiet, None)
    value = pay.values[place]
    said, bar, span = _pay(value, "an hour" if pay.key == "hourly" else "a year", middle, count)
    return SideDrawing(top, icon, texts, said, bool(value.ahead), [*quiet, *span], bar)


def _name(title: str, width: float, largest: int, smallest: int) -> tuple[int, list[str]]:
    """In one line if that takes at most a quarter off its size, else in two."""
    one_line, lines = fit(title, "name", width, largest, largest * 3 // 4)
    return (one_line, lines) if lines == [title] else fit(title, "name", width, largest, smallest, 2)


def _facts(place: int, rows: dict[str, ShortRow]) -> list[str]:
    """ "About 6 years to become", "Projected growth 20.4%", as far as they are known."""
    known = {key: value.text for key in FACTS if key in rows and not (value := rows[key].values[place]).missing}
    known.pop("education" if len(known.get("time", "-" * 99)) <= LONGEST_TIME else "time", None)
    return [FACTS[key].format(text) for key, text in known.items()]


def _pay(value: ShortValue, unit: str, middle: float, count: int) -> tuple[Text, BarDrawing | None, list[Text]]:
    """The amount, its bar, and in words its unit and, of up to three sides, its range."""
    family, largest = ("text", SMALL) if value.missing else ("bold", PAY_SIZES[count])
    text = f"{value.text}{'†' if value.group else ''}"
    start = AXIS + (PAY_SIZES[count] * 0.62 if value.ahead else 0)
    small = max(LEAST, largest // 2)
    room = 0 if value.missing else font("text").width(unit, small) + small / 2
    size, (text,) = fit(text, family, RIGHT - start - room, largest, LEAST)
    thick = 20 if count <= 3 else 12
    has_span = bool(value.span) and count <= 3
    taken = size * 0.75 + (thick * 1.7 if value.bar else 0) + (SMALL * 1.35 if has_span else 0)
    baseline = middle - taken / 2 + size * 0.75
    said = Text(start, baseline, size, family, text)
    units = [] if value.missing else [Text(said.end + small / 2, baseline, small, "text", unit)]
    if value.bar is None:
        return said, None, units
    bar = _bar(value.bar, baseline + thick * 0.7, thick)
    if not has_span:
        return said, bar, units
    small, (span,) = fit(value.span, "text", RIGHT - AXIS, SMALL, LEAST)
    return said, bar, [*units, Text(AXIS, bar.y + thick + SMALL * 1.2, small, "text", span)]


def _bar(bar: Bar, y: float, height: float) -> BarDrawing:
    def place(at: int) -> float:
        return AXIS + (RIGHT - AXIS) * at / 1000

    end = bar.start + bar.width
    firm = place(bar.start), place(end) - place(bar.start)
    rest = place(end), place(end + bar.rest) - place(end)
    return BarDrawing(y, height, firm, rest, None if bar.mark is None else place(bar.mark))


def _below(pay: ShortRow, source: str) -> list[Text]:
    when = f", {pay.when}" if pay.when else ""
    range_said = "; range: from the 10th to the 90th percentile" if pay.spans else ""
    wider = "; †: figure for a wider group" if any(value.group for value in pay.values) else ""
    said = f"{pay.label}{when}{range_said}{wider}", f"Source: {source}" if source else ""
    fitted = [fit(text, "text", RIGHT - LEFT, 23, LEAST) for text in said if text]
    return [Text(LEFT, BELOW + 31 * line, size, "text", text) for line, (size, (text,)) in enumerate(fitted)]
