"""Which rows and columns of the database the local copy has, under the same names.

Rows of a `Whole` table are few and replaced together when one of them changes. Rows of a `Keyed` table never change;
those that share a key are copied when it appears and removed when it disappears.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Field, Model

from occupations.models import (
    Category,
    Dataset,
    Edition,
    MetricPolicy,
    Occupation,
    OldSlug,
    PlacePay,
    Release,
    SearchTitle,
    Source,
    Spreads,
    Standing,
    StatisticalRecord,
    TitleModel,
    TitleOverride,
    TitleTableRow,
)
from occupations.models.record_keys import key_sql
from occupations.models.released import NAMED, PUBLISHED


class Column(NamedTuple):
    """`sql`: its value in PostgreSQL, in a form that SQLite stores."""

    name: str
    declared: str
    sql: str


class Table(NamedTuple):
    """`rows`: FROM and WHERE in PostgreSQL, with the table as `t`. `key`: the column by which rows are copied, with
    `keys`, a query for those that belong here; empty for a table that is replaced as a whole. `indexed`: lists of
    columns."""

    name: str
    columns: Sequence[Column]
    rows: str
    key: str = ""
    keys: str = ""
    indexed: Sequence[str] = ()

    @property
    def copied(self) -> list[Column]:
        return [column for column in self.columns if column.sql]

    @property
    def key_sql(self) -> str:
        return next(column.sql for column in self.columns if column.name == self.key)

    @property
    def is_numbered(self) -> bool:
        """Whether its keys are numbers."""
        return any(column.name == self.key and column.declared.startswith("integer") for column in self.columns)

    @property
    def created(self) -> list[str]:
        columns = ", ".join(f'"{column.name}" {column.declared}' for column in self.columns)
        return [
            f'CREATE TABLE "{self.name}" ({columns})',
            *(f'CREATE INDEX "{self.name}_{n}" ON "{self.name}" ({on})' for n, on in enumerate(self.indexed)),
        ]


def _declared(field: Field) -> tuple[str, str]:
    """The type of a column in SQLite, and how PostgreSQL writes its value."""
    if isinstance(field, ArrayField):
        return "list", "array_to_json({})::text"
    kinds: list[tuple[type[Field], str, str]] = [
        (models.JSONField, "text", "{}::text"),
        (models.BooleanField, "bool", "{}::int"),
        (models.DateTimeField, "moment", "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"),
        (models.DateField, "day", "{}::text"),
        (models.DecimalField, "decimal", "{}::text"),
        (models.IntegerField, "integer", "{}"),
        (models.CharField, "text", "{}"),
        (models.TextField, "text", "{}"),
    ]
    of: Any = field.target_field if isinstance(field, models.ForeignKey) else field
    of = of.output_field if isinstance(of, models.GeneratedField) else of
    for kind, declared, written in kinds:
        if isinstance(of, kind):
            return declared, written
    raise TypeError(f"tables.py does not know how to copy {field}")


def _size(field: Field) -> int:
    """The order of columns: lists and JSON behind what is small, and documents last."""
    if isinstance(field, models.TextField):
        return 2
    return int(isinstance(field, (models.JSONField, ArrayField)))


def of_model(model: type[Model], *, leave_out: Sequence[str] = ()) -> list[Column]:
    """All columns of a model, what is large behind the rest: SQLite reads a row up to the last column that it needs.
    Those left out are null in the copy: they are large, or not public."""
    found = []
    for field in sorted(model._meta.concrete_fields, key=_size):
        name = str(field.column)
        if field.name in leave_out:
            found.append(Column(name, "text", ""))
            continue
        declared, written = _declared(field)
        if field.primary_key:
            declared = f"{declared} PRIMARY KEY"
        found.append(Column(name, declared, written.format(f't."{name}"')))
    return found


def whole(
    model: type[Model], where: str = "true", *, leave_out: Sequence[str] = (), indexed: Sequence[str] = ()
) -> Table:
    name = model._meta.db_table
    return Table(name, of_model(model, leave_out=leave_out), f"{name} t WHERE {where}", indexed=indexed)


_LIVE = "SELECT live_id FROM occupations_occupation WHERE live_id IS NOT NULL AND withdrawn_at IS NULL"
# Also what was withdrawn, whose page says so.
_LAST = "SELECT live_id FROM occupations_occupation WHERE live_id IS NOT NULL"
_NAMED = f"SELECT r.id FROM occupations_release r WHERE {NAMED}"
_PUBLISHED = f"SELECT r.id FROM occupations_release r WHERE {PUBLISHED}"
_KINDS_OF_ROWS = """
SELECT DISTINCT release_id, 'figure' AS kind, metric AS of, method FROM occupations_figure
UNION ALL SELECT DISTINCT release_id, 'text', kind, '' FROM occupations_recordtext
UNION ALL SELECT DISTINCT release_id, 'skill', '', '' FROM occupations_occupationskill
UNION ALL SELECT DISTINCT release_id,
    CASE WHEN num_nonnulls(area_id, industry_id, employer_id) > 0 THEN 'elsewhere'
         WHEN num_nonnulls(annual_average, hourly_average) > 0 THEN 'average' ELSE 'national' END, '', ''
