"""Buttons of the form of an occupation that change what is typed and save nothing, for browsers without scripts.

Each is a function from what was sent to what the form shows next.
"""

from typing import NamedTuple

from django.http import QueryDict

from .pasting import add_lines

NAME = "_edit"  # of these buttons; their values are the words of a Command
LEFT_OUT = "left_out"  # the field with the titles of sources


class Command(NamedTuple):
    """`what`: up, down, take, back, lines or override; `prefix`: of a list, or a field or metric; `row`: its number in
    the form; `title`: one of those of sources, whose numbers change when a release comes."""

    what: str
    prefix: str
    row: int = 0
    title: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.prefix} {self.title or self.row}"


def command_of(data: QueryDict) -> Command | None:
    words = data.get(NAME, "").split(maxsplit=2)
    if len(words) != 3:
        return None
    what, prefix, row = words
    if prefix == LEFT_OUT:
        return Command(what, prefix, title=row)
    return Command(what, prefix, int(row)) if row.isdecimal() and len(row) <= 6 else None


def apply(data: QueryDict, command: Command, field: str, official: str = "") -> str:
    """Do what the button says, in place, and return the id of what gets the focus. `field`: with the words of a row of
    the list; `official`: the source's words for a field."""
    row = f"{command.prefix}-{command.row}"
    match command.what:
        case "up" | "down":
            _move(data, command)
            return f"id_{row}-{command.what}"
        case "take" if field:
            data[f"{row}-{field}"] = data.get(f"{row}-instead_of", "")
            return f"id_{row}-{field}"
        case "back" if field:
            data[f"{row}-{field}"] = ""
            return f"id_{row}-take"
        case "take":
            data[command.prefix] = data[f"{command.prefix}_after"] = official
            return f"id_{command.prefix}"
        case "back":
            data[command.prefix] = data[f"{command.prefix}_after"] = ""
            return f"id_{command.prefix}-take"
        case "lines":
            added = add_lines(data, command.prefix, field)
            return f"id_{command.prefix}-{added[0]}-{field}" if added else f"id_{command.prefix}-lines"
    return ""


def _move(data: QueryDict, command: Command) -> None:
    """Exchange a row with the one before or after it, and number all rows."""
    total = data.get(f"{command.prefix}-TOTAL_FORMS", "")
    indexes = range(min(int(total), 2000) if total.isdecimal() else 0)
    present = [index for index in indexes if not data.get(f"{command.prefix}-{index}-DELETE")]
    order = sorted(present, key=lambda index: _place(data, command.prefix, index))
    if command.row not in order:
        return
    place = order.index(command.row)
    other = place + (1 if command.what == "down" else -1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for number, index in enumerate(order, start=1):
        data[f"{command.prefix}-{index}-position"] = str(number)


def _place(data: QueryDict, prefix: str, index: int) -> tuple[float, int]:
    typed = data.get(f"{prefix}-{index}-position", "")
    return (int(typed) if typed.isdecimal() and len(typed) < 10 else float("inf")), index
