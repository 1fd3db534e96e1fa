"""Adds to a release what a file says and an earlier version of its reader left out: codes of groups and items, and
links. The rows that are there keep their keys, and their figures."""

import pgtrigger
import polars as pl
from django.db import connection

from occupations.models import Figure, RecordLink, Release

_TABLE = "codes_of_parts"
_COLUMNS = ("record_id", "metric", "label", "part_code")
_CREATE = f"CREATE TEMPORARY TABLE {_TABLE} (record_id bigint, metric text, label text, part_code text) ON COMMIT DROP"
_FILL = f"""
UPDATE occupations_figure f SET part_code = c.part_code FROM {_TABLE} c
WHERE f.release_id = %s AND f.part_code = '' AND (f.record_id, f.metric, f.label) = (c.record_id, c.metric, c.label)
"""  # noqa: S608 (constants)


def lacks_codes(release: Release, figures: pl.DataFrame) -> bool:
    """`figures`: of a batch."""
    coded = figures.filter(pl.col("part_code").is_not_null())["metric"].unique().to_list()
    return bool(coded) and Figure.objects.filter(release=release, metric__in=coded, part_code="").exists()


def lacks_links(release: Release, links: pl.DataFrame) -> bool:
    """`links`: of a batch."""
    return not (links.is_empty() or RecordLink.objects.filter(release=release).exists())


def add_codes(release: Release, figures: pl.DataFrame) -> int:
    """`figures`: of a batch, with `record_id`. Returns the number of rows that have a code now."""
    coded = figures.filter(pl.col("part_code").is_not_null() & pl.col("record_id").is_not_null()).select(_COLUMNS)
    with connection.cursor() as cursor, pgtrigger.ignore("occupations.Figure:release_rows_immutable"):
        cursor.execute(_CREATE)
        with cursor.copy(f"COPY {_TABLE} FROM STDIN (FORMAT csv)") as copy:
            copy.write(coded.write_csv(include_header=False).encode())
        cursor.execute(_FILL, [release.pk])
        added: int = cursor.rowcount
        cursor.execute(f"DROP TABLE {_TABLE}")
    return added
