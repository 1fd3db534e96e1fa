"""Files that are the same as in the release before are the same file on the disk."""

import os
from pathlib import Path

from occupations.bulk.package import KINDS
from occupations.bulk.releases import Bulk


def link(old: Path, new: Path) -> bool:
    """Whether there is such a file."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        return False
    return True


def link_table(folder: Path, table: str, before: Bulk) -> bool:
    """All files of a table, in the place of those that are there. Whether there are such files."""
    names = [f"{table}.{ending}" for ending, _ in KINDS.values()]
    if not all(before.path(name).is_file() for name in names):
        return False
    for name in names:
        (folder / name).unlink(missing_ok=True)
    return all(link(before.path(name), folder / name) for name in names)
