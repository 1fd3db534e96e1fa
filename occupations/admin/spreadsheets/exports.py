"""What was exported: kept for a while, so that a file that comes back can be compared with it."""

import datetime
import json
import re
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from occupations import background
from occupations.admin.spreadsheets.shape import SHEETS, Cells, RowKey
from occupations.admin.spreadsheets.stored import Stored, stored, with_sources
from occupations.models import Occupation, SpreadsheetExport

DAYS = 90


class Exported(NamedTuple):
    """What the rows of an export said. `versions`, `titles`: by occupation."""

    rows: dict[RowKey, Cells]
    versions: dict[int, int]
    titles: dict[int, str]


@transaction.atomic
def export(occupations: Iterable[Occupation], by) -> dict[str, list[Cells]]:
    """The rows of a new export, by sheet."""
    background.lift_time_limit()
    occupations = list(occupations)
    found = with_sources(stored([occupation.pk for occupation in occupations]), occupations)
    kept = SpreadsheetExport.objects.create(by=by, occupations=len(occupations), content=packed(_document(found)))
    mark = mark_of(kept.pk)
    sheets: dict[str, list[Cells]] = {sheet: [] for sheet in SHEETS}
    for key, row in found.rows.items():
        leading = {
            "key": str(key.occupation),
            "export": mark,
            "version": str(found.versions[key.occupation]),
            "occupation": found.titles[key.occupation],
        }
        sheets[key.sheet].append({**leading, **row})
    return sheets


def exported(pks: Iterable[int]) -> dict[int, Exported]:
    """Those that are still kept."""
    contents = SpreadsheetExport.objects.filter(pk__in=pks).values_list("pk", "content")
    return {pk: _read(unpacked(content)) for pk, content in contents}


def mark_of(pk: int) -> str:
    """What a file says of its export. No other site has the same: it is signed with the key of this one."""
    return f"{pk}-{salted_hmac('spreadsheet export', str(pk)).hexdigest()[:12]}"


def key_of(mark: str) -> int | None:
    """The export of a mark; None for one of another site."""
    match = re.fullmatch(r"([1-9]\d{0,17})-[0-9a-f]{12}", mark)
    return int(match[1]) if match and constant_time_compare(mark, mark_of(int(match[1]))) else None


def forget() -> int:
    """Delete what is too old to come back. Returns how many those were."""
    before = timezone.now() - datetime.timedelta(days=DAYS)
    return SpreadsheetExport.objects.filter(created_at__lt=before).delete()[0]


def packed(document: Any) -> bytes:
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(content: bytes | memoryview) -> Any:
    return json.loads(zlib.decompress(content))


def _document(found: Stored) -> dict[str, Any]:
    rows = [[*key, {name: text for name, text in row.items() if text}] for key, row in found.rows.items()]
    return {"versions": list(found.versions.items()), "titles": list(found.titles.items()), "rows": rows}


def _read(document: dict[str, Any]) -> Exported:
    rows = {RowKey(sheet, owner, item): row for sheet, owner, item, row in document["rows"]}
    return Exported(rows, dict(document["versions"]), dict(document["titles"]))
