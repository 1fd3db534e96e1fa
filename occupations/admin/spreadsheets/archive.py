"""Workbooks that are refused before they are read: those that unfold, run or fetch something. Pure."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from occupations.importers.errors import FileError

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_RATIO = 50
SMALL = 1_000_000
"""Parts of so many bytes may be packed more tightly."""
MOST_PARTS = 200
OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"
NOT_TABLES = {
    "vbaproject": "macros",
    "xl/macrosheets/": "macros",
    "xl/externallinks/": "links to other workbooks",
    "xl/embeddings/": "embedded files",
    "xl/activex/": "controls",
    "xl/connections": "connections to databases",
}
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse(data: bytes, name: str) -> None:
    """Raises FileError."""
    file = Path(name)
    if data.startswith(OLD_OR_ENCRYPTED):
        raise FileError(file, "is encrypted or in the format of Excel 97; expected an .xlsx file without a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as book:
            for reason in _reasons(book):
                raise FileError(file, reason)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise FileError(file, "is damaged; expected an .xlsx or .csv file") from error


def _reasons(book: zipfile.ZipFile) -> Iterator[str]:
    parts = book.infolist()
    names = [part.filename.casefold() for part in parts]
    if "[content_types].xml" not in names:
        yield "is a zip archive and no workbook; expected an .xlsx or .csv file"
    yield from _sizes(parts)
    for beginning, what in NOT_TABLES.items():
        if any(beginning in name for name in names):
            yield f"has {what}; expected a workbook without any"
    for part in parts:
        if part.filename.casefold().endswith((".xml", ".rels", ".vml")):
            text = book.read(part)
            if b"macroEnabled" in text and part.filename.casefold() == "[content_types].xml":
                yield "has macros; expected an .xlsx file"
            if b"\x00" in text or _DECLARATION.search(text):
                yield f"has a part “{part.filename[-60:]}” that declares entities or is not UTF-8; expected plain cells"


def _sizes(parts: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    if len(parts) > MOST_PARTS:
        yield f"has {len(parts):,} parts; expected {MOST_PARTS} at most"
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        yield f"unfolds to {unpacked / 1e6:,.0f} MB; expected {MOST_UNPACKED / 1e6:,.0f} MB at most"
    for part in parts:
        if part.file_size > max(SMALL, MOST_RATIO * part.compress_size):
            size = f"{part.file_size / 1e6:,.0f} MB, more than {MOST_RATIO} times as much as in the file"
            yield f"has a part “{part.filename[-60:]}” that unfolds to {size}; expected no more"
