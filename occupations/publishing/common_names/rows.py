"""What is read to choose common names: all occupations, and the job titles that editors and current releases list."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from occupations.models import AlternateTitle, Classification, Occupation, RecordText, Release
from occupations.publishing.building.official_texts import DIRECT, records_with_texts
from occupations.publishing.common_names import choosing
from occupations.publishing.common_names.choosing import Titled

KINDS = {
    DIRECT: choosing.DIRECT,
    "reported_title": choosing.REPORTED,
    "alternate_title": choosing.LISTED,
}


@cache
def reviewed() -> dict[str, str]:
    """The names that people have chosen, by official title."""
    with (Path(__file__).parent / "reviewed.csv").open(encoding="utf-8", newline="") as file:
        return {row["title"]: row["name"] for row in csv.DictReader(file)}


class Owners(NamedTuple):
    """Whose the texts of each record are: (occupation, whether all of them, or only titles that belong to the code
    alone). `official`: the occupations that a record is exactly."""

    by_record: dict[int, list[tuple[int, bool]]]
    official: set[int]

    def of(self, record: int, kind: str) -> list[int]:
        return [pk for pk, whole in self.by_record.get(record, ()) if whole or kind == DIRECT]

    def records_of(self, keys: set[int]) -> list[int]:
        return [record for record, owners in self.by_record.items() if any(pk in keys for pk, _ in owners)]


def owners() -> Owners:
    classified: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    entries = Classification.objects.order_by("pk").values_list("occupation_id", "record_id", "quality", "record__code")
    for pk, record, quality, code in entries:
        classified[pk].append((record, quality, code))
    by_record: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for pk, records in classified.items():
        for record, whole in records_with_texts(records):
            by_record[record].append((pk, whole))
    official = {pk for pk, records in classified.items() if any(quality == "exact" for _, quality, _ in records)}
    return Owners(by_record, official)


def of_editors() -> list[tuple[int, str]]:
    """(occupation, title) for each that editors list."""
    return list(AlternateTitle.objects.filter(hidden=False).order_by("pk").values_list("occupation_id", "title"))


def titled(rows: Iterable[tuple[int, str, str]] | None = None, known: Owners | None = None) -> list[Titled]:
    """Occupations with their job titles. `rows`: key, title and common name of each; without them, all."""
    rows = list(Occupation.objects.order_by("pk").values_list("pk", "title", "common_name") if rows is None else rows)
    known = known or owners()
    keys = {pk for pk, _, _ in rows}
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pk, title in of_editors():
        names[pk].append((title, choosing.EDITOR))
    records = known.records_of(keys)
    texts = RecordText.objects.filter(kind__in=KINDS, record__in=records, release__in=Release.objects.current())
    for record, kind, text in texts.order_by("pk").values_list("record_id", "kind", "text"):
        for pk in known.of(record, kind):
            names[pk].append((text, KINDS[kind]))
    return [Titled(pk, title, names[pk], pk in known.official, common) for pk, title, common in rows]
