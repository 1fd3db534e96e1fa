"""Progress of long commands: a bar in a terminal, plain lines elsewhere, nothing with --quiet."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOBase

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from occupations.importers.writing import OnProgress

PLAIN_EVERY = 5  # seconds between two lines where there is no terminal


@contextmanager
def show_progress(what: str, total: int | None, out: TextIOBase, *, quiet: bool = False) -> Iterator[OnProgress]:
    """Yields a function to call with the number of items that are newly done."""
    if quiet:
        yield lambda done: None
    elif out.isatty():
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, transient=True) as progress:
            task = progress.add_task(what, total=total)
            yield lambda done: progress.advance(task, done)
    else:
        yield _plain(what, total, out)


def _plain(what: str, total: int | None, out: TextIOBase) -> OnProgress:
    done, reported = 0, time.monotonic()

    def report(more: int) -> None:
        nonlocal done, reported
        done += more
        if time.monotonic() - reported >= PLAIN_EVERY:
            reported = time.monotonic()
            out.write(f"{what}: {done:,}" + (f" of {total:,}" if total else "") + "\n")

    return report