FROM occupations_wageestimate
"""

_TABLES: list[Table] = [
    whole(Category),
    whole(
        Occupation,
        "live_id IS NOT NULL",
        leave_out=("title", "common_name", "automatic_name", "plural", "article", "running", "description", "changed",
                   "recheck_due", "version"),
        indexed=("slug", "live_id"),
    ),
    whole(OldSlug, "occupation_id IN (SELECT id FROM occupations_occupation WHERE live_id IS NOT NULL)",
          indexed=("slug",)),
    whole(Standing),
    whole(Spreads),
    whole(MetricPolicy, leave_out=("reason",)),
    whole(Source),
    whole(Dataset),
    whole(Release, leave_out=("files", "report")),
    whole(TitleModel, leave_out=("content",)),
    whole(TitleOverride),
    whole(TitleTableRow),
    whole(StatisticalRecord, indexed=("code",)),
    Table("published_release", [Column("release_id", "integer PRIMARY KEY", "t.id")], f"({_PUBLISHED}) t WHERE true"),
    Table(
        Edition._meta.db_table,
        of_model(Edition, leave_out=("by", "note", "batch")),
        f"{Edition._meta.db_table} t WHERE true",
        key="id",
        keys=_LAST,
        indexed=("digest", "occupation_id"),
    ),
    Table(
        "occupations_edition_releases",
        [Column(name, "integer", f"t.{name}") for name in ("id", "edition_id", "release_id")],
        "occupations_edition_releases t WHERE true",
        key="edition_id",
        keys=_LIVE,
        indexed=("edition_id, release_id", "release_id"),
    ),
    Table(
        SearchTitle._meta.db_table,
        of_model(SearchTitle),
        f"{SearchTitle._meta.db_table} t WHERE true",
        key="edition_id",
        keys=f"SELECT live_id FROM ({_LIVE}) live WHERE EXISTS ("
        "SELECT FROM occupations_searchtitle s WHERE s.edition_id = live_id OFFSET 0)",
        indexed=("edition_id",),
    ),
    Table(
        PlacePay._meta.db_table,
        [*of_model(PlacePay), Column("version", "text", "concat_ws(':', t.occupation_id, t.edition_id, t.digest)")],
        f"{PlacePay._meta.db_table} t WHERE true",
        key="version",
        keys="SELECT concat_ws(':', occupation_id, edition_id, digest) FROM occupations_placepay",
        indexed=("version", "digest"),
    ),
    # What kinds of rows a release has.
    Table(
        "release_row",
        [
            Column("release_id", "integer", "t.release_id"),
            *(Column(name, "text", f"t.{name}") for name in ("kind", "of", "method")),
        ],
        f"({_KINDS_OF_ROWS}) t WHERE true",
        key="release_id",
        keys="SELECT id FROM occupations_release WHERE undone_at IS NULL",
        indexed=("release_id",),
    ),
    # The crosswalks of sources; what they call related is in editions.
    Table(
        "record_link",
        [
            *(Column(name, "integer", f"t.{name}") for name in ("release_id", "record_id", "other_id", "position")),
            Column("quality", "text", "t.quality"),
        ],
        "occupations_recordlink t WHERE t.quality <> 'related'",
        key="release_id",
        keys="SELECT r.id FROM occupations_release r WHERE r.undone_at IS NULL AND EXISTS ("
        "SELECT FROM occupations_recordlink l WHERE l.release_id = r.id AND l.quality <> 'related' OFFSET 0)",
        indexed=("record_id", "other_id", "release_id"),
    ),
    # The rows of surveys for one place, industry or employer, and those for all workers, with what they are for.
    Table(
        "wage_row",
        [
            Column("release_id", "integer", "t.release_id"),
            Column("area_id", "integer", "t.area_id"),
            Column("industry_id", "integer", "t.industry_id"),
            Column("employer_id", "integer", "t.employer_id"),
            Column("key", "text", key_sql("s")),
            Column("title", "text", "s.title"),
            Column("is_total", "bool", "s.is_total::int"),
            *(
                Column(name, "exact", f"t.{name}::text")
                for name in ("annual_mean", "annual_median", "annual_p10", "annual_p90", "mean_rse", "employment_rse",
                             "top_code_annual")
            ),
            Column("employment", "integer", "t.employment"),
            Column("sample_size", "integer", "t.sample_size"),
            Column("top_coded", "list", "array_to_json(t.top_coded)::text"),
            Column("hourly_only", "bool", "t.hourly_only::int"),
        ],
        "occupations_wageestimate t JOIN occupations_statisticalrecord s ON s.id = t.record_id "
        "WHERE t.occupation_id IS NULL AND (s.is_total OR num_nonnulls(t.area_id, t.industry_id, t.employer_id) > 0)",
        key="release_id",
        keys=_NAMED,
        indexed=("area_id, release_id", "industry_id, release_id", "release_id, is_total"),
    ),
    *(
        # Under the names of the release: those of a later one may be others.
        Table(
            f"{kind}_of_release",
            [
                Column("release_id", "integer", "t.release_id"),
                *(Column(name, declared, f"t.{name}") for name, declared in columns),
            ],
            f"(SELECT DISTINCT w.release_id, x.* FROM occupations_wageestimate w "
            f"JOIN occupations_{kind} x ON x.id = w.{kind}_id WHERE w.occupation_id IS NULL) t WHERE true",
            key="release_id",
            keys=_PUBLISHED,
            indexed=("release_id", "id"),
        )
        for kind, columns in (
            ("area", (("id", "integer"), ("kind", "text"), ("code", "text"), ("name", "text"))),
            ("industry", (("id", "integer"), ("code", "text"), ("name", "text"))),
            ("employer", (("id", "integer"), ("name", "text"))),
        )
    ),
]  # fmt: skip


def also(*tables: Table) -> None:
    """Tables of another application that its public pages read. To be called when it is loaded."""
    _TABLES.extend(tables)


def all_tables() -> Sequence[Table]:
    return _TABLES


STATE = 'CREATE TABLE copied ("table" TEXT, key TEXT, PRIMARY KEY ("table", key)) WITHOUT ROWID'
"""What the copy has: the keys of a keyed table, and the signature of one that is replaced as a whole."""


@cache
def form() -> str:
    """Names the form of the tables: a copy in another form is not read."""
    statements = [STATE, *(statement for table in all_tables() for statement in [*table.created, table.rows])]
    return sha256("\n".join(statements).encode()).hexdigest()[:12]
