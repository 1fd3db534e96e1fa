"""The files of an import, as readers want them: in a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from occupations.importers import run as importing
from occupations.importers.batch import Batch
from occupations.importers.errors import LoadError
from occupations.importers.report import complaint, named
from occupations.importers.requested import limits
from occupations.importers.tables import digest
from occupations.models import ReleaseImport
from occupations.worker.beats import Beat


@contextmanager
def laid_out(run: ReleaseImport) -> Iterator[Path]:
    """The folder. What was uploaded is in it only while this lasts. Raises limits.Limit."""
    if run.folder:
        yield limits.folder(run.folder)
        return
    with TemporaryDirectory(prefix="careersite-import-") as name:
        folder = Path(name)
        for file in run.files.all():
            (folder / file.name).write_bytes(file.content)
        yield folder


class Refused(Exception):
    """The files cannot be imported; the message says why, as the importers do."""


def digests(folder: Path) -> list[list[str]]:
    """[path, SHA-256] of each file."""
    return [[str(path.relative_to(folder)), digest(path)[1]] for path in importing.files_in([folder])]


def read(folder: Path, beat: Beat) -> tuple[list[Batch], list[str]]:
    """All batches of the folder, in the order of import, and the names of files that no source recognizes. Raises
    Refused for the first error."""
    try:
        beat.begin("Recognizing the files")
        found = importing.recognise([folder])
        batches: list[Batch] = []
        for source, files in found.files.items():
            beat.begin(f"Reading {', '.join(path.name for path in files)}")
            batches += importing.READERS[source].read(files)
    except LoadError as error:
        raise Refused(complaint(error, [folder])) from error
    if not batches:
        raise Refused("No source recognizes any of the files; docs/statistics.md lists those that are read.")
    return batches, [named(path, [folder]) for path in found.unknown]
