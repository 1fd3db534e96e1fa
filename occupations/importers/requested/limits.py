"""What may be uploaded, and from which folders releases may be imported. Loaded by web processes."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings

ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".parquet")
MOST_FILES = 60
MOST_BYTES = 20_000_000  # of all files of an upload
MOST_IN_FOLDER = 500
MOST_BYTES_IN_FOLDER = 1_000_000_000
MOST_FOLDERS = 200
LONGEST_NAME = 150
_NAME = re.compile(r"[^/\\.~\s][^/\\\x00-\x1f]*")


class Limit(Exception):
    """The message is for who uploads."""


def check_upload(files: Sequence[tuple[str, int]]) -> None:
    """`files`: name and bytes of each. Raises Limit."""
    if len(files) > MOST_FILES:
        raise Limit(f"{len(files):,} files; expected {MOST_FILES} at most.")
    seen: set[str] = set()
    for name, size in files:
        if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            raise Limit(
                f"“{name[:60]}” is no name for a file here; expected {LONGEST_NAME} characters at most, and no / or \\."
            )
        if not name.lower().endswith(ENDINGS):
            raise Limit(f"“{name}” is not read by any source; expected {', '.join(ENDINGS)}.")
        if not size:
            raise Limit(f"“{name}” is empty; expected a file as the publisher offers it.")
        if name.casefold() in seen:
            raise Limit(f"There are two files “{name}”; expected each name once.")
        seen.add(name.casefold())
    if (total := sum(size for _, size in files)) > MOST_BYTES:
        raise Limit(f"The files have {total / 1e6:,.0f} MB; expected {MOST_BYTES / 1e6:,.0f} MB at most.")


def folders() -> list[str]:
    """The folders from which releases may be imported, by their path below RELEASES_DIR; none without the setting."""
    root = settings.RELEASES_DIR
    if root is None:
        return []
    found = [path for path in _folders(root) if any(_is_file(file) for file in path.iterdir())]
    return [str(path.relative_to(root)) for path in found[:MOST_FOLDERS]]


def _folders(root: Path) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        if path.is_dir() and not path.is_symlink() and not path.name.startswith("."):
            yield path
            yield from (one for one in sorted(path.iterdir()) if one.is_dir() and not one.is_symlink())


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~$"))


def folder(name: str) -> Path:
    """The folder with that path below RELEASES_DIR. Raises Limit if it is none of them, or is too large."""
    root = settings.RELEASES_DIR
    path = (root / name).resolve() if root else None
    if root is None or path is None or not path.is_relative_to(root) or path == root or not path.is_dir():
        raise Limit(f"“{name}” is no folder that releases are imported from.")
    sizes = []
    for file in path.rglob("*"):
        if file.is_symlink():
            raise Limit(f"“{file.relative_to(root)}” is a link; expected files and folders only.")
        if file.is_file():
            sizes.append(file.stat().st_size)
    if len(sizes) > MOST_IN_FOLDER or sum(sizes) > MOST_BYTES_IN_FOLDER:
        raise Limit(
            f"“{name}” has {len(sizes):,} files with {sum(sizes) / 1e6:,.0f} MB; expected {MOST_IN_FOLDER} files and "
            f"{MOST_BYTES_IN_FOLDER / 1e6:,.0f} MB at most."
        )
    return path
