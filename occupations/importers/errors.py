"""Exceptions of importers, and how their messages quote a file."""

from collections.abc import Iterable
from pathlib import Path

LONGEST_SHOWN = 60


class LoadError(Exception):
    """A file that cannot be loaded. The message is for the person who made the file."""


class FileError(LoadError):
    """A statistical file with an error."""

    def __init__(
        self, path: Path, expected: str, *, sheet: str = "", row: int = 0, column: str = "", value: str | None = None
    ) -> None:
        self.path, self.sheet, self.row, self.column, self.value, self.expected = (
            path,
            sheet,
            row,
            column,
            value,
            expected,
        )
        super().__init__(self.message(path.name))

    def message(self, name: str) -> str:
        """The message, with that name for the file."""
        place = [name]
        place += [f"sheet “{self.sheet}”"] if self.sheet else []
        place += [f"row {self.row:,}"] if self.row else []
        place += [f"column “{self.column}”"] if self.column else []
        found = "" if self.value is None else f"{shown_value(self.value)} "
        return f"{', '.join(place)}: {found}{self.expected}"


def shown_header(cells: Iterable[str | None]) -> str:
    """The cells of a header, quoted for messages."""
    return ", ".join(f"“{' '.join(cell.split())}”" for cell in cells if cell)[:300] or "nothing"


def shown_value(value: str) -> str:
    """A value, shortened and quoted for messages."""
    value = " ".join(value.split())
    return f"“{value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + '…'}”"
