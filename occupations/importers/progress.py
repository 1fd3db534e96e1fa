"""How commands tell of long work: a moving bar on a terminal, plain lines elsewhere, nothing when asked to be quiet."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from occupations.importers.writing import Told

PLAIN_EVERY = 5  # seconds between two lines where there is no terminal


@contextmanager
def shown(what: str, total: int | None, out: TextIO, *, quiet: bool = False) -> Iterator[Told]:
    """A function that is told how many more are done."""
    if quiet:
        yield lambda done: None
    elif out.isatty():
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(file=out), transient=True) as progress:
            task = progress.add_task(what, total=total)
            yield lambda done: progress.advance(task, done)
    else:
        yield _plain(what, total, out)


def _plain(what: str, total: int | None, out: TextIO) -> Told:
    done, said = 0, time.monotonic()

    def told(more: int) -> None:
        nonlocal done, said
        done += more
        if time.monotonic() - said >= PLAIN_EVERY:
            said = time.monotonic()
            out.write(f"{what}: {done:,}" + (f" of {total:,}" if total else "") + "\n")

    return told
