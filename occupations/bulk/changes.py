"""What is another between two bulk releases, of each occupation: whatever its slug was, and whatever release a figure
is from. So a new release of a survey is a change from one amount to another."""

import gzip
import heapq
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from itertools import groupby
from operator import itemgetter

import msgspec

from occupations.bulk.releases import Bulk, BulkReleaseFile
from occupations.bulk.table import BulkTable, Row, sort_key
from occupations.bulk.tables import FIGURE_KEY, OCCUPATION_TABLES
from occupations.models.record_keys import parts_of

COMPARED = {table.name: table for table in OCCUPATION_TABLES if table.name != "series"}
"""The tables that are compared. A series has nothing that figures do not have."""
_decoder = msgspec.json.Decoder()
_slug = itemgetter("slug")
Pairs = list[tuple[Row | None, Row | None]]


def changes(old: Bulk, new: Bulk, tables: list[str]) -> Iterator[Row]:
    """The rows that were added, removed and changed, table by table, in the order of slugs, and first which occupations
    have another slug. Their earlier rows are compared under it. Both files are read in parallel, so memory use is
    small."""
    renamed = _renamed(old, new)
    if "occupations" in tables:
        for slug in sorted(renamed):
            slugs = {"before": {"slug": slug}, "after": {"slug": renamed[slug]}}
            yield {"table": "occupations", "change": "renamed", **slugs}
    for name in tables:
        file = f"{name}.jsonl.gz"
        before, after = old.file(file), new.file(file)
        if before and after and before.sha256 == after.sha256:
            continue
        table = COMPARED[name]
        earlier = _under(renamed, table, old, before)
        for one, other in _pairs(table, earlier, _lines(new, after)):
            if one != other:
                change = "added" if one is None else "removed" if other is None else "changed"
                rows = {"before": one, "after": other}
                yield {"table": name, "change": change, **{key: row for key, row in rows.items() if row is not None}}


def _renamed(old: Bulk, new: Bulk) -> dict[str, str]:
    """Earlier slugs of occupations → those of now."""
    slugs = [{row["id"]: row["slug"] for row in _lines(one, one.file("occupations.jsonl.gz"))} for one in (old, new)]
    return {slug: slugs[1][number] for number, slug in slugs[0].items() if slugs[1].get(number, slug) != slug}


def _under(renamed: dict[str, str], table: BulkTable, bulk: Bulk, file: BulkReleaseFile | None) -> Iterator[Row]:
    """The rows in the order of their keys, those of renamed occupations under their new slugs. These are in memory."""
    if not renamed:
        yield from _lines(bulk, file)
        return
    key = sort_key(table)
    moved = [row | {"slug": renamed[row["slug"]]} for row in _lines(bulk, file) if row["slug"] in renamed]
    others = (row for row in _lines(bulk, file) if row["slug"] not in renamed)
    yield from heapq.merge(others, sorted(moved, key=key), key=key)


def _pairs(table: BulkTable, before: Iterator[Row], after: Iterator[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows that say the same thing, occupation by occupation."""
    sides = (((slug, 0, list(rows)) for slug, rows in groupby(before, _slug)),
             ((slug, 1, list(rows)) for slug, rows in groupby(after, _slug)))  # fmt: skip
    for _, some in groupby(heapq.merge(*sides, key=itemgetter(0, 1)), itemgetter(0)):
        rows: dict[int, list[Row]] = {side: found for _, side, found in some}
        match = _figures if table.key == FIGURE_KEY else _rows(table)
        yield from match(rows.get(0, []), rows.get(1, []))


def _rows(table: BulkTable) -> Callable[[list[Row], list[Row]], Pairs]:
    key = sort_key(table)
    return lambda before, after: _matched(before, after, key)[0]


def _figures(before: list[Row], after: list[Row]) -> Pairs:
    """Of the same table and record; what is left, of the same metric and part."""
    pairs, left, come = _matched(before, after, _origin, apart=True)
    rest, _, _ = _matched(left, come, itemgetter("metric", "part"))
    return sorted([*pairs, *rest], key=lambda pair: _place(pair[1] or pair[0] or {}))


def _origin(row: Row) -> Hashable:
    """The metric and part of a figure, with its table and record whatever their release and vintage."""
    dataset, _, _ = (row["release"] or "").partition("@")
    system, _, code = parts_of(row["record"]) if row["record"] else ("", "", "")
    return row["metric"], row["part"], dataset, system, code


def _place(row: Row) -> tuple:
    return row["metric"], row["part"] or "", row["position"]


def _matched(
    before: list[Row], after: list[Row], key: Callable[[Row], Hashable], *, apart: bool = False
) -> tuple[Pairs, list[Row], list[Row]]:
    """Rows with the same key, in their order. `apart`: those without an other are returned apart, and not as pairs."""
    first, second = _numbered(before, key), _numbered(after, key)
    both = [one for one in second if one in first]
    pairs: Pairs = [(first[one], second[one]) for one in both]
    gone = [row for one, row in first.items() if one not in second]
    new = [row for one, row in second.items() if one not in first]
    if not apart:
        pairs += [(row, None) for row in gone]
        pairs += [(None, row) for row in new]
        pairs.sort(key=lambda pair: repr(key(pair[1] or pair[0] or {})))
    return pairs, gone, new


def _numbered(rows: list[Row], key: Callable[[Row], Hashable]) -> dict[Hashable, Row]:
    seen: Counter[Hashable] = Counter()
    found: dict[Hashable, Row] = {}
    for row in rows:
        one = key(row)
        seen[one] += 1
        found[one, seen[one]] = row
    return found


def _lines(bulk: Bulk, file: BulkReleaseFile | None) -> Iterator[Row]:
    if file is None:
        return
    with gzip.open(bulk.path(file.name), "rb") as lines:
        for line in lines:
            yield _decoder.decode(line)
